"""A made-up ledger for the pictures of the import: rows that go in, rows to agree to, a number that lost digits."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Protocol

from desktop.frame.window import MainWindow
from desktop.ledger.page import LedgerPage
from desktop.ledger.records import LedgerRecordsPage

__all__ = ["demo_ledger", "ledger_pages"]

_HEAD: Final = (
    "序号",
    "收到日期",
    "申请方式",
    "姓名",
    "证件号码",
    "申请内容",
    "应答复日期",
    "答复日期",
    "处理结果",
    "文号",
)
# Fictitious persons; days are told from the first of September.
_ROWS: Final = (
    (1, "网上", "窦永福", "990101196610144430", "翠屏花园建设工程规划许可证", 18, "予以公开"),
    (2, "EMS", "孙少华", "990103196908127572", "青石渡产业园二期土地出让合同", 20, "部分公开"),
    (5, "网上", "同上", "同上", "青石渡产业园二期环境影响评价批复", 17, "本机关不掌握"),
    (8, "当面", "岑红霞", "9.90103E+17", "白石村征地补偿安置方案", 21, "予以公开"),
    (9, "电子邮件", "卫彩云", "990122200202276486", "2025年部门预算执行情况", 19, "不予公开"),
    (12, "网上", "上官一凡", "990101197106220582", "老鸦坪村承包地确权登记颁证档案", 16, "行政查询"),
    (15, "EMS", "苏长江", "—", "沙湾村集体土地所有权证", 18, "信息不存在"),
    (15, "EMS", "苏长江", "—", "沙湾村集体土地所有权证", 18, "信息不存在"),
    (19, "网上", "章一凡", "990101198003152219", "县城供水管网分布图", 23, "不予公开"),
    (22, "网上", "王福生", "990121197512081130", "古渡街道低保对象名单", 20, "信访"),
)


class Gallery(Protocol):
    """What draws the screens."""

    window: MainWindow

    def page(self, name: str, key: str, payload: object = None, prepare: Callable[[], None] | None = None) -> None:
        """Open a page, bring it into a state and keep its picture."""

    def settle(self) -> None:
        """Wait until everything that was asked for is shown."""

    def wanted(self, name: str) -> bool:
        """Whether a screen is drawn."""


def demo_ledger(folder: Path, year: int) -> Path:
    """Write the ledger; returns its path."""
    first = date(year, 9, 1)
    path = folder / f"依申请公开台账{year}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEAD)
        for at, (day, way, name, number, subject, days, outcome) in enumerate(_ROWS, start=1):
            received = first + timedelta(days=day - 1)
            due, replied = received + timedelta(days=28), received + timedelta(days=days)
            serial = f"公开复〔{year}〕{at}号"
            writer.writerow((at, received, way, name, number, subject, due, replied, outcome, serial))
    return path


def ledger_pages(gallery: Gallery, folder: Path) -> None:
    """The pages of the import over the made-up ledger; what was taken in is taken back."""
    if not any(gallery.wanted(name) for name in ("ledger", "ledger-prompts", "ledger-columns", "ledger_records")):
        return
    path = demo_ledger(folder, gallery.window.session.today.year)
    gallery.page("ledger", "ledger", path, _Prepared(gallery, "row").show)
    gallery.page("ledger-prompts", "ledger", None, _Prepared(gallery, "prompts").show)
    gallery.page("ledger-columns", "ledger", None, _Prepared(gallery, "columns").show)
    page = gallery.window.page("ledger")
    if gallery.wanted("ledger_records") and isinstance(page, LedgerPage):
        page.agree_to_all()
        page.take_in()
        gallery.settle()
        gallery.page("ledger_records", "ledger_records")
        records = gallery.window.page("ledger_records")
        if isinstance(records, LedgerRecordsPage):
            records.undo()
            records.card.yes.click()
            gallery.settle()


class _Prepared:
    """The page of the import with one of its cards in front, at the first row that needs a look."""

    def __init__(self, gallery: Gallery, side: str) -> None:
        self._gallery = gallery
        self._side = side

    def show(self) -> None:
        """Bring the page into this state."""
        page = self._gallery.window.page("ledger")
        if isinstance(page, LedgerPage):
            if self._side == "row":
                page.next_problem()
            page.view.show_side(self._side)
