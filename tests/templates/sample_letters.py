"""One filled context per letter. All names, numbers and events are fictitious."""

from datetime import date, timedelta
from typing import Any

from law.terms import Channel, ConsultationKind, DocumentKind, Outcome
from templates.contexts import (
    ConsultationContext,
    ConsultationPast,
    CorrectionItem,
    CorrectionNoticeContext,
    CorrectionPast,
    DayLine,
    DeadlineSheetContext,
    DeferralNoticeContext,
    DeferralPast,
    ExtensionNoticeContext,
    ExtensionPast,
    GrantLetterContext,
    GrantVariant,
    History,
    ItemConclusion,
    JustificationNoticeContext,
    OrderedPast,
    OutcomeLetterContext,
    ProvidedInformation,
    ReceiptContext,
    WithdrawalConfirmContext,
    WithheldPart,
)
from templates.reply_contexts import DETAIL_LABELS

ARTICLE = "《中华人民共和国政府信息公开条例》"

LETTER: dict[str, Any] = {
    "number": "临资公复〔2026〕4号",
    "addressee": "阿依古丽·买买提",
    "signer": "临江县自然资源局",
    "signed_on": date(2026, 11, 6),
    "contact_person": "王敏",
    "contact_phone": "0900-5550101",
}
REQUEST: dict[str, Any] = {
    **LETTER,
    "registration_number": "依申〔2026〕0440",
    "received_on": date(2026, 10, 20),
    "channel": Channel.MAIL_SIGNED,
    "request_text": "翠屏山风电场（一期）环境影响报告书的批复及专家评审意见；建设单位提交的鸟类迁徙影响专题报告。",
}
HISTORY = History(
    correction=CorrectionPast(
        notified_on=date(2026, 10, 22), number="临资公补〔2026〕2号", received_on=date(2026, 10, 26)
    ),
    consultations=(
        ConsultationPast(whom="第三方", sent_on=date(2026, 10, 27), ended_on=date(2026, 11, 3)),
        ConsultationPast(whom="有关机关", sent_on=date(2026, 10, 28)),
    ),
    extension=ExtensionPast(notified_on=date(2026, 11, 4), number="临资公延〔2026〕1号", workdays=20),
)
REMEDY = (
    (
        "对本告知不服的，可以自收到本文书之日起六十日内向临江县人民政府申请行政复议，也可以自收到之日起六个月内直接向"
        "临江县人民法院提起行政诉讼。"
    ),
)
REFUSAL_REMEDY = (
    (
        "对本告知不予公开的决定不服的，应当自收到本文书之日起六十日内先向临江县人民政府申请行政复议；对行政复议决定不服的，"
        "可以自收到行政复议决定书之日起十五日内向临江县人民法院提起行政诉讼。"
    ),
)
APPROVAL = ProvidedInformation(
    name="关于翠屏山风电场（一期）环境影响报告书的批复", form="纸质件", document_number="临环审〔2025〕18号", pages=12
)
OPINION = ProvidedInformation(name="专家评审意见", form="纸质件", pages=34)

_VARIANTS: dict[GrantVariant, dict[str, Any]] = {
    GrantVariant.PROVIDE_COPY: {"annexes": (APPROVAL.name, OPINION.name)},
    GrantVariant.INFORM_WAY: {"way": "向临江县档案馆查阅大厅提出查阅", "time": "工作日9时至17时", "place": "县档案馆"},
    GrantVariant.ONSITE_VIEW: {
        "place": "临江县自然资源局一楼政务公开室",
        "time": "2026年11月16日至20日，每日9时至17时",
        "form_reason": "原件为大幅图纸，复制会损坏载体",
    },
    GrantVariant.ON_SPOT: {"handed_over_on": date(2026, 11, 6)},
    GrantVariant.PUBLIC_INTEREST_OVERRIDE: {
        "public_interest_reason": "该信息直接关系周边居民的饮水安全",
        "third_party_basis": ARTICLE + "第三十二条",
        "annexes": (APPROVAL.name,),
    },
}


def grant(variant: GrantVariant = GrantVariant.PROVIDE_COPY, **changes: Any) -> GrantLetterContext:
    values = {
        **REQUEST,
        "title": "政府信息公开告知书",
        "basis": ARTICLE + "第三十六条第二项",
        "remedy": REMEDY,
        "variant": variant,
        "provided": (APPROVAL, OPINION) if variant is GrantVariant.PROVIDE_COPY else (APPROVAL,),
        **_VARIANTS[variant],
        **changes,
    }
    return GrantLetterContext(**values)


def outcome_letter(outcome: Outcome, **changes: Any) -> OutcomeLetterContext:
    partial = outcome is Outcome.PARTIAL_GRANT
    values: dict[str, Any] = {
        **REQUEST,
        "title": "政府信息部分公开告知书" if partial else "政府信息公开申请答复书",
        "basis": ARTICLE + "第三十六条",
        "outcome": outcome,
        "facts": ("本机关核查了有关事实", "第二段事实和理由。"),
        "detail": f"〈{DETAIL_LABELS[outcome]}〉" if outcome in DETAIL_LABELS else "",
        "remedy": REFUSAL_REMEDY if outcome.startswith("refusal") else REMEDY,
        "provided": (APPROVAL,) if partial else (),
        "withheld": (
            (
                WithheldPart(
                    what="鸟类迁徙影响专题报告中的机位坐标与工艺参数",
                    reason="涉及第三方商业秘密，第三方不同意公开",
                    basis=ARTICLE + "第十五条",
                ),
                WithheldPart(what="专家名单", reason="涉及个人隐私。", basis=ARTICLE + "第十五条"),
            )
            if partial
            else ()
        ),
        **changes,
    }
    return OutcomeLetterContext(**values)


def consultation(kind: ConsultationKind, **changes: Any) -> ConsultationContext:
    values: dict[str, Any] = {
        **LETTER,
        "addressee": "东岭翠屏风电有限公司",
        "organisation": True,
        "number": "临资公征〔2026〕3号",
        "consultation": kind,
        "registration_number": "依申〔2026〕0440",
        "information": "翠屏山风电场（一期）鸟类迁徙影响专题报告",
        "reason": "该信息由你单位提交，可能涉及你单位的商业秘密",
        "basis": ARTICLE + "第三十二条",
        "reply_days": 15,
        "annexes": ("意见反馈表",),
        **changes,
    }
    return ConsultationContext(**values)


def receipt(**changes: Any) -> ReceiptContext:
    values: dict[str, Any] = {
        **REQUEST,
        "number": REQUEST["registration_number"],
        "reply_basis": ARTICLE + "第三十三条第二款",
        "reply_days": 20,
        "reply_due_on": date(2026, 11, 17),
        "materials": ("政府信息公开申请表1份", "身份证明复印件1份"),
        **changes,
    }
    return ReceiptContext(**values)


def correction_notice(**changes: Any) -> CorrectionNoticeContext:
    values: dict[str, Any] = {
        **REQUEST,
        "number": "临资公补〔2026〕2号",
        "signed_on": date(2026, 10, 22),
        "basis": ARTICLE + "第三十条",
        "items": (
            CorrectionItem(
                unclear="未写明申请公开的政府信息的名称、文号或者便于查询的其他特征描述",
                how="写明所需批复的项目名称、作出时间或者文号",
            ),
            CorrectionItem(unclear="未提供身份证明", how="提供有效身份证件复印件。"),
        ),
        "deadline": date(2026, 11, 5),
        "submit_to": "邮寄至临江县自然资源局政务公开办公室",
        "annexes": ("政府信息公开申请补正表",),
        **changes,
    }
    return CorrectionNoticeContext(**values)


def extension_notice(**changes: Any) -> ExtensionNoticeContext:
    values: dict[str, Any] = {
        **REQUEST,
        "number": "临资公延〔2026〕1号",
        "basis": ARTICLE + "第三十三条第二款",
        "history": History(correction=HISTORY.correction),
        "first_due_on": date(2026, 11, 17),
        "workdays": 20,
        "reason": "所涉档案数量较多，需要逐件审查",
        "due_on": date(2026, 12, 15),
        **changes,
    }
    return ExtensionNoticeContext(**values)


def justification_notice(**changes: Any) -> JustificationNoticeContext:
    values: dict[str, Any] = {
        **REQUEST,
        "statistics": ("2026年1月1日至10月20日共提出政府信息公开申请126件", "其中10月1日至20日提出41件"),
        "deadline": date(2026, 11, 13),
        "basis": ARTICLE + "第三十五条",
        **changes,
    }
    return JustificationNoticeContext(**values)


def deferral_notice(**changes: Any) -> DeferralNoticeContext:
    values: dict[str, Any] = {
        **REQUEST,
        "reasons_received_on": date(2026, 10, 30),
        "until": date(2026, 12, 25),
        "reason": "申请涉及的档案数量大，需要逐件检索",
        "basis": ARTICLE + "第三十五条",
        **changes,
    }
    return DeferralNoticeContext(**values)


def withdrawal_confirm(**changes: Any) -> WithdrawalConfirmContext:
    return WithdrawalConfirmContext(**{**REQUEST, "withdrawn_on": date(2026, 10, 30), "way": "书面", **changes})


def deadline_sheet(**changes: Any) -> DeadlineSheetContext:
    days: list[DayLine] = [DayLine(day=date(2026, 10, 20), mark="收到日", source="当日不计")]
    count = 0
    for offset in range(1, 29):
        day = date(2026, 10, 20) + timedelta(days=offset)
        working = day.weekday() < 5
        count += working
        days.append(DayLine(day=day, count=count if working else None, mark="工作日" if working else "休息"))
    values: dict[str, Any] = {
        "agency": "临江县自然资源局",
        "registration_number": "依申〔2026〕0440",
        "subject": "答复期限",
        "result": "答复期限于2026年11月17日（周二）届满",
        "steps": ("2026年10月20日收到申请，当日不计入（第三十三条第二款）", "自次日起数满20个工作日"),
        "days": tuple(days),
        "made_on": date(2026, 11, 6),
        "calendar_state": "日历依据国办发明电〔2025〕7号，覆盖至2026年12月31日",
        **changes,
    }
    return DeadlineSheetContext(**values)


def all_letters() -> dict[str, Any]:
    """Every letter by the name of its golden file."""
    letters: dict[str, Any] = {
        "receipt": receipt(),
        "receipt_provisional": receipt(reply_due_on=None, missing_year=2027, materials=()),
        "receipt_rectify": receipt(rectify=True, reply_basis="", reply_days=0, reply_due_on=None, materials=()),
        "correction_notice": correction_notice(),
        "extension_notice": extension_notice(),
        "extension_notice_provisional": extension_notice(due_on=None, missing_year=2027, history=HISTORY),
        "justification_notice": justification_notice(),
        "delay_35_notice": deferral_notice(),
        "withdrawal_confirm": withdrawal_confirm(),
        "deadline_sheet": deadline_sheet(),
        "deadline_sheet_provisional": deadline_sheet(provisional=True),
        "grant_history_items": grant(
            history=HISTORY,
            items=(
                ItemConclusion(subject="环境影响报告书的批复", conclusion="可以公开，随本告知书提供"),
                ItemConclusion(subject="专家评审意见", conclusion="可以公开。"),
            ),
        ),
    }
    letters["grant_own_words"] = grant(
        facts=(
            "批复由本机关制作，评审意见由本机关在审查环境影响报告书时取得并保存",
            "鸟类迁徙影响专题报告另行答复。",
        )
    )
    letters["grant_deferred"] = grant(
        history=History(
            justified_on=date(2026, 10, 30),
            deferral=DeferralPast(
                notified_on=date(2026, 11, 2), number="临资公延〔2026〕2号", until=date(2026, 12, 25)
            ),
        )
    )
    letters["grant_ordered"] = grant(
        history=History(
            ordered=OrderedPast(
                verdict="撤销该答复，责令本机关重新答复",
                body="临江县人民政府",
                decision="行政复议决定",
                decided_on=date(2026, 10, 30),
                decision_number="临政复决〔2026〕7号",
                replied_on=date(2026, 10, 23),
                number="临资公复〔2026〕2号",
            )
        )
    )
    from tests.templates.fee_letters import fee_letters  # noqa: PLC0415 - it fills in what stands above

    letters |= fee_letters()
    from tests.templates.sample_sheets import sheets  # noqa: PLC0415 - as above

    letters |= sheets()
    from tests.templates.sample_notices import notice_letters  # noqa: PLC0415 - likewise

    letters |= notice_letters()
    from tests.templates.sample_disputes import dispute_letters  # noqa: PLC0415 - likewise

    letters |= dispute_letters()
    letters["partial_not_gov_info"] = outcome_letter(Outcome.PARTIAL_GRANT, variant="withheld_other")
    letters |= {f"consultation.{kind}": consultation(kind) for kind in ConsultationKind}
    letters["consultation.agency_dated"] = consultation(ConsultationKind.AGENCY, reply_by=date(2026, 11, 27))
    letters |= {f"grant.{variant}": grant(variant) for variant in GrantVariant}
    letters |= {f"outcome.{outcome}": outcome_letter(outcome) for outcome in Outcome if outcome is not Outcome.GRANT}
    return letters


KINDS_WITH_LETTER = frozenset(DocumentKind)
