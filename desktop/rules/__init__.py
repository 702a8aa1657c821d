"""规则与日历: rules with their articles, the agency's readings, the calendar and its notices."""

from desktop.rules.page import RulesPage

__all__ = ["RulesPage"]
