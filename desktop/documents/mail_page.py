"""当日邮件: choose envelopes, print them with the list, type or scan their numbers, record the sending of all."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from typing_extensions import override

from casework import form_drafts
from casework.ems import read_mail_number
from casework.mail_batch import waiting_mail
from casework.mail_drafts import MailBatchDraft, MailPapersDraft
from casework.mail_papers import PaperFormat, envelopes, mail_list
from casework.mail_views import MailParcel, MailResult
from casework.receivers import Receiver
from casework.views import Changed, FormDraftView
from desktop.components import column
from desktop.documents.mail_asking import Typed, gone, number_uses, sent
from desktop.documents.mail_model import ParcelModel
from desktop.documents.mail_view import MailView
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.frame.tasks import Task
from desktop.frame.timers import pause_timer
from desktop.letters.files import Source, local_name, write_out
from desktop.theme import Tone
from law.errors import UserError

__all__ = ["MailPage"]

_KEY = "mail"
_AUTOSAVE_MS = 2000
_NOTHING_WAITS = "没有待寄的文书。签发时选“稍后寄出”的文书会列在这里。"
# A number of the post is judged when it is long enough to be one.
_WHOLE = 13
_WITHOUT_PDF = ("mail_pdf_no_office", "mail_pdf_failed")
_NAMES = {"envelopes": "信封", "list": "邮件交寄清单"}
_ACTIONS = (
    ActionSpec(id="scan", text="输入邮件号", shortcut="/", slot="focus_search"),
    ActionSpec(id="send", text="登记寄出", shortcut="Ctrl+Return", slot="send"),
    ActionSpec(id="print", text="打印信封", shortcut="Ctrl+P", slot="print_envelopes"),
    ActionSpec(id="past", text="查看某日已交寄的", shortcut="Ctrl+L", slot="focus_past"),
)


class MailPage(Page):
    """Connects the envelopes with casework. Numbers that were typed are kept until they are recorded."""

    help_topic = "mail"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("当日邮件")
        self.view = MailView(
            session.today, session.describe_day, self, dense=session.settings.text("density") == "dense"
        )
        column(self, gap=0).addWidget(self.view)
        self.model = ParcelModel(session.today, self)
        self.view.table.setModel(self.model)
        self.actions_table = ActionTable(self, _ACTIONS)
        self._task: Task | None = None
        self._dirty = False
        self._asked_before = False
        self.addressed_to: dict[int, str] = {}  # receivers that were chosen, by document
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_typed, coarse=True)
        session.shell.add_saver(self.keep_typed)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        self._space = QShortcut(QKeySequence("Space"), view.table, self._on_space)
        self._every = QShortcut(QKeySequence("Ctrl+A"), view.table, self.model.choose_all)
        for shortcut in (self._space, self._every):
            shortcut.setContext(shortcut.context().WidgetShortcut)
        view.table.clicked.connect(self._on_cell_clicked)
        view.table.opened.connect(self._on_row_opened)
        view.table.current_changed.connect(self._on_row_changed)
        view.all.clicked.connect(self.model.choose_all)
        view.everything.toggled.connect(self._on_everything_toggled)
        view.past_day.changed.connect(self._on_past_day_changed)
        view.receiver.activated.connect(self._on_receiver_chosen)
        view.as_word.clicked.connect(self._on_word_wanted)
        view.scan.returnPressed.connect(self._on_scanned)
        view.scan.textEdited.connect(self._on_scan_edited)
        view.send.clicked.connect(self.send)
        view.progress.cancelled.connect(self._on_cancelled)
        for button in view.papers.values():
            button.clicked.connect(self._on_paper_clicked)
        self.model.edited.connect(self._on_edited)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if not self._asked_before:
            self._asked_before = True
            ask = partial(form_drafts.load, self.session.office, _KEY)
            self.session.ask(ask, self._on_draft_loaded, key="mail:draft")
        self._ask()
        self.view.show_scan()

    @override
    def refresh(self, changed: Changed) -> None:
        if changed.request_ids or "day" in changed.topics or "cases" in changed.topics:
            self._ask()

    @override
    def can_leave(self) -> bool:
        self.keep_typed()
        return True

    @override
    def focus_search(self) -> None:
        self.view.show_scan()
        self.view.scan.selectAll()

    # ------------------------------------------------------------------ the envelopes

    def _ask(self) -> None:
        past = self.view.past_day.value()
        if past is not None:
            self.session.ask(partial(gone, self.session.office, past), self._on_past_read, key="mail:waiting")
            return
        everything, receivers = self.view.everything.isChecked(), dict(self.addressed_to)
        ask = partial(waiting_mail, self.session.office, everything=everything, receivers=receivers)
        self.session.ask(ask, self._on_parcels_read, key="mail:waiting")

    def _on_past_read(self, found: tuple[date, tuple[MailParcel, ...]]) -> None:
        day, parcels = found
        self.model.show_past(parcels)
        self.view.table.show_empty("" if parcels else f"{day.month}月{day.day}日没有登记过邮寄。")
        if parcels:
            self.view.table.selectRow(0)
        self._say()

    def _on_past_day_changed(self, day: object) -> None:
        """A day shows what went then, an empty field what waits."""
        waits = day is None
        for part in (self.view.everything, self.view.all, self.view.scan, self.view.day, self.view.carrier):
            part.setEnabled(waits)
        self.view.receiver_field.setVisible(False)
        self.view.scan_field.show_note("")
        self.view.say_without_pdf("")
        self._ask()

    def focus_past(self) -> None:
        """Ctrl+L: choose a day whose mail is shown."""
        self.view.past_day.setFocus()
        self.view.past_day.selectAll()

    @override
    def on_escape(self) -> bool:
        """Esc goes from a past day back to what waits."""
        if not self.view.past_day.text():
            return False
        self.view.past_day.set_value(None)
        self._on_past_day_changed(None)
        self.view.show_scan()
        return True

    def _on_parcels_read(self, parcels: tuple[MailParcel, ...]) -> None:
        self.model.today = self.session.today
        self.model.show_parcels(parcels)
        if not parcels:
            self.view.table.show_empty(
                "没有待寄的文书。签发时选“稍后寄出”的文书会列在这里。", "看全部文书", self._open_documents
            )
        else:
            self.view.table.show_empty("")
        self._point(0)
        self._say()

    def _open_documents(self) -> None:
        self.session.shell.open_page("letters")

    def _on_everything_toggled(self, _on: bool) -> None:
        self._ask()

    def _on_space(self) -> None:
        rows = sorted({one.row() for one in self.view.table.selectionModel().selectedRows()})
        self.model.toggle(rows)

    def _on_cell_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.model.toggle([index.row()])

    def _on_row_opened(self, _index: QModelIndex) -> None:
        self.focus_search()

    def _on_row_changed(self, index: QModelIndex) -> None:
        self._name_next(index.row())

    def _on_edited(self) -> None:
        self._dirty = True
        if not self._autosave.isActive():
            self._autosave.start()
        self._say()

    def _say(self) -> None:
        chosen, numbered = self.model.chosen(), self.model.numbered()
        letters = sum(len(one.items) for one in chosen)
        past = self.model.past
        said = "已交寄" if past else f"已有邮件号 {len(numbered):,} 封"
        self.view.count.setText(f"{len(chosen):,} 封，文书 {letters:,} 份，{said}")
        count = f" {len(numbered):,} 封" if numbered and not past else ""
        self.view.send.setText(f"登记寄出{count}　Ctrl+Enter")
        why = "已交寄的不再登记。" if past else "" if numbered else "先输入邮件号。"
        self.view.allow_sending(why, busy=self._task is not None)
        if past:
            self.view.next.setText("已交寄，清单可以重印。")
        for button in self.view.papers.values():
            button.setEnabled(bool(chosen))

    def _point(self, start: int) -> None:
        """Go to the next envelope that has no number."""
        at = self.model.next_without_number(start)
        if at is None:
            self.view.next.setText("选定的信封都有邮件号了。" if self.model.chosen() else "没有选定的信封。")
            return
        self.view.table.selectRow(at)
        self.view.table.scrollTo(self.model.index(at, 0))
        self._name_next(at)

    def _name_next(self, at: int) -> None:
        if 0 <= at < len(self.model.parcels) and not self.model.past:
            one = self.model.parcels[at]
            self._offer_receivers(one)
            self.view.next.setText(f"第 {at + 1} 封：{one.receiver}　{'、'.join(item.name for item in one.items)}")

    def _offer_receivers(self, parcel: MailParcel) -> None:
        """Whose name stands on the envelope, where joint applicants or an agent leave a choice."""
        values = [(one.key, f"{one.name}（{one.role}）") for one in parcel.choices]
        self.view.receiver.set_values(values)
        self.view.receiver.set_value(parcel.receiver_key)
        several = f"同时送达 {parcel.reaches} 人" if parcel.reaches > 1 else ""
        self.view.receiver_field.show_hint(several)
        self.view.receiver_field.setVisible(bool(values))

    def _on_receiver_chosen(self, _index: int) -> None:
        at = self.view.table.currentIndex().row()
        if not 0 <= at < len(self.model.parcels):
            return
        parcel = self.model.parcels[at]
        chosen = next((one for one in parcel.choices if one.key == self.view.receiver.value()), None)
        if isinstance(chosen, Receiver) and chosen.key != parcel.receiver_key:
            self.addressed_to |= parcel.addressed_to(chosen)
            self._dirty = True
            self.keep_typed()
            self._ask()

    # ------------------------------------------------------------------ numbers

    def _on_scan_edited(self, text: str) -> None:
        self.view.scan_field.show_error("")
        self.view.scan_field.show_note(read_mail_number(text).warning if len(text.strip()) >= _WHOLE else "")

    def _on_scanned(self) -> None:
        """Enter, as a scanner sends it behind the number: it belongs to the envelope that is marked."""
        number = read_mail_number(self.view.scan.text())
        at = self.view.table.currentIndex().row()
        if not number.text:
            self._point(at + 1)
            return
        if not number.known:
            self.view.scan_field.show_error(number.warning)
            self.view.scan.selectAll()
            return
        if not 0 <= at < len(self.model.parcels) or not self.model.is_chosen(self.model.parcels[at]):
            self.view.scan_field.show_error("没有选定信封，请先在列表里选定。")
            return
        other = self.model.owner_of(number.text)
        if other is not None and other.key != self.model.parcels[at].key:
            self.view.scan_field.show_error(f"已给了{other.receiver}，请核对扫描的是哪一个信封。")
            self.view.scan.selectAll()
            return
        self.model.set_number(at, number.text)
        self.view.scan.clear()
        self.view.scan_field.show_note(number.warning)
        self._look_up([number.text])
        self._point(at + 1)

    def _look_up(self, numbers: list[str]) -> None:
        """Whether earlier letters went under some numbers."""
        ask = partial(number_uses, self.session.office, tuple(numbers))
        self.session.ask(ask, self._on_numbers_looked_up)

    def _on_numbers_looked_up(self, found: dict[str, str]) -> None:
        for number, sentence in found.items():
            self.model.show_use(number, sentence)
            owner = self.model.owner_of(number)
            if sentence and owner is not None and not self.view.scan.text():
                self.view.scan_field.show_note(f"{owner.receiver}：{sentence}")

    def keep_typed(self) -> None:
        """Keep numbers and choices if they changed since the last time."""
        self._autosave.stop()
        if not self._dirty:
            return
        self._dirty = False
        session, model = self.session, self.model
        if not model.numbers and not model.left_out and not self.addressed_to:
            session.change(partial(form_drafts.discard, session.office, _KEY))
            return
        title = f"当日邮件：{len(model.numbers)} 个邮件号还没有登记寄出"
        payload = Typed(model.numbers, model.left_out, self.addressed_to).as_json()
        work = partial(
            form_drafts.save, session.office, _KEY, "mail", title, payload, now=session.now, actor=session.actor
        )
        session.change(work)

    def _on_draft_loaded(self, kept: FormDraftView | None) -> None:
        if kept is None or self._dirty or self.model.numbers or self.addressed_to:
            return
        typed = Typed.from_json(kept.payload)
        numbers, self.addressed_to = typed.numbers, typed.addressed_to
        self.model.restore(numbers, sorted(typed.left_out))
        if numbers:
            self._look_up(list(numbers.values()))
        if self.addressed_to:
            self._ask()
        when = kept.saved_at.astimezone()
        self.view.banner.say(f"已恢复 {when.month}月{when.day}日 {when:%H:%M} 输入的邮件号。", Tone.ACCENT)

    # ------------------------------------------------------------------ papers

    def _papers(self) -> MailPapersDraft | None:
        self.view.say_without_pdf("")
        day = self.view.past_day.value() if self.model.past else self.view.day.value()
        if day is None:
            self.view.day_field.show_error("请填写交寄日期。")
            return None
        ids = tuple(number for one in self.model.chosen() for number in one.document_ids)
        carrier = self.view.carrier.text().strip()
        if self.model.past:
            return MailPapersDraft(document_ids=ids, on=day, carrier=carrier, posted=True)
        numbers, receivers = dict(self.model.numbers), dict(self.addressed_to)
        return MailPapersDraft(document_ids=ids, on=day, carrier=carrier, numbers=numbers, receivers=receivers)

    def print_envelopes(self) -> None:
        """Ctrl+P: the envelopes as PDF."""
        self.view.papers["envelopes_pdf"].click()

    def _on_paper_clicked(self) -> None:
        button = self.sender()
        draft = self._papers()
        if not isinstance(button, QPushButton) or draft is None:
            return
        paper = str(button.property("paper"))
        what, suffix = paper.split("_")
        name = f"{_NAMES[what]} {draft.on.isoformat()}.{suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, "另存为", local_name(name))
        if chosen:
            self.write_paper(self.paper(paper, draft), Path(chosen))

    def paper(self, name: str, draft: MailPapersDraft) -> Source:
        """What makes a paper: ``envelopes_pdf``, ``envelopes_docx``, ``list_docx`` or ``list_xlsx``."""
        what, suffix = name.split("_")
        form, office = PaperFormat(suffix), self.session.office
        if what == "envelopes":
            size, boxes = str(self.view.envelope_size.value()), self.view.boxes.isChecked()
            return partial(envelopes, office, draft, size, form, boxes=boxes)
        return partial(mail_list, office, draft, form, actor=self.session.actor)

    def write_paper(self, source: Source, path: Path) -> None:
        """Make and write a paper in the work thread."""
        self.view.progress.begin("正在生成", cancellable=False)
        work = partial(write_out, source, path.parent, path.name)
        self.session.ask(work, self._on_paper_written, self._on_paper_failed, key="mail:paper")

    def _on_paper_written(self, path: Path) -> None:
        self.view.progress.end()
        self.session.shell.say(f"已保存 {path.name}")

    def _on_paper_failed(self, error: BaseException) -> None:
        self.view.progress.end()
        if isinstance(error, UserError) and error.code in _WITHOUT_PDF:
            self.view.say_without_pdf(error.sentence)
            return
        self.session.shell.show_failure(error)

    def _on_word_wanted(self) -> None:
        """Instead of the PDF that this machine does not make."""
        self.view.papers["envelopes_docx"].click()

    # ------------------------------------------------------------------ sending

    def send(self) -> None:
        """Ctrl+Enter: record the sending of every envelope that has a number, one act for each letter."""
        day = self.view.day.value()
        numbered = self.model.numbered()
        if self._task is not None or not numbered or self.model.past:
            return
        if day is None:
            self.view.day_field.show_error("请填写交寄日期。")
            return
        numbers = {number: self.model.numbers[one.key] for one in numbered for number in one.document_ids}
        carrier, receivers = self.view.carrier.text().strip(), dict(self.addressed_to)
        draft = MailBatchDraft(on=day, carrier=carrier, numbers=numbers, receivers=receivers)
        self.view.banner.say("")
        self.view.progress.begin("正在登记寄出")
        self.view.send.setEnabled(False)
        work = partial(sent, self.session, draft)
        self._task = self.session.ask_steps(work, self._on_sent, self._on_send_failed, self.view.progress.advance)

    def _over(self) -> None:
        self._task = None
        self.view.progress.end()

    def _on_sent(self, result: MailResult) -> None:
        self._over()
        sent = set(result.sent)
        for one in self.model.parcels:
            if set(one.document_ids) <= sent:
                self.model.numbers.pop(one.key, None)
                for number in one.document_ids:
                    self.addressed_to.pop(number, None)
        self.model.show_refused(result.failed)
        self._dirty = True
        self.keep_typed()
        if result.failed:
            first = result.failed[0]
            more = f"等 {len(result.failed)} 件" if len(result.failed) > 1 else ""
            self.view.banner.say(f"没有登记：{first.letter}{more}。{first.sentence}", Tone.OVER)
        self.session.changes.publish(result.changed)
        self.session.shell.say(result.changed.message)
        self._ask()

    def _on_send_failed(self, error: BaseException) -> None:
        self._over()
        self._say()
        self.session.shell.show_failure(error)

    def _on_cancelled(self) -> None:
        """What was recorded by then stands; the others keep their numbers."""
        if self._task is not None:
            self._task.cancel()
            self._over()
            self.session.shell.say("已停止，已登记的不变")
            self.session.changes.publish(Changed(topics=("cases",)))
            self._ask()
