"""The rows of the rules, of the policies and of the kinds of documents, with the search over them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from typing_extensions import override

from casework.document_catalogue_views import DocumentKindView
from casework.views import PolicyView, RuleView
from desktop.components import Column, TableRole
from desktop.components.rows_model import ModelIndex, RowsModel
from desktop.theme import Tone

__all__ = [
    "DOCUMENT_COLUMNS",
    "POLICY_COLUMNS",
    "RULE_COLUMNS",
    "DocumentTable",
    "PolicyTable",
    "RuleTable",
    "confidence_tone",
    "matching_documents",
    "matching_policies",
    "matching_rules",
]


RULE_COLUMNS = (
    Column(key="topic", label="主题", width=104),
    Column(key="title", label="规则", width=0, fixed=True),
    Column(key="basis", label="依据", width=230, needs=560),
    Column(key="confidence", label="可信度", width=124),
    Column(key="checked_on", label="核对于", width=100, wide_only=True),
)

POLICY_COLUMNS = (
    Column(key="label", label="事项", width=220, fixed=True),
    Column(key="value", label="现行口径", width=0, fixed=True),
    Column(key="decided", label="来源", width=96),
    Column(key="valid_from", label="生效", width=100, wide_only=True),
)

DOCUMENT_COLUMNS = (
    Column(key="title", label="文书", width=0, fixed=True),
    Column(key="addressees", label="收件人", width=84, roomy=180),
    Column(key="when", label="何时", width=168, roomy=330, needs=640),
    Column(key="basis", label="依据", width=136, roomy=210),
    Column(key="remedy", label="救济", width=96, needs=700),
    Column(key="number_class", label="编号", width=90, wide_only=True),
    Column(key="effective", label="始于", width=100, needs=760),
)

_CONFIDENCE = {
    "条文全文": Tone.DONE,
    "多来源一致": Tone.DONE,
    "推导": Tone.SOON,
    "单一转述": Tone.SOON,
    "凭记忆，须核对": Tone.TODAY,
}


def confidence_tone(label: str) -> Tone:
    """The tone of a mark of confidence; an unknown one is shown as plain."""
    return _CONFIDENCE.get(label, Tone.PLAIN)


def _words(text: str) -> list[str]:
    return text.casefold().split()


def matching_rules(rules: Sequence[RuleView], text: str) -> tuple[RuleView, ...]:
    """The rules that hold every word typed, in title, summary, example, articles or topic."""
    words = _words(text)
    return tuple(
        rule
        for rule in rules
        if all(
            word in f"{rule.id}\n{rule.topic}\n{rule.title}\n{rule.basis}\n{rule.summary}\n{rule.example}".casefold()
            for word in words
        )
    )


def matching_policies(
    policies: Sequence[PolicyView], text: str, *, decided_only: bool = False
) -> tuple[PolicyView, ...]:
    """The policies that hold every word typed; ``decided_only`` leaves those the agency decided."""
    words = _words(text)
    return tuple(
        policy
        for policy in policies
        if (policy.decided_by or not decided_only)
        and all(
            word in f"{policy.label}\n{policy.question}\n{policy.value_label}\n{policy.basis}\n{policy.note}".casefold()
            for word in words
        )
    )


def matching_documents(kinds: Sequence[DocumentKindView], text: str) -> tuple[DocumentKindView, ...]:
    """The kinds that hold every word typed, in any of what the catalogue shows of them."""
    words = _words(text)
    return tuple(one for one in kinds if all(word in _document_text(one) for word in words))


def _document_text(one: DocumentKindView) -> str:
    said = (one.title, one.addressees, one.when, *one.elements, one.basis, one.remedy, one.number_class, one.made_by)
    return "\n".join(said).casefold()


class RuleTable(RowsModel[RuleView]):
    """Rules; the topic stands only where it begins."""

    columns = RULE_COLUMNS

    def row_of(self, rule_id: str) -> int:
        """Row of a rule, -1 when it is not shown."""
        return next((at for at, one in enumerate(self.rows) if one.id == rule_id), -1)

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        rule = self.row_at(index.row())
        if rule is None:
            return None
        key = self.columns[index.column()].key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{rule.topic}：{rule.title}，{rule.basis}，{rule.confidence}"
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(rule, key, index.row())
        if role == TableRole.CHIP and key == "confidence":
            return confidence_tone(rule.confidence)
        if role == TableRole.STRONG:
            return key == "topic"
        return None

    def _text(self, rule: RuleView, key: str, row: int) -> str:
        if key == "topic":
            before = self.row_at(row - 1) if row else None
            return "" if before is not None and before.topic == rule.topic else rule.topic
        return str(getattr(rule, key))


class PolicyTable(RowsModel[PolicyView]):
    """Policies with what is in force."""

    columns = POLICY_COLUMNS

    def row_of(self, key: str) -> int:
        """Row of a policy, -1 when it is not shown."""
        return next((at for at, one in enumerate(self.rows) if one.key == key), -1)

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        policy = self.row_at(index.row())
        if policy is None:
            return None
        key = self.columns[index.column()].key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{policy.label}：{policy.value_label or '未填'}"
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(policy, key)
        if role == TableRole.CHIP and key == "decided":
            return Tone.DONE if policy.decided_by else Tone.PLAIN
        return None

    @staticmethod
    def _text(policy: PolicyView, key: str) -> str:
        if key == "value":
            return policy.value_label or "未填"
        if key == "decided":
            return "本机关" if policy.decided_by else "默认"
        if key == "valid_from":
            return "" if policy.valid_from is None else policy.valid_from.isoformat()
        return policy.label


class DocumentTable(RowsModel[DocumentKindView]):
    """Kinds of documents, in the order of the catalogue."""

    columns = DOCUMENT_COLUMNS

    def row_of(self, kind: str) -> int:
        """Row of a kind, -1 when it is not shown."""
        return next((at for at, one in enumerate(self.rows) if one.kind == kind), -1)

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.row_at(index.row())
        if one is None:
            return None
        key = self.columns[index.column()].key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.title}，给{one.addressees}，{one.when}，{one.basis}"
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, key)
        if role == TableRole.STRONG:
            return key == "title"
        if role == TableRole.TONE and key == "basis" and one.noted:
            return Tone.SOON
        return None

    @staticmethod
    def _text(one: DocumentKindView, key: str) -> str:
        if key == "basis":
            return "没有条文" if one.noted else one.basis_short
        if key == "number_class":
            return one.number_class or "登记号"
        return one.effective.isoformat() if key == "effective" else str(getattr(one, key))
