"""The agency's profile as a form: used by the settings page."""

from dataclasses import fields as draft_fields

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.drafts import AgencyDraft
from casework.views import AgencyView
from desktop.components import LabelledField, SegmentedChoice
from desktop.settings.agency_words import BODY_KINDS, FIELD_WORDS
from desktop.settings.lines_card import LinesCard

__all__ = ["AgencyCard"]

_ROWS = (
    ("name", "short_mark", "registration_mark"),
    ("parent_government", "reconsideration_body", "court_name"),
    ("signer_name", "reconsideration_website"),
    ("representative_name", "representative_post"),
    ("contact_person", "contact_phone", "contact_address", "postcode"),
)
_WIDE = ("name", "contact_address")


class AgencyCard(LinesCard):
    """Shows the profile, hands out an ``AgencyDraft`` with ``submitted``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        note = "写入登记号、文号、救济告知和落款"
        super().__init__("机关", note, _ROWS, FIELD_WORDS, _WIDE, "保存机关信息", parent)

    @override
    def build_above(self) -> None:
        self.kind = SegmentedChoice(BODY_KINDS, "机关类别", self)
        self.body.addWidget(LabelledField("机关类别", self.kind, self, key="body_kind"))

    def show_agency(self, agency: AgencyView) -> None:
        """Fill the form."""
        self.show_values(agency)
        self.kind.set_value(agency.body_kind)

    @override
    def draft(self) -> AgencyDraft:
        values = self.values()
        values["body_kind"] = str(self.kind.value() or "department")
        known = {one.name for one in draft_fields(AgencyDraft)}
        return AgencyDraft(**{name: value for name, value in values.items() if name in known})
