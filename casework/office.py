"""The open office: one database with its agency, calendar and policies. Every act and every question begins here."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import RLock

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from casework.agency import agency_view, profile_of, store_profile
from casework.drafts import AgencyDraft
from casework.kept import Kept, may_be_undone
from casework.views import AgencyView
from deadlines.calendar import LocalDay, WorkingCalendar
from law.errors import RuleGap, UserError
from law.notices import HolidayNotice, holiday_notices, read_notice
from law.policies import PolicySet, PolicyValue, policy_specs
from models import ImportedNotice, LocalHoliday, PolicyDecision
from models.database import create_engine_for, session_factory, writer_factory
from models.failures import spoken_failures
from models.revision import bring_up_to_date

__all__ = ["Office", "PolicyBook", "create_office", "open_office"]


class Office:
    """A database in use. Safe for one writing thread and any number of reading ones.

    Calendar and policies are kept until the rows they come from change; another seat's change is noticed because the
    rows are looked at (three counts) before a kept one is used. An act sees its own changes at once, everybody else
    when it is committed.
    """

    def __init__(self, engine: Engine, location: str) -> None:
        self.engine = engine
        self.location = location
        self._readers = session_factory(engine)
        self._writers = writer_factory(engine)
        self._writer = RLock()
        self._calendars: Kept[date | None, WorkingCalendar] = Kept(_calendar_stamp, _built_calendar)
        self._decisions: Kept[None, PolicyBook] = Kept(_decision_stamp, _read_decisions)

    # ---------------------------------------------------------------- sessions

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for questions; nothing it changes is kept."""
        with spoken_failures(), _spoken_gaps():
            session = self._readers()
            try:
                yield session
            finally:
                session.close()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The unit of work of one act: committed at the end, rolled back whole on any failure.

        Raises:
            UserError: the disk is full, the database is locked, or somebody else changed the same rows.
        """
        with self._writer, spoken_failures(), _spoken_gaps():
            session = self._writers()
            may_be_undone(session)
            try:
                yield session
                session.flush()
                calendars, decisions = self._calendars.built_by(session), self._decisions.built_by(session)
                session.commit()
                self._calendars.keep(*calendars)
                self._decisions.keep(*decisions)
            except BaseException:
                session.rollback()
                raise
            finally:
                session.close()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    # ---------------------------------------------------------------- what the office knows

    def agency(self) -> AgencyView:
        """The agency's profile.

        Raises:
            UserError: ``agency_missing``, the profile was never filled in.
        """
        with self.reading() as session:
            return agency_view(profile_of(session))

    def calendar(self, known_on: date | None = None, session: Session | None = None) -> WorkingCalendar:
        """The working calendar: shipped notices, imported ones and local days; as known on a day if asked."""
        if session is None:
            with self.reading() as own:
                return self.calendar(known_on, own)
        return self._calendars.get(session, known_on)

    @property
    def horizon(self) -> date:
        """Last day for which a holiday notice is loaded."""
        return self.calendar().horizon

    def policies(self, on: date, session: Session | None = None) -> PolicySet:
        """The agency's policies in force on a day."""
        if session is None:
            with self.reading() as own:
                return self.policies(on, own)
        return self.policy_book(session).on(on)

    def policy_book(self, session: Session) -> "PolicyBook":
        """The agency's decisions on its policies, for questions that need the policies of several days."""
        return self._decisions.get(session, None)


def open_office(location: str | Path) -> Office:
    """Open a database (a path, or a server URL), bringing its tables up to date.

    Raises:
        UserError: the file lies on a network share, or cannot be opened.
    """
    with spoken_failures():
        engine = create_engine_for(location)
        bring_up_to_date(engine)
    return Office(engine, str(location))


def create_office(
    location: str | Path,
    profile: AgencyDraft,
    *,
    now: datetime,
    actor: str,
    today: date,
    sample: bool = False,
) -> Office:
    """Make a new database with the agency's profile; ``sample`` fills it with sample cases.

    Raises:
        UserError: ``office_exists``, or the profile lacks what letters need.
    """
    office = open_office(location)
    try:
        with office.writing() as session:
            if profile_of(session, missing_ok=True) is not None:
                raise UserError(
                    "office_exists", "这个数据库已经建过机关。", "一个数据库只登记一个机关", "请另选位置，或直接打开它"
                )
            store_profile(session, profile, now=now)
            _refuse_equal_marks(office, session, today.year)
        if sample:
            # Imported late: the sample cases are made with the very acts that import this module.
            from casework.demo import fill  # noqa: PLC0415

            fill(office, None, today=today, now=now)
    except BaseException:
        office.close()
        raise
    _ = actor
    return office


def _refuse_equal_marks(office: Office, session: Session, year: int) -> None:
    # Imported late: the patterns of numbers ask the office for its policies.
    from casework.number_patterns import refuse_equal_marks  # noqa: PLC0415

    refuse_equal_marks(office, session, year)


@contextmanager
def _spoken_gaps() -> Iterator[None]:
    # A day far beyond the law data or the calendar is a question that cannot be answered, not a fault of the program.
    try:
        yield
    except RuleGap as gap:
        raise UserError(
            "rule_gap", "这样的日期算不出期限", "超出了法律数据或者放假日历所及的年份", "请核对日期"
        ) from gap


class PolicyBook:
    """The agency's decisions on its policies in the order in which they took effect."""

    def __init__(self, taken: Iterable[tuple[str, PolicyValue, date]]) -> None:
        known = policy_specs()
        self._taken = tuple(one for one in taken if one[0] in known)
        self._sets: dict[date, PolicySet] = {}

    def on(self, day: date) -> PolicySet:
        """The policies in force on a day; two threads may work out the same set, which does no harm."""
        found = self._sets.get(day)
        if found is None:
            found = PolicySet({key: value for key, value, since in self._taken if since <= day})
            self._sets[day] = found
        return found


def _decision_stamp(session: Session) -> tuple[object, ...]:
    return tuple(session.execute(select(func.count(), func.max(PolicyDecision.id))).one())


def _read_decisions(session: Session, _: None) -> PolicyBook:
    rows = session.execute(
        select(PolicyDecision.key, PolicyDecision.value, PolicyDecision.valid_from).order_by(
            PolicyDecision.valid_from, PolicyDecision.id
        )
    )
    return PolicyBook((key, value, since) for key, value, since in rows)


def _built_calendar(session: Session, known_on: date | None) -> WorkingCalendar:
    return WorkingCalendar.build((*holiday_notices(), *_imported(session)), _local_days(session), known_on)


def _calendar_stamp(session: Session) -> tuple[object, ...]:
    notices = session.execute(
        select(func.count(), func.max(ImportedNotice.id), func.count(ImportedNotice.withdrawn_at))
    ).one()
    local = session.execute(select(func.count(), func.max(LocalHoliday.id), func.max(LocalHoliday.recorded_at))).one()
    return (*notices, *local)


def _imported(session: Session) -> tuple[HolidayNotice, ...]:
    rows = session.execute(
        select(ImportedNotice.id, ImportedNotice.notice).where(ImportedNotice.withdrawn_at.is_(None))
    )
    return tuple(read_notice(one, "imported_notices", str(number)) for number, one in rows)


def _local_days(session: Session) -> tuple[LocalDay, ...]:
    return tuple(
        LocalDay(
            on=one.day,
            name=one.name,
            document_number=one.document_number or "",
            working=one.working,
            published_on=one.published_on,
        )
        for one in session.scalars(select(LocalHoliday))
    )
