"""The data of disputes: every result leads somewhere, every duty can be settled, every period can start and end."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from law.attacked_acts import attacked_acts
from law.data_files import DATA
from law.dispute_clocks import alarm_rules, dispute_clock_rules, load_dispute_clock_rules
from law.dispute_events import dispute_events, load_dispute_events
from law.dispute_results import dispute_results, duties_of, load_dispute_results, result_class, results_of
from law.dispute_terms import AttackedAct, DisputeEventKind, DisputeResult, Duty, Forum, Instance, ResultClass
from law.errors import LawDataError, RuleGap
from law.parameters import Unit, parameters
from law.policies import PolicySet
from law.terms import Confidence

K = DisputeEventKind
DAY = date(2026, 11, 25)
POLICIES = PolicySet.default()
# What settles a duty: an event of the dispute, or the new reply on the request.
SETTLED_BY = {
    Duty.RE_REPLY: None,
    Duty.REPLY: None,
    Duty.PERFORM: K.PERFORMED,
    Duty.REMEDY: K.PERFORMED,
    Duty.REPORT_PERFORMANCE: K.PERFORMANCE_REPORTED,
    Duty.REPORT_OPINION: K.OPINION_REPORTED,
    Duty.PREPARE_LAWSUIT: None,
    Duty.CONSIDER_APPEAL: K.APPEALED,
    Duty.UPDATE_FILE: K.ATTACHMENT_ADDED,
    Duty.RECORD_LESSON: K.LESSON_RECORDED,
}
SAID = frozenset({"re_reply_ordered", "perform_ordered", "ordered", "opinion_letter", "appealable"})


@pytest.mark.parametrize("result", DisputeResult)
def test_every_result_has_its_follow_up(result: DisputeResult) -> None:
    spec = dispute_results()[result]
    assert duties_of(result, frozenset()), "something follows whatever else the decision says"
    whole = duties_of(result, SAID)
    assert len(whole) == len(spec.duties)
    for duty in whole:
        assert duty.line
        assert duty.citations
        settled = SETTLED_BY[duty.duty]
        assert settled is None or spec.forum in dispute_events()[settled].forums
    assert spec.citations
    assert isinstance(result_class(result, DAY, POLICIES, first=DisputeResult.DISMISS_CLAIM), ResultClass)


def test_what_reverses_a_reply_orders_something_and_what_upholds_it_does_not() -> None:
    for spec in dispute_results().values():
        column = spec.classes[-1].column
        ordering = {one.duty for one in spec.duties} & {Duty.RE_REPLY, Duty.REPLY, Duty.PERFORM, Duty.REMEDY}
        if column is ResultClass.CORRECTED:
            assert ordering, spec.result
        if column is ResultClass.UPHELD:
            assert not ordering, spec.result
            assert not spec.reopens, spec.result


@pytest.mark.parametrize("forum", Forum)
def test_each_instance_has_its_closed_list(forum: Forum) -> None:
    instances = (Instance.FIRST,) if forum is Forum.RECONSIDERATION else tuple(Instance)
    listed = [one.result for instance in instances for one in results_of(forum, instance)]
    assert set(listed) == {one.result for one in dispute_results().values() if one.forum is forum}


def test_an_appeal_that_is_dismissed_counts_as_the_first_instance() -> None:
    for first, column in (
        (DisputeResult.DISMISS_CLAIM, ResultClass.UPHELD),
        (DisputeResult.J_REVOKE, ResultClass.CORRECTED),
    ):
        assert result_class(DisputeResult.APPEAL_DISMISSED, DAY, POLICIES, first=first) is column
    assert result_class(None, None, POLICIES) is ResultClass.PENDING
    with pytest.raises(RuleGap):
        result_class(DisputeResult.REVOKE, date(2020, 1, 1), POLICIES)


def test_every_period_starts_and_ends_with_events_of_its_forum() -> None:
    events = dispute_events()
    for rule in dispute_clock_rules():
        assert rule.starts or rule.counts == "timeout", rule.key
        for kind in (*rule.starts, *rule.ends, *rule.moot):
            assert set(rule.forums) & set(events[kind].forums), (rule.key, kind)
        if rule.parameter:
            parameter = parameters().parameter(rule.parameter)
            assert parameter.label
            assert all(one.unit is not Unit.MONTH_DAY for one in parameter.values)
        assert set(rule.results) <= set(dispute_results())


def test_every_period_of_the_law_has_a_place() -> None:
    """Of the reconsideration body's and the courts' numbers all are counted, or are told here why not."""
    used = {name for one in dispute_clock_rules() for name in (one.parameter, one.simple, one.ruling) if name}
    elsewhere = {
        # Of the applicant, before there is a dispute (deadlines.dispute_remedies).
        "recon_apply_days", "recon_apply_max_years", "recon_apply_nonreply_days", "recon_cap_years",
        "recon_cap_real_estate_years", "sue_direct_months", "sue_nonreply_months", "sue_uninformed_max_years",
        "sue_cap_years",
        # Part of another period.
        "recon_decide_extension_days",
        # Between bodies, from days that nobody tells the agency.
        "recon_norm_transfer_days", "recon_norm_handle_days", "recon_norm_back_days",
    }  # fmt: skip
    named = {one for one in parameters() if one.startswith(("recon_", "sue_", "litig_"))}
    assert named - used == elsewhere


def test_every_event_can_be_reached() -> None:
    events = dispute_events()
    for forum in Forum:
        reached = {kind for kind, one in events.items() if forum in one.forums and not one.after}
        while True:
            more = {
                kind
                for kind, one in events.items()
                if forum in one.forums and kind not in reached and set(one.after) & reached
            }
            if not more:
                break
            reached |= more
        assert {kind for kind, one in events.items() if forum in one.forums} == reached


def test_every_event_by_hand_says_what_it_starts_and_by_which_article() -> None:
    for one in dispute_events().values():
        assert one.date_label
        assert one.line
        assert one.citations or not one.by_hand
        for field in one.fields:
            assert field.label
            needs = field.kind == "choice" and field.key != "result"
            assert bool(field.choices) is needs, (one.kind, field.key)


def test_alarms_of_five_working_days_never_sleep() -> None:
    rule = next(one for one in alarm_rules() if one.unit is Unit.WORKDAY and one.up_to >= 5)
    assert rule.notice >= 5
    assert rule.warning >= 3
    assert rule.urgent >= 1


def test_every_attacked_act_is_described() -> None:
    assert set(attacked_acts()) == set(AttackedAct)


def test_what_is_only_remembered_or_derived_says_so() -> None:
    """Every article that the data names has a day on which it was checked, a mark and a basis."""
    for rule in dispute_clock_rules():
        assert rule.basis
        assert rule.checked_on <= DAY
    for spec in dispute_events().values():
        assert bool(spec.citations) is bool(spec.basis)
        assert (spec.checked_on is None) is (spec.confidence is None) is (not spec.citations)
    marks = {one.key: one.confidence for one in dispute_clock_rules()}
    assert marks["rc_answer"] is Confidence.FULL_TEXT
    assert marks["lit_appeal_answer"] is Confidence.MEMORY
    assert dispute_events()[K.SURVEYED].confidence is Confidence.SINGLE


def test_a_recommendation_of_a_court_has_no_period_of_the_reconsideration_law() -> None:
    (opinion,) = [one for one in dispute_clock_rules() if one.parameter == "recon_opinion_days"]
    assert opinion.forums == (Forum.RECONSIDERATION,)
    assert [(one.statute, one.article) for one in opinion.citations] == [("recon", 77), ("recon", 83)]


def test_no_period_of_one_forum_cites_the_law_of_the_other() -> None:
    other = {Forum.RECONSIDERATION: "litig", Forum.LITIGATION: "recon"}
    for rule in dispute_clock_rules():
        if len(rule.forums) > 1:
            continue
        names = (rule.parameter, rule.simple, rule.ruling, *(one.statute for one in rule.citations))
        assert not [one for one in names if one.startswith(other[rule.forums[0]])], rule.key


CLOCKS = ("dispute_clocks.toml", load_dispute_clock_rules)
EVENTS = ("dispute_events.toml", load_dispute_events)
RESULTS = ("dispute_results.toml", load_dispute_results)


@pytest.mark.parametrize(
    ("file", "written", "instead", "problem"),
    [
        (CLOCKS, 'parameter = "recon_accept_days"', 'parameter = "no_such"', "no parameter"),
        (CLOCKS, 'starts = ["copy_received"]', 'starts = ["no_such"]', "unknown DisputeEventKind"),
        (CLOCKS, 'counts = "hearing"', 'counts = "sideways"', "unknown day or way of counting"),
        (CLOCKS, 'counts = "day"\n', 'counts = "plain"\n', "a period has a number"),
        (CLOCKS, "alarms = [15, 5, 2]", "alarms = [2, 5, 15]", "three falling numbers"),
        (CLOCKS, "quiet = [", 'quiet = ["maintain", ', "quiet after a result"),
        (CLOCKS, "checked_on = 2026-11-25\n", "", "missing"),
        (CLOCKS, 'confidence = "A"', 'confidence = "Z"', "unknown Confidence"),
        (CLOCKS, 'ground = "litig_no_evidence"', "", "says what missing it means"),
        (EVENTS, 'after = ["copy_received"]', 'after = ["no_such"]', "unknown DisputeEventKind"),
        (EVENTS, 'kind = "flag"', 'kind = "flags"', "unknown kind"),
        (EVENTS, 'if_choice = "head_attended"', 'if_choice = "nobody"', "hangs on a choice"),
        (EVENTS, 'citations = ["recon:30"]', "citations = []", "must not be empty"),
        (EVENTS, 'citations = ["recon:30"]', 'citations = ["no_such:30"]', "no_such"),
        (EVENTS, "[lesson_recorded]", "[lesson]", "unknown kind of event"),
        (EVENTS, 'basis = "单一转述"\n', "", "missing"),
        (RESULTS, 'forum = "reconsideration"', 'forum = "nowhere"', "unknown Forum"),
        (RESULTS, "reopens = false", "reopens = true", "what reopens a request"),
        (RESULTS, 'when = "opinion_letter"', 'when = "now"', "unknown condition"),
        (RESULTS, 'term = "recon_opinion_days"', 'term = "no_such"', "neither a parameter nor a policy"),
    ],
)
def test_bad_data_is_refused(
    file: tuple[str, Callable[[Path], object]], written: str, instead: str, problem: str, tmp_path: Path
) -> None:
    name, load = file
    text = (DATA / name).read_text(encoding="utf-8")
    assert written in text
    bad = tmp_path / name
    bad.write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(LawDataError, match=problem):
        load(bad)
