"""缴款设置: how fees reach the treasury, kept with the agency's profile and printed on every fee notice."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from casework.agency import known_profile
from casework.fee_drafts import FeeAccountDraft
from casework.office import Office
from casework.refusals import refused
from casework.views import Changed
from law.fee_notice import treasury_item
from models.text_cleaning import clean_text

__all__ = ["account_in", "fee_account", "need_account", "update_fee_account"]

_KEY: Final = "fee_account"
_NEEDED: Final = (("unit_name", "执收单位"), ("item_code", "项目编码"), ("pay_way", "缴纳方式"))


def fee_account(office: Office) -> FeeAccountDraft:
    """The settings as they are, with the name of the agency and the usual code where none is set.

    Raises:
        UserError: ``agency_missing``.
    """
    with office.reading() as session:
        return account_in(session)


def account_in(session: Session) -> FeeAccountDraft:
    """As :func:`fee_account`, inside a transaction."""
    profile = known_profile(session)
    kept = profile.details.get(_KEY) or {}
    return FeeAccountDraft(
        unit_name=str(kept.get("unit_name") or profile.name),
        unit_code=str(kept.get("unit_code") or ""),
        item_code=str(kept.get("item_code") or treasury_item().code),
        pay_way=str(kept.get("pay_way") or ""),
        pay_place=str(kept.get("pay_place") or ""),
    )


def need_account(session: Session) -> FeeAccountDraft:
    """The settings, complete enough for a notice.

    Raises:
        UserError: ``fee_account_missing``.
    """
    account = account_in(session)
    for name, label in _NEEDED:
        if not getattr(account, name).strip():
            raise refused("fee_account_missing", label=label)
    return account


def update_fee_account(office: Office, draft: FeeAccountDraft, *, now: datetime, actor: str) -> Changed:
    """Change the settings; notices already issued keep what they say.

    Raises:
        UserError: ``agency_missing``.
    """
    _ = actor
    cleaned = {name: clean_text(str(getattr(draft, name))).text.strip() for name in FeeAccountDraft.__slots__}
    with office.writing() as session:
        profile = known_profile(session)
        profile.details = {**profile.details, _KEY: cleaned}
        profile.updated_at = now
    return Changed(message="收费设置已保存", topics=("agency",))
