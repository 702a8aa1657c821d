"""How fees reach the treasury, as a form: printed on every fee notice."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casework.fee_drafts import FeeAccountDraft
from desktop.components import Banner, Card, FieldRow, LabelledField, LineInput, row, show_user_error
from desktop.theme import Tone, set_role
from law.errors import UserError

__all__ = ["FeeAccountCard"]

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "unit_name": ("执收单位", "不填时用机关名称"),
    "unit_code": ("执收单位编码", "财政部门所定"),
    "item_code": ("项目编码", "不填时用全国统一的编码"),
    "pay_way": ("缴纳方式", "如 凭缴款码到代收银行缴纳；没有写明不能发收费通知书"),
    "pay_place": ("缴纳地点或者账户", "代收银行、账户或者网址"),
}
_ROWS: Final = (("unit_name", "unit_code", "item_code"), ("pay_way", "pay_place"))


class FeeAccountCard(Card):
    """Shows the settings, hands out a ``FeeAccountDraft`` with ``submitted`` when 保存 is pressed."""

    submitted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("收费缴款", parent, note="写入收费通知书；已发的通知书不变")
        self.fields: dict[str, LabelledField] = {}
        self.banner = Banner("", Tone.OVER, self)
        self.body.addWidget(self.banner)
        for names in _ROWS:
            line = FieldRow(self)
            for name in names:
                label, hint = _WORDS[name]
                self.fields[name] = LabelledField(label, LineInput(label, line), line, key=name, hint=hint)
                line.add(self.fields[name], 2 if name in ("unit_name", "pay_way", "pay_place") else 1)
            self.body.addWidget(line)
        foot = row(gap=12)
        foot.addStretch(1)
        self.save = QPushButton("保存收费缴款", self)
        set_role(self.save, "primary")
        self.save.clicked.connect(self._on_save_clicked)
        foot.addWidget(self.save)
        self.body.addLayout(foot)

    def _line(self, name: str) -> LineInput:
        control = self.fields[name].control
        assert isinstance(control, LineInput)  # noqa: S101 - built so above; tells the type checker
        return control

    def show_account(self, account: FeeAccountDraft) -> None:
        """Fill the form."""
        for name in self.fields:
            self._line(name).setText(str(getattr(account, name)))

    def draft(self) -> FeeAccountDraft:
        """The form as a draft."""
        return FeeAccountDraft(**{name: self._line(name).text() for name in self.fields})

    def show_refusal(self, error: UserError) -> None:
        """Show why it was not kept."""
        if not show_user_error(error, self.fields):
            self.banner.say(error.sentence, Tone.OVER)

    def _on_save_clicked(self) -> None:
        self.banner.say("")
        for field in self.fields.values():
            field.show_error("")
        self.submitted.emit(self.draft())
