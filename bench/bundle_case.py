"""``make bundle``: a bundle of some 200 pages, built from the demo database: ``python -m bench.bundle_case FOLDER``.

A case of the demo database that was answered and served is taken, 15 scans and PDFs are put into its file, and a
reconsideration about it is put on record. Prints how long it takes, how many pages there are, and what it needs.
"""

import random
import resource
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw
from sqlalchemy import select

from casework.attachments import attach
from casework.bundle import build
from casework.bundle_views import BuiltBundle, BundleDraft
from casework.demo import fill, sample_agency
from casework.dispute_drafts import DisputeEventDraft, OpenDisputeDraft, PartyDraft, TargetDraft
from casework.disputes import open_dispute
from casework.drafts import AttachmentDraft
from casework.office import Office, create_office
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum
from law.terms import DocumentKind, DocumentState, Outcome
from models import Document, Request

__all__ = ["PAGES", "build_once", "demo_office", "dispute_of", "main", "peak_megabytes"]

PAGES: Final = 200
TODAY: Final = date(2026, 11, 23)
NOW: Final = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
_ACTOR: Final = "王敏"
_REASONS: Final = ("没有尽到检索义务", "答复超过法定期限", "没有区分处理")


def demo_office(location: Path) -> Office:
    """A new database with the sample cases."""
    office = create_office(str(location), sample_agency(None), now=NOW, actor=_ACTOR, today=TODAY)
    fill(office, None, today=TODAY, now=NOW)
    return office


def dispute_of(office: Office, pages: int = PAGES) -> int:
    """Put a reconsideration about an answered case on record, with a file of so many pages; returns its id."""
    request_id, document_id = _answered(office)
    attach(office, request_id, tuple(_files(pages)), today=TODAY, now=NOW, actor=_ACTOR)
    with office.reading() as session:
        name = session.get_one(Request, request_id).applicant_label or "申请人"
    draft = OpenDisputeDraft(
        forum=Forum.RECONSIDERATION,
        body="临江县人民政府",
        targets=(TargetDraft(request_id=request_id, document_id=document_id, attacked=AttackedAct.REPLY),),
        parties=(PartyDraft(name=name),),
        case_number="临政复〔2026〕18号",
        claims="撤销答复，责令重新答复",
        reasons=_REASONS,
        first=DisputeEventDraft(
            dispute_id=0, kind=DisputeEventKind.COPY_RECEIVED, on=TODAY, values={"procedure": "simple"}
        ),
    )
    return open_dispute(office, draft, today=TODAY, now=NOW, actor=_ACTOR).dispute_ids[0]


def _answered(office: Office) -> tuple[int, int]:
    """A request with a served reply, one that was searched in vain if there is one."""
    statement = (
        select(Request.id, Document.id)
        .join(Document, Document.request_id == Request.id)
        .where(Document.kind == DocumentKind.OUTCOME_LETTER, Document.state == DocumentState.ISSUED)
        .where(Request.served_on.is_not(None))
        .order_by(Request.outcome != Outcome.NOT_EXIST, Request.id)
    )
    with office.reading() as session:
        found = session.execute(statement.limit(1)).one()
        return found[0], found[1]


def _files(pages: int) -> Sequence[AttachmentDraft]:
    """Scans and PDFs, the same ones every time; the papers of the case itself make some twenty pages."""
    chance = random.Random(7)
    made = [AttachmentDraft(file_name="申请书.jpg", content=_scan(chance), media_type="image/jpeg", role="申请书")]
    made += [
        AttachmentDraft(file_name=f"扫描件{at}.jpg", content=_scan(chance), media_type="image/jpeg", role="往来材料")
        for at in range(1, 10)
    ]
    left = max(0, pages - 30)
    made += [
        AttachmentDraft(
            file_name=f"往来材料{at}.pdf",
            content=_pdf(chance, left // 5),
            media_type="application/pdf",
            role="往来材料",
        )
        for at in range(1, 6)
    ]
    return made


def _scan(chance: random.Random) -> bytes:
    """A page as a scanner of an office gives it: 300 dpi, some noise."""
    image = Image.effect_noise((2480, 3508), 30).convert("RGB")
    draw = ImageDraw.Draw(image)
    for at in range(40):
        draw.rectangle((200, 200 + at * 75, 200 + chance.randrange(900, 2000), 230 + at * 75), fill="black")
    target = BytesIO()
    image.save(target, "JPEG", quality=60)
    return target.getvalue()


def _pdf(chance: random.Random, pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        page = document.new_page(595, 842)
        image = Image.effect_noise((620, 877), 20 + chance.randrange(20)).convert("L")
        target = BytesIO()
        image.save(target, "JPEG", quality=40)
        picture = pypdfium2.PdfImage.new(document)
        picture.load_jpeg(BytesIO(target.getvalue()), inline=True)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(picture)
        page.gen_content()
    written = BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def build_once(office: Office, dispute_id: int, target: Path) -> tuple[BuiltBundle, float]:
    """Build the bundle; returns it with the seconds that it took."""
    started = perf_counter()
    built = build(office, BundleDraft(dispute_id=dispute_id, target=target), today=TODAY, actor=_ACTOR)
    return built, perf_counter() - started


def peak_megabytes() -> float:
    """The most memory that this process had so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024 / 1024


def main(arguments: Sequence[str]) -> int:
    """Build the bundle of the demo database into a folder; returns the exit status."""
    target = Path(arguments[0]) if arguments else Path("build/bundle")
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bundle-") as place:
        office = demo_office(Path(place) / "demo.db")
        try:
            dispute_id = dispute_of(office)
            before = peak_megabytes()
            built, seconds = build_once(office, dispute_id, target)
        finally:
            office.close()
    print(f"{target}: {built.pages} pages in {seconds:.1f} s, {len(built.files)} files")
    print(f"peak of memory {peak_megabytes():.0f} MB, before building {before:.0f} MB")
    for volume in built.volumes:
        print(f"  {volume.file_name}: {volume.pages} pages, {len(volume.pieces)} pieces")
    for problem in built.problems:
        print(f"  {problem}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
