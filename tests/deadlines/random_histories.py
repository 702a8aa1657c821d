"""Random histories for the comparison of two clocks; a seed gives the same histories for ever."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from deadlines.history import (
    CaseHistory,
    Consultation,
    CorrectionNotice,
    CorrectionReceived,
    Extension,
    Fact,
    FeeNotice,
    FeePaid,
    Receipt,
)
from law.terms import Channel, ConsultationKind

FIRST = date(2021, 1, 1)
LAST = date(2026, 6, 30)


def histories(seed: int, count: int) -> Iterator[CaseHistory]:
    """``count`` histories of requests received from 2021 to the middle of 2026."""
    draw = random.Random(seed)
    for _ in range(count):
        received = FIRST + timedelta(days=draw.randrange((LAST - FIRST).days))
        facts: list[Fact] = [Receipt(channel=Channel.IN_PERSON, submitted=received)]
        if draw.random() < 0.3:
            facts += _correction(draw, received)
        facts += [_consultation(draw, received, number) for number in range(draw.choice((0, 0, 1, 1, 2, 3)))]
        if draw.random() < 0.4:
            facts += [_extension(draw, received) for _ in range(draw.choice((1, 1, 2)))]
        if draw.random() < 0.15:
            facts += _fee(draw, received)
        draw.shuffle(facts)
        yield CaseHistory.from_facts(facts)


def _later(draw: random.Random, day: date, most: int) -> date:
    return day + timedelta(days=draw.randrange(most))


def _correction(draw: random.Random, received: date) -> list[Fact]:
    sent = _later(draw, received, 15)
    deadline = _later(draw, sent, 20) if draw.random() < 0.7 else None
    facts: list[Fact] = [CorrectionNotice(sent=sent, deadline=deadline)]
    facts += [
        CorrectionReceived(on=_later(draw, sent, 25), complete=draw.random() < 0.8)
        for _ in range(draw.choice((0, 1, 1, 2)))
    ]
    return facts


def _consultation(draw: random.Random, received: date, number: int) -> Consultation:
    sent = _later(draw, received, 40)
    served = _later(draw, sent, 8) if draw.random() < 0.7 else None
    return Consultation(
        ref=str(number),
        kind=draw.choice(list(ConsultationKind)),
        sent=sent,
        served=served,
        reply_by=_later(draw, sent, 30) if draw.random() < 0.3 else None,
        answered=_later(draw, sent, 40) if draw.random() < 0.7 else None,
        proof=draw.random() < 0.9,
    )


def _extension(draw: random.Random, received: date) -> Extension:
    approved = _later(draw, received, 45) if draw.random() < 0.9 else None
    notified = _later(draw, approved or received, 15) if draw.random() < 0.9 else None
    return Extension(days=draw.randint(1, 20), approved_on=approved, notified_on=notified)


def _fee(draw: random.Random, received: date) -> list[Fact]:
    sent = _later(draw, received, 30)
    facts: list[Fact] = [FeeNotice(sent=sent, served=_later(draw, sent, 6) if draw.random() < 0.8 else None)]
    if draw.random() < 0.7:
        facts.append(FeePaid(on=_later(draw, sent, 30), complete=draw.random() < 0.9))
    return facts
