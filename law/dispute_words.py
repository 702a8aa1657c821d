"""What the parties of a dispute are called: each forum has its own word (复议法、行政诉讼法)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from law.dispute_terms import Forum, PartyRole

__all__ = ["party_label"]

_IN_COURT: Final[Mapping[PartyRole, str]] = MappingProxyType({PartyRole.APPLICANT: "原告"})


def party_label(role: PartyRole, forum: Forum) -> str:
    """申请人 before a reconsideration body, 原告 in court; the other roles are called alike."""
    if forum is Forum.LITIGATION:
        return _IN_COURT.get(role, role.label)
    return role.label
