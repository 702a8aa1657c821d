"""Paper, margins and the parts around the text of an edited template: named as the shipped ones, compared with them."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from templates.placement import W
from templates.template_faults import TemplateFault
from templates.untrusted_package import parsed

__all__ = ["page_notes", "section_faults", "with_shipped_margins"]

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS: Final = "word/_rels/document.xml.rels"


def section_faults(parts: Mapping[str, bytes]) -> Iterator[TemplateFault]:
    """A letter is one section, ended by its last properties."""
    document = parsed("word/document.xml", parts["word/document.xml"])
    if len(list(document.iter(f"{W}sectPr"))) != 1:
        yield TemplateFault(code="template_sections", sentence="有分节符，文书只能有一节，请删去分节符")


def with_shipped_margins(parts: Mapping[str, bytes], shipped: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts with headers and footers as they were shipped, unless somebody changed their words.

    Word numbers them as it pleases when it saves, and others turn the lower double line into a drawing. The preview
    knows those of the first page by the names ``header1.xml`` and ``footer1.xml``.
    """
    whole = dict(parts)
    for kind in ("header", "footer"):
        first = _part_of(whole, kind, "first")
        wanted = f"word/{kind}1.xml"
        if first is not None and first != wanted:
            spare = f"word/{kind}99.xml"
            for old, new in ((wanted, spare), (first, wanted), (spare, first)):
                if old in whole:
                    whole = _renamed(whole, old, new)
        for page in ("first", "default", "even"):
            own, standard = _part_of(whole, kind, page), _part_of(shipped, kind, page)
            if own is None or standard is None or own not in whole:
                continue
            if _words(whole[own]) == _words(shipped[standard]):
                whole[own] = shipped[standard]
                whole.pop(f"word/_rels/{own.rpartition('/')[2]}.rels", None)
    return whole


def _words(part: bytes) -> str:
    """Words and codes of fields of a header or footer, without drawings and without what a field shows."""
    found: list[str] = []
    shown = False
    for element in parsed("margin", part).iter(f"{W}t", f"{W}fldChar", f"{W}instrText"):
        if any(not str(one.tag).startswith(W) for one in element.iterancestors()):
            continue
        if element.tag == f"{W}fldChar":
            shown = element.get(f"{W}fldCharType") == "separate"
        elif not shown:
            found.append(element.text or "")
    return "".join("".join(found).split())


def _part_of(parts: Mapping[str, bytes], kind: str, page: str) -> str | None:
    """The header or footer of a kind of page; None if there is none."""
    document = parsed("word/document.xml", parts["word/document.xml"])
    for one in document.iter(f"{W}{kind}Reference"):
        if one.get(f"{W}type") == page:
            return _targets(parts).get(str(one.get(f"{_R}id")))
    return None


def _targets(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    if _RELATIONS not in parts:
        return {}
    relations = parsed(_RELATIONS, parts[_RELATIONS])
    return {str(one.get("Id")): _path(str(one.get("Target", ""))) for one in relations}


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("word", target))


def _renamed(parts: Mapping[str, bytes], old: str, new: str) -> dict[str, bytes]:
    whole = {new if name == old else name: content for name, content in parts.items()}
    relations_of = "word/_rels/{}.rels".format
    own = relations_of(old.rpartition("/")[2])
    if own in whole:
        whole[relations_of(new.rpartition("/")[2])] = whole.pop(own)
    relations = parsed(_RELATIONS, whole[_RELATIONS])
    for one in relations:
        if _path(str(one.get("Target", ""))) == old:
            one.set("Target", new.rpartition("/")[2])
    types = parsed("[Content_Types].xml", whole["[Content_Types].xml"])
    for one in types:
        if one.get("PartName") == f"/{old}":
            one.set("PartName", f"/{new}")
    for name, root in ((_RELATIONS, relations), ("[Content_Types].xml", types)):
        whole[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return whole


def page_notes(parts: Mapping[str, bytes], shipped: Mapping[str, bytes]) -> Iterator[str]:
    """Where paper, margins or the parts around the text differ from the standard (GB/T 9704); told, not refused."""
    own, standard = (_geometry(one) for one in (parts, shipped))
    for name in standard:
        if own.get(name) != standard[name]:
            yield f"{name}与公文格式的值不同"
    for kind, page, name in (
        ("header", "first", "首页页眉"),
        ("footer", "first", "首页页脚"),
        ("footer", "default", "页码"),
    ):
        if _part_of(shipped, kind, page) is not None and _part_of(parts, kind, page) is None:
            yield f"没有{name}"


def _geometry(parts: Mapping[str, bytes]) -> Mapping[str, tuple[str, ...]]:
    section = next(parsed("word/document.xml", parts["word/document.xml"]).iter(f"{W}sectPr"), None)
    if section is None:
        return {}
    found = {}
    wanted = (("纸张", "pgSz", ("w", "h")), ("页边距", "pgMar", ("top", "bottom", "left", "right")))
    for name, tag, attributes in (*wanted, ("行距网格", "docGrid", ("linePitch",))):
        element = section.find(f"{W}{tag}")
        values = (("" if element is None else str(element.get(f"{W}{one}", ""))) for one in attributes)
        found[name] = tuple(values)
    return found
