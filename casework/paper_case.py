"""A case in the hands of somebody who fills in a sheet, and what several sheets say in the same words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.act_case import ActCase
from casework.agency import agency_view, known_profile
from casework.applicants import applicants_of
from casework.case_contents import case_contents
from casework.date_wording import full_date
from casework.derived import events_of
from casework.draft_course import DraftStep
from casework.fee_proposal import reply_label
from casework.office import Office
from casework.paper_views import FileView
from casework.refusals import basis_text, refused
from casework.views import AgencyView
from deadlines.steps import Deadline
from law.rules import rule
from law.terms import (
    DocumentKind,
    Outcome,
)
from models import Agent, Applicant, Document, Request, Submission

__all__ = ["PaperCase", "basis_of", "done_by", "due_text", "not_now", "received_text"]


@dataclass(frozen=True)
class PaperCase:
    """A case in the hands of somebody who fills in a sheet.

    Attributes:
        office, session: where it is read.
        case: the request as of the day of the sheet.
        actor: who makes the sheet; empty if nobody is named.
        document_id: the letter that the sheet is about.
        words: what a person adds.
    """

    office: Office
    session: Session
    case: ActCase
    actor: str = ""
    document_id: int | None = None
    words: str = ""

    @property
    def today(self) -> date:
        """Day of the sheet."""
        return self.case.state.today

    @property
    def request(self) -> Request:
        """The request."""
        return self.case.request

    @cached_property
    def agency(self) -> AgencyView:
        """Who the agency is."""
        return agency_view(known_profile(self.session))

    @cached_property
    def submission(self) -> Submission:
        """The letter that came in."""
        return self.session.get_one(Submission, self.request.submission_id)

    @cached_property
    def applicants(self) -> tuple[Applicant, ...]:
        """Those who apply, in the order of the letter."""
        return applicants_of(self.session, self.request.submission_id)

    @cached_property
    def agents(self) -> tuple[Agent, ...]:
        """Those who act for them."""
        statement = select(Agent).where(Agent.submission_id == self.submission.id).order_by(Agent.id)
        return tuple(self.session.scalars(statement))

    @cached_property
    def recorders(self) -> Mapping[int, str]:
        """Who entered each event."""
        return {one.id: one.recorded_by for one in events_of(self.session, self.request.id)}

    @cached_property
    def contents(self) -> FileView:
        """The file of the case."""
        return case_contents(self.session, self.case)

    @cached_property
    def applicant(self) -> str:
        """The applicants as lists name them."""
        return self.request.applicant_label or self.applicants[0].name

    def document(self, document_id: int) -> Document:
        """One document of the case."""
        return self.session.get_one(Document, document_id)

    def base(self) -> dict[str, Any]:
        """The fields that every sheet has."""
        return {
            "agency": self.agency.name,
            "registration_number": self.case.number,
            "applicant": self.applicant,
            "request_title": self.request.title or self.request.text,
            "made_on": self.today,
        }

    def reply_label(self) -> str:
        """The outcome as decided, empty while nothing is."""
        facts = self.case.state.facts
        if facts.outcome is None:
            return ""
        variant = str(facts.decided.payload.get("variant") or "") if facts.decided else ""
        return facts.outcome.label if facts.outcome is Outcome.WITHDRAWN else reply_label(facts.outcome, variant)

    def provided(self) -> str:
        """The information that the reply provides, as decided; else what was asked for."""
        decided = self.case.state.facts.decided
        said: Mapping[str, Any] = decided.payload.get("facts", {}) if decided else {}
        listed = str(said.get("attachment_list") or said.get("provided_list") or said.get("info_name") or "").strip()
        return listed or self.request.title or self.request.text


def not_now(kind: DocumentKind) -> Exception:
    """What the sheet is made from is not on record."""
    return refused("paper_not_now", paper=kind.label)


def basis_of(identifier: str) -> str:
    """The articles of a rule, the statute named once."""
    first, *more = rule(identifier).citations
    return "、".join((first.full, *(one.place for one in more)))


def due_text(deadline: Deadline | None) -> str:
    """A last day in words, and that it is provisional; what stands there before the receipt is confirmed."""
    if deadline is None:
        return "收到日确认后起算"
    return full_date(deadline.due) + ("（暂定，日历尚未覆盖）" if deadline.provisional else "")


def done_by(event: DraftStep | None, paper: PaperCase) -> str:
    """Who did what an event tells: as it says itself, else who entered it."""
    return "" if event is None else str(event.payload.get("by") or paper.recorders.get(event.id, ""))


def received_text(paper: PaperCase) -> str:
    """The day of receipt with its reason and article (条例第三十一条)."""
    received = paper.case.state.clock.received
    if received.received is None:
        return "收到日待确认"
    said = received.steps[0].sentence.rstrip("。") if received.steps else ""
    basis = basis_text(received.steps[0].citations) if received.steps else ""
    day = full_date(received.received)
    told = said if day in said else "，".join(one for one in (day, said) if one)
    return told + (f"（{basis}）" if basis and basis not in told else "")
