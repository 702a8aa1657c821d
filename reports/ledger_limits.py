"""How large a ledger may be. A hundred thousand cases fit; a file made to exhaust the machine does not."""

from typing import Final

from law.errors import UserError

__all__ = ["MOST_BYTES", "MOST_CELLS", "too_large"]

MOST_BYTES: Final = 400_000_000
"""Unpacked size of a workbook."""

MOST_CELLS: Final = 8_000_000
"""Rows times columns of one sheet, and cells in its merged areas."""


def too_large() -> UserError:
    """The refusal."""
    return UserError(
        "ledger_too_large",
        "文件展开后过大，不像一份台账",
        "表格的行列范围或者合并区域远超实际内容",
        "请在表格软件中删去空白行列，另存后再导入",
    )
