"""What a row of the list of documents shows in each column."""

from collections.abc import Callable, Mapping
from datetime import date

from casework.document_list_views import DocumentRow
from desktop.components import Column, TableRole, short_date
from desktop.components.block_model import CellWriter
from desktop.theme import Tone
from law.terms import DocumentState, Urgency

__all__ = ["COLUMNS", "DOCUMENT_CELLS"]

COLUMNS = (
    Column(key="number", label="文号", width=172, fixed=True, sort_key="number"),
    Column(key="title", label="文书", width=0),
    Column(key="applicant", label="申请人", width=92, roomy=140, sort_key="applicant"),
    Column(key="state", label="进度", width=188, roomy=230),
    Column(key="slack", label="期限", width=112, roomy=128, sort_key="slack"),
    Column(key="registration", label="登记号", width=132, sort_key="registration", wide_only=True),
    Column(key="dated", label="成文日期", width=112, sort_key="dated", wide_only=True),
    Column(key="due", label="答复截止", width=108, shown=False),
    Column(key="drafter", label="拟稿人", width=80, shown=False),
)
_URGENT: Mapping[Urgency, Tone] = {
    Urgency.OVERDUE: Tone.OVER,
    Urgency.TODAY: Tone.TODAY,
    Urgency.SOON: Tone.SOON,
    Urgency.PAUSED: Tone.SUSP,
    Urgency.PROVISIONAL: Tone.PROV,
}
_STATES: Mapping[DocumentState, Tone] = {DocumentState.VOID: Tone.PROV}


def _day(day: date | None, today: date) -> str:
    return "—" if day is None else short_date(day, today)


_TEXTS: Mapping[str, Callable[[DocumentRow, date], str]] = {
    "number": lambda row, _: row.number or row.registration_number,
    "title": lambda row, _: row.title,
    "applicant": lambda row, _: row.applicant,
    "state": lambda row, _: row.state_text,
    "slack": lambda row, _: row.slack_text or "—",
    "registration": lambda row, _: row.registration_number,
    "dated": lambda row, today: _day(row.dated_on, today),
    "due": lambda row, today: _day(row.due_on, today),
    "drafter": lambda row, _: row.drafter or "—",
}


class _DocumentCells:
    """The cells; urgency colours what it says in words."""

    def text(self, row: DocumentRow, key: str, today: date) -> str:
        return _TEXTS[key](row, today)

    def role(self, row: DocumentRow, key: str, role: int) -> object:
        if role != TableRole.TONE:
            return None
        if key == "slack":
            return _URGENT.get(row.urgency)
        return _STATES.get(row.state) if key in ("number", "state") else None

    def tip(self, row: DocumentRow, key: str, today: date) -> str | None:
        if key == "number":
            return f"{row.number or row.title}　{row.registration_number}"
        return self.text(row, key, today) if key in ("title", "state", "applicant") else None


DOCUMENT_CELLS: CellWriter[DocumentRow] = _DocumentCells()
