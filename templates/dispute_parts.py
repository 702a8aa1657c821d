"""Pieces of the documents of a dispute: who is in it, the course by day, evidence, answers to grounds, index lines.

Parties are called as their forum calls them: 申请人、被申请人 before a reconsideration body; 原告、被告 in a first and
上诉人、被上诉人 in a second instance.
"""

from dataclasses import dataclass
from datetime import date

from law.dispute_terms import Forum, Instance, PartyRole
from law.dispute_words import party_label
from templates.context_base import require_filled, said
from templates.wording import chinese_date

__all__ = [
    "AgentLine",
    "AskedLine",
    "CourseLine",
    "DisputeHead",
    "EvidenceLine",
    "IndexLine",
    "OpinionItem",
    "PerformedLine",
    "ReasonAnswer",
    "SlipClock",
]

_WE = {Forum.RECONSIDERATION: "被申请人", Forum.LITIGATION: "被告"}
_COPIES = {Forum.RECONSIDERATION: "行政复议申请书副本", Forum.LITIGATION: "起诉状副本"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeHead:
    """Which dispute it is and who is in it.

    Args:
        forum: who decides; instance: stage of a lawsuit.
        body: name of the reconsideration body or court.
        case_number: its number there; empty while it is not known.
        applicants: names on the other side; respondent: this agency.
        third_parties, co_respondents: their names.
        appealed: in a second instance, whether this agency appealed.
    """

    forum: Forum = said("复议或者诉讼")
    body: str = said("复议机关或者法院")
    applicants: tuple[str, ...] = said("对方当事人")
    respondent: str = said("本机关名称")
    case_number: str = said("案号", "")
    third_parties: tuple[str, ...] = said("第三人", ())
    co_respondents: tuple[str, ...] = said("共同被告", ())
    instance: Instance = said("审级", Instance.FIRST)
    appealed: bool = said("由本机关上诉", False)

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def second(self) -> bool:
        """Whether it is a second instance."""
        return self.forum is Forum.LITIGATION and self.instance is Instance.SECOND

    @property
    def in_court(self) -> bool:
        """Whether a court decides."""
        return self.forum is Forum.LITIGATION

    @property
    def they(self) -> str:
        """What the other side is called."""
        if self.second:
            return "被上诉人" if self.appealed else "上诉人"
        return party_label(PartyRole.APPLICANT, self.forum)

    @property
    def we(self) -> str:
        """What this agency is called."""
        if self.second:
            return "上诉人" if self.appealed else "被上诉人"
        return _WE[self.forum]

    @property
    def they_full(self) -> str:
        """The other side in the list of parties; a second instance adds the place in the first."""
        return f"{self.they}（原审原告）" if self.second else self.they

    @property
    def we_full(self) -> str:
        """This agency in the list of parties."""
        return f"{self.we}（原审被告）" if self.second else self.we

    @property
    def cause(self) -> str:
        """What the case is about, in one phrase."""
        return f"政府信息公开{self.forum.label}"

    @property
    def copy_title(self) -> str:
        """The paper with which the dispute reaches this agency."""
        return "上诉状副本" if self.second else _COPIES[self.forum]

    @property
    def body_label(self) -> str:
        """What the deciding body is called."""
        return "复议机关" if self.forum is Forum.RECONSIDERATION else "人民法院"

    @property
    def they_ask(self) -> str:
        """What the claims of the other side are called."""
        return "行政复议请求" if self.forum is Forum.RECONSIDERATION else "上诉请求" if self.second else "诉讼请求"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLine:
    """Somebody who acts for this agency.

    Args:
        name: of the agent; post: office and post, or law firm.
        phone: office telephone; identity: number of the licence or identity card; may be empty.
    """

    name: str = said("委托代理人姓名")
    post: str = said("委托代理人单位和职务")
    phone: str = said("委托代理人电话", "")
    identity: str = said("委托代理人证件号码", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A request that the dispute is about: its number, how and when it came in, its words."""

    registration_number: str = said("登记号")
    received: str = said("申请的提出和收到")
    text: str = said("申请内容")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One line of the procedure.

    Args:
        on: its day; what: the sentence.
        due_text: how the period was counted and its last day as it stood then; may be empty.
        basis: the articles; may be empty.
    """

    on: date = said("日期")
    what: str = said("经过")
    due_text: str = said("期限", "")
    basis: str = said("依据", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One line of the evidence list.

    Args:
        number: running number; name: what it is.
        pages: the pages in the volume; empty while they are not known.
        proves: what it is to prove.
        viewable: whether the other side may consult it (行政复议法第四十七条); why: why it may not.
        made_on: when it came into being; source: where it comes from; may be empty.
        after_reply: it came into being after the attacked act (行政复议法第四十六条).
        missing: it is needed and not on file.
    """

    number: int = said("序号")
    name: str = said("证据名称")
    proves: str = said("证明对象")
    pages: str = said("页码", "")
    viewable: bool = said("可否查阅", True)
    why: str = said("不可查阅的理由", "")
    made_on: date | None = said("形成日期", None)
    source: str = said("来源", "")
    after_reply: bool = said("答复作出后形成", False)
    missing: bool = said("缺", False)

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def made(self) -> str:
        """The day of its making in words, empty if it is not known."""
        return chinese_date(self.made_on) if self.made_on is not None else ""

    @property
    def viewing(self) -> str:
        """Whether it may be consulted."""
        return "可" if self.viewable else "否"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonAnswer:
    """A ground of the other side and what this agency says to it."""

    claim: str = said("对方的理由")
    answer: str = said("对理由的答复")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformedLine:
    """What was done to carry out a decision: day, act, proof."""

    on: date = said("履行日期")
    what: str = said("履行内容")
    proof: str = said("履行凭证", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionItem:
    """A point of an opinion of the reconsideration body or the court, and what was done about it."""

    asked: str = said("意见或者建议")
    done: str = said("整改情况")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipClock:
    """A period that a paper starts or moves.

    Args:
        what: what has to be done; due: its last day in words; counted: how it is counted.
        basis: the articles; who: who does it; may be empty.
    """

    what: str = said("应办事项")
    due: str = said("届满日")
    counted: str = said("起算和期间", "")
    basis: str = said("依据", "")
    who: str = said("办理人", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """One line of the index of a volume.

    Args:
        number: running number; title: what it is; document_number: its own number.
        dated_on: its day; first_page, last_page: 0 while they are not known.
        remark: e.g. why it may not be consulted.
    """

    number: int = said("序号")
    title: str = said("材料名称")
    document_number: str = said("文号", "")
    dated_on: date | None = said("日期", None)
    first_page: int = said("起页", 0)
    last_page: int = said("止页", 0)
    remark: str = said("备注", "")

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def day(self) -> str:
        """Its day in figures."""
        return "" if self.dated_on is None else f"{self.dated_on.year}.{self.dated_on.month}.{self.dated_on.day}"

    @property
    def pages(self) -> str:
        """Its pages: 12, or 12–15; — while they are not known."""
        if not self.first_page:
            return "—"
        if self.last_page in (0, self.first_page):
            return str(self.first_page)
        return f"{self.first_page}–{self.last_page}"
