"""What the day's mail shows: letters that wait for the post, put together by receiver, and what became of a batch."""

from dataclasses import dataclass
from datetime import date

from casework.date_wording import full_date
from casework.receivers import Receiver
from casework.views import Changed

__all__ = ["MailFailure", "MailItem", "MailParcel", "MailResult", "MailUse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailItem:
    """One letter that waits for the post, or went with it.

    Attributes:
        document_id: the letter; request_id, registration_number: its request.
        title, number: what it is called; ``number`` is empty for letters without one.
        due_on: last day of the reply period, where it is a reply.
        again: it came back and goes again.
        mail_number: the number under which it went; empty before.
        choices: to whom it may be addressed; empty for letters to somebody consulted.
        reaches: how many applicants it reaches.
    """

    document_id: int
    request_id: int
    registration_number: str
    title: str
    number: str
    due_on: date | None = None
    again: bool = False
    mail_number: str = ""
    choices: tuple[Receiver, ...] = ()
    reaches: int = 1

    @property
    def name(self) -> str:
        """How a list names it: by its number, else by its title with the number of the request."""
        return self.number or f"{self.title}（{self.registration_number}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailParcel:
    """One envelope: the letters that go to one receiver at one address.

    Attributes:
        receiver, address, postcode: as registered; ``role`` what the receiver is, ``receiver_key`` which of the
            choices.
        items: the letters.
        problem: what the envelope lacks, in Chinese; empty if nothing.
    """

    receiver: str
    address: str
    postcode: str
    items: tuple[MailItem, ...]
    problem: str = ""
    role: str = ""
    receiver_key: str = ""

    @property
    def choices(self) -> tuple[Receiver, ...]:
        """To whom the letters may be addressed; empty where there is no choice."""
        return self.items[0].choices if len(self.items[0].choices) > 1 else ()

    def addressed_to(self, chosen: Receiver) -> dict[int, str]:
        """The receiver's key for each letter, where that letter may be addressed to the same person."""
        same = ((one.document_id, two) for one in self.items for two in one.choices)
        return {number: two.key for number, two in same if (two.name, two.role) == (chosen.name, chosen.role)}

    @property
    def reaches(self) -> int:
        """How many applicants the letters reach at once."""
        return max(one.reaches for one in self.items)

    @property
    def key(self) -> int:
        """The id of the first letter: names the envelope in lists."""
        return self.items[0].document_id

    @property
    def document_ids(self) -> tuple[int, ...]:
        """Ids of the letters."""
        return tuple(one.document_id for one in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailUse:
    """An earlier letter that went under a number of the post.

    Attributes:
        number: the number.
        letter: the letter, by its number or its title with the number of the request.
        on: the day of posting.
    """

    number: str
    letter: str
    on: date

    @property
    def sentence(self) -> str:
        """What is told about the number."""
        return f"此号已用于 {self.letter}，{full_date(self.on)}寄出，请核对。"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFailure:
    """A letter of a batch that was not recorded as sent, and why."""

    document_id: int
    letter: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailResult:
    """What became of a batch: each letter is an act of its own, so some may stand while others failed."""

    sent: tuple[int, ...]
    failed: tuple[MailFailure, ...]
    changed: Changed
