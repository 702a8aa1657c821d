"""办件台账: every column that a ledger may have, declared once, and a row of facts.

Which columns, in which order and under which title is the office's own choice (``LedgerLayout`` in ``models``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

from reports.tables import Cell, Money, TableColumn, TableHead

__all__ = ["LEDGER_COLUMNS", "LedgerColumn", "LedgerPart", "LedgerRow", "ledger_cells", "ledger_head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One request as a ledger shows it. A field has the name of its column; what was not read is empty."""

    place: int = 0
    registration_number: str = ""
    ledger_number: str = ""
    submission_number: str = ""
    received_on: date | None = None
    channel: str = ""
    postal_number: str = ""
    registered_by: str = ""
    applicant: str = ""
    applicant_type: str = ""
    identity_kind: str = ""
    identity_number: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    email: str = ""
    agent: str = ""
    kind: str = ""
    title: str = ""
    text: str = ""
    purpose: str = ""
    document_hint: str = ""
    delivery: str = ""
    access_forms: str = ""
    handler: str = ""
    status: str = ""
    status_text: str = ""
    first_due_on: date | None = None
    due_on: date | None = None
    provisional: str = ""
    days_used: int | None = None
    correction_on: date | None = None
    corrected_on: date | None = None
    extended: str = ""
    extension_days: int | None = None
    extension_on: date | None = None
    extension_reason: str = ""
    consulted: str = ""
    consultation_on: date | None = None
    opinion_on: date | None = None
    fee: Money | None = None
    fee_paid: Money | None = None
    fee_status: str = ""
    outcome: str = ""
    decided_on: date | None = None
    reply_number: str = ""
    reply_on: date | None = None
    replied_on: date | None = None
    service_method: str = ""
    served_on: date | None = None
    closed_on: date | None = None
    on_time: str = ""
    reconsideration: str = ""
    litigation: str = ""
    remark: str = ""


class LedgerPart:
    """What has to be read for a column besides the request and its letter."""

    NOTHING: Final = ""
    APPLICANTS: Final = "applicants"
    AGENTS: Final = "agents"
    EVENTS: Final = "events"
    DISPUTES: Final = "disputes"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerColumn:
    """A column as declared.

    Attributes:
        key: stable name, that of the field of ``LedgerRow``.
        label: head of the column.
        group: heading under which it is offered.
        width: width in characters.
        part: what has to be read for it (``LedgerPart``).
        personal: shown masked unless somebody asks for the whole with a reason.
        usual: among the columns of the layout that nobody has changed.
    """

    key: str
    label: str
    group: str
    width: int = 12
    part: str = LedgerPart.NOTHING
    personal: bool = False
    usual: bool = False


_TAKEN_IN: Final = "收件"
_WHO: Final = "申请人"
_WHAT: Final = "申请内容"
_COURSE: Final = "办理"
_FEE: Final = "收费"
_REPLY: Final = "答复"
_DISPUTES: Final = "复议诉讼"
_WHO_PART: Final = LedgerPart.APPLICANTS
_EVENTS: Final = LedgerPart.EVENTS

_DECLARED: Final = (
    LedgerColumn(key="place", label="序号", group=_TAKEN_IN, width=6, usual=True),
    LedgerColumn(key="registration_number", label="登记号", group=_TAKEN_IN, width=20, usual=True),
    LedgerColumn(key="ledger_number", label="原台账编号", group=_TAKEN_IN, width=16),
    LedgerColumn(key="submission_number", label="来件号", group=_TAKEN_IN, width=20),
    LedgerColumn(key="received_on", label="收到日期", group=_TAKEN_IN, usual=True),
    LedgerColumn(key="channel", label="申请渠道", group=_TAKEN_IN, usual=True),
    LedgerColumn(key="postal_number", label="来件邮件号", group=_TAKEN_IN, width=18),
    LedgerColumn(key="registered_by", label="登记人", group=_TAKEN_IN, width=10),
    LedgerColumn(key="applicant", label="申请人", group=_WHO, width=16, part=_WHO_PART, usual=True),
    LedgerColumn(key="applicant_type", label="申请人类别", group=_WHO, part=_WHO_PART, usual=True),
    LedgerColumn(key="identity_kind", label="证件类型", group=_WHO, width=16, part=_WHO_PART),
    LedgerColumn(key="identity_number", label="证件号码", group=_WHO, width=22, part=_WHO_PART, personal=True),
    LedgerColumn(key="phone", label="联系电话", group=_WHO, width=16, part=_WHO_PART, personal=True),
    LedgerColumn(key="address", label="联系地址", group=_WHO, width=30, part=_WHO_PART, personal=True),
    LedgerColumn(key="postcode", label="邮政编码", group=_WHO, width=10, part=_WHO_PART, personal=True),
    LedgerColumn(key="email", label="电子邮箱", group=_WHO, width=22, part=_WHO_PART, personal=True),
    LedgerColumn(key="agent", label="代理人", group=_WHO, part=LedgerPart.AGENTS),
    LedgerColumn(key="kind", label="事项类别", group=_WHAT),
    LedgerColumn(key="title", label="申请内容", group=_WHAT, width=36, usual=True),
    LedgerColumn(key="text", label="申请原文", group=_WHAT, width=60),
    LedgerColumn(key="purpose", label="用途", group=_WHAT, width=24),
    LedgerColumn(key="document_hint", label="文号或线索", group=_WHAT, width=24),
    LedgerColumn(key="delivery", label="获取方式", group=_WHAT),
    LedgerColumn(key="access_forms", label="载体形式", group=_WHAT),
    LedgerColumn(key="handler", label="承办人", group=_COURSE, width=10, usual=True),
    LedgerColumn(key="status", label="环节", group=_COURSE),
    LedgerColumn(key="status_text", label="办理情况", group=_COURSE, width=24),
    LedgerColumn(key="first_due_on", label="原答复截止日", group=_COURSE, width=14),
    LedgerColumn(key="due_on", label="答复截止日", group=_COURSE, usual=True),
    LedgerColumn(key="provisional", label="截止日是否暂定", group=_COURSE, width=14),
    LedgerColumn(key="days_used", label="已用工作日", group=_COURSE),
    LedgerColumn(key="correction_on", label="补正告知日", group=_COURSE, part=_EVENTS),
    LedgerColumn(key="corrected_on", label="补正收到日", group=_COURSE, part=_EVENTS),
    LedgerColumn(key="extended", label="是否延期", group=_COURSE, width=10, usual=True),
    LedgerColumn(key="extension_days", label="延期工作日", group=_COURSE),
    LedgerColumn(key="extension_on", label="延期告知日", group=_COURSE, part=_EVENTS),
    LedgerColumn(key="extension_reason", label="延期理由", group=_COURSE, width=24, part=_EVENTS),
    LedgerColumn(key="consulted", label="征求意见对象", group=_COURSE, width=22, part=_EVENTS),
    LedgerColumn(key="consultation_on", label="征求意见日", group=_COURSE, part=_EVENTS),
    LedgerColumn(key="opinion_on", label="意见收到日", group=_COURSE, part=_EVENTS),
    LedgerColumn(key="fee", label="应收费（元）", group=_FEE),
    LedgerColumn(key="fee_paid", label="实收费（元）", group=_FEE),
    LedgerColumn(key="fee_status", label="收费状态", group=_FEE),
    LedgerColumn(key="outcome", label="处理结果", group=_REPLY, width=22, usual=True),
    LedgerColumn(key="decided_on", label="定结果日", group=_REPLY),
    LedgerColumn(key="reply_number", label="答复文号", group=_REPLY, width=22, part=_EVENTS, usual=True),
    LedgerColumn(key="reply_on", label="答复落款日", group=_REPLY, part=_EVENTS),
    LedgerColumn(key="replied_on", label="答复日期", group=_REPLY, usual=True),
    LedgerColumn(key="service_method", label="送达方式", group=_REPLY, part=_EVENTS),
    LedgerColumn(key="served_on", label="送达日期", group=_REPLY, usual=True),
    LedgerColumn(key="closed_on", label="办结日期", group=_REPLY),
    LedgerColumn(key="on_time", label="是否按期", group=_REPLY, width=10, usual=True),
    LedgerColumn(key="reconsideration", label="行政复议", group=_DISPUTES, width=26, part=LedgerPart.DISPUTES),
    LedgerColumn(key="litigation", label="行政诉讼", group=_DISPUTES, width=26, part=LedgerPart.DISPUTES),
    LedgerColumn(key="remark", label="备注", group=_DISPUTES, width=24),
)
LEDGER_COLUMNS: Final[Mapping[str, LedgerColumn]] = MappingProxyType({one.key: one for one in _DECLARED})


def ledger_head(title: str, notes: Sequence[str], keys: Sequence[str]) -> TableHead:
    """What stands above the rows of a ledger of some columns.

    Raises:
        KeyError: a column that is not declared.
    """
    columns = tuple(TableColumn(LEDGER_COLUMNS[one].label, LEDGER_COLUMNS[one].width) for one in keys)
    return TableHead(title=title, notes=tuple(notes), columns=columns)


def ledger_cells(keys: Sequence[str]) -> Callable[[LedgerRow], tuple[Cell, ...]]:
    """What turns a row into the cells of some columns, in their order."""
    get: Callable[[LedgerRow], Any] = attrgetter(*keys)
    single = len(keys) == 1

    def cells(row: LedgerRow) -> tuple[Cell, ...]:
        found: tuple[Cell, ...] = (get(row),) if single else get(row)
        return found

    return cells
