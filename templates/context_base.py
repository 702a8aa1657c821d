"""What all letters have in common, and the refusal of a letter that misses something.

Every field names itself in Chinese, so that a refusal can say which one is empty. A field of type ``str`` must not be
blank unless its default is; ``None`` is accepted only where the type says so.
"""

from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from typing import Any

from law.errors import UserError
from law.terms import Channel, DocumentKind
from templates.wording import channel_phrase

__all__ = [
    "ConsultationPast",
    "CorrectionPast",
    "DeferralPast",
    "ExtensionPast",
    "History",
    "Letter",
    "OrderedPast",
    "RequestLetter",
    "said",
]


def said(label: str, default: Any = MISSING) -> Any:
    """A dataclass field with its Chinese name."""
    if default is MISSING:
        return field(metadata={"label": label})
    return field(default=default, metadata={"label": label})


def require_filled(record: Any) -> None:
    """Refuse blank required fields and wrong types.

    Raises:
        UserError: ``letter_field_missing`` naming the first field that is empty.
        TypeError: if a field holds something that no letter can print; that is a bug of the caller.
    """
    for one in fields(record):
        value = getattr(record, one.name)
        if isinstance(value, date) and hasattr(value, "hour"):
            raise TypeError(f"{one.name}: a legal day is a date without a time")
        if (value is None and one.default is not None) or _is_blank(one, value):
            label = one.metadata.get("label", one.name)
            raise UserError(
                "letter_field_missing",
                f"文书缺少“{label}”",
                "文书各要素齐全才能生成",
                f"补填“{label}”",
                field=one.name,
            )


def _is_blank(one: "Field[Any]", value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip() and one.default != ""
    return isinstance(value, tuple) and not value and one.default is MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPast:
    """That the applicant was asked to correct, for the course of the case (G6).

    Args:
        notified_on: day on which the notice left.
        number: number of the notice.
        received_on: day on which the correction came in, if it has.
        text: what the applicant wrote then; the reply answers the request as corrected.
    """

    notified_on: date = said("补正告知日期")
    number: str = said("补正告知书文号")
    received_on: date | None = said("收到补正日期", None)
    text: str = said("补正内容", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPast:
    """That somebody was consulted; the name stays out of the applicant's letter.

    Args:
        whom: 第三方, 共同制作机关 or 有关机关.
        sent_on: day of dispatch.
        ended_on: day on which the time not counted ended, if it has.
    """

    whom: str = said("征求对象")
    sent_on: date = said("征求意见发出日期")
    ended_on: date | None = said("征求意见结束日期", None)

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionPast:
    """That the reply period was extended and the applicant told (条例第三十三条)."""

    notified_on: date = said("延期告知日期")
    number: str = said("延期告知书文号")
    workdays: int = said("延长工作日数")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferralPast:
    """That the applicant was told of a later reply (条例第三十五条)."""

    notified_on: date = said("延迟答复告知日期")
    number: str = said("延迟答复告知书文号")
    until: date = said("延迟答复日期")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedPast:
    """That a decision or a judgment ordered this reply (行政复议法第六十四条、第六十六条).

    Args:
        verdict: what became of the earlier reply (撤销该答复), or what is ordered where none had been made.
        replied_on: date of the earlier reply, ``None`` if none had been made; number: its number.
        body, decision, decision_number, decided_on: whose decision, which, with its date.
    """

    verdict: str = said("决定内容")
    body: str = said("作出决定的机关")
    decision: str = said("决定名称")
    decided_on: date = said("决定日期")
    decision_number: str = said("决定文号", "")
    replied_on: date | None = said("前次答复日期", None)
    number: str = said("前次答复文号", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The course of the case between receipt and this letter (G6)."""

    correction: CorrectionPast | None = said("补正经过", None)
    consultations: tuple[ConsultationPast, ...] = said("征求意见经过", ())
    extension: ExtensionPast | None = said("延期经过", None)
    justified_on: date | None = said("说明理由日期", None)
    deferral: DeferralPast | None = said("延迟答复经过", None)
    fee_paid_on: date | None = said("缴费日期", None)
    ordered: OrderedPast | None = said("责令重新答复", None)

    @property
    def happened(self) -> bool:
        """Whether anything at all is to be told."""
        told = (self.correction, self.consultations, self.extension, self.deferral, self.ordered)
        return any((*told, self.justified_on, self.fee_paid_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Elements that every outgoing letter carries (G2, G3, G9, G11, G12, G14).

    Args:
        number: document number, or the pending form of it on a draft.
        addressee: name exactly as registered.
        signer: legal name of the agency that makes the decision, never an internal office (条例第十条).
        signed_on: date of the letter.
        contact_person: whom to ask.
        contact_phone: office telephone.
        organisation: whether the addressee is an organisation (你单位) or a person (你).
        annexes: names of what is enclosed.
    """

    number: str = said("文号")
    addressee: str = said("收件人")
    signer: str = said("署名机关")
    signed_on: date = said("成文日期")
    contact_person: str = said("联系人")
    contact_phone: str = said("联系电话")
    organisation: bool = said("收件人为单位", False)
    annexes: tuple[str, ...] = said("附件", ())

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def template_key(self) -> str:
        """Name of the .docx template without its ending."""
        return str(self.kind)

    @property
    def kind(self) -> DocumentKind:
        """Which document this is."""
        raise NotImplementedError

    @property
    def you(self) -> str:
        """How the letter speaks to its addressee."""
        return "你单位" if self.organisation else "你"

    @property
    def contact(self) -> str:
        """Contact as the note under the date prints it."""
        return f"联系人：{self.contact_person}，联系电话：{self.contact_phone}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLetter(Letter):
    """A letter to the applicant about a request (adds G4, G5, G6).

    Args:
        registration_number: number of the request.
        received_on: day on which the request counts as received (条例第三十一条).
        channel: how it came in.
        request_text: verbatim text of what was asked for.
        history: what happened in between.
    """

    registration_number: str = said("登记号")
    received_on: date = said("收到日期")
    channel: Channel = said("收件渠道")
    request_text: str = said("申请内容")
    history: History = said("办理经过", History())

    @property
    def submitted(self) -> str:
        """The clause on how the request came in."""
        return channel_phrase(self.channel)
