"""Forms beside the paper of a letter of a dispute: what is written by hand, and how it is issued."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.dispute_letter_drafts import DisputeIssueDraft, LetterSection
from casework.dispute_views import DisputeFieldView
from casework.views import FindingView
from desktop.acts.form_panel import FormPanel
from desktop.disputes.event_fields import EventFields

__all__ = ["DisputeIssueForm", "LetterFacts", "SectionsForm"]

_KINDS: Final = {
    "line": "text",
    "paragraphs": "paragraph",
    "lines": "lines",
    "date": "date",
    "count": "count",
    "flag": "flag",
}
_WAYS: Final = (("handed", "直接送交"), ("mail", "邮寄"), ("platform", "网上平台"))
_LATER: Final = ("", "以后再登记")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What a form knows when it opens: the legal day, words about days."""

    today: date
    describe_day: Callable[[date], str]


class SectionsForm(FormPanel):
    """The sections of a letter; what was not touched stays as the case proposes it."""

    title = "写什么"
    primary_text = "存为草稿　Ctrl+S"
    explanation = "办件里有的已经填好；改过的照改过的写，清空则恢复建议。"

    def __init__(
        self, facts: LetterFacts, title: str, sections: Sequence[LetterSection], parent: QWidget | None = None
    ) -> None:
        self.sections = tuple(sections)
        self._title = title
        super().__init__(facts, parent)
        self.leave.hide()
        self.note.setText("改动随时保留")

    @override
    def act_object(self) -> str:
        return self._title

    @override
    def build(self) -> None:
        fields = tuple(
            DisputeFieldView(
                key=one.key,
                label=one.label,
                kind=_KINDS[one.kind],
                required=True,
                hint=one.hint,
                proposed=one.text,
            )
            for one in self.sections
        )
        self.declared = EventFields(self, fields)
        self.declared.place()

    def texts(self) -> dict[str, str]:
        """What differs from the proposal, by section; an emptied one falls back to it."""
        found: dict[str, str] = {}
        for one, field in zip(self.sections, self.declared.fields, strict=True):
            text = self.declared.peek(field)
            if text and text.strip() != one.proposed.strip():
                found[one.key] = text
        return found

    @override
    def draft(self) -> object:
        return self.texts()


class DisputeIssueForm(FormPanel):
    """The date of a letter, reasons for what is let pass, and for an answer how and when it is handed in."""

    title = "签发"
    primary_text = "签发"

    def __init__(
        self,
        facts: LetterFacts,
        document_id: int,
        findings: Sequence[FindingView],
        *,
        answer: bool,
        parent: QWidget | None = None,
    ) -> None:
        self._document_id = document_id
        self._findings = tuple(one for one in findings if one.level == "block" and one.needs_reason)
        self._answer = answer
        super().__init__(facts, parent)

    @override
    def build(self) -> None:
        self.place(self.date_field("issued_on", "成文日期", self.facts.today))
        for one in self._findings:
            self.place(
                self.text_field(f"override.{one.code}", f"放行 {one.code} 的理由", "", lines=2, hint=one.sentence)
            )
        if self._answer:
            self.place(self.combo_field("way", "提交方式", (_LATER, *_WAYS), "handed"))
            self.place(self.date_field("filed_on", "提交日期", self.facts.today, hint="以交邮、送交或者上传之日为准"))
            self.place(self.line_field("number", "邮件号或者回执号（可不填）"))

    @override
    def arrange(self) -> None:
        if self._answer:
            handed = bool(self.value("way"))
            self.fields["filed_on"].setVisible(handed)
            self.fields["number"].setVisible(handed)

    @override
    def draft(self) -> DisputeIssueDraft:
        overrides = tuple((one.code, self.need_text(f"override.{one.code}")) for one in self._findings)
        way = str(self.value("way") or "") if self._answer else ""
        return DisputeIssueDraft(
            document_id=self._document_id,
            issued_on=self.need_day("issued_on"),
            overrides=overrides,
            filed_on=self.need_day("filed_on") if way else None,
            way=way,
            number=self.text("number") if way else "",
        )
