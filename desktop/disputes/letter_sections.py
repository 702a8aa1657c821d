"""What is written by hand in a letter of a dispute, left of its paper: one form for one letter."""

from PySide6.QtCore import QObject, Signal

from casework.dispute_letter_drafts import DisputeLetterPage
from desktop.disputes.letter_forms import LetterFacts, SectionsForm, SectionWords
from desktop.disputes.letter_view import DisputeLetterView
from desktop.frame.session import Session

__all__ = ["SectionsDesk"]


class SectionsDesk(QObject):
    """Signals: ``edited``; ``keep_asked`` where Enter saves; ``back_asked`` to the dispute."""

    edited = Signal()
    keep_asked = Signal()
    back_asked = Signal()

    def __init__(self, session: Session, view: DisputeLetterView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self.form: SectionsForm | None = None
        self.words = SectionWords()

    def texts(self) -> dict[str, str]:
        """What differs from what the case proposes, by section."""
        return self.form.texts() if self.form is not None else {}

    def show(self, page: DisputeLetterPage) -> None:
        """The form of the sections: made anew for another letter, left alone where it says what was read."""
        form = self.form
        if form is not None and page.editable and form.stands_for(page.sections):
            form.take(page.sections)
            return
        focused = form.focused() if form is not None else ""
        self.drop()
        if not page.editable:  # whoever reviews it has the paper before him
            return
        form = self._made(page)
        if focused:
            form.focus_on(focused)

    def _made(self, page: DisputeLetterPage) -> SectionsForm:
        facts = LetterFacts(today=self._session.today, describe_day=self._session.describe_day)
        left = self._view.left
        form = SectionsForm(facts, page.title, page.sections, left)
        form.edited.connect(self.edited)
        form.submitted.connect(self._on_submitted)
        form.left.connect(self.back_asked)
        self.form = self.words.form = form
        left.addWidget(form)
        left.setCurrentWidget(form)
        return form

    def _on_submitted(self, _texts: object) -> None:
        self.keep_asked.emit()

    def drop(self) -> None:
        """Another letter comes onto the page."""
        form, self.form = self.form, None
        self.words.form = None
        if form is not None:
            self._view.left.removeWidget(form)
            form.deleteLater()
