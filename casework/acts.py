"""The table of acts: when each is allowed, which one comes next, what each needs or costs.

The table is exhausted by tests: every act against every status is either allowed or refused with a reason.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from casework.act_lines import (
    approval_line,
    consult_line,
    correction_line,
    fee_line,
    lapse_fee_line,
    lapse_line,
    notify_line,
    outcome_line,
    payment_line,
    refund_line,
    serve_line,
)
from casework.extension_lines import extend_line, extension_line, requested_line
from casework.facts import DocumentCourse
from casework.lifecycle import CaseState, conditions
from casework.notice_facts import open_assists
from casework.refusals import Refusal, basis_text, refusal
from casework.views import ActView
from law.terms import Act, EventKind, RequestKind, RequestStatus

__all__ = ["ACTS", "ActRule", "allowed_acts", "recommended", "require", "why_not"]


@dataclass(frozen=True, slots=True)
class ActRule:
    """One act.

    Attributes:
        needs: codes of the conditions in the order in which a refusal is told.
        line: what the act needs or costs, shown while it is allowed.
    """

    needs: tuple[str, ...]
    line: Callable[[CaseState], str]


def _plain(text: str) -> Callable[[CaseState], str]:
    return lambda _: text


def _moving(text: str, ordered: str) -> Callable[[CaseState], str]:
    """What moves the period says so; the term of an ordered reply it does not move."""
    return lambda case: text if case.facts.order is None else ordered


_OPINION = _moving("收到意见之日起继续计时", "录入意见；责令的期限不变")
_TELLING = _moving("告知所需时间不计入答复期限；不写被征求的一方", "责令的期限不变；不写被征求的一方")

_RUNNING = ("case_closed", "not_a_disclosure_request", "receipt_not_confirmed", "withdrawn_already", "reply_issued")

_DRAFT = ("review_off", *_RUNNING, "outcome_missing", "draft_missing")
_ON_THE_DRAFT = (
    Act.SUBMIT_DRAFT,
    Act.PASS_DRAFT,
    Act.RETURN_DRAFT,
    Act.APPROVE_LETTER,
    Act.RECALL_DRAFT,
    Act.ISSUE_LETTER,
)

ACTS: Mapping[Act, ActRule] = {
    Act.CONFIRM_RECEIPT: ActRule(
        ("case_closed", "receipt_confirmed_already"), _plain("双方确认之日为收到日，期限由此起算")
    ),
    Act.REQUEST_CORRECTION: ActRule(
        (*_RUNNING, "outcome_decided_already", "fee_open", "correction_once"), correction_line
    ),
    Act.RECEIVE_CORRECTION: ActRule(
        (
            *_RUNNING,
            "correction_missing",
            "correction_not_sent",
            "correction_lapsed_already",
            "outcome_decided_already",
        ),
        _moving("收到补正之日起重新计算期限", "录入补正的内容；责令的期限不变"),
    ),
    Act.LAPSE_CORRECTION: ActRule(
        (
            *_RUNNING,
            "correction_missing",
            "ordered_correction_before",
            "correction_not_sent",
            "correction_lapsed_already",
            "correction_answered",
            "correction_not_overdue",
            "correction_not_served",
            "correction_served_late",
        ),
        lapse_line,
    ),
    Act.REQUEST_JUSTIFICATION: ActRule(
        (*_RUNNING, "outcome_decided_already", "justification_once"), _plain("数量、频次明显超过合理范围；期间不停算")
    ),
    Act.RECEIVE_JUSTIFICATION: ActRule(
        (*_RUNNING, "justification_missing", "justification_not_sent", "justification_received_already"),
        _plain("录入申请人说明的理由"),
    ),
    Act.ASSESS_JUSTIFICATION: ActRule(
        (
            *_RUNNING,
            "justification_missing",
            "justification_not_sent",
            "justification_not_overdue",
            "justification_assessed_already",
        ),
        _plain("由人判断理由是否合理，并写明依据"),
    ),
    Act.DEFER_REPLY: ActRule(
        (
            *_RUNNING,
            "ordered_no_extension",
            "justification_missing",
            "justification_not_reasonable",
            "deferral_once",
            "deferral_late",
        ),
        _plain("写明答复日期并在期限内告知"),
    ),
    Act.CONSULT: ActRule((*_RUNNING, "fee_open_not_parallel", "correction_open"), consult_line),
    Act.SERVE_CONSULTATION: ActRule(("consultation_not_sent",), serve_line),
    Act.RECEIVE_OPINION: ActRule((*_RUNNING, "consultation_none_open"), _OPINION),
    Act.CONFIRM_OPINION: ActRule(
        (*_RUNNING, "opinion_nobody_asked"), _plain("第三方口头答复的，书面复述请其确认；不改变答复期限")
    ),
    Act.TELL_CONSULTATION: ActRule(
        (*_RUNNING, "consultation_nothing_to_tell"),
        _TELLING,
    ),
    Act.TELL_THIRD_PARTY: ActRule(
        (*_RUNNING, "third_party_nobody_to_tell"), _plain("不同意而决定公开的，先书面告知公开的内容和理由")
    ),
    Act.REQUEST_ASSISTANCE: ActRule(
        ("case_closed", "withdrawn_already", "reply_issued"), _plain("请内设机构或者下属单位检索；不停止计时")
    ),
    Act.RECEIVE_ASSISTANCE: ActRule(("case_closed", "assist_none_open"), _plain("照录检索结果和意见")),
    Act.EXTEND: ActRule(
        (
            *_RUNNING,
            "ordered_no_extension",
            "fee_open_not_parallel",
            "correction_open",
            "extension_once",
            "extension_late",
            "extension_requested_already",
        ),
        extend_line,
    ),
    Act.APPROVE_EXTENSION: ActRule(
        (
            "review_off",
            *_RUNNING,
            "ordered_no_extension",
            "extension_not_requested",
            "fee_open_not_parallel",
            "correction_open",
            "extension_once",
            "extension_late",
        ),
        requested_line,
    ),
    Act.DECLINE_EXTENSION: ActRule(("review_off", *_RUNNING, "extension_not_requested"), _plain("写明理由，期限不变")),
    Act.NOTIFY_EXTENSION: ActRule(("case_closed", "extension_notice_missing"), extension_line),
    Act.COUNT_PAGES: ActRule(
        ("case_closed", "not_a_disclosure_request"), _plain("数出拟提供文件的页数，按量收费和答复都要用")
    ),
    Act.SPLIT_PIECES: ActRule(
        ("case_closed", "not_a_disclosure_request", "receipt_not_confirmed", "withdrawn_already", "reply_issued"),
        _plain("一份申请含多项的，以合理的最小单位拆分计件"),
    ),
    Act.PROPOSE_FEE: ActRule(
        (
            *_RUNNING,
            "correction_open",
            "fee_lapsed_already",
            "fee_settled_already",
            "fee_refund_first",
            "fee_too_late",
            "fee_pay_period_over",
        ),
        fee_line,
    ),
    Act.APPROVE_FEE: ActRule((*_RUNNING, "correction_open", "fee_proposal_missing"), approval_line),
    Act.NOTIFY_FEE: ActRule(
        (
            *_RUNNING,
            "correction_open",
            "fee_lapsed_already",
            "fee_settled_already",
            "fee_not_approved",
            "fee_too_late",
            "fee_pay_period_over",
            "fee_consultation_open",
        ),
        notify_line,
    ),
    Act.RECORD_PAYMENT: ActRule(("fee_never_notified",), payment_line),
    Act.LAPSE_FEE: ActRule(
        (
            *_RUNNING,
            "fee_lapsed_already",
            "fee_settled_already",
            "fee_notice_missing",
            "ordered_fee_before",
            "fee_not_served",
            "fee_pay_period_running",
            "fee_pay_due_estimated",
        ),
        lapse_fee_line,
    ),
    Act.WAIVE_FEE: ActRule(
        (*_RUNNING, "fee_lapsed_already", "fee_nothing_to_waive"),
        _plain("须经批准并写明理由；已缴的要退还"),
    ),
    Act.RECORD_REFUND: ActRule(("fee_nothing_held",), refund_line),
    Act.RECORD_SEARCH: ActRule(
        ("case_closed", "withdrawn_already", "reply_issued"), _plain("系统、关键词、时段、检索人和结果")
    ),
    Act.RECORD_CONTACT: ActRule(("case_closed",), _plain("时间、号码、内容")),
    Act.REVIEW_SECRECY: ActRule(_RUNNING, _plain("提供信息前由两人初审、复核，写明结论")),
    Act.DECIDE_OUTCOME: ActRule((*_RUNNING, "fee_open", "correction_open"), outcome_line),
    Act.DRAFT_LETTER: ActRule((*_RUNNING, "outcome_missing"), _plain("由处理结果生成，可逐段修改")),
    Act.SUBMIT_DRAFT: ActRule((*_DRAFT, "draft_submitted_already"), _plain("先处理检查拦截的问题；审核人不得是拟稿人")),
    Act.PASS_DRAFT: ActRule((*_DRAFT, "draft_not_submitted", "draft_not_under_review"), _plain("通过后报负责人批准")),
    Act.RETURN_DRAFT: ActRule((*_DRAFT, "draft_not_submitted"), _plain("写明意见，退回拟稿人")),
    Act.APPROVE_LETTER: ActRule(
        (*_DRAFT, "draft_not_submitted", "draft_not_passed"), _plain("由负责人批准，可以同时签发")
    ),
    Act.RECALL_DRAFT: ActRule((*_DRAFT, "draft_not_submitted"), _plain("由送审人撤回，可以再改")),
    Act.ISSUE_LETTER: ActRule(
        (*_RUNNING, "outcome_missing", "fee_open", "draft_missing", "draft_not_approved"),
        _plain("取号并封存，此后不再改动"),
    ),
    Act.DISPATCH: ActRule(("nothing_to_dispatch",), _plain("邮寄只能用邮政企业，不得到付")),
    Act.RECORD_SERVICE: ActRule(("nothing_to_serve",), _plain("记明送达日和凭证")),
    Act.RECORD_RETURN: ActRule(("nothing_on_its_way",), _plain("核对地址后重寄，原交邮日仍为作出日")),
    Act.RECORD_REFUSAL: ActRule(("nothing_to_refuse",), _plain("记明拒收人和见证，之后可以留置送达")),
    Act.WITHDRAW: ActRule(
        ("case_closed", "not_a_disclosure_request", "withdrawn_already", "reply_issued"), _plain("须有申请人签署的撤回")
    ),
    Act.DECIDE_RECTIFICATION: ActRule(
        ("case_closed", "not_a_rectification", "receipt_not_confirmed", "reply_issued"),
        _plain("已更正、不予更正或者转送；告知书送达并有凭证后自动办结"),
    ),
    Act.CORRECT_LETTER: ActRule(("letter_none_sent",), _plain("已寄出文书的笔误；不得改变结论、依据和救济")),
    Act.MAKE_FORM: ActRule(("case_closed",), _plain("申请表、补正表、意见反馈表，已知的内容代填")),
    Act.CLOSE: ActRule(("case_closed", "not_closable"), _plain("写明办结理由")),
    Act.ATTACH: ActRule((), _plain("扫描件、凭证、往来材料")),
    Act.CORRECT_EVENT: ActRule(("nothing_to_correct",), _plain("写明理由，原记录保留")),
}


def why_not(act: Act, case: CaseState) -> Refusal | None:
    """The first reason against an act, or None if it is allowed."""
    for code in ACTS[act].needs:
        if not conditions[code].holds(case):
            return refusal(code, **case.words)
    return None


def require(act: Act, case: CaseState) -> None:
    """Refuse an act that the lifecycle does not allow now.

    Raises:
        UserError: with the reason and its article.
    """
    against = why_not(act, case)
    if against is not None:
        raise against.error()


def allowed_acts(case: CaseState) -> tuple[ActView, ...]:
    """All acts as offered now, in the order of the table; acts on several documents once for each."""
    first = recommended(case)
    return tuple(view for act in ACTS for view in _views(act, case, first))


def _views(act: Act, case: CaseState, first: Act | None) -> Iterator[ActView]:
    against = why_not(act, case)
    if against is not None:
        yield ActView(act=act, allowed=False, recommended=False, line=against.line, basis=basis_text(against.citations))
        return
    line = ACTS[act].line(case)
    targets = _targets(act, case)
    if not targets:
        yield ActView(act=act, allowed=True, recommended=act is first, line=line)
    for place, (document_id, event_id, named) in enumerate(targets):
        what = f"{line}；凭证到齐后自动办结" if act is Act.RECORD_SERVICE and _is_reply(case, document_id) else line
        yield ActView(
            act=act,
            allowed=True,
            recommended=act is first and place == 0,
            line=f"{named}：{what}" if named else what,
            document_id=document_id,
            event_id=event_id,
        )


def _is_reply(case: CaseState, document_id: int | None) -> bool:
    return case.facts.reply is not None and case.facts.reply.document_id == document_id


def _named(course: DocumentCourse) -> str:
    return f"{course.kind.label}{course.number}"


def _targets(act: Act, case: CaseState) -> list[tuple[int | None, int | None, str]]:
    """What an act is about, where there may be several: document, event, name."""
    if act is Act.DISPATCH:
        return [(one.document_id, None, _named(one)) for one in case.undispatched]
    if act is Act.RECORD_SERVICE:
        # The service of the reply ends the case; an older letter whose proof never came is not what is next.
        reply_first = sorted(case.unserved_letters, key=lambda one: not _is_reply(case, one.document_id))
        return [(one.document_id, None, _named(one)) for one in reply_first]
    if act is Act.RECORD_RETURN:
        return [(one.document_id, None, _named(one)) for one in case.unserved]
    if act is Act.RECORD_REFUSAL:
        return [(one.document_id, None, _named(one)) for one in (*case.undispatched, *case.unserved)]
    if act is Act.SERVE_CONSULTATION:
        return [(one.document_id, None, one.number) for one in case.unserved_consultations]
    if act is Act.NOTIFY_EXTENSION and case.extension_notice is not None:
        return [(case.extension_notice.document_id, None, "")]
    if act in _ON_THE_DRAFT:
        return [(case.reply_draft, None, "")]
    return _awaited(act, case)


def _awaited(act: Act, case: CaseState) -> list[tuple[int | None, int | None, str]]:
    """The questions that an answer may be about."""
    if act is Act.RECEIVE_OPINION:
        return [(None, one.id, str(one.payload.get("party", ""))) for one in case.awaited_opinions]
    if act is Act.RECEIVE_ASSISTANCE:
        return [(None, one.id, str(one.payload.get("department", ""))) for one in open_assists(case.facts)]
    return []


_BY_STATUS: Mapping[RequestStatus, tuple[Act, ...]] = {
    RequestStatus.AWAITING_CONFIRMATION: (Act.CONFIRM_RECEIPT,),
    RequestStatus.AWAITING_CORRECTION: (Act.LAPSE_CORRECTION, Act.RECEIVE_CORRECTION),
    RequestStatus.AWAITING_JUSTIFICATION: (Act.ASSESS_JUSTIFICATION, Act.RECEIVE_JUSTIFICATION),
    RequestStatus.CONSULTING: (Act.SERVE_CONSULTATION, Act.RECEIVE_OPINION),
    RequestStatus.AWAITING_PAYMENT: (Act.LAPSE_FEE, Act.RECORD_SERVICE, Act.RECORD_PAYMENT),
    RequestStatus.DECIDED: (Act.DRAFT_LETTER,),
    RequestStatus.DRAFTED: (Act.ISSUE_LETTER, Act.APPROVE_LETTER, Act.PASS_DRAFT, Act.SUBMIT_DRAFT),
    RequestStatus.ISSUED: (Act.DISPATCH,),
    RequestStatus.DISPATCHED: (Act.RECORD_SERVICE,),
    RequestStatus.CLOSED: (),
}


def recommended(case: CaseState) -> Act | None:
    """The act that is next, None if somebody else has to move or nothing is left."""
    if case.extension_notice is not None and case.status is not RequestStatus.CLOSED:
        return Act.NOTIFY_EXTENSION
    if case.undispatched and case.status is not RequestStatus.CLOSED:
        return Act.DISPATCH
    return next((act for act in _candidates(case) if why_not(act, case) is None), None)


def _candidates(case: CaseState) -> tuple[Act, ...]:
    if case.status is RequestStatus.AWAITING_CORRECTION and conditions["correction_not_overdue"].holds(case):
        return _after_correction_time(case)
    if case.status is not RequestStatus.IN_PROGRESS:
        return _BY_STATUS[case.status]
    if case.kind is RequestKind.RECTIFY:
        return (Act.DECIDE_RECTIFICATION, Act.CLOSE)
    lacking = case.incomplete and case.correction is None
    waiting = case.justification is not None and not case.facts.happened(EventKind.JUSTIFICATION_ASSESSED)
    asked = (Act.REQUEST_CORRECTION,) if lacking else ()
    judged = (Act.ASSESS_JUSTIFICATION,) if waiting else ()
    fee = case.facts.fee
    charged = (Act.APPROVE_FEE,) if fee.pending is not None else (Act.NOTIFY_FEE,) if fee.to_notify is not None else ()
    longer = (Act.APPROVE_EXTENSION,) if case.reviewed and case.extension_request is not None else ()
    return (*asked, *judged, *longer, *charged, Act.DECIDE_OUTCOME)


def _after_correction_time(case: CaseState) -> tuple[Act, ...]:
    """The day of the correction is over: answered in part it is decided on, unserved it lapses only with a proof."""
    if case.facts.happened(EventKind.CORRECTION_RECEIVED):
        return (Act.DECIDE_OUTCOME,)
    if not conditions["correction_not_served"].holds(case):
        return (Act.RECORD_SERVICE, Act.RECEIVE_CORRECTION)
    return _BY_STATUS[case.status]
