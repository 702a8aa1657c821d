"""Rows of label and value, as the request card shows them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.components import Caption, Card, LinkLabel, Text, column, row
from desktop.theme import px, set_role

__all__ = ["ValueRow", "empty_layout", "scrolled_list"]


class ValueRow(QWidget):
    """A caption at the left, the value in the middle, a link at the right."""

    def __init__(
        self, label: str, value: str, parent: QWidget, *, link: str = "", payload: object = None, link_name: str = ""
    ) -> None:
        super().__init__(parent)
        layout = row(self, gap=8)
        caption = Caption(label, self, wrap=False)
        caption.setFixedWidth(px(56))
        layout.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        down = px(4) if link else 0  # a link is higher than its line of text
        caption.setContentsMargins(0, px(2) + down, 0, 0)
        self.value = Text(value, self)
        self.value.setContentsMargins(0, down, 0, 0)
        self.value.setMinimumWidth(px(60))
        self.value.make_selectable()
        self.value.setAccessibleName(label)
        self.value.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        layout.addWidget(self.value, 1, Qt.AlignmentFlag.AlignTop)
        self.link = LinkLabel(link, self, payload=payload)
        self.link.setAccessibleName(link_name or f"{link}{label}")
        self.link.setVisible(bool(link))
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)


def scrolled_list(card: Card, *, gap: int) -> tuple[QWidget, QVBoxLayout]:
    """Give a card a list that scrolls downwards; returns the widget that holds its lines and their layout."""
    area = QScrollArea(card)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    set_role(inside, "scrolled")
    outer = column(inside, gap=0)
    outer.setContentsMargins(0, 0, px(6), 0)
    lines = column(gap=gap)
    outer.addLayout(lines)
    outer.addStretch(1)
    area.setWidget(inside)
    card.body.addWidget(area, 1)
    return inside, lines


def empty_layout(layout: QVBoxLayout) -> None:
    """Remove everything from a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget()
        if widget is not None:
            widget.hide()  # to take it out of its parent as well would have all its parts styled anew
            widget.deleteLater()
