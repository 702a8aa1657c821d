"""Registration numbers of cases that a ledger brings: its own where that is a whole number and free, else a made one.

Nothing is taken from the gap-free series of the office, and no number is used that the series could write later.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.agency import agency_view, profile_of
from casework.ledger_course import Values, text_in
from law.terms import NumberClass
from models import IssuedNumber, NumberSeries, Request, Submission
from reports.ledger_rows import LedgerRow

__all__ = ["OWN_NUMBERS", "registration_numbers"]

OWN_NUMBERS: Final = ("query_code", "serial_no", "reply_no")
"""Fields whose numbers stay searchable."""

_BATCH: Final = 500
# A whole number names its year and something within it: 2024001, LJZB2026-001, 依申〔2025〕12号; a serial does not.
_WHOLE: Final = re.compile(r"(?:.*\D)?(?:19|20)\d{2}(?:\d{2,}|\D+\d+).*")


def registration_numbers(session: Session, rows: Sequence[LedgerRow], import_id: int) -> list[str]:
    """The registration number of each row, in their order.

    Args:
        session: the unit of work.
        rows: those that are taken in.
        import_id: names the import in numbers that are made.
    """
    own = [_own(one.values) for one in rows]
    often = Counter(own)
    free = _free(session, {one for one in own if one and often[one] == 1})
    sheets = {name: place for place, name in enumerate(dict.fromkeys(one.sheet for one in rows), start=1)}
    several = len(sheets) > 1
    return [
        number if number in free else _made(import_id, row, sheets[row.sheet] if several else 0)
        for number, row in zip(own, rows, strict=True)
    ]


def _own(values: Values) -> str:
    found = (text_in(values, name) for name in ("query_code", "serial_no"))
    return next((one for one in found if _WHOLE.fullmatch(one)), "")


def _made(import_id: int, row: LedgerRow, sheet: int) -> str:
    return f"台账{import_id}-{sheet}-{row.row}" if sheet else f"台账{import_id}-{row.row}"


def _free(session: Session, wanted: set[str]) -> set[str]:
    taken: set[str] = set()
    numbers = sorted(wanted)
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        for column in (Request.registration_number, Submission.number, IssuedNumber.text):
            taken |= {one for one in session.scalars(select(column).where(column.in_(batch))) if one}
    mark = agency_view(profile_of(session)).registration_mark
    ours = re.compile(rf"{re.escape(mark)}[〔\[（(](\d{{4}})[〕\]）)]第?0*(\d+)号")
    last = _series(session)
    return {one for one in wanted - taken if not _to_come(ours.fullmatch(one), last)}


def _series(session: Session) -> Mapping[int, int]:
    statement = select(NumberSeries.year, NumberSeries.last_number)
    return dict(session.execute(statement.where(NumberSeries.number_class == NumberClass.REGISTRATION)).tuples().all())


def _to_come(written: re.Match[str] | None, last: Mapping[int, int]) -> bool:
    """Whether the series of the office could still write a number."""
    return written is not None and int(written[2]) > last.get(int(written[1]), 0)
