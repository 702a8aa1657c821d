"""A filter of the list of requests in words, as tables made from it name it."""

from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.views import CaseFilter
from models import Applicant

__all__ = ["filter_words"]

_ORDERS: Final = {
    "number": "登记先后",
    "due": "截止日",
    "received": "收到日",
    "closed": "办结日",
    "applicant": "申请人",
    "status": "环节",
    "urgency": "紧急程度",
}


def filter_words(session: Session, wanted: CaseFilter) -> str:
    """What a filter lets through and its order: 在办，渠道：EMS/挂号，收到日 2026-01-01 至 2026-03-31，按收到日排序."""
    words = ["在办" if wanted.open_only else "已办结" if wanted.closed_only else "全部"]
    if wanted.among:
        words.append(wanted.among_words or f"所选的 {len(wanted.among)} 件")
    if wanted.figure is not None:
        words.append(wanted.figure.words)
    if wanted.urgency is not None:
        words.append(f"紧急程度：{wanted.urgency.label}")
    if wanted.statuses:
        words.append("环节：" + "、".join(one.label for one in wanted.statuses))
    words += _period("收到日", wanted.received_from, wanted.received_to)
    words += _period("截止日", wanted.due_from, wanted.due_to)
    if wanted.channel is not None:
        words.append(f"渠道：{wanted.channel.label}")
    if wanted.applicant_type is not None:
        words.append(f"申请人类别：{wanted.applicant_type.label}")
    if wanted.outcome is not None:
        words.append(f"处理结果：{wanted.outcome.label}")
    if wanted.applicant_id is not None:
        name = session.scalar(select(Applicant.name).where(Applicant.id == wanted.applicant_id))
        words.append(f"申请人：{name or '（没有这一人）'}")
    if wanted.text.strip():
        words.append(f"含“{wanted.text.strip()}”")
    order = _ORDERS.get(wanted.sort, wanted.sort)
    words.append(f"按{order}{'倒序' if wanted.descending else ''}排列")
    return "，".join(words)


def _period(label: str, first: date | None, last: date | None) -> list[str]:
    if first is None and last is None:
        return []
    if first is None:
        return [f"{label}至 {last}"]
    if last is None:
        return [f"{label}自 {first}"]
    return [f"{label} {first} 至 {last}"]
