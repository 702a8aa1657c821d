"""Killing the program at any moment loses nothing committed; the database stays sound."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from casework import form_drafts
from casework.integrity import check
from casework.office import Office, open_office
from law.dispute_terms import DisputeEventKind
from law.terms import EventKind
from models import Dispute, DisputeEvent, DisputeTarget, Event, Request
from tests.casework.killed_run import DRAFT_KEY

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
EVENT_OF = {
    "correction": EventKind.CORRECTION_REQUESTED,
    "served": EventKind.DOCUMENT_SERVED,
    "corrected": EventKind.CORRECTION_RECEIVED,
    "searched": EventKind.SEARCH_RECORDED,
    "called": EventKind.CONTACT_RECORDED,
    "extended": EventKind.EXTENSION_APPROVED,
    "proposed": EventKind.FEE_PROPOSED,
    "approved": EventKind.FEE_APPROVED,
    "noticed": EventKind.FEE_NOTICED,
    "paid": EventKind.FEE_PAID,
}


def run_and_kill(database: Path, moments: random.Random) -> list[str]:
    """Start the scripted run, kill it (no handler runs) after a few lines and a random breath; return its lines."""
    lines: list[str] = []
    wanted = moments.randint(1, 12)
    killer: threading.Timer | None = None
    with subprocess.Popen(
        [sys.executable, "-m", "tests.casework.killed_run", str(database)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as run:
        assert run.stdout is not None
        for line in run.stdout:
            if not line.endswith("\n"):
                break  # cut by the kill in the middle of a line: nothing was promised by it
            lines.append(line.strip())
            if len(lines) == wanted:
                killer = threading.Timer(moments.uniform(0, 0.12), run.send_signal, (signal.SIGKILL,))
                killer.start()
    assert killer is not None, f"the run ended by itself after {lines}"
    killer.join()
    assert run.returncode == -signal.SIGKILL
    return lines


def disputed(lines: list[str]) -> set[int]:
    """The requests whose dispute the lines promise."""
    return {int(line.removeprefix("disputed ")) for line in lines if line.startswith("disputed ")}


def assert_disputes_whole(office: Office, promised: set[int]) -> None:
    """A dispute is there with the paper that came with it, or not at all."""
    with office.reading() as session:
        about = dict(session.execute(select(DisputeTarget.dispute_id, DisputeTarget.request_id)).tuples().all())
        kinds = {one: set[DisputeEventKind]() for one in session.scalars(select(Dispute.id))}
        for one in session.scalars(select(DisputeEvent)):
            kinds[one.dispute_id].add(one.kind)
    assert promised <= set(about.values())
    assert set(about) == set(kinds)
    assert all(one == {DisputeEventKind.OPENED, DisputeEventKind.COPY_RECEIVED} for one in kinds.values())


def committed(lines: list[str]) -> tuple[set[int], Counter[tuple[int, EventKind]], int]:
    """What the lines promise: registered requests, acts per request, the last autosaved draft."""
    registered: set[int] = set()
    acts: Counter[tuple[int, EventKind]] = Counter()
    draft = 0
    for line in lines:
        word, _, number = line.partition(" ")
        if word == "registered":
            registered.add(int(number))
        elif word == "draft":
            draft = int(number)
        elif word in EVENT_OF:
            acts[int(number), EVENT_OF[word]] += 1
    return registered, acts, draft


def assert_nothing_lost(database: Path, lines: list[str]) -> None:
    with closing(sqlite3.connect(database)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    registered, acts, draft = committed(lines)
    office = open_office(database)
    try:
        with office.reading() as session:
            known = set(session.scalars(select(Request.id)))
            held = Counter((one.request_id, one.kind) for one in session.scalars(select(Event)))
        assert registered <= known
        assert all(held[key] >= times for key, times in acts.items())
        if draft:
            kept = form_drafts.load(office, DRAFT_KEY)
            assert kept is not None
            assert json.loads(kept.payload)["number"] >= draft
        assert_disputes_whole(office, disputed(lines))
        report = check(office)
        assert report.sound, [one.sentence for one in report.differences]
    finally:
        office.close()


@pytest.mark.parametrize("batch", range(5))
def test_killed_at_fifty_moments_the_office_loses_nothing(batch: int, tmp_path: Path) -> None:
    """Ten kills a batch, each going on with the database that the kill before left behind."""
    moments = random.Random(batch)
    database = tmp_path / "办件.db"
    told: list[str] = []
    for _ in range(KILLS // 5):
        lines = run_and_kill(database, moments)
        told = [line for line in told if not line.startswith("draft")] + lines
        assert_nothing_lost(database, told)
