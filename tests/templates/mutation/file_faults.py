"""Faults in what the file says: searches, opinions, corrections, fees, evidence, post, numbers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from law.terms import ConsultationKind, FeeMethod, Opinion, Outcome, SecrecyConclusion
from templates.check_facts import (
    AgentFact,
    ConsultationFact,
    EarlierAnswer,
    FeeFact,
    FileFacts,
    LostProvision,
    ProvidedFile,
    RevokedReply,
    SavedDraft,
    SeriesFact,
)
from templates.contexts import GrantLetterContext
from templates.reply_contexts import ReplyLetter
from tests.templates.mutation.fault_makers import Fault, file_changed, gives, is_reply, with_outcome
from tests.templates.mutation.good_letters import GoodLetter

__all__ = ["file_faults", "round_faults"]


def file_faults() -> Iterator[Fault]:
    yield file_changed("逾期答复", "C01", _owed, leaves_on=date(2026, 12, 28))
    yield file_changed("呈批晚于成文", "C02", is_reply, approved_on=date(2026, 11, 9))
    yield file_changed("收到日登记不同", "X03", is_reply, received_on=date(2026, 10, 21))
    yield file_changed("没有检索", "C24", with_outcome(Outcome.NOT_EXIST), searches=())
    yield file_changed(
        "检索晚于答复",
        "C24",
        with_outcome(Outcome.NOT_EXIST),
        searches=lambda one: (replace(one.searches[0], on=date(2026, 11, 9)),),
    )
    yield file_changed(
        "只检索一个系统",
        "C25",
        with_outcome(Outcome.NOT_EXIST),
        searches=lambda one: (replace(one.searches[0], systems=("公文系统",)),),
    )
    yield file_changed(
        "只用一个关键词",
        "C25",
        with_outcome(Outcome.NOT_EXIST),
        searches=lambda one: (replace(one.searches[0], keywords=("风电",)),),
    )
    yield file_changed(
        "检索无复核",
        "C25",
        with_outcome(Outcome.NOT_EXIST),
        searches=lambda one: (replace(one.searches[0], reviewer=""),),
    )
    yield file_changed("没有征求第三方", "C16", _consulted, consultations=())
    yield file_changed(
        "征求意见晚于答复", "C16 X09", _consulted, consultations=lambda one: _asked(one, sent_on=date(2026, 11, 10))
    )
    yield file_changed("征求意见未结束", "C16", _consulted, consultations=lambda one: _asked(one, concluded=False))
    yield file_changed("第三方已同意", "C19", _withheld, consultations=lambda one: _asked(one, opinion=Opinion.AGREE))
    yield file_changed("沉默写成已拒绝", "C19", _refused_by_party, consultations=lambda one: _asked(one, opinion=None))
    yield file_changed("征求无寄送凭证", "C07", _consulted, consultations=lambda one: _asked(one, proven=False))
    yield file_changed("第三方反对仍提供", "C19 X09", _plain_grant, consultations=lambda _: _refusing())
    yield file_changed("公益公开未告知", "C20", _told, consultations=lambda one: _asked(one, told_on=None))
    yield file_changed("告知晚于答复", "C20", _told, consultations=lambda one: _asked(one, told_on=date(2026, 11, 9)))
    yield file_changed("没有补正记录", "C12 C11 X09", _after_correction, correction=None)
    yield file_changed(
        "补正没有收到",
        "C12",
        with_outcome(Outcome.UNCLEAR_AFTER_CORRECTION),
        correction=lambda one: replace(one.correction, received_on=None),
    )
    yield file_changed(
        "补正期未满",
        "C11",
        with_outcome(Outcome.ABANDONED_NO_CORRECTION),
        correction=lambda one: replace(one.correction, deadline=date(2026, 11, 10)),
    )
    yield file_changed(
        "补正告知未送达",
        "C11",
        with_outcome(Outcome.ABANDONED_NO_CORRECTION),
        correction=lambda one: replace(one.correction, served_on=None),
    )
    yield file_changed(
        "其实已补正",
        "C11",
        with_outcome(Outcome.ABANDONED_NO_CORRECTION),
        correction=lambda one: replace(one.correction, received_on=date(2026, 11, 2)),
    )
    yield file_changed("没有说明理由告知", "C29", with_outcome(Outcome.EXCESSIVE_REQUESTS), justification=None)
    yield file_changed(
        "说明理由未送达",
        "C29",
        with_outcome(Outcome.EXCESSIVE_REQUESTS),
        justification=lambda one: replace(one.justification, served_on=None),
    )
    yield file_changed(
        "理由合理",
        "C29",
        with_outcome(Outcome.EXCESSIVE_REQUESTS),
        justification=lambda one: replace(one.justification, reasonable=True),
    )
    yield file_changed(
        "没有审查结论",
        "C29",
        with_outcome(Outcome.EXCESSIVE_REQUESTS),
        justification=lambda one: replace(one.justification, reasonable=None),
    )
    yield file_changed(
        "缴费期未满",
        "C42",
        with_outcome(Outcome.ABANDONED_NO_PAYMENT),
        fee=lambda one: replace(one.fee, pay_due=date(2026, 11, 20)),
    )
    yield file_changed(
        "已缴清", "C42", with_outcome(Outcome.ABANDONED_NO_PAYMENT), fee=lambda one: replace(one.fee, settled=True)
    )
    yield file_changed(
        "没有发收费通知",
        "C42",
        with_outcome(Outcome.ABANDONED_NO_PAYMENT),
        fee=lambda one: replace(one.fee, noticed=False),
    )
    yield file_changed(
        "收费通知未送达",
        "C42",
        with_outcome(Outcome.ABANDONED_NO_PAYMENT),
        fee=lambda one: replace(one.fee, pay_due=None),
    )
    yield file_changed("不提供而按量", "C39", _nothing_given, fee=lambda _: _volume())
    yield file_changed("没有区分处理判断", "C22", _refusing_letter, evidence=frozenset())
    yield file_changed("没有保密审查", "C55", gives, secrecy=())
    yield file_changed(
        "保密审查晚于答复", "C55", gives, secrecy=lambda one: (replace(one.secrecy[0], on=date(2026, 11, 9)),)
    )
    yield file_changed(
        "保密审查不许",
        "C55",
        gives,
        secrecy=lambda one: (replace(one.secrecy[0], conclusion=SecrecyConclusion.WITHHELD),),
    )
    yield file_changed(
        "前次答复已撤销",
        "C28",
        with_outcome(Outcome.REPEAT_REQUEST),
        prior=lambda one: replace(one.prior, revoked=True),
    )
    yield file_changed("没有前次答复", "C28", with_outcome(Outcome.REPEAT_REQUEST), prior=None)
    yield file_changed(
        "前次答复查不到", "C28", with_outcome(Outcome.REPEAT_REQUEST), prior=lambda one: replace(one.prior, found=False)
    )
    yield file_changed(
        "附件有批注", "C54", gives, provided=(ProvidedFile(name="批复.docx", pages=12, hidden=("有批注",)),)
    )
    yield file_changed(
        "附件有密级", "C56", gives, provided=(ProvidedFile(name="批复.pdf", pages=12, secrecy_mark="秘密★"),)
    )
    yield file_changed("拟稿人审批", "C58", is_reply, approver=lambda one: one.drafter)
    yield file_changed("代理人无委托书", "C52", is_reply, agents=(AgentFact(name="许青", has_mandate=False),))
    yield file_changed("没有申请人类型", "C64", is_reply, applicant_type="")
    yield file_changed("没有年报栏目", "C64", is_reply, annual_row="")
    yield file_changed("快递寄送", "C49", _posted, sent=lambda one: replace(one.sent, carrier="顺丰速运"))
    yield file_changed("到付寄送", "C49", _posted, sent=lambda one: replace(one.sent, carrier="邮政EMS到付"))
    yield file_changed("没有收件地址", "C52", _posted, sent=lambda one: replace(one.sent, address_known=False))
    yield file_changed(
        "文号重复", "C50", is_reply, series=SeriesFact(others=(("临资公复〔2026〕4号", date(2026, 11, 5)),))
    )
    yield file_changed("文号中断", "C50", is_reply, series=lambda one: replace(one.series, missing=(2,)))
    yield file_changed(
        "大号日期早",
        "C50",
        is_reply,
        series=SeriesFact(others=(("临资公复〔2026〕3号", date(2026, 11, 20)),)),
    )
    yield file_changed(
        "草稿跨法规", "C63", _with_remedy, saved=SavedDraft(dated_on=date(2023, 12, 29), text="旧的救济告知")
    )
    yield file_changed(
        "先前答复不同",
        "C59",
        _not_reissued,
        earlier=(EarlierAnswer(number="依申〔2025〕127号", outcome=Outcome.CONFIRM_REISSUE),),
    )
    yield file_changed(
        "条款曾败诉",
        "C60",
        with_outcome(Outcome.REFUSAL_SECRET),
        lost=(LostProvision(outcome=Outcome.REFUSAL_SECRET, told="该条款2026年9月在行政复议中被撤销"),),
    )
    yield file_changed("写出其他申请人", "C53", is_reply, other_applicants=("王敏",))
    yield file_changed("延期未批准", "C05", _extended, extension=lambda one: replace(one.extension, approver=""))
    yield file_changed("延期30日", "C05 X09", _extended, extension=lambda one: replace(one.extension, workdays=30))
    yield file_changed(
        "延期告知过期",
        "C05 X09",
        _extended,
        extension=lambda one: replace(one.extension, notified_on=date(2026, 11, 25)),
    )
    yield file_changed("登记的联系电话不同", "X12", is_reply, contact_phone="0900-5550102")


def round_faults() -> Iterator[Fault]:
    """A reply ordered anew that repeats the one that was revoked."""
    yield file_changed(
        "重复被撤销的答复",
        "X19",
        with_outcome(Outcome.REFUSAL_SECRET),
        revoked=RevokedReply(number="临资公复〔2026〕1号", outcome=Outcome.REFUSAL_SECRET),
    )
    yield Fault("理由照抄被撤销的答复", ("X20",), file=_same_reasons)


def _same_reasons(good: GoodLetter) -> Any:
    """The reply that was revoked had another outcome and word for word the same reasons."""
    letter, file = good.letter, good.basis.file
    if file is None or not isinstance(letter, ReplyLetter) or len("".join(letter.facts)) < 20:
        return None
    other = Outcome.GRANT if letter.outcome_id is Outcome.NOT_EXIST else Outcome.NOT_EXIST
    revoked = RevokedReply(number="临资公复〔2026〕1号", outcome=other, facts=letter.facts)
    return replace(good.basis, file=replace(file, revoked=revoked))


def _not_reissued(good: GoodLetter, _: FileFacts) -> bool:
    return isinstance(good.letter, ReplyLetter) and good.letter.outcome_id is not Outcome.CONFIRM_REISSUE


def _owed(good: GoodLetter, file: FileFacts) -> bool:
    return is_reply(good, file) and file.owed and file.due is not None


def _consulted(good: GoodLetter, file: FileFacts) -> bool:
    return is_reply(good, file) and any(one.kind is ConsultationKind.THIRD_PARTY for one in file.consultations)


def _withheld(good: GoodLetter, file: FileFacts) -> bool:
    return _consulted(good, file) and not isinstance(good.letter, GrantLetterContext)


def _refused_by_party(good: GoodLetter, file: FileFacts) -> bool:
    return _consulted(good, file) and getattr(good.letter, "variant", "") == "refused"


def _told(good: GoodLetter, file: FileFacts) -> bool:
    return _consulted(good, file) and isinstance(good.letter, GrantLetterContext)


def _plain_grant(good: GoodLetter, file: FileFacts) -> bool:
    return isinstance(good.letter, GrantLetterContext) and not file.consultations


def _after_correction(good: GoodLetter, _: FileFacts) -> bool:
    wanted = (Outcome.UNCLEAR_AFTER_CORRECTION, Outcome.ABANDONED_NO_CORRECTION)
    return isinstance(good.letter, ReplyLetter) and good.letter.outcome_id in wanted


def _nothing_given(good: GoodLetter, _: FileFacts) -> bool:
    wanted = (Outcome.ALREADY_PUBLIC, Outcome.NOT_EXIST, Outcome.REFUSAL_SECRET, Outcome.PETITION)
    return isinstance(good.letter, ReplyLetter) and good.letter.outcome_id in wanted


def _refusing_letter(good: GoodLetter, _: FileFacts) -> bool:
    return isinstance(good.letter, ReplyLetter) and good.letter.outcome_id.startswith("refusal")


def _posted(good: GoodLetter, file: FileFacts) -> bool:
    return is_reply(good, file) and file.sent is not None and file.sent.post


def _with_remedy(good: GoodLetter, _: FileFacts) -> bool:
    return isinstance(good.letter, ReplyLetter) and bool(good.letter.remedy)


def _extended(good: GoodLetter, file: FileFacts) -> bool:
    return is_reply(good, file) and file.extension is not None


def _asked(file: FileFacts, **changes: Any) -> tuple[Any, ...]:
    return tuple(replace(one, **changes) for one in file.consultations)


def _refusing() -> tuple[ConsultationFact, ...]:
    return (ConsultationFact(kind=ConsultationKind.THIRD_PARTY, sent_on=date(2026, 10, 22), opinion=Opinion.REFUSE),)


def _volume() -> FeeFact:
    return FeeFact(method=FeeMethod.BY_VOLUME, fen=90_000, pages=110, noticed=True, approved_on=date(2026, 10, 22))
