"""Templates read and compiled once.

docxtpl reads and parses a template anew for every letter; here its tag grammar (``{%p``, ``{{``, tags that Word
has split into runs) is applied once per template, Jinja compiles the result once, and a letter costs only its own
rendering.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from law.errors import LawDataError
from templates.package import read_package
from templates.placement import W, text_of
from templates.wording import chinese_date, chinese_ordinal

__all__ = ["CompiledLetter", "NotPrintable", "compiled_letter", "letter_environment", "letter_folder"]

_PRINTED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


class NotPrintable(TypeError):
    """A template wants to print something that is no text: ``None``, a date without its filter, a list."""


@dataclass(frozen=True, slots=True)
class CompiledLetter:
    """A template ready to render.

    Args:
        printed: compiled parts (document, headers, footers) by name.
        fixed: parts that are copied as they are.
    """

    printed: Mapping[str, Template]
    fixed: Mapping[str, bytes]


def letter_folder() -> Path:
    """Folder of the shipped templates."""
    return Path(__file__).parent / "letters"


@cache
def compiled_letter(key: str) -> CompiledLetter:
    """The compiled template of that name.

    Raises:
        LawDataError: if the file is missing or its tags do not parse.
    """
    path = letter_folder() / f"{key}.docx"
    if not path.is_file():
        raise LawDataError(path.name, key, "template missing")
    parts = read_package(path.read_bytes())
    grammar = DocxTemplate(path)
    environment = letter_environment()
    printed: dict[str, Template] = {}
    for name in sorted(parts):
        if _PRINTED.fullmatch(name) and b"{" in parts[name]:
            _check_tags(path.name, parts[name])
            source = cast("str", grammar.patch_xml(parts[name].decode("utf-8")))
            try:
                printed[name] = environment.from_string(source)
            except TemplateSyntaxError as problem:
                raise LawDataError(path.name, name, str(problem)) from problem
    return CompiledLetter(printed, {name: data for name, data in parts.items() if name not in printed})


_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
_LOOSE = re.compile(r"\{[{%#]|[}%#]\}")
_ALONE = re.compile(r"[{][{%#](p|tr)\s")


def _check_tags(file: str, part: bytes) -> None:
    """Refuse what docxtpl would answer by dropping text: open tags, and words beside a tag that removes its paragraph.

    Raises:
        LawDataError: naming the paragraph.
    """
    root = etree.fromstring(part)
    for paragraph in root.iter(f"{W}p"):
        text = text_of(paragraph)
        if _LOOSE.search(_TAG.sub("", text)):
            raise LawDataError(file, text, "a tag is not closed in its paragraph")
        tag = _ALONE.search(text)
        if tag is not None:
            row = next(paragraph.iterancestors(f"{W}tr"), None)
            scope = row if tag[1] == "tr" and row is not None else paragraph
            whole = "".join(text_of(one) for one in scope.iter(f"{W}p"))
            if _TAG.sub("", whole, count=1).strip():
                raise LawDataError(file, whole, "words beside a tag that removes its paragraph or row would be lost")


@cache
def letter_environment() -> ImmutableSandboxedEnvironment:
    """Jinja as letters need it: nothing undefined, nothing unescaped, no ``None``, no code."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=_printable, keep_trailing_newline=True
    )
    environment.filters["date"] = _printed_date
    environment.filters["ordinal"] = chinese_ordinal
    environment.filters["ended"] = _ended
    return environment


def _printable(value: Any) -> Any:
    if isinstance(value, str | Markup) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, StrictUndefined):
        return value  # raises its own, better message when printed
    raise NotPrintable(f"a letter cannot print {type(value).__name__}")


def _printed_date(value: Any) -> str:
    if not isinstance(value, date):
        raise NotPrintable(f"a letter cannot print {type(value).__name__} as a date")
    return chinese_date(value)


def _ended(text: str) -> str:
    """The text with a full stop, unless it ends with one or with another final mark."""
    return text if text.endswith(("。", "；", "！", "？", "：", ".", "”", "…")) else text + "。"
