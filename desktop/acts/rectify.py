"""更正: the record, what the examination found, and what became of it (条例第四十一条)."""

from typing_extensions import override

from casework.notice_drafts import RectificationDraft
from desktop.acts.panel import ActPanel
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending
from law.terms import Rectification

__all__ = ["DecideRectificationPanel"]

_ELSEWHERE = (Rectification.TRANSFERRED, Rectification.REFERRED)


class DecideRectificationPanel(ActPanel):
    """Fields of another result are hidden and left out."""

    title = "告知更正结果"
    primary_text = "签发更正告知书"

    @override
    def build(self) -> None:
        results = [(one, one.label) for one in Rectification]
        self.place(self.choice_field("result", "处理结果", results, Rectification.CORRECTED))
        self.place(self.text_field("record_name", "申请更正的记录", lines=2, hint="写明记录的名称、编号和位置"))
        self.place(self.text_field("evidence", "申请人提供的证据，一行一项", lines=2, hint="可以不填"))
        self.place(self.text_field("finding", "审核情况", lines=3, hint="核对了什么、记录是否有误、由谁制作保存"))
        self.place(self.text_field("corrected", "更正后的内容", lines=2))
        self.place(self.line_field("other_agency", "有权更正的机关和联系方式", placeholder="机关名称，电话或者地址"))
        self.place(self.date_field("issued_on", "落款日期", self.facts.today))
        add_sending(self)

    @override
    def arrange(self) -> None:
        result = self.value("result")
        self.fields["corrected"].setVisible(result == Rectification.CORRECTED)
        self.fields["other_agency"].setVisible(result in _ELSEWHERE)
        arrange_sending(self)

    @override
    def draft(self) -> RectificationDraft:
        result = Rectification(str(self.need_value("result")))
        return RectificationDraft(
            request_id=self.facts.case.id,
            result=result,
            record_name=self.need_text("record_name"),
            evidence=self.lines("evidence"),
            finding=self.need_text("finding"),
            corrected=self.need_text("corrected") if result is Rectification.CORRECTED else "",
            other_agency=self.need_text("other_agency") if result in _ELSEWHERE else "",
            issued_on=self.need_day("issued_on"),
            dispatch=read_sending(self),
        )
