"""No line of a case says two brackets in a row, whatever its acts, its clock and its findings tell together."""

from datetime import UTC, date, datetime
from pathlib import Path

from casework.case_list import case_ids
from casework.case_view import case
from casework.demo import fill, sample_agency
from casework.office import create_office
from casework.views import CaseFilter
from desktop.case_page.basis import with_basis

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
_IN_A_ROW = ("））", "）（", "（（")


def test_no_brackets_in_a_row_in_any_demo_case(tmp_path: Path) -> None:
    office = create_office(tmp_path / "office.db", sample_agency(), now=NOW, actor="王敏", today=TODAY)
    try:
        fill(office, None, today=TODAY, now=NOW)
        cases = [case(office, one, today=TODAY) for one in case_ids(office, CaseFilter(), today=TODAY)]
    finally:
        office.close()
    lines = [with_basis(act.line, act.basis) for one in cases for act in one.acts]
    lines += [with_basis(said.sentence, said.basis) for one in cases for said in one.clock.findings]
    lines += [one.clock.received_basis for one in cases]
    assert len(lines) > 1000
    assert [one for one in lines if any(brackets in one for brackets in _IN_A_ROW)] == []


def test_an_article_follows_a_day_without_a_second_bracket() -> None:
    assert (
        with_basis("首个期限到2026年3月30日（周一）。", "第三十三条")
        == "首个期限到2026年3月30日（周一），依据第三十三条。"
    )
    assert with_basis("申请人已经撤回。", "第三十条") == "申请人已经撤回（第三十条）。"
    assert with_basis("依第三十条办理。", "第三十条") == "依第三十条办理。"
    assert with_basis("申请人已经撤回。", "") == "申请人已经撤回。"
