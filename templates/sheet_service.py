"""Contexts of the sheets about service: receipt of service, postings."""

from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from law.terms import DocumentKind
from templates.context_base import require_filled, said
from templates.sheet_base import Sheet, SignedWords

__all__ = ["MailLine", "MailProofContext", "ServiceReceiptContext"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReceiptContext(Sheet):
    """送达回证 of one letter: to be signed by the receiver, or filled in with what is on record.

    Args:
        document: title of the letter; ``number`` its number, ``dated_on`` its date.
        addressee: whom it is for; ``place`` where to.
        way: 送达方式, empty while it has not left.
        sent: when it left and how, in words; empty while it has not.
        receiver, served_on, proof: who signed, when, and the proof on file; blank until then.
        relation: of the receiver to the addressee; witnesses: who saw it. Both blank unless on record.
        sender: who serves it.
    """

    document: str = said("送达文书")
    number: str = said("文号", "")
    dated_on: date = said("成文日期")
    addressee: str = said("受送达人")
    place: str = said("送达地点", "")
    way: str = said("送达方式", "")
    sent: str = said("发出情况", "")
    receiver: str = said("签收人", "")
    served_on: date | None = said("签收日期", None)
    proof: str = said("送达凭证", "")
    relation: str = said("代收关系", "")
    witnesses: str = said("见证人", "")
    sender: str = said("送达人", "")

    @property
    def ways(self) -> str:
        """The way, or the ways to tick."""
        return self.way or "□直接送达　□委托送达　□留置送达　□其他"

    @property
    def title(self) -> str:
        """Title of the sheet in the list of the file; a case has one for each letter."""
        return f"{self.kind.label}（{f'{self.document} {self.number}'.strip()}）"

    @property
    def signature(self) -> str:
        """The receiver's line."""
        return SignedWords(name=self.receiver, on=self.served_on).line

    @property
    def relation_line(self) -> str:
        """The line of somebody who signs for the addressee."""
        return self.relation or "签名：＿＿＿＿＿＿＿　与受送达人的关系：＿＿＿＿＿＿"

    @property
    def witness_line(self) -> str:
        """The line of the witnesses."""
        return self.witnesses or "签名：＿＿＿＿＿＿＿　单位：＿＿＿＿＿＿＿＿＿"

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.SERVICE_RECEIPT


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """One posting.

    Args:
        document: title and number of the letter.
        addressee, address: whom it went to and where; the address may be unknown.
        carrier, tracking_number: the postal enterprise and its number; the latter may be missing.
        posted_on: day of posting.
        result: delivered, returned, or not known yet.
    """

    document: str = said("邮寄文书")
    addressee: str = said("收件人")
    address: str = said("收件地址", "")
    carrier: str = said("承运企业", "")
    tracking_number: str = said("邮件号", "")
    posted_on: date = said("交邮日期")
    result: str = said("妥投情况")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailProofContext(Sheet):
    """邮寄凭证单: every posting of the case, with room for the slips of the post.

    Args:
        mails: by their day.
    """

    mails: tuple[MailLine, ...] = said("邮寄")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.MAIL_PROOF
