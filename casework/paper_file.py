"""案卷封面, 卷内目录 and 备考表 of a file as it stands."""

from typing import Final

from casework.case_contents import page_spans, volume_lines
from casework.date_wording import full_date
from casework.paper_case import PaperCase, not_now
from casework.paper_views import FileEntry
from law.terms import (
    DocumentKind,
    EventKind,
)
from templates.sheet_contexts import (
    CaseCoverContext,
    CaseIndexContext,
    CaseNoteContext,
    IndexLine,
    Sheet,
    SignedWords,
)

__all__ = ["UNCOUNTED", "case_cover", "case_index", "case_note", "index_lines"]

UNCOUNTED: Final = "“—”表示该件页数尚未清点；其后各件只列页数，装订时续编页号。"
"""What an index says where the pages of a piece are not known."""


def index_lines(entries: tuple[FileEntry, ...]) -> tuple[IndexLine, ...]:
    """The lines of one volume, in the order of the file."""
    return tuple(
        IndexLine(
            place=at,
            name=one.name,
            number=one.number,
            day=one.day.isoformat() if one.day else "",
            pages=pages,
            remark=one.why,
        )
        for at, (one, pages) in enumerate(zip(entries, page_spans(entries), strict=True), start=1)
    )


def _volumes(paper: PaperCase) -> tuple[tuple[FileEntry, ...], tuple[FileEntry, ...]]:
    entries = paper.contents.entries
    return tuple(one for one in entries if not one.restricted), tuple(one for one in entries if one.restricted)


def case_index(paper: PaperCase) -> Sheet:
    """卷内目录: both volumes in the order of the file.

    Raises:
        UserError: ``paper_not_now``, nothing is on file.
    """
    if not paper.contents.entries:
        raise not_now(DocumentKind.CASE_INDEX)
    opened, closed = _volumes(paper)
    uncounted = any(one.pages is None for one in paper.contents.entries)
    return CaseIndexContext(
        **paper.base(),
        open_lines=index_lines(opened),
        closed_lines=index_lines(closed),
        note=UNCOUNTED if uncounted else "",
    )


def case_cover(paper: PaperCase) -> Sheet:
    """案卷封面: what the file is about; what the person adds is the retention period."""
    facts, clock = paper.case.state.facts, paper.case.state.clock
    closed = facts.last(EventKind.CLOSED)
    return CaseCoverContext(
        **paper.base(),
        received=full_date(clock.received.received) if clock.received.received else "待确认",
        closed=full_date(closed.on) if closed and closed.on else "",
        outcome=paper.reply_label(),
        handler=paper.request.handler or "",
        volumes=volume_lines(paper.contents.entries),
        retention=paper.words,
    )


def case_note(paper: PaperCase) -> Sheet:
    """备考表: what the file holds and lacks; what the person adds is the explanation."""
    return CaseNoteContext(
        **paper.base(),
        volumes=volume_lines(paper.contents.entries),
        lacking=paper.contents.lacking,
        explanation=paper.words,
        made=SignedWords(name=paper.actor, on=paper.today if paper.actor else None),
    )
