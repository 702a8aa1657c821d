"""Filled contexts of the letters around a consultation, about records, and of the forms. All of it is fictitious."""

from datetime import date
from typing import Any

from law.terms import AccessForm, DeliveryMethod, Rectification
from templates.context_base import ConsultationPast
from templates.form_contexts import ApplicationFormContext, CorrectionFormContext, OpinionFormContext
from templates.notice_contexts import (
    AssistLetterContext,
    ConsultationToldContext,
    CorrigendumContext,
    OpinionConfirmationContext,
    RectifyNoticeContext,
    ThirdPartyNoticeContext,
    WordChange,
)
from templates.notice_texts import CONFIRM_FORM_NAME
from tests.templates.sample_letters import ARTICLE, LETTER, REMEDY, REQUEST

__all__ = ["notice_letters"]

_PARTY: dict[str, Any] = {
    **LETTER,
    "addressee": "东岭翠屏风电有限公司",
    "organisation": True,
    "registration_number": REQUEST["registration_number"],
    "consultation_number": "临资公征〔2026〕3号",
    "consulted_on": date(2026, 10, 27),
    "information": "翠屏山风电场（一期）鸟类迁徙影响专题报告",
    "basis": ARTICLE + "第三十二条",
}


def opinion_confirmation(**changes: Any) -> OpinionConfirmationContext:
    values: dict[str, Any] = {
        **_PARTY,
        "number": "临资公征〔2026〕4号",
        "told_on": date(2026, 11, 3),
        "way": "电话",
        "opinion": "部分同意",
        "statement": "报告正文可以公开，机位坐标和工艺参数涉及商业秘密，不同意公开",
        "reply_by": date(2026, 11, 13),
        "annexes": (CONFIRM_FORM_NAME,),
        **changes,
    }
    return OpinionConfirmationContext(**values)


def consultation_told(**changes: Any) -> ConsultationToldContext:
    values: dict[str, Any] = {
        **REQUEST,
        "number": "临资公征〔2026〕5号",
        "consultations": (
            ConsultationPast(whom="第三方", sent_on=date(2026, 10, 27)),
            ConsultationPast(whom="有关机关", sent_on=date(2026, 10, 28)),
        ),
        "basis": ARTICLE + "第三十三条第三款",
        **changes,
    }
    return ConsultationToldContext(**values)


def third_party_notice(**changes: Any) -> ThirdPartyNoticeContext:
    values: dict[str, Any] = {
        **_PARTY,
        "number": "临资公征〔2026〕6号",
        "opinion": "不同意公开",
        "answered_on": date(2026, 11, 4),
        "reason": "该报告所涉水源地供应周边三个村的饮用水，公开带来的公共利益明显大于对你单位的影响",
        "basis": f"{ARTICLE}第十五条、第三十二条",
        "hold_days": 7,
        "remedy": REMEDY,
        **changes,
    }
    return ThirdPartyNoticeContext(**values)


def assist_letter(**changes: Any) -> AssistLetterContext:
    values: dict[str, Any] = {
        **LETTER,
        "number": "临资公协〔2026〕1号",
        "addressee": "临江县不动产登记中心",
        "organisation": True,
        "registration_number": REQUEST["registration_number"],
        "request_text": REQUEST["request_text"],
        "matter": "检索你单位保管的翠屏山风电场（一期）用地、环评档案，并就能否公开提出意见",
        "requirements": (
            "写明检索的系统或者档案库房、时间范围、关键词、检索人和检索结果，并附结果截图",
            "检索到的，提供全文；未检索到的，书面说明检索经过",
        ),
        "deadline": date(2026, 11, 11),
        "basis": ARTICLE + "第四十五条",
        **changes,
    }
    return AssistLetterContext(**values)


def rectify_notice(result: Rectification = Rectification.CORRECTED, **changes: Any) -> RectifyNoticeContext:
    values: dict[str, Any] = {
        **REQUEST,
        "number": "临资公告〔2026〕6号",
        "request_text": "登记簿上房屋面积写成98.5平方米，应为89.5平方米，请更正。",
        "result": result,
        "record": "白石村三组21号房屋的不动产登记簿记载",
        "evidence": ("不动产权证书复印件", "房屋测绘报告"),
        "finding": "测绘报告和登记档案记载的面积均为89.5平方米，登记簿录入有误",
        "basis": ARTICLE + "第四十一条",
        "remedy": REMEDY,
    }
    if result is Rectification.CORRECTED:
        values["corrected"] = "房屋面积89.5平方米"
    if result in (Rectification.TRANSFERRED, Rectification.REFERRED):
        values["other_agency"] = "临江县住房和城乡建设局，电话0900-5550188"
        values["finding"] = "该记录由其他机关制作并保存"
    return RectifyNoticeContext(**{**values, **changes})


def corrigendum(**changes: Any) -> CorrigendumContext:
    values: dict[str, Any] = {
        **LETTER,
        "number": "临资公告〔2026〕7号",
        "old_title": "政府信息公开告知书",
        "old_number": "临资公复〔2026〕4号",
        "old_on": date(2026, 11, 6),
        "changes": (
            WordChange(wrong="翠屏山风力电场", right="翠屏山风电场"),
            WordChange(wrong="共21页", right="共12页"),
        ),
        **changes,
    }
    return CorrigendumContext(**values)


def application_form(**changes: Any) -> ApplicationFormContext:
    values: dict[str, Any] = {
        "registration_number": REQUEST["registration_number"],
        "agency": LETTER["signer"],
        "organisation": False,
        "name": "周长根",
        "identity": "居民身份证 990121196101109813",
        "phone": "19900000053",
        "email": "zhou@example.com",
        "address": "东岭省澜安市临江县青石渡镇白石村三组21号",
        "postcode": "990121",
        "legal_rep": "（无）",
        "contact": "周长根",
        "agent": "林晓 990121199003035522",
        "information": "青石渡镇白石村三组集体土地的征地批复文件。",
        "hint": "临政地〔2025〕12号",
        "forms": (AccessForm.PAPER,),
        "delivery": DeliveryMethod.POST,
        "accessibility_help": True,
        "oral_writer": "王敏",
        **changes,
    }
    return ApplicationFormContext(**values)


def notice_letters() -> dict[str, Any]:
    """Every letter and form of this part by the name of its golden file."""
    return {
        "consultation_confirm": opinion_confirmation(),
        "consultation_applicant_notice": consultation_told(),
        "third_party_disclosure_notice": third_party_notice(),
        "third_party_disclosure_notice.silent": third_party_notice(
            opinion="", answered_on=None, public_interest=False, hold_days=0, reason="该信息已经依法登载于登记簿"
        ),
        "assist_letter": assist_letter(),
        "assist_letter.rectify": assist_letter(rectify=True, number="临资公协〔2026〕2号"),
        **{f"rectify_notice.{result}": rectify_notice(result) for result in Rectification},
        "corrigendum": corrigendum(),
        "application_form": application_form(),
        "application_form.blank": ApplicationFormContext(agency=LETTER["signer"]),
        "correction_form": CorrectionFormContext(
            registration_number=REQUEST["registration_number"],
            number="临资公补〔2026〕2号",
            addressee="阿依古丽·买买提",
            points=("未写明所需批复的项目名称", "未提供身份证明"),
        ),
        "correction_form.blank": CorrectionFormContext(),
        "opinion_form": OpinionFormContext(
            registration_number=REQUEST["registration_number"],
            number="临资公征〔2026〕3号",
            information="翠屏山风电场（一期）鸟类迁徙影响专题报告",
        ),
        "opinion_form.blank": OpinionFormContext(),
    }
