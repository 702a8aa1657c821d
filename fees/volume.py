"""按量: the pages provided for one request, never added up over requests (信息处理费管理办法第五条)."""

from datetime import date

from fees.bands import assess, rate
from fees.steps import Assessment, whole
from law.fee_schedule import fee_schedule
from law.policies import PolicySet
from law.terms import FeeMethod

__all__ = ["page_rate", "volume_fee"]


def volume_fee(pages: int, on: date, policies: PolicySet | None = None) -> Assessment:
    """What the pages provided for one request cost (管理办法第五条).

    Args:
        pages: page units really provided; what is withheld is not provided.
        on: the decisive day (of the receipt of the request).
        policies: the agency's choices; the defaults if None.

    Raises:
        TypeError, ValueError: no number of pages.
        RuleGap: no fee could be charged on that day.
    """
    return assess(fee_schedule(FeeMethod.BY_VOLUME, on, policies), 1, whole(pages, "pages"))


def page_rate(page: int, on: date, policies: PolicySet | None = None) -> int:
    """Price of a page by its number, fen (管理办法第五条).

    Raises:
        TypeError, ValueError: no page number.
        RuleGap: no fee could be charged on that day.
    """
    return rate(fee_schedule(FeeMethod.BY_VOLUME, on, policies), page)
