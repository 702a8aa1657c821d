"""Forms that go out with a letter, each on a page of its own behind it, for the receiver to fill in."""

from typing import Final

__all__ = ["CORRECTION_FORM", "CORRECTION_FORM_NAME", "FORM_TITLE", "OPINION_FORM", "OPINION_FORM_NAME"]

FORM_TITLE: Final = "FormTitle"
"""Mark of the title of a form: it begins a new page."""

OPINION_FORM_NAME: Final = "意见反馈表"
CORRECTION_FORM_NAME: Final = "政府信息公开申请补正表"

_SIGNED: Final = (
    ("Body", "签名或者盖章："),
    ("Body", "联系电话："),
    ("Body", "填写日期：　　　　年　　月　　日"),
)
_LINES: Final = ("Body", "＿" * 24)

OPINION_FORM: Final = (
    (FORM_TITLE, OPINION_FORM_NAME),
    ("Body", "征求意见书文号：{{ number }}"),
    ("Body", "登记号：{{ registration_number }}"),
    ("Body", "征求意见的政府信息：{{ information }}"),
    ("Body", "意见（选一项，打√）：□同意公开　□部分同意公开　□不同意公开"),
    ("Body", "不同意公开的具体内容："),
    _LINES,
    _LINES,
    ("Body", "理由（可以另附证明材料）："),
    _LINES,
    _LINES,
    _LINES,
    *_SIGNED,
)
"""For a third party or a co-maker that is consulted (条例第三十二、三十四条)."""

CORRECTION_FORM: Final = (
    (FORM_TITLE, CORRECTION_FORM_NAME),
    ("Body", "补正告知书文号：{{ number }}"),
    ("Body", "登记号：{{ registration_number }}"),
    ("Body", "申请人：{{ addressee }}"),
    ("Body", "{%p for one in items %}"),
    ("Body", "{{ loop.index }}. 需要补正：{{ one.unclear|ended }}"),
    ("Body", "补正内容："),
    _LINES,
    _LINES,
    ("Body", "{%p endfor %}"),
    *_SIGNED,
)
"""For the applicant who is asked to correct the request."""
