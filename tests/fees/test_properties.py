"""What holds for every amount: the words of the measure counted one unit at a time, and whole numbers all the way."""

import ast
import dataclasses
import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from numbers import Number
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fees.bands import assess, rate, run_fen, total_fen
from fees.page_units import PageUnits, Sides, page_units, paper_size, sides_of_sheets
from fees.payments import Payment, Settlement, settle, units_covered
from fees.pieces import MonthCount, Pieces, count_month, month_total, piece_rate, split_fee
from fees.standards import compare
from fees.steps import Assessment, FeeStep
from fees.volume import page_rate, volume_fee
from fees.wording import capital_yuan, yuan, yuan_figure
from law.fee_schedule import FeeBand, FeeSchedule, fee_schedule
from law.policies import PolicySet
from law.terms import Confidence, FeeMethod, Outcome, PaperSize
from reports.fee_disclosure import fee_disclosure

DAY = date(2026, 3, 1)
FEN: Final = 100
DEFAULT = PolicySet.default()
FROM_41 = DEFAULT.with_(fee_band31_reading="from_41")
PIECES = fee_schedule(FeeMethod.BY_PIECE, DAY, DEFAULT)
PIECES_FROM_41 = fee_schedule(FeeMethod.BY_PIECE, DAY, FROM_41)
PAGES = fee_schedule(FeeMethod.BY_VOLUME, DAY, DEFAULT)
LATEST: Final = date(2026, 4, 12)

shipped_schedules = st.sampled_from((PIECES, PIECES_FROM_41, PAGES))
readings = st.sampled_from((DEFAULT, FROM_41))
units = st.integers(1, 700)
# Bands near which a slip would hide, as well as any others.
counts = st.one_of(st.integers(0, 400), st.sampled_from((0, 9, 10, 11, 29, 30, 31, 40, 41, 100, 101, 200, 201)))
policy_sets = st.builds(
    lambda reading, withdrawn, abandoned: DEFAULT.with_(
        fee_band31_reading=reading, fee_count_withdrawn=withdrawn, fee_count_repeat_abandoned=abandoned
    ),
    st.sampled_from(("from_31", "from_41")),
    st.booleans(),
    st.booleans(),
)
shuffles = st.randoms(use_true_random=False)


@st.composite
def other_schedules(draw: st.DrawFn) -> FeeSchedule:
    """Standards that no law knows: nothing free, bands of one unit, further bands of any length."""
    bands: list[FeeBand] = []
    for length, more in draw(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 50)), min_size=1, max_size=4)):
        before = bands[-1] if bands else FeeBand(0, 0, 0, Confidence.FULL_TEXT)
        mark = draw(st.sampled_from(list(Confidence)))
        bands.append(FeeBand(before.last + 1, before.last + length, before.fen + more, mark))
    every, dearer = draw(st.one_of(st.just((0, 0)), st.tuples(st.integers(1, 7), st.integers(1, 50))))
    return dataclasses.replace(PIECES, bands=tuple(bands), every=every, more=dearer)


schedules = st.one_of(shipped_schedules, other_schedules())


@st.composite
def months(draw: st.DrawFn) -> list[Pieces]:
    drawn = st.tuples(st.integers(0, 30), st.integers(0, 12), st.sampled_from(("", "", "withdrawn", "abandoned")))
    return [
        Pieces(
            ref=at,
            counted_on=DAY + timedelta(days=day),
            order=at,
            pieces=pieces,
            withdrawn=fate == "withdrawn",
            repeated_or_abandoned=fate == "abandoned",
        )
        for at, (day, pieces, fate) in enumerate(draw(st.lists(drawn, max_size=15)))
    ]


payments = st.builds(
    Payment,
    on=st.dates(date(2026, 4, 1), LATEST),
    fen=st.integers(-2000, 2000),
    accepted=st.booleans(),
    settles=st.booleans(),
)


def shuffled(entered: Sequence[Any], shuffler: random.Random) -> list[Any]:
    found = list(entered)
    shuffler.shuffle(found)
    return found


# ----------------------------------------------------------------------------------------- the measure in its own words


def words_on_pieces(ordinal: int, dearer_from: int = 31) -> int:
    """10件以下不收费；11至30件每件100元；31件以上以10件为一档，每增加一档提高100元."""
    if ordinal <= 10:
        return 0
    price, band_ends = 100, dearer_from - 1
    while ordinal > band_ends:
        price, band_ends = price + 100, band_ends + 10
    return price * FEN


def words_on_pages(page: int) -> int:
    """30页以下不收费；31至100页每页10元；101至200页每页20元；201页以上每页40元."""
    if page <= 30:
        return 0
    return (10 if page <= 100 else 20 if page <= 200 else 40) * FEN


def in_words(schedule: FeeSchedule, unit: int) -> int:
    if schedule is PAGES:
        return words_on_pages(unit)
    if schedule in (PIECES, PIECES_FROM_41):
        return words_on_pieces(unit, 31 if schedule is PIECES else 41)
    prices = [band.fen for band in schedule.bands for _ in range(band.first, band.last + 1)]
    while len(prices) < unit:
        prices += [prices[-1] + schedule.more] * (schedule.every or unit)
    return prices[unit - 1]


def in_words_marked(schedule: FeeSchedule, unit: int) -> Confidence:
    marks = [band.confidence for band in schedule.bands if unit <= band.last]
    return marks[0] if marks else schedule.bands[-1].confidence


def one_by_one(schedule: FeeSchedule, first: int, last: int) -> int:
    fen = 0
    for unit in range(first, last + 1):
        fen += in_words(schedule, unit)
    return fen


@pytest.mark.parametrize("schedule", [PIECES, PIECES_FROM_41, PAGES], ids=["from_31", "from_41", "pages"])
def test_the_first_five_hundred_units_agree_with_the_words_of_the_measure(schedule: FeeSchedule) -> None:
    running = 0
    assert total_fen(schedule, 0) == 0
    for unit in range(1, 501):
        running += in_words(schedule, unit)
        assert (rate(schedule, unit), total_fen(schedule, unit)) == (in_words(schedule, unit), running), unit


@given(schedules, units, counts)
def test_a_run_costs_what_its_units_cost_one_by_one(schedule: FeeSchedule, first: int, length: int) -> None:
    last = first + length - 1
    assert run_fen(schedule, first, last) == assess(schedule, first, last).fen == one_by_one(schedule, first, last)


@given(readings, counts, st.integers(0, 60))
def test_the_public_sums_are_those_of_the_words(policies: PolicySet, prior: int, pieces: int) -> None:
    schedule = fee_schedule(FeeMethod.BY_PIECE, DAY, policies)
    assert month_total(prior, DAY, policies) == one_by_one(schedule, 1, prior)
    assert split_fee(prior, pieces, DAY, policies).fen == one_by_one(schedule, prior + 1, prior + pieces)
    assert piece_rate(prior + 1, DAY, policies) == in_words(schedule, prior + 1)
    assert volume_fee(prior, DAY, policies).fen == one_by_one(PAGES, 1, prior)
    assert page_rate(prior + 1, DAY, policies) == words_on_pages(prior + 1)


# ------------------------------------------------------------------------------------------------------ rates and sums


@given(schedules, st.integers(0, 10**15))
def test_one_more_unit_costs_exactly_its_rate_and_that_is_a_band(schedule: FeeSchedule, before: int) -> None:
    marginal = total_fen(schedule, before + 1) - total_fen(schedule, before)
    assert marginal == rate(schedule, before + 1)
    listed = {one.fen for one in schedule.bands}
    behind = marginal - schedule.bands[-1].fen
    assert marginal in listed or (schedule.more > 0 and behind > 0 and behind % schedule.more == 0)


@given(schedules, st.integers(1, 10**15), st.integers(0, 1000))
def test_a_later_unit_never_costs_less(schedule: FeeSchedule, unit: int, later: int) -> None:
    assert 0 <= rate(schedule, unit) <= rate(schedule, unit + later)


@given(schedules, st.integers(0, 10**15), st.integers(0, 10**15))
def test_more_units_never_cost_less_and_nothing_is_negative(schedule: FeeSchedule, fewer: int, more: int) -> None:
    assert 0 <= total_fen(schedule, fewer) <= total_fen(schedule, fewer + more)


@given(schedules, st.integers(1, 10**15), counts, counts)
def test_a_run_cut_in_two_costs_the_same(schedule: FeeSchedule, first: int, length: int, rest: int) -> None:
    middle = first + length
    whole = run_fen(schedule, first, middle + rest - 1)
    assert run_fen(schedule, first, middle - 1) + run_fen(schedule, middle, middle + rest - 1) == whole


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [(-1, 5, "first must not be negative"), (1, -1, "last must not be negative"), (0, 5, "no run"), (7, 5, "no run")],
)
def test_what_is_no_run_of_units_is_refused(first: int, last: int, problem: str) -> None:
    for reckon in (run_fen, assess):
        with pytest.raises(ValueError, match=problem):
            reckon(PIECES, first, last)


@given(readings, st.integers(0, 10**9))
def test_by_piece_gives_hundreds_of_yuan_and_by_volume_tens(policies: PolicySet, amount: int) -> None:
    assert month_total(amount, DAY, policies) % (100 * FEN) == 0
    assert volume_fee(amount, DAY, policies).fen % (10 * FEN) == 0


@given(counts)
def test_the_reading_of_the_band_31_moves_ten_pieces_by_a_hundred_yuan_each(pieces: int) -> None:
    # Each piece from the 31st on is one band dearer in the one reading than in the other.
    difference = month_total(pieces, DAY, DEFAULT) - month_total(pieces, DAY, FROM_41)
    assert difference == max(0, pieces - 30) * 100 * FEN


# --------------------------------------------------------------------------------------------------------------- steps


def assert_steps_explain(assessment: Assessment, schedule: FeeSchedule, first: int, last: int) -> None:
    steps = assessment.steps
    assert assessment.method is schedule.method
    assert assessment.fen == sum(one.fen for one in steps)
    assert assessment.quantity == sum(one.quantity for one in steps) == last - first + 1
    assert [one.first for one in steps] == [first, *(one.last + 1 for one in steps)][: len(steps)]
    assert (steps[-1].last if steps else first - 1) == last
    for one in steps:
        assert one.quantity == one.last - one.first + 1 > 0
        assert one.fen == one.quantity * one.rate_fen
        assert one.rate_fen == in_words(schedule, one.first) == in_words(schedule, one.last)
        assert one.confidence is in_words_marked(schedule, one.first) is in_words_marked(schedule, one.last)
        assert one.unit == schedule.unit
        assert one.citations == (schedule.citation,)


@given(schedules, units, counts)
def test_the_steps_add_up_without_a_gap_from_the_first_unit_to_the_last(
    schedule: FeeSchedule, first: int, length: int
) -> None:
    last = first + length - 1
    assert_steps_explain(assess(schedule, first, last), schedule, first, last)


@given(schedules, units, counts)
def test_a_sentence_says_the_numbers_of_its_step(schedule: FeeSchedule, first: int, length: int) -> None:
    for one in assess(schedule, first, first + length - 1).steps:
        assert one.sentence.startswith(f"第{one.first}")
        assert f"，{one.quantity}{one.unit}，" in one.sentence
        price = f"每{one.unit}{yuan(one.rate_fen)}，计{yuan(one.fen)}。"
        assert one.sentence.endswith(price if one.rate_fen else "不收费。")


@given(shipped_schedules, units, counts)
def test_neighbouring_steps_differ_in_their_rate_or_their_confidence(
    schedule: FeeSchedule, first: int, length: int
) -> None:
    steps = assess(schedule, first, first + length - 1).steps
    marks = [(one.rate_fen, one.confidence) for one in steps]
    assert all(before != behind for before, behind in itertools.pairwise(marks))


# --------------------------------------------------------------------------------------------------------------- months


def numbered(entered: Sequence[Pieces], policies: PolicySet) -> Iterator[tuple[Pieces, list[int], bool]]:
    """Each request in its place with the ordinals it takes and whether it is charged."""
    taken = 0
    for one in sorted(entered, key=lambda request: (request.counted_on, request.order)):
        counts = charged = True
        if one.withdrawn:
            counts, charged = policies.flag("fee_count_withdrawn"), False
        elif one.repeated_or_abandoned:
            counts = charged = policies.flag("fee_count_repeat_abandoned")
        ordinals = [taken + at for at in range(1, one.pieces + 1)] if counts else []
        taken += len(ordinals)
        yield one, ordinals, charged


@given(months(), policy_sets, shuffles)
def test_a_month_adds_up_piece_by_piece_in_whatever_order_it_was_entered(
    entered: list[Pieces], policies: PolicySet, shuffler: random.Random
) -> None:
    month = count_month(shuffled(entered, shuffler), DAY, policies)
    schedule = fee_schedule(FeeMethod.BY_PIECE, DAY, policies)
    expected = list(numbered(entered, policies))
    assert [one.pieces for one in month.rows] == [request for request, _, _ in expected]
    sum_of_pieces = 0
    for row, (_, ordinals, charged) in zip(month.rows, expected, strict=True):
        own = sum(in_words(schedule, one) for one in ordinals) if charged else 0
        assert row.assessment.fen == own
        assert (row.first, row.last) == ((ordinals[0], ordinals[-1]) if ordinals else (None, None))
        assert row.charged is charged
        sum_of_pieces += own
    assert month.fen == sum_of_pieces
    assert month.occupied == sum(len(ordinals) for _, ordinals, _ in expected)
    assert (month.next_ordinal, month.next_fen) == (month.occupied + 1, in_words(schedule, month.occupied + 1))


@given(months(), policy_sets, shuffles)
def test_the_order_of_entry_changes_nothing_at_all(
    entered: list[Pieces], policies: PolicySet, shuffler: random.Random
) -> None:
    assert count_month(shuffled(entered, shuffler), DAY, policies) == count_month(entered, DAY, policies)


@given(months(), policy_sets)
def test_a_month_never_costs_more_than_its_occupied_ordinals(entered: list[Pieces], policies: PolicySet) -> None:
    month = count_month(entered, DAY, policies)
    plain = month_total(month.occupied, DAY, policies)
    assert 0 <= month.fen <= plain
    if all(row.charged for row in month.rows):
        assert month.fen == plain


@given(st.lists(st.integers(1, 9), max_size=40), readings)
def test_how_the_pieces_are_spread_over_requests_never_changes_the_sum(parts: list[int], policies: PolicySet) -> None:
    def month_of(sizes: Sequence[int]) -> MonthCount:
        entered = [Pieces(ref=at, counted_on=DAY, order=at, pieces=size) for at, size in enumerate(sizes)]
        return count_month(entered, DAY, policies)

    together = sum(parts)
    assert month_of(parts).fen == month_of([1] * together).fen == month_of([together]).fen
    assert month_of(parts).fen == one_by_one(fee_schedule(FeeMethod.BY_PIECE, DAY, policies), 1, together)


@given(months(), st.integers(0, 30), readings)
def test_one_more_request_never_makes_the_others_cheaper(entered: list[Pieces], day: int, policies: PolicySet) -> None:
    before = {one.pieces.ref: one.assessment.fen for one in count_month(entered, DAY, policies).rows}
    added = Pieces(ref=99, counted_on=DAY + timedelta(days=day), order=99)
    after = {one.pieces.ref: one.assessment.fen for one in count_month([*entered, added], DAY, policies).rows}
    assert all(after[ref] >= fen for ref, fen in before.items())


@given(months(), shuffles)
def test_withdrawing_never_makes_a_month_dearer(entered: list[Pieces], shuffler: random.Random) -> None:
    taken_back = [dataclasses.replace(one, withdrawn=one.withdrawn or shuffler.random() < 0.5) for one in entered]
    for policies in (DEFAULT, DEFAULT.with_(fee_count_withdrawn=False)):
        assert count_month(taken_back, DAY, policies).fen <= count_month(entered, DAY, policies).fen


# -------------------------------------------------------------------------------------------------------------- volume


@given(st.lists(counts, min_size=1, max_size=6))
def test_pages_of_several_requests_never_cost_more_than_if_they_were_added(pages: list[int]) -> None:
    assert sum(volume_fee(one, DAY).fen for one in pages) <= volume_fee(sum(pages), DAY).fen


@given(st.lists(st.integers(0, 30), max_size=50))
def test_any_number_of_requests_of_thirty_pages_costs_nothing(pages: list[int]) -> None:
    assert [volume_fee(one, DAY).fen for one in pages] == [0] * len(pages)


@given(counts, st.integers(1, 400), st.integers(0, 30))
def test_the_amount_by_volume_knows_no_other_request_of_the_month(pages: int, first: int, pieces: int) -> None:
    alone = compare(Outcome.GRANT, None, None, pages, DAY)
    later = compare(Outcome.GRANT, None, (first, first + pieces), pages, DAY)
    assert later.by_volume == alone.by_volume
    assert later.by_piece.fen == one_by_one(PIECES, first, first + pieces)


@given(counts, units)
def test_the_two_standards_are_never_added(pages: int, ordinal: int) -> None:
    both = compare(Outcome.GRANT, None, (ordinal, ordinal), pages, DAY)
    piece, volume = words_on_pieces(ordinal), one_by_one(PAGES, 1, pages)
    assert [one.fen for one in both.offers] == [piece, volume]
    assert both.difference == volume - piece
    assert both.chargeable is bool(piece or volume)
    assert ("one_standard" in [one.code for one in both.findings]) is bool(piece and volume)


# ------------------------------------------------------------------------------------------------------------ payments


def two_pots(asked: int, received: list[Payment]) -> tuple[date | None, int]:
    """Day by day with two pots, what counts and what is only kept: what goes back leaves the second pot first.

    The day on which the first pot held the whole amount, and what is in it at the end.
    """
    counted = kept = 0
    full: date | None = None
    for day in sorted({one.on for one in received}):
        today = [one for one in received if one.on == day]
        counted += sum(one.fen for one in today if one.fen > 0 and one.accepted)
        kept += sum(one.fen for one in today if one.fen > 0 and not one.accepted)
        if full is None and counted >= asked and any(one.fen > 0 and one.accepted for one in today):
            full = day
        for one in today:
            if one.fen < 0:
                kept += one.fen
                if kept < 0:
                    counted, kept = counted + kept, 0
                if counted < 0:
                    counted, kept = 0, kept + counted
    return full, counted


@given(st.integers(1, 4000), st.lists(payments, max_size=6), shuffles)
def test_the_order_of_payments_never_matters(asked: int, received: list[Payment], shuffler: random.Random) -> None:
    for policies in (DEFAULT, DEFAULT.with_(fee_partial_payment="proportional")):
        assert settle(asked, shuffled(received, shuffler), policies) == settle(asked, received, policies)


@given(st.integers(1, 4000), st.lists(payments, max_size=6))
def test_a_fee_is_settled_on_the_day_on_which_the_whole_is_in_and_never_before(
    asked: int, received: list[Payment]
) -> None:
    found = settle(asked, received, DEFAULT)
    assert (found.settled_on, found.paid) == two_pots(asked, received)
    assert found.paid >= 0
    assert found.held == sum(one.fen for one in received)
    assert found.excess == max(0, found.held - asked)
    assert found.missing == (max(0, asked - found.paid) if found.settled_on is None else 0)


@given(st.integers(1, 4000), st.lists(st.integers(1, 2000), max_size=6))
def test_without_refunds_settled_means_paid_and_unpaid_means_missing(asked: int, amounts: list[int]) -> None:
    found = settle(asked, [Payment(on=DAY + timedelta(days=at), fen=fen) for at, fen in enumerate(amounts)])
    assert (found.settled_on is not None) is (sum(amounts) >= asked)
    assert found.paid == found.held == sum(amounts) == asked - found.missing + found.excess
    assert (found.finding is None) is (sum(amounts) in (0, asked))


@given(st.integers(1, 4000), st.lists(payments, max_size=6), payments)
def test_one_more_payment_never_makes_a_settled_fee_unpaid(asked: int, received: list[Payment], more: Payment) -> None:
    later = dataclasses.replace(more, on=LATEST + timedelta(days=1))
    settled_on = settle(asked, received).settled_on
    if settled_on is not None:
        assert settle(asked, [later, *received]).settled_on == settled_on


@given(schedules, units, counts, st.integers(0, 10**7))
def test_an_amount_covers_as_many_units_as_it_can_pay_and_no_more(
    schedule: FeeSchedule, first: int, length: int, fen: int
) -> None:
    fee = assess(schedule, first, first + length - 1)
    covered = units_covered(schedule, fee, fen)
    assert 0 <= covered <= length
    if fee.steps:
        assert one_by_one(schedule, first, first + covered - 1) <= fen
    if covered < length:
        assert one_by_one(schedule, first, first + covered) > fen


# ------------------------------------------------------------------------------------------------------------ no floats

ROOT: Final = Path(__file__).parents[2]
MONEY_PATHS: Final = (
    *sorted((ROOT / "fees").rglob("*.py")),
    ROOT / "law" / "fee_schedule.py",
    ROOT / "reports" / "fee_disclosure.py",
    ROOT / "reports" / "fee_ledger.py",
)
INEXACT_NAMES: Final = frozenset({"float", "round", "complex", "truediv", "fsum"})
INEXACT_MODULES: Final = frozenset({"cmath", "decimal", "fractions", "math", "numpy", "operator", "statistics"})


def inexact(source: str) -> list[str]:
    return [found for node in ast.walk(ast.parse(source)) if (found := inexact_node(node))]


def inexact_node(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=float() | complex()):
            return f"literal {node.value!r}"
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in INEXACT_NAMES:
            return name
        # A path is joined by the same sign, but never a number to a text.
        case ast.BinOp(op=ast.Div(), right=ast.Constant(value=str())):
            return ""
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return "division"
        case ast.Import():
            return " ".join(one.name for one in node.names if one.name.partition(".")[0] in INEXACT_MODULES)
        case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in INEXACT_MODULES:
            return module
        case _:
            return ""


@pytest.mark.parametrize("path", MONEY_PATHS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_float_can_arise_where_money_is_reckoned(path: Path) -> None:
    assert inexact(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "x = 0.5",
        "x = 1e3",
        "x = 1j",
        "x = float(y)",
        "x: float = y",
        "x = round(y)",
        "x = y / z",
        "x = y / 100",
        "x /= 2",
        "x = a.truediv(y, z)",
        "import math",
        "import os, decimal",
        "from fractions import Fraction",
        "def f(x: 'int', y: float | int) -> int: ...",
    ],
)
def test_the_search_for_floats_finds_them(source: str) -> None:
    assert inexact(source) != []


@pytest.mark.parametrize("source", ["x = y // 100", "x = Path(y) / 'a.toml'", "x = 100", "import os", "x = y % 7"])
def test_the_search_for_floats_lets_whole_numbers_and_paths_pass(source: str) -> None:
    assert inexact(source) == []


def test_the_search_for_floats_reads_every_module_of_the_room() -> None:
    names = {path.name for path in MONEY_PATHS}
    assert {"bands.py", "pieces.py", "volume.py", "payments.py", "standards.py", "wording.py", "steps.py"} <= names


def sides(printed: Any, blank: Any = 0) -> list[Sides]:
    return [Sides(size=PaperSize.A4, printed=printed, blank=blank)]


def one_piece(pieces: Any) -> list[Pieces]:
    return [Pieces(ref=1, counted_on=DAY, order=1, pieces=pieces)]


def unpaid(first: int, last: int) -> Assessment:
    return assess(PIECES, first, last)


# Each takes a whole number at the place that its name says; 0 and 1 are good values for all of them but the ordinals.
TAKERS: Final[dict[str, Callable[[Any], object]]] = {
    "rate": lambda value: rate(PIECES, value),
    "total_fen": lambda value: total_fen(PIECES, value),
    "run_fen first": lambda value: run_fen(PIECES, value, 1),
    "run_fen last": lambda value: run_fen(PIECES, 1, value),
    "assess first": lambda value: assess(PIECES, value, 1),
    "assess last": lambda value: assess(PIECES, 1, value),
    "piece_rate": lambda value: piece_rate(value, DAY),
    "month_total": lambda value: month_total(value, DAY),
    "split_fee prior": lambda value: split_fee(value, 1, DAY),
    "split_fee pieces": lambda value: split_fee(1, value, DAY),
    "count_month": lambda value: count_month(one_piece(value), DAY),
    "volume_fee": lambda value: volume_fee(value, DAY),
    "page_rate": lambda value: page_rate(value, DAY),
    "compare first": lambda value: compare(Outcome.GRANT, None, (value, 1), None, DAY),
    "compare last": lambda value: compare(Outcome.GRANT, None, (1, value), None, DAY),
    "compare pages": lambda value: compare(Outcome.GRANT, None, None, value, DAY),
    "paper_size width": lambda value: paper_size(value, 1),
    "paper_size height": lambda value: paper_size(1, value),
    "sides_of_sheets": lambda value: sides_of_sheets(value, PaperSize.A4, duplex=True),
    "sides_of_sheets blank": lambda value: sides_of_sheets(1, PaperSize.A4, duplex=True, blank=value),
    "page_units printed": lambda value: page_units(sides(value), DAY),
    "page_units blank": lambda value: page_units(sides(1, value), DAY),
    "settle asked": lambda value: settle(value, []),
    "settle paid": lambda value: settle(1, [Payment(on=DAY, fen=value)]),
    "units_covered": lambda value: units_covered(PIECES, unpaid(11, 12), value),
    "units_covered of nothing": lambda value: units_covered(PIECES, unpaid(1, 0), value),
    "yuan_figure": yuan_figure,
    "yuan": yuan,
    "capital_yuan": capital_yuan,
}
FROM_ONE: Final = frozenset({"rate", "run_fen first", "assess first", "piece_rate", "page_rate", "compare first"})
INEXACT: Final = (1.0, True, Decimal(1), Fraction(1), 0.0, False, Decimal(0), Fraction(0), "1")
NEGATIVE_INEXACT: Final = (-1.0, Decimal(-1), Fraction(-1))


@pytest.mark.parametrize("value", INEXACT, ids=repr)
@pytest.mark.parametrize("name", TAKERS)
def test_whatever_is_no_whole_number_is_refused_even_if_it_equals_one(name: str, value: object) -> None:
    take = TAKERS[name]
    for good in (1,) if name in FROM_ONE else (0, 1):
        take(good)  # what was answered once may be remembered, and 1.0 == True == 1
    with pytest.raises(TypeError):
        take(value)


@pytest.mark.parametrize("value", NEGATIVE_INEXACT, ids=repr)
def test_what_goes_back_is_a_whole_number_too(value: Any) -> None:
    for take in (yuan, yuan_figure, lambda fen: settle(1, [Payment(on=DAY, fen=fen)])):
        assert take(-1)
        with pytest.raises(TypeError, match="fen must be an int"):
            take(value)


def numbers_of(value: object) -> Iterator[object]:
    """All numbers in a value, however deep."""
    if isinstance(value, Number):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from numbers_of(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from numbers_of(one)


def assert_whole(value: object) -> None:
    found = list(numbers_of(value))
    assert found
    assert {type(one) for one in found} == {int}


@given(schedules, units, counts)
def test_every_number_of_an_assessment_is_an_int(schedule: FeeSchedule, first: int, length: int) -> None:
    assert_whole(assess(schedule, first, first + length - 1))


@given(st.integers(0, 4000), st.lists(payments, max_size=4), st.integers(0, 99), st.integers(0, 99))
def test_every_number_of_the_other_answers_is_an_int(
    asked: int, received: list[Payment], printed: int, blank: int
) -> None:
    settlement: Settlement = settle(asked, received)
    pages: PageUnits = page_units(sides(printed, blank), DAY)
    assert_whole(settlement)
    assert_whole([settlement.missing, settlement.excess])
    assert_whole(pages)
    assert_whole(fee_disclosure(2025, [asked], [one.fen for one in received]))


def test_the_search_for_numbers_finds_those_that_are_not_whole() -> None:
    step = FeeStep(1, 1, 1, "件", 100, 100, "", (), PIECES.bands[0].confidence)
    good = Assessment(FeeMethod.BY_PIECE, 100, (step,))
    assert_whole(good)
    for wrong in (100.0, True, Decimal(100)):
        changed: Any = dataclasses.replace(step, fen=wrong)  # type: ignore[arg-type]
        assert {type(one) for one in numbers_of(dataclasses.replace(good, steps=(changed,)))} == {int, type(wrong)}
