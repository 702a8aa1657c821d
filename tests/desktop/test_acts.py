"""Every act through its form over a real office: opened by Enter, filled in, done by Ctrl+Enter, then an event."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from casework.assist import request_assistance
from casework.drafts import JustificationAssessmentDraft, JustificationReceivedDraft, ReceiptDates
from casework.fee_account import update_fee_account
from casework.justification import assess_justification, receive_justification
from casework.notice_drafts import AssistDraft
from casework.office import Office
from desktop.acts.outcome import OutcomePanel
from desktop.acts.table import ACT_FORMS, LETTER_ACTS
from desktop.components import AttachmentDrop, ComboInput
from desktop.frame.window import MainWindow
from law.terms import Act, Channel, EventKind, FeeMethod, Outcome, RequestKind
from tests.casework.desk import ACCOUNT, GRANT_FACTS, Desk
from tests.desktop.case_desk import case_page, desk_at, events, fill, open_form, refusals, seen, send
from tests.desktop.conftest import settle
from tests.desktop.keyboard import click, press


def _fresh(desk: Desk) -> int:
    return desk.on(11, 16).take_in()


def _awaiting_confirmation(desk: Desk) -> int:
    return desk.on(11, 16).take_in(channel=Channel.ORDINARY_MAIL, dates=ReceiptDates(arrived=date(2026, 11, 16)))


def _asked_to_correct(desk: Desk) -> int:
    request_id = _fresh(desk)
    desk.on(11, 17).ask_correction(request_id, date(2026, 12, 1))
    return request_id


def _correction_overdue(desk: Desk) -> int:
    request_id = desk.on(11, 2).take_in()
    asked = desk.on(11, 4).ask_correction(request_id, date(2026, 11, 18))
    desk.on(11, 6).serve(asked.document_id)
    return request_id


def _justifying(desk: Desk) -> int:
    request_id = desk.on(11, 2).take_in()
    desk.on(11, 4).justify(request_id, date(2026, 11, 18))
    return request_id


def _reasons_given(desk: Desk) -> int:
    request_id = _justifying(desk)
    draft = JustificationReceivedDraft(request_id=request_id, on=date(2026, 11, 17), text="为诉讼所需。")
    receive_justification(desk.on(11, 17).office, draft, **desk.how)
    return request_id


def _reasons_accepted(desk: Desk) -> int:
    request_id = _reasons_given(desk)
    draft = JustificationAssessmentDraft(
        request_id=request_id, on=date(2026, 11, 18), reasonable=True, grounds="诉讼需要，数量可以承受"
    )
    assess_justification(desk.on(11, 18).office, draft, **desk.how)
    return request_id


def _consulting(desk: Desk) -> int:
    request_id = _fresh(desk)
    desk.on(11, 17).consult(request_id)
    return request_id


def _extension_unsent(desk: Desk) -> int:
    request_id = _fresh(desk)
    desk.on(11, 18).extend(request_id, dispatch=None)
    return request_id


def _issued(desk: Desk) -> int:
    request_id = _fresh(desk)
    desk.on(11, 18).decide(request_id)
    desk.issue(desk.draft(request_id), sent=False)
    return request_id


def _sent(desk: Desk) -> int:
    request_id = _fresh(desk)
    desk.on(11, 18).reply(request_id)
    return request_id


def _rectifying(desk: Desk) -> int:
    return desk.on(11, 16).take_in(kind=RequestKind.RECTIFY)


def _refused_by_third_party(desk: Desk) -> int:
    request_id = _fresh(desk)
    asked = desk.on(11, 17).consult(request_id).event_id
    desk.on(11, 18).opinion(request_id, asked)
    return request_id


def _assisted(desk: Desk) -> int:
    request_id = _fresh(desk)
    draft = AssistDraft(
        request_id=request_id,
        department="临江县不动产登记中心",
        matter="检索征地档案",
        requirements=("附截图",),
        deadline=date(2026, 11, 20),
        issued_on=date(2026, 11, 16),
    )
    request_assistance(desk.office, draft, **desk.how)
    return request_id


def _many_pages(desk: Desk) -> int:
    """A request whose copies have more pages than are free."""
    request_id = _fresh(desk)
    desk.on(11, 17).count_pages(request_id, 110)
    return request_id


def _fee_proposed(desk: Desk) -> int:
    request_id = _fresh(desk)
    desk.on(11, 17).propose(request_id, FeeMethod.BY_VOLUME, pages=110)
    return request_id


def _fee_approved(desk: Desk) -> int:
    request_id = _fee_proposed(desk)
    desk.approve(request_id)
    update_fee_account(desk.office, ACCOUNT, now=desk.how["now"], actor=desk.actor)
    return request_id


def _fee_due(desk: Desk) -> int:
    request_id = _fee_approved(desk)
    notice = desk.notify(request_id).document_id
    desk.on(11, 18).serve(notice)
    return request_id


def _paid_too_much(desk: Desk) -> int:
    request_id = _fee_due(desk)
    desk.on(11, 19).pay(request_id, 100_000)
    return request_id


def _fee_overdue(desk: Desk) -> int:
    request_id = desk.on(10, 12).take_in()
    notice = desk.on(10, 13).charge(request_id, FeeMethod.BY_VOLUME, pages=110)
    desk.on(10, 14).serve(notice)
    return request_id


@dataclass(frozen=True)
class Way:
    """An act: how the case comes to it, what is filled in, what is written."""

    act: Act
    prepare: Callable[[Desk], int]
    writes: EventKind
    values: dict[str, object] = field(default_factory=dict)


WAYS = (
    Way(Act.CONFIRM_RECEIPT, _awaiting_confirmation, EventKind.RECEIPT_CONFIRMED, {"how": "电话告知，通话2分钟"}),
    Way(
        Act.REQUEST_CORRECTION,
        _fresh,
        EventKind.CORRECTION_REQUESTED,
        {"unclear_items": "没有写明地块", "how_to_correct": "写明地块编号", "tracking_number": "1000000000001"},
    ),
    Way(Act.RECEIVE_CORRECTION, _asked_to_correct, EventKind.CORRECTION_RECEIVED, {"text": "白石村三组1至4号地块"}),
    Way(Act.LAPSE_CORRECTION, _correction_overdue, EventKind.CORRECTION_LAPSED, {"reason": "电话两次，表示不再补正"}),
    Way(
        Act.REQUEST_JUSTIFICATION,
        _fresh,
        EventKind.JUSTIFICATION_REQUESTED,
        {"statistics": "今年1月至今提出申请46件，其中31件内容相近"},
    ),
    Way(Act.RECEIVE_JUSTIFICATION, _justifying, EventKind.JUSTIFICATION_RECEIVED, {"text": "为诉讼所需"}),
    Way(
        Act.ASSESS_JUSTIFICATION,
        _reasons_given,
        EventKind.JUSTIFICATION_ASSESSED,
        {"reasonable": "合理，继续办理", "grounds": "诉讼需要"},
    ),
    Way(
        Act.DEFER_REPLY,
        _reasons_accepted,
        EventKind.REPLY_DEFERRED,
        {"until": "2026-12-18", "reason": "资料须逐件核对"},
    ),
    Way(
        Act.CONSULT,
        _fresh,
        EventKind.CONSULTATION_SENT,
        {"party": "澜安汇泽置业有限公司", "party_address": "澜安市望江路2号", "information": "出让合同补充协议"},
    ),
    Way(
        Act.SERVE_CONSULTATION,
        _consulting,
        EventKind.DOCUMENT_SERVED,
        {"on": "今天", "received_by": "前台", "proof": "签收单"},
    ),
    Way(
        Act.RECEIVE_OPINION,
        _consulting,
        EventKind.CONSULTATION_ANSWERED,
        {"opinion": "不同意公开", "reasons": "涉及商业秘密"},
    ),
    Way(
        Act.EXTEND,
        _fresh,
        EventKind.EXTENSION_APPROVED,
        {"days": "10", "approver": "赵主任", "reason": "资料数量大"},
    ),
    Way(Act.NOTIFY_EXTENSION, _extension_unsent, EventKind.DOCUMENT_DISPATCHED, {"tracking_number": "1000000000002"}),
    Way(
        Act.RECORD_SEARCH,
        _fresh,
        EventKind.SEARCH_RECORDED,
        {
            "systems": "档案管理系统\n公文系统",
            "keywords": "白石村，征地",
            "period": "2019年至2026年",
            "result": "检索到1份",
        },
    ),
    Way(
        Act.REVIEW_SECRECY,
        _fresh,
        EventKind.SECRECY_REVIEWED,
        {"information": "征地批复（3页）", "second_reviewer": "周科长", "conclusion": "可以公开"},
    ),
    Way(Act.RECORD_CONTACT, _fresh, EventKind.CONTACT_RECORDED, {"number": "19900000053", "text": "约定领取时间"}),
    Way(Act.DISPATCH, _issued, EventKind.DOCUMENT_DISPATCHED, {"tracking_number": "1000000000003"}),
    Way(Act.RECORD_SERVICE, _sent, EventKind.DOCUMENT_SERVED, {"on": "今天", "proof": "签收查询"}),
    Way(Act.RECORD_RETURN, _sent, EventKind.DOCUMENT_RETURNED, {"reason": "迁移新址不明"}),
    Way(Act.RECORD_REFUSAL, _sent, EventKind.SERVICE_REFUSED, {"witnesses": "村委会刘某、民警陈某"}),
    Way(
        Act.CONFIRM_OPINION,
        _consulting,
        EventKind.OPINION_TO_CONFIRM,
        {"opinion": "部分同意", "statement": "付款条件属于商业秘密", "reply_by": "2026-12-04"},
    ),
    Way(Act.TELL_CONSULTATION, _consulting, EventKind.CONSULTATION_TOLD, {"tracking_number": "1000000000006"}),
    Way(
        Act.TELL_THIRD_PARTY,
        _refused_by_third_party,
        EventKind.THIRD_PARTY_TOLD,
        {"reason": "该地块紧邻饮用水源，居民须知道其用途"},
    ),
    Way(
        Act.REQUEST_ASSISTANCE,
        _fresh,
        EventKind.ASSIST_REQUESTED,
        {"department": "临江县不动产登记中心", "matter": "检索征地档案"},
    ),
    Way(Act.RECEIVE_ASSISTANCE, _assisted, EventKind.ASSIST_ANSWERED, {"text": "检索到批复一份"}),
    Way(
        Act.DECIDE_RECTIFICATION,
        _rectifying,
        EventKind.RECTIFICATION_DECIDED,
        {"record_name": "登记簿第21号", "finding": "录入有误", "corrected": "面积89.5平方米"},
    ),
    Way(Act.CORRECT_LETTER, _sent, EventKind.LETTER_CORRECTED, {"wrong": "三组集体土地", "right": "三组的集体土地"}),
    Way(Act.MAKE_FORM, _fresh, EventKind.DOCUMENT_ISSUED),
    Way(Act.COUNT_PAGES, _many_pages, EventKind.PAGES_COUNTED),
    Way(Act.SPLIT_PIECES, _fresh, EventKind.PIECES_SPLIT, {"items": "征地批复\n补偿方案", "reason": "互不相关"}),
    Way(
        Act.PROPOSE_FEE,
        _many_pages,
        EventKind.FEE_PROPOSED,
        {"extra_pages": "200", "extra_reason": "逐页清点", "method": "按量", "reason": "页数明显超过合理范围"},
    ),
    Way(Act.APPROVE_FEE, _fee_proposed, EventKind.FEE_APPROVED, {"approver": "赵主任"}),
    Way(Act.NOTIFY_FEE, _fee_approved, EventKind.FEE_NOTICED, {"tracking_number": "1000000000004"}),
    Way(Act.RECORD_PAYMENT, _fee_due, EventKind.FEE_PAID, {"receipt_number": "票0001"}),
    Way(Act.RECORD_REFUND, _paid_too_much, EventKind.FEE_REFUNDED, {"reason": "多缴"}),
    Way(
        Act.WAIVE_FEE,
        _fee_due,
        EventKind.FEE_WAIVED,
        {"approver": "赵主任", "reason": "改为现场查阅", "tracking_number": "1000000000005"},
    ),
    Way(Act.LAPSE_FEE, _fee_overdue, EventKind.FEE_LAPSED, {"reason": "期满未见入账"}),
    Way(Act.WITHDRAW, _fresh, EventKind.WITHDRAWN, {"signed": True, "reason": "已经取得"}),
    Way(Act.CLOSE, _rectifying, EventKind.CLOSED, {"reason": "已更正并告知"}),
    Way(Act.CORRECT_EVENT, _fresh, EventKind.EVENT_CORRECTED, {"on": "2026-11-13", "reason": "签收单上为11月13日"}),
)


@pytest.mark.parametrize("way", WAYS, ids=[one.act.value for one in WAYS])
def test_act_is_done_in_its_form(office: Office, shell: MainWindow, way: Way) -> None:
    request_id = way.prepare(desk_at(office))
    before = events(office, request_id).count(way.writes)
    panel = open_form(shell, request_id, way.act)
    fill(panel, **way.values)
    if way.act is Act.CORRECT_EVENT:
        received = next(one for one in panel.facts.case.events if one.kind is EventKind.RECEIVED)
        control = panel.controls["event"]
        assert isinstance(control, ComboInput)
        control.set_value(received.id)
    send(shell, panel)
    assert refusals(shell, request_id) == []
    assert events(office, request_id).count(way.writes) == before + 1


def test_posted_letter_is_served_only_with_its_day_and_its_proof(office: Office, shell: MainWindow) -> None:
    request_id = _sent(desk_at(office))
    before = events(office, request_id)
    panel = open_form(shell, request_id, Act.RECORD_SERVICE)
    send(shell, panel)
    assert panel.fields["on"].error()
    fill(panel, on="今天", proof="")
    send(shell, panel)
    assert "凭证编号或者说明" in panel.fields["proof"].error()
    assert events(office, request_id) == before


def test_every_act_has_its_form_and_its_test() -> None:
    here = {one.act for one in WAYS} | {Act.APPROVE_EXTENSION, Act.DECLINE_EXTENSION, Act.DECIDE_OUTCOME, Act.ATTACH}
    assert set(ACT_FORMS) == here
    assert set(Act) == set(ACT_FORMS) | set(LETTER_ACTS)


def test_files_are_read_and_kept(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    request_id = _fresh(desk_at(office))
    scan = tmp_path / "签收单.pdf"
    scan.write_bytes(b"%PDF-1.4 proof")
    panel = open_form(shell, request_id, Act.ATTACH)
    drop = panel.controls["attachments"]
    assert isinstance(drop, AttachmentDrop)
    drop.add_paths([scan])
    fill(panel, role="送达凭证")
    send(shell, panel)
    kept = [one for one in seen(office, request_id).attachments if one.file_name == "签收单.pdf"]
    assert [(one.size, one.role) for one in kept] == [(14, "送达凭证")]


def test_a_file_that_vanished_is_told_and_nothing_is_lost(office: Office, shell: MainWindow, tmp_path: Path) -> None:
    request_id = _asked_to_correct(desk_at(office))
    panel = open_form(shell, request_id, Act.RECEIVE_CORRECTION)
    fill(panel, text="补正如下")
    scan = tmp_path / "补正.pdf"
    scan.write_bytes(b"x")
    drop = panel.controls["attachments"]
    assert isinstance(drop, AttachmentDrop)
    drop.add_paths([scan])
    scan.unlink()
    send(shell, panel)
    assert "不能读取" in panel.fields["attachments"].error()
    assert panel.text("text") == "补正如下"
    assert panel.primary.isEnabled()


def test_what_is_missing_is_said_beside_its_field(office: Office, shell: MainWindow) -> None:
    request_id = _fresh(desk_at(office))
    panel = open_form(shell, request_id, Act.EXTEND)
    fill(panel, days="")
    send(shell, panel)
    assert "没有填写" in panel.fields["days"].error()
    fill(panel, days="10", approver="赵主任")
    send(shell, panel)
    assert "没有填写" in panel.fields["reason"].error()
    assert EventKind.EXTENSION_APPROVED not in events(office, request_id)


def test_a_refusal_of_casework_is_said_beside_its_field(office: Office, shell: MainWindow) -> None:
    request_id = _fresh(desk_at(office))
    panel = open_form(shell, request_id, Act.EXTEND)
    fill(panel, days="21", approver="赵主任", reason="资料数量大")
    send(shell, panel)
    assert "20" in panel.fields["days"].error()
    assert panel.text("reason") == "资料数量大"
    fill(panel, days="10", carrier="顺丰快递")
    send(shell, panel)
    assert panel.fields["carrier"].error() != ""
    assert EventKind.EXTENSION_APPROVED not in events(office, request_id)


def test_unreadable_date_is_kept_and_told(office: Office, shell: MainWindow) -> None:
    request_id = _fresh(desk_at(office))
    panel = open_form(shell, request_id, Act.WITHDRAW)
    fill(panel, on="31.31")
    send(shell, panel)
    assert "不是日期" in panel.fields["on"].error()


def test_the_consequence_is_shown_while_one_types(office: Office, shell: MainWindow) -> None:
    request_id = _fresh(desk_at(office))
    panel = open_form(shell, request_id, Act.EXTEND)
    page = case_page(shell, request_id)
    fill(panel, days="5")
    page.desk._on_suppose_due()
    settle(shell)
    five = panel.consequence.label.text()
    fill(panel, days="6")
    page.desk._on_suppose_due()
    settle(shell)
    six = panel.consequence.label.text()
    assert "答复截止变为" in five
    assert five != six
    fill(panel, days="21")
    page.desk._on_suppose_due()
    settle(shell)
    assert "20" in panel.consequence.label.text()


def test_escape_leaves_without_loss_and_the_text_is_offered_again(office: Office, shell: MainWindow) -> None:
    request_id = _fresh(desk_at(office))
    panel = open_form(shell, request_id, Act.RECORD_CONTACT)
    fill(panel, text="申请人来电", how="来访", on="2026-11-20")
    press(shell, Qt.Key.Key_Escape)
    settle(shell)
    page = case_page(shell, request_id)
    assert page.desk.panel is None
    again = open_form(shell, request_id, Act.RECORD_CONTACT)
    settle(shell)
    assert again.text("text") == "申请人来电"
    assert again.value("how") == "来访"
    assert again.peek_day("on") == date(2026, 11, 20)
    assert "已恢复" in again.kept.label.text()
    send(shell, again)
    assert EventKind.CONTACT_RECORDED in events(office, request_id)
    fresh = open_form(shell, request_id, Act.RECORD_CONTACT)
    settle(shell)
    assert fresh.text("text") == ""


def test_kept_text_can_be_thrown_away(office: Office, shell: MainWindow) -> None:
    request_id = _fresh(desk_at(office))
    panel = open_form(shell, request_id, Act.RECORD_CONTACT)
    fill(panel, text="写错了")
    press(shell, Qt.Key.Key_Escape)
    settle(shell)
    open_form(shell, request_id, Act.RECORD_CONTACT)
    settle(shell)
    page = case_page(shell, request_id)
    assert page.desk.panel is not None
    click(page.desk.panel.kept.link)
    settle(shell)
    assert page.desk.panel is not None
    assert page.desk.panel.text("text") == ""


def test_outcome_is_found_decided_and_changed(office: Office, shell: MainWindow) -> None:
    request_id = _fresh(desk_at(office))
    desk_at(office).on(11, 18).search(request_id)
    panel = open_form(shell, request_id, Act.DECIDE_OUTCOME)
    assert isinstance(panel, OutcomePanel)
    questions = [panel.list.item(at).text() for at in range(panel.list.count()) if not panel.list.item(at).flags()]
    assert [one[-3:] for one in questions] == ["补不补", "是不是", "谁负责", "有没有", "给不给", "怎么给", "怎么答"]
    assert len(panel.choices) == len(Outcome)
    panel.choose(Outcome.NOT_EXIST)
    settle(shell)
    assert panel.text("facts.search_result") == "未检索到"
    fill(panel, facts__search_scope="档案管理系统、公文系统全文")
    send(shell, panel)
    assert "职责依据" in panel.fields["evidence.duty_basis"].label.text()
    assert panel.fields["evidence.duty_basis"].error() != ""
    fill(panel, evidence__duty_basis="三定方案第二条，卷内第5页")
    send(shell, panel)
    assert seen(office, request_id).outcome is Outcome.NOT_EXIST


def test_variant_and_several_grounds_grow_the_form(office: Office, shell: MainWindow) -> None:
    request_id = _fresh(desk_at(office))
    panel = open_form(shell, request_id, Act.DECIDE_OUTCOME)
    assert isinstance(panel, OutcomePanel)
    panel.choose(Outcome.PARTIAL_GRANT)
    settle(shell)
    fill(
        panel,
        facts__provided_list="批复正文2页",
        facts__withheld_list="附件内部征求意见稿1页",
        facts__page_count="2",
        evidence__severability_note="能够区分，卷内第3页",
        evidence__provided_copy="复印件2页",
    )
    fill(panel, facts__withheld_grounds__refusal_process=True)
    send(shell, panel)
    assert refusals(shell, request_id)[1:] != [], refusals(shell, request_id)
    assert panel.fields["evidence.nature_note"].error() != ""
    fill(panel, evidence__nature_note="过程性信息，卷内第4页")
    send(shell, panel)
    assert seen(office, request_id).outcome is Outcome.PARTIAL_GRANT


def test_forbidden_acts_say_why(office: Office, shell: MainWindow) -> None:
    request_id = _asked_to_correct(desk_at(office))
    page = case_page(shell, request_id)
    card = page.view.acts.card_of(Act.REQUEST_CORRECTION)
    assert card is not None
    assert not card.can_press()
    assert "一次" in card.line.text()
    card.setFocus()
    press(card, Qt.Key.Key_Return)
    assert page.desk.panel is None


def test_typed_facts_survive_another_variant(office: Office, shell: MainWindow) -> None:
    request_id = _fresh(desk_at(office))
    panel = open_form(shell, request_id, Act.DECIDE_OUTCOME)
    assert isinstance(panel, OutcomePanel)
    panel.choose(Outcome.PARTIAL_GRANT)
    settle(shell)
    fill(panel, facts__provided_list="批复正文2页")
    fill(panel, variant="只遮盖非政府信息或者无关内容")
    settle(shell)
    assert panel.form is not None
    assert panel.form.variant == "withheld_other"
    assert panel.text("facts.provided_list") == "批复正文2页"
    assert "facts.withheld_grounds.refusal_process" not in panel.controls


def test_a_decision_taken_anew_starts_from_the_present_one(office: Office, shell: MainWindow) -> None:
    desk = desk_at(office)
    request_id = _fresh(desk)
    desk.on(11, 18).decide(request_id, reasons="已核对原件")
    panel = open_form(shell, request_id, Act.DECIDE_OUTCOME)
    assert isinstance(panel, OutcomePanel)
    settle(shell)
    assert panel.outcome_chosen() is Outcome.GRANT
    assert panel.text("facts.info_name") == GRANT_FACTS["info_name"]
    assert panel.text("evidence.provided_copy") == "征地批复复印件3页，已核对"
    assert panel.text("reasons") == "已核对原件"
    fill(panel, facts__page_count="5")
    send(shell, panel)
    assert refusals(shell, request_id) == []
    assert events(office, request_id).count(EventKind.OUTCOME_DECIDED) == 2
