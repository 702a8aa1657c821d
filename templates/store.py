"""Templates read and compiled once.

docxtpl reads and parses a template anew for every letter; here its tag grammar (``{%p``, ``{{``, tags that Word
has split into runs) is applied once per template, Jinja compiles the result once, and a letter costs only its own
rendering.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from law.errors import LawDataError
from templates.package import read_package
from templates.placement import W, text_of
from templates.wording import chinese_date, chinese_ordinal

__all__ = [
    "CompiledLetter",
    "NotPrintable",
    "compile_template",
    "compiled_letter",
    "compiled_template",
    "letter_environment",
    "letter_folder",
    "shipped_template",
    "template_keys",
]

_PRINTED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
# Templates of the agency that stay compiled: one for each letter, and those of a batch across a change.
_KEPT_TEMPLATES: Final = 96


class NotPrintable(TypeError):
    """A template wants to print something that is no text: ``None``, a date without its filter, a list."""


@dataclass(frozen=True, slots=True, eq=False)
class CompiledLetter:
    """A template ready to render; two are the same only if they are one object.

    Args:
        printed: compiled parts (document, headers, footers) by name.
        fixed: parts that are copied as they are.
    """

    printed: Mapping[str, Template]
    fixed: Mapping[str, bytes]


def letter_folder() -> Path:
    """Folder of the shipped templates."""
    return Path(__file__).parent / "letters"


def template_keys() -> tuple[str, ...]:
    """Names of all shipped templates without their ending, sorted."""
    return tuple(sorted(path.stem for path in letter_folder().glob("*.docx")))


def shipped_template(key: str) -> bytes:
    """The shipped template of that name as a file.

    Raises:
        LawDataError: there is none.
    """
    path = letter_folder() / f"{key}.docx"
    if not path.is_file():
        raise LawDataError(path.name, key, "template missing")
    return path.read_bytes()


@cache
def compiled_letter(key: str) -> CompiledLetter:
    """The compiled shipped template of that name.

    Raises:
        LawDataError: if the file is missing or its tags do not parse.
    """
    return compile_template(f"{key}.docx", shipped_template(key))


@lru_cache(maxsize=_KEPT_TEMPLATES)
def compiled_template(data: bytes) -> CompiledLetter:
    """A template of the agency, compiled once for the same bytes; of many only the latest stay.

    Raises:
        LawDataError: its tags do not parse.
    """
    return compile_template("template.docx", data)


def compile_template(name: str, data: bytes) -> CompiledLetter:
    """Compile a template.

    Args:
        name: name of the file, for messages.
        data: the .docx.

    Raises:
        LawDataError: its tags do not parse.
        zipfile.BadZipFile: the bytes are no package.
    """
    parts = read_package(data)
    grammar = DocxTemplate(BytesIO(data))  # opened by docxtpl only when it renders, which it never does here
    environment = letter_environment()
    printed: dict[str, Template] = {}
    for part in sorted(parts):
        if _PRINTED.fullmatch(part) and b"{" in parts[part]:
            _check_tags(name, parts[part])
            source = cast("str", grammar.patch_xml(parts[part].decode("utf-8")))
            try:
                printed[part] = environment.from_string(source)
            except TemplateSyntaxError as problem:
                raise LawDataError(name, part, str(problem)) from problem
    return CompiledLetter(printed, {part: content for part, content in parts.items() if part not in printed})


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
