"""Five letters taken from Ctrl+N to the closed case with keys alone, each over the working days that it needs."""

from datetime import date

from PySide6.QtCore import Qt

from casework.integrity import check
from casework.letters import letter_bytes, preview_document
from casework.views import CaseView
from desktop.intake import IntakePage
from law.terms import Outcome, RequestStatus
from models.blobs import sha256_of
from tests.desktop.end_to_end.clerk import Clerk
from tests.desktop.end_to_end.conftest import Day
from tests.desktop.end_to_end.desk_work import (
    GRANT_WORDS,
    decide,
    record_service,
    register,
    review_secrecy,
    send_reply,
    write_letter,
)

FIRST = "依申〔2026〕1号"
SECOND = "依申〔2026〕2号"
FEWEST_STROKES = 25


def due(clerk: Clerk, number: str = FIRST) -> date | None:
    found = clerk.case(number).clock.due
    return None if found is None else found.due


def grant(clerk: Clerk) -> None:
    decide(clerk, "予以公开", Outcome.GRANT, GRANT_WORDS, {"提供形式": "纸质"})
    clerk.finish()
    review_secrecy(clerk)


def letter_text(clerk: Clerk, number: str = "临资公复〔2026〕1号") -> str:
    """The words of a letter as frozen."""
    letter = next(one for one in clerk.case(FIRST).documents if one.document_number == number)
    return "\n".join(one.text for one in preview_document(clerk.window.session.office, letter.id).blocks)


def assert_closed(
    clerk: Clerk, number: str, outcome: Outcome, reply_number: str, closed: str, *, on_time: bool | None = True
) -> CaseView:
    """Casework holds a closed case that proves itself, and the page of the case says so."""
    office = clerk.window.session.office
    view = clerk.case(number)
    assert view.status is RequestStatus.CLOSED
    assert view.outcome is outcome
    assert view.clock.on_time is on_time
    deadline = view.clock.due
    assert deadline is not None
    assert deadline.steps[-1].end == deadline.due
    assert all(step.citations for step in deadline.steps if step.quantity)
    numbered = [one for one in view.documents if one.document_number]
    assert reply_number in [one.document_number for one in numbered]
    for one in view.documents:
        name, content = letter_bytes(office, one.id)
        assert name.endswith(".docx")
        assert sha256_of(content) == one.sha256
        assert letter_bytes(office, one.id) == (name, content)
    report = check(office)
    assert report.sound, [one.sentence for one in report.differences]
    clerk.keys.wait(lambda: "办结" in clerk.chip(), "the head says nothing of a closed case")
    assert closed in clerk.chip()
    # The cards are filled one after the other, so that the window never stands still.
    clerk.keys.wait(lambda: any(reply_number in one for one in clerk.course()), "the course names no reply")
    assert {"确定处理结果", "拟答复文书", "寄出文书", "延长答复期限"}.isdisjoint(clerk.acts())
    return view


def test_grant(day: Day) -> None:
    with day(date(2026, 3, 2)) as clerk:
        assert register(clerk, FIRST) <= FEWEST_STROKES
        assert due(clerk) == date(2026, 3, 30)
    with day(date(2026, 3, 10)) as clerk:
        clerk.open_case(FIRST)
        grant(clerk)
        send_reply(clerk)
        assert clerk.case(FIRST).status is RequestStatus.DISPATCHED
    with day(date(2026, 3, 13)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk)
        view = assert_closed(clerk, FIRST, Outcome.GRANT, "临资公复〔2026〕1号", "3月13日")
        assert view.clock.reply_effective_on == date(2026, 3, 10)
        assert "临江县人民法院" in letter_text(clerk)


def test_correction_then_grant(day: Day) -> None:
    with day(date(2026, 3, 2)) as clerk:
        register(clerk, FIRST)
    with day(date(2026, 3, 6)) as clerk:
        clerk.open_case(FIRST)
        ask_correction(clerk)
        assert clerk.case(FIRST).status is RequestStatus.AWAITING_CORRECTION
    with day(date(2026, 3, 18)) as clerk:
        clerk.open_case(FIRST)
        clerk.act("收到补正")
        clerk.keys.wait_at("收到日期")
        clerk.keys.fill("补正内容", "所要的是征地批复，文号临政地〔2024〕8号。")
        clerk.finish()
        assert due(clerk) == date(2026, 4, 16)
    with day(date(2026, 4, 1)) as clerk:
        clerk.open_case(FIRST)
        grant(clerk)
        send_reply(clerk)
    with day(date(2026, 4, 3)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk, about="临资公复〔2026〕1号")
        assert_closed(clerk, FIRST, Outcome.GRANT, "临资公复〔2026〕1号", "4月3日")
        assert "临资公补〔2026〕1号" in letter_text(clerk)


def ask_correction(clerk: Clerk) -> None:
    keys = clerk.keys
    clerk.act("要求补正")
    keys.wait_at("不明确之处，一行一项")
    keys.type("没有写明哪些地块\n没有写明哪一年")
    keys.fill("怎样补正", "请写明地块编号和起止时间。")
    keys.fill("补正截止日", "3.20")
    keys.fill("邮件号", "1098000000055")
    clerk.finish()
    assert any("临资公补〔2026〕1号" in one for one in clerk.course())


def test_correction_lapsed(day: Day) -> None:
    with day(date(2026, 3, 2)) as clerk:
        register(clerk, FIRST)
    with day(date(2026, 3, 6)) as clerk:
        clerk.open_case(FIRST)
        ask_correction(clerk)
    with day(date(2026, 3, 9)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk)
    with day(date(2026, 3, 23)) as clerk:
        clerk.open_case(FIRST)
        clerk.act("逾期不补正")
        clerk.keys.wait_at("确认日期")
        clerk.keys.fill("无正当理由的依据", "电话联系两次，申请人表示不再补正")
        clerk.finish()
        lapsed = "电话联系两次，申请人表示不再补正"
        decide(clerk, "逾期不补正，不再处理", Outcome.ABANDONED_NO_CORRECTION, {"无正当理由的依据": lapsed})
        clerk.keys.tick("已核实申请人没有正当理由")
        clerk.finish()
        send_reply(clerk)
    with day(date(2026, 3, 25)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk)
        assert_closed(clerk, FIRST, Outcome.ABANDONED_NO_CORRECTION, "临资公复〔2026〕1号", "3月25日")
        assert "视为放弃申请" in letter_text(clerk)


def test_consultation_and_extension_then_refusal(day: Day) -> None:
    with day(date(2026, 3, 2)) as clerk:
        register(clerk, FIRST)
    with day(date(2026, 3, 10)) as clerk:
        clerk.open_case(FIRST)
        clerk.act("征求意见")
        clerk.keys.wait_at("征求谁的意见")
        clerk.keys.choose("征求谁的意见", "第三方")
        clerk.keys.fill("名称或者姓名", "澜安汇泽置业有限公司")
        clerk.keys.fill("拟公开的信息", "地块出让合同补充协议")
        clerk.keys.fill("邮件号", "1098000000056")
        clerk.finish()
        assert clerk.case(FIRST).status is RequestStatus.CONSULTING
    with day(date(2026, 3, 12)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk, "对方签收", receiver="收发室")
    with day(date(2026, 3, 20)) as clerk:
        clerk.open_case(FIRST)
        clerk.act("收到意见")
        clerk.keys.wait_at("收到日期")
        clerk.keys.choose("意见", "不同意公开")
        clerk.keys.fill("理由", "涉及商业秘密")
        clerk.finish()
        assert due(clerk) == date(2026, 4, 10)
    with day(date(2026, 3, 24)) as clerk:
        clerk.open_case(FIRST)
        clerk.act("延长答复期限")
        clerk.keys.wait_at("延长几个工作日（1 至 20）")
        clerk.keys.fill("延长几个工作日（1 至 20）", "15")
        clerk.keys.fill("批准人", "赵主任")
        clerk.keys.fill("延长的理由", "资料数量大，须逐份核对")
        clerk.keys.fill("邮件号", "1098000000057")
        clerk.finish()
        assert due(clerk) == date(2026, 5, 6)
    with day(date(2026, 4, 7)) as clerk:
        clerk.open_case(FIRST)
        words = {
            "第三方意见及理由": "不同意公开，理由是披露成交让利条件会损害其竞争地位。",
            "公共利益衡量": "不公开不会对公共利益造成重大影响。",
            "E4 公共利益衡量": "见呈批单",
            "E9 能否区分处理的判断": "补充协议不能区分",
        }
        decide(clerk, "不予公开·第三方合法权益", Outcome.REFUSAL_THIRD_PARTY, words, {"权益类型": "商业秘密"})
        clerk.finish()
        send_reply(clerk)
    with day(date(2026, 4, 9)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk, about="临资公复〔2026〕1号")
        assert_closed(clerk, FIRST, Outcome.REFUSAL_THIRD_PARTY, "临资公复〔2026〕1号", "4月9日")
        text = letter_text(clerk)
        assert "不予公开" in text
        assert "延长答复期限15个工作日" in text
        assert "汇泽" not in text


def test_several_requests_in_one_letter(day: Day) -> None:
    with day(date(2026, 3, 2)) as clerk:
        keys = clerk.keys
        write_letter(clerk, "申请公开以下信息：\n1．青石渡镇白石村征地批复；\n2．白石村三组补偿安置协议。")
        page = clerk.window.current_page()
        assert isinstance(page, IntakePage)
        keys.wait(page.view.side.split.isVisible, "the two things are not seen")
        keys.tab_to("拆成 2 件")
        keys.press(Qt.Key.Key_Return)
        keys.ctrl(Qt.Key.Key_Return)
        clerk.wait_case(FIRST)
        assert clerk.case(FIRST).siblings
        assert "征地批复" in clerk.case(FIRST).title
        assert "补偿安置协议" in clerk.case(SECOND).title
    with day(date(2026, 3, 10)) as clerk:
        clerk.open_case(FIRST)
        grant(clerk)
        send_reply(clerk)
    with day(date(2026, 3, 12)) as clerk:
        clerk.open_case(FIRST)
        record_service(clerk)
        assert_closed(clerk, FIRST, Outcome.GRANT, "临资公复〔2026〕1号", "3月12日")
        assert clerk.case(SECOND).status is RequestStatus.IN_PROGRESS
        keys = clerk.keys
        keys.ctrl(Qt.Key.Key_1)
        clerk.open_case(SECOND)
        clerk.act("录入检索记录")
        keys.wait_at("检索的系统或者库房，一行一个")
        keys.type("档案管理系统\n公文系统")
        keys.fill("关键词，用顿号分开", "征地、白石村")
        keys.fill("时间范围", "2019年至2026年")
        keys.fill("结果", "未检索到")
        clerk.finish()
        words = {"检索范围": "档案管理系统、公文系统", "检索结果": "未检索到", "E2 职责依据": "三定方案"}
        decide(clerk, "信息不存在", Outcome.NOT_EXIST, words)
        clerk.finish()
        send_reply(clerk)
    with day(date(2026, 3, 16)) as clerk:
        clerk.open_case(SECOND)
        record_service(clerk)
        assert_closed(clerk, SECOND, Outcome.NOT_EXIST, "临资公复〔2026〕2号", "3月16日")
