"""What is checked before a request is registered: what is refused, what is told, what a valid request still lacks.

A request is never refused because of the person: a wrong check digit, a missing name or paper is told, and the office
registers with a reason or asks for a correction (条例第二十九、三十条). Impossible dates are refused: they would make
every period wrong.
"""

from collections.abc import Iterator
from datetime import date

from casework.date_wording import full_date
from casework.drafts import ApplicantDraft, RegistrationDraft
from casework.identity_numbers import identity_flaw
from casework.mandates import MANDATE_ROLE
from casework.refusals import basis_text, refusal
from casework.views import CompletenessView, FieldProblem
from law.parameters import parameters
from law.terms import AccessForm, Channel, DeliveryMethod, IdentityKind

__all__ = ["DAY_LABELS", "completeness", "problems", "receipt_days"]

DAY_LABELS = {
    "written": "落款日期",
    "posted": "寄出日期",
    "submitted": "提交日期",
    "signed": "签收日期",
    "arrived": "到件日期",
    "confirmed": "确认日期",
    "system_received": "系统接收日期",
    "staff_ack": "工作人员确认日期",
    "office_confirmed": "公开机构确认日期",
    "reached_office": "转到公开机构日期",
}
_NEEDED = {
    Channel.IN_PERSON: ("submitted",),
    Channel.ORAL: ("submitted",),
    Channel.MAIL_SIGNED: ("signed",),
    Channel.MAIL_SIGNED_OTHER_UNIT: ("signed",),
    Channel.ORDINARY_MAIL: ("arrived",),
    Channel.WEB: ("submitted", "system_received"),
    Channel.EMAIL: ("system_received",),
    Channel.FAX: ("arrived",),
}
# Earlier day, later day: the other way round cannot have happened.
_ORDER = (
    ("posted", "signed"),
    ("posted", "arrived"),
    ("submitted", "staff_ack"),
    ("signed", "office_confirmed"),
    ("signed", "confirmed"),
    ("signed", "reached_office"),
    ("arrived", "confirmed"),
    ("arrived", "reached_office"),
    ("system_received", "confirmed"),
    ("submitted", "confirmed"),
)
# The law data know no reply period before it.
_FIRST_DAY_OF_THE_LAW = parameters().parameter("reply_days").values[0].effective


def receipt_days(draft: RegistrationDraft) -> dict[str, date]:
    """The dates that were filled in, by field name."""
    found = {name: getattr(draft.dates, name) for name in DAY_LABELS}
    return {name: day for name, day in found.items() if day is not None}


def problems(draft: RegistrationDraft, today: date) -> tuple[FieldProblem, ...]:
    """Why a (cleaned) draft is not acceptable as it stands; ``overridable`` ones may be accepted with a reason."""
    return (*_date_problems(draft, today), *_content_problems(draft), *_person_problems(draft))


def _problem(field: str, code: str, *, overridable: bool = False, **values: object) -> FieldProblem:
    said = refusal(code, **values)
    sentence = said.what + (f"{said.why}。" if said.why else "")
    return FieldProblem(
        field=field, code=code, sentence=sentence, basis=basis_text(said.citations), overridable=overridable
    )


def _date_problems(draft: RegistrationDraft, today: date) -> Iterator[FieldProblem]:
    days = receipt_days(draft)
    needed = _NEEDED[draft.channel]
    if not any(name in days for name in needed):
        label = DAY_LABELS[needed[0]]
        yield _problem(f"dates.{needed[0]}", "receipt_day_missing", label=label, channel=draft.channel.label)
    for name, day in days.items():
        if day > today:
            yield _problem(
                f"dates.{name}", "day_in_future", label=DAY_LABELS[name], day=full_date(day), today=full_date(today)
            )
        elif day < _FIRST_DAY_OF_THE_LAW:
            yield _problem(f"dates.{name}", "day_before_law", label=DAY_LABELS[name], day=full_date(day))
    yield from _order_problems(days)
    received = min((days[name] for name in needed if name in days), default=None)
    written = days.get("written")
    if written and received and written > received:
        yield _problem(
            "dates.written",
            "written_after_receipt",
            overridable=True,
            written=full_date(written),
            received=full_date(received),
        )


def _order_problems(days: dict[str, date]) -> Iterator[FieldProblem]:
    for earlier, later in _ORDER:
        if earlier in days and later in days and days[later] < days[earlier]:
            yield _problem(
                f"dates.{later}",
                "days_out_of_order",
                later=DAY_LABELS[later],
                later_day=full_date(days[later]),
                earlier=DAY_LABELS[earlier],
                earlier_day=full_date(days[earlier]),
            )


def _content_problems(draft: RegistrationDraft) -> Iterator[FieldProblem]:
    if not (draft.title or draft.text.strip() or draft.items):
        yield _problem("text", "nothing_asked")
    for number, item in enumerate(draft.items, start=1):
        if not (item.title or item.text.strip()):
            yield _problem(f"items.{number - 1}.text", "item_empty", number=number)
    if draft.channel is Channel.ORAL:
        if not draft.oral_writer:
            yield _problem("oral_writer", "oral_writer_missing")
        if not draft.oral_signed:
            yield _problem("oral_signed", "oral_not_signed", overridable=True)


def _person_problems(draft: RegistrationDraft) -> Iterator[FieldProblem]:
    if not draft.applicant.name:
        yield _problem("applicant.name", "applicant_unnamed", overridable=True)
    yield from _identity_problems("applicant.identity_number", draft.applicant.identity_kind, draft.applicant)
    for number, other in enumerate(draft.co_applicants, start=1):
        if not other.name:
            yield _problem(f"co_applicants.{number - 1}.name", "co_applicant_unnamed", number=number)
        yield from _identity_problems(
            f"co_applicants.{number - 1}.identity_number", other.identity_kind, other, suffix=f".{number}"
        )
    if draft.agent is not None:
        if not draft.agent.name:
            yield _problem("agent.name", "agent_unnamed")
        flaw = identity_flaw(draft.agent.identity_kind, draft.agent.identity_number)
        if flaw is not None:
            yield FieldProblem(
                field="agent.identity_number", code=f"{flaw.code}.agent", sentence=flaw.sentence, overridable=True
            )


def _identity_problems(field: str, kind: IdentityKind, who: ApplicantDraft, suffix: str = "") -> Iterator[FieldProblem]:
    flaw = identity_flaw(kind, who.identity_number)
    if flaw is not None:
        yield FieldProblem(field=field, code=flaw.code + suffix, sentence=flaw.sentence, overridable=True)


def completeness(draft: RegistrationDraft) -> tuple[CompletenessView, ...]:
    """The three groups that article 29 asks for, each complete or with what is missing; missing is no refusal."""
    groups = (
        ("身份、联系方式", _missing_person(draft)),
        ("内容描述", _missing_content(draft)),
        ("形式要求", _missing_form(draft)),
    )
    return tuple(
        CompletenessView(label=label, complete=not missing, missing="、".join(missing)) for label, missing in groups
    )


def _missing_person(draft: RegistrationDraft) -> list[str]:
    who = draft.applicant
    missing = [] if who.name else ["姓名或者名称"]
    proven = who.identity_copy_attached or (who.identity_number and who.identity_kind is not IdentityKind.NONE)
    if not proven:
        missing.append("身份证明")
    if not any((who.phone, who.landline, who.email, who.fax, who.address)):
        missing.append("联系方式")
    unproven = [one for one in draft.co_applicants if not (one.identity_number or one.identity_copy_attached)]
    if unproven:
        missing.append(f"其余 {len(unproven)} 名申请人的身份证明")
    if draft.agent is not None and not draft.agent.authorization_attached:
        missing.append(MANDATE_ROLE)
    return missing


def _missing_content(draft: RegistrationDraft) -> list[str]:
    described = draft.title or draft.text or any(one.title or one.text for one in draft.items)
    return [] if described else ["所要信息的名称、文号或者特征描述"]


def _missing_form(draft: RegistrationDraft) -> list[str]:
    missing = [] if draft.access_forms else ["提供方式"]
    if draft.delivery is None and AccessForm.INSPECTION not in draft.access_forms:
        missing.append("获取途径")
    if draft.delivery is DeliveryMethod.POST and not draft.applicant.address:
        missing.append("邮寄地址")
    if draft.delivery is DeliveryMethod.EMAIL and not draft.applicant.email:
        missing.append("电子邮箱")
    return missing
