"""The wording of the letters as first written; an agency may change it afterwards in the .docx files.

Each letter is a list of paragraphs (style, text). Text in braces is filled by the engine; a paragraph that begins with
``{%p`` stands for itself and disappears. The wording of the replies is in ``reply_texts``.
"""

from collections.abc import Mapping

from law.terms import DocumentKind
from templates.enclosed_forms import CORRECTION_FORM, OPINION_FORM

__all__ = ["ASKED", "CLOSING", "HISTORY", "LETTERS", "Paragraph"]

Paragraph = tuple[str, str]


def when(condition: str, *paragraphs: Paragraph) -> tuple[Paragraph, ...]:
    """Paragraphs that are printed only if the condition holds."""
    return (("Body", f"{{%p if {condition} %}}"), *paragraphs, ("Body", "{%p endif %}"))


def each(loop: str, *paragraphs: Paragraph) -> tuple[Paragraph, ...]:
    """Paragraphs that are printed once for each member."""
    return (("Body", f"{{%p for {loop} %}}"), *paragraphs, ("Body", "{%p endfor %}"))


def head(title: str) -> tuple[Paragraph, ...]:
    """Number, title and addressee."""
    return (
        ("DocNumber", "{{ number }}"),
        ("LetterTitle", title),
        ("Addressee", "{{ addressee }}："),
    )


ASKED: tuple[Paragraph, ...] = (
    (
        "Body",
        (
            "本机关于{{ received_on|date }}收到{{ you }}{{ submitted }}的政府信息公开申请"
            "（登记号：{{ registration_number }}）。申请内容为："
        ),
    ),
    ("Excerpt", "“{{ request_text }}”"),
)

HISTORY: tuple[Paragraph, ...] = (
    *when(
        "history.correction",
        (
            "Body",
            (
                "本机关于{{ history.correction.notified_on|date }}以补正告知书（{{ history.correction.number }}）"
                "告知{{ you }}补正{% if history.correction.received_on %}，"
                "并于{{ history.correction.received_on|date }}收到{{ you }}的补正材料{% endif %}"
                "{% if history.correction.text %}。补正的内容为：{% else %}。{% endif %}"
            ),
        ),
    ),
    *when("history.correction and history.correction.text", ("Excerpt", "“{{ history.correction.text }}”")),
    *when("history.justified_on", ("Body", "{{ you }}于{{ history.justified_on|date }}向本机关说明了理由。")),
    *when(
        "history.deferral",
        (
            "Body",
            (
                "本机关于{{ history.deferral.notified_on|date }}以延迟答复告知书（{{ history.deferral.number }}）"
                "告知{{ you }}，在{{ history.deferral.until|date }}前（含当日）答复。"
            ),
        ),
    ),
    *each(
        "one in history.consultations",
        (
            "Body",
            (
                "因申请内容需要征求意见，本机关于{{ one.sent_on|date }}书面征求{{ one.whom }}意见"
                "{% if one.ended_on %}，征求意见于{{ one.ended_on|date }}结束{% endif %}。"
            ),
        ),
    ),
    *when("history.consultations and not history.ordered", ("Body", "征求意见所需时间不计算在答复期限内。")),
    *when(
        "history.extension",
        (
            "Body",
            (
                "本机关于{{ history.extension.notified_on|date }}以延期答复告知书（{{ history.extension.number }}）"
                "告知{{ you }}延长答复期限{{ history.extension.workdays }}个工作日。"
            ),
        ),
    ),
    *when(
        "history.fee_paid_on",
        (
            "Body",
            (
                "{{ you }}于{{ history.fee_paid_on|date }}缴清信息处理费"
                "{% if not history.ordered %}，答复期限自缴清之日起重新计算{% endif %}。"
            ),
        ),
    ),
    *when(
        "history.ordered",
        (
            "Body",
            (
                "{% if history.ordered.replied_on %}本机关曾于{{ history.ordered.replied_on|date }}作出答复"
                "{% if history.ordered.number %}（{{ history.ordered.number }}）{% endif %}。{% endif %}"
                "{{ history.ordered.body }}于{{ history.ordered.decided_on|date }}作出{{ history.ordered.decision }}"
                "{% if history.ordered.decision_number %}（{{ history.ordered.decision_number }}）{% endif %}，"
                "{{ history.ordered.verdict }}。"
            ),
        ),
    ),
)

CLOSING: tuple[Paragraph, ...] = (
    *when("annexes|length == 1", ("Annex", "附件：{{ annexes[0] }}")),
    *when(
        "annexes|length > 1",
        *each(
            "one in annexes",
            *when("loop.first", ("Annex", "附件：{{ loop.index }}. {{ one }}")),
            *when("not loop.first", ("AnnexMore", "{{ loop.index }}. {{ one }}")),
        ),
    ),
    ("Signature", "{{ signer }}"),
    ("SignDate", "{{ signed_on|date }}"),
    ("Contact", "（{{ contact }}）"),
)

_RECEIPT: tuple[Paragraph, ...] = (
    *head("{% if rectify %}更正政府信息{% else %}政府信息公开{% endif %}申请接收回执"),
    *when("not rectify", *ASKED),
    *when(
        "rectify",
        (
            "Body",
            (
                "本机关于{{ received_on|date }}收到{{ you }}{{ submitted }}的更正政府信息的申请"
                "（登记号：{{ registration_number }}）。申请内容为："
            ),
        ),
        ASKED[1],
    ),
    *when("materials", ("Body", "收到的材料：{{ materials|join('；') }}。")),
    *when(
        "reply_due_on and not rectify",
        (
            "Body",
            (
                "根据{{ reply_basis }}的规定，本机关自收到申请之日起{{ reply_days }}个工作日内，"
                "即在{{ reply_due_on|date }}前（含当日）予以答复。"
            ),
        ),
    ),
    *when(
        "not reply_due_on and not rectify",
        (
            "Body",
            (
                "根据{{ reply_basis }}的规定，本机关自收到申请之日起{{ reply_days }}个工作日内予以答复。"
                "因{{ missing_year }}年节假日安排尚未公布，届满日期按公布后的工作日计算。"
            ),
        ),
    ),
    *when(
        "not rectify",
        (
            "Body",
            (
                "需要{{ you }}补正申请、征求第三方或者其他机关意见、延长答复期限的，答复期限依法相应调整，"
                "本机关另行告知。"
            ),
        ),
    ),
    *when(
        "rectify",
        ("Body", "本机关核实后，将处理结果告知{{ you }}；不属于本机关职能范围的，转送或者告知{{ you }}。"),
    ),
    ("Body", "申请中的个人信息仅用于办理本申请，并依法归档。"),
    *CLOSING,
)

_CORRECTION: tuple[Paragraph, ...] = (
    *head("政府信息公开申请补正告知书"),
    *ASKED,
    ("Body", "经审查，{{ you }}的申请有下列内容不明确或者不完整，需要补正："),
    *each(
        "one in items",
        ("Heading1", "{{ loop.index|ordinal }}、{{ one.unclear }}"),
        ("Body", "补正要求：{{ one.how|ended }}"),
    ),
    (
        "Body",
        (
            "根据{{ basis }}的规定，请{{ you }}在{{ deadline|date }}前（含当日）将补正材料一次提交本机关。"
            "答复期限自本机关收到补正的申请之日起计算。"
        ),
    ),
    *when("submit_to", ("Body", "补正材料提交方式：{{ submit_to|ended }}")),
    (
        "Body",
        "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。",
    ),
    (
        "Body",
        "对补正事项有疑问的，可以联系{{ contact_person }}（电话：{{ contact_phone }}），本机关将给予指导和释明。",
    ),
    *CLOSING,
    *CORRECTION_FORM,
)

_EXTENSION: tuple[Paragraph, ...] = (
    *head("政府信息公开申请延期答复告知书"),
    *ASKED,
    *HISTORY,
    ("Body", "该申请的答复期限于{{ first_due_on|date }}届满。不能在该期限内答复的原因是：{{ reason|ended }}"),
    *when(
        "due_on",
        (
            "Body",
            (
                "根据{{ basis }}的规定，经政府信息公开工作机构负责人同意，"
                "本机关决定将答复期限延长{{ workdays }}个工作日，"
                "延长至{{ due_on|date }}。"
            ),
        ),
    ),
    *when(
        "not due_on",
        (
            "Body",
            (
                "根据{{ basis }}的规定，经政府信息公开工作机构负责人同意，"
                "本机关决定将答复期限延长{{ workdays }}个工作日。"
                "因{{ missing_year }}年节假日安排尚未公布，延长后的届满日期按公布后的工作日计算。"
            ),
        ),
    ),
    *CLOSING,
)

_CONSULTED: tuple[Paragraph, ...] = (
    ("Body", "本机关收到公开下列政府信息的申请（登记号：{{ registration_number }}）："),
    ("Excerpt", "{{ information }}"),
)

_THIRD_PARTY: tuple[Paragraph, ...] = (
    *head("政府信息公开征求意见书"),
    *_CONSULTED,
    ("Body", "{{ reason|ended }}"),
    (
        "Body",
        (
            "根据{{ basis }}的规定，现就是否同意公开上述信息征求{{ you }}的意见。请在收到本征求意见书之日起"
            "{{ reply_days }}个工作日内，书面告知本机关同意公开、部分同意公开或者不同意公开；"
            "不同意公开或者部分同意公开的，请写明涉及的具体内容，说明理由，并附相关证明材料。"
        ),
    ),
    ("Body", "逾期未提出意见的，由本机关依照《中华人民共和国政府信息公开条例》的规定决定是否公开。"),
    (
        "Body",
        (
            "不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定公开，"
            "并将决定公开的内容和理由书面告知{{ you }}。"
        ),
    ),
    *CLOSING,
    *OPINION_FORM,
)

_CO_MAKER: tuple[Paragraph, ...] = (
    *head("共同制作政府信息公开征求意见书"),
    *_CONSULTED,
    ("Body", "该信息由{{ you }}与本机关共同制作，由本机关牵头。{{ reason|ended }}"),
    (
        "Body",
        (
            "根据{{ basis }}的规定，现就公开该信息征求{{ you }}的意见。"
            "请在收到本征求意见书之日起{{ reply_days }}个工作日内"
            "书面提出意见；不同意公开的，请说明理由和依据。逾期未提出意见的视为同意公开。"
        ),
    ),
    *CLOSING,
    *OPINION_FORM,
)

_AGENCY: tuple[Paragraph, ...] = (
    *head("关于政府信息公开事项征求意见的函"),
    *_CONSULTED,
    ("Body", "{{ reason|ended }}"),
    *when(
        "reply_by",
        (
            "Body",
            (
                "根据{{ basis }}的规定，现就该信息的确认和公开征求{{ you }}的意见。请在{{ reply_by|date }}前（含当日）"
                "书面函复本机关，并说明理由和依据。"
            ),
        ),
    ),
    *when(
        "not reply_by",
        (
            "Body",
            (
                "根据{{ basis }}的规定，现就该信息的确认和公开征求{{ you }}的意见。"
                "请在收到本函之日起{{ reply_days }}个工作日内"
                "书面函复本机关，并说明理由和依据。"
            ),
        ),
    ),
    *CLOSING,
)

_JUSTIFICATION: tuple[Paragraph, ...] = (
    *head("政府信息公开申请说明理由告知书"),
    *ASKED,
    ("Body", "经统计，{{ you }}申请公开政府信息的情况如下："),
    *each("one in statistics", ("Body", "{{ loop.index }}. {{ one|ended }}")),
    (
        "Body",
        (
            "{{ you }}申请公开政府信息的数量、频次明显超过合理范围。根据{{ basis }}的规定，请{{ you }}在"
            "{{ deadline|date }}前（含当日）书面说明理由。"
        ),
    ),
    (
        "Body",
        (
            "本机关将根据{{ you }}说明的理由作出处理：认为理由不合理的，告知{{ you }}不予处理；认为理由合理，"
            "但是无法在规定期限内答复的，确定延迟答复的合理期限并告知{{ you }}。"
        ),
    ),
    *CLOSING,
)

_DEFERRAL: tuple[Paragraph, ...] = (
    *head("政府信息公开申请延迟答复告知书"),
    *ASKED,
    (
        "Body",
        (
            "本机关于{{ reasons_received_on|date }}收到{{ you }}就申请数量、频次说明的理由。经审查，"
            "{{ you }}说明的理由合理，"
            "但是本机关无法在规定的期限内答复，原因是：{{ reason|ended }}"
        ),
    ),
    ("Body", "根据{{ basis }}的规定，本机关确定在{{ until|date }}前（含当日）对该申请作出答复。"),
    *CLOSING,
)

_WITHDRAWAL: tuple[Paragraph, ...] = (
    *head("政府信息公开申请撤回确认书"),
    *ASKED,
    (
        "Body",
        (
            "{{ you }}于{{ withdrawn_on|date }}以{{ way }}方式向本机关提出撤回该申请。"
            "本机关确认：该申请自撤回之日起终止办理，"
            "本机关不再就该申请作出答复。"
        ),
    ),
    ("Body", "撤回后需要获取有关政府信息的，可以另行提出申请。"),
    *CLOSING,
)

LETTERS: Mapping[str, tuple[Paragraph, ...]] = {
    DocumentKind.RECEIPT: _RECEIPT,
    DocumentKind.CORRECTION_NOTICE: _CORRECTION,
    DocumentKind.EXTENSION_NOTICE: _EXTENSION,
    DocumentKind.THIRD_PARTY_CONSULTATION: _THIRD_PARTY,
    DocumentKind.CO_MAKER_CONSULTATION: _CO_MAKER,
    DocumentKind.AGENCY_CONSULTATION: _AGENCY,
    DocumentKind.JUSTIFICATION_NOTICE: _JUSTIFICATION,
    DocumentKind.DELAY_35_NOTICE: _DEFERRAL,
    DocumentKind.WITHDRAWAL_CONFIRM: _WITHDRAWAL,
}
