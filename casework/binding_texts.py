"""Text made ready for the binder: A4 pages drawn with a Chinese font of this machine, and searchable.

No Chinese font may travel inside the PDF (most licences forbid it, the free ones weigh megabytes), so the text is drawn
as a black and white picture and lies invisible above it. Without a font on this machine the text itself is shown, in
whatever Chinese font the reader of the PDF has.
"""

import email
import email.policy
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from email.message import EmailMessage
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from casework.binding_pieces import Unbindable
from casework.binding_sheets import A4, Sheet, add_sheet
from casework.binding_stamp import unseen_font

if TYPE_CHECKING:
    import pikepdf
    from PIL.ImageFont import FreeTypeFont

__all__ = ["prepare_mail", "prepare_text", "prepare_web", "substitute_page"]

_DPI: Final = 240
_SIZE: Final = 11.0  # points
_LEADING: Final = 17.0
_MARGIN: Final = 64.0
_MOST_PAGES: Final = 500
_TAB: Final = 4
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_WIDE_FROM: Final = "\u2e80"

_FONT_PLACES: Final = (
    "C:/Windows/Fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
)
# In the order in which they are wanted; regular faces only.
_FONT_NAMES: Final = (
    "simsun.ttc",
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJKsc-Regular.otf",
    "NotoSerifSC-Regular.otf",
    "SourceHanSerifSC-Regular.otf",
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "SourceHanSansSC-Regular.otf",
    "SourceHanSansCN-Regular.otf",
    "Deng.ttf",
    "msyh.ttc",
    "simhei.ttf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "uming.ttc",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "PingFang.ttc",
)


def prepare_text(content: bytes, target: Path, asked: Callable[[], object]) -> int:
    """Write a text file as sheets; returns how many.

    Raises:
        Unbindable: its encoding is unknown, or it is too long.
    """
    return _write(_decoded(content).splitlines(), target, asked)


def prepare_web(content: bytes, target: Path, asked: Callable[[], object]) -> tuple[int, str]:
    """Write the words of a web page as sheets; also says what is left out.

    Nothing that it points to is fetched; LibreOffice is not asked, because it may print such a file as a white page.

    Raises:
        Unbindable: its encoding is unknown, there are no words on it, or too many.
    """
    text = _shown(_decoded(content))
    if not text:
        raise Unbindable("binding_unprintable")
    return _write(text.splitlines(), target, asked), Unbindable("binding_words_only").problem


def prepare_mail(content: bytes, target: Path, asked: Callable[[], object]) -> tuple[int, str]:
    """Write a mail (.eml) as sheets: head, text, names of what is attached; also says what is left out.

    Raises:
        Unbindable: it has no text, or is too long.
    """
    mail = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(mail, EmailMessage):
        raise Unbindable("binding_damaged")
    labels = (("From", "发件人"), ("To", "收件人"), ("Cc", "抄送"), ("Date", "时间"), ("Subject", "主题"))
    try:
        lines = [f"{label}：{mail[name]}" for name, label in labels if mail[name]]
        body = mail.get_body(("plain", "html"))
        text = str(body.get_content()) if body is not None else ""
        if body is not None and body.get_content_subtype() == "html":
            text = _shown(text)
        names = [one.get_filename() or "（未命名）" for one in mail.iter_attachments()]
    except (LookupError, ValueError, TypeError, AttributeError):
        raise Unbindable("binding_damaged") from None
    if not lines and not text.strip():
        raise Unbindable("binding_damaged")
    lines += ["", *text.splitlines()]
    if names:
        lines += ["", "附件：", *(f"　{one}" for one in names)]
    return _write(lines, target, asked), (
        Unbindable("binding_attached_left_out", count=len(names)).problem if names else ""
    )


class _Shown(HTMLParser):
    """Keeps of a page what is read on it."""

    _UNSEEN = ("script", "style", "head", "title")
    _BREAKS = ("br", "p", "div", "tr", "li", "h1", "h2", "h3", "table")

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in self._UNSEEN
        if tag in self._BREAKS:
            self.words.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in self._UNSEEN))

    @override
    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(" ".join(data.split()))


def _shown(page: str) -> str:
    parser = _Shown()
    parser.feed(page)
    parser.close()
    return "".join(parser.words).strip()


def substitute_page(lines: Sequence[str], target: Path) -> None:
    """Write the page that stands for a piece which cannot be bound."""
    _write(lines, target, lambda: None)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unbindable("binding_text_unknown")


def _write(lines: Sequence[str], target: Path, asked: Callable[[], object]) -> int:
    import pikepdf  # noqa: PLC0415

    fitting = list(_broken(lines))
    rows = int((A4[1] - 2 * _MARGIN) / _LEADING)
    pages = [fitting[start : start + rows] for start in range(0, max(1, len(fitting)), rows)]
    if len(pages) > _MOST_PAGES:
        raise Unbindable("binding_too_many", most=f"{_MOST_PAGES:,}")
    with pikepdf.new() as made:
        font = made.make_indirect(_reader_font()) if _font() is None else unseen_font(made)
        for page in pages:
            asked()
            _add_page(made, page, font)
        made.save(target, static_id=True)
        return len(made.pages)


def _broken(lines: Sequence[str]) -> Iterator[str]:
    """The lines as long as the paper is wide."""
    room = A4[0] - 2 * _MARGIN
    for line in lines:
        kept, width = "", 0.0
        for char in _plain(line):
            wide = _width(char)
            if width + wide > room:
                yield kept
                kept, width = "", 0.0
            kept += char
            width += wide
        yield kept


def _plain(line: str) -> str:
    return "".join(char if char.isprintable() or char == "　" else " " for char in line.expandtabs(_TAB)).rstrip()


@cache
def _width(char: str) -> float:
    """Points."""
    font = _font()
    if font is not None:
        return float(font.getlength(char)) * 72 / _DPI
    return _SIZE * (1.0 if char >= _WIDE_FROM else 0.5)


@cache
def _font() -> "FreeTypeFont | None":
    from PIL import ImageFont  # noqa: PLC0415

    found: dict[str, Path] = {}
    for place in _FONT_PLACES:
        folder = Path(place).expanduser()
        if folder.is_dir():
            for file in sorted(folder.rglob("*.[ot]t[fc]")):
                found.setdefault(file.name.lower(), file)
    for name in _FONT_NAMES:
        if name.lower() not in found:
            continue
        # A collection of all East Asian faces has the mainland's at the third place.
        at = 2 if "CJK-" in name and name.endswith(".ttc") else 0
        with suppress(OSError):
            return ImageFont.truetype(str(found[name.lower()]), round(_SIZE * _DPI / 72), index=at)
    return None


def _add_page(made: "pikepdf.Pdf", lines: Sequence[str], font: "pikepdf.Object") -> None:
    import pikepdf  # noqa: PLC0415

    drawn = _font() is not None
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(T=font))
    content = ["BT", "3 Tr" if drawn else "0 Tr", f"/T {_SIZE} Tf"]
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        y = A4[1] - _MARGIN - (at + 1) * _LEADING + (_LEADING - _SIZE) / 2
        content.append(f"1 0 0 1 {_MARGIN} {y:.2f} Tm <{line.encode('utf-16-be').hex()}> Tj")
    content.append("ET")
    if drawn:
        resources.XObject = pikepdf.Dictionary(I=_picture(made, lines))
        content.insert(0, f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /I Do Q")
    add_sheet(made, Sheet(content="\n".join(content).encode("ascii"), resources=resources))


def _picture(made: "pikepdf.Pdf", lines: Sequence[str]) -> "pikepdf.Object":
    import pikepdf  # noqa: PLC0415
    from PIL import Image, ImageDraw  # noqa: PLC0415

    scale = _DPI / 72
    paper = Image.new("L", (round(A4[0] * scale), round(A4[1] * scale)), 255)
    pen = ImageDraw.Draw(paper)
    for at, line in enumerate(lines):
        pen.text((_MARGIN * scale, (_MARGIN + (at + 1) * _LEADING - 5) * scale), line, 0, _font(), anchor="ls")
    bits = paper.convert("1", dither=Image.Dither.NONE)
    stream = made.make_stream(zlib.compress(bits.tobytes(), 9))
    name = pikepdf.Name
    stream[name.Type], stream[name.Subtype], stream[name.Filter] = name.XObject, name.Image, name.FlateDecode
    stream[name.Width], stream[name.Height], stream[name.BitsPerComponent] = bits.width, bits.height, 1
    stream[name.ColorSpace] = name.DeviceGray
    return stream


def _reader_font() -> "pikepdf.Dictionary":
    """A Chinese font that the reader of the PDF supplies."""
    import pikepdf  # noqa: PLC0415

    name = pikepdf.Name
    base = name("/STSong-Light")
    face = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.CIDFontType0,
        BaseFont=base,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4
        ),
        DW=1000,
        W=pikepdf.Array([1, 95, 500, 814, 939, 500]),
        FontDescriptor=pikepdf.Dictionary(
            Type=name.FontDescriptor,
            FontName=base,
            Flags=6,
            FontBBox=pikepdf.Array([-25, -254, 1000, 880]),
            ItalicAngle=0,
            Ascent=880,
            Descent=-120,
            CapHeight=880,
            StemV=93,
        ),
    )
    return pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.Type0,
        BaseFont=base,
        Encoding=name("/UniGB-UTF16-H"),
        DescendantFonts=pikepdf.Array([face]),
    )
