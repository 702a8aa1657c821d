"""Python's search for circular garbage, in the interface thread and in moments of its own.

Left to itself it begins in whichever thread makes the next object, also in the work thread, where it could destroy
widgets; and it goes through everything the program has loaded, which stops the window for a tenth of a second.
"""

import gc

from PySide6.QtCore import QObject, QTimer

__all__ = ["GarbageSearch"]

_PAUSE_MS = 1_000


class GarbageSearch(QObject):
    """Takes the search over until ``stop``; looks once a second whether there is enough to look through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def spare_what_is_there(self) -> None:
        """Leave out everything that lives now: modules and window stay until the program ends."""
        gc.freeze()

    def stop(self) -> None:
        """Give the search back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def look(self) -> None:
        """Search the oldest generation that is due, as Python would."""
        made = gc.get_count()
        for generation in (2, 1, 0):
            if made[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
