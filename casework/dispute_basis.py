"""What the register says of a dispute, for the checks of its letters (X31–X47)."""

from datetime import date

from casework.agency import agency_view, known_profile
from casework.answer_context import copy_received_on
from casework.bundle_plan import plan_view
from casework.dispute_cache import stored_dispute_policies
from casework.dispute_folder import DisputeFolder
from casework.dispute_standing import duties, standing
from deadlines.dispute_clocks import dispute_clocks
from law.dispute_terms import ClockOwner, DisputeEventKind, Duty, PartyRole
from templates.dispute_facts import DecisionFact, DisputeBasis, EvidenceFact, OpinionFact

__all__ = ["answer_due", "dispute_basis"]

_ANSWERS = ("rc_answer", "lit_defence", "lit_appeal_answer")


def answer_due(folder: DisputeFolder) -> tuple[date | None, bool]:
    """The last day to hand in the answer that is due next, and whether it is an estimate."""
    policies = stored_dispute_policies(folder.office, folder.session, folder.facts)
    calendar = folder.office.calendar(session=folder.session)
    clocks = dispute_clocks(folder.facts.course(), calendar, policies, folder.today)
    mine = [one for one in clocks if one.key in _ANSWERS and one.owner is ClockOwner.AGENCY and one.due is not None]
    waiting = [one for one in mine if one.done_on is None] or mine
    due = waiting[-1].due if waiting else None
    return (due.due, due.provisional) if due is not None else (None, False)


def dispute_basis(folder: DisputeFolder) -> DisputeBasis:
    """Everything on record that a letter of the dispute may contradict."""
    facts = folder.facts
    plan = plan_view(folder)
    due, provisional = answer_due(folder)
    days = {one.on for one in facts.events if one.on is not None}
    for case in folder.folders:
        events = case.attacked.facts.whole
        days |= {one.on for one in events if one.on is not None}
        for act in plan.brief.acts:
            days |= {line.on for line in act.course}
    return DisputeBasis(
        today=folder.today,
        body=facts.body,
        case_number=facts.case_number,
        agency=agency_view(known_profile(folder.session)).name,
        applicants=folder.named(PartyRole.APPLICANT),
        third_parties=folder.named(PartyRole.THIRD_PARTY),
        co_respondents=folder.named(PartyRole.CO_RESPONDENT),
        copy_received_on=copy_received_on(folder),
        answer_due=due,
        provisional=provisional,
        days=frozenset(days),
        since=max((one.attacked.since for one in folder.folders if one.attacked.since is not None), default=None),
        evidence=tuple(
            EvidenceFact(
                number=one.number,
                name=one.title,
                made_on=one.formed_on or one.day,
                late=one.late,
                restricted=one.restricted,
            )
            for one in plan.items
            if one.number
        ),
        claims=folder.reasons,
        representative=agency_view(known_profile(folder.session)).representative_name,
        decision=_decision(folder),
        opinion=_opinion(folder),
    )


def _decision(folder: DisputeFolder) -> DecisionFact | None:
    found = standing(folder.facts)
    if found is None:
        return None
    policies = folder.office.policies(folder.today, folder.session)
    owed = duties(folder.office, folder.session, folder.dispute, folder.facts, policies, folder.today)
    wanted = (Duty.RE_REPLY, Duty.REPLY, Duty.PERFORM, Duty.REMEDY)
    mine = [one for one in owed if one.spec.duty in wanted]
    return DecisionFact(
        number=str(found.decided.values.get("number", "")),
        decided_on=found.decided.on,
        served_on=found.effective_on,
        due=max((one.due.due for one in mine if one.due is not None), default=None),
        performed_on=max((one.done_on for one in mine if one.done_on is not None), default=None),
    )


def _opinion(folder: DisputeFolder) -> OpinionFact | None:
    received = folder.facts.last(DisputeEventKind.OPINION_RECEIVED)
    if received is None:
        return None
    policies = stored_dispute_policies(folder.office, folder.session, folder.facts)
    clocks = dispute_clocks(folder.facts.course(), folder.office.calendar(session=folder.session), policies, None)
    mine = [one.due for one in clocks if one.key == "opinion" and one.due is not None]
    return OpinionFact(
        number=str(received.values.get("number", "")),
        received_on=received.on,
        due=mine[-1].due if mine else None,
    )
