"""收费: the list of fees by the stages of their work, the ledger to take along, the paragraph of the annual report."""

from desktop.fees.page import FeesPage

__all__ = ["FeesPage"]
