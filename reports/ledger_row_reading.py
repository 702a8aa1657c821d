"""One row of a ledger: all its cells into normal form, with everything that somebody has to know or agree to."""

from collections.abc import Sequence
from typing import Final

from law.terms import ApplicantType, Channel
from reports.ledger_cells import (
    is_formula_like,
    read_contact,
    read_fee,
    read_identity,
    read_phone,
    several_names,
)
from reports.ledger_draft import RowDraft
from reports.ledger_grid import CellKind, column_letters
from reports.ledger_row_dates import read_days
from reports.ledger_rows import CellRef, RefusedCell

__all__ = ["read_row", "too_many_fields"]

_TEXTS: Final = (
    "serial_no",
    "query_code",
    "handler",
    "department",
    "reply_no",
    "address",
    "email",
    "fax",
    "postcode",
    "legal_rep",
    "contact_person",
    "agent",
    "work_unit",
    "purpose",
    "doc_no_hint",
    "id_type",
    "form_of_info",
    "delivery_method",
    "fee_waiver",
    "description",
    "remarks",
    "outcome_basis",
    "refusal_reason",
    "review_status",
    "lawsuit_status",
    "pages",
    "consult_party",
    "org_name",
)
_FREE_TEXTS: Final = ("applicant_name", "org_name", "subject", "description", "purpose", "remarks", "address")
_LOST_SIGNS: Final = "?\ufffd□"
_GENERIC: Final = "organisation"


def read_row(draft: RowDraft) -> None:
    """Read a row into its draft."""
    for name in _TEXTS:
        if draft.has(name):
            draft.values[name] = draft.text(name)
    if draft.has("delivery_proof"):
        draft.values["delivery"] = draft.text("delivery_proof")
    _channel(draft)
    read_days(draft)
    _contact(draft)
    _applicant(draft)
    _subject(draft)
    _money(draft)
    _outcome(draft)
    _state(draft)
    _texts_like_formulas(draft)
    draft.ask_about_filling()
    if draft.row in draft.context.part.grid.hidden_rows:
        draft.ask("hidden_row", "")


def too_many_fields(draft: RowDraft, count: int, expected: int, swallowed: int = 0) -> None:
    """A CSV record with more fields than heads, or with other rows in a cell: nothing of it can be told apart."""
    shown = f"{count}个字段，表头{expected}个"
    if swallowed:
        shown = f"引号没有配对，一格里并进了{swallowed}行"
    words = draft.context.words
    draft.field_count = count
    draft.refused.append(
        RefusedCell(
            cell=CellRef(draft.context.part.grid.name, draft.row, column_letters(1 if swallowed else expected + 1)),
            field="",
            reason="too_many_fields",
            shown=shown,
            told=words.said("reasons", "too_many_fields"),
        )
    )


def _channel(draft: RowDraft) -> None:
    draft.values["channel"] = None
    text = draft.text("channel") if draft.has("channel") else None
    if text is None:
        if draft.context.part.portal and not draft.has("channel"):
            draft.values["channel"] = Channel.WEB.value
        return
    chosen = draft.context.chosen_word("channel", text) or _identifier(text, tuple(Channel), ("mail",))
    found = chosen or draft.context.words.channel(text)
    draft.values["channel"] = found or None
    if not found:
        draft.ask("channel_unknown", "channel", shown=text)


def _identifier(text: str, members: Sequence[str], more: tuple[str, ...] = ()) -> str:
    """The text itself if it is an identifier, as somebody's choice or an export of this program writes it."""
    return text if text in {str(one) for one in members} or text in more else ""


def _contact(draft: RowDraft) -> None:
    if draft.has("phone"):
        draft.values["phone"] = read_phone(draft.cell("phone"))
        if draft.values["phone"] is None and draft.text("phone") is not None:
            draft.warn("phone_lost_digits")
    text = draft.text("contact") if draft.has("contact") else None
    if draft.has("contact"):
        phone, address = read_contact(text) if text else (None, None)
        draft.values["phone"] = draft.values.get("phone") or phone
        draft.values["address"] = draft.values.get("address") or address


# ---------------------------------------------------------------------------------------------------------- applicant


def _applicant(draft: RowDraft) -> None:
    name = draft.text("applicant_name") if draft.has("applicant_name") else None
    organisation = draft.text("org_name") if draft.has("org_name") else None
    draft.values["applicant_name"] = name or organisation
    told = _told_type(draft)
    code = _codes(draft, organisation=told is not None and told[0] == _GENERIC)
    _type(draft, told, name or organisation or "", code)
    if not (name or organisation):
        _refuse_blank(draft, "applicant_name" if draft.has("applicant_name") else "org_name", "no_applicant_name")
        return
    _name_questions(draft, name or organisation or "")


def _told_type(draft: RowDraft) -> tuple[str, str] | None:
    text = draft.text("applicant_type") if draft.has("applicant_type") else None
    kind = draft.text("org_kind") if draft.has("org_kind") else None
    if text is None and kind is None:
        return None
    chosen = draft.context.chosen_word("applicant_type", text or "") or _identifier(
        text or "", tuple(ApplicantType), (_GENERIC,)
    )
    if chosen:
        return (chosen, "") if chosen in {"natural_person", _GENERIC} else (_GENERIC, chosen)
    codes = draft.head_is_code("applicant_type")
    found = draft.context.words.applicant(text, codes=codes) if text is not None else None
    narrower = draft.context.words.applicant(kind) if kind is not None else None
    if found is None and narrower is None:
        draft.ask("applicant_type_unknown", "applicant_type", shown=text or kind or "")
    if narrower is not None and (found is None or found == (_GENERIC, "")):
        return narrower
    return found


def _type(draft: RowDraft, told: tuple[str, str] | None, name: str, code: str) -> None:
    suggested = draft.context.words.organisation_kind(name, code)
    if told is None:
        draft.values["applicant_type"] = _GENERIC if suggested else "natural_person"
        draft.values["org_kind"] = suggested or None
        return
    draft.values["applicant_type"], kind = told
    draft.values["org_kind"] = kind or None
    if told == (_GENERIC, ""):
        draft.values["org_kind_suggested"] = suggested or None
        draft.ask("org_kind_unknown", "applicant_type", suggested=suggested)


def _codes(draft: RowDraft, *, organisation: bool) -> str:
    """Read the numbers of the applicant; returns a code of an organisation, empty if there is none."""
    code = ""
    for name in ("id_number", "org_code"):
        if not draft.has(name):
            continue
        draft.values[name] = None
        cell = draft.cell(name)
        if cell.blank or cell.kind in {CellKind.ERROR, CellKind.UNVALUED}:
            continue
        reading = read_identity(cell, organisation=organisation or name == "org_code")
        if reading.refused:
            draft.refuse(name, reading.refused)
            continue
        draft.values[name] = reading.value
        if reading.flaw:
            draft.warn(reading.flaw)
        if reading.value and len(reading.value) == 18 and not reading.value[:17].isdecimal():
            code = reading.value
    return code


def _name_questions(draft: RowDraft, name: str) -> None:
    field = "applicant_name" if draft.has("applicant_name") else "org_name"
    names = several_names(name)
    if names:
        draft.ask("several_applicants", field, proposed=names, shown=name)
    if any(sign in name for sign in _LOST_SIGNS):
        draft.ask("lossy_character", field, shown=name)


def _subject(draft: RowDraft) -> None:
    draft.values["subject"] = draft.text("subject") if draft.has("subject") else None
    if draft.values["subject"] is None:
        _refuse_blank(draft, "subject", "no_subject")


def _refuse_blank(draft: RowDraft, name: str, reason: str) -> None:
    cell = draft.cell(name)
    draft.refuse(name, reason, shown=cell.shown or cell.formula)


# ------------------------------------------------------------------------------------------------------------- outcome


def _money(draft: RowDraft) -> None:
    if not draft.has("fee"):
        return
    text = draft.text("fee")
    draft.values["fee"] = None if text is None else read_fee(text)
    if text is not None and draft.values["fee"] is None:
        draft.warn("fee_not_readable")


def _outcome(draft: RowDraft) -> None:
    draft.values["outcome_id"] = None
    text = draft.text("outcome") if draft.has("outcome") else None
    if text is None:
        return
    chosen = draft.context.chosen_word("outcome", text) or draft.context.words.outcome_id(text)
    if chosen:
        draft.values["outcome_id"] = chosen
        return
    more = "".join(draft.text(name) or "" for name in ("refusal_reason", "outcome_basis") if draft.has(name))
    found = draft.context.words.outcome(text, more, codes=draft.head_is_code("outcome"))
    if found is None:
        draft.ask("outcome_unknown", "outcome", shown=text)
    elif found.event:
        draft.ask("event_word_as_outcome", "outcome", proposed=found.event, shown=text)
    elif not found.id:
        draft.values["outcome_candidates"] = found.candidates
        draft.ask("outcome_ambiguous", "outcome", candidates=found.candidates, shown=text)
    else:
        draft.values["outcome_id"] = found.id
        if found.confirm:
            draft.ask("outcome_confirm", "outcome", candidates=found.confirm, shown=text)


def _state(draft: RowDraft) -> None:
    text = draft.text("state") if draft.has("state") else None
    if text is None:
        return
    shown, invalid = draft.context.words.state(text, codes=draft.head_is_code("state"))
    draft.values["state"] = shown
    if invalid:
        draft.refuse("state", "state_invalid", shown=shown)


def _texts_like_formulas(draft: RowDraft) -> None:
    for name in _FREE_TEXTS:
        if not draft.has(name):
            continue
        cell = draft.cell(name)
        if is_formula_like(cell):
            draft.warn("formula_like_text")
        elif cell.kind is CellKind.UNVALUED:
            draft.ask("formula_without_value", name, shown=cell.formula)
        elif cell.kind is CellKind.ERROR:
            draft.ask("cell_error", name, shown=cell.shown)
