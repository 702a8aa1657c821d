"""What the page of the day's mail asks in the work thread, and what was typed there as it is kept."""

import json
from dataclasses import dataclass
from datetime import date

from casework.mail_batch import mail_number_uses, mail_of_day, send_batch
from casework.mail_drafts import MailBatchDraft
from casework.mail_views import MailParcel, MailResult
from casework.office import Office
from desktop.frame.session import Session
from desktop.frame.tasks import Steps

__all__ = ["Typed", "gone", "number_uses", "sent"]


@dataclass(frozen=True, slots=True)
class Typed:
    """Numbers by envelope, envelopes left out, and receivers that were chosen, by document."""

    numbers: dict[int, str]
    left_out: set[int]
    addressed_to: dict[int, str]

    def as_json(self) -> str:
        """The text under which it is kept."""
        content = {
            "numbers": {str(key): number for key, number in self.numbers.items()},
            "left_out": sorted(self.left_out),
            "receivers": {str(key): chosen for key, chosen in self.addressed_to.items()},
        }
        return json.dumps(content, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> "Typed":
        """What was kept, by this version or an earlier one."""
        content = json.loads(text)
        return Typed(
            {int(key): str(number) for key, number in content.get("numbers", {}).items()},
            {int(one) for one in content.get("left_out", ())},
            {int(key): str(one) for key, one in content.get("receivers", {}).items()},
        )


def gone(office: Office, day: date) -> tuple[date, tuple[MailParcel, ...]]:
    """A day and what went to the post on it."""
    return day, mail_of_day(office, day)


def number_uses(office: Office, numbers: tuple[str, ...]) -> dict[str, str]:
    """The sentence on each number that earlier letters went under; empty for the others."""
    found = mail_number_uses(office, numbers)
    return {one: found[one].sentence if one in found else "" for one in numbers}


def sent(session: Session, draft: MailBatchDraft, steps: Steps) -> MailResult:
    """Record the batch in the work thread; ``steps`` tells how far it is and stops it."""
    return send_batch(
        session.office, draft, today=session.today, now=session.now, actor=session.actor, progress=steps.advance
    )
