"""Filled contexts of the letters around fees. All names, numbers and events are fictitious."""

from datetime import date
from typing import Any

from law.remedies import fee_notice_clause
from templates.fee_contexts import FeeCalculationContext, FeeLine, FeeNoticeContext, FeeWaiverContext
from tests.templates.sample_letters import ARTICLE, LETTER, REQUEST

__all__ = ["fee_letters"]

_MEASURE = "《政府信息公开信息处理费管理办法》"
_BY_PAGE = (
    FeeLine(which="第1至30页", quantity="30页", rate="不收费", fen=0, basis="信息处理费管理办法第五条"),
    FeeLine(which="第31至100页", quantity="70页", rate="每页10元", fen=70_000, basis="信息处理费管理办法第五条"),
    FeeLine(which="第101至110页", quantity="10页", rate="每页20元", fen=20_000, basis="信息处理费管理办法第五条"),
)
_BY_PIECE = (FeeLine(which="第12件", quantity="1件", rate="每件100元", fen=10_000, basis="信息处理费管理办法第四条"),)


def fee_notice(**changes: Any) -> FeeNoticeContext:
    values: dict[str, Any] = {
        **REQUEST,
        "number": "临资公费〔2026〕3号",
        "basis": f"{ARTICLE}第四十二条和{_MEASURE}第三条、第五条",
        "standard": "按量计收",
        "counted": "本机关拟提供的政府信息共计110页",
        "reason": "申请人要求提供全部评审材料，数量明显超过合理范围",
        "lines": _BY_PAGE,
        "fen": 90_000,
        "pay_basis": f"{_MEASURE}第六条",
        "pay_days": 20,
        "restart_days": 20,
        "unit_name": LETTER["signer"],
        "unit_code": "990121001",
        "item_code": "103060110",  # not that of the treasury, whose figures hold a 49 (test_hostile_values)
        "item_name": "其他缴入国库的行政事业性收费",
        "payment_code": "9901002026000012",
        "pay_way": "持缴款码到非税收入代收银行缴纳，或者网上缴纳",
        "pay_place": "临江县各代收银行网点",
        "onsite_basis": f"{ARTICLE}第四十条",
        "remedy": fee_notice_clause().text,
    }
    return FeeNoticeContext(**{**values, **changes})


def fee_waiver(**changes: Any) -> FeeWaiverContext:
    values: dict[str, Any] = {
        **REQUEST,
        "number": "临资公告〔2026〕5号",
        "notice_number": "临资公费〔2026〕3号",
        "notice_on": date(2026, 10, 28),
        "fen": 90_000,
        "reason": "申请人同意改为现场查阅",
    }
    return FeeWaiverContext(**{**values, **changes})


def fee_calculation(**changes: Any) -> FeeCalculationContext:
    values: dict[str, Any] = {
        "agency": LETTER["signer"],
        "registration_number": REQUEST["registration_number"],
        "applicant": LETTER["addressee"],
        "request_title": "翠屏山风电场（一期）环境影响报告书的批复及专家评审意见",
        "intended": "予以公开·提供复制件",
        "counted": ("本件为申请人2026年10月第 12 件", "拟提供 110 页：批复.pdf 44 页、评审意见.pdf 66 页"),
        "piece": "100元。第12件，1件，每件100元，计100元。",
        "volume": "900元。第31至100页，70页，每页10元，计700元。第101至110页，10页，每页20元，计200元。",
        "lines": _BY_PAGE,
        "standard": "按量计收",
        "fen": 90_000,
        "reason": "申请人要求提供全部评审材料，数量明显超过合理范围",
        "proposer": "王敏",
        "proposed_on": date(2026, 10, 27),
        "approver": "赵主任",
        "approved_on": date(2026, 10, 28),
        "note": "同意",
        "policies": ("A3页面计页：1 页", "空白面：不计"),
    }
    return FeeCalculationContext(**{**values, **changes})


def fee_letters() -> dict[str, Any]:
    """Every letter around fees by the name of its golden file."""
    return {
        "fee_notice.by_volume": fee_notice(),
        "fee_notice.by_piece": fee_notice(
            basis=f"{ARTICLE}第四十二条和{_MEASURE}第三条、第四条",
            standard="按件计收",
            counted="该申请为同一申请人2026年10月第12件政府信息公开申请",
            lines=_BY_PIECE,
            fen=10_000,
            onsite_basis="",
            reason="",
            payment_code="",
            pay_due_on=date(2026, 12, 4),
            replaces="临资公费〔2026〕2号",
        ),
        "fee_waiver": fee_waiver(),
        "fee_waiver.paid": fee_waiver(paid_fen=40_000),
        "fee_calc": fee_calculation(),
    }
