"""The binder: numbers on the pages, in the index and in the reader agree; nothing that anybody sends stops it."""

import errno
import hashlib
import os
import shutil
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from casework import binding_office, binding_texts
from casework.page_binding import BoundVolume, Piece, PieceUnread, Volume, bind, stamped_text
from law.errors import UserError
from templates.office_conversion import ConversionFailed, find_office
from tests.casework import made_files as made

needs_office = pytest.mark.skipif(find_office() is None, reason="needs LibreOffice")
PLAIN = made.pdf(made.page(made.text("one")))
TWO = made.pdf(made.page(made.text("one")), made.page(made.text("two")))


def piece(key: str, content: bytes, name: str = "", group: str = "证据") -> Piece:
    return Piece(key=key, title=f"材料{key}", file_name=name or f"{key}.pdf", content=lambda: content, group=group)


def index(bound: BoundVolume) -> bytes:
    """An index of twenty lines a page."""
    lines = [f"{one.key}={one.first_page}-{one.last_page} of {bound.pages}" for one in bound.entries] or ["nothing"]
    pages = [lines[start : start + 20] for start in range(0, len(lines), 20)]
    return made.pdf(
        *(
            made.page(b"\n".join(made.text(line, at=(60, 760 - 20 * at)) for at, line in enumerate(page)))
            for page in pages
        )
    )


def bound(folder: Path, *pieces: Piece, front: Callable[[BoundVolume], bytes] | None = None) -> BoundVolume:
    volume = Volume(title="第一卷", target=folder / "v.pdf", pieces=pieces, front=front)
    return bind([volume])[0]


@contextmanager
def opened(file: Path) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(file)
    try:
        yield document
    finally:
        document.close()


def texts(file: Path) -> list[str]:
    with opened(file) as document:
        return [_text(document, at) for at in range(len(document))]


def _text(document: pypdfium2.PdfDocument, at: int) -> str:
    page = document[at]
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()
        page.close()


def drawn(file: Path, at: int, scale: float = 1.0) -> Image.Image:
    with opened(file) as document:
        page = document[at]
        bitmap = page.render(scale=scale)
        try:
            picture: Image.Image = bitmap.to_pil().convert("RGB").copy()
            return picture
        finally:
            bitmap.close()
            page.close()


def picture(mode: str = "RGB", size: tuple[int, int] = (400, 600), form: str = "PNG", **said: object) -> bytes:
    image = Image.new(mode, size, "white" if mode != "CMYK" else 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, size[0] // 2, size[1] // 4), fill=0 if len(image.getbands()) == 1 else (90,) * len(mode))
    target = BytesIO()
    image.save(target, form, **said)
    return target.getvalue()


# ------------------------------------------------------------------------------------------------ numbers


def test_every_page_bears_the_number_of_the_index_and_of_the_reader(tmp_path: Path) -> None:
    pieces = [piece(f"P{at}", TWO if at % 3 else PLAIN) for at in range(45)]
    volume = bound(tmp_path, *pieces, front=index)
    read = texts(tmp_path / "v.pdf")
    assert len(read) == volume.pages == 3 + 15 + 60
    for number, text in enumerate(read, start=1):
        assert stamped_text(number, volume.pages) in text
    front = "".join(read[:3])
    for one in volume.entries:
        assert f"{one.key}={one.first_page}-{one.last_page} of {volume.pages}" in front
    with opened(tmp_path / "v.pdf") as document:
        assert [document.get_page_label(at) for at in range(len(document))] == [
            str(number) for number in range(1, volume.pages + 1)
        ]


def test_the_outline_leads_from_the_volume_over_groups_to_pieces(tmp_path: Path) -> None:
    bound(
        tmp_path,
        piece("A", TWO, group=""),
        piece("B", TWO),
        piece("C", PLAIN),
        piece("D", PLAIN, group="送达"),
        front=index,
    )
    with opened(tmp_path / "v.pdf") as document:
        lines = [(one.level, one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]
    assert lines == [
        (0, "第一卷", 1),
        (1, "封面和目录", 1),
        (1, "材料A", 2),
        (1, "证据", 4),
        (2, "材料B", 4),
        (2, "材料C", 6),
        (1, "送达", 7),
        (2, "材料D", 7),
    ]


def test_more_pieces_than_files_that_may_be_open(tmp_path: Path) -> None:
    volume = bound(tmp_path, *(piece(f"P{at}", made.pdf(made.page(made.text(f"body {at}x")))) for at in range(120)))
    read = texts(tmp_path / "v.pdf")
    assert volume.pages == 120
    assert all(f"body {at}x" in text for at, text in enumerate(read))


@pytest.mark.parametrize("turned", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("crop", [b"", b"/CropBox[80 600 400 760]", b"/CropBox[400 760 80 600]"])
def test_the_number_is_upright_in_the_upper_right_of_what_is_seen(tmp_path: Path, turned: int, crop: bytes) -> None:
    size = (b"/MediaBox[-50 -20 545 822]" if not crop else b"/MediaBox[0 0 595 842]") + crop
    original = made.pdf((size + b"/Rotate %d" % turned, b"0.5 g -100 -100 2000 2000 re f", b""))
    bound(tmp_path, piece("A", original))
    before = tmp_path / "before.pdf"
    before.write_bytes(original)
    then, now = drawn(before, 0), drawn(tmp_path / "v.pdf", 0)
    assert now.size == then.size
    white = now.convert("L").point(lambda shade: 255 if shade > 250 else 0).getbbox()
    assert white is not None
    left, top, right, bottom = white
    assert left > now.width / 2.5
    assert now.width - 30 < right <= now.width
    assert 0 <= top < 30
    assert bottom < 50
    with opened(tmp_path / "v.pdf") as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        corner = min(one[0] for one in boxes), max(one[2] for one in boxes)
        tall = min(one[1] for one in boxes), max(one[3] for one in boxes)
        text.close()
        page.close()
    # Along the reading direction the row is long, across it is one character high.
    along, across = corner[1] - corner[0], tall[1] - tall[0]
    assert (along > 4 * across) if turned % 180 == 0 else (across > 4 * along)


def test_a_page_of_another_unit_or_very_small_has_a_number_that_fits(tmp_path: Path) -> None:
    sizes = [
        made.page(size=(60, 40)), made.page(size=(2000, 3000)), made.page(size=(60, 84), more=b"/UserUnit 10"),
        made.page(size=(14_000, 50)),
    ]  # fmt: skip
    volume = bound(tmp_path, piece("A", made.pdf(*sizes)))
    assert not volume.entries[0].problem
    assert [text.strip() for text in texts(tmp_path / "v.pdf")] == [stamped_text(at, 4) for at in range(1, 5)]
    with pikepdf.open(tmp_path / "v.pdf") as document:
        assert [[float(side) for side in page.mediabox][2:] for page in document.pages] == [
            [60, 40], [2000, 3000], [60, 84], [14_000, 50]
        ]  # fmt: skip
        assert document.pages[2].obj.UserUnit == 10


def test_what_a_page_leaves_open_does_not_reach_its_number(tmp_path: Path) -> None:
    bound(tmp_path, piece("A", made.pdf(made.page(b"q 0.1 0 0 0.1 0 0 cm 0 0 1 1 re W n q q 3 Tr"))))
    corner = drawn(tmp_path / "v.pdf", 0).crop((450, 0, 595, 50)).convert("L")
    darkest, lightest = corner.getextrema()
    assert (int(str(darkest)) < 60, lightest) == (True, 255)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("pdf", "png", "txt", "bad")), st.integers(1, 4), st.text("甲乙", max_size=1)),
        max_size=12,
    )
)
def test_numbers_follow_each_other_and_cover_all_pages(rolled: list[tuple[str, int, str]]) -> None:
    pieces = []
    for at, (kind, pages, group) in enumerate(rolled):
        content = {
            "pdf": made.pdf(*(made.page() for _ in range(pages))),
            "png": picture(size=(40, 50 * pages)),
            "txt": ("一行\n" * 30 * pages).encode(),
            "bad": b"%PDF-1.4 nothing",
        }[kind]
        pieces.append(piece(f"P{at}", content, f"a.{kind.replace('bad', 'pdf')}", group))
    with TemporaryDirectory() as place:
        volume = bound(Path(place), *pieces, front=index)
        read = texts(Path(place) / "v.pdf")
    assert len(read) == volume.pages
    following = 1 + volume.pages - sum(1 + one.last_page - one.first_page for one in volume.entries)
    for one in volume.entries:
        assert one.first_page == following <= one.last_page
        following = one.last_page + 1
    assert following == volume.pages + 1
    assert all(stamped_text(number, volume.pages) in text for number, text in enumerate(read, start=1))


# ------------------------------------------------------------------------------------------------ front matter


def test_front_matter_that_grows_with_its_numbers_is_made_again(tmp_path: Path) -> None:
    asked: list[int] = []

    def front(volume: BoundVolume) -> bytes:
        first = volume.entries[0].first_page
        asked.append(first)
        return made.pdf(*(made.page(made.text(f"first {first}")) for _ in range(min(3, first))))

    volume = bound(tmp_path, piece("A", PLAIN), front=front)
    assert asked == [2, 3, 4]
    assert volume.entries[0].first_page == 4
    assert "first 4" in texts(tmp_path / "v.pdf")[0]


def test_front_matter_that_shrinks_is_filled_up(tmp_path: Path) -> None:
    def front(volume: BoundVolume) -> bytes:
        return TWO if volume.entries[0].first_page == 2 else PLAIN

    volume = bound(tmp_path, piece("A", PLAIN), front=front)
    assert (volume.pages, volume.entries[0].first_page) == (3, 3)
    assert texts(tmp_path / "v.pdf")[1].strip() == stamped_text(2, 3)


def test_front_matter_that_grows_for_ever_is_refused(tmp_path: Path) -> None:
    def front(volume: BoundVolume) -> bytes:
        return made.pdf(*(made.page() for _ in range(volume.entries[0].first_page)))

    with pytest.raises(UserError) as refusal:
        bound(tmp_path, piece("A", PLAIN), front=front)
    assert refusal.value.code == "binding_front_unstable"
    assert not list(tmp_path.iterdir())


def test_front_matter_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        bound(tmp_path, piece("A", PLAIN), front=lambda _: b"no PDF")
    assert refusal.value.code == "binding_front_unreadable"
    assert not list(tmp_path.iterdir())


# ------------------------------------------------------------------------------------------------ odd pieces


def bomb() -> bytes:
    return made.written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            made.stream(zlib.compress(b"q Q " * 80_000_000, 1), b"/Filter/FlateDecode"),
        ]
    )


def rotten(packed: bytes) -> bytes:
    return made.written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            made.stream(packed, b"/Filter/FlateDecode"),
        ]
    )


NO_PAGES = made.written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
MANY = made.pdf(*(made.page() for _ in range(5001)))
UNBINDABLE = [
    (b"", "a.pdf", "空的"),
    (TWO[:-200], "cut.pdf", "损坏"),
    (b"%PDF-1.7 nothing at all", "a.pdf", "损坏"),
    (b"something", "a.pdf", "损坏"),
    (b"something", "a.docx", "损坏"),
    (b"something", "a.xlsx", "损坏"),
    (made.package({"[Content_Types].xml": b"x"})[:40], "a.docx", "损坏"),
    (made.locked(b"x", made.page()), "locked.pdf", "密码"),
    (NO_PAGES, "none.pdf", "没有页面"),
    (MANY, "many.pdf", "超过 5,000 页"),
    (made.pdf(made.page(), made.page(size=(100, 28_346))), "long.pdf", "第 2 页长 10.00 米"),
    (rotten(b"no packed bytes at all"), "rotten.pdf", "损坏"),
    (picture()[:300], "cut.png", "损坏"),
    (picture(form="JPEG")[:700], "cut.jpg", "损坏"),
    (made.package({"OFD.xml": b"<x/>"}), "a.ofd", "OFD"),
    (made.package({"a": b"b"}), "a.zip", "不能印在纸上"),
    (b"\0\1\2\3" * 50, "a.bin", "不能印在纸上"),
    (b"\x81\x00\xff" * 50, "a.txt", "编码"),
    (made.compound({"EncryptedPackage": b"x" * 5000}), "a.docx", "密码"),
]


@pytest.mark.parametrize(
    ("content", "name", "problem"), UNBINDABLE, ids=[f"{at}-{one[1]}" for at, one in enumerate(UNBINDABLE)]
)
def test_what_cannot_be_bound_gets_a_page_that_tells_why(
    tmp_path: Path, content: bytes, name: str, problem: str
) -> None:
    volume = bound(tmp_path, piece("A", PLAIN), piece("坏", content, name), piece("C", TWO))
    bad = volume.entries[1]
    assert problem in bad.problem
    assert bad.is_substitute
    assert (bad.first_page, bad.last_page, volume.pages) == (2, 2, 4)
    page = texts(tmp_path / "v.pdf")[1]
    assert bad.problem in page
    assert "第 2 号材料" in page
    assert name in page
    assert f"{len(content):,} 字节" in page
    assert hashlib.sha256(content).hexdigest() in page.replace("\r\n", "")
    assert "原件" in page


def test_a_page_of_which_a_part_can_be_read_is_bound_and_named(tmp_path: Path) -> None:
    content = made.text("first") + b" 0 0 m " * 1000 + made.text("last")
    volume = bound(tmp_path, piece("A", rotten(zlib.compress(content, 0)[:2000])), piece("B", PLAIN))
    assert volume.entries[0].problem == "有的页面内容不完整，须与原件核对。"
    assert not volume.entries[0].is_substitute
    assert "first" in texts(tmp_path / "v.pdf")[0]


def test_a_small_file_that_unpacks_to_hundreds_of_megabytes(tmp_path: Path) -> None:
    volume = bound(tmp_path, piece("A", bomb()), piece("B", PLAIN))
    assert volume.entries[0].problem
    assert volume.pages == 2


def test_a_gigantic_picture(tmp_path: Path) -> None:
    target = BytesIO()
    Image.new("1", (20_000, 10_000)).save(target, "PNG")
    volume = bound(tmp_path, piece("A", target.getvalue(), "a.png"))
    assert volume.entries[0].problem == "文件展开后太大，打不开。"


def test_a_piece_that_cannot_be_read(tmp_path: Path) -> None:
    def gone() -> bytes:
        raise PieceUnread

    volume = bound(tmp_path, Piece(key="A", title="材料", file_name="a.pdf", content=gone), piece("B", PLAIN))
    assert "读不出来" in volume.entries[0].problem
    assert "字节" not in texts(tmp_path / "v.pdf")[0]


def test_files_that_open_without_a_password_or_from_their_front_or_with_packed_objects(tmp_path: Path) -> None:
    page = made.page(made.text("inside"))
    volume = bound(
        tmp_path,
        *(
            piece(str(at), one)
            for at, one in enumerate((made.locked(b"", page), made.for_the_web(page, page), made.packed(page)))
        ),
    )
    assert [one.problem for one in volume.entries] == ["", "", ""]
    assert all("inside" in text for text in texts(tmp_path / "v.pdf"))


def test_notes_and_fields_are_seen_and_links_and_scripts_are_gone(tmp_path: Path) -> None:
    objects = made.objects_of(
        made.page(made.text("page"), more=b"/Annots[7 0 R 8 0 R]/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>")
    )
    look = b"/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F 3 0 R>>>>"
    objects += [
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(t)/V(filled)/Rect[100 500 200 520]/F 4/AP<</N 9 0 R>>>>",
        b"<</Type/Annot/Subtype/Link/Rect[0 0 50 50]/A<</S/URI/URI(http://example.org)>>>>",
        made.stream(b"BT /F 12 Tf 2 4 Td (filled) Tj ET", look),
    ]
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 12 Tf)>>>>"
    bound(tmp_path, piece("A", made.written(objects)))
    assert "filled" in texts(tmp_path / "v.pdf")[0]
    content = (tmp_path / "v.pdf").read_bytes()
    assert b"example.org" not in content
    assert b"JavaScript" not in content
    with pikepdf.open(tmp_path / "v.pdf") as document:
        assert "/Annots" not in document.pages[0].obj
        assert "/AcroForm" not in document.Root


@pytest.mark.parametrize("said", [b"/OFF[7 0 R]", b"/BaseState/OFF/ON[8 0 R]"])
@pytest.mark.parametrize("others", [0, 60])
def test_layers_that_are_switched_off_stay_off(tmp_path: Path, said: bytes, others: int) -> None:
    content = b"0 g /OC /H BDC 0 300 595 100 re f EMC /OC /S BDC 0 600 595 100 re f EMC"
    objects = made.objects_of(made.page(content))
    objects[3] = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Properties<</H 7 0 R/S 8 0 R>>>>>>"
    )
    objects += [b"<</Type/OCG/Name(hidden)>>", b"<</Type/OCG/Name(shown)>>"]
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[7 0 R 8 0 R]/D<<" + said + b">>>>>>"
    bound(tmp_path, piece("A", made.written(objects)), *(piece(str(at), PLAIN) for at in range(others)))
    page = drawn(tmp_path / "v.pdf", 0)
    assert page.getpixel((300, 842 - 350)) == (255, 255, 255)
    assert page.getpixel((300, 842 - 650)) == (0, 0, 0)


def test_enclosed_files_are_named_as_left_out(tmp_path: Path) -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(PLAIN)) as document:
        document.attachments["x.txt"] = pikepdf.AttachedFileSpec(document, b"inside", filename="x.txt")
        document.save(target)
    volume = bound(tmp_path, piece("A", target.getvalue()))
    assert volume.entries[0].problem == "文件内另附 1 个文件，没有装订。"
    assert not volume.entries[0].is_substitute


def test_a_dynamic_form(tmp_path: Path) -> None:
    objects = made.objects_of(made.page(made.text("Please wait")))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/NeedsRendering true/AcroForm<</Fields[]/XFA 5 0 R>>>>"
    volume = bound(tmp_path, piece("A", made.written(objects)))
    assert "动态表单" in volume.entries[0].problem


# ------------------------------------------------------------------------------------------------ pictures, texts


def palette() -> bytes:
    target = BytesIO()
    Image.open(BytesIO(picture())).quantize(4).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (picture(), "a.png"),
        (picture("RGBA"), "a.png"),
        (picture("LA"), "a.png"),
        (palette(), "a.png"),
        (picture("1"), "a.png"),
        (picture("L", form="JPEG"), "a.jpg"),
        (picture("CMYK", form="JPEG"), "a.jpg"),
        (picture("I;16"), "a.png"),
        (picture("F", form="TIFF"), "a.tif"),
        (picture(form="BMP"), "a.bmp"),
        (picture(form="GIF"), "a.gif"),
        (picture(form="WEBP"), "a.webp"),
        (picture("1", form="TIFF", compression="group4"), "a.tif"),
        (picture(), "没有后缀"),
    ],
)
def test_pictures_of_every_kind_stand_on_a4(tmp_path: Path, content: bytes, name: str) -> None:
    volume = bound(tmp_path, piece("A", content, name))
    assert (volume.pages, volume.entries[0].problem) == (1, "")
    page = drawn(tmp_path / "v.pdf", 0)
    assert page.size == (596, 842)
    # A dark part above, white paper below.
    dark = page.convert("L")
    assert dark.getpixel((160, 120)) < 200  # type: ignore[operator]
    assert dark.getpixel((300, 500)) > (240 if "F" not in name else 0)  # type: ignore[operator]


def test_frames_orientation_size_and_length_of_pictures(tmp_path: Path) -> None:
    frames, exif = BytesIO(), Image.Exif()
    Image.new("L", (100, 150), 255).save(
        frames, "TIFF", save_all=True, append_images=[Image.new("L", (150, 100), 200), Image.new("1", (90, 90))]
    )
    exif[0x0112] = 6
    volume = bound(
        tmp_path,
        piece("frames", frames.getvalue(), "a.tif"),
        piece("turned", picture(size=(600, 400), form="JPEG", exif=exif), "a.jpg"),
        piece("wide", picture(size=(600, 400)), "a.png"),
        piece("A3", picture("L", size=(3508, 4961), form="JPEG", dpi=(300, 300)), "a.jpg"),
        piece("long", picture(size=(300, 2000)), "a.png"),
    )
    assert [1 + one.last_page - one.first_page for one in volume.entries] == [3, 1, 1, 1, 5]
    with opened(tmp_path / "v.pdf") as document:
        sizes = [tuple(map(round, document.get_page_size(at))) for at in range(len(document))]
    upright, across = (595, 842), (842, 595)
    assert sizes == [upright, across, upright, upright, across, (842, 1191), *[upright] * 5]
    with pikepdf.open(tmp_path / "v.pdf") as document:
        scan = document.pages[5].obj.Resources.XObject.P.Resources.XObject.I
        assert (int(scan.Width), int(scan.Height)) == (2339, 3307)
    assert (tmp_path / "v.pdf").read_bytes().count(b"Exif") == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("with_font", [True, False])
def test_text_is_readable_and_searchable(
    tmp_path: Path, encoding: str, with_font: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not with_font:
        monkeypatch.setattr(binding_texts, "_font", lambda: None)
    binding_texts._width.cache_clear()
    lines = [f"第{at}行：临江县自然资源局，周长根 abc 123" for at in range(100)]
    volume = bound(tmp_path, piece("A", "\n".join(lines).encode(encoding), "说明.txt"))
    binding_texts._width.cache_clear()
    assert volume.pages == 3
    together = "".join(texts(tmp_path / "v.pdf")).replace("\r\n", "")
    assert all(line in together for line in lines)
    assert drawn(tmp_path / "v.pdf", 0).crop((60, 60, 500, 300)).convert("L").getextrema()[0] < 100  # type: ignore[operator]


def test_a_mail_and_a_web_page_are_bound_as_words(tmp_path: Path) -> None:
    mail = (
        "From: zhou@example.org\nSubject: =?utf-8?b?55Sz6K+3?=\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n正文在此\n'
        '--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="x.pdf"\n\nabc\n--b--\n'
    ).encode()
    web = "<html><head><title>t</title><script>alert(1)</script></head><body><p>网页</p><p>内容</p></body>".encode()
    volume = bound(tmp_path, piece("A", mail, "a.eml"), piece("B", web, "b.html"))
    first, second = texts(tmp_path / "v.pdf")
    assert all(one in first for one in ("主题：申请", "正文在此", "x.pdf"))
    assert "网页" in second
    assert "alert" not in second
    assert [one.problem for one in volume.entries] == [
        "文件内另附 1 个文件，没有装订。",
        "网页只印出文字，图片和版式没有印出。",
    ]


# ------------------------------------------------------------------------------------------------ office

RTF = rb"{\rtf1\ansi letter %s}"


@needs_office
def test_office_files_are_converted_and_one_that_fails_is_named(tmp_path: Path) -> None:
    # It has the mark of a table, and then nothing that LibreOffice could read.
    table = made.package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"nothing"})
    volume = bound(
        tmp_path,
        piece("A", RTF.replace(b"%s", b"first"), "a.rtf"),
        piece("B", table, "b.xlsx"),
        piece("C", RTF.replace(b"%s", b"last"), "c.doc"),
    )
    read = texts(tmp_path / "v.pdf")
    assert "letter first" in read[0]
    assert "letter last" in read[-1]
    assert [one.is_substitute for one in volume.entries] == [False, True, False]


@needs_office
def test_a_letter_that_comes_out_white_is_named(tmp_path: Path) -> None:
    volume = bound(tmp_path, piece("A", RTF.replace(b"letter %s", b""), "a.rtf"))
    assert volume.entries[0].problem == "转成 PDF 后没有内容。"
    assert volume.entries[0].is_substitute


def test_lists_and_web_pages_under_the_name_of_a_table(tmp_path: Path) -> None:
    web = "<html><body><table><tr><td>编号</td></tr></table></body></html>".encode("gb18030")
    volume = bound(tmp_path, piece("A", web, "a.xls"), piece("B", "编号\t名称".encode("gb18030"), "b.xls"))
    assert all("编号" in text for text in texts(tmp_path / "v.pdf"))
    assert [one.is_substitute for one in volume.entries] == [False, False]


def test_without_libreoffice_letters_go_to_the_converter_and_the_rest_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binding_office, "find_office", lambda: None)
    letter = made.package({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"})
    given_to: list[str] = []

    def convert(sources: Sequence[Path], folder: Path) -> None:
        for at, one in enumerate(sources):
            given_to.append(one.suffix)
            if not at:
                (folder / f"{one.stem}.pdf").write_bytes(TWO)

    pieces = [piece("A", letter, "a.docx"), piece("B", letter, "b.docx"), piece("C", RTF, "c.rtf")]
    volume = Volume(title="卷", target=tmp_path / "v.pdf", pieces=pieces)
    done = bind([volume], convert=convert)[0]
    assert given_to == [".docx", ".docx"]
    assert [one.problem for one in done.entries] == [
        "", "没有转成 PDF，文件可能已损坏。", "这台电脑没有 LibreOffice，不能转为 PDF。"
    ]  # fmt: skip
    assert done.pages == 4
    (tmp_path / "v.pdf").unlink()
    alone = bind([volume])[0]
    assert [one.is_substitute for one in alone.entries] == [True] * 3


def test_a_document_that_ends_libreoffice_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts: list[list[str]] = []

    def falling(sources: Sequence[Path], folder: Path, **_: object) -> tuple[Path, ...]:
        starts.append([one.stem for one in sources])
        for one in sources:
            if one.read_bytes() == b"evil":
                raise ConversionFailed
            shutil.copyfile(one, folder / f"{one.stem}.pdf")
        return ()

    monkeypatch.setattr(binding_office, "find_office", lambda: Path("soffice"))
    monkeypatch.setattr(binding_office, "convert_files", falling)
    sources = []
    for name, content in (("1", b"a"), ("2", b"evil"), ("3", b"b"), ("4", b"evil"), ("5", b"c")):
        sources.append(tmp_path / f"{name}.rtf")
        sources[-1].write_bytes(content)
    (tmp_path / "out").mkdir()
    binding_office.convert_all(sources, tmp_path / "out", None, lambda _: None)
    assert sorted(one.stem for one in (tmp_path / "out").iterdir()) == ["1", "3", "5"]
    assert starts == [["1", "2", "3", "4", "5"], ["3", "4", "5"], ["5"]]


# ------------------------------------------------------------------------------------------------ whole or not at all


class Enough(RuntimeError):
    """Raised to stop the work; of a kind that damaged files raise as well."""


def test_stopped_anywhere_nothing_is_left(tmp_path: Path) -> None:
    pieces = [piece("A", TWO), piece("B", picture(), "a.png"), piece("C", b"bad"), piece("D", b"a", "a.txt")]
    volumes = [Volume(title=name, target=tmp_path / f"{name}.pdf", pieces=pieces, front=index) for name in ("一", "二")]
    seen: list[tuple[int, int]] = []
    bind(volumes, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (10, 10)
    assert len({one.read_bytes() for one in tmp_path.iterdir()}) == 2
    for one in volumes:
        one.target.unlink()
    for stop in range(len(seen)):
        asked = iter(range(stop))

        def progress(_done: int, _total: int, asked: Iterator[int] = asked) -> None:
            if next(asked, None) is None:
                raise Enough

        with pytest.raises(Enough):
            bind(volumes, progress=progress)
        assert not list(tmp_path.iterdir())


def test_the_same_pieces_give_the_same_bytes_without_names_of_persons_or_places(tmp_path: Path) -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(PLAIN)) as document:
        document.docinfo["/Author"] = "Zhou"
        document.save(target)
    pieces = [piece("A", target.getvalue()), piece("B", picture(), "a.png"), piece("C", b"", "leer.pdf")]
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        bound(folder, *pieces, front=index)
    content = (one / "v.pdf").read_bytes()
    assert content == (other / "v.pdf").read_bytes()
    with pikepdf.open(one / "v.pdf") as document:
        assert {str(name): str(value) for name, value in document.docinfo.items()} == {"/Title": "第一卷"}
    assert str(tmp_path).encode() not in content


def test_a_target_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "v.pdf").write_bytes(b"older")
    with pytest.raises(UserError) as refusal:
        bound(tmp_path, piece("A", PLAIN))
    assert refusal.value.code == "binding_exists"
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"older"]


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".v.pdf.part"
    left.mkdir()
    (left / "00001.pdf").write_bytes(b"half")
    bound(tmp_path, piece("A", PLAIN))
    assert [one.name for one in tmp_path.iterdir()] == ["v.pdf"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        bound(tmp_path / "none", piece("A", PLAIN))
    assert refusal.value.code == "binding_not_written"


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files as POSIX does")
def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415
    import signal  # noqa: PLC0415

    noise = Image.effect_noise((1200, 1700), 80)
    target = BytesIO()
    noise.save(target, "JPEG", quality=90)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        for most in (100_000, 1_900_000):  # while a piece is made ready; while the volume is written
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
            with pytest.raises(UserError) as refusal:
                bound(tmp_path, *(piece(str(at), target.getvalue(), "a.jpg") for at in range(3)))
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            assert refusal.value.code == "binding_not_written"
            assert os.strerror(errno.EFBIG) in refusal.value.what
            assert not list(tmp_path.iterdir())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_two_volumes_of_one_target_are_a_mistake(tmp_path: Path) -> None:
    volume = Volume(title="卷", target=tmp_path / "v.pdf", pieces=[piece("A", PLAIN)])
    with pytest.raises(ValueError, match="one target"):
        bind([volume, volume])


def test_an_empty_volume_has_its_front_matter(tmp_path: Path) -> None:
    assert bound(tmp_path, front=index).pages == 1
    assert "nothing" in texts(tmp_path / "v.pdf")[0]
