"""说明理由: requests beyond a reasonable number and frequency (条例第三十五条)."""

from typing_extensions import override

from casework.drafts import (
    DeferralDraft,
    JustificationAssessmentDraft,
    JustificationDraft,
    JustificationReceivedDraft,
)
from desktop.acts.panel import ActPanel
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending

__all__ = [
    "AssessJustificationPanel",
    "DeferReplyPanel",
    "ReceiveJustificationPanel",
    "RequestJustificationPanel",
]


class RequestJustificationPanel(ActPanel):
    """Number and frequency, and until when the reasons are asked."""

    title = "要求说明理由"
    primary_text = "签发说明理由告知书"

    @override
    def build(self) -> None:
        self.place(
            self.text_field(
                "statistics", "申请数量和频次", lines=4, hint="如：今年1月至今提出申请 46 件，其中 31 件内容相近"
            )
        )
        self.place(
            self.date_field("deadline", "说明理由截止日", self.facts.proposal.justification_deadline, ahead=True),
            self.date_field("issued_on", "落款日期", self.facts.today),
        )
        add_sending(self)

    @override
    def arrange(self) -> None:
        arrange_sending(self)

    @override
    def draft(self) -> JustificationDraft:
        return JustificationDraft(
            request_id=self.facts.case.id,
            statistics=self.need_text("statistics"),
            deadline=self.need_day("deadline"),
            issued_on=self.need_day("issued_on"),
            dispatch=read_sending(self),
        )


class ReceiveJustificationPanel(ActPanel):
    """The reasons that came in."""

    title = "收到理由"
    primary_text = "登记理由"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "收到日期", self.facts.today))
        self.place(self.text_field("text", "申请人说明的理由", lines=5, hint="照录"))

    @override
    def draft(self) -> JustificationReceivedDraft:
        return JustificationReceivedDraft(
            request_id=self.facts.case.id, on=self.need_day("on"), text=self.need_text("text")
        )


class AssessJustificationPanel(ActPanel):
    """Whether the reasons are reasonable. A person decides; nothing is preset."""

    title = "审查理由"
    primary_text = "记入审查结论"

    @override
    def build(self) -> None:
        self.place(
            self.choice_field("reasonable", "理由是否合理", [(True, "合理，继续办理"), (False, "不合理，不予处理")])
        )
        self.place(self.text_field("grounds", "判断依据", lines=4, hint="写明为何合理或者不合理"))
        self.place(self.date_field("on", "审查日期", self.facts.today))

    @override
    def draft(self) -> JustificationAssessmentDraft:
        return JustificationAssessmentDraft(
            request_id=self.facts.case.id,
            reasonable=self.need_value("reasonable") is True,
            grounds=self.need_text("grounds"),
            on=self.need_day("on"),
        )


class DeferReplyPanel(ActPanel):
    """The later date on which the agency replies, and why."""

    title = "延迟答复"
    primary_text = "签发延迟答复告知书"

    @override
    def build(self) -> None:
        self.place(
            self.date_field("until", "延迟至", None, ahead=True),
            self.date_field("issued_on", "落款日期", self.facts.today),
        )
        self.place(self.text_field("reason", "不能按期答复的原因", lines=3))
        add_sending(self)

    @override
    def arrange(self) -> None:
        arrange_sending(self)

    @override
    def draft(self) -> DeferralDraft:
        return DeferralDraft(
            request_id=self.facts.case.id,
            until=self.need_day("until"),
            issued_on=self.need_day("issued_on"),
            reason=self.need_text("reason"),
            dispatch=read_sending(self),
        )
