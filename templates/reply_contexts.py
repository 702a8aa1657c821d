"""Contexts of the reply: the grant with its variants, and the letter of every other outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from typing_extensions import override

from law.errors import UserError
from law.terms import DocumentKind, Outcome, Term
from templates.context_base import RequestLetter, require_filled, said

__all__ = [
    "DETAIL_LABELS",
    "GrantLetterContext",
    "GrantVariant",
    "ItemConclusion",
    "OutcomeLetterContext",
    "ProvidedInformation",
    "WithheldPart",
]


class GrantVariant(Term):
    """The five ways to grant (条例第三十六条第二项、第四十条)."""

    PROVIDE_COPY = "provide_copy", "提供复制件"
    INFORM_WAY = "inform_way", "告知获取途径"
    ONSITE_VIEW = "onsite_view", "安排查阅、抄录"
    ON_SPOT = "on_spot", "当场提供"
    PUBLIC_INTEREST_OVERRIDE = "public_interest_override", "因公共利益公开"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvidedInformation:
    """One piece of information that the applicant gets.

    Args:
        name: its title.
        form: in which form, e.g. 纸质件; may be empty where the name says it.
        document_number: its own number, empty if it has none.
        pages: number of pages, ``None`` where pages mean nothing.
    """

    name: str = said("信息名称")
    form: str = said("提供形式", "")
    document_number: str = said("信息文号", "")
    pages: int | None = said("页数", None)

    def __post_init__(self) -> None:
        require_filled(self)

    @property
    def described(self) -> str:
        """The line of the list in the letter."""
        name = f"{self.name}（{self.document_number}）" if self.document_number else self.name
        pages = f"共{self.pages}页" if self.pages is not None else ""
        return "，".join(part for part in (name, self.form, pages) if part).rstrip("。；")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldPart:
    """One part that was covered, with its own reason (条例第三十七条).

    Args:
        what: the part; may tell reason and provision as well, as one line of a list does.
        reason: why it is covered.
        basis: citation.
    """

    what: str = said("不予公开的部分")
    reason: str = said("不予公开的理由", "")
    basis: str = said("不予公开的依据", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemConclusion:
    """The conclusion on one of several things asked for (G7)."""

    subject: str = said("申请事项")
    conclusion: str = said("结论")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLetter(RequestLetter):
    """What every reply adds: basis, conclusions by item, remedy.

    Args:
        title: title of the letter, from the outcome catalogue.
        basis: citations of the decision, joined.
        items: conclusions by item when several things were asked for.
        remedy: paragraphs of the remedy clause; empty only for outcomes without one.
        facts: facts and reasons in the agency's own words, a paragraph each (G8).
    """

    title: str = said("标题")
    basis: str = said("答复依据")
    items: tuple[ItemConclusion, ...] = said("逐项结论", ())
    remedy: tuple[str, ...] = said("救济告知", ())
    facts: tuple[str, ...] = said("事实和理由", ())

    @property
    def outcome_id(self) -> Outcome:
        """Outcome of the request."""
        raise NotImplementedError

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.OUTCOME_LETTER

    @property
    @override
    def template_key(self) -> str:
        """Every outcome has its own template, which an agency may edit."""
        return f"{DocumentKind.OUTCOME_LETTER}.{self.outcome_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLetterContext(ReplyLetter):
    """政府信息公开告知书（予以公开）.

    Args:
        variant: how the information is given.
        provided: what is given or shown; at least one.
        way: how to get it (``inform_way``).
        place: where (``inform_way``, ``onsite_view``).
        time: when (``inform_way``, ``onsite_view``).
        form_reason: why it is shown instead of copied (``onsite_view``), citing 条例第四十条.
        handed_over_on: day of handing over (``on_spot``).
        public_interest_reason: why not disclosing would harm the public (``public_interest_override``).
        third_party_basis: citation of the consultation of the third party (``public_interest_override``).
    """

    variant: GrantVariant = said("公开方式")
    provided: tuple[ProvidedInformation, ...] = said("提供的信息")
    way: str = said("获取途径", "")
    place: str = said("地点", "")
    time: str = said("时间", "")
    form_reason: str = said("采用查阅形式的理由", "")
    handed_over_on: date | None = said("当场提供日期", None)
    public_interest_reason: str = said("公共利益理由", "")
    third_party_basis: str = said("征求第三方意见依据", "")

    @override
    def __post_init__(self) -> None:
        require_filled(self)
        for name in _NEEDED_BY_VARIANT[self.variant]:
            if not getattr(self, name):
                label = type(self).__dataclass_fields__[name].metadata["label"]
                raise UserError(
                    "letter_field_missing",
                    f"文书缺少“{label}”",
                    f"以“{self.variant.label}”答复时应当写明",
                    f"补填“{label}”",
                    field=name,
                )

    @property
    @override
    def outcome_id(self) -> Outcome:
        """Outcome of the request."""
        return Outcome.GRANT


_NEEDED_BY_VARIANT: Mapping[GrantVariant, tuple[str, ...]] = {
    GrantVariant.PROVIDE_COPY: (),
    GrantVariant.INFORM_WAY: ("way", "time"),
    GrantVariant.ONSITE_VIEW: ("place", "time", "form_reason"),
    GrantVariant.ON_SPOT: ("handed_over_on",),
    GrantVariant.PUBLIC_INTEREST_OVERRIDE: ("public_interest_reason", "third_party_basis"),
}

DETAIL_LABELS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.REFUSAL_LAW: "禁止公开的法律、行政法规名称和条款",
        Outcome.REFUSAL_SAFETY: "危及的事项",
        Outcome.REFUSAL_THIRD_PARTY: "第三方权益类型",
        Outcome.REFUSAL_INTERNAL: "内部事务类别",
        Outcome.REFUSAL_PROCESS: "过程性信息类别",
        Outcome.REFUSAL_CASE_FILE: "案卷名称、案号",
        Outcome.REPEAT_REQUEST: "前次答复文号",
        Outcome.PUBLICATION: "出版物名称",
        Outcome.ABANDONED_NO_CORRECTION: "补正告知书文号",
        Outcome.ABANDONED_NO_PAYMENT: "收费通知书文号",
    }
)
"""The one short particular that the legal wording of an outcome is built around."""

# A withdrawal gives no reasons, a partial grant gives them part by part, and for the others the particular says it all.
_NO_FACTS = frozenset({
    Outcome.WITHDRAWN, Outcome.PARTIAL_GRANT, Outcome.REFUSAL_LAW, Outcome.REPEAT_REQUEST,
    Outcome.ABANDONED_NO_CORRECTION, Outcome.ABANDONED_NO_PAYMENT,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLetterContext(ReplyLetter):
    """The reply of every outcome but the grant.

    Args:
        outcome: which one.
        basis: citations of the decision, joined; only a withdrawal needs none.
        variant: key of the variant of the outcome in the catalogue, empty if it has none.
        facts: required where the wording announces them.
        detail: the short particular named in ``DETAIL_LABELS``; empty for other outcomes.
        provided: what is given all the same (``partial_grant``; ``needs_processing`` by part).
        withheld: what is not, with reasons (``partial_grant``).
    """

    outcome: Outcome = said("处理结果")
    basis: str = said("答复依据", "")
    variant: str = said("结果的具体形式", "")
    detail: str = said("结果要点", "")
    provided: tuple[ProvidedInformation, ...] = said("提供的信息", ())
    withheld: tuple[WithheldPart, ...] = said("不予公开的部分", ())

    @override
    def __post_init__(self) -> None:
        require_filled(self)
        if self.outcome is Outcome.GRANT:
            raise ValueError("a grant has its own context, GrantLetterContext")
        if not self.basis.strip() and self.outcome is not Outcome.WITHDRAWN:
            raise _missing("答复依据", "basis")
        if not self.facts and self.outcome not in _NO_FACTS:
            raise _missing("事实和理由", "facts")
        label = DETAIL_LABELS.get(self.outcome)
        if label and not self.detail.strip():
            raise _missing(label, "detail")
        if self.outcome is Outcome.PARTIAL_GRANT:
            if not self.provided:
                raise _missing("提供的信息", "provided")
            if not self.withheld:
                raise _missing("不予公开的部分", "withheld")

    @property
    @override
    def outcome_id(self) -> Outcome:
        """Outcome of the request."""
        return self.outcome


def _missing(label: str, name: str) -> UserError:
    return UserError(
        "letter_field_missing", f"文书缺少“{label}”", "该处理结果的文书应当写明", f"补填“{label}”", field=name
    )
