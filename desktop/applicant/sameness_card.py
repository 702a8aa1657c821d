"""可能是同一人: other entries of the register, what was decided about them, and what can be decided."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.fee_views import SamenessView
from desktop.applicant.reason_form import ReasonForm, decision_words
from desktop.components import Caption, Card, LinkLabel, Rule, Sign, Text, column, row
from desktop.components.flow import FlowLayout
from desktop.theme import Tone, px
from law.errors import UserError
from law.terms import Sameness

__all__ = ["SamenessCard", "SamenessRow", "Typed"]

Typed = Mapping[int, tuple[Sameness, str, bool]]  # by the other entry: decision, reason, whether the form is open
_OFFERED = (Sameness.SAME, Sameness.DIFFERENT, Sameness.MERGED)
_TOGETHER = (Sameness.SAME, Sameness.MERGED)
_NONE = "名册中没有可能是同一人的其他记录。"
_ONLY_HINTS = "按本机关口径，代理人、亲属、同手机号的申请只提示，不合并计件。"


class SamenessRow(QWidget):
    """One entry. ``person_asked(id)`` to open its page, ``confirmed(row)``, ``asked(row)`` when its form opens."""

    person_asked = Signal(object)
    confirmed = Signal(object)
    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: SamenessView | None = None
        layout = column(self, gap=4)
        self.rule = Rule(self)
        self.name = LinkLabel("", self)
        self.name.clicked.connect(self._on_name_clicked)
        self.why = Text("", self)
        self._numbers = QWidget(self)
        numbers = FlowLayout(self._numbers, gap=2)
        self.identity = Caption("", self._numbers, wrap=False)
        self.phone = Caption("", self._numbers, wrap=False)
        for caption in (self.identity, self.phone):
            caption.setContentsMargins(0, 0, px(8), 0)
            numbers.addWidget(caption)
        self.counted = Caption("", self)
        self._certain = QWidget(self)
        line = row(self._certain, gap=6)
        line.addWidget(Sign(Tone.DONE, self._certain), 0, Qt.AlignmentFlag.AlignVCenter)
        self.certain = Text("", self._certain)
        line.addWidget(self.certain, 1)
        self.decided = Text("", self)
        self._offers = QWidget(self)
        flow = FlowLayout(self._offers, gap=4)
        self.offers = {one: self._offer(one, flow) for one in _OFFERED}
        self.form = ReasonForm(self)
        self.form.confirmed.connect(self._on_confirmed)
        self.form.left.connect(self.leave)
        for part in (self.why, self._numbers, self.counted, self._certain, self.decided, self.form):
            part.setContentsMargins(px(4), 0, 0, 0)  # in line with the words of links
        for part in (self.rule, self.name, self.why, self._numbers, self.counted, self._certain, self.decided):
            layout.addWidget(part)
        layout.addWidget(self._offers)
        layout.addWidget(self.form)

    def _offer(self, decision: Sameness, flow: FlowLayout) -> LinkLabel:
        link = LinkLabel(decision_words(decision), self._offers, payload=decision)
        link.clicked.connect(self._on_offer_clicked)
        flow.addWidget(link)
        return link

    def show_other(self, view: SamenessView, month: str, *, may_merge: bool, first: bool) -> None:
        """Show an entry; an open form stays as it is while its decision can still be taken."""
        self.view = view
        self.rule.setVisible(not first)
        self.name.setText(view.name)
        self.name.setAccessibleName(f"打开申请人 {view.name}")
        self.setAccessibleName(view.name)
        self.why.setText("" if view.certain else view.why)
        self.why.setVisible(not view.certain)
        self.identity.setText(f"证件号 {view.identity_masked or '未登记'}")
        self.phone.setText(f"电话 {view.phone_masked or '未登记'}")
        together = view.certain or view.decision in _TOGETHER  # then its numbers are those of the page
        told = f"共 {view.requests} 件申请，{month}计 {view.this_month} 件"
        self.counted.setText("其申请已计入本页。" if together else told)
        self.certain.setText(f"{view.why}，就是同一申请人。" if view.certain else "")
        self._certain.setVisible(view.certain)
        self.decided.setText(view.decided_text)
        self.decided.setVisible(bool(view.decided_text))
        for decision, link in self.offers.items():
            on = not view.certain and decision is not view.decision
            link.setVisible(on and (may_merge or decision is not Sameness.MERGED))
            link.setAccessibleName(f"{view.name}：{link.text()}")
        self._offers.setVisible(not view.certain)
        if self.is_asking() and self.offers[self.form.decision].isHidden():
            self.form.hide()

    def is_asking(self) -> bool:
        """Whether the form is open."""
        return not self.form.isHidden()

    def ask(self, decision: Sameness) -> None:
        """Open the form of a decision; what was typed before is still there."""
        if self.view is not None and not self.offers[decision].isHidden():
            self.form.ask(decision, self.view.name)
            self.asked.emit(self)

    def leave(self) -> None:
        """Close the form without deciding; what was typed is still there when it opens again."""
        self.form.hide()
        self.offers[self.form.decision].setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """The decision was recorded."""
        self.form.finish()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_offer_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel) and isinstance(link.payload, Sameness):
            self.ask(link.payload)

    def _on_confirmed(self) -> None:
        self.confirmed.emit(self)

    def _on_name_clicked(self) -> None:
        if self.view is not None:
            self.person_asked.emit(self.view.applicant_id)


class SamenessCard(Card):
    """The list.

    Signals: ``decided((other id, Sameness, reason))``, ``person_asked(id)``, ``form_opened(SamenessRow)`` to bring it
    into sight.
    """

    decided = Signal(object)
    person_asked = Signal(object)
    form_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("可能是同一人", parent)
        self.none = Caption(_NONE, self)
        self.body.addWidget(self.none)
        self._list = column(gap=10)
        self.body.addLayout(self._list)
        self.only_hints = Caption(_ONLY_HINTS, self)
        self.body.addWidget(self.only_hints)
        self.rows: dict[int, SamenessRow] = {}

    def show_others(self, others: Sequence[SamenessView], month: str, *, may_merge: bool) -> None:
        """Show entries; rows that stay keep their open form and what was typed."""
        wanted = {one.applicant_id: one for one in others}
        for gone in [one for one in self.rows if one not in wanted]:
            self._drop(gone)
        for at, (other, view) in enumerate(wanted.items()):
            line = self.rows.get(other) or self._new_row(other)
            self._list.removeWidget(line)
            self._list.insertWidget(at, line)
            line.show_other(view, month, may_merge=may_merge, first=at == 0)
        self.rows = {other: self.rows[other] for other in wanted}
        self.none.setVisible(not others)
        self.only_hints.setVisible(not may_merge and any(not one.certain for one in others))

    def _new_row(self, other: int) -> SamenessRow:
        line = SamenessRow(self)
        line.person_asked.connect(self.person_asked)
        line.confirmed.connect(self._on_confirmed)
        line.asked.connect(self._on_asked)
        self.rows[other] = line
        return line

    def _drop(self, other: int) -> None:
        line = self.rows.pop(other)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order. Rows are kept while others come and go, so their age tells nothing."""
        return [
            part
            for line in self.rows.values()
            for part in (line.name, *line.offers.values(), line.form.line, line.form.ok, line.form.cancel)
        ]

    def clear(self) -> None:
        """Forget everything: another applicant is shown."""
        for other in list(self.rows):
            self._drop(other)

    def typed(self) -> Typed:
        """What is typed and not recorded."""
        return {
            other: (line.form.decision, line.form.text(), line.is_asking())
            for other, line in self.rows.items()
            if line.form.text() or line.is_asking()
        }

    def put_typed(self, typed: Typed) -> None:
        """Put back what was typed about these entries."""
        for other, (decision, text, asking) in typed.items():
            line = self.rows.get(other)
            if line is not None:
                line.form.line.setText(text)
                line.form.decision = decision
                if asking:
                    line.ask(decision)

    def asking(self) -> SamenessRow | None:
        """The row whose form is open."""
        return next((one for one in self.rows.values() if one.is_asking()), None)

    def focus_first(self) -> bool:
        """Put the cursor to the open form, or to the first entry on which nothing was decided; False without any."""
        asking = self.asking()
        if asking is not None:
            asking.form.focus()
            return True
        lines = list(self.rows.values())
        open_ones = [one for one in lines if one.view and not one.view.certain and one.view.decision is None]
        for line in (open_ones or lines)[:1]:
            line.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(lines)

    def show_refusal(self, other: int, error: UserError) -> None:
        """Show in the form why it was not recorded."""
        line = self.rows.get(other)
        if line is not None:
            line.form.show_refusal(error.sentence)
            self.form_opened.emit(line)  # it is higher now

    def finish(self, other: int) -> None:
        """A decision was recorded."""
        line = self.rows.get(other)
        if line is not None:
            line.finish()

    def _on_asked(self, line: SamenessRow) -> None:
        for one in self.rows.values():
            if one is not line:
                one.form.hide()
        self.form_opened.emit(line)

    def _on_confirmed(self, line: SamenessRow) -> None:
        if line.view is not None:
            self.decided.emit((line.view.applicant_id, line.form.decision, line.form.text()))
