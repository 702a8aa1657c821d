"""1 渠道与收到日: the channel, and the days that this channel asks for (条例第三十一条)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from casework.drafts import ReceiptDates
from desktop.components import (
    DateInput,
    FieldRow,
    LineInput,
    LinkLabel,
    SegmentedChoice,
    StrongLabel,
    column,
    row,
)
from desktop.intake.fields import IntakeField
from desktop.theme import px
from law.terms import Channel

__all__ = ["ReceiptSection"]

_DAYS = (
    "submitted",
    "signed",
    "arrived",
    "system_received",
    "reached_office",
    "office_confirmed",
    "staff_ack",
    "confirmed",
    "written",
    "posted",
)
_LINES = {
    "mail_number": "邮件号",
    "addressee": "收件人或科室",
    "system_time": "系统记录的时刻",
    "oral_writer": "代填人",
}
_CHECKS = {
    "oral_signed": "申请人已签名或者按手印",
    "guide_exception": "公开指南规定以双方确认之日为收到日",
}


_SECOND_ROW = ("written", "posted", "addressee")  # four fields side by side do not fit a narrow page


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a channel asks for: labels of its fields in order, the first day being the one that fixes the receipt."""

    days: dict[str, str]
    lines: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    more: tuple[str, ...] = ("written",)


_ASKED = {
    Channel.IN_PERSON: _Asked({"submitted": "提交日期"}),
    Channel.ORAL: _Asked({"submitted": "口述日期"}, ("oral_writer",), ("oral_signed",), ()),
    Channel.MAIL_SIGNED: _Asked(
        {"signed": "单位签收日期", "reached_office": "到达公开机构日期"},
        ("mail_number",),
        more=("written", "posted", "addressee"),
    ),
    Channel.MAIL_SIGNED_OTHER_UNIT: _Asked(
        {"signed": "单位签收日期", "office_confirmed": "公开机构确认日期"},
        ("addressee", "mail_number"),
        more=("written", "posted"),
    ),
    Channel.ORDINARY_MAIL: _Asked(
        {"arrived": "到件日期", "confirmed": "与申请人确认日期"}, more=("written", "posted", "addressee")
    ),
    Channel.WEB: _Asked(
        {"submitted": "提交日期", "staff_ack": "工作人员确认日期"}, ("system_time",), ("guide_exception",), ()
    ),
    Channel.EMAIL: _Asked({"system_received": "邮件系统接收日期", "confirmed": "双方确认日期"}, ("system_time",)),
    Channel.FAX: _Asked({"arrived": "传真到达日期", "confirmed": "双方确认日期"}),
}
_MORE_LABELS = {"written": "落款日期", "posted": "寄出日期", "addressee": "收件人或科室"}


class ReceiptSection(QWidget):
    """Channel and days. Every field exists once and keeps its value while another channel hides it.

    ``changed`` after any input.
    """

    changed = Signal()

    def __init__(self, today: date, describe: Callable[[date], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, IntakeField] = {}
        outer = column(self, gap=8)
        head = row(gap=8)
        self.head = head
        head.addWidget(StrongLabel("1　渠道与收到日", self, wrap=False))
        head.addStretch(1)
        outer.addLayout(head)
        self.channel = SegmentedChoice(
            [(one, one.label) for one in Channel], "收件渠道", self, value=Channel.MAIL_SIGNED
        )
        self.channel.chosen.connect(self._on_channel_chosen)
        outer.addWidget(self.channel)
        self.controls: dict[str, QWidget] = {}
        self._days: dict[str, DateInput] = {}
        self._lines: dict[str, LineInput] = {}
        self._checks: dict[str, QCheckBox] = {}
        self._main = FieldRow(self)
        self._rest = FieldRow(self)
        self._open = False
        for key in _DAYS:
            day = DateInput(today, describe, key, self)
            day.changed.connect(self._on_changed)
            day.textEdited.connect(self._on_changed)
            day.setMaximumWidth(day.minimumWidth() + 8)  # a long sentence below widens the field, not the line
            self._days[key] = day
            self._keep(f"dates.{key}", key, day)
            self.fields[f"dates.{key}"].setMaximumWidth(day.maximumWidth() + px(80))  # the others keep their room
        for key, label in _LINES.items():
            line = LineInput(label, self)
            line.textEdited.connect(self._on_changed)
            self._lines[key] = line
            self._keep(f"dates.{key}" if key == "system_time" else key, key, line, label)
        for key, label in _CHECKS.items():
            check = QCheckBox(label, self)
            check.toggled.connect(self._on_changed)
            self._checks[key] = check
            self._keep(key, key, check, " ")
        self._main.add_stretch()
        self._rest.add_stretch()
        self.more = LinkLabel("更多日期", self)
        self.more.clicked.connect(self._on_more_clicked)
        head.addWidget(self.more)
        outer.addWidget(self._main)
        outer.addWidget(self._rest)
        self.show_channel(Channel.MAIL_SIGNED)

    def _keep(self, key: str, name: str, control: QWidget, label: str = "") -> None:
        field = IntakeField(label or name, control, self, key=key)
        field.reason_changed.connect(self._on_changed)
        self.fields[key] = field
        self.controls[name] = control
        wide = name in ("mail_number", "addressee", "oral_writer")
        (self._rest if name in _SECOND_ROW else self._main).add(field, 500 if wide else 0)

    def asked(self) -> tuple[str, ...]:
        """Names of the fields that the channel shows."""
        asked = _ASKED[self.channel_chosen()]
        more = asked.more if self._open else ()
        return (*asked.days, *asked.lines, *asked.checks, *more)

    def channel_chosen(self) -> Channel:
        """The channel."""
        found = self.channel.value()
        return found if isinstance(found, Channel) else Channel(str(found or Channel.MAIL_SIGNED))

    def main_day(self) -> DateInput:
        """The field of the day that fixes the receipt for this channel."""
        return self._day(next(iter(_ASKED[self.channel_chosen()].days)))

    def _day(self, name: str) -> DateInput:
        return self._days[name]

    def _line(self, name: str) -> str:
        return self._lines[name].text().strip() if name in self.asked() else ""

    def _checked(self, name: str) -> bool:
        return self._checks[name].isChecked() and name in self.asked()

    def set_today(self, today: date) -> None:
        """Complete short dates from another day."""
        for name in _DAYS:
            self._day(name).set_today(today)

    def show_channel(self, channel: Channel) -> None:
        """Ask for what a channel needs; hidden fields keep what they hold."""
        self.channel.set_value(channel)
        asked = _ASKED[channel]
        shown = set(self.asked())
        labels = {**_MORE_LABELS, **asked.days}
        for key, field in self.fields.items():
            name = key.removeprefix("dates.")
            field.setVisible(name in shown)
            if name in labels:
                field.set_label(labels[name])
        self._rest.setVisible(bool(set(_SECOND_ROW) & shown))
        self.more.setVisible(bool(asked.more))
        self.more.setText("收起" if self._open else "更多日期")

    def set_open(self, is_open: bool) -> None:
        """Show or hide the less usual days."""
        self._open = is_open
        self.show_channel(self.channel_chosen())

    def is_open(self) -> bool:
        """Whether the less usual days are shown."""
        return self._open

    def dates(self) -> ReceiptDates:
        """The days that this channel asks for."""
        shown = self.asked()
        days = {name: self._day(name).value() for name in _DAYS if name in shown}
        return ReceiptDates(
            **days, system_time=self._line("system_time"), guide_exception=self._checked("guide_exception")
        )

    def mail_number(self) -> str:
        """Number of the letter with the carrier."""
        return self._line("mail_number")

    def addressee(self) -> str:
        """To whom the letter was addressed."""
        return self._line("addressee")

    def oral_writer(self) -> str:
        """Who wrote an oral request down."""
        return self._line("oral_writer")

    def oral_signed(self) -> bool:
        """Whether the applicant confirmed what was written down."""
        return self._checked("oral_signed")

    def _on_channel_chosen(self, channel: Channel) -> None:
        before = [one.value() for one in map(self._day, ("signed", "arrived", "submitted", "system_received"))]
        self.show_channel(channel)
        main = self.main_day()
        if not main.text().strip():
            # The day on the envelope does not change because another channel was meant.
            main.set_value(next((day for day in before if day is not None), None))
        self.changed.emit()

    def _on_more_clicked(self) -> None:
        self.set_open(not self._open)
        if self._open:
            self._day("written").setFocus()

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()
