"""Contexts of the forms to fill in: blank, or with what the register holds (条例第二十九、三十、三十二条)."""

from collections.abc import Iterable
from dataclasses import dataclass

from typing_extensions import override

from law.terms import AccessForm, DeliveryMethod, DocumentKind, Term
from templates.context_base import require_filled, said

__all__ = ["ApplicationFormContext", "CorrectionFormContext", "FormContext", "OpinionFormContext"]

_EMPTY, _TICKED = "□", "■"


def _boxes(terms: Iterable[Term], chosen: Iterable[Term]) -> str:
    """The terms with a box each, those chosen filled."""
    ticked = frozenset(chosen)
    return "　".join(f"{_TICKED if one in ticked else _EMPTY}{one.label}" for one in terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """What the forms have in common. Fields that are empty are left for a pen."""

    registration_number: str = said("登记号", "")

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
class ApplicationFormContext(FormContext):
    """政府信息公开申请表, in the three groups of 条例第二十九条; what the information is for is not asked.

    Args:
        agency: to whom it is addressed.
        organisation: whether the applicant is one, ``None`` on a blank form.
        name, identity, phone, email, address, postcode, legal_rep, contact: the applicant.
        agent: name of the agent and the number of the identity document.
        information: what is asked for, verbatim.
        hint: number of the information.
        forms, delivery: form of the information, way of obtaining it.
        accessibility_help: the applicant has difficulties in reading, seeing or hearing.
        oral_writer: who wrote it down for the applicant (代填).
    """

    agency: str = said("机关名称")
    organisation: bool | None = said("申请人为单位", None)
    name: str = said("姓名或者名称", "")
    identity: str = said("身份证明", "")
    phone: str = said("联系电话", "")
    email: str = said("电子邮箱", "")
    address: str = said("通信地址", "")
    postcode: str = said("邮政编码", "")
    legal_rep: str = said("法定代表人或者负责人", "")
    contact: str = said("联系人", "")
    agent: str = said("代理人", "")
    information: str = said("申请内容", "")
    hint: str = said("文号", "")
    forms: tuple[AccessForm, ...] = said("信息形式", ())
    delivery: DeliveryMethod | None = said("获取途径", None)
    accessibility_help: bool = said("阅读困难", False)
    oral_writer: str = said("代填人", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.APPLICATION_FORM

    @property
    def applicant_boxes(self) -> str:
        """公民 or 法人、其他组织, ticked if known."""
        person = _TICKED if self.organisation is False else _EMPTY
        body = _TICKED if self.organisation else _EMPTY
        return f"{person}公民　{body}法人或者其他组织"

    @property
    def form_boxes(self) -> str:
        """The forms of information with their boxes."""
        return _boxes(AccessForm, self.forms)

    @property
    def delivery_boxes(self) -> str:
        """The ways of obtaining it with their boxes."""
        return _boxes(DeliveryMethod, (self.delivery,) if self.delivery else ())

    @property
    def help_box(self) -> str:
        """The box of those who need help with reading."""
        return f"{_TICKED if self.accessibility_help else _EMPTY}申请人存在阅读困难或者视听障碍，需要必要的帮助"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPoint:
    """A point that a correction has to mend."""

    unclear: str = said("需要补正")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFormContext(FormContext):
    """政府信息公开申请补正表 as a document of its own.

    Args:
        number: number of the correction notice.
        addressee: the applicant.
        points: what has to be mended; empty on a blank form.
    """

    number: str = said("补正告知书文号", "")
    addressee: str = said("申请人", "")
    points: tuple[str, ...] = said("补正事项", ())

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.CORRECTION_FORM

    @property
    def items(self) -> tuple[AskedPoint, ...]:
        """The points as the form behind the notice reads them."""
        return tuple(AskedPoint(unclear=one) for one in self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionFormContext(FormContext):
    """意见反馈表 as a document of its own.

    Args:
        number: number of the letter of consultation.
        information: what may be disclosed.
    """

    number: str = said("征求意见书文号", "")
    information: str = said("征求意见的政府信息", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.OPINION_FORM
