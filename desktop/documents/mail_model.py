"""The envelopes that wait for the post: which are chosen, under which numbers they go, what was refused."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from casework.ems import read_mail_number
from casework.mail_views import MailFailure, MailParcel
from desktop.components import Column, TableRole, short_date
from desktop.theme import Tone

__all__ = ["COLUMNS", "ParcelModel"]

COLUMNS = (
    Column(key="chosen", label="寄", width=44, fixed=True),
    Column(key="receiver", label="收件人", width=104, roomy=180, fixed=True),
    Column(key="address", label="收件地址", width=0),
    Column(key="letters", label="文书", width=168, roomy=240, needs=600),
    Column(key="due", label="答复截止", width=112, wide_only=True),
    Column(key="number", label="邮件号", width=132, fixed=True),
    Column(key="note", label="提示", width=96, roomy=200),
)
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class ParcelModel(QAbstractTableModel):
    """Rows are envelopes; ``edited()`` when a choice or a number changed."""

    edited = Signal()

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.parcels: tuple[MailParcel, ...] = ()
        self.left_out: set[int] = set()
        self.numbers: dict[int, str] = {}
        self.refused: dict[int, str] = {}
        self.uses: dict[str, str] = {}  # what is known of earlier letters under a number
        self.past = False  # what went on a day is shown, not what waits

    def show_past(self, parcels: Sequence[MailParcel]) -> None:
        """Show what went on a day; choices and numbers of what waits are kept meanwhile."""
        self.beginResetModel()
        self.past, self.parcels = True, tuple(parcels)
        self.endResetModel()

    def show_parcels(self, parcels: Sequence[MailParcel]) -> None:
        """Show other envelopes; choices and numbers of those that are still there stay."""
        self.beginResetModel()
        self.past, self.parcels = False, tuple(parcels)
        known = {one.key for one in parcels}
        self.left_out = {one for one in self.left_out if one in known}
        self.numbers = {key: number for key, number in self.numbers.items() if key in known}
        self.refused = {key: words for key, words in self.refused.items() if key in known}
        self.endResetModel()

    def restore(self, numbers: Mapping[int, str], left_out: Sequence[int]) -> None:
        """Put back what was typed before."""
        self.numbers, self.left_out = dict(numbers), set(left_out)
        self._changed_all()

    # ------------------------------------------------------------------ choosing and numbering

    def is_chosen(self, parcel: MailParcel) -> bool:
        """Whether an envelope goes with this batch; one without an address cannot."""
        return self.past or (not parcel.problem and parcel.key not in self.left_out)

    def number_of(self, parcel: MailParcel) -> str:
        """The number of an envelope: as it went, or as it was typed."""
        return parcel.items[0].mail_number if self.past else self.numbers.get(parcel.key, "")

    def chosen(self) -> tuple[MailParcel, ...]:
        """The envelopes of the batch."""
        return tuple(one for one in self.parcels if self.is_chosen(one))

    def numbered(self) -> tuple[MailParcel, ...]:
        """The envelopes of the batch that have a number."""
        return tuple(one for one in self.chosen() if self.number_of(one))

    def toggle(self, rows: Sequence[int]) -> None:
        """Take envelopes into the batch, or all of them out if they are in."""
        if self.past:
            return
        keys = {self.parcels[at].key for at in rows if 0 <= at < len(self.parcels) and not self.parcels[at].problem}
        if keys & self.left_out:
            self.left_out -= keys
        else:
            self.left_out |= keys
        self._changed_all()
        self.edited.emit()

    def choose_all(self) -> None:
        """Take every envelope into the batch, or none if all are in."""
        self.toggle(range(len(self.parcels)))

    def next_without_number(self, start: int = 0) -> int | None:
        """The first envelope of the batch from a row on that has no number yet, else the first of all."""
        order: list[int] = [*range(start, len(self.parcels)), *range(min(start, len(self.parcels)))]
        for at in order:
            parcel = self.parcels[at]
            if self.is_chosen(parcel) and not self.numbers.get(parcel.key):
                return at
        return None

    def set_number(self, at: int, number: str) -> None:
        """Give an envelope its number; empty takes it away."""
        key = self.parcels[at].key
        self.refused.pop(key, None)
        if number:
            self.numbers[key] = number
        else:
            self.numbers.pop(key, None)
        self._changed_all()
        self.edited.emit()

    def owner_of(self, number: str) -> MailParcel | None:
        """The envelope that has a number already."""
        return next((one for one in self.parcels if self.numbers.get(one.key) == number), None)

    def show_use(self, number: str, sentence: str) -> None:
        """Keep what is known of a number; an empty sentence: no letter went under it."""
        self.uses[number] = sentence
        self._changed_all()

    def show_refused(self, failed: Sequence[MailFailure]) -> None:
        """Say at each envelope what was refused."""
        owner = {number: one.key for one in self.parcels for number in one.document_ids}
        self.refused = {owner[one.document_id]: one.sentence for one in failed if one.document_id in owner}
        self._changed_all()

    def _changed_all(self) -> None:
        if self.parcels:
            last = self.index(len(self.parcels) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # ------------------------------------------------------------------ table

    @override
    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.parcels)

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
        if not (index.isValid() and 0 <= index.row() < len(self.parcels)):
            return None
        parcel, key = self.parcels[index.row()], COLUMNS[index.column()].key
        if role == Qt.ItemDataRole.DisplayRole:
            return _TEXTS[key](self, parcel)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chosen = "寄" if self.is_chosen(parcel) else "不寄"
            return chosen if key == "chosen" else f"{COLUMNS[index.column()].label} {_TEXTS[key](self, parcel)}"
        if role == Qt.ItemDataRole.ToolTipRole and key in ("address", "letters", "note"):
            return _TEXTS[key](self, parcel) or None
        if role == TableRole.TONE:
            return self._tone(parcel, key)
        return None

    def note(self, parcel: MailParcel) -> str:
        """What is to be said about an envelope."""
        told = self._quiet_note(parcel)
        if self.past:
            return told
        if parcel.problem:
            return f"● {parcel.problem}"
        if parcel.key in self.refused:
            return f"● {self.refused[parcel.key]}"
        number = read_mail_number(self.numbers.get(parcel.key, ""))
        warning = number.warning or self.uses.get(number.text, "")
        return f"▲ {warning}" if warning else told

    def _quiet_note(self, parcel: MailParcel) -> str:
        """What is worth knowing and no reason to worry."""
        again = "退件重寄" if not self.past and any(one.again for one in parcel.items) else ""
        several = f"同时送达 {parcel.reaches} 人" if parcel.reaches > 1 else ""
        acting = "代理人收" if parcel.role == "代理人" else ""
        return "，".join(one for one in (again, several, acting) if one)

    def _tone(self, parcel: MailParcel, key: str) -> Tone | None:
        if key == "note":
            note = self.note(parcel)
            return Tone.OVER if note.startswith("●") else Tone.SOON if note.startswith("▲") or "重寄" in note else None
        return None if self.is_chosen(parcel) else Tone.PROV


def _due(model: ParcelModel, parcel: MailParcel) -> str:
    due = min((one.due_on for one in parcel.items if one.due_on is not None), default=None)
    return "—" if due is None else short_date(due, model.today)


_TEXTS: dict[str, Callable[[ParcelModel, MailParcel], str]] = {
    "chosen": lambda model, one: "☑" if model.is_chosen(one) else "☐",
    "receiver": lambda _, one: one.receiver,
    "address": lambda _, one: one.address or "—",
    "letters": lambda _, one: "、".join(item.name for item in one.items),
    "due": _due,
    "number": lambda model, one: model.number_of(one) or "—",
    "note": lambda model, one: model.note(one),
}
