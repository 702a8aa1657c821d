"""文号: how each class is numbered from a year on, where a series begins, its numbers with gaps and void ones."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casework.number_drafts import NumberPatternDraft, SeriesStartDraft, VoidNumberDraft
from casework.number_views import NumberClassView, NumberPreview, SeriesView
from desktop.components import (
    Banner,
    Caption,
    Card,
    ComboInput,
    FieldRow,
    LabelledField,
    LineInput,
    Rule,
    StrongLabel,
    TableView,
    column,
    row,
    show_user_error,
)
from desktop.settings.number_rows import CLASS_COLUMNS, NUMBER_COLUMNS, ClassModel
from desktop.theme import Tone, px
from law.errors import UserError

__all__ = ["NumbersCard"]

_NOTE = "成文年份编年，签发时取号；已取的号不变"
_CLASSES_HEIGHT = 372
_NUMBERS_HEIGHT = 260
_ZEROS = tuple((count, "不补零" if not count else f"补到 {count} 位") for count in range(7))


class NumbersCard(Card):
    """Signals: ``year_chosen(year)``, ``class_chosen(NumberClassView)``, ``pattern_edited()``.

    ``pattern_decided``, ``series_started`` and ``number_voided`` carry the draft of their act.
    """

    year_chosen = Signal(object)
    class_chosen = Signal(object)
    pattern_edited = Signal()
    pattern_decided = Signal(object)
    series_started = Signal(object)
    number_voided = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("文号", parent, note=_NOTE)
        self.fields: dict[str, LabelledField] = {}
        self.chosen: NumberClassView | None = None
        self.series: SeriesView | None = None
        self.banner = Banner("", Tone.OVER, self)
        self.body.addWidget(self.banner)
        head = row(gap=12)
        self.year = ComboInput((), "年份", self)
        self.year.setMinimumWidth(px(120))
        self.year.activated.connect(self._on_year_activated)
        head.addWidget(self.year)
        self.sums = Caption("", self)
        head.addWidget(self.sums, 1)
        self.body.addLayout(head)
        middle = row(gap=16)
        self.classes = ClassModel(self)
        self.class_table = TableView(CLASS_COLUMNS, "文号类别", self)
        self.class_table.setModel(self.classes)
        self.class_table.setMinimumHeight(px(_CLASSES_HEIGHT))
        self.class_table.current_changed.connect(self._on_class_changed)
        middle.addWidget(self.class_table, 1)
        middle.addLayout(self._forms(), 1)
        self.body.addLayout(middle)
        self.gaps = Banner("", Tone.SOON, self)
        self.body.addWidget(self.gaps)
        self.numbers = TableView(NUMBER_COLUMNS, "本类本年文号", self)
        self.numbers.setMinimumHeight(px(_NUMBERS_HEIGHT))
        self.body.addWidget(self.numbers)
        self.body.addLayout(self._void_line())

    # ------------------------------------------------------------------ building

    def _field(self, key: str, label: str, control: QWidget, hint: str = "") -> LabelledField:
        field = LabelledField(label, control, self, key=key, hint=hint)
        self.fields[key] = field
        return field

    def _line(self, key: str, label: str, placeholder: str = "", hint: str = "") -> LabelledField:
        return self._field(key, label, LineInput(label, self, placeholder=placeholder), hint)

    def _forms(self) -> QVBoxLayout:
        forms = column(gap=10)
        self.class_title = StrongLabel("", self)
        forms.addWidget(self.class_title)
        self.decided = Caption("", self)
        forms.addWidget(self.decided)
        first, second = FieldRow(self), FieldRow(self)
        first.add(self._line("class_code", "类型代字", "如 复、函"), 1)
        self.from_year = ComboInput((), "起用年份", self)
        first.add(self._field("from_year", "起用年份", self.from_year), 1)
        self.pad = ComboInput(_ZEROS, "补零", self)
        second.add(self._line("pattern", "格式", hint="用 {机关代字}{类型代字}{yyyy}{seq}"), 2)
        second.add(self._field("pad", "流水号", self.pad), 1)
        forms.addWidget(first)
        forms.addWidget(second)
        self.use_di = QCheckBox("流水号前加“第”", self)
        forms.addWidget(self.use_di)
        forms.addWidget(self._line("reason", "理由", "如：办公室关于发文代字的通知"))
        foot = row(gap=12)
        self.preview = Caption("", self)
        foot.addWidget(self.preview, 1)
        self.decide = self._button("定文号格式", self._on_decide_clicked)
        foot.addWidget(self.decide)
        forms.addLayout(foot)
        forms.addWidget(Rule(self))
        self.start_line = QWidget(self)
        begin = row(self.start_line, gap=12)
        begin.addWidget(self._line("last_used", "本年已用到第几号", "没有用过填 0"), 1)
        self.start = self._button("定起号", self._on_start_clicked)
        begin.addWidget(self.start)
        forms.addWidget(self.start_line)
        forms.addStretch(1)
        for control in (self.line("class_code"), self.line("pattern")):
            control.textEdited.connect(self._on_pattern_edited)
        self.from_year.activated.connect(self._on_pattern_edited)
        self.pad.activated.connect(self._on_pattern_edited)
        self.use_di.toggled.connect(self._on_pattern_edited)
        return forms

    def _void_line(self) -> QHBoxLayout:
        line = row(gap=12)
        line.addWidget(self._line("text", "作废的文号", "选中一行按 Enter，或者输入"), 1)
        line.addWidget(self._line("void_reason", "作废原因"), 2)
        self.void = self._button("作废", self._on_void_clicked)
        line.addWidget(self.void)
        return line

    def _button(self, text: str, heard: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(heard)
        return button

    def line(self, key: str) -> LineInput:
        """The input of a line."""
        control = self.fields[key].control
        assert isinstance(control, LineInput)  # noqa: S101 - built so above; tells the type checker
        return control

    # ------------------------------------------------------------------ showing

    def show_years(self, years: Sequence[int], year: int, this_year: int) -> None:
        """Show the years that have numbers, and those from which a pattern may be decided."""
        self.year.set_values([(one, f"{one}年") for one in years])
        self.year.set_value(year)
        kept = self.from_year.value()
        self.from_year.set_values([(one, f"{one}年") for one in (this_year, this_year + 1)])
        self.from_year.set_value(kept if kept in (this_year, this_year + 1) else this_year)

    def show_classes(self, classes: Sequence[NumberClassView]) -> None:
        """Show the classes of the year; the one that was chosen stays chosen."""
        kept = self.chosen.number_class if self.chosen is not None else None
        self.classes.show_classes(classes)
        usual = min(1, len(classes) - 1)  # the replies, behind the registration numbers
        at = next((place for place, one in enumerate(classes) if one.number_class is kept), usual)
        self.class_table.selectRow(at)

    def show_class(self, one: NumberClassView) -> None:
        """Show how a class is numbered; what was typed for another one goes."""
        anew = self.chosen is None or self.chosen.number_class is not one.number_class
        self.chosen = one
        self.class_title.setText(f"{one.label}　下一号 {one.next_text}")
        usual = "按常用格式编写。" if one.settable else "按机关信息里的登记号代字编写。"
        self.decided.setText(one.decided or usual)
        if anew:
            self.line("class_code").setText(one.class_code)
            self.line("pattern").setText(one.pattern)
            self.line("pattern").setCursorPosition(0)  # its beginning is what tells patterns apart
            self.pad.set_value(one.pad)
            self.use_di.setChecked(one.use_di)
            self.preview.setText("")
            self.clear_errors()
        for part in (*(self.fields[key] for key in _PATTERN_FIELDS), self.use_di, self.decide):
            part.setEnabled(one.settable)

    def show_series(self, series: SeriesView) -> None:
        """Show how far a series is and what is wrong with it."""
        self.series = series
        before = f"，前 {series.started_after} 号在使用本程序之前" if series.started_after else ""
        void = f"，作废 {series.void_count} 个" if series.void_count else ""
        self.sums.setText(f"{series.year}年已取 {series.count:,} 个{void}{before}")
        self.start_line.setVisible(series.can_start)
        said = []
        if series.missing:
            said.append(f"断号：{_listed(series.missing)}")
        if series.backward:
            said.append(f"号大而成文日期早：{_listed(series.backward)}")
        self.gaps.say("；".join(said), Tone.OVER if series.missing else Tone.SOON)

    def show_preview(self, preview: NumberPreview) -> None:
        """Show the next numbers that the typed pattern would write."""
        self.clear_errors()
        self.preview.setText(f"下一号 {preview.next_text}，再下一号 {preview.following_text}")

    def show_preview_refused(self, error: UserError) -> None:
        """The typed pattern cannot be decided, and why."""
        self.preview.setText("")
        self.show_refusal(error)

    def show_refusal(self, error: UserError) -> None:
        """Show a refusal beside its field, or across the card when it concerns none."""
        self.clear_errors()
        if not show_user_error(error, self.fields):
            self.banner.say(error.sentence, Tone.OVER)

    def clear_errors(self) -> None:
        """Forget the last refusal."""
        self.banner.say("")
        for field in self.fields.values():
            if field.error():
                field.show_error("")

    def clear_typed(self, *keys: str) -> None:
        """An act was done: its reasons are not those of the next one."""
        for key in keys:
            self.line(key).clear()

    # ------------------------------------------------------------------ drafts

    def pattern_draft(self) -> NumberPatternDraft | None:
        """The pattern as typed; None while no class is chosen that has one."""
        if self.chosen is None or not self.chosen.settable:
            return None
        year, pad = self.from_year.value(), self.pad.value()
        return NumberPatternDraft(
            number_class=self.chosen.number_class,
            from_year=year if isinstance(year, int) else 0,
            pattern=self.line("pattern").text(),
            class_code=self.line("class_code").text(),
            use_di=self.use_di.isChecked(),
            pad=pad if isinstance(pad, int) else 0,
            reason=self.line("reason").text(),
        )

    def _on_pattern_edited(self, *_values: object) -> None:
        self.pattern_edited.emit()

    def _on_decide_clicked(self) -> None:
        draft = self.pattern_draft()
        if draft is not None:
            self.pattern_decided.emit(draft)

    def _on_start_clicked(self) -> None:
        typed = self.line("last_used").text().strip()
        if self.series is None:
            return
        if not typed.isdecimal():
            self.fields["last_used"].show_error("请填写整数，没有用过填 0。")
            return
        draft = SeriesStartDraft(number_class=self.series.number_class, year=self.series.year, last_used=int(typed))
        self.series_started.emit(draft)

    def _on_void_clicked(self) -> None:
        draft = VoidNumberDraft(text=self.line("text").text(), reason=self.line("void_reason").text())
        self.number_voided.emit(draft)

    def _on_year_activated(self, _at: int) -> None:
        self.year_chosen.emit(self.year.value())

    def _on_class_changed(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self.classes.classes):
            self.class_chosen.emit(self.classes.classes[index.row()])

    def take_number(self, text: str) -> None:
        """Enter on a number: it is the one to make void; why is still to be typed."""
        self.line("text").setText(text)
        self.line("void_reason").setFocus()


_PATTERN_FIELDS = ("class_code", "from_year", "pattern", "pad", "reason")
_MOST_LISTED = 12


def _listed(numbers: Sequence[int]) -> str:
    shown = "、".join(str(one) for one in numbers[:_MOST_LISTED])
    return f"{shown} 等 {len(numbers)} 个" if len(numbers) > _MOST_LISTED else shown
