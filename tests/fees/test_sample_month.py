"""The forty sample requests counted by applicant and month, and the vectors of the fees.

That the requests are registered as the samples say is tested in casework; here what they say is the input.
"""

import json
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pytest

from fees.pieces import CountedPieces, MonthCount, Pieces, count_month
from fees.volume import volume_fee
from law.policies import PolicySet
from tests.conformance import main
from tests.conformance_fee_ops import FEE_OPERATIONS

DATA: Final = Path(__file__).parents[1] / "data"
SAMPLES: Final[dict[str, Any]] = json.loads((DATA / "samples" / "requests_fee_month.json").read_text(encoding="utf-8"))
REQUESTS: Final[list[dict[str, Any]]] = SAMPLES["requests"]
FEN: Final = 100
DEFAULT = PolicySet.default()
NOT_COUNTED = DEFAULT.with_(fee_count_withdrawn=False)
JUNE = "PF01 2025-06"


def month_of(sample: dict[str, Any]) -> str:
    return f"{sample['expected']['applicant_key']} {sample['expected']['received_date'][:7]}"


def pieces_of(sample: dict[str, Any], *, forget_withdrawal: bool) -> Pieces:
    return Pieces(
        ref=int(sample["id"].removeprefix("PF")),
        counted_on=date.fromisoformat(sample["expected"]["received_date"]),
        order=sample["seq"],
        pieces=sample["pieces"],
        withdrawn="withdrawn" in sample["expected"] and not forget_withdrawal,
    )


def months(
    samples: Iterable[dict[str, Any]], policies: PolicySet = DEFAULT, *, forget_withdrawal: bool = False
) -> dict[str, MonthCount]:
    found = {}
    for key, group in groupby(sorted(samples, key=month_of), key=month_of):
        rows = [pieces_of(one, forget_withdrawal=forget_withdrawal) for one in group]
        found[key] = count_month(rows, rows[0].counted_on, policies)
    return found


def rows_by_id(counted: dict[str, MonthCount]) -> dict[str, CountedPieces]:
    return {f"PF{row.pieces.ref:02d}": row for month in counted.values() for row in month.rows}


# The ordinals and prices of the samples are those before the withdrawal of PF16.
AS_RECEIVED: Final = months(REQUESTS, forget_withdrawal=True)


def test_the_samples_are_forty_with_one_withdrawn_and_two_with_pages() -> None:
    assert [one["id"] for one in REQUESTS] == [f"PF{number:02d}" for number in range(1, 41)]
    assert [one["id"] for one in REQUESTS if "withdrawn" in one["expected"]] == ["PF16"]
    assert [one["id"] for one in REQUESTS if "pages" in one["expected"]] == ["PF24", "PF29"]
    assert all(one["expected"]["month"] == month_of(one).split()[1] for one in REQUESTS)


@pytest.mark.parametrize("sample", REQUESTS, ids=lambda sample: str(sample["id"]))
def test_ordinals_and_price_of_each_request(sample: dict[str, Any]) -> None:
    row, wanted = rows_by_id(AS_RECEIVED)[sample["id"]], sample["expected"]
    assert [row.first, row.last] == wanted["ordinals_in_month"]
    assert row.assessment.fen == wanted["fee_by_piece"] * FEN


def test_totals_of_each_applicant_and_month() -> None:
    totals = {
        key: {"pieces": month.occupied, "fee_by_piece_total": month.fen // FEN} for key, month in AS_RECEIVED.items()
    }
    wanted = {
        key: {name: value for name, value in month.items() if name != "fee_if_withdrawn_not_charged"}
        for key, month in SAMPLES["month_totals"].items()
    }
    assert totals == wanted


def test_by_default_the_withdrawn_request_keeps_its_ordinal_and_its_price_is_dropped() -> None:
    counted = months(REQUESTS)
    june = counted[JUNE]
    assert june.occupied == SAMPLES["month_totals"][JUNE]["pieces"]
    assert june.fen == SAMPLES["month_totals"][JUNE]["fee_if_withdrawn_not_charged"] * FEN
    before, after = rows_by_id(AS_RECEIVED), rows_by_id(counted)
    assert (after["PF16"].first, after["PF16"].charged, after["PF16"].assessment.fen) == (14, False, 0)
    assert {key for key in after if after[key].assessment != before[key].assessment} == {"PF16"}


def test_where_the_withdrawn_request_does_not_count_all_behind_it_move_up() -> None:
    counted = months(REQUESTS, NOT_COUNTED)
    june = counted[JUNE]
    # Thirty-four pieces: twenty at 100 and four at 200.
    assert (june.occupied, june.fen) == (34, 2800 * FEN)
    before, after = rows_by_id(AS_RECEIVED), rows_by_id(counted)
    assert after["PF16"].first is None
    assert (before["PF34"].assessment.fen, after["PF34"].assessment.fen) == (200 * FEN, 100 * FEN)
    moved = [key for key in before if before[key].first != after[key].first and key != "PF16"]
    # PF23 is the namesake's.
    assert moved == [f"PF{number}" for number in range(17, 39) if number != 23]


def test_the_other_months_know_nothing_of_the_withdrawal() -> None:
    default, not_counted = months(REQUESTS), months(REQUESTS, NOT_COUNTED)
    others = set(AS_RECEIVED) - {JUNE}
    assert len(others) == 3
    assert all(default[key] == not_counted[key] == AS_RECEIVED[key] for key in others)


def test_the_samples_entered_backwards_count_the_same() -> None:
    assert months(reversed(REQUESTS)) == months(REQUESTS)


@pytest.mark.parametrize("sample", [one for one in REQUESTS if "pages" in one["expected"]], ids=lambda one: one["id"])
def test_price_by_volume_of_each_request_alone(sample: dict[str, Any]) -> None:
    wanted = sample["expected"]
    assert volume_fee(wanted["pages"], date.fromisoformat(wanted["received_date"])).fen == wanted["fee_by_volume"] * FEN


@pytest.mark.parametrize("name", ["fees.json", "extra_fees.json"])
def test_the_vectors_of_the_fees_pass(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = DATA / "vectors" / name
    number = len(json.loads(file.read_text(encoding="utf-8"))["vectors"])
    assert number > 50
    assert main([str(file)]) == 0
    assert capsys.readouterr().out == f"{number} passed, 0 failed\n"


def test_our_own_vectors_try_every_operation_of_the_fees() -> None:
    vectors = json.loads((DATA / "vectors" / "extra_fees.json").read_text(encoding="utf-8"))["vectors"]
    assert {one["op"] for one in vectors} == set(FEE_OPERATIONS)
