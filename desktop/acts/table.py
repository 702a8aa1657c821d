"""The table of forms: which form an act opens and which function of casework does it."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from casework.amendment import correct_event
from casework.assist import receive_assistance, request_assistance
from casework.consultation import consult, receive_opinion
from casework.consultation_letters import confirm_opinion, tell_consultation, tell_third_party
from casework.contacts import record_contact
from casework.correction import receive_correction, request_correction
from casework.corrigendum import correct_letter
from casework.extension import extend
from casework.extension_request import approve_extension, decline_extension
from casework.fee_approval import approve_fee
from casework.fee_ending import waive_fee
from casework.fee_notice import notify_fee
from casework.fee_payment import record_payment, record_refund
from casework.fee_proposal import propose_fee
from casework.justification import assess_justification, defer_reply, receive_justification, request_justification
from casework.office import Office
from casework.outcome import decide_outcome
from casework.page_counting import count_pages
from casework.piece_split import split_pieces
from casework.printed_forms import make_form
from casework.receipt import confirm_receipt
from casework.rectify import decide_rectification
from casework.refusal_of_service import record_refusal
from casework.searching import record_search
from casework.secrecy_review import review_secrecy
from casework.service import dispatch, record_return, record_service
from casework.views import Changed
from casework.withdrawal import withdraw
from desktop.acts.assist import ReceiveAssistancePanel, RequestAssistancePanel
from desktop.acts.consultation import ConsultPanel, ReceiveOpinionPanel
from desktop.acts.consultation_letters import ConfirmOpinionPanel, TellConsultationPanel, TellThirdPartyPanel
from desktop.acts.correction import LapseCorrectionPanel, ReceiveCorrectionPanel, RequestCorrectionPanel
from desktop.acts.corrigendum import CorrectLetterPanel
from desktop.acts.ending import ClosePanel, WithdrawPanel
from desktop.acts.event_correction import CorrectEventPanel
from desktop.acts.extension import ExtendPanel
from desktop.acts.extension_decision import ApproveExtensionPanel, DeclineExtensionPanel
from desktop.acts.fee_proposal import ProposeFeePanel
from desktop.acts.fee_steps import (
    ApproveFeePanel,
    LapseFeePanel,
    NotifyFeePanel,
    RecordPaymentPanel,
    RecordRefundPanel,
    SplitPiecesPanel,
    WaiveFeePanel,
)
from desktop.acts.justification import (
    AssessJustificationPanel,
    DeferReplyPanel,
    ReceiveJustificationPanel,
    RequestJustificationPanel,
)
from desktop.acts.outcome import OutcomePanel
from desktop.acts.page_counts import CountPagesPanel
from desktop.acts.panel import ActPanel
from desktop.acts.plain_drafts import attach_files, close_case, lapse, lapse_payment
from desktop.acts.printed_forms import MakeFormPanel
from desktop.acts.receipt import ConfirmReceiptPanel
from desktop.acts.records import AttachPanel, RecordContactPanel, RecordSearchPanel
from desktop.acts.rectify import DecideRectificationPanel
from desktop.acts.secrecy import ReviewSecrecyPanel
from desktop.acts.sending import DispatchPanel, RecordRefusalPanel, RecordReturnPanel, RecordServicePanel
from desktop.components import read_attachment
from law.terms import Act

__all__ = ["ACT_FORMS", "LETTER_ACTS", "ActForm", "ActWithFiles"]

DoAct = Callable[..., Changed]


@dataclass(frozen=True, slots=True)
class ActForm:
    """The form of an act and the function that does it."""

    panel: type[ActPanel]
    run: DoAct


ACT_FORMS: dict[Act, ActForm] = {
    Act.CONFIRM_RECEIPT: ActForm(ConfirmReceiptPanel, confirm_receipt),
    Act.REQUEST_CORRECTION: ActForm(RequestCorrectionPanel, request_correction),
    Act.RECEIVE_CORRECTION: ActForm(ReceiveCorrectionPanel, receive_correction),
    Act.LAPSE_CORRECTION: ActForm(LapseCorrectionPanel, lapse),
    Act.REQUEST_JUSTIFICATION: ActForm(RequestJustificationPanel, request_justification),
    Act.RECEIVE_JUSTIFICATION: ActForm(ReceiveJustificationPanel, receive_justification),
    Act.ASSESS_JUSTIFICATION: ActForm(AssessJustificationPanel, assess_justification),
    Act.DEFER_REPLY: ActForm(DeferReplyPanel, defer_reply),
    Act.CONSULT: ActForm(ConsultPanel, consult),
    Act.SERVE_CONSULTATION: ActForm(RecordServicePanel, record_service),
    Act.RECEIVE_OPINION: ActForm(ReceiveOpinionPanel, receive_opinion),
    Act.CONFIRM_OPINION: ActForm(ConfirmOpinionPanel, confirm_opinion),
    Act.TELL_CONSULTATION: ActForm(TellConsultationPanel, tell_consultation),
    Act.TELL_THIRD_PARTY: ActForm(TellThirdPartyPanel, tell_third_party),
    Act.REQUEST_ASSISTANCE: ActForm(RequestAssistancePanel, request_assistance),
    Act.RECEIVE_ASSISTANCE: ActForm(ReceiveAssistancePanel, receive_assistance),
    Act.EXTEND: ActForm(ExtendPanel, extend),
    Act.APPROVE_EXTENSION: ActForm(ApproveExtensionPanel, approve_extension),
    Act.DECLINE_EXTENSION: ActForm(DeclineExtensionPanel, decline_extension),
    Act.NOTIFY_EXTENSION: ActForm(DispatchPanel, dispatch),
    Act.COUNT_PAGES: ActForm(CountPagesPanel, count_pages),
    Act.SPLIT_PIECES: ActForm(SplitPiecesPanel, split_pieces),
    Act.PROPOSE_FEE: ActForm(ProposeFeePanel, propose_fee),
    Act.APPROVE_FEE: ActForm(ApproveFeePanel, approve_fee),
    Act.NOTIFY_FEE: ActForm(NotifyFeePanel, notify_fee),
    Act.RECORD_PAYMENT: ActForm(RecordPaymentPanel, record_payment),
    Act.RECORD_REFUND: ActForm(RecordRefundPanel, record_refund),
    Act.WAIVE_FEE: ActForm(WaiveFeePanel, waive_fee),
    Act.LAPSE_FEE: ActForm(LapseFeePanel, lapse_payment),
    Act.RECORD_SEARCH: ActForm(RecordSearchPanel, record_search),
    Act.RECORD_CONTACT: ActForm(RecordContactPanel, record_contact),
    Act.REVIEW_SECRECY: ActForm(ReviewSecrecyPanel, review_secrecy),
    Act.DECIDE_OUTCOME: ActForm(OutcomePanel, decide_outcome),
    Act.DISPATCH: ActForm(DispatchPanel, dispatch),
    Act.RECORD_SERVICE: ActForm(RecordServicePanel, record_service),
    Act.RECORD_RETURN: ActForm(RecordReturnPanel, record_return),
    Act.RECORD_REFUSAL: ActForm(RecordRefusalPanel, record_refusal),
    Act.WITHDRAW: ActForm(WithdrawPanel, withdraw),
    Act.DECIDE_RECTIFICATION: ActForm(DecideRectificationPanel, decide_rectification),
    Act.CORRECT_LETTER: ActForm(CorrectLetterPanel, correct_letter),
    Act.MAKE_FORM: ActForm(MakeFormPanel, make_form),
    Act.CLOSE: ActForm(ClosePanel, close_case),
    Act.ATTACH: ActForm(AttachPanel, attach_files),
    Act.CORRECT_EVENT: ActForm(CorrectEventPanel, correct_event),
}

LETTER_ACTS = (
    Act.DRAFT_LETTER,
    Act.SUBMIT_DRAFT,
    Act.PASS_DRAFT,
    Act.RETURN_DRAFT,
    Act.APPROVE_LETTER,
    Act.RECALL_DRAFT,
    Act.ISSUE_LETTER,
)
"""Acts done on the page of the letter."""


@dataclass(frozen=True, slots=True)
class ActWithFiles:
    """An act whose files are read in the work thread, just before it is done."""

    run: DoAct
    paths: tuple[Path, ...]

    def __call__(self, office: Office, draft: Any, /, *, today: date, now: datetime, actor: str) -> Changed:
        """Read the files into the draft and do the act.

        Raises:
            UserError: a file cannot be read, or the act is refused.
        """
        if self.paths and is_dataclass(draft) and any(one.name == "attachments" for one in fields(draft)):
            role = str(getattr(draft, "role", ""))
            files = tuple(read_attachment(path, role) for path in self.paths)
            draft = replace(draft, attachments=files)  # type: ignore[type-var]
        return self.run(office, draft, today=today, now=now, actor=actor)
