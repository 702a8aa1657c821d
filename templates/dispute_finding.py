"""A document of a dispute under examination."""

from dataclasses import dataclass, replace
from typing import Final

from law.dispute_terms import Forum
from templates.dispute_contexts import AnswerLetter, DisputePaper, OpinionReportContext, PerformanceReportContext
from templates.dispute_facts import DisputeBasis
from templates.findings import Finding, check_rules

__all__ = ["DisputeCase", "DisputeDocument", "cited_before"]

_FORUM_OF: Final = {"recon": Forum.RECONSIDERATION, "litig": Forum.LITIGATION}

DisputeDocument = AnswerLetter | PerformanceReportContext | OpinionReportContext | DisputePaper
"""Any context of ``templates.dispute_contexts``."""


@dataclass(frozen=True, slots=True)
class DisputeCase:
    """The document, what the register says, all its words, and those that are not quoted from a request."""

    document: DisputeDocument
    basis: DisputeBasis
    text: str
    own_words: str


def cited_before(found: Finding, forum: Forum) -> Finding:
    """A finding with the provisions of this procedure: those of the other one bind nobody here."""
    basis = check_rules()[found.id].basis
    kept = [one for one in basis if _FORUM_OF.get(one.statute, forum) is forum]
    return found if len(kept) == len(basis) else replace(found, citation="、".join(one.brief for one in kept))
