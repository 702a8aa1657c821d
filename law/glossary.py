"""The glossary of the field, printed from ``law.terms`` and ``law.dispute_terms``.

``python -m law.glossary`` prints docs/glossary.md; ``python -m law.glossary --check FILE`` tells by its exit status
whether a file is up to date.
"""

import argparse
import inspect
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from law import dispute_terms, terms
from law.terms import Term

__all__ = ["glossary", "main"]

_PREFACE = """# Glossary

One English identifier and one Chinese label for every term of the field. The identifiers stand in the database and in
the data files, the labels on the screen and in the letters. This file is generated from `law/terms.py`
and `law/dispute_terms.py` (`make glossary`); change the terms there.
"""


def glossary() -> str:
    """The text of docs/glossary.md."""
    return "\n".join((_PREFACE, *("\n".join(_section(kind)) for kind in _kinds())))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the glossary, or compare it with a file.

    Returns:
        0; with ``--check`` 1 if the file is missing or differs.
    """
    parser = argparse.ArgumentParser(prog="python -m law.glossary", description="Print the glossary of the field.")
    parser.add_argument("--check", metavar="FILE", type=Path, help="compare FILE with the glossary instead of printing")
    file: Path | None = parser.parse_args(arguments).check
    if file is None:
        # The console of Windows may speak another encoding; the file is always UTF-8.
        sys.stdout.buffer.write(glossary().encode("utf-8"))
        return 0
    if file.is_file() and file.read_text(encoding="utf-8") == glossary():
        return 0
    print(f"{file} is not what the terms say; run: make glossary", file=sys.stderr)
    return 1


def _kinds() -> Iterator[type[Term]]:
    """The closed lists in the order of the source."""
    for module in (terms, dispute_terms):
        for value in vars(module).values():
            own = inspect.isclass(value) and value.__module__ == module.__name__
            if own and issubclass(value, Term) and value is not Term:
                yield value


def _section(kind: type[Term]) -> Iterator[str]:
    yield f"## {kind.__name__}"
    yield ""
    yield inspect.cleandoc(kind.__doc__ or "")
    yield ""
    yield "| identifier | 中文 |"
    yield "|---|---|"
    for member in kind:
        yield f"| `{member.value}` | {member.label} |"
    yield ""


if __name__ == "__main__":
    raise SystemExit(main())
