"""Reports as files: written and read again, taken up as last year's, checked alone, added up by a parent agency."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.__main__ import main
from casework.annual_drafts import ContributionDraft, WithdrawContributionDraft
from casework.annual_files import MOST_BYTES, check_file, check_pasted, read_report
from casework.annual_output import export_report
from casework.annual_parent import annual_sum, export_sum, take_in_report, take_out_report
from casework.annual_uptake import figures_of_file
from law.annual_form import annual_layout
from law.errors import UserError
from models import AnnualContribution
from reports.annual_tables import AnnualTables
from reports.annual_workbook import annual_xlsx
from templates.office_conversion import find_office
from tests.casework.annual_desk import close, enter, fill_table_two, last_year, report, row, year_of_cases
from tests.casework.desk import Desk

CLOSED = ("t3.r1.natural_person", "t3.r1.total", "t3.r4.natural_person", "t3.r4.total")


def refused(act: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as caught:
        act()
    assert "{" not in caught.value.sentence
    return caught.value


def office_file(agency: str, count: int = 2, year: int = 2026, **figures: int) -> bytes:
    """The report of another office with so many requests received and carried on."""
    changes = dict.fromkeys(CLOSED, count) | {key.replace("__", "."): one for key, one in figures.items()}
    return annual_xlsx(AnnualTables.zero(year, agency).with_figures(changes))


@pytest.fixture
def year(desk: Desk) -> Desk:
    year_of_cases(desk)
    desk.on(1, 11, 2027)
    fill_table_two(desk)
    last_year(desk)
    return desk


def exported(desk: Desk, kind: str, year: int = 2026, **changes: Any) -> tuple[str, bytes]:
    return export_report(desk.office, year, kind, today=desk.today, **changes)


# ------------------------------------------------------------------------------------------------ out


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_what_is_written_reads_back_equal(year: Desk, kind: str) -> None:
    name, content = exported(year, kind)
    assert name == f"临江县自然资源局2026年政府信息公开工作年度报告.{kind}"
    found = read_report(name, content)
    view = report(year)
    assert (found.tables.year, found.tables.agency, found.dated) == (2026, "临江县自然资源局", True)
    assert {key: str(one) for key, one in found.tables.figures.items()} == dict(view.figures)
    if kind == "docx":
        assert found.texts is not None
        assert found.texts.overview == view.parts[0].text
        assert "未收取信息处理费（0元）" in found.texts.other


def test_a_closed_year_exports_what_was_closed(year: Desk) -> None:
    close(year)
    enter(year, {"t2.licences.decisions": "8"})
    closed = read_report("a.xlsx", exported(year, "xlsx")[1]).tables
    now = read_report("a.xlsx", exported(year, "xlsx", as_closed=False)[1]).tables
    assert (closed.figures["t2.licences.decisions"], now.figures["t2.licences.decisions"]) == (0, 8)


def test_a_running_year_says_so_in_its_name_and_a_broken_one_is_refused(desk: Desk) -> None:
    error = refused(lambda: exported(desk, "xlsx"))
    assert (error.code, error.field) == ("annual_export_blocked", "t2.regulations.made")
    fill_table_two(desk)
    assert "（截至2026-03-02）" in exported(desk, "docx")[0]


def test_a_pdf_is_made_where_libreoffice_is(local_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_table_two(local_desk)
    if find_office() is not None:
        assert exported(local_desk, "pdf")[1].startswith(b"%PDF")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("templates.office_conversion._FOLDERS", ())
    assert refused(lambda: exported(local_desk, "pdf")).code == "mail_pdf_no_office"


# ------------------------------------------------------------------------------------------------ in


def test_last_years_file_becomes_the_figures_of_last_year(desk: Desk) -> None:
    content = office_file("临江县自然资源局", count=0, year=2025)
    figures_of_file(desk.office, 2025, "去年.xlsx", content, **desk.how)
    assert report(desk).before.source == "entered"
    assert report(desk).before.figures["t3.r4.total"] == "0"
    assert row(report(desk, 2025), "r4") == (0,) * 7
    assert (
        refused(lambda: figures_of_file(desk.office, 2024, "去年.xlsx", content, **desk.how)).code == "sum_year_differs"
    )


def test_files_that_are_none_are_refused() -> None:
    assert refused(lambda: read_report("a.exe", b"MZ")).code == "annual_file_kind"
    assert refused(lambda: read_report("a.xlsx", b"0" * (MOST_BYTES + 1))).code == "annual_file_too_large"
    assert refused(lambda: read_report("a.docx", b"PK")).code
    assert refused(lambda: read_report("a.xlsx", b"PK\x03\x04")).code


def test_a_published_report_is_checked_with_the_year_before() -> None:
    now, before = office_file("临江县水利局", 2), office_file("临江县水利局", 1, 2025)
    alone = check_file("今年.xlsx", now)
    assert alone.broken == ()
    assert next(one for one in alone.relations if one.key == "R4").state == "not_checked"
    both = check_file("今年.xlsx", now, ("去年.xlsx", before))
    assert {(one.relation, one.blocking) for one in both.broken} == {("R4", True)}


def test_a_pasted_table_without_a_year_is_checked_too() -> None:
    rows = ["\t".join((label, *["0"] * 7)) for _, label in annual_layout().rows]
    assert check_pasted("\n".join(rows)).year is None
    assert check_pasted("\n".join(rows)).broken == ()
    with pytest.raises(UserError):
        check_pasted("没有表")


# ------------------------------------------------------------------------------------------------ several offices


def take(desk: Desk, name: str, content: bytes, **changes: Any) -> None:
    draft = ContributionDraft(year=2026, file_name=name, content=content, **changes)
    take_in_report(desk.office, draft, **desk.how)


def test_offices_are_added_up_with_and_without_the_own_figures(year: Desk) -> None:
    take(year, "水利.xlsx", office_file("临江县水利局", 5))
    take(year, "教育.xlsx", office_file("临江县教育局", 7))
    both = annual_sum(year.office, 2026)
    assert both.with_own
    assert (both.figures["t3.r1.total"], both.figures["t3.r4.total"]) == ("15", "13")
    assert not [one for one in both.relations if one.state == "broken"]
    assert annual_sum(year.office, 2026, with_own=False).figures["t3.r1.total"] == "12"
    name, content = export_sum(year.office, 2026)
    assert "3个机关" in name
    assert read_report(name, content).tables.figures["t3.r1.total"] == 15


def test_a_file_is_refused_with_the_failing_relation_and_nothing_is_kept(year: Desk) -> None:
    error = refused(lambda: take(year, "坏.xlsx", office_file("临江县水利局", t3__r1__business=1)))
    assert error.code == "sum_file_broken"
    assert "R1" in error.why
    assert "商业企业列" in error.what
    assert refused(lambda: take(year, "旧.xlsx", office_file("临江县水利局", year=2025))).code == "sum_year_differs"
    assert refused(lambda: take(year, "自己.xlsx", office_file("临江县自然资源局"))).code == "sum_own_agency"
    with year.office.reading() as session:
        assert session.scalar(select(func.count(AnnualContribution.id))) == 0


def test_an_office_counts_once_and_what_is_taken_out_stays_on_record(year: Desk) -> None:
    take(year, "水利.xlsx", office_file("临江县水利局", 5))
    again = refused(lambda: take(year, "水利二.xlsx", office_file("临江县水利局", 6)))
    assert again.code == "sum_agency_twice"
    old = annual_sum(year.office, 2026).offices[0].id
    take(year, "水利二.xlsx", office_file("临江县水利局", 6), replace=True)
    (counted,) = annual_sum(year.office, 2026).offices
    assert (counted.file_name, counted.requests) == ("水利二.xlsx", 6)

    def out(contribution_id: int, reason: str) -> None:
        draft = WithdrawContributionDraft(contribution_id=contribution_id, reason=reason)
        take_out_report(year.office, draft, **year.how)

    assert refused(lambda: out(counted.id, " ")).code == "sum_reason_missing"
    assert refused(lambda: out(old, "该局重报")).code == "sum_gone", "another seat replaced it meanwhile"
    out(counted.id, "该局重报")
    assert annual_sum(year.office, 2026).offices == ()
    assert refused(lambda: out(counted.id, "再移一次")).code == "sum_gone"
    assert refused(lambda: export_sum(year.office, 2026, with_own=False)).code == "sum_nothing"
    with year.office.reading() as session:
        assert session.scalar(select(func.count(AnnualContribution.id))) == 3


def test_own_figures_that_are_not_in_order_are_left_out_and_said(desk: Desk) -> None:
    take(desk, "水利.xlsx", office_file("临江县水利局", 5))
    view = annual_sum(desk.office, 2026)
    assert not view.with_own
    assert "10 处勾稽不成立" in view.own_blocking
    assert view.figures["t3.r1.total"] == "5"


# ------------------------------------------------------------------------------------------------ command line


def test_the_command_line_tells_tables_and_relations(local_desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    year_of_cases(local_desk)
    asked = ["annual", "--database", local_desk.office.location, "--year", "2026", "--today", "2026-11-23"]
    assert main([*asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["table3"]["r1"] == ["3", "0", "0", "0", "0", "0", "3"]
    assert len(told["cases"]["t3.r3_7.total"]) == 2
    assert {one["key"]: one["state"] for one in told["relations"]}["R1"] == "holds"
    assert main(asked) == 0
    assert "R1 成立" in capsys.readouterr().out
    assert main([*asked[:-1], "2025-11-23"]) == 2


def test_the_command_line_checks_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "好.xlsx", tmp_path / "坏.xlsx"
    good.write_bytes(office_file("临江县水利局"))
    bad.write_bytes(office_file("临江县水利局", t3__r1__business=1))
    assert main(["check-annual", str(good)]) == 0
    assert "核对" in capsys.readouterr().out
    assert main(["check-annual", str(bad), "--json"]) == 1
    assert any("商业企业列" in one for one in json.loads(capsys.readouterr().out)["broken"])
    assert main(["check-annual", str(tmp_path / "没有.xlsx")]) == 2
