"""批准: what the head lets pass needs a reason for each finding."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.drafts import Override
from casework.views import FindingView
from desktop.acts.panel import ActFacts, ActPanel

__all__ = ["ApproveForm"]


class ApproveForm(ActPanel):
    """Opened only where findings bar the letter; its draft are the overrides."""

    title = "批准文书"
    primary_text = "批准"
    explanation = "检查拦截的问题，写明理由后可以放行；理由留在办理记录里。"

    def __init__(self, facts: ActFacts, overridable: Sequence[FindingView], parent: QWidget | None = None) -> None:
        self._overridable = tuple(overridable)
        super().__init__(facts, parent)

    @override
    def build(self) -> None:
        for one in self._overridable:
            self.place(self.text_field(f"overrides.{one.code}", f"{one.code} {one.sentence}放行的理由", lines=2))

    @override
    def draft(self) -> tuple[Override, ...]:
        return tuple(
            Override(code=one.code, reason=self.need_text(f"overrides.{one.code}")) for one in self._overridable
        )
