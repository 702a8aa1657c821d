"""Pasted lines of a work plan, read as key tasks: 1. 标题 … 责任人：张三 … 期限：6月30日前."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

from casework.key_task_views import KeyTaskDraft, PastedTask
from models.text_cleaning import clean_text

__all__ = ["read_pasted_tasks"]

_NUMBER: Final = re.compile(r"^\s*[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]\s*|^\s*\d{1,3}\s+")
_LABELS: Final = re.compile(
    r"[\s，,；;。（(]*(?P<label>责任(?:人|单位|科室|部门)|牵头(?:人|单位|科室)|配合(?:人|单位|科室)?|"
    r"完成(?:时限|期限|时间)|期限|时限|来源|依据)\s*[：:]\s*"
)
_DAY: Final = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_MONTH_END: Final = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:底|末|份)?")
_YEAR_END: Final = re.compile(r"年底|年末|全年|12月底")
_TRAILING: Final = " \t，,；;。）)"


def read_pasted_tasks(text: str, year: int) -> tuple[PastedTask, ...]:
    """The tasks of pasted lines; an empty line is none, a term that cannot be read is said and left open."""
    lines = clean_text(text).text.splitlines()
    return tuple(_read(number, one, year) for number, one in enumerate(lines, start=1) if one.strip())


def _read(number: int, line: str, year: int) -> PastedTask:
    plain = _NUMBER.sub("", line.replace("\t", "  "), count=1)
    said: dict[str, str] = {}
    marks = list(_LABELS.finditer(plain))
    title = plain[: marks[0].start()] if marks else plain
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(plain)
        said[_field(mark["label"])] = plain[mark.end() : end].strip(_TRAILING)
    term = said.get("due", "")
    due = _due(term, year)
    problems = []
    if not said.get("responsible"):
        problems.append("没有责任人")
    if term and due is None:
        problems.append(f"期限“{term}”读不出日期")
    elif not term:
        problems.append("没有期限")
    elif due is not None and due.year != year:
        problems.append(f"期限不在 {year} 年")
    task = KeyTaskDraft(
        year=year,
        title=title.strip(_TRAILING + "（("),
        source=said.get("source", ""),
        responsible=said.get("responsible", ""),
        cooperating=said.get("cooperating", ""),
        due_on=due,
    )
    return PastedTask(line=number, task=task, problem="，".join(problems))


def _field(label: str) -> str:
    if label.startswith(("责任", "牵头")):
        return "responsible"
    if label.startswith("配合"):
        return "cooperating"
    return "source" if label in ("来源", "依据") else "due"


def _due(term: str, year: int) -> date | None:
    """The last day of a term: 6月30日前, 2026-06-30, 6月底前, 年底前."""
    found = _DAY.search(term)
    try:
        if found is not None:
            return date(int(found[1] or year), int(found[2]), int(found[3]))
        month = _MONTH_END.search(term)
        if month is not None:
            at = int(month[1] or year)
            return date(at, int(month[2]), monthrange(at, int(month[2]))[1])
    except ValueError:
        return None
    return date(year, 12, 31) if _YEAR_END.search(term) else None
