"""Agency policies where the law leaves room: what holds, who decided it, and dated decisions for the time to come."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.date_wording import full_date
from casework.dispute_rederiving import moved_words, rederive_open_disputes
from casework.office import Office
from casework.rederiving import open_requests, rederive_open
from casework.refusals import refused
from casework.roles import roles_of
from casework.views import Changed, PolicyView
from law.errors import UserError
from law.policies import POLICY_NOTE, PolicySpec, policy_specs
from law.terms import Role
from models import PolicyDecision
from models.text_cleaning import clean_text

__all__ = ["decide_policy", "decisions", "policies", "policy_view"]

_OF_REVIEW: Final = ("review_mode", "review_head_distinct")
_MAY_DECIDE: Final = frozenset({Role.HEAD, Role.ADMINISTRATOR})


def policies(office: Office, *, on: date) -> tuple[PolicyView, ...]:
    """All policies with the value in force on a day, in the order of the list of doubtful points."""
    with office.reading() as session:
        in_force = _in_force(session.scalars(_ordered_decisions()), on)
    return tuple([policy_view(spec, in_force.get(key)) for key, spec in policy_specs().items()])


def decisions(office: Office, key: str) -> tuple[PolicyView, ...]:
    """Every decision taken on one policy, the latest first; decisions are kept for ever.

    Raises:
        UserError: there is no such policy.
    """
    spec = _spec(key)
    with office.reading() as session:
        taken = session.scalars(_ordered_decisions().where(PolicyDecision.key == key))
        return tuple([policy_view(spec, one) for one in reversed(tuple(taken))])


def decide_policy(
    office: Office,
    key: str,
    value: str,
    *,
    valid_from: date,
    reason: str,
    now: datetime,
    actor: str,
    today: date,
) -> Changed:
    """Decide a policy from a day on. Earlier days keep the earlier value; issued letters keep what they said.

    The policies of the day of receipt govern a request, so only requests received from that day on are dated anew, in
    the same transaction.

    Args:
        office: the office.
        key: the policy.
        value: its new value as text.
        valid_from: first day of the decision, today at the earliest.
        reason: why, in the words of the one who decides.
        now: aware UTC instant of recording.
        actor: who decides.
        today: the day of the decision.

    Raises:
        UserError: unknown policy or value, no reason, or a day that lies back; ``review_policy_role``.
    """
    spec = _spec(key)
    parsed = spec.check(spec.parse(value))
    reason = clean_text(reason).text.strip()
    _check_decision(spec, valid_from, reason, today)
    with office.writing() as session:
        if key in _OF_REVIEW:
            _may_decide(session, actor)
        decision = PolicyDecision(
            key=key,
            value=parsed,
            valid_from=valid_from,
            decided_by=actor,
            reason=reason,
            recorded_at=now,
        )
        session.add(decision)
        session.flush()
        touched = open_requests(session, received_from=valid_from)
        moved = rederive_open(office, session, touched, office.calendar(session=session))
        disputes = rederive_open_disputes(office, session)
    told = (f"，{len(moved)} 件在办件的日期有变动" if moved else "") + moved_words(disputes)
    return Changed(
        request_ids=tuple(one.request_id for one in moved),
        dispute_ids=disputes,
        message=f"“{spec.label}”自{full_date(valid_from)}起为“{spec.show(parsed)}”{told}",
        topics=("policies", "cases", "disputes"),
    )


def _may_decide(session: Session, actor: str) -> None:
    """Whoever drafts does not switch off those who review; an office without a list of persons lets everybody."""
    roles = roles_of(session, actor)
    if roles is not None and not roles & _MAY_DECIDE:
        raise refused("review_policy_role", person=actor)


def _ordered_decisions() -> Any:
    return select(PolicyDecision).order_by(PolicyDecision.valid_from, PolicyDecision.id)


def _in_force(taken: Iterable[PolicyDecision], on: date) -> Mapping[str, PolicyDecision]:
    return {one.key: one for one in taken if one.valid_from <= on}


def _spec(key: str) -> PolicySpec:
    spec = policy_specs().get(key)
    if spec is None:
        raise UserError("unknown_policy", f"没有“{key}”这项口径", todo="请在“规则与日历”中选择")
    return spec


def _check_decision(spec: PolicySpec, valid_from: date, reason: str, today: date) -> None:
    if not reason:
        raise UserError(
            "policy_without_reason",
            f"没有写明把“{spec.label}”改为此值的理由",
            POLICY_NOTE,
            "请写明理由，例如法制机构的意见",
            spec.citations,
            "reason",
        )
    if valid_from < today:
        raise UserError(
            "policy_lies_back",
            f"生效日{full_date(valid_from)}早于今天{full_date(today)}",
            "口径只对以后生效，已经按原口径计算的日期不追溯",
            "请把生效日改为今天或以后",
            spec.citations,
            "valid_from",
        )


def policy_view(spec: PolicySpec, decision: PolicyDecision | None) -> PolicyView:
    """A policy with the decision in force, or with its default."""
    value = spec.default if decision is None else decision.value
    return PolicyView(
        key=spec.key,
        label=spec.label,
        question=spec.question,
        kind=spec.kind.value,
        value=spec.store(value),
        value_label=spec.show(value) or "未设置",
        default=spec.store(spec.default),
        choices=spec.choices,
        doubt=spec.doubt,
        basis="、".join(one.brief for one in spec.citations),
        note=spec.note,
        decided_by="" if decision is None else decision.decided_by,
        decided_on=None if decision is None else decision.recorded_at.date(),
        reason="" if decision is None else decision.reason,
        valid_from=None if decision is None else decision.valid_from,
    )
