"""Words of a ledger's dry run in Chinese: fields, prompts, reasons, kinds of skipped rows."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reports.ledger_rows import RowStatus
from reports.ledger_words import ledger_words

__all__ = ["FIELDS", "STATUS_WORDS", "field_label", "prompt_label", "reason_label", "skip_label", "warning_label"]

STATUS_WORDS: Final[Mapping[RowStatus, str]] = MappingProxyType(
    {
        RowStatus.IMPORT: "导入",
        RowStatus.REJECT: "有误",
        RowStatus.DUPLICATE: "重复",
        RowStatus.SKIP: "略过",
    }
)

FIELDS: Final = (
    "serial_no",
    "query_code",
    "received_date",
    "registered_date",
    "applied_date",
    "confirmed_date",
    "channel",
    "applicant_type",
    "org_kind",
    "applicant_name",
    "org_name",
    "legal_rep",
    "contact_person",
    "agent",
    "id_type",
    "id_number",
    "org_code",
    "work_unit",
    "phone",
    "contact",
    "email",
    "fax",
    "address",
    "postcode",
    "subject",
    "description",
    "doc_no_hint",
    "purpose",
    "fee_waiver",
    "form_of_info",
    "delivery_method",
    "department",
    "handler",
    "due_date",
    "correction_date",
    "corrected_received",
    "extension_date",
    "extension_until",
    "extension_flag",
    "consult_party",
    "consult_sent",
    "consult_back",
    "reply_date",
    "reply_no",
    "outcome",
    "outcome_basis",
    "refusal_reason",
    "state",
    "delivery_date",
    "delivery_proof",
    "pages",
    "fee",
    "fee_notice_date",
    "fee_paid_date",
    "review_status",
    "lawsuit_status",
    "remarks",
)
"""Fields that a column may be, in the order in which they are offered."""

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
    "year_differs": "年份与工作表不同",
    "number_as_date": "数字写的日期",
    "outcome_ambiguous": "处理结果不明确",
    "outcome_unknown": "处理结果认不出",
    "channel_unknown": "申请方式认不出",
    "applicant_type_unknown": "申请人类型认不出",
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
    return ledger_words().label(field)


def prompt_label(kind: str) -> str:
    """A kind of prompt in Chinese."""
    return _PROMPTS.get(kind, kind)


def reason_label(reason: str) -> str:
    """Why a row is refused, in Chinese."""
    return ledger_words().said("reasons", reason)


def warning_label(warning: str) -> str:
    """What to know about a row, in Chinese."""
    return ledger_words().said("warnings", warning)


def skip_label(kind: str) -> str:
    """Why a row is passed over, in Chinese."""
    return _SKIPPED.get(kind, "略过")
