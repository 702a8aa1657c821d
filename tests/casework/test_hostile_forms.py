"""Files and words made to do harm, or that are no form: refused in words, never run, read in time."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from PIL import Image, ImageDraw

from casework.application_form import read_form, read_pasted
from law.errors import UserError

FORMS = Path(__file__).parents[1] / "data" / "forms"


def sample(number: str) -> bytes:
    return next(FORMS.glob(f"{number}_*.docx")).read_bytes()


def picture_pdf() -> bytes:
    page = Image.new("L", (800, 1100), 255)
    ImageDraw.Draw(page).rectangle((100, 100, 700, 300), outline=0)
    target = io.BytesIO()
    page.save(target, "PDF")
    return target.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(name: str, content: bytes) -> bytes:
    return packed({**parts_of(sample("A01")), name: content})


def document(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()


def hostile() -> Iterator[tuple[str, str, bytes]]:
    good = sample("A01")
    yield "form_damaged", "cut.docx", good[: len(good) // 2]
    yield "form_damaged", "broken_xml.docx", changed("word/document.xml", b"<w:document")
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
    yield "form_damaged", "entities.docx", changed("word/document.xml", entity)
    yield "form_too_large", "bomb.docx", changed("word/document.xml", b" " * (40 * 1024 * 1024))
    yield "form_damaged", "deep.docx", changed("word/document.xml", document("<w:sdt>" * 900 + "</w:sdt>" * 900))
    yield "form_empty", "empty.docx", changed("word/document.xml", document("<w:p/>"))
    yield "form_no_docx", "other.zip", packed({"a.txt": b"a"})
    yield "form_no_docx", "picture.png", b"\x89PNG\r\n\x1a\n"
    yield "form_no_docx", "nothing.docx", b""
    yield "form_old_format", "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    yield "form_encrypted", "locked.docx", locked
    yield "form_old_format", "letter.rtf", b"{\\rtf1 x}"
    yield "form_scanned", "scan.pdf", picture_pdf()
    yield "form_damaged", "cut.pdf", (FORMS / "pdf" / "letter.pdf").read_bytes()[:3000]
    yield "form_empty", "blank.txt", b"  \n "
    yield "form_too_large", "long.txt", b"a" * 2_000_000


@pytest.mark.parametrize(("code", "name", "content"), list(hostile()), ids=[one[1] for one in hostile()])
def test_a_file_that_is_no_form_is_refused_in_words(code: str, name: str, content: bytes) -> None:
    with pytest.raises(UserError) as refused:
        read_form(content, name)
    assert refused.value.code == code
    assert name in refused.value.what
    assert refused.value.todo
    assert refused.value.field == "attachments"


def test_macros_are_not_run_and_told() -> None:
    proposal = read_form(packed({**parts_of(sample("A01")), "word/vbaProject.bin": b"\xd0\xcf"}), "A01.docm")
    assert "文件带有宏，没有运行" in proposal.remarks
    assert proposal.draft.applicant.name == "纪晓云"


def test_a_huge_form_is_read_in_reasonable_time() -> None:
    cell = "<w:tc><w:p><w:r><w:t>申请公开第三批次征收土地的批复</w:t></w:r></w:p></w:tc>"
    rows = "<w:tr>" + cell * 4 + "</w:tr>"
    start = perf_counter()
    proposal = read_form(changed("word/document.xml", document(f"<w:tbl>{rows * 4500}</w:tbl>")), "huge.docx")
    assert proposal.fields == ()
    assert len(proposal.remarks) < 20, "what is left out is told, but not a thousand times"
    assert perf_counter() - start < 30


@pytest.mark.parametrize(
    "text",
    [
        "申请" + "，请公开：" * 20_000,
        "姓名：" * 30_000,
        "0" * 100_000,
        ("1" * 17 + " ") * 6_000,
        "a@" * 50_000,
        "\n".join(["张三"] * 20_000),
        "\n".join(["19900001111"] * 10_000),
        "申请内容：" + "（一）" * 20_000,
    ],
    ids=["colons", "labels", "figures", "numbers", "signs of mail", "names", "telephones", "markers"],
)
def test_words_made_to_take_long_do_not(text: str) -> None:
    start = perf_counter()
    read_pasted(text)
    assert perf_counter() - start < 10, "seconds even on a slow machine; it was minutes once"


def test_nothing_on_the_clipboard() -> None:
    with pytest.raises(UserError, match="剪贴板里没有文字"):
        read_pasted(" \n　")
