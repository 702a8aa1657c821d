"""The acts of a sample case as small steps: each is a day and a call of the very act a clerk would use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casework.attachments import attach
from casework.consultation import consult, receive_opinion
from casework.contacts import record_contact
from casework.correction import lapse_correction, receive_correction, request_correction
from casework.drafts import (
    AttachmentDraft,
    ConsultationDraft,
    ContactDraft,
    CorrectionDraft,
    CorrectionReceivedDraft,
    DispatchDraft,
    ExtensionDraft,
    ItemConclusion,
    JustificationDraft,
    LetterDraft,
    OpinionDraft,
    OutcomeDraft,
    Override,
    ReceiptConfirmationDraft,
    SearchDraft,
    ServiceDraft,
    WithdrawalDraft,
)
from casework.extension import extend
from casework.extension_request import approve_extension
from casework.fee_approval import approve_fee
from casework.fee_drafts import FeeApprovalDraft, FeeNoticeDraft, FeeProposalDraft, FeeWaiverDraft, PaymentDraft
from casework.fee_ending import lapse_fee, waive_fee
from casework.fee_notice import notify_fee
from casework.fee_payment import record_payment
from casework.fee_proposal import propose_fee
from casework.justification import request_justification
from casework.letters import preview_document, propose_letter, save_draft
from casework.mandates import MANDATE_ROLE, lacks_mandate
from casework.office import Office
from casework.outcome import decide_outcome, proposal
from casework.paper_drafts import SecrecyReviewDraft
from casework.receipt import confirm_receipt
from casework.review import approve_letter, pass_draft, return_draft, submit_draft
from casework.review_drafts import (
    ApprovalDraft,
    DraftReturnDraft,
    ExtensionApprovalDraft,
    IssueTerms,
    PassDraft,
    RemarkDraft,
    SubmissionDraft,
)
from casework.searching import record_search
from casework.secrecy_review import provides_information, review_secrecy
from casework.service import record_service
from casework.views import Changed
from casework.withdrawal import withdraw
from law.terms import ConsultationKind, Evidence, FeeMethod, Opinion, Outcome, SecrecyConclusion, ServiceMethod

__all__ = ["Course", "Moment", "Step"]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a step is done, and by whom."""

    office: Office
    today: date
    now: datetime
    actor: str


Step = Callable[[Moment], object]


@dataclass(slots=True)
class Course:
    """One sample case on its way. Steps are planned before the case exists; they find its ids here.

    Attributes:
        said: what the clerks write (casework/data/sample_course.json).
        title: what is asked for.
        request_id: set by the registration.
        kept: ids of letters and events that later steps are about.
    """

    said: Mapping[str, Any]
    title: str
    request_id: int = 0
    kept: dict[str, int] = field(default_factory=dict)

    # ------------------------------------------------------------------ before the decision

    def confirm(self, at: Moment) -> Changed:
        """Agency and applicant confirm the receipt."""
        draft = ReceiptConfirmationDraft(request_id=self.request_id, on=at.today, how=self.said["confirmation"])
        return confirm_receipt(at.office, draft, **_who(at))

    def search(self, at: Moment, *, found: bool = True) -> Changed:
        """A search in three systems."""
        said = self.said["search"]
        draft = SearchDraft(
            request_id=self.request_id,
            on=at.today,
            systems=tuple(said["systems"]),
            keywords=(self.title,),
            period=said["period"],
            searcher=at.actor,
            result=said["found" if found else "nothing"],
        )
        return record_search(at.office, draft, **_who(at))

    def search_in_vain(self, at: Moment) -> Changed:
        """A search without result."""
        return self.search(at, found=False)

    def contact(self, at: Moment) -> Changed:
        """A telephone call."""
        said = self.said["contact"]
        draft = ContactDraft(
            request_id=self.request_id, on=at.today, how=said["how"], number=said["number"], text=said["text"]
        )
        return record_contact(at.office, draft, **_who(at))

    def ask_correction(self, at: Moment, deadline: date) -> None:
        """The correction notice goes out."""
        said = self.said["correction"]
        draft = CorrectionDraft(
            request_id=self.request_id,
            unclear_items=(said["unclear"],),
            how_to_correct=said["how"],
            deadline=deadline,
            issued_on=at.today,
            dispatch=self._by_post(at),
        )
        self._keep("correction", request_correction(at.office, draft, **_who(at)).document_id)

    def correct(self, at: Moment) -> Changed:
        """The correction comes in."""
        draft = CorrectionReceivedDraft(request_id=self.request_id, on=at.today, text=self.said["correction"]["answer"])
        return receive_correction(at.office, draft, **_who(at))

    def lapse(self, at: Moment) -> Changed:
        """Nothing came in, without a good reason."""
        reason = self.said["correction"]["lapse"]
        return lapse_correction(at.office, self.request_id, at.today, reason, **_who(at))

    def consult(self, at: Moment, kind: ConsultationKind = ConsultationKind.THIRD_PARTY) -> None:
        """A third party, or another agency, is asked."""
        said = self.said["consultation"]
        agency = kind is ConsultationKind.AGENCY
        draft = ConsultationDraft(
            request_id=self.request_id,
            kind=kind,
            party=said["agency" if agency else "party"],
            party_address="" if agency else said["address"],
            information=said["agency_information" if agency else "information"],
            issued_on=at.today,
            dispatch=self._by_post(at),
        )
        changed = consult(at.office, draft, **_who(at))
        self._keep("consultation", changed.document_id)
        self._keep("consultation_event", changed.event_id)

    def consult_agency(self, at: Moment) -> None:
        """Another agency is asked."""
        self.consult(at, ConsultationKind.AGENCY)

    def opinion(self, at: Moment, opinion: Opinion = Opinion.REFUSE) -> Changed:
        """The opinion comes in."""
        draft = OpinionDraft(
            request_id=self.request_id,
            consultation_event_id=self.kept["consultation_event"],
            on=at.today,
            opinion=opinion,
            reasons="" if opinion is Opinion.AGREE else self.said["consultation"]["reasons"],
        )
        return receive_opinion(at.office, draft, **_who(at))

    def consent(self, at: Moment) -> Changed:
        """The third party agrees."""
        return self.opinion(at, Opinion.AGREE)

    def ask_extension(self, at: Moment, days: int = 20) -> Changed:
        """The head is asked for an extension."""
        draft = ExtensionDraft(
            request_id=self.request_id,
            days=days,
            approved_on=at.today,
            approver=self.said["approver"],
            reason=self.said["extension"]["reason"],
            issued_on=at.today,
        )
        return extend(at.office, draft, **_who(at))

    def extend(self, at: Moment) -> None:
        """The head approves an extension, and the applicant is told."""
        self.ask_extension(at)
        draft = ExtensionApprovalDraft(request_id=self.request_id, issued_on=at.today, dispatch=self._by_post(at))
        self._keep("extension", approve_extension(at.office, draft, **self._as(at, "approver")).document_id)

    def ask_reasons(self, at: Moment, deadline: date) -> None:
        """The applicant is asked why so many requests."""
        draft = JustificationDraft(
            request_id=self.request_id,
            statistics=self.said["justification"]["statistics"],
            deadline=deadline,
            issued_on=at.today,
            dispatch=self._by_post(at),
        )
        self._keep("justification", request_justification(at.office, draft, **_who(at)).document_id)

    def withdraw(self, at: Moment) -> Changed:
        """The applicant withdraws."""
        said = self.said["withdrawal"]
        draft = WithdrawalDraft(
            request_id=self.request_id, on=at.today, how=said["how"], signed=True, reason=said["reason"]
        )
        return withdraw(at.office, draft, **_who(at))

    # ------------------------------------------------------------------ fee

    def propose_fee(self, at: Moment, pages: int = 0) -> Changed:
        """A fee is proposed: by volume where pages are said, else by piece."""
        said = self.said["fee"]
        draft = FeeProposalDraft(
            request_id=self.request_id,
            on=at.today,
            method=FeeMethod.BY_VOLUME if pages else FeeMethod.BY_PIECE,
            variant=self.said["outcomes"][Outcome.GRANT.value]["variant"],
            extra_pages=pages,
            extra_reason=said["pages"] if pages else "",
            reason=said["volume_reason" if pages else "reason"],
        )
        return propose_fee(at.office, draft, **_who(at))

    def approve_fee(self, at: Moment) -> Changed:
        """The head of the office approves."""
        draft = FeeApprovalDraft(request_id=self.request_id, on=at.today, approver=self.said["approver"])
        return approve_fee(at.office, draft, **_who(at))

    def notify_fee(self, at: Moment, *, send: bool = True) -> None:
        """The notice is issued, and posted the same day unless ``send`` is False."""
        draft = FeeNoticeDraft(
            request_id=self.request_id,
            issued_on=at.today,
            payment_code=f"990100{at.today.year}{self.request_id:06d}",
            dispatch=self._by_post(at) if send else None,
        )
        self._keep("fee_notice", notify_fee(at.office, draft, **_who(at)).document_id)

    def keep_fee_notice(self, at: Moment) -> None:
        """The notice is issued and still in the house."""
        self.notify_fee(at, send=False)

    def serve_fee_notice(self, at: Moment) -> Changed:
        """The applicant signs for the notice."""
        return self.serve(at, "fee_notice")

    def pay_fee(self, at: Moment, fen: int) -> Changed:
        """The applicant pays, the whole amount or a part."""
        number = f"示例票{self.request_id:05d}"
        draft = PaymentDraft(request_id=self.request_id, on=at.today, fen=fen, receipt_number=number)
        return record_payment(at.office, draft, **_who(at))

    def lapse_fee(self, at: Moment) -> Changed:
        """Nothing came in in time."""
        return lapse_fee(at.office, self.request_id, at.today, self.said["fee"]["lapse"], **_who(at))

    def waive_fee(self, at: Moment) -> Changed:
        """Nothing is charged after all, and the applicant is told."""
        draft = FeeWaiverDraft(
            request_id=self.request_id,
            on=at.today,
            approver=self.said["approver"],
            reason=self.said["fee"]["waiver"],
            dispatch=self._by_post(at),
        )
        return waive_fee(at.office, draft, **_who(at))

    def decide_charged(self, at: Moment, pages: int) -> Changed:
        """What was charged by volume is provided, page for page."""
        return self.decide(at, Outcome.GRANT, {**self.said["fee"]["facts"], "page_count": str(pages)})

    # ------------------------------------------------------------------ decision, letter, service

    def decide(self, at: Moment, outcome: Outcome, told: Mapping[str, str] | None = None) -> Changed:
        """The outcome, with the facts told, else those that the clerks write for it, else those on file."""
        said = self.said["outcomes"][outcome.value]
        form = proposal(at.office, self.request_id, outcome, said["variant"], at.today)
        facts = {key: value or self.title for key, value in (told or said["facts"]).items()}
        facts = facts or {one.key: one.value for one in form.facts}
        facts.setdefault("info_name", self.title)
        draft = OutcomeDraft(
            request_id=self.request_id,
            on=at.today,
            outcome=outcome,
            variant=said["variant"],
            facts=facts,
            evidence={Evidence(key): text for key, text in said["evidence"].items()},
            reasons=said["reasons"],
            conclusions=tuple(
                ItemConclusion(text=one.text, conclusion=one.conclusion or outcome.label) for one in form.items
            ),
        )
        decided = decide_outcome(at.office, draft, **_who(at))
        if provides_information(outcome):
            self.review_secrecy(at)
        return decided

    def review_secrecy(self, at: Moment) -> Changed:
        """What is to be provided is reviewed for secrecy by two people."""
        draft = SecrecyReviewDraft(
            request_id=self.request_id,
            on=at.today,
            information=self.title,
            first_reviewer=at.actor,
            second_reviewer=self.said["reviewer"],
            conclusion=SecrecyConclusion.DISCLOSABLE,
        )
        return review_secrecy(at.office, draft, **_who(at))

    def add_mandate(self, at: Moment) -> None:
        """An agent who came without a mandate hands it in before the reply is written (C52)."""
        if lacks_mandate(at.office, self.request_id):
            paper = AttachmentDraft(file_name="授权委托书.txt", content="授权委托书".encode(), role=MANDATE_ROLE)
            attach(at.office, self.request_id, (paper,), **_who(at))

    def draft_reply(self, at: Moment) -> None:
        """The reply is drafted."""
        self.add_mandate(at)
        draft = LetterDraft(request_id=self.request_id, dated_on=at.today)
        self._keep("reply", save_draft(at.office, draft, **_who(at)).document_id)

    def submit_reply(self, at: Moment) -> Changed:
        """The draft goes to the reviewer."""
        return submit_draft(at.office, SubmissionDraft(document_id=self.kept["reply"]), **_who(at))

    def pass_reply(self, at: Moment) -> Changed:
        """The reviewer lets it pass."""
        draft = PassDraft(document_id=self.kept["reply"])
        return pass_draft(at.office, draft, **self._as(at, "reviewer"))

    def return_reply(self, at: Moment) -> Changed:
        """The reviewer sends it back with a remark on the first paragraph of its text."""
        letter = self.kept["reply"]
        blocks = preview_document(at.office, letter).blocks
        place = next((number for number, one in enumerate(blocks) if one.kind == "para"), None)
        remark = RemarkDraft(text=self.said["remark"], block=place)
        draft = DraftReturnDraft(document_id=letter, remarks=(remark,))
        return return_draft(at.office, draft, **self._as(at, "reviewer"))

    def review_reply(self, at: Moment) -> None:
        """Submitted and passed on one day."""
        self.submit_reply(at)
        self.pass_reply(at)

    def issue_reply(self, at: Moment, *, send: bool = True) -> Changed:
        """Reviewed, approved and issued; posted the same day unless ``send`` is False."""
        self.review_reply(at)
        draft = LetterDraft(request_id=self.request_id, dated_on=at.today, document_id=self.kept["reply"])
        warned = propose_letter(at.office, draft, at.today).findings
        approval = ApprovalDraft(
            document_id=self.kept["reply"],
            overrides=tuple(
                Override(code=one.code, reason=self.said["override"]) for one in warned if one.needs_reason
            ),
            issue=IssueTerms(issued_on=at.today, dispatch=self._by_post(at, self.kept["reply"]) if send else None),
        )
        return approve_letter(at.office, approval, **self._as(at, "approver"))

    def issue_only(self, at: Moment) -> Changed:
        """The reply is issued and still in the house."""
        return self.issue_reply(at, send=False)

    def serve(self, at: Moment, letter: str) -> Changed:
        """The post proves the service of a letter."""
        draft = ServiceDraft(document_id=self.kept[letter], on=at.today, received_by="本人", proof=self.said["proof"])
        return record_service(at.office, draft, **_who(at))

    def serve_reply(self, at: Moment) -> Changed:
        """The service of the reply is proven; the case closes itself."""
        return self.serve(at, "reply")

    def serve_consultation(self, at: Moment) -> Changed:
        """The third party signs for the consultation."""
        return self.serve(at, "consultation")

    def serve_correction(self, at: Moment) -> Changed:
        """The applicant signs for the correction notice."""
        return self.serve(at, "correction")

    # ------------------------------------------------------------------ parts

    def _as(self, at: Moment, post: str) -> dict[str, Any]:
        """The keywords of an act done by the reviewer or the head of the sample office."""
        return {**_who(at), "actor": self.said[post]}

    def _by_post(self, at: Moment, document_id: int = 0) -> DispatchDraft:
        number = f"EMS2099{self.request_id:05d}{len(self.kept):02d}"
        return DispatchDraft(
            document_id=document_id,
            on=at.today,
            method=ServiceMethod.POST,
            carrier=self.said["carrier"],
            tracking_number=number,
        )

    def _keep(self, name: str, row_id: int | None) -> None:
        if row_id is not None:
            self.kept[name] = row_id


def _who(at: Moment) -> dict[str, Any]:
    return {"today": at.today, "now": at.now, "actor": at.actor}
