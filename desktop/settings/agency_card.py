"""The agency's profile as a form: used by the settings page."""

from dataclasses import fields as draft_fields

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casework.drafts import AgencyDraft
from casework.views import AgencyView
from desktop.components import Banner, Card, FieldRow, LabelledField, LineInput, SegmentedChoice, row, show_user_error
from desktop.settings.agency_words import BODY_KINDS, FIELD_WORDS
from desktop.theme import Tone, set_role
from law.errors import UserError

__all__ = ["AgencyCard"]

_ROWS = (
    ("name", "short_mark", "registration_mark"),
    ("parent_government", "reconsideration_body", "court_name"),
    ("signer_name", "reconsideration_website"),
    ("contact_person", "contact_phone", "contact_address", "postcode"),
)


class AgencyCard(Card):
    """Shows the profile, hands out an ``AgencyDraft`` with ``submitted`` when 保存 is pressed."""

    submitted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("机关", parent, note="写入登记号、文号、救济告知和落款")
        self.fields: dict[str, LabelledField] = {}
        self.banner = Banner("", Tone.OVER, self)
        self.body.addWidget(self.banner)
        self.kind = SegmentedChoice(BODY_KINDS, "机关类别", self)
        self.body.addWidget(LabelledField("机关类别", self.kind, self, key="body_kind"))
        for names in _ROWS:
            line = FieldRow(self)
            for name in names:
                line.add(self._field(name, line), 2 if name in ("name", "contact_address") else 1)
            self.body.addWidget(line)
        foot = row(gap=12)
        foot.addStretch(1)
        self.save = QPushButton("保存机关信息", self)
        set_role(self.save, "primary")
        self.save.clicked.connect(self._on_save_clicked)
        foot.addWidget(self.save)
        self.body.addLayout(foot)

    def _field(self, name: str, parent: QWidget) -> LabelledField:
        label, hint = FIELD_WORDS[name]
        self.fields[name] = LabelledField(label, LineInput(label, parent), parent, key=name, hint=hint)
        return self.fields[name]

    def _line(self, name: str) -> LineInput:
        control = self.fields[name].control
        assert isinstance(control, LineInput)  # noqa: S101 - built so above; tells the type checker
        return control

    def show_agency(self, agency: AgencyView) -> None:
        """Fill the form."""
        for name in self.fields:
            self._line(name).setText(str(getattr(agency, name)))
        self.kind.set_value(agency.body_kind)

    def draft(self) -> AgencyDraft:
        """The form as a draft."""
        values = {name: self._line(name).text() for name in self.fields}
        values["body_kind"] = str(self.kind.value() or "department")
        known = {one.name for one in draft_fields(AgencyDraft)}
        return AgencyDraft(**{name: value for name, value in values.items() if name in known})

    def show_refusal(self, error: UserError) -> None:
        """Show why it was not kept."""
        if not show_user_error(error, self.fields):
            self.banner.say(error.sentence, Tone.OVER)

    def _on_save_clicked(self) -> None:
        self.banner.say("")
        for field in self.fields.values():
            field.show_error("")
        self.submitted.emit(self.draft())
