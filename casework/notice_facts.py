"""Questions about consultations, assistance and sent letters that the acts beside the reply ask again and again."""

from datetime import date

from casework.facts import CaseFacts, DocumentCourse, LegalEvent
from deadlines.reply_clock import ReplyClock
from law.terms import ConsultationKind, EventKind, Opinion

__all__ = [
    "answer_to",
    "disclosure_told",
    "open_assists",
    "opinion_of",
    "sent_letters",
    "third_parties_asked",
    "third_parties_to_tell",
    "third_party_consultations",
    "third_party_names",
    "told_on",
    "untold_consultations",
    "untold_third_parties",
]


def third_party_consultations(facts: CaseFacts) -> tuple[LegalEvent, ...]:
    """Consultations of third parties, whether their letter left the house or not (条例第三十二条)."""
    made = facts.all_of(EventKind.CONSULTATION_SENT)
    return tuple(one for one in made if one.payload.get("kind") == ConsultationKind.THIRD_PARTY)


def third_party_names(facts: CaseFacts) -> tuple[str, ...]:
    """Names of the third parties that were consulted, which the applicant is not to learn."""
    names = (str(one.payload.get("party") or "").strip() for one in third_party_consultations(facts))
    return tuple(one for one in names if one)


def third_parties_asked(facts: CaseFacts) -> tuple[LegalEvent, ...]:
    """Consultations of third parties that left the house (条例第三十二条)."""
    return tuple(one for one in third_party_consultations(facts) if facts.sent_on(one) is not None)


def answer_to(facts: CaseFacts, asked: LegalEvent) -> LegalEvent | None:
    """The latest answer to a consultation."""
    found = [one for one in facts.all_of(EventKind.CONSULTATION_ANSWERED) if _about(one) == asked.id]
    return found[-1] if found else None


def opinion_of(facts: CaseFacts, asked: LegalEvent) -> Opinion | None:
    """What a consulted party answered, None while it has not."""
    answer = answer_to(facts, asked)
    return Opinion(answer.payload["opinion"]) if answer is not None else None


def untold_consultations(facts: CaseFacts) -> tuple[LegalEvent, ...]:
    """Consultations that run and of which the applicant was not told (条例第三十三条第三款)."""
    told = {
        number
        for one in facts.all_of(EventKind.CONSULTATION_TOLD)
        for number in one.payload.get("consultation_event_ids") or ()
    }
    return tuple(one for one in facts.open_consultations if facts.sent_on(one) is not None and one.id not in told)


def third_parties_to_tell(facts: CaseFacts, clock: ReplyClock) -> tuple[LegalEvent, ...]:
    """Third parties that did not agree, or did not answer in time, and got no notice yet.

    Args:
        facts: the effective events.
        clock: the clock of the case, which knows whose time is over.
    """
    silent = {int(one.ref) for one in clock.pauses if one.ended and not one.answered and one.ref.isdigit()}
    told = _told(facts, sent_only=False)
    found = []
    for asked in third_parties_asked(facts):
        opinion = opinion_of(facts, asked)
        reluctant = asked.id in silent if opinion is None else opinion is not Opinion.AGREE
        if reluctant and asked.id not in told:
            found.append(asked)
    return tuple(found)


def untold_third_parties(facts: CaseFacts) -> tuple[str, ...]:
    """Third parties that did not agree and have not been sent the notice that their information is disclosed (C20).

    A disclosure for the sake of the public interest is issued only when this is empty: content and reasons are told
    to the third party in writing (条例第三十二条).
    """
    told = _told(facts, sent_only=True)
    return tuple(
        str(asked.payload.get("party") or ConsultationKind.THIRD_PARTY.label)
        for asked in third_parties_asked(facts)
        if opinion_of(facts, asked) is not Opinion.AGREE and asked.id not in told
    )


def told_on(facts: CaseFacts, asked: LegalEvent) -> date | None:
    """The day on which the notice to a third party left the house, None if it did not."""
    days = [facts.sent_on(one) for one in facts.all_of(EventKind.THIRD_PARTY_TOLD) if _about(one) == asked.id]
    return max((one for one in days if one is not None), default=None)


def disclosure_told(facts: CaseFacts) -> dict[str, str]:
    """What the file says of the notice, by key of the facts of a grant for the sake of the public interest.

    Nothing while a third party that did not agree has not been sent its notice.
    """
    sent = {one.id: facts.sent_on(one) for one in facts.all_of(EventKind.THIRD_PARTY_TOLD)}
    days = [day for day in sent.values() if day is not None]
    if not days or untold_third_parties(facts):
        return {}
    weighed = [str(one.payload["reason"]) for one in facts.all_of(EventKind.THIRD_PARTY_TOLD) if _weighs(one)]
    return {
        "third_party_notice_on": max(days).isoformat(),
        "public_interest_reason": weighed[-1] if weighed else "",
    }


def _weighs(told: LegalEvent) -> bool:
    return bool(told.payload.get("public_interest"))


def open_assists(facts: CaseFacts) -> tuple[LegalEvent, ...]:
    """Requests for assistance that nobody has answered."""
    answered = {one.payload.get("assist_event_id") for one in facts.all_of(EventKind.ASSIST_ANSWERED)}
    return tuple(one for one in facts.all_of(EventKind.ASSIST_REQUESTED) if one.id not in answered)


def sent_letters(facts: CaseFacts) -> tuple[DocumentCourse, ...]:
    """Numbered letters that left the house: what they say is corrected by another letter only."""
    return tuple(
        one for one in facts.courses.values() if one.dispatched_on is not None and one.number and not one.elsewhere
    )


def _about(event: LegalEvent) -> int:
    return int(event.payload.get("consultation_event_id") or 0)


def _told(facts: CaseFacts, *, sent_only: bool) -> set[int]:
    notices = facts.all_of(EventKind.THIRD_PARTY_TOLD)
    return {_about(one) for one in notices if not sent_only or facts.sent_on(one) is not None}
