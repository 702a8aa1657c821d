"""The foot of a form: who signed, and the day written there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from templates.form_parts import Answer
from templates.form_results import Certainty, ReadField
from templates.form_values import WrittenDay, signature_value, written_day

__all__ = ["Signing", "signing"]


@dataclass
class Signing:
    """What the foot says."""

    fields: list[ReadField] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def signing(answers: Sequence[Answer]) -> Signing:
    """Signature and date."""
    told = Signing()
    days: list[tuple[WrittenDay, Answer]] = []
    signed: list[Answer] = []
    for one in answers:
        if one.key not in ("signature", "applied_date"):
            continue
        told.asked.append(one.key)
        found = written_day(one.value)
        if found is not None:
            days.append((found, one))
        if one.key == "signature":
            rest = one.value if found is None else _without(one.value, found.words)
            signed.append(one.with_value(_without_frame(rest)))
    _names(told, signed)
    _days(told, days)
    return told


def _without(text: str, words: str) -> str:
    head, _, tail = text.partition(words)
    return f"{head} {tail}" if words and words in text else text


def _without_frame(text: str) -> str:
    """A date nobody filled in is no signature (　年　月　日)."""
    bare = "".join(text.split())
    return text[: text.rfind("年")].rstrip() if bare.endswith("年月日") else text


def _names(told: Signing, signed: Sequence[Answer]) -> None:
    warnings = []
    for one in signed:
        name, warning = signature_value(one.value)
        if name:
            told.fields.append(ReadField(name="signature", values=(name,), source=one.source))
            return
        warnings.append(warning)
    if warnings:
        told.warnings.append(max(warnings, key=lambda one: one != "签字栏空白"))


def _days(told: Signing, days: Sequence[tuple[WrittenDay, Answer]]) -> None:
    whole = {day: (found, one) for found, one in days if (day := found.day) is not None}
    if len(whole) == 1:
        ((day, (found, one)),) = whole.items()
        told.asked.append("applied_date")
        told.fields.append(
            ReadField(
                name="applied_date",
                values=(day.isoformat(),),
                source=one.source,
                certainty=Certainty.LOW if found.doubtful else Certainty.HIGH,
                remark="年份只写了两位" if found.doubtful else "",
            )
        )
        return
    for day, (_, one) in whole.items():
        remark = "表上有不同的日期，请选用"
        told.fields.append(
            ReadField(
                name="applied_date",
                values=(day.isoformat(),),
                source=one.source,
                certainty=Certainty.LOW,
                remark=remark,
            )
        )
    if whole:
        return
    for found, _ in days:
        if found.wrong:
            told.warnings.append(f"申请日期“{''.join(found.words.split())}”不存在")
        elif found.missing:
            told.warnings.append(f"申请日期缺{found.missing}")
    if not days and "applied_date" in told.asked:
        told.warnings.append("申请日期空白")
