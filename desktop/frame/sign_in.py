"""登录: who sits at the machine. The name goes into every record, and decides which acts of the review are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from casework.person_drafts import PersonView
from casework.persons import persons, sign_in
from casework.roles import same_person
from casework.views import Changed
from desktop.components import ComboInput, DecisionDialog, LabelledField, LineInput
from desktop.frame.crash import CrashNet
from desktop.frame.session import Session
from law.errors import UserError

__all__ = ["SignIn", "SignInDialog", "SignInDraft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInDraft:
    """Who was chosen, and the passcode if one is asked."""

    person_id: int
    passcode: str


class SignInDialog(DecisionDialog):
    """The name from the list, and the passcode of those who have one."""

    def __init__(self, people: Sequence[PersonView], chosen: str, parent: QWidget, *, first: bool) -> None:
        super().__init__("谁在办理", "登录", parent, explanation="姓名写入每条记录；能办什么由岗位决定。")
        self._people = {one.id: one for one in people}
        values = [(one.id, f"{one.name}　{one.roles_text}") for one in people]
        self.person = ComboInput(values, "姓名", self)
        known = next((one.id for one in people if one.name == chosen), people[0].id)
        self.person.set_value(known)
        self.person.currentIndexChanged.connect(self._on_person_chosen)
        self.add_field(LabelledField("姓名", self.person, self, key="person"))
        self.passcode = LineInput("口令", self)
        self.passcode.setEchoMode(QLineEdit.EchoMode.Password)
        self.passcode_field = self.add_field(LabelledField("口令", self.passcode, self, key="passcode"))
        if first:
            self.leave.setText("退出")
        self._on_person_chosen()

    def _on_person_chosen(self, _index: int = 0) -> None:
        person = self._people.get(self._chosen())
        self.passcode.clear()
        self.passcode_field.show_error("")
        self.passcode_field.setVisible(person is not None and person.has_passcode)

    def _chosen(self) -> int:
        value = self.person.value()
        return value if isinstance(value, int) else 0

    @override
    def show_refusal(self, error: UserError) -> None:
        super().show_refusal(error)
        if error.field == "passcode":
            self.passcode.selectAll()
            self.passcode.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def draft(self) -> SignInDraft:
        return SignInDraft(person_id=self._chosen(), passcode=self.passcode.text())


class SignIn(QObject):
    """Asks who works here and keeps the session's person. ``changed`` when somebody signed in.

    Everything typed is kept before another person takes over; where it cannot be kept, nobody does.
    """

    changed = Signal()
    given_up = Signal()
    no_list = Signal()

    def __init__(self, session: Session, crash_net: CrashNet, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._crash_net = crash_net
        self._window = window
        self._at_start = False
        self._founder = ""
        self.dialog: SignInDialog | None = None

    def begin(self, founder: str = "") -> None:
        """At the start: one person without a passcode is signed in, of several one is chosen.

        ``founder`` has just made the database, and is known by that.
        """
        self._at_start = True
        self._founder = founder
        self._ask()

    def switch(self) -> None:
        """Somebody else sits down."""
        self._at_start = False
        self._ask()

    def _ask(self) -> None:
        self._session.ask(partial(persons, self._session.office), self._on_read, key="persons:sign-in")

    def _on_read(self, people: tuple[PersonView, ...]) -> None:
        if not people:
            if not self._at_start:
                self.no_list.emit()
            return
        alone = people if len(people) == 1 else [one for one in people if same_person(one.name, (self._founder,))]
        if self._at_start and len(alone) == 1 and not alone[0].has_passcode:
            self._take(alone[0])
            return
        if self.dialog is not None:
            return
        dialog = SignInDialog(people, self._session.settings.text("person"), self._window, first=self._at_start)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.submitted.connect(self._on_submitted)
        dialog.rejected.connect(self._on_rejected)
        self.dialog = dialog
        dialog.open()

    def _on_submitted(self, draft: SignInDraft) -> None:
        if self.dialog is None:
            return
        self.dialog.set_busy(True)
        ask = partial(sign_in, self._session.office, draft.person_id, draft.passcode, now=self._session.now)
        self._session.ask(ask, self._on_signed_in, self._on_refused, key="persons:enter")

    def _on_signed_in(self, person: PersonView) -> None:
        why = "" if self._at_start else self._crash_net.save_drafts()
        if why and self.dialog is not None:
            self.dialog.set_busy(False)
            self.dialog.banner.say(f"草稿没有保存，没有换人。{why}")
            return
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.accept()
            self._window.activateWindow()
        self._take(person)

    def _take(self, person: PersonView) -> None:
        self._session.person = person.name
        self._session.settings.set("person", person.name)
        self._session.settings.set("person_role", person.post or person.roles_text)
        self._session.changes.publish(Changed(topics=("person",)))
        self.changed.emit()

    def _on_refused(self, error: BaseException) -> None:
        if self.dialog is not None and isinstance(error, UserError):
            self.dialog.show_refusal(error)
        else:
            self._session.shell.show_failure(error)

    def _on_rejected(self) -> None:
        self.dialog = None
        if self._at_start:
            self.given_up.emit()
