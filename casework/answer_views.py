"""The answer to a reconsideration or a lawsuit as proposed from the case: frozen views."""

from dataclasses import dataclass

from casework.course_lines import ToldLine
from casework.evidence_views import EvidencePlanView
from law.citations import Citation
from law.dispute_terms import AttackedAct, Forum
from law.terms import Outcome

__all__ = ["OPEN_PLACE", "ActBrief", "AnswerBrief", "AnswerRequest", "ReasonProposal"]

OPEN_PLACE = "【请写明"
"""How a place begins that only a person can fill in; a letter with one of them is not issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonProposal:
    """A ground of the other side with a proposed answer.

    Attributes:
        claim: the ground as it was brought forward.
        key, title: what kind of ground it was taken for; empty if it was not recognised.
        answer: the proposal; it may hold places to be filled in.
        citations: the articles that it is about.
    """

    claim: str
    key: str
    title: str
    answer: str
    citations: tuple[Citation, ...]

    @property
    def open(self) -> bool:
        """A person has to write something."""
        return OPEN_PLACE in self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRequest:
    """What the answer asks for, as proposed.

    Attributes:
        title: 请求维持; text: the sentence; citations: the articles.
        proposed: the course of the case suggests it; the others are choices.
    """

    key: str
    title: str
    text: str
    citations: tuple[Citation, ...]
    proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActBrief:
    """One attacked act in the answer.

    Attributes:
        line: the act in words; letter: title and number alone.
        registration_number, request_text: of the request.
        course: the procedure by day; period: the steps of the reply period in sentences.
        facts: what the reply found, one paragraph each; law: the provisions as letters print them.
        late_days: working days after the period, 0 if in time; None while no reply has left.
        plan: what has to be proved.
    """

    request_id: int
    document_id: int | None
    attacked: AttackedAct
    outcome: Outcome | None
    line: str
    letter: str
    registration_number: str
    request_text: str
    course: tuple[ToldLine, ...]
    period: tuple[str, ...]
    facts: tuple[str, ...]
    law: tuple[Citation, ...]
    late_days: int | None
    plan: EvidencePlanView


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBrief:
    """The proposal of an answer.

    Attributes:
        we, they: how the agency and the other side are called before this forum: 被申请人、申请人.
        acts: each attacked act; claims: what the other side asks for; reasons: its grounds with proposals.
        requests: what may be asked for, the proposed one first.
        notes: what the office has to know before it signs: lateness, missing evidence, doubtful points.
    """

    forum: Forum
    body: str
    case_number: str
    agency: str
    we: str
    they: str
    acts: tuple[ActBrief, ...]
    claims: str
    reasons: tuple[ReasonProposal, ...]
    requests: tuple[AnswerRequest, ...]
    notes: tuple[str, ...]

    @property
    def request(self) -> AnswerRequest:
        """The proposed request."""
        return self.requests[0]

    @property
    def open_places(self) -> int:
        """How many passages a person has to complete."""
        return sum(one.open for one in self.reasons) + (OPEN_PLACE in self.request.text)
