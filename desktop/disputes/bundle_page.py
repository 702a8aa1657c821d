"""案卷一键包: the papers of a dispute chosen, ordered and bound; what is missing is said before it is built."""

import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from casework import form_drafts
from casework.bundle import build
from casework.bundle_plan import bundle_plan, with_choices
from casework.bundle_views import BuiltBundle, BundleDraft, BundleItemDraft, BundlePlanView
from casework.page_images import page_png
from casework.views import Changed, FormDraftView
from desktop.components import Banner, column
from desktop.disputes.bundle_model import BundleModel
from desktop.disputes.bundle_pdf import laid_out
from desktop.disputes.bundle_view import BundleView
from desktop.frame.actions import ActionSpec, ActionTable
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.frame.tasks import Steps, Task
from desktop.frame.timers import pause_timer
from desktop.letters.files import local_name
from desktop.theme import Tone
from law.errors import UserError
from law.terms import Act

__all__ = ["BundlePage", "read_bundle_key"]

_KEY: Final = "bundle:"
_AUTOSAVE_MS: Final = 2000
_PREVIEW: Final = 900  # pixels: sharp at twice the width that is shown
_ACTIONS = (
    ActionSpec(id="build", text="生成卷宗", shortcut="Ctrl+Return", slot="build", reason="why_not_build"),
    ActionSpec(id="place", text="选择卷宗的位置", shortcut="Ctrl+Shift+S", slot="choose_place"),
    ActionSpec(id="up", text="材料上移", shortcut="Alt+Up", slot="move_up"),
    ActionSpec(id="down", text="材料下移", shortcut="Alt+Down", slot="move_down"),
    ActionSpec(id="volume", text="换册", shortcut="Ctrl+M", slot="change_volume"),
    ActionSpec(id="dispute", text="回到案件", slot="open_dispute", reason="why_no_dispute"),
)


def read_bundle_key(key: str) -> int | None:
    """The dispute whose bundle has kept choices; None for the key of another form."""
    number = key.removeprefix(_KEY)
    return int(number) if key.startswith(_KEY) and number.isdecimal() else None


class BundlePage(Page):
    """``on_enter`` takes the id of a dispute or the key of kept choices. What a person decides is kept as a draft."""

    help_topic = "bundle"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.dispute_id = 0
        self.plan: BundlePlanView | None = None
        self._task: Task | None = None
        self._kept = ""
        self._selected = ""
        layout = column(self, gap=8)
        self.banner = Banner("", Tone.OVER, self)
        layout.addWidget(self.banner)
        dense = session.settings.text("density") == "dense"
        self.view = BundleView(session.today, session.describe_day, self, dense=dense)
        layout.addWidget(self.view, 1)
        self.model = BundleModel(session.today, self)
        self.view.table.setModel(self.model)
        self._actions = self.actions_table = ActionTable(self, _ACTIONS)
        for action in self._actions.actions.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._autosave = pause_timer(self, _AUTOSAVE_MS, self.keep_choices, coarse=True)
        session.shell.add_saver(self.keep_choices)
        self._connect()
        self.set_heading("案卷一键包")

    def _connect(self) -> None:
        view, side, editor = self.view, self.view.side, self.view.editor
        self._space = QShortcut(QKeySequence("Space"), view.table, self._on_space)
        self._space.setContext(Qt.ShortcutContext.WidgetShortcut)
        view.table.clicked.connect(self._on_cell_clicked)
        view.table.opened.connect(self._on_row_opened)
        view.table.current_changed.connect(self._on_row_changed)
        view.reset.clicked.connect(self._on_reset_clicked)
        view.needs.paper_asked.connect(self._on_paper_asked)
        view.needs.case_asked.connect(self._on_case_asked)
        editor.title.textEdited.connect(self._on_title_edited)
        editor.reason.textEdited.connect(self._on_reason_edited)
        editor.volume.chosen.connect(self._on_volume_chosen)
        editor.formed.changed.connect(self._on_formed_changed)
        self.model.edited.connect(self._on_edited)
        side.place_asked.connect(self.choose_place)
        side.build_asked.connect(self.build)
        side.cancelled.connect(self._on_cancelled)
        side.open_asked.connect(self.open_target)
        side.page_asked.connect(self._on_page_asked)

    # ------------------------------------------------------------------ page

    @override
    def on_enter(self, payload: object) -> None:
        if isinstance(payload, str):
            payload = read_bundle_key(payload)
        if isinstance(payload, int):
            self.show_dispute(payload)
        elif self.dispute_id:
            self._read()
        else:
            self.banner.say("没有选定案件。请从复议诉讼打开一件。", Tone.SOON)

    def show_dispute(self, dispute_id: int) -> None:
        """Show the bundle of a dispute."""
        if dispute_id != self.dispute_id:
            self.keep_choices()
            self.model.restore(())
            self.model.show_items(())
            self._kept, self._selected = "", ""
            self.view.side.result.hide()
            self.view.side.show_target(None)
            ask = partial(form_drafts.load, self.session.office, f"{_KEY}{dispute_id}")
            self.session.ask(ask, self._on_draft_loaded, key="bundle:draft")
        self.dispute_id = dispute_id
        self._read()

    @override
    def refresh(self, changed: Changed) -> None:
        if self.dispute_id and set(changed.topics) != {"drafts"}:
            self._read()

    @override
    def can_leave(self) -> bool:
        self.keep_choices()
        return True

    def _read(self) -> None:
        ask = partial(bundle_plan, self.session.office, self.dispute_id, today=self.session.today)
        self.session.ask(ask, self._on_read, self._on_refused, key="bundle:plan")

    def _on_read(self, plan: BundlePlanView) -> None:
        first = self.plan is None or self.plan.dispute_id != plan.dispute_id
        self.plan = plan
        self.banner.say("")
        self.view.show()
        self.set_heading("案卷一键包", plan.label)
        self.view.needs.show_plans(plan.plans)
        self.model.show_items(plan.items)
        self._select(self._selected or (plan.items[0].key if plan.items else ""))
        if first and self.isVisible():
            self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.view.hide()
            self.banner.say(error.sentence, Tone.OVER)
        else:
            self.session.shell.show_failure(error)

    # ------------------------------------------------------------------ the pieces

    def _row(self) -> int:
        return self.view.table.currentIndex().row()

    def _select(self, key: str) -> None:
        at = self.model.row_of(key)
        if at is not None:
            self.view.table.selectRow(at)
            self.view.table.scrollTo(self.model.index(at, 0))
        self._show_piece()

    def _show_piece(self) -> None:
        at = self._row()
        shown = self.model.items[at] if 0 <= at < len(self.model.items) else None
        if shown is None:
            self.view.editor.show_piece(None, None, BundleItemDraft(key=""))
            return
        self._selected = shown.key
        proposed = next(one for one in self.model.proposed if one.key == shown.key)
        self.view.editor.show_piece(shown, proposed, self.model.choice(shown.key))

    def _on_row_changed(self, _index: QModelIndex) -> None:
        self._show_piece()

    def _on_cell_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.model.toggle(index.row())

    def _on_row_opened(self, index: QModelIndex) -> None:
        """Enter: the piece among the pages that were built, else its name to be changed."""
        key = self.model.items[index.row()].key
        if not self.view.side.show_piece(key):
            self.view.editor.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_space(self) -> None:
        self.model.toggle(self._row())

    def move_up(self) -> None:
        """Alt+Up: the piece before the one above it."""
        self._move(-1)

    def move_down(self) -> None:
        """Alt+Down: the piece behind the one below it."""
        self._move(1)

    def _move(self, by: int) -> None:
        at = self.model.move(self._row(), by)
        if at >= 0:
            self.view.table.selectRow(at)

    def change_volume(self) -> None:
        """Ctrl+M: the piece into the other volume; the reason is asked for."""
        at = self._row()
        if 0 <= at < len(self.model.items):
            one = self.model.items[at]
            self._set_volume(one.key, restricted=not one.restricted)

    def _set_volume(self, key: str, *, restricted: bool) -> None:
        proposed = next(one for one in self.model.proposed if one.key == key)
        moved = restricted is not proposed.restricted
        self.model.change(key, restricted=restricted if moved else None)
        if moved and not self.model.choice(key).reason:
            self.view.editor.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_volume_chosen(self, restricted: object) -> None:
        if self._selected:
            self._set_volume(self._selected, restricted=restricted is True)

    def _on_title_edited(self, text: str) -> None:
        if self._selected:
            proposed = next(one for one in self.model.proposed if one.key == self._selected)
            self.model.change(self._selected, title="" if text.strip() == proposed.title else text)

    def _on_reason_edited(self, text: str) -> None:
        if self._selected:
            self.model.change(self._selected, reason=text)

    def _on_formed_changed(self, day: object) -> None:
        if self._selected:
            proposed = next(one for one in self.model.proposed if one.key == self._selected)
            stated = day if isinstance(day, date) and day != proposed.formed_on else None
            self.model.change(self._selected, formed_on=stated)

    def _on_reset_clicked(self) -> None:
        self.model.forget()
        self._select(self._selected)

    def _on_edited(self) -> None:
        self._show_piece()
        self._say()
        if not self._autosave.isActive():
            self._autosave.start()

    def _on_paper_asked(self, key: str) -> None:
        if self.model.row_of(key) is not None:
            self._select(key)
            self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_case_asked(self, request_id: object) -> None:
        """To the form of the case that takes files: what was made before the reply and never put on file."""
        self.session.shell.open_page("case", (request_id, Act.ATTACH))

    def why_no_dispute(self) -> str:
        """Why the page of the dispute cannot be opened, "" when it can."""
        return "" if self.dispute_id else "没有选定案件。"

    def open_dispute(self) -> None:
        """Back to the dispute."""
        self.session.shell.open_page("dispute", self.dispute_id)

    def _say(self) -> None:
        if self.plan is None:
            return
        self.view.reset.setVisible(self.model.is_changed())
        self.view.side.show_summary(self.model.items, self.plan.notes, self._problem())
        self.view.side.set_building(busy=self._task is not None, allowed=not self.why_not_build())
        self._actions.update()

    def _problem(self) -> str:
        """What a person still has to say about the choices."""
        try:
            with_choices(self.model.proposed, self.model.choices())
        except UserError as error:
            return error.sentence
        return "" if any(one.included for one in self.model.items) else "没有选定任何材料。"

    # ------------------------------------------------------------------ what was decided

    def keep_choices(self) -> None:
        """Keep what a person decided, if it changed since the last time."""
        self._autosave.stop()
        if not self.dispute_id or self.plan is None:
            return
        payload = json.dumps([_as_json(one) for one in self.model.choices()], ensure_ascii=False)
        if payload in (self._kept, "[]" if not self._kept else None):
            return
        self._kept = payload
        session, key = self.session, f"{_KEY}{self.dispute_id}"
        if payload == "[]":
            session.change(partial(form_drafts.discard, session.office, key))
            return
        title = f"案卷一键包 {self.plan.label}：调整还没有生成卷宗"
        work = partial(
            form_drafts.save, session.office, key, "bundle", title, payload, now=session.now, actor=session.actor
        )
        session.change(work)

    def _on_draft_loaded(self, kept: FormDraftView | None) -> None:
        if kept is None or read_bundle_key(kept.key) != self.dispute_id or self.model.is_changed():
            return
        self.model.restore(tuple(_from_json(one) for one in json.loads(kept.payload)))
        self._kept = json.dumps([_as_json(one) for one in self.model.choices()], ensure_ascii=False)
        self._select(self._selected)
        self._say()

    # ------------------------------------------------------------------ building

    def why_not_build(self) -> str:
        """Why the bundle cannot be built now, "" when it can."""
        if self.plan is None:
            return "卷宗还没有读入。"
        if self._task is not None:
            return "正在生成。"
        return self._problem()

    def choose_place(self) -> None:
        """Ask where the bundle goes."""
        name = local_name(self.plan.name) if self.plan is not None else "应诉卷宗"
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "卷宗写到哪里",
            name,
            "文件夹 (*);;压缩文件 (*.zip)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.view.side.show_target(Path(chosen))

    def build(self) -> None:
        """Ctrl+Enter: build the bundle; asks where to first."""
        if self.why_not_build():
            return
        if self.view.side.target is None:
            self.choose_place()
        if self.view.side.target is not None:
            self.build_to(self.view.side.target)

    def build_to(self, target: Path) -> None:
        """Build the bundle into a folder or a .zip, in the work thread, with progress and 取消."""
        self.view.side.show_target(target)
        self.banner.say("")
        draft = BundleDraft(dispute_id=self.dispute_id, target=target, items=self.model.choices())
        work = partial(_built, self.session, draft)
        side = self.view.side
        self._task = self.session.ask_steps(work, self._on_built, self._on_build_failed, side.progress.advance)
        side.set_building(busy=True, allowed=False)
        self._actions.update()

    def _over(self) -> None:
        self._task = None
        self.view.side.set_building(busy=False, allowed=not self.why_not_build())
        self._actions.update()

    def _on_built(self, built: BuiltBundle) -> None:
        self._over()
        self.view.side.show_built(built)
        self.view.side.show_target(None)
        self.session.shell.say(f"已生成 {Path(built.target).name}，{built.pages} 页", "打开文件夹", self.open_target)

    def _on_build_failed(self, error: BaseException) -> None:
        self._over()
        if isinstance(error, UserError):
            self.banner.say(error.sentence, Tone.OVER)
            if error.field == "target":
                self.view.side.show_target(None)
        else:
            self.session.shell.show_failure(error)

    def _on_cancelled(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._over()
            self.session.shell.say("已停止生成，没有写入文件")

    # ------------------------------------------------------------------ what was built

    def open_target(self) -> None:
        """Open the folder that was written."""
        built = self.view.side.built
        if built is not None:
            path = Path(built.target)
            folder = path if path.is_dir() else path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_page_asked(self, asked: tuple[str, int]) -> None:
        built = self.view.side.built
        if built is None or not Path(built.target).is_dir():
            self.view.side.preview.hide()
            return
        name, page = asked
        ask = partial(page_png, Path(built.target) / name, page, _PREVIEW)
        self.session.ask(ask, self._on_page_read, key="bundle:page")

    def _on_page_read(self, content: bytes) -> None:
        self.view.side.preview.show()
        self.view.side.show_page(content)


def _built(session: Session, draft: BundleDraft, steps: Steps) -> BuiltBundle:
    return build(
        session.office, draft, today=session.today, actor=session.actor, progress=steps.advance, convert=laid_out
    )


def _as_json(one: BundleItemDraft) -> Mapping[str, Any]:
    return {
        "key": one.key,
        "included": one.included,
        "title": one.title,
        "restricted": one.restricted,
        "formed_on": one.formed_on.isoformat() if one.formed_on is not None else None,
        "reason": one.reason,
    }


def _from_json(said: Mapping[str, Any]) -> BundleItemDraft:
    formed = said.get("formed_on")
    return BundleItemDraft(
        key=str(said["key"]),
        included=bool(said.get("included", True)),
        title=str(said.get("title") or ""),
        restricted=said.get("restricted"),
        formed_on=date.fromisoformat(str(formed)) if formed else None,
        reason=str(said.get("reason") or ""),
    )
