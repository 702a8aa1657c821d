"""协办: another office searches by an internal day, and answers (条例第四十五条)."""

from typing_extensions import override

from casework.notice_drafts import AssistAnswerDraft, AssistDraft
from desktop.acts.panel import ActPanel, missing

__all__ = ["ReceiveAssistancePanel", "RequestAssistancePanel"]


class RequestAssistancePanel(ActPanel):
    """Whom to ask for what, and how it has to be searched."""

    title = "请求协办"
    primary_text = "签发协办函"

    @override
    def build(self) -> None:
        notices = self.facts.proposal.notices
        self.place(self.line_field("department", "协办单位", placeholder="内设机构或者下属单位的名称"))
        self.place(
            self.text_field("matter", "协办事项", lines=2, hint="如：检索2018年以来的征地档案，并就能否公开提出意见")
        )
        self.place(
            self.text_field("requirements", "检索和回复要求，一行一项", "\n".join(notices.assist_requirements), lines=4)
        )
        self.place(
            self.date_field("deadline", "回复期限", notices.assist_by, ahead=True, hint="内部期限"),
            self.date_field("issued_on", "落款日期", self.facts.today),
        )

    @override
    def draft(self) -> AssistDraft:
        requirements = self.lines("requirements")
        if not requirements:
            raise missing("requirements", "检索和回复要求")
        return AssistDraft(
            request_id=self.facts.case.id,
            department=self.need_text("department"),
            matter=self.need_text("matter"),
            requirements=requirements,
            deadline=self.need_day("deadline"),
            issued_on=self.need_day("issued_on"),
        )


class ReceiveAssistancePanel(ActPanel):
    """What the office answered."""

    title = "收到协办回复"
    primary_text = "登记回复"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "收到日期", self.facts.today))
        self.place(self.text_field("text", "回复内容", lines=4, hint="照录检索结果和意见；检索经过另录检索记录"))
        self.place(self.files_field("回复和附件"))

    @override
    def draft(self) -> AssistAnswerDraft:
        return AssistAnswerDraft(
            request_id=self.facts.case.id,
            assist_event_id=self.facts.view.event_id or 0,
            on=self.need_day("on"),
            text=self.need_text("text"),
        )
