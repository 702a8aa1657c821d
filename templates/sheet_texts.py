"""The internal sheets as first written: rows of their forms (see ``letter_texts`` for the letters)."""

from collections.abc import Mapping
from typing import Final

from law.terms import DocumentKind
from templates.sheet_tables import (
    Column,
    Part,
    case_rows,
    each_row,
    form_xml,
    heading,
    lines_of,
    listing_xml,
    note,
    pair,
    signed,
    when_part,
    when_rows,
    wide,
)

__all__ = ["SHEETS", "SHEET_TITLES"]

_HEAD: Final = note("{{ agency }}　　制表日期：{{ made_on|date }}")

_REGISTRATION: Final = (
    _HEAD,
    form_xml(
        pair("登记号", "{{ registration_number }}", "件次", "{{ place }}"),
        pair("收件渠道", "{{ channel }}", "申请人类型", "{{ applicant_type }}"),
        wide("收到日期", "{{ received }}"),
        wide("收到凭证", "{{ proof }}"),
        wide("申请人", "{{ applicant }}"),
        pair("身份证明", "{{ identity }}", "联系方式", "{{ contact }}"),
        wide("通信地址", "{{ address }}"),
        *when_rows("others", wide("其他申请人、代理人", "{{ others }}")),
        wide("申请事项", "{{ request_title }}"),
        wide("申请内容", "{{ request_text }}", height=1500),
        *when_rows("hint", wide("查询特征", "{{ hint }}")),
        *when_rows("purpose", wide("用途", "{{ purpose }}")),
        pair("信息形式", "{{ access }}", "获取途径", "{{ delivery }}"),
        wide("欠缺的要件", *lines_of("missing")),
        wide("答复期限", "{{ due }}"),
        pair(
            "登记",
            "{{ registered_by }}，{{ registered_on|date }}",
            "承办人",
            "{{ handler }}",
        ),
        wide("备注", "{{ remark }}"),
    ),
)

_SEARCH: Final = (
    _HEAD,
    form_xml(
        *case_rows(),
        *each_row(
            "one in searches",
            pair("检索次序", "第{{ loop.index }}次", "检索日期", "{{ one.on|date }}"),
            wide("检索范围", "{{ one.systems }}"),
            wide("时段", "{{ one.period }}"),
            wide("关键词", "{{ one.keywords }}"),
            wide("检索结果", "{{ one.result }}", height=900),
            pair("检索人", "{{ one.searcher }}", "业务复核人", "{{ one.reviewer }}"),
        ),
    ),
)

_SECRECY: Final = (
    _HEAD,
    form_xml(
        *case_rows(),
        wide("拟提供的信息", "{{ information }}", height=900),
        *when_rows("intended", wide("拟作答复", "{{ intended }}")),
        wide("审查依据", "{{ basis }}"),
        signed("初审", "{{ first.words }}", "first"),
        signed("复核", "{{ second.words }}", "second"),
        wide("审查结论", "{{ choices }}", height=900),
        wide("理由和范围", "{{ note }}", height=1500),
    ),
)

_APPROVAL: Final = (
    _HEAD,
    form_xml(
        *case_rows(),
        wide("申请内容", "{{ request_text }}", height=900),
        wide("收到情况", "{{ received }}"),
        wide("答复期限", "{{ due }}"),
        wide("办理经过", *lines_of("course", empty="收到后未经补正、征求意见、延期等程序。")),
        wide(
            "七步判断",
            *lines_of(
                "path",
                (
                    "{{ loop.index }}. {{ one.question }}：{{ one.answer }}"
                    "{% if one.article %}（{{ one.article }}）{% endif %}"
                ),
                empty="处理结果系直接选定，没有逐步记录。",
            ),
        ),
        wide("拟处理结果", "{{ outcome }}"),
        wide("依据条款", "{{ articles }}"),
        wide("理由", "{{ reasons }}"),
        wide("在案材料", *lines_of("evidence")),
        *when_rows("reply", wide("答复文书", "{{ reply }}")),
        *when_rows("overridden", wide("放行事项", *lines_of("overridden"))),
        *when_rows("one_person", wide("说明", "{{ one_person }}")),
        signed("承办人意见", "{{ handler.words }}", "handler", height=1050),
        signed("法制审核意见", "{{ reviewer.words }}", "reviewer", height=1050),
        signed("负责人意见", "{{ head.words }}", "head", height=1050),
    ),
)

_EXTENSION: Final = (
    _HEAD,
    form_xml(
        *case_rows(),
        pair("原答复期限", "{{ first_due }}", "延长", "{{ days }}个工作日"),
        wide("延长后的期限", "{{ extended_due }}"),
        wide("延长的理由", "{{ reason }}", height=1500),
        wide("依据", "{{ basis }}"),
        signed("承办人意见", "{{ requester.words }}", "requester"),
        signed("政府信息公开工作机构负责人意见", "{{ approver.words }}", "approver"),
        wide("告知申请人", "{{ notice }}"),
    ),
)

_CONTACT: Final = (
    _HEAD,
    form_xml(
        *case_rows(),
        *each_row(
            "one in contacts",
            pair("联系次序", "第{{ loop.index }}次", "日期", "{{ one.on|date }}"),
            pair("方式", "{{ one.how }}", "号码", "{{ one.number }}"),
            wide("内容", "{{ one.words }}", height=1100),
            wide("记录人", "{{ one.recorder }}"),
        ),
    ),
)

_SERVICE: Final = (
    _HEAD,
    form_xml(
        *case_rows(),
        wide("送达文书", "{{ document }}"),
        pair("文号", "{{ number }}", "成文日期", "{{ dated_on|date }}"),
        wide("受送达人", "{{ addressee }}"),
        wide("送达地点", "{{ place }}"),
        wide("送达方式", "{{ ways }}"),
        wide("发出情况", "{{ sent }}"),
        wide("受送达人签收", ("TableSign", "{{ signature }}"), height=1500),
        wide("代收人及关系", ("TableSign", "{{ relation_line }}"), height=900),
        wide("见证人", ("TableSign", "{{ witness_line }}"), height=900),
        wide("送达凭证", "{{ proof }}"),
        wide("送达人", "{{ sender }}"),
        wide("备注", "", height=900),
    ),
)

_MAIL: Final = (
    _HEAD,
    form_xml(
        *case_rows(),
        *each_row(
            "one in mails",
            pair("邮寄次序", "第{{ loop.index }}次", "交邮日期", "{{ one.posted_on|date }}"),
            wide("邮寄文书", "{{ one.document }}"),
            wide("收件人", "{{ one.addressee }}"),
            wide("收件地址", "{{ one.address }}"),
            pair("承运企业", "{{ one.carrier }}", "邮件号", "{{ one.tracking_number }}"),
            wide("妥投情况", "{{ one.result }}"),
            wide("凭证粘贴处", "", height=2200),
        ),
    ),
)

_TRANSFER: Final = (
    _HEAD,
    form_xml(
        *case_rows(),
        wide("移送的信息", "{{ information }}", height=900),
        wide("依申请答复", "{{ reply }}"),
        wide("移送依据", "{{ basis }}"),
        wide("移送理由", "{{ reason }}", height=1500),
        wide("公开期限", "{{ period }}"),
        signed("移送机构", "{{ transferor.words }}", "transferor"),
        signed("接收机构", "{{ receiver.words }}", "receiver"),
        wide("公开情况", "公开日期：　　　　年　　月　　日　　公开网址或者载体：", height=900),
    ),
)

_COVER: Final = (
    note("{{ agency }}{% if volume %}　　{{ volume }}{% endif %}"),
    form_xml(
        pair("登记号", "{{ registration_number }}", "卷号", "{{ archive_number }}"),
        wide("申请人", "{{ applicant }}", height=1000),
        wide("申请事项", "{{ request_title }}", height=1800),
        pair("收到日期", "{{ received }}", "办结日期", "{{ closed }}"),
        wide("办理结果", "{{ outcome }}", height=1000),
        wide("本卷情况", *lines_of("volumes", "{{ one|ended }}"), height=1500),
        pair("承办人", "{{ handler }}", "保管期限", "{{ retention }}"),
        wide("立卷日期", "{{ made_on|date }}", height=1000),
    ),
)

_INDEX_COLUMNS: Final[tuple[Column, ...]] = (
    ("序号", 700, "{{ one.place }}"),
    ("材料名称", 2584, "{{ one.name }}"),
    ("文号", 1700, "{{ one.number }}"),
    ("日期", 1760, "{{ one.day }}"),
    ("页次", 900, "{{ one.pages }}"),
    ("备注", 1200, "{{ one.remark }}"),
)


_INDEX: Final = (
    _HEAD,
    note("登记号：{{ registration_number }}　　申请人：{{ applicant }}"),
    note("申请事项：{{ request_title }}"),
    *when_part("volume", note("册别：{{ volume }}")),
    *when_part("open_lines", heading("可供查阅"), listing_xml(_INDEX_COLUMNS, "open_lines")),
    *when_part("closed_lines", heading("不可查阅"), listing_xml(_INDEX_COLUMNS, "closed_lines")),
    note("{{ note }}"),
)

_NOTE: Final = (
    _HEAD,
    form_xml(
        *case_rows(),
        wide("卷内情况", *lines_of("volumes", "{{ one|ended }}"), height=1500),
        wide("缺少的材料", *lines_of("lacking"), height=1500),
        wide("说明", "{{ explanation }}", height=2600),
        signed("立卷人", "{{ made.words }}", "made"),
        signed("检查人", "{{ checked.words }}", "checked"),
    ),
)

SHEET_TITLES: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.REGISTRATION_SHEET: "政府信息公开申请登记表",
    DocumentKind.SEARCH_RECORD: "政府信息检索记录",
    DocumentKind.SECRECY_REVIEW: "政府信息公开保密审查表",
    DocumentKind.APPROVAL: "政府信息公开申请审查呈批单",
    DocumentKind.EXTENSION_APPROVAL: "延长答复期限审批单",
    DocumentKind.CONTACT_RECORD: "电话、当面联系记录",
    DocumentKind.SERVICE_RECEIPT: "送达回证",
    DocumentKind.MAIL_PROOF: "邮寄凭证单",
    DocumentKind.PROACTIVE_TRANSFER: "转主动公开移送单",
    DocumentKind.CASE_COVER: "政府信息公开申请案卷",
    DocumentKind.CASE_INDEX: "卷内目录",
    DocumentKind.CASE_NOTE: "备考表",
}

SHEETS: Final[Mapping[DocumentKind, tuple[Part, ...]]] = {
    DocumentKind.REGISTRATION_SHEET: _REGISTRATION,
    DocumentKind.SEARCH_RECORD: _SEARCH,
    DocumentKind.SECRECY_REVIEW: _SECRECY,
    DocumentKind.APPROVAL: _APPROVAL,
    DocumentKind.EXTENSION_APPROVAL: _EXTENSION,
    DocumentKind.CONTACT_RECORD: _CONTACT,
    DocumentKind.SERVICE_RECEIPT: _SERVICE,
    DocumentKind.MAIL_PROOF: _MAIL,
    DocumentKind.PROACTIVE_TRANSFER: _TRANSFER,
    DocumentKind.CASE_COVER: _COVER,
    DocumentKind.CASE_INDEX: _INDEX,
    DocumentKind.CASE_NOTE: _NOTE,
}
"""What stands on each sheet under its title."""
