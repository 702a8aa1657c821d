"""Input left unfinished, offered again: what it is, when it was kept, 继续填写, 丢弃."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.views import FormDraftView
from desktop.components import Caption, ElidedLabel, LinkLabel, column, row
from desktop.components.rows import clear_rows

__all__ = ["DraftOffer", "kept_at"]


def kept_at(view: FormDraftView, today: date) -> str:
    """今天 14:32, or 11月20日 09:05, in the machine's time."""
    local = view.saved_at.astimezone()
    day = "今天" if local.date() == today else f"{local.month}月{local.day}日"
    return f"{day} {local:%H:%M}"


class DraftOffer(QWidget):
    """A line for each unfinished input. ``resumed(FormDraftView)``, ``dropped(FormDraftView)``."""

    resumed = Signal(object)
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = column(self, gap=2)
        self.views: tuple[FormDraftView, ...] = ()

    def show_drafts(self, drafts: Sequence[FormDraftView], today: date) -> None:
        """Show these; none leaves the widget empty and hidden."""
        self.views = tuple(drafts)
        clear_rows(self._lines)
        for one in self.views:
            self._lines.addWidget(self._line(one, today))
        self.setVisible(bool(self.views))

    def _line(self, view: FormDraftView, today: date) -> QWidget:
        holder = QWidget(self)
        line = row(holder, gap=8)
        line.addWidget(ElidedLabel(view.title, holder), 1)
        line.addWidget(Caption(f"{kept_at(view, today)}存", holder, wrap=False))
        for text, slot in (("继续填写", self._on_resume_clicked), ("丢弃", self._on_drop_clicked)):
            link = LinkLabel(text, holder, payload=view)
            link.setAccessibleName(f"{text}：{view.title}")
            link.clicked.connect(slot)
            line.addWidget(link)
        return holder

    def _on_resume_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.resumed.emit(link.payload)

    def _on_drop_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.dropped.emit(link.payload)
