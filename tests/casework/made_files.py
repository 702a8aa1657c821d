"""Files made for tests of page measuring: PDFs written object by object, compound files, packages."""

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

from PIL.Image import Image

A4 = (595, 842)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<" + entries + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"


def picture(image: Image, quality: int = 60) -> bytes:
    """A picture object: JPEG, or bits for a black and white one."""
    if image.mode == "1":
        said = b"/Subtype/Image/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode"
        data = zlib.compress(image.tobytes())
    else:
        target = BytesIO()
        image.save(target, "JPEG", quality=quality)
        data = target.getvalue()
        space = b"DeviceGray" if image.mode == "L" else b"DeviceRGB"
        said = b"/Subtype/Image/BitsPerComponent 8/Filter/DCTDecode/ColorSpace/" + space
    return stream(data, b"/Type/XObject/Width %d/Height %d" % image.size + said)


def page(content: bytes = b"", size: tuple[int, int] = A4, more: bytes = b"", image: bytes = b"") -> tuple[bytes, ...]:
    """A page, its content, its picture (drawn by ``/P Do``)."""
    return b"/MediaBox[0 0 %d %d]" % size + more, content, image


def text(words: str, size: int = 12, at: tuple[int, int] = (100, 700)) -> bytes:
    return b"BT /F %d Tf %d %d Td (%s) Tj ET" % (size, *at, words.encode("ascii"))


def full(size: tuple[int, int] = A4) -> bytes:
    """Draws the picture of a page all over it."""
    return b"q %d 0 0 %d 0 0 cm /P Do Q" % size


def objects_of(*pages: tuple[bytes, ...]) -> list[bytes]:
    """Objects 1 to n of a document: catalogue, tree, font, then three of each page."""
    places = [4 + 3 * at for at in range(len(pages))]
    kids = b" ".join(b"%d 0 R" % one for one in places)
    made = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)), FONT]
    for place, (said, content, image) in zip(places, pages, strict=True):
        named = b"/Resources<</Font<</F 3 0 R>>/XObject<</P %d 0 R>>>>" % (place + 2)
        made.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R%s%s>>" % (place + 1, named, said))
        made += [stream(content), image or b"null"]
    return made


def pdf(*pages: tuple[bytes, ...], trailer: bytes = b"") -> bytes:
    return written(objects_of(*pages), trailer)


def written(objects: Sequence[bytes], trailer: bytes = b"", before: bytes = b"") -> bytes:
    """A file with a table as text; places count from the first byte."""
    made, places = before + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % one for one in places)
    said = b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    return made + table + said + b"startxref\n%d\n%%%%EOF\n" % len(made)


def packed(*pages: tuple[bytes, ...], predictor: int = 12) -> bytes:
    """A file of version 1.5: dictionaries inside a stream, the table as a stream."""
    objects = objects_of(*pages)
    inside = {number: one for number, one in enumerate(objects, 1) if b"stream" not in one}
    made, rows = b"%PDF-1.5\n", {0: (0, 0, 255)}
    for number, one in enumerate(objects, 1):
        if number not in inside:
            rows[number] = (1, len(made), 0)
            made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    holder, table = len(objects) + 1, len(objects) + 2
    heads, bodies = b"", b""
    for index, (number, one) in enumerate(inside.items()):
        heads += b"%d %d " % (number, len(bodies))
        bodies += one + b" "
        rows[number] = (2, holder, index)
    rows[holder] = (1, len(made), 0)
    said = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(inside), len(heads))
    made += b"%d 0 obj\n%s\nendobj\n" % (holder, stream(zlib.compress(heads + bodies), said))
    rows[table] = (1, len(made), 0)
    plain = [struct.pack(">BIH", *rows[number]) for number in range(table + 1)]
    said = b"/Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Filter/FlateDecode" % (table + 1)
    data = b"".join(plain)
    if predictor > 1:
        said += b"/DecodeParms<</Predictor %d/Columns 7>>" % predictor
        data = b"".join(_differences(plain))
    place = len(made)
    made += b"%d 0 obj\n%s\nendobj\n" % (table, stream(zlib.compress(data), said))
    return made + b"startxref\n%d\n%%%%EOF\n" % place


def _differences(rows: Sequence[bytes]) -> list[bytes]:
    above, made = bytes(7), []
    for row in rows:
        made.append(b"\x02" + bytes((one - other) & 255 for one, other in zip(row, above, strict=True)))
        above = row
    return made


def revised(content: bytes, objects: Mapping[int, bytes], size: int) -> bytes:
    """The file with a revision behind it."""
    earlier = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    made, table = content, b"xref\n"
    for number, one in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    said = b"trailer\n<</Size %d/Root 1 0 R/Prev %d>>\n" % (size, earlier)
    return made + table + said + b"startxref\n%d\n%%%%EOF\n" % len(made)


def for_the_web(*pages: tuple[bytes, ...]) -> bytes:
    """A file whose first table stands at the front and leads to the one at the end."""
    objects = objects_of(*pages)
    first = 4  # objects from here on stand at the front, with the first page
    front: dict[int, int] = {}
    made = b"%PDF-1.7\n"
    for number in range(first, len(objects) + 1):
        front[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number - 1])
    table = b"xref\n%d %d\n" % (first, len(front)) + b"".join(b"%010d 00000 n \n" % one for one in front.values())
    head = b"trailer\n<</Size %d/Root 1 0 R/Prev %010d>>\nstartxref\n0\n%%%%EOF\n"
    at_front = len(made)
    length = len(table) + len(head % (len(objects) + 1, 0))
    rest, places = b"", []
    for number in range(1, first):
        places.append(at_front + length + len(rest))
        rest += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number - 1])
    at_end = at_front + length + len(rest)
    last = b"xref\n0 %d\n0000000000 65535 f \n" % first + b"".join(b"%010d 00000 n \n" % one for one in places)
    made += table + head % (len(objects) + 1, at_end) + rest + last
    return made + b"trailer\n<</Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (first, at_front)


def locked(password: bytes, *pages: tuple[bytes, ...]) -> bytes:
    """A file under an opening password (RC4 of 40 bits, as old programs write); an empty one opens by itself."""
    filling = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = (password + filling)[:32]
    owner = _rc4(hashlib.md5((b"owner" + filling)[:32]).digest()[:5], padded)
    rights, name = -4, b"0123456789abcdef"
    key = hashlib.md5(padded + owner + struct.pack("<i", rights) + name).digest()[:5]
    objects = objects_of(*pages)
    for number, one in enumerate(objects, 1):
        if b"stream\n" in one:
            of_object = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10]
            head, _, rest = one.partition(b"stream\n")
            objects[number - 1] = head + b"stream\n" + _rc4(of_object, rest[: -len(b"\nendstream")]) + b"\nendstream"
    said = b"/V 1/R 2/P %d/O<%s>/U<%s>" % (rights, owner.hex().encode(), _rc4(key, filling).hex().encode())
    objects.append(b"<</Filter/Standard%s>>" % said)
    return written(objects, b"/Encrypt %d 0 R/ID[<%s><%s>]" % (len(objects), name.hex().encode(), name.hex().encode()))


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    made, i, j = bytearray(), 0, 0
    for one in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        made.append(one ^ state[(state[i] + state[j]) & 255])
    return bytes(made)


def compound(streams: Mapping[str, bytes], inside: Mapping[str, bytes] | None = None) -> bytes:
    """A compound file; ``inside`` are the streams of a file within the file."""
    end, free, none = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
    inner = inside or {}
    count = len(streams) + len(inner) + bool(inner)
    entries, sectors, chain = list[bytes](), list[bytes](), list[int]()

    def kept(data: bytes) -> int:
        start = len(chain)
        for at in range(0, len(data), 512):
            sectors.append(data[at : at + 512].ljust(512, b"\0"))
            chain.append(len(chain) + 1)
        chain[-1] = end
        return start

    def entry(name: str, kind: int, child: int, right: int, data: bytes) -> bytes:
        coded = name.encode("utf-16-le") + b"\0\0"
        head = coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded), kind, 1, none, right, child)
        return head + bytes(36) + struct.pack("<IQ", kept(data) if data else end, len(data))

    entries.append(entry("Root Entry", 5, 1 if count else none, none, b""))
    names = list(streams)
    for at, name in enumerate(names, start=1):
        last = at == len(names) and not inner
        entries.append(entry(name, 2, none, none if last else at + 1, streams[name]))
    if inner:
        first = len(entries) + 1
        entries.append(entry("ObjectPool", 1, first, none, b""))
        for at, (name, data) in enumerate(inner.items()):
            entries.append(entry(name, 2, none, first + at + 1 if at + 1 < len(inner) else none, data))
    directory = kept(b"".join(entries))
    # Tables of chains: as many sectors as hold all sectors and themselves.
    tables = 1
    while (len(chain) + tables) > tables * 128:
        tables += 1
    places = list(range(len(chain), len(chain) + tables))
    numbers = [*chain, *[0xFFFFFFFD] * tables]
    numbers += [free] * (tables * 128 - len(numbers))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, directory, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", *places, *[free] * (109 - tables))
    return head + b"".join(sectors) + struct.pack(f"<{len(numbers)}I", *numbers)


def package(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()
