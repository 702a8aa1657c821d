"""Contexts of the letters around a consultation, to other offices, about records, and of a letter that corrects one."""

from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from law.errors import UserError
from law.terms import DocumentKind, Rectification
from templates.context_base import ConsultationPast, Letter, RequestLetter, require_filled, said

__all__ = [
    "AssistLetterContext",
    "ConsultationToldContext",
    "CorrigendumContext",
    "OpinionConfirmationContext",
    "RectifyNoticeContext",
    "ThirdPartyNoticeContext",
    "WordChange",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionConfirmationContext(Letter):
    """征求意见确认函: what a third party said orally is repeated in writing (条例第三十二条).

    The applicant is not named, as in the consultation itself.

    Args:
        registration_number: number of the request.
        consultation_number: number of the letter of consultation.
        consulted_on: its date.
        information: what may be disclosed.
        told_on: day of the oral answer.
        way: how it was given, e.g. 电话.
        opinion: the opinion in one word of ``law.terms.Opinion``.
        statement: what was said.
        reply_by: last day for the confirmation.
        basis: citation.
    """

    registration_number: str = said("登记号")
    consultation_number: str = said("征求意见书文号")
    consulted_on: date = said("征求意见书日期")
    information: str = said("拟公开的政府信息")
    told_on: date = said("口头意见日期")
    way: str = said("提出口头意见的方式")
    opinion: str = said("意见")
    statement: str = said("口头意见内容")
    reply_by: date = said("确认截止日")
    basis: str = said("征求意见依据")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.CONSULTATION_CONFIRM


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationToldContext(RequestLetter):
    """征求意见告知书: the applicant learns that somebody is asked, not who (条例第三十三条第三款).

    Args:
        consultations: the consultations that run, each with its day of dispatch.
        basis: citation.
    """

    consultations: tuple[ConsultationPast, ...] = said("征求意见经过")
    basis: str = said("期限不计依据")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.CONSULTATION_APPLICANT_NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyNoticeContext(Letter):
    """依申请公开告知书: a third party learns that its information is disclosed, and why (条例第三十二条).

    Args:
        registration_number: number of the request.
        consultation_number: number of the letter of consultation.
        consulted_on: its date.
        information: what is disclosed.
        opinion: what the third party answered; empty if it did not answer in time.
        answered_on: day on which the answer came in, ``None`` if none did.
        public_interest: whether keeping it back might seriously harm the public interest (条例第十五条).
        reason: the weighing, in the agency's words.
        basis: citation.
        hold_days: days after service before which nothing is provided; 0 if the agency does not wait.
        remedy: clause, one paragraph each; empty where the agency's policy names none.
    """

    registration_number: str = said("登记号")
    consultation_number: str = said("征求意见书文号")
    consulted_on: date = said("征求意见书日期")
    information: str = said("决定公开的政府信息")
    opinion: str = said("第三方意见", "")
    answered_on: date | None = said("收到意见日期", None)
    public_interest: bool = said("因公共利益公开", True)
    reason: str = said("公开的理由")
    basis: str = said("公开依据")
    hold_days: int = said("公开前等待日数", 0)
    remedy: tuple[str, ...] = said("救济告知", ())

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.THIRD_PARTY_DISCLOSURE_NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistLetterContext(Letter):
    """协办函: another office of the agency, or one under it, searches or judges (条例第四十五条).

    The applicant is not named: who searches needs to know what is asked for.

    Args:
        registration_number: number of the request.
        request_text: verbatim text of what was asked for.
        matter: what the office has to do.
        requirements: how it has to search and what it has to send back, one each.
        deadline: internal last day.
        basis: citation.
        rectify: the request is one to correct records.
    """

    registration_number: str = said("登记号")
    request_text: str = said("申请内容")
    matter: str = said("协办事项")
    requirements: tuple[str, ...] = said("检索要求")
    deadline: date = said("回复期限")
    basis: str = said("协办依据")
    rectify: bool = said("更正申请", False)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.ASSIST_LETTER


_RECTIFY_TITLES = {
    Rectification.CORRECTED: "更正政府信息告知书",
    Rectification.NOT_CORRECTED: "不予更正政府信息告知书",
    Rectification.TRANSFERRED: "更正政府信息申请转送告知书",
    Rectification.REFERRED: "更正政府信息申请告知书",
}
_ELSEWHERE = (Rectification.TRANSFERRED, Rectification.REFERRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RectifyNoticeContext(RequestLetter):
    """更正告知: what became of a request to correct records (条例第四十一条).

    Args:
        result: corrected, not corrected, or a matter of another agency.
        record: which record it is about.
        evidence: what the applicant brought to prove the mistake; may be empty.
        finding: what the examination found.
        corrected: how the record reads now; needed where it was corrected.
        other_agency: who may correct it, with its contact; needed where this agency may not.
        basis: citation.
        remedy: clause, one paragraph each.
    """

    result: Rectification = said("处理结果")
    record: str = said("申请更正的记录")
    evidence: tuple[str, ...] = said("申请人提供的证据", ())
    finding: str = said("审核情况")
    corrected: str = said("更正后的内容", "")
    other_agency: str = said("有权更正的机关和联系方式", "")
    basis: str = said("更正依据")
    remedy: tuple[str, ...] = said("救济告知")

    @override
    def __post_init__(self) -> None:
        require_filled(self)
        if self.result is Rectification.CORRECTED and not self.corrected.strip():
            raise _missing("corrected", "更正后的内容")
        if self.result in _ELSEWHERE and not self.other_agency.strip():
            raise _missing("other_agency", "有权更正的机关和联系方式")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.RECTIFY_NOTICE

    @property
    def title(self) -> str:
        """Title of the letter, by the result."""
        return _RECTIFY_TITLES[self.result]

    @property
    def outcome(self) -> str:
        """The result as the template asks for it."""
        return str(self.result)


def _missing(name: str, label: str) -> UserError:
    return UserError(
        "letter_field_missing", f"文书缺少“{label}”", "文书各要素齐全才能生成", f"补填“{label}”", field=name
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """Words of an issued letter that are wrong, and the right ones."""

    wrong: str = said("错处")
    right: str = said("更正后的文字")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrigendumContext(Letter):
    """文书更正函: slips of the pen in an issued letter; the conclusion stands.

    Args:
        old_title: title of the issued letter.
        old_number: its number.
        old_on: its date.
        changes: wrong and right words, at least one pair.
    """

    old_title: str = said("原文书名称")
    old_number: str = said("原文书文号")
    old_on: date = said("原文书日期")
    changes: tuple[WordChange, ...] = said("更正内容")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.CORRIGENDUM
