"""计页: page units of the files that are to be provided, measured or counted by hand (信息处理费管理办法第五条)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.act_case import ActCase, changed, enter
from casework.facts import CaseFacts
from casework.fee_drafts import CountedFileDraft, PageCountDraft
from casework.fee_views import PageCountView
from casework.file_kinds import kind_of
from casework.office import Office
from casework.page_measuring import MeasuredFile, measure
from casework.rederiving import Progress
from casework.refusals import refused
from casework.stored_case import facts_of, stored_request
from casework.unit_of_work import Work, begin
from casework.views import Changed
from fees.page_units import PageUnits, Sides, page_units
from law.errors import UserError
from law.policies import PolicySet
from law.terms import Act, EventKind, PaperSize
from models import Attachment, Request
from models.blobs import get_blob

__all__ = [
    "MOST_PAGES",
    "FileMeasure",
    "count_pages",
    "counted_by",
    "counted_units",
    "file_views",
    "latest_counts",
    "measure_attachment",
    "page_files",
]

MOST_PAGES: Final = 999_999
"""More pages than that no request has: it is a slip of the keys."""
_BY_FILE: Final = "file"
_BY_HAND: Final = "hand"
_BY_WORDS: Final = {_BY_FILE: "程序计得", _BY_HAND: "人工计"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMeasure:
    """What was measured of a file, and the page units that it gives by the agency's policies, with the reasons."""

    attachment_id: int
    measured: MeasuredFile
    units: int
    steps: tuple[str, ...]


def page_files(office: Office, request_id: int) -> tuple[PageCountView, ...]:
    """The files of a request with their page units.

    Raises:
        UserError: ``case_not_found``.
    """
    with office.reading() as session:
        facts, _ = facts_of(office, session, request_id)
        return file_views(session, stored_request(session, request_id), facts)


def file_views(session: Session, request: Request, facts: CaseFacts) -> tuple[PageCountView, ...]:
    """As :func:`page_files`, inside a transaction; what came in with the letter last, it is not what is provided."""
    counted = latest_counts(facts)
    rows = session.scalars(
        select(Attachment)
        .where(or_(Attachment.request_id == request.id, Attachment.submission_id == request.submission_id))
        .where(Attachment.removed_at.is_(None))
        .order_by(Attachment.request_id.is_(None), Attachment.id)
    )
    return tuple(_view(one, counted.get(one.id)) for one in rows)


def counted_by(said: Mapping[str, Any]) -> str:
    """Whether the program or a person counted a file, in words."""
    return _BY_WORDS.get(str(said.get("by", "")), "")


def latest_counts(facts: CaseFacts) -> Mapping[int, tuple[Mapping[str, Any], date | None]]:
    """The count that counts for each file: the one entered last."""
    found: dict[int, tuple[Mapping[str, Any], date | None]] = {}
    for event in sorted(facts.all_of(EventKind.PAGES_COUNTED), key=lambda one: one.seq):
        for one in event.payload.get("files", ()):
            found[int(one["attachment_id"])] = (one, event.on)
    return found


def _view(row: Attachment, counted: tuple[Mapping[str, Any], date | None] | None) -> PageCountView:
    said: Mapping[str, Any] = counted[0] if counted is not None else {}
    return PageCountView(
        attachment_id=row.id,
        file_name=row.file_name,
        role=row.role,
        size=row.size,
        units=int(said["units"]) if said else None,
        how=counted_by(said),
        steps=tuple(str(one) for one in said.get("steps", ())),
        reason=str(said.get("reason", "")),
        counted_on=counted[1] if counted is not None else None,
    )


def counted_units(files: Sequence[PageCountView], chosen: Sequence[int]) -> int | None:
    """Page units of the chosen files together; None if none is chosen.

    Raises:
        UserError: ``fee_file_uncounted``, ``pages_file_unknown``.
    """
    if not chosen:
        return None
    by_id = {one.attachment_id: one for one in files}
    total = 0
    for attachment_id in dict.fromkeys(chosen):
        one = by_id.get(attachment_id)
        if one is None:
            raise refused("pages_file_unknown", field="attachment_ids")
        if one.units is None:
            raise refused("fee_file_uncounted", field="attachment_ids", name=one.file_name)
        total += one.units
    return total


def measure_attachment(
    office: Office,
    request_id: int,
    attachment_id: int,
    *,
    password: str = "",
    progress: Progress | None = None,
) -> FileMeasure:
    """Measure one file of a request: its sides, and the page units that they give by the agency's policies.

    Args:
        office: the office.
        request_id: the request.
        attachment_id: the file.
        password: to open the file with.
        progress: told how many sides of how many are done; what it raises stops the measuring.

    Raises:
        UserError: the file is encrypted, damaged, of a kind without sides, or not there.
        models.blobs.BlobDamaged: the stored bytes do not match their hash.
    """
    with office.reading() as session:
        _, policies = facts_of(office, session, request_id)
        received = stored_request(session, request_id).received_on
        row = session.get(Attachment, attachment_id)
        if row is None:
            raise refused("pages_file_unknown", field="files")
        name, content = row.file_name, get_blob(session, row.sha256)
    measured = measure(content, name, password=password, progress=progress)
    found = _units(measured, received, policies)
    steps = tuple(one.sentence for one in found.steps)
    return FileMeasure(attachment_id=attachment_id, measured=measured, units=found.units, steps=steps)


def _units(measured: MeasuredFile, received: date | None, policies: PolicySet) -> PageUnits:
    return page_units(measured.sides, received or date.max, policies)


def count_pages(office: Office, draft: PageCountDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record the page units of files; a number other than the measured one needs a reason, and so does one by hand.

    Raises:
        UserError: no file, a file that is not there, a number without a reason, a number for a file without pages
            against the agency's policy ``fee_nonpaged``.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.COUNT_PAGES)
        if not draft.files:
            raise refused("pages_nothing_counted", field="files")
        rows = [_recorded(work, case, one) for one in draft.files]
        work.record(case.request, EventKind.PAGES_COUNTED, today, {"files": rows})
        total = sum(int(one["units"]) for one in rows)
        return changed(work, case, Act.COUNT_PAGES, f"{len(rows)} 个文件共计 {total} 页")


def _recorded(work: Work, case: ActCase, one: CountedFileDraft) -> dict[str, Any]:
    row = work.session.get(Attachment, one.attachment_id)
    mine = row is not None and case.request.id == row.request_id
    if row is None or not (mine or row.submission_id == case.request.submission_id) or row.removed_at is not None:
        raise refused("pages_file_unknown", field="files")
    reason = one.reason.strip()
    units = None
    payload: dict[str, Any] = {"attachment_id": row.id, "file_name": row.file_name, "sha256": row.sha256}
    if one.measured is not None:
        found = _units(one.measured, case.state.received, case.derived.policies)
        units = found.units
        payload |= {
            "kind": one.measured.kind,
            "physical": one.measured.physical,
            "blank_sides": list(one.measured.blank_sides),
            "sides": [_side(side) for side in one.measured.sides],
            "measured_units": units,
            "steps": [step.sentence for step in found.steps],
            "note": one.measured.note,
        }
    elif one.units > 0:
        _need_sides(work, case, row)
    if one.units > MOST_PAGES:
        raise refused("pages_out_of_range", field=f"units.{row.id}", most=f"{MOST_PAGES:,}")
    if one.units < 0 or (one.units != units and not reason):
        raise refused("pages_reason_missing", field=f"reason.{row.id}", name=row.file_name, units=one.units)
    row.pages = one.units
    by = _BY_FILE if one.units == units else _BY_HAND
    return {**payload, "units": one.units, "by": by, "reason": reason}


def _need_sides(work: Work, case: ActCase, row: Attachment) -> None:
    """Tables, recordings and the like have no pages; whether a person may count their preview is the agency's choice.

    Raises:
        UserError: ``pages_nonpaged_by_policy``.
    """
    if case.derived.policies.text("fee_nonpaged") != "no_volume_fee":
        return
    try:
        kind_of(get_blob(work.session, row.sha256), row.file_name)
    except UserError as error:
        if error.code == "pages_nonpaged":
            raise refused("pages_nonpaged_by_policy", field=f"units.{row.id}", name=row.file_name) from error


def _side(side: Sides) -> dict[str, Any]:
    size: PaperSize = side.size
    return {"size": size.value, "printed": side.printed, "blank": side.blank}
