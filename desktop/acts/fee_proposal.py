"""提出收费: the live calculator, both standards side by side, and the proposal made from one of them."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from casework.fee_drafts import FeeProposalDraft
from casework.fee_views import FeeFormView, PageCountView
from desktop.acts.fee_lines import OfferCard
from desktop.acts.panel import ActFacts, ActPanel
from desktop.components import Caption, ComboInput, FindingCard, SegmentedChoice, StrongLabel, Text, column, row
from desktop.frame.timers import pause_timer
from law.errors import UserError
from law.terms import FeeMethod, Outcome

__all__ = ["ProposeFeePanel"]

_ASK_MS = 120
_NO_FILES = "还没有附件。先用“添加附件”放入拟提供的文件，再“计页”；也可以在下面人工填页数。"
_METHODS = ((FeeMethod.BY_PIECE, "按件"), (FeeMethod.BY_VOLUME, "按量"))


class ProposeFeePanel(ActPanel):
    """What would be charged by each standard, while one types; ``figures_wanted(FeeProposalDraft)`` asks for it.

    The presenter answers with ``show_figures``.
    """

    title = "提出收费"
    primary_text = "提出收费"
    explanation = "两种标准只能选一种，不得相加；达到件数、页数不等于明显超过合理范围，由人判断。"
    wide = True
    figures_wanted = Signal(object)

    def __init__(self, facts: ActFacts, parent: QWidget | None = None) -> None:
        self.form: FeeFormView | None = None
        self.file_boxes: dict[int, QCheckBox] = {}
        self._replies: tuple[tuple[str, str], ...] = ()
        self._kept: dict[str, object] = {}
        super().__init__(facts, parent)
        self._ask = pause_timer(self, _ASK_MS, self.ask)

    @override
    def restore(self, values: Mapping[str, object], told: str = "") -> None:
        # Replies and files are there only when the figures were read.
        self._kept |= dict(values)
        super().restore(values, told)

    @override
    def build(self) -> None:
        self.place(self.combo_field("reply", "拟作答复", [("grant:provide_copy", "予以公开·提供复制件")], None))
        self.counted = Caption("", self.inside)
        self.body.addWidget(self.counted)
        self.body.addWidget(StrongLabel("拟提供的文件", self.inside))
        self._files = column(gap=4)
        self.body.addLayout(self._files)
        self.no_files = Caption(_NO_FILES, self.inside)
        self.body.addWidget(self.no_files)
        self.place(
            self.line_field("extra_pages", "人工计的页数", placeholder="没有可不填"),
            self.line_field("extra_reason", "怎样数得", placeholder="如：纸质案卷，王敏逐页清点"),
        )
        self.body.addWidget(StrongLabel("两种标准", self.inside))
        offers = row(gap=10)
        self.offers = {method: OfferCard(f"{name}计收", self.inside) for method, name in _METHODS}
        for card in self.offers.values():
            offers.addWidget(card, 1)
        self.body.addLayout(offers)
        self.difference = Text("", self.inside)
        self.body.addWidget(self.difference)
        self._findings = column(gap=6)
        self.body.addLayout(self._findings)
        self.place(self.choice_field("method", "选用", _METHODS, FeeMethod.BY_PIECE))
        self.place(self.text_field("reason", "收费理由", lines=2, hint="数量、频次怎样明显超过合理范围；写入收费通知"))
        self.place(self.date_field("on", "提出日期", self.facts.today))
        self.policies = Caption("", self.inside)
        self.body.addWidget(self.policies)

    # ------------------------------------------------------------------ figures

    @override
    def arrange(self) -> None:
        if self.form is not None:
            self._show_chosen()
        if hasattr(self, "_ask"):
            self._ask.start()

    def ask(self) -> None:
        """Ask for the figures of the form as it stands."""
        self.figures_wanted.emit(self._draft(lenient=True))

    def show_figures(self, form: FeeFormView) -> None:
        """Show both standards for the form as it stood when it was asked."""
        first = self.form is None
        self.form = form
        self._show_replies(form)
        self._show_files(form.files)
        self.counted.setText("　".join(form.counted))
        self.difference.setText(form.difference)
        self.difference.setVisible(bool(form.difference))
        self._show_findings(form)
        self.policies.setText("口径：" + "".join(form.policies) if form.policies else "")
        label = "收费理由" if form.reason_needed else "收费理由（可以不填）"
        self.fields["reason"].set_label(label)
        if first:
            self._choose_first(form)
        self._show_chosen()

    def _choose_first(self, form: FeeFormView) -> None:
        """Begin with the standard that gives something; what was kept of an earlier visit goes first."""
        if self._kept:
            super().restore(self._kept)
            return
        if not form.piece.fen and form.volume.fen:
            method = self.controls["method"]
            if isinstance(method, SegmentedChoice):
                method.set_value(FeeMethod.BY_VOLUME)
        for box, one in zip(self.file_boxes.values(), form.files, strict=True):
            box.setChecked(one.units is not None and one.role != "申请书")

    def _show_replies(self, form: FeeFormView) -> None:
        replies = tuple((f"{one.outcome.value}:{one.variant}", one.label) for one in form.replies)
        combo = self.fields["reply"].control
        if replies != self._replies and isinstance(combo, ComboInput):
            self._replies = replies
            self._restoring = True
            combo.set_values(replies)
            combo.set_value(f"{form.outcome.value}:{form.variant}")
            self._restoring = False
        self.fields["reply"].show_hint("结果已定，按这一答复计算" if form.decided else "")

    def _show_files(self, files: tuple[PageCountView, ...]) -> None:
        self.no_files.setVisible(not files)
        for one in files:
            box = self.file_boxes.get(one.attachment_id)
            if box is None:
                box = QCheckBox("", self.inside)
                self.file_boxes[one.attachment_id] = box
                self._files.addWidget(box)
                self.watch(f"file.{one.attachment_id}", box)
            counted = f"{one.units} 页（{one.how}）" if one.units is not None else "未计页"
            box.setText(f"{one.file_name}　{counted}")
            box.setToolTip("\n".join((one.file_name, *one.steps)))
            box.setEnabled(one.units is not None)

    def _show_findings(self, form: FeeFormView) -> None:
        while self._findings.count():
            widget = self._findings.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in form.findings:
            self._findings.addWidget(FindingCard(one.level, one.sentence, one.basis, self.inside))

    def _show_chosen(self) -> None:
        form = self.form
        if form is None:
            return
        chosen = self.value("method")
        for method, card in self.offers.items():
            offer = form.piece if method is FeeMethod.BY_PIECE else form.volume
            card.show_offer(offer, chosen=chosen == method)
        offer = form.piece if chosen == FeeMethod.BY_PIECE else form.volume
        amount = f" {offer.amount}" if offer.allowed and offer.fen else ""
        self.primary.setText(f"提出{offer.method.label}收费{amount}")
        self.banner.say(form.against)
        self.primary.setEnabled(not form.against)

    # ------------------------------------------------------------------ draft

    def _pages(self, *, lenient: bool) -> int:
        text = self.text("extra_pages")
        if not text:
            return 0
        if not text.isdecimal() or len(text) > 6:
            if lenient:
                return 0
            raise UserError("number_unreadable", f"“{text}”不是页数", todo="请填整数", field="extra_pages")
        return int(text)

    def _draft(self, *, lenient: bool = False) -> FeeProposalDraft:
        outcome, _, variant = str(self.value("reply") or "grant:provide_copy").partition(":")
        day = self.peek_day("on") if lenient else self.need_day("on")
        return FeeProposalDraft(
            request_id=self.facts.case.id,
            on=day or self.facts.today,
            method=FeeMethod(str(self.value("method") or FeeMethod.BY_PIECE)),
            outcome=Outcome(outcome),
            variant=variant,
            attachment_ids=tuple(one for one, box in self.file_boxes.items() if box.isChecked()),
            extra_pages=self._pages(lenient=lenient),
            extra_reason=self.text("extra_reason"),
            reason=self.text("reason"),
        )

    @override
    def draft(self) -> FeeProposalDraft:
        return self._draft()
