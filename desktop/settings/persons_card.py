"""人员与岗位: who is on the list, in which roles, with or without a passcode."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from casework.person_drafts import PersonView
from desktop.components import (
    Banner,
    Caption,
    Card,
    FieldRow,
    LabelledField,
    LineInput,
    StrongLabel,
    row,
    show_user_error,
)
from desktop.settings.person_table import PersonTable
from desktop.theme import Tone, set_role
from law.errors import UserError
from law.terms import Role

__all__ = ["PersonEdit", "PersonsCard"]

_NEW = "新增一人"
_NOTE = "记录按姓名认人，姓名加入后不再改；离开的人停用，不删除。"
_EMPTY = "还没有人员名单。加入后，开始办理时选择姓名；拟稿人不能审核、批准自己的文书。第一人为管理员。"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEdit:
    """What was typed about somebody; ``person_id`` None: somebody new. An empty passcode changes nothing."""

    person_id: int | None
    name: str
    post: str
    roles: tuple[Role, ...]
    passcode: str


class PersonsCard(Card):
    """Signals: ``submitted(PersonEdit)``, ``activity_asked((id, active))``, ``clear_asked(id)``."""

    submitted = Signal(object)
    activity_asked = Signal(object)
    clear_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("人员与岗位", parent, note=_NOTE)
        self._people: dict[int, PersonView] = {}
        self._chosen: int | None = None  # whose row is marked; None: the fields are about somebody new
        self._typed: PersonEdit | None = None  # what was typed about somebody new before a row was marked
        self.fields: dict[str, LabelledField] = {}
        self.banner = Banner("", Tone.OVER, self)
        self.body.addWidget(self.banner)
        self.empty = Caption(_EMPTY, self)
        self.body.addWidget(self.empty)
        self.table = PersonTable(self)
        self.table.chosen.connect(self._on_chosen)
        self.body.addWidget(self.table)
        self.body.addLayout(self._form_head())
        self.name = LineInput("姓名", self)
        self.post = LineInput("岗位名称", self, placeholder="如 承办人、二科科长")
        self.passcode = LineInput("口令", self)
        self.passcode.setEchoMode(QLineEdit.EchoMode.Password)
        line = FieldRow(self)
        for key, label, control, hint in (
            ("name", "姓名", self.name, ""),
            ("post", "岗位名称", self.post, ""),
            ("passcode", "口令", self.passcode, "可以不设；不设的，选姓名即可登录"),
        ):
            field = LabelledField(label, control, line, key=key, hint=hint)
            self.fields[key] = field
            line.add(field, 1)
        self.body.addWidget(line)
        self.body.addWidget(self._role_boxes())
        self._add_foot()
        self._fill(None)

    def _form_head(self) -> QHBoxLayout:
        """Whom the fields below are about, and the way back to somebody new."""
        head = row(gap=12)
        self.about = StrongLabel(_NEW, self, wrap=False)
        self.add = QPushButton(_NEW, self)
        self.add.setAutoDefault(True)
        self.add.clicked.connect(self._on_add_clicked)
        head.addWidget(self.about)
        head.addStretch(1)
        head.addWidget(self.add)
        return head

    def _role_boxes(self) -> QWidget:
        holder = QWidget(self)
        boxes = row(holder, gap=16)
        self.roles = {one: QCheckBox(one.label, holder) for one in Role}
        for box in self.roles.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        self.fields["roles"] = LabelledField("岗位（可以多选）", holder, self, key="roles")
        return self.fields["roles"]

    def _add_foot(self) -> None:
        foot = row(gap=12)
        self.activity = QPushButton("停用", self)
        self.clear = QPushButton("清除口令", self)
        self.save = QPushButton("加入名单", self)
        set_role(self.save, "primary")
        foot.addStretch(1)
        for button, slot in (
            (self.activity, self._on_activity_clicked),
            (self.clear, self._on_clear_clicked),
            (self.save, self._on_save_clicked),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)
            foot.addWidget(button)
        self.body.addLayout(foot)

    # ------------------------------------------------------------------ showing

    def show_persons(self, people: Sequence[PersonView]) -> None:
        """Show the list; what is being typed about somebody stays."""
        before = self._person
        self._people = {one.id: one for one in people}
        self.empty.setVisible(not people)
        self.table.setVisible(bool(people))
        if self._chosen not in self._people:
            self._chosen = None
        self.table.show_people(people, self._chosen)
        if before is not None and self._person != before:
            self._fill(self._person)

    @property
    def _person(self) -> PersonView | None:
        return self._people.get(self._chosen) if self._chosen is not None else None

    def _on_chosen(self, person: PersonView) -> None:
        """A row was chosen; what was typed about somebody new waits until it is wanted again."""
        if person.id == self._chosen:
            return
        if self._chosen is None:
            self._typed = self._edit()
        self._chosen = person.id
        self._fill(person)

    def _on_add_clicked(self) -> None:
        self._chosen = None
        self.table.mark_none()
        self._fill(None)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, person: PersonView | None) -> None:
        shown = person or self._typed
        self.clear_refusal()
        self.about.setText(_NEW if person is None else f"修改 {person.name}")
        self.add.setVisible(person is not None)
        self.name.setText(shown.name if shown is not None else "")
        self.post.setText(shown.post if shown is not None else "")
        for line in (self.name, self.post):
            line.setReadOnly(person is not None)
            line.setToolTip("姓名、岗位名称加入后不再改。" if person is not None else "")
        self.passcode.setText(self._typed.passcode if person is None and self._typed is not None else "")
        for role, box in self.roles.items():
            box.setChecked(shown is not None and role in shown.roles)
        self.save.setText("加入名单" if person is None else "保存")
        self.activity.setVisible(person is not None)
        self.activity.setText("停用" if person is None or person.active else "恢复")
        self.clear.setVisible(person is not None and person.has_passcode)

    def show_saved(self) -> None:
        """What was typed is on the list now."""
        self._chosen = self._typed = None
        self.table.mark_none()
        self._fill(None)

    def show_refusal(self, error: UserError) -> None:
        """Say why nothing was changed."""
        if not show_user_error(error, self.fields):
            self.banner.say(error.sentence, Tone.OVER)

    def clear_refusal(self) -> None:
        """Forget the last refusal."""
        self.banner.say("")
        for field in self.fields.values():
            field.show_error("")

    # ------------------------------------------------------------------ asking

    def _on_save_clicked(self) -> None:
        self.clear_refusal()
        self.submitted.emit(self._edit())

    def _edit(self) -> PersonEdit:
        return PersonEdit(
            person_id=self._chosen,
            name=self.name.text(),
            post=self.post.text(),
            roles=tuple(role for role, box in self.roles.items() if box.isChecked()),
            passcode=self.passcode.text(),
        )

    def _on_activity_clicked(self) -> None:
        person = self._person
        if person is not None:
            self.clear_refusal()
            self.activity_asked.emit((person.id, not person.active))

    def _on_clear_clicked(self) -> None:
        person = self._person
        if person is not None:
            self.clear_refusal()
            self.clear_asked.emit(person.id)
