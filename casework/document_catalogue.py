"""文书目录: every kind of document with what it says and by which provision, and the refusal of one out of its time."""

from datetime import date

from casework.acts import ACTS
from casework.document_catalogue_views import DocumentKindView, ExplainedRule
from casework.refusals import basis_text, refusal, refusals
from law.documents import DocumentPeriod, DocumentRule, document_rules
from law.errors import UserError
from law.rules import rule
from law.terms import Act, DocumentKind

__all__ = ["document_catalogue", "refuse_out_of_time"]


def document_catalogue() -> tuple[DocumentKindView, ...]:
    """All kinds of documents in the order of the catalogue."""
    return tuple(_view(one) for one in document_rules().values())


def refuse_out_of_time(kind: DocumentKind, on: date) -> None:
    """Refuse a document dated on a day on which its kind did not exist yet, or no more.

    Raises:
        UserError: ``document_not_yet``, ``document_no_more``, with the provisions of the kind.
    """
    found = document_rules()[kind]
    if found.period_on(on) is not None:
        return
    early = on < found.effective
    period = found.periods[0] if early else next(one for one in reversed(found.periods) if one.effective <= on)
    not_yet = "document_not_yet" if period.citations else "document_not_yet_noted"
    said = refusal(
        not_yet if early else "document_no_more",
        day=on,
        kind=kind.label,
        since=found.effective,
        until=period.until,
        basis=_basis(period),
    )
    code = "document_not_yet" if early else said.code
    raise UserError(code, said.what, said.why, said.todo, period.citations, "issued_on")


def _basis(period: DocumentPeriod) -> str:
    return "、".join(one.brief for one in period.citations) or period.basis


def _view(one: DocumentRule) -> DocumentKindView:
    return DocumentKindView(
        kind=one.kind,
        title=one.kind.label,
        addressees="、".join(who.label for who in one.addressees),
        when=one.when,
        elements=one.elements,
        basis=_basis(one.present),
        basis_short=basis_text(one.present.citations),
        noted="" if one.present.citations else one.present.basis,
        confidence=one.present.confidence.label,
        checked_on=one.checked_on,
        remedy=one.remedy.label,
        number_class=one.number_class.label if one.number_class else "",
        effective=one.effective,
        until=one.until,
        history=tuple(_period_line(period) for period in reversed(one.periods)),
        made_by=one.act.label if one.act else one.made_in,
        by_act=one.act is not None,
        barred=_barred(one.act) if one.act else (),
        sent=not one.in_house,
        reviewed=one.reviewed,
        rules=tuple(ExplainedRule(id=key, title=rule(key).title) for key in one.rules),
    )


def _barred(act: Act) -> tuple[str, ...]:
    """What the table of acts refuses, but for sentences that name a day or a number of the case."""
    said = (refusals()[code].what.rstrip("。") for code in ACTS[act].needs)
    return tuple(one for one in said if "{" not in one)


def _period_line(period: DocumentPeriod) -> str:
    since = _day(period.effective) + (f"至{_day(period.until)}" if period.until else "起")
    told = not period.citations or period.basis == period.confidence.label
    doubt = "" if told else f"（{period.basis}）"
    return f"{since}：{_basis(period)}{doubt}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
