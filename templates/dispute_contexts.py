"""Contexts of the documents of a dispute: answers, evidence list, mandates, reports, slips, cover and index.

Citations and sentences of the law come in as text; no article is typed here.
"""

from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from law.terms import DocumentKind
from templates.context_base import Letter, require_filled, said
from templates.dispute_parts import (
    AgentLine,
    AskedLine,
    CourseLine,
    DisputeHead,
    EvidenceLine,
    IndexLine,
    OpinionItem,
    PerformedLine,
    ReasonAnswer,
    SlipClock,
)
from templates.sheet_base import UNSIGNED, SignedWords

__all__ = [
    "AgentLine",
    "AnswerLetter",
    "AskedLine",
    "BundleCoverContext",
    "BundleIndexContext",
    "CourseLine",
    "DefenceContext",
    "DisputeHead",
    "DisputePaper",
    "DisputePaperContext",
    "EvidenceLine",
    "EvidenceListContext",
    "IndexLine",
    "OpinionItem",
    "OpinionReportContext",
    "PerformanceReportContext",
    "PerformedLine",
    "PowerOfAttorneyContext",
    "ReasonAnswer",
    "ReconAnswerContext",
    "RepresentativeContext",
    "SlipClock",
]

# ------------------------------------------------------------------------------------------------------ the answers


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLetter(Letter):
    """What 行政复议答复书 and 行政诉讼答辩状 have in common.

    Args:
        head: the dispute; ``addressee`` of the letter is its body, ``signer`` its respondent.
        address: seat of the agency.
        representative, representative_post: who represents it by law, and as what.
        agents: who acts for it.
        attacked: the attacked acts in words, each as it follows on 不服: 2026年11月6日作出的《…》.
        copy_received_on: day on which the copy came in.
        claims: what the other side asks for.
        request, request_basis: what this agency asks for, and its provisions.
        asked: the requests for information.
        course: the procedure by day; period: how the reply period was counted, sentences.
        facts: what the reply found, one paragraph each; evidence: where it is proved.
        law: the provisions of the reply, one each.
        reasons: each ground of the other side with the answer to it.
        copies: how many copies of the answer go with it.
    """

    head: DisputeHead = said("争议")
    address: str = said("住所地")
    representative: str = said("法定代表人")
    representative_post: str = said("法定代表人职务")
    agents: tuple[AgentLine, ...] = said("委托代理人", ())
    attacked: tuple[str, ...] = said("被申请复议或者被诉的行为")
    copy_received_on: date = said("收到副本日期")
    claims: str = said("对方的请求")
    request: str = said("本机关的请求")
    request_basis: str = said("请求的依据", "")
    asked: tuple[AskedLine, ...] = said("政府信息公开申请")
    course: tuple[CourseLine, ...] = said("办理经过")
    period: tuple[str, ...] = said("期限的计算", ())
    facts: tuple[str, ...] = said("事实和理由")
    evidence: str = said("证据的指引", "")
    law: tuple[str, ...] = said("法律依据")
    reasons: tuple[ReasonAnswer, ...] = said("对各项理由的答复", ())
    copies: int = said("副本份数", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconAnswerContext(AnswerLetter):
    """行政复议答复书 (行政复议法第四十八条、第五十四条)."""

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.RECON_ANSWER


@dataclass(frozen=True, slots=True, kw_only=True)
class DefenceContext(AnswerLetter):
    """行政诉讼答辩状, of a first or a second instance (行政诉讼法第六十七条)."""

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.DEFENCE

    @property
    def title(self) -> str:
        """Title by the instance."""
        return "行政上诉答辩状" if self.head.second else "行政诉讼答辩状"


# -------------------------------------------------------------------------------------------------------- the reports


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceReportContext(Letter):
    """履行情况报告 (行政复议法第七十七条，行政诉讼法第九十六条).

    Args:
        head: the dispute; ``addressee`` of the letter is its body.
        decision, decision_number, decided_on: the decision or judgment; served_on: day on which it came in.
        ordered: what it orders.
        due: the term in words, e.g. 2026年12月8日 or the words of the decision; empty if none was set.
        performed: what was done, in order; performed_on: day on which all was done.
        late_reason: why it was late; empty if it was in time.
        basis: citation.
    """

    head: DisputeHead = said("争议")
    decision: str = said("决定或者裁判文书")
    decision_number: str = said("决定文号")
    decided_on: date = said("决定日期")
    served_on: date = said("收到决定日期")
    ordered: str = said("决定的内容")
    due: str = said("履行期限", "")
    performed: tuple[PerformedLine, ...] = said("履行情况")
    performed_on: date = said("履行完毕日期")
    late_reason: str = said("逾期履行的原因", "")
    basis: str = said("报告依据")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.PERFORMANCE_REPORT


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionReportContext(Letter):
    """整改情况报告: on a reconsideration opinion, or on a proposal of the court (行政复议法第七十六条).

    Args:
        head: the dispute; ``addressee`` of the letter is its body.
        opinion, opinion_number, opinion_on: the paper, its number and date; received_on: day on which it came in.
        items: each point with what was done.
        measures: what was done so that it does not happen again, one paragraph each.
        basis: citation.
    """

    head: DisputeHead = said("争议")
    opinion: str = said("意见书或者建议书名称")
    opinion_number: str = said("意见书文号", "")
    opinion_on: date = said("意见书日期")
    received_on: date = said("收到意见书日期")
    items: tuple[OpinionItem, ...] = said("整改事项")
    measures: tuple[str, ...] = said("后续措施", ())
    basis: str = said("报告依据")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.OPINION_REPORT


# ------------------------------------------------------------------------------------------- what goes with an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputePaper:
    """What the papers without a number of their own have in common.

    Args:
        head: the dispute; signer: legal name of the agency; signed_on: date of the paper.
    """

    head: DisputeHead = said("争议")
    signer: str = said("署名机关")
    signed_on: date = said("日期")

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def kind(self) -> DocumentKind:
        """Which document this is."""
        raise NotImplementedError

    @property
    def template_key(self) -> str:
        """Name of the .docx template without its ending."""
        return str(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceListContext(DisputePaper):
    """证据目录 (行政复议法第四十六至四十八条，行政诉讼法第三十四、三十五条).

    Args:
        lines: the evidence in order; what is missing is marked in red.
        note: sentence on evidence that came into being after the attacked act, with its provisions.
        restriction: sentence on what the other side may not consult, with its provisions.
        submitter: who hands it over.
    """

    lines: tuple[EvidenceLine, ...] = said("证据")
    note: str = said("答复后形成证据的说明", "")
    restriction: str = said("查阅限制的说明", "")
    submitter: str = said("提交人", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.EVIDENCE_LIST

    @property
    def lacking(self) -> int:
        """How many pieces are missing."""
        return sum(one.missing for one in self.lines)

    @property
    def late(self) -> int:
        """How many pieces came into being after the attacked act."""
        return sum(one.after_reply for one in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerOfAttorneyContext(DisputePaper):
    """授权委托书 (行政诉讼法第三十一条; a reconsideration is done likewise).

    Args:
        address, representative, representative_post: of the agency.
        agents: one or two.
        special: whether special powers are given.
        powers: what the agents may do, one each.
        term: from when to when, in words.
    """

    address: str = said("住所地")
    representative: str = said("法定代表人")
    representative_post: str = said("法定代表人职务")
    agents: tuple[AgentLine, ...] = said("受托人")
    special: bool = said("特别授权", False)
    powers: tuple[str, ...] = said("委托权限")
    term: str = said("委托期限")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.POWER_OF_ATTORNEY


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeContext(DisputePaper):
    """法定代表人身份证明.

    Args:
        name, post: of the head of the agency; identity: number of the card, blank to be written by hand.
        address, phone: of the agency.
    """

    name: str = said("法定代表人")
    post: str = said("法定代表人职务")
    identity: str = said("证件号码", "")
    address: str = said("住所地")
    phone: str = said("联系电话")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.REPRESENTATIVE_CERTIFICATE


# ----------------------------------------------------------------------------------------------- sheets for the file


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputePaperContext(DisputePaper):
    """复议诉讼收文处理单: a paper that came in, the periods that it starts, who deals with it.

    Args:
        registration_numbers: of the attacked requests, in words.
        paper: title of what came in; paper_number: its number; dated_on: its date.
        sent_by: who sent it; received_on: day of receipt; way: how it was served.
        received_by: who took it in.
        summary: what it says; attached: what came with it, one line each.
        clocks: the periods that it starts or moves.
        handler, head_words, done: opinions and result, with name and day.
    """

    registration_numbers: str = said("登记号")
    paper: str = said("收到的文书")
    paper_number: str = said("文书文号", "")
    dated_on: date | None = said("文书日期", None)
    sent_by: str = said("来文机关")
    received_on: date = said("收到日期")
    way: str = said("送达方式", "")
    received_by: str = said("签收人", "")
    summary: str = said("内容摘要", "")
    attached: tuple[str, ...] = said("随附材料", ())
    clocks: tuple[SlipClock, ...] = said("期限和事项", ())
    handler: SignedWords = said("拟办意见", UNSIGNED)
    head_words: SignedWords = said("负责人批示", UNSIGNED)
    done: SignedWords = said("办理结果", UNSIGNED)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.DISPUTE_PAPER_SLIP

    @property
    def dated(self) -> str:
        """Number and date of the paper in one phrase."""
        day = "" if self.dated_on is None else f"{self.dated_on.year}年{self.dated_on.month}月{self.dated_on.day}日"
        return "　".join(one for one in (self.paper_number, day) if one) or "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleCoverContext(DisputePaper):
    """应诉卷宗封面 of a volume.

    Args:
        volume: 可供查阅 or 不可查阅; acts: the attacked acts in words.
        registration_numbers: of the attacked requests, in words.
        count, pages: how many papers and pages it holds; 0 pages while they are not known.
        restriction: sentence on what may not be consulted, with its provisions.
        result: how the dispute ended; may be empty.
        handler: who deals with it; retention: 保管期限, blank to be written by hand.
    """

    volume: str = said("册别")
    acts: tuple[str, ...] = said("所涉行为")
    registration_numbers: str = said("登记号")
    count: int = said("件数")
    pages: int = said("页数", 0)
    restriction: str = said("查阅限制的说明", "")
    result: str = said("结果", "")
    handler: str = said("承办人", "")
    retention: str = said("保管期限", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.BUNDLE_COVER

    @property
    def extent(self) -> str:
        """Papers and pages; blanks for what is not known."""
        return f"{self.count}件，{self.pages or '　　'}页"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleIndexContext(DisputePaper):
    """应诉卷宗目录 of a volume.

    Args:
        volume: 可供查阅 or 不可查阅; lines: its papers.
        restriction: sentence on what may not be consulted, with its provisions.
    """

    volume: str = said("册别")
    lines: tuple[IndexLine, ...] = said("材料")
    restriction: str = said("查阅限制的说明", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.BUNDLE_INDEX
