"""The segments as chips with their numbers: one is on; arrow keys move among them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QWidget

from casework.document_list_views import DocumentSegment, SegmentCount
from desktop.components.flow import FlowLayout
from desktop.theme import set_role

__all__ = ["SegmentBar"]


class SegmentBar(QWidget):
    """``chosen(DocumentSegment)`` when a person picks one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("文书所在")
        flow = FlowLayout(self, gap=6)
        self._group = QButtonGroup(self)
        self.buttons: dict[DocumentSegment, QPushButton] = {}
        for segment in DocumentSegment:
            button = QPushButton(segment.label, self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("segment", segment.value)
            set_role(button, "chip")
            self._group.addButton(button)
            self.buttons[segment] = button
            flow.addWidget(button)
        self._group.buttonToggled.connect(self._on_toggled)
        self.segment: DocumentSegment | None = None
        self.set_segment(DocumentSegment.MINE)

    def set_segment(self, segment: DocumentSegment) -> None:
        """Put a segment on without a signal."""
        self.segment = segment
        self.buttons[segment].setChecked(True)

    def show_counts(self, counts: Sequence[SegmentCount]) -> None:
        """Say how many documents stand in each segment."""
        for one in counts:
            button = self.buttons[one.segment]
            button.setText(f"{one.segment.label} {one.count:,}" if one.count else one.segment.label)
            button.setAccessibleName(f"{one.segment.label} {one.count:,} 件")

    def _on_toggled(self, button: QAbstractButton, checked: bool) -> None:
        set_role(button, "on" if checked else "", "state")
        segment = DocumentSegment(str(button.property("segment")))
        if checked and segment is not self.segment:
            self.segment = segment
            self.chosen.emit(segment)
