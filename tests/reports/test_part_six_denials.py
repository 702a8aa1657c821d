"""Part six may say of one request that nothing was collected for it (R8)."""

from reports.annual_part_six import fee_breaks
from reports.fee_disclosure import FeeDisclosure

_FEES = FeeDisclosure(year=2026, notices=3, noticed_fen=300_000, collected_fen=200_000)
_TOLD = "2026年发出收费通知3件、金额3000元，实际收取2000元"


def test_one_unpaid_request_beside_the_three_figures_is_no_denial() -> None:
    assert not list(fee_breaks(f"{_TOLD}，其中1件申请人逾期未缴、未收取。", _FEES))


def test_a_text_that_denies_everything_is_told() -> None:
    assert list(fee_breaks("本机关未收取信息处理费。", _FEES)) == [("第六部分写未收取，台账实际收取2000元", True)]
