"""The risk page on both engines: the numbers of the 工作台 and of the lists, each line opens what it counts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from casework.case_list import case_ids, count
from casework.dispute_views import DisputeFilter
from casework.disputes import dispute_counters, dispute_ids
from casework.document_list import document_ids
from casework.document_list_views import DocumentFilter, DocumentSegment
from casework.office import Office, create_office
from casework.risk import risk
from casework.risk_views import AnnualYear, RiskLevel, RiskLine
from casework.views import CaseFilter
from casework.worklist import worklist
from law.dispute_terms import DisputeEventKind
from law.terms import ClockStatus, EventKind, RequestKind
from models import Dispute, DisputeEvent, Event
from tests.casework.annual_desk import close, fill_table_two, last_year
from tests.casework.desk import Desk
from tests.casework.listed_cases import TODAY, add_listed
from tests.casework.offices import AGENCY
from tests.casework.statistics_office import chance_office, disclosure, every_row, ids
from tests.casework.test_dispute_stories import not_existing
from tests.casework.test_lessons import decided

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def office(migrated_url: str) -> Iterator[Office]:
    opened = create_office(migrated_url, AGENCY, now=NOW, actor="王敏", today=TODAY)
    yield opened
    opened.close()


def behind(office: Office, line: RiskLine, today: date = TODAY) -> frozenset[int]:
    """What a line opens; as many as it says."""
    if line.opens is None:
        assert not line.count
        return frozenset()
    if isinstance(line.opens, CaseFilter):
        found = case_ids(office, line.opens, today=today)
        assert count(office, line.opens, today=today) == len(found)
    elif isinstance(line.opens, DisputeFilter):
        found = dispute_ids(office, line.opens, today=today)
    else:
        assert isinstance(line.opens, DocumentFilter)
        found = document_ids(office, line.opens, "王敏", today=today)
    assert len(found) == line.count, line.label
    assert line.text == f"{line.count:,}"
    return frozenset(found)


@pytest.mark.parametrize("seed", [7, 8])
def test_every_line_counts_what_it_opens(office: Office, seed: int) -> None:
    chance_office(office, seed)
    view = risk(office, today=TODAY)
    for line in view.lines:
        behind(office, line)
    counters = {one.key: one.count for one in worklist(office, today=TODAY).counters}
    for key in ("overdue", "today", "soon", "dispatched"):
        assert view.line(key).count == counters[key], "the same number as on the 工作台"
    stopped = [view.line(f"stopped_{one}") for one in ("paused", "awaiting_correction", "awaiting_payment")]
    assert sum(one.count or 0 for one in stopped) == counters["paused"]
    rows = every_row(office)
    lapsed = ids(
        one for one in rows
        if one.request.clock_status is ClockStatus.AWAITING_CORRECTION
        and one.request.waiting_until is not None and one.request.waiting_until < TODAY
    )  # fmt: skip
    assert behind(office, view.line("lapsed")) == lapsed
    assert view.line("overdue").level is RiskLevel.OVER
    assert any(one.request.kind is RequestKind.RECTIFY for one in rows), "corrections of records press as well"


def test_who_has_too_much_is_said_with_its_measure(office: Office) -> None:
    with office.writing() as session:
        for at in range(30):
            add_listed(session, cached={"handler": "王敏" if at < 24 else "李岚", "due_on": date(2026, 12, 1)})
    view = risk(office, today=TODAY)
    line = view.line("crowded_王敏")
    assert behind(office, line) == ids(one for one in disclosure(every_row(office)) if one.request.handler == "王敏")
    assert line.detail == "人均 15.0 件"
    group = next(one for one in view.groups if one.key == "people")
    assert group.note == "未办结 10 件以上且超过人均 1.5 倍"
    assert [one.label for one in group.lines] == ["王敏"]


def test_letters_without_proof_and_answers_to_disputes(desk: Desk) -> None:
    request_id = desk.take_in()
    desk.on(3, 6).reply(request_id)
    today = desk.on(3, 20).today
    view = risk(desk.office, today=today)
    wanted = DocumentFilter(segment=DocumentSegment.TO_PROVE)
    assert behind(desk.office, view.line("to_prove"), today) == set(
        document_ids(desk.office, wanted, "王敏", today=today)
    )
    assert view.line("to_prove").detail == "最早 3月6日寄出，已 14 日"
    assert view.line("dispatched").count == 1
    counters = {one.key: one.count for one in dispute_counters(desk.office, today=today)}
    for key in ("overdue", "urgent", "answer"):
        assert view.line(f"dispute_{key}").count == counters[key]


def test_overrides_of_this_month_alone(desk: Desk) -> None:
    today = date(2026, 6, 1)
    request_id, document_id = not_existing(desk)
    dispute_id = decided(desk, request_id, document_id, "maintain", date(2026, 5, 29))
    assert risk(desk.office, today=today).line("overridden").count == 0
    with desk.office.writing() as session:
        for seq, on in ((900, date(2026, 5, 31)), (901, today), (902, today)):
            said = {"code": "x", "sentence": "", "reason": "已核对", "version": 1, "by": "王敏"}
            given = {"seq": seq, "on": on, "recorded_at": NOW, "recorded_by": "王敏", "payload": said}
            session.add(Event(request_id=request_id, kind=EventKind.FINDING_OVERRIDDEN, **given))
            if seq == 901:
                kind = DisputeEventKind.FINDING_OVERRIDDEN
                session.add(DisputeEvent(dispute_id=dispute_id, kind=kind, **given))
    view = risk(desk.office, today=today)
    assert behind(desk.office, view.line("overridden"), today) == {request_id}, "twice on one request is one request"
    assert behind(desk.office, view.line("overridden_disputes"), today) == {dispute_id}
    with desk.office.reading() as session:
        assert session.get(Dispute, dispute_id) is not None
    assert risk(desk.office, today=date(2026, 7, 1)).line("overridden").count == 0


def test_the_calendar_and_the_backup_are_told_honestly(office: Office) -> None:
    line = risk(office, today=TODAY).line("horizon")
    assert (line.text, line.level) == ("2026年", RiskLevel.SOON)
    assert risk(office, today=date(2026, 3, 2)).line("horizon").level is RiskLevel.FINE
    assert risk(office, today=date(2027, 1, 4)).line("horizon").level is RiskLevel.OVER
    with office.writing() as session:
        add_listed(session, cached={"due_on": date(2027, 1, 8), "due_provisional": True})
        add_listed(session, cached={"due_on": date(2026, 12, 8)})
    view = risk(office, today=TODAY)
    assert len(behind(office, view.line("provisional"))) == 1
    backup = view.line("backup")
    assert (backup.text, backup.count, backup.opens, backup.level) == ("—", None, None, RiskLevel.UNKNOWN)
    assert "没有备份记录" in backup.detail


def test_the_annual_report_is_told_in_time(office: Office) -> None:
    """31 January 2027 is a Sunday and does not move: the last working day is Friday the 29th."""

    def of(today: date) -> list[tuple[str, str, RiskLevel]]:
        lines = [one for one in risk(office, today=today).lines if one.key.startswith("annual-")]
        assert all(isinstance(one.opens, AnnualYear) for one in lines)
        return [(one.key, one.text, one.level) for one in lines]

    assert of(TODAY) == []
    assert of(date(2026, 12, 20)) == [("annual-2026", "2027年1月29日", RiskLevel.SOON)]
    assert of(date(2027, 1, 25)) == [("annual-2026", "1月29日", RiskLevel.TODAY)]
    assert of(date(2027, 2, 1)) == [("annual-2026", "1月29日", RiskLevel.OVER)]
    assert "不顺延" in risk(office, today=date(2027, 1, 25)).line("annual-2026").detail
    desk = Desk(office, date(2027, 1, 25))
    last_year(desk)
    fill_table_two(desk)
    close(desk)
    assert of(date(2027, 1, 25)) == []
