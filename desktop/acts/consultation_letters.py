"""Letters around a consultation: an oral opinion confirmed, the applicant told, the third party told of disclosure."""

from collections.abc import Sequence

from typing_extensions import override

from casework.notice_drafts import ConsultationToldDraft, OpinionConfirmationDraft, ThirdPartyNoticeDraft
from casework.notice_proposals import AskedParty
from desktop.acts.panel import ActPanel
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending
from law.terms import Opinion

__all__ = ["ConfirmOpinionPanel", "TellConsultationPanel", "TellThirdPartyPanel"]

_WAYS = ("电话", "当面", "短信", "其他")


def _choices(parties: Sequence[AskedParty]) -> list[tuple[object, str]]:
    return [(one.event_id, f"{one.name}（{one.opinion}）" if one.opinion else one.name) for one in parties]


class ConfirmOpinionPanel(ActPanel):
    """What the third party said, on which day and how; the letter repeats it."""

    title = "请对方确认口头意见"
    primary_text = "签发征求意见确认函"

    @override
    def build(self) -> None:
        asked = self.facts.proposal.notices.asked
        first = asked[0] if asked else None
        chosen = first.event_id if first is not None else None
        self.place(self.combo_field("consultation_event_id", "第三方", _choices(asked), chosen))
        self.place(
            self.date_field("told_on", "口头意见日期", self.facts.today),
            self.choice_field("way", "方式", [(one, one) for one in _WAYS], _WAYS[0]),
        )
        self.place(self.choice_field("opinion", "意见", [(one, one.label) for one in Opinion]))
        self.place(self.text_field("statement", "意见内容和理由", lines=3, hint="照录对方所说；不写申请人的情况"))
        self.place(
            self.date_field("reply_by", "确认截止日", first.answer_by if first is not None else None, ahead=True),
            self.date_field("issued_on", "落款日期", self.facts.today),
        )
        add_sending(self)

    @override
    def arrange(self) -> None:
        arrange_sending(self)

    @override
    def draft(self) -> OpinionConfirmationDraft:
        return OpinionConfirmationDraft(
            request_id=self.facts.case.id,
            consultation_event_id=int(str(self.need_value("consultation_event_id"))),
            told_on=self.need_day("told_on"),
            way=str(self.need_value("way")),
            opinion=Opinion(str(self.need_value("opinion"))),
            statement=self.need_text("statement"),
            reply_by=self.need_day("reply_by"),
            issued_on=self.need_day("issued_on"),
            dispatch=read_sending(self),
        )


class TellConsultationPanel(ActPanel):
    """The applicant learns that somebody is asked; nothing has to be typed."""

    title = "告知申请人征求意见"
    primary_text = "签发征求意见告知书"

    @override
    def build(self) -> None:
        self.place(self.date_field("issued_on", "落款日期", self.facts.today))
        add_sending(self)

    @override
    def arrange(self) -> None:
        arrange_sending(self)

    @override
    def draft(self) -> ConsultationToldDraft:
        return ConsultationToldDraft(
            request_id=self.facts.case.id, issued_on=self.need_day("issued_on"), dispatch=read_sending(self)
        )


class TellThirdPartyPanel(ActPanel):
    """What is disclosed against the will of the third party, and why."""

    title = "告知第三方公开"
    primary_text = "签发依申请公开告知书"

    @override
    def build(self) -> None:
        parties = self.facts.proposal.notices.to_tell
        first = parties[0] if parties else None
        chosen = first.event_id if first is not None else None
        party = self.combo_field("consultation_event_id", "第三方", _choices(parties), chosen)
        party.show_hint(self.facts.proposal.notices.waiting)
        self.place(party)
        self.place(
            self.text_field(
                "information", "决定公开的信息", first.information if first is not None else "", lines=2,
                hint="只公开一部分的，写明公开哪一部分",
            )
        )  # fmt: skip
        self.place(
            self.choice_field(
                "public_interest", "公开的根据", [(True, "公共利益"), (False, "不属于应当不予公开")], True
            )
        )
        self.place(
            self.text_field(
                "reason", "衡量和理由", lines=4, hint="写明不公开对公共利益的影响，与公开对第三方的影响相比"
            )
        )
        self.place(self.date_field("issued_on", "落款日期", self.facts.today))
        add_sending(self)

    @override
    def arrange(self) -> None:
        arrange_sending(self)

    @override
    def draft(self) -> ThirdPartyNoticeDraft:
        return ThirdPartyNoticeDraft(
            request_id=self.facts.case.id,
            consultation_event_id=int(str(self.need_value("consultation_event_id"))),
            information=self.need_text("information"),
            public_interest=self.need_value("public_interest") is True,
            reason=self.need_text("reason"),
            issued_on=self.need_day("issued_on"),
            dispatch=read_sending(self),
        )
