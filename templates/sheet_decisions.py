"""Contexts of the sheets on which something is decided: secrecy, approval of a reply, approval of an extension."""

from dataclasses import dataclass

from typing_extensions import override

from law.terms import DocumentKind
from templates.context_base import require_filled, said
from templates.sheet_base import UNSIGNED, Sheet, SignedWords

__all__ = ["ApprovalContext", "ExtensionApprovalContext", "PathLine", "SecrecyReviewContext"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyReviewContext(Sheet):
    """保密审查表: before information is provided (条例第十七条); blank parts are signed by hand.

    Args:
        information: what is to be provided.
        intended: the reply that is intended; empty while nothing is decided.
        basis: citation of the duty.
        first, second: initial review and second review.
        conclusion: 可以公开, 不得公开 or 部分不得公开; empty while nobody has reviewed.
        note: its grounds, and which parts are concerned.
    """

    information: str = said("拟提供的信息")
    intended: str = said("拟作答复", "")
    basis: str = said("审查依据")
    first: SignedWords = said("初审", UNSIGNED)
    second: SignedWords = said("复核", UNSIGNED)
    conclusion: str = said("审查结论", "")
    note: str = said("理由和范围", "")

    @property
    def choices(self) -> str:
        """The conclusions to tick, where none is recorded yet."""
        return self.conclusion or "□可以公开　□部分不得公开　□不得公开"

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.SECRECY_REVIEW


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLine:
    """One of the seven questions as it was answered.

    Args:
        question: e.g. 有没有.
        answer: the answer.
        article: the article behind it; may be empty.
    """

    question: str = said("问题")
    answer: str = said("答案")
    article: str = said("条款", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalContext(Sheet):
    """审查呈批单: facts, steps, articles, outcome and the opinions of those who decided (条例第四十五条).

    Args:
        request_text: verbatim text of what was asked for.
        received, due: day of receipt and last day to answer.
        course: what happened, one sentence each.
        path: the seven questions as they were answered; empty where the outcome was chosen directly.
        outcome, articles: the outcome that is proposed and what it rests on.
        reasons: why.
        evidence: what is on file for it, one line each.
        reply: title, number and date of the reply, as far as there is one.
        handler, reviewer, head: opinions with name and day.
        one_person: the sentence that nobody else reviewed, empty where somebody did.
        overridden: findings that the head let pass, with the reason.
    """

    request_text: str = said("申请内容")
    received: str = said("收到情况")
    due: str = said("答复期限")
    course: tuple[str, ...] = said("办理经过", ())
    path: tuple[PathLine, ...] = said("七步判断", ())
    outcome: str = said("拟处理结果")
    articles: str = said("依据条款", "")
    reasons: str = said("理由", "")
    evidence: tuple[str, ...] = said("在案材料", ())
    reply: str = said("答复文书", "")
    handler: SignedWords = said("承办人意见", UNSIGNED)
    reviewer: SignedWords = said("法制审核意见", UNSIGNED)
    head: SignedWords = said("负责人意见", UNSIGNED)
    one_person: str = said("单人办理说明", "")
    overridden: tuple[str, ...] = said("放行的检查结果", ())

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.APPROVAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionApprovalContext(Sheet):
    """延期审批单: reason, days, approval by the head of the disclosure office (条例第三十三条第二款).

    Args:
        first_due: last day of the first period.
        days: working days asked for.
        extended_due: the last day after the extension.
        reason: why the period does not suffice.
        basis: citation.
        requester, approver: who asked, who decided, each with words and day.
        notice: number and day of the notice to the applicant; empty while there is none.
    """

    first_due: str = said("原答复期限")
    days: int = said("延长工作日数")
    extended_due: str = said("延长后的期限", "")
    reason: str = said("延长的理由")
    basis: str = said("延期依据")
    requester: SignedWords = said("承办人意见", UNSIGNED)
    approver: SignedWords = said("负责人意见", UNSIGNED)
    notice: str = said("延期告知", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.EXTENSION_APPROVAL
