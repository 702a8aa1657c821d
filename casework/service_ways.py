"""What each way of service needs beside its day: refusal and witnesses, what was tried, who signed, when it arrived."""

import re
from datetime import date, timedelta
from typing import Final

from casework.drafts import DispatchDraft
from casework.facts import DocumentCourse
from casework.refusals import refused
from deadlines.grounds import parameter_on
from law.terms import ReceiverRelation, ServiceMethod
from models.text_cleaning import clean_text

__all__ = [
    "arrived",
    "check_lien",
    "check_notice",
    "check_notice_period",
    "names",
    "notice_served_on",
    "received",
    "told_of_way",
]

_WITNESSES: Final = 2
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")


def check_lien(draft: DispatchDraft, course: DocumentCourse) -> None:
    """A document is left behind only after it was refused, before two witnesses or with a record (民诉法八十九条 参照).

    Raises:
        UserError: ``lien_without_refusal``, ``lien_before_refusal``, ``lien_without_witness``.
    """
    if course.refused_on is None:
        raise refused("lien_without_refusal", field="method")
    if draft.on < course.refused_on:
        raise refused("lien_before_refusal", field="on", day=draft.on, refused=course.refused_on)
    if len(names(draft.witnesses)) < _WITNESSES and not (draft.record.strip() or draft.attachments):
        raise refused("lien_without_witness", field="witnesses")


def check_notice(draft: DispatchDraft, course: DocumentCourse) -> None:
    """A public notice is the last way (民诉法九十五条 参照): something came back before, or it is said what was tried.

    Raises:
        UserError: ``notice_without_attempts``.
    """
    if course.back_on is None and not draft.attempts.strip():
        raise refused("notice_without_attempts", field="attempts")


def notice_served_on(published: date) -> date:
    """The day on which a public notice counts as served.

    Raises:
        RuleGap: no law in force for a public notice on that day.
    """
    return published + timedelta(days=parameter_on("notice_service_days", published).value)


def check_notice_period(on: date, course: DocumentCourse) -> None:
    """What was published counts as served only when its time is over.

    Raises:
        UserError: ``notice_period_running``.
    """
    if course.method is not ServiceMethod.NOTICE or course.last_dispatched_on is None:
        return
    served = notice_served_on(course.last_dispatched_on)
    if on < served:
        raise refused("notice_period_running", field="on", day=on, published=course.last_dispatched_on, served=served)


def received(by: str, relation: ReceiverRelation | None) -> dict[str, object]:
    """Who signed and what that person is to the addressee, as payloads keep it.

    Raises:
        UserError: ``receiver_missing``, somebody else signed and no name is given.
    """
    name = clean_text(by).text.strip()
    if relation not in (None, ReceiverRelation.SELF) and not name:
        raise refused("receiver_missing", field="received_by", relation=relation.label if relation else "")
    return {"received_by": name} if relation is None else {"received_by": name, "relation": relation}


def arrived(at: str) -> dict[str, object]:
    """The time at which the system of the receiver took an electronic document, as payloads keep it.

    Raises:
        UserError: ``arrival_time_unreadable``.
    """
    text = clean_text(at).text.strip()
    if not text:
        return {}
    found = _TIME.fullmatch(text)
    if found is None:
        raise refused("arrival_time_unreadable", field="arrived_at", text=text)
    return {"arrived_at": f"{int(found[1]):02d}:{found[2]}"}


def told_of_way(draft: DispatchDraft) -> dict[str, object]:
    """What a way of service says beside its day and number; nothing for ways that need nothing."""
    said: dict[str, object] = {}
    if draft.method is ServiceMethod.LIEN:
        said = {"witnesses": names(draft.witnesses), "record": clean_text(draft.record).text.strip()}
    if draft.method is ServiceMethod.NOTICE:
        said = {"attempts": clean_text(draft.attempts).text.strip()}
    return {name: value for name, value in said.items() if value}


def names(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Names that were given, each once."""
    cleaned = (clean_text(one).text.strip() for one in typed)
    return tuple(dict.fromkeys(one for one in cleaned if one))
