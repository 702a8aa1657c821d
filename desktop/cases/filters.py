"""Filter chips: each shows what it lets through, opens its choices, and is taken off with its own ×."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from casework.figure_filter import FigureFilter
from casework.views import CaseFilter
from desktop.theme import set_role
from law.terms import ApplicantType, Channel, Outcome, RequestStatus, Urgency

__all__ = ["AMONG", "FIGURE", "FILTERS", "AmongChip", "FigureChip", "FilterChip", "FilterSpec", "received_choices"]


@dataclass(frozen=True, slots=True)
class FilterSpec:
    """One part of a filter: its fields (in ``CaseFilter``, in ``DisputeFilter``), its words, its choices."""

    key: str
    label: str
    choices: Callable[[date], Sequence[tuple[dict[str, Any], str]]]
    fields: tuple[str, ...]


def _terms(field: str, terms: Sequence[Any]) -> Callable[[date], Sequence[tuple[dict[str, Any], str]]]:
    def choices(_today: date) -> Sequence[tuple[dict[str, Any], str]]:
        return [({field: (one,) if field == "statuses" else one}, one.label) for one in terms]

    return choices


def received_choices(today: date) -> Sequence[tuple[dict[str, Any], str]]:
    """Months and years of receipt that people ask for."""
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    return [
        ({"received_from": month, "received_to": today}, "本月收到"),
        ({"received_from": before, "received_to": month - timedelta(days=1)}, "上月收到"),
        ({"received_from": today - timedelta(days=90), "received_to": today}, "近 90 日收到"),
        ({"received_from": date(today.year, 1, 1), "received_to": date(today.year, 12, 31)}, f"{today.year}年收到"),
        (
            {"received_from": date(today.year - 1, 1, 1), "received_to": date(today.year - 1, 12, 31)},
            f"{today.year - 1}年收到",
        ),
    ]


def _due_choices(today: date) -> Sequence[tuple[dict[str, Any], str]]:
    monday = today - timedelta(days=today.weekday())
    return [
        ({"due_from": monday, "due_to": monday + timedelta(days=6)}, "本周截止"),
        ({"due_from": monday + timedelta(days=7), "due_to": monday + timedelta(days=13)}, "下周截止"),
        ({"due_from": today, "due_to": today + timedelta(days=30)}, "30 日内截止"),
    ]


_OPEN_URGENCIES = tuple(one for one in Urgency if one is not Urgency.CLOSED)
FILTERS = (
    FilterSpec("urgency", "紧急程度", _terms("urgency", _OPEN_URGENCIES), ("urgency",)),
    FilterSpec("statuses", "环节", _terms("statuses", tuple(RequestStatus)), ("statuses",)),
    FilterSpec("received", "收到日", received_choices, ("received_from", "received_to")),
    FilterSpec("due", "截止日", _due_choices, ("due_from", "due_to")),
    FilterSpec("channel", "渠道", _terms("channel", tuple(Channel)), ("channel",)),
    FilterSpec("applicant_type", "申请人类别", _terms("applicant_type", tuple(ApplicantType)), ("applicant_type",)),
    FilterSpec("outcome", "处理结果", _terms("outcome", tuple(Outcome)), ("outcome",)),
)

_EVERY_CASE = CaseFilter()


def _no_choices(_today: date) -> Sequence[tuple[dict[str, Any], str]]:
    return ()


AMONG = FilterSpec("among", "所选的办件", _no_choices, ("among", "among_words"))
FIGURE = FilterSpec("figure", "统计的办件", _no_choices, ("figure",))


def _day_words(first: date | None, last: date | None) -> str:
    words = [("" if one is None else f"{one.month}月{one.day}日") for one in (first, last)]
    return "至".join(words)


class FilterChip(QPushButton):
    """A chip. ``narrowed(dict)`` with the changed fields of the filter; ``dates_asked`` for other dates.

    Args:
        spec: the part of the filter.
        today: the legal day.
        nothing: a filter that lets everything through; that of requests if not given.
    """

    narrowed = Signal(object)
    dates_asked = Signal(object)

    def __init__(
        self, spec: FilterSpec, today: date, parent: QWidget | None = None, *, nothing: object = _EVERY_CASE
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self._today = today
        self._nothing = nothing
        self.setAutoDefault(False)
        set_role(self, "chip")
        self.clicked.connect(self._on_clicked)
        self.show_filter(nothing)

    def show_filter(self, wanted: object) -> None:
        """Say what the filter lets through."""
        held = {field: getattr(wanted, field) for field in self.spec.fields}
        off = all(getattr(self._nothing, field) == value for field, value in held.items())
        words = "" if off else self._words(held)
        self.setText(f"{words} ×" if words else f"{self.spec.label} ▾")
        self.setProperty("narrows", bool(words))
        set_role(self, "on" if words else "", "state")
        self.setAccessibleName(f"筛选 {self.spec.label}：{words or '不限'}")
        self.setToolTip(f"{self.spec.label}：{words}，点按取消" if words else f"按{self.spec.label}筛选")

    def _words(self, held: dict[str, Any]) -> str:
        for fields, label in self.spec.choices(self._today):
            if all(held[name] == value for name, value in fields.items()):
                return label
        days = [value for value in held.values() if isinstance(value, date) or value is None]
        if len(days) == len(held) == 2:
            return f"{self.spec.label} {_day_words(days[0], days[1])}"
        several = [one for value in held.values() if isinstance(value, tuple) for one in value]
        return "、".join(one.label for one in several)

    def off(self) -> dict[str, Any]:
        """The fields as they are without this part of the filter."""
        return {field: getattr(self._nothing, field) for field in self.spec.fields}

    def choice_menu(self) -> QMenu:
        """The choices."""
        menu = QMenu(self)
        for fields, label in self.spec.choices(self._today):
            action = QAction(label, menu)
            action.setData(fields)
            action.triggered.connect(self._on_choice_made)
            menu.addAction(action)
        if len(self.spec.fields) == 2:
            menu.addSeparator()
            other = QAction("其他日期…", menu)
            other.triggered.connect(self._on_other_dates)
            menu.addAction(other)
        return menu

    def _on_clicked(self) -> None:
        if self.property("narrows"):
            self.narrowed.emit(self.off())
            return
        menu = self.choice_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_choice_made(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.narrowed.emit(action.data())

    def _on_other_dates(self) -> None:
        self.dates_asked.emit(self.spec)


class AmongChip(FilterChip):
    """The requests behind a number of another page: only there while it narrows, and pressed it lets all through."""

    def __init__(self, today: date, parent: QWidget | None = None, *, nothing: object = _EVERY_CASE) -> None:
        super().__init__(AMONG, today, parent, nothing=nothing)

    @override
    def show_filter(self, wanted: object) -> None:
        super().show_filter(wanted)
        self.setVisible(bool(self.property("narrows")))

    @override
    def _words(self, held: dict[str, Any]) -> str:
        return str(held["among_words"]) or f"所选的 {len(held['among'])} 件"


class FigureChip(FilterChip):
    """What a figure of the statistics counts: only there while it narrows, and pressed it lets all through."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(FIGURE, today, parent)

    @override
    def show_filter(self, wanted: object) -> None:
        super().show_filter(wanted)
        self.setVisible(bool(self.property("narrows")))

    @override
    def _words(self, held: dict[str, Any]) -> str:
        figure: FigureFilter | None = held["figure"]
        return "" if figure is None else figure.words or "统计的办件"


def narrowed(wanted: CaseFilter, changes: dict[str, Any]) -> CaseFilter:
    """A filter with some parts changed."""
    return replace(wanted, **changes)
