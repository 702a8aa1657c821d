"""确定处理结果: one of the catalogue, found by the seven questions, with the facts and the evidence that it needs."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from casework.drafts import OutcomeDraft
from casework.views import EvidenceFieldView, OutcomeChoice, OutcomeForm
from desktop.acts.form_state import Value, write_controls
from desktop.acts.outcome_facts import add_evidence, add_fact, evidence_key, fact_key, grounds_ticked, read_fact
from desktop.acts.outcome_items import add_items, arrange_items, item_key, read_items
from desktop.acts.panel import ActFacts, ActPanel
from desktop.components import Caption, FindingCard, StrongLabel
from desktop.theme import px
from law.errors import UserError
from law.evidence import evidence_specs
from law.terms import Evidence, Outcome

__all__ = ["OutcomePanel"]

_LAPSES = (Outcome.ABANDONED_NO_CORRECTION,)
_ONSITE = "onsite_view"  # the one way to grant whose letter says why it was chosen
_CHOICE = Qt.ItemDataRole.UserRole


class OutcomePanel(ActPanel):
    """The list of outcomes at the left, what the chosen one asks for at the right.

    ``form_wanted((outcome, variant))`` asks the presenter for the form; it answers with ``show_form``.
    """

    title = "确定处理结果"
    primary_text = "确定"
    explanation = "按七个问题选定；结果决定条款、救济告知和统计口径。"
    wide = True
    form_wanted = Signal(object)

    def __init__(self, facts: ActFacts, parent: QWidget | None = None) -> None:
        self.choices: tuple[OutcomeChoice, ...] = ()
        self.form: OutcomeForm | None = None
        self._waiting: dict[str, object] = {}
        self._dynamic: list[QWidget] = []
        super().__init__(facts, parent)

    @override
    def build(self) -> None:
        self.list = QListWidget(self)
        self.list.setAccessibleName("处理结果")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.list.installEventFilter(self)
        self.middle.insertWidget(0, self.list)
        self._row = self.body.count()

    # ------------------------------------------------------------------ the list

    def show_choices(self, choices: Sequence[OutcomeChoice]) -> None:
        """Show the outcomes grouped by their questions; the present outcome is chosen."""
        self.choices = tuple(choices)
        self.list.blockSignals(True)
        self.list.clear()
        question = ""
        for one in self.choices:
            if one.question != question:
                question = one.question
                self.list.addItem(_heading(f"{one.step}　{question}"))
            self.list.addItem(_entry(one))
        self.list.blockSignals(False)
        wanted = self._waiting.get("outcome") or self.facts.case.outcome
        self.choose(Outcome(str(wanted)) if wanted else None)

    def choose(self, outcome: Outcome | None) -> None:
        """Choose an outcome in the list."""
        if outcome is None:
            return
        for at in range(self.list.count()):
            if self.list.item(at).data(_CHOICE) == outcome.value:
                self.list.setCurrentRow(at)
                return

    def outcome_chosen(self) -> Outcome | None:
        """The outcome chosen in the list."""
        at = self.list.currentRow()
        value = self.list.item(at).data(_CHOICE) if at >= 0 else None
        return Outcome(value) if value else None

    def _on_row_changed(self, _at: int) -> None:
        outcome = self.outcome_chosen()
        if outcome is not None:
            self._keep_typed()
            variant = str(self._waiting.get("variant") or "") if self.form is None else ""
            self.form_wanted.emit((outcome, variant))
            self.edited.emit()

    # ------------------------------------------------------------------ the form

    def show_form(self, form: OutcomeForm) -> None:
        """Show what an outcome asks for; what was typed for another one is kept where the facts are the same."""
        self._keep_typed()
        self._clear_form()
        self.form = form
        self._restoring = True
        self._put(StrongLabel(form.label, self.inside))
        self._put(Caption(form.when, self.inside))
        for one in form.obstacles:
            self._put(FindingCard(one.level, one.sentence, one.basis, self.inside))
        if form.variants:
            self._put(self.choice_field("variant", "哪一种", form.variants, form.variant))
        for fact in form.facts:
            self._put(add_fact(self, fact))
        for widget in add_items(self, form.items, single=form.single_item):
            self._put(widget)
        self._add_foot_fields(form)
        self._put(Caption(_brings(form), self.inside))
        for pitfall in form.pitfalls:
            self._put(FindingCard("hint", pitfall, "", self.inside))
        self.lead_to_foot()
        write_controls(self.controls, self._kept_values())
        arrange_items(self, form.items)
        self._arrange_evidence(form)
        self._restoring = False

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

    def _kept_values(self) -> dict[str, object]:
        return {key: value for key, value in self._waiting.items() if key not in ("outcome", "variant")}

    @override
    def arrange(self) -> None:
        form = self.form
        if form is None or self._restoring:
            return
        arrange_items(self, form.items)
        self._arrange_evidence(form)
        if "variant" not in self.controls:
            return
        variant = str(self.value("variant") or "")
        if variant and variant != form.variant:
            self.form_wanted.emit((form.outcome, variant))

    def _arrange_evidence(self, form: OutcomeForm) -> None:
        """What is withheld in part needs the evidence of its own grounds; only that of the ticked ones is asked for."""
        own = {one.evidence for one in form.evidence}
        ticked = grounds_ticked(self, (key for key, _ in form.evidence_by_choice))
        wanted = {one.evidence for key, views in form.evidence_by_choice if key in ticked for one in views}
        for evidence in {one.evidence for _, views in form.evidence_by_choice for one in views} - own:
            self.fields[evidence_key(evidence)].setVisible(evidence in wanted)

    # ------------------------------------------------------------------ draft and state

    @override
    def draft(self) -> OutcomeDraft:
        form = self.form
        if form is None:
            raise UserError("outcome_open", "没有选定处理结果", todo="请在左边选定一种")
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
        )

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
        super().show_refusal(error)

    @override
    def state(self) -> dict[str, Value]:
        outcome = self.outcome_chosen()
        kept: dict[str, Value] = dict(super().state())
        kept["outcome"] = outcome.value if outcome else ""
        kept["variant"] = self.form.variant if self.form else ""
        return kept

    @override
    def restore(self, values: Mapping[str, object], told: str = "") -> None:
        self._waiting = dict(values)
        super().restore({}, told)
        outcome = str(values.get("outcome") or "")
        if outcome and self.choices:
            self.choose(Outcome(outcome))

    @override
    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_form(self) -> None:
        super().focus_first()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setFixedWidth(min(px(280), max(px(150), self.width() * 35 // 100)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            self._focus_form()
            return True
        return super().eventFilter(watched, event)


def _heading(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setSizeHint(QSize(0, px(28)))
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = QFont(item.font())
    font.setPixelSize(px(12))
    item.setFont(font)
    return item


def _entry(one: OutcomeChoice) -> QListWidgetItem:
    item = QListWidgetItem(f"　{one.label}（暂不能定）" if one.obstacle else f"　{one.label}")
    item.setSizeHint(QSize(0, px(32)))
    item.setData(_CHOICE, one.outcome.value)
    item.setToolTip(one.obstacle or one.when)
    if one.obstacle:
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, one.obstacle)
    return item


def _reasons_label(form: OutcomeForm) -> str:
    if form.outcome in _LAPSES:
        return "无正当理由的依据"
    if form.variant == _ONSITE:
        return "采用查阅、抄录形式的理由（写入文书）"
    return "内部理由（记入案卷，不写入文书，可以不填）"


def _brings(form: OutcomeForm) -> str:
    return f"条款：{form.basis}　救济：{form.remedy}　统计：{form.annual_row}　文书：《{form.letter_title}》"
