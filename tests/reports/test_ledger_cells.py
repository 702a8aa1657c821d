"""Cells of ledgers as people and programs left them: numbers, names, money, words, and rows that are none."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from deadlines.calendar import standard_calendar
from law.identity_numbers import resident_check_digit
from law.policies import PolicySet
from law.terms import Outcome
from reports.ledger_aliases import aliases
from reports.ledger_cells import (
    clean,
    is_formula_like,
    read_contact,
    read_fee,
    read_identity,
    read_phone,
    several_names,
    workdays_told,
)
from reports.ledger_grid import number_cell, shown_number, text_cell
from reports.ledger_reading import read_ledger
from reports.ledger_rows import LedgerReading, LedgerRow, RowStatus
from reports.ledger_words import OutcomeWord, ledger_words

AS_OF = date(2026, 11, 20)
FIRST17 = st.builds(
    "9901{:02}{:04}{:02}{:02}{:03}".format,
    st.integers(1, 3),
    st.integers(1930, 2010),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 999),
)


def _read(rows: list[list[Any]], sheet: str = "2025年") -> LedgerReading:
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return read_ledger(stream.getvalue(), "台账.xlsx", standard_calendar(), PolicySet.default(), AS_OF)


def _only(heads: list[str], *rows: list[Any]) -> list[LedgerRow]:
    return [one for one in _read([heads, *rows]).rows if one.status is not RowStatus.SKIP]


# ------------------------------------------------------------------------------------------------------ numbers


@given(FIRST17)
def test_an_identity_number_in_any_dress(first17: str) -> None:
    number = first17 + resident_check_digit(first17)
    wide = "".join(chr(ord(one) + 0xFEE0) for one in number)
    for text in (
        number,
        number.lower(),
        wide,
        f"{number[:6]} {number[6:14]} {number[14:]}",
        f"'{number}",
        f'="{number}"',
        f"{number}\t",
        f"\u200b{number}\u3000",
        f"身份证{number}",
    ):
        reading = read_identity(text_cell(text))
        assert (reading.value, reading.refused, reading.flaw) == (number, "", ""), text


@given(FIRST17)
def test_a_number_that_lost_digits_is_never_taken(first17: str) -> None:
    number = float(first17 + "0")
    for cell in (
        number_cell(number),
        number_cell(int(first17 + "0")),
        text_cell(f"{number:.5E}"),
        text_cell(f"{number:.2e}"),
    ):
        assert (read_identity(cell).value, read_identity(cell).refused) == (None, "id_number_lost_digits")


@pytest.mark.parametrize(
    ("text", "value", "refused", "flaw"),
    [
        ("99010119500113100", None, "id_number_length", ""),
        ("9901011950011310012", None, "id_number_length", ""),
        ("990101500113100", "990101500113100", "", ""),
        ("990103197807200000", None, "id_number_lost_digits", ""),
        ("X99D30363", "X99D30363", "", ""),
        ("990101199006252112", "990101199006252112", "", "id_check_digit"),
        ("9901**********2113", None, "", "id_number_masked"),
        ("990101196610144430、990101197206126737", "990101196610144430", "", "id_number_several"),
        ("990101196610144430\n990101197206126737", "990101196610144430", "", "id_number_several"),
        ("91990121MA7E31EJ6D", "91990121MA7E31EJ6D", "", ""),
        ("91990121MA7E31EJ6X", "91990121MA7E31EJ6X", "", "credit_code_check"),
        ("91990121MA7E31EJ6", None, "id_number_length", ""),
    ],
)
def test_what_is_said_about_a_number(text: str, value: str | None, refused: str, flaw: str) -> None:
    reading = read_identity(text_cell(text))
    assert (reading.value, reading.refused, reading.flaw) == (value, refused, flaw)


@given(FIRST17)
def test_a_number_filled_up_with_zeros_is_never_taken_unseen(first17: str) -> None:
    reading = read_identity(text_cell(f"{first17[:15]}000"))
    assert reading.refused == "id_number_lost_digits" or reading.flaw == "id_number_rounded"


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (9.901031978072e17, "General", "9.90103E+17"),
        (9.901031978072e17, "0.00E+00", "9.90E+17"),
        (19900004270, "General", "19900004270"),
        (8.1, "General", "8.1"),
        (8.1, "0.00", "8.10"),
        (3.0, "General", "3"),
        (1080, "#,##0.00", "1080.00"),
    ],
)
def test_a_number_is_shown_as_its_cell_shows_it(value: float, pattern: str, shown: str) -> None:
    assert shown_number(value, pattern) == shown


def test_telephones() -> None:
    for text in ("19900004270", "+86 199 0000 4270", "199-0000-4270", "86 19900004270", "１９９００００４２７０"):
        assert read_phone(text_cell(text)) == "19900004270"
    assert read_phone(number_cell(19900004270)) == "19900004270"
    assert read_phone(text_cell("0900-7100110")) == "0900-7100110"
    assert read_phone(text_cell("1.99E+10")) is None


def test_a_contact_is_taken_apart() -> None:
    assert read_contact("19900004201，临江县石磨镇下洄村9组") == ("19900004201", "临江县石磨镇下洄村9组")
    assert read_contact("地址：临江县石磨镇；电话：0900-7100110") == ("0900-7100110", "临江县石磨镇")
    assert read_contact("临江县石磨镇") == (None, "临江县石磨镇")


@given(st.integers(0, 10**10))
def test_money_is_exact(fen: int) -> None:
    yuan = Decimal(fen) / 100
    for text in (f"{yuan:.2f}", f"{yuan:,.2f}", f"{yuan:.2f}元", f"￥{yuan:.2f}", f"人民币 {yuan:.2f} 元"):
        assert read_fee(text) == fen
    assert read_fee("免") == read_fee("不收费") == 0
    assert read_fee("约100") is None
    assert read_fee("1.234") is None


def test_texts() -> None:
    assert clean('="990101"') == "990101"
    assert clean("'001") == "001"
    assert clean("'甲'与'乙'") == "'甲'与'乙'"
    assert is_formula_like(text_cell("=1+1;申请公开"))
    assert is_formula_like(text_cell("@SUM(A1)"))
    assert not is_formula_like(text_cell("—"))
    assert not is_formula_like(text_cell("-"))
    assert not is_formula_like(text_cell("+86 199 0000 4270"))
    assert several_names("阿不都热依木·卡德尔、雷家驹") == ("阿不都热依木·卡德尔", "雷家驹")
    assert several_names("张三等5人") == ("张三",)
    assert several_names("Emma Thompson-Lee") == ()
    assert workdays_told("延长10个工作日") == 10
    assert workdays_told("延长100个工作日") is None


# -------------------------------------------------------------------------------------------------------- words


def test_every_outcome_word_leads_to_an_outcome_of_the_law() -> None:
    words = ledger_words()
    known = {one.value for one in Outcome}
    for text in (
        "予以公开",
        "同意公开",
        "部分公开",
        "主动公开（告知网址）",
        "公开出版物",
        "不予公开-个人隐私",
        "非本部门掌握",
        "需汇总加工",
        "1.予以公开",
        "予以公开。",
        "予以公开（邮寄）",
        "不属于本机关，建议向甲局申请",
        "申请人撤回",
    ):
        found = words.outcome(text)
        assert found is not None, text
        assert found.id in known, text


@pytest.mark.parametrize(
    ("text", "more", "id"),
    [
        ("不予公开", "涉及第三方商业秘密", "refusal_third_party"),
        ("不予公开（涉及国家秘密）", "", "refusal_secret"),
        ("免予公开", "过程性信息", "refusal_process"),
        ("不予公开：行政执法案卷", "", "refusal_case_file"),
    ],
)
def test_the_ground_of_a_refusal_beside_it(text: str, more: str, id: str) -> None:  # noqa: A002
    assert ledger_words().outcome(text, more) == OutcomeWord(id=id)


def test_words_that_are_open_stay_open() -> None:
    words = ledger_words()
    bare = words.outcome("不予公开")
    assert bare is not None
    assert bare.id == ""
    assert bare.candidates is not None
    assert len(bare.candidates) == 8
    assert words.outcome("其它") == OutcomeWord()
    assert words.outcome("听候处理") is None
    both = words.outcome("予以公开、部分公开")
    assert both is not None
    assert both.candidates == ("grant", "partial_grant")
    # A number is a code in the export of a portal, and nothing elsewhere.
    assert words.outcome("3") is None
    assert words.outcome("3", codes=True) == OutcomeWord(id="not_exist", confirm=("not_exist", "needs_processing"))


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("网上（省平台）", "web"),
        ("信函（平信）", "ordinary_mail"),
        ("信函（挂号）", "mail_signed"),
        ("邮寄（EMS）", "mail_signed"),
        ("邮政挂号信", "mail_signed"),
        ("E-mail", "email"),
        ("窗口当面提交", "in_person"),
        ("来信", "mail"),
        ("网上、当面", None),
        ("鸽子", None),
    ],
)
def test_channels(text: str, channel: str | None) -> None:
    assert ledger_words().channel(text) == channel


def test_every_field_of_the_aliases_has_a_name_for_people() -> None:
    words = ledger_words()
    assert [one for one in sorted(aliases().fields) if words.label(one) == one] == []


# --------------------------------------------------------------------------------------------------------- rows


HEADS = ["序号", "收到日期", "申请人", "申请内容", "办理结果", "答复日期"]
GOOD = [1, "2025-3-5", "甲某", "征地批复", "予以公开", "2025-3-20"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["合计", None, None, "43件"], "total"),
        (["一季度小计", None, "43件"], "subtotal"),
        ([None, None, "合计", None, 43], "total"),
        (["转下页"], "page_break"),
        (["制表人：甲", None, "审核人：乙", None, "日期：2026.1.6"], "note"),
        (["注：本表含个人信息"], "note"),
        ([1, 2, 3, 4, 5, 6], "repeated_header"),
        (["栏次", 1, 2, 3, 4, 5], "repeated_header"),
        ([7, None, None, None, None], "blank"),
        (HEADS, "repeated_header"),
    ],
)
def test_rows_that_are_no_requests(row: list[Any], kind: str) -> None:
    reading = _read([HEADS, GOOD, row, [2, *GOOD[1:3], "规划许可证", *GOOD[4:]]])
    assert [(one.row, one.status.value, one.kind) for one in reading.rows] == [
        (2, "import", ""),
        (3, "skip", kind),
        (4, "import", ""),
    ]


def test_a_request_about_a_summary_is_a_request() -> None:
    (row,) = _only(["收到日期", "申请内容", "申请人", "办理结果"], ["2025-3-5", "财政决算汇总表", "甲某", "予以公开"])
    assert row.status is RowStatus.IMPORT


def test_a_row_with_a_day_and_nothing_else_is_refused_and_not_skipped() -> None:
    (row,) = _only(HEADS, [1, "2025-3-5"])
    assert row.reasons == ("no_applicant_name", "no_subject")


def test_a_ditto_of_a_refused_number_is_refused_as_well() -> None:
    heads = [*HEADS, "身份证号"]
    first, second = _only(
        heads, [*GOOD, 9.90101197807200e17], [2, "2025-3-6", "同上", "规划许可证", "〃", "2025-3-21", "同上"]
    )
    assert first.reasons == second.reasons == ("id_number_lost_digits",)
    assert (second.values["applicant_name"], second.values["outcome_id"]) == ("甲某", "grant")


def test_a_repeated_row_is_taken_in_if_the_first_one_was_refused() -> None:
    heads = [*HEADS, "身份证号"]
    first, second = _only(heads, [*GOOD, "9.90E+17"], [2, *GOOD[1:], "990101196610144430"])
    assert (first.status, second.status) == (RowStatus.REJECT, RowStatus.IMPORT)


def test_requests_alike_with_two_replies_are_two() -> None:
    heads = [*HEADS, "答复文号"]
    rows = _only(heads, [*GOOD, "〔2025〕1号"], [2, *GOOD[1:], "〔2025〕2号"])
    assert [one.status for one in rows] == [RowStatus.IMPORT, RowStatus.IMPORT]
    assert rows[1].warnings == ("looks_alike",)


def test_words_behind_a_day() -> None:
    heads = [*HEADS, "答复期限"]
    (row,) = _only(heads, [1, "2025年3月5日收到", "甲某", "征地批复", "予以公开", "2025.3.20寄出", "2025年4月2日前"])
    assert (row.values["received_date"], row.values["reply_date"]) == (date(2025, 3, 5), date(2025, 3, 20))
    assert row.due.written == row.due.lawful == date(2025, 4, 2)


def test_two_days_in_a_column_of_one() -> None:
    (row,) = _only(HEADS[:5], ["1", "3.5收/3.28复", "甲某", "征地批复", "予以公开"])
    assert (row.values["received_date"], row.values["reply_date"]) == (date(2025, 3, 5), date(2025, 3, 28))
    assert "split_two_dates" in {one.kind for one in row.prompts}
    (row,) = _only(HEADS[:5], ["1", "2025.3.5、2025.3.8", "甲某", "征地批复", "予以公开"])
    assert row.reasons == ("date_role_unknown",)


def test_a_request_of_the_time_before_the_new_regulation_is_counted_by_the_old_one() -> None:
    heads = [*HEADS[:4], "答复期限"]
    (row,) = [
        one
        for one in _read([heads, [1, "2018-3-5", "甲某", "征地批复", "2018-3-26"]], "2018年").rows
        if one.status is not RowStatus.SKIP
    ]
    assert row.due.lawful == date(2018, 3, 26)
    assert not row.due.differs


def test_a_bare_day_is_the_day_of_receipt_where_no_other_column_is() -> None:
    heads = ["日期", "申请人", "申请内容", "办理结果"]
    rows = [
        ["2025-3-5", "甲某", "一件", "予以公开"],
        ["3月6日", "乙某", "二件", "予以公开"],
        ["2025.3.7", "丙某", "三件", "无"],
    ]
    assert [one.values["received_date"] for one in _only(heads, *rows)] == [date(2025, 3, day) for day in (5, 6, 7)]
    both = _read([["收到日期", *heads], *(["2025-3-1", *one] for one in rows)])
    assert both.sheets[0].columns[1].fields == ()
