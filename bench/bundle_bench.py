"""The bundle of a 200-page case: the whole, beside merging the same PDFs by pypdfium2 and by ``pdfunite`` alone.

``python -m bench.bundle_bench`` prints a table.
"""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pypdfium2

from bench.bundle_case import PAGES, build_once, demo_office, dispute_of, peak_megabytes
from bench.deadlines_bench import BenchRow

__all__ = ["run"]

_SECONDS = 20.0
_MEGABYTES = 300.0


def run() -> list[BenchRow]:
    """Measure everything once on SQLite."""
    with TemporaryDirectory(prefix="bundle-bench-") as folder:
        place = Path(folder)
        office = demo_office(place / "desk.db")
        try:
            dispute_id = dispute_of(office)
            before = peak_megabytes()
            built, seconds = build_once(office, dispute_id, place / "bundle")
        finally:
            office.close()
        after = peak_megabytes()
        rows = [
            BenchRow("bundle, pages", float(built.pages), "times", float(PAGES), "at least so many"),
            BenchRow("bundle of a 200-page case", seconds, "s", _SECONDS, "letters laid out by LibreOffice, twice"),
            BenchRow("bundle, memory", after, "MB", _MEGABYTES, f"peak of the process; {before:.0f} MB before"),
        ]
        volumes = [place / "bundle" / one.file_name for one in built.volumes]
        rows.append(_merged(volumes, place / "merged.pdf"))
        rows += _united(volumes, place / "united.pdf")
        return rows


def _merged(volumes: list[Path], target: Path) -> BenchRow:
    """A peer that only merges what is laid out already, without numbers, index and hashes."""
    started = perf_counter()
    document = pypdfium2.PdfDocument.new()
    for one in volumes:
        source = pypdfium2.PdfDocument(one)
        document.import_pages(source)
        source.close()
    document.save(target)
    document.close()
    return BenchRow("merging alone, pypdfium2", perf_counter() - started, "s", None, "no numbers, no index, no hashes")


def _united(volumes: list[Path], target: Path) -> list[BenchRow]:
    program = shutil.which("pdfunite")
    if program is None:
        return []
    started = perf_counter()
    subprocess.run([program, *map(str, volumes), str(target)], check=True, capture_output=True)
    return [BenchRow("merging alone, pdfunite", perf_counter() - started, "s", None, "poppler")]


if __name__ == "__main__":
    for row in run():
        print(f"{row.name:<32}{row.value:>10,.2f} {row.unit:<6} {row.note}")
