"""One reading of everything that the case page needs, in the work thread."""

from dataclasses import dataclass
from datetime import date

from casework.act_proposals import ActProposal, act_proposal
from casework.case_view import case
from casework.dispute_views import DisputeRow
from casework.disputes import disputes_of_request
from casework.office import Office
from casework.views import CaseView

__all__ = ["CaseReading", "read_case_page"]


@dataclass(frozen=True, slots=True)
class CaseReading:
    """A case with the defaults of its acts, and the disputes about it."""

    case: CaseView
    proposal: ActProposal
    disputes: tuple[DisputeRow, ...] = ()


def read_case_page(office: Office, request_id: int, today: date) -> CaseReading:
    """Read it.

    Raises:
        UserError: no such case.
    """
    found = case(office, request_id, today=today)
    return CaseReading(
        found,
        act_proposal(office, request_id, today=today),
        disputes_of_request(office, request_id, today=today),
    )
