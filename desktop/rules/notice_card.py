"""1 粘贴通知原文: number, day of publication, the text, and the first line that does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget
from typing_extensions import override

from casework.views import FindingView, NoticePreview
from desktop.components import Banner, Caption, Card, DateInput, LineInput, LinkLabel, Text, long_date
from desktop.rules.notice_edit import NoticeEdit
from desktop.theme import Tone, px

__all__ = ["NoticeCard", "NoticeInput"]

_FROM_TEXT = "从原文读取"
_LINE = "line:"
_LABELS = (("文号", "document_number"), ("公布日期", "published_on"), ("年份", "year"))
_WIDE_PLACES = {"document_number": (0, 0), "published_on": (0, 2), "year": (0, 4)}
_NARROW_PLACES = {"document_number": (0, 0), "year": (0, 2), "published_on": (1, 0)}
_FIELDS = ("document_number", "published_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeInput:
    """What stands in the card.

    Args:
        text: as pasted.
        number: document number as typed, "" takes it from the text.
        published_on: as typed, None takes it from the text.
        year: year as typed, None takes it from the text.
    """

    text: str = ""
    number: str = ""
    published_on: date | None = None
    year: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was pasted yet."""
        return not self.text.strip()


def line_of(finding: FindingView) -> int | None:
    """The line a finding concerns, None when it concerns the whole text or a field."""
    number = finding.field.removeprefix(_LINE)
    return int(number) if finding.field.startswith(_LINE) and number.isdigit() else None


class NoticeCard(Card):
    """The paste box. ``edited`` after every change, ``file_given(path)`` for a file, ``file_dropped`` to leave it."""

    edited = Signal()
    file_given = Signal(object)
    file_left = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("1　粘贴通知原文", parent)
        self._filling = False
        self._readings: dict[int, str] = {}
        self._target = 0
        self._field = ""
        self.open_file = LinkLabel("或从文件导入…", self)
        self.open_file.clicked.connect(self._on_open_file_clicked)
        self.add_to_head(self.open_file)
        self.number = LineInput("文号", self, placeholder=_FROM_TEXT)
        self.published = DateInput(today, None, "公布日期", self)
        self.published.setPlaceholderText(_FROM_TEXT)
        self.year = LineInput("年份", self, placeholder=_FROM_TEXT)
        self.year.setMaxLength(4)
        self._inputs: dict[str, LineInput | DateInput] = {
            "document_number": self.number,
            "published_on": self.published,
            "year": self.year,
        }
        # Labels stand beside their fields: on 768 lines the twelve months need the height.
        self._labels = {key: self._label(words, key) for words, key in _LABELS}
        self._form = QGridLayout()
        self._form.setHorizontalSpacing(px(8))
        self._form.setVerticalSpacing(px(8))
        self.body.addLayout(self._form)
        self._narrow: bool | None = None
        self._arrange_fields(narrow=False)
        self.file_banner = Banner("", Tone.ACCENT, self, link="改为粘贴")
        self.file_banner.acted.connect(self.file_left)
        self.body.addWidget(self.file_banner)
        self.edit = NoticeEdit(self)
        self.edit.viewport().installEventFilter(self)
        self.body.addWidget(self.edit, 1)
        self.reading = Caption("", self)
        self.body.addWidget(self.reading)
        self.banner = Banner("", Tone.OVER, self)
        self.banner.acted.connect(self.go_to_problem)
        self.body.addWidget(self.banner)
        self.edit.textChanged.connect(self._on_edited)
        self.edit.line_entered.connect(self._on_line_entered)
        self.number.textEdited.connect(self._on_edited)
        self.year.textEdited.connect(self._on_edited)
        self.published.changed.connect(self._on_edited)
        self.reading.hide()

    def _label(self, words: str, key: str) -> Text:
        label = Text(words, self, wrap=False, role="sub")
        label.setBuddy(self._inputs[key])
        return label

    def _arrange_fields(self, *, narrow: bool) -> None:
        """One line of fields, or two where large letters leave no room for one."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        places = _NARROW_PLACES if narrow else _WIDE_PLACES
        for key, (line, at) in places.items():
            self._form.addWidget(self._labels[key], line, at)
            self._form.addWidget(self._inputs[key], line, at + 1)
        for at, share in ((1, 5), (3, 4), (5, 0 if narrow else 2)):
            self._form.setColumnStretch(at, share)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_fields(narrow=self.width() < px(620))

    # ------------------------------------------------------------------ content

    def content(self) -> NoticeInput:
        """What stands in the card."""
        year = self.year.text().strip()
        return NoticeInput(
            text=self.edit.toPlainText(),
            number=self.number.text().strip(),
            published_on=self.published.value(),
            year=int(year) if len(year) == 4 and year.isdecimal() else None,
        )

    def fill(self, content: NoticeInput) -> None:
        """Put content in without ``edited``."""
        self._filling = True
        self.edit.setPlainText(content.text)
        self.number.setText(content.number)
        self.published.set_value(content.published_on)
        self.year.setText("" if content.year is None else str(content.year))
        self._filling = False

    def show_file(self, name: str) -> None:
        """Show that the content comes from a file; "" goes back to pasting."""
        self.file_banner.say(f"读自文件 {name}" if name else "", Tone.ACCENT, "改为粘贴")
        self.edit.setReadOnly(bool(name))
        for field in self._inputs.values():
            field.setEnabled(not name)

    def show_preview(self, preview: NoticePreview) -> None:
        """Show what was read: problems at their lines and fields, number and day where the text told them."""
        by_line = {line_of(one): one.sentence for one in preview.problems if line_of(one) is not None}
        self.edit.show_problems({line: text for line, text in by_line.items() if line is not None})
        self._readings = {one.number: one.reading for one in preview.lines if one.reading}
        for key in _FIELDS:
            wrong = next((one.sentence for one in preview.problems if one.field == key), "")
            self._inputs[key].show_error(wrong)
        told = preview.published_on
        self.number.setPlaceholderText(preview.document_number or _FROM_TEXT)
        self.published.setPlaceholderText(_FROM_TEXT if told is None else long_date(told))
        self.year.setPlaceholderText(str(preview.year or _FROM_TEXT))
        self._show_first_problem(preview.problems)
        self._on_line_entered(self.edit.current_line())

    def show_refusal(self, sentence: str) -> None:
        """Show why a text or a file could not be read at all."""
        self.edit.show_problems({})
        self.banner.say(sentence, Tone.OVER)

    def clear_preview(self) -> None:
        """Nothing was pasted: no problems, no readings."""
        self._readings = {}
        self.edit.show_problems({})
        self.banner.say("")
        self.reading.hide()
        for field in self._inputs.values():
            field.show_error("")
            field.setPlaceholderText(_FROM_TEXT)

    def _show_first_problem(self, problems: Sequence[FindingView]) -> None:
        if not problems:
            self.banner.say("")
            return
        first = problems[0]
        line = line_of(first)
        self._target = line or 0
        self._field = first.field
        more = f"　另有 {len(problems) - 1} 处" if len(problems) > 1 else ""
        ask = "请核对原文；未改正前不能启用。" if line else ""
        self.banner.say(f"{first.sentence}{ask}{more}", Tone.OVER, self._link(line, first.field))

    def go_to_problem(self) -> None:
        """Put the cursor on the line of the banner."""
        if self._target:
            self.edit.go_to_line(self._target)
        elif self._field in self._inputs:
            self._inputs[self._field].setFocus(Qt.FocusReason.OtherFocusReason)

    def _link(self, line: int | None, field: str) -> str:
        if line is not None:
            return f"到第 {line} 行"
        return "去填写" if field in self._inputs else ""

    def next_problem(self) -> None:
        """F4: the next failing line after the cursor, round and round."""
        lines = self.edit.problem_lines()
        if lines:
            here = self.edit.current_line()
            self.edit.go_to_line(next((one for one in lines if one > here), lines[0]))

    # ------------------------------------------------------------------ slots

    def _on_edited(self, _value: object = None) -> None:
        if not self._filling:
            self.edited.emit()

    def _on_line_entered(self, number: int) -> None:
        text = self._readings.get(number, "")
        self.reading.setText(f"第 {number} 行读作：{text}" if text else "")
        self.reading.setVisible(bool(text) and self.banner.isHidden())

    def _on_open_file_clicked(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "选择放假通知", "", "放假通知 (*.json *.txt)")
        if path:
            self.file_given.emit(Path(path))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if paths:
                event.acceptProposedAction()
                self.file_given.emit(paths[0])
            return True
        return super().eventFilter(watched, event)
