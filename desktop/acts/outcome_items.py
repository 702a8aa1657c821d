"""One line for each of the several things asked for in one letter, or the word that they are one thing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casework.drafts import ItemConclusion
from casework.views import ItemFieldView
from desktop.acts.panel import ActPanel
from desktop.components import Caption, StrongLabel

__all__ = ["SINGLE", "add_items", "arrange_items", "item_key", "read_items"]

SINGLE = "single_item"


def item_key(at: int) -> str:
    """The key of the line of a thing, counted from 0, as refusals name it."""
    return f"conclusions.{at}"


def add_items(panel: ActPanel, items: Sequence[ItemFieldView], *, single: bool) -> tuple[QWidget, ...]:
    """Add the lines with their proposed conclusions; nothing for a request of one thing."""
    if not items:
        return ()
    return (
        StrongLabel(f"逐项结论（申请了 {len(items)} 项）", panel.inside),
        Caption("逐项写入文书。拆分有误、实为一项的，勾选最后一格。", panel.inside),
        *(panel.line_field(item_key(at), f"{at + 1}. {one.text}", one.conclusion) for at, one in enumerate(items)),
        panel.flag(SINGLE, "实为一项，不逐项写结论", on=single),
    )


def arrange_items(panel: ActPanel, items: Sequence[ItemFieldView]) -> None:
    """Hide the lines while the things are said to be one."""
    if not items or SINGLE not in panel.controls:
        return
    single = panel.checked(SINGLE)
    for at in range(len(items)):
        panel.fields[item_key(at)].setVisible(not single)


def read_items(panel: ActPanel, items: Sequence[ItemFieldView]) -> tuple[tuple[ItemConclusion, ...], bool]:
    """The conclusions, and whether the things are said to be one.

    Raises:
        UserError: one thing has no conclusion.
    """
    if not items or panel.checked(SINGLE):
        return (), bool(items)
    lines = (ItemConclusion(text=one.text, conclusion=panel.need_text(item_key(at))) for at, one in enumerate(items))
    return tuple(lines), False
