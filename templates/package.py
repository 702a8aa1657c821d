"""Reading and writing the zip package of a .docx so that the same letter is always the same bytes.

No clock, no author, entries in one order: an issued letter is known by its SHA-256.
"""

import io
import zipfile
from collections.abc import Mapping

__all__ = ["read_package", "write_package"]

# The earliest date a zip can hold; any fixed one would do.
_STAMP = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The package as bytes: content types first, as some readers want, then by name."""
    names = [one for one in _FIRST if one in parts] + sorted(one for one in parts if one not in _FIRST)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, parts[name])
    return target.getvalue()


def read_package(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name.

    Raises:
        zipfile.BadZipFile: if the bytes are no package.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
