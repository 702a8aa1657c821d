"""How a letter leaves the house, as part of the form of the act that makes it: now, or later from the case page."""

from typing import cast

from PySide6.QtWidgets import QWidget

from casework.act_proposals import LetterCourse
from casework.drafts import DispatchDraft
from casework.ems import read_mail_number
from casework.service_effect import service_effect
from desktop.acts.panel import ActPanel
from desktop.components import Banner, LineInput, Rule
from desktop.theme import Tone
from law.terms import DocumentKind, ReceiverRelation, ServiceMethod

__all__ = [
    "DELIVERED_AT_ONCE",
    "RELATIONS",
    "add_sending",
    "arrange_sending",
    "read_names",
    "read_sending",
    "show_number_use",
    "typed_mail_number",
]

METHODS = tuple((one, one.label) for one in ServiceMethod)
# Left behind or published only what was refused or came back: no letter leaves that way for the first time.
_FIRST_METHODS = tuple(
    (one, one.label) for one in ServiceMethod if one not in (ServiceMethod.LIEN, ServiceMethod.NOTICE)
)
RELATIONS = tuple((one, one.label) for one in ReceiverRelation)
CARRIERS = "EMS"
DELIVERED_AT_ONCE = (ServiceMethod.DIRECT, ServiceMethod.COUNTER, ServiceMethod.LIEN)
_SIGNED_FOR = (ServiceMethod.DIRECT, ServiceMethod.COUNTER)
_CARRIED = (ServiceMethod.POST, ServiceMethod.ENTRUSTED)
LATER = "later"
NOW = "now"
_CARRIER_WORDS = {ServiceMethod.POST: "承运", ServiceMethod.ENTRUSTED: "受托机关"}


def add_sending(panel: ActPanel, *, optional: bool = True) -> None:
    """Add the fields: whether now, by which way, when, under which number; below them what that way brings about.

    Args:
        panel: the form.
        optional: the letter may also be sent later; False where sending is the act itself.
    """
    today = panel.facts.today
    if optional:
        panel.place(Rule(panel.inside))
        panel.place(panel.choice_field("sending", "发出", [(NOW, "今天一并发出"), (LATER, "先签发，稍后寄出")], NOW))
    methods = _FIRST_METHODS if optional else METHODS
    panel.place(panel.combo_field("method", "方式", methods, panel.facts.proposal.method))
    panel.place(panel.date_field("on", "发出日", today), panel.date_field("delivered_on", "送达日", today))
    panel.place(
        panel.line_field("carrier", "承运", CARRIERS, placeholder="EMS、挂号信"),
        panel.line_field("tracking_number", "邮件号", placeholder="可以稍后补"),
    )
    panel.place(
        panel.line_field("received_by", "签收人", placeholder="当场签收的人"),
        panel.combo_field("relation", "与受送达人的关系", RELATIONS, ReceiverRelation.SELF),
    )
    if not optional:
        _add_last_ways(panel)
    effect = Banner("", Tone.ACCENT, panel.inside)
    effect.setObjectName("effect")
    panel.place(effect)


def _add_last_ways(panel: ActPanel) -> None:
    """What leaving behind and publishing need."""
    panel.place(
        panel.line_field("witnesses", "见证人，两名，用顿号分开", placeholder="如：村委会某某、民警某某"),
        panel.line_field("record", "照片、录像", placeholder="没有两名见证人时写明并附上"),
    )
    panel.place(panel.text_field("attempts", "已试过的方式和不能送达的情况", lines=2))
    panel.place(panel.files_field("见证材料、公告截图"))


def arrange_sending(panel: ActPanel) -> None:
    """Show the fields of the chosen way and what it brings about."""
    now = _is_now(panel)
    method = panel.value("method")
    for key, shown in {
        "method": now,
        "on": now,
        "carrier": now and method in _CARRIED,
        "tracking_number": now and method in _CARRIED,
        "delivered_on": now and method in DELIVERED_AT_ONCE,
        "received_by": now and method in _SIGNED_FOR,
        "relation": now and method in _SIGNED_FOR,
        "witnesses": now and method is ServiceMethod.LIEN,
        "record": now and method is ServiceMethod.LIEN,
        "attempts": now and method is ServiceMethod.NOTICE,
        "attachments": now and method in (ServiceMethod.LIEN, ServiceMethod.NOTICE),
    }.items():
        if key in panel.fields:
            _show(panel.fields[key], shown)
    if isinstance(method, ServiceMethod):
        _name_carrier(panel, method)
    _say_number(panel)
    _say_effect(panel, now=now)


def _name_carrier(panel: ActPanel, method: ServiceMethod) -> None:
    """The post is named as it is usual; the agency entrusted is asked for."""
    carrier = panel.fields["carrier"]
    carrier.label.setText(_CARRIER_WORDS.get(method, "承运"))
    if method is ServiceMethod.ENTRUSTED and panel.text("carrier") == CARRIERS:
        _put(panel, "carrier", "")
    elif method is ServiceMethod.POST and not panel.text("carrier") and not carrier.control.hasFocus():
        _put(panel, "carrier", CARRIERS)


def _put(panel: ActPanel, key: str, text: str) -> None:
    control = panel.controls[key]
    if isinstance(control, LineInput):
        control.blockSignals(True)
        control.setText(text)
        control.blockSignals(False)


def _say_number(panel: ActPanel) -> None:
    """What looks wrong in a number of the post; it is kept as it is typed."""
    number = read_mail_number(panel.text("tracking_number"))
    panel.fields["tracking_number"].show_note(number.warning or panel.number_uses.get(number.text, ""))


def typed_mail_number(panel: ActPanel) -> str:
    """The number of the post in a form, once it is one and nothing is known of its use; empty otherwise."""
    if "tracking_number" not in panel.controls or not panel.fields["tracking_number"].isVisibleTo(panel):
        return ""
    number = read_mail_number(panel.text("tracking_number"))
    return number.text if number.known and number.text not in panel.number_uses else ""


def show_number_use(panel: ActPanel, number: str, sentence: str) -> None:
    """Tell beside the field that a number was used already; an empty sentence: it was not."""
    panel.number_uses[number] = sentence
    _say_number(panel)


def _say_effect(panel: ActPanel, *, now: bool) -> None:
    """On which day the reply counts as made, with its article."""
    (banner,) = cast(list[Banner], panel.findChildren(Banner, "effect"))
    method, policies = panel.value("method"), panel.facts.proposal.policies
    if not (now and _is_reply(panel) and policies is not None and isinstance(method, ServiceMethod)):
        banner.say("")
        return
    course = _course(panel)
    posted = course is not None and course.method is ServiceMethod.POST and course.back_on is not None
    found = service_effect(
        policies,
        method,
        panel.peek_day("on"),
        delivered_on=panel.peek_day("delivered_on") if method in DELIVERED_AT_ONCE else None,
        first_posted=course.dispatched_on if course is not None and posted else None,
        due=panel.facts.proposal.defer_until,
    )
    basis = f"（{found.basis}）" if found.basis and found.sentence else ""
    banner.say(f"{found.sentence}{basis}", Tone.OVER if found.late else Tone.ACCENT)


def _is_reply(panel: ActPanel) -> bool:
    course = _course(panel)
    if course is not None:
        return course.kind is DocumentKind.OUTCOME_LETTER
    return bool(getattr(panel, "makes_reply", False))


def _course(panel: ActPanel) -> LetterCourse | None:
    wanted = panel.facts.view.document_id
    return next((one for one in panel.facts.proposal.courses if one.document_id == wanted), None)


def _is_now(panel: ActPanel) -> bool:
    return "sending" not in panel.controls or panel.value("sending") == NOW


def _show(field: QWidget, shown: bool) -> None:
    field.setVisible(shown)


def read_sending(panel: ActPanel, document_id: int = 0, *, other_way_reason: str = "") -> DispatchDraft | None:
    """The dispatch as filled in; None when the letter is sent later.

    Args:
        panel: the form.
        document_id: the letter; 0 for one that the act makes.
        other_way_reason: why a fee notice goes another way than the applicant chose.

    Raises:
        UserError: the day is missing or unreadable.
    """
    if not _is_now(panel):
        return None
    method = ServiceMethod(str(panel.need_value("method")))
    signed = method in _SIGNED_FOR
    carried = method in _CARRIED
    return DispatchDraft(
        document_id=document_id,
        on=panel.need_day("on"),
        method=method,
        carrier=panel.text("carrier") if carried else "",
        tracking_number=read_mail_number(panel.text("tracking_number")).text if carried else "",
        delivered_on=panel.need_day("delivered_on") if method in DELIVERED_AT_ONCE else None,
        other_way_reason=other_way_reason,
        received_by=panel.text("received_by") if signed else "",
        relation=_relation(panel) if signed else None,
        witnesses=read_names(_text(panel, "witnesses")) if method is ServiceMethod.LIEN else (),
        record=_text(panel, "record") if method is ServiceMethod.LIEN else "",
        attempts=_text(panel, "attempts") if method is ServiceMethod.NOTICE else "",
    )


def _text(panel: ActPanel, key: str) -> str:
    return panel.text(key) if key in panel.controls else ""


def read_names(words: str) -> tuple[str, ...]:
    """Names typed in one line, whatever stands between them."""
    for mark in ("，", ",", "；", ";", " ", "\u3000"):
        words = words.replace(mark, "、")
    return tuple(one for one in words.split("、") if one)


def _relation(panel: ActPanel) -> ReceiverRelation | None:
    value = panel.value("relation")
    return value if isinstance(value, ReceiverRelation) else None
