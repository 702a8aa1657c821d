"""规则: every rule with its articles, an example, how sure it is, and the policies that fill its gaps."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from casework.views import PolicyView, RuleView
from desktop.components import Caption, Card, Chip, LineInput, LinkLabel, TableView, Text, column, row
from desktop.rules.rows import captioned, clear_rows, scrolled_column
from desktop.rules.rule_table import RULE_COLUMNS, RuleTable, confidence_tone, matching_rules
from desktop.theme import Size, Tone, px, set_role

__all__ = ["RuleCard", "RulesSection", "SearchLine"]


class SearchLine(LineInput):
    """A search above a table: ↓ goes into the table, Esc empties it."""

    def __init__(self, name: str, placeholder: str, table: TableView, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, placeholder=placeholder)
        self._table = table
        self.setClearButtonEnabled(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._table.setFocus(Qt.FocusReason.TabFocusReason)
            if not self._table.currentIndex().isValid():
                self._table.selectRow(0)
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class _Example(QFrame):
    """The example of a rule on a tinted ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "banner")
        set_role(self, Tone.ACCENT.value, "tone")
        layout = column(self, gap=2)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.addWidget(Caption("例", self))
        self.text = Text("", self)
        self.text.make_selectable()
        layout.addWidget(self.text)

    def say(self, text: str) -> None:
        self.text.setText(text)
        self.setVisible(bool(text))


class RuleCard(Card):
    """One rule in full. ``policy_asked(key)`` for a link to a policy."""

    policy_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        area, inside, layout = scrolled_column(self)
        self.topic = Caption("", inside)
        self.basis = Text("", inside)
        self.basis.make_selectable()
        self.summary = Text("", inside)
        self.summary.make_selectable()
        self.example = _Example(inside)
        marks = row(gap=8)
        self.confidence = Chip("", Tone.PLAIN, inside)
        self.checked = Caption("", inside, wrap=False)
        marks.addWidget(self.confidence)
        marks.addWidget(self.checked)
        marks.addStretch(1)
        self.policies_title = Caption("本机关可定的口径", inside)
        self.links = column(gap=2)
        for widget in (self.topic, self.summary, self.example):
            layout.addWidget(widget)
        layout.addLayout(captioned("依据", self.basis, inside))
        layout.addLayout(marks)
        layout.addWidget(self.policies_title)
        layout.addLayout(self.links)
        self.body.addWidget(area, 1)
        self._inside = inside

    def show_rule(self, rule: RuleView, policies: Sequence[PolicyView]) -> None:
        """Fill the card; ``policies`` are those of the rule."""
        self.set_title(rule.title)
        self.title.setWordWrap(True)
        self.topic.setText(f"{rule.topic}　{rule.id}")
        self.summary.setText(rule.summary)
        self.example.say(rule.example)
        self.basis.setText(rule.basis.replace("、", "\n"))
        self.confidence.show_state(rule.confidence, confidence_tone(rule.confidence))
        day = rule.checked_on
        self.checked.setText(f"核对于 {day.year}年{day.month}月{day.day}日")
        clear_rows(self.links)
        for policy in policies:
            link = LinkLabel(f"{policy.label}：{policy.value_label or '未填'}", self._inside, payload=policy.key)
            link.setToolTip(policy.question)
            link.clicked.connect(self._on_link_clicked)
            self.links.addWidget(link)
        self.policies_title.setVisible(bool(policies))

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.policy_asked.emit(link.payload)


class RulesSection(QWidget):
    """List at the left, the chosen rule at the right."""

    policy_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[RuleView, ...] = ()
        self._policies: dict[str, PolicyView] = {}
        outer = row(self, gap=12)
        card = Card("", self)
        self.table = TableView(RULE_COLUMNS, "规则", dense=True)
        self.rows = RuleTable()
        self.rows.setParent(self)
        self.table.setModel(self.rows)
        line = row(gap=12)
        self.search = SearchLine("查找规则", "查找规则、条文、例子，如 补正 三十条", self.table, card)
        self.count = Caption("", card, wrap=False)
        line.addWidget(self.search, 1)
        line.addWidget(self.count)
        card.body.addLayout(line)
        card.body.addWidget(self.table, 1)
        outer.addWidget(card, 1)
        self.detail = RuleCard(self)
        outer.addWidget(self.detail)
        self.search.textChanged.connect(self._on_searched)
        self.table.current_changed.connect(self._on_current_changed)
        self.detail.policy_asked.connect(self.policy_asked)

    def show_rules(self, rules: Sequence[RuleView], policies: Sequence[PolicyView]) -> None:
        """Fill the list; the chosen rule stays chosen."""
        chosen = self.rows.row_at(self.table.currentIndex().row())
        self._rules = tuple(rules)
        self._policies = {policy.key: policy for policy in policies}
        self._on_searched(self.search.text())
        self.choose(chosen.id if chosen is not None else "")

    def choose(self, rule_id: str) -> None:
        """Choose a rule; an unknown one chooses the first row."""
        if rule_id and self.rows.row_of(rule_id) < 0:
            self.search.clear()
        self.table.selectRow(max(0, self.rows.row_of(rule_id)))

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_searched(self, text: str) -> None:
        found = matching_rules(self._rules, text)
        self.rows.put_rows(found)
        self.count.setText(f"{len(found)} 条")
        nothing = bool(self._rules) and not found
        self.table.show_empty(
            "没有这样的规则。换一个词再找。" if nothing else "", "全部规则" if nothing else "", self.search.clear
        )
        self.detail.setVisible(bool(found))
        if found:
            self.table.selectRow(0)

    def _on_current_changed(self, index: QModelIndex) -> None:
        rule = self.rows.row_at(index.row())
        if rule is not None:
            self.detail.show_rule(rule, [self._policies[key] for key in rule.policies if key in self._policies])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(1300)
        narrow = self.width() < px(900)
        self.detail.setFixedWidth(px(480 if wide else 310 if narrow else Size.SIDE_PANEL_WIDE))
