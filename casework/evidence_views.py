"""What an agency has to prove in a dispute, and what of it is on file: frozen views."""

from dataclasses import dataclass
from datetime import date

from law.citations import Citation
from law.dispute_terms import AttackedAct
from law.terms import Evidence, Outcome, Term

__all__ = ["EvidencePlanView", "NeedPaper", "NeedView", "ProofState"]


class ProofState(Term):
    """How far a need is met."""

    FOUND = "found", "在卷"
    NOTED = "noted", "仅有文字记载"
    PARTIAL = "partial", "不完整"
    LATE = "late", "答复后形成"
    MISSING = "missing", "缺"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedPaper:
    """A paper, or a record, that meets a need.

    Attributes:
        key: of the paper (``casework.proof_papers.ProofPaper``).
        title: what it is.
        formed_on: when it came into being; late: after the attacked act, then ``note`` says what the records show.
    """

    key: str
    title: str
    formed_on: date | None
    late: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """One thing to be proved.

    Attributes:
        key: ``Evidence`` identifier, or key of a general need.
        code: E1 to E20, empty for a general need.
        label, content: what it is and what it has to hold.
        citations: the articles.
        papers: what is on file for it; lines: what the records say of it, with dates.
        state: how far it is met; remark: what is still lacking, or why it is of little use.
        consequence: how the dispute usually ends without it.
    """

    key: str
    code: str
    label: str
    content: str
    evidence: Evidence | None
    citations: tuple[Citation, ...]
    papers: tuple[NeedPaper, ...]
    lines: tuple[str, ...]
    state: ProofState
    remark: str
    consequence: str

    @property
    def met(self) -> bool:
        """Nothing is lacking."""
        return self.state is ProofState.FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePlanView:
    """What has to be proved of one attacked act.

    Attributes:
        line: which act: 《政府信息不予公开告知书》临资依复〔2026〕3号.
        outcome: what was decided, None if nothing was.
        since: evidence made after this day is too late.
        needs: in the order in which they are proved: the course first, then the outcome.
        rule: the sentence on evidence made afterwards; rule_citations: its articles.
    """

    request_id: int
    registration_number: str
    attacked: AttackedAct
    document_id: int | None
    line: str
    outcome: Outcome | None
    since: date | None
    needs: tuple[NeedView, ...]
    rule: str
    rule_citations: tuple[Citation, ...]

    @property
    def missing(self) -> tuple[NeedView, ...]:
        """Needs for which nothing of use is on file."""
        return tuple(one for one in self.needs if one.state in (ProofState.MISSING, ProofState.LATE))
