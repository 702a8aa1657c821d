"""Faults seeded into good letters of all kinds: nearly all are caught, and untouched letters are left alone."""

import time

import pytest

from law.outcomes import outcome_rules
from law.terms import Outcome
from templates.checks import check_letter
from templates.reply_contexts import ReplyLetter
from tests.templates.mutation.faults import FAULTS
from tests.templates.mutation.good_letters import good_letters
from tests.templates.mutations import Seeded, false_findings, seed_faults
from tests.templates.reading import blocks

# What no check can see, written down so that a new gap is noticed: a lost paragraph of fixed wording that nothing rests
# on (经审查，现答复如下; what the law says of a refusal anyway; what the title says too).
NOT_CAUGHT = frozenset({
    ("随机1：丢一段", "refusal_process"),
    ("随机4：丢一段", "other"),
    ("随机4：丢一段", "refusal_third_party.refused"),
    ("随机4：丢一段", "withdrawal_confirm"),
    ("随机4：丢一段", "withdrawn"),
    ("随机5：丢一段", "grant.items"),
})  # fmt: skip


@pytest.fixture(scope="module")
def tried() -> tuple[Seeded, ...]:
    return seed_faults()


def test_good_letters_are_of_all_kinds() -> None:
    replies = [one.letter for one in good_letters() if isinstance(one.letter, ReplyLetter)]
    assert {one.outcome_id for one in replies} == set(Outcome)
    variants = {(one.outcome_id, str(getattr(one, "variant", ""))) for one in replies}
    wanted = {(outcome, one.key) for outcome, rule in outcome_rules().items() for one in rule.variants}
    assert wanted <= variants
    assert len(good_letters()) - len(replies) >= 11


def test_untouched_letters_have_no_findings() -> None:
    """At most two of a hundred would be borne; there are none."""
    assert false_findings() == ()


def test_faults_are_caught(tried: tuple[Seeded, ...]) -> None:
    assert len(tried) >= 300
    assert len({one.letter for one in tried}) == len(good_letters())
    caught = [one for one in tried if one.caught]
    assert len(caught) >= 0.95 * len(tried)
    assert len([one for one in tried if one.meant]) >= 0.95 * len(tried)


def test_what_is_not_caught_is_known(tried: tuple[Seeded, ...]) -> None:
    assert {(one.fault, one.letter) for one in tried if not one.caught} == NOT_CAUGHT


def test_every_kind_of_fault_can_happen(tried: tuple[Seeded, ...]) -> None:
    assert {one.name for one in FAULTS} == {one.fault for one in tried}


def test_a_reply_is_checked_within_ten_milliseconds() -> None:
    """It runs while one types; measured in time of the processor, so that a busy machine does not decide."""
    for good in good_letters():
        printed = blocks(good.letter)
        check_letter(good.letter, printed, good.basis)
        times = []
        for _ in range(3):
            began = time.process_time()
            check_letter(good.letter, printed, good.basis)
            times.append(time.process_time() - began)
        assert min(times) < 0.010, good.name
