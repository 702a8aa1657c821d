"""A part of a file is never counted for the whole; what is whole is not refused for its looks."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from casework.page_measuring import measure
from casework.pdf_wholeness import whole_part
from law.errors import UserError
from tests.casework.made_files import for_the_web, objects_of, packed, page, pdf, revised, stream, text, written

PDFS: Final = Path(__file__).parents[1] / "data" / "pdfs"
SAMPLES: Final = {path.name[:3]: path.read_bytes() for path in sorted(PDFS.glob("D0[1235]*.pdf"))}
PAGES: Final = (page(text("one")), page(text("two")), page(), page(text("four"), (842, 1191)))
WHOLE: Final[dict[str, bytes]] = {
    "plain": pdf(*PAGES),
    "packed": packed(*PAGES),
    "packed without predictor": packed(*PAGES, predictor=1),
    "for the web": for_the_web(*PAGES),
    "revised": revised(pdf(*PAGES), {5: stream(text("changed"))}, 16),
    "revised twice": revised(revised(pdf(*PAGES), {5: stream(text("b"))}, 16), {8: stream(text("c"))}, 16),
    **SAMPLES,
}


def damaged(content: bytes) -> bool:
    try:
        measure(content, "x")
    except UserError as error:
        return error.code == "pages_damaged"
    return False


# --------------------------------------------------------------------------------------------------------- still whole


HARMLESS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "as it is": lambda content: content,
    "no line end": lambda content: content.rstrip(),
    "line ends": lambda content: content + b"\r\n" * 40,
    "filled up": lambda content: content + bytes(20_000),
    "a gateway's words": lambda content: content + b"<!-- checked by gateway, object of mail -->" * 100,
    "bytes before": lambda content: b"HTTP/1.1 200 OK\r\n" * 30 + content,
    "a mark before": lambda content: b"\xef\xbb\xbf" + content,
}


@pytest.mark.parametrize("way", HARMLESS)
@pytest.mark.parametrize("name", [one for one in WHOLE if not one.startswith("D0")])
def test_whole_files_are_counted(name: str, way: str) -> None:
    assert measure(HARMLESS[way](WHOLE[name]), "x").physical == 4


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"x" * 200, b"\n" * 1000])
def test_places_may_count_from_the_first_byte(before: bytes) -> None:
    found = measure(written(objects_of(*PAGES), before=before), "x")
    assert (found.physical, found.blank_sides) == (4, (3,))


def test_a_revision_is_what_counts() -> None:
    emptied = revised(pdf(*PAGES), {5: stream(b"")}, 16)
    assert measure(emptied, "x").blank_sides == (1, 3)


def test_a_table_that_starts_at_the_wrong_number_is_no_damage() -> None:
    # A known fault of old writers: every reader mends it, and no byte of the file is missing.
    content = pdf(*PAGES).replace(b"xref\n0 16\n", b"xref\n1 16\n")
    assert measure(content, "x").physical == 4


def test_entries_that_stand_for_nothing_are_no_damage() -> None:
    content = revised(pdf(*PAGES), {20: b"null"}, 21).replace(
        b"%010d 00000 n" % len(pdf(*PAGES)), b"0000000000 00000 n"
    )
    assert measure(content, "x").physical == 4


# ------------------------------------------------------------------------------------------------------------- damaged


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_was_cut_off_is_damaged_wherever_it_was_cut(name: str) -> None:
    content = WHOLE[name].rstrip()
    first = 1 if name.startswith("D0") else content.index(b"%PDF-") + 5
    # An earlier revision is a whole file: where it ends the file may end.
    ends = {at + 5 for at in range(len(content)) if content.startswith(b"%%EOF", at)} if "revised" in name else set()
    places = {
        *range(max(first, len(content) - 60), len(content)),
        *(len(content) * part // 60 for part in range(1, 60)),
    }
    for at in sorted(one for one in places if one > 8):
        whole = whole_part(content[:at])
        assert whole is None or any(0 <= at - end < 3 for end in ends), at
    for part in range(1, 8):
        assert damaged(content[: len(content) * part // 8 + 3]), part


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9, 0.99])
def test_a_revision_that_was_cut_off_is_damaged(cut: float) -> None:
    first = pdf(*PAGES)
    second = revised(first, {5: stream(text("changed") * 300), 16: page(text("five"))[1]}, 17)
    assert damaged(second[: len(first) + int((len(second) - len(first)) * cut)])


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_with_a_hole_is_damaged(name: str) -> None:
    content = WHOLE[name]
    third = len(content) // 3
    assert damaged(content[:third] + content[third + third // 2 :])
    assert damaged(content[:third] + bytes(third) + content[2 * third :])


@pytest.mark.parametrize("name", ["plain", "for the web", "D01"])
def test_line_ends_that_were_changed_on_the_way_are_damage(name: str) -> None:
    assert damaged(WHOLE[name].replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\nstartxref\n9\n%%EOF\n",
        b"%PDF-1.7\nstartxref\n999999999999\n%%EOF\n",
        b"%PDF-1.7\nxref\n0 99999999\n0000000000 65535 f \nstartxref\n9\n%%EOF\n",
        pdf(*PAGES).replace(b"/Count 4", b"/Count 9"),
        written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
        written([b"<</Type/Catalog>>"]),
        pdf(*PAGES, trailer=b"/Prev 7"),
        packed(*PAGES).replace(b"/W[1 4 2]", b"/W[0 0 0]"),
        packed(*PAGES).replace(b"/W[1 4 2]", b"/W[1 9 2]"),
        packed(*PAGES).replace(b"/Type/XRef/Size 18", b"/Type/XRef/Size 99"),
        packed(*PAGES).replace(b"/Type/XRef", b"/Type/Xref"),
    ],
)
def test_files_made_to_deceive_are_damaged(content: bytes) -> None:
    assert damaged(content)


def test_tables_in_a_circle_end() -> None:
    content = pdf(*PAGES)
    place = content.rindex(b"xref\n0")
    assert measure(pdf(*PAGES, trailer=b"/Prev %d" % place), "x").physical == 4
