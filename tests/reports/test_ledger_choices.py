"""What somebody corrects wins over every guess: columns, sheets, words, single rows."""

import io
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook

from deadlines.calendar import standard_calendar
from law.policies import PolicySet
from reports.ledger_columns import ColumnSource, guess_columns
from reports.ledger_json import ledger_json, ledger_text
from reports.ledger_reading import read_ledger
from reports.ledger_rows import (
    ColumnChoice,
    ColumnReason,
    LedgerChoices,
    LedgerReading,
    LedgerRow,
    RowChoice,
    RowStatus,
    SheetChoice,
    WordChoice,
)

LEDGERS: Final = Path(__file__).parents[1] / "data" / "ledgers"
AS_OF: Final = date(2026, 11, 20)


def _book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _read(content: bytes, choices: LedgerChoices | None = None, name: str = "台账.xlsx") -> LedgerReading:
    return read_ledger(content, name, standard_calendar(), PolicySet.default(), AS_OF, choices or LedgerChoices())


def _sample(start: str, choices: LedgerChoices) -> LedgerReading:
    file = next(one for one in LEDGERS.iterdir() if one.name.startswith(start) and one.suffix != ".json")
    return _read(file.read_bytes(), choices, file.name)


def _row(reading: LedgerReading, row: int, sheet: str | None = None) -> LedgerRow:
    return next(one for one in reading.rows if one.row == row and sheet in {None, one.sheet})


PLAIN: Final[list[list[Any]]] = [
    ["序号", "收到日期", "申请人", "申请内容", "办理结果", "怪列"],
    [1, "2025-3-5", "甲某", "征地批复", "予以公开", "2025-3-20"],
    [2, "2025-3-6", "乙某", "规划许可证", "听候处理", "2025-3-21"],
]


def test_a_column_by_its_letter_or_by_its_head() -> None:
    content = _book(("2025年", PLAIN))
    plain = _read(content)
    assert plain.sheets[0].columns[5].reason is ColumnReason.UNKNOWN
    for choice in (ColumnChoice(fields=("reply_date",), letter="F"), ColumnChoice(fields=("reply_date",), head="怪列")):
        reading = _read(content, LedgerChoices(columns=(choice,)))
        assert (reading.sheets[0].columns[5].fields, reading.sheets[0].columns[5].reason) == (
            ("reply_date",),
            ColumnReason.CHOSEN,
        )
        assert _row(reading, 2).values["reply_date"] == date(2025, 3, 20)


def test_a_column_that_is_not_to_be_read() -> None:
    reading = _read(_book(("2025年", PLAIN)), LedgerChoices(columns=(ColumnChoice(fields=(), letter="E"),)))
    assert reading.sheets[0].columns[4].reason is ColumnReason.CHOSEN
    assert "outcome_id" not in _row(reading, 2).values or _row(reading, 2).values["outcome_id"] is None


def test_a_chosen_column_takes_the_field_from_a_guessed_one() -> None:
    heads = ["序号", "收到日期", "登记日期", "申请人", "申请内容"]
    rows: list[list[Any]] = [heads, [1, "2025-3-5", "2025-3-7", "甲某", "征地批复"]]
    content = _book(("2025年", rows))
    plain = [one.fields for one in _read(content).sheets[0].columns]
    assert plain[1:3] == [("received_date",), ("registered_date",)]
    reading = _read(content, LedgerChoices(columns=(ColumnChoice(fields=("received_date",), letter="C"),)))
    assert _row(reading, 2).values["received_date"] == date(2025, 3, 7)
    assert "received_date" not in reading.sheets[0].columns[1].fields


def test_a_choice_for_one_sheet_leaves_the_other() -> None:
    content = _book(("1月", PLAIN), ("2月", PLAIN))
    choice = ColumnChoice(fields=("reply_date",), letter="F", sheet="2月")
    reading = _read(content, LedgerChoices(columns=(choice,)))
    assert [one.columns[5].fields for one in reading.sheets] == [(), ("reply_date",)]


def test_sheets_in_and_out() -> None:
    content = _book(("2025年", PLAIN), ("2024年", PLAIN))
    reading = _read(content, LedgerChoices(sheets=(SheetChoice(name="2024年", imported=False),)))
    assert [one.imported for one in reading.sheets] == [True, False]
    assert {one.sheet for one in reading.rows} == {"2025年"}


def test_the_year_of_a_sheet_that_tells_none() -> None:
    rows: list[list[Any]] = [PLAIN[0], [1, "3月5日", "甲某", "征地批复", "予以公开", None]]
    content = _book(("Sheet1", rows))
    plain = _row(_read(content), 2)
    assert (plain.status, plain.reasons) == (RowStatus.REJECT, ("date_not_readable",))
    assert "年份" in plain.refused_cells[0].note
    told = _row(_read(content, LedgerChoices(sheets=(SheetChoice(name="Sheet1", year=2024),))), 2)
    assert told.values["received_date"] == date(2024, 3, 5)
    assert _row(_read(content, name="2023年台账.xlsx"), 2).values["received_date"] == date(2023, 3, 5)


def test_heads_where_somebody_says_they_are() -> None:
    rows: list[list[Any]] = [["甲", "乙", "丙"], ["2025-3-5", "甲某", "征地批复"]]
    columns = tuple(
        ColumnChoice(fields=(name,), letter=letter)
        for letter, name in zip("ABC", ("received_date", "applicant_name", "subject"), strict=True)
    )
    choices = LedgerChoices(columns=columns, sheets=(SheetChoice(name="Sheet1", imported=True, header_rows=(1,)),))
    assert _read(_book(("Sheet1", rows))).summary.rows == 0
    assert _row(_read(_book(("Sheet1", rows)), choices), 2).status is RowStatus.IMPORT


def test_a_word_of_the_office() -> None:
    content = _book(("2025年", PLAIN))
    asked = _row(_read(content), 3)
    assert [one.kind for one in asked.prompts] == ["outcome_unknown"]
    choices = LedgerChoices(words=(WordChoice(field="outcome", word="听候处理", value="petition"),))
    assert _row(_read(content, choices), 3).values["outcome_id"] == "petition"


def test_a_row_left_out_and_a_row_that_is_no_duplicate() -> None:
    choices = LedgerChoices(
        rows=(RowChoice(sheet="2025年", row=5, skip=True), RowChoice(sheet="2025年", row=23, not_duplicate=True))
    )
    reading = _sample("L01", choices)
    assert _row(reading, 5, "2025年").status is RowStatus.SKIP
    assert _row(reading, 23, "2025年").status is RowStatus.IMPORT
    assert reading.summary.duplicates == 2


def test_a_refused_value_stays_out_when_the_row_is_taken_in_without_it() -> None:
    rows = tuple(RowChoice(sheet="2025年", row=row, without_refused=True) for row in (17, 52, 67, 114))
    reading = _sample("L01", LedgerChoices(rows=rows))
    lost, nameless, dayless, early = (_row(reading, row, "2025年") for row in (17, 52, 67, 114))
    assert (lost.status, lost.values["id_number"]) == (RowStatus.IMPORT, None)
    assert (early.status, early.values["reply_date"]) == (RowStatus.IMPORT, None)
    # Without an applicant or a day of receipt there is no request.
    assert {nameless.status, dayless.status} == {RowStatus.REJECT}


def test_a_value_typed_in_place_of_a_cell() -> None:
    rows = (
        RowChoice(sheet="2025年", row=17, values={"id_number": "990103197807200325"}),
        RowChoice(sheet="2025年", row=67, values={"received_date": "2025-04-30"}),
        RowChoice(sheet="2025年", row=99, values={"outcome": "refusal_safety"}),
    )
    reading = _sample("L01", LedgerChoices(rows=rows))
    typed, dated, decided = (_row(reading, row, "2025年") for row in (17, 67, 99))
    assert (typed.status, typed.values["id_number"]) == (RowStatus.IMPORT, "990103197807200325")
    assert (dated.status, dated.values["received_date"]) == (RowStatus.IMPORT, date(2025, 4, 30))
    assert dated.due.lawful is not None
    assert decided.values["outcome_id"] == "refusal_safety"
    assert not decided.prompts


def test_days_typed_in_place_of_a_cell_of_two_days() -> None:
    both = {"received_date": "2025-05-16", "reply_date": "2025-06-19"}
    reading = _sample("L02", LedgerChoices(rows=(RowChoice(sheet="5月", row=6, values=both),)))
    row = _row(reading, 6, "5月")
    assert (row.status, row.values["received_date"], row.values["reply_date"]) == (
        RowStatus.IMPORT,
        date(2025, 5, 16),
        date(2025, 6, 19),
    )
    only = RowChoice(sheet="5月", row=5, values={"received_date": "2025-05-14"})
    kept = _row(_sample("L02", LedgerChoices(rows=(only,))), 5, "5月")
    assert (kept.values["received_date"], kept.values["reply_date"]) == (date(2025, 5, 14), date(2025, 6, 5))


# -------------------------------------------------------------------------------------------------------------- layouts


def test_heads_that_change_half_way() -> None:
    rows: list[list[Any]] = [
        ["序号", "收到日期", "申请人", "申请内容", "办理结果"],
        [1, "2025-3-5", "甲某", "征地批复", "予以公开"],
        ["7月起用新表"],
        ["编号", "申请人", "联系电话", "申请事项", "收件日期", "答复类型", "答复日期"],
        [2, "乙某", "19900001234", "规划许可证", "2025-7-2", "部分公开", "2025-7-20"],
    ]
    reading = _read(_book(("2025年", rows)))
    assert [one.header_rows for one in reading.sheets] == [(1,), (4,)]
    assert [(one.row, one.status.value, one.kind) for one in reading.rows] == [
        (2, "import", ""),
        (3, "skip", "note"),
        (5, "import", ""),
    ]
    assert _row(reading, 5).values["received_date"] == date(2025, 7, 2)
    assert _row(reading, 5).values["phone"] == "19900001234"


def test_a_hidden_sheet_of_requests_is_told_and_not_read_unasked() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "2025年"
    for row in PLAIN:
        book.active.append(row)
    book.create_sheet("其他")
    book.active.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    assert [one.imported for one in _read(stream.getvalue()).sheets] == [False, False]
    assert "隐藏" in _read(stream.getvalue()).sheets[0].reason
    chosen = LedgerChoices(sheets=(SheetChoice(name="2025年", imported=True),))
    assert _read(stream.getvalue(), chosen).summary.imported == 2


def test_two_columns_of_one_name_are_a_question() -> None:
    columns = guess_columns([ColumnSource(at, (head,), hidden=False) for at, head in enumerate(("电话", "电话"), 1)])
    assert [one.reason for one in columns] == [ColumnReason.EXACT, ColumnReason.TIE]
    assert columns[1].candidates == ("phone",)
    assert "请选定" in columns[1].told


def test_a_column_without_a_name_is_known_by_what_stands_in_it() -> None:
    source = ColumnSource(
        1, ("甲列",), hidden=False, samples=("990101196610144430", "990101197206126737", "99010119820203002X")
    )
    (column,) = guess_columns([source])
    assert (column.fields, column.reason) == (("id_number",), ColumnReason.CONTENT)


def test_the_last_days_of_the_year_before_are_believed_where_they_fit() -> None:
    rows: list[list[Any]] = [
        PLAIN[0],
        [1, "2024-12-30", "甲某", "征地批复", "予以公开", None],
        [2, "2025-1-6", "乙某", "规划许可证", "予以公开", None],
        [3, "2024-1-8", "丙某", "会议纪要", "予以公开", None],
        [4, "2025-1-9", "丁某", "环评批复", "予以公开", None],
    ]
    reading = _read(_book(("2025年", rows)))
    first, _, wrong, _ = reading.rows
    assert (first.status, [one.kind for one in first.prompts]) == (RowStatus.IMPORT, ["year_differs"])
    assert (wrong.status, wrong.reasons) == (RowStatus.REJECT, ("year_conflicts_with_sheet",))


@pytest.mark.parametrize("start", ["L01", "L02", "L03", "L04", "L05", "L06"])
def test_the_report_is_told_in_words_and_as_json(start: str) -> None:
    reading = _sample(start, LedgerChoices())
    text = ledger_text(reading)
    assert str(reading.summary.records) in text
    assert "{" not in text
    assert "None" not in text
    assert ledger_json(reading).startswith("{")
