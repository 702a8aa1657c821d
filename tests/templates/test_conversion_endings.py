"""How a conversion to PDF ends: nothing is left running or lying about, and what is half done is no PDF.

Beside ``test_office_conversion``: what a program leaves behind after it did its work, broken documents, two at a time.
"""

import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

import pypdfium2
import pytest

from templates.engine import render
from templates.office_conversion import ConversionFailed, ConversionStopped, convert_to_pdf, find_office
from tests.templates.sample_letters import receipt

posix = pytest.mark.skipif(not Path("/proc").is_dir() or sys.platform == "win32", reason="looks into /proc")
with_office = pytest.mark.skipif(find_office() is None, reason="no LibreOffice here")

# $out is the folder for the PDF, $last the document.
_OUT = 'out=""; for one in "$@"; do [ "$last" = --outdir ] && out=$one; last=$one; done; mkdir -p "$out"\n'
_WAITS = "trap '' TERM INT HUP; sleep 300 & echo $! >> $T/pids; wait"


class Office:
    """A shell script in the place of LibreOffice, and what it told of itself."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.told, self.temporary = folder / "bin", folder / "told", folder / "tmp"
        for one in (self.programs, self.told, self.temporary):
            one.mkdir()

    def does(self, script: str) -> None:
        program = self.programs / "soffice"
        told = f"T='{self.told}'; export PATH=/usr/bin:/bin\n"
        program.write_text(f"#!/bin/sh\n{told}{_OUT}echo $$ >> $T/pids\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    def said(self, name: str) -> str:
        return (self.told / name).read_text(encoding="utf-8")

    @property
    def pids(self) -> list[int]:
        return [int(one) for one in self.said("pids").split()]

    def assert_nothing_is_left(self) -> None:
        assert list(self.temporary.iterdir()) == []
        end = monotonic() + 5
        while (left := [one for one in self.pids if runs(one)]) and monotonic() < end:
            sleep(0.02)
        assert left == []


def runs(pid: int) -> bool:
    """Whether a process runs; one that only waits for its parent to notice its end does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(tmp_path)
    monkeypatch.setenv("PATH", str(made.programs))
    monkeypatch.setattr(tempfile, "tempdir", str(made.temporary))
    return made


@posix
def test_a_program_that_nobody_may_start_is_none(office: Office) -> None:
    office.does("exit 0")
    program = office.programs / "soffice"
    assert find_office() == program
    program.chmod(0o644)
    assert find_office() != program


@posix
def test_it_gets_the_document_as_it_is_under_the_name_of_its_kind(office: Office) -> None:
    office.does('cp "$last" $T/source; echo "$last" > $T/name; printf made > $out/document.pdf')
    assert convert_to_pdf("字\r\n".encode(), ".wps") == b"made"
    assert (office.told / "source").read_bytes() == "字\r\n".encode()
    assert Path(office.said("name").strip()).name == "document.wps"
    office.assert_nothing_is_left()


@posix
def test_each_call_has_another_profile(office: Office) -> None:
    office.does('for one in "$@"; do echo "$one"; done | grep UserInst >> $T/profiles; printf x > $out/document.pdf')
    for _ in range(2):
        convert_to_pdf(b"", ".docx")
    first, second = office.said("profiles").split()
    assert first != second


@posix
def test_what_it_started_and_left_running_ends_too(office: Office) -> None:
    office.does("sleep 300 & echo $! >> $T/pids; printf made > $out/document.pdf")
    assert convert_to_pdf(b"", ".docx") == b"made"
    assert len(office.pids) == 2
    office.assert_nothing_is_left()


@posix
def test_it_neither_reads_from_the_terminal_nor_writes_to_it(office: Office, capfd: pytest.CaptureFixture[str]) -> None:
    office.does("echo told; echo complained >&2; cat > $T/read; printf made > $out/document.pdf")
    assert convert_to_pdf(b"", ".docx") == b"made"
    assert office.said("read") == ""
    assert capfd.readouterr() == ("", "")


@posix
@pytest.mark.parametrize(
    "script",
    [
        "exit 81",
        "kill -9 $$",
        # The right thing in the wrong place, or under another name, or no file.
        'printf made > "$out/other.pdf"',
        'printf made > "$out/../document.pdf"',
        'mkdir "$out/document.pdf"',
    ],
)
def test_no_pdf_in_its_place_is_a_failure(office: Office, script: str) -> None:
    office.does(script)
    with pytest.raises(ConversionFailed):
        convert_to_pdf(b"", ".docx")
    office.assert_nothing_is_left()


@posix
def test_a_pdf_half_made_when_the_time_is_over_is_none(office: Office) -> None:
    office.does(f"printf half > $out/document.pdf; {_WAITS}")
    with pytest.raises(ConversionFailed, match="1 s"):
        convert_to_pdf(b"", ".docx", timeout=1)
    assert len(office.pids) == 2
    office.assert_nothing_is_left()


@posix
def test_it_asks_several_times_a_second_and_goes_on_when_told_no(office: Office) -> None:
    office.does("sleep 1; printf made > $out/document.pdf")
    asked: list[float] = []

    def cancelled() -> bool:
        asked.append(monotonic())
        return False

    assert convert_to_pdf(b"", ".docx", cancelled=cancelled) == b"made"
    assert len(asked) >= 3


# ------------------------------------------------------------------------------------------------ the real one


def _words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _without_document(data: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
    return made.getvalue()


def _left(folder: Path) -> list[str]:
    """Command lines of what still runs in a folder."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            line = (one / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if str(folder) in line and int(one.name) != os.getpid() and runs(int(one.name)):
            found.append(line)
    return found


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of the real conversion."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@posix
@with_office
def test_half_a_file_is_a_failure(real: Path) -> None:
    letter = receipt()
    whole = render(letter.kind, letter)
    with pytest.raises(ConversionFailed, match="no PDF"):
        convert_to_pdf(whole[: len(whole) // 2], ".docx", timeout=60)
    assert list(real.iterdir()) == []
    assert _left(real) == []


@posix
@with_office
@pytest.mark.parametrize("spoil", [_without_document, lambda _: b"\x00\x01\x02" * 500], ids=["no document", "noise"])
def test_what_else_is_broken_ends_in_order(real: Path, spoil: Callable[[bytes], bytes]) -> None:
    """LibreOffice repairs some files and takes noise for text: a failure or a PDF, but nothing hangs or is left."""
    letter = receipt()
    try:
        pdf = convert_to_pdf(spoil(render(letter.kind, letter)), ".docx", timeout=60)
    except ConversionFailed:
        pdf = b"%PDF-"
    assert pdf.startswith(b"%PDF-")
    assert list(real.iterdir()) == []
    assert _left(real) == []


@with_office
def test_two_letters_at_a_time_become_pdfs_with_their_words(real: Path) -> None:
    letters = [receipt(), receipt(registration_number="依申〔2026〕0441", number="依申〔2026〕0441")]
    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(lambda one: convert_to_pdf(render(one.kind, one), ".docx"), letters))
    for letter, pdf in zip(letters, made, strict=True):
        assert letter.registration_number in _words(pdf)
    assert list(real.iterdir()) == []


@posix
@with_office
def test_the_real_one_ends_when_it_is_not_wanted(real: Path) -> None:
    letter = receipt()
    with pytest.raises(ConversionStopped):
        convert_to_pdf(render(letter.kind, letter), ".docx", cancelled=lambda: bool(_left(real)))
    assert list(real.iterdir()) == []
    end = monotonic() + 5
    while (left := _left(real)) and monotonic() < end:
        sleep(0.02)
    assert left == []
