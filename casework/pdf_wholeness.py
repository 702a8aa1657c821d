"""Whether a PDF is whole: it has its end, and its tables of objects lead to objects.

The library that opens PDF files mends a cut one in silence and finds a part of its pages; a part must not be taken for
the whole. So the end and the tables are read here first. What does no harm is let pass: bytes before the header or
behind the end, several revisions in one file, a file written for the web (its first table stands at the front).
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["whole_part"]

# The header stands within the first 1024 bytes (as readers allow).
_HEADER_WITHIN: Final = 1024 + 5
_END: Final = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_TAIL: Final = 1024
# Behind the end a mail gateway may have left something; an object there is a revision that was cut off.
_CUT_REVISION: Final = re.compile(rb"\d\s+obj\b|\bxref\b|\bstartxref\b")
_OBJECT: Final = re.compile(rb"\d+\s+\d+\s+obj\b")
# Some writers are off by a line end or two.
_BEFORE, _BEHIND = 8, 40

_TABLE: Final = re.compile(rb"\s*xref\s")
_RANGE: Final = re.compile(rb"\s*(\d+)\s+(\d+)(?=\s)")
_ENTRY: Final = re.compile(rb"\s*(\d{1,10})\s+(\d{1,5})\s+([nf])")
_TRAILER: Final = re.compile(rb"\s*trailer\s*<<")
_STREAM: Final = re.compile(rb"\s*\d+\s+\d+\s+obj\s*<<(.*?)>>\s*stream\r?\n", re.DOTALL)
_DICTIONARY_MOST: Final = 65_536
_MOST_REVISIONS: Final = 1_000
_MOST_BYTES: Final = 16 * 1024 * 1024


class _Broken(Exception):
    """The table at this place cannot be read."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Places of objects, and places of further tables."""

    objects: tuple[int, ...]
    further: tuple[int, ...]


def whole_part(content: bytes) -> bytes | None:
    """The file from its beginning to its end, without what was added behind it; None if it is not whole."""
    header = content.find(b"%PDF-", 0, _HEADER_WITHIN)
    at = content.rfind(b"startxref")
    # Older revisions end with the same words: only the last ones count.
    end = _END.match(content, at) if at >= 0 else None
    if header < 0 or end is None or _CUT_REVISION.search(content, end.end()):
        return None
    place = int(end[1])
    # The library finds the end by itself if little stands behind it.
    file = content[: end.end()] if len(content) - end.end() > _TAIL else content
    if _leads_to_objects(file, place, header):
        return file
    if header and _leads_to_objects(content, place, 0):
        # Places count from the first byte and not from the header: the library expects the header there.
        return b"%PDF-1.7\n".ljust(header) + file[header:] if header > len(b"%PDF-1.7\n") else file
    return None


def _leads_to_objects(content: bytes, place: int, start: int) -> bool:
    """Whether all tables can be read and every place in them is an object; places count from ``start``."""
    waiting, seen = [place], set[int]()
    try:
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            if len(seen) > _MOST_REVISIONS:
                return False
            table = _table(content, at + start)
            if not all(_is_object(content, one + start) for one in table.objects):
                return False
            waiting += table.further
    except _Broken:
        return False
    return True


def _is_object(content: bytes, at: int) -> bool:
    return _OBJECT.search(content, max(0, at - _BEFORE), at + _BEHIND) is not None


def _table(content: bytes, at: int) -> _Table:
    if at >= len(content):
        raise _Broken
    # A table may be written a line end too early or too late.
    found = _TABLE.match(content, at)
    return _written_table(content, found.end()) if found else _packed_table(content, at)


def _written_table(content: bytes, at: int) -> _Table:
    """A table as text: ranges of entries, then a dictionary."""
    objects: list[int] = []
    trailer = _TRAILER.match(content, at)
    while trailer is None:
        head = _RANGE.match(content, at)
        if head is None:
            raise _Broken
        at = head.end()
        for _ in range(int(head[2])):
            entry = _ENTRY.match(content, at)
            if entry is None:
                raise _Broken
            at = entry.end()
            # Place 0 is the header, never an object: so some writers mark objects that are not there.
            if entry[3] == b"n" and int(entry[1]):
                objects.append(int(entry[1]))
        trailer = _TRAILER.match(content, at)
    stop = content.find(b"startxref", trailer.end(), trailer.end() + _DICTIONARY_MOST)
    said = content[trailer.end() : stop if stop >= 0 else trailer.end() + _DICTIONARY_MOST]
    return _Table(tuple(objects), (*_number_of(said, b"XRefStm"), *_number_of(said, b"Prev")))


def _packed_table(content: bytes, at: int) -> _Table:
    """A table as a compressed stream."""
    stream = _STREAM.match(content, at, at + _DICTIONARY_MOST)
    if stream is None or not re.search(rb"/Type\s*/XRef\b", stream[1]):
        raise _Broken
    said = stream[1]
    further = _number_of(said, b"Prev")
    widths = _numbers_of(said, b"W")
    if len(widths) != 3 or not sum(widths) or max(widths) > 8:
        raise _Broken
    filters = re.findall(rb"/(\w+Decode)\b", said.split(b"/Filter", 1)[-1]) if b"/Filter" in said else []
    size = _number_of(said, b"Size")
    ranges = _numbers_of(said, b"Index") or (0, *size)
    wanted = sum(ranges[1::2]) * sum(widths)
    if filters == [b"FlateDecode"]:
        rows = _unpacked(content, stream.end(), said, wanted)
    elif filters:
        return _Table((), further)  # packed in a way that nobody uses: its shape must do
    else:
        rows = content[stream.end() : stream.end() + wanted]
    if rows is None:
        return _Table((), further)
    if len(rows) < wanted:
        raise _Broken
    return _Table(tuple(_places(rows[:wanted], widths)), further)


def _unpacked(content: bytes, at: int, said: bytes, wanted: int) -> bytes | None:
    """The rows of a table; None if they are predicted in a way that is not read here."""
    reader = zlib.decompressobj()
    try:
        raw = reader.decompress(memoryview(content)[at:], min(_MOST_BYTES, 2 * wanted + 1024))
    except zlib.error:
        raise _Broken from None
    predictor = (*_number_of(said, b"Predictor"), 1)[0]
    if predictor == 1:
        return raw
    colours, bits = _number_of(said, b"Colors"), _number_of(said, b"BitsPerComponent")
    columns = (*_number_of(said, b"Columns"), 1)[0]
    if predictor < 10 or colours not in ((), (1,)) or bits not in ((), (8,)):
        return None
    return _unpredicted(raw, columns)


def _unpredicted(raw: bytes, columns: int) -> bytes | None:
    """Rows of differences made rows of values (filters 0 to 2 of PNG, all that tables use)."""
    above, made = bytes(columns), bytearray()
    for at in range(0, len(raw) - columns, columns + 1):
        row = raw[at + 1 : at + 1 + columns]
        if raw[at] == 2:
            row = bytes((one + other) & 255 for one, other in zip(row, above, strict=True))
        elif raw[at] == 1:
            row = _summed(row)
        elif raw[at]:
            return None
        made += row
        above = row
    return bytes(made)


def _summed(row: bytes) -> bytes:
    total, made = 0, bytearray()
    for one in row:
        total = (total + one) & 255
        made.append(total)
    return bytes(made)


def _places(rows: bytes, widths: tuple[int, ...]) -> Iterator[int]:
    kind, place, _ = widths
    for at in range(0, len(rows), sum(widths)):
        # 1 stands for an object of its own; 0 is free, 2 lies inside another object.
        if (int.from_bytes(rows[at : at + kind]) if kind else 1) == 1:
            found = int.from_bytes(rows[at + kind : at + kind + place])
            if found:
                yield found


def _number_of(said: bytes, name: bytes) -> tuple[int, ...]:
    """The number behind a name, as a tuple of one; empty if there is none, or if it is 0 and so leads nowhere."""
    found = re.search(rb"/" + name + rb"\s+(\d{1,12})\b(?!\s+\d+\s+R)", said)
    return (int(found[1]),) if found and int(found[1]) else ()


def _numbers_of(said: bytes, name: bytes) -> tuple[int, ...]:
    found = re.search(rb"/" + name + rb"\s*\[([\d\s]*)\]", said)
    return tuple(int(one) for one in found[1].split()) if found else ()
