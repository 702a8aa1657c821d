"""The risk page on one sheet of paper."""

from html import escape

from casework.risk_views import RiskGroup, RiskLine, RiskView
from desktop.risk.signs import RISK_TONES
from desktop.theme import Tone

__all__ = ["risk_html"]

_SIGNS = {Tone.OVER: "●", Tone.TODAY: "◆", Tone.SOON: "▲", Tone.SUSP: "Ⅱ", Tone.PROV: "◌", Tone.DONE: "✓"}


def risk_html(view: RiskView, agency: str, padding: int = 3) -> str:
    """The page for the printer, black on white; the signs tell what colours tell on the screen."""
    day = f"{view.today.year}年{view.today.month}月{view.today.day}日"
    groups = "".join(_group(one) for one in view.groups)
    return (
        f"<h3>依申请公开风险一览　{escape(agency)}　{day}</h3>"
        f"<table width='100%' cellspacing='0' cellpadding='{padding}'>{groups}</table>"
        f"<p>{_legend()}</p>"
    )


def _group(group: RiskGroup) -> str:
    note = f"　<span>{escape(group.note)}</span>" if group.note else ""
    head = f"<tr><td colspan='4'><b>{escape(group.title)}</b>{note}</td></tr>"
    return head + "".join(_line(one) for one in group.lines)


def _line(line: RiskLine) -> str:
    sign = _SIGNS[RISK_TONES[line.level]]
    cells = (
        f"<td width='5%'>{sign}</td><td width='32%'>{escape(line.label)}</td>"
        f"<td width='10%' align='right'><b>{escape(line.text)}</b></td><td>　{escape(line.detail)}</td>"
    )
    cases = "".join(
        f"<tr><td></td><td colspan='3'>{escape(one.number)}　{escape(one.text)}</td></tr>" for one in line.cases
    )
    return f"<tr>{cells}</tr>{cases}"


def _legend() -> str:
    return "　".join(f"{_SIGNS[tone]} {level.label}" for level, tone in RISK_TONES.items())
