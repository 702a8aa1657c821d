"""``check`` recomputes what is cached of disputes; papers of a dispute have no course on the request."""

from datetime import date

import pytest
from sqlalchemy import update

from casework.case_file import contents
from casework.disputes import attach_to_dispute, dispute_view
from casework.draft_states import store_states
from casework.drafts import AttachmentDraft
from casework.integrity import check
from casework.unit_of_work import begin
from law.dispute_terms import AttackedAct, DisputeEventKind, DisputeStatus
from law.terms import DocumentKind, DocumentState
from models import Dispute, DisputeTarget, Document, Request
from tests.casework.desk import Desk
from tests.casework.test_dispute_stories import not_existing, opened, record

K = DisputeEventKind


@pytest.fixture
def dispute(desk: Desk) -> int:
    request_id, document_id = not_existing(desk)
    found = opened(desk.on(4, 30), request_id, document_id)
    record(desk, found, K.COPY_RECEIVED, procedure="simple", number="临政复〔2026〕3号")
    record(desk.on(5, 8), found, K.ANSWER_FILED, way="handed")
    return found


def test_sound_after_acts(desk: Desk, dispute: int) -> None:
    assert dispute
    assert check(desk.office).differences == ()


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("status", DisputeStatus.CLOSED),
        ("answer_due_on", date(2026, 5, 12)),
        ("case_number", "9号"),
        ("open_duties", 7),
    ],
)
def test_a_cached_value_written_past_the_acts_is_found(desk: Desk, dispute: int, column: str, wrong: object) -> None:
    with desk.office.writing() as session:
        session.execute(update(Dispute).where(Dispute.id == dispute).values({column: wrong}))
    assert [one.name for one in check(desk.office).differences] == [column]


def test_a_target_written_past_the_acts_is_found(desk: Desk, dispute: int) -> None:
    with desk.office.writing() as session:
        changed = update(DisputeTarget).where(DisputeTarget.dispute_id == dispute)
        session.execute(changed.values(attacked=AttackedAct.RECTIFICATION))
    assert [one.name for one in check(desk.office).differences] == ["targets"]


def test_papers_of_a_dispute_stand_in_a_group_of_their_own(desk: Desk, dispute: int) -> None:
    paper = AttachmentDraft(file_name="授权委托书.pdf", media_type="application/pdf", content=b"%PDF-1.4", role="")
    attach_to_dispute(desk.office, dispute, (paper,), **desk.how)
    request_id = dispute_view(desk.office, dispute, today=desk.today).targets[0].request_id
    entries = contents(desk.office, request_id, desk.today).entries
    assert [one.group for one in entries if one.name.endswith("授权委托书.pdf")] == ["复议诉讼"]


def test_a_letter_of_a_dispute_keeps_its_state(desk: Desk, dispute: int) -> None:
    request_id = dispute_view(desk.office, dispute, today=desk.today).targets[0].request_id
    with desk.office.writing() as session:
        letter = Document(
            request_id=request_id,
            dispute_id=dispute,
            kind=DocumentKind.RECON_ANSWER,
            title="行政复议答复书",
            state=DocumentState.REVIEW,
            created_at=desk.how["now"],
            created_by=desk.actor,
            updated_at=desk.how["now"],
        )
        session.add(letter)
        session.flush()
        letter_id = letter.id
    assert check(desk.office).differences == ()
    with begin(desk.office, **desk.how) as work:
        store_states(work, work.session.get_one(Request, request_id))
    assert desk.document(letter_id).state is DocumentState.REVIEW
