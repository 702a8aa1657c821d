"""Compares a form as read with the truth file beside it, field by field; prints what differs.

Also a program: ``python -m tests.casework.form_contract FOLDER`` runs any folder with a ``truth.json`` of that layout.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typing_extensions import override

from casework.form_command import form_object, proposal_of

__all__ = ["Difference", "compared", "compared_with", "differences"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the truth says; ``wrong``: something false was filled in, not only something missed."""

    file: str
    what: str
    expected: object
    found: object
    wrong: bool

    @override
    def __str__(self) -> str:
        sign = "WRONG" if self.wrong else "missed"
        return f"{self.file}: {sign} {self.what}: expected {self.expected!r}, found {self.found!r}"


def _field(name: str, expected: Any, fields: Mapping[str, Any]) -> tuple[bool, object]:
    for ending in ("_starts_with", "_contains"):
        if name.endswith(ending):
            found = str(fields.get(name.removesuffix(ending)) or "")
            parts = expected if isinstance(expected, list) else [expected]
            same = found.startswith(expected) if ending == "_starts_with" else all(one in found for one in parts)
            return same, found
    return fields.get(name) == expected, fields.get(name)


def compared_with(
    truth: Mapping[str, Any], told: Mapping[str, Any]
) -> Iterator[tuple[str, object, object, bool, bool]]:
    """Everything that one truth says: what, expected, found, whether it is so, whether it is false."""
    fields = told["fields"]
    for name, expected in truth["fields"].items():
        same, found = _field(name, expected, fields)
        yield name, expected, found, same, bool(found) and not same
    for name in truth.get("empty_fields", ()):
        yield f"empty {name}", None, fields.get(name), not fields.get(name), bool(fields.get(name))
    for name, expected in (truth.get("agent") or {}).items():
        found = (told["agent"] or {}).get(name)
        yield f"agent.{name}", expected, found, found == expected, bool(found) and found != expected
    if "agent" not in truth:
        yield "agent", None, told["agent"], not told["agent"], bool(told["agent"])
    everything = json.dumps(told, ensure_ascii=False)
    for text in truth.get("must_not_contain", ()):
        yield f"must not contain {text}", None, text, text not in everything, text in everything
    items = truth["items"]
    found_items = told["items"] if isinstance(items, list) else len(told["items"])
    yield "items", items, found_items, items == found_items, items != found_items
    for text in truth.get("warnings", ()):
        yield f"warning {text}", text, told["warnings"], text in told["warnings"], False
    for name, expected in truth.get("normalised", {}).items():
        found = told["normalised"].get(name)
        yield f"normalised {name}", expected, found, found == expected, bool(found) and found != expected
    for name in ("applicant_kind", "org_kind"):
        if name in truth:
            yield name, truth[name], told[name], truth[name] == told[name], truth[name] != told[name]


def compared(folder: Path) -> Iterator[tuple[Difference, bool]]:
    """Everything that the truth file of a folder says, and whether it was read so."""
    content = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for truth in content["forms"]:
        told = form_object(proposal_of(folder / truth["file"]))
        for what, expected, found, same, wrong in compared_with(truth, told):
            yield Difference(truth["file"], what, expected, found, wrong), same


def differences(folder: Path) -> tuple[list[Difference], int]:
    """What differs, and how many things were compared."""
    all_of_them = list(compared(folder))
    return [one for one, same in all_of_them if not same], len(all_of_them)


if __name__ == "__main__":
    found, count = differences(Path(sys.argv[1]))
    print("\n".join(map(str, found)))
    print(f"{count - len(found)} of {count} right, {sum(one.wrong for one in found)} wrong")
