"""Every letter as it was last looked at. Rewritten on purpose only: ``pytest tests/templates --update-golden``."""

from pathlib import Path

import pytest

from templates.engine import render
from tests.templates.reading import normalised
from tests.templates.sample_letters import KINDS_WITH_LETTER, all_letters

GOLDEN = Path(__file__).parents[1] / "golden" / "letters"
LETTERS = all_letters()


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_letter_is_the_golden_one(name: str, request: pytest.FixtureRequest) -> None:
    letter = LETTERS[name]
    actual = normalised(render(letter.kind, letter))
    golden = GOLDEN / f"{name}.xml"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(actual, encoding="utf-8", newline="\n")
    assert golden.is_file(), f"no golden letter {golden.name}; look at it, then run with --update-golden"
    assert actual == golden.read_text(encoding="utf-8")


def test_no_golden_letter_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.xml")} == set(LETTERS)


def test_every_kind_of_letter_has_a_golden_one() -> None:
    assert {letter.kind for letter in LETTERS.values()} == KINDS_WITH_LETTER
