"""The side panel of 收件登记: what the letter would mean, computed while one types."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from casework.views import FindingView, IntakePreview, SameApplicantView, SimilarRequestView
from desktop.components import (
    Banner,
    Caption,
    Card,
    Chip,
    ElidedLabel,
    FindingCard,
    LinkLabel,
    StrongLabel,
    Text,
    column,
    long_date,
    row,
)
from desktop.components.rows import clear_rows
from desktop.intake.counted_days import CountedDays, CountedRow
from desktop.theme import Size, Tone, px, set_role
from law.citations import Citation

__all__ = ["SideContent", "SidePanel"]

_SHOWN_SIMILAR = 4
_SHOWN_SAME = 4
_WIDE = 1300
_NARROW = 960
_SLIM = 264
_BELOW_HEIGHT = 360
_ANY_WIDTH = 16777215  # QWIDGETSIZE_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class SideContent:
    """What the panel shows as of a day: the preview and the days of its period one by one."""

    preview: IntakePreview
    today: date
    days: tuple[CountedRow, ...] = ()
    pieces: int = 0  # pieces in the editor, 0 = not split


def _counted(view: IntakePreview) -> str:
    """How many days the period has, and by which article."""
    counted = None if view.due is None else next((one for one in view.due.steps if one.quantity), None)
    if counted is None:
        return "收到日确定后起算。" if view.due is None else ""
    articles = "、".join(one.brief for one in counted.citations)
    basis = f"（{articles}）" if articles else ""
    return f"自收到次日起 {counted.quantity} {counted.unit.label}{basis}。"


class SidePanel(QWidget):
    """Cards with period, pieces, findings, applicant, similar requests, completeness.

    ``split_asked`` to split the text, ``same_chosen(applicant_id)``, ``similar_opened(request_id)``,
    ``field_asked(key)`` to go to a field, ``applicant_opened(applicant_id)``.
    """

    split_asked = Signal()
    same_chosen = Signal(object)
    similar_opened = Signal(object)
    field_asked = Signal(object)
    applicant_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=0)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        set_role(inside, "scrolled")
        cards = column(inside, gap=12)
        self.period = self._period_card(inside)
        self.pieces = Card("", inside)
        self.split = LinkLabel("", self.pieces)
        self.split.clicked.connect(self.split_asked)
        self.pieces.add_to_head(self.split)
        self.pieces_note = Caption("", self.pieces)
        self.pieces.body.addWidget(self.pieces_note)
        self.findings = Card("登记前提示", inside)
        self.same = Card("同一申请人", inside)
        self.fee = Card("本月计件", inside)
        self.similar = Card("相似申请", inside)
        self.complete = Card("申请要件", inside, note=Citation.parse("ogi:29").brief)
        for card in (self.period, self.pieces, self.findings, self.same, self.fee, self.similar, self.complete):
            cards.addWidget(card)
        cards.addStretch(1)
        area.setWidget(inside)
        outer.addWidget(area)
        for card in (self.pieces, self.findings, self.same, self.fee, self.similar, self.complete):
            card.hide()

    def lie_below(self) -> None:
        """Take all the width, below the form (large type on a small screen)."""
        self.setMinimumWidth(0)
        self.setMaximumWidth(_ANY_WIDTH)
        self.setMinimumHeight(px(_BELOW_HEIGHT))

    def fit(self, page_width: int) -> None:
        """Take the width that fits a page: the form needs its room first."""
        self.setMinimumHeight(0)
        wide, narrow = page_width >= px(_WIDE), page_width < px(_NARROW)
        self.setFixedWidth(px(Size.SIDE_PANEL_WIDE if wide else _SLIM if narrow else Size.SIDE_PANEL))

    def _period_card(self, parent: QWidget) -> Card:
        card = Card("期限", parent)
        self.received = self._pair(card, "收到日")
        self.basis = Caption("", card)
        card.body.addWidget(self.basis)
        self.due = self._pair(card, "答复截止")
        self.due_note = Caption("", card)
        card.body.addWidget(self.due_note)
        self.other_dates = column(gap=2)
        card.body.addLayout(self.other_dates)
        self.provisional = Banner("", Tone.PROV, card)
        card.body.addWidget(self.provisional)
        self.why = LinkLabel("逐日说明", card)
        self.why.clicked.connect(self._on_why_clicked)
        card.add_to_head(self.why)
        self.days = CountedDays(card)
        self.days.hide()
        card.body.addWidget(self.days)
        self.why.hide()
        return card

    def _pair(self, card: Card, label: str) -> StrongLabel:
        line = row(gap=8)
        line.addWidget(StrongLabel(label, card, wrap=False))
        value = StrongLabel("—", card)
        line.addWidget(value, 1)
        card.body.addLayout(line)
        return value

    # ------------------------------------------------------------------ showing

    def show_content(self, content: SideContent) -> None:
        """Show what a draft would mean."""
        view = content.preview
        self._show_period(view, content)
        self._show_pieces(view, content.pieces)
        self._show_findings(view.findings)
        self._show_same(view)
        self._show_fee(view)
        self._show_similar(view.similar)
        self._show_complete(view)

    def _show_period(self, view: IntakePreview, content: SideContent) -> None:
        due = view.due
        self.received.setText("待确认" if view.received_on is None else long_date(view.received_on))
        self.basis.setText(view.received_basis)
        self.basis.setVisible(bool(view.received_basis))
        self.due.setText("—" if due is None else long_date(due.due))
        note = _counted(view)
        if view.correction_notice_due is not None:
            note += f"如须补正，{long_date(view.correction_notice_due)}前告知{view.correction_notice_basis}。"
        self.due_note.setText(note)
        self.due_note.setVisible(bool(note))
        estimated = due is not None and due.provisional
        missing = f"{due.missing_year}年放假通知未公布，截止日为暂定。" if due is not None and due.missing_year else ""
        if due is not None and due.due < content.today:
            # A short date without its year is completed backwards; this is where the clerk sees it.
            self.provisional.say("答复截止日已过，请核对收到日及其年份。", Tone.OVER)
        else:
            self.provisional.say(missing if estimated else "", Tone.PROV)
        clear_rows(self.other_dates)
        for label, day in view.conservative:
            self.other_dates.addWidget(Caption(f"{label}：{long_date(day)}", self.period))
        self.days.show_days(content.days)
        self.why.setVisible(bool(content.days))
        if not content.days:
            self._open_days(False)

    def _show_pieces(self, view: IntakePreview, pieces: int) -> None:
        found = len(view.items)
        self.pieces.setVisible(found > 1 or pieces > 1)
        if pieces > 1:
            self.pieces.set_title(f"拆成 {pieces} 件")
            self.pieces_note.setText("逐件编号，各有收到日和答复截止；左侧可改、可移除。")
        elif found > 1:
            self.pieces.set_title(f"内容含 {found} 项")
            titles = "；".join(f"{number}. {one.title}" for number, one in enumerate(view.items, start=1))
            self.pieces_note.setText(titles)
        self.split.setText(f"拆成 {found} 件")
        self.split.setVisible(found > 1 and pieces <= 1)

    def _show_findings(self, findings: tuple[FindingView, ...]) -> None:
        clear_rows(self.findings.body)
        told = [one for one in findings if one.code != "multi_item"]  # the card above says it with its act
        for one in told:
            card = FindingCard(
                one.level, one.sentence, one.basis, self.findings, link="去填写" if one.field else "", payload=one.field
            )
            card.acted.connect(self.field_asked)
            self.findings.body.addWidget(card)
        self.findings.setVisible(bool(told))

    def _show_same(self, view: IntakePreview) -> None:
        clear_rows(self.same.body)
        for one in view.same_applicants[:_SHOWN_SAME]:
            self.same.body.addWidget(self._same_line(one))
        self.same.setVisible(bool(view.same_applicants))

    def _show_fee(self, view: IntakePreview) -> None:
        """Which pieces of the month these would be and what they would cost: before registering, not after."""
        clear_rows(self.fee.body)
        fee = view.fee
        told = fee is not None and (bool(view.same_applicants) or fee.ordinals[1] > 1 or fee.fen > 0)
        self.fee.setVisible(told)
        if fee is None or not told:
            return
        self.fee.body.addWidget(Text(f"登记后为该申请人{fee.text}，按件计收{fee.price}。", self.fee))
        if fee.fen:
            self.fee.body.addWidget(Caption("\n".join(fee.lines), self.fee))
            self.fee.body.addWidget(Caption("登记不产生收费；收不收、按哪种标准收，答复前再定。", self.fee))
        for one in fee.findings:
            self.fee.body.addWidget(FindingCard(one.level, one.sentence, one.basis, self.fee))

    def _same_line(self, one: SameApplicantView) -> QWidget:
        holder = QWidget(self.same)
        outer = column(holder, gap=2)
        line = row(gap=8)
        line.addWidget(ElidedLabel(one.name, holder, role="strong"), 1)
        take = LinkLabel("用这位的资料", holder, payload=one.applicant_id)
        take.setAccessibleName(f"用名册中{one.name}的资料")
        take.clicked.connect(self._on_same_clicked)
        line.addWidget(take)
        outer.addLayout(line)
        sure = "" if one.certain else "，是否同一人由承办人判断"
        below = row(gap=8)
        below.addWidget(Caption(f"{one.why}{sure}；以往 {one.requests} 件，本月 {one.this_month} 件", holder), 1)
        look = LinkLabel("看各件", holder, payload=one.applicant_id)
        look.setAccessibleName(f"看{one.name}本月各件")
        look.clicked.connect(self._on_applicant_clicked)
        below.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(below)
        return holder

    def _show_similar(self, similar: tuple[SimilarRequestView, ...]) -> None:
        clear_rows(self.similar.body)
        for one in similar[:_SHOWN_SIMILAR]:
            holder = QWidget(self.similar)
            outer = column(holder, gap=0)
            line = row(gap=8)
            link = LinkLabel(one.registration_number, holder, payload=one.request_id)
            link.clicked.connect(self._on_similar_clicked)
            line.addWidget(link)
            line.addStretch(1)
            line.addWidget(Caption(one.state_text, holder, wrap=False))
            outer.addLayout(line)
            who = "同一申请人　" if one.same_applicant else ""
            outer.addWidget(ElidedLabel(f"{who}相似 {one.percent}%　{one.title}", holder, role="caption"))
            self.similar.body.addWidget(holder)
        self.similar.setVisible(bool(similar))

    def _show_complete(self, view: IntakePreview) -> None:
        clear_rows(self.complete.body)
        for one in view.completeness:
            holder = QWidget(self.complete)
            line = row(holder, gap=8)
            tone = Tone.DONE if one.complete else Tone.SOON
            line.addWidget(Chip("齐备" if one.complete else "缺", tone, holder))
            line.addWidget(Text(one.label if one.complete else f"{one.label}：{one.missing}", holder), 1)
            self.complete.body.addWidget(holder)
        self.complete.show()

    # ------------------------------------------------------------------ slots

    def _open_days(self, is_open: bool) -> None:
        self.days.setVisible(is_open)
        self.why.setText("收起说明" if is_open else "逐日说明")

    def _on_why_clicked(self) -> None:
        self._open_days(self.days.isHidden())

    def _on_same_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.same_chosen.emit(link.payload)

    def _on_applicant_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.applicant_opened.emit(link.payload)

    def _on_similar_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.similar_opened.emit(link.payload)
