"""寄出、送达、退件: what becomes of a letter after it was issued."""

from datetime import date

from typing_extensions import override

from casework.act_proposals import LetterCourse
from casework.drafts import DispatchDraft, ReturnDraft, ServiceDraft
from desktop.acts.panel import ActPanel
from desktop.acts.sending_fields import DELIVERED_AT_ONCE, add_sending, arrange_sending, read_sending
from law.terms import ServiceMethod

__all__ = ["DispatchPanel", "RecordReturnPanel", "RecordServicePanel"]

_PROOFS = ("邮件签收回执", "送达回证", "系统送达记录", "公告截图")
_USUAL = {
    ServiceMethod.POST: _PROOFS[0],
    ServiceMethod.ENTRUSTED: _PROOFS[1],
    ServiceMethod.ELECTRONIC: _PROOFS[2],
    ServiceMethod.NOTICE: _PROOFS[3],
}
_SAME_DAY = (*DELIVERED_AT_ONCE, ServiceMethod.ELECTRONIC)


class DispatchPanel(ActPanel):
    """How and when the letter leaves."""

    title = "寄出文书"
    primary_text = "登记寄出"

    @override
    def build(self) -> None:
        add_sending(self, optional=False)

    @override
    def arrange(self) -> None:
        arrange_sending(self)

    @override
    def draft(self) -> DispatchDraft:
        sent = read_sending(self, self.facts.view.document_id or 0)
        assert sent is not None  # noqa: S101 - sending is not optional here
        return sent


class RecordServicePanel(ActPanel):
    """The proof that the letter arrived."""

    title = "登记送达"
    primary_text = "登记送达"

    @override
    def build(self) -> None:
        self.place(
            self.date_field("on", "送达日期", self.presumed_day()),
            self.line_field("received_by", "签收人", self.presumed_receiver()),
        )
        self.place(self.choice_field("proof_kind", "凭证", [(one, one) for one in _PROOFS[:4]], _PROOFS[0]))
        self.place(
            self.line_field("proof", "凭证编号或者说明", self.known_number(), placeholder="如：EMS 邮件号、回证编号")
        )
        self.place(self.files_field("凭证扫描件"))

    def presumed_receiver(self) -> str:
        """The applicant signs for what is addressed to the applicant."""
        told = self.act_object()
        return "" if "征求意见" in told else self.facts.case.applicant.name

    def presumed_day(self) -> date | None:
        """Today where the letter was handed over or delivered at once; of the post only the proof knows the day."""
        return self.facts.today if any(one.method in _SAME_DAY for one in self.courses()) else None

    def usual_proof(self) -> str:
        """The proof that the way of dispatch yields."""
        method = next((one.method for one in self.courses()), None)
        return _USUAL.get(method, _PROOFS[1]) if method else _PROOFS[0]

    def known_number(self) -> str:
        """The number under which the letter left."""
        return next(
            (f"{one.carrier} {one.tracking_number}".strip() for one in self.courses() if one.tracking_number), ""
        )

    def courses(self) -> list[LetterCourse]:
        """What is known of the letter that this is about."""
        return [one for one in self.facts.proposal.courses if one.document_id == self.facts.view.document_id]

    @override
    def draft(self) -> ServiceDraft:
        return ServiceDraft(
            document_id=self.facts.view.document_id or 0,
            on=self.need_day("on"),
            received_by=self.text("received_by"),
            proof_kind=str(self.value("proof_kind") or ""),
            proof=self.text("proof"),
        )


class RecordReturnPanel(ActPanel):
    """The post brought the letter back."""

    title = "登记退件"
    primary_text = "登记退件"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "退回日期", self.facts.today))
        self.place(self.line_field("reason", "退回原因", placeholder="如：查无此人、迁移新址不明、拒收"))

    @override
    def draft(self) -> ReturnDraft:
        return ReturnDraft(
            document_id=self.facts.view.document_id or 0, on=self.need_day("on"), reason=self.need_text("reason")
        )
