"""One of each document of the catalogue, from the sample cases, as .docx and .pdf: ``make letters``.

The files bear the id of their document: ``correction_notice.docx``, ``outcome_letter.grant.docx``. The PDFs are made by
LibreOffice; without it the .docx are written and the missing half is said.
"""

import sys
from pathlib import Path
from typing import Any, Final

from templates.engine import render
from templates.office_conversion import ConversionFailed, NoOffice, convert_files
from tests.templates.sample_letters import all_letters

__all__ = ["letters_by_document", "main", "write_letters"]

# Of several samples of a document the one that shows most of it.
_CHOSEN: Final = {"outcome_letter.grant": "grant.provide_copy"}
_NO_OFFICE: Final = (
    "LibreOffice is not installed, so no PDFs were made: apt-get install libreoffice-writer-nogui fonts-noto-cjk\n"
)


def letters_by_document() -> dict[str, Any]:
    """A sample letter for each document id, in the order of the ids."""
    samples = all_letters()
    found: dict[str, Any] = {}
    for letter in samples.values():
        found.setdefault(letter.template_key, letter)
    chosen = {key: samples[name] for key, name in _CHOSEN.items()}
    return dict(sorted((found | chosen).items()))


def write_letters(folder: Path) -> list[Path]:
    """Write the .docx of every document; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in (*folder.glob("*.docx"), *folder.glob("*.pdf")):
        stale.unlink()
    paths = []
    for key, letter in letters_by_document().items():
        path = folder / f"{key}.docx"
        path.write_bytes(render(letter.kind, letter))
        paths.append(path)
    return paths


def main(arguments: list[str] | None = None) -> int:
    """Write both kinds of files into the folder that is named; returns the exit code."""
    folder = Path((sys.argv[1:] if arguments is None else arguments)[0])
    paths = write_letters(folder)
    sys.stdout.write(f"{len(paths)} letters written to {folder}\n")
    try:
        failed = convert_files(paths, folder, timeout=300)
    except NoOffice:
        sys.stderr.write(_NO_OFFICE)
        return 1
    except ConversionFailed as problem:
        sys.stderr.write(f"LibreOffice made no PDFs: {problem}\n")
        return 1
    sys.stdout.write(f"{len(paths) - len(failed)} PDFs\n")
    for one in failed:
        sys.stderr.write(f"no PDF of {one.name}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
