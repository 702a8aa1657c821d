"""A desk: an office with a today that moves on, so that a test reads like the course of a case."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from casework import (
    attachments,
    case_view,
    consultation,
    correction,
    extension,
    justification,
    letters,
    outcome,
    receipt,
    searching,
    service,
)
from casework.act_case import ActCase, read_case
from casework.drafts import (
    ApplicantDraft,
    AttachmentDraft,
    ConsultationDraft,
    CorrectionDraft,
    CorrectionReceivedDraft,
    DispatchDraft,
    ExtensionDraft,
    JustificationDraft,
    LetterDraft,
    OpinionDraft,
    OutcomeDraft,
    ReceiptConfirmationDraft,
    ReceiptDates,
    RegistrationDraft,
    SearchDraft,
    ServiceDraft,
)
from casework.fee_account import update_fee_account
from casework.fee_approval import approve_fee
from casework.fee_drafts import (
    CountedFileDraft,
    FeeAccountDraft,
    FeeApprovalDraft,
    FeeNoticeDraft,
    FeeProposalDraft,
    FeeWaiverDraft,
    PageCountDraft,
    PaymentDraft,
    PiecesSplitDraft,
    RefundDraft,
)
from casework.fee_ending import lapse_fee, waive_fee
from casework.fee_notice import notify_fee
from casework.fee_payment import record_payment, record_refund
from casework.fee_proposal import propose_fee
from casework.fee_views import FeeView
from casework.office import Office
from casework.page_counting import count_pages, page_files
from casework.paper_drafts import SecrecyReviewDraft
from casework.piece_split import split_pieces
from casework.registration import register
from casework.secrecy_review import provides_information, review_secrecy
from casework.views import Changed
from deadlines.steps import Deadline
from law.terms import (
    AccessForm,
    Channel,
    ConsultationKind,
    DeliveryMethod,
    EventKind,
    Evidence,
    FeeMethod,
    Opinion,
    Outcome,
    RequestStatus,
    SecrecyConclusion,
    ServiceMethod,
)
from models import Document, Request

APPLICANT = ApplicantDraft(
    name="周长根",
    identity_number="990101196101109813",
    phone="19900000053",
    address="东岭省澜安市临江县青石渡镇白石村三组21号",
    postcode="990121",
)
ACCOUNT = FeeAccountDraft(
    unit_code="990121001", pay_way="持缴款码到非税收入代收银行缴纳，或者网上缴纳", pay_place="临江县各代收银行网点"
)
GRANT_FACTS = {
    "info_name": "青石渡镇白石村征地批复",
    "provide_form": "paper",
    "page_count": "3",
    "attachment_list": "征地批复（3页）",
}


@dataclass(slots=True)
class Desk:
    """An office and the day it is; every act is done on that day."""

    office: Office
    today: date
    actor: str = "王敏"

    @property
    def how(self) -> dict[str, Any]:
        """The keyword arguments of every act."""
        now = datetime.combine(self.today, time(2, 0), tzinfo=UTC)
        return {"today": self.today, "now": now, "actor": self.actor}

    def on(self, month: int, day: int, year: int | None = None) -> "Desk":
        """Move to a day."""
        self.today = date(year or self.today.year, month, day)
        return self

    # ------------------------------------------------------------------ questions

    def case(self, request_id: int) -> ActCase:
        with self.office.reading() as session:
            return read_case(self.office, session, request_id, self.today)

    def row(self, request_id: int) -> Request:
        with self.office.reading() as session:
            return session.get_one(Request, request_id)

    def due(self, request_id: int) -> date | None:
        due: Deadline | None = self.case(request_id).state.clock.due
        return due.due if due else None

    def status(self, request_id: int) -> RequestStatus:
        return self.row(request_id).status

    def document(self, document_id: int | None) -> Document:
        with self.office.reading() as session:
            return session.get_one(Document, document_id)

    # ------------------------------------------------------------------ acts

    def register(self, draft: RegistrationDraft) -> tuple[int, ...]:
        return register(self.office, draft, **self.how).request_ids

    def take_in(self, **changes: Any) -> int:
        return self.register(letter(self.today, **changes))[0]

    def post(self) -> DispatchDraft:
        return DispatchDraft(
            on=self.today, method=ServiceMethod.POST, carrier="邮政EMS", tracking_number="1000000000001"
        )

    def ask_correction(self, request_id: int, deadline: date, *, sent: bool = True) -> Changed:
        draft = CorrectionDraft(
            request_id=request_id,
            unclear_items=("没有写明哪些地块",),
            how_to_correct="请写明地块编号和起止时间。",
            deadline=deadline,
            issued_on=self.today,
            dispatch=self.post() if sent else None,
        )
        return correction.request_correction(self.office, draft, **self.how)

    def correct(self, request_id: int, *, complete: bool = True) -> Changed:
        draft = CorrectionReceivedDraft(request_id=request_id, on=self.today, text="补正如下。", complete=complete)
        return correction.receive_correction(self.office, draft, **self.how)

    def lapse(self, request_id: int) -> Changed:
        reason = "电话联系两次，申请人表示不再补正"
        return correction.lapse_correction(self.office, request_id, self.today, reason, **self.how)

    def consult(
        self, request_id: int, party: str = "澜安汇泽置业有限公司", *, sent: bool = True, **changes: Any
    ) -> Changed:
        values: dict[str, Any] = {"kind": ConsultationKind.THIRD_PARTY, **changes}
        draft = ConsultationDraft(
            request_id=request_id,
            party=party,
            information="地块出让合同补充协议",
            issued_on=self.today,
            dispatch=self.post() if sent else None,
            **values,
        )
        return consultation.consult(self.office, draft, **self.how)

    def opinion(self, request_id: int, event_id: int | None, opinion: Opinion = Opinion.REFUSE) -> Changed:
        assert event_id is not None
        draft = OpinionDraft(
            request_id=request_id,
            consultation_event_id=event_id,
            on=self.today,
            opinion=opinion,
            reasons="涉及商业秘密",
        )
        return consultation.receive_opinion(self.office, draft, **self.how)

    def extend(self, request_id: int, days: int = 20, **changes: Any) -> Changed:
        values: dict[str, Any] = {
            "approved_on": self.today,
            "approver": "赵主任",
            "reason": "资料数量大，须逐份核对",
            "issued_on": self.today,
            "dispatch": self.post(),
            **changes,
        }
        return extension.extend(self.office, ExtensionDraft(request_id=request_id, days=days, **values), **self.how)

    def search(self, request_id: int) -> Changed:
        draft = SearchDraft(
            request_id=request_id,
            on=self.today,
            systems=("档案管理系统", "公文系统"),
            keywords=("征地", "白石村"),
            period="2019年至2026年",
            searcher="李工",
            result="未检索到",
            reviewer="周科长",
        )
        return searching.record_search(self.office, draft, **self.how)

    def justify(self, request_id: int, deadline: date) -> Changed:
        draft = JustificationDraft(
            request_id=request_id,
            statistics="2026年1月至10月共申请46件，其中重复12件。",
            deadline=deadline,
            issued_on=self.today,
            dispatch=self.post(),
        )
        return justification.request_justification(self.office, draft, **self.how)

    def decide(self, request_id: int, which: Outcome = Outcome.GRANT, **changes: Any) -> Changed:
        values: dict[str, Any] = {"on": self.today}
        if which is Outcome.GRANT:
            values |= {
                "variant": "provide_copy",
                "facts": GRANT_FACTS,
                "evidence": {Evidence.PROVIDED_COPY: "征地批复复印件3页，已核对"},
            }
        return outcome.decide_outcome(
            self.office, OutcomeDraft(request_id=request_id, outcome=which, **{**values, **changes}), **self.how
        )

    def review_secrecy(self, request_id: int, **changes: Any) -> Changed:
        values: dict[str, Any] = {
            "on": self.today,
            "information": "拟提供的信息",
            "first_reviewer": "李工",
            "second_reviewer": "周科长",
            "conclusion": SecrecyConclusion.DISCLOSABLE,
            **changes,
        }
        return review_secrecy(self.office, SecrecyReviewDraft(request_id=request_id, **values), **self.how)

    def draft(self, request_id: int, *, reviewed: bool = True, **changes: Any) -> int:
        facts = self.case(request_id).state.facts
        if reviewed and provides_information(facts.outcome) and not facts.happened(EventKind.SECRECY_REVIEWED):
            self.review_secrecy(request_id, on=facts.decided.on if facts.decided else self.today)
        changed = letters.save_draft(
            self.office, LetterDraft(request_id=request_id, dated_on=self.today, **changes), **self.how
        )
        assert changed.document_id is not None
        return changed.document_id

    def issue(self, document_id: int, *, sent: bool = True, **changes: Any) -> Changed:
        values: dict[str, Any] = {
            "issued_on": self.today,
            "dispatch": self.post() if sent else None,
            "overrides": (),
            **changes,
        }
        return letters.issue_letter(self.office, document_id, **values, **self.how)

    def serve(self, document_id: int | None) -> Changed:
        assert document_id is not None
        draft = ServiceDraft(document_id=document_id, on=self.today, received_by="本人", proof="邮政签收查询")
        return service.record_service(self.office, draft, **self.how)

    def confirm(self, request_id: int) -> Changed:
        draft = ReceiptConfirmationDraft(request_id=request_id, on=self.today, how="电话")
        return receipt.confirm_receipt(self.office, draft, **self.how)

    # ------------------------------------------------------------------ fees

    def count_pages(self, request_id: int, units: int = 44, *, attach: bool = True) -> Changed:
        """Attach a file and say by hand how many pages it has."""
        attachment_id = 999
        if attach:
            self.attach(request_id, f"拟提供{units}页.pdf", b"%PDF-" + str(units).encode())
            own = [one for one in page_files(self.office, request_id) if one.file_name == f"拟提供{units}页.pdf"]
            attachment_id = own[-1].attachment_id
        counted = CountedFileDraft(attachment_id=attachment_id, units=units, reason="逐页清点")
        return count_pages(self.office, PageCountDraft(request_id=request_id, files=(counted,)), **self.how)

    def attach(self, request_id: int, name: str, content: bytes) -> Changed:
        return attachments.attach(
            self.office, request_id, (AttachmentDraft(file_name=name, content=content),), **self.how
        )

    def split(self, request_id: int, pieces: int) -> Changed:
        items = tuple(f"第{number}项" for number in range(1, pieces + 1))
        draft = PiecesSplitDraft(request_id=request_id, on=self.today, items=items, reason="各项互不相关")
        return split_pieces(self.office, draft, **self.how)

    def propose(
        self, request_id: int, method: FeeMethod = FeeMethod.BY_PIECE, *, pages: int = 0, **changes: Any
    ) -> Changed:
        values: dict[str, Any] = {
            "on": self.today,
            "variant": "provide_copy",
            "extra_pages": pages,
            "extra_reason": "逐页清点" if pages else "",
            "reason": "本月申请件数明显超过合理范围",
            **changes,
        }
        return propose_fee(self.office, FeeProposalDraft(request_id=request_id, method=method, **values), **self.how)

    def approve(self, request_id: int, *, approved: bool = True, approver: str = "赵主任", note: str = "") -> Changed:
        draft = FeeApprovalDraft(request_id=request_id, on=self.today, approver=approver, approved=approved, note=note)
        return approve_fee(self.office, draft, **self.how)

    def notify(self, request_id: int, *, sent: bool = True, **changes: Any) -> Changed:
        update_fee_account(self.office, ACCOUNT, now=self.how["now"], actor=self.actor)
        values: dict[str, Any] = {
            "issued_on": self.today,
            "payment_code": "9901002026000012",
            "dispatch": self.post() if sent else None,
            **changes,
        }
        return notify_fee(self.office, FeeNoticeDraft(request_id=request_id, **values), **self.how)

    def charge(self, request_id: int, method: FeeMethod = FeeMethod.BY_PIECE, *, pages: int = 0) -> int:
        """Propose, approve and notify; returns the document of the notice."""
        self.propose(request_id, method, pages=pages)
        self.approve(request_id)
        document_id = self.notify(request_id).document_id
        assert document_id is not None
        return document_id

    def pay(self, request_id: int, fen: int, **changes: Any) -> Changed:
        before = len(self.case(request_id).state.facts.all_of(EventKind.FEE_PAID))
        values: dict[str, Any] = {"on": self.today, "receipt_number": f"票{before + 1:04d}", **changes}
        return record_payment(self.office, PaymentDraft(request_id=request_id, fen=fen, **values), **self.how)

    def refund(self, request_id: int, fen: int, reason: str = "多缴") -> Changed:
        draft = RefundDraft(request_id=request_id, on=self.today, fen=fen, reason=reason)
        return record_refund(self.office, draft, **self.how)

    def waive(self, request_id: int, *, sent: bool = True, **changes: Any) -> Changed:
        values: dict[str, Any] = {"approver": "赵主任", "reason": "改为现场查阅", **changes}
        dispatch = self.post() if sent else None
        draft = FeeWaiverDraft(request_id=request_id, on=self.today, dispatch=dispatch, **values)
        return waive_fee(self.office, draft, **self.how)

    def lapse_fee(self, request_id: int) -> Changed:
        return lapse_fee(self.office, request_id, self.today, "期满未见入账", **self.how)

    def fee(self, request_id: int) -> FeeView:
        """The fee as the case page shows it."""
        found = case_view.case(self.office, request_id, today=self.today).fee
        assert found is not None
        return found

    def reply(self, request_id: int, which: Outcome = Outcome.GRANT, **changes: Any) -> int:
        """Decide, draft, issue and post a reply; returns the document."""
        self.decide(request_id, which, **changes)
        document_id = self.draft(request_id)
        self.issue(document_id)
        return document_id


def letter(received: date, **changes: Any) -> RegistrationDraft:
    """A complete letter by registered mail, signed for on a day."""
    values: dict[str, Any] = {
        "channel": Channel.MAIL_SIGNED,
        "dates": ReceiptDates(signed=received),
        "applicant": APPLICANT,
        "title": "青石渡镇白石村征地批复",
        "text": "申请公开青石渡镇白石村三组集体土地的征地批复文件。",
        "access_forms": (AccessForm.PAPER,),
        "delivery": DeliveryMethod.POST,
    }
    return RegistrationDraft(**{**values, **changes})
