"""One filled context per internal sheet. All names, numbers and events are fictitious."""

from datetime import date
from typing import Any

from law.terms import SecrecyConclusion
from templates.sheet_contexts import (
    ApprovalContext,
    CaseCoverContext,
    CaseIndexContext,
    CaseNoteContext,
    ContactLine,
    ContactRecordContext,
    ExtensionApprovalContext,
    IndexLine,
    MailLine,
    MailProofContext,
    PathLine,
    ProactiveTransferContext,
    RegistrationSheetContext,
    SearchLine,
    SearchRecordContext,
    SecrecyReviewContext,
    ServiceReceiptContext,
    SignedWords,
)

CASE: dict[str, Any] = {
    "agency": "临江县自然资源局",
    "registration_number": "依申〔2026〕440号",
    "applicant": "周长根",
    "request_title": "青石渡镇白石村征地批复",
    "made_on": date(2026, 11, 20),
}
TEXT = "申请公开青石渡镇白石村三组集体土地的征地批复文件，以及勘测定界图、征地补偿安置方案公告。"


def registration_sheet(**changes: Any) -> RegistrationSheetContext:
    values: dict[str, Any] = {
        **CASE,
        "request_text": TEXT,
        "channel": "EMS/挂号",
        "received": "2026年10月20日（周二），签收之日为收到日（第三十一条）",
        "proof": "邮件号1000000000001，签收日期2026年10月20日",
        "applicant_type": "公民",
        "identity": "居民身份证9901**********9813",
        "contact": "1990000****",
        "address": "东岭省澜安市临江县青石渡镇白石村三组21号",
        "others": "代理人：王敏（授权委托书在卷）",
        "access": "纸质",
        "delivery": "邮寄",
        "purpose": "了解征地情况",
        "hint": "东国土资地〔2019〕10号",
        "place": "第1件，来件共2件",
        "missing": ("申请人没有提供身份证明",),
        "due": "2026年11月17日（周二）前答复",
        "handler": "王敏",
        "registered_by": "李工",
        "registered_on": date(2026, 10, 20),
        "remark": "申请人阅读有困难，需要协助",
        **changes,
    }
    return RegistrationSheetContext(**values)


def search_record(**changes: Any) -> SearchRecordContext:
    searches = (
        SearchLine(
            on=date(2026, 10, 22),
            systems="档案管理系统、公文系统",
            period="2019年至2026年",
            keywords="征地、白石村",
            searcher="李工",
            result="未检索到",
            reviewer="周科长",
        ),
        SearchLine(
            on=date(2026, 10, 23),
            systems="机关档案室",
            period="2008年至2018年",
            keywords="白石村三组",
            searcher="王敏",
            result="检索到勘测定界图1份，未见批复",
        ),
    )
    return SearchRecordContext(**{**CASE, "searches": searches, **changes})


def secrecy_review(**changes: Any) -> SecrecyReviewContext:
    values: dict[str, Any] = {
        **CASE,
        "information": "青石渡镇白石村征地批复（3页）",
        "intended": "予以公开",
        "basis": "《中华人民共和国政府信息公开条例》第十七条",
        "first": SignedWords(words="已逐页核对，无密级标志", name="王敏", on=date(2026, 11, 9)),
        "second": SignedWords(words="同意初审意见", name="周科长", on=date(2026, 11, 9)),
        "conclusion": SecrecyConclusion.DISCLOSABLE.label,
        "note": "不涉及国家秘密、商业秘密和个人隐私",
        **changes,
    }
    return SecrecyReviewContext(**values)


def approval(**changes: Any) -> ApprovalContext:
    values: dict[str, Any] = {
        **CASE,
        "request_text": TEXT,
        "received": "2026年10月20日以EMS/挂号方式收到",
        "due": "2026年12月15日（周二），已延长20个工作日",
        "course": ("2026年10月22日要求补正，10月26日收到补正", "2026年11月4日批准延长20个工作日"),
        "path": (
            PathLine(question="有没有", answer="已检索到", article="第三十六条第四项"),
            PathLine(question="给不给", answer="可以公开", article="第三十六条第二项"),
        ),
        "outcome": "予以公开",
        "articles": "第三十六条第二项",
        "reasons": "该信息由本机关制作，不属于不予公开的情形",
        "evidence": ("拟提供件副本：征地批复复印件3页，已核对",),
        "reply": "政府信息公开告知书 临资公复〔2026〕4号",
        "handler": SignedWords(words="拟予以公开，请审核", name="王敏", on=date(2026, 11, 10)),
        "reviewer": SignedWords(words="审核通过", name="周科长", on=date(2026, 11, 11)),
        "head": SignedWords(words="同意", name="赵主任", on=date(2026, 11, 12)),
        "one_person": "本机关审核方式为单人办理，本件未经他人审核。",
        "overridden": ("C01 答复晚于期限，理由：申请人书面同意",),
        **changes,
    }
    return ApprovalContext(**values)


def extension_approval(**changes: Any) -> ExtensionApprovalContext:
    values: dict[str, Any] = {
        **CASE,
        "first_due": "2026年11月17日（周二）",
        "days": 20,
        "extended_due": "2026年12月15日（周二）",
        "reason": "资料数量大，须逐份核对",
        "basis": "《中华人民共和国政府信息公开条例》第三十三条第二款",
        "requester": SignedWords(words="拟延长20个工作日", name="王敏", on=date(2026, 11, 3)),
        "approver": SignedWords(words="同意延长20个工作日", name="赵主任", on=date(2026, 11, 4)),
        "notice": "延期答复告知书 临资公延〔2026〕1号，2026年11月4日寄出",
        **changes,
    }
    return ExtensionApprovalContext(**values)


def contact_record(**changes: Any) -> ContactRecordContext:
    contacts = (
        ContactLine(
            on=date(2026, 10, 21),
            how="电话",
            number="1990000****",
            words="告知已收到申请，预计答复日期；申请人表示需要纸质件",
            recorder="王敏",
        ),
        ContactLine(on=date(2026, 10, 28), how="来访", words="申请人到场说明所需地块的位置", recorder="李工"),
    )
    return ContactRecordContext(**{**CASE, "contacts": contacts, **changes})


def service_receipt(**changes: Any) -> ServiceReceiptContext:
    values: dict[str, Any] = {
        **CASE,
        "document": "政府信息公开告知书",
        "number": "临资公复〔2026〕4号",
        "dated_on": date(2026, 11, 12),
        "addressee": "周长根",
        "place": "东岭省澜安市临江县青石渡镇白石村三组21号",
        **changes,
    }
    return ServiceReceiptContext(**values)


def mail_proof(**changes: Any) -> MailProofContext:
    mails = (
        MailLine(
            document="政府信息公开告知书 临资公复〔2026〕4号",
            addressee="周长根",
            address="东岭省澜安市临江县青石渡镇白石村三组21号",
            carrier="邮政EMS",
            tracking_number="1000000000001",
            posted_on=date(2026, 11, 12),
            result="2026年11月14日由本人签收（邮政签收查询）",
        ),
    )
    return MailProofContext(**{**CASE, "mails": mails, **changes})


def proactive_transfer(**changes: Any) -> ProactiveTransferContext:
    values: dict[str, Any] = {
        **CASE,
        "information": "青石渡镇白石村征地批复（3页）",
        "reply": "临资公复〔2026〕4号，予以公开",
        "reason": "多个申请人就相同政府信息提出申请，且该信息可以公开",
        "basis": "《中华人民共和国政府信息公开条例》第四十四条、第二十六条",
        "period": "自该信息形成或者变更之日起20个工作日内；已逾期的及时公开",
        "transferor": SignedWords(words="拟移送", name="王敏", on=date(2026, 11, 20)),
        "receiver": SignedWords(words="已接收", name="李工", on=date(2026, 11, 20)),
        **changes,
    }
    return ProactiveTransferContext(**values)


def case_cover(**changes: Any) -> CaseCoverContext:
    values: dict[str, Any] = {
        **CASE,
        "volume": "可供查阅册",
        "received": "2026年10月20日",
        "closed": "2026年11月14日",
        "outcome": "予以公开",
        "handler": "王敏",
        "volumes": ("可供查阅册：8件，已知12页", "不可查阅册：2件，已知3页"),
        "retention": "10年",
        "archive_number": "2026-033",
        **changes,
    }
    return CaseCoverContext(**values)


def case_index(**changes: Any) -> CaseIndexContext:
    values: dict[str, Any] = {
        **CASE,
        "open_lines": (
            IndexLine(place=1, name="政府信息公开申请表", day="2026-10-20", pages="1–2"),
            IndexLine(
                place=2, name="政府信息公开告知书", number="临资公复〔2026〕4号", day="2026-11-12", remark="正本"
            ),
        ),
        "closed_lines": (IndexLine(place=1, name="身份证明", day="2026-10-20", pages="1", remark="个人信息"),),
        "note": "“—”表示该件页数待装订时清点。",
        "volume": "可供查阅册",
        **changes,
    }
    return CaseIndexContext(**values)


def case_note(**changes: Any) -> CaseNoteContext:
    values: dict[str, Any] = {
        **CASE,
        "volumes": ("可供查阅册：8件，已知12页", "不可查阅册：2件，已知3页"),
        "lacking": ("答复文书没有送达凭证",),
        "explanation": "申请原件随信访件移交，卷内为复印件",
        "made": SignedWords(words="已按顺序整理", name="王敏", on=date(2026, 11, 20)),
        "checked": SignedWords(words="已核对", name="周科长", on=date(2026, 11, 20)),
        **changes,
    }
    return CaseNoteContext(**values)


def sheets() -> dict[str, Any]:
    """Every sheet by the name of its golden file; those that are filled in by hand once more blank."""
    unsigned = SignedWords()
    return {
        "registration_sheet": registration_sheet(),
        "search_record": search_record(),
        "secrecy_review": secrecy_review(),
        "secrecy_review_blank": secrecy_review(
            intended="", first=unsigned, second=unsigned, conclusion="", note="", made_on=date(2026, 11, 6)
        ),
        "approval": approval(),
        "approval_unsigned": approval(
            course=(), path=(), reasons="", evidence=(), reply="", handler=unsigned, reviewer=unsigned, head=unsigned,
            one_person="", overridden=(),
        ),
        "extension_approval": extension_approval(),
        "contact_record": contact_record(),
        "service_receipt": service_receipt(),
        "service_receipt_served": service_receipt(
            way="邮寄",
            sent="2026年11月12日以邮政EMS寄出，邮件号1000000000001",
            receiver="本人",
            served_on=date(2026, 11, 14),
            proof="邮政签收查询",
            relation="王敏，同住成年家属",
            witnesses="李工、周科长",
            sender="王敏",
        ),
        "mail_proof": mail_proof(),
        "proactive_transfer": proactive_transfer(),
        "case_cover": case_cover(),
        "case_index": case_index(),
        "case_note": case_note(),
    }  # fmt: skip
