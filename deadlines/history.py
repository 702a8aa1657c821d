"""The dated facts of a case, as the clocks read them.

A fact is what happened on a legal day; dates that are not known yet are ``None``. A history is a bag of facts: the
order in which they are given never matters, and a what-if is the same history with a fact that has not happened.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from law.dispute_terms import DisputeResult
from law.terms import Channel, ConsultationKind, ServiceMethod

__all__ = [
    "CaseHistory",
    "Consultation",
    "CorrectionLapsed",
    "CorrectionNotice",
    "CorrectionReceived",
    "Deferral",
    "Extension",
    "Fact",
    "FeeLapsed",
    "FeeNotice",
    "FeePaid",
    "FeeWaived",
    "JustificationNotice",
    "JustificationReceived",
    "Receipt",
    "ReplyDispatch",
    "ReplyOrdered",
    "Withdrawal",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """How and when the request came in (条例第三十一条).

    Attributes:
        channel: the channel.
        submitted: handed in, or the web system showed success.
        signed: registered mail signed for by anyone of the agency; for an oral request the applicant signed the form.
        arrived: ordinary mail or a fax arrived.
        confirmed: both sides confirmed the receipt.
        system_received: the mail system or the platform received it.
        staff_ack: a member of staff acknowledged it on the platform.
        office_confirmed: the office confirmed mail that was addressed to another unit.
        guide_exception: the published guide excepts submissions on the platform from counting at once.
    """

    channel: Channel
    submitted: date | None = None
    signed: date | None = None
    arrived: date | None = None
    confirmed: date | None = None
    system_received: date | None = None
    staff_ack: date | None = None
    office_confirmed: date | None = None
    guide_exception: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice:
    """The one correction notice of a case (条例第三十条); ``deadline`` is the day the agency set."""

    sent: date
    served: date | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionReceived:
    """A correction came in; ``complete`` if it settled what was asked for (identity, content, form)."""

    on: date
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLapsed:
    """The agency found that no correction came in time without a good reason; the request is no longer processed."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An extension (条例第三十三条第二款): ``days`` working days, approved by the head, told to the applicant."""

    days: int
    approved_on: date | None = None
    notified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One consultation (条例第三十二、三十三、三十四条).

    Attributes:
        ref: identifies it among others, for example the name of the third party.
        kind: whom the agency asked; decides what silence means.
        sent: dispatched.
        served: received by the other side.
        reply_by: day set in the letter to another agency.
        answered: the opinion came in.
        returned: the letter came back and has not been sent again; nobody has been asked since.
        resent: this attempt came back and another one followed it; nobody answers this one any more.
        proof: whether dispatch is proven; without proof nothing is stopped.
        secrecy: asks the secrecy or the competent department to decide (条例第十七条); stops the clock by policy.
        party: whom people read in the sentences; ``ref`` if empty.
    """

    ref: str
    kind: ConsultationKind
    sent: date
    served: date | None = None
    reply_by: date | None = None
    answered: date | None = None
    returned: date | None = None
    resent: bool = False
    proof: bool = True
    secrecy: bool = False
    party: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNotice:
    """A fee notice (管理办法第六条); ``order`` tells what came first of notices and waivers, 0 where days tell it."""

    sent: date
    served: date | None = None
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePaid:
    """A payment; ``complete`` if the whole amount is paid."""

    on: date
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLapsed:
    """The agency found that the fee was not paid in time; the request is no longer processed (管理办法第六条)."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeWaived:
    """The agency charges nothing after all; the applicant was told on that day."""

    on: date
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationNotice:
    """The applicant was asked to give reasons for many requests (条例第三十五条)."""

    sent: date
    served: date | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationReceived:
    """The reasons came in."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """The reply was put off to a day told to the applicant (条例第三十五条)."""

    until: date
    notified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDispatch:
    """The reply left the agency.

    Attributes:
        method: way of service.
        issued_on: date in the letter; it never decides.
        dispatched: handed to the post, sent by mail or platform.
        redispatched: handed to the post again after it came back, the last time.
        delivered: signed for, left behind, or arrived.
        notice_on: published as a public notice.
        courier: carried by a courier company instead of the postal service, which 邮政法第五十五条 forbids.
    """

    method: ServiceMethod
    issued_on: date | None = None
    dispatched: date | None = None
    redispatched: date | None = None
    delivered: date | None = None
    notice_on: date | None = None
    courier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyOrdered:
    """A decision or judgment orders a reply: instead of one that it revoked, or of one that never came.

    From its receipt on a period of its own runs, whatever ran before (行政复议法第六十四条、第六十六条，
    行政诉讼法第七十条、第七十二条).

    Attributes:
        received: day on which the agency received the decision.
        result: how the dispute ended.
        body: the reconsideration body or the court.
        number: number of the decision.
        ordered_on: date of the decision.
        set_days: working days that the decision sets for the reply.
        set_until: last day that the decision sets; taken as it is written.
    """

    received: date
    result: DisputeResult
    body: str = ""
    number: str = ""
    ordered_on: date | None = None
    set_days: int | None = None
    set_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The applicant withdrew the request."""

    on: date


Fact = (
    Receipt
    | CorrectionNotice
    | CorrectionReceived
    | CorrectionLapsed
    | Extension
    | Consultation
    | FeeNotice
    | FeePaid
    | FeeLapsed
    | FeeWaived
    | JustificationNotice
    | JustificationReceived
    | Deferral
    | ReplyDispatch
    | ReplyOrdered
    | Withdrawal
)

_F = TypeVar("_F")


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """The facts of one case; equal histories hold the same facts, whatever their order."""

    facts: frozenset[Fact]

    @classmethod
    def of(cls, *facts: Fact) -> "CaseHistory":
        """A history of these facts."""
        return cls(frozenset(facts))

    def plus(self, *facts: Fact) -> "CaseHistory":
        """The same history with more facts (what-if)."""
        return CaseHistory(self.facts.union(facts))

    def minus(self, *facts: Fact) -> "CaseHistory":
        """The same history without some facts."""
        return CaseHistory(self.facts.difference(facts))

    def all_of(self, kind: type[_F]) -> list[_F]:
        """The facts of one kind in an order that does not depend on how they were given."""
        found = cast("list[_F]", [fact for fact in self.facts if isinstance(fact, kind)])
        return found if len(found) < 2 else sorted(found, key=repr)

    @classmethod
    def from_facts(cls, facts: Iterable[Fact]) -> "CaseHistory":
        """A history of any iterable of facts."""
        return cls(frozenset(facts))
