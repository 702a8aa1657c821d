"""The faults: each changes one thing of a good letter, its file or its printed words, and names the check meant."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from law.terms import ConsultationKind, FeeMethod, Opinion, Outcome, SecrecyConclusion
from templates.check_facts import (
    AgentFact,
    ConsultationFact,
    CorrectionFact,
    EarlierAnswer,
    FeeFact,
    FileFacts,
    LostProvision,
    ProvidedFile,
    SavedDraft,
    SeriesFact,
)
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
from templates.preview import BlockKind, PreviewBlock
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date
from tests.templates.mutation.good_letters import ARTICLE, BODY, COURT, EITHER, FIRST, SITE, GoodLetter

__all__ = ["FAULTS", "Fault", "seeded"]

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to spoil a letter.

    Attributes:
        name: what is done; meant: the checks that are there for it.
        letter: makes the context wrong, ``None`` where it does not apply; file: the same for what the file says;
        words: the same for the printed blocks. One of the three is given.
    """

    name: str
    meant: tuple[str, ...]
    letter: Callable[[GoodLetter], Any] | None = None
    file: Callable[[GoodLetter], Any] | None = None
    words: Callable[[GoodLetter, tuple[PreviewBlock, ...]], tuple[PreviewBlock, ...] | None] | None = None


# ---------------------------------------------------------------------------------------------------- makers


def _fields(name: str, meant: str, only: type | None = None, **changes: Callable[[Any], Any]) -> Fault:
    """Change fields of the context."""

    def spoil(good: GoodLetter) -> Any:
        letter = good.letter
        other = only is not None and not isinstance(letter, only)
        if other or any(not hasattr(letter, key) for key in changes):
            return None
        new = {key: change(getattr(letter, key)) for key, change in changes.items()}
        if any(value is None for value in new.values()) or all(getattr(letter, key) == new[key] for key in new):
            return None
        return replace(letter, **new)

    return Fault(name, tuple(meant.split()), letter=spoil)


def _says(name: str, meant: str, *lines: str) -> tuple[Fault, ...]:
    """Add a paragraph in the agency's own words."""

    def spoiler(line: str) -> Callable[[GoodLetter], Any]:
        def spoil(good: GoodLetter) -> Any:
            letter = good.letter
            if not isinstance(letter, ReplyLetter) or letter.outcome_id is Outcome.WITHDRAWN:
                return None
            return replace(letter, facts=(*letter.facts, line))

        return spoil

    return tuple(Fault(f"{name}：{line}", tuple(meant.split()), letter=spoiler(line)) for line in lines)


def _file(name: str, meant: str, when: Callable[[GoodLetter, FileFacts], bool], **changes: Any) -> Fault:
    """Change what the file says; a callable gets the file."""

    def spoil(good: GoodLetter) -> Any:
        file = good.basis.file
        if file is None or not when(good, file):
            return None
        new = {key: one(file) if callable(one) else one for key, one in changes.items()}
        return replace(good.basis, file=replace(file, **new))

    return Fault(name, tuple(meant.split()), file=spoil)


def _printed(name: str, meant: str, old: Callable[[GoodLetter], str | None] | str, new: str = "") -> Fault:
    """Change the printed words, as an edited template would."""

    def spoil(good: GoodLetter, blocks: tuple[PreviewBlock, ...]) -> tuple[PreviewBlock, ...] | None:
        words = old if isinstance(old, str) else old(good)
        if not words or not any(words in one.text for one in blocks):
            return None
        return tuple(replace(one, text=one.text.replace(words, new)) for one in blocks)

    return Fault(name, tuple(meant.split()), words=spoil)


def _without(name: str, meant: str, kind: BlockKind) -> Fault:
    """Drop all blocks of a kind."""

    def spoil(good: GoodLetter, blocks: tuple[PreviewBlock, ...]) -> tuple[PreviewBlock, ...] | None:
        del good
        kept = tuple(one for one in blocks if one.kind is not kind)
        return None if len(kept) == len(blocks) else kept

    return Fault(name, tuple(meant.split()), words=spoil)


def _reply(good: GoodLetter, _: FileFacts) -> bool:
    return isinstance(good.letter, ReplyLetter)


def _of(*outcomes: Outcome) -> Callable[[GoodLetter, FileFacts], bool]:
    def asked(good: GoodLetter, _: FileFacts) -> bool:
        return isinstance(good.letter, ReplyLetter) and good.letter.outcome_id in outcomes

    return asked


def _attr(name: str) -> Callable[[GoodLetter], str | None]:
    """The printed form of a field."""

    def found(good: GoodLetter) -> str | None:
        value = getattr(good.letter, name, None)
        if isinstance(value, tuple):
            value = value[0] if value else None
        return chinese_date(value) if isinstance(value, date) else value

    return found


def _only(field: str, kinds: tuple[type, ...]) -> Callable[[GoodLetter], str | None]:
    def found(good: GoodLetter) -> str | None:
        return _attr(field)(good) if isinstance(good.letter, kinds) else None

    return found


# ---------------------------------------------------------------------------------------------------- the faults


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


def _contexts() -> Iterator[Fault]:
    request = "X03 C02 C34"
    yield _fields("收到日期早一天", request, received_on=lambda one: one - _DAY)
    yield _fields("收到日期写成上一年", request, received_on=lambda one: one.replace(year=one.year - 1))
    yield _fields("收到日期晚于成文", "C02", received_on=lambda _: date(2026, 11, 20))
    yield _fields("成文日期在将来", "C02", signed_on=lambda _: date(2026, 12, 30))
    yield _fields("成文日期早于收到", "C02 C50", signed_on=lambda _: date(2026, 10, 1))
    yield _fields("成文年份错", "C50 C02", signed_on=lambda one: one.replace(year=2025))
    yield _fields("登记号错一位", "X03", registration_number=lambda one: one.replace("440", "441"))
    yield _fields("收件人换人", "C52", ReplyLetter, addressee=lambda _: "吴国庆")
    yield _fields("收件人少一字", "C52", ReplyLetter, addressee=lambda one: one[:-1])
    yield _fields("内设科室署名", "C51", signer=lambda one: f"{one}政务公开科")
    yield _fields("窗口署名", "C51", signer=lambda _: "临江县政务服务大厅窗口")
    yield _fields("别的机关署名", "C51", signer=lambda _: "临江县生态环境局")
    yield _fields("文号年份错", "C50", number=lambda one: one.replace("2026", "2025"))
    yield _fields("文号方括号", "C50", ReplyLetter, number=lambda one: one.replace("〔", "[").replace("〕", "]"))
    yield _fields("文号没有序号", "C50", ReplyLetter, number=lambda one: one.replace("4号", "号"))
    yield _fields("文号代字错", "C50", ReplyLetter, number=lambda one: one.replace("公复", "公补"))
    yield _fields("摘录别的申请", "C34", ReplyLetter, request_text=lambda _: "白石村征地补偿安置方案")
    yield _fields("摘录改了字", "C34", request_text=lambda one: one.replace("翠屏山", "翠屏峰"))
    yield _fields("标题错", "X11", ReplyLetter, title=lambda _: "政府信息公开答复书")
    yield _fields("称谓错", "X07", ReplyLetter, organisation=lambda one: not one)
    yield _fields("联系电话错", "X12", ReplyLetter, contact_phone=lambda _: "0900-5550999")
    yield _fields("条款引成别的结果", "C13 C14 X01", ReplyLetter, basis=_renumbered)
    yield _fields("条款没有引到款项", "C14", ReplyLetter, basis=_coarse)
    yield _fields("条款混引", "C14", ReplyLetter, basis=_mixed)
    yield _fields(
        "引旧条例条号", "C15 C13", ReplyLetter, basis=lambda one: f"{ARTICLE}第二十一条第（三）项" if one else None
    )
    yield _fields("救济类别颠倒", "C43 C44", ReplyLetter, remedy=_swapped)
    yield _fields("没有救济告知", "C43", ReplyLetter, remedy=lambda one: () if one else None)
    yield _fields("复议机关错", "C46 C43", ReplyLetter, remedy=_in_remedy(BODY, "澜安市人民政府"))
    yield _fields("复议机关是上级部门", "C46 C43", ReplyLetter, remedy=_in_remedy(BODY, "澜安市自然资源局"))
    yield _fields("法院错", "C46 C43", ReplyLetter, remedy=_in_remedy(COURT, "澜安市中级人民法院"))
    yield _fields("复议期限错", "C47 C43", ReplyLetter, remedy=_in_remedy("六十日", "三十日"))
    yield _fields("起诉期限错", "C47 C43", ReplyLetter, remedy=_in_remedy("六个月", "三个月"))
    yield _fields("复议后起诉期限错", "C47 C43", ReplyLetter, remedy=_in_remedy("十五日", "三十日"))
    yield _fields("没有复议网址", "C48 C43", ReplyLetter, remedy=_in_remedy(f"可以通过{SITE}提交行政复议申请书。", ""))
    yield _fields("附件没有列出", "C36", GrantLetterContext, annexes=lambda one: () if one else None)
    yield _fields(
        "附件张冠李戴", "C35", GrantLetterContext, annexes=lambda one: ("白石村征地补偿安置方案",) if one else None
    )
    yield _file("页数与计费不同", "C37", _paid_by_volume, fee=lambda one: replace(one.fee, pages=11))
    yield _fields(
        "没有理由的遮盖",
        "C23",
        OutcomeLetterContext,
        withheld=lambda one: (WithheldPart(what="第三页"),) if one else None,
    )
    yield _fields("逐项结论缺一项", "C33", ReplyLetter, items=lambda one: one[:1] if one else None)
    yield _fields("没有写延期经过", "C06 X09", ReplyLetter, history=lambda one: replace(one, extension=None))
    yield _fields("没有写补正经过", "X09", ReplyLetter, history=lambda one: replace(one, correction=None))
    yield _fields("没有写征求意见经过", "X09", ReplyLetter, history=lambda one: replace(one, consultations=()))
    yield _fields("延期告知日期错", "X09", ReplyLetter, history=_history_day("extension"))
    yield _fields("补正告知日期错", "X09", ReplyLetter, history=_history_day("correction"))
    yield _fields("缴清日期错", "X09", ReplyLetter, history=_fee_day)


def _history_day(name: str) -> Callable[[Any], Any]:
    def change(history: Any) -> Any:
        past = getattr(history, name)
        return None if past is None else replace(history, **{name: replace(past, notified_on=past.notified_on + _DAY)})

    return change


def _fee_day(history: Any) -> Any:
    return None if history.fee_paid_on is None else replace(history, fee_paid_on=history.fee_paid_on + _DAY)


def _other_letters() -> Iterator[Fault]:
    yield _fields("答复期限写成15日", "X04", ReceiptContext, reply_days=lambda _: 15)
    yield _fields("届满日错", "X05", ReceiptContext, reply_due_on=lambda one: one + _DAY)
    yield _fields("补正截止早于成文", "C09", CorrectionNoticeContext, deadline=lambda _: date(2026, 10, 20))
    yield _fields("补正告知过迟", "C10", CorrectionNoticeContext, signed_on=lambda _: date(2026, 10, 30))
    yield _fields(
        "补正问用途",
        "C62",
        CorrectionNoticeContext,
        items=lambda _: (CorrectionItem(unclear="未写明用途", how="请说明所需信息的用途"),),
    )
    yield _fields("延期30日", "C05", ExtensionNoticeContext, workdays=lambda _: 30)
    yield _fields("延期在期满后", "C05", ExtensionNoticeContext, signed_on=lambda _: date(2026, 11, 20))
    yield _fields("延后日早于原期限", "C05", ExtensionNoticeContext, due_on=lambda _: date(2026, 11, 16))
    yield _fields("原期限错", "X05", ExtensionNoticeContext, first_due_on=lambda one: one - _DAY)
    yield _consulting("第三方期限20日", "X04", (ConsultationKind.THIRD_PARTY, ConsultationKind.CO_MAKER), reply_days=20)
    yield _consulting(
        "理由写视为同意", "C17 C18", (ConsultationKind.THIRD_PARTY, ConsultationKind.AGENCY), reason="逾期视为同意"
    )
    yield _fields("说明理由截止早", "X05", JustificationNoticeContext, deadline=lambda _: date(2026, 11, 5))
    yield _fields("延迟日期早", "X05", DeferralNoticeContext, until=lambda _: date(2026, 11, 6))
    yield _fields("收到理由晚", "X05", DeferralNoticeContext, reasons_received_on=lambda _: date(2026, 11, 10))
    yield _fields("数额与明细不符", "C38", FeeNoticeContext, fen=lambda one: one + 1000)
    yield _fields(
        "两种标准",
        "C38",
        FeeNoticeContext,
        lines=lambda one: (*one, replace(one[0], quantity="1件", rate="每件100元", fen=0)),
    )
    yield _fields("标准写错", "C38", FeeNoticeContext, standard=lambda _: "按件计收")
    yield _fields("缴费期15日", "X04", FeeNoticeContext, pay_days=lambda _: 15)
    yield _fields("重新计算10日", "X04", FeeNoticeContext, restart_days=lambda _: 10)
    yield _fields("页数不同", "C37", FeeNoticeContext, counted=lambda one: one.replace("110", "101"))
    yield _fields("另收复制费", "C40", FeeNoticeContext, reason=lambda one: f"{one}，另收复制费20元")
    yield _file("收费没有批准", "C41", _is_fee, fee=lambda one: replace(one.fee, approved_on=None))
    yield _file("先发后批", "C41", _is_fee, fee=lambda one: replace(one.fee, approved_on=date(2026, 11, 9)))
    yield _file("数额与重算不同", "C38", _is_fee, fee=lambda one: replace(one.fee, computed_fen=80_000))
    yield _file("第二次补正", "C08", _is_correction, correction=lambda _: _second())


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


def _words() -> Iterator[Fault]:
    yield from _says("草稿残留", "C57", "负责人为××", "依据【条款】", "{{ reason }}", "请选择理由", "金额待填",
                     "待补充说明。",
                     "〔机关名称〕", "此处填写理由", "XX局已函复")  # fmt: skip
    yield from _says("个人信息", "C53", "申请人电话19900000053", "证件号990101196101109813", "经电话13912345678核实",
                     "当事人身份证990101198502033216")  # fmt: skip
    yield from _says("旧条例用语", "X08", "该信息与你生产、生活、科研等特殊需要无关", "不符合三需要的要求",
                     "属于不予公开范围", "该信息免予公开")  # fmt: skip
    yield from _says("问用途", "C62", "你没有说明用途", "请补充说明申请的用途", "未提供特殊需要的证明")
    yield from _says("废止依据", "C15", "依据财综〔2008〕44号", "根据国务院令第492号", "依照法释〔2011〕17号",
                     "依据发改价格〔2008〕1828号", "根据国令第499号办理")  # fmt: skip
    yield from _says("另收费", "C40", "另需缴纳检索费20元", "邮寄费由你承担", "请支付复印费15元")
    yield from _says("到付", "C49", "复印件以到付方式寄送")
    yield from _says("没有这一天", "X10", "本机关于2026年2月30日核实", "会议于2026年11月31日召开")
    yield from _says("收到日期矛盾", "X03", "本机关于2026年10月12日收到你的政府信息公开申请")
    yield from _says("期限矛盾", "X04", "本机关在15个工作日内答复", "将于十个工作日内另行告知")
    yield from _says("您", "X07", "感谢您的理解", "贵单位可以查阅")
    yield from _says("别的法院", "X02", "可以向澜安市中级人民法院提起行政诉讼")
    yield from _says("别的复议机关", "X02", "可以向澜安市自然资源局申请行政复议")
    yield from _says("没有的附件", "X06 C36", "详见附件9")
    yield from _says("密级标志", "C56", "所附文件标有机密★5年")
    yield from _says("第三方视为同意", "C17 C57", "TODO 核对")
    for outcome, line, meant in (
        (Outcome.NOT_EXIST, "该信息不属于本机关负责公开", "C27"),
        (Outcome.NOT_THIS_AGENCY, "经查该信息不存在", "C27"),
        (Outcome.REFUSAL_PROCESS, "该信息应当不予公开", "C21"),
        (Outcome.REFUSAL_INTERNAL, "该信息应当不予公开", "C21"),
        (Outcome.REFUSAL_CASE_FILE, "该信息应当不予公开", "C21"),
        (Outcome.ALREADY_PUBLIC, "决定不予公开", "X15"),
        (Outcome.NOT_EXIST, "本机关决定不予公开", "X15"),
        (Outcome.REFUSAL_SECRET, "该信息不存在", "X15"),
        (Outcome.REFUSAL_LAW, f"根据{ARTICLE}第三十六条第（四）项", "X01"),
        (Outcome.NOT_EXIST, f"根据{ARTICLE}第三十六条第（五）项", "X01"),
        (Outcome.REFUSAL_SECRET, f"依据{ARTICLE}第十六条第二款", "X01"),
        (Outcome.PETITION, f"依据{ARTICLE}第三十八条", "X01"),
        (Outcome.NOT_EXIST, f"依据{ARTICLE}第二十四条", "C15"),
    ):
        yield _says_for(outcome, line, meant)
    yield _fields("只给首页", "C31", OutcomeLetterContext, facts=_homepage)
    yield _fields("没有网址", "C31", OutcomeLetterContext, facts=_no_site)
    yield _fields("没有负责机关", "C26", OutcomeLetterContext, facts=_no_agency)
    yield _fields(
        "没有前次文号", "C28", OutcomeLetterContext, detail=lambda one: "前次答复" if "〔2025〕18号" in one else None
    )


def _says_for(outcome: Outcome, line: str, meant: str) -> Fault:
    def spoil(good: GoodLetter) -> Any:
        letter = good.letter
        if not isinstance(letter, ReplyLetter) or letter.outcome_id is not outcome:
            return None
        return replace(letter, facts=(*letter.facts, line))

    return Fault(f"{outcome.label}写“{line}”", (meant,), letter=spoil)


def _homepage(facts: tuple[str, ...]) -> tuple[str, ...] | None:
    found = tuple(one.replace("/zwgk/2025/0318.html", "") for one in facts)
    return found if found != facts else None


def _no_site(facts: tuple[str, ...]) -> tuple[str, ...] | None:
    return facts[:1] if any("https://" in one for one in facts) else None


def _no_agency(facts: tuple[str, ...]) -> tuple[str, ...] | None:
    return ("该信息不由本机关制作",) if any("0900-55501" in one and "机关" in "".join(facts) for one in facts) else None


def _files() -> Iterator[Fault]:
    consulted = _consulted
    yield _file("逾期答复", "C01", _owed, leaves_on=date(2026, 12, 28))
    yield _file("呈批晚于成文", "C02", _reply, approved_on=date(2026, 11, 9))
    yield _file("收到日登记不同", "X03", _reply, received_on=date(2026, 10, 21))
    yield _file("没有检索", "C24", _of(Outcome.NOT_EXIST), searches=())
    yield _file(
        "检索晚于答复",
        "C24",
        _of(Outcome.NOT_EXIST),
        searches=lambda one: (replace(one.searches[0], on=date(2026, 11, 9)),),
    )
    yield _file(
        "只检索一个系统",
        "C25",
        _of(Outcome.NOT_EXIST),
        searches=lambda one: (replace(one.searches[0], systems=("公文系统",)),),
    )
    yield _file(
        "只用一个关键词",
        "C25",
        _of(Outcome.NOT_EXIST),
        searches=lambda one: (replace(one.searches[0], keywords=("风电",)),),
    )
    yield _file(
        "检索无复核", "C25", _of(Outcome.NOT_EXIST), searches=lambda one: (replace(one.searches[0], reviewer=""),)
    )
    yield _file("没有征求第三方", "C16", consulted, consultations=())
    yield _file(
        "征求意见晚于答复", "C16 X09", consulted, consultations=lambda one: _asked(one, sent_on=date(2026, 11, 10))
    )
    yield _file("征求意见未结束", "C16", consulted, consultations=lambda one: _asked(one, concluded=False))
    yield _file("第三方已同意", "C19", _withheld, consultations=lambda one: _asked(one, opinion=Opinion.AGREE))
    yield _file("沉默写成已拒绝", "C19", _refused_by_party, consultations=lambda one: _asked(one, opinion=None))
    yield _file("征求无寄送凭证", "C07", consulted, consultations=lambda one: _asked(one, proven=False))
    yield _file("第三方反对仍提供", "C19 X09", _plain_grant, consultations=lambda _: _refusing())
    yield _file("公益公开未告知", "C20", _told, consultations=lambda one: _asked(one, told_on=None))
    yield _file("告知晚于答复", "C20", _told, consultations=lambda one: _asked(one, told_on=date(2026, 11, 9)))
    yield _file("没有补正记录", "C12 C11 X09", _after_correction, correction=None)
    yield _file(
        "补正没有收到",
        "C12",
        _of(Outcome.UNCLEAR_AFTER_CORRECTION),
        correction=lambda one: replace(one.correction, received_on=None),
    )
    yield _file(
        "补正期未满",
        "C11",
        _of(Outcome.ABANDONED_NO_CORRECTION),
        correction=lambda one: replace(one.correction, deadline=date(2026, 11, 10)),
    )
    yield _file(
        "补正告知未送达",
        "C11",
        _of(Outcome.ABANDONED_NO_CORRECTION),
        correction=lambda one: replace(one.correction, served_on=None),
    )
    yield _file(
        "其实已补正",
        "C11",
        _of(Outcome.ABANDONED_NO_CORRECTION),
        correction=lambda one: replace(one.correction, received_on=date(2026, 11, 2)),
    )
    yield _file("没有说明理由告知", "C29", _of(Outcome.EXCESSIVE_REQUESTS), justification=None)
    yield _file(
        "说明理由未送达",
        "C29",
        _of(Outcome.EXCESSIVE_REQUESTS),
        justification=lambda one: replace(one.justification, served_on=None),
    )
    yield _file(
        "理由合理",
        "C29",
        _of(Outcome.EXCESSIVE_REQUESTS),
        justification=lambda one: replace(one.justification, reasonable=True),
    )
    yield _file(
        "没有审查结论",
        "C29",
        _of(Outcome.EXCESSIVE_REQUESTS),
        justification=lambda one: replace(one.justification, reasonable=None),
    )
    yield _file(
        "缴费期未满",
        "C42",
        _of(Outcome.ABANDONED_NO_PAYMENT),
        fee=lambda one: replace(one.fee, pay_due=date(2026, 11, 20)),
    )
    yield _file("已缴清", "C42", _of(Outcome.ABANDONED_NO_PAYMENT), fee=lambda one: replace(one.fee, settled=True))
    yield _file(
        "没有发收费通知", "C42", _of(Outcome.ABANDONED_NO_PAYMENT), fee=lambda one: replace(one.fee, noticed=False)
    )
    yield _file(
        "收费通知未送达", "C42", _of(Outcome.ABANDONED_NO_PAYMENT), fee=lambda one: replace(one.fee, pay_due=None)
    )
    yield _file("不提供而按量", "C39", _nothing_given, fee=lambda _: _volume())
    yield _file("没有区分处理判断", "C22", _refusing_letter, evidence=frozenset())
    yield _file("没有保密审查", "C55", _giving, secrecy=())
    yield _file(
        "保密审查晚于答复", "C55", _giving, secrecy=lambda one: (replace(one.secrecy[0], on=date(2026, 11, 9)),)
    )
    yield _file(
        "保密审查不许",
        "C55",
        _giving,
        secrecy=lambda one: (replace(one.secrecy[0], conclusion=SecrecyConclusion.WITHHELD),),
    )
    yield _file(
        "前次答复已撤销", "C28", _of(Outcome.REPEAT_REQUEST), prior=lambda one: replace(one.prior, revoked=True)
    )
    yield _file("没有前次答复", "C28", _of(Outcome.REPEAT_REQUEST), prior=None)
    yield _file("前次答复查不到", "C28", _of(Outcome.REPEAT_REQUEST), prior=lambda one: replace(one.prior, found=False))
    yield _file("附件有批注", "C54", _giving, provided=(ProvidedFile(name="批复.docx", pages=12, hidden=("有批注",)),))
    yield _file("附件有密级", "C56", _giving, provided=(ProvidedFile(name="批复.pdf", pages=12, secrecy_mark="秘密★"),))
    yield _file("拟稿人审批", "C58", _reply, approver=lambda one: one.drafter)
    yield _file("代理人无委托书", "C52", _reply, agents=(AgentFact(name="许青", has_mandate=False),))
    yield _file("没有申请人类型", "C64", _reply, applicant_type="")
    yield _file("没有年报栏目", "C64", _reply, annual_row="")
    yield _file("快递寄送", "C49", _posted, sent=lambda one: replace(one.sent, carrier="顺丰速运"))
    yield _file("到付寄送", "C49", _posted, sent=lambda one: replace(one.sent, carrier="邮政EMS到付"))
    yield _file("没有收件地址", "C52", _posted, sent=lambda one: replace(one.sent, address_known=False))
    yield _file("文号重复", "C50", _reply, series=SeriesFact(others=(("临资公复〔2026〕4号", date(2026, 11, 5)),)))
    yield _file("文号中断", "C50", _reply, series=lambda one: replace(one.series, missing=(2,)))
    yield _file(
        "大号日期早",
        "C50",
        _reply,
        series=SeriesFact(others=(("临资公复〔2026〕3号", date(2026, 11, 20)),)),
    )
    yield _file("草稿跨法规", "C63", _with_remedy, saved=SavedDraft(dated_on=date(2023, 12, 29), text="旧的救济告知"))
    yield _file(
        "先前答复不同",
        "C59",
        _not_reissued,
        earlier=(EarlierAnswer(number="依申〔2025〕127号", outcome=Outcome.CONFIRM_REISSUE),),
    )
    yield _file(
        "条款曾败诉",
        "C60",
        _of(Outcome.REFUSAL_SECRET),
        lost=(LostProvision(outcome=Outcome.REFUSAL_SECRET, told="该条款2026年9月在行政复议中被撤销"),),
    )
    yield _file("写出其他申请人", "C53", _reply, other_applicants=("王敏",))
    yield _file("延期未批准", "C05", _extended, extension=lambda one: replace(one.extension, approver=""))
    yield _file("延期30日", "C05 X09", _extended, extension=lambda one: replace(one.extension, workdays=30))
    yield _file(
        "延期告知过期",
        "C05 X09",
        _extended,
        extension=lambda one: replace(one.extension, notified_on=date(2026, 11, 25)),
    )
    yield _file("登记的联系电话不同", "X12", _reply, contact_phone="0900-5550102")


def _not_reissued(good: GoodLetter, _: FileFacts) -> bool:
    return isinstance(good.letter, ReplyLetter) and good.letter.outcome_id is not Outcome.CONFIRM_REISSUE


def _paid_by_volume(good: GoodLetter, file: FileFacts) -> bool:
    return _giving(good, file) and file.fee is not None and file.fee.method is FeeMethod.BY_VOLUME


def _owed(good: GoodLetter, file: FileFacts) -> bool:
    return _reply(good, file) and file.owed and file.due is not None


def _consulted(good: GoodLetter, file: FileFacts) -> bool:
    return _reply(good, file) and any(one.kind is ConsultationKind.THIRD_PARTY for one in file.consultations)


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


def _giving(good: GoodLetter, _: FileFacts) -> bool:
    wanted = (Outcome.GRANT, Outcome.PARTIAL_GRANT)
    return isinstance(good.letter, ReplyLetter) and good.letter.outcome_id in wanted


def _posted(good: GoodLetter, file: FileFacts) -> bool:
    return _reply(good, file) and file.sent is not None and file.sent.post


def _with_remedy(good: GoodLetter, _: FileFacts) -> bool:
    return isinstance(good.letter, ReplyLetter) and bool(good.letter.remedy)


def _extended(good: GoodLetter, file: FileFacts) -> bool:
    return _reply(good, file) and file.extension is not None


def _asked(file: FileFacts, **changes: Any) -> tuple[Any, ...]:
    return tuple(replace(one, **changes) for one in file.consultations)


def _refusing() -> tuple[ConsultationFact, ...]:
    return (ConsultationFact(kind=ConsultationKind.THIRD_PARTY, sent_on=date(2026, 10, 22), opinion=Opinion.REFUSE),)


def _volume() -> FeeFact:
    return FeeFact(method=FeeMethod.BY_VOLUME, fen=90_000, pages=110, noticed=True, approved_on=date(2026, 10, 22))


def _elements() -> Iterator[Fault]:
    """The elements of every outgoing letter (G1–G14), one lost at a time."""
    yield _without("没有发文机关标志", "X16", BlockKind.MARK)
    yield _printed("标题没有文种", "X11", _kind_word, "")
    yield _printed("没有印提交方式", "X17", _attr("submitted"))
    yield _printed("没有印收件人", "C52", _attr("addressee"))
    yield _printed("没有印文号", "C50 X03", _attr("number"))
    yield _printed("没有印署名", "C51", lambda good: good.letter.signer if _reply_letter(good) else None)
    yield _printed("没有印成文日期", "C02", _attr("signed_on"))
    yield _printed("没有印联系人", "X12", _attr("contact_person"))
    yield _printed("没有印电话", "X12", _attr("contact_phone"))
    yield _printed("没有印事实", "X14", _last_fact)
    yield _printed("征求意见不要理由", "X18", _only_consulting("说明理由"), "提出建议")
    yield _printed("没有印延期文号", "X09", _past("extension", "number"))
    yield _printed("没有印补正文号", "X09 X14", _past("correction", "number"))
    yield _printed("没有印说明理由日期", "X09", _past("justified_on"))
    yield _printed("没有印延迟文号", "X09", _past("deferral", "number"))
    yield _printed("没有印延迟告知日期", "X09", _past("deferral", "notified_on"))
    yield _printed("没有印延迟到何日", "X09", _past("deferral", "until"))
    yield _words_of(Outcome.REFUSAL_SECRET, "没有密级", "X18", facts=lambda _: ("保密期限：十年",))
    yield _words_of(Outcome.REFUSAL_LAW, "禁止规定没有条款", "X18", detail=lambda _: "《中华人民共和国测绘法》")
    yield _words_of(
        Outcome.REFUSAL_LAW, "禁止规定是文件", "X18", detail=lambda _: "《关于加强测绘资料管理的通知》第三条"
    )
    yield _words_of(Outcome.REFUSAL_THIRD_PARTY, "没有权益类型", "X18", detail=lambda _: "其他权益", facts=_no_interest)
    yield _words_of(Outcome.REFUSAL_THIRD_PARTY, "没有公益衡量", "X18", facts=lambda one: one[:1])
    yield _words_of(Outcome.ABANDONED_NO_CORRECTION, "没有送达日", "X18", facts=lambda one: one[1:])
    yield _words_of(Outcome.ABANDONED_NO_CORRECTION, "没有截止日", "X18", facts=lambda one: one[:1])
    yield _words_of(
        Outcome.ABANDONED_NO_CORRECTION, "截止日错一天", "X18", facts=lambda one: (one[0], "补正截止日：2026年11月3日")
    )
    yield _words_of(
        Outcome.ABANDONED_NO_PAYMENT, "缴费截止日错", "X18", facts=lambda _: ("缴费截止日：2026年11月15日",)
    )
    yield _words_of(Outcome.REPEAT_REQUEST, "前次日期错", "X18", facts=lambda _: ("前次日期：2025年6月13日",))
    yield _file(
        "通知数额后来变了",
        "C38",
        lambda good, file: _reply(good, file) and file.fee is not None and file.fee.fen is not None,
        fee=lambda one: replace(one.fee, computed_fen=(one.fee.fen or 0) + 1_000),
    )
    yield _file(
        "其他文书文号中断",
        "C50",
        lambda good, _: isinstance(good.letter, CorrectionNoticeContext | ExtensionNoticeContext),
        series=SeriesFact(missing=(1,)),
    )
    yield _file(
        "其他文书大号日期早",
        "C50",
        lambda good, _: isinstance(good.letter, CorrectionNoticeContext | ExtensionNoticeContext),
        series=SeriesFact(
            others=(("临资公补〔2026〕1号", date(2026, 11, 22)), ("临资公延〔2026〕1号", date(2026, 11, 22)))
        ),
    )


def _reply_letter(good: GoodLetter) -> bool:
    return isinstance(good.letter, ReplyLetter)


def _kind_word(good: GoodLetter) -> str | None:
    """The kind of letter in the titles of those that are no replies."""
    return "告知书" if not _reply_letter(good) and good.letter.kind.label.endswith("告知书") else None


def _only_consulting(words: str) -> Callable[[GoodLetter], str | None]:
    def found(good: GoodLetter) -> str | None:
        return words if isinstance(good.letter, ConsultationContext) else None

    return found


def _last_fact(good: GoodLetter) -> str | None:
    """The agency's own words, where they are a sentence of their own."""
    facts = getattr(good.letter, "facts", ())
    return facts[-1] if facts else None


def _past(name: str, field: str = "") -> Callable[[GoodLetter], str | None]:
    """The printed form of something in the course of the case."""

    def found(good: GoodLetter) -> str | None:
        past = getattr(getattr(good.letter, "history", None), name, None)
        value = getattr(past, field, None) if field else past
        return chinese_date(value) if isinstance(value, date) else value

    return found


def _no_interest(facts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub("商业秘密|个人隐私|合法权益", "其利益", one) for one in facts)


def _words_of(outcome: Outcome, name: str, meant: str, **changes: Callable[[Any], Any]) -> Fault:
    """Change fields of the replies with one outcome."""

    def spoil(good: GoodLetter) -> Any:
        letter = good.letter
        if not isinstance(letter, OutcomeLetterContext) or letter.outcome is not outcome:
            return None
        new = {key: change(getattr(letter, key)) for key, change in changes.items()}
        return None if all(getattr(letter, key) == new[key] for key in new) else replace(letter, **new)

    return Fault(f"{outcome.label}：{name}", tuple(meant.split()), letter=spoil)


def _edited() -> Iterator[Fault]:
    yield _without("没有摘录", "C34", BlockKind.EXCERPT)
    yield _without("没有署名", "C51", BlockKind.SIGNATURE)
    yield _without("没有成文日期", "C02", BlockKind.DATE)
    yield _without("没有文号", "C50", BlockKind.NUMBER)
    yield _without("没有主送", "C52", BlockKind.ADDRESSEE)
    yield _without("没有标题", "X11", BlockKind.TITLE)
    yield _without("没有联系方式", "X12", BlockKind.CONTACT)
    yield _without("没有附件说明", "C36", BlockKind.ANNEX)
    yield _printed("没有印收到日期", "X03", _attr("received_on"))
    yield _printed("没有印登记号", "X03", _attr("registration_number"))
    yield _printed("没有印依据", "C13", _only("basis", (ReplyLetter,)))
    yield _printed("没有印救济", "C43", _only("remedy", (ReplyLetter,)))
    yield _printed(
        "印错复议机关", "C43", lambda good: BODY if isinstance(good.letter, ReplyLetter) else None, "澜安市人民政府"
    )
    yield _printed(
        "印错法院", "C43", lambda good: COURT if isinstance(good.letter, ReplyLetter) else None, "澜安市人民法院"
    )
    yield _printed("印成十个工作日", "X04", "15个工作日", "10个工作日")
    yield _printed("20印成15个工作日", "X04 X09 C41", "20个工作日", "15个工作日")
    yield _printed("没有逾期后果", "C09 C32", "视为放弃申请")
    yield _printed("没有补正截止日", "C09", _only("deadline", (CorrectionNoticeContext,)))
    yield _printed("第三方视为同意", "C17", "由本机关依照", "视为同意，依照")
    yield _printed("第三方视为不同意", "C17", "由本机关依照", "视为不同意，由本机关依照")
    yield _printed("没有沉默后果", "C18", "逾期未提出意见的视为同意公开。")
    yield _printed("没有届满日", "X05", _only("reply_due_on", (ReceiptContext,)))
    yield _printed("没有延后日", "X05", _only("due_on", (ExtensionNoticeContext,)))
    yield _printed("没有大写", "C41", _only("capitals", (FeeNoticeContext,)))
    yield _printed("没有缴费方式", "C41", _only("pay_way", (FeeNoticeContext,)))
    yield _printed("没有异议途径", "C41", _only("remedy", (FeeNoticeContext,)))
    yield _printed(
        "没有遮盖项", "C23", lambda good: good.letter.withheld[0].what if getattr(good.letter, "withheld", ()) else None
    )
    yield _printed("没有页数", "C37", "共12页")
    for phrase in (
        "经检索，", "不予公开", "区分处理", "国家秘密", "可能危及", "内部事务信息", "过程性信息", "行政执法案卷信息",
        "依照有关法律、行政法规的规定办理", "加工、分析", "仍不明确", "不作为政府信息公开申请处理", "不予重复处理",
        "不予处理", "不再处理", "已经主动公开", "可以公开", "不属于本机关负责公开",
    ):  # fmt: skip
        yield _printed(f"没有“{phrase}”", "C32 C30 C15 C21", _phrase(phrase))


def _phrase(words: str) -> Callable[[GoodLetter], str | None]:
    """The words where the letter must have them."""

    def found(good: GoodLetter) -> str | None:
        return words if any(words.rstrip("，") in group for group in good.basis.required_phrases) else None

    return found


def _blind(number: int, how: str) -> Fault:
    """A fault that looks at no check: a figure changed, or a paragraph lost, wherever chance has it."""

    def spoil(good: GoodLetter, blocks: tuple[PreviewBlock, ...]) -> tuple[PreviewBlock, ...] | None:
        chance = random.Random(f"{number} {good.name}")
        places = [at for at, one in enumerate(blocks) if one.kind is BlockKind.PARA and _BLIND[how].search(one.text)]
        letter = next((at for at, one in enumerate(blocks) if one.kind is BlockKind.CONTACT), len(blocks))
        places = [at for at in places if at < letter]
        if not places:
            return None
        at = chance.choice(places)
        if how == "丢一段":
            return blocks[:at] + blocks[at + 1 :]
        found = chance.choice(list(_BLIND[how].finditer(blocks[at].text)))
        text = blocks[at].text
        changed = text[: found.start()] + _other_sign(found[0]) + text[found.end() :]
        return (*blocks[:at], replace(blocks[at], text=changed), *blocks[at + 1 :])

    return Fault(f"随机{number}：{how}", (), words=spoil)


_BLIND: Final = {
    "改日期": re.compile(r"\d{4}年\d{1,2}月\d{1,2}日"),
    "改条号": re.compile(r"第[一二三四五六七八九十]{1,3}条"),
    "改款项": re.compile(r"第（?[一二三四五六七八九]）?[款项]"),
    "改期限": re.compile(r"\d{1,2}个工作日"),
    "丢一段": re.compile(r"."),
}


def _other_sign(words: str) -> str:
    """The same words with one figure moved on."""
    figures = "一二三四五六七八九"
    if words.endswith(("条", "款", "项")):
        at = next((at for at, one in enumerate(words) if one in figures), None)
        if at is None:
            return words.replace("十", "九")
        return words[:at] + figures[(figures.index(words[at]) + 1) % len(figures)] + words[at + 1 :]
    return re.sub(r"(\d+)(日|个工作日)", lambda found: f"{int(found[1]) % 27 + 1}{found[2]}", words)


_BLIND_FAULTS: Final = tuple(_blind(number, how) for number in range(1, 6) for how in _BLIND)
FAULTS: Final[tuple[Fault, ...]] = (
    *_contexts(),
    *_other_letters(),
    *_words(),
    *_files(),
    *_elements(),
    *_edited(),
    *_BLIND_FAULTS,
)


def seeded(
    letters: tuple[GoodLetter, ...], printed: Mapping[str, tuple[PreviewBlock, ...]], seed: int, most: int
) -> tuple[tuple[Fault, GoodLetter], ...]:
    """Pairs of fault and letter: each fault on at most ``most`` of the letters that it can be seeded into.

    Args:
        letters: the good letters; ``printed``: their blocks by name.
        seed: of the choice; most: letters for each fault.
    """
    chance = random.Random(seed)
    pairs: list[tuple[Fault, GoodLetter]] = []
    for fault in FAULTS:
        shuffled = list(letters)
        chance.shuffle(shuffled)
        pairs += [(fault, one) for one in islice(_applicable(fault, shuffled, printed), most)]
    return tuple(pairs)


def _applicable(
    fault: Fault, letters: list[GoodLetter], printed: Mapping[str, tuple[PreviewBlock, ...]]
) -> Iterator[GoodLetter]:
    for good in letters:
        if fault.letter is not None and fault.letter(good) is None:
            continue
        if fault.file is not None and fault.file(good) is None:
            continue
        if fault.words is not None and fault.words(good, printed[good.name]) is None:
            continue
        yield good
