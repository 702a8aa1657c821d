"""The wording of the letters in ``notice_contexts`` and of the forms as first written (see ``letter_texts``)."""

from collections.abc import Mapping
from typing import Final

from law.terms import DocumentKind
from templates.enclosed_forms import CORRECTION_FORM, FORM_TITLE, OPINION_FORM
from templates.letter_texts import ASKED, CLOSING, Paragraph, each, head, when

__all__ = ["APPLICATION_BOTTOM", "APPLICATION_FORM", "APPLICATION_TOP", "CONFIRM_FORM_NAME", "FORMS", "NOTICES"]

CONFIRM_FORM_NAME: Final = "口头意见确认表"

_LINES: Final[Paragraph] = ("Body", "＿" * 24)

_CONFIRM_FORM: tuple[Paragraph, ...] = (
    (FORM_TITLE, CONFIRM_FORM_NAME),
    ("Body", "确认函文号：{{ number }}"),
    ("Body", "登记号：{{ registration_number }}"),
    ("Body", "对确认函复述的口头意见（选一项，打√）：□与本人（本单位）意见一致　□不一致"),
    ("Body", "不一致的，正确的意见和理由："),
    _LINES,
    _LINES,
    _LINES,
    ("Body", "签名或者盖章："),
    ("Body", "联系电话："),
    ("Body", "填写日期：　　　　年　　月　　日"),
)

_CONSULTATION_CONFIRM: tuple[Paragraph, ...] = (
    *head("政府信息公开征求意见确认函"),
    (
        "Body",
        (
            "本机关于{{ consulted_on|date }}以征求意见书（{{ consultation_number }}，"
            "登记号：{{ registration_number }}）就是否公开下列政府信息征求{{ you }}的意见："
        ),
    ),
    ("Excerpt", "{{ information }}"),
    ("Body", "{{ you }}于{{ told_on|date }}以{{ way }}方式口头提出意见（{{ opinion }}），内容为："),
    ("Excerpt", "“{{ statement }}”"),
    (
        "Body",
        (
            "本机关根据{{ basis }}的规定书面征求意见。为准确记录{{ you }}的意见，现将上述口头意见书面复述，"
            "请{{ you }}核对，并在{{ reply_by|date }}前（含当日）将签名或者盖章的口头意见确认表送交本机关；"
            "与{{ you }}的意见不一致的，请写明正确的意见和理由。"
        ),
    ),
    (
        "Body",
        (
            "征求意见书写明的提出意见的期限不因本函改变。逾期未书面提出意见的，由本机关依照"
            "《中华人民共和国政府信息公开条例》的规定决定是否公开。"
        ),
    ),
    *CLOSING,
    *_CONFIRM_FORM,
)

_CONSULTATION_TOLD: tuple[Paragraph, ...] = (
    *head("政府信息公开申请征求意见告知书"),
    *ASKED,
    *each(
        "one in consultations",
        (
            "Body",
            "经审查，该申请的内容需要征求{{ one.whom }}的意见，本机关已于{{ one.sent_on|date }}书面征求意见。",
        ),
    ),
    (
        "Body",
        (
            "根据{{ basis }}的规定，征求意见所需时间不计算在答复期限内。征求意见结束后，答复期限继续计算，"
            "本机关将依法作出答复。"
        ),
    ),
    *CLOSING,
)

_THIRD_PARTY_NOTICE: tuple[Paragraph, ...] = (
    *head("政府信息依申请公开告知书"),
    (
        "Body",
        (
            "本机关收到公开有关政府信息的申请（登记号：{{ registration_number }}），"
            "并于{{ consulted_on|date }}以征求意见书（{{ consultation_number }}）书面征求{{ you }}的意见。"
            "{% if answered_on %}{{ you }}于{{ answered_on|date }}提出意见（{{ opinion }}）。"
            "{% else %}{{ you }}在规定的期限内没有提出意见。{% endif %}"
        ),
    ),
    ("Body", "经审查，本机关决定公开下列政府信息："),
    ("Excerpt", "{{ information }}"),
    *when(
        "public_interest",
        ("Body", "本机关对公开与不公开的利弊作了衡量，认为不公开该信息可能对公共利益造成重大影响：{{ reason|ended }}"),
    ),
    *when(
        "not public_interest",
        ("Body", "本机关认为，该信息不属于依法应当不予公开的情形：{{ reason|ended }}"),
    ),
    ("Body", "根据{{ basis }}的规定，现将决定公开的政府信息内容和理由书面告知{{ you }}。"),
    *when("hold_days", ("Body", "本机关自{{ you }}收到本告知书之日起满{{ hold_days }}日后，向申请人提供该信息。")),
    *each("one in remedy", ("Body", "{{ one }}")),
    *CLOSING,
)

_ASSIST: tuple[Paragraph, ...] = (
    *head("关于协助办理{% if rectify %}更正政府信息申请{% else %}政府信息公开申请{% endif %}的函"),
    (
        "Body",
        (
            "根据{{ basis }}的规定，现将下列{% if rectify %}更正政府信息申请{% else %}政府信息公开申请{% endif %}"
            "（登记号：{{ registration_number }}）转{{ you }}协助办理。申请内容为："
        ),
    ),
    ("Excerpt", "“{{ request_text }}”"),
    ("Heading1", "一、协办事项"),
    ("Body", "{{ matter|ended }}"),
    ("Heading1", "二、检索和回复要求"),
    *each("one in requirements", ("Body", "{{ loop.index }}. {{ one|ended }}")),
    ("Heading1", "三、回复期限"),
    (
        "Body",
        (
            "请在{{ deadline|date }}前（含当日）书面回复。该申请的办理期限不因协办停止计算，"
            "不能按期回复的，请提前说明原因。"
        ),
    ),
    *CLOSING,
)

_RECTIFY: tuple[Paragraph, ...] = (
    *head("{{ title }}"),
    (
        "Body",
        (
            "本机关于{{ received_on|date }}收到{{ you }}{{ submitted }}的更正政府信息的申请"
            "（登记号：{{ registration_number }}）。申请内容为："
        ),
    ),
    ASKED[1],
    ("Body", "申请更正的记录：{{ record|ended }}"),
    *when("evidence", ("Body", "{{ you }}提供的证据：{{ evidence|join('；') }}。")),
    ("Body", "经审核，{{ finding|ended }}"),
    *when(
        "outcome == 'corrected'",
        ("Body", "根据{{ basis }}的规定，本机关已对该记录予以更正。更正后的内容为：{{ corrected|ended }}"),
    ),
    *when("outcome == 'not_corrected'", ("Body", "根据{{ basis }}的规定，本机关对该记录不予更正。")),
    *when(
        "outcome == 'transferred'",
        (
            "Body",
            (
                "该记录的更正不属于本机关职能范围。根据{{ basis }}的规定，"
                "本机关已将{{ you }}的申请转送有权更正的机关处理：{{ other_agency|ended }}"
            ),
        ),
    ),
    *when(
        "outcome == 'referred'",
        (
            "Body",
            (
                "该记录的更正不属于本机关职能范围。根据{{ basis }}的规定，"
                "请{{ you }}向有权更正的机关提出：{{ other_agency|ended }}"
            ),
        ),
    ),
    *each("one in remedy", ("Body", "{{ one }}")),
    *CLOSING,
)

_CORRIGENDUM: tuple[Paragraph, ...] = (
    *head("文书更正函"),
    ("Body", "本机关于{{ old_on|date }}作出的{{ old_title }}（{{ old_number }}）中有文字错误，现更正如下："),
    *each(
        "one in changes",
        ("Excerpt", "{{ loop.index }}. 原文“{{ one.wrong }}”，更正为“{{ one.right }}”。"),
    ),
    ("Body", "以上更正不改变该文书的结论、依据和告知的救济途径，该文书的其他内容不变。请将本函与该文书一并保存。"),
    *CLOSING,
)

NOTICES: Mapping[str, tuple[Paragraph, ...]] = {
    DocumentKind.CONSULTATION_CONFIRM: _CONSULTATION_CONFIRM,
    DocumentKind.CONSULTATION_APPLICANT_NOTICE: _CONSULTATION_TOLD,
    DocumentKind.THIRD_PARTY_DISCLOSURE_NOTICE: _THIRD_PARTY_NOTICE,
    DocumentKind.ASSIST_LETTER: _ASSIST,
    DocumentKind.RECTIFY_NOTICE: _RECTIFY,
    DocumentKind.CORRIGENDUM: _CORRIGENDUM,
}


def _own_page(form: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """A form that otherwise stands behind its letter, as a document of its own."""
    return tuple(("SheetTitle" if style == FORM_TITLE else style, text) for style, text in form)


FORMS: Mapping[str, tuple[Paragraph, ...]] = {
    DocumentKind.CORRECTION_FORM: (
        *_own_page(CORRECTION_FORM[:-3]),
        *when("not items", ("Body", "补正内容："), *(_LINES,) * 6),
        *CORRECTION_FORM[-3:],
    ),
    DocumentKind.OPINION_FORM: _own_page(OPINION_FORM),
}
"""The forms that also stand behind their letters; the last three lines of each are for the signature."""

# The application form: rows of a label and what belongs to it, one pair over the whole width or two side by side.
APPLICATION_TOP: tuple[Paragraph, ...] = (
    ("SheetTitle", "政府信息公开申请表"),
    ("TableCell", "受理机关：{{ agency }}{% if registration_number %}　　登记号：{{ registration_number }}{% endif %}"),
)
APPLICATION_FORM: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "一、申请人的姓名或者名称、身份证明、联系方式",
        (
            ("申请人类别", "{{ applicant_boxes }}"),
            ("姓名或者名称", "{{ name }}", "证件名称和号码", "{{ identity }}"),
            ("法定代表人或者负责人", "{{ legal_rep }}", "代理人及证件号码", "{{ agent }}"),
            ("联系电话", "{{ phone }}", "联系人", "{{ contact }}"),
            ("电子邮箱", "{{ email }}", "邮政编码", "{{ postcode }}"),
            ("通信地址", "{{ address }}"),
        ),
    ),
    (
        "二、申请公开的政府信息",
        (
            ("名称或者便于查询的其他特征性描述", "{{ information }}"),
            ("文号", "{{ hint }}"),
        ),
    ),
    (
        "三、政府信息的形式要求",
        (
            ("提供的形式", "{{ form_boxes }}"),
            ("获取的方式、途径", "{{ delivery_boxes }}"),
        ),
    ),
)
APPLICATION_BOTTOM: tuple[Paragraph, ...] = (
    ("TableCell", "{{ help_box }}"),
    ("TableCell", "申请人签名或者盖章：　　　　　　　　　　　　日期：　　　　年　　月　　日"),
    *when("oral_writer", ("TableCell", "本表由受理机关代为填写，代填人：{{ oral_writer }}")),
    (
        "TableCell",
        "申请公开政府信息不需要说明用途。请附申请人的身份证明；委托代理人的，另附代理人的身份证明和授权委托书。",
    ),
)
