"""A sample office: letters registered and handled by the acts themselves, at every stage, around a given day.

Nothing is written past the acts: what they refuse is not in the sample data, and ``casework check`` finds no fault.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from heapq import heapify, heappop
from typing import Any, Final

from sqlalchemy import func, select

from casework.demo_course import Course, Moment, Step
from casework.demo_disputes import fill_disputes
from casework.demo_fee_stages import FEE_STAGES
from casework.demo_key_tasks import fill_key_tasks
from casework.demo_stages import OPEN_STAGES, Days, Stage, closed_stage, rectify_stage
from casework.drafts import AgencyDraft, ItemDraft, Override, RegistrationDraft
from casework.fee_account import update_fee_account
from casework.fee_drafts import FeeAccountDraft
from casework.office import Office
from casework.person_drafts import PersonDraft
from casework.persons import store_person
from casework.rederiving import Progress
from casework.registration import preview, register
from casework.sample_requests import SampleRequest, sample_course, sample_requests
from law.errors import UserError
from law.terms import RequestKind, RequestStatus, Role
from models import Request

__all__ = ["Filled", "fill", "sample_agency"]

_OFFICE_HOUR: Final = time(1, 30, tzinfo=UTC)  # half past nine in the morning in China
_SPLIT_FROM: Final = 2
# No act can go on while the disk or the database refuses to be written.
_UNWRITABLE: Final = frozenset(
    ("disk_full", "disk_error", "database_readonly", "database_unreachable", "database_damaged")
)
_SPLIT_TO: Final = 4
_OVERRIDE_REASON: Final = "示例数据：已与申请人核对。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What the sample office holds.

    Attributes:
        letters: letters registered.
        requests: requests made of them.
        by_status: number of requests by status.
        refused: samples that could not be registered, or not be taken further, each with the reason.
    """

    letters: int
    requests: int
    by_status: Mapping[str, int]
    refused: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """What was made, in Chinese."""
        parts = "、".join(f"{label} {number}" for label, number in self.by_status.items())
        refused = f"；{len(self.refused)} 份样本未能照办" if self.refused else ""
        return f"来件 {self.letters} 份，办件 {self.requests} 件（{parts}）{refused}。"


def sample_agency(requests: Sequence[Mapping[str, Any]] | None = None) -> AgencyDraft:
    """The profile of the sample office; fictitious."""
    _ = requests
    return AgencyDraft(
        name="临江县自然资源局",
        short_mark="临资公",
        registration_mark="依申",
        body_kind="department",
        parent_government="临江县人民政府",
        reconsideration_body="临江县人民政府",
        court_name="临江县人民法院",
        contact_person="王敏",
        contact_phone="0900-6600101",
        contact_address="东岭省澜安市临江县望江路1号",
        postcode="990121",
    )


def fill(
    office: Office,
    requests: Sequence[Mapping[str, Any]] | None,
    *,
    today: date,
    now: datetime,
    progress: Progress | None = None,
) -> Filled:
    """Fill a new office with sample cases.

    Args:
        office: an office without requests.
        requests: entries in the layout of the sample file; ``None`` takes those that the program brings along.
        today: the day around which the stages are laid.
        now: aware UTC instant; nothing is recorded later than this.
        progress: told how many steps of how many are done.

    Raises:
        UserError: the samples cannot be read, or the database cannot be written any more.
    """
    _refuse_filled(office)
    said = sample_course()
    update_fee_account(office, FeeAccountDraft(**said["fee"]["account"]), now=now, actor=said["clerks"][0])
    refused: list[tuple[str, str]] = []
    registered: list[int] = []
    _enrol(office, said["persons"], now=now)
    queue = list(_planned(office, sample_requests(requests), today))
    total = len(queue)
    heapify(queue)
    while queue:
        one = heappop(queue)
        moment = _moment(office, one.on, now, one.case)
        try:
            if one.step is None:
                registered += _register(one.case, moment)
            elif one.case.course.request_id and not one.case.halted:
                one.step(moment)
        except UserError as refusal:
            if refusal.code in _UNWRITABLE:
                raise
            # A file of somebody else may hold what the acts refuse: the case stays where it is, and that is said.
            one.case.halted = True
            refused.append((one.case.sample.id, refusal.sentence))
        if progress is not None:
            progress(total - len(queue), total)
    fill_disputes(office, today=today, now=now)
    fill_key_tasks(office, today=today, now=now)
    return _filled(office, len(registered), tuple(refused))


def _enrol(office: Office, persons: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """The persons of the sample office: whoever drafts a letter never passes it."""
    with office.writing() as session:
        for one in persons:
            roles = tuple(Role(role) for role in one["roles"])
            store_person(session, PersonDraft(name=one["name"], post=one["post"], roles=roles), now=now)


def _refuse_filled(office: Office) -> None:
    with office.reading() as session:
        if session.scalar(select(func.count()).select_from(Request)):
            raise UserError("office_not_empty", "这个数据库已有办件", "示例只写进空的数据库", "请另建数据库")


def _filled(office: Office, letters: int, refused: tuple[tuple[str, str], ...]) -> Filled:
    with office.reading() as session:
        rows = session.execute(select(Request.status, func.count()).group_by(Request.status))
        found = Counter({row[0]: row[1] for row in rows})
    by_status = {one.label: found[one] for one in RequestStatus if found[one]}
    return Filled(letters=letters, requests=found.total(), by_status=by_status, refused=refused)


# ------------------------------------------------------------------------------------------------------------ planning


@dataclass(slots=True)
class _Case:
    number: int
    sample: SampleRequest
    stage: Stage
    received: date
    course: Course
    halted: bool = False


@dataclass(slots=True)
class _Planned:
    """A step in the queue; without ``step`` it is the registration. Ordered by day, then as planned."""

    on: date
    order: tuple[int, int]
    case: _Case
    step: Step | None

    def __lt__(self, other: "_Planned") -> bool:
        return (self.on, self.order) < (other.on, other.order)


def _planned(office: Office, samples: Sequence[SampleRequest], today: date) -> Iterator[_Planned]:
    calendar = office.calendar()
    for number, (sample, stage) in enumerate(_staged(samples)):
        received = stage.received(calendar, today)
        course = Course(said=sample_course(), title=sample.draft.title)
        case = _Case(number, sample, stage, received, course)
        yield _Planned(received, (number, 0), case, None)
        days = Days(calendar, received, today)
        for place, (on, step) in enumerate(stage.plan(course, days, sample), start=1):
            if on <= today:
                yield _Planned(max(on, received), (number, place), case, step)


def _staged(samples: Sequence[SampleRequest]) -> Iterator[tuple[SampleRequest, Stage]]:
    """Each sample with a stage: every open stage once, as far as a letter fits, the rest closed; fees where asked."""
    charged = [one for one in samples if one.fee_stage in FEE_STAGES]
    left = [one for one in samples if one.fee_stage not in FEE_STAGES]
    for stage in OPEN_STAGES:
        chosen = next((one for one in left if stage.fits(one)), None)
        if chosen is not None:
            left.remove(chosen)
            yield chosen, stage
    for sample in [one for one in left if one.draft.kind is RequestKind.RECTIFY]:
        left.remove(sample)
        yield sample, rectify_stage()
    for number, sample in enumerate(left):
        yield sample, closed_stage(number, len(left))
    for sample in charged:
        yield sample, FEE_STAGES[sample.fee_stage]


# ---------------------------------------------------------------------------------------------------------------- doing


def _moment(office: Office, on: date, now: datetime, case: _Case) -> Moment:
    clerks = case.course.said["clerks"]
    instant = min(datetime.combine(on, _OFFICE_HOUR), now)
    return Moment(office, on, instant, clerks[case.number % len(clerks)])


def _register(case: _Case, at: Moment) -> list[int]:
    draft = case.sample.moved_to(case.received, not_after=at.today, confirmed=case.stage.confirmed)
    if case.stage.splits:
        draft = _split(at.office, draft, at.today)
    draft = _accepted(at.office, draft, at.today)
    changed = register(at.office, draft, today=at.today, now=at.now, actor=at.actor)
    case.course.request_id = changed.request_ids[0]
    return [case.course.request_id]


def _split(office: Office, draft: RegistrationDraft, today: date) -> RegistrationDraft:
    """A letter with a few clear items becomes as many requests; long lists stay together, as offices do it."""
    items = preview(office, draft, today=today).items
    if not _SPLIT_FROM <= len(items) <= _SPLIT_TO:
        return draft
    return replace(draft, items=tuple(ItemDraft(title=one.title, text=one.text) for one in items))


def _accepted(office: Office, draft: RegistrationDraft, today: date) -> RegistrationDraft:
    """The draft with a reason for every warning that may be accepted with one."""
    problems = preview(office, draft, today=today).problems
    reasons = tuple(Override(code=one.code, reason=_OVERRIDE_REASON) for one in problems if one.overridable)
    return replace(draft, overrides=reasons)
