"""收费台账: one row for each request that a fee was proposed for, with its sums."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.tables import Money, Table, TableColumn

__all__ = ["FeeLedgerRow", "fee_ledger"]

_COLUMNS = (
    TableColumn("登记号", 20),
    TableColumn("申请人", 16),
    TableColumn("申请内容", 36),
    TableColumn("收到日期"),
    TableColumn("收费标准", 10),
    TableColumn("计收情况", 24),
    TableColumn("应收（元）"),
    TableColumn("收费理由", 30),
    TableColumn("批准人", 10),
    TableColumn("通知文号", 22),
    TableColumn("通知发出日"),
    TableColumn("通知送达日"),
    TableColumn("缴费截止日"),
    TableColumn("缴款码", 20),
    TableColumn("实收（元）"),
    TableColumn("票据号", 20),
    TableColumn("缴清日"),
    TableColumn("退费（元）"),
    TableColumn("状态", 14),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLedgerRow:
    """One request with its fee; amounts in fen."""

    registration_number: str
    applicant: str
    title: str
    received_on: date | None
    standard: str
    counted: str
    fen: int | None
    reason: str
    approver: str
    notice_number: str
    noticed_on: date | None
    served_on: date | None
    due_on: date | None
    payment_code: str
    paid_fen: int
    receipts: str
    settled_on: date | None
    refunded_fen: int
    state: str


def fee_ledger(rows: Iterable[FeeLedgerRow], *, agency: str, chosen: str, made_on: date) -> Table:
    """The ledger as a table.

    Args:
        rows: the requests in their order.
        agency: name of the agency.
        chosen: what the list was filtered by, in words.
        made_on: day of the data.
    """
    kept = tuple(rows)
    notes = (f"{agency}　{chosen}　{len(kept)} 件", f"数据截至 {made_on.isoformat()}")
    sums: dict[int, int] = {
        6: sum(one.fen or 0 for one in kept),
        14: sum(one.paid_fen for one in kept),
        17: sum(one.refunded_fen for one in kept),
    }
    totals = tuple("合计" if at == 0 else Money(sums[at]) if at in sums else None for at in range(len(_COLUMNS)))
    return Table(
        title="信息处理费台账", notes=notes, columns=_COLUMNS, rows=tuple(_cells(one) for one in kept), totals=totals
    )


def _cells(one: FeeLedgerRow) -> tuple[str | date | Money | None, ...]:
    return (
        one.registration_number,
        one.applicant,
        one.title,
        one.received_on,
        one.standard,
        one.counted,
        Money(one.fen) if one.fen is not None else None,
        one.reason,
        one.approver,
        one.notice_number,
        one.noticed_on,
        one.served_on,
        one.due_on,
        one.payment_code,
        Money(one.paid_fen),
        one.receipts,
        one.settled_on,
        Money(one.refunded_fen),
        one.state,
    )
