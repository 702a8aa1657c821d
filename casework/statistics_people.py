"""Charts of who: channels, kinds of applicants, the most frequent ones, fate of disputes, load of each person."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select

from casework.applicant_family import families
from casework.dispute_views import DisputeFilter
from casework.figure_filter import FigureFilter, TimeJudged
from casework.figure_statements import plain_conditions
from casework.list_statements import FIRST_POSITION
from casework.masking import mask_name
from casework.office import Office
from casework.statistics_charts import period_words
from casework.statistics_counts import Asked, Span, by_judgement, figure, finished, largest_part, pending, received
from casework.statistics_views import ChartForm, ChartRow, ChartView, Figure, Period, Series, SeriesRole
from casework.table_four_facts import counted_four, table_four_facts
from law.dispute_terms import ResultClass
from law.terms import ApplicantType, Channel, RequestKind
from models import Applicant, ApplicantSameness, Request, Submission, SubmissionApplicant
from reports.table_four import COLUMNS, FiveCells, TableFour

__all__ = ["applicant_chart", "channel_chart", "dispute_chart", "frequent_chart", "person_loads", "workload_chart"]

FREQUENT_SHOWN = 10
_FREQUENT_READ = 40
_RECEIVED = (Series(label="收到", role=SeriesRole.MAIN),)
_GROUPS = (("reconsideration", "行政复议"), ("direct", "直接起诉"), ("after", "复议后起诉"))
_FATES = {
    ResultClass.UPHELD: SeriesRole.GOOD,
    ResultClass.CORRECTED: SeriesRole.BAD,
    ResultClass.OTHER: SeriesRole.OTHER,
    ResultClass.PENDING: SeriesRole.OPEN,
}
NOBODY = "未指定"


# ------------------------------------------------------------------------------------------------------------ channels


def channel_chart(asked: Asked) -> ChartView:
    """What was received, by the channel of its letter."""
    now, before = _by_channel(asked, asked.now), _by_channel(asked, asked.before)
    rows = [
        ChartRow(
            label=one.label,
            figures=(_came(asked, now[one], one.label, asked.now, channel=one),),
            before=(_came(asked, before[one], one.label, asked.before, channel=one),),
        )
        for one in sorted(Channel, key=lambda channel: -now[channel])
        if now[one] or before[one]
    ]
    return ChartView(
        key="channels",
        title="收件渠道",
        note="收到件，按渠道",
        form=ChartForm.BARS,
        series=_RECEIVED,
        rows=tuple(rows),
        period=asked.period,
        lead=largest_part(rows, sum(now.values())),
    )


def _by_channel(asked: Asked, span: Span) -> Counter[Channel]:
    statement = (
        select(Submission.channel, func.count())
        .select_from(Request)
        .join(Submission, Submission.id == Request.submission_id)
        .where(*_received_in(span))
        .group_by(Submission.channel)
    )
    return Counter({row[0]: row[1] for row in asked.session.execute(statement)})


def _received_in(span: Span) -> list[ColumnElement[bool]]:
    return [Request.kind == RequestKind.DISCLOSURE, Request.received_on >= span[0], Request.received_on <= span[1]]


def _came(asked: Asked, number: int, label: str, span: Span, **narrowed: object) -> Figure:
    words = period_words(asked, before=span == asked.before)
    return figure(number, f"{words}收到，{label}", received(span, **narrowed))


# ---------------------------------------------------------------------------------------------------------- applicants


def applicant_chart(asked: Asked) -> ChartView:
    """What was received, by the kind of its first applicant, which is its column of the annual report."""
    now, before = _by_kind(asked, asked.now), _by_kind(asked, asked.before)
    rows = [
        ChartRow(
            label=one.label,
            figures=(_came(asked, now[one], one.label, asked.now, applicant_type=one),),
            before=(_came(asked, before[one], one.label, asked.before, applicant_type=one),),
        )
        for one in ApplicantType
    ]
    return ChartView(
        key="applicants",
        title="申请人类别",
        note="收到件，按第一申请人",
        form=ChartForm.BARS,
        series=_RECEIVED,
        rows=tuple(rows),
        period=asked.period,
        lead=largest_part(rows, sum(now.values())),
    )


def _by_kind(asked: Asked, span: Span) -> Counter[ApplicantType]:
    """Nearly all are natural persons: the others are counted, persons are what is left."""
    others = [one for one in ApplicantType if one is not ApplicantType.NATURAL_PERSON]
    statement = (
        select(Applicant.kind, func.count())
        .select_from(Request)
        .join(SubmissionApplicant, SubmissionApplicant.submission_id == Request.submission_id)
        .join(Applicant, Applicant.id == SubmissionApplicant.applicant_id)
        .where(SubmissionApplicant.position == FIRST_POSITION, Applicant.kind.in_(others), *_received_in(span))
        .group_by(Applicant.kind)
    )
    found: Counter[ApplicantType] = Counter({row[0]: row[1] for row in asked.session.execute(statement)})
    total = sum(number for _, number in asked.received_by_day(span))
    found[ApplicantType.NATURAL_PERSON] = total - sum(found.values())
    return found


def frequent_chart(asked: Asked) -> ChartView:
    """Who asked most often; entries of the register that are one applicant count together, names are masked."""
    families_now = _frequent(asked)
    rows = []
    for name, family in families_now:
        label = mask_name(name[0], name[1])
        rows.append(
            ChartRow(
                label=label,
                figures=(_of_family(asked, family, label, asked.now),),
                before=(_of_family(asked, family, label, asked.before),),
            )
        )
    return ChartView(
        key="frequent",
        title="申请较多的申请人",
        note=f"收到件，前 {FREQUENT_SHOWN} 名，姓名已隐去",
        form=ChartForm.BARS,
        series=_RECEIVED,
        rows=tuple(rows),
        period=asked.period,
        lead="申请多不等于不当，理由是否合理另行判断。" if rows else "",
    )


def _of_family(asked: Asked, family: tuple[int, ...], label: str, span: Span) -> Figure:
    words = period_words(asked, before=span == asked.before)
    wanted = received(span, figure=FigureFilter(words="", applicant_ids=family))
    return figure(asked.count(wanted), f"{words}收到，{label}", wanted)


def _frequent(asked: Asked) -> list[tuple[tuple[str, ApplicantType], tuple[int, ...]]]:
    """Name and entries of the applicants with most requests; those with one alone are not frequent."""
    candidates = set(asked.session.scalars(_most_frequent(asked)))
    joined = select(ApplicantSameness.first_id).union(select(ApplicantSameness.second_id))
    candidates |= set(asked.session.scalars(joined))
    found = dict.fromkeys(families(asked.session, candidates).values(), 0)
    for family in found:
        found[family] = asked.count(received(asked.now, figure=FigureFilter(words="", applicant_ids=family)))
    most = sorted((one for one in found if found[one] > 1), key=lambda one: (-found[one], one))[:FREQUENT_SHOWN]
    names = select(Applicant.id, Applicant.name, Applicant.kind).where(Applicant.id.in_([one[0] for one in most]))
    named = {row.id: (row.name, row.kind) for row in asked.session.execute(names)}
    return [(named[one[0]], one) for one in most]


def _most_frequent(asked: Asked) -> Select[tuple[int]]:
    """One entry of each of the most frequent: entries with one identity number are certainly one applicant."""
    key = func.coalesce(Applicant.identity_key, literal("#") + cast(Applicant.id, String))
    number = func.count(Request.id.distinct())
    return (
        select(func.min(Applicant.id))
        .select_from(Request)
        .join(SubmissionApplicant, SubmissionApplicant.submission_id == Request.submission_id)
        .join(Applicant, Applicant.id == SubmissionApplicant.applicant_id)
        .where(*_received_in(asked.now))
        .group_by(key)
        .having(number > 1)
        .order_by(number.desc(), func.min(Applicant.id))
        .limit(_FREQUENT_READ)
    )


# ------------------------------------------------------------------------------------------------------------ disputes


def dispute_chart(office: Office, period: Period) -> ChartView:
    """Disputes of the period as table four counts them."""
    now, before = dispute_counts(office, period)
    rows = tuple(
        ChartRow(
            label=label,
            figures=tuple(_fate(getattr(now, key), one, f"{period.days}{label}") for one in COLUMNS),
            before=tuple(_fate(getattr(before, key), one, f"{period.before_days}{label}") for one in COLUMNS),
        )
        for key, label in _GROUPS
    )
    corrected = sum(len(getattr(now, key).of(ResultClass.CORRECTED)) for key, _ in _GROUPS)
    return ChartView(
        key="disputes",
        title="复议诉讼结果",
        note="案件，按年报表四的口径",
        form=ChartForm.STACKED,
        series=tuple(Series(label=one.label, role=_FATES[one]) for one in COLUMNS),
        rows=rows,
        period=period,
        lead=f"共 {now.counted:,} 件，其中结果纠正 {corrected:,} 件。" if now.counted else "",
    )


def dispute_counts(office: Office, period: Period) -> tuple[TableFour, TableFour]:
    """Table four of a period and of the same days a year before; what happened is read once for both."""
    with office.reading() as session:
        facts = tuple(table_four_facts(office, session, period.before_since, period.until))
        found = []
        for since, until in ((period.since, period.until), (period.before_since, period.before_until)):
            found.append(counted_four(facts, since, until, office.policies(until, session)))
    return found[0], found[1]


def _fate(cells: FiveCells, column: ResultClass, words: str) -> Figure:
    return dispute_figure(cells.of(column), f"{words}，{column.label}")


def dispute_figure(refs: Sequence[str], words: str) -> Figure:
    """A figure of disputes, which opens their list."""
    ids = tuple(dict.fromkeys(int(one) for one in refs))
    opens = DisputeFilter(among=ids, among_words=words, open_only=False) if ids else None
    return Figure(
        value=len(ids), said=f"{words} {len(ids):,} 件", text=f"{len(ids):,}", level=float(len(ids)), opens=opens
    )


def all_refs(counts: TableFour) -> tuple[str, ...]:
    """The disputes of all cells."""
    return tuple(ref for key, _ in _GROUPS for cells in getattr(counts, key).columns for ref in cells)


# ------------------------------------------------------------------------------------------------------------ workload


def workload_chart(asked: Asked) -> ChartView:
    """What each person finished in the period, in time or late, and what was unfinished at its end."""
    last = min(asked.period.until, asked.today)
    unfinished = person_loads(asked)
    judged: dict[str, Counter[TimeJudged | None]] = {}
    for handler, on_time, number in asked.finished_groups(asked.now, Request.handler, Request.on_time):
        judged.setdefault(handler or "", Counter()).update(by_judgement(iter([(on_time, number)])))
    people = sorted({*unfinished, *judged}, key=lambda who: (-unfinished.get(who, 0), who == "", who))
    days = period_words(asked)
    at_end = f"{last.year}年{last.month}月{last.day}日"
    rows = []
    for who in people:
        counts = judged.get(who, Counter())
        name = who or NOBODY
        parts = [
            figure(unfinished.get(who, 0), f"{name}，{at_end}未办结", pending(last, handler=who)),
            *[
                figure(counts[one], f"{name}，{days}{one.label}答复", finished(asked.now, handler=who, judged=one))
                for one in TimeJudged
            ],
        ]
        rows.append(ChartRow(label=name, figures=tuple(parts)))
    return ChartView(
        key="workload",
        title="承办人工作量",
        note=f"{at_end}未办结，期间按期、逾期答复",
        form=ChartForm.STACKED,
        series=(
            Series(label="未办结", role=SeriesRole.OPEN),
            Series(label="按期答复", role=SeriesRole.GOOD),
            Series(label="逾期答复", role=SeriesRole.BAD),
        ),
        rows=tuple(rows),
        period=asked.period,
    )


def person_loads(asked: Asked) -> Mapping[str, int]:
    """Unfinished requests of each person at the end of the period; the empty name: of nobody."""
    last = min(asked.period.until, asked.today)
    conditions = plain_conditions(FigureFilter(words="", pending_at=last), asked.today)
    statement = select(Request.handler, func.count()).where(*conditions).group_by(Request.handler)
    found: Counter[str] = Counter()
    for handler, number in asked.session.execute(statement):
        found[handler or ""] += number
    return found
