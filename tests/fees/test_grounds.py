"""The articles behind what is told about a fee: read strictly, all of them used, none of them missing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import fees.grounds
from fees.grounds import load_fee_grounds, why
from law.errors import LawDataError

ROOT = Path(__file__).parents[2]
GROUNDS = Path(fees.grounds.__file__).with_name("grounds.toml")

# Written from the measure and the Regulations by hand.
ARTICLES = {
    "not_charged": "ogi:42",
    "no_ordinal": "fee:4",
    "volume_barred": "fee:5",
    "pages_missing": "fee:5",
    "nothing_to_charge": "fee:3",
    "one_standard": "fee:3",
    "ask_reasons_first": "ogi:35 ogi:42",
    "offer_onsite": "ogi:40",
    "band_reading": "fee:4",
    "unpaid": "fee:6",
    "overpaid": "fee:8",
    "charging": "ogi:42 fee:3",
}

# text in the file, what replaces its first occurrence, part of the key, part of the problem
SLIPS = [
    ("[no_ordinal]", "[no_ordinal]\nfoo = 1", "no_ordinal.foo", "unknown key"),
    ('citations = ["ogi:42"]\n', "", "not_charged.citations", "missing"),
    ('citations = ["ogi:42"]', "citations = []", "not_charged.citations", "must not be empty"),
    ('citations = ["ogi:42"]', 'citations = "ogi:42"', "not_charged.citations", "list expected"),
    ('citations = ["ogi:42"]', 'citations = ["ogj:42"]', "not_charged.citations", "unknown statute"),
    ('citations = ["ogi:42"]', 'citations = ["条例:42"]', "not_charged.citations", "malformed"),
    ('citations = ["fee:3"]', 'citations = ["fee:3", "fee:3"]', "nothing_to_charge.citations", "repeats a value"),
    ("checked_on = 2026-11-24\n", "", "not_charged.checked_on", "missing"),
    ("checked_on = 2026-11-24", 'checked_on = "2026-11-24"', "not_charged.checked_on", "date expected"),
    ('confidence = "A"\n', "", "not_charged.confidence", "missing"),
    ('confidence = "A"', 'confidence = "Z"', "not_charged.confidence", "unknown Confidence"),
    ("[not_charged]\n", "loose = 1\n[not_charged]\n", "loose", "a table is expected"),
    ("[no_ordinal]", "[no_ordinal", "", "no valid TOML"),
]


def imports_why(path: Path) -> bool:
    """Whether a module's ``why`` is the one of the fees; those of the deadlines have their own grounds."""
    return "from fees.grounds import" in path.read_text(encoding="utf-8")


def calls(*rooms: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls of plain names with the names, in the modules of some rooms that know the grounds of the fees."""
    for room in rooms:
        for path in filter(imports_why, sorted((ROOT / room).rglob("*.py"))):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield node.func.id, node


def first_text(call: ast.Call) -> str | None:
    match call.args:
        case [ast.Constant(value=str(text)), *_]:
            return text
    return None


def test_each_ground_names_its_articles() -> None:
    assert {key: " ".join(c.code for c in found) for key, found in load_fee_grounds().items()} == ARTICLES
    for key, codes in ARTICLES.items():
        assert [one.code for one in why(key)] == codes.split()


def test_every_ground_is_used_and_every_ground_used_is_there() -> None:
    # The findings of the standards pass their code on; everything else asks for its ground by name.
    told = [first_text(call) for name, call in calls("fees") if name == "_finding"]
    asked = [first_text(call) for name, call in calls("fees", "casework") if name == "why"]
    assert asked.count(None) == 1
    assert {code for code in (*told, *asked) if code} == set(load_fee_grounds())


def test_an_unknown_ground_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        why("because")


@pytest.mark.parametrize(("old", "new", "key", "problem"), SLIPS)
def test_slip_is_refused(tmp_path: Path, old: str, new: str, key: str, problem: str) -> None:
    good = GROUNDS.read_text(encoding="utf-8")
    assert old in good, "the slip does not apply any more"
    broken = tmp_path / "grounds.toml"
    broken.write_text(good.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawDataError) as refused:
        load_fee_grounds(broken)
    assert refused.value.file == "grounds.toml"
    assert key in refused.value.key
    assert problem in refused.value.problem


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LawDataError, match="cannot be read"):
        load_fee_grounds(tmp_path / "grounds.toml")
