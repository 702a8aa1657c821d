"""文书模板: letters taken out to be edited in Word or WPS, looked at when they come back, valid from a day."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget
from typing_extensions import override

from casework.letter_templates import (
    adopt_template,
    examine_template,
    letter_kinds,
    read_template_file,
    template_file,
    template_history,
    withdraw_template,
)
from casework.office import Office
from casework.template_drafts import TemplateDraft, TemplateWithdrawalDraft
from casework.template_views import ExaminedView, LetterKindView, TemplateView
from casework.views import Changed
from desktop.components import row
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.letters.files import local_name, open_in_system, write_out
from desktop.settings.template_cards import ExaminedCard, LetterListCard, TemplateCard, WithdrawalDialog
from desktop.theme import Size, Tone, px
from law.errors import UserError

__all__ = ["LetterTemplatesPage"]

_ACTIONS = (
    ActionSpec(id="export", text="导出模板修改", shortcut="Ctrl+S", slot="export"),
    ActionSpec(id="take_back", text="取回改好的模板", shortcut="Ctrl+O", slot="choose_file"),
    ActionSpec(id="adopt", text="采用模板", shortcut="Ctrl+Return", slot="submit"),
)
_FILTER = "Word 文档 (*.docx)"


def _look(office: Office, key: str, path: Path, today: date) -> ExaminedView:
    return examine_template(office, key, path.name, read_template_file(path), today=today)


class LetterTemplatesPage(Page):
    """``on_enter`` takes the key of a letter, or None."""

    help_topic = "templates"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("文书模板", "本机关自己改的文书文字")
        self.kind: LetterKindView | None = None
        self.dialog: WithdrawalDialog | None = None
        self.launch = open_in_system
        self._exported: Path | None = None
        columns = row(self, gap=Size.CARD_GAP)
        self.letters = LetterListCard(self)
        self.letters.setFixedWidth(px(340))
        self.letters.chosen.connect(self._on_kind_chosen)
        columns.addWidget(self.letters)
        self.stack = QStackedWidget(self)
        self.card = TemplateCard(self.stack)
        self.examined = ExaminedCard(session.today, self.stack)
        self.stack.addWidget(self.card)
        self.stack.addWidget(self.examined)
        columns.addWidget(self.stack, 1)
        self._connect()
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _connect(self) -> None:
        self.card.export_asked.connect(self._on_export_asked)
        self.card.shipped_asked.connect(self.export_shipped)
        self.card.take_back_asked.connect(self.choose_file)
        self.card.withdraw_asked.connect(self._on_withdraw_asked)
        self.card.banner.acted.connect(self._on_open_asked)
        self.examined.submitted.connect(self._on_submitted)
        self.examined.left.connect(self._show_card)

    # ------------------------------------------------------------------ page

    @override
    def on_enter(self, payload: object) -> None:
        self._read()
        self.letters.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def refresh(self, changed: Changed) -> None:
        if "templates" in changed.topics:
            self._read()

    @override
    def focus_search(self) -> None:
        self.letters.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.letters.wanted.selectAll()

    @override
    def on_escape(self) -> bool:
        if self.stack.currentWidget() is not self.examined:
            return False
        self._show_card()
        return True

    def _read(self) -> None:
        ask = partial(letter_kinds, self.session.office, today=self.session.today)
        self.session.ask(ask, self.letters.show_kinds, key="templates:kinds")

    def _on_kind_chosen(self, kind: LetterKindView) -> None:
        if self.kind is None or kind.key != self.kind.key:
            self.card.banner.say("")
            self._show_card()
        self.kind = kind
        self.card.show_kind(kind)
        ask = partial(template_history, self.session.office, kind.key, today=self.session.today)
        self.session.ask(ask, self.card.show_history, key="templates:history")

    def _show_card(self) -> None:
        self.stack.setCurrentWidget(self.card)

    # ------------------------------------------------------------------ out

    def export(self) -> None:
        """Ctrl+S: the template in force as a file, to be edited."""
        self._on_export_asked(None)

    def export_shipped(self) -> None:
        """The template that came with the program as a file."""
        self._export(None, shipped=True)

    def _on_export_asked(self, template_id: object) -> None:
        self._export(template_id if isinstance(template_id, int) else None, shipped=False)

    def _export(self, template_id: int | None, *, shipped: bool) -> None:
        if self.kind is None:
            return
        name = local_name(f"文书模板 {self.kind.title}{'（原版）' if shipped else ''}.docx")
        chosen, _ = QFileDialog.getSaveFileName(self, "导出模板", name, _FILTER)
        if chosen:
            self.export_to(Path(chosen), template_id, shipped=shipped)

    def export_to(self, path: Path, template_id: int | None = None, *, shipped: bool = False) -> None:
        """Write the template of the letter chosen to a file."""
        if self.kind is None:
            return
        source = partial(
            template_file,
            self.session.office,
            self.kind.key,
            day=self.session.today,
            template_id=template_id,
            shipped=shipped,
        )
        target = path if path.suffix else path.with_suffix(".docx")
        self.session.ask(partial(write_out, source, target.parent, target.name), self._on_exported, self._on_failed)

    def _on_exported(self, path: Path) -> None:
        self._exported = path
        self.card.banner.say(f"已导出 {path.name}。改好并关闭后，从这里取回。", Tone.ACCENT, "打开")

    def _on_open_asked(self) -> None:
        if self._exported is not None and not self.launch(self._exported):
            told = UserError(
                "no_program_for_file", f"没有程序能打开“{self._exported.name}”", todo="请用文字处理软件打开"
            )
            self.session.shell.show_refusal(told)

    # ------------------------------------------------------------------ back

    def choose_file(self) -> None:
        """Ctrl+O: ask for the edited file."""
        if self.kind is None:
            return
        folder = str(self._exported.parent) if self._exported is not None else ""
        chosen, _ = QFileDialog.getOpenFileName(self, f"取回：{self.kind.title}", folder, f"{_FILTER};;所有文件 (*)")
        if chosen:
            self.take_back(Path(chosen))

    def take_back(self, path: Path) -> None:
        """Look at an edited file."""
        if self.kind is None:
            return
        self.card.banner.say(f"正在检查 {path.name}，用样例逐项试印……", Tone.ACCENT)
        ask = partial(_look, self.session.office, self.kind.key, path, self.session.today)
        self.session.ask(ask, self._on_examined, self._on_failed, key="templates:examine")

    def _on_examined(self, view: ExaminedView) -> None:
        self.card.banner.say("")
        if self.kind is None or view.key != self.kind.key:
            return
        self.stack.setCurrentWidget(self.examined)
        self.examined.show_examined(view)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.card.banner.say(error.sentence, Tone.OVER)
        else:
            self.card.banner.say("")
            self.session.shell.show_failure(error)

    def submit(self) -> None:
        """Ctrl+Enter."""
        if self.stack.currentWidget() is self.examined:
            self.examined.submit()

    def _on_submitted(self, draft: TemplateDraft) -> None:
        self.session.act(adopt_template, draft, self._on_adopted, self.examined.show_refusal)

    def _on_adopted(self, _changed: Changed) -> None:
        self.examined.reason.clear()
        self._show_card()
        self.card.take_back.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ withdrawn

    def _on_withdraw_asked(self, view: TemplateView) -> None:
        self.dialog = WithdrawalDialog(view, self)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.submitted.connect(self._on_withdrawal_submitted)
        self.dialog.open()

    def _on_withdrawal_submitted(self, draft: TemplateWithdrawalDraft) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(True)
            self.session.act(withdraw_template, draft, self._on_withdrawn, self.dialog.show_refusal)

    def _on_withdrawn(self, _changed: Changed) -> None:
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None
