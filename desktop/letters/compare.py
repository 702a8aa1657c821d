"""Two versions of a draft side by side, with what was taken out and what was put in."""

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QWidget

from casework.review_views import ComparedParagraph, ComparisonView, TextPiece, VersionView
from casework.versions import compare
from desktop.components import Banner, Caption, ComboInput, LabelledField, StrongLabel, column, row
from desktop.frame.session import Session
from desktop.theme import Size, Tone, colour, px
from law.errors import UserError

__all__ = ["CompareWindow"]


class CompareWindow(QDialog):
    """Beside the work, not before it. F3 goes to the next change, Esc closes."""

    def __init__(
        self, session: Session, document_id: int, known: Sequence[VersionView], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._document_id = document_id
        self._at = -1
        self.comparison: ComparisonView | None = None
        self.setWindowTitle("文稿对比")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = column(self, gap=10, margin=Size.CARD_PADDING)
        values = [(one.number, _version_words(one)) for one in known]
        numbers = [one.number for one in known]
        self.earlier = ComboInput(values, "前一稿", self)
        self.later = ComboInput(values, "后一稿", self)
        self.later.set_value(numbers[0] if numbers else None)
        self.earlier.set_value(numbers[1] if len(numbers) > 1 else numbers[0] if numbers else None)
        head = row(gap=12)
        for label, combo in (("前一稿", self.earlier), ("后一稿", self.later)):
            head.addWidget(LabelledField(label, combo, self), 1)
            combo.activated.connect(self._on_chosen)
        outer.addLayout(head)
        line = row(gap=8)
        self.count = StrongLabel("", self, wrap=False)
        line.addWidget(self.count)
        line.addWidget(Caption("删去的加删除线，增加的加下划线", self, wrap=False))
        line.addStretch(1)
        self.next = QPushButton("下一处　F3", self)
        self.next.setAutoDefault(True)
        self.next.clicked.connect(self.show_next)
        line.addWidget(self.next)
        outer.addLayout(line)
        self.banner = Banner("", Tone.OVER, self)
        outer.addWidget(self.banner)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("两稿对比")
        self.text.setOpenLinks(False)
        outer.addWidget(self.text, 1)
        key = QShortcut(QKeySequence("F3"), self)
        key.activated.connect(self.show_next)
        self.resize(px(1000), px(620))
        self._on_chosen(0)

    def _on_chosen(self, _index: int) -> None:
        before, after = self.earlier.value(), self.later.value()
        if isinstance(before, int) and isinstance(after, int):
            ask = partial(compare, self._session.office, self._document_id, before, after)
            self._session.ask(ask, self._on_compared, self._on_refused, key="letter:compare")

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.banner.say(error.sentence, Tone.OVER)
        else:
            self._session.shell.show_failure(error)

    def _on_compared(self, found: ComparisonView) -> None:
        self.comparison = found
        self._at = -1
        self.banner.say("")
        self.count.setText(f"{found.changes} 段不同" if found.changes else "两稿文字相同")
        self.next.setEnabled(bool(found.changes))
        self.text.setHtml(_page(found))

    def show_next(self) -> None:
        """F3: the next paragraph that differs."""
        if self.comparison is None or not self.comparison.changes:
            return
        self._at = (self._at + 1) % self.comparison.changes
        self.text.scrollToAnchor(f"change{self._at}")
        self.count.setText(f"第 {self._at + 1} 处，共 {self.comparison.changes} 段不同")


def _version_words(version: VersionView) -> str:
    when = version.saved_at.astimezone()
    return f"第 {version.number} 稿　{when.month}月{when.day}日 {when:%H:%M} {version.saved_by}"


def _page(found: ComparisonView) -> str:
    """The two columns as a table; all words are escaped."""
    rows, number = [], 0
    for one in found.paragraphs:
        anchor = ""
        if one.changed:
            anchor = f'<a name="change{number}"></a>'
            number += 1
        rows.append(_row(one, anchor))
    return f'<table width="100%" cellspacing="0" cellpadding="{px(6)}">{"".join(rows)}</table>'


def _row(one: ComparedParagraph, anchor: str) -> str:
    ground = f' bgcolor="{colour("prov_bg").name()}"' if one.changed else ""
    before, after = _side(one.before, taken=True), _side(one.after, taken=False)
    return (
        f'<tr><td width="50%" valign="top"{ground}>{anchor}{before}</td>'
        f'<td width="50%" valign="top"{ground}>{after}</td></tr>'
    )


def _side(pieces: Sequence[TextPiece], *, taken: bool) -> str:
    ground, ink = ("over_bg", "over") if taken else ("done_bg", "done")
    line = "line-through" if taken else "underline"
    look = f"background-color:{colour(ground).name()};color:{colour(ink).name()};text-decoration:{line}"
    return "".join(
        f'<span style="{look}">{escape(one.text)}</span>' if one.changed else escape(one.text) for one in pieces
    )
