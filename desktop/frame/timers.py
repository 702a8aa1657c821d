"""Timers that fire once after a pause: live panels and searches wait until somebody stops typing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

__all__ = ["pause_timer"]


def pause_timer(owner: QObject, milliseconds: int, slot: Callable[[], None], *, coarse: bool = False) -> QTimer:
    """A timer of ``owner`` that calls ``slot`` once, so many milliseconds after it was last started.

    Args:
        owner: what the timer belongs to.
        milliseconds: the pause.
        slot: bound method.
        coarse: let it fire some per cent early or late, which saves the machine from waking.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    if coarse:
        timer.setTimerType(Qt.TimerType.CoarseTimer)
    timer.timeout.connect(slot)
    return timer
