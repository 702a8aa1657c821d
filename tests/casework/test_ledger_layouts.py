"""Layouts of ledgers: kept under a name, replaced only when asked, forgotten; what is unknown is left out."""

from typing import Any

import pytest

from casework.ledger_export import usual_columns
from casework.ledger_export_views import LayoutDraft, LedgerFormat
from casework.ledger_layouts import delete_layout, draft_of_layout, layout_named, layouts, save_layout
from casework.views import CaseFilter
from law.errors import UserError
from models import LedgerLayout
from tests.casework.desk import Desk


def save(desk: Desk, name: str = "月报", **changes: Any) -> str:
    draft = LayoutDraft(**{"name": name, "columns": ("place", "title", "outcome"), **changes})
    return save_layout(desk.office, draft, now=desk.how["now"], actor=desk.actor).message


def test_a_layout_is_kept_as_it_was_made(desk: Desk) -> None:
    message = save(desk, " 月报 ", title="2026年台账", format=LedgerFormat.CSV)
    assert message == "已保存版式“月报”"
    (kept,) = layouts(desk.office)
    assert (kept.name, kept.columns, kept.title) == ("月报", ("place", "title", "outcome"), "2026年台账")
    assert (kept.format, kept.saved_by) == (LedgerFormat.CSV, "王敏")
    assert layout_named(desk.office, "月报") == kept
    wanted = CaseFilter(open_only=True)
    draft = draft_of_layout(kept, wanted)
    assert (draft.wanted, draft.columns, draft.title, draft.masked) == (wanted, kept.columns, "2026年台账", True)


def test_a_layout_is_replaced_only_when_asked(desk: Desk) -> None:
    save(desk)
    with pytest.raises(UserError) as caught:
        save(desk, columns=("title",))
    assert (caught.value.code, caught.value.field) == ("ledger_layout_exists", "layout")
    assert layouts(desk.office)[0].columns == ("place", "title", "outcome")
    save(desk, columns=("title",), replace=True)
    (kept,) = layouts(desk.office)
    assert kept.columns == ("title",)


def test_layouts_are_listed_by_name_and_forgotten(desk: Desk) -> None:
    for name in ("c", "a", "b"):
        save(desk, name)
    assert [one.name for one in layouts(desk.office)] == ["a", "b", "c"]
    assert delete_layout(desk.office, layouts(desk.office)[1].id, actor=desk.actor).message == "已删除版式“b”"
    assert [one.name for one in layouts(desk.office)] == ["a", "c"]
    with pytest.raises(UserError) as caught:
        delete_layout(desk.office, 999, actor=desk.actor)
    assert caught.value.code == "ledger_layout_unknown"
    with pytest.raises(UserError) as caught:
        layout_named(desk.office, "b")
    assert "“b”" in caught.value.sentence


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "  "}, "ledger_layout_unnamed"),
        ({"columns": ()}, "ledger_no_column"),
        ({"columns": ("title", "nothing")}, "ledger_column_unknown"),
    ],
)
def test_what_is_no_layout_is_refused(desk: Desk, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(UserError) as caught:
        save(desk, **changes)
    assert caught.value.code == code
    assert layouts(desk.office) == ()


def test_what_a_later_program_knew_is_left_out(desk: Desk) -> None:
    with desk.office.writing() as session:
        for name, columns in (("甲", ["title", "later"]), ("乙", ["later"])):
            session.add(
                LedgerLayout(
                    name=name,
                    columns=columns,
                    options={"format": "ods"},
                    saved_at=desk.how["now"],
                    saved_by="王敏",
                )
            )
    found = {one.name: one for one in layouts(desk.office)}
    assert found["甲"].columns == ("title",)
    assert found["乙"].columns == usual_columns()
    assert found["甲"].format is LedgerFormat.XLSX
