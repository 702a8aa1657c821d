"""The key tasks of the sample office: one done, one overdue, one under way, two not begun."""

from datetime import date, datetime, timedelta
from typing import Final

from casework.drafts import AttachmentDraft
from casework.key_task_reading import key_task_list
from casework.key_task_views import KeyTaskDraft, KeyTaskEnding, KeyTaskEntryKind, KeyTaskReport
from casework.key_tasks import add_key_tasks, end_key_task, report_key_task
from casework.office import Office

__all__ = ["fill_key_tasks"]

_ACTOR: Final = "王敏"
_SOURCE: Final = "年度政务公开工作要点"
# Content, responsible, cooperating, term in days from today (None: still open).
_TASKS: Final = (
    ("更新政府信息公开指南，补充不予公开的情形和救济途径", "李岚", "赵启明", -140),
    ("清理历史办件，逐件补录答复日期", "王敏", "", -13),
    ("组织依申请公开业务培训两次", "赵启明", "王敏、李岚", 27),
    ("编制政府信息公开工作年度报告", "李岚", "", 38),
    ("公开信息处理费收取情况", "王敏", "", None),
)


def fill_key_tasks(office: Office, *, today: date, now: datetime) -> None:
    """List the tasks of the year of ``today`` and report on some of them."""
    drafts = tuple(
        KeyTaskDraft(
            year=today.year,
            title=title,
            source=_SOURCE,
            responsible=who,
            cooperating=helpers,
            due_on=None if days is None else _within(today, days),
        )
        for title, who, helpers, days in _TASKS
    )
    add_key_tasks(office, drafts, today=today, now=now, actor=_ACTOR)
    first, second, third, *_ = key_task_list(office, today.year, today=today).tasks
    files = (AttachmentDraft(file_name="培训签到表.txt", content="签到表（示例）".encode(), media_type="text/plain"),)
    end = KeyTaskEnding(
        task_id=first.id,
        version=first.version,
        kind=KeyTaskEntryKind.DONE,
        on=_within(today, -150),
        text="新版指南已在网站公布",
    )
    end_key_task(office, end, today=today, now=now, actor=_ACTOR)
    for task, days, text, proof in (
        (second, -60, "已补录 310 件，余 96 件", ()),
        (third, -90, "第一次培训已办，42 人参加", files),
    ):
        report = KeyTaskReport(task_id=task.id, version=task.version, on=_within(today, days), text=text, files=proof)
        report_key_task(office, report, today=today, now=now, actor=_ACTOR)


def _within(today: date, days: int) -> date:
    """A day of this year, so many days from today."""
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    return min(max(today + timedelta(days=days), first), last)
