"""Lists of widgets that are filled anew, and columns that scroll."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.components import Caption, column
from desktop.theme import set_role

__all__ = ["captioned", "clear_rows", "filled_column", "scrolled_column"]


def clear_rows(layout: QBoxLayout) -> None:
    """Remove every widget of a layout."""
    for at in reversed(range(layout.count())):
        widget = layout.itemAt(at).widget()
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def filled_column(parent: QWidget, gap: int = 12) -> tuple[QScrollArea, QWidget, QVBoxLayout]:
    """A column without a frame that fills its area and scrolls where the area is too low.

    Returns:
        the area, the widget inside and its layout.
    """
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside = QWidget()
    set_role(inside, "scrolled")
    layout = column(inside, gap=gap)
    area.setWidget(inside)
    return area, inside, layout


class _Wrapping(QWidget):
    """Asks for the height that its wrapped texts need at its present width; a scroll area asks before its bar shows."""

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        layout = self.layout()
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and layout is not None:
            self.setMinimumHeight(max(0, layout.heightForWidth(self.width())))
        return done


def scrolled_column(parent: QWidget, gap: int = 12) -> tuple[QScrollArea, QWidget, QVBoxLayout]:
    """As ``filled_column``, with the content at the top and the rest empty."""
    area, _, _ = filled_column(parent, 0)
    inside = _Wrapping()
    set_role(inside, "scrolled")
    outer = column(inside, gap=0)
    area.setWidget(inside)
    layout = column(gap=gap)
    outer.addLayout(layout)
    outer.addStretch(1)
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
