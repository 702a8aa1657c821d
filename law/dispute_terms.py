"""Terms of reconsideration (行政复议) and litigation (行政诉讼): one English identifier and one Chinese label each.

A *dispute* is one case before a reconsideration body or a court. What is said of terms in ``law.terms`` holds here too.
"""

from law.terms import Term

__all__ = [
    "AlarmLevel",
    "AttackedAct",
    "ClockOwner",
    "ClockState",
    "DisputeEventKind",
    "DisputeResult",
    "DisputeStatus",
    "Duty",
    "Forum",
    "GroundFate",
    "Instance",
    "PartyRole",
    "Procedure",
    "ResultClass",
]


class Forum(Term):
    """Who decides the dispute."""

    RECONSIDERATION = "reconsideration", "行政复议"
    LITIGATION = "litigation", "行政诉讼"


class Procedure(Term):
    """Procedure of a reconsideration or of a first instance."""

    ORDINARY = "ordinary", "普通程序"
    SIMPLE = "simple", "简易程序"


class Instance(Term):
    """Stage of a lawsuit."""

    FIRST = "first", "一审"
    SECOND = "second", "二审"


class AttackedAct(Term):
    """What the applicant attacks."""

    REPLY = "reply", "答复"
    NO_REPLY = "no_reply", "逾期未答复"
    NOT_PROCESSED = "not_processed", "不再处理"
    RECTIFICATION = "rectification", "更正处理"
    THIRD_PARTY_DISCLOSURE = "third_party_disclosure", "公开第三方信息"
    CORRECTION = "correction", "补正告知"
    EXTENSION = "extension", "延期告知"
    FEE = "fee", "收费通知"
    OTHER = "other", "其他"


class PartyRole(Term):
    """Place of somebody in a dispute."""

    APPLICANT = "applicant", "申请人"
    THIRD_PARTY = "third_party", "第三人"
    CO_RESPONDENT = "co_respondent", "共同被告"
    AGENT = "agent", "对方代理人"


class DisputeEventKind(Term):
    """What happened in a dispute. Events are only ever appended."""

    OPENED = "opened", "登记争议"
    # Reconsideration, on the way to acceptance
    APPLICATION_FILED = "application_filed", "复议机关收到申请"
    CORRECTION_ASKED = "correction_asked", "复议机关通知补正"
    CORRECTION_FILED = "correction_filed", "申请人补正"
    ACCEPTED = "accepted", "受理"
    # Litigation, on the way to the agency
    CASE_FILED = "case_filed", "法院立案"
    # The agency's part
    COPY_RECEIVED = "copy_received", "收到申请书或者起诉状副本"
    PROCEDURE_CHANGED = "procedure_changed", "程序转换"
    ANSWER_FILED = "answer_filed", "提交书面答复或者答辩状"
    EVIDENCE_FILED = "evidence_filed", "提交证据"
    EVIDENCE_DEFERRED = "evidence_deferred", "获准延期举证"
    FILE_INSPECTED = "file_inspected", "对方查阅案卷"
    OPINION_HEARD = "opinion_heard", "听取意见"
    HEARING_NOTICED = "hearing_noticed", "收到听证通知或者传票"
    HEARING_HELD = "hearing_held", "听证或者开庭"
    SURVEYED = "surveyed", "现场勘验、鉴定"
    NORM_TRANSFERRED = "norm_transferred", "附带审查规范性文件"
    NORM_ANSWERED = "norm_answered", "就规范性文件作出说明"
    EXECUTION_STAYED = "execution_stayed", "停止执行或者暂停公开"
    # The course
    SUSPENDED = "suspended", "中止"
    RESUMED = "resumed", "恢复"
    EXTENDED = "extended", "延长审理期限"
    MEDIATED = "mediated", "调解"
    SETTLED = "settled", "和解"
    WITHDRAWAL_ASKED = "withdrawal_asked", "对方申请撤回"
    # The result
    DECIDED = "decided", "作出结果"
    DECISION_SERVED = "decision_served", "收到结果文书"
    APPEALED = "appealed", "提起上诉"
    APPEAL_RECEIVED = "appeal_received", "收到上诉状副本"
    APPEAL_ANSWERED = "appeal_answered", "提交上诉答辩状"
    EFFECTIVE = "effective", "裁判生效"
    RETRIAL_ASKED = "retrial_asked", "申请再审"
    # What follows
    OPINION_RECEIVED = "opinion_received", "收到复议意见书或者司法建议"
    OPINION_REPORTED = "opinion_reported", "报送整改情况"
    PERFORMED = "performed", "履行完毕"
    PERFORMANCE_REPORTED = "performance_reported", "报告履行情况"
    PERFORMANCE_URGED = "performance_urged", "被责令履行、约谈"
    LESSON_RECORDED = "lesson_recorded", "记入得失"
    CLOSED = "closed", "结案"
    # Letters of the agency in the dispute, on their way to the signature; the identifiers are those of requests
    DOCUMENT_DRAFTED = "document_drafted", "拟稿"
    DRAFT_SUBMITTED = "draft_submitted", "提交审核"
    DRAFT_PASSED = "draft_passed", "审核通过"
    DRAFT_RETURNED = "draft_returned", "退回修改"
    DRAFT_APPROVED = "draft_approved", "批准文书"
    DRAFT_RECALLED = "draft_recalled", "撤回送审"
    FINDING_OVERRIDDEN = "finding_overridden", "放行检查结果"
    DOCUMENT_ISSUED = "document_issued", "签发文书"
    ATTACHMENT_ADDED = "attachment_added", "添加附件"
    EVENT_CORRECTED = "event_corrected", "更正记录"


class DisputeResult(Term):
    """How a reconsideration or an instance of a lawsuit ended: two closed lists."""

    MAINTAIN = "maintain", "维持"
    REJECT_CLAIM = "reject_claim", "驳回复议请求"
    REVOKE = "revoke", "撤销"
    REVOKE_PART = "revoke_part", "部分撤销"
    CHANGE = "change", "变更"
    CONFIRM_ILLEGAL = "confirm_illegal", "确认违法"
    CONFIRM_VOID = "confirm_void", "确认无效"
    ORDER_PERFORM = "order_perform", "责令限期履行"
    NOT_ACCEPT = "not_accept", "不予受理"
    REJECT_APPLICATION = "reject_application", "驳回复议申请"
    TERMINATE = "terminate", "终止"
    MEDIATE = "mediate", "调解书"
    DISMISS_CLAIM = "dismiss_claim", "驳回诉讼请求"
    J_REVOKE = "j_revoke", "判决撤销"
    J_REVOKE_PART = "j_revoke_part", "判决部分撤销"
    J_PERFORM = "j_perform", "判决限期履行"
    J_PAY = "j_pay", "判决给付"
    J_ILLEGAL = "j_illegal", "判决确认违法"
    J_VOID = "j_void", "判决确认无效"
    J_CHANGE = "j_change", "判决变更"
    NO_FILING = "no_filing", "不予立案"
    DISMISS_SUIT = "dismiss_suit", "驳回起诉"
    WITHDRAW_SUIT = "withdraw_suit", "准予撤诉"
    J_MEDIATE = "j_mediate", "行政调解书"
    APPEAL_DISMISSED = "appeal_dismissed", "驳回上诉，维持原判"
    APPEAL_WITHDRAWN = "appeal_withdrawn", "准予撤回上诉"
    REMANDED = "remanded", "发回重审"
    ORDER_TRIAL = "order_trial", "指令继续审理"


class ResultClass(Term):
    """Column of table four of the annual report."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"


class Duty(Term):
    """What a result, or a paper that comes with it, makes the agency do."""

    RE_REPLY = "re_reply", "重新答复"
    REPLY = "reply", "限期答复"
    PERFORM = "perform", "履行"
    REMEDY = "remedy", "采取补救措施"
    REPORT_PERFORMANCE = "report_performance", "报告履行情况"
    REPORT_OPINION = "report_opinion", "报送整改情况"
    PREPARE_LAWSUIT = "prepare_lawsuit", "准备应诉"
    CONSIDER_APPEAL = "consider_appeal", "研究是否上诉"
    UPDATE_FILE = "update_file", "补入案卷"
    RECORD_LESSON = "record_lesson", "记入得失"


class DisputeStatus(Term):
    """Where a dispute stands."""

    APPLIED = "applied", "待受理"
    RUNNING = "running", "审理中"
    ANSWER_DUE = "answer_due", "待答复举证"
    ANSWERED = "answered", "已答复"
    SUSPENDED = "suspended", "中止"
    DECIDED = "decided", "已出结果"
    APPEAL_OPEN = "appeal_open", "上诉期内"
    SECOND_INSTANCE = "second_instance", "二审中"
    PERFORMING = "performing", "待履行"
    CLOSED = "closed", "已结案"


class ClockOwner(Term):
    """Whose period it is."""

    AGENCY = "agency", "本机关"
    BODY = "body", "复议机关"
    COURT = "court", "法院"
    OTHER_SIDE = "other_side", "对方"


class ClockState(Term):
    """How a period stands on a day."""

    RUNNING = "running", "进行中"
    SUSPENDED = "suspended", "停止计算"
    MET = "met", "按期"
    LATE = "late", "逾期完成"
    MISSED = "missed", "已过期"
    MOOT = "moot", "不再适用"


class AlarmLevel(Term):
    """How near the end of a period is; the distance is that of the period, five working days are three steps."""

    NONE = "none", "正常"
    NOTICE = "notice", "提醒"
    WARNING = "warning", "预警"
    URGENT = "urgent", "紧急"
    OVERDUE = "overdue", "已逾期"


class GroundFate(Term):
    """What became of a ground of a letter before the reviewing body."""

    UPHELD = "upheld", "得到维持"
    STRUCK = "struck", "被否定"
    NOT_JUDGED = "not_judged", "未作评价"
