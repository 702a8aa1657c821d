"""Run files of examples against the program: ``python -m tests.conformance FILE [FILE ...]``.

A file holds ``{"meta": ..., "vectors": [...]}``; a vector names an operation, its input and what is expected. A file of
the annual report holds ``datasets`` instead. Every key of ``expected`` is compared. The exit status is 0 only if
nothing failed.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from law.errors import RuleGap, UserError
from tests.conformance_annual import annual_answer
from tests.conformance_fee_ops import FEE_OPERATIONS
from tests.conformance_ops import OPERATIONS
from tests.conformance_review_ops import REVIEW_OPERATIONS

Answer = Mapping[str, Any]

WARNING_CODES = frozenset(
    {
        "ordinary_mail_must_confirm_same_day",
        "email_date_basis_conflict",
        "not_addressed_to_office",
        "correction_notice_late",
        "extension_not_approved",
        "must_use_postal_enterprise",
    }
)
"""The codes that the rules fix; the program also gives findings with codes of its own, which no vector can name."""


def run_vector(vector: Mapping[str, Any]) -> list[str]:
    """The differences of one vector, each as ``key expected ... got ...``."""
    operation = {**OPERATIONS, **REVIEW_OPERATIONS, **FEE_OPERATIONS}.get(vector["op"])
    if operation is None:
        return ["op expected a known operation got none"]
    return _differences(vector, operation, vector.get("input", {}))


def _differences(vector: Mapping[str, Any], operation: Callable[[Any], Answer], given: Any) -> list[str]:
    try:
        answer: Answer = operation(given)
    except UserError as refusal:
        answer = {"error": refusal.code}
    except RuleGap as gap:
        answer = {"error": "rule_gap", "gap": str(gap)}
    except (KeyError, TypeError, ValueError) as problem:
        # An input that cannot be read fails its own vector, not the run.
        return [f"input expected to be readable got {problem!r}"]
    return [
        f"{key} expected {wanted!r} got {answer.get(key, '(nothing)')!r}"
        for key, wanted in vector["expected"].items()
        if not same(key, wanted, answer)
    ]


def run_dataset(dataset: Mapping[str, Any]) -> list[str]:
    """The differences of a dataset of the annual report."""
    return _differences(dataset, annual_answer, dataset)


def same(key: str, wanted: object, answer: Answer) -> bool:
    """Whether one key of the answer is as expected; warnings are compared as sets of the fixed codes."""
    if key not in answer:
        return False
    got = answer[key]
    if key == "warn" and isinstance(wanted, list):
        return set(wanted) == {code for code in got if code in WARNING_CODES or code in wanted}
    return bool(got == wanted)


def run_file(path: Path) -> tuple[int, int]:
    """Run a file; print each failing vector; return how many passed and failed."""
    passed = failed = 0
    content = json.loads(path.read_text(encoding="utf-8"))
    runs = [(one, one["op"], run_vector(one)) for one in content.get("vectors", ())]
    runs += [(one, "annual", run_dataset(one)) for one in content.get("datasets", ())]
    if not content.keys() & {"vectors", "datasets"}:
        raise ValueError(f"{path}: neither vectors nor datasets")
    for vector, operation, differences in runs:
        if differences:
            failed += 1
            print(f"FAIL {vector['id']} {operation}: {'; '.join(differences)}")
        else:
            passed += 1
    return passed, failed


def main(arguments: Sequence[str]) -> int:
    """Run all files and print the sum."""
    if not arguments:
        print("usage: python -m tests.conformance FILE [FILE ...]", file=sys.stderr)
        return 2
    results = [run_file(Path(argument)) for argument in arguments]
    passed, failed = sum(one[0] for one in results), sum(one[1] for one in results)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
