"""Deciding item by item: from what becomes of each thing to the lists, the grounds and the conclusions of the letter.

条例第三十七条: what can be separated is provided, and of what is not the reason is told. Each line of what is covered
therefore names its place, its article and its reason.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from casework.drafts import ItemConclusion, ItemDecision
from casework.refusals import refused
from law.citations import Citation
from law.outcomes import outcome_rules
from law.terms import Outcome
from models.text_cleaning import clean_text

__all__ = [
    "COVERING_GROUNDS",
    "ITEM_ENDS",
    "ItemFacts",
    "article_of",
    "check_items",
    "item_facts",
    "items_of",
    "kept_items",
]

COVERING_GROUNDS: Final = tuple(one for one in Outcome if one.value.startswith("refusal_"))
"""Refusals that a part, or one of several things, can be withheld by."""

ITEM_ENDS: Final = (
    *COVERING_GROUNDS,
    Outcome.NOT_EXIST,
    Outcome.NOT_THIS_AGENCY,
    Outcome.NEEDS_PROCESSING,
    Outcome.SPECIAL_QUERY,
    Outcome.NOT_GOV_INFO,
)
"""Why one of several things is not given at all."""

_PROVIDING: Final = (Outcome.GRANT, Outcome.PARTIAL_GRANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What follows from the decisions on all items.

    Attributes:
        variant: variant of the partial grant.
        facts: values of its facts, by key.
        conclusions: one sentence for each item.
        provides, withholds: whether anything is provided, and whether anything is not.
    """

    variant: str
    facts: Mapping[str, str]
    conclusions: tuple[ItemConclusion, ...]
    provides: bool
    withholds: bool


def article_of(outcome: Outcome) -> str:
    """The provisions as screens name them: 条例第十四条. What every refusal cites besides is left out."""
    return _named(outcome, lambda one: one.brief)


def _in_full(outcome: Outcome) -> str:
    """The provisions as a sentence of the letter that stands by itself names them, with the full title."""
    return _named(outcome, lambda one: one.full)


def _in_list(outcome: Outcome) -> str:
    """The provisions as a line of the letter names them, below the paragraph that names the Regulations."""
    return _named(outcome, lambda one: one.told)


def _named(outcome: Outcome, first: Callable[[Citation], str]) -> str:
    replaced = outcome_rules()[Outcome.PARTIAL_GRANT].replaces
    named = ""
    parts = []
    for one in outcome_rules()[outcome].citations:
        if one not in replaced:
            parts.append(one.short if one.statute == named else first(one))
            named = one.statute
    return "、".join(parts)


def item_facts(items: Sequence[ItemDecision]) -> ItemFacts:
    """Lists, grounds and conclusions from the decisions; nothing typed is dropped and no line is invented."""
    provided = tuple(_provided_line(one) for one in items if one.outcome in _PROVIDING)
    withheld = tuple(_covered_line(one) for one in items if _covers(one))
    grounds = dict.fromkeys(ground for one in items if (ground := _ground(one)) is not None)
    unrelated = tuple(one.reason for one in items if one.outcome is Outcome.PARTIAL_GRANT and one.ground is None)
    facts = {
        "provided_list": "\n".join(provided),
        "withheld_list": "\n".join(withheld),
        "withheld_grounds": "\n".join(grounds),
        "withheld_reason": "\n".join(one for one in unrelated if one),
    }
    return ItemFacts(
        variant="withheld_14_16" if grounds else "withheld_other",
        facts={key: text for key, text in facts.items() if text},
        conclusions=tuple(ItemConclusion(text=one.text, conclusion=_conclusion(one)) for one in items),
        provides=bool(provided),
        withholds=any(one.outcome is not Outcome.GRANT for one in items),
    )


def _provided_line(item: ItemDecision) -> str:
    return item.text if item.outcome is Outcome.GRANT else f"{item.text}（遮盖后）"


def _ground(item: ItemDecision) -> Outcome | None:
    """The refusal behind what is not given of an item."""
    if item.outcome is Outcome.PARTIAL_GRANT:
        return item.ground
    return item.outcome if item.outcome in COVERING_GROUNDS else None


def _covers(item: ItemDecision) -> bool:
    return item.outcome is Outcome.PARTIAL_GRANT or item.outcome in COVERING_GROUNDS


def _covered_line(item: ItemDecision) -> str:
    ground = _ground(item)
    place = item.place.strip() or ("全部" if item.outcome in COVERING_GROUNDS else "")
    article = _in_list(ground if ground is not None else Outcome.PARTIAL_GRANT)
    where = f"{item.text}：{place}" if place else item.text
    return "，".join(part for part in (where, article, item.reason.strip().rstrip("。")) if part)


def _conclusion(item: ItemDecision) -> str:
    reason = item.reason.strip().rstrip("。")
    if item.outcome is Outcome.GRANT:
        return Outcome.GRANT.label
    if item.outcome is Outcome.PARTIAL_GRANT:
        ground = item.ground
        covered = f"其中{item.place.strip() or '部分内容'}"
        told = f"根据{_in_full(ground)}不予公开" if ground is not None else "予以遮盖"
        return "，".join(part for part in ("区分处理后部分公开", f"{covered}{told}", reason) if part)
    if item.outcome in COVERING_GROUNDS:
        return "，".join(part for part in (f"根据{_in_full(item.outcome)}不予公开", reason) if part)
    label = item.outcome.label
    return "，".join(part for part in (f"{label}（{_in_full(item.outcome)}）", reason) if part)


def check_items(items: Sequence[ItemDecision]) -> None:
    """Refuse items that do not say what becomes of them.

    Raises:
        UserError: ``item_unnamed``, ``item_reason_missing``, ``item_place_missing``, ``item_ground_wrong``; ``field``
            names the line.
    """
    for at, one in enumerate(items):
        if not clean_text(one.text).text.strip():
            raise refused("item_unnamed", field=f"items.{at}.text", number=at + 1)
        if one.outcome is Outcome.GRANT:
            continue
        if one.outcome is Outcome.PARTIAL_GRANT:
            if one.ground is not None and one.ground not in COVERING_GROUNDS:
                raise refused("item_ground_wrong", field=f"items.{at}.ground", item=one.text)
            if not one.place.strip():
                raise refused("item_place_missing", field=f"items.{at}.place", item=one.text)
        elif one.outcome not in ITEM_ENDS:
            raise refused("item_ground_wrong", field=f"items.{at}.ground", item=one.text)
        if not one.reason.strip():
            raise refused("item_reason_missing", field=f"items.{at}.reason", item=one.text)


def kept_items(items: Sequence[ItemDecision]) -> list[dict[str, str]]:
    """The decisions as the payload of the event keeps them."""
    return [
        {
            "text": one.text,
            "outcome": one.outcome.value,
            "ground": one.ground.value if one.ground is not None else "",
            "place": one.place.strip(),
            "reason": one.reason.strip(),
        }
        for one in items
    ]


def items_of(payload: Mapping[str, Any]) -> tuple[ItemDecision, ...]:
    """The decisions on items out of the payload of a decision."""
    return tuple(
        ItemDecision(
            text=str(one["text"]),
            outcome=Outcome(one["outcome"]),
            ground=Outcome(one["ground"]) if one.get("ground") else None,
            place=str(one.get("place", "")),
            reason=str(one.get("reason", "")),
        )
        for one in payload.get("items", ())
    )
