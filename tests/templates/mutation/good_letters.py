"""Good letters of all kinds with the file behind each, written by hand: no check and no catalogue is asked for them.

All names, numbers and events are fictitious.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from law.terms import Channel, ConsultationKind, FeeMethod, Opinion, Outcome, RemedyClass
from templates.check_facts import (
    ConsultationFact,
    CorrectionFact,
    ExtensionFact,
    FeeFact,
    FileFacts,
    JustificationFact,
    PriorReply,
    SavedDraft,
    SearchFact,
    SecrecyFact,
    SentLetter,
    SeriesFact,
)
from templates.checks import CheckBasis
from templates.contexts import (
    ConsultationPast,
    CorrectionPast,
    DeferralPast,
    ExtensionPast,
    GrantLetterContext,
    GrantVariant,
    History,
    ItemConclusion,
    OutcomeLetterContext,
    ProvidedInformation,
    WithheldPart,
)
from tests.templates import fee_letters, sample_letters

__all__ = ["GoodLetter", "good_letters"]

ARTICLE: Final = "《中华人民共和国政府信息公开条例》"
BODY, COURT, SITE = "临江县人民政府", "临江县人民法院", "https://fuyi.linjiang.example"
SIGNED, RECEIVED, TODAY = date(2026, 11, 6), date(2026, 10, 20), date(2026, 11, 23)
ASKED: Final = "翠屏山风电场（一期）环境影响报告书的批复；鸟类迁徙影响专题报告。"
EITHER: Final = (
    f"对本告知不服的，可以自收到本文书之日起六十日内向{BODY}申请行政复议，"
    f"也可以自收到之日起六个月内直接向{COURT}提起行政诉讼。"
)
FIRST: Final = (
    f"对本告知不予公开的决定不服的，应当自收到本文书之日起六十日内先向{BODY}申请行政复议；对行政复议决定不服的，"
    f"可以自收到行政复议决定书之日起十五日内向{COURT}提起行政诉讼。"
)
_WITHHELD: Final = (
    f"对其中不予公开部分不服的，应当自收到本文书之日起六十日内先向{BODY}申请行政复议；对行政复议决定不服的，"
    f"可以自收到行政复议决定书之日起十五日内向{COURT}提起行政诉讼。"
)
_REST: Final = (
    f"对其他内容不服的，可以自收到本文书之日起六十日内向{BODY}申请行政复议，"
    f"也可以自收到之日起六个月内直接向{COURT}提起行政诉讼。"
)
BY_PART: Final = (_WITHHELD, _REST)
ONLINE: Final = f"可以通过{SITE}提交行政复议申请书。"

_WHOLE: Final = ("六十日", "十五日", "六个月")
_APPROVAL = ProvidedInformation(
    name="关于翠屏山风电场（一期）环境影响报告书的批复", form="纸质件", document_number="临环审〔2025〕18号", pages=12
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodLetter:
    """A letter with nothing wrong, and what register, law and file say of it."""

    name: str
    letter: Any
    basis: CheckBasis


def good_letters() -> tuple[GoodLetter, ...]:
    """All of them: 25 outcomes with their variants, several courses of a case, and the letters that are no replies."""
    return (*_replies(), *_courses(), *_others())


# ---------------------------------------------------------------------------------------------------- replies

_REPLY: Final[Mapping[str, Any]] = {
    "number": "临资公复〔2026〕4号",
    "addressee": "周长根",
    "signer": "临江县自然资源局",
    "signed_on": SIGNED,
    "contact_person": "王敏",
    "contact_phone": "0900-5550101",
    "registration_number": "依申〔2026〕440号",
    "received_on": RECEIVED,
    "channel": Channel.MAIL_SIGNED,
    "request_text": ASKED,
}
_FILE = FileFacts(
    registration_number="依申〔2026〕440号",
    received_on=RECEIVED,
    organisation=False,
    first_due=date(2026, 11, 17),
    due=date(2026, 11, 17),
    correction_notice_due=date(2026, 10, 27),
    leaves_on=SIGNED,
    agency="临江县自然资源局",
    contact_phone="0900-5550101",
    evidence=frozenset({"severability_note"}),
    secrecy=(SecrecyFact(on=date(2026, 11, 4), first_reviewer="李工", second_reviewer="周科长"),),
    sent=SentLetter(post=True, carrier="邮政EMS"),
    series=SeriesFact(code="临资公复", others=(("临资公复〔2026〕3号", date(2026, 11, 2)),)),
    applicant_type="公民",
    annual_row="予以公开",
    drafter="王敏",
    approver="赵主任",
    approved_on=SIGNED,
)
_SEARCH = SearchFact(
    on=date(2026, 10, 28), systems=("档案管理系统", "公文系统"), keywords=("翠屏山", "风电"), reviewer="周科长"
)
_THIRD = ConsultationFact(
    kind=ConsultationKind.THIRD_PARTY, sent_on=date(2026, 10, 22), opinion=Opinion.REFUSE, concluded=True
)
_ASKED_THIRD = History(
    consultations=(ConsultationPast(whom="第三方", sent_on=date(2026, 10, 22), ended_on=date(2026, 10, 30)),)
)
_CORRECTED = History(
    correction=CorrectionPast(
        notified_on=date(2026, 10, 22), number="临资公补〔2026〕2号", received_on=date(2026, 10, 26)
    )
)
_CORRECTION = CorrectionFact(
    notices=1,
    notified_on=date(2026, 10, 22),
    served_on=date(2026, 10, 23),
    deadline=date(2026, 11, 4),
    received_on=date(2026, 10, 26),
)

_TITLES: Final = {
    Outcome.ALREADY_PUBLIC: "政府信息公开告知书",
    Outcome.GRANT: "政府信息公开告知书",
    Outcome.PARTIAL_GRANT: "政府信息部分公开告知书",
    Outcome.NOT_EXIST: "政府信息不存在告知书",
    Outcome.PETITION: "政府信息公开申请不予处理告知书",
    Outcome.REPEAT_REQUEST: "政府信息公开申请不予处理告知书",
    Outcome.PUBLICATION: "政府信息公开申请不予处理告知书",
    Outcome.EXCESSIVE_REQUESTS: "政府信息公开申请不予处理告知书",
    Outcome.CONFIRM_REISSUE: "政府信息公开申请不予处理告知书",
    Outcome.ABANDONED_NO_CORRECTION: "政府信息公开申请不再处理告知书",
    Outcome.ABANDONED_NO_PAYMENT: "政府信息公开申请不再处理告知书",
    Outcome.WITHDRAWN: "政府信息公开申请撤回确认书",
}
_PHRASES: Final[Mapping[Outcome, tuple[tuple[str, ...], ...]]] = {
    Outcome.ALREADY_PUBLIC: (("已经主动公开",),),
    Outcome.GRANT: (("可以公开",),),
    Outcome.PARTIAL_GRANT: (("区分处理",), ("不予公开",)),
    Outcome.REFUSAL_SECRET: (("国家秘密",), ("不予公开",)),
    Outcome.REFUSAL_LAW: (("不予公开",),),
    Outcome.REFUSAL_SAFETY: (("可能危及",), ("公共安全", "国家安全", "经济安全", "社会稳定"), ("不予公开",)),
    Outcome.REFUSAL_THIRD_PARTY: (("第三方",), ("不予公开",)),
    Outcome.REFUSAL_INTERNAL: (("内部事务信息",), ("不予公开",)),
    Outcome.REFUSAL_PROCESS: (("过程性信息",), ("不予公开",)),
    Outcome.REFUSAL_CASE_FILE: (("行政执法案卷信息",), ("不予公开",)),
    Outcome.SPECIAL_QUERY: (("依照有关法律、行政法规的规定办理",),),
    Outcome.NOT_EXIST: (("经检索",), ("不存在",)),
    Outcome.NOT_THIS_AGENCY: (("不属于本行政机关负责公开", "不属于本机关负责公开"),),
    Outcome.NEEDS_PROCESSING: (("加工、分析",), ("不予提供",)),
    Outcome.UNCLEAR_AFTER_CORRECTION: (("补正",), ("仍不明确",)),
    Outcome.PETITION: (("不作为政府信息公开申请处理",),),
    Outcome.REPEAT_REQUEST: (("不予重复处理",),),
    Outcome.PUBLICATION: (("获取",), ("途径",)),
    Outcome.EXCESSIVE_REQUESTS: (("明显超过合理范围",), ("不予处理",)),
    Outcome.CONFIRM_REISSUE: (("不予处理",),),
    Outcome.ABANDONED_NO_CORRECTION: (("视为放弃申请",), ("不再处理",)),
    Outcome.ABANDONED_NO_PAYMENT: (("视为放弃申请",), ("不再处理",)),
    Outcome.WITHDRAWN: (("撤回",),),
}

# Outcome, variant, provisions as letters print them, the particular, the agency's own words.
_TOLD: Final[tuple[tuple[Outcome, str, str, str, tuple[str, ...]], ...]] = (
    (Outcome.ALREADY_PUBLIC, "website", "第三十六条第（一）项", "", (
        "信息标题：翠屏山风电场批复", "网址：https://www.linjiang.example/zwgk/2025/0318.html",
        "公开日期：2025年3月18日")),
    (Outcome.ALREADY_PUBLIC, "publication", "第三十六条第（一）项", "", ("刊名和期号：临江县人民政府公报2025年第3期",)),
    (Outcome.ALREADY_PUBLIC, "reading_place", "第三十六条第（一）项", "", (
        "查阅地点：临江县档案馆一楼，工作日9时至17时",)),
    (Outcome.REFUSAL_SECRET, "", "第十四条、第三十六条第（三）项", "", ("密级：机密", "保密期限：十年")),
    (Outcome.REFUSAL_LAW, "", "第十四条、第三十六条第（三）项", "《中华人民共和国测绘法》第四十七条", ()),
    (Outcome.REFUSAL_SAFETY, "", "第十四条、第三十六条第（三）项", "公共安全", ("公开机位坐标会使输电设施易受破坏",)),
    (Outcome.REFUSAL_THIRD_PARTY, "refused", "第十五条、第三十二条、第三十六条第（三）项", "商业秘密", (
        "第三方意见及理由：第三方不同意公开，认为工艺参数属于商业秘密",
        "公共利益衡量：不公开不会对公共利益造成重大影响")),
    (Outcome.REFUSAL_THIRD_PARTY, "silent", "第十五条、第三十二条、第三十六条第（三）项", "个人隐私", (
        "名单载有家庭住址，公开会损害其安宁", "公共利益衡量：不公开不会对公共利益造成重大影响")),
    (Outcome.REFUSAL_INTERNAL, "", "第十六条第一款、第三十六条第（三）项", "人事管理", ("该名册只用于内部排班",)),
    (Outcome.REFUSAL_PROCESS, "", "第十六条第二款、第三十六条第（三）项", "讨论记录", (
        "公开会妨碍参会人员坦率发表意见",)),
    (Outcome.REFUSAL_CASE_FILE, "", "第十六条第二款、第三十六条第（三）项", "违法占地案，临资立〔2025〕7号", (
        "案件尚在办理",)),
    (Outcome.SPECIAL_QUERY, "", "第三十六条第（七）项", "", (
        "特别规定：《不动产登记暂行条例》第二十七条", "办理窗口：临江县不动产登记中心，电话0900-5550188")),
    (Outcome.NOT_EXIST, "", "第三十六条第（四）项", "", (
        "检索范围：档案管理系统、公文系统，2019年至2026年", "检索结果：没有查到专题报告")),
    (Outcome.NOT_THIS_AGENCY, "known_agency", "第三十六条第（五）项、第十条", "", (
        "批复由生态环境主管部门作出，因此由其负责公开", "负责公开的机关：澜安市生态环境局", "联系方式：0900-5550199")),
    (Outcome.NOT_THIS_AGENCY, "unknown_agency", "第三十六条第（五）项、第十条", "", (
        "理由：本机关没有该项职责", "经核实仍不能确定负责公开的机关")),
    (Outcome.NOT_THIS_AGENCY, "archived",
     "第三十六条第（五）项、第十条、《中华人民共和国档案法》第十五条第二款", "", (
        "该档案已移交且移交期满，因此由档案馆提供利用", "档案馆名称和联系方式：临江县档案馆，0900-5550177")),
    (Outcome.NEEDS_PROCESSING, "", "第三十八条", "", ("现有形态：分散于各年卷宗", "须作何种加工：逐卷摘录后重新统计")),
    (Outcome.UNCLEAR_AFTER_CORRECTION, "", "第三十条", "", ("哪些仍不明确：没有写明哪一年的报告", "曾电话释明")),
    (Outcome.PETITION, "petition", "第三十九条第一款", "", ("该内容要求处理噪声扰民，是信访事项",)),
    (Outcome.PETITION, "complaint", "第三十九条第一款", "", ("该内容举报违法施工，是举报事项",)),
    (Outcome.PETITION, "enquiry", "第三十九条第一款", "", ("该内容询问办理流程，是咨询",)),
    (Outcome.REPEAT_REQUEST, "", "第三十六条第（六）项", "临资公复〔2025〕18号", ("前次日期：2025年6月3日",)),
    (Outcome.PUBLICATION, "", "第三十九条第二款", "《临江年鉴2025》", ("获取途径：在临江县图书馆借阅",)),
    (Outcome.EXCESSIVE_REQUESTS, "", "第三十五条", "", ("2026年1月至10月共126件", "没有说明理由")),
    (Outcome.CONFIRM_REISSUE, "", "第二条", "", ("已经获取的凭证：临资公复〔2025〕18号",)),
    (Outcome.ABANDONED_NO_CORRECTION, "", "第三十条", "临资公补〔2026〕2号", (
        "送达日：2026年10月23日", "补正截止日：2026年11月4日")),
    (Outcome.ABANDONED_NO_PAYMENT, "", "", "临资公费〔2026〕3号", ("缴费截止日：2026年11月5日",)),
    (Outcome.WITHDRAWN, "", "", "", ()),
    (Outcome.NOT_GOV_INFO, "", "第二条", "", ("该信息是本机关购买办公用品的民事往来",)),
    (Outcome.OTHER, "", "第二条", "", ("该事由不属于以上各种结果",)),
)  # fmt: skip


def _replies() -> Iterator[GoodLetter]:
    for outcome, variant, places, detail, words in _TOLD:
        yield _told(outcome, variant, places, detail, words)
    for grant in GrantVariant:
        yield _grant(grant)
    for variant in ("withheld_14_16", "withheld_other"):
        yield _partial(variant)


def _told(outcome: Outcome, variant: str, places: str, detail: str, words: tuple[str, ...]) -> GoodLetter:
    refusal = outcome.startswith("refusal")
    remedy = RemedyClass.RECONSIDERATION_FIRST if refusal else RemedyClass.EITHER
    text = FIRST if refusal else EITHER
    if outcome is Outcome.WITHDRAWN:
        remedy, text = RemedyClass.NONE, ""
    basis = f"{ARTICLE}{places}" if places else ""
    if outcome is Outcome.ABANDONED_NO_PAYMENT:
        basis = "《政府信息公开信息处理费管理办法》第六条"
    file = _file_of(outcome, variant)
    letter = OutcomeLetterContext(
        **_REPLY,
        title=_TITLES.get(outcome, "政府信息不予公开告知书" if refusal else "政府信息公开申请告知书"),
        outcome=outcome,
        variant=variant,
        basis=basis,
        detail=detail,
        facts=words,
        remedy=(text,) if text else (),
        history=_history_of(file),
    )
    return GoodLetter(name=f"{outcome}.{variant}".rstrip("."), letter=letter, basis=_basis(outcome, remedy, text, file))


def _history_of(file: FileFacts) -> History:
    if file.consultations:
        return _ASKED_THIRD
    if file.correction is None:
        return History()
    if file.correction.received_on is None:
        past = CorrectionPast(notified_on=date(2026, 10, 22), number="临资公补〔2026〕2号")
        return History(correction=past)
    return _CORRECTED


def _file_of(outcome: Outcome, variant: str) -> FileFacts:
    silent = replace(_THIRD, opinion=None)
    changes: dict[Outcome, dict[str, Any]] = {
        Outcome.NOT_EXIST: {"searches": (_SEARCH,)},
        Outcome.REFUSAL_THIRD_PARTY: {"consultations": (silent if variant == "silent" else _THIRD,)},
        Outcome.UNCLEAR_AFTER_CORRECTION: {"correction": _CORRECTION},
        Outcome.ABANDONED_NO_CORRECTION: {"correction": replace(_CORRECTION, received_on=None), "owed": False},
        Outcome.ABANDONED_NO_PAYMENT: {
            "fee": FeeFact(
                method=FeeMethod.BY_PIECE, fen=10_000, noticed=True, pay_due=date(2026, 11, 5),
                approved_on=date(2026, 10, 21), lapsed=True,
            ),
            "owed": False,
        },
        Outcome.EXCESSIVE_REQUESTS: {
            "justification": JustificationFact(
                asked_on=date(2026, 10, 21), served_on=date(2026, 10, 22), reasonable=False
            )
        },
        Outcome.REPEAT_REQUEST: {"prior": PriorReply(number="临资公复〔2025〕18号", dated_on=date(2025, 6, 3))},
    }  # fmt: skip
    return replace(_FILE, **changes.get(outcome, {}))


def _basis(outcome: Outcome, remedy: RemedyClass, text: str, file: FileFacts, **changes: Any) -> CheckBasis:
    values: dict[str, Any] = {
        "today": TODAY,
        "required_phrases": _PHRASES.get(outcome, ()),
        "remedy": remedy,
        "remedy_text": text,
        "remedy_periods": tuple(one for one in _WHOLE if one in text),
        "reconsideration_body": BODY,
        "court": COURT,
        "website": SITE,
        "registered_text": ASKED,
        "registered_name": "周长根",
        "private": ("990101196101109813", "19900000053"),
        "file": file,
        **changes,
    }
    return CheckBasis(**values)


def _grant(variant: GrantVariant, **changes: Any) -> GoodLetter:
    more: dict[GrantVariant, dict[str, Any]] = {
        GrantVariant.PROVIDE_COPY: {"annexes": ("关于翠屏山风电场（一期）环境影响报告书的批复（12页）",)},
        GrantVariant.INFORM_WAY: {"way": "到临江县档案馆查阅大厅凭身份证领取", "time": "工作日9时至17时"},
        GrantVariant.ONSITE_VIEW: {
            "place": "临江县自然资源局一楼政务公开室", "time": "工作日9时至17时", "form_reason": "原件为大幅图纸",
        },
        GrantVariant.ON_SPOT: {"handed_over_on": SIGNED},
        GrantVariant.PUBLIC_INTEREST_OVERRIDE: {
            "public_interest_reason": "该信息直接关系周边居民的饮水安全",
            "third_party_basis": f"{ARTICLE}第十五条、第三十二条",
            "annexes": (_APPROVAL.name,),
            "history": _ASKED_THIRD,
        },
    }  # fmt: skip
    places = {
        GrantVariant.PROVIDE_COPY: "、第四十条",
        GrantVariant.ONSITE_VIEW: "、第四十条",
        GrantVariant.ON_SPOT: "、第三十三条第一款",
    }
    override = variant is GrantVariant.PUBLIC_INTEREST_OVERRIDE
    file = replace(_FILE, consultations=(replace(_THIRD, told_on=date(2026, 11, 5)),)) if override else _FILE
    values: dict[str, Any] = {
        **_REPLY,
        "title": "政府信息公开告知书",
        "basis": f"{ARTICLE}第三十六条第（二）项{places.get(variant, '')}",
        "variant": variant,
        "provided": (_APPROVAL,),
        "remedy": (EITHER,),
        **more[variant],
        **changes,
    }
    basis = _basis(Outcome.GRANT, RemedyClass.EITHER, EITHER, file)
    return GoodLetter(name=f"grant.{variant}", letter=GrantLetterContext(**values), basis=basis)


def _partial(variant: str) -> GoodLetter:
    other = variant == "withheld_other"
    text = EITHER if other else "\n".join(BY_PART)
    places = "第三十七条" if other else "第三十七条、第十五条、第三十二条"
    file = _FILE if other else replace(_FILE, consultations=(_THIRD,), grounds=(Outcome.REFUSAL_THIRD_PARTY,))
    withheld = (
        (WithheldPart(what="第3页中的联系人电话", reason="与申请内容无关"),)
        if other
        else (WithheldPart(what="第5页机位坐标", reason="涉及商业秘密，第三方不同意公开", basis=f"{ARTICLE}第十五条"),)
    )
    letter = OutcomeLetterContext(
        **_REPLY,
        title="政府信息部分公开告知书",
        outcome=Outcome.PARTIAL_GRANT,
        variant=variant,
        basis=f"{ARTICLE}{places}",
        provided=(_APPROVAL,),
        withheld=withheld,
        remedy=(EITHER,) if other else BY_PART,
        history=_history_of(file),
    )
    remedy = RemedyClass.EITHER if other else RemedyClass.BY_PART
    basis = _basis(Outcome.PARTIAL_GRANT, remedy, text, file)
    return GoodLetter(name=f"partial_grant.{variant}", letter=letter, basis=basis)


# ---------------------------------------------------------------------------------------------------- courses of a case


def _courses() -> Iterator[GoodLetter]:
    """Replies at the end of longer courses: corrected, extended, several things, paid for, served electronically."""
    plain = _grant(GrantVariant.PROVIDE_COPY)
    extended = date(2026, 12, 15)
    history = History(
        correction=_CORRECTED.correction,
        extension=ExtensionPast(notified_on=date(2026, 11, 12), number="临资公延〔2026〕1号", workdays=20),
    )
    file = replace(
        _FILE,
        correction=_CORRECTION,
        extension=ExtensionFact(
            approved_on=date(2026, 11, 11),
            approver="赵主任",
            notified_on=date(2026, 11, 12),
            workdays=20,
            first_due=date(2026, 11, 23),
        ),
        due=extended,
        first_due=date(2026, 11, 23),
    )
    yield _changed(plain, "grant.extended", file, history=history)
    asked_why = History(
        justified_on=date(2026, 10, 26),
        deferral=DeferralPast(notified_on=date(2026, 10, 29), number="临资公延〔2026〕2号", until=date(2026, 11, 30)),
    )
    yield _changed(plain, "grant.deferred", _FILE, history=asked_why)
    items = (
        ItemConclusion(subject="环境影响报告书的批复", conclusion="可以公开，随本告知书提供"),
        ItemConclusion(subject="鸟类迁徙影响专题报告", conclusion="可以公开，见附件"),
    )
    several = _changed(plain, "grant.items", _FILE, items=items)
    asked = tuple(one.subject for one in items)
    yield replace(several, basis=replace(several.basis, asked_items=asked))
    fee = FeeFact(
        method=FeeMethod.BY_VOLUME,
        fen=0,
        pages=12,
        approved_on=date(2026, 10, 22),
        noticed=True,
        pay_due=date(2026, 11, 20),
        settled=True,
    )
    paid = replace(_FILE, fee=fee, fee_paid_on=date(2026, 10, 30))
    yield _changed(plain, "grant.paid", paid, history=History(fee_paid_on=date(2026, 10, 30)))
    online = _changed(plain, "grant.online", replace(_FILE, sent=SentLetter(post=False)), remedy=(EITHER + ONLINE,))
    yield replace(online, basis=replace(online.basis, electronic=True, remedy_text=EITHER + ONLINE))
    company = replace(_FILE, organisation=True, applicant_type="商业企业")
    firm = _changed(plain, "grant.company", company, addressee="澜安汇泽置业有限公司", organisation=True)
    yield replace(firm, basis=replace(firm.basis, registered_name="澜安汇泽置业有限公司"))
    saved = replace(_FILE, saved=SavedDraft(dated_on=date(2026, 11, 5), text=EITHER))
    yield _changed(plain, "grant.saved", saved)


def _changed(good: GoodLetter, name: str, file: FileFacts, **changes: Any) -> GoodLetter:
    return GoodLetter(name=name, letter=replace(good.letter, **changes), basis=replace(good.basis, file=file))


# ---------------------------------------------------------------------------------------------------- other letters


def _others() -> Iterator[GoodLetter]:
    """The letters that are no replies, from the hand-written samples of the golden files."""
    samples = {
        "receipt": sample_letters.receipt(),
        "correction_notice": sample_letters.correction_notice(),
        "extension_notice": sample_letters.extension_notice(),
        "justification_notice": sample_letters.justification_notice(),
        "delay_35_notice": sample_letters.deferral_notice(),
        "withdrawal_confirm": sample_letters.withdrawal_confirm(),
        "fee_notice.by_volume": fee_letters.fee_notice(),
        "fee_waiver": fee_letters.fee_waiver(),
        **{f"consultation.{kind}": sample_letters.consultation(kind) for kind in ConsultationKind},
    }
    for name, letter in samples.items():
        yield GoodLetter(name=name, letter=letter, basis=_other_basis(name, letter))


def _other_basis(name: str, letter: Any) -> CheckBasis:
    file = FileFacts(
        registration_number=str(sample_letters.REQUEST["registration_number"]),
        received_on=sample_letters.REQUEST["received_on"],
        first_due=date(2026, 11, 17),
        correction_notice_due=date(2026, 10, 27),
        leaves_on=letter.signed_on,
        agency="临江县自然资源局",
        contact_phone="0900-5550101",
        fee=FeeFact(method=FeeMethod.BY_VOLUME, fen=letter.fen, pages=110, noticed=True, approved_on=date(2026, 11, 2))
        if name.startswith("fee_notice")
        else None,
    )
    return CheckBasis(
        today=TODAY,
        registered_text=str(sample_letters.REQUEST["request_text"]),
        registered_name=str(sample_letters.REQUEST["addressee"]),
        private=("990101196101109813", "19900000053"),
        reconsideration_body=BODY,
        court=COURT,
        file=file,
    )
