"""The processing fee in the law data: bands and rates, what a notice says, what may be charged, the treasury item.

Every figure is written from the measure by hand (信息处理费管理办法第四条至第八条), in yuan as it says them.
"""

import itertools
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from law.citations import Citation, statutes
from law.data_files import DATA
from law.errors import LawDataError, RuleGap
from law.fee_notice import (
    fee_remedy_open,
    is_lawful_charge,
    missing_elements,
    notice_channel,
    notice_elements,
    notice_method,
    treasury_item,
)
from law.fee_schedule import FeeSchedule, fee_schedule, fee_schedules, load_fee_schedules
from law.parameters import Unit, parameters
from law.policies import PolicySet, policy_specs
from law.terms import Confidence, DeliveryMethod, FeeMethod, ServiceMethod

PIECE, VOLUME = FeeMethod.BY_PIECE, FeeMethod.BY_VOLUME
FIRST_DAY, TODAY = date(2021, 1, 1), date(2026, 11, 24)
DEFAULT = PolicySet.default()
OTHER_READING = DEFAULT.with_(fee_band31_reading="from_41")

# First and last unit of each band, yuan for one unit, how well attested.
PIECE_BANDS = [(1, 10, 0, "B"), (11, 30, 100, "B"), (31, 40, 200, "D")]
PAGE_BANDS = [(1, 30, 0, "B"), (31, 100, 10, "B"), (101, 200, 20, "B"), (201, 201, 40, "B")]

# Article 6 names four things; the rest follows from what it and article 7 say of time, consequence and remedies.
LISTED = {"basis": "依据", "standard": "标准", "amount": "数额", "pay_way": "缴纳方式"}
FOLLOWING = {
    "calculation": ("计算明细", "fee:4 fee:5"),
    "pay_period": ("缴费期限（收到次日起20个工作日）", "fee:6"),
    "consequence": ("逾期后果（视为放弃，不再处理）", "fee:6"),
    "restart": ("缴费后期限自次日重新计算", "fee:6"),
    "remedy": ("异议途径（不能单独复议/诉讼；缴费期满后就不再处理行为救济）", "fee:7"),
}


def bands(schedule: FeeSchedule) -> list[tuple[int, int, int, str]]:
    """Bands as the measure prints them; a price that is no whole yuan would not fit."""
    found = []
    for one in schedule.bands:
        yuan, rest = divmod(one.fen, 100)
        assert rest == 0
        found.append((one.first, one.last, yuan, one.confidence.value))
    return found


# ------------------------------------------------------------------------------------------------ the two standards


def test_by_piece_the_first_ten_of_a_month_are_free() -> None:
    schedule = fee_schedule(PIECE, TODAY)
    assert bands(schedule) == PIECE_BANDS
    assert (schedule.unit, schedule.free_units) == ("件", 10)
    # Behind the fortieth piece each further ten cost 100 yuan more.
    assert (schedule.every, schedule.more) == (10, 10_000)


def test_by_volume_the_first_thirty_pages_are_free_and_the_last_band_is_open() -> None:
    schedule = fee_schedule(VOLUME, TODAY)
    assert bands(schedule) == PAGE_BANDS
    assert (schedule.unit, schedule.free_units) == ("页", 30)
    assert (schedule.every, schedule.more) == (0, 0)


def test_the_other_reading_leaves_the_fourth_ten_at_the_former_price() -> None:
    schedule = fee_schedule(PIECE, TODAY, OTHER_READING)
    assert bands(schedule) == [*PIECE_BANDS[:2], (31, 40, 100, "D")]
    # The next ten cost 200 yuan, and so on.
    assert (schedule.every, schedule.more) == (10, 10_000)
    assert (schedule.policy, schedule.reading) == ("fee_band31_reading", "from_41")


def test_the_prevailing_reading_is_the_default() -> None:
    assert policy_specs()["fee_band31_reading"].default == "from_31"
    for chosen in (None, DEFAULT, OTHER_READING.with_(fee_band31_reading="from_31")):
        assert fee_schedule(PIECE, TODAY, chosen).reading == "from_31"


def test_the_reading_of_pieces_does_not_touch_pages() -> None:
    assert fee_schedule(VOLUME, TODAY, OTHER_READING) is fee_schedule(VOLUME, TODAY)
    assert (fee_schedule(VOLUME, TODAY).policy, fee_schedule(VOLUME, TODAY).reading) == ("", "")


@pytest.mark.parametrize(
    ("method", "code", "printed"),
    [
        (PIECE, "fee:4", "《政府信息公开信息处理费管理办法》第四条"),
        (VOLUME, "fee:5", "《政府信息公开信息处理费管理办法》第五条"),
    ],
)
def test_each_standard_cites_its_article(method: FeeMethod, code: str, printed: str) -> None:
    for one in fee_schedules()[method]:
        assert (one.method, one.citation, one.citation.full) == (method, Citation.parse(code), printed)


@pytest.mark.parametrize("method", list(FeeMethod))
@pytest.mark.parametrize("policies", [None, OTHER_READING])
def test_no_fee_before_the_measure(method: FeeMethod, policies: PolicySet | None) -> None:
    assert statutes()["fee"].effective == FIRST_DAY
    assert fee_schedule(method, FIRST_DAY, policies).effective == FIRST_DAY
    for too_early in (date(2020, 12, 31), date(2019, 5, 15), date(2008, 5, 1)):
        with pytest.raises(RuleGap, match=str(method)):
            fee_schedule(method, too_early, policies)


def test_every_reading_of_the_policy_has_its_standard_and_nothing_else() -> None:
    assert set(fee_schedules()) == set(FeeMethod)
    assert [one.reading for one in fee_schedules()[PIECE]] == [
        v for v, _ in policy_specs()["fee_band31_reading"].choices
    ]
    assert len(fee_schedules()[VOLUME]) == 1
    for one in itertools.chain.from_iterable(fee_schedules().values()):
        assert one.basis
        assert date(2026, 1, 1) <= one.checked_on <= TODAY


def test_only_what_lies_behind_the_thirtieth_piece_is_doubtful() -> None:
    for one in fee_schedules()[PIECE]:
        assert [band.confidence for band in one.bands] == [Confidence.AGREEING, Confidence.AGREEING, Confidence.DERIVED]
    (volume,) = fee_schedules()[VOLUME]
    assert {band.confidence for band in volume.bands} == {Confidence.AGREEING}


def test_schedules_cannot_be_changed_and_are_read_once() -> None:
    schedule = fee_schedule(PIECE, TODAY)
    with pytest.raises(FrozenInstanceError):
        schedule.every = 1  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        schedule.bands[0].fen = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        fee_schedules()[PIECE] = ()  # type: ignore[index]
    assert fee_schedule(PIECE, FIRST_DAY) is schedule
    assert load_fee_schedules()[PIECE][0] is not schedule


def test_a_file_without_one_of_the_standards(tmp_path: Path) -> None:
    text = (DATA / "fee_schedule.toml").read_text(encoding="utf-8")
    broken = tmp_path / "fee_schedule.toml"
    broken.write_text(text[: text.index("[by_volume]")], encoding="utf-8")
    with pytest.raises(LawDataError, match=r"fee_schedule\.toml: by_volume: missing"):
        load_fee_schedules(broken)


def test_a_later_version_holds_from_its_day_on(tmp_path: Path) -> None:
    text = (DATA / "fee_schedule.toml").read_text(encoding="utf-8")
    opening = "values = [\n    { effective = 2021-01-01, citation"
    later = (
        '{ effective = 2030-01-01, citation = "fee:5", every = 0, more = 0, basis = "x", checked_on = 2026-11-24, '
        'bands = [ { first = 1, last = 9, fen = 0, confidence = "B" } ] },'
    )
    assert opening in text
    changed = tmp_path / "fee_schedule.toml"
    changed.write_text(text[: text.rindex("]")] + f"    {later}\n]\n", encoding="utf-8")
    assert [one.free_units for one in load_fee_schedules(changed)[VOLUME]] == [30, 9]
    # Written in the wrong order the file is refused.
    changed.write_text(
        text.replace(opening, f"values = [\n    {later}\n    {opening.split('    ')[1]}"), encoding="utf-8"
    )
    with pytest.raises(LawDataError, match="unsorted or overlapping"):
        load_fee_schedules(changed)


def test_a_standard_of_free_bands_only_is_free_to_its_end(tmp_path: Path) -> None:
    text = (DATA / "fee_schedule.toml").read_text(encoding="utf-8")
    free = tmp_path / "fee_schedule.toml"
    free.write_text(re.sub(r"fen = \d+", "fen = 0", text), encoding="utf-8")
    assert [one.free_units for one in load_fee_schedules(free)[PIECE]] == [40, 40]
    assert [one.free_units for one in load_fee_schedules(free)[VOLUME]] == [201]


# ------------------------------------------------------------------------------------------------ the notice


def test_the_measure_lists_four_things_that_a_notice_says() -> None:
    listed = [one for one in notice_elements(TODAY) if one.required]
    assert {one.key: one.label for one in listed} == LISTED
    for one in listed:
        assert [citation.code for citation in one.citations] == ["fee:6"]
        assert not one.internal


def test_the_other_things_follow_from_the_measure() -> None:
    following = [one for one in notice_elements(TODAY) if not one.required and not one.internal]
    found = {one.key: (one.label, " ".join(citation.code for citation in one.citations)) for one in following}
    assert found == FOLLOWING


def test_viewing_on_the_spot_is_good_practice_and_no_element() -> None:
    (onsite,) = [one for one in notice_elements(TODAY) if one.internal]
    assert (onsite.key, onsite.required) == ("onsite", False)
    assert [one.code for one in onsite.citations] == ["ogi:40"]


def test_the_days_to_pay_are_filled_in_everywhere() -> None:
    paying = parameters().value("fee_pay_days", TODAY)
    assert (paying.value, paying.unit, paying.citation.code) == (20, Unit.WORKDAY, "fee:6")
    printed = [part for one in notice_elements(TODAY) for part in (one.label, *itertools.chain(*one.phrases))]
    assert not [one for one in printed if "{" in one or "}" in one]
    (period,) = [one for one in notice_elements(TODAY) if one.key == "pay_period"]
    assert period.phrases == (("次日起20个工作日",),)


def test_phrases_are_groups_of_alternatives() -> None:
    phrases = {one.key: one.phrases for one in notice_elements(TODAY)}
    assert phrases["standard"] == (("标准：按件计收", "标准：按量计收"),)
    assert phrases["consequence"] == (("视为放弃申请",), ("不再处理",))
    # An empty alternative would be found in every letter.
    assert all(phrase.strip() for groups in phrases.values() for group in groups for phrase in group)
    assert all(phrases.values()), "an element without words would never be missed"


def test_before_the_measure_there_is_no_notice() -> None:
    assert notice_elements(FIRST_DAY)
    with pytest.raises(RuleGap):
        notice_elements(date(2020, 12, 31))
    with pytest.raises(RuleGap):
        missing_elements((), date(2020, 12, 31))


def test_what_a_notice_lacks() -> None:
    every = [*LISTED.values(), *(label for label, _ in FOLLOWING.values())]
    assert missing_elements(every, TODAY) == ((), ())
    assert missing_elements([*every, "现场查阅替代", "其他"], TODAY) == ((), ())
    assert missing_elements((), TODAY) == (tuple(LISTED.values()), tuple(label for label, _ in FOLLOWING.values()))
    for at, label in enumerate(every):
        rest = [one for one in every if one != label]
        assert missing_elements(rest, TODAY) == (((label,), ()) if at < len(LISTED) else ((), (label,)))
    # A label with another number of days is another label.
    assert missing_elements([one.replace("20", "15") for one in every], TODAY) == (
        (),
        ("缴费期限（收到次日起20个工作日）",),
    )


@pytest.mark.parametrize(
    ("asked", "channel", "method"),
    [
        (None, DeliveryMethod.POST, ServiceMethod.POST),
        (DeliveryMethod.POST, DeliveryMethod.POST, ServiceMethod.POST),
        (DeliveryMethod.PICK_UP, DeliveryMethod.PICK_UP, ServiceMethod.COUNTER),
        (DeliveryMethod.EMAIL, DeliveryMethod.EMAIL, ServiceMethod.ELECTRONIC),
        (DeliveryMethod.FAX, DeliveryMethod.FAX, ServiceMethod.ELECTRONIC),
        (DeliveryMethod.WEB, DeliveryMethod.WEB, ServiceMethod.ELECTRONIC),
    ],
)
def test_a_notice_goes_the_way_the_applicant_wants_the_information(
    asked: DeliveryMethod | None, channel: DeliveryMethod, method: ServiceMethod
) -> None:
    assert (notice_channel(asked), notice_method(asked)) == (channel, method)


def test_every_way_of_delivery_is_served_somehow() -> None:
    for one in DeliveryMethod:
        assert isinstance(notice_method(one), ServiceMethod)


@pytest.mark.parametrize(
    ("against_fee", "period_over", "is_open"),
    [
        # The decision to charge bears no remedy of its own, neither before nor after the period.
        (True, False, False),
        (True, True, False),
        # That the request is no longer processed does, once the time to pay is over.
        (False, False, False),
        (False, True, True),
    ],
)
def test_remedies_against_a_fee(against_fee: bool, period_over: bool, is_open: bool) -> None:
    assert fee_remedy_open(against_fee=against_fee, period_over=period_over) is is_open


def test_nothing_beside_the_two_standards_may_be_charged() -> None:
    assert is_lawful_charge("by_piece")
    assert is_lawful_charge("by_volume")
    for other in (
        "",
        "none",
        "search",
        "copy",
        "postage",
        "检索费",
        "复制费",
        "邮寄费",
        "按件",
        "BY_PIECE",
        "by_piece ",
    ):
        assert not is_lawful_charge(other), other


def test_the_fee_is_revenue_of_the_treasury() -> None:
    item = treasury_item()
    assert (item.code, item.name) == ("103049950", "其他缴入国库的行政事业性收费")
    assert [one.full for one in item.citations] == ["《政府信息公开信息处理费管理办法》第八条"]


def test_importing_reads_no_file() -> None:
    program = (
        "import pathlib\n"
        "def refuse(*_a, **_k): raise SystemExit('a file was read at import')\n"
        "pathlib.Path.read_text = refuse\n"
        "import law.fee_notice, law.fee_schedule\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
