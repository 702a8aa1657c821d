"""What changed, heard by every page: acts return it, the bus carries it."""

from PySide6.QtCore import QObject, Signal

from casework.views import Changed

__all__ = ["ChangeBus"]


class ChangeBus(QObject):
    """Carries ``Changed`` from the act that caused it to all who show it."""

    heard = Signal(object)

    def publish(self, changed: Changed) -> None:
        """Tell everybody."""
        self.heard.emit(changed)
