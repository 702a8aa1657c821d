"""The wording of the letters around the processing fee as first written (see ``letter_texts``)."""

from collections.abc import Mapping

from law.terms import DocumentKind
from templates.letter_texts import ASKED, CLOSING, HISTORY, Paragraph, each, head, when

__all__ = ["FEE_LETTERS", "FEE_SHEET_END", "FEE_SHEET_TOP"]

_NOTICE: tuple[Paragraph, ...] = (
    *head("政府信息公开信息处理费收费通知书"),
    *ASKED,
    *HISTORY,
    *when("replaces", ("Body", "本机关此前发出的收费通知书（{{ replaces }}）作废，以本通知书为准，缴费期限重新计算。")),
    ("Body", "根据{{ basis }}的规定，本机关决定对该申请收取信息处理费，现将有关事项通知如下："),
    ("Heading1", "一、标准和计算"),
    ("Body", "标准：{{ standard }}。{{ counted|ended }}{% if reason %}收费理由：{{ reason|ended }}{% endif %}"),
    *each(
        "one in lines",
        (
            "Body",
            (
                "{{ loop.index }}. {{ one.which }}，{{ one.quantity }}，{{ one.rate }}，计{{ one.amount }}"
                "（{{ one.basis }}）。"
            ),
        ),
    ),
    ("Heading1", "二、数额"),
    ("Body", "应缴信息处理费人民币{{ amount }}（大写：{{ capitals }}）。除此之外，本机关不收取其他任何费用。"),
    *when("paid", ("Body", "{{ you }}此前已缴纳的{{ paid }}抵作应缴，尚应缴{{ still_due }}。")),
    ("Heading1", "三、缴纳方式"),
    (
        "Body",
        "缴纳方式：{{ pay_way|ended }}{% if pay_place %}缴纳地点或者账户：{{ pay_place|ended }}{% endif %}",
    ),
    (
        "Body",
        (
            "执收单位：{{ unit_name }}{% if unit_code %}（编码{{ unit_code }}）{% endif %}。"
            "{% if item_name %}项目：{{ item_name }}（编码{{ item_code }}）。"
            "{% else %}项目编码：{{ item_code }}。{% endif %}"
            "{% if treasury_basis %}该项收入依照{{ treasury_basis }}缴入国库。{% endif %}"
        ),
    ),
    *when("payment_code", ("Body", "缴款码：{{ payment_code }}。")),
    ("Heading1", "四、缴费期限和后果"),
    (
        "Body",
        (
            "根据{{ pay_basis }}的规定，请{{ you }}自收到本通知书次日起{{ pay_days }}个工作日内缴清"
            "{% if pay_due_on %}，即在{{ pay_due_on|date }}前（含当日）缴清{% endif %}。"
            "逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。"
        ),
    ),
    ("Body", "完成缴费后，处理期限自次日起重新计算，为{{ restart_days }}个工作日。"),
    *when(
        "onsite_basis",
        (
            "Body",
            (
                "如果{{ you }}同意改为现场查阅、抄录，可以在缴费期限内告知本机关，"
                "本机关根据{{ onsite_basis }}的规定安排，不按量计收信息处理费。"
            ),
        ),
    ),
    ("Heading1", "五、异议"),
    ("Body", "{% if remedy_basis %}根据{{ remedy_basis }}的规定，{% endif %}{{ remedy|ended }}"),
    *CLOSING,
)

_WAIVER: tuple[Paragraph, ...] = (
    *head("不再收取信息处理费告知书"),
    *ASKED,
    (
        "Body",
        (
            "本机关于{{ notice_on|date }}以收费通知书（{{ notice_number }}）通知{{ you }}缴纳信息处理费{{ amount }}。"
            "现决定不再收取，该收费通知书作废，理由是：{{ reason|ended }}"
        ),
    ),
    *when("paid", ("Body", "{{ you }}已缴纳的{{ paid }}，由执收单位按照财政部门的规定退还。")),
    ("Body", "{{ you }}无须再缴费，本机关继续处理该申请并依法答复。"),
    *CLOSING,
)

FEE_LETTERS: Mapping[str, tuple[Paragraph, ...]] = {
    DocumentKind.FEE_NOTICE: _NOTICE,
    DocumentKind.FEE_WAIVER: _WAIVER,
}

FEE_SHEET_TOP: tuple[Paragraph, ...] = (
    ("SheetTitle", "信息处理费计算与审批单"),
    ("Body", "机关：{{ agency }}"),
    ("Body", "登记号：{{ registration_number }}"),
    ("Body", "申请人：{{ applicant }}"),
    ("Body", "申请内容：{{ request_title|ended }}"),
    ("Body", "拟作答复：{{ intended|ended }}"),
    ("Heading1", "一、计数"),
    *each("one in counted", ("Body", "{{ one|ended }}")),
    ("Heading1", "二、两种标准"),
    ("Body", "按件计收：{{ piece|ended }}"),
    ("Body", "按量计收：{{ volume|ended }}"),
    ("Body", "两种标准只能选用一种，不得相加。"),
    ("Heading1", "三、所选标准和计算明细"),
    ("Body", "{{ standard }}，应收{{ amount }}（大写：{{ capitals }}）。"),
)
FEE_SHEET_END: tuple[Paragraph, ...] = (
    ("Heading1", "四、收费理由"),
    ("Body", "{{ reason|ended }}"),
    *when("policies", ("Heading1", "五、所依的本机关口径"), *each("one in policies", ("Body", "{{ one|ended }}"))),
    ("Heading1", "{% if policies %}六{% else %}五{% endif %}、审批"),
    ("Body", "提出：{{ proposer }}，{{ proposed_on|date }}。"),
    ("Body", "批准：{{ approver }}，{{ approved_on|date }}。{% if note %}意见：{{ note|ended }}{% endif %}"),
    ("SignDate", "{{ approved_on|date }}"),
)
