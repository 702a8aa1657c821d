"""Counting the pages of a case's files: measured or by hand, with reasons, and what the agency's readings change."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from casework.amendment import correct_event
from casework.drafts import EventCorrectionDraft
from casework.fee_drafts import CountedFileDraft, PageCountDraft
from casework.page_counting import count_pages, measure_attachment, page_files
from casework.policy_settings import decide_policy
from law.errors import UserError
from law.terms import EventKind
from tests.casework.desk import Desk

PDFS = Path(__file__).parents[1] / "data" / "pdfs"
NO_PAGES: Mapping[str, bytes] = {"录音.mp3": b"ID3\x04\x00", "名单.txt": "张三，李四".encode()}


def _attached(desk: Desk, case: int, beginning: str) -> int:
    file = next(PDFS.glob(f"{beginning}*"))
    desk.attach(case, file.name, file.read_bytes())
    return next(one.attachment_id for one in page_files(desk.office, case) if one.file_name == file.name)


def _count(desk: Desk, case: int, *files: CountedFileDraft) -> None:
    count_pages(desk.office, PageCountDraft(request_id=case, files=files), **desk.how)


def _refused(desk: Desk, case: int, *files: CountedFileDraft) -> tuple[str, str | None]:
    with pytest.raises(UserError) as caught:
        _count(desk, case, *files)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize(
    ("policies", "units"), [({}, 114), ({"fee_a3_pages": "2"}, 136), ({"fee_blank_side": "counted"}, 119)]
)
def test_a_measured_file_counts_by_the_readings_of_the_agency(desk: Desk, policies: dict[str, str], units: int) -> None:
    for key, value in policies.items():
        decide_policy(desk.office, key, value, valid_from=desk.today, reason="法制机构意见", **desk.how)
    case = desk.take_in()
    file = _attached(desk, case, "D02")
    found = measure_attachment(desk.office, case, file)
    assert (found.units, found.measured.physical) == (units, 119)
    assert found.measured.blank_sides == (12, 48, 89, 103, 119)
    _count(desk, case, CountedFileDraft(attachment_id=file, units=found.units, measured=found.measured))
    shown = next(one for one in page_files(desk.office, case) if one.attachment_id == file)
    assert (shown.units, shown.reason) == (units, "")
    assert shown.steps
    assert desk.fee(case).volume.fen is not None


def test_another_number_than_measured_needs_its_reason_and_both_stay_on_record(desk: Desk) -> None:
    case = desk.take_in()
    file = _attached(desk, case, "D01")
    measured = measure_attachment(desk.office, case, file).measured
    draft = CountedFileDraft(attachment_id=file, units=29, measured=measured)
    assert _refused(desk, case, draft) == ("pages_reason_missing", f"reason.{file}")
    _count(desk, case, CountedFileDraft(attachment_id=file, units=29, measured=measured, reason="封面、封底不提供"))
    event = desk.case(case).state.facts.last(EventKind.PAGES_COUNTED)
    assert event is not None
    kept = event.payload["files"][0]
    assert (kept["measured_units"], kept["units"], kept["reason"]) == (31, 29, "封面、封底不提供")
    assert desk.row(case).fee_fen is None, "counting charges nothing"


def test_a_count_that_was_voided_counts_no_longer(desk: Desk) -> None:
    case = desk.take_in()
    desk.count_pages(case, 44)
    desk.count_pages(case, 50)
    last = desk.case(case).state.facts.last(EventKind.PAGES_COUNTED)
    assert last is not None
    assert sum(one.units or 0 for one in page_files(desk.office, case)) == 94
    void = EventCorrectionDraft(
        request_id=case, event_id=last.id, kind=EventKind.PAGES_COUNTED, reason="数的是另一份", void=True
    )
    correct_event(desk.office, void, **desk.how)
    assert sum(one.units or 0 for one in page_files(desk.office, case)) == 44


def test_files_of_other_requests_are_not_counted(desk: Desk) -> None:
    case, other = desk.take_in(), desk.take_in()
    file = _attached(desk, other, "D01")
    draft = CountedFileDraft(attachment_id=file, units=31, reason="逐页清点")
    assert _refused(desk, case, draft)[0] == "pages_file_unknown"
    assert _refused(desk, case)[0] == "pages_nothing_counted"
    assert (
        _refused(desk, other, CountedFileDraft(attachment_id=file, units=-1, reason="x"))[0] == "pages_reason_missing"
    )


@pytest.mark.parametrize("name", NO_PAGES)
def test_what_has_no_pages_is_counted_only_where_the_agency_says_so(desk: Desk, name: str) -> None:
    case = desk.take_in()
    desk.attach(case, name, NO_PAGES[name])
    file = next(one.attachment_id for one in page_files(desk.office, case) if one.file_name == name)
    with pytest.raises(UserError) as caught:
        measure_attachment(desk.office, case, file)
    assert caught.value.code == "pages_nonpaged"
    draft = CountedFileDraft(attachment_id=file, units=3, reason="A4预览3页")
    assert _refused(desk, case, draft) == ("pages_nonpaged_by_policy", f"units.{file}")
    decide_policy(desk.office, "fee_nonpaged", "a4_preview", valid_from=desk.today, reason="法制机构意见", **desk.how)
    later = desk.take_in()
    desk.attach(later, name, NO_PAGES[name])
    counted = next(one.attachment_id for one in page_files(desk.office, later) if one.file_name == name)
    _count(desk, later, CountedFileDraft(attachment_id=counted, units=3, reason="A4预览3页"))
    assert next(one.units for one in page_files(desk.office, later) if one.attachment_id == counted) == 3
