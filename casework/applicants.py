"""Who applies: known applicants found while one types, who may be the same person, and how a new one is kept.

Sameness is decided by people. Equal identity numbers are certain; equal names, variant characters and telephones are
only suggested, and a name alone never joins two people whose identity numbers differ.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from casework.applicant_family import decisions_on, family_ids
from casework.drafts import ApplicantDraft, RegistrationDraft
from casework.fee_counting import piece_month
from casework.masking import mask_identity, mask_phone
from casework.name_variants import variant_key
from casework.office import Office
from casework.refusals import refused
from casework.views import ApplicantView, SameApplicantView
from law.terms import ApplicantType, IdentityKind, Sameness
from models import Applicant, Request, SubmissionApplicant
from models.search_grams import identity_key, name_key, phone_key, pinyin_of

__all__ = [
    "applicant_view",
    "applicants_of",
    "family_of",
    "first_applicant",
    "full",
    "maybe_same",
    "reveal",
    "same_applicants",
    "store_applicant",
    "suggest",
]

_SHORTEST_NUMBER = 6
_LAST_CHARACTER = chr(0x10FFFF)
_CONTACT = ("phone", "landline", "email", "fax", "address", "postcode", "work_unit", "legal_rep", "contact_person")


def applicants_of(session: Session, submission_id: int) -> tuple[Applicant, ...]:
    """Those who apply with a letter, in its order."""
    return tuple(session.scalars(_applying(submission_id)))


def first_applicant(session: Session, submission_id: int) -> Applicant:
    """The applicant whom a letter names first."""
    return session.scalars(_applying(submission_id).limit(1)).one()


def _applying(submission_id: int) -> Select[tuple[Applicant]]:
    return (
        select(Applicant)
        .join(SubmissionApplicant, SubmissionApplicant.applicant_id == Applicant.id)
        .where(SubmissionApplicant.submission_id == submission_id)
        .order_by(SubmissionApplicant.position)
    )


def applicant_view(row: Applicant, role: str = "applicant") -> ApplicantView:
    """An applicant with numbers masked."""
    return ApplicantView(
        id=row.id,
        type=row.kind,
        name=row.name,
        identity_label=row.identity_kind.label,
        identity_masked=mask_identity(row.identity_number or ""),
        phone_masked=mask_phone(row.phone or ""),
        landline=row.landline or "",
        email=row.email or "",
        address=row.address or "",
        postcode=row.postcode or "",
        role=role,
    )


def suggest(office: Office, text: str, limit: int = 8) -> tuple[ApplicantView, ...]:
    """Known applicants by the beginning of a name, pinyin, initials, or by a whole identity or telephone number."""
    condition = _suggested(text)
    if condition is None:
        return ()
    with office.reading() as session:
        found = session.scalars(select(Applicant).where(condition).order_by(Applicant.id.desc()).limit(limit * 4))
        views: dict[tuple[str, str], ApplicantView] = {}
        for row in found:
            # The same person may have been typed several times; the latest is the freshest.
            views.setdefault((row.name_key, row.identity_key or row.phone_key or str(row.id)), applicant_view(row))
        return tuple(views.values())[:limit]


def _suggested(text: str) -> ColumnElement[bool] | None:
    key = name_key(text)
    if not key:
        return None
    parts: list[ColumnElement[bool]] = [Applicant.name_key.between(key, key + _LAST_CHARACTER)]
    if key.isascii() and key.isalpha():
        parts.append(Applicant.pinyin.between(key, key + _LAST_CHARACTER))
        parts.append(Applicant.pinyin_initials.between(key, key + _LAST_CHARACTER))
    elif not key.isascii():
        parts.append(Applicant.pinyin == pinyin_of(text)[0])
    if len(key) >= _SHORTEST_NUMBER and any(sign.isdigit() for sign in key):
        number = identity_key(text) or ""
        parts.append(Applicant.identity_key.between(number, number + _LAST_CHARACTER))
        parts.append(Applicant.phone_key == phone_key(text))
    return or_(*parts)


def full(office: Office, applicant_id: int) -> ApplicantDraft:
    """Everything known of an applicant, to fill a form with.

    Raises:
        UserError: ``applicant_unknown``.
    """
    with office.reading() as session:
        row = _known(session, applicant_id)
        return ApplicantDraft(
            type=row.kind,
            name=row.name,
            identity_kind=row.identity_kind,
            identity_number=row.identity_number or "",
            identity_copy_attached=row.identity_copy_attached,
            applicant_id=row.id,
            **{name: getattr(row, name) or "" for name in _CONTACT},
        )


def reveal(office: Office, applicant_id: int, field: str) -> str:
    """One masked field in full: ``identity_number``, ``phone``, ``landline`` or ``address``.

    Raises:
        UserError: ``applicant_unknown``.
        ValueError: another field.
    """
    if field not in ("identity_number", "phone", "landline", "address"):
        raise ValueError(f"{field} is not masked")
    with office.reading() as session:
        return str(getattr(_known(session, applicant_id), field) or "")


def _known(session: Session, applicant_id: int) -> Applicant:
    row = session.get(Applicant, applicant_id)
    if row is None:
        raise refused("applicant_unknown", field="applicant")
    return row


def family_of(session: Session, draft: ApplicantDraft) -> tuple[int, ...]:
    """Ids of the rows that are this applicant: the one chosen, those with the same number, and what people decided."""
    conditions: list[ColumnElement[bool]] = []
    if draft.applicant_id is not None:
        conditions.append(Applicant.id == draft.applicant_id)
    key = identity_key(draft.identity_number)
    if key is not None:
        conditions.append(Applicant.identity_key == key)
    if not conditions:
        return ()
    return family_ids(session, session.scalars(select(Applicant.id).where(or_(*conditions))))


def maybe_same(session: Session, row: Applicant) -> tuple[tuple[Applicant, str], ...]:
    """Other rows that may be the same applicant as a row, each with the reason; a person decides."""
    written = ApplicantDraft(
        type=row.kind, name=row.name, identity_number=row.identity_number or "", phone=row.phone or ""
    )
    found: dict[int, tuple[Applicant, str]] = {}
    for other, why, _ in _candidates(session, written):
        if other.id != row.id:
            found.setdefault(other.id, (other, why))
    return tuple(found.values())


def same_applicants(
    office: Office, session: Session, draft: ApplicantDraft, month: date | None
) -> tuple[SameApplicantView, ...]:
    """Known applicants who are, or may be, the same as the one typed; whom a person told apart is left out."""
    found: list[SameApplicantView] = []
    seen: set[str] = set()
    own = family_of(session, draft)
    apart = {
        other
        for pair, one in decisions_on(session, own).items()
        if one.decision is Sameness.DIFFERENT
        for other in set(pair) - set(own)
    }
    for row, why, certain in _candidates(session, draft):
        person = row.identity_key or f"{row.name_key} {row.phone_key}"
        if person in seen or row.id in apart:
            continue
        seen.add(person)
        ids = family_ids(session, (row.id,))
        found.append(
            SameApplicantView(
                applicant_id=row.id,
                name=row.name,
                why=why,
                requests=_request_count(session, ids),
                this_month=_this_month(office, session, ids, month),
                certain=certain or row.id in own,
            )
        )
    return tuple(found)


def _candidates(session: Session, draft: ApplicantDraft) -> Iterable[tuple[Applicant, str, bool]]:
    number = identity_key(draft.identity_number)
    newest = select(Applicant).order_by(Applicant.id.desc()).limit(20)
    if draft.applicant_id is not None:
        for row in session.scalars(newest.where(Applicant.id == draft.applicant_id)):
            yield row, "已选用名册中的申请人", True
    if number is not None:
        rows = session.scalars(newest.where(Applicant.identity_key == number)).all()
        others = dict.fromkeys(row.name for row in rows if row.name_key != name_key(draft.name))
        written = "".join(f"“{name}”" for name in others)
        for row in rows[:1]:
            yield row, f"证件号相同，姓名也写作{written}" if written else "证件号相同", True
    if draft.name:
        readings = newest.where(or_(Applicant.name_key == name_key(draft.name), _same_reading(draft.name)))
        for row in session.scalars(readings):
            if _other_person(row, number) or variant_key(row.name) != variant_key(draft.name):
                continue
            plain = row.name_key == name_key(draft.name)
            yield row, "姓名相同" if plain else f"姓名写法不同（“{row.name}”）", False
    phone = phone_key(draft.phone)
    if phone is not None:
        for row in session.scalars(newest.where(Applicant.phone_key == phone)):
            if not _other_person(row, number):
                yield row, "联系电话相同", False


def _same_reading(name: str) -> ColumnElement[bool]:
    reading = pinyin_of(name)[0]
    return Applicant.pinyin == reading if reading else Applicant.name_key == name_key(name)


def _other_person(row: Applicant, number: str | None) -> bool:
    return number is not None and row.identity_key is not None and row.identity_key != number


def _this_month(office: Office, session: Session, ids: Sequence[int], month: date | None) -> int:
    """How many pieces of the month these rows have."""
    count = piece_month(office.policy_book(session), session, ids, month).count if month is not None else None
    return count.occupied if count is not None else 0


def _request_count(session: Session, applicant_ids: Sequence[int]) -> int:
    statement = (
        select(func.count(Request.id.distinct()))
        .join(SubmissionApplicant, SubmissionApplicant.submission_id == Request.submission_id)
        .where(SubmissionApplicant.applicant_id.in_(applicant_ids))
    )
    return session.scalar(statement) or 0


def store_applicant(session: Session, draft: ApplicantDraft, *, now: datetime, reason: str | None) -> Applicant:
    """Keep an applicant: the chosen row if name and identity are still the same, else a new one.

    Args:
        session: the caller's unit of work.
        draft: cleaned.
        now: aware UTC.
        reason: why an identity number with a wrong check digit was accepted.

    Raises:
        UserError: ``applicant_unknown``.
    """
    row = _known(session, draft.applicant_id) if draft.applicant_id is not None else _twin(session, draft)
    if row is None or not _same_identity(row, draft):
        row = Applicant(created_at=now)
        session.add(row)
        row.name = draft.name or "（未署名）"
        row.name_key = name_key(row.name)
        row.pinyin, row.pinyin_initials = pinyin_of(row.name)
        row.identity_kind = draft.identity_kind if draft.identity_number else _unnumbered(draft)
        row.identity_number = draft.identity_number or None
        row.identity_key = identity_key(draft.identity_number)
    row.kind = draft.type
    row.identity_copy_attached = draft.identity_copy_attached
    row.identity_override_reason = reason
    for name in _CONTACT:
        setattr(row, name, getattr(draft, name) or None)
    row.phone_key = phone_key(draft.phone)
    session.flush()
    return row


def _unnumbered(draft: ApplicantDraft) -> IdentityKind:
    return draft.identity_kind if draft.identity_copy_attached else IdentityKind.NONE


def _twin(session: Session, draft: ApplicantDraft) -> Applicant | None:
    """A row with the same identity number and the same name as typed; contact details may have changed since."""
    number = identity_key(draft.identity_number)
    if number is None:
        return None
    found = select(Applicant).where(Applicant.identity_key == number, Applicant.name == draft.name)
    return session.scalars(found.order_by(Applicant.id.desc()).limit(1)).first()


def _same_identity(row: Applicant, draft: ApplicantDraft) -> bool:
    return row.name == draft.name and (row.identity_key or None) == identity_key(draft.identity_number)


def label_of(draft: RegistrationDraft) -> str:
    """How lists and letters name the applicants: one name, or the first one of several."""
    name = draft.applicant.name or "（未署名）"
    if not draft.co_applicants:
        return name
    return (
        f"{name}等{len(draft.co_applicants) + 1}人"
        if draft.applicant.type is ApplicantType.NATURAL_PERSON
        else (f"{name}等{len(draft.co_applicants) + 1}个申请人")
    )
