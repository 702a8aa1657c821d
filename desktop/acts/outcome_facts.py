"""Fields for the facts and the evidence of an outcome, built from what casework asks for."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from casework.views import EvidenceFieldView, FactFieldView
from desktop.acts.panel import ActPanel
from desktop.components import ComboInput, DateInput, LabelledField, SegmentedChoice, column
from law.evidence import evidence_specs
from law.terms import Evidence, FactKind

__all__ = ["add_evidence", "add_fact", "evidence_key", "fact_key", "grounds_ticked", "read_fact"]

_WITHHELD = "withheld_grounds"
_FLAGS = (("true", "是"), ("false", "否"))


def fact_key(name: str) -> str:
    """The key of the field of a fact, as refusals name it."""
    return f"facts.{name}"


def evidence_key(evidence: Evidence) -> str:
    """The key of the field of a piece of evidence, as refusals name it."""
    return f"evidence.{evidence.value}"


def add_fact(panel: ActPanel, fact: FactFieldView) -> LabelledField:
    """Add the field of a fact with its proposed value; several choices become boxes in one field."""
    key, kind = fact_key(fact.key), FactKind(fact.kind)
    label = fact.label if fact.required else f"{fact.label}（可以不填）"
    if kind is FactKind.CHOICES:
        return _boxes(panel, fact, label)
    field = _field(panel, fact, key, kind, label)
    if fact.hint and kind not in (FactKind.PARAGRAPH, FactKind.LINES):
        field.show_hint(fact.hint)
    return field


def _field(panel: ActPanel, fact: FactFieldView, key: str, kind: FactKind, label: str) -> LabelledField:
    if kind is FactKind.DATE:
        return panel.date_field(key, label, _day(fact.value))
    if kind is FactKind.CHOICE:
        return panel.choice_field(key, label, fact.choices, fact.value or None)
    if kind is FactKind.FLAG:
        return panel.choice_field(key, label, _FLAGS, fact.value or None)
    if kind is FactKind.PARAGRAPH:
        return panel.text_field(key, label, fact.value, lines=3, hint=fact.hint)
    if kind is FactKind.LINES:
        return panel.text_field(key, label, fact.value, lines=3, hint=f"{fact.hint}；一行一项")
    return panel.line_field(key, label, fact.value)


def _boxes(panel: ActPanel, fact: FactFieldView, label: str) -> LabelledField:
    key, chosen = fact_key(fact.key), fact.value.split("\n")
    group = QWidget(panel.inside)
    lines = column(group, gap=4)
    for value, name in fact.choices:
        box = panel.flag(f"{key}.{value}", name, on=value in chosen)
        lines.addWidget(box)
        if group.focusProxy() is None:
            group.setFocusProxy(box)
    field = LabelledField(label, group, panel.inside, key=key)
    panel.fields[key] = field  # the boxes are kept one by one, the refusal stands below them all
    return field


def grounds_ticked(panel: ActPanel, choices: Iterable[str]) -> tuple[str, ...]:
    """The grounds to withhold by that are ticked."""
    return tuple(one for one in choices if _is_ticked(panel, f"{fact_key(_WITHHELD)}.{one}"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def read_fact(panel: ActPanel, fact: FactFieldView) -> str:
    """A fact as casework takes it: days as ISO text, several choices by line."""
    key = fact_key(fact.key)
    if FactKind(fact.kind) is FactKind.CHOICES:
        ticked = [value for value, _ in fact.choices if _is_ticked(panel, f"{key}.{value}")]
        return "\n".join(ticked)
    control = panel.controls[key]
    if isinstance(control, DateInput):
        day = panel.day(key)
        return day.isoformat() if day else ""
    if isinstance(control, SegmentedChoice | ComboInput):
        chosen = control.value()
        return "" if chosen is None else str(chosen)
    return panel.text(key)


def _is_ticked(panel: ActPanel, key: str) -> bool:
    control = panel.controls.get(key)
    return isinstance(control, QCheckBox) and control.isChecked()


def add_evidence(panel: ActPanel, view: EvidenceFieldView) -> LabelledField:
    """Add the field that says where a piece of evidence is; what is on file already is proposed."""
    spec = evidence_specs()[view.evidence]
    key = evidence_key(view.evidence)
    label = f"{spec.code} {view.evidence.label}"
    field = panel.line_field(key, label, view.text, placeholder="写明在哪里，如：卷内第 3 页")
    if view.on_file:
        field.show_good("已在卷，可以补充说明")
    else:
        field.show_hint(f"缺：{view.content}")
    return field
