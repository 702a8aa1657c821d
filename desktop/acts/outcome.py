"""确定处理结果: found by the seven questions or chosen in the list, with the facts and the evidence that it needs."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from casework.drafts import OutcomeDraft
from casework.guided_views import GuidedView
from casework.views import EvidenceFieldView, OutcomeChoice, OutcomeForm
from desktop.acts.form_state import Value, write_controls
from desktop.acts.outcome_facts import add_evidence, add_fact, evidence_key, fact_key, grounds_ticked, read_fact
from desktop.acts.outcome_head import OutcomeHead
from desktop.acts.outcome_items import add_items, arrange_items, item_key, read_items
from desktop.acts.outcome_list import OutcomeList
from desktop.acts.outcome_parts import ItemParts, part_key
from desktop.acts.panel import ActFacts, ActPanel
from desktop.acts.seven_questions import SevenQuestions
from desktop.components import Caption, FindingCard, KeyHint, SegmentedChoice, StrongLabel, row
from desktop.theme import px
from law.errors import UserError
from law.evidence import evidence_specs
from law.terms import Evidence, Outcome

__all__ = ["OutcomePanel"]

_LAPSES = (Outcome.ABANDONED_NO_CORRECTION,)
_ONSITE = "onsite_view"  # the one way to grant whose letter says why it was chosen
_GUIDED, _DIRECT = "guided", "direct"
_MODES = ((_GUIDED, "逐步判断"), (_DIRECT, "直接选定"))
_ANSWER = "answers."
_NO_FIELDS = ("outcome", "variant", "mode")


class OutcomePanel(ActPanel):
    """The seven questions, and below them what the outcome reached asks for; or the list of outcomes beside that.

    ``guide_wanted(answers)`` asks the presenter for the questions as answered so far; it answers with ``show_guide``.
    ``form_wanted((outcome, variant))`` asks for the form of an outcome chosen directly; it answers with ``show_form``.
    """

    title = "确定处理结果"
    primary_text = "确定"
    explanation = "按七个问题判断，数字或者 Enter 选定；结果决定条款、救济告知和统计口径。"
    wide = True
    form_wanted = Signal(object)
    guide_wanted = Signal(object)

    def __init__(self, facts: ActFacts, parent: QWidget | None = None) -> None:
        self.choices: tuple[OutcomeChoice, ...] = ()
        self.form: OutcomeForm | None = None
        self.guide: GuidedView | None = None
        self.answers: dict[str, str] = {}
        self.parts: ItemParts | None = None
        self.head: OutcomeHead | None = None
        self._focus_owed = False
        self._waiting: dict[str, object] = {}
        self._dynamic: list[QWidget] = []
        super().__init__(facts, parent)

    @override
    def build(self) -> None:
        self.list = OutcomeList(self)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.list.entered.connect(self._focus_form)
        self.middle.insertWidget(0, self.list)
        self.list.hide()
        self.mode = SegmentedChoice(_MODES, "判断方式", self.inside, value=_GUIDED)
        self.mode.chosen.connect(self._on_mode_chosen)
        line = row(gap=8)
        line.addWidget(self.mode)
        line.addWidget(KeyHint("Ctrl+L", self.inside))
        line.addStretch(1)
        outer = cast(QBoxLayout, self.layout())
        outer.insertLayout(outer.indexOf(self.middle), line)  # it stays in sight when the questions scroll
        self.questions = SevenQuestions(self.inside)
        self.questions.scroll_in(self.area)
        self.questions.answered.connect(self._on_answered)
        self.questions.reopened.connect(self._on_reopened)
        self.body.addWidget(self.questions)
        switch = QShortcut(QKeySequence("Ctrl+L"), self)
        switch.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        switch.activated.connect(self.switch_mode)

    # ------------------------------------------------------------------ the two ways

    def is_guided(self) -> bool:
        """Whether the outcome is found by the seven questions."""
        return self.mode.value() == _GUIDED

    def switch_mode(self) -> None:
        """Ctrl+L: from the questions to the list and back; what was answered and typed is kept in both."""
        self.set_mode(guided=not self.is_guided())
        self.focus_first()
        self.edited.emit()

    def set_mode(self, *, guided: bool) -> None:
        """Show the questions, or the list of outcomes."""
        self.mode.set_value(_GUIDED if guided else _DIRECT)
        self._show_mode()

    def _on_mode_chosen(self, _mode: object) -> None:
        self._show_mode()
        self.edited.emit()

    def _show_mode(self) -> None:
        guided = self.is_guided()
        self.list.setVisible(not guided)
        self.questions.setVisible(guided)
        if not guided and self.outcome_chosen() is None and self.guide is not None:
            self.list.blockSignals(True)
            self.list.select(self.guide.outcome)  # the list goes on from where the questions led
            self.list.blockSignals(False)
        if guided:
            self._show_reached()
        elif self.outcome_chosen() is None:
            self._drop_form()
        else:
            self._want_chosen()

    # ------------------------------------------------------------------ the seven questions

    def show_guide(self, guide: GuidedView) -> None:
        """Show the questions as far as they are answered; at their end the form of the outcome reached."""
        first = self.guide is None
        self.guide = guide
        self.questions.show_points(guide.points)
        if first and guide.direct and not self.answers:
            self.set_mode(guided=False)  # the present decision was taken so; it is taken anew as it was
        if self.is_guided():
            self._show_reached()
        if self._focus_owed:
            self._focus_owed = False
            self._focus_next()

    def _show_reached(self) -> None:
        form = self.guide.form if self.guide is not None else None
        if form is None:
            self._drop_form()
        else:
            self.show_form(form)

    def _on_answered(self, answered: tuple[str, str]) -> None:
        point, answer = answered
        self.answers[point] = answer
        self.questions.opened = ""
        self._focus_owed = True
        self.guide_wanted.emit(dict(self.answers))
        self.edited.emit()

    def _on_reopened(self, point: str) -> None:
        self.questions.open_again(point)
        self._lead_tab()

    def _focus_next(self) -> None:
        if not self.is_guided():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.questions.focus_open() and self.form is not None:
            self._focus_form()

    def _lead_tab(self) -> None:
        """Tab goes from the last answer to the buttons while no form stands between."""
        if self.form is None and self.questions.cards:
            QWidget.setTabOrder(self.questions.cards[-1], self.leave)
            QWidget.setTabOrder(self.leave, self.primary)

    # ------------------------------------------------------------------ the list

    def show_choices(self, choices: Sequence[OutcomeChoice]) -> None:
        """Show the outcomes grouped by their questions; the present outcome is chosen."""
        self.choices = tuple(choices)
        self.list.show_choices(choices)
        wanted = self._waiting.get("outcome") or self.facts.case.outcome
        self.list.select(Outcome(str(wanted)) if wanted else None)

    def choose(self, outcome: Outcome | None) -> None:
        """Choose an outcome in the list, past the questions."""
        if outcome is not None:
            self.set_mode(guided=False)
            self.list.select(outcome)

    def outcome_chosen(self) -> Outcome | None:
        """The outcome chosen in the list."""
        return self.list.chosen()

    def _on_row_changed(self, _at: int) -> None:
        if self.outcome_chosen() is not None and not self.is_guided():
            self._want_chosen()
            self.edited.emit()

    def _want_chosen(self) -> None:
        outcome = self.outcome_chosen()
        if outcome is not None:
            self._keep_typed()
            reached = self.guide.variant if self.guide is not None and self.guide.outcome is outcome else ""
            variant = str(self._waiting.get("variant") or "") if self.form is None else ""
            self.form_wanted.emit((outcome, variant or reached))

    # ------------------------------------------------------------------ the form

    def show_form(self, form: OutcomeForm) -> None:
        """Show what an outcome asks for; what was typed for another one is kept where the facts are the same."""
        guided = self.is_guided()
        if guided and (self.guide is None or form is not self.guide.form):
            return  # asked for before the questions came up again
        self._keep_typed()
        self._clear_form()
        self.form = form
        self._restoring = True
        self.head = OutcomeHead(form, self.inside)
        self._put(self.head)
        for one in form.obstacles:
            self._put(FindingCard(one.level, one.sentence, one.basis, self.inside))
        if form.variants and not guided:
            self._put(self.choice_field("variant", "哪一种", form.variants, form.variant))
        if form.outcome is Outcome.PARTIAL_GRANT:
            self.parts = ItemParts(self, form, self._waiting)
            self.parts.grown.connect(self._on_parts_grown)
            self._put(self.parts)
        for fact in form.facts:
            self._put(add_fact(self, fact))
        for widget in add_items(self, form.items, single=form.single_item):
            self._put(widget)
        self._add_foot_fields(form)
        for pitfall in form.pitfalls:
            self._put(FindingCard("hint", pitfall, "", self.inside))
        self.lead_to_foot()
        write_controls(self.controls, self._kept_values())
        self._arrange_form(form)
        self._restoring = False

    def _drop_form(self) -> None:
        """No outcome is reached: the form goes, what was typed in it waits for the next one."""
        self._keep_typed()
        self._clear_form()
        self.form = None
        self._lead_tab()

    def _on_parts_grown(self) -> None:
        self.lead_to_foot()
        self.edited.emit()

    def _arrange_form(self, form: OutcomeForm) -> None:
        if self.parts is not None:
            self.parts.arrange()
        arrange_items(self, form.items)
        self._arrange_evidence(form)

    def _add_foot_fields(self, form: OutcomeForm) -> None:
        if form.evidence:
            self._put(StrongLabel("依据的材料", self.inside))
        of_grounds = {one.evidence: one for _, views in form.evidence_by_choice for one in views}
        for one in (*form.evidence, *of_grounds.values()):
            if evidence_key(one.evidence) not in self.fields:
                self._put(add_evidence(self, one))
        self._put(self.text_field("reasons", _reasons_label(form), form.reasons, lines=2))
        if form.outcome in _LAPSES:
            self._put(self.flag("unjustified_lapse", "已核实申请人没有正当理由"))
        self._put(self.date_field("on", "确定日期", self.facts.today))

    def _put(self, widget: QWidget) -> None:
        if isinstance(widget, Caption | StrongLabel):
            widget.setMinimumWidth(px(60))
        if self.body.indexOf(widget) < 0:
            self.body.addWidget(widget)
            widget.show()  # at once, so that Enter in the list finds the first field
        self._dynamic.append(widget)

    @override
    def place(self, *fields: QWidget) -> None:
        for one in fields:
            self._put(one)

    def _clear_form(self) -> None:
        for widget in self._dynamic:
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._dynamic = []
        self.parts = self.head = None
        self.fields = {}
        self.controls = {}

    def _keep_typed(self) -> None:
        """What stands in the form now is kept for the next one; a proposal that nobody touched is not."""
        if self.form is None:
            return
        proposed = {fact_key(one.key): one.value for one in self.form.facts}
        proposed |= {item_key(at): one.conclusion for at, one in enumerate(self.form.items)}
        noted = (*self.form.evidence, *(one for _, views in self.form.evidence_by_choice for one in views))
        proposed |= {evidence_key(one.evidence): one.text for one in noted} | {"reasons": self.form.reasons}
        for key, value in super().state().items():
            if value and value != proposed.get(key):
                self._waiting[key] = value
            else:
                self._waiting.pop(key, None)

    def _kept_values(self) -> dict[str, object]:
        return {key: value for key, value in self._waiting.items() if key not in _NO_FIELDS}

    @override
    def arrange(self) -> None:
        form = self.form
        if form is None or self._restoring:
            return
        self._arrange_form(form)
        if "variant" not in self.controls:
            return
        variant = str(self.value("variant") or "")
        if variant and variant != form.variant:
            self.form_wanted.emit((form.outcome, variant))

    def _arrange_evidence(self, form: OutcomeForm) -> None:
        """What is withheld in part needs the evidence of its own grounds; only that of the ticked ones is asked for."""
        own = {one.evidence for one in form.evidence}
        ticked = grounds_ticked(self, (key for key, _ in form.evidence_by_choice))
        if form.evidence_by_choice and self.head is not None:
            self.head.show_grounds(form, [Outcome(key) for key in ticked])
        wanted = {one.evidence for key, views in form.evidence_by_choice if key in ticked for one in views}
        for evidence in {one.evidence for _, views in form.evidence_by_choice for one in views} - own:
            self.fields[evidence_key(evidence)].setVisible(evidence in wanted)

    # ------------------------------------------------------------------ draft and state

    @override
    def draft(self) -> OutcomeDraft:
        form = self.form
        guided = self.guide if self.is_guided() else None
        if form is None:
            open_point = self.questions.open_point() if guided is not None else None
            if open_point is not None:
                raise UserError("outcome_open", f"还没有回答“{open_point.text}”", todo="请选定一种回答")
            raise UserError("outcome_open", "没有选定处理结果", todo="请在左边选定一种")
        if self._is_behind(form):
            raise UserError("outcome_behind", "表单还没有跟上刚才的选择", todo="请看过表单再确定")
        items = self.parts.read() if self.parts is not None else ()
        conclusions, single = read_items(self, form.items)
        return OutcomeDraft(
            request_id=self.facts.case.id,
            on=self.need_day("on"),
            outcome=form.outcome,
            variant=form.variant,
            facts={one.key: read_fact(self, one) for one in form.facts},
            evidence=self._evidence(),
            reasons=self.text("reasons"),
            conclusions=conclusions,
            single_item=single,
            unjustified_lapse=self.checked("unjustified_lapse") if form.outcome in _LAPSES else False,
            path=guided.path if guided is not None else (),
            items=items,
        )

    def _is_behind(self, form: OutcomeForm) -> bool:
        """Whether another answer or another outcome was chosen and the form still is that of the one before."""
        if self.is_guided():
            path = self.guide.path if self.guide is not None else ()
            return any(self.answers.get(one.question, one.answer) != one.answer for one in path)
        return self.outcome_chosen() is not form.outcome

    def _evidence(self) -> dict[Evidence, str]:
        found = {}
        for one in Evidence:
            key = evidence_key(one)
            if key in self.controls and self.text(key) and not self.fields[key].isHidden():
                found[one] = self.text(key)
        return found

    @override
    def show_refusal(self, error: UserError) -> None:
        field = error.field or ""
        if field.startswith("evidence.") and field not in self.fields:
            # What was added to the file meanwhile may need more; the form grows by that field.
            evidence = Evidence(field.removeprefix("evidence."))
            spec = evidence_specs()[evidence]
            view = EvidenceFieldView(
                evidence=evidence, code=spec.code, label=evidence.label, content=spec.content, on_file=False
            )
            added = add_evidence(self, view)
            at = self.body.indexOf(self.fields["reasons"])
            self.body.insertWidget(at, added)
            added.show()
            self._dynamic.append(added)
        super().show_refusal(self._at_row(error))

    def _at_row(self, error: UserError) -> UserError:
        """Refusals count the items that were decided; the rows of the form may have gaps."""
        parts = (error.field or "").split(".")
        if self.parts is None or len(parts) != 3 or parts[0] != "items":
            return error
        rows = self.parts.rows()
        name = "given" if parts[2] == "outcome" else parts[2]
        field = part_key(rows[int(parts[1])], name) if int(parts[1]) < len(rows) else error.field
        return UserError(error.code, error.what, error.why, error.todo, error.basis, field)

    @override
    def state(self) -> dict[str, Value]:
        outcome = self.outcome_chosen()
        # What was typed for another outcome waits for it, over the end of the program too.
        kept: dict[str, Value] = {
            key: value for key, value in self._kept_values().items() if isinstance(value, str | bool | list)
        }
        kept |= super().state()
        kept["outcome"] = outcome.value if outcome else ""
        kept["variant"] = self.form.variant if self.form else ""
        kept["mode"] = str(self.mode.value())
        kept |= {f"{_ANSWER}{point}": answer for point, answer in self.answers.items()}
        return kept

    @override
    def restore(self, values: Mapping[str, object], told: str = "") -> None:
        self._waiting = {key: value for key, value in values.items() if not key.startswith(_ANSWER)}
        super().restore({}, told)
        outcome = str(values.get("outcome") or "")
        self.answers = {
            key.removeprefix(_ANSWER): str(value) for key, value in values.items() if key.startswith(_ANSWER)
        }
        # Forms kept before there were questions chose from the list.
        self.set_mode(guided=values.get("mode", _DIRECT if outcome else _GUIDED) == _GUIDED)
        if self.answers:
            self.guide_wanted.emit(dict(self.answers))
        if outcome and self.choices:
            self.list.select(Outcome(outcome))

    @override
    def focus_first(self) -> None:
        if self.is_guided() and self.guide is None:
            self._focus_owed = True
        else:
            self._focus_next()

    def _focus_form(self) -> None:
        super().focus_first()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setFixedWidth(min(px(280), max(px(150), self.width() * 35 // 100)))


def _reasons_label(form: OutcomeForm) -> str:
    if form.outcome in _LAPSES:
        return "无正当理由的依据"
    if form.variant == _ONSITE:
        return "采用查阅、抄录形式的理由（写入文书）"
    return "内部理由（记入案卷，不写入文书，可以不填）"
