"""The window of the first start."""

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QProgressBar, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from casework.drafts import AgencyDraft
from casework.office import Office, create_office
from casework.person_drafts import PersonDraft
from casework.persons import enrol_founder
from casework.policy_settings import decide_policy
from desktop.components import (
    Banner,
    Caption,
    LabelledField,
    LineInput,
    PageTitle,
    ProgressPanel,
    SegmentedChoice,
    column,
    row,
)
from desktop.first_start.questions import QUESTIONS, Answers, Question, agency_draft, proposal
from desktop.frame.area import PageArea
from desktop.frame.tasks import TaskRunner
from desktop.settings.agency_words import BODY_KINDS, FIELD_WORDS
from desktop.settings.store import Settings
from desktop.theme import Tone, px, set_role
from law.errors import UserError
from law.terms import Role

__all__ = ["FirstStart", "default_answers"]

_WORDS = {
    **FIELD_WORDS,
    "body_kind": ("机关类别", ""),
    "person": ("姓名", ""),
    "person_role": ("岗位", "如 承办人、窗口人员"),
    "review_mode": ("办理人数", "以后可以在“规则与日历”的口径里改"),
    "database": ("数据库文件", ""),
    "sample": ("开始方式", ""),
}
_CHOICES = {
    "body_kind": BODY_KINDS,
    "review_mode": (("two_person", "两人以上，答复须审核"), ("one_person", "只有一人，不走审核")),
    "sample": (("no", "空白"), ("yes", "带示例办件")),
}


_LOW = 620


class _Clock(Protocol):
    def today(self) -> date: ...

    def now(self) -> datetime: ...


def default_answers(database: Path) -> dict[str, str]:
    """What stands in the fields before anybody typed."""
    return {
        "registration_mark": "依申",
        "body_kind": "department",
        "person_role": "承办人",
        "review_mode": "two_person",
        "database": str(database),
        "sample": "no",
    }


class FirstStart(QMainWindow):
    """One question per step. ``finished(Office)`` when the database exists; closing it earlier keeps the answers."""

    finished = Signal(object)

    def __init__(self, answers: Answers, settings: Settings, runner: TaskRunner, clock: _Clock) -> None:
        super().__init__()
        self.answers = answers
        self._settings = settings
        self._runner = runner
        self._clock = clock
        self.fields: dict[str, LabelledField] = {}
        self.setWindowTitle("首次设置")
        self._build()
        self._keeper = QTimer(self)
        self._keeper.setSingleShot(True)
        self._keeper.setInterval(400)
        self._keeper.timeout.connect(self.keep)
        self._show_step(answers.step)

    def _build(self) -> None:
        central = QWidget(self)
        set_role(central, "app")
        outer = row(central, gap=0)
        outer.addStretch(1)
        self._middle = middle = column(gap=12)
        self.count = Caption("", central, wrap=False)
        self.bar = QProgressBar(central)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, len(QUESTIONS))
        self.title = PageTitle("", central)
        self.title.setWordWrap(True)
        self.note = Caption("", central)
        self.banner = Banner("", Tone.OVER, central)
        for widget in (self.count, self.bar, self.title, self.note, self.banner):
            middle.addWidget(widget)
        self.form = QWidget(central)
        self.form_layout: QVBoxLayout = column(self.form, gap=12)
        middle.addWidget(self.form)
        self.progress = ProgressPanel(central)
        middle.addWidget(self.progress)
        middle.addLayout(self._foot(central))
        middle.addStretch(1)
        holder = QWidget(central)
        holder.setFixedWidth(px(600))
        holder.setLayout(middle)
        outer.addWidget(holder)
        outer.addStretch(1)
        area = PageArea(self)
        area.hold(central)
        self.setCentralWidget(area)
        room = self.screen().availableSize()
        self.setMinimumSize(QSize(px(640), px(480)).boundedTo(room))
        self.resize(QSize(px(960), px(640)).boundedTo(room))

    def _foot(self, parent: QWidget) -> QVBoxLayout:
        foot = column(gap=8)
        line = row(gap=12)
        self.back = QPushButton("上一步", parent)
        self.back.clicked.connect(self.go_back)
        self.next = QPushButton("下一步　Enter", parent)
        set_role(self.next, "primary")
        self.next.clicked.connect(self.go_on)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.next)
        foot.addLayout(line)
        foot.addWidget(Caption("随时可以关闭，已填内容下次接着填；以后都可在“设置”里修改。", parent))
        return foot

    @property
    def question(self) -> Question:
        """The question shown."""
        return QUESTIONS[self.answers.step]

    def _show_step(self, step: int) -> None:
        self.answers.step = step
        question = self.question
        self.count.setText(f"首次设置　第 {step + 1} 步，共 {len(QUESTIONS)} 步")
        self.bar.setValue(step + 1)
        self.title.setText(question.title)
        self.note.setText(question.note)
        self.banner.say("")
        self._clear_form()
        for key in question.fields:
            self._add_field(key)
        self.back.setEnabled(step > 0)
        last = step == len(QUESTIONS) - 1
        self.next.setText("建立数据库　Enter" if last else "下一步　Enter")
        self.fields[question.fields[0]].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_form(self) -> None:
        for field in self.fields.values():
            self.form_layout.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.fields = {}

    def _add_field(self, key: str) -> None:
        label, hint = _WORDS[key]
        value = self.answers.values.get(key) or proposal(key, self.answers.values)
        control: QWidget
        if key in _CHOICES:
            choice = SegmentedChoice(_CHOICES[key], label, self.form, value=value)
            choice.chosen.connect(self._on_edited)
            control = choice
        else:
            line = LineInput(label, self.form)
            line.setText(value)
            line.textEdited.connect(self._on_edited)
            control = line
        self.fields[key] = LabelledField(label, control, self.form, key=key, hint=hint)
        self.form_layout.addWidget(self.fields[key])
        self.fields[key].show()

    def _value(self, key: str) -> str:
        control = self.fields[key].control
        if isinstance(control, SegmentedChoice):
            return str(control.value() or "")
        return control.text().strip() if isinstance(control, LineInput) else ""

    def _on_edited(self, _value: object) -> None:
        self._keeper.start()

    def keep(self) -> None:
        """Keep what stands in the fields now; also called by the crash net."""
        self.answers.values.update({key: self._value(key) for key in self.fields})
        self.answers.keep()

    def _missing(self) -> str | None:
        for key in self.question.required:
            if not self._value(key):
                return key
        return None

    def go_on(self) -> None:
        """Enter: check, keep, next question; on the last one create the database."""
        for field in self.fields.values():
            field.show_error("")
        missing = self._missing()
        if missing is not None:
            self.fields[missing].show_error(f"{_WORDS[missing][0]}没有填写。填写后进入下一步。")
            self.fields[missing].control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.answers.step == len(QUESTIONS) - 1:
            self.keep()
            self._create()
            return
        self.keep()
        self._show_step(self.answers.step + 1)
        self.answers.keep()

    def go_back(self) -> None:
        """The question before; what stands here is kept."""
        self.keep()
        if self.answers.step > 0:
            self._show_step(self.answers.step - 1)
            self.answers.keep()

    def _create(self) -> None:
        values = self.answers.values
        self.next.setEnabled(False)
        self.back.setEnabled(False)
        self.form.setEnabled(False)
        self.progress.begin("正在建立数据库…", cancellable=False)
        work = partial(
            _create_database,
            Path(values["database"]),
            agency_draft(values),
            clock=self._clock,
            founder=PersonDraft(name=values["person"], post=values.get("person_role", ""), roles=tuple(Role)),
            sample=values["sample"] == "yes",
            alone=values.get("review_mode") == "one_person",
        )
        self._runner.run(work, self._on_created, self._on_failed)

    def _on_created(self, office: Office) -> None:
        self.progress.end()
        values = self.answers.values
        self._settings.set("person", values["person"])
        self._settings.set("person_role", values.get("person_role", ""))
        self._settings.set("database", office.location)
        self.answers.forget()
        self._keeper.stop()
        self.finished.emit(office)

    def _on_failed(self, error: BaseException) -> None:
        self.progress.end()
        self.next.setEnabled(True)
        self.back.setEnabled(True)
        self.form.setEnabled(True)
        if not isinstance(error, UserError):
            self.banner.say("数据库没有建成。请换一个位置再试；已填内容都在。", Tone.OVER)
            self._runner.unheard.emit(error)
            return
        step = next((at for at, one in enumerate(QUESTIONS) if error.field in one.fields), None)
        if step is None:
            self.banner.say(error.sentence, Tone.OVER)
            return
        self._show_step(step)
        wrong = self.fields[error.field or ""]
        wrong.show_error(error.sentence)
        wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        low = self.height() < px(_LOW)
        self._middle.setContentsMargins(px(20), px(16 if low else 72), px(20), px(12 if low else 40))
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.next.isEnabled():
                self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._keeper.isActive():
            self._keeper.stop()
            self.keep()
        super().closeEvent(event)


def _create_database(
    location: Path, profile: AgencyDraft, *, clock: _Clock, founder: PersonDraft, sample: bool, alone: bool
) -> Office:
    """Runs in the work thread. The founder has all roles; ``alone``: letters need no second person.

    Raises:
        UserError: the folder cannot be made, or casework refuses.
    """
    try:
        location.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "database-folder",
            f"不能建立文件夹“{location.parent}”",
            error.strerror or "",
            "请换一个位置",
            field="database",
        ) from error
    now, today, actor = clock.now(), clock.today(), founder.name
    office = create_office(location, profile, now=now, actor=actor, today=today, sample=sample)
    try:
        enrol_founder(office, founder, now=now)
        if alone:
            decide_policy(
                office,
                "review_mode",
                "one_person",
                valid_from=today,
                reason="首次设置：只有一人办理",
                now=now,
                actor=actor,
                today=today,
            )
    except BaseException:
        office.close()
        raise
    return office
