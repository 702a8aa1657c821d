"""撤回 and 办结: how a case ends without or after a reply."""

from typing_extensions import override

from casework.drafts import WithdrawalDraft
from desktop.acts.panel import ActPanel
from desktop.acts.plain_drafts import ReasonedDraft

__all__ = ["ClosePanel", "WithdrawPanel"]

_WAYS = ("书面", "电子邮件", "当面", "平台")


class WithdrawPanel(ActPanel):
    """The applicant takes the request back; signed, or it does not count."""

    title = "申请人撤回"
    primary_text = "登记撤回"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "撤回日期", self.facts.today))
        self.place(self.choice_field("how", "方式", [(one, one) for one in _WAYS], _WAYS[0]))
        self.place(self.flag("signed", "有申请人签署的撤回"))
        self.place(self.text_field("reason", "申请人所述的原因", lines=2, hint="可以不填"))
        self.place(self.files_field("撤回书扫描件"))

    @override
    def draft(self) -> WithdrawalDraft:
        return WithdrawalDraft(
            request_id=self.facts.case.id,
            on=self.need_day("on"),
            how=str(self.need_value("how")),
            signed=self.checked("signed"),
            reason=self.text("reason"),
        )


class ClosePanel(ActPanel):
    """Close by hand, with a reason."""

    title = "办结"
    primary_text = "办结"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "办结日期", self.facts.today))
        self.place(self.text_field("reason", "办结理由", lines=3))

    @override
    def draft(self) -> ReasonedDraft:
        return ReasonedDraft(request_id=self.facts.case.id, on=self.need_day("on"), reason=self.need_text("reason"))
