"""Ledgers in layouts that nobody wrote down: heads, levels, titles, months, ways of writing days at random."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Final

import pytest

from deadlines.calendar import standard_calendar
from law.policies import PolicySet
from reports.ledger_reading import read_ledger
from reports.ledger_rows import RowStatus
from tests.reports.ledger_writer import CHANNELS, OUTCOMES, as_csv, as_html, as_xml, records, workbook

AS_OF: Final = date(2026, 11, 20)


def _as_workbook(content: bytes) -> bytes:
    return content


def _as_gbk(content: bytes) -> bytes:
    return as_csv(content, "gb18030", ",")


def _as_utf8(content: bytes) -> bytes:
    return as_csv(content, "utf-8-sig", ",")


def _as_tabs(content: bytes) -> bytes:
    return as_csv(content, "utf-16", "\t")


def _as_semicolons(content: bytes) -> bytes:
    return as_csv(content, "utf-8", ";")


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("written", [_as_gbk, _as_utf8, _as_tabs, _as_semicolons, as_html, as_xml])
def test_what_was_written_as_text_is_read(seed: int, written: Callable[[bytes], bytes]) -> None:
    _check(Random(seed + 1000), months=False, groups=seed % 2 == 0, written=written)


@pytest.mark.parametrize("seed", range(40))
def test_what_was_written_is_read(seed: int) -> None:
    _check(Random(seed), months=seed % 2 == 0, groups=seed % 3 == 0, written=_as_workbook)


def _check(random: Random, *, months: bool, groups: bool, written: Callable[[bytes], bytes]) -> None:
    year = random.choice((2021, 2023, 2024, 2025))
    rows = records(random, year, random.randint(5, 30))
    content = written(workbook(random, rows, year, months=months, groups=groups))
    reading = read_ledger(content, "台账.xlsx", standard_calendar(), PolicySet.default(), AS_OF)
    found = {str(one.values["subject"]): one for one in reading.rows if one.status is not RowStatus.SKIP}
    assert set(found) == {one.subject for one in rows}
    assert all(one.kind for one in reading.rows if one.status is RowStatus.SKIP)
    for row in rows:
        mine = found[row.subject]
        if mine.reasons == ("date_number_ambiguous",):
            # A program that writes CSV may have turned 8.10 into 8.1; that the file cannot tell, and it is refused.
            assert written is not _as_workbook
            continue
        assert mine.status is RowStatus.IMPORT, (row, mine.reasons, mine.refused_cells)
        values = mine.values
        assert (values["received_date"], values["reply_date"]) == (row.received, row.replied)
        assert mine.due.lawful == row.due
        assert written is not _as_workbook or "due_not_readable" not in mine.warnings
        assert mine.due.written == (None if "due_not_readable" in mine.warnings else row.due)
        assert values["applicant_name"] == row.name
        assert values["outcome_id"] == OUTCOMES[row.outcome]
        assert values.get("channel") in {None, CHANNELS[row.channel]}
        assert values.get("id_number", row.identity) == row.identity
        assert values.get("phone", row.phone) == row.phone
        assert values.get("serial_no", row.serial) == row.serial
        assert values.get("reply_no", row.number) == row.number
