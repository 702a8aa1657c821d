"""The client with somebody typing into it without a pause, to be killed: ``python -m tests.desktop.typing_run``.

Arguments: folder with office.db and config, the place to type in (intake, contact, letter). Each line on standard
output is one key that reached a field: ``[seconds of the monotonic clock, field, character]``.
"""

import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.components import ActCard
from desktop.letters import LetterPage
from desktop.program import Program, make_application, read_arguments
from desktop.worklist import WorklistPage
from tests.desktop.end_to_end.keyboard import Keys

TODAY = "2026-11-23"
LETTER_BODY = "正文"
_PAUSE_MS = 25
_SHORT = {
    "邮件号": "1098000000053",
    "姓名": "周长根",
    "证件号码": "990101196101109813",
    "联系电话": "19900000053",
    "通信地址": "东岭省澜安市临江县青石渡镇白石村三组21号",
}
_LONG = "申请公开青石渡镇白石村三组集体土地的征地批复文件，以及2024年补偿安置方案no.8、听证笔录。"


class Typist(QObject):
    """Presses one key at each tick of a timer; ``None`` ticks wait for the screen."""

    def __init__(self, program: Program, place: str) -> None:
        super().__init__()
        self._program = program
        self.keys = Keys()
        self._script = {"intake": self._intake, "contact": self._contact, "letter": self._letter}[place]()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(_PAUSE_MS)

    def _on_tick(self) -> None:
        next(self._script)

    def _started(self) -> Iterator[None]:
        while self._program.window is None or not self._program.window.isActiveWindow():
            yield

    def _type(self, field: str, text: Iterator[str]) -> Iterator[None]:
        for character in text:
            self.keys.type(character)
            print(json.dumps([time.monotonic(), field, character]), flush=True)
            yield

    def _intake(self) -> Iterator[None]:
        yield from self._started()
        self.keys.ctrl(Qt.Key.Key_N)
        while not self.keys.is_at("单位签收日期"):
            yield
        for field, text in _SHORT.items():
            self.keys.tab_to(field)
            yield from self._type(field, iter(text))
        self.keys.tab_to("申请内容")
        yield from self._type("申请内容", cycle(_LONG))

    def _open_act(self, name: str) -> Iterator[None]:
        yield from self._started()
        assert self._program.window is not None
        worklist = self._program.window.page("worklist")
        assert isinstance(worklist, WorklistPage)
        while not worklist.model.rows:
            yield
        self.keys.press(Qt.Key.Key_Return)
        while not isinstance(QApplication.focusWidget(), ActCard):
            yield
        while self.keys.place() != name:
            self.keys.press(Qt.Key.Key_Down)
            yield
        self.keys.press(Qt.Key.Key_Return)

    def _contact(self) -> Iterator[None]:
        yield from self._open_act("录入联系记录")
        while isinstance(QApplication.focusWidget(), ActCard):
            yield
        self.keys.tab_to("号码")
        yield from self._type("号码", iter("0900-6600101"))
        self.keys.tab_to("内容")
        yield from self._type("内容", cycle(_LONG))

    def _letter(self) -> Iterator[None]:
        yield from self._open_act("拟答复文书")
        assert self._program.window is not None
        page = self._program.window.page("letter")
        assert isinstance(page, LetterPage)
        while not page.paper.body.hasFocus():
            yield
        yield from self._type(LETTER_BODY, cycle(_LONG))


def main(folder: Path, place: str) -> int:
    """Type until killed."""
    app = make_application()
    where = ["--config", str(folder / "config"), "--database", str(folder / "office.db")]
    program = Program(app, read_arguments([*where, "--today", TODAY]))
    typist = Typist(program, place)
    QTimer.singleShot(0, program.begin)
    assert typist.keys.typed == 0
    return int(app.exec())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
