"""Whether an extension counts (条例第三十三条第二款).

It must be approved by the head of the office and told to the applicant before the first period ends, is capped, and is
given once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deadlines.grounds import parameter_on, why
from deadlines.history import Extension
from deadlines.wording import day_and_month, full_date
from law.citations import Citation
from law.errors import UserError
from law.policies import PolicySet

__all__ = ["ExtensionFinding", "check_extension_days", "extension_finding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFinding:
    """Whether the extension moves the date.

    Attributes:
        valid: whether it counts.
        days: working days asked for.
        reason_code: empty if valid; else ``extension_not_approved``, ``extension_not_notified``,
            ``extension_approved_late`` or ``extension_notified_late``.
        sentence: the reason in Chinese.
        citations: the articles.
        late_but_allowed: notified late and counted only because the agency's policy says so.
    """

    valid: bool
    days: int
    reason_code: str
    sentence: str
    citations: tuple[Citation, ...]
    late_but_allowed: bool = False


def check_extension_days(days: int, on: date) -> None:
    """Refuse a number of days that the law does not know.

    Args:
        days: working days asked for.
        on: decisive day for the cap.

    Raises:
        UserError: ``extension_over_20`` or ``extension_days``.
    """
    cap = parameter_on("extension_max_days", on)
    if days > cap.value:
        raise UserError(
            "extension_over_20",
            f"延长 {days} 个工作日超过上限",
            f"延长答复的期限最长不得超过{cap.value}个工作日",
            f"请改为 1 至 {cap.value} 个工作日",
            (cap.citation,),
            field="days",
        )
    if days < 1:
        raise UserError(
            "extension_days",
            "延长的工作日数至少为 1",
            "",
            f"请填 1 至 {cap.value}",
            (cap.citation,),
            field="days",
        )


def extension_finding(
    extensions: Sequence[Extension], base: date, first_due: date, policies: PolicySet, received: date | None = None
) -> ExtensionFinding | None:
    """Judge the extensions of a case; at most one counts.

    Args:
        extensions: all extensions on record.
        base: start of the running period; under the reading "once per period" earlier extensions do not carry over.
        first_due: end of the first period, stopped days left out; approval and notice must not be later.
        policies: ``extension_after_restart`` and ``late_extension_effect``.
        received: day of receipt, whose law caps the extension; ``None`` if it is the base.

    Raises:
        UserError: a number of days out of range.
    """
    for one in extensions:
        check_extension_days(one.days, received or base)
    if policies.text("extension_after_restart") == "once_per_clock":
        extensions = [one for one in extensions if one.notified_on is None or one.notified_on >= base]
    if not extensions:
        return None
    ordered = sorted(extensions, key=_extension_order)
    late_counts = policies.text("late_extension_effect") != "void"
    findings = [_judge(one, first_due, late_counts) for one in ordered]
    return next((one for one in findings if one.valid), findings[0])


def _extension_order(one: Extension) -> tuple[date, date, int]:
    return one.notified_on or date.max, one.approved_on or date.max, one.days


def _judge(one: Extension, first_due: date, late_counts: bool) -> ExtensionFinding:
    code, sentence = _flaw(one, first_due)
    late_allowed = late_counts and code == "extension_notified_late"
    if one.notified_on is not None and not code:
        sentence = f"延长{one.days}个工作日已于{full_date(one.notified_on)}告知申请人，在原期限内，有效。"
    elif late_allowed:
        sentence = f"{sentence.rstrip('。')}；按本机关口径仍予延长，请注意风险。"
    return ExtensionFinding(
        valid=not code or late_allowed,
        days=one.days,
        reason_code="" if late_allowed else code,
        sentence=sentence,
        citations=why("extension"),
        late_but_allowed=late_allowed,
    )


def _flaw(one: Extension, first_due: date) -> tuple[str, str]:
    """Code and sentence of what keeps an extension from counting, or two empty texts."""
    limit = full_date(first_due)
    if one.approved_on is None:
        return "extension_not_approved", "延长答复期限须经政府信息公开工作机构负责人同意，现无批准记录，延长无效。"
    if one.approved_on > first_due:
        when = day_and_month(one.approved_on)
        return "extension_approved_late", f"批准日{when}晚于原期限{limit}，延长无效。"
    if one.notified_on is None:
        return "extension_not_notified", f"延长须在{limit}前告知申请人，尚未发出告知书，期限仍按原期限。"
    if one.notified_on > first_due:
        when = day_and_month(one.notified_on)
        return "extension_notified_late", f"告知书{when}发出，晚于原期限{limit}，延长无效。"
    return "", ""
