"""Lists of widgets that are filled anew, and columns that scroll."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.components import Caption, column
from desktop.theme import set_role

__all__ = ["captioned", "clear_rows", "scrolled_column"]


def clear_rows(layout: QBoxLayout) -> None:
    """Remove every widget of a layout."""
    for at in reversed(range(layout.count())):
        widget = layout.itemAt(at).widget()
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def scrolled_column(parent: QWidget, gap: int = 12) -> tuple[QScrollArea, QWidget, QVBoxLayout]:
    """A scrolling column without a frame: the area, the widget inside and its layout (followed by a stretch)."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside = QWidget()
    set_role(inside, "scrolled")
    outer = column(inside, gap=0)
    layout = column(gap=gap)
    outer.addLayout(layout)
    outer.addStretch(1)
    area.setWidget(inside)
    return area, inside, layout


def captioned(words: str, content: QWidget | QBoxLayout, parent: QWidget) -> QVBoxLayout:
    """Content with a small caption close above it."""
    layout = column(gap=4)
    layout.addWidget(Caption(words, parent))
    if isinstance(content, QWidget):
        layout.addWidget(content)
    else:
        layout.addLayout(content)
    return layout
