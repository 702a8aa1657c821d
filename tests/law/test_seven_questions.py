"""The seven questions: every path followed to its end, every outcome and variant reached, malformed trees refused."""

from datetime import date
from pathlib import Path

import pytest

from law.data_files import DATA
from law.errors import LawDataError, RuleGap
from law.outcomes import SEVEN_QUESTIONS, outcome_rules
from law.seven_questions import PathAnswer, load_question_tree, question_tree
from law.terms import Outcome

TODAY = date(2026, 11, 23)
TREE = question_tree()
# How many answers lead to each outcome, written down by hand: no path may appear or vanish unnoticed.
ENDS = {
    "unclear_after_correction": 1, "abandoned_no_correction": 1, "petition": 3, "publication": 1, "not_gov_info": 1,
    "repeat_request": 1, "confirm_reissue": 1, "excessive_requests": 1, "not_this_agency": 3, "special_query": 1,
    "not_exist": 1, "needs_processing": 1, "partial_grant": 2, "refusal_secret": 1, "refusal_law": 1,
    "refusal_safety": 1, "refusal_third_party": 2, "refusal_internal": 1, "refusal_process": 1,
    "refusal_case_file": 1, "grant": 5, "already_public": 3, "withdrawn": 1, "abandoned_no_payment": 1, "other": 1,
}  # fmt: skip


def test_every_path_ends_in_one_outcome_in_one_variant() -> None:
    paths = list(TREE.paths(TODAY))
    # Two ways to be clear (at once, after a correction), two to be no repetition, two to be responsible.
    assert len(paths) == 2 + 3 + 2 * (5 + 3 + 2 * (4 + 2 * (2 + 3 * 7 + 1 + 2 + 8)))
    for one in paths:
        assert one.open is None
        assert one.outcome is not None
        rule = outcome_rules()[one.outcome]
        assert one.variant in ([variant.key for variant in rule.variants] or [""])
        assert all(answer.outcome is None for _, answer in one.steps[:-1])
    assert len({one.path for one in paths}) == len(paths)


def test_every_outcome_and_every_variant_is_reached() -> None:
    reached = {(one.outcome, one.variant) for one in TREE.paths(TODAY)}
    wanted = {
        (outcome, key)
        for outcome, rule in outcome_rules().items()
        for key in ([variant.key for variant in rule.variants] or [""])
    }
    assert reached == wanted
    ends = [one.outcome for point in TREE.points.values() for one in point.answers if one.outcome is not None]
    assert {one.value: ends.count(one) for one in Outcome} == ENDS


def test_questions_are_asked_in_their_order_and_end_where_the_catalogue_says() -> None:
    for one in TREE.paths(TODAY):
        asked = [point.question for point, _ in one.steps]
        assert asked == sorted(asked)
        assert one.outcome is not None
        assert asked[-1] == outcome_rules()[one.outcome].step
    assert {point.name for point in TREE.points.values()} == set(SEVEN_QUESTIONS)


def test_every_answer_says_what_follows_and_on_which_article() -> None:
    for point in TREE.points.values():
        assert len(point.answers) <= 9, "digits choose"
        for answer in point.answers:
            assert answer.consequence
            assert answer.citations or answer.outcome is Outcome.OTHER, (point.key, answer.key)
            if answer.outcome is not None:
                rule = outcome_rules()[answer.outcome]
                assert answer.citations == rule.citations_for(answer.variant or None)
                assert answer.evidence == rule.evidence_for(answer.variant or None)


def test_the_path_of_a_refusal_for_a_third_party() -> None:
    given = {
        "complete": "clear", "nature": "information", "before": "first", "duty": "own", "held": "held",
        "grounds": "whole", "reason": "third_party",
    }  # fmt: skip
    walk = TREE.walk({**given, "way": "copy"}, TODAY)  # what is off the way is ignored
    assert (walk.outcome, walk.variant, walk.open) == (Outcome.REFUSAL_THIRD_PARTY, "refused", None)
    assert walk.path == tuple(PathAnswer(*one) for one in given.items())
    assert [point.question for point, _ in walk.steps] == [1, 2, 2, 3, 4, 5, 5]


def test_a_walk_stops_where_nothing_is_answered_or_the_answer_is_unknown() -> None:
    walk = TREE.walk({"complete": "clear", "nature": "whatever"}, TODAY)
    assert walk.open is TREE.points["nature"]
    assert (walk.outcome, walk.variant) == (None, "")
    assert TREE.walk({}, TODAY).open is TREE.points[TREE.root]


def test_all_ways_to_one_outcome() -> None:
    ways = TREE.paths_to(Outcome.WITHDRAWN, "", TODAY)
    assert [one.path for one in ways] == [(PathAnswer("complete", "ended"), PathAnswer("ending", "withdrawn"))]
    assert TREE.paths_to(Outcome.GRANT, "no_such", TODAY) == ()
    whole = TREE.points["grounds"].answer("whole")
    assert whole is not None
    assert {outcome.value.split("_")[0] for outcome, _ in TREE.ends(whole, TODAY)} == {"refusal"}


def test_answers_are_given_from_their_day_on() -> None:
    before, since = date(2020, 12, 31), date(2021, 1, 1)
    unpaid = {"complete": "ended", "ending": "no_payment"}
    assert TREE.walk(unpaid, since).outcome is Outcome.ABANDONED_NO_PAYMENT
    assert TREE.walk(unpaid, before).open is TREE.points["ending"]
    assert TREE.paths_to(Outcome.NOT_THIS_AGENCY, "archived", before) == ()
    assert TREE.paths_to(Outcome.NOT_THIS_AGENCY, "archived", since) != ()
    with pytest.raises(RuleGap):
        TREE.walk({}, date(2019, 5, 14))
    with pytest.raises(RuleGap):
        list(TREE.paths(date(2019, 5, 14)))


SHIPPED = (DATA / "seven_questions.toml").read_text(encoding="utf-8")
WRONG = {
    "no tree": ("[tree]\n", "[treee]\n", "tree"),
    "root": ('root = "complete"', 'root = "whatever"', "tree.root"),
    "unknown point": ('next = "duty"', 'next = "whatever"', "before.answers[0].next"),
    "circle": ('next = "duty"', 'next = "before"', "before.answers[0].next"),
    "back": ('next = "held"', 'next = "nature"', "duty.answers[0].next"),
    "unreachable": ('next = "published"', 'outcome = "grant", variant = "provide_copy"', "way.answers[4].citations"),
    "unknown outcome": ('outcome = "publication"', 'outcome = "whatever"', "nature.answers[4].outcome"),
    "wrong question": ('outcome = "publication"', 'outcome = "not_exist"', "nature.answers[4].outcome"),
    "variant": ('variant = "complaint"', 'variant = "whatever"', "nature.answers[2].variant"),
    "no variant": (', variant = "complaint"', "", "nature.answers[2].variant"),
    "a variant too many": (
        'outcome = "publication"', 'outcome = "publication", variant = "x"', "nature.answers[4].variant",
    ),
    "variant missing": ('variant = "complaint"', 'variant = "petition"', "petition.complaint"),
    "both": ('outcome = "publication"', 'outcome = "publication", next = "before"', "nature.answers[4].next"),
    "neither": (', outcome = "publication"', "", "nature.answers[4].next"),
    "question": ("[nature]\nquestion = 2", "[nature]\nquestion = 8", "nature.question"),
    "repeated key": ('key = "corrected"', 'key = "clear"', "complete.answers"),
    "no article": (', citations = ["ogi:27"]', "", "before.answers[0].citations"),
    "unknown article": ('citations = ["ogi:27"]', 'citations = ["whatever:27"]', "before.answers[0].citations"),
    "evidence": ('evidence = ["publication_proof"]', 'evidence = ["whatever"]', "way.answers[4].evidence"),
    "too early": (
        ', effective = 2021-01-01 },\n    { key = "other"', ' },\n    { key = "other"', "ending.answers[1].effective",
    ),
    "unknown key": ('root = "complete"', 'root = "complete"\ntrunk = 1', "tree.trunk"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_malformed_tree_names_file_and_key(tmp_path: Path, name: str) -> None:
    old, new, key = WRONG[name]
    assert old in SHIPPED
    file = tmp_path / "tree.toml"
    file.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawDataError) as wrong:
        load_question_tree(file)
    assert wrong.value.file == "tree.toml"
    assert key in f"{wrong.value.key} {wrong.value.problem}"


def test_a_point_that_nothing_leads_to_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tree.toml"
    lost = SHIPPED.replace("[ending]", "[lost]", 1) + SHIPPED[SHIPPED.index("[ending]") :]
    file.write_text(lost, encoding="utf-8")
    with pytest.raises(LawDataError, match="lost: no answer leads here"):
        load_question_tree(file)
