"""The wording of the documents of a dispute as first written (see ``letter_texts``): letters, plain papers, sheets."""

from collections.abc import Mapping
from typing import Final

from law.terms import DocumentKind
from templates.letter_texts import CLOSING, Paragraph, each, head, when
from templates.sheet_tables import (
    Column,
    Line,
    Part,
    each_row,
    form_xml,
    lines_of,
    listing_xml,
    note,
    pair,
    paragraph,
    signed,
    table_of,
    when_part,
    when_rows,
    wide,
)

__all__ = ["DISPUTE_LETTERS", "DISPUTE_PLAIN", "DISPUTE_SHEETS", "DISPUTE_SHEET_TITLES", "RED_LINE"]

RED_LINE: Final = "TableRed"
"""Style of the words in a cell that must not be overlooked."""

_COURSE: Final[tuple[Column, ...]] = (
    ("日期", 2160, "{{ one.on|date }}"),
    ("经过", 2884, "{{ one.what }}"),
    ("期限", 2200, "{{ one.due_text }}"),
    ("依据", 1600, "{{ one.basis }}"),
)
_PERFORMED: Final[tuple[Column, ...]] = (
    ("日期", 2160, "{{ one.on|date }}"),
    ("履行内容", 4084, "{{ one.what }}"),
    ("凭证", 2600, "{{ one.proof }}"),
)

# ------------------------------------------------------------------------------------------------------ the answers

_PARTIES: Final[tuple[Paragraph, ...]] = (
    ("Body", "{{ head.we_full }}：{{ head.respondent }}，住所地：{{ address }}"),
    ("Body", "法定代表人：{{ representative }}，{{ representative_post }}"),
    *each(
        "one in agents",
        (
            "Body",
            (
                "委托代理人：{{ one.name }}，{{ one.post }}"
                "{% if one.phone %}，电话：{{ one.phone }}{% endif %}"
                "{% if one.identity %}，证件号码：{{ one.identity }}{% endif %}"
            ),
        ),
    ),
    *each("one in head.applicants", ("Body", "{{ head.they_full }}：{{ one }}")),
    *each("one in head.co_respondents", ("Body", "共同被告：{{ one }}")),
    *each("one in head.third_parties", ("Body", "第三人：{{ one }}")),
)
_OPENING: Final[Paragraph] = (
    "Body",
    (
        "{{ head.they }}{{ head.applicants|join('、') }}不服{{ head.we }}{{ attacked|join('；') }}，向{{ head.body }}"
        "{% if head.second %}提起上诉{% elif head.in_court %}提起行政诉讼{% else %}申请行政复议{% endif %}"
        "{% if head.case_number %}，案号：{{ head.case_number }}{% endif %}。"
        "{{ head.we }}于{{ copy_received_on|date }}收到{{ head.copy_title }}，"
        "现依法{% if head.in_court %}答辩{% else %}答复{% endif %}如下。"
    ),
)
_BEFORE_COURSE: Final[tuple[Paragraph, ...]] = (
    _OPENING,
    ("Heading1", "一、{% if head.in_court %}答辩请求{% else %}答复请求{% endif %}"),
    ("Body", "{{ head.they }}的{{ head.they_ask }}：{{ claims|ended }}"),
    ("Body", "{{ head.we }}请求：{{ request|ended }}"),
    *when("request_basis", ("Body", "以上请求的依据：{{ request_basis|ended }}")),
    ("Heading1", "二、事实经过"),
    ("Heading2", "（一）申请的提出"),
    *each(
        "one in asked",
        ("Body", "{{ one.received|ended }}登记号：{{ one.registration_number }}。申请内容为："),
        ("Excerpt", "“{{ one.text }}”"),
    ),
    ("Heading2", "（二）受理、办理、答复和送达"),
    ("Body", "办理的经过和期限逐日列明如下："),
)
_AFTER_COURSE: Final[tuple[Paragraph, ...]] = (
    *when("period", ("Body", "期限的计算：{% for one in period %}{{ one|ended }}{% endfor %}")),
    ("Heading2", "（三）答复认定的事实和证据"),
    *each("one in facts", ("Body", "{{ one|ended }}")),
    *when("evidence", ("Body", "{{ evidence|ended }}")),
    ("Heading1", "三、法律依据"),
    *each("one in law", ("Body", "{{ loop.index }}. {{ one|ended }}")),
    *when(
        "reasons",
        ("Heading1", "四、对{{ head.they }}各项理由的答复"),
        *each(
            "one in reasons",
            ("Body", "（{{ loop.index|ordinal }}）{{ head.they }}认为：{{ one.claim|ended }}"),
            ("Body", "{{ head.we }}认为：{{ one.answer|ended }}"),
        ),
    ),
    ("Body", "此致"),
    ("Addressee", "{{ addressee }}"),
    *when("copies", ("Body", "附：本{% if head.in_court %}答辩状{% else %}答复书{% endif %}副本{{ copies }}份。")),
)

# -------------------------------------------------------------------------------------------------------- the reports

_CASE_OF_REPORT: Final = (
    "{{ head.they }}{{ head.applicants|join('、') }}与{{ head.we }}{{ head.respondent }}"
    "{% if head.co_respondents %}、共同被告{{ head.co_respondents|join('、') }}{% endif %}"
    "{% if head.third_parties %}、第三人{{ head.third_parties|join('、') }}{% endif %}"
    "{{ head.cause }}一案{% if head.case_number %}，案号{{ head.case_number }}{% endif %}"
)
_PERFORMANCE: Final[tuple[Paragraph, ...]] = (
    *head("关于{{ decision }}履行情况的报告"),
    (
        "Body",
        (
            f"{_CASE_OF_REPORT}，{{{{ head.body }}}}于{{{{ decided_on|date }}}}作出"
            "{{ decision_number }}{{ decision }}，本机关于{{ served_on|date }}收到。"
            "根据{{ basis }}，现将履行情况报告如下："
        ),
    ),
    ("Heading1", "一、决定的内容和履行期限"),
    ("Body", "{{ ordered|ended }}"),
    *when("due", ("Body", "履行期限：{{ due|ended }}")),
    ("Heading1", "二、履行的经过"),
)
_PERFORMED_END: Final[tuple[Paragraph, ...]] = (
    ("Body", "上述决定已于{{ performed_on|date }}履行完毕。"),
    *when("late_reason", ("Heading1", "三、逾期履行的原因"), ("Body", "{{ late_reason|ended }}")),
    ("Body", "特此报告。"),
    *CLOSING,
)
_OPINION: Final[tuple[Paragraph, ...]] = (
    *head("关于{{ opinion }}整改情况的报告"),
    (
        "Body",
        (
            f"{_CASE_OF_REPORT}，{{{{ head.body }}}}于{{{{ opinion_on|date }}}}制发"
            "{{ opinion_number }}{{ opinion }}，本机关于{{ received_on|date }}收到。"
            "根据{{ basis }}，现将整改情况报告如下："
        ),
    ),
    ("Heading1", "一、逐项整改情况"),
    *each(
        "one in items",
        ("Body", "（{{ loop.index|ordinal }}）指出的问题：{{ one.asked|ended }}"),
        ("Body", "整改情况：{{ one.done|ended }}"),
    ),
    *when("measures", ("Heading1", "二、后续措施"), *each("one in measures", ("Body", "{{ one|ended }}"))),
    ("Body", "特此报告。"),
    *CLOSING,
)

# --------------------------------------------------------------------------------------------------- the plain papers

_CASE_LINE: Final[tuple[Paragraph, ...]] = (
    (
        "Body",
        (
            "案由：{{ head.cause }}{% if head.case_number %}，案号{{ head.case_number }}{% endif %}，"
            "{{ head.they }}{{ head.applicants|join('、') }}，{{ head.we }}{{ head.respondent }}"
            "{% if head.co_respondents %}，共同被告{{ head.co_respondents|join('、') }}{% endif %}"
            "{% if head.third_parties %}，第三人{{ head.third_parties|join('、') }}{% endif %}。"
        ),
    ),
)
_ATTORNEY: Final[tuple[Paragraph, ...]] = (
    ("SheetTitle", "授权委托书"),
    ("Addressee", "{{ head.body }}："),
    ("Body", "委托人：{{ signer }}，住所地：{{ address }}"),
    ("Body", "法定代表人：{{ representative }}，{{ representative_post }}"),
    *each(
        "one in agents",
        (
            "Body",
            (
                "受托人：{{ one.name }}，{{ one.post }}"
                "{% if one.phone %}，电话：{{ one.phone }}{% endif %}"
                "{% if one.identity %}，证件号码：{{ one.identity }}{% endif %}"
            ),
        ),
    ),
    *_CASE_LINE,
    ("Body", "现委托上列受托人在上述案件中作为委托人的代理人。"),
    ("Body", "代理权限：{% if special %}特别授权{% else %}一般授权{% endif %}，包括："),
    *each("one in powers", ("Body", "{{ loop.index }}. {{ one|ended }}")),
    *when("not special", ("Body", "受托人无权代为承认、放弃、变更请求，无权和解、调解、上诉或者撤回。")),
    ("Body", "委托期限：{{ term|ended }}"),
    ("Signature", "{{ signer }}"),
    ("SignDate", "{{ signed_on|date }}"),
)
_CERTIFICATE: Final[tuple[Paragraph, ...]] = (
    ("SheetTitle", "法定代表人身份证明"),
    ("Addressee", "{{ head.body }}："),
    *_CASE_LINE,
    (
        "Body",
        (
            "{{ name }}在本机关任{{ post }}职务，是本机关的法定代表人"
            "{% if identity %}（证件号码：{{ identity }}）{% endif %}。特此证明。"
        ),
    ),
    ("Body", "本机关住所地：{{ address }}"),
    ("Body", "联系电话：{{ phone }}"),
    ("Signature", "{{ signer }}"),
    ("SignDate", "{{ signed_on|date }}"),
)


def _answer(top: tuple[Paragraph, ...]) -> tuple[Paragraph | Part, ...]:
    """An answer under its title."""
    return (*top, *_PARTIES, *_BEFORE_COURSE, listing_xml(_COURSE, "course"), *_AFTER_COURSE, *CLOSING)


DISPUTE_LETTERS: Final[Mapping[DocumentKind, tuple[Paragraph | Part, ...]]] = {
    DocumentKind.RECON_ANSWER: _answer((("DocNumber", "{{ number }}"), ("LetterTitle", "行政复议答复书"))),
    DocumentKind.PERFORMANCE_REPORT: (*_PERFORMANCE, listing_xml(_PERFORMED, "performed"), *_PERFORMED_END),
    DocumentKind.OPINION_REPORT: _OPINION,
}
"""Letters with the mark of the agency and a number: paragraphs, and tables that break over pages."""

DISPUTE_PLAIN: Final[Mapping[DocumentKind, tuple[Paragraph | Part, ...]]] = {
    DocumentKind.DEFENCE: _answer((("DocNumber", "{{ number }}"), ("SheetTitle", "{{ title }}"))),
    DocumentKind.POWER_OF_ATTORNEY: _ATTORNEY,
    DocumentKind.REPRESENTATIVE_CERTIFICATE: _CERTIFICATE,
}
"""Papers of a party, without the mark of the agency."""

# ----------------------------------------------------------------------------------------------------------- sheets


def _red(condition: str, words: str) -> tuple[Line, ...]:
    """Words in red that stand in a cell only under a condition."""
    return (("TableCell", f"{{%p if {condition} %}}"), (RED_LINE, words), ("TableCell", "{%p endif %}"))


def _evidence_table() -> Part:
    columns = (
        ("序号", 740), ("名称", 2004), ("来源、形成日", 2160), ("页码", 800), ("证明对象", 1940), ("可否查阅", 1200),
    )  # fmt: skip
    cells: tuple[tuple[Line, ...], ...] = (
        (("TableCell", "{{ one.number }}"),),
        (
            ("TableCell", "{{ one.name }}"),
            *_red("one.missing", "【缺】"),
            *_red("one.after_reply", "答复作出后形成，仅供参考"),
        ),
        (("TableCell", "{{ one.source }}"), *_if_line("one.made", "{{ one.made }}")),
        (("TableCell", "{{ one.pages }}"),),
        (("TableCell", "{{ one.proves }}"),),
        (("TableCell", "{{ one.viewing }}"), *_if_line("one.why", "{{ one.why }}")),
    )
    return table_of(columns, "lines", cells)


def _if_line(condition: str, words: str) -> tuple[Line, ...]:
    return (("TableCell", f"{{%p if {condition} %}}"), ("TableCell", words), ("TableCell", "{%p endif %}"))


_OF_CASE: Final = (
    pair("案由", "{{ head.cause }}", "案号", "{% if head.case_number %}{{ head.case_number }}{% else %}—{% endif %}"),
    pair("{{ head.body_label }}", "{{ head.body }}", "{{ head.we }}", "{{ head.respondent }}"),
    wide("{{ head.they }}", "{{ head.applicants|join('、') }}"),
    *when_rows("head.co_respondents", wide("共同被告", "{{ head.co_respondents|join('、') }}")),
    *when_rows("head.third_parties", wide("第三人", "{{ head.third_parties|join('、') }}")),
)

_EVIDENCE: Final = (
    form_xml(*_OF_CASE),
    note("提交的证据如下："),
    _evidence_table(),
    *when_part("lacking", note("标有【缺】的证据尚未入卷，共{{ lacking }}件，补齐或者删去后提交。")),
    *when_part("late and note", note("{{ note|ended }}")),
    *when_part("restriction", note("{{ restriction|ended }}")),
    *when_part("submitter", note("提交人：{{ submitter }}")),
    paragraph("Signature", "{{ signer }}"),
    paragraph("SignDate", "{{ signed_on|date }}"),
)

_SLIP: Final = (
    note("{{ signer }}　　制表日期：{{ signed_on|date }}"),
    form_xml(
        *_OF_CASE,
        wide("登记号", "{{ registration_numbers }}"),
        wide("收到的文书", "{{ paper }}"),
        pair("文号、日期", "{{ dated }}", "来文机关", "{{ sent_by }}"),
        pair("收到日期", "{{ received_on|date }}", "送达方式", "{{ way }}"),
        *when_rows("received_by", wide("签收人", "{{ received_by }}")),
        wide("内容摘要", "{{ summary }}"),
        *when_rows("attached", wide("随附材料", *lines_of("attached"))),
        *when_rows("not clocks", wide("期限和事项", "本文书不起算期限")),
        *each_row(
            "one in clocks",
            wide("期限和事项", "{{ one.what }}"),
            pair("届满日", "{{ one.due }}", "办理人", "{{ one.who }}"),
            *when_rows("one.counted", wide("起算和期间", "{{ one.counted }}")),
            *when_rows("one.basis", wide("依据", "{{ one.basis }}")),
        ),
        signed("拟办意见", "{{ handler.words }}", "handler", height=900),
        signed("负责人批示", "{{ head_words.words }}", "head_words", height=900),
        signed("办理结果", "{{ done.words }}", "done", height=900),
    ),
)

_COVER: Final = (
    note("{{ signer }}　　{{ volume }}"),
    form_xml(
        *_OF_CASE,
        wide("登记号", "{{ registration_numbers }}", height=900),
        wide("所涉行为", *lines_of("acts", "{{ one|ended }}"), height=1800),
        pair("件数、页数", "{{ extent }}", "保管期限", "{{ retention }}"),
        wide("结果", "{{ result }}", height=1000),
        pair("承办人", "{{ handler }}", "装订日期", "{{ signed_on|date }}"),
        *when_rows("restriction", wide("查阅", "{{ restriction|ended }}", height=1000)),
    ),
)

_INDEX_COLUMNS: Final[tuple[Column, ...]] = (
    ("序号", 700, "{{ one.number }}"),
    ("材料名称", 2744, "{{ one.title }}"),
    ("文号", 1800, "{{ one.document_number }}"),
    ("日期", 1400, "{{ one.day }}"),
    ("页次", 1000, "{{ one.pages }}"),
    ("备注", 1200, "{{ one.remark }}"),
)
_INDEX: Final = (
    note("{{ signer }}　　{{ volume }}　　{{ signed_on|date }}"),
    form_xml(*_OF_CASE),
    note("本册材料："),
    listing_xml(_INDEX_COLUMNS, "lines"),
    *when_part("restriction", note("{{ restriction|ended }}")),
)

DISPUTE_SHEET_TITLES: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.EVIDENCE_LIST: "证据目录",
    DocumentKind.DISPUTE_PAPER_SLIP: "复议诉讼收文处理单",
    DocumentKind.BUNDLE_COVER: "应诉卷宗",
    DocumentKind.BUNDLE_INDEX: "应诉卷宗目录",
}

DISPUTE_SHEETS: Final[Mapping[DocumentKind, tuple[Part, ...]]] = {
    DocumentKind.EVIDENCE_LIST: _EVIDENCE,
    DocumentKind.DISPUTE_PAPER_SLIP: _SLIP,
    DocumentKind.BUNDLE_COVER: _COVER,
    DocumentKind.BUNDLE_INDEX: _INDEX,
}
"""What stands on each sheet under its title."""
