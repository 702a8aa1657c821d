"""A document of a dispute under examination."""

from dataclasses import dataclass

from templates.dispute_contexts import AnswerLetter, DisputePaper, OpinionReportContext, PerformanceReportContext
from templates.dispute_facts import DisputeBasis

__all__ = ["DisputeCase", "DisputeDocument"]

DisputeDocument = AnswerLetter | PerformanceReportContext | OpinionReportContext | DisputePaper
"""Any context of ``templates.dispute_contexts``."""


@dataclass(frozen=True, slots=True)
class DisputeCase:
    """The document, what the register says, all its words, and those that are not quoted from a request."""

    document: DisputeDocument
    basis: DisputeBasis
    text: str
    own_words: str
