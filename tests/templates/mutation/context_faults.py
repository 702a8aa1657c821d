"""Faults in the fields of replies and of other letters: days, numbers, names, provisions, remedies."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from law.terms import ConsultationKind
from templates.check_facts import CorrectionFact, FileFacts
from templates.contexts import (
    ConsultationContext,
    CorrectionItem,
    CorrectionNoticeContext,
    DeferralNoticeContext,
    ExtensionNoticeContext,
    GrantLetterContext,
    JustificationNoticeContext,
    OutcomeLetterContext,
    ReceiptContext,
    WithheldPart,
)
from templates.fee_contexts import FeeNoticeContext
from templates.reply_contexts import ReplyLetter
from tests.templates.mutation.fault_makers import Fault, fields_changed, file_changed, paid_by_volume
from tests.templates.mutation.good_letters import ARTICLE, BODY, COURT, EITHER, FIRST, SITE, GoodLetter

__all__ = ["context_faults", "other_letter_faults"]

_DAY: Final = timedelta(days=1)


def _swapped(remedy: tuple[str, ...]) -> tuple[str, ...] | None:
    if not remedy:
        return None
    return (EITHER,) if "应当" in remedy[0] else (FIRST,)


def _in_remedy(old: str, new: str) -> Callable[[tuple[str, ...]], tuple[str, ...] | None]:
    def change(remedy: tuple[str, ...]) -> tuple[str, ...] | None:
        found = tuple(one.replace(old, new) for one in remedy)
        return found if found != remedy else None

    return change


def _renumbered(basis: str) -> str | None:
    """The item of article 36 that belongs to another outcome, or another article."""
    for old, new in (("第（一）项", "第（四）项"), ("第（二）项", "第（一）项"), ("第（三）项", "第（五）项"),
                     ("第（四）项", "第（五）项"), ("第（五）项", "第（四）项"), ("第（六）项", "第（七）项"),
                     ("第（七）项", "第（六）项"), ("第三十七条", "第三十八条"), ("第三十八条", "第三十七条"),
                     ("第三十九条第一款", "第三十九条第二款"), ("第三十九条第二款", "第三十九条第一款"),
                     ("第三十五条", "第三十四条"), ("第三十条", "第三十一条"),
                     ("办法》第六条", "办法》第七条")):  # fmt: skip
        if old in basis:
            return basis.replace(old, new)
    return None


def _coarse(basis: str) -> str | None:
    short = basis
    for words in ("第（一）项", "第（二）项", "第（三）项", "第（四）项", "第（五）项", "第（六）项", "第（七）项"):
        short = short.replace(f"第三十六条{words}", "第三十六条")
    short = short.replace("第十六条第二款", "第十六条").replace("第三十九条第一款", "第三十九条")
    return short if short != basis else None


def _mixed(basis: str) -> str | None:
    return basis.replace("第十四条", "第十四条、第十五条") if "第十四条、第三十六条" in basis else None


def context_faults() -> Iterator[Fault]:
    request = "X03 C02 C34"
    yield fields_changed("收到日期早一天", request, received_on=lambda one: one - _DAY)
    yield fields_changed("收到日期写成上一年", request, received_on=lambda one: one.replace(year=one.year - 1))
    yield fields_changed("收到日期晚于成文", "C02", received_on=lambda _: date(2026, 11, 20))
    yield fields_changed("成文日期在将来", "C02", signed_on=lambda _: date(2026, 12, 30))
    yield fields_changed("成文日期早于收到", "C02 C50", signed_on=lambda _: date(2026, 10, 1))
    yield fields_changed("成文年份错", "C50 C02", signed_on=lambda one: one.replace(year=2025))
    yield fields_changed("登记号错一位", "X03", registration_number=lambda one: one.replace("440", "441"))
    yield fields_changed("收件人换人", "C52", ReplyLetter, addressee=lambda _: "吴国庆")
    yield fields_changed("收件人少一字", "C52", ReplyLetter, addressee=lambda one: one[:-1])
    yield fields_changed("内设科室署名", "C51", signer=lambda one: f"{one}政务公开科")
    yield fields_changed("窗口署名", "C51", signer=lambda _: "临江县政务服务大厅窗口")
    yield fields_changed("别的机关署名", "C51", signer=lambda _: "临江县生态环境局")
    yield fields_changed("文号年份错", "C50", number=lambda one: one.replace("2026", "2025"))
    yield fields_changed("文号方括号", "C50", ReplyLetter, number=lambda one: one.replace("〔", "[").replace("〕", "]"))
    yield fields_changed("文号没有序号", "C50", ReplyLetter, number=lambda one: one.replace("4号", "号"))
    yield fields_changed("文号代字错", "C50", ReplyLetter, number=lambda one: one.replace("公复", "公补"))
    yield fields_changed("摘录别的申请", "C34", ReplyLetter, request_text=lambda _: "白石村征地补偿安置方案")
    yield fields_changed("摘录改了字", "C34", request_text=lambda one: one.replace("翠屏山", "翠屏峰"))
    yield fields_changed("标题错", "X11", ReplyLetter, title=lambda _: "政府信息公开答复书")
    yield fields_changed("称谓错", "X07", ReplyLetter, organisation=lambda one: not one)
    yield fields_changed("联系电话错", "X12", ReplyLetter, contact_phone=lambda _: "0900-5550999")
    yield fields_changed("条款引成别的结果", "C13 C14 X01", ReplyLetter, basis=_renumbered)
    yield fields_changed("条款没有引到款项", "C14", ReplyLetter, basis=_coarse)
    yield fields_changed("条款混引", "C14", ReplyLetter, basis=_mixed)
    yield fields_changed(
        "引旧条例条号", "C15 C13", ReplyLetter, basis=lambda one: f"{ARTICLE}第二十一条第（三）项" if one else None
    )
    yield fields_changed("救济类别颠倒", "C43 C44", ReplyLetter, remedy=_swapped)
    yield fields_changed("没有救济告知", "C43", ReplyLetter, remedy=lambda one: () if one else None)
    yield fields_changed("复议机关错", "C46 C43", ReplyLetter, remedy=_in_remedy(BODY, "澜安市人民政府"))
    yield fields_changed("复议机关是上级部门", "C46 C43", ReplyLetter, remedy=_in_remedy(BODY, "澜安市自然资源局"))
    yield fields_changed("法院错", "C46 C43", ReplyLetter, remedy=_in_remedy(COURT, "澜安市中级人民法院"))
    yield fields_changed("复议期限错", "C47 C43", ReplyLetter, remedy=_in_remedy("六十日", "三十日"))
    yield fields_changed("起诉期限错", "C47 C43", ReplyLetter, remedy=_in_remedy("六个月", "三个月"))
    yield fields_changed("复议后起诉期限错", "C47 C43", ReplyLetter, remedy=_in_remedy("十五日", "三十日"))
    yield fields_changed(
        "没有复议网址", "C48 C43", ReplyLetter, remedy=_in_remedy(f"可以通过{SITE}提交行政复议申请书。", "")
    )
    yield fields_changed("附件没有列出", "C36", GrantLetterContext, annexes=lambda one: () if one else None)
    yield fields_changed(
        "附件张冠李戴", "C35", GrantLetterContext, annexes=lambda one: ("白石村征地补偿安置方案",) if one else None
    )
    yield file_changed("页数与计费不同", "C37", paid_by_volume, fee=lambda one: replace(one.fee, pages=11))
    yield fields_changed(
        "没有理由的遮盖",
        "C23",
        OutcomeLetterContext,
        withheld=lambda one: (WithheldPart(what="第三页"),) if one else None,
    )
    yield fields_changed("逐项结论缺一项", "C33", ReplyLetter, items=lambda one: one[:1] if one else None)
    yield fields_changed("没有写延期经过", "C06 X09", ReplyLetter, history=lambda one: replace(one, extension=None))
    yield fields_changed("没有写补正经过", "X09", ReplyLetter, history=lambda one: replace(one, correction=None))
    yield fields_changed("没有写征求意见经过", "X09", ReplyLetter, history=lambda one: replace(one, consultations=()))
    yield fields_changed("延期告知日期错", "X09", ReplyLetter, history=_history_day("extension"))
    yield fields_changed("补正告知日期错", "X09", ReplyLetter, history=_history_day("correction"))
    yield fields_changed("缴清日期错", "X09", ReplyLetter, history=_fee_day)


def _history_day(name: str) -> Callable[[Any], Any]:
    def change(history: Any) -> Any:
        past = getattr(history, name)
        return None if past is None else replace(history, **{name: replace(past, notified_on=past.notified_on + _DAY)})

    return change


def _fee_day(history: Any) -> Any:
    return None if history.fee_paid_on is None else replace(history, fee_paid_on=history.fee_paid_on + _DAY)


def other_letter_faults() -> Iterator[Fault]:
    yield fields_changed("答复期限写成15日", "X04", ReceiptContext, reply_days=lambda _: 15)
    yield fields_changed("届满日错", "X05", ReceiptContext, reply_due_on=lambda one: one + _DAY)
    yield fields_changed("补正截止早于成文", "C09", CorrectionNoticeContext, deadline=lambda _: date(2026, 10, 20))
    yield fields_changed("补正告知过迟", "C10", CorrectionNoticeContext, signed_on=lambda _: date(2026, 10, 30))
    yield fields_changed(
        "补正问用途",
        "C62",
        CorrectionNoticeContext,
        items=lambda _: (CorrectionItem(unclear="未写明用途", how="请说明所需信息的用途"),),
    )
    yield fields_changed("延期30日", "C05", ExtensionNoticeContext, workdays=lambda _: 30)
    yield fields_changed("延期在期满后", "C05", ExtensionNoticeContext, signed_on=lambda _: date(2026, 11, 20))
    yield fields_changed("延后日早于原期限", "C05", ExtensionNoticeContext, due_on=lambda _: date(2026, 11, 16))
    yield fields_changed("原期限错", "X05", ExtensionNoticeContext, first_due_on=lambda one: one - _DAY)
    yield _consulting("第三方期限20日", "X04", (ConsultationKind.THIRD_PARTY, ConsultationKind.CO_MAKER), reply_days=20)
    yield _consulting(
        "理由写视为同意", "C17 C18", (ConsultationKind.THIRD_PARTY, ConsultationKind.AGENCY), reason="逾期视为同意"
    )
    yield fields_changed("说明理由截止早", "X05", JustificationNoticeContext, deadline=lambda _: date(2026, 11, 5))
    yield fields_changed("延迟日期早", "X05", DeferralNoticeContext, until=lambda _: date(2026, 11, 6))
    yield fields_changed("收到理由晚", "X05", DeferralNoticeContext, reasons_received_on=lambda _: date(2026, 11, 10))
    yield fields_changed("数额与明细不符", "C38", FeeNoticeContext, fen=lambda one: one + 1000)
    yield fields_changed(
        "两种标准",
        "C38",
        FeeNoticeContext,
        lines=lambda one: (*one, replace(one[0], quantity="1件", rate="每件100元", fen=0)),
    )
    yield fields_changed("标准写错", "C38", FeeNoticeContext, standard=lambda _: "按件计收")
    yield fields_changed("缴费期15日", "X04", FeeNoticeContext, pay_days=lambda _: 15)
    yield fields_changed("重新计算10日", "X04", FeeNoticeContext, restart_days=lambda _: 10)
    yield fields_changed("页数不同", "C37", FeeNoticeContext, counted=lambda one: one.replace("110", "101"))
    yield fields_changed("另收复制费", "C40", FeeNoticeContext, reason=lambda one: f"{one}，另收复制费20元")
    yield file_changed("收费没有批准", "C41", _is_fee, fee=lambda one: replace(one.fee, approved_on=None))
    yield file_changed("先发后批", "C41", _is_fee, fee=lambda one: replace(one.fee, approved_on=date(2026, 11, 9)))
    yield file_changed("数额与重算不同", "C38", _is_fee, fee=lambda one: replace(one.fee, computed_fen=80_000))
    yield file_changed("第二次补正", "C08", _is_correction, correction=lambda _: _second())


def _consulting(name: str, meant: str, kinds: tuple[ConsultationKind, ...], **changes: Any) -> Fault:
    def spoil(good: GoodLetter) -> Any:
        letter = good.letter
        asked = isinstance(letter, ConsultationContext) and letter.consultation in kinds
        return replace(letter, **changes) if asked else None

    return Fault(name, tuple(meant.split()), letter=spoil)


def _second() -> CorrectionFact:
    return CorrectionFact(notices=1, notified_on=date(2026, 10, 21))


def _is_fee(good: GoodLetter, _: FileFacts) -> bool:
    return isinstance(good.letter, FeeNoticeContext)


def _is_correction(good: GoodLetter, _: FileFacts) -> bool:
    return isinstance(good.letter, CorrectionNoticeContext)
