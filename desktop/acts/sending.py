"""寄出、送达、退件: what becomes of a letter after it was issued."""

from datetime import date

from typing_extensions import override

from casework.act_proposals import LetterCourse
from casework.drafts import DispatchDraft, RefusalDraft, ReturnDraft, ServiceDraft
from desktop.acts.panel import ActFacts, ActPanel
from desktop.acts.sending_fields import (
    DELIVERED_AT_ONCE,
    RELATIONS,
    add_sending,
    arrange_sending,
    read_names,
    read_sending,
)
from law.documents import letters_to_others
from law.terms import ReceiverRelation, ServiceMethod

__all__ = ["DispatchPanel", "RecordRefusalPanel", "RecordReturnPanel", "RecordServicePanel"]

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


def _receiver(facts: ActFacts) -> str:
    """The applicant, but for letters to somebody else."""
    about = facts.view.document_id
    elsewhere = any(one.kind in letters_to_others() for one in facts.proposal.courses if one.document_id == about)
    return "" if elsewhere else facts.case.applicant.name


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
        self.place(
            self.combo_field("relation", "与受送达人的关系", RELATIONS, ReceiverRelation.SELF),
            self.line_field("arrived_at", "到达时间", placeholder="系统记录，如 14:05"),
        )
        self.place(self.choice_field("proof_kind", "凭证", [(one, one) for one in _PROOFS[:4]], _PROOFS[0]))
        self.place(
            self.line_field("proof", "凭证编号或者说明", self.known_number(), placeholder="如：EMS 邮件号、回证编号")
        )
        self.place(self.files_field("凭证扫描件"))

    @override
    def arrange(self) -> None:
        electronic = any(one.method is ServiceMethod.ELECTRONIC for one in self.courses())
        self.fields["arrived_at"].setVisible(electronic)
        self.fields["relation"].setVisible(not electronic)

    def presumed_receiver(self) -> str:
        """The applicant signs for what is addressed to the applicant."""
        return _receiver(self.facts)

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
            relation=self.relation(),
            arrived_at=self.text("arrived_at") if self.fields["arrived_at"].isVisibleTo(self) else "",
        )

    def relation(self) -> ReceiverRelation | None:
        """What the one who signed is to the addressee; nobody signs for what a system took."""
        value = self.value("relation")
        shown = self.fields["relation"].isVisibleTo(self)
        return value if shown and isinstance(value, ReceiverRelation) else None


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


class RecordRefusalPanel(ActPanel):
    """The letter was offered and not accepted."""

    title = "登记拒收"
    primary_text = "登记拒收"
    explanation = "拒收不改变已有的作出日；之后可以办“寄出文书”，方式选留置送达。"

    @override
    def build(self) -> None:
        self.place(
            self.date_field("on", "拒收日期", self.facts.today),
            self.line_field("refused_by", "拒收人", _receiver(self.facts), placeholder="本人或者同住成年家属"),
        )
        self.place(self.text_field("reason", "拒收经过", lines=2, hint="何时何地送交，对方怎样表示"))
        self.place(self.line_field("witnesses", "见证人，用顿号分开", placeholder="如：村委会某某、民警某某"))
        self.place(self.line_field("record", "照片、录像", placeholder="可以不填"))
        self.place(self.files_field("照片、录像、见证材料"))

    @override
    def draft(self) -> RefusalDraft:
        return RefusalDraft(
            document_id=self.facts.view.document_id or 0,
            on=self.need_day("on"),
            refused_by=self.need_text("refused_by"),
            reason=self.text("reason"),
            witnesses=read_names(self.text("witnesses")),
            record=self.text("record"),
        )
