"""Envelopes and the list for the post: page sizes, one page each, what people typed printed literally, same bytes."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from templates.envelopes import Envelope, EnvelopeSize, envelopes_docx
from templates.mail_list import MailedLine, MailListSheet, mail_list_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = Envelope(
    postcode="990121",
    address="东岭省澜安市临江县青石渡镇白石村三组21号",
    receiver="周长根",
    sender_address="东岭省澜安市临江县望江路1号",
    sender="临江县自然资源局",
    sender_postcode="990121",
)
HOSTILE = (
    "周长根<w:t>&amp;</w:t>",
    "{{ agency }} {% for a in b %}",
    "“引号”'单引号' & < >",
    "马·阿依古丽😀",
    "很长的名字" * 60,
)


def document(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))  # every part is well-formed
        return etree.fromstring(package.read("word/document.xml"))


def words(root: etree._Element) -> str:
    return "".join(one.text or "" for one in root.iter(f"{W}t"))


@pytest.mark.parametrize(("size", "width", "height"), [(EnvelopeSize.DL, 220, 110), (EnvelopeSize.C5, 229, 162)])
def test_the_paper_has_the_size_of_the_envelope(size: EnvelopeSize, width: int, height: int) -> None:
    page = document(envelopes_docx([PLAIN], size)).find(f".//{W}pgSz")
    assert page is not None
    measured = [round(int(page.get(f"{W}{side}", "0")) / 1440 * 25.4) for side in ("w", "h")]
    assert measured == [width, height]


@pytest.mark.parametrize("size", EnvelopeSize)
def test_what_stands_on_a_page_fits_its_height_whatever_is_written(size: EnvelopeSize) -> None:
    """Rows have exact heights: their sum and the margins leave room on the page."""
    root = document(envelopes_docx([replace(PLAIN, address="很长的地址" * 40)], size))
    rows = list(root.iter(f"{W}trHeight"))
    assert {one.get(f"{W}hRule") for one in rows} == {"exact"}
    page, margins = root.find(f".//{W}pgSz"), root.find(f".//{W}pgMar")
    assert page is not None
    assert margins is not None
    used = sum(int(one.get(f"{W}val", "0")) for one in rows)
    used += int(margins.get(f"{W}top", "0")) + int(margins.get(f"{W}bottom", "0"))
    assert used <= int(page.get(f"{W}h", "0")) - 20


def test_each_receiver_has_a_page() -> None:
    root = document(envelopes_docx([PLAIN] * 300, EnvelopeSize.DL))
    assert len(root.findall(f".//{W}tbl")) == 300
    assert len([one for one in root.iter(f"{W}br") if one.get(f"{W}type") == "page"]) == 300 - 1


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_is_printed_as_it_is(text: str) -> None:
    one = replace(PLAIN, receiver=text, address=text)
    assert words(document(envelopes_docx([one], EnvelopeSize.DL))).count(text) == 2
    line = MailedLine(receiver=text, place=text, letters=(text,), mail_number="1098765432101")
    sheet = MailListSheet(agency=text, on=date(2026, 3, 2), carrier="邮政EMS", lines=(line,), made_by="王敏")
    assert words(document(mail_list_docx(sheet))).count(text) == 4


@pytest.mark.parametrize("postcode", ["", "99012", "99012a", "9901210"])
def test_a_postcode_that_is_none_leaves_its_boxes_empty(postcode: str) -> None:
    told = words(document(envelopes_docx([replace(PLAIN, postcode=postcode, sender_postcode="")], EnvelopeSize.DL)))
    assert told == "东岭省澜安市临江县青石渡镇白石村三组21号周长根　收东岭省澜安市临江县望江路1号临江县自然资源局"


def test_boxes_are_left_to_the_envelope_where_it_has_them() -> None:
    with_boxes, without = (envelopes_docx([PLAIN], EnvelopeSize.DL, boxes=boxes) for boxes in (True, False))
    assert len(document(with_boxes).findall(f".//{W}tcBorders")) == 6
    assert not document(without).findall(f".//{W}tcBorders")
    assert words(document(without)).startswith("990121")


def test_equal_words_give_equal_bytes_and_nothing_gives_no_paper() -> None:
    assert envelopes_docx([PLAIN], EnvelopeSize.C5) == envelopes_docx([PLAIN], EnvelopeSize.C5)
    with pytest.raises(ValueError, match="no envelope"):
        envelopes_docx([], EnvelopeSize.DL)
    with pytest.raises(ValueError, match="nothing was mailed"):
        mail_list_docx(MailListSheet(agency="", on=date(2026, 3, 2), carrier="", lines=(), made_by=""))
