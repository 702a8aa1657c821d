"""Disputes for hypothesis: days in any order, as people record them, not as the law wants them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from deadlines.dispute_history import DisputeCourse, DisputeFact
from law.dispute_events import dispute_events
from law.dispute_results import results_of
from law.dispute_terms import DisputeEventKind, Forum, Instance, Procedure

__all__ = ["courses", "facts_of", "prefixes", "start_days"]

K = DisputeEventKind
# From here on every period of the law has its number; to here the calendar has its notices.
start_days = st.dates(date(2024, 1, 2), date(2026, 3, 1))
gaps = st.integers(0, 60).map(lambda days: timedelta(days=days))
_KINDS = {
    forum: [kind for kind, spec in dispute_events().items() if forum in spec.forums and spec.by_hand] for forum in Forum
}


@st.composite
def facts_of(draw: st.DrawFn, forum: Forum, since: date, ref: str) -> DisputeFact:
    """Any fact that the forum knows, on any day after another, with anything that such a fact may say."""
    kind = draw(st.sampled_from(_KINDS[forum]))
    on = since + draw(gaps)
    instance = draw(st.sampled_from(Instance)) if forum is Forum.LITIGATION else Instance.FIRST
    result = draw(st.sampled_from(results_of(forum, instance))) if kind is K.DECIDED else None
    lasts = kind in (K.SURVEYED, K.EVIDENCE_DEFERRED, K.HEARING_NOTICED) and draw(st.booleans())
    told = kind in (K.ACCEPTED, K.CASE_FILED, K.COPY_RECEIVED, K.PROCEDURE_CHANGED)
    return DisputeFact(
        ref=ref,
        kind=kind,
        on=on,
        until=on + draw(gaps) if lasts else None,
        days=draw(st.integers(1, 40)) if kind is K.EXTENDED else None,
        procedure=draw(st.sampled_from(Procedure)) if told else None,
        result=result.result if result is not None else None,
        instance=instance,
        by_agency=draw(st.booleans()),
        ruling=result.ruling if result is not None else False,
        served=on + draw(gaps) if draw(st.booleans()) else None,
        other_served=on + draw(gaps) if draw(st.booleans()) else None,
        ground=draw(st.sampled_from(("1", "8", "9"))) if kind is K.SUSPENDED else "",
    )


@st.composite
def courses(draw: st.DrawFn, forum: Forum | None = None) -> DisputeCourse:
    """A dispute that was opened and has some more facts."""
    where = draw(st.sampled_from(Forum)) if forum is None else forum
    since = draw(start_days)
    first = K.APPLICATION_FILED if where is Forum.RECONSIDERATION else K.CASE_FILED
    facts = [DisputeFact(ref="0", kind=first, on=since)]
    facts += [draw(facts_of(where, since, str(at))) for at in range(1, draw(st.integers(1, 14)))]
    return DisputeCourse(forum=where, facts=tuple(facts))


def prefixes(course: DisputeCourse) -> list[DisputeCourse]:
    """The dispute as it stood after each of its facts."""
    ordered = course.all_of(*DisputeEventKind)
    return [DisputeCourse(forum=course.forum, facts=ordered[:end]) for end in range(len(ordered) + 1)]
