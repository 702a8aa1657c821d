"""统计: figures and charts over any period, each a link to the requests that it counts."""

from desktop.statistics.page import StatisticsPage

__all__ = ["StatisticsPage"]
