"""The sample office: filled through the acts, at every stage, around any day, and sound afterwards."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casework.case_list import case_ids, case_rows
from casework.case_view import case
from casework.demo import fill, sample_agency
from casework.demo_fee_stages import FEE_STAGES
from casework.dispute_views import DisputeFilter
from casework.disputes import dispute_ids, dispute_rows, dispute_view, open_tasks
from casework.fee_list import fee_counters, fee_ids, fee_rows
from casework.fee_views import FeeFilter
from casework.integrity import check
from casework.office import Office, create_office
from casework.sample_requests import sample_requests
from casework.views import CaseFilter
from casework.worklist import worklist
from law.dispute_terms import AlarmLevel, DisputeStatus, Forum, GroundFate, ResultClass
from law.errors import UserError
from law.terms import FeeMethod, RequestStatus, Urgency

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def empty(url: str, today: date = TODAY) -> Office:
    return create_office(url, sample_agency(), now=NOW, actor="王敏", today=today)


@pytest.fixture
def office(migrated_url: str) -> Iterator[Office]:
    office = empty(migrated_url)
    yield office
    office.close()


def test_every_stage_is_there_and_nothing_differs(office: Office) -> None:
    filled = fill(office, None, today=TODAY, now=NOW)
    assert filled.refused == ()
    assert filled.letters == len(sample_requests())
    assert filled.requests > filled.letters, "some letters hold several requests"
    assert set(filled.by_status) == {one.label for one in RequestStatus}
    rows = case_rows(office, case_ids(office, CaseFilter(), today=TODAY), today=TODAY)
    assert {row.urgency for row in rows} == set(Urgency)
    counters = {one.key: one.count for one in worklist(office, today=TODAY).counters}
    assert all(counters.values()), counters
    report = check(office)
    assert report.differences == ()
    assert report.requests == filled.requests
    late = [row for row in rows if row.urgency is Urgency.CLOSED and "逾期" in row.status_text]
    assert late, "one reply went out late"
    for row in rows:
        view = case(office, row.id, today=TODAY)
        assert view.clock.urgency is row.urgency
        assert view.status_text == row.status_text
        assert all(event.title for event in view.events)
        assert sum(act.recommended for act in view.acts) <= 1
    # The fees of the same office: filling it takes longer than all the rest.
    assert _fees(office, TODAY) == FEES
    assert all(one.count for one in fee_counters(office, today=TODAY))
    assert_disputes_at_every_stage(office)
    assert FEE_STAGES.keys() == {one.fee_stage for one in sample_requests()} - {""}


def assert_disputes_at_every_stage(office: Office) -> None:
    ids = dispute_ids(office, DisputeFilter(open_only=False), today=TODAY)
    rows = dispute_rows(office, ids, today=TODAY)
    assert len(rows) >= 12
    # No sample runs out its time for an appeal: the day on which one would end moves with the day of the sample.
    assert set(DisputeStatus) - {row.status for row in rows} <= {DisputeStatus.APPEAL_OPEN, DisputeStatus.RUNNING}
    assert {row.forum for row in rows} == set(Forum)
    assert {row.result_class for row in rows} == set(ResultClass)
    views = [dispute_view(office, row.id, today=TODAY) for row in rows]
    assert {ground.fate for view in views for ground in view.grounds} == {GroundFate.UPHELD, GroundFate.STRUCK}
    assert any(view.previous_id is not None for view in views)
    assert not [row for row in rows if row.alarm is AlarmLevel.OVERDUE]
    assert open_tasks(office, today=TODAY)


def test_a_filled_office_is_not_filled_again(office: Office) -> None:
    entries = [json.loads(json.dumps(ONE))]
    fill(office, entries, today=TODAY, now=NOW)
    with pytest.raises(UserError) as refusal:
        fill(office, None, today=TODAY, now=NOW)
    assert refusal.value.code == "office_not_empty"


ONE = {
    "id": "X1",
    "channel": "web",
    "dates": {"submitted": "2025-03-05 21:14:33", "staff_ack": "2025-03-07"},
    "applicant": {"type": "natural_person", "name": "郝示例", "id_type": "护照", "id_number": "X99000002"},
    "request": {"title": "示例信息", "text": "申请公开示例信息。", "form_of_info": ["电子版"]},
}


# Stage, standard and amount of every fee, in the order of registration; what is given up has neither.
FEES = [
    ("paid", FeeMethod.BY_VOLUME, "560元"),
    ("lapsed", FeeMethod.BY_VOLUME, "560元"),
    ("overdue", FeeMethod.BY_VOLUME, "560元"),
    ("waived", None, "—"),
    ("paid", FeeMethod.BY_VOLUME, "560元"),
    ("due", FeeMethod.BY_VOLUME, "560元"),
    ("noticed", FeeMethod.BY_VOLUME, "560元"),
    ("due", FeeMethod.BY_PIECE, "100元"),
    ("noticed", FeeMethod.BY_PIECE, "100元"),
    ("approved", FeeMethod.BY_PIECE, "100元"),
    ("proposed", FeeMethod.BY_PIECE, "100元"),
]


def _fees(office: Office, today: date) -> list[tuple[str, FeeMethod | None, str]]:
    ids = fee_ids(office, FeeFilter(stage="all", sort="number"), today=today)
    rows = fee_rows(office, ids, today=today)
    assert [one.changed for one in rows] == [""] * len(rows)
    return [(one.stage, one.method, one.amount) for one in rows]


@pytest.mark.parametrize("today", [date(2026, 10, 4), date(2026, 2, 16), date(2027, 3, 1)])
def test_any_day_will_do(tmp_path: Path, today: date) -> None:
    now = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)
    office = empty(str(tmp_path / "desk.db"), today)
    try:
        fill(office, None, today=today, now=now)
        view = worklist(office, today=today)
        assert view.total_open >= 20
        assert check(office).sound
        recorded = [event.recorded_at for row in view.rows[:3] for event in case(office, row.id, today=today).events]
        assert max(recorded) <= now
        # Without the calendar of 2027 the last day to pay is an estimate, by which nothing may lapse.
        estimated = today.year > office.horizon.year
        assert _fees(office, today) == [
            ("overdue", *one[1:]) if estimated and one[0] == "lapsed" else one for one in FEES
        ]
    finally:
        office.close()


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {**ONE, "channel": "pigeon"},
        {**ONE, "dates": {}},
        {**ONE, "applicant": None},
        {**ONE, "dates": {"submitted": "2025-02-30"}},
    ],
)
def test_entries_that_cannot_be_read_are_refused(tmp_path: Path, entry: dict[str, object]) -> None:
    office = empty(str(tmp_path / "desk.db"))
    try:
        with pytest.raises(UserError):
            fill(office, [entry], today=TODAY, now=NOW)
        assert case_ids(office, CaseFilter(), today=TODAY) == ()
    finally:
        office.close()


def test_what_the_acts_refuse_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    nameless = {**ONE, "id": "X2", "request": {"title": "", "text": ""}}
    office = empty(str(tmp_path / "desk.db"))
    try:
        filled = fill(office, [ONE, nameless], today=TODAY, now=NOW)
        assert [name for name, _ in filled.refused] == ["X2"]
        assert filled.letters == 1
        assert "1 份样本未能照办" in filled.sentence
    finally:
        office.close()
