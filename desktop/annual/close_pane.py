"""关账: what will be fixed, what stands in the way, and the act itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casework.annual_views import AnnualView, FindingLine
from desktop.components import Caption, LinkLabel, Text, TextArea, column, row
from desktop.components.rows import clear_rows
from desktop.theme import Tone, set_role
from law.errors import UserError

__all__ = ["ClosePane"]

_SHOWN = 8


class ClosePane(QWidget):
    """``closed(reason)``; ``jump_asked(FindingLine)`` goes to what stands in the way."""

    closed = Signal(object)
    jump_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=10)
        self.words = Text("", self)
        outer.addWidget(self.words)
        self.obstacle = Text("", self)
        self.obstacle.set_tone(Tone.OVER)
        outer.addWidget(self.obstacle)
        self._lines = column(gap=4)
        outer.addLayout(self._lines)
        self.label = Caption("为什么再次关账", self)
        outer.addWidget(self.label)
        self.reason = TextArea("再次关账的理由", self, lines=2)
        outer.addWidget(self.reason)
        self.error = Text("", self)
        self.error.set_tone(Tone.OVER)
        self.error.hide()
        outer.addWidget(self.error)
        foot = row(gap=12)
        foot.addStretch(1)
        self.close_button = QPushButton("", self)
        self.close_button.setAutoDefault(True)
        set_role(self.close_button, "primary")
        self.close_button.clicked.connect(self._on_close_clicked)
        foot.addWidget(self.close_button)
        outer.addLayout(foot)
        outer.addStretch(1)
        self.links: list[LinkLabel] = []

    def show_year(self, now: AnnualView, *, over: bool) -> None:
        """Show what closing would fix. ``now``: the year as known now; ``over``: whether it has ended."""
        again = bool(now.closings)
        self.words.setText(_words(now))
        self.label.setVisible(again)
        self.reason.setVisible(again)
        why = "" if over else f"{now.year} 年还没有结束，{now.year + 1} 年 1 月 1 日以后才能关账。"
        if not why and now.blocking:
            why = f"有 {len(now.blocking)} 处勾稽不成立，改正后才能关账："
        self.obstacle.setText(why)
        self.obstacle.setVisible(bool(why))
        self.close_button.setText(f"关 {now.year} 年的账")
        self.close_button.setEnabled(not why)
        self.close_button.setToolTip(why)
        clear_rows(self._lines)
        self.links = []
        for one in now.blocking[:_SHOWN]:
            self._lines.addWidget(self._link(one))
        if len(now.blocking) > _SHOWN:
            self._lines.addWidget(Caption(f"另有 {len(now.blocking) - _SHOWN} 处，见右侧“核对”", self))

    def _link(self, finding: FindingLine) -> LinkLabel:
        link = LinkLabel(finding.sentence, self, payload=finding)
        link.clicked.connect(self._on_link_clicked)
        self.links.append(link)
        return link

    def show_refusal(self, error: UserError | None) -> None:
        """Show why the year was not closed."""
        self.error.setText(error.sentence if error is not None else "")
        self.error.setVisible(error is not None)
        if error is not None and error.field == "reason":
            self.reason.setFocus()

    def focus_first(self) -> None:
        """Put the cursor where the work begins."""
        first = self.reason if self.reason.isVisible() else self.close_button
        (first if self.close_button.isEnabled() or not self.links else self.links[0]).setFocus()

    def _on_close_clicked(self) -> None:
        self.show_refusal(None)
        self.closed.emit(self.reason.text() if self.reason.isVisible() else "")

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.jump_asked.emit(link.payload)


def _words(now: AnnualView) -> str:
    figures = now.figures

    def number(row_key: str) -> str:
        return figures.get(f"t3.{row_key}.total", "")

    lines = [
        f"新收 {number('r1')} 件，上年结转 {number('r2')} 件，办结 {number('r3_7')} 件，结转下年度 {number('r4')} 件。",
        f"核对 {now.tried} 项，{len(now.blocking)} 处不成立，{len(now.broken) - len(now.blocking)} 处提示。",
        "关账后数字、正文、口径和每格的办件锁定；以后的更正另列清单，可以写明理由后再次关账。",
    ]
    missing = [one.title for one in now.parts if not one.text.strip()]
    if missing:
        lines.append(f"还没有写：{'、'.join(missing)}。")
    return "\n".join(lines)
