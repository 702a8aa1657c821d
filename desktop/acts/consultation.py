"""征求意见: third parties, co-makers and other agencies; their answers (条例第三十二条至第三十四条)."""

from collections.abc import Mapping

from typing_extensions import override

from casework.drafts import ConsultationDraft, OpinionDraft
from desktop.acts.panel import ActPanel
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending
from law.terms import ConsultationKind, Opinion

__all__ = ["ConsultPanel", "ReceiveOpinionPanel"]

_KINDS = (
    (ConsultationKind.THIRD_PARTY, "第三方"),
    (ConsultationKind.CO_MAKER, "共同制作机关"),
    (ConsultationKind.AGENCY, "其他机关"),
)


class ConsultPanel(ActPanel):
    """Whom to ask about what; the applicant is not named in the letter."""

    title = "征求意见"
    primary_text = "签发征求意见书"
    consequence_words = "如对方不回复，答复截止为"

    @override
    def build(self) -> None:
        kind = self.choice_field("kind", "征求谁的意见", _KINDS, ConsultationKind.THIRD_PARTY)
        self.place(kind)
        self.place(self.flag("secrecy", self.facts.proposal.secrecy_words))
        self.place(self.line_field("party", "名称或者姓名"))
        self.place(self.line_field("party_address", "地址"), self.line_field("party_postcode", "邮编"))
        self.place(self.text_field("information", "拟公开的信息", lines=3, hint="写明信息名称和要点；不写申请人的情况"))
        self.place(
            self.date_field("reply_by", "回复截止日", self.facts.proposal.agency_reply_by, ahead=True),
            self.date_field("issued_on", "落款日期", self.facts.today),
        )
        add_sending(self)

    @override
    def arrange(self) -> None:
        kind = self.value("kind")
        self.fields["reply_by"].setVisible(kind == ConsultationKind.AGENCY)
        self.controls["secrecy"].setVisible(kind == ConsultationKind.AGENCY)
        self.fields["kind"].show_hint(dict(self.facts.proposal.silence)[ConsultationKind(str(kind))] if kind else "")
        arrange_sending(self)

    @override
    def supposition(self) -> Mapping[str, object] | None:
        sent = self.peek_day("on")
        third = self.value("kind") == ConsultationKind.THIRD_PARTY
        return {"consultation_sent_on": sent} if sent and third else None

    @override
    def draft(self) -> ConsultationDraft:
        kind = ConsultationKind(str(self.need_value("kind")))
        return ConsultationDraft(
            request_id=self.facts.case.id,
            kind=kind,
            party=self.need_text("party"),
            party_address=self.text("party_address"),
            party_postcode=self.text("party_postcode"),
            information=self.need_text("information"),
            issued_on=self.need_day("issued_on"),
            reply_by=self.need_day("reply_by") if kind is ConsultationKind.AGENCY else None,
            secrecy=kind is ConsultationKind.AGENCY and self.checked("secrecy"),
            dispatch=read_sending(self),
        )


class ReceiveOpinionPanel(ActPanel):
    """What the consulted answered."""

    title = "收到意见"
    primary_text = "登记意见"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "收到日期", self.facts.today))
        self.place(self.choice_field("opinion", "意见", [(one, one.label) for one in Opinion]))
        self.place(self.text_field("reasons", "理由", lines=4, hint="照录；不同意公开的，须有理由"))
        self.place(self.files_field())

    @override
    def supposition(self) -> Mapping[str, object] | None:
        day = self.peek_day("on")
        return {"answered_on": day} if day else None

    @override
    def draft(self) -> OpinionDraft:
        return OpinionDraft(
            request_id=self.facts.case.id,
            consultation_event_id=self.facts.view.event_id or 0,
            on=self.need_day("on"),
            opinion=Opinion(str(self.need_value("opinion"))),
            reasons=self.text("reasons"),
        )
