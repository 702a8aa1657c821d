"""保存版式: the name under which columns, title and format are kept."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.components import DecisionDialog, LabelledField, LineInput

__all__ = ["LayoutForm"]


class LayoutForm(DecisionDialog):
    """Its draft is the name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "保存版式", "保存", parent, explanation="保存列、顺序、标题和格式。沿用原名的，替换原来的版式。"
        )
        self.name = LineInput("名称", self, placeholder="如 月报、移交审计")
        self.name.setText(name)
        self.name.selectAll()
        self.add_field(LabelledField("名称", self.name, self, key="layout"))

    @override
    def draft(self) -> str:
        """The name as typed."""
        return self.name.text()
