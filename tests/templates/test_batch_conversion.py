"""Many documents to PDF by few starts of LibreOffice, with stand-ins that misbehave; fonts that are not installed."""

import sys
from pathlib import Path

import pytest

from templates import office_conversion
from templates.layout import FONT_SUBSTITUTES
from templates.office_conversion import ConversionFailed, ConversionStopped, NoOffice, convert_files, find_office

with_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
with_groups = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")

# Copies every document that does not say "broken" to its PDF, as LibreOffice does one after the other.
_COPIES = """
while [ "$1" != --outdir ]; do shift; done
out="$2"; shift 2; mkdir -p "$out"; echo start >> "$STARTS"
for one in "$@"; do
  grep -q broken "$one" || cp "$one" "$out/$(basename "${one%.*}").pdf"
done
"""


@pytest.fixture
def starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for LibreOffice; each start adds a line to this file."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{_COPIES}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office_conversion, "find_office", lambda: program)
    monkeypatch.setenv("STARTS", str(tmp_path / "starts"))
    return tmp_path / "starts"


def _documents(folder: Path, *contents: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for at, content in enumerate(contents):
        path = folder / f"文书 {at}.docx"
        path.write_text(content, encoding="utf-8")
        paths.append(path)
    return paths


@with_groups
def test_each_pdf_bears_the_name_of_its_document(tmp_path: Path, starts: Path) -> None:
    sources = _documents(tmp_path / "in", "one", "two", "three")
    out = tmp_path / "out"
    out.mkdir()
    told: list[int] = []
    assert convert_files(sources, out, done=told.append) == ()
    assert {one.name: one.read_text(encoding="utf-8") for one in out.iterdir()} == {
        "文书 0.pdf": "one",
        "文书 1.pdf": "two",
        "文书 2.pdf": "three",
    }
    assert told[-1] == 3
    assert told == sorted(told)
    assert starts.read_text(encoding="ascii").split() == ["start"]


@with_groups
def test_one_that_is_broken_is_named_and_the_others_are_made(tmp_path: Path, starts: Path) -> None:
    sources = _documents(tmp_path / "in", "one", "broken", "three")
    (tmp_path / "in" / "文书 1.pdf").write_text("of an earlier run", encoding="utf-8")
    assert convert_files(sources, tmp_path / "in") == (sources[1],)
    assert (tmp_path / "in" / "文书 2.pdf").read_text(encoding="utf-8") == "three"
    assert starts.exists()


@with_groups
def test_hundreds_take_a_start_for_each_hundred(tmp_path: Path, starts: Path) -> None:
    sources = _documents(tmp_path / "in", *(str(one) for one in range(250)))
    assert convert_files(sources, tmp_path / "in") == ()
    assert starts.read_text(encoding="ascii").split() == ["start"] * 3
    assert all(one.with_suffix(".pdf").read_text(encoding="utf-8") == one.stem.split()[1] for one in sources)


@with_groups
def test_it_can_be_stopped_and_what_tells_may_raise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 300\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setattr(office_conversion, "find_office", lambda: program)
    sources = _documents(tmp_path / "in", "one")
    with pytest.raises(ConversionStopped):
        convert_files(sources, tmp_path, cancelled=lambda: True)
    with pytest.raises(ConversionFailed):
        convert_files(sources, tmp_path, timeout=0)

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert_files(sources, tmp_path, done=stop)
    assert list(tmp_path.glob("*.pdf")) == []


def test_two_documents_of_one_name_are_refused(tmp_path: Path, starts: Path) -> None:
    with pytest.raises(ValueError, match="one name"):
        convert_files([tmp_path / "a.docx", tmp_path / "b" / "a.docx"], tmp_path)
    assert not starts.exists()


def test_without_a_program_nothing_is_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_conversion, "find_office", lambda: None)
    with pytest.raises(NoOffice):
        convert_files([tmp_path / "a.docx"], tmp_path)


def test_nothing_is_started_for_nothing(tmp_path: Path, starts: Path) -> None:
    assert convert_files([], tmp_path) == ()
    assert not starts.exists()


@pytest.mark.parametrize(
    ("installed", "pairs"),
    [
        ({"Noto Serif CJK SC"}, {"仿宋_GB2312": "Noto Serif CJK SC", "宋体": "Noto Serif CJK SC"}),
        ({"仿宋_GB2312", "仿宋", "宋体"}, {}),
        ({"仿宋", "Noto Serif CJK SC", "宋体"}, {"仿宋_GB2312": "仿宋"}),
        (set(), {}),
    ],
)
def test_fonts_that_are_missing_are_named_with_their_kin(
    monkeypatch: pytest.MonkeyPatch, installed: set[str], pairs: dict[str, str]
) -> None:
    monkeypatch.setattr(office_conversion, "_installed_fonts", lambda: frozenset(installed))
    settings = office_conversion._substitutes()
    for name in ("仿宋_GB2312", "宋体"):
        said = f'<value>{name}</value></prop><prop oor:name="SubstituteFont" oor:op="fuse"><value>{pairs.get(name)}<'
        assert (said in settings) == (name in pairs)
    assert set(FONT_SUBSTITUTES) >= set(pairs)


@with_office
def test_the_real_program_makes_them_all(tmp_path: Path) -> None:
    sources = []
    for at in range(3):
        path = tmp_path / f"{at}.rtf"
        path.write_bytes(rb"{\rtf1\ansi one}")
        sources.append(path)
    assert convert_files(sources, tmp_path) == ()
    assert all(one.with_suffix(".pdf").read_bytes().startswith(b"%PDF-") for one in sources)
