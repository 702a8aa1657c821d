"""办件: the list of all requests."""

from desktop.cases.page import CasesPage

__all__ = ["CasesPage"]
