"""Refuse a locked package whose licence would bind this program, or that the decision on dependencies does not name.

Reads the installed metadata of everything in requirements/dev.txt. Prints nothing when all is well.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
DECISION: Final = ROOT / "docs" / "decisions" / "0001-dependencies.md"

# The LGPL leaves this program alone, since its libraries stay replaceable; the GPL and the AGPL would reach all of it.
_FREE: Final = re.compile(
    r"LGPL|Lesser General Public|MIT|BSD|Apache|MPL|Mozilla Public|ISC|PSF|Python Software Foundation|Zlib|Unlicense"
)
_BINDING: Final = re.compile(r"\bA?GPL|Affero")


def locked_names(lock: Path) -> list[str]:
    """Names of the packages in a lock that apply to this machine's system, markers left aside."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)


def licence_of(found: Distribution) -> str:
    """What a package says of its licence, from the most to the least precise field."""
    metadata = found.metadata
    classifiers = [line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier") or () if "License" in line]
    stated = metadata.get_all("License-Expression") or [""]
    free_text = metadata.get_all("License") or [""]
    return stated[0] or "; ".join(classifiers) or free_text[0].partition("\n")[0]


def is_free(licence: str) -> bool:
    """Whether a licence, or one that it offers to choose, may be shipped with or used on this program."""
    for choice in re.split(r" OR |;", licence):
        parts = choice.split(" AND ")
        if all(_FREE.search(part) and not _BINDING.search(part) for part in parts):
            return True
    return False


def problem_with(name: str, decision: str) -> str | None:
    """Return what is wrong with a locked package, or None."""
    if f"| {name} |" not in decision:
        return f"{name}: {DECISION.name} does not name it"
    try:
        licence = licence_of(distribution(name))
    except PackageNotFoundError:
        return None  # locked for another platform
    if not is_free(licence):
        return f"{name}: licence {licence!r} would bind this program, or says nothing"
    return None


def main() -> int:
    """Check every locked package; the exit code is 1 when one does not fit."""
    decision = DECISION.read_text(encoding="utf-8").lower()
    problems = [
        problem
        for name in locked_names(ROOT / "requirements" / "dev.txt")
        if (problem := problem_with(name, decision)) is not None
    ]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
