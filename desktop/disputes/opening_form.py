"""The form that opens a dispute: forum and body, parties, attacked letters, what came and when, claims, reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.dispute_drafts import DisputeEventDraft, OpenDisputeDraft
from desktop.acts.form import Form, missing
from desktop.acts.form_state import read_controls, write_controls
from desktop.components import AttachmentDrop, ComboInput, LabelledField, StrongLabel, column
from desktop.components.tab_order import order_tabs
from desktop.disputes.first_event import FirstEvent
from desktop.disputes.parties_editor import PartiesEditor
from desktop.disputes.signs import FORUM_BODIES
from desktop.disputes.targets_picker import TargetsPicker
from desktop.frame.timers import pause_timer
from desktop.theme import px
from law.dispute_terms import Forum

__all__ = ["OpeningFacts", "OpeningForm"]

_NOBODY: Final = ("", "未定")
_NONE_BEFORE: Final = ("", "没有，直接起诉")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFacts:
    """What the form knows when it opens; ``bodies``: body by forum, from the agency's settings."""

    today: date
    describe_day: Callable[[date], str]


class OpeningForm(Form):
    """All sections in one column. ``changed`` after any input; ``forum_chosen(Forum)``."""

    changed = Signal()
    forum_chosen = Signal(object)

    def __init__(self, facts: OpeningFacts, parent: QWidget | None = None) -> None:
        super().__init__(facts, parent)
        self._filling = True
        self.bodies: dict[Forum, str] = {}
        self.inside = self
        self.body = column(self, gap=10)
        self.body.setContentsMargins(px(2), px(2), px(8), px(2))
        self._build_forum()
        self._build_parties()
        self._build_targets()
        self._build_first()
        self._build_words()
        self._build_rest()
        self.body.addStretch(1)
        self._filling = False
        self._order = pause_timer(self, 0, self._on_laid_out)
        self.arrange()

    # ------------------------------------------------------------------ building

    def _section(self, title: str) -> None:
        self.body.addWidget(StrongLabel(title, self, wrap=False))

    def _build_forum(self) -> None:
        self._section("1　途径和机关")
        forums = [(one, one.label) for one in Forum]
        self.place(self.choice_field("forum", "途径", forums, Forum.RECONSIDERATION))
        self.place(
            self.line_field("body", FORUM_BODIES[Forum.RECONSIDERATION]),
            self.line_field("case_number", "案号（可不填）", hint="通知书上的编号，没有先空着"),
        )
        before = ComboInput((_NONE_BEFORE,), "此前的行政复议", self)
        self.place(self.register(LabelledField("此前的行政复议", before, self, key="previous_id")))

    def _build_parties(self) -> None:
        self._section("2　当事人")
        self.parties = PartiesEditor(self)
        self.parties.changed.connect(self.on_edited)
        self.place(self.register_part("parties", self.parties))

    def _build_targets(self) -> None:
        self._section("3　所涉文书")
        self.targets = TargetsPicker(self)
        self.targets.changed.connect(self.on_edited)
        self.place(self.register_part("targets", self.targets))

    def register_part(self, key: str, part: QWidget) -> LabelledField:
        """A part with controls of its own: refusals stand below it, its content is kept by itself."""
        field = LabelledField("", part, self, key=key)
        field.label.hide()
        self.fields[key] = field
        return field

    def _build_first(self) -> None:
        self._section("4　收到")
        self.first = FirstEvent(self.facts, self)
        self.first.changed.connect(self.on_edited)
        self.place(self.first)

    def _build_words(self) -> None:
        self._section("5　请求和理由")
        self.place(self.text_field("claims", "请求", lines=2, hint="如：撤销答复书，责令重新答复"))
        self.place(self.text_field("reasons", "理由，一行一条", lines=4, hint="逐条照录，答复书要逐条回应"))

    def _build_rest(self) -> None:
        self._section("6　承办和材料")
        handler = ComboInput((_NOBODY,), "承办人", self)
        self.place(self.register(LabelledField("承办人", handler, self, key="handler")))
        self.place(self.files_field("申请书、起诉状副本等材料"))

    # ------------------------------------------------------------------ what is proposed

    def show_bodies(self, bodies: dict[Forum, str]) -> None:
        """Propose the body of the agency's settings where nothing else was typed."""
        known = set(self.bodies.values())
        self.bodies = bodies
        typed = self.text("body")
        if not typed or typed in known:
            self._set_line("body", bodies.get(self.forum(), ""))

    def show_persons(self, names: Sequence[str], proposed: str) -> None:
        """Show who can handle it."""
        combo = self._combo("handler")
        chosen = combo.value()
        combo.set_values([_NOBODY, *((one, one) for one in names)])
        combo.set_value(chosen if chosen in names else proposed if proposed in names else "")

    def show_before(self, disputes: Sequence[tuple[int, str]]) -> None:
        """Show the reconsiderations after which a lawsuit may come: id and words."""
        combo = self._combo("previous_id")
        chosen = combo.value()
        combo.set_values([_NONE_BEFORE, *((str(one), words) for one, words in disputes)])
        known = {str(one) for one, _ in disputes}
        only = str(disputes[0][0]) if len(disputes) == 1 else ""
        combo.set_value(chosen if chosen in known else only)
        self.arrange()

    def _combo(self, key: str) -> ComboInput:
        combo = self.controls[key]
        if not isinstance(combo, ComboInput):
            raise TypeError(key)
        return combo

    def _set_line(self, key: str, text: str) -> None:
        write_controls(self.controls, {key: text})

    # ------------------------------------------------------------------ reading

    def forum(self) -> Forum:
        """Reconsideration or litigation."""
        return Forum(str(self.value("forum")))

    def draft(self, *, strict: bool = True) -> OpenDisputeDraft:
        """What would be registered; files are read later from ``files()``.

        Args:
            strict: refuse what is missing or cannot be read; else take what can be read, for the preview.

        Raises:
            UserError: something needed is missing or unreadable; ``field`` names where.
        """
        body = self.need_text("body") if strict else self.text("body")
        parties, targets = self.parties.drafts(), self.targets.drafts()
        if strict and not targets:
            raise missing("targets", "所涉文书", "请查找办件，勾选被申请复议、被起诉的文书")
        if strict and not parties:
            raise missing("parties", "当事人", "请填写申请人或者原告")
        previous = str(self.value("previous_id") or "")
        return OpenDisputeDraft(
            forum=self.forum(),
            body=body,
            targets=targets,
            parties=parties,
            handler=str(self.value("handler") or ""),
            case_number=self.text("case_number"),
            claims=self.text("claims"),
            reasons=self.lines("reasons"),
            first=self._first(strict),
            previous_id=int(previous) if previous and self.forum() is Forum.LITIGATION else None,
        )

    def _first(self, strict: bool) -> DisputeEventDraft | None:
        return self.first.draft() if strict else self.first.supposed()

    def files(self) -> tuple[Path, ...]:
        """The files chosen."""
        drop = self.controls["attachments"]
        return drop.paths() if isinstance(drop, AttachmentDrop) else ()

    def is_empty(self) -> bool:
        """Whether nothing was typed that would be a pity to lose."""
        typed = any(self.text(key) for key in ("case_number", "claims", "reasons"))
        return not typed and not self.files() and not self.parties.is_typed and not self.first.is_typed

    # ------------------------------------------------------------------ kept drafts

    def values(self) -> dict[str, object]:
        """Everything held, as JSON can keep it."""
        held: dict[str, object] = dict(read_controls(self.controls))
        held |= {"handler": str(self.value("handler") or ""), "previous_id": str(self.value("previous_id") or "")}
        return {
            "forum": self.forum().value,
            "controls": held,
            "parties": self.parties.values(),
            "targets": self.targets.values(),
            "first": self.first.values(),
        }

    def restore(self, kept: dict[str, Any]) -> None:
        """Put back what ``values`` gave; the requests come back when they have been read."""
        self._filling = True
        controls = dict(kept.get("controls") or {})
        for key in ("handler", "previous_id"):  # their values are read from the database first
            self._keep_choice(key, str(controls.pop(key, "")))
        write_controls(self.controls, controls)
        self._show_forum()
        self.parties.restore(kept.get("parties"))
        self.first.restore(kept.get("first"))
        self._filling = False
        self.arrange()

    def _keep_choice(self, key: str, value: str) -> None:
        combo = self._combo(key)
        if value:
            combo.set_values([(value, value)])
            combo.set_value(value)

    def clear(self) -> None:
        """An empty form for the next one."""
        self._filling = True
        empty = {"case_number": "", "claims": "", "reasons": ""}
        write_controls(self.controls, {**empty, "forum": ["0"]})
        drop = self.controls["attachments"]
        if isinstance(drop, AttachmentDrop):
            drop.clear()
        self._set_line("body", self.bodies.get(Forum.RECONSIDERATION, ""))
        self.parties.restore([])
        self.targets.clear()
        self.first.clear()
        self._combo("previous_id").set_values((_NONE_BEFORE,))
        self.clear_refusals()
        self._show_forum()
        self._filling = False
        self.arrange()

    def clear_refusals(self) -> None:
        """Forget the sentences of the last refusal."""
        for field in (*self.fields.values(), *self.first.fields.values()):
            if field.error():
                field.show_error("")

    # ------------------------------------------------------------------ hearing

    def arrange(self) -> None:
        """Show what the forum asks for."""
        litigation = self.forum() is Forum.LITIGATION
        self.fields["previous_id"].setVisible(litigation)

    def _show_forum(self) -> None:
        forum = self.forum()
        self.fields["body"].set_label(FORUM_BODIES[forum])
        self.parties.show_forum(forum)
        self.first.show_forum(forum)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._order.start()  # parts made afresh stand where they are read, not last
        return super().event(event)

    def _on_laid_out(self) -> None:
        order_tabs(self)

    @override
    def on_edited(self, *_values: object) -> None:
        if self._filling:
            return
        if self.sender() is self.controls["forum"]:
            self._filling = True
            self._show_forum()
            typed = self.text("body")
            if not typed or typed in self.bodies.values():
                self._set_line("body", self.bodies.get(self.forum(), ""))
            self._filling = False
            self.forum_chosen.emit(self.forum())
        self.arrange()
        self.changed.emit()
