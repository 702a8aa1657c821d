"""计页: the files of the case measured one by one, editable with a reason, or counted by hand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from casework.fee_drafts import CountedFileDraft, PageCountDraft
from casework.fee_views import PageCountView
from casework.page_counting import FileMeasure
from desktop.acts.panel import ActFacts, ActPanel
from desktop.components import (
    Caption,
    LabelledField,
    LineInput,
    ProgressPanel,
    StrongLabel,
    column,
    file_size,
    row,
)
from desktop.theme import Tone
from law.errors import UserError

__all__ = ["CountPagesPanel", "FileRow"]


class FileRow(QWidget):
    """One file: what it is, what was measured, how many pages count, and why if that is another number."""

    measure_asked = Signal(object)

    def __init__(self, view: PageCountView, panel: "CountPagesPanel") -> None:
        super().__init__(panel.inside)
        self.view = view
        self.measure: FileMeasure | None = None
        layout = column(self, gap=4)
        head = row(gap=8)
        self.name = StrongLabel(view.file_name, self, wrap=False)
        self.name.setToolTip(view.file_name)
        head.addWidget(self.name)
        head.addWidget(Caption("　".join(part for part in (view.role, file_size(view.size)) if part), self, wrap=False))
        head.addStretch(1)
        self.button = QPushButton("计页", self)
        self.button.setAccessibleName(f"计页 {view.file_name}")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._on_measure_clicked)
        head.addWidget(self.button)
        layout.addLayout(head)
        self.found = Caption(self._known(), self)
        layout.addWidget(self.found)
        key = str(view.attachment_id)
        self.password = panel.line_field(f"password.{key}", "打开密码", placeholder="文件有打开密码时填写")
        self.units = panel.line_field(
            f"units.{key}", "计多少页", str(view.units) if view.units is not None else "", placeholder="不填即不计入"
        )
        self.reason = panel.line_field(
            f"reason.{key}", "怎样数得", view.reason, placeholder="与计得不同或者人工计的必填"
        )
        fields = row(gap=12)
        fields.addWidget(self.units, 1)
        fields.addWidget(self.reason, 3)
        fields.addWidget(self.password, 2)
        layout.addLayout(fields)
        self.password.hide()

    def _known(self) -> str:
        view = self.view
        if view.units is None:
            return "未计页"
        return f"{view.how} {view.units} 页　{''.join(view.steps)}"

    def text_of(self, field: LabelledField) -> str:
        """What was typed into a field."""
        control = field.control
        return control.text().strip() if isinstance(control, LineInput) else ""

    def show_measure(self, found: FileMeasure) -> None:
        """Show what was measured, and take it as the number that counts."""
        self.measure = found
        blank = "、".join(str(one) for one in found.measured.blank_sides[:12])
        more = " 等" if len(found.measured.blank_sides) > 12 else ""
        parts = [
            f"{found.measured.kind}，共 {found.measured.physical} 面。",
            *found.steps,
            f"空白面：第 {blank}{more} 面。" if blank else "",
            f"{found.measured.note}。" if found.measured.note else "",
        ]
        self.found.setText("".join(parts))
        self.found.set_tone(Tone.PLAIN)
        self._write(str(found.units))
        self.button.setText("重新计页")

    def show_refusal(self, error: UserError) -> None:
        """Show why it was not measured; it may be counted by hand."""
        self.measure = None
        self.found.setText(error.sentence)
        self.found.set_tone(Tone.TODAY)
        if error.code in ("pages_encrypted", "pages_password_wrong"):
            self.password.show()
            self.password.control.setFocus()

    def set_busy(self, busy: bool) -> None:
        """It is being measured."""
        self.button.setEnabled(not busy)

    def _write(self, text: str) -> None:
        control = self.units.control
        if isinstance(control, LineInput):
            control.setText(text)

    def _on_measure_clicked(self) -> None:
        self.measure_asked.emit((self.view.attachment_id, self.text_of(self.password)))


class CountPagesPanel(ActPanel):
    """``files_wanted`` asks for the files, ``measure_wanted((attachment id, password))`` to measure one.

    The presenter answers with ``show_files``, and with ``show_measure`` or ``show_unmeasured``; ``stop_wanted`` stops
    a measuring under way.
    """

    title = "计页"
    primary_text = "记入页数"
    explanation = "A4及以下单面为1页；更大幅面、空白面按本机关口径。计得的页数可以改，写明理由。"
    wide = True
    files_wanted = Signal()
    measure_wanted = Signal(object)
    stop_wanted = Signal()

    def __init__(self, facts: ActFacts, parent: QWidget | None = None) -> None:
        self.rows: dict[int, FileRow] = {}
        self._waiting: dict[str, object] = {}
        super().__init__(facts, parent)

    @override
    def restore(self, values: Mapping[str, object], told: str = "") -> None:
        # The fields of the files are there only when the files were read.
        self._waiting |= dict(values)
        super().restore(values, told)

    @override
    def build(self) -> None:
        self.none = Caption("还没有附件。请先用“添加附件”放入拟提供的文件。", self.inside)
        self.none.hide()
        self.body.addWidget(self.none)
        self.total = StrongLabel("", self.inside)
        self._list = column(gap=14)
        self.body.addLayout(self._list)
        self.body.addWidget(self.total)
        self.progress = ProgressPanel(self)
        self.progress.cancelled.connect(self.stop_wanted)
        self.body.addWidget(self.progress)

    def show_files(self, files: Sequence[PageCountView]) -> None:
        """Show the files of the case."""
        self._restoring = True
        for one in files:
            if one.attachment_id not in self.rows:
                line = FileRow(one, self)
                line.measure_asked.connect(self.measure_wanted)
                self.rows[one.attachment_id] = line
                self._list.addWidget(line)
        self._restoring = False
        self.none.setVisible(not files)
        super().restore(self._waiting)
        self.lead_to_foot()
        self.arrange()

    def begin_measure(self, attachment_id: int) -> None:
        """A file is being measured."""
        for one in self.rows.values():
            one.set_busy(True)
        self.progress.begin(f"正在计页：{self.rows[attachment_id].view.file_name}")

    def end_measure(self) -> None:
        """Nothing is being measured any more."""
        for one in self.rows.values():
            one.set_busy(False)
        self.progress.end()

    def show_measure(self, found: FileMeasure) -> None:
        """Show what was measured of a file."""
        self.end_measure()
        if found.attachment_id in self.rows:
            self.rows[found.attachment_id].show_measure(found)

    def show_unmeasured(self, attachment_id: int, error: UserError) -> None:
        """Show why a file was not measured."""
        self.end_measure()
        if attachment_id in self.rows:
            self.rows[attachment_id].show_refusal(error)

    @override
    def arrange(self) -> None:
        typed = [one.text_of(one.units) for one in self.rows.values()]
        total = sum(int(one) for one in typed if one.isdecimal())
        self.total.setText(f"合计 {total} 页" if any(typed) else "")
        self.total.setVisible(any(typed))

    @override
    def draft(self) -> PageCountDraft:
        files = []
        for attachment_id, line in self.rows.items():
            text = line.text_of(line.units)
            if not text:
                continue
            if not text.isdecimal() or len(text) > 6:
                raise UserError(
                    "number_unreadable", f"“{text}”不是页数", todo="请填整数", field=f"units.{attachment_id}"
                )
            files.append(
                CountedFileDraft(
                    attachment_id=attachment_id,
                    units=int(text),
                    measured=line.measure.measured if line.measure is not None else None,
                    reason=line.text_of(line.reason),
                )
            )
        return PageCountDraft(request_id=self.facts.case.id, files=tuple(files))
