"""Contexts of the sheets that hold the file together: cover, index, note."""

from dataclasses import dataclass

from typing_extensions import override

from law.terms import DocumentKind
from templates.context_base import require_filled, said
from templates.sheet_base import UNSIGNED, Sheet, SignedWords

__all__ = ["CaseCoverContext", "CaseIndexContext", "CaseNoteContext", "IndexLine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCoverContext(Sheet):
    """案卷封面.

    Args:
        volume: name of the volume; empty for the whole file.
        received, closed: day of receipt and of closing, in words.
        outcome: how the request was answered.
        handler: who dealt with it.
        volumes: what each volume holds, one line each.
        retention: 保管期限 and archive number, blank to be written by hand.
    """

    volume: str = said("册别", "")
    received: str = said("收到日期")
    closed: str = said("办结日期", "")
    outcome: str = said("办理结果", "")
    handler: str = said("承办人", "")
    volumes: tuple[str, ...] = said("册数", ())
    retention: str = said("保管期限", "")
    archive_number: str = said("卷号", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.CASE_COVER


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """One line of the index.

    Args:
        place: running number within the volume.
        name: what it is.
        number: document number; may be empty.
        day: its day in figures; may be empty.
        pages: the pages it fills, or —.
        remark: e.g. why it stands in the second volume.
    """

    place: int = said("序号")
    name: str = said("材料名称")
    number: str = said("文号", "")
    day: str = said("日期", "")
    pages: str = said("页次", "—")
    remark: str = said("备注", "")

    def __post_init__(self) -> None:
        require_filled(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIndexContext(Sheet):
    """卷内目录: the file in its order, in two volumes (复议法第四十七条).

    Args:
        open_lines: the volume that may be consulted.
        closed_lines: the volume that may not.
        note: what has to be said about the pages.
        volume: which of the two this is; empty for both.
    """

    open_lines: tuple[IndexLine, ...] = said("可供查阅册", ())
    closed_lines: tuple[IndexLine, ...] = said("不可查阅册", ())
    note: str = said("页次说明", "")
    volume: str = said("册别", "")

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.CASE_INDEX


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNoteContext(Sheet):
    """备考表: what the file holds, what it lacks, who put it together.

    Args:
        volumes: what each volume holds, one line each.
        lacking: what belongs into the file and is not there, one line each.
        explanation: anything else; blank to be written by hand.
        made, checked: who put the file together, who checked it.
    """

    volumes: tuple[str, ...] = said("卷内情况")
    lacking: tuple[str, ...] = said("缺少的材料", ())
    explanation: str = said("说明", "")
    made: SignedWords = said("立卷人", UNSIGNED)
    checked: SignedWords = said("检查人", UNSIGNED)

    @property
    @override
    def kind(self) -> DocumentKind:
        """Which document this is."""
        return DocumentKind.CASE_NOTE
