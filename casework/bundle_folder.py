"""Where a bundle is written: beside its target, renamed at the end; whole or not at all."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from casework.issuing import NOT_IN_NAMES
from casework.refusals import refused

__all__ = ["SUMS_NAME", "BundlePlace", "bundle_place", "safe_name"]

SUMS_NAME: Final = "SHA256SUMS.txt"
"""The list of hashes, as ``sha256sum --check`` reads it."""

_CHUNK: Final = 1 << 20
_LONGEST_STEM: Final = 60
_LEAST_DATE: Final = (1980, 1, 1, 0, 0, 0)  # of a zip: the same bundle gives the same bytes


@dataclass(slots=True)
class BundlePlace:
    """The two folders of a bundle that is being made.

    Attributes:
        out: what becomes the bundle; work: what is thrown away.
        tell: told between two files; what it raises stops the work.
    """

    out: Path
    work: Path
    tell: Callable[[], object] = field(default=lambda: None)

    def put(self, name: str, content: bytes) -> None:
        """Write one file of the bundle, in a folder of its own if its name says so."""
        place = self.out / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def files(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of every file, by name."""
        found = []
        for path in sorted(one for one in self.out.rglob("*") if one.is_file()):
            self.tell()
            found.append((path.relative_to(self.out).as_posix(), _sha256(path)))
        return tuple(found)

    def seal(self) -> tuple[tuple[tuple[str, str], ...], str]:
        """Write the list of hashes; returns the files with their hashes, and the hash of the list."""
        files = self.files()
        listed = "".join(f"{digest}  {name}\n" for name, digest in files).encode("utf-8")
        self.put(SUMS_NAME, listed)
        return files, hashlib.sha256(listed).hexdigest()


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def bundle_place(target: Path) -> Iterator[BundlePlace]:
    """A place to make a bundle in; at the end it is renamed, whatever goes wrong leaves nothing.

    Args:
        target: a folder that does not exist yet, or a file ending in .zip.

    Raises:
        UserError: ``bundle_exists``, ``bundle_not_written``.
    """
    if target.exists():
        raise refused("bundle_exists", field="target", name=target.name)
    beside = target.with_name(f".{target.name}.part")
    try:
        shutil.rmtree(beside, ignore_errors=True)  # what a run left behind that was killed
        beside.unlink(missing_ok=True) if beside.is_file() else None
        place = BundlePlace(beside / "out", beside / "work")
        beside.mkdir()
        place.out.mkdir()
        place.work.mkdir()
        yield place
        _finish(place, beside, target)
    except OSError as error:
        raise refused("bundle_not_written", field="target", reason=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _finish(place: BundlePlace, beside: Path, target: Path) -> None:
    if target.suffix.lower() != ".zip":
        place.out.rename(target)
        return
    packed = beside / "bundle.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(one for one in place.out.rglob("*") if one.is_file()):
            place.tell()
            entry = zipfile.ZipInfo(path.relative_to(place.out).as_posix(), _LEAST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w") as into:
                shutil.copyfileobj(source, into, _CHUNK)
    packed.rename(target)


def safe_name(name: str) -> str:
    """A name that every system can write."""
    plain = NOT_IN_NAMES.sub("_", name).strip(". ") or "材料"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, dot, suffix = plain, "", ""
    return stem[:_LONGEST_STEM].rstrip(". ") + dot + suffix
