"""台账导出: columns in the office's own order, the first rows as they will be, the file in the background."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from casework.ledger_export import ledger_columns, ledger_file_name, ledger_preview, usual_columns
from casework.ledger_export_views import (
    LEDGER_TITLE,
    ExportedLedger,
    LayoutDraft,
    LayoutView,
    LedgerDraft,
    LedgerFormat,
    LedgerPreview,
)
from casework.ledger_layouts import delete_layout, layouts, save_layout
from casework.views import CaseFilter, Changed
from desktop.components import column, show_user_error
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.frame.timers import pause_timer
from desktop.ledger.export_view import LedgerExportView
from desktop.ledger.export_work import ExportWork
from desktop.ledger.layout_form import LayoutForm
from desktop.theme import Tone
from law.errors import UserError

__all__ = ["LedgerExportPage"]

_ACTIONS = (
    ActionSpec(id="export", text="导出台账", shortcut="Ctrl+E", slot="export", reason="why_not_export"),
    ActionSpec(id="keep", text="保存版式", shortcut="Ctrl+S", slot="ask_name"),
    ActionSpec(id="cases", text="到办件列表改筛选", slot="open_cases"),
)
_PREVIEW_MS = 120
_TOPICS = frozenset({"cases", "calendar", "policies", "day"})


class LedgerExportPage(Page):
    """``on_enter`` takes the ``CaseFilter`` of a list; without one it keeps the last."""

    help_topic = "ledger_export"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("台账导出")
        self.wanted = CaseFilter(sort="number")
        self.layouts: tuple[LayoutView, ...] = ()
        self._columns = {one.key: one for one in ledger_columns()}
        self._chosen: int | None = None  # the layout that is open
        self._name = ""  # under which a layout was just kept, to be chosen when it is read back
        self._forgotten: LayoutView | None = None
        self._form: LayoutForm | None = None
        self.view = LedgerExportView(tuple(self._columns.values()), self)
        column(self, gap=0).addWidget(self.view)
        self.work = ExportWork(session, self)
        session.shell.add_finisher(self.work.give_up)
        self.actions_table = ActionTable(self, _ACTIONS)
        for action in self.actions_table.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._preview_timer = pause_timer(self, _PREVIEW_MS, self._ask_preview)
        self._reveal_timer = pause_timer(self, 0, self._on_reveal_due)
        self._revealed = "reason"
        self._connect()
        self._show_layout(None)

    def _connect(self) -> None:
        view = self.view
        view.places.asked.connect(self._on_place_asked)
        view.columns.changed.connect(self._on_columns_changed)
        view.usual.clicked.connect(self.restore_usual)
        view.change.clicked.connect(self.open_cases)
        view.layouts.activated.connect(self._on_layout_chosen)
        view.keep.clicked.connect(self.ask_name)
        view.forget.clicked.connect(self.forget)
        view.format.chosen.connect(self._on_format_chosen)
        view.masked.chosen.connect(self._on_masked_chosen)
        view.export.clicked.connect(self.export)
        view.progress.cancelled.connect(self.work.stop)
        self.work.advanced.connect(self._on_advanced)
        self.work.finished.connect(self._on_exported)
        self.work.failed.connect(self._on_failed)
        self.work.stopped.connect(self._on_stopped)

    # ------------------------------------------------------------------ window

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, CaseFilter):
            self.wanted = payload
        self._ask_layouts()
        self._ask_preview()
        self.view.columns.chosen.setFocus()

    @override
    def refresh(self, changed: Changed) -> None:
        if "ledger_layouts" in changed.topics:
            self._ask_layouts()
        if changed.request_ids or _TOPICS & set(changed.topics):
            self._ask_preview()

    def open_cases(self) -> None:
        """The list of requests with the filter of the file."""
        self.session.shell.open_page("cases", self.wanted)

    def _on_place_asked(self, key: object) -> None:
        self.session.shell.open_page(str(key))

    # ------------------------------------------------------------------ what is exported

    def draft(self) -> LedgerDraft:
        """What the page shows, as a draft."""
        view = self.view
        chosen = view.format.value()
        masked = view.masked.value() is not False
        return LedgerDraft(
            wanted=self.wanted,
            columns=view.columns.chosen_keys(),
            title=view.title.text(),
            format=chosen if isinstance(chosen, LedgerFormat) else LedgerFormat.XLSX,
            masked=masked,
            reason="" if masked else view.reason.text(),
        )

    def restore_usual(self) -> None:
        """The columns of a ledger that nobody has changed."""
        self.view.columns.show_keys(usual_columns())
        self._on_columns_changed()

    def _on_columns_changed(self) -> None:
        self._say_personal()
        self._preview_timer.start()

    def _on_format_chosen(self, _value: object) -> None:
        self._say_personal()

    def _on_masked_chosen(self, _value: object) -> None:
        self._say_personal()
        self._preview_timer.start()
        if self.view.masked.value() is False:
            self.view.reason.setFocus()
            self._reveal("reason")

    def _reveal(self, field: str) -> None:
        """Scroll to a field, once it has its place."""
        self._revealed = field
        self._reveal_timer.start()

    def _on_reveal_due(self) -> None:
        self.view.area.ensureWidgetVisible(self.view.fields[self._revealed])

    def _say_personal(self) -> None:
        draft = self.draft()
        whole = not draft.masked and "identity_number" in draft.columns
        self.view.show_masked(draft.masked, long_numbers=whole and draft.format is not LedgerFormat.XLSX)
        table = self.actions_table
        if table is not None:
            table.update()
        self.view.export.setEnabled(not self.why_not_export())

    def _ask_preview(self) -> None:
        draft = self.draft()
        if not draft.columns:
            self.view.preview.show_preview(None)
            return
        work = partial(ledger_preview, self.session.office, draft, today=self.session.today)
        self.session.ask(work, self._on_preview_read, key="ledger_export:preview")

    def _on_preview_read(self, shown: LedgerPreview) -> None:
        self.view.show_preview(shown)

    # ------------------------------------------------------------------ layouts

    def _ask_layouts(self) -> None:
        self.session.ask(partial(layouts, self.session.office), self._on_layouts_read, key="ledger_export:layouts")

    def _on_layouts_read(self, found: Sequence[LayoutView]) -> None:
        self.layouts = tuple(found)
        named = next((one.id for one in found if one.name == self._name), None)
        known = {one.id for one in found}
        self._chosen = named if named is not None else self._chosen if self._chosen in known else None
        self._name = ""
        self.view.show_layouts(self.layouts, self._chosen)

    def _open_layout(self) -> LayoutView | None:
        return next((one for one in self.layouts if one.id == self._chosen), None)

    def _on_layout_chosen(self, _at: int) -> None:
        value = self.view.layouts.value()
        self._chosen = value if isinstance(value, int) else None
        self._show_layout(self._open_layout())

    def _show_layout(self, kept: LayoutView | None) -> None:
        view = self.view
        view.forget.setVisible(kept is not None)
        view.columns.show_keys(kept.columns if kept is not None else usual_columns())
        view.title.setText(kept.title if kept is not None else LEDGER_TITLE)
        view.format.set_value(kept.format if kept is not None else LedgerFormat.XLSX)
        self._on_columns_changed()

    def ask_name(self) -> None:
        """Ctrl+S: keep columns, title and format under a name."""
        kept = self._open_layout()
        self._form = form = LayoutForm(kept.name if kept is not None else "", self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.submitted.connect(self._on_name_given)
        form.finished.connect(self._on_form_left)
        form.open()

    def _on_form_left(self, _result: int) -> None:
        self._form = None

    def _on_name_given(self, name: object) -> None:
        kept, draft = self._open_layout(), self.draft()
        text = str(name).strip()
        layout = LayoutDraft(
            name=text,
            columns=draft.columns,
            title=draft.title,
            format=draft.format,
            replace=kept is not None and kept.name == text,
        )
        self._name = text
        session = self.session
        work = partial(save_layout, session.office, layout, now=session.now, actor=session.actor)
        session.change(work, self._on_layout_kept, self._on_layout_refused)

    def _on_layout_kept(self, _changed: Changed) -> None:
        if self._form is not None:
            self._form.accept()
        self._ask_layouts()

    def _on_layout_refused(self, error: UserError) -> None:
        self._name = ""
        if self._form is not None:
            self._form.show_refusal(error)

    def forget(self) -> None:
        """Delete the layout that is open; it can be taken back from the toast."""
        kept = self._open_layout()
        if kept is None:
            return
        self._forgotten = kept
        session = self.session
        session.change(partial(delete_layout, session.office, kept.id, actor=session.actor), self._on_forgotten)

    def _on_forgotten(self, changed: Changed) -> None:
        self._ask_layouts()
        self.session.shell.say(changed.message, "恢复", self.restore_forgotten)

    def restore_forgotten(self) -> None:
        """Keep the layout that was deleted last again."""
        kept, self._forgotten = self._forgotten, None
        if kept is None:
            return
        self._name = kept.name
        draft = LayoutDraft(name=kept.name, columns=kept.columns, title=kept.title, format=kept.format)
        session = self.session
        session.change(
            partial(save_layout, session.office, draft, now=session.now, actor=session.actor), self._on_layout_kept
        )

    # ------------------------------------------------------------------ the file

    def why_not_export(self) -> str:
        """Why nothing can be written now."""
        if self.work.busy:
            return "正在导出。"
        return "" if self.view.columns.chosen_keys() else "没有选列。"

    def export(self) -> None:
        """Ctrl+E: ask where, then write. The dialog asks before a file gives way."""
        if self.why_not_export() or not self._may_begin():
            return
        draft = self.draft()
        name = ledger_file_name(draft, self.session.today)
        kinds = "Excel 工作簿 (*.xlsx)" if draft.format is LedgerFormat.XLSX else "CSV 文本 (*.csv)"
        chosen, _ = QFileDialog.getSaveFileName(self, "导出台账", name, kinds)
        if chosen:
            self.export_to(Path(chosen))

    def _may_begin(self) -> bool:
        """Say beside the field what is missing before asking for a place."""
        draft = self.draft()
        if not draft.title.strip():
            self._show_refusal(UserError("ledger_title_missing", "没有写标题", "", "请写标题", field="title"))
        elif not draft.masked and not draft.reason.strip():
            self._show_refusal(
                UserError("ledger_reason_missing", "没有写理由", "", "请写用途和批准人，或者改为隐去", field="reason")
            )
        else:
            return True
        return False

    def export_to(self, path: Path) -> None:
        """Write what is shown; the end of the name follows the format."""
        draft = self.draft()
        if path.suffix.lower() != draft.format.suffix:
            path = path.with_name(f"{path.name}{draft.format.suffix}")
        self.view.banner.say("")
        self.view.done.hide()
        for field in self.view.fields.values():
            field.show_error("")
        self.view.progress.begin("正在导出台账")
        self.work.begin(draft, path)
        self._say_personal()

    def _on_advanced(self, told: tuple[int, int]) -> None:
        self.view.progress.advance(*told)

    def _over(self) -> None:
        self.view.progress.end()
        self._say_personal()

    def _on_exported(self, result: ExportedLedger) -> None:
        self._over()
        self.session.changes.publish(result.changed)
        self.view.done.setText(f"上次导出：{result.path}")
        self.view.done.show()
        self.session.shell.say(result.changed.message)

    def _on_stopped(self) -> None:
        self._over()
        self.session.shell.say("已停止导出，没有写入文件")

    def _on_failed(self, error: BaseException) -> None:
        self._over()
        if isinstance(error, UserError):
            self._show_refusal(error)
        else:
            self.session.shell.show_failure(error)

    def _show_refusal(self, error: UserError) -> None:
        if show_user_error(error, self.view.fields):
            self._reveal(str(error.field))
        else:
            self.view.banner.say(error.sentence, Tone.OVER)
