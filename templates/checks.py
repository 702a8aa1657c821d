"""The checks before a letter leaves, all of them, in one call.

Pure functions: a letter, its blocks and what register, law and file say in; findings out. Each check is decided in one
place (``*_checks``, ``repealed``); its title, weight, provisions and the act that mends it stand in ``checks.toml``. A
check that lacks what it compares with says nothing rather than guess.
"""

from collections.abc import Callable, Iterator
from typing import Final

from templates.annex_checks import check_annexes
from templates.clock_checks import check_clock
from templates.consultation_checks import check_consultation
from templates.context_base import Letter
from templates.correction_checks import check_correction
from templates.element_checks import check_elements
from templates.fee_checks import check_fee
from templates.findings import Case, CheckBasis, Finding, Level, check_rules
from templates.outcome_checks import check_outcome
from templates.person_checks import check_people
from templates.preview import BlockKind, PreviewBlock, plain_text
from templates.printed_checks import check_printed
from templates.remedy_checks import check_remedy
from templates.repealed import check_repealed
from templates.round_checks import check_round
from templates.wording_checks import check_wording

__all__ = ["CheckBasis", "Finding", "Level", "check_letter", "check_rules"]


def check_letter(letter: Letter, blocks: tuple[PreviewBlock, ...], basis: CheckBasis) -> tuple[Finding, ...]:
    """Everything that is wrong with a letter, blocking findings first, each once.

    Args:
        letter: its context.
        blocks: the rendered letter, from ``templates.preview.blocks_of``.
        basis: what register, law and file say.
    """
    own = tuple(one for one in blocks if one.kind is not BlockKind.EXCERPT)
    case = Case(letter, blocks, basis, plain_text(blocks), plain_text(own))
    found = dict.fromkeys(one for check in _CHECKS for one in check(case))
    return tuple(sorted(found, key=lambda one: (one.level is not Level.BLOCK, one.id)))


_CHECKS: Final[tuple[Callable[[Case], Iterator[Finding]], ...]] = (
    check_clock,
    check_correction,
    check_consultation,
    check_outcome,
    check_round,
    check_annexes,
    check_fee,
    check_remedy,
    check_people,
    check_printed,
    check_elements,
    check_wording,
    check_repealed,
)
