"""What happened, in sentences: one line for each recorded event, struck and superseded ones included."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from casework.facts import RecordedEvent, corrections, day_of
from casework.page_counting import counted_by
from casework.views import EventView
from fees.wording import yuan
from law.dispute_terms import DisputeResult
from law.documents import kinds_in_house
from law.terms import (
    Channel,
    ConsultationKind,
    DocumentKind,
    EventKind,
    FeeMethod,
    Opinion,
    Outcome,
    ReceiverRelation,
    Rectification,
    SecrecyConclusion,
    ServiceMethod,
    Term,
)

__all__ = ["CORRECTABLE", "event_views", "told"]

_DETAIL_LENGTH: Final = 80

# Entries of the program itself hold no legal fact that a person could have got wrong.
CORRECTABLE: Final = frozenset(EventKind) - {
    EventKind.REGISTERED,
    EventKind.DOCUMENT_DRAFTED,
    EventKind.DRAFT_SUBMITTED,
    EventKind.DRAFT_PASSED,
    EventKind.DRAFT_RETURNED,
    EventKind.DRAFT_APPROVED,
    EventKind.DRAFT_RECALLED,
    EventKind.FINDING_OVERRIDDEN,
    EventKind.EXTENSION_REQUESTED,
    EventKind.EXTENSION_DECLINED,
    EventKind.ATTACHMENT_ADDED,
    # It comes with the result of a dispute and is corrected there.
    EventKind.REPLY_ORDERED,
    EventKind.EVENT_CORRECTED,
}

_Payload = Mapping[str, Any]


def event_views(rows: Iterable[RecordedEvent], documents: Mapping[int, str]) -> tuple[EventView, ...]:
    """The history, the latest legal day first.

    Args:
        rows: all stored events of one request.
        documents: titles of its documents by id, with their numbers.
    """
    kept = tuple(sorted(rows, key=_order, reverse=True))
    changed = corrections(kept)
    by_id = {one.id: one for one in kept}
    views = []
    for row in kept:
        change = changed.get(row.id)
        payload = dict(row.payload)
        on = row.on
        if change is not None and not change.void:
            payload.update(change.payload)
            on = change.on or on
        title, detail = _told(row, payload, documents, by_id)
        views.append(
            EventView(
                id=row.id,
                kind=row.kind,
                on=on,
                title=title,
                detail=_shortened(detail),
                recorded_at=row.recorded_at,
                recorded_by=row.recorded_by,
                superseded=change is not None and not change.void,
                void=change is not None and change.void,
                corrects_id=row.corrects_id,
                correctable=row.kind in CORRECTABLE and not (change is not None and change.void),
            )
        )
    return tuple(views)


def _order(row: RecordedEvent) -> tuple[date, int]:
    # A correction has no legal day of its own: it stands where it was entered.
    return (row.on or row.recorded_at.date(), row.seq)


def told(row: RecordedEvent) -> tuple[str, str]:
    """Title and detail of one recorded event, as it was recorded."""
    return _told(row, row.payload, {}, {})


def _told(
    row: RecordedEvent, payload: _Payload, documents: Mapping[int, str], by_id: Mapping[int, RecordedEvent]
) -> tuple[str, str]:
    if row.kind is EventKind.EVENT_CORRECTED:
        wrong = by_id.get(row.corrects_id or 0)
        about = "" if wrong is None else f"：{_told(wrong, wrong.payload, documents, by_id)[0]}"
        verb = "撤销一条记录" if payload.get("void") else "更正一条记录"
        return f"{verb}{about}", str(payload.get("reason", ""))
    document = documents.get(row.document_id or 0, "")
    if not document and payload.get("document_kind"):
        document = DocumentKind(payload["document_kind"]).label
    document = _told_by_ledger(row, payload, by_id) or document
    teller = _TELLERS.get(row.kind)
    return (row.kind.label, "") if teller is None else teller(payload, document, by_id)


def _told_by_ledger(row: RecordedEvent, payload: _Payload, by_id: Mapping[int, RecordedEvent]) -> str:
    """The letter that a ledger tells of, with its number; empty for letters of the program."""
    issue = row if payload.get("elsewhere") else by_id.get(int(payload.get("letter_event_id") or 0))
    if issue is None:
        return ""
    said = issue.payload
    return f"{DocumentKind(said['document_kind']).label} {said.get('document_number') or ''}".strip()


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _DETAIL_LENGTH else one_line[: _DETAIL_LENGTH - 1] + "…"


def _label(terms: type[Term], value: object) -> str:
    return terms(value).label if isinstance(value, str) and value else ""


def _joined(*parts: object, mark: str = "，") -> str:
    return mark.join(str(one).rstrip("。") for one in parts if one)


def _day(value: object) -> str:
    day = day_of(value)
    return "" if day is None else f"{day.month}月{day.day}日"


_ById = Mapping[int, RecordedEvent]
_Teller = Callable[[_Payload, str, _ById], tuple[str, str]]


def _registered(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return EventKind.REGISTERED.label, str(said.get("registration_number", ""))


def _received(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return EventKind.RECEIVED.label, _joined(_label(Channel, said.get("channel")), said.get("mail_number"))


def _confirmed(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return "与申请人确认收到", str(said.get("how", ""))


def _correction_requested(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    deadline = _day(said.get("deadline"))
    unclear = said.get("unclear_items") or ()
    count = f"{len(unclear)} 项不明确" if unclear else ""
    return EventKind.CORRECTION_REQUESTED.label, _joined(count, f"补正截止 {deadline}" if deadline else "", document)


def _correction_received(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    complete = said.get("complete", True)
    return ("收到补正" if complete else "收到补正，仍不明确"), str(said.get("text", ""))


def _reasoned(kind: EventKind) -> _Teller:
    def tell(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
        why = next((said[key] for key in ("reason", "reasons", "text", "grounds", "how") if said.get(key)), "")
        return kind.label, _joined(document, why)

    return tell


def _justification_requested(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    deadline = _day(said.get("deadline"))
    return EventKind.JUSTIFICATION_REQUESTED.label, _joined(f"{deadline}前说明" if deadline else "", document)


def _justification_assessed(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    word = "合理" if said.get("reasonable") else "不合理"
    return f"审查理由：{word}", str(said.get("grounds", ""))


def _deferred(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    until = _day(said.get("until"))
    return f"延迟答复至 {until}" if until else EventKind.REPLY_DEFERRED.label, _joined(document, said.get("reason"))


def _consultation_sent(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    title = _joined(_label(ConsultationKind, said.get("kind")), said.get("party"), mark="：")
    return title or EventKind.CONSULTATION_SENT.label, document


def _party(said: _Payload, by_id: _ById) -> str:
    sent = by_id.get(said.get("consultation_event_id", 0))
    return "" if sent is None else str(sent.payload.get("party", ""))


def _consultation_served(said: _Payload, document: str, by_id: _ById) -> tuple[str, str]:
    return f"{_party(said, by_id) or '对方'}签收征求意见", document


def _consultation_answered(said: _Payload, _document: str, by_id: _ById) -> tuple[str, str]:
    opinion = _label(Opinion, said.get("opinion"))
    title = f"收到{_party(said, by_id)}意见"
    return (f"{title}：{opinion}" if opinion else title), str(said.get("reasons", ""))


def _extension_approved(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    approver = said.get("approver")
    return (
        f"批准延长 {said.get('days')} 个工作日",
        _joined(f"{approver}批准" if approver else "", said.get("reason"), document),
    )


def _extension_requested(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return f"报批延长 {said.get('days')} 个工作日", str(said.get("reason", ""))


def _reviewed(kind: EventKind) -> _Teller:
    """A step of the review with its version and what was remarked."""

    def tell(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
        version = said.get("version")
        remarks = "；".join(str(one.get("text", "")).rstrip("。") for one in said.get("remarks") or ())
        title = f"{kind.label}（第 {version} 稿）" if version else kind.label
        return title, _joined(document, said.get("note") or said.get("reason") or remarks)

    return tell


def _overridden(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    return f"放行检查 {said.get('code')}", _joined(said.get("sentence"), f"理由：{said.get('reason')}", document)


def _amount(said: _Payload) -> str:
    fen = said.get("fen")
    return yuan(int(fen)) if fen is not None else ""


def _pages_counted(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    files = said.get("files") or ()
    return f"计页 {sum(int(one['units']) for one in files)} 页", "；".join(_counted_file(one) for one in files)


def _counted_file(one: _Payload) -> str:
    """How many pages count of a file, and where a person had to say so, why."""
    said = f"{one['file_name']} {one['units']} 页"
    if one.get("reason"):
        measured = f"计得 {one['measured_units']} 页，" if one.get("measured_units") not in (None, one["units"]) else ""
        said += f"（{measured}{counted_by(one)}：{one['reason']}）"
    return said


def _split(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return f"拆分计件：{said.get('pieces')} 件", str(said.get("reason", ""))


def _fee_proposed(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    method = _label(FeeMethod, said.get("method"))
    return f"提出{method}收费 {_amount(said)}".strip(), _joined(*(said.get("counted") or ()), said.get("reason"))


def _fee_decided(kind: EventKind) -> _Teller:
    def tell(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
        return f"{kind.label} {_amount(said)}".strip(), _joined(said.get("approver"), said.get("note"))

    return tell


def _fee_noticed(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    code = said.get("payment_code")
    return _joined("收费通知", _amount(said), mark=" "), _joined(document, f"缴款码 {code}" if code else "")


def _fee_paid(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    late = "" if said.get("accepted", True) else "（逾期，不计入）"
    receipt = said.get("receipt_number")
    return f"缴费 {_amount(said)}{late}".strip(), _joined(f"票据 {receipt}" if receipt else "", said.get("note"))


def _fee_refunded(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return f"退费 {_amount(said)}".strip(), str(said.get("reason", ""))


def _searched(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return _joined("检索", "、".join(said.get("systems") or ()), mark="："), str(said.get("result", ""))


def _contacted(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return _joined("联系申请人", said.get("how"), mark="："), str(said.get("text", ""))


def _decided(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return _joined("确定处理结果", _label(Outcome, said.get("outcome")), mark="："), str(said.get("reasons", ""))


def _drafted(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    verb = "改稿，须重新送审" if said.get("reopened") else EventKind.DOCUMENT_DRAFTED.label
    return _joined(verb, document, mark="："), ""


def _issued(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    # A slip of receipt is handed out, not signed; the list of letters says the same.
    done = "已出具" if said.get("document_kind") in kinds_in_house() else "已签发"
    if said.get("review") == "one_person":
        done += "，单人办理，未经审核"
    return document or _joined("签发", said.get("document_number")), done


def _dispatched(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    method = _label(ServiceMethod, said.get("method"))
    how = _joined(method, said.get("carrier"), said.get("tracking_number"), mark=" ")
    witnesses = "、".join(str(one) for one in said.get("witnesses") or ())
    return f"寄出{document}", _joined(how, f"见证 {witnesses}" if witnesses else "", said.get("record"))


def _served(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    receiver, relation = said.get("received_by"), said.get("relation")
    by_another = receiver and relation not in (None, ReceiverRelation.SELF)
    who = f"{receiver}（{_label(ReceiverRelation, relation)}）" if by_another else receiver
    arrived = f"{said['arrived_at']}到达" if said.get("arrived_at") else ""
    return f"送达{document}", _joined(f"{who}签收" if who else "", arrived, said.get("proof"))


def _returned(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    return f"退件：{document}", str(said.get("reason", ""))


def _refused(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    witnesses = "、".join(str(one) for one in said.get("witnesses") or ())
    seen = f"见证 {witnesses}" if witnesses else ""
    return f"拒收{document}", _joined(f"{said.get('refused_by', '')}拒收", said.get("reason"), seen, said.get("record"))


def _secrecy_reviewed(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    conclusion = _label(SecrecyConclusion, said.get("conclusion"))
    who = _joined(said.get("first_reviewer"), said.get("second_reviewer"), mark="、")
    return _joined(EventKind.SECRECY_REVIEWED.label, conclusion, mark="："), _joined(who, said.get("note"))


def _attached(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return EventKind.ATTACHMENT_ADDED.label, "、".join(str(one) for one in said.get("file_names") or ())


def _opinion_to_confirm(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    opinion = _label(Opinion, said.get("opinion"))
    title = f"{said.get('party') or '第三方'}口头意见：{opinion}"
    return title, _joined(document, f"{_day(said.get('told_on'))}{said.get('way', '')}", said.get("statement"))


def _third_party_told(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    return f"告知{said.get('party') or '第三方'}决定公开", _joined(document, said.get("reason"))


def _assist_requested(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    deadline = _day(said.get("deadline"))
    title = _joined("请求协办", said.get("department"), mark="：")
    return title, _joined(document, f"{deadline}前回复" if deadline else "", said.get("matter"))


def _assist_answered(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    return f"收到{said.get('department') or ''}协办回复", str(said.get("text", ""))


def _rectification_decided(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    result = _label(Rectification, said.get("result"))
    return _joined(EventKind.RECTIFICATION_DECIDED.label, result, mark="："), _joined(document, said.get("finding"))


def _letter_corrected(said: _Payload, document: str, _by_id: _ById) -> tuple[str, str]:
    changes = "；".join(f"“{one['wrong']}”改为“{one['right']}”" for one in said.get("changes") or ())
    title = f"更正{said.get('title', '')}{said.get('document_number', '')}"
    return title, _joined(document, changes)


def _reply_ordered(said: _Payload, _document: str, _by_id: _ById) -> tuple[str, str]:
    result = _label(DisputeResult, said.get("result"))
    term = f"{said['set_days']} 个工作日内答复" if said.get("set_days") else ""
    if said.get("set_until"):
        term = f"{_day(said['set_until'])}前答复"
    procedural = "仅因程序违法" if said.get("procedural") else ""
    title = _joined("责令重新答复", f"{said.get('body') or ''}{result}", mark="：")
    return title, _joined(said.get("number"), term or "未写期限", procedural, said.get("text"))


_TELLERS: Final[Mapping[EventKind, _Teller]] = {
    EventKind.OPINION_TO_CONFIRM: _opinion_to_confirm,
    EventKind.CONSULTATION_TOLD: _reasoned(EventKind.CONSULTATION_TOLD),
    EventKind.THIRD_PARTY_TOLD: _third_party_told,
    EventKind.ASSIST_REQUESTED: _assist_requested,
    EventKind.ASSIST_ANSWERED: _assist_answered,
    EventKind.RECTIFICATION_DECIDED: _rectification_decided,
    EventKind.LETTER_CORRECTED: _letter_corrected,
    EventKind.REPLY_ORDERED: _reply_ordered,
    EventKind.REGISTERED: _registered,
    EventKind.RECEIVED: _received,
    EventKind.RECEIPT_CONFIRMED: _confirmed,
    EventKind.CORRECTION_REQUESTED: _correction_requested,
    EventKind.CORRECTION_RECEIVED: _correction_received,
    EventKind.CORRECTION_LAPSED: _reasoned(EventKind.CORRECTION_LAPSED),
    EventKind.JUSTIFICATION_REQUESTED: _justification_requested,
    EventKind.JUSTIFICATION_RECEIVED: _reasoned(EventKind.JUSTIFICATION_RECEIVED),
    EventKind.JUSTIFICATION_ASSESSED: _justification_assessed,
    EventKind.REPLY_DEFERRED: _deferred,
    EventKind.CONSULTATION_SENT: _consultation_sent,
    EventKind.CONSULTATION_SERVED: _consultation_served,
    EventKind.CONSULTATION_ANSWERED: _consultation_answered,
    EventKind.EXTENSION_APPROVED: _extension_approved,
    EventKind.EXTENSION_REQUESTED: _extension_requested,
    EventKind.EXTENSION_DECLINED: _reasoned(EventKind.EXTENSION_DECLINED),
    EventKind.DRAFT_SUBMITTED: _reviewed(EventKind.DRAFT_SUBMITTED),
    EventKind.DRAFT_PASSED: _reviewed(EventKind.DRAFT_PASSED),
    EventKind.DRAFT_RETURNED: _reviewed(EventKind.DRAFT_RETURNED),
    EventKind.DRAFT_APPROVED: _reviewed(EventKind.DRAFT_APPROVED),
    EventKind.DRAFT_RECALLED: _reviewed(EventKind.DRAFT_RECALLED),
    EventKind.FINDING_OVERRIDDEN: _overridden,
    EventKind.EXTENSION_NOTIFIED: _reasoned(EventKind.EXTENSION_NOTIFIED),
    EventKind.PAGES_COUNTED: _pages_counted,
    EventKind.PIECES_SPLIT: _split,
    EventKind.FEE_PROPOSED: _fee_proposed,
    EventKind.FEE_APPROVED: _fee_decided(EventKind.FEE_APPROVED),
    EventKind.FEE_DECLINED: _fee_decided(EventKind.FEE_DECLINED),
    EventKind.FEE_NOTICED: _fee_noticed,
    EventKind.FEE_PAID: _fee_paid,
    EventKind.FEE_REFUNDED: _fee_refunded,
    EventKind.FEE_WAIVED: _reasoned(EventKind.FEE_WAIVED),
    EventKind.FEE_LAPSED: _reasoned(EventKind.FEE_LAPSED),
    EventKind.SEARCH_RECORDED: _searched,
    EventKind.CONTACT_RECORDED: _contacted,
    EventKind.OUTCOME_DECIDED: _decided,
    EventKind.DOCUMENT_DRAFTED: _drafted,
    EventKind.DOCUMENT_ISSUED: _issued,
    EventKind.DOCUMENT_DISPATCHED: _dispatched,
    EventKind.DOCUMENT_SERVED: _served,
    EventKind.DOCUMENT_RETURNED: _returned,
    EventKind.SERVICE_REFUSED: _refused,
    EventKind.WITHDRAWN: _reasoned(EventKind.WITHDRAWN),
    EventKind.CLOSED: _reasoned(EventKind.CLOSED),
    EventKind.ATTACHMENT_ADDED: _attached,
    EventKind.SECRECY_REVIEWED: _secrecy_reviewed,
}
