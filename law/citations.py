"""Citations that print themselves, and the register of statutes and documents that may be cited.

A citation is written ``ogi:33.2(1)``: statute, article, paragraph (款) after the point, item (项) in brackets; a remark
may follow after a blank (``civil_proc:89 参照``). Documents without articles are cited by their name (``case26``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from typing_extensions import override

from law.data_files import DATA, Entry, check_dates, read_entries
from law.numerals import chinese_numeral
from law.terms import Confidence

__all__ = ["Citation", "Statute", "load_statutes", "read_citation", "read_citations", "statutes"]

_CODE = re.compile(r"([a-z][a-z0-9_]*)(?::([1-9]\d*)(?:\.([1-9]\d*))?(?:\(([1-9]\d*)\))?)?(?: (\S.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """A statute, or a document, that may be cited.

    Attributes:
        id: how citations name it.
        title: official title without title marks; the document number where the title is not attested.
        short_title: what officials call it.
        number: number of the promulgating document, None if not attested.
        effective: first day in force of the version cited; None for a document without such a day.
        until: last day in force, None while in force.
        has_articles: False for letters and guiding cases, which are cited as a whole.
        titled: is ``title`` a title, to be printed in title marks?
        basis: where the entry comes from; checked_on, confidence: how far it was checked.
    """

    id: str
    title: str
    short_title: str
    number: str | None
    effective: date | None
    until: date | None
    has_articles: bool
    titled: bool
    basis: str
    checked_on: date
    confidence: Confidence

    @property
    def full_title(self) -> str:
        """The title in title marks."""
        return f"《{self.title}》" if self.titled else self.title


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision of a registered statute."""

    statute: str
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        known = statutes().get(self.statute)
        if known is None:
            raise ValueError(f"unknown statute {self.statute!r}")
        if self.article is None and (self.paragraph or self.item):
            raise ValueError(f"{self.statute}: a paragraph or an item needs an article")
        if self.article is not None and not known.has_articles:
            raise ValueError(f"{self.statute} has no articles")

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read ``ogi:33.2(1)``.

        Raises:
            ValueError: the code is malformed or names no registered statute.
        """
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"malformed citation {code!r}")
        statute, article, paragraph, item, note = match.groups()
        return cls(statute, _number(article), _number(paragraph), _number(item), note)

    @property
    def code(self) -> str:
        """The written form that ``parse`` reads."""
        place = f":{self.article}" if self.article else ""
        place += f".{self.paragraph}" if self.paragraph else ""
        place += f"({self.item})" if self.item else ""
        return self.statute + place + (f" {self.note}" if self.note else "")

    @property
    def place(self) -> str:
        """第三十三条第二款第（一）项, empty for a document cited as a whole."""
        printed = f"第{chinese_numeral(self.article)}条" if self.article else ""
        printed += f"第{chinese_numeral(self.paragraph)}款" if self.paragraph else ""
        return printed + (f"第（{chinese_numeral(self.item)}）项" if self.item else "")

    @property
    def short(self) -> str:
        """Without the statute: 第三十三条第二款; a whole document is named shortly."""
        return self._noted(self.place or self.registered.short_title)

    @property
    def brief(self) -> str:
        """With the statute's short title: 条例第三十三条第二款."""
        return self._noted(self.registered.short_title + self.place)

    @property
    def told(self) -> str:
        """As sentences name it: an article of the Regulations without their name, of any other statute with it."""
        return self.short if self.statute == "ogi" else self.brief

    @property
    def full(self) -> str:
        """With the full title, as letters print it."""
        return self._noted(self.registered.full_title + self.place)

    @property
    def registered(self) -> Statute:
        """The statute that is cited."""
        return statutes()[self.statute]

    def covers(self, other: "Citation") -> bool:
        """Is ``other`` this provision or a part of it?"""
        mine = (self.statute, self.article, self.paragraph, self.item)
        theirs = (other.statute, other.article, other.paragraph, other.item)
        return all(one is None or one == two for one, two in zip(mine, theirs, strict=True))

    def _noted(self, printed: str) -> str:
        return f"{printed}（{self.note}）" if self.note else printed

    @override
    def __str__(self) -> str:
        return self.full


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


@cache
def statutes() -> Mapping[str, Statute]:
    """The register of statutes by id (law/data/statutes.toml)."""
    return load_statutes()


def load_statutes(path: Path | None = None) -> Mapping[str, Statute]:
    """Read a register of statutes.

    Raises:
        LawDataError: the file is malformed.
    """
    register: dict[str, Statute] = {}
    for key, entry in read_entries(path or DATA / "statutes.toml"):
        has_articles = entry.flag("has_articles", True)
        effective = entry.day("effective") if has_articles else entry.optional_day("effective")
        statute = Statute(
            id=key,
            title=entry.text("title"),
            short_title=entry.text("short_title"),
            number=entry.text("number", "") or None,
            effective=effective,
            until=entry.optional_day("until"),
            has_articles=has_articles,
            titled=entry.flag("titled", True),
            basis=entry.text("basis"),
            checked_on=entry.day("checked_on"),
            confidence=entry.confidence(),
        )
        entry.finish()
        if effective:
            check_dates(entry, [(effective, statute.until)])
        register[key] = statute
    return MappingProxyType(register)


def read_citation(entry: Entry, name: str = "citation") -> Citation:
    """Read the citation under a key of a law data table.

    Raises:
        LawDataError: it is missing, malformed, or names no registered statute.
    """
    return _parsed(entry, name, entry.text(name))


def read_citations(entry: Entry, name: str = "citations", *, required: bool = True) -> tuple[Citation, ...]:
    """Read an array of citations; an empty or missing one is an error unless ``required`` is false.

    Raises:
        LawDataError: they are missing, malformed, or name no registered statute.
    """
    return tuple(_parsed(entry, name, code) for code in entry.texts(name, required=required))


def _parsed(entry: Entry, name: str, code: str) -> Citation:
    try:
        return Citation.parse(code)
    except ValueError as problem:
        raise entry.fail(str(problem), name) from None
