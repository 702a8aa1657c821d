"""Who takes part: a line for each, added and removed; the first applicant is proposed from the request."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_drafts import PartyDraft
from desktop.components import ComboInput, LineInput, LinkLabel, column, row
from desktop.theme import px
from law.dispute_terms import Forum, PartyRole
from law.dispute_words import party_label

__all__ = ["PartiesEditor"]


@dataclass(frozen=True, slots=True)
class _Line:
    holder: QWidget
    name: LineInput
    role: ComboInput
    contact: LineInput
    remove: LinkLabel


class PartiesEditor(QWidget):
    """The lines. ``changed`` after any input; ``is_typed`` once a person touched them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("当事人")
        self._forum = Forum.RECONSIDERATION
        self.lines: list[_Line] = []
        self.is_typed = False
        outer = column(self, gap=6)
        self._list = column(gap=6)
        outer.addLayout(self._list)
        self.more = LinkLabel("添加一人", self)
        self.more.clicked.connect(self._on_more_clicked)
        outer.addWidget(self.more)
        self.show_parties((PartyDraft(name=""),))

    def show_forum(self, forum: Forum) -> None:
        """Call the roles as the forum does: 申请人, in a lawsuit 原告."""
        self._forum = forum
        for line in self.lines:
            role = line.role.value()
            line.role.set_values([(one, party_label(one, forum)) for one in PartyRole])
            line.role.set_value(role)

    def show_parties(self, parties: tuple[PartyDraft, ...]) -> None:
        """Show these, one line each."""
        for line in self.lines:
            self._take_away(line)
        self.lines = []
        for one in parties or (PartyDraft(name=""),):
            self._add(one)

    def propose(self, parties: tuple[PartyDraft, ...]) -> None:
        """Show who asked, as long as nobody typed here."""
        if not self.is_typed and parties:
            self.show_parties(parties)

    def drafts(self) -> tuple[PartyDraft, ...]:
        """Everybody named."""
        return tuple(
            PartyDraft(
                name=line.name.text().strip(),
                role=PartyRole(str(line.role.value())),
                contact=line.contact.text().strip(),
            )
            for line in self.lines
            if line.name.text().strip()
        )

    def values(self) -> list[dict[str, str]]:
        """Everything held, for a kept draft."""
        return [
            {"name": one.name.text(), "role": str(one.role.value()), "contact": one.contact.text()}
            for one in self.lines
        ]

    def restore(self, values: object) -> None:
        """Put back what ``values`` gave."""
        kept = [one for one in values if isinstance(one, Mapping)] if isinstance(values, list) else []
        self.show_parties(tuple(_kept(one) for one in kept))
        self.is_typed = any(one.get("name") for one in kept)

    def focus_name(self) -> None:
        """Put the cursor into the first name."""
        self.lines[0].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, party: PartyDraft) -> _Line:
        holder = QWidget(self)
        layout = row(holder, gap=8)
        name = LineInput("姓名或名称", holder, placeholder="姓名或名称")
        name.setText(party.name)
        role = ComboInput([(one, party_label(one, self._forum)) for one in PartyRole], "身份", holder)
        role.set_value(party.role)
        role.setMinimumWidth(px(110))
        contact = LineInput("联系方式", holder, placeholder="联系方式，可不填")
        contact.setText(party.contact)
        remove = LinkLabel("移除", holder)
        line = _Line(holder, name, role, contact, remove)
        remove.clicked.connect(self._on_remove_clicked)
        for part, stretch in ((name, 3), (role, 0), (contact, 2), (remove, 0)):
            layout.addWidget(part, stretch)
        name.textEdited.connect(self._on_typed)
        contact.textEdited.connect(self._on_typed)
        role.activated.connect(self._on_typed)
        self._list.addWidget(holder)
        self.lines.append(line)
        self._say_removable()
        return line

    def _take_away(self, line: _Line) -> None:
        self._list.removeWidget(line.holder)
        line.holder.hide()
        line.holder.deleteLater()

    def _say_removable(self) -> None:
        for one in self.lines:
            one.remove.setVisible(len(self.lines) > 1)

    def _on_more_clicked(self) -> None:
        self.is_typed = True
        self._add(PartyDraft(name="")).name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_remove_clicked(self) -> None:
        link = self.sender()
        gone = next((one for one in self.lines if one.remove is link), None)
        if gone is not None:
            self.lines.remove(gone)
            self._take_away(gone)
            self._say_removable()
            self._on_typed()

    def _on_typed(self, *_values: object) -> None:
        self.is_typed = True
        self.changed.emit()


def _role(text: object) -> PartyRole:
    return PartyRole(str(text)) if str(text) in set(PartyRole) else PartyRole.APPLICANT


def _kept(one: Mapping[object, object]) -> PartyDraft:
    name, contact = (str(one.get(key, "")) for key in ("name", "contact"))
    return PartyDraft(name=name, role=_role(one.get("role")), contact=contact)
