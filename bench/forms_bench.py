"""What reading an application form costs, and how many of its fields are right: the sample forms and pasted letters."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from casework.application_form import read_form, read_pasted
from casework.form_command import form_object
from casework.sample_requests import sample_requests
from tests.casework.form_contract import compared_with, differences

__all__ = ["run"]

Row = tuple[str, float, str, float | None, str]

_FORMS: Final = Path(__file__).parents[1] / "tests" / "data" / "forms"
_ROUNDS: Final = 20
_WORD_BUDGET_MS: Final = 50.0
_PDF_BUDGET_MS: Final = 150.0
_WRONG_BUDGET: Final = 5.0


def run() -> list[Row]:
    """Measure everything once."""
    return [*_word(), *_pdf(), *_pasted()]


def _milliseconds(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * median(times)


def _word() -> list[Row]:
    files = sorted(_FORMS.glob("*.docx"))
    times = [_milliseconds(partial(read_form, one.read_bytes(), one.name)) for one in files]
    different, count = differences(_FORMS)
    note = f"{len(files)} forms, {count - len(different)} of {count} as the truth says"
    return [
        ("form .docx, slowest", max(times), "ms", _WORD_BUDGET_MS, note),
        ("form .docx, not as the truth", 100 * len(different) / count, "%", _WRONG_BUDGET, "fields, items, warnings"),
        ("form .docx, wrong and filled in", sum(one.wrong for one in different), "", 0, "none may be"),
    ]


def _pdf() -> list[Row]:
    truth = json.loads((_FORMS / "truth.json").read_text(encoding="utf-8"))["forms"]
    times, same, count = [], 0, 0
    for form in truth:
        name = Path(form["file"]).with_suffix(".pdf").name
        content = (_FORMS / "pdf" / name).read_bytes()
        times.append(_milliseconds(partial(read_form, content, name)))
        rows = list(compared_with(form, form_object(read_form(content, name))))
        same, count = same + sum(row[3] for row in rows), count + len(rows)
    return [("form PDF, slowest", max(times), "ms", _PDF_BUDGET_MS, f"{same} of {count} as the truth says")]


def _pasted() -> list[Row]:
    letters = [one for one in sample_requests() if one.draft.text.strip()]
    start = perf_counter()
    proposals = [(one, read_pasted(one.draft.text)) for one in letters]
    spent = 1000 * (perf_counter() - start) / len(letters)
    invented = 0
    for one, proposal in proposals:
        known = {one.draft.applicant.name, "", *(other.name for other in one.draft.co_applicants)}
        known |= {one.draft.agent.name} if one.draft.agent is not None else set()
        invented += proposal.draft.applicant.name not in known
    return [
        ("pasted letter, mean", spent, "ms", _WORD_BUDGET_MS, f"{len(letters)} letters of the samples"),
        ("pasted letters, persons invented", invented, "", 0, "none may be"),
    ]
