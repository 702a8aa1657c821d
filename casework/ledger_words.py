"""Words of a ledger's dry run in Chinese: fields, prompts, reasons, kinds of skipped rows."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reports.ledger_rows import RowStatus

__all__ = ["FIELDS", "STATUS_WORDS", "field_label", "prompt_label", "reason_label", "skip_label"]

STATUS_WORDS: Final[Mapping[RowStatus, str]] = MappingProxyType(
    {
        RowStatus.IMPORT: "导入",
        RowStatus.REJECT: "有误",
        RowStatus.DUPLICATE: "重复",
        RowStatus.SKIP: "略过",
    }
)

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "serial_no": "序号",
        "query_code": "登记编号",
        "received_date": "收到日期",
        "applied_date": "申请时间",
        "confirmed_date": "确认日期",
        "registered_date": "登记日期",
        "channel": "申请方式",
        "applicant_type": "申请人类别",
        "org_kind": "组织类别",
        "applicant_name": "申请人",
        "org_name": "单位名称",
        "legal_rep": "法定代表人",
        "contact_person": "联系人",
        "contact": "联系方式",
        "agent": "代理人",
        "id_type": "证件名称",
        "id_number": "证件号码",
        "org_code": "信用代码",
        "work_unit": "工作单位",
        "phone": "电话",
        "email": "电子邮箱",
        "fax": "传真",
        "address": "地址",
        "postcode": "邮编",
        "subject": "申请内容",
        "description": "内容描述",
        "doc_no_hint": "文号线索",
        "purpose": "用途",
        "fee_waiver": "减免费用",
        "form_of_info": "提供形式",
        "delivery_method": "获取方式",
        "department": "承办科室",
        "handler": "经办人",
        "due_date": "答复期限",
        "correction_date": "告知补正",
        "corrected_received": "收到补正",
        "extension_flag": "是否延期",
        "extension_date": "告知延期",
        "extension_until": "延期至",
        "consult_party": "征求意见对象",
        "consult_sent": "发出征求意见",
        "consult_back": "收到意见",
        "fee_notice_date": "收费通知",
        "reply_date": "答复日期",
        "reply_no": "答复文号",
        "outcome": "处理结果",
        "outcome_basis": "依据",
        "refusal_reason": "不予公开理由",
        "delivery_date": "送达日期",
        "delivery_proof": "送达方式",
        "pages": "页数",
        "fee": "收费金额",
        "fee_paid_date": "缴费日期",
        "review_status": "行政复议",
        "lawsuit_status": "行政诉讼",
        "state": "办理状态",
        "remarks": "备注",
    }
)
"""Fields that a column may be, with the words in which they are offered."""

_PROMPTS: Final[Mapping[str, str]] = {
    "ditto": "“同上”取上一行",
    "merged_fill": "合并单元格取同一值",
    "blank_dash": "横线按空白",
    "serial_date": "数字按日期",
    "year_missing": "日期没有年份",
    "year_rolls_back": "年份取上一年",
    "year_rolls_forward": "年份取下一年",
    "two_digit_year": "两位年份",
    "split_two_dates": "一格两个日期",
    "outcome_ambiguous": "处理结果不明确",
    "outcome_confirm": "处理结果待核对",
    "event_word_as_outcome": "结果栏写的是环节",
    "org_kind_unknown": "组织类别按推断",
    "several_applicants": "一格多个申请人",
    "lossy_character": "字符有缺失",
    "hidden_row": "被隐藏的行",
    "formula_without_value": "公式没有结果",
    "cell_error": "公式出错",
    "double_post": "疑似重复提交",
}
_REASONS: Final[Mapping[str, str]] = {
    "id_number_lost_digits": "证件号码丢失末尾数字",
    "id_number_length": "证件号码位数不对",
    "no_applicant_name": "没有申请人",
    "no_received_date": "没有收到日期",
    "no_subject": "没有申请内容",
    "impossible_date": "日期不存在",
    "date_in_future": "日期在今天之后",
    "date_not_readable": "日期读不懂",
    "date_role_unknown": "分不清收到还是答复",
    "date_number_ambiguous": "数字日期有两种读法",
    "year_conflicts_with_sheet": "年份与工作表不符",
    "reply_before_received": "答复早于收到",
    "too_many_fields": "字段比表头多",
    "state_invalid": "办理状态读不懂",
}
_SKIPPED: Final[Mapping[str, str]] = {
    "blank": "空行",
    "subtotal": "小计",
    "total": "合计",
    "note": "说明",
    "repeated_header": "重复的表头",
    "page_break": "分页",
}


def field_label(field: str) -> str:
    """A field in Chinese."""
    return FIELDS.get(field, field)


def prompt_label(kind: str) -> str:
    """A kind of prompt in Chinese."""
    return _PROMPTS.get(kind, kind)


def reason_label(reason: str) -> str:
    """Why a row is refused, in Chinese."""
    return _REASONS.get(reason, reason)


def skip_label(kind: str) -> str:
    """Why a row is passed over, in Chinese."""
    return _SKIPPED.get(kind, "略过")
