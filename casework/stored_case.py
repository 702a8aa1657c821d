"""What the questions about one request read first: its row, its events, the policies that govern it."""

from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.derived import events_of, policy_day
from casework.facts import CaseFacts, case_facts
from casework.office import Office
from law.errors import UserError
from law.policies import PolicySet
from models import Request

__all__ = ["facts_of", "registration_number", "stored_request"]


def stored_request(session: Session, request_id: int) -> Request:
    """The request.

    Raises:
        UserError: ``case_not_found``.
    """
    found = cast("Request | None", session.get(Request, request_id))
    if found is None:
        raise UserError("case_not_found", "找不到这件申请", "它可能在另一个数据库里", "请刷新列表后再打开")
    return found


def registration_number(session: Session, request_id: int) -> str:
    """The registration number; empty if none was given yet."""
    return session.scalar(select(Request.registration_number).where(Request.id == request_id)) or ""


def facts_of(office: Office, session: Session, request_id: int) -> tuple[CaseFacts, PolicySet]:
    """The facts of a request and the policies of the day it came in.

    Raises:
        UserError: ``case_not_found``.
    """
    rows = events_of(session, request_id)
    if not rows:
        stored_request(session, request_id)
    facts = case_facts(rows)
    day = policy_day(facts)
    if day is None:
        raise UserError("receipt_struck", "收到申请的记录不能没有", "收到日决定全部期限", "请改正日期，不要删除")
    return facts, office.policies(day, session)
