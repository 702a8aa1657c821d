"""Seed faults into good letters and count what the checks catch; ``python -m tests.templates.mutations`` prints it."""

from dataclasses import dataclass
from typing import Any

from templates.checks import check_letter
from templates.preview import PreviewBlock
from tests.templates.mutation.faults import FAULTS, Fault, seeded
from tests.templates.mutation.good_letters import GoodLetter, good_letters
from tests.templates.reading import blocks

__all__ = ["Seeded", "false_findings", "seed_faults"]

_SEED, _MOST = 20261125, 5


@dataclass(frozen=True, slots=True)
class Seeded:
    """One fault in one letter: whether a check meant for it found it, or any check at all."""

    fault: str
    letter: str
    meant: bool
    caught: bool
    by: tuple[str, ...]


def false_findings() -> tuple[tuple[str, str, str], ...]:
    """What the checks find in the untouched letters: name, number and sentence."""
    return tuple(
        (good.name, one.id, one.sentence)
        for good in good_letters()
        for one in check_letter(good.letter, blocks(good.letter), good.basis)
    )


def seed_faults(most: int = _MOST) -> tuple[Seeded, ...]:
    """Every fault in up to ``most`` of the letters that can have it."""
    letters = good_letters()
    printed = {one.name: blocks(one.letter) for one in letters}
    found = (_tried(fault, good, printed[good.name]) for fault, good in seeded(letters, printed, _SEED, most))
    return tuple(one for one in found if one is not None)


def _tried(fault: Fault, good: GoodLetter, printed: tuple[PreviewBlock, ...]) -> Seeded | None:
    letter: Any = good.letter
    basis = good.basis
    if fault.letter is not None:
        letter = fault.letter(good)
        printed = blocks(letter)
    if fault.file is not None:
        basis = fault.file(good)
    if fault.words is not None:
        edited = fault.words(good, printed)
        if edited is None:
            return None
        printed = edited
    found = check_letter(letter, printed, basis)  # the untouched letter has no findings (see the test)
    by = tuple(dict.fromkeys(one.id for one in found))
    return Seeded(
        fault.name, good.name, bool(by) if not fault.meant else any(one in fault.meant for one in by), bool(found), by
    )


def main() -> None:
    """Print what was seeded, what was caught, and what was not."""
    false, tried = false_findings(), seed_faults()
    caught = [one for one in tried if one.caught]
    meant = [one for one in tried if one.meant]
    print(f"good letters: {len(good_letters())}, false findings: {len(false)}")
    for name, number, sentence in false:
        print(f"  {name}: {number} {sentence}")
    print(f"faults: {len(FAULTS)} kinds, {len(tried)} seeded, {len(caught)} caught ({len(caught) / len(tried):.1%}),")
    print(f"  {len(meant)} by the check meant ({len(meant) / len(tried):.1%})")
    print("not caught:")
    for one in tried:
        if not one.caught:
            print(f"  {one.fault} in {one.letter}")
    print("caught by another check only:")
    for one in tried:
        if one.caught and not one.meant:
            print(f"  {one.fault} in {one.letter}: {'、'.join(one.by)}")
    silent = {one.name for one in FAULTS} - {one.fault for one in tried}
    print(f"kinds that no letter can have: {'、'.join(sorted(silent)) or '无'}")


if __name__ == "__main__":
    main()
