"""Whom a letter is addressed to: somebody consulted, the representative of joint applicants, or their agent.

A letter to joint applicants goes to the one who represents them and reaches all of them; it goes to the agent where the
mandate says that the agent takes delivery. A clerk may choose another one of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.facts import CaseFacts, LegalEvent
from casework.mandates import mandated
from casework.refusals import refused
from law.terms import EventKind
from models import Agent, Applicant, SubmissionApplicant

__all__ = ["Receiver", "Receivers", "chosen_receiver", "party_of", "posted_to", "receiver_payload", "receivers_of"]

_TAKES_DELIVERY: Final = re.compile("代收|签收|送达|接收|领取|转交")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody whose name may stand on the envelope.

    Attributes:
        key: identifies the receiver within the submission; empty for somebody consulted.
        name, address, postcode: as registered; the address may be unknown.
        role: what the receiver is, in Chinese.
    """

    key: str
    name: str
    address: str = ""
    postcode: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers:
    """Those to whom letters of one submission may be addressed.

    Attributes:
        usual: the one who gets them if nobody chooses.
        choices: all of them, the first applicant first, agents last.
        applicants: how many apply, all of whom a letter to one of them reaches.
    """

    usual: Receiver
    choices: tuple[Receiver, ...]
    applicants: int

    def by_key(self, key: str) -> Receiver:
        """The receiver of a key; the usual one where the key is empty.

        Raises:
            UserError: ``mail_receiver_unknown``.
        """
        if not key:
            return self.usual
        found = next((one for one in self.choices if one.key == key), None)
        if found is None:
            raise refused("mail_receiver_unknown", field="receiver")
        return found


def receivers_of(session: Session, submission_ids: Iterable[int]) -> dict[int, Receivers]:
    """The receivers of some submissions, by submission."""
    wanted = sorted(set(submission_ids))
    parties = session.execute(
        select(
            SubmissionApplicant.submission_id,
            SubmissionApplicant.is_representative,
            Applicant.id,
            Applicant.name,
            Applicant.address,
            Applicant.postcode,
        )
        .join(Applicant, Applicant.id == SubmissionApplicant.applicant_id)
        .where(SubmissionApplicant.submission_id.in_(wanted))
        .order_by(SubmissionApplicant.submission_id, SubmissionApplicant.position)
    ).all()
    agents = session.scalars(select(Agent).where(Agent.submission_id.in_(wanted)).order_by(Agent.id)).all()
    on_file = mandated(session, agents)
    found = {}
    for submission in dict.fromkeys(one.submission_id for one in parties):
        mine = [one for one in parties if one.submission_id == submission]
        people = [
            Receiver(
                key=f"applicant:{one.id}",
                name=one.name,
                address=_plain(one.address),
                postcode=_plain(one.postcode),
                role="代表人" if one.is_representative and len(mine) > 1 else "申请人",
            )
            for one in mine
        ]
        first = next((who for who, one in zip(people, mine, strict=True) if one.is_representative), people[0])
        # Nothing is sent to somebody who acts without a mandate (C52).
        acting = [one for one in agents if one.submission_id == submission and one.id in on_file]
        their_agents = [_agent(one) for one in acting]
        takes = next((who for who, one in zip(their_agents, acting, strict=True) if _takes_delivery(one)), None)
        found[submission] = Receivers(usual=takes or first, choices=(*people, *their_agents), applicants=len(mine))
    return found


def _agent(agent: Agent) -> Receiver:
    return Receiver(
        key=f"agent:{agent.id}",
        name=agent.name,
        address=_plain(agent.address),
        postcode=_plain(agent.postcode),
        role="代理人",
    )


def _takes_delivery(agent: Agent) -> bool:
    """Whether the mandate says so, and it is known where the agent is reached."""
    return bool(agent.address) and bool(_TAKES_DELIVERY.search(agent.mandate_scope or ""))


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def party_of(facts: CaseFacts, document_id: int) -> Receiver | None:
    """Whom a letter to somebody else than the applicant goes to, as it was told when the letter was made."""
    made = [one for one in facts.whole if one.document_id == document_id and one.payload.get("party")]
    if not made:
        return None
    name = str(made[0].payload["party"])
    asked = facts.event(int(made[0].payload.get("consultation_event_id") or 0))
    known = [*made, *((asked,) if asked is not None else ())]
    known += [one for one in facts.all_of(EventKind.CONSULTATION_SENT) if one.payload.get("party") == name]
    address, postcode = (
        next((str(one.payload[field]) for one in known if one.payload.get(field)), "")
        for field in ("party_address", "party_postcode")
    )
    return Receiver(key="", name=name, address=_plain(address), postcode=_plain(postcode))


def chosen_receiver(session: Session, submission_id: int, key: str) -> Receiver:
    """The receiver that was chosen for a letter to the applicant.

    Raises:
        UserError: ``mail_receiver_unknown``.
    """
    return receivers_of(session, (submission_id,))[submission_id].by_key(key)


def receiver_payload(receiver: Receiver) -> dict[str, str]:
    """To whom a letter was addressed, as its dispatch keeps it."""
    return {
        "receiver": receiver.name,
        "receiver_role": receiver.role,
        "receiver_address": receiver.address,
        "receiver_postcode": receiver.postcode,
    }


def posted_to(sent: LegalEvent) -> Receiver | None:
    """To whom a letter was addressed, where its dispatch tells."""
    if not sent.payload.get("receiver"):
        return None
    name, role, address, postcode = (
        str(sent.payload.get(field) or "")
        for field in ("receiver", "receiver_role", "receiver_address", "receiver_postcode")
    )
    return Receiver(key="", name=name, address=address, postcode=postcode, role=role)
