"""How the numbers of a class are written: the agency's decision for the year, else the policies ``docno_*``.

A decision is refused if it could write a text that another class, or a registration number, can write too: a number
names one letter only.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.agency import agency_view, known_profile, profile_of
from casework.number_drafts import NumberPatternDraft
from casework.number_views import NumberDecisionView, NumberPreview
from casework.office import Office
from casework.refusals import refused
from casework.roles import roles_of
from casework.views import Changed
from law.policies import PolicySet
from law.terms import NumberClass, Role
from models import IssuedNumber
from models.numbering import NumberPattern, next_number
from models.text_cleaning import clean_text
from templates.numbers import NumberFormat, parse_number

__all__ = [
    "NumberStyle",
    "decide_pattern",
    "may_decide_numbers",
    "pattern_decisions",
    "pattern_in",
    "preview_pattern",
    "refuse_equal_marks",
    "registration_text",
    "style_of",
]

_MAY_DECIDE: Final = frozenset({Role.HEAD, Role.ADMINISTRATOR})
# 类型代字, the last character of the mark of a number, where the agency has decided nothing else.
_CODES: Final[Mapping[NumberClass, str]] = {
    NumberClass.REPLY: "复",
    NumberClass.CORRECTION: "补",
    NumberClass.EXTENSION: "延",
    NumberClass.CONSULTATION: "征",
    NumberClass.FEE: "费",
    NumberClass.NOTICE: "告",
    NumberClass.ASSIST: "协",
    NumberClass.DISPUTE: "诉",
}
# Policies name the parts in English, the templates in the words of the standard.
_PLACES: Final = {"{prefix}": "{机关代字}", "{kind}": "{类型代字}", "{year}": "{yyyy}"}
_LONGEST_CODE: Final = 8
_MOST_ZEROS: Final = 6
_PROBE: Final = 1
_SIGN: Final = "\x00"  # stands for the running number where two ways of writing are compared


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How the numbers of one class are written in one year by this agency."""

    form: NumberFormat
    agency_code: str
    class_code: str
    year: int

    def write(self, number: int) -> str:
        """The number as it is printed."""
        return self.form.write(self.agency_code, self.class_code, self.year, number)

    def pending(self) -> str:
        """How a draft shows the number that it will get when it is issued."""
        return self.form.pending(self.agency_code, self.class_code, self.year)

    def matcher(self) -> re.Pattern[str]:
        """Recognises what this style can write; the group is the running number."""
        before, after = _around(self.write(1), self.write(2))
        return re.compile(f"{re.escape(before.rstrip('0') if self.form.pad else before)}(\\d+){re.escape(after)}")


def _around(one: str, other: str) -> tuple[str, str]:
    """What stands before and behind the running number of two texts that differ in their last figure alone."""
    at = next(place for place, (left, right) in enumerate(zip(one, other, strict=True)) if left != right)
    return one[:at], one[at + 1 :]


def style_of(session: Session, number_class: NumberClass, year: int, policies: PolicySet) -> NumberStyle:
    """How numbers of a class are written in a year.

    Args:
        session: any session.
        number_class: a class of documents.
        year: the year of the letter's date.
        policies: ``docno_template``, ``docno_use_di``, ``docno_pad`` hold where no pattern was decided.
    """
    mark = agency_view(profile_of(session)).short_mark
    decided = pattern_in(session, number_class, year)
    if decided is None:
        return NumberStyle(_usual(policies), mark, _CODES[number_class], year)
    form = NumberFormat(pattern=decided.pattern, use_di=decided.use_di, pad=decided.pad)
    return NumberStyle(form, mark, decided.class_code, year)


def pattern_in(session: Session, number_class: NumberClass, year: int) -> NumberPattern | None:
    """The decision that holds for a class in a year; None while the agency has decided nothing."""
    return session.scalar(
        select(NumberPattern)
        .where(NumberPattern.number_class == number_class, NumberPattern.from_year <= year)
        .order_by(NumberPattern.from_year.desc(), NumberPattern.id.desc())
        .limit(1)
    )


def _usual(policies: PolicySet) -> NumberFormat:
    pattern = policies.text("docno_template")
    for ours, theirs in _PLACES.items():
        pattern = pattern.replace(ours, theirs)
    return NumberFormat(pattern=pattern, use_di=policies.flag("docno_use_di"), pad=policies.number("docno_pad"))


def registration_text(mark: str, year: int, number: int) -> str:
    """A registration number: 依申〔2026〕12号."""
    return f"{mark}〔{year}〕{number}号"


# -------------------------------------------------------------------------------------------------- deciding


def preview_pattern(office: Office, draft: NumberPatternDraft, *, today: date) -> NumberPreview:
    """The next two numbers that the pattern would write in its first year; nothing is kept.

    Raises:
        UserError: as ``decide_pattern``, but for the reason, which may still be missing.
    """
    with office.reading() as session:
        style = _checked(office, session, draft, today)
        number = next_number(session, draft.number_class, draft.from_year)
        return NumberPreview(next_text=style.write(number), following_text=style.write(number + 1))


def decide_pattern(office: Office, draft: NumberPatternDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Decide how the numbers of a class are written from a year on; numbers already taken stay as they are.

    Raises:
        UserError: no reason, a year that lies back, a pattern without year or running number, or one that could write
            the same text as another class or as a registration number; ``number_role``.
    """
    reason = clean_text(draft.reason).text.strip()
    if not reason:
        raise refused("number_pattern_without_reason", field="reason")
    with office.writing() as session:
        may_decide_numbers(session, actor)
        style = _checked(office, session, draft, today)
        session.add(
            NumberPattern(
                number_class=draft.number_class,
                from_year=draft.from_year,
                pattern=style.form.pattern,
                class_code=style.class_code,
                use_di=draft.use_di,
                pad=draft.pad,
                decided_by=actor,
                reason=reason,
                recorded_at=now,
            )
        )
        session.flush()
        example = style.write(next_number(session, draft.number_class, draft.from_year))
    label = draft.number_class.label
    return Changed(message=f"{label}文号自{draft.from_year}年起改写，下一号 {example}", topics=("numbers",))


def may_decide_numbers(session: Session, actor: str) -> None:
    """Refuse somebody who may not decide on numbers; an office without a list of persons lets everybody.

    Raises:
        UserError: ``number_role``.
    """
    roles = roles_of(session, actor)
    if roles is not None and not roles & _MAY_DECIDE:
        raise refused("number_role", person=actor)


def pattern_decisions(office: Office, number_class: NumberClass) -> tuple[NumberDecisionView, ...]:
    """The decisions on a class, the latest first."""
    with office.reading() as session:
        rows = session.scalars(
            select(NumberPattern).where(NumberPattern.number_class == number_class).order_by(NumberPattern.id.desc())
        )
        return tuple(
            NumberDecisionView(
                from_year=one.from_year,
                pattern=one.pattern,
                class_code=one.class_code,
                reason=one.reason,
                decided_by=one.decided_by,
                recorded_at=one.recorded_at,
            )
            for one in rows
        )


def _checked(office: Office, session: Session, draft: NumberPatternDraft, today: date) -> NumberStyle:
    if draft.number_class not in _CODES:
        raise refused("number_pattern_of_registration", field="number_class")
    if not today.year <= draft.from_year <= today.year + 1:
        raise refused(
            "number_pattern_year", field="from_year", year=draft.from_year, first=today.year, last=today.year + 1
        )
    if not 0 <= draft.pad <= _MOST_ZEROS:
        raise refused("number_pattern_pad", field="pad", most=_MOST_ZEROS)
    pattern, code = (re.sub(r"\s+", "", clean_text(one).text) for one in (draft.pattern, draft.class_code))
    if not code or len(code) > _LONGEST_CODE or re.search(r"[{}〔〕\[\]0-9０-９]", code):
        raise refused("number_class_code_wrong", field="class_code", code=code, most=_LONGEST_CODE)
    mark = agency_view(known_profile(session)).short_mark
    style = NumberStyle(_form(pattern, draft), mark, code, draft.from_year)
    # What nobody could read back as a number would bar every letter from being issued (C50).
    read = parse_number(style.write(_PROBE))
    if read is None or (read.year, read.seq) != (draft.from_year, _PROBE):
        raise refused("number_pattern_order", field="pattern", pattern=pattern)
    _refuse_same_text(office, session, draft, style)
    _refuse_used_text(session, draft, style)
    return style


def _form(pattern: str, draft: NumberPatternDraft) -> NumberFormat:
    places = re.findall(r"\{([^{}]*)\}", pattern)
    loose = re.sub(r"\{[^{}]*\}", "", pattern)
    if "{" in loose or "}" in loose or places.count("seq") != 1 or places.count("yyyy") != 1:
        raise refused("number_pattern_wrong", field="pattern", pattern=pattern)
    if re.search(r"[0-9０-９]", loose) or re.search(r"\{yyyy\}\{seq\}|\{seq\}\{yyyy\}", pattern):
        raise refused("number_pattern_figures", field="pattern", pattern=pattern)
    return NumberFormat(pattern=pattern, use_di=draft.use_di, pad=draft.pad)


def _refuse_same_text(office: Office, session: Session, draft: NumberPatternDraft, style: NumberStyle) -> None:
    """Two classes that can write the same text, from the year of the decision on."""
    years = {draft.from_year}
    years |= _years_decided(session, after=draft.from_year)
    for year in sorted(years):
        own = NumberStyle(style.form, style.agency_code, style.class_code, year)
        for label, shape in _others(office, session, draft.number_class, year):
            if shape == _shape(own.write(_PROBE)):
                example = own.write(next_number(session, draft.number_class, year))
                raise refused("number_pattern_twice", field="class_code", text=example, other=label)


def refuse_equal_marks(office: Office, session: Session, year: int) -> None:
    """Refuse marks of the agency with which letters would bear the text of a registration number.

    Raises:
        UserError: ``number_marks_equal``.
    """
    agency = agency_view(known_profile(session))
    for one in sorted({year} | _years_decided(session, after=year)):
        policies = office.policies(date(one, 1, 1), session)
        registered = registration_text(agency.registration_mark, one, _PROBE)
        for number_class in _CODES:
            written = style_of(session, number_class, one, policies).write(_PROBE)
            if _shape(written) == _shape(registered):
                raise refused(
                    "number_marks_equal", field="registration_mark", text=registered, other=number_class.label
                )


def _years_decided(session: Session, *, after: int) -> set[int]:
    return set(session.scalars(select(NumberPattern.from_year).where(NumberPattern.from_year > after).distinct()))


def _others(office: Office, session: Session, own: NumberClass, year: int) -> Iterator[tuple[str, str]]:
    """The other series with the shape of what they write in a year."""
    agency = agency_view(known_profile(session))
    policies = office.policies(date(year, 1, 1), session)
    yield NumberClass.REGISTRATION.label, _shape(registration_text(agency.registration_mark, year, _PROBE))
    for other in _CODES:
        if other is not own:
            yield f"{other.label}文号", _shape(style_of(session, other, year, policies).write(_PROBE))


def _shape(written: str) -> str:
    """A number with every figure that is no year taken out; equal shapes can hold equal numbers.

    第 belongs to the figure: neither padding nor 第 keeps two letters apart for those who read them.
    """
    return re.sub(r"第?(?<!\d)\d{1,3}(?!\d)|第?0\d{3,5}(?!\d)", _SIGN, written)


def _refuse_used_text(session: Session, draft: NumberPatternDraft, style: NumberStyle) -> None:
    """Texts that another class used already in that year, which the series would come to write again."""
    coming = next_number(session, draft.number_class, draft.from_year)
    used = session.execute(
        select(IssuedNumber.text, IssuedNumber.number_class).where(
            IssuedNumber.year == draft.from_year, IssuedNumber.number_class != draft.number_class
        )
    )
    matcher = style.matcher()
    for text, other in used:
        found = matcher.fullmatch(text)
        if found is not None and int(found[1]) >= coming:
            raise refused("number_pattern_used", field="class_code", text=text, other=other.label)
