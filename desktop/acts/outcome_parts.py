"""部分公开 item by item: for each thing 给, 部分给 or 不给, with its ground, its place and its reason.

What is said here fills the lists and the grounds below. A list that somebody wrote by hand is never overwritten.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from casework.drafts import ItemDecision
from casework.item_decisions import COVERING_GROUNDS, ITEM_ENDS, ItemFacts, item_facts
from casework.views import OutcomeForm
from desktop.acts.outcome_facts import fact_key
from desktop.acts.outcome_items import item_key
from desktop.acts.panel import ActPanel, missing
from desktop.components import (
    Caption,
    ComboInput,
    FieldRow,
    LineInput,
    LinkLabel,
    SegmentedChoice,
    StrongLabel,
    TextArea,
    column,
    row,
)
from law.terms import Outcome

__all__ = ["ItemParts", "part_key"]

_NOT = "none"
_GIVING = ((Outcome.GRANT.value, "给"), (Outcome.PARTIAL_GRANT.value, "部分给"), (_NOT, "不给"))
_UNRELATED = "非政府信息或者无关内容"
_REASONS: tuple[tuple[object, str], ...] = (
    *((one, one.label.partition("·")[2] or one.label) for one in ITEM_ENDS),
    (_UNRELATED, _UNRELATED),
)
_FILLED = ("provided_list", "withheld_list", "withheld_reason")
_GROUNDS = "withheld_grounds"
_MOST = 30


def part_key(at: int, name: str) -> str:
    """The key of a field of an item, counted from 0, as refusals name it."""
    return f"items.{at}.{name}"


class ItemParts(QWidget):
    """The rows of a form of a partial grant; its fields belong to the panel and are kept with it.

    ``grown`` after a row was added: the form has new fields.
    """

    grown = Signal()

    def __init__(self, panel: ActPanel, form: OutcomeForm, kept: Mapping[str, object]) -> None:
        super().__init__(panel.inside)
        self._panel = panel
        self._form = form
        self._filled: dict[str, str] = {}
        self._ticked: set[str] = set()
        self._names: list[str] = []
        self._blocks: list[QWidget] = []
        down = column(self, gap=8)
        down.addWidget(StrongLabel("逐项决定", self))
        self.note = Caption("每一项选给、部分给、不给；下面的清单、事由和结论随之填入，自己改过的不再改动。", self)
        self.note.setMinimumWidth(1)
        down.addWidget(self.note)
        self._rows = column(gap=12)
        down.addLayout(self._rows)
        self.add = LinkLabel("加一项", self)
        self.add.clicked.connect(self._on_add_clicked)
        links = row(gap=0)
        links.addWidget(self.add)
        links.addStretch(1)
        down.addLayout(links)
        for text in self._first_names(kept):
            self._grow(text)
        self._show_decisions(form.decisions)

    def _first_names(self, kept: Mapping[str, object]) -> list[str]:
        decided = [one.text for one in self._form.decisions]
        asked = decided or [one.text for one in self._form.items]
        typed = [key for key in kept if key.startswith("items.") and key.endswith(".name")]
        return [*asked, *("" for _ in range(len(typed) - len(asked)))]

    def _show_decisions(self, decisions: Sequence[ItemDecision]) -> None:
        for at, one in enumerate(decisions):
            giving = one.outcome if one.outcome in (Outcome.GRANT, Outcome.PARTIAL_GRANT) else None
            behind = one.ground if giving is Outcome.PARTIAL_GRANT else one.outcome if giving is None else None
            self._set(part_key(at, "given"), giving.value if giving is not None else _NOT)
            if giving is not Outcome.GRANT:
                self._set(part_key(at, "ground"), behind if behind is not None else _UNRELATED)
            self._set(part_key(at, "place"), one.place)
            self._set(part_key(at, "reason"), one.reason)
        self._filled = dict(item_facts(decisions).facts) if decisions else {}

    def _set(self, key: str, value: object) -> None:
        control = self._panel.controls[key]
        if isinstance(control, SegmentedChoice | ComboInput):
            control.set_value(value)
        elif isinstance(control, LineInput):
            control.setText(str(value))

    # ------------------------------------------------------------------ rows

    def _on_add_clicked(self) -> None:
        self._grow("")
        self.arrange()
        self.grown.emit()
        self._panel.controls[part_key(len(self._names) - 1, "name")].setFocus()

    def _grow(self, text: str) -> None:
        at, panel = len(self._names), self._panel
        if at >= _MOST:
            return
        block = QWidget(self)
        down = column(block, gap=6)
        name = panel.line_field(part_key(at, "name"), f"{at + 1}. 哪一项", text, placeholder="信息名称")
        given = panel.choice_field(part_key(at, "given"), f"第 {at + 1} 项给不给", _GIVING)
        ground = panel.combo_field(part_key(at, "ground"), f"第 {at + 1} 项事由", _REASONS)
        place = panel.line_field(part_key(at, "place"), f"第 {at + 1} 项遮盖哪里", placeholder="页码、段落、栏目")
        reason = panel.line_field(part_key(at, "reason"), f"第 {at + 1} 项理由", placeholder="为何不给，写入文书")
        for fields in ((name, given), (ground, place), (reason,)):
            if len(fields) == 1:
                down.addWidget(fields[0])
            else:
                line = FieldRow(block)
                for field in fields:
                    line.add(field, 1)
                down.addWidget(line)
        self._rows.addWidget(block)
        self._names.append(text)
        self._blocks.append(block)

    # ------------------------------------------------------------------ reading and filling

    def decisions(self) -> tuple[ItemDecision, ...]:
        """The items about which enough is said; what is missing is refused by ``read`` only."""
        found = (self._decision(at) for at in range(len(self._names)))
        return tuple(one for one in found if one is not None)

    def read(self) -> tuple[ItemDecision, ...]:
        """The items as decided; rows about which nothing is said are left out.

        Raises:
            UserError: an item has no name, or no ground where it is not given.
        """
        for at in self.rows():
            panel = self._panel
            panel.need_text(part_key(at, "name"))
            withheld = panel.value(part_key(at, "given")) != Outcome.GRANT.value
            if withheld and panel.value(part_key(at, "ground")) is None:
                raise missing(part_key(at, "ground"), panel.fields[part_key(at, "ground")].label.text())
        return self.decisions()

    def rows(self) -> tuple[int, ...]:
        """The rows that say something, for refusals that name an item by its place among them."""
        return tuple(at for at in range(len(self._names)) if self._panel.value(part_key(at, "given")) is not None)

    def _decision(self, at: int) -> ItemDecision | None:
        panel = self._panel
        given = panel.value(part_key(at, "given"))
        text = panel.text(part_key(at, "name"))
        if not text or given is None:
            return None
        if given == Outcome.GRANT.value:
            return ItemDecision(text=text, outcome=Outcome.GRANT)
        chosen = panel.value(part_key(at, "ground"))
        ground = chosen if isinstance(chosen, Outcome) else None
        reason = panel.text(part_key(at, "reason"))
        if given == Outcome.PARTIAL_GRANT.value and chosen is not None:
            place = panel.text(part_key(at, "place"))
            return ItemDecision(text=text, outcome=Outcome.PARTIAL_GRANT, ground=ground, place=place, reason=reason)
        if given == _NOT and ground is not None:
            return ItemDecision(text=text, outcome=ground, reason=reason)
        return None

    def arrange(self) -> None:
        """Show what each item asks for, and fill the lists with what is said so far."""
        for at in range(len(self._names)):
            given = self._panel.value(part_key(at, "given"))
            withheld = given is not None and given != Outcome.GRANT.value
            for name in ("ground", "reason"):
                self._panel.fields[part_key(at, name)].setVisible(withheld)
            self._panel.fields[part_key(at, "place")].setVisible(given == Outcome.PARTIAL_GRANT.value)
        decisions = self.decisions()
        if decisions:
            self._fill(item_facts(decisions))

    def _conclusion_of(self, at: int, text: str, told: ItemFacts) -> str:
        """What is said on a thing that was asked for, also where its row was given another name."""
        by_text = {one.text: one.conclusion for one in told.conclusions}
        known = at < len(self._names) and self._names[at] == text
        return by_text.get(text) or (by_text.get(self._panel.text(part_key(at, "name")), "") if known else "")

    def _fill(self, told: ItemFacts) -> None:
        values = {fact_key(key): told.facts.get(key, "") for key in _FILLED}
        for at, item in enumerate(self._form.items):
            values[item_key(at)] = self._conclusion_of(at, item.text, told)
        for key, text in values.items():
            self._put(key, text)
        self._tick(set(told.facts.get(_GROUNDS, "").split("\n")) - {""})

    def _put(self, key: str, text: str) -> None:
        """Fill a field that is empty or still holds what was filled in before; what was written by hand stays."""
        control = self._panel.controls.get(key)
        now = self._panel.text(key) if control is not None else ""
        if now == text or (now and now != self._filled.get(key)):
            return
        self._filled[key] = text
        if isinstance(control, TextArea):
            self._quietly(control, control.set_text, text)
        elif isinstance(control, LineInput):
            self._quietly(control, control.setText, text)

    def _tick(self, grounds: set[str]) -> None:
        for ground in COVERING_GROUNDS:
            box = self._panel.controls.get(f"{fact_key(_GROUNDS)}.{ground.value}")
            if not isinstance(box, QCheckBox):
                continue
            if ground.value in grounds and not box.isChecked():
                self._ticked.add(ground.value)
                self._quietly(box, box.setChecked, True)
            elif ground.value not in grounds and ground.value in self._ticked:
                self._ticked.discard(ground.value)
                self._quietly(box, box.setChecked, False)

    @staticmethod
    def _quietly(control: QWidget, write: Callable[..., object], value: object) -> None:
        control.blockSignals(True)
        write(value)
        control.blockSignals(False)
