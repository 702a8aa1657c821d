"""当日邮件, the looks: the envelopes left; printing, numbers and the record of sending right, in their order."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QScrollArea, QWidget

from casework.mail_papers import ENVELOPE_SIZES
from desktop.components import (
    Banner,
    Caption,
    Card,
    ComboInput,
    DateInput,
    ElidedLabel,
    LabelledField,
    LineInput,
    LinkLabel,
    ProgressPanel,
    TableView,
    column,
    row,
)
from desktop.documents.mail_model import COLUMNS
from desktop.theme import Tone, px, set_role

__all__ = ["MailView"]

_SIDE = 320


class MailView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(
        self, today: date, describe_day: Callable[[date], str], parent: QWidget | None = None, *, dense: bool = False
    ) -> None:
        super().__init__(parent)
        outer = row(self, gap=12)
        outer.addWidget(self._list(today, describe_day, dense=dense), 1)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QWidget()
        set_role(side, "scrolled")
        steps = column(side, gap=12)
        steps.addWidget(self._print_card(side, today, describe_day))
        steps.addWidget(self._number_card(side))
        steps.addStretch(1)
        self.area.setWidget(side)
        aside = QWidget(self)
        aside.setFixedWidth(px(_SIDE))
        down = column(aside, gap=12)
        down.addWidget(self.area, 1)
        down.addWidget(self._send_card(aside))  # in a low window too the act stays in sight
        outer.addWidget(aside)

    def say_without_pdf(self, sentence: str) -> None:
        """Say why there is no PDF, and offer the envelopes in Word; an empty sentence hides both."""
        self.no_pdf.say(sentence)
        self.as_word.setVisible(bool(sentence))
        if sentence:
            self.area.ensureWidgetVisible(self.as_word)
            self.as_word.setFocus()

    def allow_sending(self, why_not: str, *, busy: bool) -> None:
        """Open the act, or say why it cannot be done now; "" when it can."""
        self.send.setEnabled(not why_not and not busy)
        self.send.setToolTip(why_not)
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not))

    def show_scan(self) -> None:
        """Bring the line for numbers into sight, in a low window too."""
        self.area.ensureWidgetVisible(self.scan_field)
        self.scan.setFocus()

    def _list(self, today: date, describe_day: Callable[[date], str], *, dense: bool) -> Card:
        card = Card("", self)
        card.layout().setContentsMargins(0, px(12), 0, px(8))
        head = row(gap=12)
        head.setContentsMargins(px(12), 0, px(12), 0)
        self.count = ElidedLabel("", card, role="caption")
        self.everything = QCheckBox("也列出不要求邮寄的", card)
        self.all = QPushButton("全选　Ctrl+A", card)
        self.all.setAutoDefault(False)
        self.past_day = DateInput(today, describe_day, "已交寄的日子", card)
        self.past_day.setPlaceholderText("查看某日已交寄的")
        head.addWidget(self.count, 1)
        head.addWidget(self.all)
        card.body.addLayout(head)
        which = row(gap=12)
        which.setContentsMargins(px(12), 0, px(12), 0)
        which.addWidget(self.past_day)
        which.addStretch(1)
        which.addWidget(self.everything)
        card.body.addLayout(which)
        self.table = TableView(COLUMNS, "待寄的信封", card, dense=dense)
        self.table.wide_from = 900
        card.body.addWidget(self.table, 1)
        return card

    def _print_card(self, parent: QWidget, today: date, describe_day: Callable[[date], str]) -> Card:
        card = Card("一、信封和清单", parent)
        self.day = DateInput(today, describe_day, "交寄日期", card)
        self.day.set_value(today)
        self.day_field = LabelledField("交寄日期", self.day, card, key="on")
        self.carrier = LineInput("承运", card, placeholder="邮政EMS、挂号信")
        self.carrier.setText("邮政EMS")
        self.carrier_field = LabelledField("承运", self.carrier, card, key="carrier")
        self.envelope_size = ComboInput(ENVELOPE_SIZES, "信封大小", card)
        self.boxes = QCheckBox("印邮编框（信封上没有时）", card)
        self.boxes.setChecked(True)
        card.body.addWidget(self.day_field)
        card.body.addWidget(self.carrier_field)
        card.body.addWidget(LabelledField("信封", self.envelope_size, card))
        card.body.addWidget(self.boxes)
        self.papers: dict[str, QPushButton] = {}
        for names in (("envelopes_pdf", "envelopes_docx"), ("list_docx", "list_xlsx")):
            line = row(gap=8)
            for name in names:
                button = QPushButton(_PAPERS[name], card)
                button.setAutoDefault(False)
                button.setProperty("paper", name)
                self.papers[name] = button
                line.addWidget(button, 1)
            card.body.addLayout(line)
        self.no_pdf = Banner("", Tone.SOON, card)
        self.as_word = LinkLabel("存为 Word 文档…", card)
        self.as_word.setVisible(False)
        card.body.addWidget(self.no_pdf)
        card.body.addWidget(self.as_word, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _number_card(self, parent: QWidget) -> Card:
        card = Card("二、邮件号", parent)
        self.next = Caption("", card)
        self.receiver = ComboInput((), "收件人", card)
        self.receiver_field = LabelledField("收件人", self.receiver, card, key="receiver")
        self.receiver_field.setVisible(False)
        self.scan = LineInput("邮件号", card, placeholder="扫描或者输入，按 Enter")
        self.scan_field = LabelledField("邮件号", self.scan, card, key="number")
        card.body.addWidget(self.next)
        card.body.addWidget(self.receiver_field)
        card.body.addWidget(self.scan_field)
        return card

    def _send_card(self, parent: QWidget) -> Card:
        card = Card("三、登记寄出", parent)
        self.banner = Banner("", Tone.OVER, card)
        card.body.addWidget(self.banner)
        self.send = QPushButton("登记寄出　Ctrl+Enter", card)
        set_role(self.send, "primary")
        self.why_not = Caption("", card)
        card.body.addWidget(self.why_not)
        card.body.addWidget(self.send)
        self.progress = ProgressPanel(card)
        card.body.addWidget(self.progress)
        return card


_PAPERS = {
    "envelopes_pdf": "信封 PDF",
    "envelopes_docx": "信封 Word",
    "list_docx": "清单 Word",
    "list_xlsx": "清单 Excel",
}
