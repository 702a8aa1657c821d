"""Who the agency is: the profile that letters, numbers and remedy clauses are made from."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.drafts import AgencyDraft
from casework.views import AgencyView, Changed
from law.errors import UserError
from models import AgencyProfile
from models.text_cleaning import clean_text

if TYPE_CHECKING:
    from casework.office import Office

__all__ = ["agency_view", "known_profile", "profile_of", "store_profile", "update_profile"]

_REQUIRED = (("name", "机关名称"), ("short_mark", "机关代字"), ("registration_mark", "登记号代字"))
_FOR_LETTERS = (
    ("reconsideration_body", "复议机关", "答复书的救济告知须写明"),
    ("court_name", "人民法院", "答复书的救济告知须写明"),
    ("contact_phone", "联系电话", "每一份文书都须写明"),
)


def profile_of(session: Session, *, missing_ok: bool = False) -> AgencyProfile | None:
    """The one row of the profile.

    Raises:
        UserError: ``agency_missing`` unless ``missing_ok``.
    """
    profile = session.scalar(select(AgencyProfile))
    if profile is None and not missing_ok:
        raise UserError("agency_missing", "还没有填写本机关信息。", "登记号、文书和救济告知都要用", "请先填写机关信息")
    return profile


def known_profile(session: Session) -> AgencyProfile:
    """The one row of the profile.

    Raises:
        UserError: ``agency_missing``.
    """
    profile = profile_of(session)
    assert profile is not None  # noqa: S101 - refused by then
    return profile


def agency_view(profile: AgencyProfile | None) -> AgencyView:
    """The profile as the client shows it."""
    if profile is None:
        raise UserError("agency_missing", "还没有填写本机关信息。", todo="请先填写机关信息")
    return AgencyView(
        name=profile.name,
        short_mark=profile.short_name,
        registration_mark=str(profile.details.get("registration_mark", "")),
        body_kind=str(profile.details.get("body_kind", "")),
        parent_government=profile.parent_government,
        reconsideration_body=profile.reconsideration_body,
        court_name=profile.court_name,
        reconsideration_website=profile.reconsideration_website or "",
        signer_name=profile.signer_name or "",
        contact_person=profile.contact_person or "",
        contact_phone=profile.phone or "",
        contact_address=profile.address or "",
        postcode=profile.postcode or "",
        representative_name=str(profile.details.get("representative_name", "")),
        representative_post=str(profile.details.get("representative_post", "")),
    )


def store_profile(session: Session, draft: AgencyDraft, *, now: datetime) -> AgencyProfile:
    """Write the profile inside the caller's unit of work.

    Raises:
        UserError: ``agency_incomplete``, name or one of the marks is empty.
    """
    _check(draft)
    profile = profile_of(session, missing_ok=True)
    if profile is None:
        profile = AgencyProfile(id=1, details={})
        session.add(profile)
    cleaned = {name: clean_text(str(getattr(draft, name))).text.strip() for name in AgencyDraft.__dataclass_fields__}
    profile.name = cleaned["name"]
    profile.short_name = cleaned["short_mark"]
    profile.parent_government = cleaned["parent_government"]
    profile.reconsideration_body = cleaned["reconsideration_body"]
    profile.court_name = cleaned["court_name"]
    profile.reconsideration_website = cleaned["reconsideration_website"] or None
    profile.is_government_office = cleaned["body_kind"] != "department"
    profile.contact_person = cleaned["contact_person"] or None
    profile.phone = cleaned["contact_phone"] or None
    profile.address = cleaned["contact_address"] or None
    profile.postcode = cleaned["postcode"] or None
    profile.signer_name = cleaned["signer_name"] or None
    profile.details = {
        **profile.details,
        "registration_mark": cleaned["registration_mark"],
        "body_kind": cleaned["body_kind"],
        "representative_name": cleaned["representative_name"],
        "representative_post": cleaned["representative_post"],
    }
    profile.updated_at = now
    session.flush()
    return profile


def update_profile(office: "Office", draft: AgencyDraft, *, now: datetime, actor: str) -> Changed:
    """Change the profile; letters already issued keep what they say.

    Raises:
        UserError: ``agency_incomplete``, ``number_marks_equal``.
    """
    # Imported late: the patterns of numbers read the profile.
    from casework.number_patterns import refuse_equal_marks  # noqa: PLC0415

    _ = actor
    with office.writing() as session:
        store_profile(session, draft, now=now)
        refuse_equal_marks(office, session, now.year)
    return Changed(message="机关信息已保存", topics=("agency",))


def _check(draft: AgencyDraft) -> None:
    for name, label in _REQUIRED:
        if not clean_text(getattr(draft, name)).text.strip():
            raise UserError(
                "agency_incomplete", f"“{label}”没有填写。", "登记号和文号由它组成", f"请填写{label}", field=name
            )
    for name, label, why in _FOR_LETTERS:
        if not clean_text(getattr(draft, name)).text.strip():
            raise UserError("agency_incomplete", f"“{label}”没有填写。", why, f"请填写{label}", field=name)
