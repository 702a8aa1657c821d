"""台账导出, the looks: columns and preview left; which cases, layout, title, format and personal data right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from casework.ledger_export_views import LayoutView, LedgerColumnView, LedgerFormat, LedgerPreview
from desktop.components import (
    Banner,
    Caption,
    Card,
    ComboInput,
    LabelledField,
    LineInput,
    LinkLabel,
    ProgressPanel,
    SegmentedChoice,
    Text,
    column,
    row,
)
from desktop.frame.room_links import RoomLinks
from desktop.ledger.export_columns import ColumnChooser
from desktop.ledger.export_preview import PreviewTable
from desktop.theme import Size, Tone, px, set_role

__all__ = ["LedgerExportView"]

_FORMATS = (
    (LedgerFormat.XLSX, "Excel"),
    (LedgerFormat.CSV, "CSV UTF-8"),
    (LedgerFormat.CSV_GBK, "CSV GBK"),
)
_PERSONAL = ((True, "隐去一部分"), (False, "完整"))
_KEYS = "Enter 加入，Delete 移出，Alt+↑ Alt+↓ 移动"
_NARROW = 980
_MASKED_HINT = "证件号码、电话、地址只留可辨认的部分"


class LedgerExportView(QWidget):
    """Layout and public parts; decides nothing."""

    def __init__(self, columns: Sequence[LedgerColumnView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=Size.CARD_GAP)
        self.places = RoomLinks("ledger_export", self)
        outer.addWidget(self.places)
        both = row(gap=Size.CARD_GAP)
        outer.addLayout(both, 1)
        left = column(gap=Size.CARD_GAP)
        left.addWidget(self._columns_card(columns), 3)
        left.addWidget(self._preview_card(), 2)
        both.addLayout(left, 1)
        both.addWidget(self._side())

    def _columns_card(self, columns: Sequence[LedgerColumnView]) -> Card:
        card = Card("列和顺序", self, note=_KEYS)
        self.columns_card = card
        self.usual = LinkLabel("恢复默认列", card)
        card.add_to_head(self.usual)
        self.columns = ColumnChooser(columns, card)
        card.body.addWidget(self.columns, 1)
        return card

    def _preview_card(self) -> Card:
        card = Card("预览", self)
        self.preview_card = card
        self.preview = PreviewTable(card)
        self.preview.setMinimumHeight(px(90))
        card.body.addWidget(self.preview, 1)
        return card

    def _side(self) -> QWidget:
        """The options scroll in a low window; what writes the file stays in sight."""
        self.side = aside = QWidget(self)
        down = column(aside, gap=Size.CARD_GAP)
        self.area = area = QScrollArea(aside)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, "scrolled")
        steps = column(inside, gap=Size.CARD_GAP)
        steps.addWidget(self._which_card(inside))
        steps.addWidget(self._options_card(inside))
        steps.addStretch(1)
        area.setWidget(inside)
        down.addWidget(area, 1)
        down.addWidget(self._foot(aside))
        return aside

    def _which_card(self, parent: QWidget) -> Card:
        card = Card("哪些办件", parent)
        self.change = LinkLabel("改筛选", card)
        self.change.setAccessibleName("到办件列表改筛选")
        card.add_to_head(self.change)
        self.chosen = Text("", card)
        card.body.addWidget(self.chosen)
        return card

    def _options_card(self, parent: QWidget) -> Card:
        card = Card("版式和文件", parent)
        self.layouts = ComboInput((), "版式", card)
        self.keep = QPushButton("保存版式…", card)
        self.forget = QPushButton("删除版式", card)
        kept = QWidget(card)
        line = row(kept, gap=8)
        line.addWidget(self.keep)
        line.addWidget(self.forget)
        line.addStretch(1)
        for button in (self.keep, self.forget):
            button.setAutoDefault(False)
        self.title = LineInput("标题", card)
        self.format = SegmentedChoice(_FORMATS, "格式", card, value=LedgerFormat.XLSX)
        self.masked = SegmentedChoice(_PERSONAL, "个人信息", card, value=True)
        self.reason = LineInput("理由", card, placeholder="用途、批准人；写在文件里")
        self.fields = {
            "layout": LabelledField("版式", self.layouts, card, key="layout"),
            "title": LabelledField("标题", self.title, card, key="title"),
            "format": LabelledField("格式", self.format, card, key="format"),
            "masked": LabelledField("个人信息", self.masked, card, key="masked", hint=_MASKED_HINT),
            "reason": LabelledField("为什么完整导出", self.reason, card, key="reason"),
        }
        card.body.addWidget(self.fields["layout"])
        card.body.addWidget(kept)
        for key in ("title", "format", "masked", "reason"):
            card.body.addWidget(self.fields[key])
        return card

    def _foot(self, parent: QWidget) -> Card:
        card = Card("", parent)
        self.banner = Banner("", Tone.OVER, card)
        card.body.addWidget(self.banner)
        self.progress = ProgressPanel(card)
        card.body.addWidget(self.progress)
        self.export = QPushButton("导出　Ctrl+E", card)
        self.export.setAccessibleName("导出台账")
        self.export.setAutoDefault(False)
        set_role(self.export, "primary")
        card.body.addWidget(self.export)
        self.done = Caption("", card)
        self.done.hide()
        card.body.addWidget(self.done)
        return card

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self.side.setFixedWidth(px(Size.SIDE_PANEL - 20 if narrow else Size.SIDE_PANEL_WIDE))
        # The buttons name their keys as well; without room the title goes without them.
        self.columns_card.set_title("列和顺序", "" if narrow else _KEYS)

    # ------------------------------------------------------------------ showing

    def show_layouts(self, kept: Sequence[LayoutView], chosen: int | None) -> None:
        """Offer the layouts."""
        self.layouts.blockSignals(True)
        self.layouts.set_values(((None, "默认列"), *((one.id, one.name) for one in kept)))
        self.layouts.set_value(chosen)
        self.layouts.blockSignals(False)
        self.forget.setVisible(chosen is not None)

    def show_preview(self, shown: LedgerPreview) -> None:
        """Show the first rows and what is exported."""
        self.chosen.setText(f"{shown.chosen}，共 {shown.count:,} 件")
        more = f"前 {len(shown.rows)} 行，共 {shown.count:,} 行" if shown.count else "没有符合条件的办件"
        self.preview_card.set_title("预览", more)
        self.preview.show_preview(shown)

    def show_masked(self, masked: bool, *, long_numbers: bool) -> None:
        """Ask for the reason where personal data go out whole; warn where a program for tables would cut numbers."""
        self.fields["reason"].setVisible(not masked)
        self.fields["masked"].show_hint(_MASKED_HINT if masked else "")
        cut = "用 Excel 直接打开 CSV，18 位证件号码会丢位，宜导出 Excel 文件。" if long_numbers else ""
        self.fields["format"].show_hint(cut)
