"""口径设置: where the law is silent, what this agency decided, since when, and why."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from casework.views import CaseRow, PolicyView, RuleView
from desktop.components import (
    Banner,
    Caption,
    Card,
    LinkLabel,
    SegmentedChoice,
    TableView,
    Text,
    column,
    long_date,
    row,
)
from desktop.rules.rows import captioned, clear_rows, scrolled_column
from desktop.rules.rule_table import POLICY_COLUMNS, PolicyTable, matching_policies
from desktop.rules.rules_section import SearchLine
from desktop.theme import Size, Tone, px, set_role

__all__ = ["PoliciesSection", "PolicyCard"]


def _default_label(policy: PolicyView) -> str:
    if policy.kind == "bool":
        return "是" if policy.default == "true" else "否"
    return dict(policy.choices).get(policy.default, policy.default) or "空"


def _decision_words(policy: PolicyView, today: date) -> str:
    day = policy.valid_from
    if day is None:
        return ""
    start = f"{long_date(day)}起" + ("（尚未生效）" if day > today else "")
    taken = policy.decided_on
    when = f"，{taken.year}年{taken.month}月{taken.day}日录入" if taken is not None else ""
    return f"{start}：{policy.value_label or '未填'}\n{policy.decided_by}{when}。理由：{policy.reason}"


class PolicyCard(Card):
    """One policy in full. ``change_asked()``, ``rule_asked(id)``, ``case_asked(request_id)``."""

    change_asked = Signal()
    rule_asked = Signal(object)
    case_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        area, inside, layout = scrolled_column(self)
        self._inside = inside
        self.question = Text("", inside)
        self.doubt_note = Banner("", Tone.SOON, inside)
        self.choices = column(gap=4)
        self.basis = Text("", inside, role="sub")
        self.basis.make_selectable()
        self.history = Text("", inside)
        self.history.make_selectable()
        self.rules_title = Caption("相关规则", inside)
        self.rules = column(gap=2)
        self.moved_title = Caption("", inside)
        self.moved = column(gap=2)
        layout.addWidget(self.question)
        layout.addLayout(self.choices)
        layout.addWidget(self.doubt_note)
        layout.addLayout(captioned("相关条文", self.basis, inside))
        layout.addLayout(captioned("历次决定", self.history, inside))
        layout.addWidget(self.moved_title)
        layout.addLayout(self.moved)
        layout.addWidget(self.rules_title)
        layout.addLayout(self.rules)
        self.body.addWidget(area, 1)
        self.change = QPushButton("改变口径…　Enter", self)
        self.change.setAutoDefault(False)
        set_role(self.change, "primary")
        self.change.clicked.connect(self.change_asked)
        self.body.addWidget(self.change)
        self.show_moved("", ())

    def show_policy(self, policy: PolicyView, rules: Sequence[RuleView]) -> None:
        """Fill the card; the history follows with ``show_history``."""
        self.set_title(policy.label)
        self.title.setWordWrap(True)
        self.question.setText(f"{policy.question}？".replace("？？", "？"))
        self.doubt_note.say(f"{policy.note}。", Tone.SOON)
        self.basis.setText(policy.basis.replace("、", "\n"))
        clear_rows(self.choices)
        options = policy.choices or ((policy.value, policy.value_label or "未填"),)
        for value, label in options:
            self.choices.addWidget(self._choice(policy, value, label))
        if not policy.choices and policy.value != policy.default:
            self.choices.addWidget(Caption(f"默认：{_default_label(policy)}", self._inside))
        self.show_history((), date.max)
        clear_rows(self.rules)
        for rule in rules:
            link = LinkLabel(rule.title, self._inside, payload=rule.id)
            link.clicked.connect(self._on_rule_clicked)
            self.rules.addWidget(link)
        self.rules_title.setVisible(bool(rules))

    def _choice(self, policy: PolicyView, value: str, label: str) -> QWidget:
        chosen = value == policy.value
        marks = [word for on, word in ((chosen, "现行"), (value == policy.default, "默认")) if on]
        sign = "✓" if chosen else "　"
        text = Text(f"{sign} {label}" + (f"（{'，'.join(marks)}）" if marks else ""), self._inside)
        set_role(text, "strong" if chosen else "sub")
        return text

    def show_history(self, decisions: Sequence[PolicyView], today: date) -> None:
        """Show every decision taken, latest first."""
        words = "\n".join(_decision_words(one, today) for one in decisions)
        self.history.setText(words or "本机关没有决定过，按默认口径。")

    def show_moved(self, title: str, rows: Sequence[CaseRow]) -> None:
        """Show the open cases that a decision moved; "" hides the list."""
        clear_rows(self.moved)
        self.moved_title.setText(title)
        self.moved_title.setVisible(bool(title))
        for one in rows:
            due = "期限未定" if one.due_on is None else f"期限 {long_date(one.due_on)}"
            link = LinkLabel(f"{one.registration_number}　{due}", self._inside, payload=one.id)
            link.clicked.connect(self._on_case_clicked)
            self.moved.addWidget(link)

    def _on_rule_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.rule_asked.emit(link.payload)

    def _on_case_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.case_asked.emit(link.payload)


class PoliciesSection(QWidget):
    """List at the left, the chosen policy at the right. ``change_asked(PolicyView)``, ``chosen(PolicyView)``."""

    change_asked = Signal(object)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policies: tuple[PolicyView, ...] = ()
        self._rules: tuple[RuleView, ...] = ()
        outer = row(self, gap=12)
        card = Card("", self)
        self.table = TableView(POLICY_COLUMNS, "口径", dense=True)
        self.rows = PolicyTable()
        self.rows.setParent(self)
        self.table.setModel(self.rows)
        line = row(gap=12)
        self.search = SearchLine("查找口径", "查找口径，如 平信 收到日", self.table, card)
        self.scope = SegmentedChoice(((False, "全部"), (True, "本机关定过")), "范围", card, value=False)
        self.count = Caption("", card, wrap=False)
        line.addWidget(self.search, 1)
        line.addWidget(self.scope)
        line.addWidget(self.count)
        card.body.addLayout(line)
        card.body.addWidget(self.table, 1)
        outer.addWidget(card, 1)
        self.detail = PolicyCard(self)
        outer.addWidget(self.detail)
        self.search.textChanged.connect(self._on_searched)
        self.scope.chosen.connect(self._on_searched)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.opened.connect(self._on_opened)
        self.detail.change_asked.connect(self._on_opened)

    def show_policies(self, policies: Sequence[PolicyView], rules: Sequence[RuleView]) -> None:
        """Fill the list; the chosen policy stays chosen."""
        chosen = self.current()
        self._policies = tuple(policies)
        self._rules = tuple(rules)
        self._search()
        self.choose(chosen.key if chosen is not None else "")

    def current(self) -> PolicyView | None:
        """The policy chosen."""
        return self.rows.row_at(self.table.currentIndex().row())

    def choose(self, key: str) -> None:
        """Choose a policy; an unknown one chooses the first row."""
        if key and self.rows.row_of(key) < 0:
            self.search.clear()
            self.scope.set_value(False)
            self._search()
        at = max(0, self.rows.row_of(key))
        self.table.selectRow(at)
        self.table.scrollTo(self.rows.index(at, 0))

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _search(self) -> None:
        found = matching_policies(self._policies, self.search.text(), decided_only=bool(self.scope.value()))
        self.rows.put_rows(found)
        self.count.setText(f"{len(found)} 项")
        nothing = bool(self._policies) and not found
        said = "本机关还没有定过口径，全部按默认办理。" if self.scope.value() else "没有这样的口径。换一个词再找。"
        self.table.show_empty(said if nothing else "", "全部口径" if nothing else "", self._show_all)
        self.detail.setVisible(bool(found))
        if found:
            self.table.selectRow(0)

    def _show_all(self) -> None:
        self.search.clear()
        self.scope.set_value(False)
        self._search()

    def _on_searched(self, _value: object) -> None:
        self._search()

    def _on_current_changed(self, index: QModelIndex) -> None:
        policy = self.rows.row_at(index.row())
        if policy is not None:
            self.detail.show_policy(policy, [rule for rule in self._rules if policy.key in rule.policies])
            self.chosen.emit(policy)

    def _on_opened(self, _index: object = None) -> None:
        policy = self.current()
        if policy is not None:
            self.change_asked.emit(policy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(1300)
        narrow = self.width() < px(900)
        self.detail.setFixedWidth(px(480 if wide else 310 if narrow else Size.SIDE_PANEL_WIDE))
