"""The parts from which screens are built. All have accessible names, a visible focus and follow theme and scale.

Text
    ``Text(text, wrap=True, role="")``, ``PageTitle``, ``SectionTitle``, ``StrongLabel``, ``Caption``, ``KeyHint``:
    labels; ``.set_tone(Tone)`` colours, ``.make_selectable()``. ``ElidedLabel`` one line with ellipsis and tip.
    ``LinkLabel(text, payload=)``: focusable link, signal ``clicked``. ``Rule()``: thin line.
Surfaces
    ``column(parent, gap, margin)`` / ``row(...)``: scaled layouts. ``Card(title, note=)``: fill ``.body``,
    ``.add_to_head(widget)``, ``.set_title``. ``CounterCard(payload=)``: ``.show_count(n, label, detail, tone)``,
    signal
    ``pressed(payload)``. ``Banner(text, tone, link=)``: ``.say(text, tone, link)``, signal ``acted``; "" hides it.
    ``EmptyState(sentence, action)``: signal ``acted``. ``Sign(tone)``. ``PressableFrame``: base of pressable cards.
State
    ``UrgencyChip(urgency, text)`` / ``Chip(text, tone)``; ``DayMeter(DayMeterState(used=, total=, tone=, paused=))``.
    ``ClockBar().show_clock(clock.marks, clock.spans)``: signal ``mark_activated(ClockMark)``.
    ``ActCard(title, line, shortcut=, recommended=, allowed=, payload=)``: signal ``pressed(payload)``.
    ``FindingCard(level, sentence, basis, code=, link=, payload=)``: signal ``acted(payload)``.
Input
    ``SegmentedChoice([(value, label)...], name, value=, many=)``: ``.value() .set_value(v)``
    ``.set_enabled(value, on, why)``, signal ``chosen(value)``; arrows, Home/End, digits.
    ``DateInput(today, describe_day, name, ahead=)``: ``.value() .set_value(day)``, signals ``changed(date|None)
    hint_changed error_changed``. ``LineInput(name)``.
    ``ComboInput([(value, label)...], name)``: ``.value() .set_value()``.
    ``TextArea(name, limit=, lines=)``: ``.text() .set_text()``. ``AttachmentDrop()``: ``.paths()``, signal ``changed``;
    ``read_attachment(path, role)`` runs in the task runner.
    ``LabelledField(label, control, key=, hint=, link=)``: ``.show_error(sentence) .show_good() .show_hint()``.
    ``FieldRow().add(field, share)``. ``show_user_error(error, {key: field}) -> bool``.
    ``DecisionDialog(title, primary)``: fill ``.body``, ``.add_field``; override ``draft()``; signal
    ``submitted(draft)``; the presenter answers with ``accept()`` or ``show_refusal(error)``.
Lists and waiting
    ``TableView([Column(...)], name, dense=)``: signals ``opened(index) current_changed(index) sort_asked((key, desc))
    layout_changed(ColumnLayout)``; ``.show_sort .show_empty(sentence, action, act) .skeleton.begin()/.end()``.
    ``RowsModel`` (``rows_model``): base of short lists; ``.rows .put_rows(rows) .row_at(at)``. Models give
    ``DisplayRole`` text and, by ``TableRole``: TONE, CHIP, METER, STRONG, GROUND.
    ``ProgressPanel``: ``.begin(label) .advance(done, total) .end()``, signal ``cancelled``. ``SkeletonRows``.
    ``Toast``.
Dates
    ``long_date(day)`` 2026年11月26日（周四）, ``short_date(day, today)`` 11月26日 周四, ``read_typed_date(text,
    today)``.
"""

from desktop.components.acts import ActCard
from desktop.components.attachments import AttachmentDrop, file_size, read_attachment
from desktop.components.cards import Banner, Card, CounterCard, EmptyState, PressableFrame, Sign, column, row
from desktop.components.chips import Chip, UrgencyChip, chip_size, paint_chip
from desktop.components.choice import SegmentedChoice
from desktop.components.clock_bar import ClockBar
from desktop.components.date_input import DateInput
from desktop.components.day_meter import DayMeter, DayMeterState, paint_day_meter
from desktop.components.dialogs import DecisionDialog
from desktop.components.fields import ComboInput, FieldRow, LabelledField, LineInput, TextArea, show_user_error
from desktop.components.findings import FindingCard
from desktop.components.progress import ProgressPanel, SkeletonRows
from desktop.components.tables import Column, ColumnLayout, RowDelegate, TableRole, TableView
from desktop.components.text import (
    Caption,
    ElidedLabel,
    KeyHint,
    LinkLabel,
    PageTitle,
    Rule,
    SectionTitle,
    StrongLabel,
    Text,
)
from desktop.components.toast import Toast
from desktop.components.typed_date import long_date, read_typed_date, short_date

__all__ = [
    "ActCard",
    "AttachmentDrop",
    "Banner",
    "Caption",
    "Card",
    "Chip",
    "ClockBar",
    "Column",
    "ColumnLayout",
    "ComboInput",
    "CounterCard",
    "DateInput",
    "DayMeter",
    "DayMeterState",
    "DecisionDialog",
    "ElidedLabel",
    "EmptyState",
    "FieldRow",
    "FindingCard",
    "KeyHint",
    "LabelledField",
    "LineInput",
    "LinkLabel",
    "PageTitle",
    "PressableFrame",
    "ProgressPanel",
    "RowDelegate",
    "Rule",
    "SectionTitle",
    "SegmentedChoice",
    "Sign",
    "SkeletonRows",
    "StrongLabel",
    "TableRole",
    "TableView",
    "Text",
    "TextArea",
    "Toast",
    "UrgencyChip",
    "chip_size",
    "column",
    "file_size",
    "long_date",
    "paint_chip",
    "paint_day_meter",
    "read_attachment",
    "read_typed_date",
    "row",
    "short_date",
    "show_user_error",
]
