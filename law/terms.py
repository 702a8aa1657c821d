"""The field's terms: one English identifier and one Chinese label each.

Identifiers are what the database and the data files store; labels are what people read. A legal term is spelled as a
literal nowhere else. ``docs/glossary.md`` is generated from this module.
"""

from enum import StrEnum
from typing import Self

__all__ = [
    "AccessForm",
    "Act",
    "Addressee",
    "ApplicantType",
    "Channel",
    "ClockBase",
    "ClockStatus",
    "Concept",
    "Confidence",
    "ConsultationKind",
    "DayKind",
    "DeliveryMethod",
    "DocumentKind",
    "DocumentRemedy",
    "DocumentState",
    "EventKind",
    "Evidence",
    "FactKind",
    "FeeMethod",
    "FeeStatus",
    "IdentityKind",
    "NumberClass",
    "Opinion",
    "Outcome",
    "PaperSize",
    "ReceiverRelation",
    "Rectification",
    "RemedyClass",
    "RequestKind",
    "RequestStatus",
    "Role",
    "Sameness",
    "SecrecyConclusion",
    "ServiceMethod",
    "Term",
    "Urgency",
]


class Term(StrEnum):
    """A ``StrEnum`` whose members carry a Chinese ``label``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member whose value is the identifier alone."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Concept(Term):
    """The things and acts of the field, one word each in every room."""

    SUBMISSION = "submission", "一份申请（来件）"
    REQUEST = "request", "件（办理单位）"
    APPLICANT = "applicant", "申请人"
    AGENT = "agent", "代理人"
    RECEIPT = "receipt", "收到"
    REGISTRATION = "registration", "登记"
    CORRECTION = "correction", "补正"
    EXTENSION = "extension", "延长答复期限"
    THIRD_PARTY_CONSULTATION = "third_party_consultation", "征求第三方意见"
    AGENCY_CONSULTATION = "agency_consultation", "征求其他机关意见"
    JUSTIFICATION = "justification", "说明理由"
    SEARCH_RECORD = "search_record", "检索记录"
    REPLY = "reply", "答复"
    REPLY_PERIOD = "reply_period", "答复期限"
    SERVICE = "service", "送达"
    GRANT = "grant", "予以公开"
    PARTIAL_GRANT = "partial_grant", "部分公开"
    REFUSAL = "refusal", "不予公开"
    NOT_AVAILABLE = "not_available", "无法提供"
    NOT_PROCESSED = "not_processed", "不予处理"
    PROCESSING_FEE = "processing_fee", "信息处理费"
    FEE_NOTICE = "fee_notice", "收费通知"
    LEDGER = "ledger", "台账"
    ANNUAL_REPORT = "annual_report", "年度报告"
    RECONSIDERATION = "reconsideration", "行政复议"
    LITIGATION = "litigation", "行政诉讼"
    REMEDY_CLAUSE = "remedy_clause", "救济告知"
    DOCUMENT_NUMBER = "document_number", "文号"
    WORKING_DAY = "working_day", "工作日"
    MAKEUP_WORKING_DAY = "makeup_working_day", "调休上班"


class Confidence(Term):
    """How well a rule is attested (legend of the law files)."""

    FULL_TEXT = "A", "条文全文"
    AGREEING = "B", "多来源一致"
    SINGLE = "C", "单一转述"
    MEMORY = "M", "凭记忆，须核对"
    DERIVED = "D", "推导"


class Channel(Term):
    """How a submission reached the agency; it fixes the date of receipt (条例第三十一条)."""

    IN_PERSON = "in_person", "当面"
    ORAL = "oral", "口头"
    MAIL_SIGNED = "mail_signed", "EMS/挂号"
    ORDINARY_MAIL = "ordinary_mail", "平信"
    MAIL_SIGNED_OTHER_UNIT = "mail_signed_other_unit", "寄个人或科室"
    WEB = "web", "网页"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"


class ApplicantType(Term):
    """The six columns of table three of the annual report."""

    NATURAL_PERSON = "natural_person", "公民"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    PUBLIC_WELFARE = "public_welfare", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER_ORG = "other_org", "其他组织"


class IdentityKind(Term):
    """Identity documents that occur in requests."""

    RESIDENT_ID = "resident_id", "居民身份证"
    PASSPORT = "passport", "护照"
    HKMTP = "home_return_permit", "港澳居民来往内地通行证"
    TAIWAN_PERMIT = "taiwan_permit", "台湾居民来往大陆通行证"
    RESIDENCE_PERMIT = "residence_permit", "港澳台居民居住证"
    FOREIGN_PERMANENT = "foreign_permanent", "外国人永久居留身份证"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    LAWYER_LICENCE = "lawyer_licence", "律师执业证"
    OTHER = "other", "其他证件"
    NONE = "none", "未提供"


class AccessForm(Term):
    """In which form the applicant wants the information (条例第二十九条)."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子"
    INSPECTION = "inspection", "查阅"


class DeliveryMethod(Term):
    """By which way the applicant wants to obtain it (条例第二十九条)."""

    POST = "post", "邮寄"
    PICK_UP = "pick_up", "当面领取"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    WEB = "web", "平台下载"


class RequestKind(Term):
    """What was asked for; a correction of records (条例第四十一条) is no row of the annual report."""

    DISCLOSURE = "disclosure", "依申请公开"
    RECTIFY = "rectify", "更正信息"


class Rectification(Term):
    """What becomes of a request to correct records (条例第四十一条)."""

    CORRECTED = "corrected", "已更正"
    NOT_CORRECTED = "not_corrected", "不予更正"
    TRANSFERRED = "transferred", "转送"
    REFERRED = "referred", "告知向有权机关提出"


class RequestStatus(Term):
    """Where a request stands; derived from its events, never entered."""

    AWAITING_CONFIRMATION = "awaiting_confirmation", "待确认收到"
    IN_PROGRESS = "in_progress", "办理中"
    AWAITING_CORRECTION = "awaiting_correction", "等补正"
    AWAITING_JUSTIFICATION = "awaiting_justification", "等说明理由"
    CONSULTING = "consulting", "征求意见"
    AWAITING_PAYMENT = "awaiting_payment", "等缴费"
    DECIDED = "decided", "已定结果"
    DRAFTED = "drafted", "已拟稿"
    ISSUED = "issued", "待寄出"
    DISPATCHED = "dispatched", "待送达"
    CLOSED = "closed", "已办结"


class ClockStatus(Term):
    """State of the reply clock."""

    RUNNING = "running", "计时中"
    PAUSED = "paused", "停算中"
    AWAITING_CONFIRMATION = "awaiting_confirmation", "待确认收到"
    AWAITING_CORRECTION = "awaiting_correction", "等补正"
    AWAITING_PAYMENT = "awaiting_payment", "等缴费"
    DEEMED_ABANDONED = "deemed_abandoned", "视为放弃"
    STOPPED = "stopped", "已停止"


class ClockBase(Term):
    """The event from whose next day the reply period is counted."""

    RECEIVED = "received", "收到申请"
    CORRECTION_RECEIVED = "correction_received", "收到补正"
    FEE_PAID = "fee_paid", "完成缴费"
    REPLY_ORDERED = "reply_ordered", "收到责令重新答复的决定"


class Urgency(Term):
    """Urgency of an open request; always shown as icon, word and colour."""

    OVERDUE = "overdue", "已超期"
    TODAY = "today", "今日到期"
    SOON = "soon", "临近"
    PAUSED = "paused", "停算"
    PROVISIONAL = "provisional", "暂定"
    NORMAL = "normal", "正常"
    WAITING = "waiting", "待确认"
    CLOSED = "closed", "已办结"


class ConsultationKind(Term):
    """Whom the agency asks; silence means something different for each (条例第三十二、三十三、三十四条)."""

    THIRD_PARTY = "third_party_consultation", "征求第三方意见"
    CO_MAKER = "co_maker_consultation", "征求共同制作机关意见"
    AGENCY = "agency_consultation", "征求其他机关意见"


class Opinion(Term):
    """Answer of somebody consulted."""

    AGREE = "agree", "同意公开"
    PARTLY = "partly", "部分同意"
    REFUSE = "refuse", "不同意公开"
    OTHER = "other", "其他意见"


class ServiceMethod(Term):
    """How a document is served; it fixes the day on which a reply counts as made."""

    POST = "post", "邮寄"
    DIRECT = "direct", "直接送达"
    ENTRUSTED = "entrusted", "委托送达"
    ELECTRONIC = "electronic", "电子送达"
    COUNTER = "counter", "当场交付"
    LIEN = "lien", "留置送达"
    NOTICE = "notice", "公告送达"


class ReceiverRelation(Term):
    """Who signed for a document (民事诉讼法第八十八条 参照)."""

    SELF = "self", "本人"
    HOUSEHOLD = "household", "同住成年家属"
    MAIL_ROOM = "mail_room", "收发室、负责收件的人"
    AGENT = "agent", "代理人"
    DESIGNATED = "designated", "指定的代收人"


class DayKind(Term):
    """What a calendar day is and why."""

    WORKDAY = "workday", "工作日"
    MAKEUP = "makeup", "调休上班"
    HOLIDAY = "holiday", "放假"
    WEEKEND = "weekend", "休息"
    LOCAL_HOLIDAY = "local_holiday", "地方放假"


class RemedyClass(Term):
    """Which remedies a letter must name."""

    RECONSIDERATION_FIRST = "A", "先复议"
    EITHER = "B", "复议或诉讼"
    BY_PART = "AB", "分段告知"
    RECONSIDERATION_ONLY = "R", "只告知复议"
    NONE = "N", "不写救济"


class FeeMethod(Term):
    """By which standard a processing fee may be charged for a request (信息处理费管理办法第三条)."""

    BY_PIECE = "by_piece", "按件"
    BY_VOLUME = "by_volume", "按量"


class FeeStatus(Term):
    """How far the fee of a request has come; derived from its events, never from the day of the question."""

    NONE = "none", "未收费"
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "待通知"
    NOTICED = "noticed", "待寄出"
    SENT = "sent", "待送达"
    DUE = "due", "待缴费"
    PART_PAID = "part_paid", "部分缴纳"
    PAID = "paid", "已缴清"
    LAPSED = "lapsed", "逾期未缴"
    WAIVED = "waived", "不再收取"


class PaperSize(Term):
    """Sizes of paper as the volume standard counts them (信息处理费管理办法第五条)."""

    A4 = "a4", "A4及以下"
    A3 = "a3", "A3"
    A2 = "a2", "A2"
    A1 = "a1", "A1"
    A0 = "a0", "A0及以上"


class Sameness(Term):
    """What a person decided about two entries of the register of applicants."""

    SAME = "same", "同一申请人"
    MERGED = "merged", "合并计件"
    DIFFERENT = "different", "不是同一申请人"


class FactKind(Term):
    """How a fact that a reply needs is entered."""

    TEXT = "text", "一行文字"
    PARAGRAPH = "paragraph", "一段文字"
    LINES = "lines", "逐行列出"
    DATE = "date", "日期"
    COUNT = "count", "整数"
    CHOICE = "choice", "单选"
    CHOICES = "choices", "多选"
    FLAG = "flag", "是否"


class Outcome(Term):
    """The closed list of outcomes of a request."""

    ALREADY_PUBLIC = "already_public", "已主动公开"
    GRANT = "grant", "予以公开"
    PARTIAL_GRANT = "partial_grant", "部分公开"
    REFUSAL_SECRET = "refusal_secret", "不予公开·国家秘密"
    REFUSAL_LAW = "refusal_law", "不予公开·法律行政法规禁止"
    REFUSAL_SAFETY = "refusal_safety", "不予公开·三安全一稳定"
    REFUSAL_THIRD_PARTY = "refusal_third_party", "不予公开·第三方合法权益"
    REFUSAL_INTERNAL = "refusal_internal", "不予公开·内部事务信息"
    REFUSAL_PROCESS = "refusal_process", "不予公开·过程性信息"
    REFUSAL_CASE_FILE = "refusal_case_file", "不予公开·行政执法案卷"
    SPECIAL_QUERY = "special_query", "行政查询事项"
    NOT_EXIST = "not_exist", "信息不存在"
    NOT_THIS_AGENCY = "not_this_agency", "非本机关负责公开"
    NEEDS_PROCESSING = "needs_processing", "需另行制作、加工"
    UNCLEAR_AFTER_CORRECTION = "unclear_after_correction", "补正后仍不明确"
    PETITION = "petition", "信访举报投诉类"
    REPEAT_REQUEST = "repeat_request", "重复申请"
    PUBLICATION = "publication", "要求提供公开出版物"
    EXCESSIVE_REQUESTS = "excessive_requests", "无正当理由大量反复申请"
    CONFIRM_REISSUE = "confirm_reissue", "要求确认或重新出具已获取信息"
    ABANDONED_NO_CORRECTION = "abandoned_no_correction", "逾期不补正，不再处理"
    ABANDONED_NO_PAYMENT = "abandoned_no_payment", "逾期不缴费，不再处理"
    WITHDRAWN = "withdrawn", "申请人撤回"
    NOT_GOV_INFO = "not_gov_info", "不属于政府信息"
    OTHER = "other", "其他处理"


class Evidence(Term):
    """Evidence that an outcome needs before the reply is made (codes E1–E20)."""

    SEARCH_RECORD = "search_record", "检索记录"
    DUTY_BASIS = "duty_basis", "职责依据"
    CONSULTATION_RECORD = "consultation_record", "征求意见记录"
    PUBLIC_INTEREST_NOTE = "public_interest_note", "公共利益衡量"
    SECRECY_MARK = "secrecy_mark", "定密依据"
    LAW_PROHIBITION = "law_prohibition", "禁止公开的规定"
    HARM_NOTE = "harm_note", "危害后果说明"
    NATURE_NOTE = "nature_note", "信息属性认定"
    SEVERABILITY_NOTE = "severability_note", "能否区分处理的判断"
    PROVIDED_COPY = "provided_copy", "拟提供件副本"
    PUBLICATION_PROOF = "publication_proof", "主动公开证明"
    CORRECTION_RECORD = "correction_record", "补正记录"
    PRIOR_REPLY = "prior_reply", "前次答复"
    VOLUME_STATS = "volume_stats", "数量频次统计"
    JUSTIFICATION_RECORD = "justification_record", "说明理由记录"
    FEE_RECORD = "fee_record", "收费记录"
    FORM_NOTE = "form_note", "信息现有形态说明"
    SPECIAL_RULE = "special_rule", "特别规定"
    CONTENT_ANALYSIS = "content_analysis", "申请内容性质分析"
    WITHDRAWAL_SIGNED = "withdrawal_signed", "申请人签署的撤回"


class EventKind(Term):
    """What happened in law. Events are only ever appended."""

    REGISTERED = "registered", "登记"
    RECEIVED = "received", "收到申请"
    RECEIPT_CONFIRMED = "receipt_confirmed", "确认收到"
    CORRECTION_REQUESTED = "correction_requested", "要求补正"
    CORRECTION_RECEIVED = "correction_received", "收到补正"
    CORRECTION_LAPSED = "correction_lapsed", "逾期未补正"
    JUSTIFICATION_REQUESTED = "justification_requested", "要求说明理由"
    JUSTIFICATION_RECEIVED = "justification_received", "收到理由"
    JUSTIFICATION_ASSESSED = "justification_assessed", "理由审查结论"
    REPLY_DEFERRED = "reply_deferred", "延迟答复"
    CONSULTATION_SENT = "consultation_sent", "发出征求意见"
    CONSULTATION_SERVED = "consultation_served", "对方签收征求意见"
    CONSULTATION_ANSWERED = "consultation_answered", "收到意见"
    EXTENSION_APPROVED = "extension_approved", "批准延长"
    EXTENSION_NOTIFIED = "extension_notified", "告知延长"
    PAGES_COUNTED = "pages_counted", "计页"
    PIECES_SPLIT = "pieces_split", "拆分计件"
    FEE_PROPOSED = "fee_proposed", "提出收费"
    FEE_APPROVED = "fee_approved", "批准收费"
    FEE_DECLINED = "fee_declined", "不同意收费"
    FEE_NOTICED = "fee_noticed", "发出收费通知"
    FEE_SERVED = "fee_served", "申请人收到收费通知"
    FEE_PAID = "fee_paid", "缴费"
    FEE_REFUNDED = "fee_refunded", "退费"
    FEE_WAIVED = "fee_waived", "不再收费"
    FEE_LAPSED = "fee_lapsed", "逾期未缴费"
    SEARCH_RECORDED = "search_recorded", "检索"
    CONTACT_RECORDED = "contact_recorded", "联系记录"
    OUTCOME_DECIDED = "outcome_decided", "确定处理结果"
    DOCUMENT_DRAFTED = "document_drafted", "拟稿"
    DOCUMENT_ISSUED = "document_issued", "签发文书"
    DOCUMENT_DISPATCHED = "document_dispatched", "寄出文书"
    DOCUMENT_SERVED = "document_served", "送达"
    DOCUMENT_RETURNED = "document_returned", "退件"
    WITHDRAWN = "withdrawn", "申请人撤回"
    CLOSED = "closed", "办结"
    DRAFT_SUBMITTED = "draft_submitted", "提交审核"
    DRAFT_PASSED = "draft_passed", "审核通过"
    DRAFT_RETURNED = "draft_returned", "退回修改"
    DRAFT_APPROVED = "draft_approved", "批准文书"
    DRAFT_RECALLED = "draft_recalled", "撤回送审"
    FINDING_OVERRIDDEN = "finding_overridden", "放行检查结果"
    EXTENSION_REQUESTED = "extension_requested", "报批延期"
    EXTENSION_DECLINED = "extension_declined", "不同意延期"
    SECRECY_REVIEWED = "secrecy_reviewed", "保密审查"
    ASSIST_REQUESTED = "assist_requested", "请求协办"
    ASSIST_ANSWERED = "assist_answered", "收到协办回复"
    OPINION_TO_CONFIRM = "opinion_to_confirm", "请对方确认意见"
    CONSULTATION_TOLD = "consultation_told", "告知申请人征求意见"
    THIRD_PARTY_TOLD = "third_party_told", "告知第三方公开"
    RECTIFICATION_DECIDED = "rectification_decided", "更正处理"
    LETTER_CORRECTED = "letter_corrected", "更正文书"
    SERVICE_REFUSED = "service_refused", "拒收"
    ATTACHMENT_ADDED = "attachment_added", "添加附件"
    REPLY_ORDERED = "reply_ordered", "责令重新答复"
    EVENT_CORRECTED = "event_corrected", "更正记录"


class DocumentKind(Term):
    """Kinds of documents that this program issues or files."""

    APPLICATION_FORM = "application_form", "政府信息公开申请表"
    RECEIPT = "receipt", "接收回执"
    CORRECTION_NOTICE = "correction_notice", "补正告知书"
    EXTENSION_NOTICE = "extension_notice", "延期答复告知书"
    JUSTIFICATION_NOTICE = "justification_notice", "说明理由告知书"
    DELAY_35_NOTICE = "delay_35_notice", "延迟答复告知书"
    THIRD_PARTY_CONSULTATION = "third_party_consultation", "征求意见书"
    CO_MAKER_CONSULTATION = "co_maker_consultation", "征求意见书（共同制作）"
    AGENCY_CONSULTATION = "agency_consultation", "征求意见函"
    CONSULTATION_CONFIRM = "consultation_confirm", "征求意见确认函"
    CONSULTATION_APPLICANT_NOTICE = "consultation_applicant_notice", "征求意见告知书"
    THIRD_PARTY_DISCLOSURE_NOTICE = "third_party_disclosure_notice", "依申请公开告知书"
    ASSIST_LETTER = "assist_letter", "协办函"
    RECTIFY_NOTICE = "rectify_notice", "更正告知书"
    CORRIGENDUM = "corrigendum", "文书更正函"
    CORRECTION_FORM = "correction_form", "政府信息公开申请补正表"
    OPINION_FORM = "opinion_form", "意见反馈表"
    FEE_CALC = "fee_calc", "收费计算与审批单"
    FEE_NOTICE = "fee_notice", "收费通知书"
    FEE_WAIVER = "fee_waiver", "不再收取信息处理费告知书"
    OUTCOME_LETTER = "outcome_letter", "答复文书"
    WITHDRAWAL_CONFIRM = "withdrawal_confirm", "撤回确认书"
    DEADLINE_SHEET = "deadline_sheet", "期限计算说明"
    REGISTRATION_SHEET = "registration_sheet", "登记表"
    SEARCH_RECORD = "search_record", "检索记录"
    SECRECY_REVIEW = "secrecy_review", "保密审查表"
    APPROVAL = "approval", "审查呈批单"
    EXTENSION_APPROVAL = "extension_approval", "延期审批单"
    CONTACT_RECORD = "contact_record", "联系记录"
    SERVICE_RECEIPT = "service_receipt", "送达回证"
    MAIL_PROOF = "mail_proof", "邮寄凭证单"
    PROACTIVE_TRANSFER = "proactive_transfer", "转主动公开移送单"
    CASE_COVER = "case_cover", "案卷封面"
    CASE_INDEX = "case_index", "卷内目录"
    CASE_NOTE = "case_note", "备考表"
    # Reconsideration and litigation
    RECON_ANSWER = "recon_answer", "行政复议答复书"
    EVIDENCE_LIST = "evidence_list", "证据目录"
    DEFENCE = "defence", "行政诉讼答辩状"
    POWER_OF_ATTORNEY = "power_of_attorney", "授权委托书"
    REPRESENTATIVE_CERTIFICATE = "representative_certificate", "法定代表人身份证明"
    PERFORMANCE_REPORT = "performance_report", "履行情况报告"
    OPINION_REPORT = "opinion_report", "行政复议意见书整改情况报告"
    DISPUTE_PAPER_SLIP = "dispute_paper_slip", "复议诉讼收文处理单"
    BUNDLE_COVER = "bundle_cover", "应诉卷宗封面"
    BUNDLE_INDEX = "bundle_index", "应诉卷宗目录"


class Addressee(Term):
    """Who gets a document."""

    APPLICANT = "applicant", "申请人"
    THIRD_PARTY = "third_party", "第三方"
    AGENCY = "agency", "其他机关"
    UNIT = "unit", "协办单位"
    REVIEW_BODY = "review_body", "复议机关"
    COURT = "court", "人民法院"
    INTERNAL = "internal", "内部留存"
    FORM = "form", "填写人"


class DocumentRemedy(Term):
    """Which remedy a kind of document names (国办函〔2021〕132号)."""

    NONE = "N", "不写救济"
    BY_OUTCOME = "by_outcome", "依处理结果"
    EITHER = "B", "复议或诉讼"
    FEE = "fee", "收费异议"


class SecrecyConclusion(Term):
    """What the review for secrecy came to (条例第十七条)."""

    DISCLOSABLE = "disclosable", "可以公开"
    PARTLY = "partly", "部分不得公开"
    WITHHELD = "withheld", "不得公开"


class DocumentState(Term):
    """Life of a document."""

    DRAFT = "draft", "草稿"
    REVIEW = "review", "法制审核中"
    APPROVAL = "approval", "待批准"
    APPROVED = "approved", "已批准"
    ISSUED = "issued", "已签发"
    VOID = "void", "已作废"


class Role(Term):
    """What somebody does in the office; one person may have several."""

    WINDOW = "window", "窗口人员"
    HANDLER = "handler", "承办人"
    REVIEWER = "reviewer", "法制审核"
    HEAD = "head", "负责人"
    LITIGATION = "litigation", "应诉人员"
    ADMINISTRATOR = "administrator", "管理员"


class NumberClass(Term):
    """Number series: registration numbers and classes of document numbers."""

    REGISTRATION = "reg", "登记号"
    REPLY = "ans", "答复"
    CORRECTION = "cor", "补正"
    EXTENSION = "ext", "延期"
    CONSULTATION = "con", "征求意见"
    FEE = "fee", "收费"
    NOTICE = "ntc", "其他告知"
    ASSIST = "co", "协办"
    DISPUTE = "dis", "复议诉讼"


class Act(Term):
    """The acts of the procedure that the client offers on a request."""

    CONFIRM_RECEIPT = "confirm_receipt", "确认收到"
    REQUEST_CORRECTION = "request_correction", "要求补正"
    RECEIVE_CORRECTION = "receive_correction", "收到补正"
    LAPSE_CORRECTION = "lapse_correction", "逾期不补正"
    REQUEST_JUSTIFICATION = "request_justification", "要求说明理由"
    RECEIVE_JUSTIFICATION = "receive_justification", "收到理由"
    ASSESS_JUSTIFICATION = "assess_justification", "审查理由"
    DEFER_REPLY = "defer_reply", "延迟答复"
    CONSULT = "consult", "征求意见"
    SERVE_CONSULTATION = "serve_consultation", "对方签收"
    RECEIVE_OPINION = "receive_opinion", "收到意见"
    CONFIRM_OPINION = "confirm_opinion", "请对方确认口头意见"
    TELL_CONSULTATION = "tell_consultation", "告知申请人征求意见"
    TELL_THIRD_PARTY = "tell_third_party", "告知第三方公开"
    REQUEST_ASSISTANCE = "request_assistance", "请求协办"
    RECEIVE_ASSISTANCE = "receive_assistance", "收到协办回复"
    EXTEND = "extend", "延长答复期限"
    APPROVE_EXTENSION = "approve_extension", "批准延期"
    DECLINE_EXTENSION = "decline_extension", "不同意延期"
    NOTIFY_EXTENSION = "notify_extension", "告知延期"
    COUNT_PAGES = "count_pages", "计页"
    SPLIT_PIECES = "split_pieces", "拆分计件"
    PROPOSE_FEE = "propose_fee", "提出收费"
    APPROVE_FEE = "approve_fee", "审批收费"
    NOTIFY_FEE = "notify_fee", "发收费通知"
    RECORD_PAYMENT = "record_payment", "登记缴费"
    RECORD_REFUND = "record_refund", "登记退费"
    WAIVE_FEE = "waive_fee", "不再收费"
    LAPSE_FEE = "lapse_fee", "逾期未缴费"
    RECORD_SEARCH = "record_search", "录入检索记录"
    RECORD_CONTACT = "record_contact", "录入联系记录"
    REVIEW_SECRECY = "review_secrecy", "保密审查"
    DECIDE_OUTCOME = "decide_outcome", "确定处理结果"
    DRAFT_LETTER = "draft_letter", "拟答复文书"
    SUBMIT_DRAFT = "submit_draft", "提交审核"
    PASS_DRAFT = "pass_draft", "审核通过"
    RETURN_DRAFT = "return_draft", "退回修改"
    APPROVE_LETTER = "approve_letter", "批准文书"
    RECALL_DRAFT = "recall_draft", "撤回送审"
    ISSUE_LETTER = "issue_letter", "签发文书"
    DISPATCH = "dispatch", "寄出文书"
    RECORD_SERVICE = "record_service", "登记送达"
    RECORD_RETURN = "record_return", "登记退件"
    RECORD_REFUSAL = "record_refusal", "登记拒收"
    WITHDRAW = "withdraw", "申请人撤回"
    DECIDE_RECTIFICATION = "decide_rectification", "告知更正结果"
    CORRECT_LETTER = "correct_letter", "更正已发文书"
    MAKE_FORM = "make_form", "打印表格"
    CLOSE = "close", "办结"
    ATTACH = "attach", "添加附件"
    CORRECT_EVENT = "correct_event", "更正一条记录"
