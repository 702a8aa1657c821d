"""Text documents to PDF through LibreOffice, where one is installed; everything it starts ends with the call.

The conversion runs with a profile of its own in a temporary folder, so that a LibreOffice the user has open does not
matter. The profile runs no macros and fetches nothing that a document points to: documents come from anybody.
"""

import locale
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from templates.layout import FONT_SUBSTITUTES

__all__ = ["ConversionFailed", "ConversionStopped", "NoOffice", "convert_files", "convert_to_pdf", "find_office"]

_NAMES: Final = ("soffice", "libreoffice")
_FOLDERS: Final = (
    "/usr/lib/libreoffice/program",
    "/usr/lib64/libreoffice/program",
    "/opt/libreoffice/program",
    # 统信 and 麒麟 install from their stores below /opt/apps; the project's own packages name their version.
    "/opt/apps/*libreoffice*/files/program",
    "/opt/apps/*libreoffice*/files/*/program",
    "/opt/libreoffice*/program",
    "C:/Program Files/LibreOffice/program",
    "C:/Program Files (x86)/LibreOffice/program",
)
_LOOK_EVERY: Final = 0.1
_END_WITHIN: Final = 1.0
_SHARE: Final = 100  # documents of one start: what they need in memory is given back between two

# Paths and names are those of LibreOffice's configuration; the locale gives A4 and Chinese line breaks by default.
_SETTINGS: Final = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
)


class NoOffice(Exception):
    """No LibreOffice is installed here."""


class ConversionFailed(Exception):
    """LibreOffice made no PDF of it, or took too long."""


class ConversionStopped(Exception):
    """The caller did not want it any more."""


def find_office() -> Path | None:
    """The program that converts, ``None`` if there is none."""
    for name in _NAMES:
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    program = "soffice.exe" if sys.platform == "win32" else "soffice"
    for folder in map(Path, _FOLDERS):
        if not folder.is_absolute():  # a folder of another system
            continue
        root = Path(folder.anchor)
        # Of several versions the one whose name comes last, which is mostly the newest.
        for place in sorted(root.glob(f"{folder.relative_to(root).as_posix()}/{program}"), reverse=True):
            if place.is_file():
                return place
    return None


def convert_to_pdf(
    content: bytes, suffix: str, *, timeout: int = 120, cancelled: Callable[[], bool] | None = None
) -> bytes:
    """A text document as PDF.

    Args:
        content: bytes of the document.
        suffix: its kind, with the dot: .docx, .doc, .odt, .rtf, .wps.
        timeout: seconds after which the conversion is ended.
        cancelled: asked several times a second; True ends the conversion, and so does what it raises.

    Raises:
        NoOffice: no LibreOffice is installed.
        ConversionFailed: it made no PDF in time.
        ConversionStopped: ``cancelled`` said so.
    """
    office = find_office()
    if office is None:
        raise NoOffice
    # Something killed may still be writing; what cannot be removed then the system removes.
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        source = folder / f"document{suffix}"
        source.write_bytes(content)
        _write_profile(folder / "profile")
        _run(office, folder, [source], timeout, cancelled)
        made = folder / "out" / "document.pdf"
        if not made.is_file():
            raise ConversionFailed("no PDF was made")
        return made.read_bytes()


def convert_files(
    sources: Sequence[Path],
    folder: Path,
    *,
    timeout: int = 120,
    cancelled: Callable[[], bool] | None = None,
    done: Callable[[int], object] | None = None,
) -> tuple[Path, ...]:
    """Many text documents as PDF, by few starts of LibreOffice; each PDF bears the name of its source.

    Args:
        sources: the documents; their names differ without the suffix.
        folder: where the PDFs are put.
        timeout: seconds that one start may take for its share of the documents.
        cancelled: asked several times a second; True ends the conversion, and so does what it raises. The PDFs made
            until then stay.
        done: told how many PDFs are made.

    Returns:
        the sources of which LibreOffice made no PDF.

    Raises:
        NoOffice: no LibreOffice is installed.
        ConversionFailed: it did not start, or took too long.
        ConversionStopped: ``cancelled`` said so.
        ValueError: two sources would make the same PDF.
    """
    office = find_office()
    if office is None:
        raise NoOffice
    if len({one.stem for one in sources}) != len(sources):
        raise ValueError("two documents of one name")
    failed: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as place:
        work = Path(place)
        _write_profile(work / "profile")
        for start in range(0, len(sources), _SHARE):
            share = sources[start : start + _SHARE]
            failed += _convert_share(office, work, share, folder, timeout, cancelled, start, done)
    return tuple(failed)


def _convert_share(
    office: Path,
    work: Path,
    share: Sequence[Path],
    folder: Path,
    timeout: int,
    cancelled: Callable[[], bool] | None,
    before: int,
    done: Callable[[int], object] | None,
) -> list[Path]:
    # Short names of our own: a command line has its limits, and so has what a program makes of a name.
    out = work / "out"
    named = {out / f"{before + at}.pdf": one for at, one in enumerate(share)}
    for made, one in named.items():
        shutil.copyfile(one, work / f"{made.stem}{one.suffix}")
    copies = [work / f"{made.stem}{one.suffix}" for made, one in named.items()]
    moved: list[Path] = []

    def asked() -> bool:
        # The one that is written last may not be whole yet; it is taken at the next look.
        fresh = [made for made in named if made.is_file()][:-1]
        moved.extend(_moved(named, fresh, folder))
        if done is not None:
            done(before + len(moved))
        return cancelled is not None and cancelled()

    try:
        _run(office, work, copies, timeout, asked)
        moved.extend(_moved(named, [made for made in named if made.is_file()], folder))
    finally:
        for one in copies:
            one.unlink(missing_ok=True)
    if done is not None:
        done(before + len(share))
    return [one for one in share if folder / f"{one.stem}.pdf" not in moved]


def _moved(named: dict[Path, Path], made: Sequence[Path], folder: Path) -> list[Path]:
    """Put PDFs that are done where they belong."""
    targets = []
    for one in made:
        target = folder / f"{named[one].stem}.pdf"
        shutil.move(one, target)
        targets.append(target)
    return targets


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    items += _substitutes()
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _substitutes() -> str:
    """Fonts to take where those of a letter are not installed: the file names them, but LibreOffice does not look."""
    installed = _installed_fonts()
    missing = {name: others.split(",") for name, others in FONT_SUBSTITUTES.items() if name not in installed}
    found = {name: next((one for one in others if one in installed), None) for name, others in missing.items()}
    place = "/org.openoffice.Office.Common/Font/Substitution"
    pairs = "".join(
        f'<node oor:name="_{at}" oor:op="replace">'
        f'<prop oor:name="ReplaceFont" oor:op="fuse"><value>{name}</value></prop>'
        f'<prop oor:name="SubstituteFont" oor:op="fuse"><value>{other}</value></prop>'
        '<prop oor:name="Always" oor:op="fuse"><value>true</value></prop>'
        '<prop oor:name="OnScreenOnly" oor:op="fuse"><value>false</value></prop></node>'
        for at, (name, other) in enumerate(found.items())
        if other is not None
    )
    return (
        f'<item oor:path="{place}"><prop oor:name="Replacement" oor:op="fuse"><value>true</value></prop></item>'
        f'<item oor:path="{place}/FontPairs">{pairs}</item>'
    )


@cache
def _installed_fonts() -> frozenset[str]:
    """Names of the fonts of this machine, where fontconfig can tell; elsewhere the system finds a kin by itself."""
    lister = shutil.which("fc-list")
    if lister is None:
        return frozenset()
    try:
        said = subprocess.run([lister, ":", "family"], capture_output=True, check=True, timeout=20).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(name.strip() for name in said.decode("utf-8", "replace").replace("\n", ",").split(","))


def _run(
    office: Path, folder: Path, sources: Sequence[Path], timeout: int, cancelled: Callable[[], bool] | None
) -> None:
    command = [
        str(office),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--nologo",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder / "out"),
        *map(str, sources),
    ]
    process = _started(command, folder)
    try:
        _wait(process, timeout, cancelled)
    finally:
        _end(process)


def _started(command: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    try:
        # A group of its own: the launcher starts the program proper, and both have to end.
        return subprocess.Popen(  # noqa: S603 - the program found above, the file written above
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError as problem:
        raise ConversionFailed(str(problem)) from problem


def _environment() -> dict[str, str]:
    # svp draws without a screen and without any desktop's libraries.
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
    if sys.platform != "win32" and "utf" not in locale.setlocale(locale.LC_CTYPE).lower():
        # A language that is not set, or not installed: it would not find a folder with a Chinese name.
        environment["LC_ALL"] = "C.UTF-8"
    return environment


def _wait(process: "subprocess.Popen[bytes]", timeout: int, cancelled: Callable[[], bool] | None) -> None:
    last = monotonic() + timeout
    while True:
        try:
            process.wait(_LOOK_EVERY)
            return
        except subprocess.TimeoutExpired:
            if cancelled is not None and cancelled():
                raise ConversionStopped from None
            if monotonic() > last:
                raise ConversionFailed(f"not done after {timeout} s") from None


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the launcher and all that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            killer = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32" / "taskkill.exe"
            subprocess.run([str(killer), "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603
        process.kill()
        process.wait()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        last = monotonic() + _END_WITHIN
        while monotonic() < last:
            os.killpg(process.pid, 0)  # as long as one of the group is there
            sleep(0.02)
    process.wait()
