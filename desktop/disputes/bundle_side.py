"""The right side of the bundle page: what it will hold, where it goes, how far it is, what was built."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from casework.bundle_views import BuiltBundle, BuiltVolume, BundleItem
from desktop.case_page.rows import empty_layout
from desktop.components import (
    Banner,
    Caption,
    Card,
    ElidedLabel,
    LinkLabel,
    ProgressPanel,
    StrongLabel,
    column,
    row,
)
from desktop.theme import Tone, colour, px, set_role

__all__ = ["BundleSide", "PagePreview"]

_ALL: Final = 100  # of what is left, once something was built
_HASH: Final = 16  # characters of a hash that are shown; the whole one is the tip


class PagePreview(QFrame):
    """A page as a picture on white paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._shown = QImage()
        self._room = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(px(180))
        self.setAccessibleName("卷宗的一页")

    def show_png(self, content: bytes, name: str) -> None:
        """Show a page; ``name`` says which."""
        self._image = QImage.fromData(content)
        self._shown = QImage()
        self.setAccessibleName(name)
        self.update()

    def is_blank(self) -> bool:
        """Whether no page is shown."""
        return self._image.isNull()

    def _fitted(self) -> QImage:
        """The page as large as there is room, made small in good quality once for each size."""
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        if self._shown.isNull() or self._room != room:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            self._shown = self._image.scaled(room, keep, Qt.TransformationMode.SmoothTransformation)
            self._shown.setDevicePixelRatio(ratio)
            self._room = room
        return self._shown

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(240), px(240))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image.isNull():
            return
        shown = self._fitted()
        size = shown.deviceIndependentSize().toSize()
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        target = QRect(left, top, size.width(), size.height())
        painter.drawImage(target, shown)
        painter.setPen(QPen(colour("accent" if self.hasFocus() else "line"), 1))
        painter.drawRect(target.adjusted(0, 0, -1, -1))


class BundleSide(QWidget):
    """Summary, target, progress and result.

    Signals: ``place_asked``, ``build_asked``, ``cancelled``, ``open_asked``, ``page_asked(volume, page)``.
    """

    place_asked = Signal()
    build_asked = Signal()
    cancelled = Signal()
    open_asked = Signal()
    page_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, "page")
        lines = column(inside, gap=12)
        lines.addWidget(self._summary())
        lines.addWidget(self._outcome(), _ALL)
        lines.addStretch(1)
        area.setWidget(inside)
        self.area = area
        column(self, gap=0).addWidget(area)
        self.target: Path | None = None
        self.built: BuiltBundle | None = None
        self._at = (0, 1)

    def _summary(self) -> Card:
        card = self.summary = Card("卷宗", self)
        self.counts = Caption("", card)
        self.warning = Banner("", Tone.SOON, card)
        self.problem = Banner("", Tone.OVER, card)
        for part in (self.counts, self.warning, self.problem):
            card.body.addWidget(part)
        place = row(gap=8)
        self.place = ElidedLabel("还没有选定位置", card, role="caption")
        self.choose = LinkLabel("选择位置…", card)
        self.choose.clicked.connect(self.place_asked)
        place.addWidget(self.place, 1)
        place.addWidget(self.choose)
        card.body.addLayout(place)
        self.build = QPushButton("生成卷宗　Ctrl+Enter", card)
        self.build.setAccessibleName("生成卷宗")
        self.build.setAutoDefault(True)
        set_role(self.build, "primary")
        self.build.clicked.connect(self.build_asked)
        card.body.addWidget(self.build)
        self.progress = ProgressPanel(card)
        self.progress.cancelled.connect(self.cancelled)
        card.body.addWidget(self.progress)
        return card

    def _outcome(self) -> Card:
        card = self.result = Card("已生成", self)
        self.open = LinkLabel("打开文件夹", card)
        self.open.clicked.connect(self.open_asked)
        card.add_to_head(self.open)
        self.lines = column(gap=4)
        card.body.addLayout(self.lines)
        self.preview = PagePreview(card)
        card.body.addWidget(self.preview, 1)
        turn = row(gap=8)
        self.back = LinkLabel("上一页", card)
        self.page = Caption("", card, wrap=False)
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.ahead = LinkLabel("下一页", card)
        self.back.clicked.connect(self._on_back_clicked)
        self.ahead.clicked.connect(self._on_ahead_clicked)
        turn.addWidget(self.back)
        turn.addWidget(self.page, 1)
        turn.addWidget(self.ahead)
        card.body.addLayout(turn)
        card.hide()
        return card

    # ------------------------------------------------------------------ before

    def show_summary(self, items: Sequence[BundleItem], notes: Sequence[str], problem: str) -> None:
        """Say what the bundle will hold, and what stands in its way."""
        chosen = [one for one in items if one.included]
        closed = sum(one.restricted for one in chosen)
        evidence = sum(bool(one.number) for one in chosen)
        left = len(items) - len(chosen)
        said = f"可供查阅册 {len(chosen) - closed} 件，不可查阅册 {closed} 件；证据 {evidence} 份"
        self.counts.setText(said + (f"，不入卷 {left} 件" if left else ""))
        self.warning.say("\n".join(notes), Tone.SOON)
        self.problem.say(problem, Tone.OVER)

    def show_target(self, target: Path | None) -> None:
        """Say where the bundle goes."""
        self.target = target
        self.place.setText("还没有选定位置" if target is None else str(target))

    def set_building(self, *, busy: bool, allowed: bool) -> None:
        """While it is built nothing can be started."""
        self.build.setEnabled(allowed and not busy)
        self.choose.setEnabled(not busy)
        if busy:
            self.progress.begin("正在生成卷宗")
        else:
            self.progress.end()

    # ------------------------------------------------------------------ after

    def show_built(self, built: BuiltBundle) -> None:
        """Show what was built; the first page of the first volume is asked for."""
        self.built = built
        empty_layout(self.lines)
        for one in built.volumes:
            self.lines.addWidget(self._volume_line(one))
        for problem in built.problems:
            banner = Banner(problem, Tone.OVER, self.result)
            self.lines.addWidget(banner)
        sums = Caption(f"{len(built.files)} 个文件，哈希清单 {built.list_sha256[:_HASH]}…", self.result)
        sums.setToolTip(f"SHA-256 {built.list_sha256}")
        self.lines.addWidget(sums)
        self.result.show()
        self.area.ensureWidgetVisible(self.result)
        if built.volumes:
            self._go(0, 1)

    def _volume_line(self, one: BuiltVolume) -> QWidget:
        line = QWidget(self.result)
        layout = row(line, gap=8)
        layout.addWidget(StrongLabel(f"{one.name}　{one.pages} 页", line, wrap=False), 1)
        link = LinkLabel("看目录", line, payload=one.file_name)
        link.setAccessibleName(f"看目录 {one.name}")
        link.clicked.connect(self._on_index_clicked)
        layout.addWidget(link)
        return line

    def show_page(self, content: bytes) -> None:
        """Show the page that was asked for."""
        volume, page = self.volume(), self._at[1]
        if volume is None:
            return
        name = f"{volume.name} 第 {page} 页，共 {volume.pages} 页"
        self.preview.show_png(content, name)
        self.page.setText(f"第 {page} 页 共 {volume.pages} 页")
        self.back.setEnabled(page > 1 or self._at[0] > 0)
        last = self.built is not None and self._at[0] == len(self.built.volumes) - 1
        self.ahead.setEnabled(page < volume.pages or not last)

    def volume(self) -> BuiltVolume | None:
        """The volume of the page that is shown."""
        if self.built is None or not 0 <= self._at[0] < len(self.built.volumes):
            return None
        return self.built.volumes[self._at[0]]

    def show_piece(self, key: str) -> bool:
        """Go to the first page of a piece; False if it is in no volume."""
        volumes = self.built.volumes if self.built is not None else ()
        for at, volume in enumerate(volumes):
            piece = next((one for one in volume.pieces if one.key == key), None)
            if piece is not None:
                self._go(at, piece.first_page)
                return True
        return False

    def turn(self, by: int) -> None:
        """Go forward or back by pages, into the next volume at its end."""
        volume = self.volume()
        if volume is None or self.built is None:
            return
        at, page = self._at[0], self._at[1] + by
        if page < 1 and at > 0:
            self._go(at - 1, self.built.volumes[at - 1].pages)
        elif page > volume.pages and at < len(self.built.volumes) - 1:
            self._go(at + 1, 1)
        elif 1 <= page <= volume.pages:
            self._go(at, page)

    def _go(self, volume: int, page: int) -> None:
        self._at = (volume, page)
        shown = self.volume()
        if shown is not None:
            self.page_asked.emit((shown.file_name, page))

    def _on_back_clicked(self) -> None:
        self.turn(-1)

    def _on_ahead_clicked(self) -> None:
        self.turn(1)

    def _on_index_clicked(self) -> None:
        link = self.sender()
        if self.built is None or not isinstance(link, LinkLabel):
            return
        at = next((at for at, one in enumerate(self.built.volumes) if one.file_name == link.payload), 0)
        self._go(at, min(2, self.built.volumes[at].pages))
