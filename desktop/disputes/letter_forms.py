"""Forms beside the paper of a letter of a dispute: what is written by hand, how it is approved and issued."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from casework.dispute_letter_drafts import DisputeIssueDraft, LetterSection
from casework.dispute_views import DisputeFieldView
from casework.views import FindingView
from desktop.acts.form_panel import FormPanel
from desktop.components import Caption, DateInput, LineInput, TextArea, long_date
from desktop.disputes.event_fields import EventFields
from desktop.theme import Tone, px

__all__ = ["DisputeIssueForm", "DisputeReasonsForm", "LetterFacts", "SectionWords", "SectionsForm"]

_KINDS: Final = {
    "line": "text",
    "paragraphs": "paragraph",
    "lines": "lines",
    "date": "date",
    "count": "count",
    "flag": "flag",
}
_WAYS: Final = (("handed", "直接送交"), ("mail", "邮寄"), ("platform", "网上平台"))
_LATE: Final = "提交日期已过答复举证期限，逾期视为没有证据、依据。"
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

    def stands_for(self, sections: Sequence[LetterSection]) -> bool:
        """Whether the form holds these sections with these texts, so that it need not be made anew."""
        mine = [(one.key, one.label, one.kind) for one in self.sections]
        if mine != [(one.key, one.label, one.kind) for one in sections]:
            return False
        found = zip(self.declared.fields, sections, strict=True)
        return all(self.declared.peek(field) == one.text.strip() for field, one in found)

    def take(self, sections: Sequence[LetterSection]) -> None:
        """The same sections as read again: what the case proposes may be something else by now."""
        self.sections = tuple(sections)

    def focused(self) -> str:
        """The section in which the cursor stands; empty if it is in none."""
        return next((key for key, control in self.controls.items() if control.hasFocus()), "")

    def focus_on(self, key: str) -> None:
        """Put the cursor at the end of a section."""
        control = self.controls.get(key)
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(control, QPlainTextEdit):
                control.moveCursor(control.textCursor().MoveOperation.End)

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


class SectionWords:
    """The section written in last, for phrases: what is selected there, and words put in there."""

    def __init__(self) -> None:
        self.form: SectionsForm | None = None
        self._key = ""

    def _control(self) -> TextArea | LineInput | None:
        if self.form is None:
            return None
        self._key = self.form.focused() or self._key
        control = self.form.controls.get(self._key)
        return control if isinstance(control, TextArea | LineInput) else None

    def selected_words(self) -> str:
        """What is selected, paragraphs by line feeds."""
        control = self._control()
        if isinstance(control, TextArea):
            return control.textCursor().selectedText().replace("\u2029", "\n").strip()
        return control.selectedText().strip() if control is not None else ""

    def insert_words(self, words: str) -> None:
        """Put words at the cursor, in the place of what is selected."""
        control = self._control()
        if isinstance(control, TextArea):
            control.insertPlainText(words)
        elif control is not None:
            control.insert(words.replace("\n", ""))

    def setFocus(self, reason: Qt.FocusReason) -> None:  # noqa: N802 - named as the editor's
        """Back to the section."""
        control = self._control()
        if control is not None:
            control.setFocus(reason)

    def can_take(self) -> bool:
        """Whether a section is being written in."""
        control = self._control()
        return control is not None and control.isEnabled()


def _ask_reasons(form: FormPanel, findings: Sequence[FindingView]) -> None:
    """What bars the letter, each with a field for the reason why it goes all the same."""
    for one in findings:
        told = Caption(f"{one.code}　{one.sentence}", form.inside)
        told.setMinimumWidth(px(60))
        told.set_tone(Tone.OVER)
        form.place(told)
        form.place(form.text_field(f"override.{one.code}", f"放行 {one.code} 的理由", lines=2))


class DisputeReasonsForm(FormPanel):
    """Opened only where findings bar an approval; its draft are code and reason of each that is let pass."""

    title = "批准文书"
    primary_text = "批准"
    explanation = "检查拦截的问题，写明理由后可以放行；理由留在办理记录里。"

    def __init__(self, facts: LetterFacts, findings: Sequence[FindingView], parent: QWidget | None = None) -> None:
        self._findings = tuple(findings)
        super().__init__(facts, parent)
        self.leave.hide()  # 返回 stands above

    @override
    def build(self) -> None:
        _ask_reasons(self, self._findings)

    @override
    def draft(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.code, self.need_text(f"override.{one.code}")) for one in self._findings)


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
        due_on: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._document_id = document_id
        self._findings = tuple(findings)
        self._answer = answer
        self._due_on = due_on
        super().__init__(facts, parent)
        self.leave.hide()

    @override
    def build(self) -> None:
        self.place(self.date_field("issued_on", "成文日期", self.facts.today))
        _ask_reasons(self, self._findings)
        if self._answer:
            self.place(self.combo_field("way", "提交方式", (_LATER, *_WAYS), "handed"))
            self.place(self.date_field("filed_on", "提交日期", self.facts.today))
            self.place(self.line_field("number", "邮件号或者回执号（可不填）"))

    @override
    def introduction(self) -> str:
        """By when it has to be handed in, and which day counts."""
        if not self._answer:
            return ""
        last = "" if self._due_on is None else f"最迟 {long_date(self._due_on)}提交；"
        return f"{last}提交以交邮、送交或者上传之日为准。"

    @override
    def arrange(self) -> None:
        if self._answer:
            handed = bool(self.value("way"))
            self.fields["filed_on"].setVisible(handed)
            self.fields["number"].setVisible(handed)
            self._show_late(handed=handed)

    def _show_late(self, *, handed: bool) -> None:
        """A day after the last one is told, not refused: the letter goes out all the same."""
        control = self.controls["filed_on"]
        day = control.value() if isinstance(control, DateInput) else None
        late = handed and day is not None and self._due_on is not None and day > self._due_on
        self.consequence.say(_LATE if late else "", Tone.OVER)

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
