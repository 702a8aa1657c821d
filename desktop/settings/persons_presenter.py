"""The list of persons on the settings page: read, changed, read again."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from casework.office import Office
from casework.person_drafts import PersonDraft, PersonView
from casework.persons import add_person, change_roles, deactivate_person, persons, reactivate_person, set_passcode
from casework.views import Changed
from desktop.frame.session import Session
from desktop.settings.persons_card import PersonEdit, PersonsCard

__all__ = ["PersonsPresenter"]


class PersonsPresenter(QObject):
    """Between the card and casework. ``person_card`` is hidden while there is a list: the name is taken from it."""

    def __init__(self, session: Session, card: PersonsCard, person_card: QWidget) -> None:
        super().__init__(card)
        self._session = session
        self._card = card
        self._person_card = person_card
        card.submitted.connect(self._on_submitted)
        card.activity_asked.connect(self._on_activity_asked)
        card.clear_asked.connect(self._on_clear_asked)

    def read(self) -> None:
        """Ask who is on the list."""
        self._session.ask(partial(persons, self._session.office, everybody=True), self._on_read, key="settings-persons")

    def _on_read(self, people: tuple[PersonView, ...]) -> None:
        self._card.show_persons(people)
        self._person_card.setVisible(not people)

    def _on_submitted(self, edit: PersonEdit) -> None:
        work = partial(_store, self._session.office, edit, session=self._session)
        self._session.change(work, self._on_saved, self._card.show_refusal)

    def _on_activity_asked(self, asked: tuple[int, bool]) -> None:
        person_id, active = asked
        act = reactivate_person if active else deactivate_person
        work = partial(act, self._session.office, person_id, actor=self._session.actor)
        self._session.change(work, None, self._card.show_refusal)

    def _on_clear_asked(self, person_id: int) -> None:
        work = partial(set_passcode, self._session.office, person_id, "", actor=self._session.actor)
        self._session.change(work, None, self._card.show_refusal)

    def _on_saved(self, _changed: Changed) -> None:
        self._card.show_saved()


def _store(office: Office, edit: PersonEdit, *, session: Session) -> Changed:
    """Somebody new, or other roles and a passcode; runs in the work thread.

    Raises:
        UserError: as the acts of ``casework.persons``.
    """
    if edit.person_id is None:
        draft = PersonDraft(name=edit.name, post=edit.post, roles=edit.roles, passcode=edit.passcode)
        return add_person(office, draft, now=session.now, actor=session.actor)
    changed = change_roles(office, edit.person_id, edit.roles, actor=session.actor)
    if edit.passcode:
        set_passcode(office, edit.person_id, edit.passcode, actor=session.actor)
    return changed
