"""The checks of the documents of a dispute: silent on good ones, each seeded fault caught by the check meant for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from law.dispute_terms import Forum
from templates.dispute_checks import check_dispute
from templates.dispute_contexts import AgentLine, CourseLine, EvidenceLine, ReasonAnswer
from templates.dispute_evidence import cited_numbers
from templates.dispute_facts import DecisionFact, DisputeBasis, EvidenceFact, OpinionFact
from templates.dispute_finding import cited_before
from templates.findings import Finding, Level, check_rules, finding
from templates.repealed import repealed_provisions
from tests.templates.reading import blocks
from tests.templates.sample_disputes import COURSE, COURT, RECON, dispute_letters

LETTERS = dispute_letters()
EVIDENCE = tuple(EvidenceFact(number=one, name=f"证据材料{one}", made_on=date(2026, 11, 1)) for one in range(1, 8))
LISTED = tuple(
    EvidenceFact(
        number=one.number,
        name=one.name,
        made_on=one.made_on,
        late=one.after_reply,
        restricted=not one.viewable,
        on_file=not one.missing,
    )
    for one in LETTERS["evidence_list"].lines
)


def basis_of(letter: Any, **changes: Any) -> DisputeBasis:
    """What the register would say of a good document."""
    head = letter.head
    answer = hasattr(letter, "reasons")
    values: dict[str, Any] = {
        "today": letter.signed_on,
        "body": head.body,
        "case_number": head.case_number,
        "agency": head.respondent,
        "applicants": head.applicants,
        "third_parties": head.third_parties,
        "co_respondents": head.co_respondents,
        "representative": "陈立",
        "since": date(2026, 11, 16),
    }
    if answer:
        values |= {
            "copy_received_on": letter.copy_received_on,
            "answer_due": letter.copy_received_on + timedelta(days=15),
            "days": frozenset(one.on for one in letter.course),
            "evidence": EVIDENCE,
            "claims": tuple(one.claim for one in letter.reasons),
            "copies": letter.copies,
        }
    if hasattr(letter, "lines") and letter.kind == "evidence_list":
        values["evidence"] = LISTED[: len(letter.lines)]
    if hasattr(letter, "decision"):
        values["decision"] = DecisionFact(
            number=letter.decision_number,
            decided_on=letter.decided_on,
            served_on=letter.served_on,
            due=date(2027, 3, 8) if not letter.late_reason else date(2027, 2, 1),
            performed_on=letter.performed_on,
        )
    if hasattr(letter, "opinion"):
        values["opinion"] = OpinionFact(
            number=letter.opinion_number,
            dated_on=letter.opinion_on,
            received_on=letter.received_on,
            due=date(2027, 4, 4),
        )
    return DisputeBasis(**(values | changes))


def found(letter: Any, basis: DisputeBasis | None = None) -> tuple[Finding, ...]:
    return check_dispute(letter, blocks(letter), basis or basis_of(letter))


# The sample list has a missing piece on purpose, and the long course is not in order.
KNOWN = {
    "evidence_list": {"X41"},
    "recon_answer_long": {"X33"},
    "recon_answer_bare": {"X42"},
    "power_of_attorney_special": set(),
}


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_good_documents_have_no_findings(name: str) -> None:
    assert {one.id for one in found(LETTERS[name])} == KNOWN.get(name, set())


@dataclass(frozen=True, slots=True)
class Fault:
    """A good document spoilt: by its fields, or by what the register says."""

    name: str
    meant: str
    of: str
    letter: Callable[[Any], dict[str, Any]] | dict[str, Any] | None = None
    basis: dict[str, Any] | None = None

    def changes(self, letter: Any) -> dict[str, Any]:
        """The fields that it spoils."""
        return self.letter(letter) if callable(self.letter) else self.letter or {}


def _line(letter: Any, at: int, **changes: Any) -> dict[str, Any]:
    lines = list(letter.lines)
    lines[at] = replace(lines[at], **changes)
    return {"lines": tuple(lines)}


FAULTS = (
    Fault("逾期答复", "X31", "recon_answer", basis={"answer_due": date(2026, 12, 9)}),
    Fault("今天已经逾期", "X31", "recon_answer", basis={"today": date(2026, 12, 31)}),
    Fault("逾期答辩", "X31", "defence", basis={"answer_due": date(2026, 12, 13)}),
    Fault("期限暂定", "X31", "recon_answer", basis={"provisional": True}),
    Fault("收到副本日不符", "X32", "recon_answer", {"copy_received_on": date(2026, 12, 1)}),
    Fault("决定日不符", "X32", "performance_report", {"decided_on": date(2027, 1, 28)}),
    Fault("收到决定日不符", "X32", "performance_report", {"served_on": date(2027, 2, 4)}),
    Fault("履行日不符", "X32", "performance_report", {"performed_on": date(2027, 3, 5)}),
    Fault("意见书日不符", "X32", "opinion_report", {"opinion_on": date(2027, 1, 30)}),
    Fault("收到意见书日不符", "X32", "opinion_report", {"received_on": date(2027, 2, 2)}),
    Fault("形成日不符", "X32", "evidence_list", lambda one: _line(one, 1, made_on=date(2026, 10, 23))),
    Fault(
        "经过的日期没有记录",
        "X33",
        "recon_answer",
        {"course": (replace(COURSE[0], on=date(2026, 10, 19)), *COURSE[1:])},
    ),
    Fault(
        "经过有将来的日期",
        "X33",
        "defence",
        {"course": (*COURSE, CourseLine(on=date(2026, 12, 20), what="开庭"))},
    ),
    Fault("经过次序颠倒", "X33", "recon_answer", {"course": tuple(reversed(COURSE))}),
    Fault("机关写错", "X34", "recon_answer", {"head": replace(RECON, body="临江市人民政府")}),
    Fault("收件机关写错", "X34", "recon_answer", {"addressee": "澜安市人民政府"}),
    Fault("案号写错", "X34", "defence", {"head": replace(COURT, case_number="（2026）东9901行初59号")}),
    Fault("案号没有写", "X34", "recon_answer", {"head": replace(RECON, case_number="")}),
    Fault("漏写当事人", "X34", "defence", {"head": replace(COURT, applicants=("周长根",))}),
    Fault("漏写第三人", "X34", "recon_answer", {"head": replace(RECON, third_parties=())}),
    Fault("漏写共同被告", "X34", "defence", {"head": replace(COURT, co_respondents=())}),
    Fault("本机关名称写错", "X34", "power_of_attorney", {"head": replace(COURT, respondent="临江县规划局")}),
    Fault("复议写原告", "X35", "recon_answer", {"claims": "原告请求撤销"}),
    Fault("复议写被告", "X35", "recon_answer", {"facts": ("被告已经提供批复",)}),
    Fault("诉讼写被申请人", "X35", "defence", {"facts": ("被申请人已经提供批复",)}),
    Fault("诉讼用答复书", "X35", "recon_answer", {"head": replace(RECON, forum=Forum.LITIGATION)}),
    Fault("没有请求", "X36", "recon_answer", {"request": "被申请人的答复正确"}),
    Fault("复议请求判决", "X36", "recon_answer", {"request": "请依法判决驳回"}),
    Fault("一审请求维持", "X36", "defence", {"request": "请予维持"}),
    Fault("漏答理由", "X37", "recon_answer", lambda one: {"reasons": one.reasons[:1]}),
    Fault("新增理由没有回应", "X37", "defence", basis={"claims": ("被告没有区分处理", "送达程序违法")}),
    Fault("引用目录外证据", "X38", "recon_answer", {"evidence": "以上事实有证据1至9证明"}),
    Fault(
        "没有引用证据",
        "X38",
        "defence",
        {"evidence": "", "reasons": (ReasonAnswer(claim="甲", answer="乙"),)},
    ),
    Fault("目录漏列", "X38", "evidence_list", lambda one: {"lines": one.lines[:-1]}),
    Fault(
        "序号不连续",
        "X38",
        "evidence_list_court",
        lambda one: {"lines": (*one.lines[:3], replace(one.lines[3], number=6))},
    ),
    Fault(
        "引用答复后的证据", "X39", "recon_answer", basis={"evidence": (*EVIDENCE[:6], replace(EVIDENCE[6], late=True))}
    ),
    Fault("答复后的证据没有标明", "X39", "evidence_list", lambda one: _line(one, 5, after_reply=False)),
    Fault("答复后的证据没有说明", "X39", "evidence_list", {"note": ""}),
    Fault("不可查阅标为可以", "X40", "evidence_list", lambda one: _line(one, 2, viewable=True, why="")),
    Fault("不可查阅没有理由", "X40", "evidence_list", lambda one: _line(one, 2, why="")),
    Fault("证据缺", "X41", "evidence_list_court", lambda one: _line(one, 0, missing=True)),
    Fault("没有页码", "X41", "evidence_list_court", lambda one: _line(one, 0, pages="")),
    Fault(
        "引用没有入卷的证据", "X41", "defence", basis={"evidence": (replace(EVIDENCE[0], on_file=False), *EVIDENCE[1:])}
    ),
    Fault("法定代表人不符", "X42", "representative_certificate", {"name": "孙伟"}),
    Fault("答辩状法定代表人不符", "X42", "defence", {"representative": "孙伟"}),
    Fault("没有代理人", "X42", "recon_answer", {"agents": ()}),
    Fault(
        "三名代理人",
        "X42",
        "power_of_attorney",
        lambda one: {"agents": (*one.agents, AgentLine(name="何静", post="科员"))},
    ),
    Fault("代理人重复", "X42", "power_of_attorney", lambda one: {"agents": (one.agents[0], one.agents[0])}),
    Fault("副本不足", "X43", "defence", basis={"copies": 4}),
    Fault("一般授权含和解", "X44", "power_of_attorney", lambda one: {"powers": (*one.powers, "代为和解")}),
    Fault("特别授权没有列明", "X44", "power_of_attorney", {"special": True}),
    Fault("委托没有期限", "X44", "power_of_attorney", {"term": "本案"}),
    Fault("决定文号写错", "X45", "performance_report", {"decision_number": "临政复决〔2027〕5号"}),
    Fault("意见书文号写错", "X45", "opinion_report", {"opinion_number": "临政复意〔2027〕2号"}),
    Fault(
        "意见书文号没有写",
        "X45",
        "opinion_report",
        {"opinion_number": ""},
        {"opinion": OpinionFact(number="甲")},
    ),
    Fault("逾期履行没有原因", "X46", "performance_report_late", {"late_reason": ""}),
    Fault("履行日晚于报告", "X46", "performance_report", {"signed_on": date(2027, 3, 3)}),
    Fault("经过晚于履行完毕", "X46", "performance_report", {"performed_on": date(2027, 3, 2)}),
    Fault("整改报告逾期", "X47", "opinion_report", {"signed_on": date(2027, 4, 6)}),
    Fault("草稿残留", "C57", "recon_answer", {"facts": ("【请写明原因】",)}),
    Fault("答辩状草稿残留", "C57", "defence", {"request": "请依法【待定】处理"}),
)


@pytest.mark.parametrize("fault", FAULTS, ids=[one.name for one in FAULTS])
def test_a_fault_is_caught_by_the_check_meant_for_it(fault: Fault) -> None:
    good = LETTERS[fault.of]
    basis = basis_of(good, **(fault.basis or {}))
    changes = fault.changes(good)
    spoilt = replace(good, **changes)
    if "signed_on" in changes:
        basis = replace(basis, today=spoilt.signed_on)
    before = {(one.id, one.sentence) for one in found(good)}
    new = {one.id for one in found(spoilt, basis) if (one.id, one.sentence) not in before}
    assert fault.meant in new


def test_every_check_of_disputes_has_its_fault() -> None:
    assert {key for key, rule in check_rules().items() if rule.dispute} == {
        one.meant for one in FAULTS if one.meant.startswith("X")
    }


def test_a_repealed_provision_is_caught_here_too() -> None:
    repealed = next(one for one in repealed_provisions() if one.words and not one.by_receipt)
    letter = replace(LETTERS["recon_answer"], law=(f"{repealed.words[0]}的规定",))
    assert "C15" in {one.id for one in found(letter)}


def test_blocking_findings_stand_first() -> None:
    letter = replace(LETTERS["recon_answer"], course=tuple(reversed(COURSE)), request="被申请人的答复正确")
    levels = [one.level for one in found(letter)]
    assert levels == sorted(levels, key=lambda one: one is not Level.BLOCK)
    assert Level.BLOCK in levels
    assert Level.WARN in levels


def test_nothing_known_says_nothing() -> None:
    for name, letter in LETTERS.items():
        silent = found(letter, DisputeBasis(today=letter.signed_on))
        assert {one.id for one in silent} == KNOWN.get(name, set()), name


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("见证据5、6", (5, 6)),
        ("有证据1至4、7证明", (1, 2, 3, 4, 7)),
        ("证据一和证据三", (1, 3)),
        ("证据2-3，证据2", (2, 3)),
        ("证据十二", (12,)),
        ("证据确凿，证据目录1份", ()),
    ],
)
def test_numbers_of_evidence_are_read_from_the_text(text: str, numbers: tuple[int, ...]) -> None:
    assert cited_numbers(text) == numbers


def test_quoted_requests_are_no_words_of_the_agency() -> None:
    letter = LETTERS["recon_answer"]
    asked = (replace(letter.asked[0], text="请求公开原告诉被告一案的起诉状"),)
    assert "X35" not in {one.id for one in found(replace(letter, asked=asked))}


def test_a_line_of_evidence_tells_its_day() -> None:
    assert EvidenceLine(number=1, name="甲", proves="乙").made == ""


def test_a_finding_cites_the_law_of_its_own_procedure() -> None:
    agents = finding("X42", "没有写委托代理人")
    due = finding("X31", "答复举证期限已过")
    assert cited_before(agents, Forum.RECONSIDERATION).citation == ""
    assert "行政诉讼法" in cited_before(agents, Forum.LITIGATION).citation
    assert "行政诉讼法" not in cited_before(due, Forum.RECONSIDERATION).citation
    assert "行政复议法" not in cited_before(due, Forum.LITIGATION).citation
