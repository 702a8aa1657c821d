"""The refusals as data: complete, readable, strictly loaded."""

import re
from pathlib import Path

import pytest

from casework.refusals import basis_text, load_refusals, refusal, refusals, refused
from law.errors import LawDataError

ROOT = Path(__file__).parents[2]


def test_every_refusal_is_used_and_every_used_one_exists() -> None:
    source = _source("casework")
    # The reading of forms knows no sentences; it names the refusal, and casework speaks it.
    named = re.findall(r"UnreadableFormError\(([^)]*)\)", _source("templates"))
    quoted = set(re.findall(r'"([a-z0-9_]+)"', "\n".join((source, *named))))
    assert set(refusals()) <= quoted, sorted(set(refusals()) - quoted)
    called = set(re.findall(r'(?:refused|refusal)\(\s*"([a-z0-9_]+)"', source))
    assert called <= set(refusals()), sorted(called - set(refusals()))


def _source(room: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / room).glob("*.py")))


@pytest.mark.parametrize("code", refusals())
def test_sentences_are_written_the_same_way(code: str) -> None:
    said = refusals()[code]
    assert said.what.endswith(("。", "}"))
    assert not said.why.endswith("。")
    assert not said.todo.endswith("。")
    assert said.code == code


def test_places_are_filled_in() -> None:
    error = refused("correction_not_overdue", field="on", correction_deadline="3月20日", other=1)
    assert "3月20日" in error.what
    assert error.field == "on"
    assert "第三十条" in error.sentence
    assert basis_text(refusal("must_use_postal_enterprise", carrier="顺丰").citations).startswith("邮政法")
    with pytest.raises(KeyError):
        refusal("no_such_refusal")


@pytest.mark.parametrize(
    "content",
    [
        '[one]\nwhat = ""\n',
        '[one]\nwhy = "x"\n',
        '[one]\nwhat = "x。"\nextra = 1\n',
        '[one]\nwhat = "x。"\ncitations = ["nope:1"]\n',
    ],
)
def test_the_file_is_read_strictly(tmp_path: Path, content: str) -> None:
    file = tmp_path / "refusals.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LawDataError, match="one"):
        load_refusals(file)
