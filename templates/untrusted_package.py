"""Opening a .docx that comes from outside: nothing in it may be large, run, or reach out.

What is allowed is listed; everything else is refused by name, so that a letter never carries what nobody looked at.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from templates.letter_geometry import CORE_PROPERTIES
from templates.placement import W, style_of, text_of
from templates.template_faults import TemplateFault, UnreadableTemplateError, place_of

__all__ = ["content_faults", "open_untrusted", "parsed", "printed_parts", "tidied"]

_MOST_BYTES: Final = 10 * 1024 * 1024
_MOST_UNPACKED: Final = 32 * 1024 * 1024
_MOST_PARTS: Final = 200
_MOST_PARAGRAPHS: Final = 2000
_PRINTED: Final = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_RELATION: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KEPT: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/_rels/(document|settings|header\d*|footer\d*)\.xml\.rels|"
    r"word/(document|styles|settings|fontTable|webSettings|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml|"
    r"word/theme/theme\d*\.xml"
)
# What Word and WPS add of their own accord, and what no letter needs: it goes, with what points to it.
_DROPPED: Final = re.compile(
    r"customXml/.*|docProps/.*|word/glossary/.*|word/stylesWithEffects\.xml|word/_rels/(styles|fontTable|numbering|"
    r"footnotes|endnotes|webSettings)\.xml\.rels|word/(people|commentsIds|commentsExtended|commentsExtensible)\.xml|.*/"
)
_FORBIDDEN_PARTS: Final = (
    (re.compile(r".*(vbaproject|vbadata|macros).*", re.IGNORECASE), "template_macro", "含有宏，请另存为不含宏的 .docx"),
    (
        re.compile(r".*(activex|embeddings|oleobject|\.bin).*", re.IGNORECASE),
        "template_embedded",
        "嵌入了对象或者控件，请删去",
    ),
    (re.compile(r"word/afchunk.*|.*\.(html?|mht|rtf)", re.IGNORECASE), "template_chunk", "嵌入了另一个文件，请删去"),
    (re.compile(r"word/comments.*"), "template_comments", "还有批注，请全部删除"),
    (re.compile(r"word/media/.*"), "template_picture", "含有图片；文书里不放图片和印章图样，请删去"),
    (re.compile(r"word/fonts/.*"), "template_font", "嵌入了字体，请在保存选项里取消“将字体嵌入文件”"),
)
_ELEMENTS: Final = frozenset({
    "document", "hdr", "ftr", "footnotes", "endnotes", "footnote", "endnote", "separator", "continuationSeparator",
    "body", "p", "r", "t", "tab", "br", "fldChar", "instrText", "fldSimple", "proofErr", "bookmarkStart",
    "bookmarkEnd", "lastRenderedPageBreak", "tbl", "tr", "tc", "background",
})  # fmt: skip
# Below these stand looks only; what they may not hold is in _BAD_LOOKS.
_LOOKS: Final = frozenset({"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "tblPrEx"})
_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "ins": ("template_revision", "有没有接受的修订，请全部接受或者拒绝"),
    "del": ("template_revision", "有没有接受的修订，请全部接受或者拒绝"),
    "moveFrom": ("template_revision", "有没有接受的修订，请全部接受或者拒绝"),
    "moveTo": ("template_revision", "有没有接受的修订，请全部接受或者拒绝"),
    "commentRangeStart": ("template_comments", "还有批注，请全部删除"),
    "commentReference": ("template_comments", "还有批注，请全部删除"),
    "hyperlink": ("template_link", "有超链接，请取消链接，只留文字"),
    "object": ("template_embedded", "嵌入了对象或者控件，请删去"),
    "control": ("template_embedded", "嵌入了对象或者控件，请删去"),
    "OLEObject": ("template_embedded", "嵌入了对象或者控件，请删去"),
    "altChunk": ("template_chunk", "嵌入了另一个文件，请删去"),
    "subDoc": ("template_chunk", "嵌入了另一个文件，请删去"),
    "sdt": ("template_control", "有内容控件，请改为普通文字"),
    "drawing": ("template_picture", "有图片或者文本框，请改为普通段落"),
    "pict": ("template_picture", "有图片或者文本框，请改为普通段落"),
    "AlternateContent": ("template_picture", "有图片或者文本框，请改为普通段落"),
    "footnoteReference": ("template_note", "有脚注或者尾注，请写进正文"),
    "endnoteReference": ("template_note", "有脚注或者尾注，请写进正文"),
    "sym": ("template_sign", "有符号字体的字符，请改用普通字符"),
    "noBreakHyphen": ("template_sign", "有不间断连字符，请改用普通字符"),
    "cr": ("template_break", "有手动换行（Shift+Enter），请改用回车分段"),
    "br": ("template_break", "有手动换行（Shift+Enter），请改用回车分段"),
}
_SETTINGS_BAD: Final[Mapping[str, tuple[str, str]]] = {
    "attachedTemplate": ("template_attached", "挂接了另一个模板，请在“模板和加载项”里改回 Normal"),
    "mailMerge": ("template_merge", "带有邮件合并的数据源，请改为普通文档"),
    "documentProtection": ("template_protected", "设有文档保护，请取消保护"),
    "writeProtection": ("template_protected", "设有文档保护，请取消保护"),
}
_FIELD: Final = re.compile(r"\s*(PAGE|NUMPAGES)(\s+\\\*\s*\w+)*\s*", re.IGNORECASE)


def open_untrusted(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx from outside.

    Raises:
        UnreadableTemplateError: no .docx, too large, encrypted, a trick in its names, or a part that could run.
    """
    _refuse_other_kinds(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            _check_entries(entries)
            parts = _unpacked(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as problem:
        raise _unreadable("template_damaged", "文件已损坏，不能打开") from problem
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise _unreadable("template_no_docx", "不是 Word 文档（.docx）")
    for name in sorted(parts):
        _check_part(name, parts[name])
    _check_main_type(parts["[Content_Types].xml"])
    if "word/styles.xml" not in parts:
        raise _unreadable("template_no_docx", "文件里没有样式，不是由本程序导出的模板")
    return parts


def _unreadable(code: str, sentence: str, place: str = "") -> UnreadableTemplateError:
    return UnreadableTemplateError(TemplateFault(code=code, sentence=sentence, place=place))


def _refuse_other_kinds(data: bytes) -> None:
    if len(data) > _MOST_BYTES:
        raise _unreadable("template_too_large", f"文件超过{_MOST_BYTES // 1024 // 1024}MB，不是文书模板")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _unreadable("template_encrypted", "文件设有打开密码，请取消密码后另存")
        raise _unreadable("template_old_format", "是旧格式（.doc 或者 .wps），请用 Word 或者 WPS 另存为 .docx")
    if data.startswith(b"{\\rtf"):
        raise _unreadable("template_old_format", "是 RTF 文件，请另存为 .docx")
    if data.startswith(b"%PDF"):
        raise _unreadable("template_no_docx", "是 PDF 文件，不是 Word 文档（.docx）")
    if not data.startswith(b"PK\x03\x04"):
        raise _unreadable("template_no_docx", "不是 Word 文档（.docx）")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MOST_PARTS:
        raise _unreadable("template_too_large", f"文件内的部件超过{_MOST_PARTS}个，不是文书模板")
    seen: set[str] = set()
    for one in entries:
        if one.flag_bits & 0x1:
            raise _unreadable("template_encrypted", "文件设有打开密码，请取消密码后另存")
        name = one.filename
        plain = posixpath.normpath(name)
        tricky = name.startswith("/") or "\\" in name or ":" in name or plain != name or ".." in name.split("/")
        if tricky or not name.isprintable() or name.lower() in seen:
            raise _unreadable("template_names", f"文件内有不正常的部件名“{name[:40]!r}”")
        seen.add(name.lower())
        if one.file_size > _MOST_UNPACKED:
            raise _unreadable("template_too_large", "文件解压后过大，不予打开")


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = _MOST_UNPACKED
    for one in entries:
        with archive.open(one) as stream:
            content = stream.read(left + 1)  # what the entry says of its size need not be true
        left -= len(content)
        if left < 0:
            raise _unreadable("template_too_large", "文件解压后过大，不予打开")
        parts[one.filename] = content
    return parts


def _check_part(name: str, content: bytes) -> None:
    for pattern, code, sentence in _FORBIDDEN_PARTS:
        if pattern.fullmatch(name):
            raise _unreadable(code, f"{sentence}（{name.rpartition('/')[2]}）")
    if _DROPPED.fullmatch(name) and not _KEPT.fullmatch(name):
        return
    if not _KEPT.fullmatch(name):
        raise _unreadable("template_unknown_part", f"含有文书用不到的部件“{name}”，请用 Word 或者 WPS 另存后再试")
    if b"<!" in content.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or b"\x00" in content:
        raise _unreadable("template_xml", f"部件“{name}”含有不允许的声明")
    root = parsed(name, content)
    if name.endswith(".rels"):
        _check_relations(name, root)


def parsed(name: str, content: bytes) -> etree._Element:
    """A part as XML; entities are not followed.

    Raises:
        UnreadableTemplateError: it is no XML.
    """
    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, reader)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise _unreadable("template_damaged", f"部件“{name}”已损坏，不能打开") from problem


def _check_relations(name: str, root: etree._Element) -> None:
    for one in root:
        kind = str(one.get("Type", "")).rpartition("/")[2]
        if str(one.get("TargetMode", "")).lower() == "external":
            if kind == "attachedTemplate":
                raise _unreadable(*_SETTINGS_BAD["attachedTemplate"])
            if kind == "hyperlink":
                raise _unreadable("template_link", f"有超链接（{str(one.get('Target'))[:40]}），请取消链接，只留文字")
            raise _unreadable("template_external", f"引用了文件之外的内容（{kind}），请删去")
        target = posixpath.normpath(posixpath.join("word" if name.startswith("word/") else "", str(one.get("Target"))))
        if target.startswith("../") or "://" in target:
            raise _unreadable("template_external", "引用了文件之外的内容，请删去")


def _check_main_type(content: bytes) -> None:
    types = parsed("[Content_Types].xml", content)
    for one in types:
        kind = str(one.get("ContentType", ""))
        if "macroEnabled" in kind or "vbaProject" in kind:
            raise _unreadable("template_macro", "含有宏，请另存为不含宏的 .docx")
    main = [str(one.get("ContentType")) for one in types if one.get("PartName") == "/word/document.xml"]
    if main != [_MAIN_TYPE]:
        raise _unreadable("template_no_docx", "不是普通的 Word 文档（.docx），请另存为 .docx")


def tidied(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that a letter needs: without the author and other traces of the word processor (C54)."""
    kept = {name: content for name, content in parts.items() if _KEPT.fullmatch(name)}
    kept["docProps/core.xml"] = CORE_PROPERTIES.encode("utf-8")
    for name in [one for one in kept if one.endswith(".rels")]:
        kept[name] = _relations_kept(name, kept)
    kept["[Content_Types].xml"] = _types_kept(kept)
    return kept


def _relations_kept(name: str, kept: Mapping[str, bytes]) -> bytes:
    root = parsed(name, kept[name])
    base = "word" if name.startswith("word/") else ""
    for one in list(root):
        target = str(one.get("Target", ""))
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        if path not in kept:
            root.remove(one)
    if name == "_rels/.rels" and not any(str(one.get("Type")).endswith("core-properties") for one in root):
        core = etree.SubElement(root, f"{{{_RELATION}}}Relationship")
        core.set("Id", "rIdCore")
        core.set("Type", f"{_RELATION}/metadata/core-properties")
        core.set("Target", "docProps/core.xml")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _types_kept(kept: Mapping[str, bytes]) -> bytes:
    root = parsed("[Content_Types].xml", kept["[Content_Types].xml"])
    for one in list(root):
        if one.tag == f"{_TYPES}Override":
            stale = str(one.get("PartName", "")).lstrip("/") not in kept
        else:
            stale = one.get("Extension") not in ("rels", "xml")
        if stale:
            root.remove(one)
    if not any(one.get("PartName") == "/docProps/core.xml" for one in root):
        core = etree.SubElement(root, f"{_TYPES}Override")
        core.set("PartName", "/docProps/core.xml")
        core.set("ContentType", "application/vnd.openxmlformats-package.core-properties+xml")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def printed_parts(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Names of the parts with words: headers and footers, then the document."""
    return tuple(sorted((one for one in parts if _PRINTED.fullmatch(one)), key=lambda one: ("document" in one, one)))


# -------------------------------------------------------------------------------------------------- what stands inside


def content_faults(parts: Mapping[str, bytes]) -> Iterator[TemplateFault]:
    """What may not stand in a letter: code of fields, hidden words, frames that the preview cannot show."""
    settings = parts.get("word/settings.xml")
    if settings is not None:
        for element in parsed("word/settings.xml", settings):
            if _local(element) in _SETTINGS_BAD:
                code, sentence = _SETTINGS_BAD[_local(element)]
                yield TemplateFault(code=code, sentence=sentence)
    hidden = _hiding_styles(parsed("word/styles.xml", parts["word/styles.xml"]))
    notes = [one for one in ("word/footnotes.xml", "word/endnotes.xml") if one in parts]
    for name in (*printed_parts(parts), *notes):
        root = parsed(name, parts[name])
        if len(root.findall(f".//{W}p")) > _MOST_PARAGRAPHS:
            yield TemplateFault(code="template_too_large", sentence=f"段落超过{_MOST_PARAGRAPHS}个，不是文书模板")
            return
        yield from _element_faults(name, root, root)
        yield from _hidden_faults(name, root, hidden)
        yield from _field_faults(name, root)


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _element_faults(name: str, root: etree._Element, parent: etree._Element) -> Iterator[TemplateFault]:
    for element in parent:
        local = _local(element)
        if local in _LOOKS and element.tag == f"{W}{local}":
            yield from _look_faults(name, root, element)
        elif local == "br" and element.get(f"{W}type") == "page":
            continue
        elif local in _SENTENCES:
            code, sentence = _SENTENCES[local]
            yield TemplateFault(code=code, sentence=sentence, place=place_of(name, root, element))
        elif element.tag != f"{W}{local}" or local not in _ELEMENTS:
            sentence = f"有文书不能用的内容（{local}），请改为普通文字"
            yield TemplateFault(code="template_element", sentence=sentence, place=place_of(name, root, element))
        else:
            yield from _element_faults(name, root, element)


def _look_faults(name: str, root: etree._Element, look: etree._Element) -> Iterator[TemplateFault]:
    for element in look.iter():
        local = _local(element)
        if local in ("ins", "del", "moveFrom", "moveTo") or local.endswith("Change"):
            code, sentence = _SENTENCES["ins"]
            yield TemplateFault(code=code, sentence=sentence, place=place_of(name, root, look))


def _hides(properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    for tag in ("vanish", "webHidden", "specVanish"):
        mark = properties.find(f"{W}{tag}")
        if mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off"):
            return True
    color, size = properties.find(f"{W}color"), properties.find(f"{W}sz")
    white = color is not None and str(color.get(f"{W}val", "")).upper() == "FFFFFF"
    # 2 half points belong to the lower double line, which has no words.
    return white or (size is not None and str(size.get(f"{W}val", "32")) in ("0", "1", "2", "3", "4"))


def _hiding_styles(styles: etree._Element) -> frozenset[str]:
    found = (one for one in styles.iter(f"{W}style") if _hides(one.find(f"{W}rPr")))
    return frozenset(str(one.get(f"{W}styleId")) for one in found)


def _hidden_faults(name: str, root: etree._Element, hiding: frozenset[str]) -> Iterator[TemplateFault]:
    for paragraph in root.iter(f"{W}p"):
        if not text_of(paragraph).strip():
            continue
        runs = [one for one in paragraph.iter(f"{W}r") if any((text.text or "").strip() for text in one.iter(f"{W}t"))]
        styles = {style_of(paragraph)}
        for run in runs:
            mark = run.find(f"{W}rPr/{W}rStyle")
            styles |= {str(mark.get(f"{W}val"))} if mark is not None else set()
        if styles & hiding or any(_hides(one.find(f"{W}rPr")) for one in runs):
            sentence = "有隐藏、白色或者极小的文字，请改为正常文字或者删去"
            yield TemplateFault(code="template_hidden", sentence=sentence, place=place_of(name, root, paragraph))


def _field_faults(name: str, root: etree._Element) -> Iterator[TemplateFault]:
    for paragraph in root.iter(f"{W}p"):
        for code in _field_codes(paragraph):
            if not _FIELD.fullmatch(code):
                said = code.strip()[:30] or "不完整的域"
                sentence = f"有域代码“{said}”，只允许页码，请改为普通文字（Ctrl+Shift+F9）"
                yield TemplateFault(code="template_field", sentence=sentence, place=place_of(name, root, paragraph))


def _field_codes(paragraph: etree._Element) -> Iterator[str]:
    """Codes of the fields of a paragraph; a field that is not closed in it gives an empty one."""
    for simple in paragraph.iter(f"{W}fldSimple"):
        yield str(simple.get(f"{W}instr", ""))
    depth, code, reading = 0, "", False
    for element in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            code += element.text or ""
            if not reading:
                yield ""
            continue
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            depth, reading, code = depth + 1, True, "" if depth == 0 else code + " {"
        elif kind == "separate":
            reading = False
        else:
            depth, reading = depth - 1, False
            if depth == 0:
                yield code
    if depth:
        yield ""
