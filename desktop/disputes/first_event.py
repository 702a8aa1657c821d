"""What came first: usually the copy of the application or of the complaint, with its day and its procedure."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.dispute_drafts import DisputeEventDraft
from desktop.acts.form import Form, FormFacts
from desktop.acts.form_state import read_controls, write_controls
from desktop.components import Caption, column
from desktop.components.rows import clear_rows
from desktop.disputes.event_fields import EventFields
from desktop.disputes.signs import cited_before
from law.citations import Citation
from law.dispute_events import DisputeEventSpec, dispute_events
from law.dispute_terms import DisputeEventKind, Forum

__all__ = ["FirstEvent", "first_kinds"]

_USUAL: Final = (
    DisputeEventKind.COPY_RECEIVED,
    DisputeEventKind.APPLICATION_FILED,
    DisputeEventKind.ACCEPTED,
    DisputeEventKind.CASE_FILED,
)
_SIMPLE: Final = {Forum.RECONSIDERATION: "recon:53.1(4)", Forum.LITIGATION: "litig:82.1(3)"}
_ASKED_ELSEWHERE: Final = ("number", "claims", "reasons")  # the opening form has fields of its own for them


def first_kinds(forum: Forum) -> tuple[DisputeEventSpec, ...]:
    """Events by which a dispute becomes known to the agency, the usual one first."""
    specs = dispute_events()
    return tuple(specs[one] for one in _USUAL if forum in specs[one].forums and not specs[one].after)


class FirstEvent(Form):
    """The kind, the day and the declared fields of the first event. ``changed`` after any input."""

    changed = Signal()

    def __init__(self, facts: FormFacts, parent: QWidget | None = None) -> None:
        super().__init__(facts, parent)
        self._filling = True
        self.is_typed = False
        self._forum = Forum.RECONSIDERATION
        self.inside = self
        self.body = column(self, gap=8)
        self.declared: EventFields | None = None
        self._build(DisputeEventKind.COPY_RECEIVED, None, {})
        self._filling = False

    def show_forum(self, forum: Forum) -> None:
        """Ask what the forum asks; what was typed stays as far as it fits."""
        if forum is not self._forum:
            self._forum = forum
            self._rebuild(DisputeEventKind.COPY_RECEIVED)

    def kind(self) -> DisputeEventKind:
        """Which event came first."""
        return self._kind

    def _rebuild(self, kind: DisputeEventKind) -> None:
        held = {} if self.declared is None else self.declared.peek_values()
        day = self.peek_day("on")
        typed = self.state() if self.is_typed else {}
        self._build(kind, day, held)
        write_controls(self.controls, {key: typed[key] for key in ("on",) if key in typed})

    def _build(self, kind: DisputeEventKind, day: date | None, held: Mapping[str, str]) -> None:
        self._filling = True
        clear_rows(self.body)
        self.fields, self.controls = {}, {}
        kinds = first_kinds(self._forum)
        spec = next((one for one in kinds if one.kind is kind), kinds[0])
        self._kind = spec.kind
        self._spec = spec
        if len(kinds) > 1:
            choices = [(one.kind, one.label(self._forum)) for one in kinds]
            self.place(self.choice_field("kind", "收到什么", choices, spec.kind))
        self.place(self.date_field("on", spec.date_label, day))
        asked = [one for one in spec.fields_in(self._forum) if one.key not in _ASKED_ELSEWHERE]
        self.declared = EventFields(self, asked, held)
        self.declared.place()
        for line in self._lines(spec):
            self.body.addWidget(Caption(line, self))
        self.declared.arrange()
        self._filling = False

    def _lines(self, spec: DisputeEventSpec) -> list[str]:
        """What it starts, and where the procedure is asked, that it may be the simple one."""
        cited = "、".join(dict.fromkeys(one.told for one in cited_before(self._forum, spec.citations)))
        lines = [f"{spec.line}（{cited}）。" if cited else f"{spec.line}。"] if spec.line else []
        if any(one.key == "procedure" for one in spec.fields_in(self._forum)):
            simple = Citation.parse(_SIMPLE[self._forum]).told
            lines.append(f"政府信息公开案件可以适用简易程序（{simple}），适用哪一种以收到的通知书为准。")
        return lines

    # ------------------------------------------------------------------ reading

    def draft(self) -> DisputeEventDraft:
        """The first event.

        Raises:
            UserError: something needed is missing or unreadable.
        """
        on = self.need_day("on")  # the day first: it stands first
        values = {} if self.declared is None else self.declared.values()
        return DisputeEventDraft(dispute_id=0, kind=self._kind, on=on, values=values)

    def supposed(self) -> DisputeEventDraft | None:
        """The first event as far as it can be read; None without a day."""
        day = self.peek_day("on")
        if day is None:
            return None
        values = {} if self.declared is None else self.declared.peek_values()
        return DisputeEventDraft(dispute_id=0, kind=self._kind, on=day, values=values)

    def state(self) -> dict[str, Any]:
        """What all controls hold."""
        return dict(read_controls(self.controls))

    def values(self) -> dict[str, object]:
        """Everything held, for a kept draft."""
        return {"kind": self._kind.value, "typed": self.is_typed, "state": self.state()}

    def restore(self, kept: object) -> None:
        """Put back what ``values`` gave."""
        held = kept if isinstance(kept, Mapping) else {}
        kind = str(held.get("kind", ""))
        self._build(DisputeEventKind(kind) if kind in set(DisputeEventKind) else self._kind, None, {})
        state = held.get("state")
        self._filling = True
        write_controls(self.controls, state if isinstance(state, Mapping) else {})
        self._filling = False
        self.is_typed = held.get("typed") is True
        if self.declared is not None:
            self.declared.arrange()

    def clear(self) -> None:
        """Forget everything."""
        self._forum = Forum.RECONSIDERATION
        self.is_typed = False
        self._build(DisputeEventKind.COPY_RECEIVED, None, {})

    @override
    def on_edited(self, *_values: object) -> None:
        if self._filling:
            return
        self.is_typed = True
        chosen = self.value("kind") if "kind" in self.controls else self._kind
        if isinstance(chosen, DisputeEventKind) and chosen is not self._kind:
            self._rebuild(chosen)
            self.controls["kind"].setFocus()
        elif self.declared is not None:
            self.declared.arrange()
        self.changed.emit()
