"""Refuse documents that no longer say what the code does.

Checks: docs/glossary.md is what ``python -m law.glossary`` prints; every ``make`` target and every relative link in the
documents exists; the changelog knows the current version; the decisions are numbered without a gap.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from casework.version import VERSION

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"
GLOSSARY: Final = DOCS / "glossary.md"


def documents() -> list[Path]:
    """Every Markdown file that people read."""
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def glossary_problems() -> Iterator[str]:
    """The glossary is generated: a difference means that a term changed and ``make glossary`` was not run."""
    printed = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "law.glossary"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    kept = GLOSSARY.read_text(encoding="utf-8") if GLOSSARY.exists() else ""
    if printed.stdout != kept:
        yield "docs/glossary.md is not what law/terms.py says; run 'make glossary'"


def make_target_problems() -> Iterator[str]:
    """Commands shown to people must work when typed."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    for document in documents():
        shown = re.findall(r"(?:^|`)make ([a-z-]+)", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for target in sorted(set(shown) - targets):
            yield f"{document.relative_to(ROOT)}: there is no 'make {target}'"


def link_problems() -> Iterator[str]:
    """Relative links lead to files that exist."""
    for document in documents():
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
            if "://" not in link and not (document.parent / link).exists():
                yield f"{document.relative_to(ROOT)}: the link to {link} leads nowhere"


def changelog_problems() -> Iterator[str]:
    """The version in the program and in the changelog are the same."""
    headings = re.findall(r"^## \[?([0-9.]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    if VERSION not in headings:
        yield f"CHANGELOG.md has no entry for version {VERSION}"


def decision_problems() -> Iterator[str]:
    """Decisions are numbered 0001, 0002, ... so that they can be cited for ever."""
    found = [path.name[:4] for path in sorted((DOCS / "decisions").glob("*.md"))]
    expected = [f"{number:04}" for number in range(1, len(found) + 1)]
    if found != expected:
        yield f"docs/decisions are numbered {', '.join(found)}"


def main() -> int:
    """Run every check; the exit code is 1 when one finds something."""
    checks = (glossary_problems, make_target_problems, link_problems, changelog_problems, decision_problems)
    problems = [problem for check in checks for problem in check()]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
