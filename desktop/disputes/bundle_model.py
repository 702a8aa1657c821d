"""The pieces of a bundle as a table: which go in, in which order and volume; what a person changed about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from casework.bundle_plan import shown_with
from casework.bundle_views import BundleItem, BundleItemDraft, PieceOrigin
from desktop.components import Column, TableRole
from desktop.theme import Tone

__all__ = ["COLUMNS", "BundleModel"]

COLUMNS = (
    Column(key="included", label="入卷", width=48, fixed=True),
    Column(key="number", label="证据", width=48, numeric=True, fixed=True),
    Column(key="title", label="材料", width=0),
    Column(key="formed", label="形成", width=132, roomy=150, needs=430),
    Column(key="volume", label="册", width=108, fixed=True),
    Column(key="origin", label="来源", width=116, needs=640),
)
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class BundleModel(QAbstractTableModel):
    """Rows are pieces in the order of the bundle; ``edited()`` when a person changed something."""

    edited = Signal()

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.proposed: tuple[BundleItem, ...] = ()
        self.items: tuple[BundleItem, ...] = ()
        self._choices: dict[str, BundleItemDraft] = {}
        self._order: list[str] = []

    # ------------------------------------------------------------------ showing

    def show_items(self, proposed: Sequence[BundleItem]) -> None:
        """Show the pieces as proposed; what a person changed about those that are still there stays."""
        self.proposed = tuple(proposed)
        known = {one.key for one in proposed}
        self._choices = {key: one for key, one in self._choices.items() if key in known}
        self._order = [one for one in self._order if one in known]
        self._rebuild()

    def restore(self, choices: Sequence[BundleItemDraft]) -> None:
        """Put back what was changed before."""
        self._choices = {one.key: one for one in choices}
        self._order = [one.key for one in choices]
        self._rebuild()

    def forget(self) -> None:
        """Back to what is proposed."""
        self._choices, self._order = {}, []
        self._rebuild()
        self.edited.emit()

    def choices(self) -> tuple[BundleItemDraft, ...]:
        """What a person decided, in the order of the bundle; empty if nothing was changed."""
        if not self._choices and not self._order:
            return ()
        return tuple(self._choices.get(one.key, BundleItemDraft(key=one.key)) for one in self.items)

    def choice(self, key: str) -> BundleItemDraft:
        """What a person decided about one piece."""
        return self._choices.get(key, BundleItemDraft(key=key))

    def is_changed(self) -> bool:
        """Whether anything differs from what is proposed."""
        return bool(self._choices) or bool(self._order)

    def row_of(self, key: str) -> int | None:
        """The row of a piece."""
        return next((at for at, one in enumerate(self.items) if one.key == key), None)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self.items = self._built()
        self.endResetModel()

    def _built(self) -> tuple[BundleItem, ...]:
        keys = self._order or [one.key for one in self.proposed]
        left = [one.key for one in self.proposed if one.key not in keys]
        drafts = [self._choices.get(key, BundleItemDraft(key=key)) for key in (*keys, *left)]
        return shown_with(self.proposed, drafts)

    # ------------------------------------------------------------------ changing

    def change(self, key: str, **values: object) -> None:
        """Change something about a piece."""
        changed = replace(self.choice(key), **values)  # type: ignore[arg-type]
        if changed == BundleItemDraft(key=key):
            self._choices.pop(key, None)
        else:
            self._choices[key] = changed
        self._refresh()

    def toggle(self, row: int) -> None:
        """Take a piece in, or leave it out."""
        if 0 <= row < len(self.items):
            one = self.items[row]
            self.change(one.key, included=not one.included)

    def move(self, row: int, by: int) -> int:
        """Move a piece among those of its section; returns its row afterwards."""
        target = row + by
        if not (0 <= row < len(self.items) and 0 <= target < len(self.items)):
            return row
        if self.items[row].section is not self.items[target].section:
            return row
        keys = [one.key for one in self.items]
        keys[row], keys[target] = keys[target], keys[row]
        self._order = keys
        self._refresh()
        return target

    def _refresh(self) -> None:
        self.items = self._built()
        if self.items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.items) - 1, len(COLUMNS) - 1))
        self.edited.emit()

    # ------------------------------------------------------------------ table

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.items)

    @override
    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].label if 0 <= section < len(COLUMNS) else None
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not (index.isValid() and 0 <= index.row() < len(self.items)):
            return None
        one, key = self.items[index.row()], COLUMNS[index.column()].key
        if role == Qt.ItemDataRole.DisplayRole:
            return _TEXTS[key](self, one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()].label} {_SPOKEN[key](one)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (one.title, one.late_note, one.proves, one.why) if part) or None
        if role == TableRole.CHIP:
            return _chip(one, key)
        if role == TableRole.TONE:
            return Tone.PROV if not one.included else None
        return None


def _day(model: BundleModel, one: BundleItem) -> str:
    day = one.formed_on or one.day
    if day is None:
        return "—"
    text = f"{day.month}月{day.day}日" if day.year == model.today.year else f"{day.year}-{day.month}-{day.day}"
    return f"答复后 {text}" if one.late else text


def _title(_model: BundleModel, one: BundleItem) -> str:
    return f"{one.title}　{one.document_number}".strip("　")


def _chip(one: BundleItem, key: str) -> Tone | None:
    if not one.included:
        return None
    if key == "formed" and one.late:
        return Tone.OVER
    if key == "volume" and one.restricted:
        return Tone.ACCENT
    return Tone.SOON if key == "origin" and one.origin is PieceOrigin.DRAFT else None


def _volume(one: BundleItem) -> str:
    return "不可查阅" if one.restricted else "可供查阅"


_TEXTS: Mapping[str, Callable[[BundleModel, BundleItem], str]] = {
    "included": lambda _, one: "☑" if one.included else "☐",
    "number": lambda _, one: str(one.number) if one.number else "",
    "title": _title,
    "formed": _day,
    "volume": lambda _, one: _volume(one),
    "origin": lambda _, one: one.origin.label,
}
_SPOKEN: Mapping[str, Callable[[BundleItem], str]] = {
    "included": lambda one: "入卷" if one.included else "不入卷",
    "number": lambda one: f"证据{one.number}" if one.number else "不是证据",
    "title": lambda one: one.title,
    "formed": lambda one: one.late_note or "",
    "volume": lambda one: f"{_volume(one)} {one.why}".strip(),
    "origin": lambda one: one.origin.label,
}
