"""What connects the card of numbers with casework: reads, previews while one types, decides, begins, voids."""

from functools import partial

from PySide6.QtCore import QModelIndex, QObject

from casework.number_book import (
    number_classes,
    series_ids,
    series_rows,
    series_view,
    series_years,
    start_numbers,
    void_document_number,
)
from casework.number_drafts import NumberPatternDraft, SeriesStartDraft, VoidNumberDraft
from casework.number_patterns import decide_pattern, preview_pattern
from casework.number_views import NumberClassView, NumberRow, SeriesView
from casework.views import Changed
from desktop.components.block_model import BlockModel
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from desktop.settings.number_rows import NUMBER_CELLS, NUMBER_COLUMNS
from desktop.settings.numbers_card import NumbersCard
from law.errors import UserError

__all__ = ["NumberDesk"]

_PREVIEW_MS = 200


class NumberDesk(QObject):
    """Serves one card; ``refresh`` asks everything anew."""

    def __init__(self, session: Session, card: NumbersCard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.card = card
        self._year = session.today.year
        self._generation = 0
        self.model: BlockModel[NumberRow] = BlockModel(
            NUMBER_COLUMNS, NUMBER_CELLS, self._ask_block, session.today, self
        )
        card.numbers.setModel(self.model)
        card.numbers.opened.connect(self._on_number_opened)
        self._preview = pause_timer(self, _PREVIEW_MS, self._ask_preview)
        card.year_chosen.connect(self._on_year_chosen)
        card.class_chosen.connect(self._on_class_chosen)
        card.pattern_edited.connect(self._preview.start)
        card.pattern_decided.connect(self._on_pattern_decided)
        card.series_started.connect(self._on_series_started)
        card.number_voided.connect(self._on_number_voided)

    def refresh(self) -> None:
        """Ask anew for years, classes and the series that is shown."""
        session = self._session
        session.ask(
            partial(series_years, session.office, today=session.today), self._on_years_read, key="numbers:years"
        )
        session.ask(partial(number_classes, session.office, self._year), self._on_classes_read, key="numbers:classes")

    def _on_years_read(self, years: tuple[int, ...]) -> None:
        self.card.show_years(years, self._year, self._session.today.year)

    def _on_classes_read(self, classes: tuple[NumberClassView, ...]) -> None:
        self.card.show_classes(classes)

    def _on_year_chosen(self, year: object) -> None:
        if isinstance(year, int):
            self._year = year
            self.refresh()

    def _on_class_chosen(self, one: NumberClassView) -> None:
        self.card.show_class(one)
        office = self._session.office
        self._session.ask(
            partial(series_view, office, one.number_class, self._year), self._on_series_read, key="numbers:series"
        )
        self._session.ask(
            partial(series_ids, office, one.number_class, self._year), self._on_ids_read, key="numbers:ids"
        )

    def _on_series_read(self, series: SeriesView) -> None:
        self.card.show_series(series)

    # ------------------------------------------------------------------ the numbers of a series

    def _on_ids_read(self, ids: tuple[int, ...]) -> None:
        self._generation += 1
        self.model.show_ids(ids, self._session.today)
        self.card.numbers.show_empty("" if ids else "本类本年还没有取过号，签发文书时取号。")

    def _ask_block(self, block: int) -> None:
        work = partial(_numbered, self._session, self._generation, block, self.model.block_ids(block))
        self._session.ask(work, self._on_block_read)

    def _on_block_read(self, answer: tuple[int, int, tuple[NumberRow, ...]]) -> None:
        generation, block, rows = answer
        if generation == self._generation:
            self.model.put_block(block, rows)

    def _on_number_opened(self, index: QModelIndex) -> None:
        found = self.model.row_at(index.row())
        if found is not None:
            self.card.take_number(found.text)

    # ------------------------------------------------------------------ typing and acts

    def _ask_preview(self) -> None:
        draft = self.card.pattern_draft()
        if draft is not None:
            session = self._session
            ask = partial(preview_pattern, session.office, draft, today=session.today)
            session.ask(ask, self.card.show_preview, self._on_preview_failed, key="numbers:preview")

    def _on_preview_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.card.show_preview_refused(error)
        else:
            self._session.shell.show_failure(error)

    def _on_pattern_decided(self, draft: NumberPatternDraft) -> None:
        self._session.act(decide_pattern, draft, self._on_pattern_done, self.card.show_refusal)

    def _on_series_started(self, draft: SeriesStartDraft) -> None:
        self._session.act(start_numbers, draft, self._on_series_done, self.card.show_refusal)

    def _on_number_voided(self, draft: VoidNumberDraft) -> None:
        self._session.act(void_document_number, draft, self._on_void_done, self._on_void_refused)

    def _on_pattern_done(self, _changed: Changed) -> None:
        self._done("reason")

    def _on_series_done(self, _changed: Changed) -> None:
        self._done("last_used")

    def _on_void_done(self, _changed: Changed) -> None:
        self._done("text", "void_reason")

    def _on_void_refused(self, error: UserError) -> None:
        """The reason of a void number has a field of its own."""
        field = "void_reason" if error.field == "reason" else error.field
        self.card.show_refusal(UserError(error.code, error.what, error.why, error.todo, error.basis, field))

    def _done(self, *keys: str) -> None:
        self.card.clear_errors()
        self.card.clear_typed(*keys)
        self.refresh()


def _numbered(
    session: Session, generation: int, block: int, ids: tuple[int, ...]
) -> tuple[int, int, tuple[NumberRow, ...]]:
    """The rows of a block with the numbers that tell whether they are still wanted."""
    return generation, block, series_rows(session.office, ids)
