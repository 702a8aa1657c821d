"""``python -m desktop --demo FOLDER``: the main job done with real keys, with pictures and letters kept in a folder.

The very program that people start runs here, on the offscreen platform where there is no display: first start with
sample cases, the worklist, a letter registered and asked to be corrected, the correction received, a reply drafted,
reviewed by one person, approved and issued by another, posted and served, the case closed by itself; then the days
one by one, and a holiday notice adopted. Each working day starts the program anew on the same database.
"""

import tempfile
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from casework.calendar_notices import notices
from desktop.demo_keys import DemoFailure
from desktop.demo_notice import demo_notice
from desktop.demo_stage import APPLICANT, CLERK, HEAD, HEIGHT, REVIEWER, WIDTH, Stage, say
from desktop.offscreen import drop_harmless_messages
from desktop.program import Start
from law.outcomes import SEVEN_QUESTIONS
from law.terms import Act, DocumentKind, DocumentState, RequestStatus, SecrecyConclusion

__all__ = ["run"]

_CREATING_SECONDS = 180.0
_HALF_WAY = 3  # answers before the picture of the seven questions


class Demonstration(Stage):
    """The steps, in order; each leaves its pictures."""

    # ------------------------------------------------------------------ the course

    def run(self) -> None:
        """All days.

        Raises:
            DemoFailure: the program did not answer as it should.
        """
        with self.day(0):
            self.first_start()
            self.worklist()
            self.register()
            self.ask_correction()
        with self.day(3):
            self.receive_correction()
        with self.day(9):
            self.reply()
            self.days_one_by_one()
        with self.day(12):
            self.serve()
            self.list_of_cases()
            self.adopt_notice()

    # ------------------------------------------------------------------ steps

    def first_start(self) -> None:
        """The questions of the first start, with sample cases."""
        keys = self.keys
        keys.wait(
            lambda: self.program.first_start is not None and self.program.first_start.isActiveWindow(), "没有首次设置"
        )
        wizard = self.program.first_start
        if wizard is None:
            raise DemoFailure("没有首次设置")
        wizard.resize(WIDTH, HEIGHT)
        answers = {
            "机关名称": "临江县自然资源局",
            "机关代字": "临资公",
            "本级人民政府": "临江县人民政府",
            "管辖法院": "临江县人民法院",
            "联系人": "王敏",
            "联系电话": "0900-5550123",
            "通信地址": "东岭省澜安市临江县古渡街道滨河路1号",
            "邮编": "990100",
            "姓名": "王敏",
        }
        while wizard.isVisible() and wizard.question.fields != ("sample",):
            asked = [one.label.text() for one in wizard.fields.values()]
            for label in asked:
                if label in answers:
                    keys.fill(label, answers[label])
            if "机关名称" in asked:
                self.picture("首次设置", wizard)
            before = wizard.question
            keys.press(Qt.Key.Key_Return)
            if wizard.question is before:
                raise DemoFailure(f"首次设置停在“{before.title}”：{[one.error() for one in wizard.fields.values()]}")
        keys.choose("开始方式", "带示例办件")
        keys.press(Qt.Key.Key_Return)
        keys.wait(self.is_open, "建库没有完成", _CREATING_SECONDS)
        self.settle()

    def worklist(self) -> None:
        """What is due."""
        self.picture("工作台")

    def register(self) -> None:
        """Ctrl+N: a signed-for letter."""
        keys = self.keys
        keys.ctrl(Qt.Key.Key_N)
        keys.wait(lambda: keys.is_at("单位签收日期"), "收件登记没有打开")
        for name, text in (
            ("邮件号", "1098000000053"),
            ("姓名", APPLICANT),
            ("证件号码", "990101196101109813"),
            ("联系电话", "19900000053"),
            ("通信地址", "东岭省澜安市临江县青石渡镇白石村三组21号"),
            ("申请内容", "申请公开青石渡镇白石村的征地材料。"),
        ):
            keys.tab_to(name)
            keys.type(text)
        self.settle()
        self.picture("收件登记")
        keys.ctrl(Qt.Key.Key_Return)
        keys.wait(self.on_a_card, f"没有登记成：{self.errors()}")
        self.settle()
        self.number = self.window.heading.text()
        self.picture("办件")
        say(f"  已登记 {self.number}")

    def ask_correction(self) -> None:
        """The request is not clear: ask once, completely."""
        keys = self.keys
        self.act(Act.REQUEST_CORRECTION.label)
        keys.fill("不明确之处，一行一项", "所要信息的名称、文号或者年份")
        keys.fill("怎样补正", "请写明征地批复的名称或者文号，或者批准的年份和地块，寄回本机关")
        self.settle()
        self.picture("要求补正")
        self.finish("补正告知书没有签发")
        self.keep_letters()

    def receive_correction(self) -> None:
        """The correction arrives; the twenty days begin anew."""
        self.open_case()
        self.act(Act.RECORD_SERVICE.label)
        self.prove_service()
        self.finish("补正告知书的送达没有登记")
        self.act(Act.RECEIVE_CORRECTION.label)
        self.keys.fill("补正内容", "申请公开2025年青石渡镇白石村三组集体土地征收的批复文件。")
        self.finish("补正没有登记")
        self.picture("收到补正以后")

    def reply(self) -> None:
        """Search, outcome, letter, number, post."""
        keys = self.keys
        self.open_case()
        self.review_secrecy()
        self.act(Act.DECIDE_OUTCOME.label)
        self.answer_questions()
        self.fill_facts()
        self.picture("确定处理结果")
        self.finish("处理结果没有确定")
        self.act_to_page(Act.DRAFT_LETTER.label, "文书起草")
        self.picture("文书起草")
        keys.ctrl(Qt.Key.Key_Return)
        keys.wait(partial(self._reply_is, DocumentState.REVIEW), f"文书没有提交审核：{self.errors()}")
        self.settle()
        self.picture("送审")
        self.switch_to(REVIEWER)
        self.picture("审核")
        keys.press(Qt.Key.Key_A)
        keys.wait(partial(self._reply_is, DocumentState.APPROVAL), f"文书没有通过审核：{self.errors()}")
        self.switch_to(HEAD)
        self.picture("批准")
        keys.press(Qt.Key.Key_Return)
        self.settle()
        self.picture("批准并签发")
        keys.ctrl(Qt.Key.Key_Return)
        keys.wait(self._has_issued_reply, f"答复没有签发：{self.errors()}")
        self.settle()
        self.picture("已签发的答复")
        self.keep_letters()
        keys.press(Qt.Key.Key_Escape)
        self.settle()
        self.switch_to(CLERK)

    def review_secrecy(self) -> None:
        """Two people look at what is going to be provided."""
        self.act(Act.REVIEW_SECRECY.label)
        self.keys.fill("复核人", HEAD)
        self.keys.choose("审查结论", SecrecyConclusion.DISCLOSABLE.label)
        self.settle()
        self.finish("保密审查没有记入")

    def _reply_is(self, state: DocumentState) -> bool:
        return any(one.kind is DocumentKind.OUTCOME_LETTER and one.state is state for one in self.view().documents)

    def days_one_by_one(self) -> None:
        """Why the reply is due on that day."""
        self.window.open_page("day_by_day", (self.view().id, "due"))
        self.settle()
        self.picture("逐日说明")

    def serve(self) -> None:
        """The proof of service closes the case."""
        self.open_case()
        self.act(Act.RECORD_SERVICE.label)
        self.prove_service()
        self.settle()
        self.picture("登记送达")
        self.finish("送达没有登记")
        closed = self.view()
        if closed.status is not RequestStatus.CLOSED:
            raise DemoFailure(f"{closed.registration_number} 没有办结，而是{closed.status_text}")
        self.picture("已办结")
        say(f"  {closed.registration_number} 已办结：{closed.status_text}")

    def prove_service(self) -> None:
        """The post says when it was signed for."""
        self.keys.fill("送达日期", "今天")
        self.keys.fill("凭证编号或者说明", "邮件签收查询单")

    def list_of_cases(self) -> None:
        """The list of cases."""
        self.keys.ctrl(Qt.Key.Key_3)
        self.settle()
        self.picture("办件列表")

    def adopt_notice(self) -> None:
        """A notice of next year is pasted, compared and adopted."""
        keys = self.keys
        office = self.window.session.office
        keys.ctrl(Qt.Key.Key_9)
        self.settle()
        self.picture("规则")
        keys.alt(Qt.Key.Key_2)
        self.settle()
        self.picture("口径设置")
        keys.alt(Qt.Key.Key_3)
        self.settle()
        before = len(notices(office))
        self.app.clipboard().setText(demo_notice(office.horizon.year + 1, self.window.session.today))
        keys.tab_to("通知原文")
        keys.ctrl(Qt.Key.Key_V)
        self.settle()
        self.picture("放假通知核对")
        keys.ctrl(Qt.Key.Key_Return)
        keys.wait(lambda: len(notices(office)) == before + 1, f"通知没有启用：{self.errors()}")
        self.settle()
        self.picture("放假通知已启用")

    def answer_questions(self) -> None:
        """The seven questions, each by its first answer: clear, information, ours, found, open, a copy."""
        self.settle()
        for place, _ in enumerate(SEVEN_QUESTIONS):
            if not self.on_an_answer():
                break
            if place == _HALF_WAY:
                self.picture("七步判断")
            self.keys.press(Qt.Key.Key_1)
            self.settle()
        if not self.keys.is_at("信息名称"):
            raise DemoFailure(f"七个问题没有答完：{self.errors()}")

    def fill_facts(self) -> None:
        """What a reply that grants has to say."""
        keys = self.keys
        keys.fill("信息名称", "关于青石渡镇白石村三组集体土地征收的批复")
        keys.fill("文号（可以不填）", "东政土〔2025〕88号")
        keys.choose("提供形式", "纸质")
        keys.fill("页数", "6")
        keys.fill("附件清单", "关于青石渡镇白石村三组集体土地征收的批复，6页")
        keys.fill("E10 拟提供件副本", "卷内第 3 页")

    def _has_issued_reply(self) -> bool:
        documents = self.view().documents
        return any(one.state is DocumentState.ISSUED and one.kind is DocumentKind.OUTCOME_LETTER for one in documents)


def _clear(folder: Path) -> None:
    """Remove what an earlier demonstration left; nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for pattern in ("demo.db*", "[0-9][0-9]-*.png", "*.docx", "*.pdf"):
        for file in folder.glob(pattern):
            file.unlink()


def run(app: QApplication, start: Start, folder: Path) -> int:
    """Run the demonstration.

    Returns:
        0 when everything was done, 1 when the program did not answer as it should.
    """
    drop_harmless_messages()
    begun = time.monotonic()
    _clear(folder)
    with tempfile.TemporaryDirectory(prefix="desk-demo-") as config:
        demonstration = Demonstration(app, start, folder, Path(config))
        try:
            demonstration.run()
        except DemoFailure as failure:
            say(f"演示没有完成：{failure}")
            return 1
    seconds = time.monotonic() - begun
    say(
        f"演示完成，用时 {seconds:.0f} 秒：{len(demonstration.pictures)} 张画面、{len(demonstration.letters)} 份文书"
        f"（.docx 和 PDF）和数据库 demo.db 在 {folder.resolve()}"
    )
    return 0
