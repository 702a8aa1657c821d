"""An office in a fresh database, and letters registered in it through the acts."""

from datetime import UTC, date, datetime

from casework.drafts import AgencyDraft, ApplicantDraft, ReceiptDates, RegistrationDraft
from casework.office import Office, create_office
from casework.registration import register
from casework.unit_of_work import begin
from law.terms import Channel, EventKind, IdentityKind
from models import PolicyDecision

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ACTOR = "王敏"

AGENCY = AgencyDraft(
    name="临江县自然资源局",
    short_mark="临资公",
    parent_government="临江县人民政府",
    reconsideration_body="临江县人民政府",
    court_name="临江县人民法院",
    contact_person="王敏",
    contact_phone="0900-6600101",
    contact_address="东岭省澜安市临江县望江路1号",
    postcode="990121",
)


def make_office(url: str, today: date = TODAY) -> Office:
    return work_alone(create_office(url, AGENCY, now=NOW, actor=ACTOR, today=today))


def work_alone(office: Office) -> Office:
    """The office has one person: letters and extensions need no second one, on whatever day a test is set."""
    with office.writing() as session:
        session.add(
            PolicyDecision(
                key="review_mode",
                value="one_person",
                valid_from=date(2008, 5, 1),
                decided_by=ACTOR,
                reason="只有一人",
                recorded_at=NOW,
            )
        )
    return office


def letter(received: date, *, name: str = "周长根", title: str = "征地批复", text: str = "") -> RegistrationDraft:
    return RegistrationDraft(
        channel=Channel.IN_PERSON,
        dates=ReceiptDates(submitted=received),
        applicant=ApplicantDraft(
            name=name, identity_kind=IdentityKind.PASSPORT, identity_number="X99000001", phone="19900000053"
        ),
        title=title,
        text=text or f"申请公开{title}。",
    )


def take_in(office: Office, received: date, *, today: date | None = None, name: str = "周长根") -> int:
    """Register a letter handed in on a day; returns the id of its request."""
    changed = register(office, letter(received, name=name), today=today or received, now=NOW, actor=ACTOR)
    return changed.request_ids[0]


def happen(office: Office, request_id: int, kind: EventKind, on: date, **payload: object) -> None:
    """Append an event past the acts, for histories that no test has to live through."""
    with begin(office, today=on, now=NOW, actor=ACTOR) as work:
        request = work.request(request_id)
        work.record(request, kind, on, payload)
        work.refresh(request)
