"""Which acts are attacked: those of the requests found, to be ticked; other requests are added by number or name."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from casework.dispute_drafts import TargetDraft
from casework.dispute_views import TargetView
from desktop.components import Caption, LineInput, LinkLabel, StrongLabel, column, row
from desktop.components.rows import clear_rows
from desktop.theme import Tone, px
from law.dispute_terms import AttackedAct

__all__ = ["TargetKey", "TargetsPicker"]

# Letters on the way to the decision, and those about other things: attacked alone they are seldom admitted.
_ON_THE_WAY: Final = (AttackedAct.CORRECTION, AttackedAct.EXTENSION, AttackedAct.FEE, AttackedAct.OTHER)
TargetKey = tuple[int, int | None, AttackedAct]
_NOTHING: Final = "按登记号或姓名找到所涉的办件，再勾选被申请复议、被起诉的文书。"


def _key(one: TargetView) -> TargetKey:
    return one.request_id, one.document_id, one.attacked


class TargetsPicker(QWidget):
    """The boxes and the search. ``search_asked(text)``, ``request_asked(request_id)``, ``changed``."""

    search_asked = Signal(str)
    request_asked = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("所涉文书")
        self.requests: dict[int, tuple[TargetView, ...]] = {}
        self.boxes: dict[TargetKey, QCheckBox] = {}
        self._ticked: set[TargetKey] = set()
        self.found: list[LinkLabel] = []
        outer = column(self, gap=6)
        self._list = column(gap=4)
        outer.addLayout(self._list)
        self.none = Caption(_NOTHING, self)
        outer.addWidget(self.none)
        search = row(gap=8)
        self.search = LineInput("所涉办件", self, placeholder="登记号、姓名或内容")
        self.search.returnPressed.connect(self._on_search_asked)
        self.find_button = QPushButton("查找办件", self)
        self.find_button.setAutoDefault(False)
        self.find_button.clicked.connect(self._on_search_asked)
        search.addWidget(self.search, 1)
        search.addWidget(self.find_button)
        outer.addLayout(search)
        self._results = column(gap=0)
        outer.addLayout(self._results)

    # ------------------------------------------------------------------ showing

    def show_request(self, request_id: int, targets: Sequence[TargetView], ticked: Iterable[TargetKey] = ()) -> None:
        """Add a request with all that can be attacked of it; where only one of its acts decides, that one is ticked."""
        wanted = set(ticked)
        self.requests[request_id] = tuple(targets)
        known = {_key(one) for one in targets}
        deciding = {_key(one) for one in targets if one.attacked not in _ON_THE_WAY}
        if not wanted and len(deciding) == 1:
            wanted = deciding
        self._ticked |= wanted & known
        self._show()

    def _show(self) -> None:
        clear_rows(self._list)
        self.boxes = {}
        for request_id, targets in self.requests.items():
            self._list.addWidget(self._head(request_id, targets))
            for one in targets:
                for widget in self._target(one):
                    self._list.addWidget(widget)
            if not targets:
                note = Caption("这件申请没有可以复议、起诉的文书，也还没有逾期。", self)
                note.set_tone(Tone.SOON)
                self._list.addWidget(note)
        self.none.setVisible(not self.requests)

    def _head(self, request_id: int, targets: Sequence[TargetView]) -> QWidget:
        holder = QWidget(self)
        line = row(holder, gap=8)
        number = targets[0].registration_number if targets else ""
        line.addWidget(StrongLabel(number or "办件", holder, wrap=False))
        line.addStretch(1)
        remove = LinkLabel("移除", holder, payload=request_id)
        remove.setAccessibleName(f"移除 {number}".strip())
        remove.clicked.connect(self._on_remove_clicked)
        line.addWidget(remove)
        return holder

    def _target(self, one: TargetView) -> list[QWidget]:
        box = QCheckBox("　".join(part for part in (one.attacked.label, one.document_number) if part), self)
        box.setToolTip(one.line)
        box.setChecked(_key(one) in self._ticked)
        box.setMinimumWidth(px(60))
        box.toggled.connect(self._on_toggled)
        self.boxes[_key(one)] = box
        told = Caption(one.line, self)
        notes = [told] if one.line != box.text() else []
        if one.admissible:
            cited = "、".join(dict.fromkeys(each.told for each in one.citations))
            note = Caption(f"{one.admissible.rstrip('。')}（{cited}）。" if cited else one.admissible, self)
            note.set_tone(Tone.SOON)
            notes.append(note)
        for each in notes:
            each.setContentsMargins(px(26), 0, 0, 0)
        return [box, *notes]

    def show_found(self, found: Sequence[tuple[int, str, str]]) -> None:
        """Offer the requests found: id, number, applicant and title."""
        clear_rows(self._results)
        self.found = []
        for request_id, number, words in found:
            link = LinkLabel(f"{number}　{words}", self, payload=request_id)
            link.clicked.connect(self._on_found_clicked)
            self._results.addWidget(link)
            self.found.append(link)
        if not found:
            self._results.addWidget(Caption("没有找到这样的办件。", self))
        elif self.search.hasFocus() or self.find_button.hasFocus():
            self.found[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget everything."""
        self.requests = {}
        self._ticked = set()
        self.search.clear()
        clear_rows(self._results)
        self.found = []
        self._show()

    # ------------------------------------------------------------------ reading

    def drafts(self) -> tuple[TargetDraft, ...]:
        """What is ticked, in the order shown."""
        return tuple(
            TargetDraft(request_id=request_id, document_id=document_id, attacked=attacked)
            for (request_id, document_id, attacked), box in self.boxes.items()
            if box.isChecked()
        )

    def values(self) -> list[list[object]]:
        """Requests and what is ticked of them, for a kept draft."""
        return [
            [request_id, [[one[1], one[2].value] for one in self.boxes if one[0] == request_id and self._is_on(one)]]
            for request_id in self.requests
        ]

    def _is_on(self, key: TargetKey) -> bool:
        return self.boxes[key].isChecked()

    def focus_first(self) -> None:
        """Put the cursor on the first box, or into the search."""
        first: QWidget = next(iter(self.boxes.values()), None) or self.search
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ slots

    def _on_toggled(self, _on: bool) -> None:
        self._ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        self.changed.emit()

    def _on_remove_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel) and isinstance(link.payload, int):
            self.requests.pop(link.payload, None)
            self._ticked = {key for key in self._ticked if key[0] in self.requests}
            self._show()
            self.changed.emit()

    def _on_search_asked(self) -> None:
        text = self.search.text().strip()
        if text:
            self.search_asked.emit(text)

    def _on_found_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            clear_rows(self._results)
            self.found = []
            self.search.clear()
            self.request_asked.emit(link.payload)
