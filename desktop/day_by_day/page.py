"""The page 逐日说明: the table at the left; date, sums, readings and suppositions at the right."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from casework.day_by_day import WHICH, day_by_day
from casework.dispute_days import DisputePeriod, dispute_days
from casework.office import Office
from casework.views import Changed, DayByDayView
from desktop.case_page.rows import empty_layout
from desktop.components import (
    Banner,
    Caption,
    Card,
    ComboInput,
    DateInput,
    LabelledField,
    LinkLabel,
    PageTitle,
    StrongLabel,
    TableView,
    Text,
    column,
    long_date,
    row,
    short_date,
)
from desktop.day_by_day.model import COLUMNS, DayModel
from desktop.day_by_day.sheet import print_sheet, sheet_text
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.theme import Size, Tone, px, set_role
from law.errors import UserError

__all__ = ["DayByDayPage"]

_NARROW = 1000
_ACTIONS = (
    ActionSpec(id="print", text="打印期限计算说明", shortcut="Ctrl+P", slot="print_dialog"),
    ActionSpec(id="copy", text="复制期限计算说明", shortcut="Ctrl+Shift+C", slot="copy"),
)


def _read(office: Office, request_id: int, today: date, which: str, known_on: date | None) -> tuple[DayByDayView, str]:
    view = day_by_day(office, request_id, today=today, which=which, known_on=known_on)
    return view, office.agency().name


def _read_period(office: Office, period: DisputePeriod, today: date) -> tuple[DayByDayView, str]:
    return dispute_days(office, period, today=today), office.agency().name


class DayByDayPage(Page):
    """``on_enter`` takes a request's id, (id, which date), or a ``DisputePeriod``."""

    help_topic = "day-by-day"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.request_id: int | None = None
        self.period: DisputePeriod | None = None  # of a dispute, in place of a request's
        self.shown: DayByDayView | None = None
        self._agency = ""
        self._build()
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.set_heading("逐日说明")

    def _build(self) -> None:
        outer = column(self, gap=8)
        self.banner = Banner("", Tone.SOON, self)
        outer.addWidget(self.banner)
        columns = row(gap=Size.CARD_GAP)
        outer.addLayout(columns, 1)
        card = Card("", self)
        self.model = DayModel(self)
        self.table = TableView(COLUMNS, "逐日说明", self, dense=True)
        self.table.setModel(self.model)
        card.body.addWidget(self.table, 1)
        columns.addWidget(card, 1)
        columns.addWidget(self._side())

    def _side(self) -> QWidget:
        side = QWidget(self)
        self.side = side
        layout = column(side, gap=Size.CARD_GAP)
        area = QScrollArea(side)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, "scrolled")
        cards = column(inside, gap=Size.CARD_GAP)
        cards.addWidget(self._sums_card(inside))
        self.policies = Card("适用的口径", inside)
        cards.addWidget(self.policies)
        self.what_ifs = Card("如果…", inside)
        cards.addWidget(self.what_ifs)
        cards.addWidget(self._question_card(inside))
        cards.addStretch(1)
        area.setWidget(inside)
        layout.addWidget(area, 1)
        layout.addLayout(self._foot(side))
        return side

    def _sums_card(self, parent: QWidget) -> Card:
        card = Card("", parent)
        self.label = Caption("", card)
        self.due = PageTitle("", card)
        self.doubt = Caption("", card)
        self.doubt.set_tone(Tone.PROV)
        self.sums = column(gap=5)
        for widget in (self.label, self.due, self.doubt):
            card.body.addWidget(widget)
        card.body.addLayout(self.sums)
        return card

    def _question_card(self, parent: QWidget) -> Card:
        card = self.question = Card("换一个问法", parent)
        self.which = ComboInput(tuple(WHICH.items()), "哪一个期限", card)
        self.known_on = DateInput(self.session.today, None, "按哪一天已知的日历", card)
        card.body.addWidget(LabelledField("哪一个期限", self.which, card))
        card.body.addWidget(
            LabelledField("按哪一天已知的日历", self.known_on, card, hint="空着：按现在已知的全部放假通知")
        )
        self.which.activated.connect(self._on_asked)
        self.known_on.changed.connect(self._on_asked)
        return card

    def _foot(self, parent: QWidget) -> QHBoxLayout:
        foot = row(gap=12)
        self.copy_button = QPushButton("复制", parent)
        self.print_button = QPushButton("打印说明", parent)
        set_role(self.print_button, "primary")
        self.copy_button.clicked.connect(self.copy)
        self.print_button.clicked.connect(self.print_dialog)
        foot.addWidget(self.copy_button, 1)
        foot.addWidget(self.print_button, 1)
        return foot

    # ------------------------------------------------------------------ page

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self.side.setFixedWidth(px(290 if narrow else Size.SIDE_PANEL))
        self.table.setColumnHidden(len(COLUMNS) - 1, narrow)  # the source then stands in the tip of its row

    @override
    def on_enter(self, payload: object) -> None:
        which = ""
        if isinstance(payload, tuple):
            payload, which = payload
        if isinstance(payload, DisputePeriod):
            self.period = payload
        elif isinstance(payload, int):
            self.request_id, self.period = payload, None
            self.known_on.set_value(None)
            self.which.set_value(which or "due")
        self.question.setVisible(self.period is None)
        self._read()

    @override
    def refresh(self, changed: Changed) -> None:
        if set(changed.topics) != {"drafts"}:
            self._read()

    def _on_asked(self, *_values: object) -> None:
        self._read()

    def _read(self) -> None:
        if self.period is not None:
            ask_period = partial(_read_period, self.session.office, self.period, self.session.today)
            self.session.ask(ask_period, self._on_read, self._on_refused, key="day_by_day")
            return
        if self.request_id is None:
            return
        which = str(self.which.value() or "due")
        ask = partial(_read, self.session.office, self.request_id, self.session.today, which, self.known_on.value())
        self.session.ask(ask, self._on_read, self._on_refused, key="day_by_day")

    def _on_read(self, found: tuple[DayByDayView, str]) -> None:
        view, self._agency = found
        self.shown = view
        self.set_heading("逐日说明", f"{view.registration_number}　{view.title}")
        self.model.show_view(view)
        self.banner.say(f"按 {long_date(view.as_known_on)} 已知的放假通知计算。" if view.as_known_on else "", Tone.SOON)
        self.label.setText(f"{view.title}截止")
        self.due.setText(long_date(view.due.due))
        self.doubt.setText(f"{view.due.missing_year}年放假通知未公布，暂定" if view.due.provisional else "")
        self.doubt.setVisible(view.due.provisional)
        self._show_sums(view)
        self._show_policies(view)
        self._show_what_ifs(view)
        if not self.table.hasFocus() and not self.known_on.hasFocus() and not self.which.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sums(self, view: DayByDayView) -> None:
        empty_layout(self.sums)
        for label, value in view.sums:
            self.sums.addWidget(_pair(label, value, self))

    def _show_policies(self, view: DayByDayView) -> None:
        empty_layout(self.policies.body)
        self.policies.setVisible(bool(view.policies))
        for one in view.policies:
            told = StrongLabel(f"{one.label}：{one.value_label}", self.policies)
            told.setToolTip(one.note)
            self.policies.body.addWidget(told)
            decided = f"{one.decided_by}决定" if one.decided_by else "程序默认"
            self.policies.body.addWidget(Caption(f"{decided}，{one.basis}" if one.basis else decided, self.policies))
        if view.policies:
            note = Caption("此处条文没有写明或者依据单一，请由本机关法制机构确认。", self.policies)
            note.set_tone(Tone.SOON)
            self.policies.body.addWidget(note)
            link = LinkLabel("查看规则与口径", self.policies)
            link.clicked.connect(self._on_rules_asked)
            self.policies.body.addWidget(link)

    def _show_what_ifs(self, view: DayByDayView) -> None:
        empty_layout(self.what_ifs.body)
        self.what_ifs.setVisible(bool(view.what_ifs))
        for one in view.what_ifs:
            due = "没有期限" if one.due is None else f"→ {short_date(one.due, self.session.today)}"
            line = _pair(one.label, f"{due}{'（暂定）' if one.provisional else ''}", self.what_ifs)
            line.setToolTip(one.sentence)
            self.what_ifs.body.addWidget(line)

    def _on_refused(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self.session.shell.show_failure(error)
            return
        self.shown = None
        self.model.show_view(None)
        self.banner.say(error.sentence, Tone.OVER)
        self.due.setText("—")
        empty_layout(self.sums)
        self.policies.hide()
        self.what_ifs.hide()

    def _on_rules_asked(self) -> None:
        self.session.shell.open_page("rules", "policies")

    # ------------------------------------------------------------------ out of the program

    def copy(self) -> None:
        """Put the explanation into the clipboard."""
        if self.shown is not None:
            QGuiApplication.clipboard().setText(sheet_text(self.shown))
            self.session.shell.say("已复制期限计算说明")

    def print_dialog(self) -> None:
        """Ctrl+P: ask for the printer, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> int:
        """Print the sheet; returns the number of pages."""
        if self.shown is None:
            return 0
        return print_sheet(printer, self.shown, self._agency, f"数据截至 {self.session.today:%Y-%m-%d}")


def _pair(label: str, value: str, parent: QWidget) -> QWidget:
    line = QWidget(parent)
    layout = row(line, gap=8)
    name = Text(label, line, role="sub")
    layout.addWidget(name, 1)
    number = Text(value, line, wrap=False)
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    layout.addWidget(number)
    return line
