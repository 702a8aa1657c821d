"""文书更正函: slips of the pen in a letter that left the house, told in a new letter; the old one stays what it is.

What a letter decides is not mended this way: a change that touches the conclusion, the provisions it rests on, the
remedies, a period or an amount is refused, and a new letter has to be made.
"""

import re
from collections import Counter
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select

from casework.act_case import ActCase, check_day, enter, words
from casework.consultation import keep_applicant_out
from casework.issuing import check_letter_date, issue
from casework.letter_frames import letter_frame
from casework.notice_drafts import CorrigendumDraft, WordChangeDraft
from casework.notice_facts import sent_letters
from casework.notice_parts import finished
from casework.office import Office
from casework.refusals import refused
from casework.unit_of_work import Work, begin
from casework.views import Changed
from law.documents import letters_to_consulted
from law.outcomes import outcome_rules
from law.terms import Act, DocumentKind, EventKind, Opinion, Rectification
from models import Document
from templates.notice_contexts import CorrigendumContext, WordChange
from templates.wording import chinese_date

__all__ = ["correct_letter"]

_PROVISION = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+条|第[（(]?[一二三四五六七八九十\d]+[）)]?[款项]"
    r"|《[^》]*(?:法|条例|办法|规定|细则|解释)》"
)
_NEGATIONS = re.compile(r"不|未|无|非|没有|拒绝|免")
_CHOICES = re.compile(r"应当|可以|予以公开|同意|准予|视为放弃|本(?:行政)?机关")
_AMOUNT = re.compile(r"\d[\d,.]*\s*(?:元|角|分)|人民币|[壹贰叁肆伍陆柒捌玖拾佰仟万]+元")
_PERIOD = re.compile(r"(?:\d+|[一二三四五六七八九十百]+)个?(?:工作日|日内|日后|个月|月内)")
_REMEDY = re.compile(r"复议|诉讼|起诉|人民法院")
_LONGEST: Final = 200  # a slip of the pen is words, not paragraphs
_SHORT: Final = 4  # so few signs that stand in several places do not say which place is meant
# What a context calls the last day or the length of a period, or the sum to pay.
_PERIOD_FIELDS: Final = ("deadline", "due_on", "first_due_on", "until", "reply_by", "pay_due_on", "reply_due_on")


def correct_letter(office: Office, draft: CorrigendumDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Issue a letter that corrects words of an issued one, to the same receiver.

    Raises:
        UserError: no such sent letter, the words do not stand in it, or they are part of what it decides.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.CORRECT_LETTER)
        check_letter_date(draft.issued_on, today=today, received=case.state.received)
        old = _sent(work, case, draft.document_id)
        check_day(draft.issued_on, case, "成文日期", field="issued_on", not_before=old.issued_on)
        changes = _changes(draft.changes)
        for change in changes:
            _refuse_decisive(old, change)
            _keep_names_out(work, case, old, change)
        document = _letter(work, case, draft, old, changes)
        payload = {
            "corrected_document_id": old.id,
            "document_number": old.document_number,
            "title": old.title,
            "changes": [{"wrong": one.wrong, "right": one.right} for one in changes],
        }
        work.record(case.request, EventKind.LETTER_CORRECTED, draft.issued_on, payload, document_id=document.id)
        return finished(work, case, Act.CORRECT_LETTER, document, draft.dispatch)


def _sent(work: Work, case: ActCase, document_id: int) -> Document:
    if document_id not in {one.document_id for one in sent_letters(case.state.facts)}:
        raise refused("corrigendum_letter_unknown", field="document_id")
    letter = work.session.get_one(Document, document_id)
    if not letter.context.get("addressee"):  # entered from another system: nobody knows what it said
        raise refused("corrigendum_letter_unknown", field="document_id")
    return letter


def _changes(drafts: tuple[WordChangeDraft, ...]) -> tuple[WordChangeDraft, ...]:
    """The pairs that were filled in, cleaned.

    Raises:
        UserError: none is, or one lacks a half, says the same twice, or is no mere words (``corrigendum_long``).
    """
    filled = [one for one in drafts if one.wrong.strip() or one.right.strip()]
    if not filled:
        raise refused("corrigendum_empty", field="wrong")
    changes = []
    for one in filled:
        change = WordChangeDraft(
            wrong=words(one.wrong, "corrigendum_wrong_missing", "wrong"),
            right=words(one.right, "corrigendum_right_missing", "right"),
        )
        for field, text in (("wrong", change.wrong), ("right", change.right)):
            if "\n" in text or len(text) > _LONGEST:
                raise refused("corrigendum_long", field=field, most=_LONGEST)
        if change.wrong == change.right:
            raise refused("corrigendum_same", field="right", words=change.wrong)
        changes.append(change)
    return tuple(changes)


def _letter(
    work: Work, case: ActCase, draft: CorrigendumDraft, old: Document, changes: tuple[WordChangeDraft, ...]
) -> Document:
    frame = letter_frame(work.office, work.session, case.request, case.derived, draft.issued_on)

    def context(number: str) -> CorrigendumContext:
        return CorrigendumContext(
            **frame.letter(number=number, signed_on=draft.issued_on),
            addressee=str(old.context["addressee"]),
            organisation=bool(old.context.get("organisation", False)),
            old_title=old.title,
            old_number=old.document_number or "",
            old_on=old.issued_on or draft.issued_on,
            changes=tuple(WordChange(wrong=one.wrong, right=one.right) for one in changes),
        )

    return issue(work, case.request, DocumentKind.CORRIGENDUM, context, issued_on=draft.issued_on)


# -------------------------------------------------------------------------------------------------- what may change


def _refuse_decisive(old: Document, change: WordChangeDraft) -> None:
    """Refuse words that do not stand in the letter, and those that are part of what it decides.

    Raises:
        UserError: naming what the change would touch.
    """
    lines = [str(one.get("text", "")) for one in old.preview.get("blocks", ())]
    touched = [line for line in lines if change.wrong in line]
    if not touched:
        raise refused("corrigendum_words_unknown", field="wrong", words=change.wrong, number=old.document_number or "")
    mended = [line.replace(change.wrong, change.right) for line in touched]
    before, after = "\n".join(touched), "\n".join(mended)
    named = {"words": change.wrong, "number": old.document_number or ""}
    places = before.count(change.wrong)
    if places > 1 and len(change.wrong) < _SHORT:
        raise refused("corrigendum_ambiguous", field="wrong", places=places, **named)
    if any(_in_remedy(old, line) for line in touched) or _differs(_REMEDY, before, after):
        raise refused("corrigendum_remedy", field="wrong", **named)
    if _differs(_PROVISION, before, after):
        raise refused("corrigendum_provision", field="wrong", **named)
    if _loses(before, after) or _differs(_NEGATIONS, before, after) or _differs(_CHOICES, before, after):
        raise refused("corrigendum_conclusion", field="wrong", **named)
    if _differs(_AMOUNT, before, after):
        raise refused("corrigendum_amount", field="wrong", **named)
    if _differs(_PERIOD, before, after) or any(day in before and day not in after for day in _period_days(old)):
        raise refused("corrigendum_period", field="wrong", **named)
    if old.document_number and (old.document_number in before) and old.document_number not in after:
        raise refused("corrigendum_number", field="wrong", **named)


def _differs(pattern: re.Pattern[str], before: str, after: str) -> bool:
    return Counter(pattern.findall(before)) != Counter(pattern.findall(after))


def _in_remedy(old: Document, line: str) -> bool:
    """Whether a paragraph is the remedy clause: who decides, within which time, is no slip of the pen."""
    clause: Any = old.context.get("remedy") or ()
    paragraphs = [clause] if isinstance(clause, str) else list(clause)
    return bool(line.strip()) and any(line.strip() in one or str(one).strip() in line for one in paragraphs if one)


def _loses(before: str, after: str) -> bool:
    """Whether words by which letters decide would be gone: those of the outcomes, of opinions and of records."""
    phrases = {phrase for rule in outcome_rules().values() for group in rule.required_phrases for phrase in group}
    labels = {one.label for terms in (Opinion, Rectification) for one in terms}
    return any(after.count(one) < before.count(one) for one in phrases | labels)


def _period_days(old: Document) -> tuple[str, ...]:
    """The last days that a letter sets, and its own date, from which its law and its remedies follow; as printed."""
    said = [old.context.get(name) for name in _PERIOD_FIELDS]
    days = [date.fromisoformat(one) for one in said if isinstance(one, str) and one]
    return tuple(chinese_date(one) for one in (*days, old.issued_on) if one is not None)


def _keep_names_out(work: Work, case: ActCase, old: Document, change: WordChangeDraft) -> None:
    """The consulted do not learn who asked; the applicant does not learn who was asked.

    Raises:
        UserError: ``consultation_names_applicant``, ``corrigendum_names_party``.
    """
    if old.kind in letters_to_consulted():
        keep_applicant_out(work, case, change.right, field="right")
        return
    letters = select(Document).where(Document.request_id == case.request.id, Document.kind.in_(letters_to_consulted()))
    for letter in work.session.scalars(letters):
        name = str((letter.context or {}).get("addressee", ""))
        if name and name in change.right and name not in change.wrong:
            raise refused("corrigendum_names_party", field="right", name=name)
