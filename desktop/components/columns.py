"""Columns as screens declare them, as persons arrange them, and the roles by which models describe cells."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

__all__ = ["Column", "ColumnLayout", "TableRole"]


class TableRole(IntEnum):
    """Roles by which a model tells the delegate what to paint besides the text of ``DisplayRole``."""

    TONE = Qt.ItemDataRole.UserRole + 1  # Tone: colour of the text
    CHIP = Qt.ItemDataRole.UserRole + 2  # Tone: paint the text as a chip of this tone
    METER = Qt.ItemDataRole.UserRole + 3  # DayMeterState: paint a day meter instead of text
    STRONG = Qt.ItemDataRole.UserRole + 4  # bool: emphasised text
    GROUND = Qt.ItemDataRole.UserRole + 5  # Tone: tint the ground of the cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column as declared by a screen.

    Args:
        key: stable name under which the layout is kept.
        label: header.
        width: width in pixels at 100 %; 0 takes what is left (one column of a table).
        numeric: align right.
        shown: visible unless the person hides it.
        wide_only: appears by itself where the table is wider than ``wide_from`` pixels.
        needs: appears by itself only in a table of at least this many pixels; 0 in every table.
        roomy: width where the table is wider than ``wide_from`` pixels; 0 keeps ``width``.
        fixed: cannot be hidden.
        sort_key: key by which casework sorts, "" when it cannot.
    """

    key: str
    label: str
    width: int = 120
    numeric: bool = False
    shown: bool = True
    wide_only: bool = False
    needs: int = 0
    roomy: int = 0
    fixed: bool = False
    sort_key: str = ""


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """What a person made of the columns: order of keys, hidden keys, shown keys, widths."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()
