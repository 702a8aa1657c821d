"""What a letter costs: rendering warm, reading it back for the preview, checking it, and the first letter of a day."""

import tracemalloc
from datetime import date
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from docxtpl import DocxTemplate

from templates.checks import CheckBasis, check_letter
from templates.engine import printed_names, render
from templates.layout import Layout
from templates.preview import blocks_of
from templates.store import compiled_letter, letter_environment, letter_folder
from tests.templates.sample_letters import all_letters, grant

__all__ = ["run"]

Row = tuple[str, float, str, float | None, str]

_ROUNDS = 200
_WARM_BUDGET_MS = 25.0


def run() -> list[Row]:
    """Rows of (name, value, unit, budget, note)."""
    letter = grant()
    long_letter = grant(request_text="申请公开二〇二五年以来的全部批复、会议纪要。" * 143)
    cold = _cold(letter)
    data = render(letter.kind, letter)
    blocks = blocks_of(data)
    basis = CheckBasis(today=date(2026, 11, 23))
    return [
        ("letter, warm", _typical(lambda: render(letter.kind, letter)), "ms", _WARM_BUDGET_MS, "grant, 1 page of text"),
        (
            "letter of 3,000 signs, warm",
            _typical(lambda: render(letter.kind, long_letter)),
            "ms",
            _WARM_BUDGET_MS,
            "the longest request that people write",
        ),
        ("slowest kind of letter, warm", _slowest(), "ms", _WARM_BUDGET_MS, "every template"),
        ("letter, first of its kind", cold, "ms", None, "reads and compiles the template"),
        ("same letter by docxtpl alone", _plain_docxtpl(letter), "ms", None, "reads and parses the template each time"),
        ("preview of a letter", _typical(lambda: blocks_of(data)), "ms", None, "read back from the .docx"),
        (
            "checks of a letter",
            _typical(lambda: check_letter(letter, blocks, basis)),
            "ms",
            None,
            "all that need no file",
        ),
        ("memory of all templates", _memory(), "MiB", None, "compiled"),
    ]


def _typical(call: Any) -> float:
    call()
    times = []
    for _ in range(_ROUNDS):
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


def _plain_docxtpl(letter: Any) -> float:
    """The same letter by docxtpl alone, which reads, parses and copies the template for every letter."""
    path = letter_folder() / f"{letter.template_key}.docx"
    names = printed_names(letter, Layout())
    times = []
    for _ in range(20):
        begun = perf_counter()
        template = DocxTemplate(path)
        template.render(names, jinja_env=letter_environment(), autoescape=True)
        template.save(BytesIO())
        times.append(perf_counter() - begun)
    return median(times) * 1000


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
