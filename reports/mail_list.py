"""交寄清单 as a table: for the office's own book and for the upload to the post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reports.tables import Table, TableColumn

__all__ = ["MailedEnvelope", "mail_table"]

_COLUMNS: Final = (
    TableColumn("序号", 6),
    TableColumn("收件人", 20),
    TableColumn("邮政编码", 10),
    TableColumn("收件地址", 44),
    TableColumn("登记号", 20),
    TableColumn("文书", 40),
    TableColumn("件数", 8),
    TableColumn("邮件号", 18),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedEnvelope:
    """One envelope of the day."""

    receiver: str
    postcode: str
    address: str
    registration_numbers: tuple[str, ...]
    letters: tuple[str, ...]
    mail_number: str


def mail_table(envelopes: Sequence[MailedEnvelope], on: date, agency: str, carrier: str) -> Table:
    """The list of a day.

    Args:
        envelopes: what was handed to the post.
        on: the day.
        agency: whose mail it is.
        carrier: who carries it.
    """
    pieces = sum(len(one.letters) for one in envelopes)
    return Table(
        title="邮件交寄清单",
        notes=(f"{agency}　{on.year}年{on.month}月{on.day}日　承运：{carrier}",),
        columns=_COLUMNS,
        rows=tuple(
            (
                at,
                one.receiver,
                one.postcode,
                one.address,
                "、".join(one.registration_numbers),
                "、".join(one.letters),
                len(one.letters),
                one.mail_number,
            )
            for at, one in enumerate(envelopes, start=1)
        ),
        totals=("合计", f"{len(envelopes)} 封", None, None, None, None, pieces, None),
    )
