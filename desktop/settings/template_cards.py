"""The cards of 文书模板: the letters, the one chosen with its versions, and an edited file as it was found."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from casework.template_drafts import TemplateDraft, TemplateWithdrawalDraft
from casework.template_views import ExaminedView, LetterKindView, TemplateView
from desktop.case_page.rows import empty_layout
from desktop.components import (
    Banner,
    Caption,
    Card,
    Chip,
    DateInput,
    DecisionDialog,
    FieldRow,
    LabelledField,
    LineInput,
    LinkLabel,
    SegmentedChoice,
    Text,
    TextArea,
    column,
    long_date,
    row,
    show_user_error,
)
from desktop.settings.template_difference import DifferenceView
from desktop.theme import Tone, px, set_role
from law.errors import UserError

__all__ = ["ExaminedCard", "LetterListCard", "TemplateCard", "WithdrawalDialog"]

_TONES = {"in_force": Tone.DONE, "planned": Tone.ACCENT, "replaced": Tone.PROV, "withdrawn": Tone.PROV}


class LetterListCard(Card):
    """Every letter by group, with where its wording comes from. ``chosen(LetterKindView)``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("文书", parent)
        self._kinds: tuple[LetterKindView, ...] = ()
        self._rows: list[LetterKindView | None] = []
        self.wanted = LineInput("筛选文书", self)
        self.wanted.setPlaceholderText("筛选")
        self.wanted.textChanged.connect(self._fill)
        self.body.addWidget(self.wanted)
        self.list = QListWidget(self)
        self.list.setAccessibleName("文书")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.body.addWidget(self.list, 1)

    def show_kinds(self, kinds: tuple[LetterKindView, ...]) -> None:
        """Take the letters; the one chosen stays chosen."""
        self._kinds = kinds
        self._fill()

    def current(self) -> LetterKindView | None:
        """The letter chosen."""
        at = self.list.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _fill(self) -> None:
        before = self.current()
        words = self.wanted.text().split()
        fitting = [one for one in self._kinds if all(word in f"{one.title}{one.group}" for word in words)]
        self.list.blockSignals(True)
        self.list.clear()
        self._rows = []
        group = ""
        for one in fitting:
            if one.group != group:
                group = one.group
                head = QListWidgetItem(group)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setSizeHint(QSize(0, px(30)))
                self.list.addItem(head)
                self._rows.append(None)
            mark = "　● 本机关版本" if one.own is not None else "　◌ 待启用" if one.planned else ""
            item = QListWidgetItem(f"{one.label}{mark}")
            item.setSizeHint(QSize(0, px(30)))
            item.setToolTip(f"{one.title}　{one.source_text}")
            self.list.addItem(item)
            self._rows.append(one)
            if before is not None and before.key == one.key:
                self.list.setCurrentItem(item)
        if self.current() is None and fitting:
            self.list.setCurrentRow(1)
        self.list.blockSignals(False)
        self._on_current_changed()

    def _on_current_changed(self) -> None:
        view = self.current()
        if view is not None:
            self.chosen.emit(view)


class TemplateCard(Card):
    """The letter chosen: taken out as a file, taken back, and every version that there was.

    ``export_asked(template id or None)``, ``shipped_asked``, ``take_back_asked``, ``withdraw_asked(TemplateView)``.
    """

    export_asked = Signal(object)
    shipped_asked = Signal()
    take_back_asked = Signal()
    withdraw_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.banner = Banner("", Tone.ACCENT, self)
        self.body.addWidget(self.banner)
        self.state = Text("", self)
        self.body.addWidget(self.state)
        self.body.addWidget(
            Caption(
                "导出后在 Word 或者 WPS 里改文字，{{ }} 和 {% %} 里的标记不要动；改好后取回，逐项检查合格才能采用。"
                "已发出的文书不变。",
                self,
            )
        )
        self.export = QPushButton("导出修改　Ctrl+S", self)
        self.export.clicked.connect(self._on_export_clicked)
        self.take_back = QPushButton("取回改好的文件　Ctrl+O", self)
        set_role(self.take_back, "primary")
        self.take_back.clicked.connect(self.take_back_asked)
        self.shipped = LinkLabel("导出原版", self)
        self.shipped.clicked.connect(self.shipped_asked)
        acts = row(gap=12)
        for button in (self.take_back, self.export):
            button.setAutoDefault(True)
            acts.addWidget(button)
        acts.addWidget(self.shipped)
        acts.addStretch(1)
        self.body.addLayout(acts)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        set_role(inside, "scrolled")
        self._versions = column(inside, gap=12)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self.rows: list[_VersionRow] = []

    def show_kind(self, kind: LetterKindView) -> None:
        """Show which template makes the letter."""
        self.set_title(kind.title)
        self.state.setText(f"现用：{kind.source_text}")
        self.shipped.setVisible(kind.own is not None)

    def show_history(self, history: tuple[TemplateView, ...]) -> None:
        """Show every version, the latest first."""
        empty_layout(self._versions)
        self.rows = []
        if not history:
            self._versions.addWidget(Caption("没有改过。用的是随程序提供的文字。", self))
        for one in history:
            shown = _VersionRow(one, self)
            shown.export.clicked.connect(self._on_version_export)
            shown.withdraw.clicked.connect(self._on_withdraw)
            self.rows.append(shown)
            self._versions.addWidget(shown)
        self._versions.addStretch(1)

    def _on_export_clicked(self) -> None:
        self.export_asked.emit(None)

    def _sender_view(self) -> TemplateView | None:
        wanted = self.sender().property("template")
        return next((one.view for one in self.rows if one.view.id == wanted), None)

    def _on_version_export(self) -> None:
        view = self._sender_view()
        if view is not None:
            self.export_asked.emit(view.id)

    def _on_withdraw(self) -> None:
        view = self._sender_view()
        if view is not None:
            self.withdraw_asked.emit(view)


class _VersionRow(QWidget):
    """One version: its state, since when, who and why."""

    def __init__(self, view: TemplateView, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = view
        outer = column(self, gap=4)
        head = row(gap=8)
        head.addWidget(Chip(view.state_text, _TONES[view.state], self))
        head.addWidget(Text(f"{long_date(view.valid_from)}起", self, wrap=False))
        head.addStretch(1)
        self.export = LinkLabel("导出", self)
        self.withdraw = LinkLabel("停用", self)
        for link in (self.export, self.withdraw):
            link.setProperty("template", view.id)
            head.addWidget(link)
        self.withdraw.setVisible(view.state != "withdrawn")
        outer.addLayout(head)
        said = f"{view.recorded_by}　{long_date(view.recorded_on)}采用　理由：{view.reason}　文件：{view.file_name}"
        outer.addWidget(Caption(said, self))
        if view.state == "withdrawn":
            outer.addWidget(Caption(f"{view.withdrawn_by}停用，理由：{view.withdrawn_reason}", self))


class ExaminedCard(Card):
    """An edited file: what is wrong with it, or from when it is to hold. ``submitted(TemplateDraft)``, ``left``."""

    submitted = Signal(object)
    left = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._view: ExaminedView | None = None
        self.banner = Banner("", Tone.OVER, self)
        self.body.addWidget(self.banner)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inside = QWidget()
        set_role(inside, "scrolled")
        self._faults = column(inside, gap=8)
        area.setWidget(inside)
        self.fault_area = area
        self.body.addWidget(area, 2)
        head = row(gap=8)
        self.count = Text("", self, wrap=False)
        head.addWidget(self.count, 1)
        self.extent = SegmentedChoice((("changed", "只看改动"), ("whole", "全文")), "差异的范围", self, value="changed")
        self.extent.chosen.connect(self._on_extent_chosen)
        head.addWidget(self.extent)
        self.body.addLayout(head)
        self.difference = DifferenceView(self)
        self.body.addWidget(self.difference, 3)
        self._build_form(today)

    def _build_form(self, today: date) -> None:
        self.form = QWidget(self)
        lines = column(self.form, gap=8)
        fields = FieldRow(self.form)
        self.valid_from = DateInput(today, None, "启用日", self.form, ahead=True)
        self.valid_from.set_value(today)
        day = LabelledField("自哪一日的文书起用", self.valid_from, fields, key="valid_from")
        self.reason = LineInput("理由", fields)
        reason = LabelledField("理由", self.reason, fields, key="reason", hint="如：本机关法制机构意见")
        fields.add(day, 1)
        fields.add(reason, 2)
        self.fields = {"valid_from": day, "reason": reason}
        lines.addWidget(fields)
        self.body.addWidget(self.form)
        acts = row(gap=12)
        acts.addStretch(1)
        self.leave = QPushButton("返回　Esc", self)
        self.leave.clicked.connect(self.left)
        self.adopt = QPushButton("采用　Ctrl+Enter", self)
        set_role(self.adopt, "primary")
        self.adopt.clicked.connect(self.submit)
        for button in (self.leave, self.adopt):
            button.setAutoDefault(True)
            acts.addWidget(button)
        self.body.addLayout(acts)

    def show_examined(self, view: ExaminedView) -> None:
        """Show what came of it."""
        self._view = view
        self.set_title(f"{view.title}　{view.file_name}")
        for field in self.fields.values():
            field.show_error("")
        empty_layout(self._faults)
        for fault in view.faults:
            shown = Text(f"● {fault.place}：{fault.sentence}" if fault.place else f"● {fault.sentence}", self)
            shown.set_tone(Tone.OVER)
            shown.make_selectable()
            self._faults.addWidget(shown)
        for note in view.notes:
            self._faults.addWidget(Caption(f"▲ {note}", self))
        self._faults.addStretch(1)
        self.fault_area.setVisible(bool(view.faults or view.notes))
        if view.accepted:
            self.banner.say("检查合格：标记齐全，样例试印无误。核对差异后采用。", Tone.DONE)
        else:
            self.banner.say(f"有 {len(view.faults)} 处不符，不能采用。按所指段落改好后再取回。", Tone.OVER)
        self.form.setVisible(view.accepted)
        self.adopt.setVisible(view.accepted)
        self.count.setText(f"与现用模板相比，{view.changed} 段有改动" if view.changes else "")
        self.extent.setVisible(bool(view.changes))
        self.difference.setVisible(bool(view.changes))
        self._show_difference()
        (self.reason if view.accepted else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_difference(self) -> None:
        if self._view is not None:
            self.difference.show_changes(self._view.changes, whole=self.extent.value() == "whole")

    def _on_extent_chosen(self, _value: object) -> None:
        self._show_difference()

    def submit(self) -> None:
        """Hand the decision out."""
        if self._view is None or not self._view.accepted:
            return
        for field in self.fields.values():
            field.show_error("")
        day = self.valid_from.value()
        if day is None:
            self.fields["valid_from"].show_error("没有填写启用日")
            return
        self.submitted.emit(
            TemplateDraft(
                key=self._view.key,
                file_name=self._view.file_name,
                content=self._view.content,
                valid_from=day,
                reason=self.reason.text(),
            )
        )

    def show_refusal(self, error: UserError) -> None:
        """Why it was not adopted; what was typed stays."""
        if not show_user_error(error, self.fields):
            self.banner.say(error.sentence, Tone.OVER)


class WithdrawalDialog(DecisionDialog):
    """Why a template is no longer used."""

    def __init__(self, view: TemplateView, parent: QWidget | None = None) -> None:
        explanation = "以后的文书改用此前的模板或者原版；已发出的文书不变。"
        super().__init__(f"停用模板：{view.title}", "停用", parent, explanation=explanation)
        self._view = view
        self.reason = TextArea("理由", self, lines=3)
        self.add_field(LabelledField("理由", self.reason, self, key="reason"))
        self.setMinimumWidth(px(520))

    @override
    def draft(self) -> TemplateWithdrawalDraft:
        return TemplateWithdrawalDraft(template_id=self._view.id, reason=self.reason.text())
