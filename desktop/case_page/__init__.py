"""办件 page: the clock, the request, what can be done now, letters and history of one request."""

from desktop.case_page.page import CasePage

__all__ = ["CasePage"]
