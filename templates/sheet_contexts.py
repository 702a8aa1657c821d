"""Contexts of the internal sheets of a case: form tables for the file, never numbered, never sent to an applicant."""

from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from law.terms import DocumentKind
from templates.context_base import require_filled, said
from templates.sheet_base import UNSIGNED, Sheet, SignedWords
from templates.sheet_decisions import ApprovalContext, ExtensionApprovalContext, PathLine, SecrecyReviewContext
from templates.sheet_file import CaseCoverContext, CaseIndexContext, CaseNoteContext, IndexLine
from templates.sheet_service import MailLine, MailProofContext, ServiceReceiptContext

__all__ = [
    "ApprovalContext",
    "CaseCoverContext",
    "CaseIndexContext",
    "CaseNoteContext",
    "ContactLine",
    "ContactRecordContext",
    "ExtensionApprovalContext",
    "IndexLine",
    "MailLine",
    "MailProofContext",
    "PathLine",
    "ProactiveTransferContext",
    "RegistrationSheetContext",
    "SearchLine",
    "SearchRecordContext",
    "SecrecyReviewContext",
    "ServiceReceiptContext",
    "Sheet",
    "SignedWords",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationSheetContext(Sheet):
    """登记表: how the request came in, who asks, what for, in which form (条例第二十九、三十一、四十五条).

    Args:
        request_text: verbatim text of what was asked for.
        channel, received, proof: how it came in, the day of receipt with its article, and what proves that day.
        applicant_type, identity, contact, address: about the applicant; identity and telephone partly hidden.
        others: joint applicants and agents.
        access, delivery: the form and the way that the applicant wants.
        purpose, hint: stated purpose, and what the applicant gave to find it by; empty if not stated.
        place: which of several requests of the letter this is.
        missing: what a valid request lacks, one line each.
        due: until when it has to be answered.
        handler, registered_by, registered_on: who deals with it, who entered it, when.
        remark: e.g. that the applicant needs help with reading.
    """

    request_text: str = said("申请内容")
    channel: str = said("收件渠道")
    received: str = said("收到日期")
    proof: str = said("收到凭证", "")
    applicant_type: str = said("申请人类型")
    identity: str = said("身份证明", "")
    contact: str = said("联系方式", "")
    address: str = said("通信地址", "")
    others: str = said("共同申请人和代理人", "")
    access: str = said("信息形式", "")
    delivery: str = said("获取途径", "")
    purpose: str = said("用途", "")
    hint: str = said("便于查询的特征", "")
    place: str = said("件次")
    missing: tuple[str, ...] = said("欠缺的要件", ())
    due: str = said("答复期限")
    handler: str = said("承办人", "")
    registered_by: str = said("登记人")
    registered_on: date = said("登记日期")
    remark: str = said("备注", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.REGISTRATION_SHEET


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLine:
    """One search.

    Args:
        on: its day.
        systems: where, separated by 、.
        period: over which time.
        keywords: by which words, separated by 、.
        searcher, reviewer: who searched, and who of the business section looked it over; the latter may be blank.
        result: what was found.
    """

    on: date = said("检索日期")
    systems: str = said("检索范围")
    period: str = said("时段", "")
    keywords: str = said("关键词")
    searcher: str = said("检索人")
    result: str = said("检索结果")
    reviewer: str = said("复核人", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecordContext(Sheet):
    """检索记录: every search of the case; the evidence that "does not exist" rests on.

    Args:
        searches: the searches by their day.
    """

    searches: tuple[SearchLine, ...] = said("检索")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.SEARCH_RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One call or visit.

    Args:
        on: its day.
        how: by which way.
        number: telephone number or address, partly hidden; may be empty.
        words: what was said.
        recorder: who wrote it down.
    """

    on: date = said("联系日期")
    how: str = said("联系方式")
    number: str = said("号码", "")
    words: str = said("联系内容")
    recorder: str = said("记录人")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecordContext(Sheet):
    """电话/当面记录: every contact of the case.

    Args:
        contacts: by their day.
    """

    contacts: tuple[ContactLine, ...] = said("联系")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.CONTACT_RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class ProactiveTransferContext(Sheet):
    """转主动公开移送单: information given on request that belongs among what is published (条例第四十四条).

    Args:
        information: what is to be published.
        reply: the reply by which it was given.
        reason: why it belongs there; blank to be written by hand.
        basis: citations.
        period: the period for publication, in words.
        transferor, receiver: who hands over, who takes over.
    """

    information: str = said("移送的信息")
    reply: str = said("依申请答复", "")
    reason: str = said("移送理由", "")
    basis: str = said("移送依据")
    period: str = said("公开期限", "")
    transferor: SignedWords = said("移送人", UNSIGNED)
    receiver: SignedWords = said("接收机构", UNSIGNED)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.PROACTIVE_TRANSFER
