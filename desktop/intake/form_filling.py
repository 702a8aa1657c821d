"""读取申请表: what a filled form says goes into the fields that are still empty, marked; the rest is asked.

Nothing typed is overwritten, channel and day of receipt are not touched, and one act takes the whole filling back.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casework.application_form import PASTED, read_pasted
from casework.drafts import ItemDraft
from casework.form_views import FormProposal, FormValueView
from casework.item_guess import guess_items
from desktop.frame.session import Session
from desktop.intake.form import IntakeForm
from desktop.intake.form_card import FormCard, FormLineShown
from desktop.intake.form_places import Folds, Place, fold_again, folds_of, open_for, places_of
from desktop.intake.form_values import Value
from desktop.intake.questions import read_form_file
from law.errors import UserError

__all__ = ["FORM_FILES", "FormFilling", "is_form_file"]

FORM_FILES: Final = "申请表（*.docx *.docm *.pdf *.txt *.doc *.wps）;;所有文件（*）"
_SUFFIXES: Final = frozenset({".docx", ".docm", ".pdf", ".txt", ".doc", ".wps", ".rtf"})
_SPLIT: Final = "split"


def is_form_file(path: Path) -> bool:
    """Whether a file may be a filled form, by its name."""
    return path.suffix.lower() in _SUFFIXES


@dataclass(frozen=True, slots=True)
class _Filled:
    """One place that was filled: what stood there, what stands there, and where it came from."""

    place: Place
    before: Value
    value: Value
    source: str


@dataclass
class _Reading:
    """One form in the form."""

    proposal: FormProposal
    file: Path | None
    folds: Folds
    file_added: bool = False
    items_split: bool = False
    filled: dict[str, _Filled] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)


class FormFilling(QObject):
    """Reads forms into the form of registration.

    ``refused(UserError)`` when a file cannot be read, ``changed`` after a filling or its undoing, ``busy(bool)`` while
    a file is read.
    """

    refused = Signal(object)
    changed = Signal()
    busy = Signal(bool)

    def __init__(self, session: Session, form: IntakeForm, card: FormCard, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._card = card
        self._now: _Reading | None = None
        self._file: Path | None = None
        card.chosen.connect(self._on_chosen)
        card.undone.connect(self.undo)
        card.closed.connect(self._on_closed)
        form.changed.connect(self._on_form_changed)

    # ------------------------------------------------------------------ reading

    def read_file(self, path: Path) -> None:
        """Read a file in the work thread."""
        self._ask(partial(read_form_file, path), path)

    def read_text(self, text: str) -> None:
        """Read copied words; they are kept as a file, so that what was sent stays beside what was registered."""
        self._ask(partial(read_pasted, text), None)

    def _ask(self, work: Callable[[], FormProposal], file: Path | None) -> None:
        self._file = file
        self.busy.emit(True)
        self._session.ask(work, self._on_read, self._on_unread, key="intake:form")

    def _on_unread(self, error: BaseException) -> None:
        self.busy.emit(False)
        if isinstance(error, UserError):
            self.refused.emit(error)
        else:
            self._session.shell.show_failure(error)

    def _on_read(self, proposal: FormProposal) -> None:
        self.busy.emit(False)
        if self._now is not None:
            self.forget()
        self._now = _Reading(proposal, self._file, folds_of(self._form))
        self._attach(self._now)
        for view in self._views(proposal):
            self._fill_free(self._now, view)
        open_for(self._form, self._now.filled)
        self._show()
        self._form.person.changed.emit()
        self.changed.emit()

    def _attach(self, reading: _Reading) -> None:
        """The form itself is one of the files of the letter."""
        files = self._form.request.files
        if reading.file is None:
            reading.file = self._kept_text(reading.proposal)
        before = files.paths()
        files.add_paths([reading.file])
        reading.file_added = reading.file not in before and reading.file in files.paths()

    def _kept_text(self, proposal: FormProposal) -> Path:
        folder = self._session.settings.folder / "pasted"
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"申请文字-{uuid4().hex[:6]}.txt"
        target.write_bytes(proposal.draft.attachments[0].content)
        return target

    def _views(self, proposal: FormProposal) -> list[FormValueView]:
        """The values to fill in, the type of applicant first: it decides which fields there are."""
        views = [one for one in proposal.fields if one.target]
        if proposal.kind and not any(one.target == "applicant.type" for one in views):
            kind = proposal.draft.applicant.type
            name = next((one for one in views if one.target == "applicant.name"), None)
            if name is not None:
                views.insert(
                    0,
                    replace(
                        name,
                        name="applicant_kind",
                        target="applicant.type",
                        label="申请人类别",
                        codes=(kind.value,),
                        said=kind.label,
                    ),
                )
        return sorted(views, key=lambda one: one.target != "applicant.type")

    def _fill_free(self, reading: _Reading, view: FormValueView) -> None:
        place = places_of(self._form).get(view.target)
        if place is None:
            return
        free = place.is_free(self._form) or (
            view.target == "applicant.identity_kind" and "applicant.type" in reading.filled
        )
        if free and place.read() != place.value_for(view):
            self._fill(reading, view, place)

    def _fill(self, reading: _Reading, view: FormValueView, place: Place) -> None:
        before = place.read()
        value = place.value_for(view)
        place.write(value, self._form)
        after = place.read()
        earlier = reading.filled.get(view.target)
        first = before if earlier is None else earlier.before
        reading.filled[view.target] = _Filled(place, first, after, view.source)
        self._mark(place, view)

    def _mark(self, place: Place, view: FormValueView) -> None:
        if place.field is not None:
            doubt = f"；{view.remark}" if view.remark else ""
            place.field.show_source(f"申请表：{view.source}{doubt}", doubtful=bool(view.remark))

    # ------------------------------------------------------------------ what is told and asked

    def _show(self) -> None:
        reading = self._now
        if reading is None:
            return
        proposal = reading.proposal
        shown = f"读入 {len(reading.filled)} 项，登记前逐项核对：{proposal.file_name}"
        told = [f"{one.label}：{' '.join(one.said.split())}" for one in proposal.fields if not one.target and one.said]
        note = "申请表另写有　" + "；".join(told) if told else ""
        self._card.show_reading(shown, note, self._lines(reading), can_undo=bool(reading.filled or reading.file_added))

    def _lines(self, reading: _Reading) -> list[FormLineShown]:
        proposal = reading.proposal
        places = places_of(self._form)
        lines = [line for view in self._views(proposal) if (line := self._conflict(reading, view, places)) is not None]
        lines += [
            FormLineShown(f"{one.label}：{' '.join(one.said.split())}，{one.remark}", one.source, warns=True)
            for one in proposal.fields
            if one.remark and one.target in reading.filled
        ]
        lines += [FormLineShown(one, warns=True) for one in proposal.warnings]
        lines += [line for view in proposal.offered if (line := self._offer(reading, view, places)) is not None]
        count = len(proposal.items)
        # Numbered items are offered by the panel beside the form already.
        plain = len(guess_items(self._form.request.text.text())) != count
        if count > 1 and plain and not reading.items_split and not self._form.request.items.pieces:
            lines.append(FormLineShown(f"申请内容列了 {count} 项", link=f"拆成 {count} 件", payload=_SPLIT))
        return lines + [FormLineShown(one) for one in proposal.remarks]

    def _conflict(self, reading: _Reading, view: FormValueView, places: dict[str, Place]) -> FormLineShown | None:
        """What stands otherwise in the form than on the paper; what was typed stays until one says so."""
        place = places.get(view.target)
        if place is None or view.target in reading.filled or view.target in reading.settled:
            return None
        typed, value = place.read(), place.value_for(view)
        if typed == value or (isinstance(typed, str) and _folded(typed) == _folded(str(value))):
            return None
        words = f"{view.label}：已录“{place.told(typed)}”，申请表为“{place.told(value)}”"
        return FormLineShown(words, view.source, "改用申请表的", view, warns=True)

    def _offer(self, reading: _Reading, view: FormValueView, places: dict[str, Place]) -> FormLineShown | None:
        key = f"{view.name}:{view.said}"
        if key in reading.settled:
            return None
        place = places.get(view.target)
        why = f"（{view.remark}）" if view.remark else ""
        words = f"{view.label}可能是“{' '.join(view.said.split())}”{why}"
        if place is None or not view.codes:
            return FormLineShown(words, view.source)
        return FormLineShown(words, view.source, "填入", view)

    def _on_chosen(self, payload: object) -> None:
        reading = self._now
        if reading is None:
            return
        if payload == _SPLIT:
            items = (ItemDraft(title=one.title, text=one.text) for one in reading.proposal.items)
            self._form.request.items.show_items(items)
            reading.items_split = True
        elif isinstance(payload, FormValueView):
            place = places_of(self._form).get(payload.target)
            if place is not None:
                self._fill(reading, payload, place)
                reading.settled.add(f"{payload.name}:{payload.said}")
                open_for(self._form, [payload.target])
        self._form.person.changed.emit()
        self._show()

    def origin_of(self, widget: QWidget) -> str:
        """Where the value in a control came from, "" when it was typed; for those who use no mouse."""
        filled = () if self._now is None else self._now.filled.values()
        for one in filled:
            held = one.place.control is widget or one.place.control.isAncestorOf(widget)
            if held and one.place.field is not None:
                return one.place.field.source()
        return ""

    # ------------------------------------------------------------------ taking it back

    def why_no_undo(self) -> str:
        """Why there is nothing to take back; "" when there is."""
        return "" if self._now is not None else "没有读入的申请表。"

    def undo(self) -> None:
        """Take the filling back: each place as it was, unless it was changed since; the form leaves the files."""
        reading = self._now
        if reading is None:
            return
        self._now = None  # what is written now is no typing over the filling
        for one in reversed(list(reading.filled.values())):
            if one.place.read() == one.value:
                one.place.write(one.before, self._form)
            if one.place.field is not None:
                one.place.field.show_source("")
        if reading.file_added and reading.file is not None:
            files = self._form.request.files
            kept = [one for one in files.paths() if one != reading.file]
            files.clear()
            files.add_paths(kept)
            if reading.proposal.file_name == PASTED:
                reading.file.unlink(missing_ok=True)  # we wrote it, with what somebody wrote to the office
        if reading.items_split:
            self._form.request.items.show_items(())
        fold_again(self._form, reading.folds)
        self._card.forget()
        self._form.person.changed.emit()
        self.changed.emit()

    def forget(self) -> None:
        """The form is another letter's: no marks, no card."""
        if self._now is not None:
            for one in self._now.filled.values():
                if one.place.field is not None:
                    one.place.field.show_source("")
        self._now = None
        self._card.forget()

    def _on_closed(self) -> None:
        self._card.hide()

    def _on_form_changed(self) -> None:
        """A value that was changed by hand is not the form's any more."""
        if self._now is None:
            return
        for one in self._now.filled.values():
            if one.place.field is not None and one.place.field.source() and one.place.read() != one.value:
                one.place.field.show_source("")


def _folded(text: str) -> str:
    return "".join(text.split()).lower()
