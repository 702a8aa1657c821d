"""The model of the list of requests."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from casework.views import CaseRow
from desktop.cases.cells import COLUMNS, cell_role, cell_text
from desktop.components.block_model import BLOCK, BlockModel

__all__ = ["BLOCK", "CasesModel"]

_TOLD = ("applicant", "title", "status", "outcome")


class _CaseCells:
    """The cells of a row of requests, as the worklist shows them too."""

    def text(self, row: CaseRow, key: str, today: date) -> str:
        return cell_text(row, key, today)

    def role(self, row: CaseRow, key: str, role: int) -> object:
        return cell_role(row, key, role)

    def tip(self, row: CaseRow, key: str, today: date) -> str | None:
        return cell_text(row, key, today) if key in _TOLD else None


class CasesModel(BlockModel[CaseRow]):
    """Rows of requests; see :class:`BlockModel`."""

    def __init__(self, ask_block: Callable[[int], None], today: date, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, _CaseCells(), ask_block, today, parent)
