"""The data of the fee standards agree with the policy that chooses among them, and hold whole numbers alone."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Never

import pytest

from law.data_files import DATA
from law.errors import LawDataError
from law.fee_schedule import fee_schedule, fee_schedules, load_fee_schedules
from law.policies import PolicySet, policy_specs
from law.terms import FeeMethod

SHIPPED = DATA / "fee_schedule.toml"
DAY = date(2026, 3, 2)
DEFAULT = PolicySet.default()


def no_float(text: str) -> Never:
    raise AssertionError(f"a float in the data: {text}")


def test_the_labels_of_the_policy_say_the_price_of_the_31st_piece() -> None:
    spec = policy_specs()["fee_band31_reading"]
    assert len(spec.choices) == 2
    for reading, label in spec.choices:
        schedule = fee_schedule(FeeMethod.BY_PIECE, DAY, DEFAULT.with_(fee_band31_reading=reading))
        assert (schedule.policy, schedule.reading) == (spec.key, reading)
        (price,) = {band.fen for band in schedule.bands if band.first <= 31 <= band.last}
        assert label == f"{price // 100}元"


def test_both_readings_agree_on_every_piece_that_is_not_doubtful() -> None:
    bands = [[one for one in schedule.bands if one.last <= 30] for schedule in fee_schedules()[FeeMethod.BY_PIECE]]
    assert bands[0] == bands[1]
    assert bands[0][-1].last == 30


def test_the_file_holds_whole_numbers_alone() -> None:
    assert set(tomllib.loads(SHIPPED.read_text(encoding="utf-8"), parse_float=no_float)) == {"by_piece", "by_volume"}
    with pytest.raises(AssertionError, match=r"1\.5"):
        tomllib.loads("fen = 1.5", parse_float=no_float)


@pytest.mark.parametrize(
    ("values", "problem"), [("", r"by_volume\.values: missing"), ("values = []", r"by_volume\.values: must not be")]
)
def test_a_standard_needs_at_least_one_version(tmp_path: Path, values: str, problem: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8").partition("[by_volume]")[0]
    path = tmp_path / "fee_schedule.toml"
    path.write_text(f'{text}[by_volume]\nunit = "页"\n{values}\n', encoding="utf-8")
    with pytest.raises(LawDataError, match=problem):
        load_fee_schedules(path)
