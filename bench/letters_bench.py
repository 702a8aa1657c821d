"""What a letter costs: cold, warm and beside docxtpl alone; its preview and checks; a thousand in one batch."""

import os
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from docxtpl import DocxTemplate
from sqlalchemy import inspect

from bench.many_cases import TODAY as BIG_TODAY
from bench.many_cases import make_many
from casework.drafts import LetterDraft
from casework.letter_batch import export_letters
from casework.letters import propose_letter
from casework.office import create_office
from casework.unit_of_work import begin
from models import Document
from templates.checks import CheckBasis, check_letter
from templates.engine import printed_names, render
from templates.layout import Layout
from templates.preview import blocks_of
from templates.printed_letter import PrintedLetter, read_printed_letter
from templates.store import compiled_letter, letter_environment, letter_folder
from tests.casework.desk import Desk
from tests.casework.offices import ACTOR, AGENCY, NOW, TODAY, work_alone
from tests.templates.sample_letters import all_letters, grant

__all__ = ["run"]

Row = tuple[str, float, str, float | None, str]

_ROUNDS = 200
_WARM_BUDGET_MS = 25.0
_FASTER = 2.0
_PREVIEW_BUDGET_MS = 300.0
_MANY = 1000
_BATCH_BUDGET_S = 60.0
_CASES = 100_000
_TYPING_BUDGET_MS = 50.0


def run() -> list[Row]:
    """Rows of (name, value, unit, budget, note)."""
    letter = grant()
    long_letter = grant(request_text="申请公开二〇二五年以来的全部批复、会议纪要。" * 143)
    plain_cold, plain = _plain_docxtpl(letter)
    cold = _cold(letter)
    warm = _typical(lambda: render(letter.kind, letter))
    data = render(letter.kind, letter)
    blocks = blocks_of(data)
    basis = CheckBasis(today=date(2026, 11, 23))
    return [
        ("letter, warm", warm, "ms", _WARM_BUDGET_MS, "grant, 1 page of text"),
        (
            "letter of 3,000 signs, warm",
            _typical(lambda: render(letter.kind, long_letter)),
            "ms",
            _WARM_BUDGET_MS,
            "the longest request that people write",
        ),
        ("slowest kind of letter, warm", _slowest(), "ms", _WARM_BUDGET_MS, "every template"),
        ("letter, first of its kind", cold, "ms", None, "reads and compiles the template"),
        ("same letter by docxtpl alone, warm", plain, "ms", None, "reads and parses the template each time"),
        ("same letter by docxtpl alone, first", plain_cold, "ms", None, "its modules are loaded already"),
        ("warm beside docxtpl alone", plain / warm, "times", _FASTER, "in the same run"),
        ("letter read back for the paper", _typical(lambda: blocks_of(data)), "ms", None, "blocks of the .docx"),
        (
            "letter read back for its pages",
            _typical(lambda: read_printed_letter(data)),
            "ms",
            None,
            "with its measures",
        ),
        (
            "checks of a letter",
            _typical(lambda: check_letter(letter, blocks, basis)),
            "ms",
            None,
            "all that need no file",
        ),
        ("memory of all templates", _memory(), "MiB", None, "compiled"),
        *_in_an_office(),
        *_in_a_big_office(),
    ]


def _in_an_office() -> list[Row]:
    """The preview as the client asks for it, and the batch, in a database on disk."""
    with TemporaryDirectory(prefix="letters-bench-") as place:
        office = create_office(Path(place) / "desk.db", AGENCY, now=NOW, actor=ACTOR, today=TODAY)
        try:
            desk = Desk(work_alone(office), TODAY)
            return [*_preview(desk), *_batch(desk, Path(place))]
        finally:
            office.close()


def _preview(desk: Desk) -> list[Row]:
    request_id = desk.on(11, 16).take_in(text="申请公开二〇二五年以来的全部批复、会议纪要。" * 143)
    desk.on(11, 18).decide(request_id)
    draft = LetterDraft(request_id=request_id, dated_on=desk.today, body=("批复由本机关制作。",))
    proposed = propose_letter(desk.office, draft, desk.today)
    asked = _typical(lambda: propose_letter(desk.office, draft, desk.today), 30)
    laid = _laid_out(proposed.sheet)
    note = "3,000 signs: read, rendered, checked, read back"
    return [
        ("preview while typing", asked, "ms", _PREVIEW_BUDGET_MS, note),
        ("its pages laid out", laid, "ms", None, "lines broken, pages filled"),
        ("preview and pages", asked + laid, "ms", _PREVIEW_BUDGET_MS, "what one waits for after typing"),
    ]


def _in_a_big_office() -> list[Row]:
    """A reply checked while one types, beside many closed cases of which some look alike."""
    with TemporaryDirectory(prefix="letters-bench-") as place:
        office = make_many(Path(place) / "many.db", _CASES, _CASES // 150)
        try:
            desk = Desk(office, BIG_TODAY)
            title = "望江街道建设工程规划许可证"
            text = f"申请公开{title}，2025年以来形成的全部文件，纸质件一份。"
            request_id = desk.take_in(title=title, text=text)
            desk.decide(request_id)
            opened = perf_counter()
            propose_letter(office, LetterDraft(request_id=request_id, dated_on=desk.today), desk.today)
            first = (perf_counter() - opened) * 1000
            typed = iter(range(1_000))

            def keystroke() -> object:
                words = f"该信息由本机关制作，已经核对{'一遍又' * next(typed)}。"
                draft = LetterDraft(request_id=request_id, dated_on=desk.today, body=(words,))
                return propose_letter(office, draft, desk.today)

            typing = _typical(keystroke, 30)
        finally:
            office.close()
    note = "alike requests and registered names looked up"
    return [
        ("page opened at 100,000 cases", first, "ms", None, note),
        ("preview while typing at 100,000 cases", typing, "ms", _TYPING_BUDGET_MS, note),
    ]


def _laid_out(sheet: PrintedLetter | None) -> float:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - only this figure needs Qt

    from desktop.letters.paging import lay_out  # noqa: PLC0415

    if sheet is None:
        raise RuntimeError("the proposal has no pages")
    application = QGuiApplication.instance() or QGuiApplication([])
    took = _typical(lambda: lay_out(sheet), 30)
    del application
    return took


def _batch(desk: Desk, place: Path) -> list[Row]:
    request_id = desk.on(11, 16).take_in()
    issued = _copied(desk, desk.on(11, 18).reply(request_id), _MANY)
    drafted = desk.on(11, 16).take_in()
    desk.on(11, 18).decide(drafted)
    drafts = _copied(desk, desk.draft(drafted), _MANY)
    export_letters(desk.office, issued[:20], place / "warm")
    rows: list[Row] = []
    for name, ids in (("issued letters exported", issued), ("drafts rendered and exported", drafts)):
        told: list[tuple[int, int]] = []
        begun = perf_counter()
        made = export_letters(desk.office, ids, place / name, partial(_note, told))
        took = perf_counter() - begun
        if len(made.names) != _MANY or told[-1] != (_MANY, _MANY) or len(told) != _MANY:
            raise RuntimeError(f"{len(made.names)} of {_MANY} letters written, told {len(told)} times")
        rows.append((f"1,000 {name}", took, "s", _BATCH_BUDGET_S, "one batch, told after each, stopped between two"))
    tracemalloc.start()
    export_letters(desk.office, issued[:100], place / "few")
    few = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    export_letters(desk.office, issued, place / "many")
    many = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    rows.append(("memory, 1,000 more than 100 letters", (many - few) / 2**20, "MiB", 2.0, "of the batch"))
    return rows


def _note(told: list[tuple[int, int]], done: int, total: int) -> None:
    told.append((done, total))


def _copied(desk: Desk, document_id: int, count: int) -> list[int]:
    """As many documents like one: a batch of a big office without a thousand cases."""
    with begin(desk.office, **desk.how) as work:
        original = work.session.get_one(Document, document_id)
        own = ("id", "document_number", "number_class")
        kept = {one.key: getattr(original, one.key) for one in inspect(Document).column_attrs if one.key not in own}
        rows = [Document(**kept) for _ in range(count)]
        work.session.add_all(rows)
        work.session.flush()
        return [one.id for one in rows]


def _typical(call: Callable[[], object], rounds: int = _ROUNDS) -> float:
    call()
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        call()
        times.append(perf_counter() - begun)
    return median(times) * 1000


def _slowest() -> float:
    slowest = 0.0
    for letter in all_letters().values():
        render(letter.kind, letter)
        times = []
        for _ in range(10):
            begun = perf_counter()
            render(letter.kind, letter)
            times.append(perf_counter() - begun)
        slowest = max(slowest, median(times) * 1000)
    return slowest


def _cold(letter: Any) -> float:
    compiled_letter.cache_clear()
    begun = perf_counter()
    render(letter.kind, letter)
    return (perf_counter() - begun) * 1000


def _plain_docxtpl(letter: Any) -> tuple[float, float]:
    """The same letter by docxtpl alone, which reads and parses the template each time: first and typical, in ms."""
    path = letter_folder() / f"{letter.template_key}.docx"
    names = printed_names(letter, Layout())
    times = []
    for _ in range(20):
        begun = perf_counter()
        template = DocxTemplate(path)
        template.render(names, jinja_env=letter_environment(), autoescape=True)
        template.save(BytesIO())
        times.append(perf_counter() - begun)
    return times[0] * 1000, median(times) * 1000


def _memory() -> float:
    compiled_letter.cache_clear()
    tracemalloc.start()
    try:
        for path in letter_folder().glob("*.docx"):
            compiled_letter(path.stem)
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return used / 2**20
