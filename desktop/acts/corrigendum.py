"""更正已发文书: slips of the pen in a letter that left the house, line by line; what it decides is not mended here."""

from itertools import zip_longest

from typing_extensions import override

from casework.notice_drafts import CorrigendumDraft, WordChangeDraft
from desktop.acts.panel import ActPanel, missing
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending

__all__ = ["CorrectLetterPanel"]


class CorrectLetterPanel(ActPanel):
    """The letter, its wrong words and the right ones, one line each."""

    title = "更正已发文书"
    primary_text = "签发文书更正函"

    @override
    def build(self) -> None:
        sent = self.facts.proposal.notices.sent
        letters = [(one.document_id, one.told) for one in sent]
        self.place(self.combo_field("document_id", "更正哪一份文书", letters, sent[0].document_id if sent else None))
        self.place(self.text_field("wrong", "原文的错处，一行一处", lines=2, hint="从原文照录，如：共21页"))
        self.place(self.text_field("right", "更正后的文字，逐行对应", lines=2, hint="如：共12页"))
        self.place(self.date_field("issued_on", "落款日期", self.facts.today))
        add_sending(self)

    @override
    def arrange(self) -> None:
        arrange_sending(self)

    @override
    def draft(self) -> CorrigendumDraft:
        wrong, right = self.lines("wrong"), self.lines("right")
        if not wrong:
            raise missing("wrong", "原文的错处", "请从原文照录，一行一处")
        if not right:
            raise missing("right", "更正后的文字", "请与错处逐行对应")
        return CorrigendumDraft(
            request_id=self.facts.case.id,
            document_id=int(str(self.need_value("document_id"))),
            changes=tuple(
                WordChangeDraft(wrong=one, right=other) for one, other in zip_longest(wrong, right, fillvalue="")
            ),
            issued_on=self.need_day("issued_on"),
            dispatch=read_sending(self),
        )
