"""How fees reach the treasury, as a form: printed on every fee notice."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.fee_drafts import FeeAccountDraft
from desktop.settings.lines_card import LinesCard

__all__ = ["FeeAccountCard"]

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "unit_name": ("执收单位", "不填时用机关名称"),
    "unit_code": ("执收单位编码", "财政部门所定"),
    "item_code": ("项目编码", "不填时用全国统一的编码"),
    "pay_way": ("缴纳方式", "如 凭缴款码到代收银行缴纳；没有写明不能发收费通知书"),
    "pay_place": ("缴纳地点或者账户", "代收银行、账户或者网址"),
}
_ROWS: Final = (("unit_name", "unit_code", "item_code"), ("pay_way", "pay_place"))
_WIDE: Final = ("unit_name", "pay_way", "pay_place")


class FeeAccountCard(LinesCard):
    """Shows the settings, hands out a ``FeeAccountDraft`` with ``submitted``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        note = "写入收费通知书；已发的通知书不变"
        super().__init__("收费缴款", note, _ROWS, _WORDS, _WIDE, "保存收费缴款", parent)

    def show_account(self, account: FeeAccountDraft) -> None:
        """Fill the form."""
        self.show_values(account)

    @override
    def draft(self) -> FeeAccountDraft:
        return FeeAccountDraft(**self.values())
