"""How a letter leaves the house, as part of the form of the act that makes it: now, or later from the case page."""

from PySide6.QtWidgets import QWidget

from casework.drafts import DispatchDraft
from desktop.acts.panel import ActPanel
from desktop.components import Rule
from law.terms import ServiceMethod

__all__ = ["DELIVERED_AT_ONCE", "add_sending", "arrange_sending", "read_sending"]

METHODS = tuple((one, one.label) for one in ServiceMethod)
CARRIERS = "EMS"
DELIVERED_AT_ONCE = (ServiceMethod.DIRECT, ServiceMethod.COUNTER, ServiceMethod.LIEN)
LATER = "later"
NOW = "now"


def add_sending(panel: ActPanel, *, optional: bool = True) -> None:
    """Add the fields: whether now, by which way, when, under which number.

    Args:
        panel: the form.
        optional: the letter may also be sent later; False where sending is the act itself.
    """
    today = panel.facts.today
    if optional:
        panel.place(Rule(panel.inside))
        panel.place(panel.choice_field("sending", "发出", [(NOW, "今天一并发出"), (LATER, "先签发，稍后寄出")], NOW))
    panel.place(panel.combo_field("method", "方式", METHODS, panel.facts.proposal.method))
    panel.place(panel.date_field("on", "发出日", today), panel.date_field("delivered_on", "送达日", today))
    panel.place(
        panel.line_field("carrier", "承运", CARRIERS, placeholder="EMS、挂号信"),
        panel.line_field("tracking_number", "邮件号", placeholder="可以稍后补"),
    )


def arrange_sending(panel: ActPanel) -> None:
    """Show the fields of the chosen way."""
    now = "sending" not in panel.controls or panel.value("sending") == NOW
    method = panel.value("method")
    posted = method in (ServiceMethod.POST, ServiceMethod.ENTRUSTED)
    for key, shown in {
        "method": now,
        "on": now,
        "carrier": now and posted,
        "tracking_number": now and posted,
        "delivered_on": now and method in DELIVERED_AT_ONCE,
    }.items():
        _show(panel.fields[key], shown)


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
    if "sending" in panel.controls and panel.value("sending") != NOW:
        return None
    method = ServiceMethod(str(panel.need_value("method")))
    posted = method in (ServiceMethod.POST, ServiceMethod.ENTRUSTED)
    return DispatchDraft(
        document_id=document_id,
        on=panel.need_day("on"),
        method=method,
        carrier=panel.text("carrier") if posted else "",
        tracking_number=panel.text("tracking_number") if posted else "",
        delivered_on=panel.need_day("delivered_on") if method in DELIVERED_AT_ONCE else None,
        other_way_reason=other_way_reason,
    )
