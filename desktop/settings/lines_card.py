"""A card of named lines with one button that keeps them: the agency's profile, how fees reach the treasury."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.components import Banner, Card, FieldRow, LabelledField, LineInput, row, show_user_error
from desktop.theme import Tone, set_role
from law.errors import UserError

__all__ = ["LinesCard"]


class LinesCard(Card):
    """Base of the cards; ``submitted`` carries the subclass's ``draft()`` when the button is pressed.

    Args:
        title, note: head of the card.
        rows: names of the lines, row by row.
        words: label and hint of each line.
        wide: names of the lines that take twice the room.
        keep: words of the button.
    """

    submitted = Signal(object)

    def __init__(
        self,
        title: str,
        note: str,
        rows: Sequence[Sequence[str]],
        words: Mapping[str, tuple[str, str]],
        wide: Sequence[str],
        keep: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent, note=note)
        self.fields: dict[str, LabelledField] = {}
        self.banner = Banner("", Tone.OVER, self)
        self.body.addWidget(self.banner)
        self.build_above()
        for names in rows:
            line = FieldRow(self)
            for name in names:
                label, hint = words[name]
                field = LabelledField(label, LineInput(label, line), line, key=name, hint=hint)
                self.fields[name] = field
                line.add(field, 2 if name in wide else 1)
            self.body.addWidget(line)
        foot = row(gap=12)
        foot.addStretch(1)
        self.save = QPushButton(keep, self)
        set_role(self.save, "primary")
        self.save.clicked.connect(self._on_save_clicked)
        foot.addWidget(self.save)
        self.body.addLayout(foot)

    def build_above(self) -> None:
        """What stands above the lines; nothing if not overridden."""

    def draft(self) -> object:
        """The form as a draft."""
        raise NotImplementedError

    def line(self, name: str) -> LineInput:
        """The input of a line."""
        control = self.fields[name].control
        assert isinstance(control, LineInput)  # noqa: S101 - built so above; tells the type checker
        return control

    def show_values(self, shown: object) -> None:
        """Fill every line with the attribute of its name."""
        for name in self.fields:
            self.line(name).setText(str(getattr(shown, name)))

    def values(self) -> dict[str, str]:
        """What stands in the lines, by name."""
        return {name: self.line(name).text() for name in self.fields}

    def show_refusal(self, error: UserError) -> None:
        """Show why it was not kept."""
        if not show_user_error(error, self.fields):
            self.banner.say(error.sentence, Tone.OVER)

    def _on_save_clicked(self) -> None:
        self.banner.say("")
        for field in self.fields.values():
            field.show_error("")
        self.submitted.emit(self.draft())
