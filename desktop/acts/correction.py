"""补正: ask for it once and completely, receive it, or let it lapse (条例第三十条)."""

from collections.abc import Mapping

from typing_extensions import override

from casework.drafts import CorrectionDraft, CorrectionReceivedDraft
from desktop.acts.panel import ActPanel, missing
from desktop.acts.plain_drafts import ReasonedDraft
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending

__all__ = ["LapseCorrectionPanel", "ReceiveCorrectionPanel", "RequestCorrectionPanel"]


class RequestCorrectionPanel(ActPanel):
    """Every unclear point, how to mend it, until when."""

    title = "要求补正"
    primary_text = "签发补正告知书"
    consequence_words = "补正期间不计；如截止日收到补正，答复截止为"

    @override
    def build(self) -> None:
        self.place(
            self.text_field(
                "unclear_items", "不明确之处，一行一项", lines=3, hint="如：未写明所要信息的名称、文号或者特征描述"
            )
        )
        self.place(self.text_field("how_to_correct", "怎样补正", lines=3, hint="告诉申请人补什么、怎样写、寄到哪里"))
        self.place(
            self.date_field("deadline", "补正截止日", self.facts.proposal.correction_deadline, ahead=True),
            self.date_field("issued_on", "落款日期", self.facts.today),
        )
        add_sending(self)

    @override
    def arrange(self) -> None:
        arrange_sending(self)

    @override
    def supposition(self) -> Mapping[str, object] | None:
        sent, deadline = self.peek_day("on"), self.peek_day("deadline")
        if sent is None or deadline is None:
            return None
        return {"correction_sent_on": sent, "answered_on": deadline}

    @override
    def draft(self) -> CorrectionDraft:
        items = self.lines("unclear_items")
        if not items:
            raise missing("unclear_items", "不明确之处", "请逐项写明，一行一项；补正只能告知一次")
        return CorrectionDraft(
            request_id=self.facts.case.id,
            unclear_items=items,
            how_to_correct=self.need_text("how_to_correct"),
            deadline=self.need_day("deadline"),
            issued_on=self.need_day("issued_on"),
            dispatch=read_sending(self),
        )


class ReceiveCorrectionPanel(ActPanel):
    """What came in, when, and whether it is clear now."""

    title = "收到补正"
    primary_text = "登记补正"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "收到日期", self.facts.today))
        self.place(self.text_field("text", "补正内容", lines=5, hint="照录补正材料"))
        self.place(self.choice_field("complete", "补正后是否明确", [(True, "已经明确"), (False, "仍不明确")], True))
        self.place(self.files_field())

    @override
    def supposition(self) -> Mapping[str, object] | None:
        day = self.peek_day("on")
        return {"answered_on": day} if day else None

    @override
    def draft(self) -> CorrectionReceivedDraft:
        return CorrectionReceivedDraft(
            request_id=self.facts.case.id,
            on=self.need_day("on"),
            text=self.need_text("text"),
            complete=self.need_value("complete") is True,
        )


class LapseCorrectionPanel(ActPanel):
    """Nothing came in; a person confirms that there is no good reason."""

    title = "逾期不补正"
    primary_text = "确认逾期不补正"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "确认日期", self.facts.today))
        self.place(
            self.text_field(
                "reason", "无正当理由的依据", lines=3, hint="如：期满后两次电话联系，申请人表示不再补正，未说明理由"
            )
        )

    @override
    def draft(self) -> ReasonedDraft:
        return ReasonedDraft(request_id=self.facts.case.id, on=self.need_day("on"), reason=self.need_text("reason"))
