"""重点任务台账 as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.tables import Table, TableColumn

__all__ = ["KeyTaskRow", "key_task_table"]

_COLUMNS = (
    TableColumn("序号", 6),
    TableColumn("任务内容", 44),
    TableColumn("来源", 22),
    TableColumn("责任人", 12),
    TableColumn("配合", 18),
    TableColumn("期限"),
    TableColumn("状态", 10),
    TableColumn("进展", 40),
    TableColumn("完成日期"),
    TableColumn("佐证材料", 30),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTaskRow:
    """One task of the year."""

    position: int
    title: str
    source: str
    responsible: str
    cooperating: str
    due_on: date | None
    state: str
    progress: str
    done_on: date | None
    proof: str


def key_task_table(rows: Iterable[KeyTaskRow], *, year: int, agency: str, made_on: date) -> Table:
    """The list of a year.

    Args:
        rows: the tasks in their order.
        year: the year.
        agency: name of the agency.
        made_on: day of the data.
    """
    cells = tuple(
        (
            one.position,
            one.title,
            one.source,
            one.responsible,
            one.cooperating,
            one.due_on,
            one.state,
            one.progress,
            one.done_on,
            one.proof,
        )
        for one in rows
    )
    notes = (f"{agency}　{len(cells)} 项", f"数据截至 {made_on.isoformat()}")
    return Table(title=f"{year}年重点任务台账", notes=notes, columns=_COLUMNS, rows=cells)
