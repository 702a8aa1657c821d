"""One filled context per document of a dispute. All names, numbers and events are fictitious."""

from dataclasses import replace
from datetime import date
from typing import Any

from law.dispute_terms import Forum, Instance
from templates.dispute_contexts import (
    AgentLine,
    AnswerLetter,
    AskedLine,
    BundleCoverContext,
    BundleIndexContext,
    CourseLine,
    DefenceContext,
    DisputeHead,
    DisputePaperContext,
    EvidenceLine,
    EvidenceListContext,
    IndexLine,
    OpinionItem,
    OpinionReportContext,
    PerformanceReportContext,
    PerformedLine,
    PowerOfAttorneyContext,
    ReasonAnswer,
    ReconAnswerContext,
    RepresentativeContext,
    SlipClock,
)
from templates.sheet_base import SignedWords

AGENCY = "临江县自然资源局"
ADDRESS = "东岭省澜安市临江县滨河路9号"
RECON = DisputeHead(
    forum=Forum.RECONSIDERATION,
    body="临江县人民政府",
    case_number="临政复〔2026〕31号",
    applicants=("周长根",),
    respondent=AGENCY,
    third_parties=("青石渡镇白石村村民委员会",),
)
COURT = DisputeHead(
    forum=Forum.LITIGATION,
    body="临江县人民法院",
    case_number="（2026）东9901行初58号",
    applicants=("周长根", "赵秀兰"),
    respondent=AGENCY,
    third_parties=("青石渡镇白石村村民委员会",),
    co_respondents=("临江县人民政府",),
)
APPEAL = replace(
    COURT, instance=Instance.SECOND, body="澜安市中级人民法院", case_number="（2027）东99行终6号", third_parties=()
)
AGENTS = (
    AgentLine(name="王敏", post="临江县自然资源局政策法规股股长", phone="0900-5550101"),
    AgentLine(name="李工", post="东岭某某律师事务所律师", phone="0900-5550102", identity="19901202610000001"),
)
REPLY = "2026年11月16日作出的《政府信息不予公开告知书》（临资公复〔2026〕12号）"
ASKED = AskedLine(
    registration_number="依申〔2026〕440号",
    received="2026年10月20日，申请人以邮寄方式提出政府信息公开申请，本机关于当日签收",
    text="申请公开青石渡镇白石村三组集体土地的征地批复文件，以及勘测定界图、征地补偿安置方案公告。",
)
COURSE = (
    CourseLine(
        on=date(2026, 10, 20),
        what="签收申请，登记为依申〔2026〕440号",
        due_text="自次日起20个工作日，2026年11月17日届满",
        basis="条例第三十一条、第三十三条",
    ),
    CourseLine(on=date(2026, 10, 22), what="检索档案管理系统、公文系统和机关档案室，找到批复和勘测定界图"),
    CourseLine(
        on=date(2026, 10, 26),
        what="书面征求第三方意见",
        due_text="征求意见期间不计入，已用3个工作日",
        basis="条例第三十二条、第三十三条",
    ),
    CourseLine(on=date(2026, 11, 9), what="收到第三方书面意见，不同意公开并说明理由", due_text="2026年12月1日届满"),
    CourseLine(on=date(2026, 11, 16), what="作出答复，同日以邮政特快专递交邮", basis="条例第三十六条"),
    CourseLine(on=date(2026, 11, 18), what="申请人签收"),
)


def recon_answer(**changes: Any) -> ReconAnswerContext:
    values = _answer() | {
        "number": "临资公诉〔2026〕1号",
        "addressee": RECON.body,
        "signed_on": date(2026, 12, 10),
        "head": RECON,
        "copy_received_on": date(2026, 12, 2),
        "claims": "撤销被申请人作出的不予公开告知书，责令被申请人限期公开所申请的信息",
        "request": "被申请人作出的答复认定事实清楚，证据确凿，适用依据正确，程序合法，内容适当，请予维持",
        "request_basis": "《中华人民共和国行政复议法》第六十八条",
        "reasons": (
            ReasonAnswer(
                claim="征地批复早已实施，不存在不能公开的理由",
                answer="批复本身已向申请人公开，不予公开的仅为补偿登记中他人的身份证号码、银行账号，见证据6、7",
            ),
            ReasonAnswer(claim="答复超过法定期限", answer="征求第三方意见的时间不计入期限，答复在期限届满前作出"),
        ),
        **changes,
    }
    return ReconAnswerContext(**values)


def defence(**changes: Any) -> DefenceContext:
    values = _answer() | {
        "number": "临资公诉〔2026〕2号",
        "addressee": COURT.body,
        "signed_on": date(2026, 12, 14),
        "head": COURT,
        "copy_received_on": date(2026, 12, 3),
        "claims": "撤销被告作出的不予公开告知书和被告临江县人民政府作出的行政复议决定",
        "request": "被告作出的答复证据确凿，适用法律、法规正确，符合法定程序，请依法判决驳回原告的诉讼请求",
        "request_basis": "《中华人民共和国行政诉讼法》第六十九条",
        "reasons": (ReasonAnswer(claim="被告没有区分处理", answer="可以公开的部分已经提供，见证据6"),),
        "copies": 3,
        **changes,
    }
    return DefenceContext(**values)


def _answer() -> dict[str, Any]:
    return {
        "signer": AGENCY,
        "contact_person": "王敏",
        "contact_phone": "0900-5550101",
        "annexes": ("证据目录和证据材料", "授权委托书、法定代表人身份证明"),
        "address": ADDRESS,
        "representative": "陈立",
        "representative_post": "局长",
        "agents": AGENTS,
        "attacked": (REPLY,),
        "asked": (ASKED,),
        "course": COURSE,
        "period": ("收到申请当日不计入，自2026年10月21日起算", "10月26日至11月9日征求第三方意见，不计入期限"),
        "facts": (
            "所申请的征地批复、勘测定界图由本机关保存，已向申请人提供",
            "补偿登记表含有他人的身份证号码和银行账号",
        ),
        "evidence": "以上事实有证据1至7证明，见证据目录",
        "law": (
            "《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私等公开会对第三方合法权益造成损害的，不得公开",
            "《中华人民共和国政府信息公开条例》第三十六条第三项",
        ),
        "copies": 2,
    }


def evidence_list(**changes: Any) -> EvidenceListContext:
    lines = (
        EvidenceLine(
            number=1,
            name="政府信息公开申请表及邮寄信封",
            source="申请人提交",
            made_on=date(2026, 10, 20),
            pages="1–3",
            proves="申请的内容、提出方式和收到日期",
        ),
        EvidenceLine(
            number=2,
            name="检索记录",
            source="本机关制作",
            made_on=date(2026, 10, 22),
            pages="4–5",
            proves="已尽合理检索义务",
        ),
        EvidenceLine(
            number=3,
            name="第三方意见反馈表",
            source="第三方提交",
            made_on=date(2026, 11, 9),
            pages="1",
            proves="征求意见的结果",
            viewable=False,
            why="涉及个人隐私",
        ),
        EvidenceLine(
            number=4,
            name="政府信息不予公开告知书（临资公复〔2026〕12号）",
            source="本机关制作",
            made_on=date(2026, 11, 16),
            pages="6–7",
            proves="答复的内容和依据",
        ),
        EvidenceLine(number=5, name="答复的邮寄凭证", proves="答复按期送达", missing=True),
        EvidenceLine(
            number=6,
            name="情况说明",
            source="本机关制作",
            made_on=date(2026, 12, 4),
            pages="8",
            proves="批复的保存情况",
            after_reply=True,
        ),
    )
    values: dict[str, Any] = {
        "head": RECON,
        "signer": AGENCY,
        "signed_on": date(2026, 12, 10),
        "lines": lines,
        "note": "复议期间，被申请人不得自行向申请人和其他有关单位或者个人收集证据（行政复议法第四十六条）",
        "restriction": "标为“否”的证据涉及个人隐私，不予查阅、复制（行政复议法第四十七条）",
        "submitter": "王敏",
        **changes,
    }
    return EvidenceListContext(**values)


def power_of_attorney(**changes: Any) -> PowerOfAttorneyContext:
    values: dict[str, Any] = {
        "head": COURT,
        "signer": AGENCY,
        "signed_on": date(2026, 12, 14),
        "address": ADDRESS,
        "representative": "陈立",
        "representative_post": "局长",
        "agents": AGENTS,
        "powers": ("代为提交答辩状和证据", "参加庭审，陈述、质证、辩论", "签收法律文书"),
        "term": "自签署之日起至本审级终结之日止",
        **changes,
    }
    return PowerOfAttorneyContext(**values)


def representative_certificate(**changes: Any) -> RepresentativeContext:
    values: dict[str, Any] = {
        "head": RECON,
        "signer": AGENCY,
        "signed_on": date(2026, 12, 10),
        "name": "陈立",
        "post": "局长",
        "identity": "9901**********0011",
        "address": ADDRESS,
        "phone": "0900-5550101",
        **changes,
    }
    return RepresentativeContext(**values)


def performance_report(**changes: Any) -> PerformanceReportContext:
    values: dict[str, Any] = {
        "number": "临资公诉〔2027〕1号",
        "addressee": RECON.body,
        "signer": AGENCY,
        "signed_on": date(2027, 3, 8),
        "contact_person": "王敏",
        "contact_phone": "0900-5550101",
        "annexes": ("重新作出的答复", "送达凭证"),
        "head": RECON,
        "decision": "行政复议决定书",
        "decision_number": "临政复决〔2027〕4号",
        "decided_on": date(2027, 1, 29),
        "served_on": date(2027, 2, 3),
        "ordered": "撤销临资公复〔2026〕12号告知书，责令本机关自收到决定之日起20个工作日内重新作出答复",
        "due": "自收到决定之日起20个工作日内，即2027年3月8日前",
        "performed": (
            PerformedLine(on=date(2027, 2, 24), what="重新检索并区分处理补偿登记表", proof="检索记录、区分处理记录"),
            PerformedLine(on=date(2027, 3, 2), what="重新作出答复（临资公复〔2027〕3号）", proof="告知书、呈批单"),
            PerformedLine(on=date(2027, 3, 4), what="答复送达申请人", proof="邮政签收记录"),
        ),
        "performed_on": date(2027, 3, 4),
        "basis": "《中华人民共和国行政复议法》第七十七条",
        **changes,
    }
    return PerformanceReportContext(**values)


def opinion_report(**changes: Any) -> OpinionReportContext:
    values: dict[str, Any] = {
        "number": "临资公诉〔2027〕2号",
        "addressee": RECON.body,
        "signer": AGENCY,
        "signed_on": date(2027, 3, 26),
        "contact_person": "王敏",
        "contact_phone": "0900-5550101",
        "annexes": ("区分处理工作规程",),
        "head": RECON,
        "opinion": "行政复议意见书",
        "opinion_number": "临政复意〔2027〕1号",
        "opinion_on": date(2027, 1, 29),
        "received_on": date(2027, 2, 3),
        "items": (
            OpinionItem(
                asked="没有区分可以公开和不得公开的内容", done="已对补偿登记表逐栏区分，可以公开的栏目已经提供"
            ),
            OpinionItem(asked="检索记录没有复核人", done="检索记录由业务复核人签字后方可入卷"),
        ),
        "measures": ("对2026年以来的不予公开答复逐件复查", "每季度抽查一次"),
        "basis": "《中华人民共和国行政复议法》第七十六条",
        **changes,
    }
    return OpinionReportContext(**values)


def paper_slip(**changes: Any) -> DisputePaperContext:
    values: dict[str, Any] = {
        "head": RECON,
        "signer": AGENCY,
        "signed_on": date(2026, 12, 2),
        "registration_numbers": "依申〔2026〕440号",
        "paper": "行政复议申请书副本、提出行政复议答复通知书",
        "paper_number": "临政复答〔2026〕31号",
        "dated_on": date(2026, 12, 1),
        "sent_by": "临江县人民政府",
        "received_on": date(2026, 12, 2),
        "way": "直接送达",
        "received_by": "李工",
        "summary": "申请人不服不予公开告知书，请求撤销并责令公开",
        "attached": ("行政复议申请书副本", "申请人提交的证据复印件"),
        "clocks": (
            SlipClock(
                what="提出书面答复，提交证据、依据和其他有关材料",
                due="2026年12月16日",
                counted="自收到申请书副本之日起10日，均为工作日",
                basis="行政复议法第四十八条、第八十八条",
                who="王敏",
            ),
        ),
        "handler": SignedWords(words="拟由法规股起草答复书，12月10日前送审", name="王敏", on=date(2026, 12, 2)),
        "head_words": SignedWords(words="同意", name="陈立", on=date(2026, 12, 3)),
        **changes,
    }
    return DisputePaperContext(**values)


def bundle_cover(**changes: Any) -> BundleCoverContext:
    values: dict[str, Any] = {
        "head": RECON,
        "signer": AGENCY,
        "signed_on": date(2026, 12, 10),
        "volume": "可供查阅册",
        "acts": (REPLY,),
        "registration_numbers": "依申〔2026〕440号",
        "count": 12,
        "pages": 46,
        "restriction": "涉及国家秘密、商业秘密、个人隐私的材料另册装订，不予查阅（行政复议法第四十七条）",
        "result": "审理中",
        "handler": "王敏",
        "retention": "30年",
        **changes,
    }
    return BundleCoverContext(**values)


def bundle_index(**changes: Any) -> BundleIndexContext:
    values: dict[str, Any] = {
        "head": RECON,
        "signer": AGENCY,
        "signed_on": date(2026, 12, 10),
        "volume": "可供查阅册",
        "lines": (
            IndexLine(
                number=1,
                title="行政复议答复书",
                document_number="临资公诉〔2026〕1号",
                dated_on=date(2026, 12, 10),
                first_page=1,
                last_page=5,
            ),
            IndexLine(number=2, title="证据目录", dated_on=date(2026, 12, 10), first_page=6, last_page=6),
            IndexLine(number=3, title="情况说明", dated_on=date(2026, 12, 4), remark="答复作出后形成"),
        ),
        "restriction": "涉及个人隐私的材料装入不可查阅册（行政复议法第四十七条）",
        **changes,
    }
    return BundleIndexContext(**values)


def dispute_letters() -> dict[str, Any]:
    """Every document of a dispute by the name of its golden file."""
    many = tuple(
        replace(COURSE[at % len(COURSE)], on=date(2026, 10, 20 + at % 10), what=f"第{at + 1}步：{COURSE[at % 6].what}")
        for at in range(40)
    )
    return {
        "recon_answer": recon_answer(),
        "recon_answer_bare": recon_answer(agents=(), reasons=(), period=(), copies=0, annexes=()),
        "recon_answer_long": recon_answer(course=many),
        "defence": defence(),
        "defence_appeal": defence(head=APPEAL, addressee=APPEAL.body),
        "defence_appealed": defence(head=replace(APPEAL, appealed=True), addressee=APPEAL.body),
        "evidence_list": evidence_list(),
        "evidence_list_court": evidence_list(
            head=COURT, lines=evidence_list().lines[:4], note="", restriction="", submitter=""
        ),
        "power_of_attorney": power_of_attorney(),
        "power_of_attorney_special": power_of_attorney(
            head=RECON, special=True, powers=("代为陈述、举证、质证", "代为进行和解、调解"), agents=AGENTS[:1]
        ),
        "representative_certificate": representative_certificate(),
        "performance_report": performance_report(),
        "performance_report_late": performance_report(
            head=COURT,
            addressee=COURT.body,
            due="",
            decision="行政判决书",
            decision_number="（2026）东9901行初58号",
            basis="《中华人民共和国行政诉讼法》第九十六条",
            late_reason="征求第三方意见超出预计，已向法院说明",
        ),
        "opinion_report": opinion_report(),
        "dispute_paper_slip": paper_slip(),
        "dispute_paper_slip_court": paper_slip(
            head=COURT,
            paper="传票",
            paper_number="",
            dated_on=None,
            sent_by=COURT.body,
            attached=(),
            clocks=(),
            received_by="",
        ),
        "bundle_cover": bundle_cover(),
        "bundle_index": bundle_index(),
    }


ANSWERS: tuple[AnswerLetter, ...] = (recon_answer(), defence(), defence(head=APPEAL, addressee=APPEAL.body))
