"""What the file says of a case, as the checks of its letters read it: plain frozen data, filled by ``casework``.

Nothing here is computed. ``None`` and empty mean that nothing is known; a check that lacks what it compares with says
nothing.
"""

from dataclasses import dataclass
from datetime import date

from law.terms import ConsultationKind, FeeMethod, Opinion, Outcome, SecrecyConclusion

__all__ = [
    "AgentFact",
    "ConsultationFact",
    "CorrectionFact",
    "EarlierAnswer",
    "ExtensionFact",
    "FeeFact",
    "FileFacts",
    "JustificationFact",
    "LostProvision",
    "PriorReply",
    "ProvidedFile",
    "RevokedReply",
    "SavedDraft",
    "SearchFact",
    "SecrecyFact",
    "SentLetter",
    "SeriesFact",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFact:
    """A search on record (指导案例101号)."""

    on: date | None
    systems: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    reviewer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationFact:
    """Somebody consulted in writing.

    Attributes:
        kind: who; sent_on: day on which the letter left, ``None`` while it is in the house.
        proven: whether its dispatch leaves a trace, without which no time may be left out of the count.
        opinion: the answer, ``None`` while there is none.
        concluded: answered, silent to the last day, or out of reach with the attempts on record.
        told_on: day on which a third party was told that its information is disclosed all the same.
    """

    kind: ConsultationKind
    sent_on: date | None
    proven: bool = True
    opinion: Opinion | None = None
    concluded: bool = True
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFact:
    """The course of the correction.

    Attributes:
        notices: how many correction notices were made before the letter at hand.
        notified_on, served_on, deadline: of the last one.
        received_on: day on which a correction came in; ``complete``: whether it was found to be enough.
        lapsed_on: day on which the lapse was found.
    """

    notices: int
    notified_on: date | None = None
    served_on: date | None = None
    deadline: date | None = None
    received_on: date | None = None
    complete: bool = True
    lapsed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JustificationFact:
    """The course of the demand for reasons (条例第三十五条)."""

    asked_on: date | None = None
    served_on: date | None = None
    answered_on: date | None = None
    reasonable: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFact:
    """The three elements of an extension (条例第三十三条第二款).

    Attributes:
        approved_on, approver: the approval; notified_on: day on which the notice left.
        workdays: its length; first_due: end of the first period.
    """

    approved_on: date | None
    approver: str
    notified_on: date | None
    workdays: int
    first_due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorReply:
    """An earlier reply to the same applicant that a letter names; ``found``: whether the register knows the number."""

    number: str
    dated_on: date | None = None
    found: bool = True
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAnswer:
    """An earlier reply to a request for the same information."""

    number: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class LostProvision:
    """A ground that a reviewing body rejected, by a result that still stands.

    Attributes:
        outcome: of this letter, or the refusal behind what it withholds.
        told: the case with its day and reason, in a sentence.
        where: words of the letter that name the provision; empty for the letter as a whole.
    """

    outcome: Outcome
    told: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedReply:
    """The reply to the same request that fell in a review or a lawsuit, so that another one was ordered.

    Attributes:
        number, outcome: of the reply; ``outcome`` is ``None`` if it is not known.
        basis, facts: provisions, facts and reasons as it printed them; empty if its text is not kept here.
        procedural: whether it fell for a violation of procedure only (行政复议法第六十四条第二款).
    """

    number: str
    outcome: Outcome | None
    basis: str = ""
    facts: tuple[str, ...] = ()
    procedural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvidedFile:
    """A file that goes out with the letter.

    Attributes:
        name: its file name; pages: as counted, ``None`` if nobody counted.
        secrecy_mark: a mark of secrecy found on it (机密★), empty if none.
        hidden: what it holds beside what one sees, one Chinese phrase each.
        traces: names in its properties, the same.
    """

    name: str
    pages: int | None = None
    secrecy_mark: str = ""
    hidden: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyFact:
    """A secrecy review of what is provided (条例第十七条)."""

    on: date | None
    conclusion: SecrecyConclusion = SecrecyConclusion.DISCLOSABLE
    first_reviewer: str = ""
    second_reviewer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFact:
    """The fee of a request.

    Attributes:
        method, fen, pages: as noticed or proposed; computed_fen: as computed now, ``None`` if not computed.
        approved_on: day of the approval.
        noticed: whether a notice left the house; pay_due: last day to pay; settled: whether all was paid.
        lapsed: whether the request lapsed for want of payment.
    """

    method: FeeMethod | None = None
    fen: int | None = None
    pages: int | None = None
    computed_fen: int | None = None
    approved_on: date | None = None
    noticed: bool = False
    pay_due: date | None = None
    settled: bool = False
    lapsed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFact:
    """Somebody who acts for the applicant, with or without a written mandate."""

    name: str
    has_mandate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """How the letter leaves: by post with which carrier."""

    post: bool
    carrier: str = ""
    address_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFact:
    """The series of the number.

    Attributes:
        code: what stands before the year (临资公复).
        others: numbers of other letters in the same series and year with their dates.
        missing: numbers of the series for which no use is recorded.
    """

    code: str = ""
    others: tuple[tuple[str, date], ...] = ()
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDraft:
    """A draft as it was saved: its date and the clause that it then had."""

    dated_on: date
    text: str
    crossed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """Everything the file says that a letter may contradict.

    Attributes:
        registration_number, received_on, organisation: of the request.
        first_due, due, correction_notice_due: ends of periods; ``leaves_on``: day on which the letter leaves.
        owed: whether a reply is still owed (not after the applicant gave the request up).
        approved_on: day of the approval sheet.
        agency: legal name of the agency; signers: other names under which it may sign; contact_phone: its telephone.
        grounds: refusals behind the withheld parts of a partial grant.
        evidence: keys of ``law.terms.Evidence`` that are on file or noted.
        secrecy: reviews of what is provided; ``None`` if that is not recorded in this office.
        applicant_type, annual_row: as the annual report needs them; empty if missing.
        drafter, approver: by name; the approver is empty while nobody approved.
        third_parties: names that the applicant does not learn.
        other_applicants: names of other people's requests that occur in the letter.
        pending: whether the letter has no number yet.
        late_extension: whether by policy an extension told after the first period counts all the same.
        revoked: the reply in whose place this one was ordered, ``None`` if none was.
    """

    registration_number: str = ""
    received_on: date | None = None
    organisation: bool | None = None
    first_due: date | None = None
    due: date | None = None
    due_known: bool = True
    correction_notice_due: date | None = None
    leaves_on: date | None = None
    owed: bool = True
    approved_on: date | None = None
    agency: str = ""
    signers: tuple[str, ...] = ()
    contact_phone: str = ""
    searches: tuple[SearchFact, ...] = ()
    consultations: tuple[ConsultationFact, ...] = ()
    correction: CorrectionFact | None = None
    justification: JustificationFact | None = None
    extension: ExtensionFact | None = None
    fee_paid_on: date | None = None
    fee: FeeFact | None = None
    prior: PriorReply | None = None
    earlier: tuple[EarlierAnswer, ...] = ()
    lost: tuple[LostProvision, ...] = ()
    grounds: tuple[Outcome, ...] = ()
    evidence: frozenset[str] | None = None
    provided: tuple[ProvidedFile, ...] = ()
    secrecy: tuple[SecrecyFact, ...] | None = None
    agents: tuple[AgentFact, ...] = ()
    sent: SentLetter | None = None
    series: SeriesFact | None = None
    saved: SavedDraft | None = None
    applicant_type: str = ""
    annual_row: str = ""
    drafter: str = ""
    approver: str = ""
    third_parties: tuple[str, ...] = ()
    other_applicants: tuple[str, ...] = ()
    pending: bool = False
    late_extension: bool = False
    revoked: RevokedReply | None = None
