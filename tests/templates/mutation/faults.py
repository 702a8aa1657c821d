"""All faults: each changes one thing of a good letter, its file or its printed words, and names the check meant."""

import random
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from templates.preview import PreviewBlock
from tests.templates.mutation.context_faults import context_faults, other_letter_faults
from tests.templates.mutation.fault_makers import Fault
from tests.templates.mutation.file_faults import file_faults, round_faults
from tests.templates.mutation.good_letters import GoodLetter
from tests.templates.mutation.printed_faults import BLIND_FAULTS, edited_faults, element_faults
from tests.templates.mutation.word_faults import word_faults

__all__ = ["FAULTS", "Fault", "seeded"]


FAULTS: Final[tuple[Fault, ...]] = (
    *context_faults(),
    *other_letter_faults(),
    *word_faults(),
    *file_faults(),
    *element_faults(),
    *edited_faults(),
    *BLIND_FAULTS,
    # Last, so that the choice of letters for the faults above stays as it was.
    *round_faults(),
)


def seeded(
    letters: tuple[GoodLetter, ...], printed: Mapping[str, tuple[PreviewBlock, ...]], seed: int, most: int
) -> tuple[tuple[Fault, GoodLetter], ...]:
    """Pairs of fault and letter: each fault on at most ``most`` of the letters that it can be seeded into.

    Args:
        letters: the good letters; ``printed``: their blocks by name.
        seed: of the choice; most: letters for each fault.
    """
    chance = random.Random(seed)
    pairs: list[tuple[Fault, GoodLetter]] = []
    for fault in FAULTS:
        shuffled = list(letters)
        chance.shuffle(shuffled)
        pairs += [(fault, one) for one in islice(_applicable(fault, shuffled, printed), most)]
    return tuple(pairs)


def _applicable(
    fault: Fault, letters: list[GoodLetter], printed: Mapping[str, tuple[PreviewBlock, ...]]
) -> Iterator[GoodLetter]:
    for good in letters:
        if fault.letter is not None and fault.letter(good) is None:
            continue
        if fault.file is not None and fault.file(good) is None:
            continue
        if fault.words is not None and fault.words(good, printed[good.name]) is None:
            continue
        yield good
