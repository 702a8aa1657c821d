"""延长答复期限: at most so many working days, approved and told within the first period (条例第三十三条第二款)."""

from collections.abc import Mapping

from typing_extensions import override

from casework.drafts import ExtensionDraft
from desktop.acts.panel import ActPanel
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending
from law.errors import UserError

__all__ = ["ExtendPanel"]


class ExtendPanel(ActPanel):
    """How long, who approved, why; the new date is shown before anybody decides. Reviewed, it asks the head for it."""

    title = "延长答复期限"
    primary_text = "签发延期答复告知书"

    @override
    def build(self) -> None:
        longest = self.facts.proposal.extension_days
        days = self.line_field("days", f"延长几个工作日（1 至 {longest}）", str(longest))
        reviewed = self.facts.proposal.reviewed
        if reviewed:
            self.primary.setText("报负责人批准")
            self.place(days)
        else:
            self.place(days, self.line_field("approver", "批准人", placeholder="公开机构负责人姓名"))
        self.place(self.text_field("reason", "延长的理由", lines=2, hint="如：涉及两个科室的档案，检索尚未完成"))
        if reviewed:
            return
        self.place(
            self.date_field("approved_on", "批准日期", self.facts.today),
            self.date_field("issued_on", "落款日期", self.facts.today),
        )
        add_sending(self)

    @override
    def arrange(self) -> None:
        if not self.facts.proposal.reviewed:
            arrange_sending(self)

    @override
    def supposition(self) -> Mapping[str, object] | None:
        text = self.text("days")
        return {"extension_days": int(text)} if text.isdecimal() and int(text) else None

    @override
    def draft(self) -> ExtensionDraft:
        text = self.need_text("days")
        if not text.isdecimal():
            todo = f"请填 1 至 {self.facts.proposal.extension_days} 之间的整数"
            raise UserError("number_unreadable", f"“{text}”不是天数", todo=todo, field="days")
        if self.facts.proposal.reviewed:
            today = self.facts.today
            return ExtensionDraft(
                request_id=self.facts.case.id,
                days=int(text),
                approved_on=today,
                approver="",
                reason=self.need_text("reason"),
                issued_on=today,
            )
        return ExtensionDraft(
            request_id=self.facts.case.id,
            days=int(text),
            approved_on=self.need_day("approved_on"),
            approver=self.need_text("approver"),
            reason=self.need_text("reason"),
            issued_on=self.need_day("issued_on"),
            dispatch=read_sending(self),
        )
