"""A ledger of many rows taken in by a process that may be killed: ``python -m tests.casework.killed_import DATABASE``.

One line is written when writing begins and one when the import is committed.
"""

import sys
from datetime import date, timedelta

from casework.ledger_drafts import AGREED_TO_ALL, LedgerImportDraft
from casework.ledger_import import import_ledger
from casework.office import open_office
from reports.ledger_rows import LedgerRow, RowStatus
from tests.casework.ledger_truth import made_reading, plan_of
from tests.casework.offices import ACTOR, NOW, TODAY

__all__ = ["many_rows"]

ROWS = 1_600


def many_rows(number: int = ROWS) -> list[LedgerRow]:
    """Rows of different people and subjects, a few a day."""
    first = date(2025, 1, 6)
    return [
        LedgerRow(
            sheet="",
            row=at + 2,
            status=RowStatus.IMPORT,
            values={
                "serial_no": str(at + 1),
                "received_date": first + timedelta(days=at // 4),
                "channel": "web",
                "applicant_type": "natural_person",
                "applicant_name": f"周长根{at}",
                "subject": f"青石渡镇第 {at} 号地块征地批复",
                "reply_date": first + timedelta(days=at // 4 + 10),
                "outcome_id": "grant",
            },
        )
        for at in range(number)
    ]


def main(database: str) -> None:
    """Take the rows in."""
    office = open_office(database)
    plan = plan_of(office, made_reading(many_rows()))

    def told(done: int, _total: int) -> None:
        print("writing", done, flush=True)

    draft = LedgerImportDraft(plan=plan, agreement=AGREED_TO_ALL)
    import_ledger(office, draft, today=TODAY, now=NOW, actor=ACTOR, progress=told)
    print("committed", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
