"""文号簿: every series with its numbers, gaps and void ones; where a series begins, and numbers made void."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from casework.agency import agency_view, known_profile
from casework.amendment import correct_event
from casework.document_numbers import number_class_of
from casework.drafts import EventCorrectionDraft
from casework.list_statements import bare_ids
from casework.number_drafts import SeriesStartDraft, VoidNumberDraft
from casework.number_patterns import may_decide_numbers, pattern_in, registration_text, style_of
from casework.number_views import NumberClassView, NumberRow, SeriesView
from casework.office import Office
from casework.refusals import refused
from casework.stored_case import facts_of
from casework.views import Changed
from law.policies import PolicySet
from law.terms import DocumentKind, DocumentState, EventKind, NumberClass
from models import Document, IssuedNumber, NumberSeries, Request
from models.numbering import missing_numbers, next_number, void_number
from models.text_cleaning import clean_text
from templates.numbers import normalise_number

__all__ = [
    "number_classes",
    "series_ids",
    "series_rows",
    "series_view",
    "series_years",
    "start_numbers",
    "void_document_number",
]

_BLOCK: Final = 200
_FURTHEST_START: Final = 999_999


def number_classes(office: Office, year: int) -> tuple[NumberClassView, ...]:
    """Every class with the way its numbers are written in a year, and its next number.

    Raises:
        UserError: ``agency_missing``.
    """
    with office.reading() as session:
        return tuple(_class_view(office, session, one, year) for one in NumberClass)


def _class_view(office: Office, session: Session, number_class: NumberClass, year: int) -> NumberClassView:
    coming = next_number(session, number_class, year)
    if number_class is NumberClass.REGISTRATION:
        mark = agency_view(known_profile(session)).registration_mark
        return NumberClassView(
            number_class=number_class,
            label=number_class.label,
            letters="登记时取号",
            pattern="{登记号代字}〔{yyyy}〕{seq}号",
            class_code=mark,
            use_di=False,
            pad=0,
            next_text=registration_text(mark, year, coming),
            settable=False,
        )
    policies = office.policies(date(year, 1, 1), session)
    style = style_of(session, number_class, year, policies)
    letters = [one.label for one in DocumentKind if _class_of(one, policies) is number_class]
    return NumberClassView(
        number_class=number_class,
        label=number_class.label,
        letters="、".join(letters),
        pattern=style.form.pattern,
        class_code=style.class_code,
        use_di=style.form.use_di,
        pad=style.form.pad,
        next_text=style.write(coming),
        decided=_decided(session, number_class, year),
    )


def _class_of(kind: DocumentKind, policies: PolicySet) -> NumberClass | None:
    """As ``number_class_of``; kinds that this program only files have none."""
    try:
        return number_class_of(kind, policies)
    except KeyError:
        return None


def _decided(session: Session, number_class: NumberClass, year: int) -> str:
    last = pattern_in(session, number_class, year)
    return "" if last is None else f"{last.from_year}年起，{last.decided_by}定：{last.reason}"


# -------------------------------------------------------------------------------------------------- a series


def series_years(office: Office, *, today: date) -> tuple[int, ...]:
    """The years that have numbers, and this year, the latest first."""
    with office.reading() as session:
        known = set(session.scalars(select(NumberSeries.year).distinct()))
    return tuple(sorted(known | {today.year}, reverse=True))


def series_view(office: Office, number_class: NumberClass, year: int) -> SeriesView:
    """A class in a year: how far it is, what is missing, what is void, what is dated backwards."""
    with office.reading() as session:
        series = session.scalar(
            select(NumberSeries).where(NumberSeries.number_class == number_class, NumberSeries.year == year)
        )
        count, void = session.execute(
            select(func.count(), func.count(IssuedNumber.voided_at)).where(*_of(number_class, year))
        ).one()
        return SeriesView(
            number_class=number_class,
            year=year,
            started_after=series.started_after if series else 0,
            last_number=series.last_number if series else 0,
            count=count,
            void_count=void,
            missing=missing_numbers(session, number_class, year),
            backward=tuple(sorted(_backward(session, number_class, year).values())),
            next_text=_class_view(office, session, number_class, year).next_text,
            can_start=count == 0 and (series is None or series.last_number == series.started_after),
        )


def _of(number_class: NumberClass, year: int) -> tuple[Any, ...]:
    return (IssuedNumber.number_class == number_class, IssuedNumber.year == year)


def _backward(session: Session, number_class: NumberClass, year: int) -> dict[int, int]:
    """Ids and numbers whose letter is dated before that of a smaller number (文号大的成文日期不得早于号小的)."""
    before = func.max(Document.issued_on).over(order_by=IssuedNumber.number, rows=(None, -1)).label("before")
    dated = (
        select(IssuedNumber.id, IssuedNumber.number, Document.issued_on, before)
        .join(Document, Document.id == IssuedNumber.document_id)
        .where(*_of(number_class, year), IssuedNumber.voided_at.is_(None), Document.issued_on.is_not(None))
        .subquery()
    )
    found = session.execute(select(dated.c.id, dated.c.number).where(dated.c.issued_on < dated.c.before))
    return {row.id: row.number for row in found}


def series_ids(office: Office, number_class: NumberClass, year: int) -> tuple[int, ...]:
    """The numbers of a series, the latest first, by their id."""
    with office.reading() as session:
        statement = select(IssuedNumber.id).where(*_of(number_class, year)).order_by(IssuedNumber.number.desc())
        return tuple(bare_ids(session, statement))


def series_rows(office: Office, ids: Iterable[int]) -> tuple[NumberRow, ...]:
    """The rows of these numbers in the order of ``ids``; an id that does not exist is left out."""
    wanted = tuple(ids)
    found: dict[int, NumberRow] = {}
    with office.reading() as session:
        for start in range(0, len(wanted), _BLOCK):
            rows = _rows(session, wanted[start : start + _BLOCK])
            backward: dict[int, int] = {}
            for number_class, year in {(one.number_class, one.year) for one in rows}:
                backward |= _backward(session, number_class, year)
            found.update((one.id, _row(one, backward)) for one in rows)
    return tuple(found[one] for one in wanted if one in found)


def _rows(session: Session, ids: Sequence[int]) -> Sequence[Row[Any]]:
    statement = (
        select(
            IssuedNumber.id,
            IssuedNumber.number_class,
            IssuedNumber.year,
            IssuedNumber.number,
            IssuedNumber.text,
            IssuedNumber.request_id,
            IssuedNumber.document_id,
            IssuedNumber.taken_at,
            IssuedNumber.taken_by,
            IssuedNumber.voided_at,
            IssuedNumber.voided_by,
            IssuedNumber.void_reason,
            Document.title,
            Document.issued_on,
            Request.title.label("request_title"),
            Request.registration_number,
            Request.received_on,
        )
        .outerjoin(Document, Document.id == IssuedNumber.document_id)
        .outerjoin(Request, Request.id == IssuedNumber.request_id)
        .where(IssuedNumber.id.in_(ids))
    )
    return session.execute(statement).all()


def _row(row: Row[Any], backward: dict[int, int]) -> NumberRow:
    registered = row.number_class is NumberClass.REGISTRATION
    return NumberRow(
        id=row.id,
        number=row.number,
        text=row.text,
        title=(row.request_title if registered else row.title) or "",
        request_id=row.request_id,
        document_id=row.document_id,
        registration_number=row.registration_number or "",
        dated_on=row.received_on if registered else row.issued_on,
        taken_at=row.taken_at,
        taken_by=row.taken_by,
        void=row.voided_at is not None,
        void_reason=row.void_reason or "",
        voided_by=row.voided_by or "",
        backward=row.id in backward,
    )


# -------------------------------------------------------------------------------------------------- acts


def start_numbers(office: Office, draft: SeriesStartDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Let a series begin behind the numbers used before this program; corrected as long as none was taken here.

    Raises:
        UserError: a negative or impossible number, a year ahead of the next, numbers were taken already, or
            ``number_role``.
    """
    _ = now
    if not 0 <= draft.last_used <= _FURTHEST_START:
        raise refused("number_start_impossible", field="last_used", most=_FURTHEST_START)
    if draft.year > today.year + 1:
        raise refused("number_start_year", field="year", year=draft.year)
    with office.writing() as session:
        may_decide_numbers(session, actor)
        series = session.scalar(
            select(NumberSeries)
            .where(NumberSeries.number_class == draft.number_class, NumberSeries.year == draft.year)
            .with_for_update()
        )
        if series is None:
            session.add(
                NumberSeries(
                    number_class=draft.number_class,
                    year=draft.year,
                    last_number=draft.last_used,
                    started_after=draft.last_used,
                )
            )
        elif series.last_number != series.started_after:
            raise refused("number_series_running", field="last_used", series=draft.number_class.label, year=draft.year)
        else:
            series.last_number = series.started_after = draft.last_used
        session.flush()
        coming = _class_view(office, session, draft.number_class, draft.year).next_text
    return Changed(message=f"{draft.number_class.label}自 {coming} 起编", topics=("numbers",))


def void_document_number(office: Office, draft: VoidNumberDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Make a number void, and the letter that bears it with the act it was made by; the number stays used.

    A letter that left the house keeps its number: what is wrong in it is put right by another letter.

    Raises:
        UserError: no such number, void already, no reason, a registration number, the letter has left the house, or
            ``number_role``.
    """
    reason = clean_text(draft.reason).text.strip()
    if not reason:
        raise refused("number_void_without_reason", field="reason")
    text = normalise_number(draft.text)
    with office.reading() as session:
        may_decide_numbers(session, actor)
        issued = session.scalar(select(IssuedNumber).where(IssuedNumber.text == text))
        if issued is None:
            raise refused("number_never_used", field="text", number=text)
        if issued.voided_at is not None:
            raise refused("number_is_void", field="text", number=text, reason=issued.void_reason or "")
        if issued.number_class is NumberClass.REGISTRATION:
            raise refused("number_of_registration", field="text", number=text)
        striking = _striking(office, session, issued, reason)
    if striking is None:
        with office.writing() as session:
            void_number(session, text, reason, now=now, actor=actor)
        return Changed(message=f"{text} 已作废，号不再用", topics=("numbers",))
    done = correct_event(office, striking, today=today, now=now, actor=actor)
    return Changed(
        request_ids=done.request_ids,
        act=done.act,
        message=f"{text} 连同文书已作废，号不再用",
        document_id=issued.document_id,
        event_id=done.event_id,
        topics=(*done.topics, "numbers"),
    )


def _striking(office: Office, session: Session, issued: IssuedNumber, reason: str) -> EventCorrectionDraft | None:
    """The correction that strikes the letter of a number; None if no letter stands that bears it.

    Raises:
        UserError: ``number_letter_left``.
    """
    document = session.get(Document, issued.document_id) if issued.document_id is not None else None
    if document is None or document.state is not DocumentState.ISSUED:
        return None
    facts, _ = facts_of(office, session, document.request_id)
    course = facts.courses.get(document.id)
    if course is None:
        return None
    if course.dispatched_on is not None:
        raise refused("number_letter_left", field="text", number=issued.text, day=course.dispatched_on)
    return EventCorrectionDraft(
        request_id=document.request_id,
        event_id=course.issued_event_id,
        kind=EventKind.DOCUMENT_ISSUED,
        reason=reason,
        void=True,
    )
