"""Where the links beside the paper of a letter lead."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from casework.lessons_views import GroundKey
from desktop.frame.session import Session
from desktop.letters.view import LetterView
from law.terms import Act

__all__ = ["LetterLinks"]


class LetterLinks(QObject):
    """Opens the pages; ``leaving`` keeps what was typed, before the case is opened at one of its forms."""

    def __init__(self, session: Session, view: LetterView, leaving: Callable[[], None]) -> None:
        super().__init__(view)
        self._shell = session.shell
        self._rests_on = view.rests_on
        self._leaving = leaving
        self.request_id = 0
        view.rests_on.outcome_asked.connect(self._on_outcome_asked)
        view.rests_on.precedent_asked.connect(self._on_precedent_asked)
        view.rests_on.fates.dispute_asked.connect(self._on_dispute_asked)
        view.rests_on.fates.ground_asked.connect(self._on_ground_asked)
        view.findings_card.lessons_asked.connect(self._on_lessons_asked)
        view.findings_card.act_asked.connect(self._on_act_asked)
        view.issued.case_asked.connect(self._on_case_asked)

    def _on_act_asked(self, act: object) -> None:
        """The link of a finding: the case, with the form of the act that mends it."""
        self._leaving()
        self._shell.open_page("case", (self.request_id, act.value) if isinstance(act, Act) else self.request_id)

    def _on_outcome_asked(self) -> None:
        self._shell.open_page("case", (self.request_id, Act.DECIDE_OUTCOME.value))

    def _on_precedent_asked(self, request_id: int) -> None:
        self._shell.open_page("case", request_id)

    def _on_dispute_asked(self, dispute_id: int) -> None:
        self._shell.open_page("dispute", (dispute_id, "lessons"))

    def _on_ground_asked(self, key: GroundKey) -> None:
        self._shell.open_page("lessons", key)

    def _on_lessons_asked(self) -> None:
        self._shell.open_page("lessons", self._rests_on.fates.first_ground())

    def _on_case_asked(self) -> None:
        self._shell.open_page("case", self.request_id)
