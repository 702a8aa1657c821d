"""Text documents to PDF: with LibreOffice where it is installed, and with stand-ins that misbehave."""

import http.server
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from typing_extensions import override

from templates import office_conversion
from templates.office_conversion import ConversionFailed, ConversionStopped, NoOffice, convert_to_pdf, find_office

RTF: Final = rb"{\rtf1\ansi one\page two}"
with_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
with_groups = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")

Install = Callable[[str], Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a script where LibreOffice is looked for, and temporary files where the test sees them."""
    place = tmp_path / "temp"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))

    def put(script: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(office_conversion, "find_office", lambda: program)
        return place

    return put


def is_running(process: int) -> bool:
    """Whether it does something; what has ended and waits to be asked about (a zombie) does not."""
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"


def number_in(file: Path) -> int:
    for _ in range(100):
        if file.exists() and file.read_text(encoding="ascii").strip():
            return int(file.read_text(encoding="ascii"))
        time.sleep(0.05)
    pytest.fail(f"{file} was not written")


# --------------------------------------------------------------------------------------------------------- LibreOffice


@with_office
@pytest.mark.parametrize("language", ["C", "xx_XX.UTF-8"])
def test_folders_with_blanks_and_chinese_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    place = tmp_path / "临时 文件"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    monkeypatch.setenv("LC_ALL", language)
    # A process that is started in such a language, or in one that is not installed, is in this one.
    monkeypatch.setattr("locale.setlocale", lambda _kind: "C")
    assert convert_to_pdf(RTF, ".rtf").startswith(b"%PDF-")
    assert list(place.iterdir()) == []


@with_office
def test_nothing_that_a_document_points_to_is_fetched() -> None:
    asked: list[str] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        @override
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        assert convert_to_pdf(_pointing_to(address), ".fodt").startswith(b"%PDF-")
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


def _pointing_to(address: str) -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    picture = (
        '<draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char">'
        f'<draw:image xlink:href="{address}/picture.png" xlink:type="simple" xlink:actuate="onLoad"/>'
        "</draw:frame>"
    )
    section = (
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/part.odt" xlink:type="simple"/>'
        "<text:p>part</text:p></text:section>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"<text:p>before {picture}</text:p>{section}</office:text></office:body></office:document>"
    ).encode()


# ----------------------------------------------------------------------------------------------------------- stand-ins


@with_groups
def test_the_pdf_that_was_written_comes_back(install: Install) -> None:
    script = 'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp "$3" "$2/document.pdf"; echo noise; exit 7'
    place = install(script)
    assert convert_to_pdf(b"content", ".doc") == b"content"
    assert list(place.iterdir()) == []


@with_groups
def test_the_profile_is_its_own_and_strict(install: Install, tmp_path: Path) -> None:
    install(f'for one in "$@"; do echo "$one"; done > "{tmp_path}/said"; cp -r profile "{tmp_path}/kept"')
    with pytest.raises(ConversionFailed):
        convert_to_pdf(RTF, ".rtf")
    said = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    assert said[0].startswith("-env:UserInstallation=file:///")
    assert {"--headless", "--norestore", "--convert-to", "pdf"} <= set(said)
    assert said[-1].endswith("/document.rtf")
    settings = (tmp_path / "kept" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert "DisableMacrosExecution" in settings
    assert "BlockUntrustedRefererLinks" in settings


@with_groups
def test_no_pdf_is_a_failure(install: Install) -> None:
    place = install("exit 0")
    with pytest.raises(ConversionFailed):
        convert_to_pdf(RTF, ".rtf")
    assert list(place.iterdir()) == []


@with_groups
def test_a_program_that_does_not_start_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(b"\0\0")
    monkeypatch.setattr(office_conversion, "find_office", lambda: program)
    with pytest.raises(ConversionFailed):
        convert_to_pdf(RTF, ".rtf")


@pytest.fixture
def starting_another(install: Install, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """A launcher that starts the program proper and waits for it, neither of which wants to end."""
    child = tmp_path / "child"
    yield install(f"trap '' TERM; sleep 300 & echo $! > \"{child}\"; wait"), child
    if child.exists() and is_running(number_in(child)):
        os.kill(number_in(child), signal.SIGKILL)


@with_groups
def test_what_takes_too_long_is_ended_with_all_it_started(starting_another: tuple[Path, Path]) -> None:
    place, child = starting_another
    start = time.monotonic()
    with pytest.raises(ConversionFailed):
        convert_to_pdf(RTF, ".rtf", timeout=1)
    assert time.monotonic() - start < 10
    assert not is_running(number_in(child))
    assert list(place.iterdir()) == []


@with_groups
def test_the_caller_can_stop_it(starting_another: tuple[Path, Path]) -> None:
    place, child = starting_another
    with pytest.raises(ConversionStopped):
        convert_to_pdf(RTF, ".rtf", cancelled=lambda: number_in(child) > 0)
    assert not is_running(number_in(child))
    assert list(place.iterdir()) == []


@with_groups
def test_what_the_caller_raises_stops_it_too(starting_another: tuple[Path, Path]) -> None:
    place, child = starting_another

    def asked() -> bool:
        number_in(child)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert_to_pdf(RTF, ".rtf", cancelled=asked)
    assert not is_running(number_in(child))
    assert list(place.iterdir()) == []


# ------------------------------------------------------------------------------------------------------- where it lies


def test_without_a_program_nothing_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_conversion, "_FOLDERS", ())
    monkeypatch.setenv("PATH", "")
    assert find_office() is None
    with pytest.raises(NoOffice):
        convert_to_pdf(RTF, ".rtf")


@with_groups
def test_the_path_comes_first_then_the_usual_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [tmp_path / name / "program" for name in ("libreoffice7.6", "libreoffice24.8")]
    for folder in (*folders, tmp_path / "bin"):
        folder.mkdir(parents=True)
        (folder / "soffice").write_text("#!/bin/sh\n", encoding="ascii")
        (folder / "soffice").chmod(0o755)
    monkeypatch.setattr(office_conversion, "_FOLDERS", (f"{tmp_path}/none/program", f"{tmp_path}/libreoffice*/program"))
    monkeypatch.setenv("PATH", "")
    assert find_office() in [folder / "soffice" for folder in folders]
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert find_office() == tmp_path / "bin" / "soffice"


def test_folders_of_other_systems_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = find_office()
    assert found is None or found.is_file()
