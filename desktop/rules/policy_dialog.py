"""改变口径: the value, from which day, and why."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget
from typing_extensions import override

from casework.views import PolicyView
from desktop.components import DateInput, DecisionDialog, LabelledField, LineInput, SegmentedChoice, TextArea, column
from desktop.theme import set_role
from law.errors import UserError

__all__ = ["ChoiceList", "PolicyDecisionDraft", "PolicyDialog"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDecisionDraft:
    """A decision on one policy."""

    key: str
    value: str
    valid_from: date
    reason: str


class ChoiceList(QWidget):
    """Choices whose labels are sentences, one below the other; arrow keys move."""

    def __init__(self, choices: tuple[tuple[str, str], ...], value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "scrolled")
        self._group = QButtonGroup(self)
        self._values = [one for one, _ in choices]
        layout = column(self, gap=0)
        for at, (one, label) in enumerate(choices):
            button = QRadioButton(label, self)
            button.setChecked(one == value)
            self._group.addButton(button, at)
            layout.addWidget(button)
        self.setFocusProxy(self._group.button(max(0, self._group.checkedId())))

    def value(self) -> str:
        """The value chosen, "" when none."""
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else ""

    def set_value(self, value: str) -> None:
        """Choose a value."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)


class PolicyDialog(DecisionDialog):
    """Hands out a ``PolicyDecisionDraft``; casework checks it."""

    def __init__(self, policy: PolicyView, today: date, parent: QWidget | None = None) -> None:
        super().__init__(f"改变口径：{policy.label}", "确定", parent, explanation=policy.question)
        self._policy = policy
        self.value = self._control(policy)
        self.add_field(LabelledField("口径", self.value, self, key=policy.key, hint=f"默认：{self._default(policy)}"))
        self.valid_from = DateInput(today, None, "生效日", self, ahead=True)
        self.valid_from.set_value(today)
        self.add_field(
            LabelledField(
                "自哪一日起生效", self.valid_from, self, key="valid_from", hint="只对这一天起收到的申请适用，不追溯。"
            )
        )
        self.reason = TextArea("理由", self, lines=3)
        self.reason.setPlaceholderText("如：本机关法制机构2026年11月20日意见")
        self.add_field(LabelledField("理由", self.reason, self, key="reason"))
        self.note.setText(policy.note)
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _control(self, policy: PolicyView) -> QWidget:
        if policy.kind == "choice":
            return ChoiceList(policy.choices, policy.value, self)
        if policy.kind == "bool":
            return SegmentedChoice((("true", "是"), ("false", "否")), policy.label, self, value=policy.value)
        line = LineInput(policy.label, self)
        line.setText(policy.value)
        return line

    @staticmethod
    def _default(policy: PolicyView) -> str:
        if policy.kind == "bool":
            return "是" if policy.default == "true" else "否"
        return dict(policy.choices).get(policy.default, policy.default) or "空"

    @override
    def draft(self) -> PolicyDecisionDraft:
        if isinstance(self.value, ChoiceList | SegmentedChoice):
            value = str(self.value.value() or "")
        else:
            value = self.value.text().strip() if isinstance(self.value, LineInput) else ""
        day = self.valid_from.value()
        if day is None:
            raise UserError("valid_from_missing", "没有填写生效日", todo="请填写生效日", field="valid_from")
        return PolicyDecisionDraft(key=self._policy.key, value=value, valid_from=day, reason=self.reason.text())
