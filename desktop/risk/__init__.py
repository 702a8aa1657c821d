"""风险: one page for the head of the office."""

from desktop.risk.page import RiskPage

__all__ = ["RiskPage"]
