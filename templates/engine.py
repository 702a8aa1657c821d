"""From a typed context to the bytes of a letter.

The same context and layout always give the same bytes. What people typed is printed literally: tags of the template
language, XML signs and entities are text.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from lxml import etree

from law.terms import DocumentKind
from templates.cleaning import clean_context, clean_text
from templates.layout import FONT_SUBSTITUTES, Layout
from templates.package import write_package
from templates.placement import W, break_lines, fit_mark, keep_introductions, place_signature

if TYPE_CHECKING:
    from templates.store import CompiledLetter

__all__ = ["LetterContext", "printed_names", "render", "warm"]


class LetterContext(Protocol):
    """Anything from ``templates.contexts``."""

    @property
    def kind(self) -> DocumentKind:
        """Which document the context belongs to."""

    @property
    def template_key(self) -> str:
        """Name of its template."""


def render(
    kind: DocumentKind, context: LetterContext, layout: Layout | None = None, template: bytes | None = None
) -> bytes:
    """The letter as a .docx.

    Args:
        kind: document to make; must be the kind of the context.
        context: frozen dataclass from ``templates.contexts``.
        layout: fonts and mark of the agency; the standard if not given.
        template: the agency's own template, as it was taken in (``templates.edited_template``); the shipped one if
            not given.

    Raises:
        UserError: if cleaning leaves a required field of the context empty.
        ValueError: if the context belongs to another kind of document.
        jinja2.UndefinedError: if the template names something that the context does not have.
        templates.store.NotPrintable: if the template prints something that is no text.
    """
    if context.kind is not kind:
        raise ValueError(f"context of {context.kind}, asked for {kind}")
    chosen = layout or Layout()
    letter = _compiled(context.template_key, template)
    names = printed_names(clean_context(context), chosen)
    parts = dict(_fixed_parts(letter, chosen))
    for part, compiled in letter.printed.items():
        root = etree.fromstring(compiled.render(names).encode("utf-8"))
        break_lines(root)
        keep_introductions(root)
        place_signature(root)
        fit_mark(root)
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(parts)


def warm(keys: tuple[str, ...]) -> None:
    """Compile templates ahead of the first letter, e.g. while the client starts."""
    for key in keys:
        _compiled(key)


def _compiled(key: str, template: bytes | None = None) -> "CompiledLetter":
    """The compiled template. What reads templates is loaded with the first letter: it takes its time."""
    from templates.store import compiled_letter, compiled_template  # noqa: PLC0415

    return compiled_letter(key) if template is None else compiled_template(template)


def printed_names(context: Any, layout: Layout) -> dict[str, Any]:
    """What a template may name: every field and property of the context, and the mark."""
    public = (name for name in dir(type(context)) if not name.startswith("_"))
    names = {name: getattr(context, name) for name in public if not callable(getattr(context, name))}
    signer = names.get("signer", names.get("agency", ""))
    return names | {"agency_mark": clean_text(layout.agency_mark) or signer}


@lru_cache(maxsize=256)
def _fixed_parts(letter: "CompiledLetter", layout: Layout) -> Mapping[str, bytes]:
    parts = dict(letter.fixed)
    changes = layout.font_changes()
    if changes:
        for name in ("word/styles.xml", "word/fontTable.xml"):
            if name in parts:  # a template of the agency may come without a table of fonts
                parts[name] = _renamed_fonts(parts[name], changes)
    return parts


def _renamed_fonts(part: bytes, changes: Mapping[str, str]) -> bytes:
    root = etree.fromstring(part)
    for fonts in root.iter(f"{W}rFonts"):
        for attribute, name in list(fonts.attrib.items()):
            fonts.set(attribute, changes.get(str(name), str(name)))
    for font in root.iter(f"{W}font"):
        old = str(font.get(f"{W}name"))
        if old in changes:
            font.set(f"{W}name", changes[old])
            other = font.find(f"{W}altName")
            if other is not None:
                other.set(f"{W}val", FONT_SUBSTITUTES.get(changes[old], old))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
