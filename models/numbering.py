"""Registration and document numbers: one series per class and year, gap-free, no number used twice.

A number is taken in the transaction of the act that uses it, so an act that fails gives its number back; a number that
was used for something void stays in the table with the reason.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from law.errors import UserError
from law.terms import NumberClass
from models.base import Base
from models.columns import Instant, RowId
from models.database import insert_into

__all__ = [
    "IssuedNumber",
    "NumberPattern",
    "NumberSeries",
    "issue_number",
    "missing_numbers",
    "next_number",
    "start_series",
    "take_number",
    "void_number",
]


class NumberSeries(Base):
    """The last number taken of one class in one year. ``started_after`` is where the office began with this program."""

    __tablename__ = "number_series"
    __table_args__ = (
        UniqueConstraint("number_class", "year"),
        CheckConstraint("last_number >= started_after", name="never_backwards"),
    )

    id: Mapped[RowId]
    number_class: Mapped[NumberClass]
    year: Mapped[int]
    last_number: Mapped[int] = mapped_column(default=0)
    started_after: Mapped[int] = mapped_column(default=0, server_default="0")


class IssuedNumber(Base):
    """A number that was used, and for what; a void one stays, with the reason."""

    __tablename__ = "issued_numbers"
    __table_args__ = (UniqueConstraint("number_class", "year", "number"),)

    id: Mapped[RowId]
    number_class: Mapped[NumberClass]
    year: Mapped[int]
    number: Mapped[int]
    text: Mapped[str] = mapped_column(unique=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("requests.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    taken_at: Mapped[Instant]
    taken_by: Mapped[str]
    voided_at: Mapped[Instant | None]
    voided_by: Mapped[str | None]
    void_reason: Mapped[str | None]


class NumberPattern(Base):
    """How the numbers of a class are written from a year on. Append-only; the latest decision for a year counts.

    ``pattern`` has the places of ``templates.numbers.NumberFormat``, ``class_code`` is the 类型代字.
    """

    __tablename__ = "number_patterns"

    id: Mapped[RowId]
    number_class: Mapped[NumberClass] = mapped_column(index=True)
    from_year: Mapped[int]
    pattern: Mapped[str]
    class_code: Mapped[str]
    use_di: Mapped[bool] = mapped_column(default=False)
    pad: Mapped[int] = mapped_column(default=0)
    decided_by: Mapped[str]
    reason: Mapped[str]
    recorded_at: Mapped[Instant]


def take_number(session: Session, number_class: NumberClass, year: int) -> int:
    """Take the next number of a series inside the caller's transaction.

    One statement takes and locks: a second writer waits until this transaction ends, then sees its result.
    """
    # started_after is given by hand: a Core insert does not know the defaults of the mapped class.
    statement = insert_into(session, NumberSeries).values(
        number_class=number_class, year=year, last_number=1, started_after=0
    )
    taken = statement.on_conflict_do_update(
        index_elements=["number_class", "year"], set_={"last_number": NumberSeries.last_number + 1}
    ).returning(NumberSeries.last_number)
    return session.execute(taken).scalar_one()


def next_number(session: Session, number_class: NumberClass, year: int) -> int:
    """Return the number that would be taken next, without taking it (for previews)."""
    last = session.scalar(
        select(NumberSeries.last_number).where(NumberSeries.number_class == number_class, NumberSeries.year == year)
    )
    return (last or 0) + 1


def start_series(session: Session, number_class: NumberClass, year: int, *, after: int) -> None:
    """Let a series begin behind the numbers that the office used before this program.

    Raises:
        UserError: ``after`` is negative, or the series has numbers already.
    """
    if after < 0:
        raise UserError("number_negative", "起始号不能是负数。", todo="请填写已用过的最后一个号。", field="after")
    if next_number(session, number_class, year) > 1:
        raise UserError(
            "series_started",
            f"{year}年的{number_class.label}号已经开始使用。",
            "号一经使用不能重排",
            "从下一号继续使用。",
        )
    session.add(NumberSeries(number_class=number_class, year=year, last_number=after, started_after=after))
    session.flush()


def issue_number(
    session: Session,
    number_class: NumberClass,
    year: int,
    render: Callable[[int], str],
    *,
    now: datetime,
    actor: str,
    request_id: int | None = None,
    document_id: int | None = None,
) -> IssuedNumber:
    """Take the next number and write down what it is used for.

    Args:
        session: the caller's transaction; if it fails, the number is free again.
        number_class: the series.
        year: the year of the series.
        render: makes the printed text (unique in the whole database) from the bare number.
        now: aware UTC instant.
        actor: who takes it.
        request_id: the request it belongs to, if any.
        document_id: the document it is printed on, if any.
    """
    number = take_number(session, number_class, year)
    issued = IssuedNumber(
        number_class=number_class,
        year=year,
        number=number,
        text=render(number),
        request_id=request_id,
        document_id=document_id,
        taken_at=now,
        taken_by=actor,
    )
    session.add(issued)
    session.flush()
    return issued


def void_number(session: Session, text: str, reason: str, *, now: datetime, actor: str) -> IssuedNumber:
    """Mark a number void; it stays in the series and is never used again.

    Raises:
        UserError: no such number, void already, or no reason given.
    """
    if not reason.strip():
        raise UserError("void_needs_reason", "作废文号须写明原因。", todo="请填写作废原因。", field="reason")
    issued = session.scalar(select(IssuedNumber).where(IssuedNumber.text == text))
    if issued is None:
        raise UserError("number_unknown", f"没有用过文号“{text}”。", todo="请核对文号。")
    if issued.voided_at is not None:
        raise UserError("number_void_already", f"文号“{text}”已经作废。", f"作废原因：{issued.void_reason}")
    issued.voided_at, issued.voided_by, issued.void_reason = now, actor, reason
    session.flush()
    return issued


def missing_numbers(session: Session, number_class: NumberClass, year: int) -> tuple[int, ...]:
    """Return the numbers taken from a series for which no use is recorded; empty if the series is sound."""
    of_series = (IssuedNumber.number_class == number_class, IssuedNumber.year == year)
    series = session.scalar(
        select(NumberSeries).where(NumberSeries.number_class == number_class, NumberSeries.year == year)
    )
    used = set(session.scalars(select(IssuedNumber.number).where(*of_series)))
    first = series.started_after + 1 if series else 1
    last = max(series.last_number if series else 0, *used, 0)
    return tuple(number for number in range(first, last + 1) if number not in used)
