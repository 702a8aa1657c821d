"""A scripted run of the office that may be killed at any moment: ``python -m tests.casework.killed_run DATABASE``.

Each line on standard output tells what is committed; a line is written only after the act has returned. The test that
kills the run compares the lines with the database.
"""

import json
import sys
from datetime import timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import func, select

from casework import form_drafts
from casework.contacts import record_contact
from casework.correction import receive_correction, request_correction
from casework.dispute_drafts import DisputeEventDraft, OpenDisputeDraft, PartyDraft, TargetDraft
from casework.disputes import open_dispute
from casework.drafts import (
    ContactDraft,
    CorrectionDraft,
    CorrectionReceivedDraft,
    DispatchDraft,
    ExtensionDraft,
    SearchDraft,
    ServiceDraft,
)
from casework.extension import extend
from casework.fee_account import update_fee_account
from casework.fee_approval import approve_fee
from casework.fee_drafts import (
    FeeAccountDraft,
    FeeApprovalDraft,
    FeeNoticeDraft,
    FeeProposalDraft,
    PaymentDraft,
)
from casework.fee_notice import notify_fee
from casework.fee_payment import record_payment
from casework.fee_proposal import propose_fee
from casework.office import Office, open_office
from casework.searching import record_search
from casework.service import record_service
from law.dispute_terms import AttackedAct, DisputeEventKind, Forum
from law.terms import FeeMethod, ServiceMethod
from models import Request
from tests.casework.offices import ACTOR, NOW, TODAY, make_office, take_in

DRAFT_KEY = "intake"


def told(*words: object) -> None:
    """One line per committed act, out of the process at once."""
    print(*words, flush=True)


def typing(office: Office, number: int) -> None:
    """What the client's autosave keeps while somebody types."""
    payload = json.dumps({"typed": "申请公开" + "征地批复" * 200, "number": number}, ensure_ascii=False)
    form_drafts.save(office, DRAFT_KEY, "intake", f"第{number}稿", payload, now=NOW, actor=ACTOR)
    told("draft", number)


def one_case(office: Office, number: int) -> None:
    """A letter from the registration to a served correction and a running extension."""
    received = TODAY - timedelta(days=5)
    typing(office, number)
    request_id = take_in(office, received, today=received, name=f"周长根{number}")
    told("registered", request_id)
    one_dispute(office, request_id, number)
    sent = DispatchDraft(on=received, method=ServiceMethod.POST, carrier="邮政EMS", tracking_number="1098")
    notice = CorrectionDraft(
        request_id=request_id,
        unclear_items=("未写明文件的名称",),
        how_to_correct="写明文件的名称或者文号",
        deadline=TODAY + timedelta(days=9),
        issued_on=received,
        dispatch=sent,
    )
    asked = request_correction(office, notice, today=received, now=NOW, actor=ACTOR)
    told("correction", request_id)
    assert asked.document_id is not None
    proof = ServiceDraft(document_id=asked.document_id, on=received, received_by="本人", proof="送达回证")
    record_service(office, proof, today=TODAY, now=NOW, actor=ACTOR)
    told("served", request_id)
    typing(office, number)
    came = CorrectionReceivedDraft(request_id=request_id, on=TODAY, text="文号为临政地〔2024〕8号")
    receive_correction(office, came, today=TODAY, now=NOW, actor=ACTOR)
    told("corrected", request_id)
    search = SearchDraft(
        request_id=request_id, on=TODAY, systems=("档案系统", "公文系统"), keywords=("征地", "批复"),
        period="2023年至2024年", searcher=ACTOR, result="找到1件",
    )  # fmt: skip
    record_search(office, search, today=TODAY, now=NOW, actor=ACTOR)
    told("searched", request_id)
    call = ContactDraft(request_id=request_id, on=TODAY, how="电话", number="0900-6600101", text="告知办理进度")
    record_contact(office, call, today=TODAY, now=NOW, actor=ACTOR)
    told("called", request_id)
    longer = ExtensionDraft(
        request_id=request_id, days=10, approved_on=TODAY, approver="赵明", reason="资料较多", issued_on=TODAY,
        dispatch=DispatchDraft(on=TODAY, method=ServiceMethod.POST, carrier="邮政EMS", tracking_number="1099"),
    )  # fmt: skip
    extend(office, longer, today=TODAY, now=NOW, actor=ACTOR)
    told("extended", request_id)


def one_dispute(office: Office, request_id: int, number: int) -> None:
    """A reconsideration of a missing reply, with the first paper in the act that registers it."""
    copy = DisputeEventDraft(
        dispute_id=0, kind=DisputeEventKind.COPY_RECEIVED, on=TODAY, values={"procedure": "simple"}
    )
    draft = OpenDisputeDraft(
        forum=Forum.RECONSIDERATION,
        body="临江县人民政府",
        targets=(TargetDraft(request_id=request_id, attacked=AttackedAct.NO_REPLY),),
        parties=(PartyDraft(name=f"周长根{number}"),),
        first=copy,
    )
    open_dispute(office, draft, today=TODAY, now=NOW, actor=ACTOR)
    told("disputed", request_id)


def one_fee(office: Office, number: int) -> None:
    """A fee from the proposal to a payment in two parts."""
    received = TODAY - timedelta(days=5)
    typing(office, number)
    request_id = take_in(office, received, today=received, name=f"周长根{number}")
    told("registered", request_id)
    proposal = FeeProposalDraft(
        request_id=request_id, on=received, method=FeeMethod.BY_VOLUME, variant="provide_copy", extra_pages=110,
        extra_reason="逐页清点", reason="页数明显超过合理范围",
    )  # fmt: skip
    propose_fee(office, proposal, today=received, now=NOW, actor=ACTOR)
    told("proposed", request_id)
    approval = FeeApprovalDraft(request_id=request_id, on=received, approver="赵明")
    approve_fee(office, approval, today=received, now=NOW, actor=ACTOR)
    told("approved", request_id)
    update_fee_account(office, FeeAccountDraft(pay_way="到代收银行缴纳"), now=NOW, actor=ACTOR)
    sent = DispatchDraft(on=received, method=ServiceMethod.POST, carrier="邮政EMS", tracking_number="1100")
    notice = FeeNoticeDraft(request_id=request_id, issued_on=received, dispatch=sent)
    noticed = notify_fee(office, notice, today=received, now=NOW, actor=ACTOR)
    told("noticed", request_id)
    assert noticed.document_id is not None
    proof = ServiceDraft(document_id=noticed.document_id, on=received, received_by="本人", proof="送达回证")
    record_service(office, proof, today=TODAY, now=NOW, actor=ACTOR)
    told("served", request_id)
    for receipt in ("票1", "票2"):
        payment = PaymentDraft(request_id=request_id, on=TODAY, fen=45_000, receipt_number=receipt)
        record_payment(office, payment, today=TODAY, now=NOW, actor=ACTOR)
        told("paid", request_id)


def main(database: str) -> None:
    """Work until killed; a run that goes on with an odd number of requests begins with a fee."""
    office = open_office(database) if Path(database).exists() else make_office(database)
    told("open")
    with office.reading() as session:
        before = session.scalar(select(func.count()).select_from(Request)) or 0
    for number in count(1):
        (one_fee if (before + number) % 2 == 0 else one_case)(office, number)


if __name__ == "__main__":
    main(sys.argv[1])
