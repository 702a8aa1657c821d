"""The report of a year put together: counted, entered, carried over, worded and checked. As known now, or as closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from sqlalchemy.orm import Session

from casework.agency import known_profile
from casework.annual_closed import ClosedYear, behind_of, closed_year
from casework.annual_count import CountedYear, count_year
from casework.annual_entries import CARRIED_NOTE, FORM, NOTED, PARTS, Entered, entered, figures_of
from casework.annual_facts import COUNTING_POLICIES
from casework.annual_views import Behind
from casework.annual_words import proposed_words
from casework.fee_ledger import fee_year
from casework.office import Office
from law.annual_form import AnnualForm, annual_layout, two_key
from law.policies import PolicySet, policy_specs
from reports.annual_relations import AnnualCheck, check_annual
from reports.annual_tables import AnnualTables, Figure, as_number
from reports.annual_texts import AnnualTexts
from reports.fee_disclosure import FeeDisclosure

__all__ = ["YearPicture", "before_of", "changed_policies", "picture_of", "policies_of_year"]

_STANDING, _MADE, _REPEALED = "in_force", "made", "repealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPicture:
    """The report of a year.

    Attributes:
        year, agency: which report.
        policies: how is counted; tables, texts: the report; proposed: the words that the tables give, by part.
        before, before_source: the year before (``closed``, ``entered`` or empty).
        carried: cells of table two that nobody entered and that follow from the year before.
        cells, behind: what is behind the cells.
        unplaced: requests that were closed without an outcome.
        entries: what was entered for the year.
        carried_note: see ``AnnualView``; fees: what the ledger says on fees.
        check: which relations hold.
    """

    year: int
    agency: str
    policies: PolicySet
    tables: AnnualTables
    texts: AnnualTexts
    proposed: Mapping[str, str]
    before: AnnualTables | None
    before_source: str
    carried: frozenset[str]
    cells: Mapping[str, tuple[str, ...]]
    behind: Mapping[str, Behind]
    unplaced: tuple[int, ...]
    entries: Mapping[str, Entered]
    carried_note: str
    fees: FeeDisclosure
    check: AnnualCheck

    @property
    def entry(self) -> int:
        """Mark of the last entry."""
        return max((one.id for one in self.entries.values()), default=0)


def policies_of_year(office: Office, session: Session, year: int) -> PolicySet:
    """How a year is counted: fixed with its closing, before that as decided by its last day."""
    closed = closed_year(session, year)
    return closed.policies if closed is not None else office.policies(date(year, 12, 31), session)


def picture_of(office: Office, session: Session, year: int, *, as_closed: bool = True) -> YearPicture:
    """The report of a year.

    Args:
        office: the office.
        session: a session.
        year: the year.
        as_closed: a closed year as it was closed; otherwise as known now.
    """
    closed = closed_year(session, year)
    entries = entered(session, year)
    if closed is not None and as_closed:
        return _closed_picture(closed, entries)
    policies = closed.policies if closed is not None else office.policies(date(year, 12, 31), session)
    return _picture_now(office, session, year, policies, entries)


def _closed_picture(closed: ClosedYear, entries: Mapping[str, Entered]) -> YearPicture:
    tables = closed.tables
    return YearPicture(
        year=tables.year,
        agency=tables.agency,
        policies=closed.policies,
        tables=tables,
        texts=closed.texts,
        proposed=MappingProxyType({}),
        before=closed.before,
        before_source=closed.before_source,
        carried=frozenset(),
        cells=closed.cells,
        behind=closed.behind,
        unplaced=(),
        entries=entries,
        carried_note=closed.carried_note,
        fees=closed.fees,
        check=check_annual(
            tables, closed.before, carried_note=closed.carried_note, texts=closed.texts, fees=closed.fees
        ),
    )


def _picture_now(
    office: Office, session: Session, year: int, policies: PolicySet, entries: Mapping[str, Entered]
) -> YearPicture:
    agency = known_profile(session).name
    counted = count_year(office, session, year, policies)
    before, source = before_of(session, year, agency)
    hand = figures_of(entries, ("t2",))
    carried = _carried(hand, before)
    own, cells, behind = _own_figures(counted, entries)
    figures: dict[str, Figure] = {**dict.fromkeys(annual_layout().table_two), **hand, **carried, **own}
    tables = AnnualTables(year=year, agency=agency, figures=MappingProxyType(figures))
    fees = fee_year(office, year)
    note = _text(entries, CARRIED_NOTE)
    notes = (*changed_policies(office, session, year, policies), *((note,) if note else ()))
    proposed = proposed_words(tables, before, fees, policies, notes)
    texts = _texts(entries, proposed)
    return YearPicture(
        year=year,
        agency=agency,
        policies=policies,
        tables=tables,
        texts=texts,
        proposed=proposed,
        before=before,
        before_source=source,
        carried=frozenset(carried),
        cells=cells,
        behind=behind,
        unplaced=tuple(one for ref in counted.unplaced for one in counted.cases[ref].request_ids),
        entries=entries,
        carried_note=note,
        fees=fees,
        check=check_annual(tables, before, carried_note=note, texts=texts, fees=fees),
    )


def before_of(session: Session, year: int, agency: str) -> tuple[AnnualTables | None, str]:
    """The report of the year before with its source: closed here, else as somebody entered it."""
    closed = closed_year(session, year - 1)
    if closed is not None:
        return closed.tables, "closed"
    entries = entered(session, year - 1)
    figures = figures_of(entries)
    if not figures:
        return None, ""
    form = AnnualForm.OLD if _text(entries, FORM) == str(int(AnnualForm.OLD)) else AnnualForm.CURRENT
    tables = AnnualTables(year=year - 1, agency=agency, figures=MappingProxyType(figures), form=form)
    return tables, "entered"


def _own_figures(
    counted: CountedYear, entries: Mapping[str, Entered]
) -> tuple[Mapping[str, Figure], Mapping[str, tuple[str, ...]], Mapping[str, Behind]]:
    """Tables three and four: counted; of a year before this program, of which it has no case, as entered."""
    typed = figures_of(entries, ("t3", "t4"))
    if typed and not any(counted.figures.values()):
        return {**counted.figures, **typed}, {}, {}
    return dict(counted.figures), counted.cells, behind_of(counted)


def _carried(hand: Mapping[str, Figure], before: AnnualTables | None) -> dict[str, Figure]:
    """现行有效 that nobody entered: that of the year before with what was made and without what was repealed."""
    if before is None or before.form is not AnnualForm.CURRENT:
        return {}
    found: dict[str, Figure] = {}
    for block in annual_layout().blocks:
        if _STANDING not in block.columns:
            continue
        for row, _ in block.rows:
            cell = two_key(row, _STANDING)
            parts = (before.two(row, _STANDING), hand.get(two_key(row, _MADE)), hand.get(two_key(row, _REPEALED)))
            numbers = [as_number(one) for one in parts if one is not None]
            if hand.get(cell) is None and len(numbers) == len(parts) and None not in numbers:
                standing, made, repealed = (one or Decimal(0) for one in numbers)
                found[cell] = int(standing + made - repealed)
    return found


def _text(entries: Mapping[str, Entered], key: str) -> str:
    found = entries.get(key)
    return (found.value or "") if found is not None else ""


def _texts(entries: Mapping[str, Entered], proposed: Mapping[str, str]) -> AnnualTexts:
    words: dict[str, str] = {}
    for part in PARTS:
        written = entries.get(f"text.{part}")
        kept = written.value if written is not None else None
        words[part] = kept if kept is not None else proposed.get(part, "")
    noted = tuple(key.removeprefix(NOTED) for key, one in entries.items() if key.startswith(NOTED) and one.value)
    return AnnualTexts.from_json({**words, "noted": noted})


def changed_policies(office: Office, session: Session, year: int, policies: PolicySet) -> tuple[str, ...]:
    """Sentences on what is counted in another way than the year before (to be told in part six)."""
    earlier = policies_of_year(office, session, year - 1)
    specs = policy_specs()
    return tuple(
        f"本年度“{specs[key].label}”的统计口径为“{specs[key].show(policies.get(key))}”，"
        f"上年度为“{specs[key].show(earlier.get(key))}”。"
        for key in COUNTING_POLICIES
        if policies.get(key) != earlier.get(key)
    )
