"""The days of a row: receipt first, then all others beside it; a missing year is found from the sheet and the row."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from reports.ledger_cells import workdays_told
from reports.ledger_dates import DateForm, DateReading, PairReading, read_date, read_pair
from reports.ledger_draft import RowDraft
from reports.ledger_grid import CellKind, text_cell
from reports.ledger_sheets import SheetPart

__all__ = ["other_years", "read_days"]

_LATER: Final = (
    "confirmed_date",
    "correction_date",
    "corrected_received",
    "consult_sent",
    "consult_back",
    "extension_date",
    "fee_notice_date",
    "fee_paid_date",
    "delivery_date",
)
_OF_RECEIPT: Final = ("received_date", "applied_date", "confirmed_date", "registered_date")
"""Columns that may tell the day of receipt, the first one that is there."""

_NEAR: Final = 62
"""Days within which a day of another year still follows the row above, and precedes the row below."""

_HALF_A_YEAR: Final = 6
_LONGEST_CASE: Final = 250
"""Days between receipt and reply within which a day without a year is looked for."""

_ON_CONFIRMATION: Final = frozenset({"ordinary_mail", "fax"})
_ASKED: Final = {
    DateForm.SERIAL: "serial_date",
    DateForm.SHORT_YEAR: "two_digit_year",
    DateForm.NUMBER: "number_as_date",
}


def read_days(draft: RowDraft) -> None:
    """Read all days of a row into its values; the channel must be known before."""
    pair = draft.context.part.places.get("received_date")
    together = pair is not None and pair == draft.context.part.places.get("reply_date")
    registered = _registered(draft)
    if together and draft.typed("received_date") is not None:
        _receipt(draft, registered, together=False)
        reply = read_pair(draft.cell("reply_date"), since_1904=draft.context.part.grid.since_1904).reply
    else:
        reply = _receipt(draft, registered, together=together)
    for name in _LATER:
        if draft.has(name):
            draft.values[name] = _later(draft, name)
    _reply(draft, reply, together=together)
    _extension(draft)
    _due(draft)


def other_years(part: SheetPart, rows: Sequence[int]) -> dict[int, bool]:
    """Rows whose day of receipt names another year than the sheet, and whether it may be believed.

    It may between rows of about the same days: the last days of the year before, the first of the next.

    Args:
        part: the sheet.
        rows: its records.
    """
    year = part.layout.year
    column = next((part.places[one] for one in _OF_RECEIPT if one in part.places), None)
    if year is None or column is None:
        return {}
    cells = [part.grid.cell(row, column) for row in rows]
    days = [None if one.blank else read_date(one, since_1904=part.grid.since_1904).day for one in cells]
    return {
        row: _fits(days, at, day)
        for at, (row, day) in enumerate(zip(rows, days, strict=True))
        if day is not None and day.year != year
    }


def _fits(days: Sequence[date | None], at: int, day: date) -> bool:
    above = next((one for one in reversed(days[:at]) if one), None)
    below = next((one for one in days[at + 1 :] if one), None)
    gaps = [(day - above).days] if above else []
    gaps += [(below - day).days] if below else []
    return bool(gaps) and all(0 <= gap <= _NEAR for gap in gaps)


# ------------------------------------------------------------------------------------------------------------- receipt


def _registered(draft: RowDraft) -> date | None:
    if not draft.has("registered_date"):
        return None
    reading = _read(draft, "registered_date")
    day = None if reading is None else _settled(draft, "registered_date", reading, near=None)
    draft.values["registered_date"] = day
    return day


def _receipt(draft: RowDraft, registered: date | None, *, together: bool) -> DateReading | None:
    """Find the day of receipt; returns the reading of a reply that stood in the same cell."""
    name = next((one for one in _OF_RECEIPT if draft.has(one)), _OF_RECEIPT[0])
    draft.received_field = name
    draft.values["received_date"] = None
    if draft.has("applied_date"):
        draft.values["applied_at"] = _applied(draft)
    if draft.context.part.arrival and draft.values.get("channel") in _ON_CONFIRMATION and registered is not None:
        arrived = _read(draft, name)
        good = arrived is not None and not arrived.refused
        draft.values["submitted_or_arrived"] = _settled(draft, name, arrived, near=None) if good and arrived else None
        _keep(draft, registered, "registered_date")
        return None
    if _is_gone(draft, name):
        return None
    read = read_pair(draft.cell(name), since_1904=draft.context.part.grid.since_1904, named=together)
    if read.refused:
        draft.refuse(name, read.refused, note=read.note)
        return None
    _split(draft, name, read, together=together)
    if read.received is None:
        draft.refuse(name, "no_received_date", shown=draft.cell(name).shown)
        return read.reply
    reading = read.received if read.reply is not None or together else _read(draft, name)
    day = None if reading is None else _settled(draft, name, reading, near=None)
    if day is not None:
        _keep(draft, day, name)
    if draft.context.part.arrival:
        draft.values["submitted_or_arrived"] = draft.received
    return read.reply


def _is_gone(draft: RowDraft, name: str) -> bool:
    cell = draft.cell(name)
    if cell.kind in {CellKind.ERROR, CellKind.UNVALUED}:
        _read(draft, name)
        draft.refuse(name, "date_not_readable", shown=cell.shown or cell.formula)
    elif cell.blank:
        draft.refuse(name, "no_received_date", shown="")
    else:
        return False
    return True


def _split(draft: RowDraft, name: str, read: PairReading, *, together: bool) -> None:
    if read.reply is None and not together:
        return
    if together:
        draft.context.pairs.add(draft.ref(name).column)
    elif read.several:
        draft.ask("split_two_dates", name, shown=draft.cell(name).shown)


def _keep(draft: RowDraft, day: date, name: str) -> None:
    if day > draft.context.as_of:
        draft.refuse(name, "date_in_future", field_name="received_date" if name == "registered_date" else name)
        return
    believed = draft.context.other_years.get(draft.row)
    if believed is False:
        draft.refuse(name, "year_conflicts_with_sheet", field_name="received_date")
        return
    if believed:
        draft.ask("year_differs", name, proposed=day)
    draft.received = day
    draft.values["received_date"] = day


def _applied(draft: RowDraft) -> datetime | date | None:
    cell = draft.cell("applied_date")
    if cell.blank or cell.kind in {CellKind.ERROR, CellKind.UNVALUED}:
        return None
    reading = read_date(cell, since_1904=draft.context.part.grid.since_1904)
    return reading.moment if reading.moment is not None else reading.day


# -------------------------------------------------------------------------------------------------------- other days


def _later(draft: RowDraft, name: str) -> date | None:
    reading = _read(draft, name)
    if reading is None:
        return None
    day = _settled(draft, name, reading, near=draft.received)
    if day is not None and day > draft.context.as_of:
        draft.refuse(name, "date_in_future")
        return None
    return day


def _reply(draft: RowDraft, beside: DateReading | None, *, together: bool) -> None:
    if not draft.has("reply_date") and beside is None:
        return
    draft.values["reply_date"] = None
    if draft.typed("reply_date") is not None or (not together and not draft.cell("reply_date").blank):
        beside, together = None, False
    reading = beside if together or beside is not None else _read(draft, "reply_date")
    if reading is None:
        return
    name = draft.received_field if beside is not None and not draft.has("reply_date") else "reply_date"
    day = _settled(draft, name, reading, near=draft.received)
    if day is None:
        return
    if day > draft.context.as_of:
        draft.refuse(name, "date_in_future", field_name="reply_date")
        return
    draft.values["reply_date"] = day
    if draft.received is not None and day < draft.received:
        draft.refuse(name, "reply_before_received", field_name="reply_date")


def _extension(draft: RowDraft) -> None:
    if draft.has("extension_until"):
        reading = _read(draft, "extension_until")
        until = None if reading is None else _settled(draft, "extension_until", reading, near=draft.received)
        draft.values["extension_until_written"] = until
    told = workdays_told(draft.text("remarks") or "") if draft.has("remarks") else None
    flag = draft.text("extension_flag") if draft.has("extension_flag") else None
    if flag is not None:
        extended = draft.context.words.extended(flag)
        if extended is not None:
            draft.values["extended"] = extended
        told = told or workdays_told(flag)
        _until_in_flag(draft, flag)
    if told is not None:
        draft.values["extension_workdays"] = told


def _until_in_flag(draft: RowDraft, flag: str) -> None:
    """``是（延至6.10）``: the day stands behind the word."""
    _, found, rest = flag.partition("至")
    if not found or "extension_until_written" in draft.values:
        return
    reading = read_date(text_cell(rest.strip("）)】 ：:。")), keeps_zero=True)
    if reading.day is not None:
        draft.values["extension_until_written"] = reading.day
    elif reading.month_day is not None:
        base = draft.received.year if draft.received else draft.context.part.layout.year
        day = _nearest(reading.month_day, base, draft.received) if base else None
        draft.values["extension_until_written"] = day


def _due(draft: RowDraft) -> None:
    if not draft.has("due_date"):
        return
    reading = _read(draft, "due_date")
    if reading is None:
        return
    if reading.refused:
        draft.warn("due_not_readable")
        return
    draft.due_written = _settled(draft, "due_date", reading, near=draft.received)


# --------------------------------------------------------------------------------------------------- one day, its year


def _read(draft: RowDraft, name: str) -> DateReading | None:
    """The reading of a cell, ``None`` if it is blank or holds no value; that is asked about."""
    cell = draft.cell(name)
    if cell.kind is CellKind.UNVALUED:
        draft.ask("formula_without_value", name, shown=cell.formula)
        return None
    if cell.kind is CellKind.ERROR:
        draft.ask("cell_error", name, shown=cell.shown)
        return None
    if cell.blank:
        return None
    grid = draft.context.part.grid
    keeps = grid.typed or draft.context.part.places.get(name) in draft.context.keeps_zero
    return read_date(cell, since_1904=grid.since_1904, keeps_zero=keeps)


def _settled(draft: RowDraft, name: str, reading: DateReading, *, near: date | None) -> date | None:
    """The day with its year, asked about where something was assumed, refused where it cannot be known."""
    if reading.refused:
        if name != "due_date":
            draft.refuse(name, reading.refused, note=reading.note)
        return None
    if reading.day is not None:
        kind = _ASKED.get(reading.form)
        if kind is not None:
            draft.ask(kind, name, proposed=reading.day)
        return reading.day
    if reading.month_day is None:
        return None
    return _with_year(draft, name, reading, near)


def _with_year(draft: RowDraft, name: str, reading: DateReading, near: date | None) -> date | None:
    year = draft.context.part.layout.year or (near.year if near is not None else None)
    if year is None or reading.month_day is None:
        if name != "due_date":
            draft.refuse(name, "date_not_readable", note="没有写年份，表名和标题里也没有")
        return None
    draft.context.yearless = True
    day = _nearest(reading.month_day, year, near) if near is not None else _by_month(draft, reading.month_day, year)
    if day is None:
        if name != "due_date":
            draft.refuse(name, "impossible_date")
        return None
    if day.year != year:
        draft.ask("year_rolls_forward" if day.year > year else "year_rolls_back", name, proposed=day)
    elif reading.form is DateForm.NUMBER:
        draft.ask("number_as_date", name, proposed=day)
    return day


def _nearest(month_day: tuple[int, int], year: int, near: date | None) -> date | None:
    """The first such day from ``near`` on, if it is not too far; else the one in the year itself."""
    found = [_day(one, month_day) for one in (year - 1, year, year + 1)]
    if near is not None:
        for day in found:
            if day is not None and 0 <= (day - near).days <= _LONGEST_CASE:
                return day
    return found[1]


def _by_month(draft: RowDraft, month_day: tuple[int, int], year: int) -> date | None:
    """The December of the year before in the sheet of January, and the January after in that of December."""
    month = draft.context.part.layout.month
    if month is not None and month_day[0] - month >= _HALF_A_YEAR:
        return _day(year - 1, month_day)
    if month is not None and month - month_day[0] >= _HALF_A_YEAR:
        return _day(year + 1, month_day)
    return _day(year, month_day)


def _day(year: int, month_day: tuple[int, int]) -> date | None:
    try:
        return date(year, *month_day)
    except ValueError:
        return None
