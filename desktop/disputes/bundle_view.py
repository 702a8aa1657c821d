"""案卷一键包, the looks: what has to be proved left, the papers in the middle, the bundle right."""

from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from casework.bundle_views import BundleItem, BundleItemDraft
from desktop.components import (
    Caption,
    Card,
    DateInput,
    FieldRow,
    LabelledField,
    LineInput,
    LinkLabel,
    SegmentedChoice,
    StrongLabel,
    TableView,
    column,
    row,
)
from desktop.disputes.bundle_model import COLUMNS
from desktop.disputes.bundle_needs import NeedsCard
from desktop.disputes.bundle_side import BundleSide
from desktop.frame.day_words import DayWords
from desktop.theme import Size, px

__all__ = ["BundleView", "PieceEditor"]

_VOLUMES = ((False, "可供查阅"), (True, "不可查阅"))
_WIDE = 1400
_NARROW = 1000
_NO_LIMIT = (1 << 24) - 1  # the widest that Qt knows
_BUNDLE, _NEEDS = "bundle", "needs"
_PARTS = ((_BUNDLE, "卷宗"), (_NEEDS, "要证明的事项"))


class PieceEditor(QWidget):
    """What can be changed about the selected piece."""

    def __init__(self, today: date, describe_day: DayWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, gap=6)
        self.name = StrongLabel("", self)
        self.told = Caption("", self)
        layout.addWidget(self.name)
        layout.addWidget(self.told)
        self.title = LineInput("目录中的名称", self)
        self.volume = SegmentedChoice(_VOLUMES, "册", self)
        self.reason = LineInput("理由", self, placeholder="为何移册，或者如何得知形成日期")
        self.formed = DateInput(today, describe_day, "形成日期", self)
        first = FieldRow(self)
        self.title_field = LabelledField("目录中的名称", self.title, self, key="title")
        self.volume_field = LabelledField("册", self.volume, self, key="restricted")
        first.add(self.title_field, 3)
        first.add(self.volume_field, 2)
        layout.addWidget(first)
        second = FieldRow(self)
        self.reason_field = LabelledField("理由", self.reason, self, key="reason")
        self.formed_field = LabelledField("形成日期", self.formed, self, key="formed_on")
        second.add(self.reason_field, 3)
        second.add(self.formed_field, 2)
        layout.addWidget(second)

    def show_piece(self, shown: BundleItem | None, proposed: BundleItem | None, choice: BundleItemDraft) -> None:
        """Show a piece as it stands, without disturbing what is being typed."""
        self.setEnabled(shown is not None)
        if shown is None or proposed is None:
            self.name.setText("没有选定材料")
            self.told.setText("")
            return
        self.name.setText(f"证据 {shown.number}　{shown.title}" if shown.number else shown.title)
        proof = f"证明：{shown.proves}" if shown.proves else ""
        why = f"不可查阅：{shown.why}" if shown.restricted and shown.why else ""
        self.told.setText("　".join(one for one in (proof, why, shown.late_note, shown.origin.label) if one))
        if not self.title.hasFocus():
            self.title.setText(choice.title or proposed.title)
        self.volume.set_value(shown.restricted)
        if not self.reason.hasFocus():
            self.reason.setText(choice.reason)
        if not self.formed.hasFocus():
            self.formed.set_value(choice.formed_on or proposed.formed_on)
        moved = choice.restricted is not None and choice.restricted is not proposed.restricted
        stated = choice.formed_on is not None and choice.formed_on != proposed.formed_on
        needed = (moved or stated) and not choice.reason.strip()
        self.reason_field.show_error("请写明理由" if needed else "")


class BundleView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(
        self, today: date, describe_day: DayWords, parent: QWidget | None = None, *, dense: bool = False
    ) -> None:
        super().__init__(parent)
        self.columns = row(self, gap=Size.CARD_GAP)
        self.needs = NeedsCard(self)
        self.columns.addWidget(self.needs)
        self.columns.addWidget(self._pieces(today, describe_day, dense), 1)
        self.columns.addWidget(self._right())
        self._narrow = False

    def _right(self) -> QWidget:
        """The right column; where there is no room for three it holds what has to be proved as well."""
        self.right = QWidget(self)
        lines = column(self.right, gap=8)
        self.part = SegmentedChoice(_PARTS, "右侧显示", self.right, value=_BUNDLE)
        self.part.chosen.connect(self.show_part)
        self.part.hide()
        lines.addWidget(self.part)
        self.parts = QStackedWidget(self.right)
        self.side = BundleSide(self.parts)
        self.parts.addWidget(self.side)
        lines.addWidget(self.parts, 1)
        return self.right

    def show_part(self, key: object) -> None:
        """Show the bundle, or what has to be proved, where only one of them has room."""
        self.part.set_value(key)
        if self._narrow:
            self.parts.setCurrentWidget(self.needs if key == _NEEDS else self.side)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow = narrow
        self.part.setVisible(narrow)
        if narrow:
            self.columns.removeWidget(self.needs)
            self.needs.setMinimumWidth(0)
            self.needs.setMaximumWidth(_NO_LIMIT)
            self.parts.addWidget(self.needs)
            self.show_part(self.part.value())
        else:
            self.parts.removeWidget(self.needs)
            self.columns.insertWidget(0, self.needs)
            self.parts.setCurrentWidget(self.side)
            self.needs.show()

    def _pieces(self, today: date, describe_day: DayWords, dense: bool) -> Card:
        card = self.card = Card("卷内材料", self, note="空格 入卷　Alt+↑↓ 移动　Ctrl+M 换册")
        self.reset = LinkLabel("恢复建议", card)
        card.add_to_head(self.reset)
        self.table = TableView(COLUMNS, "卷内材料", card, dense=dense)
        self.table.wide_from = 760
        card.body.addWidget(self.table, 1)
        self.editor = PieceEditor(today, describe_day, card)
        card.body.addWidget(self.editor)
        return card

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(_WIDE)
        self._arrange(narrow=self.width() < px(_NARROW))
        if not self._narrow:
            self.needs.setFixedWidth(px(340 if wide else 280))
        self.right.setFixedWidth(px(Size.SIDE_PANEL_WIDE if wide else 300))
        self.card.note.setVisible(self.card.width() >= px(520))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(740), px(440))
