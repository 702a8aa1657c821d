"""A scripted run of the office that may be killed at any moment: ``python -m tests.casework.killed_run DATABASE``.

Each line on standard output tells what is committed; a line is written only after the act has returned. The test that
kills the run compares the lines with the database.
"""

import json
import sys
from datetime import timedelta
from itertools import count
from pathlib import Path

from casework import form_drafts
from casework.contacts import record_contact
from casework.correction import receive_correction, request_correction
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
from casework.office import Office, open_office
from casework.searching import record_search
from casework.service import record_service
from law.terms import ServiceMethod
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


def main(database: str) -> None:
    """Work until killed."""
    office = open_office(database) if Path(database).exists() else make_office(database)
    told("open")
    for number in count(1):
        one_case(office, number)


if __name__ == "__main__":
    main(sys.argv[1])
