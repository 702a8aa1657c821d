"""What somebody said about a ledger before the import, as JSON: kept while it is unfinished, and offered again."""

import json
from dataclasses import replace
from typing import Any

from casework.ledger_drafts import (
    Agreement,
    ColumnChoice,
    LedgerChoices,
    RowChoice,
    SheetChoice,
    WordChoice,
)

__all__ = ["said_from_json", "said_to_json", "with_column", "with_row", "with_sheet", "with_word"]


def said_to_json(path: str, choices: LedgerChoices, agreement: Agreement) -> str:
    """The file that was chosen, what was corrected and what was agreed to."""
    said: dict[str, Any] = {
        "path": path,
        "columns": [_plain(one) for one in choices.columns],
        "sheets": [_plain(one) for one in choices.sheets],
        "words": [_plain(one) for one in choices.words],
        "rows": [_plain(one) for one in choices.rows],
        "agreed": {
            "everything": agreement.everything,
            "kinds": sorted(agreement.kinds),
            "rows": sorted(list(one) for one in agreement.rows),
        },
    }
    return json.dumps(said, ensure_ascii=False)


def _plain(one: object) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in one.__dataclass_fields__}  # type: ignore[attr-defined]
    return {
        name: dict(value) if isinstance(value, dict) else list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def said_from_json(text: str) -> tuple[str, LedgerChoices, Agreement]:
    """What ``said_to_json`` kept.

    Raises:
        ValueError, KeyError, TypeError: it was not kept by this program.
    """
    said = json.loads(text)
    agreed = said["agreed"]
    choices = LedgerChoices(
        columns=tuple(ColumnChoice(**{**one, "fields": tuple(one["fields"])}) for one in said["columns"]),
        sheets=tuple(
            SheetChoice(**{**one, "header_rows": tuple(one["header_rows"]) if one["header_rows"] else None})
            for one in said["sheets"]
        ),
        words=tuple(WordChoice(**one) for one in said["words"]),
        rows=tuple(RowChoice(**one) for one in said["rows"]),
    )
    agreement = Agreement(
        everything=bool(agreed["everything"]),
        kinds=frozenset(agreed["kinds"]),
        rows=frozenset((str(sheet), int(row)) for sheet, row in agreed["rows"]),
    )
    return str(said["path"]), choices, agreement


def with_column(choices: LedgerChoices, sheet: str, letter: str, fields: tuple[str, ...]) -> LedgerChoices:
    """The same choices, with a column taken for something else."""
    kept = tuple(one for one in choices.columns if (one.sheet, one.letter) != (sheet, letter))
    return replace(choices, columns=(*kept, ColumnChoice(fields=fields, letter=letter, sheet=sheet)))


def with_sheet(choices: LedgerChoices, name: str, *, imported: bool) -> LedgerChoices:
    """The same choices, with a sheet read or left out."""
    kept = tuple(one for one in choices.sheets if one.name != name)
    before = next((one for one in choices.sheets if one.name == name), SheetChoice(name=name))
    return replace(choices, sheets=(*kept, replace(before, imported=imported)))


def with_word(choices: LedgerChoices, field: str, word: str, value: str) -> LedgerChoices:
    """The same choices, with a meaning for a word of this ledger."""
    kept = tuple(one for one in choices.words if (one.field, one.word) != (field, word))
    return replace(choices, words=(*kept, WordChoice(field=field, word=word, value=value)))


def with_row(choices: LedgerChoices, sheet: str, row: int, **said: Any) -> LedgerChoices:
    """The same choices, with something said about one row."""
    kept = tuple(one for one in choices.rows if (one.sheet, one.row) != (sheet, row))
    before = next((one for one in choices.rows if (one.sheet, one.row) == (sheet, row)), None)
    return replace(choices, rows=(*kept, replace(before or RowChoice(sheet=sheet, row=row), **said)))
