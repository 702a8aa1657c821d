"""The streams at the root of a compound file (.doc, .wps, .xls and encrypted .docx of the Office of old)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["COMPOUND_MARK", "CompoundFileError", "Stream", "root_streams"]

COMPOUND_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER: Final = 512
_NO_SECTOR: Final = 0xFFFFFFF0  # and above: end of chain, free, table
_NO_ENTRY: Final = 0xFFFFFFFF
_ENTRY: Final = 128
_MOST_SECTORS: Final = 100_000
# What is shorter stands in a stream of its own, in small sectors.
_SMALL: Final = 4096


class CompoundFileError(Exception):
    """The directory cannot be read: the file was cut off or is damaged."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its name, and its first bytes (none if it is a short one)."""

    name: str
    head: bytes


@dataclass(frozen=True, slots=True)
class _Sectors:
    content: bytes
    size: int
    tables: tuple[int, ...]

    def __getitem__(self, number: int) -> bytes:
        start = (number + 1) * self.size
        sector = self.content[start : start + self.size]
        if len(sector) < _ENTRY:
            raise CompoundFileError
        return sector

    def chain(self, number: int) -> Iterator[bytes]:
        """The sectors of a chain, one after the other."""
        for _ in range(_MOST_SECTORS):
            if number >= _NO_SECTOR:
                return
            yield self[number]
            table, at = divmod(number, self.size // 4)
            if table >= len(self.tables):
                raise CompoundFileError
            number = _number(self[self.tables[table]], 4 * at)
        raise CompoundFileError


def root_streams(content: bytes) -> tuple[Stream, ...]:
    """The streams that stand at the root, not those of files inside the file.

    Raises:
        CompoundFileError: the directory cannot be read.
    """
    try:
        sectors = _Sectors(content, 1 << _number(content[:_HEADER], 30, "<H"), ())
        if sectors.size not in (512, 4096):
            raise CompoundFileError
        sectors = _Sectors(content, sectors.size, tuple(_table_sectors(content, sectors)))
        directory = b"".join(sectors.chain(_number(content, 48)))
        entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
        return tuple(_stream(entries[at], sectors) for at in _children(entries))
    except (struct.error, IndexError, UnicodeDecodeError):
        raise CompoundFileError from None


def _number(content: bytes, at: int, form: str = "<I") -> int:
    found: int = struct.unpack_from(form, content, at)[0]
    return found


def _table_sectors(content: bytes, sectors: _Sectors) -> Iterator[int]:
    """Where the tables of chains stand: the first 109 in the header, the others in a chain of their own."""
    yield from (one for one in struct.unpack_from("<109I", content, 76) if one < _NO_SECTOR)
    following = _number(content, 68)
    for _ in range(_number(content, 72)):
        if following >= _NO_SECTOR:
            return
        numbers = struct.unpack(f"<{sectors.size // 4}I", sectors[following])
        yield from (one for one in numbers[:-1] if one < _NO_SECTOR)
        following = numbers[-1]


def _children(entries: list[bytes]) -> Iterator[int]:
    """The entries of the root: a tree of neighbours."""
    waiting, seen = [_number(entries[0], 76)], set[int]()
    while waiting:
        at = waiting.pop()
        if at == _NO_ENTRY or at in seen:
            continue
        seen.add(at)
        yield at
        waiting += [_number(entries[at], 68), _number(entries[at], 72)]


def _stream(entry: bytes, sectors: _Sectors) -> Stream:
    length = max(0, min(64, _number(entry, 64, "<H")) - 2)
    name = entry[:length].decode("utf-16-le")
    long = _number(entry, 120) >= _SMALL
    return Stream(name, sectors[_number(entry, 116)] if long else b"")
