"""A remark of a reviewer beside the paper: by whom, on which version, about which words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from casework.review_views import RemarkView
from desktop.components import Caption, LinkLabel, Sign, StrongLabel, Text, column, row
from desktop.theme import Tone, px, set_role

__all__ = ["RemarkCard"]

_QUOTED = 40


class RemarkCard(QFrame):
    """One remark. ``block_asked(int)``: show its paragraph; struck through when that paragraph changed since."""

    block_asked = Signal(object)

    def __init__(self, remark: RemarkView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remark = remark
        set_role(self, "done" if remark.changed else "warn", "kind")
        set_role(self, "finding")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = column(self, gap=4)
        layout.setContentsMargins(px(10), px(8), px(10), px(8))
        head = row(gap=6)
        tone = Tone.DONE if remark.changed else Tone.TODAY
        head.addWidget(Sign(tone, self))
        word = StrongLabel("已改" if remark.changed else "意见", self, wrap=False)
        word.set_tone(tone)
        head.addWidget(word)
        head.addWidget(Caption(f"第 {remark.version} 稿", self, wrap=False))
        head.addStretch(1)
        self.link = LinkLabel("看这一段", self)
        self.link.setVisible(remark.block is not None)
        self.link.clicked.connect(self._on_link_clicked)
        head.addWidget(self.link)
        layout.addLayout(head)
        self.words = Text(remark.text, self)
        if remark.changed:
            font = self.words.font()
            font.setStrikeOut(True)
            self.words.setFont(font)
        layout.addWidget(self.words)
        day = f"{remark.on.month}月{remark.on.day}日" if remark.on is not None else ""
        about = f"针对“{_short(remark.quoted)}”" if remark.quoted else "针对整份文书"
        layout.addWidget(Caption(f"{remark.by} {day}　{about}".strip(), self))
        self.setAccessibleName(f"意见：{remark.text}")
        self.setAccessibleDescription(about)

    def _on_link_clicked(self) -> None:
        self.block_asked.emit(self.remark.block)


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
