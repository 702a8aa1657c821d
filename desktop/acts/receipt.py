"""确认收到: ordinary mail, fax and misdirected mail count from the day on which both sides confirmed the receipt."""

from collections.abc import Mapping

from typing_extensions import override

from casework.drafts import ReceiptConfirmationDraft
from desktop.acts.panel import ActPanel

__all__ = ["ConfirmReceiptPanel"]


class ConfirmReceiptPanel(ActPanel):
    """The day of confirmation and how it was made."""

    title = "确认收到"
    consequence_words = "答复截止为"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "双方确认收到的日期", self.facts.today))
        self.place(self.line_field("how", "怎样确认", placeholder="如：电话告知申请人，通话 2 分钟"))

    @override
    def supposition(self) -> Mapping[str, object] | None:
        day = self.peek_day("on")
        return {"confirmed_on": day} if day else None

    @override
    def draft(self) -> ReceiptConfirmationDraft:
        return ReceiptConfirmationDraft(
            request_id=self.facts.case.id, on=self.need_day("on"), how=self.need_text("how")
        )
