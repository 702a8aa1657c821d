"""审核: a submitted draft beside its paper: where it stands, what the checks found, remarks, the acts of the person."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget

from casework.review_drafts import RemarkDraft
from casework.review_views import ReviewView
from casework.views import FindingView, PreviewBlockView
from desktop.case_page.rows import empty_layout
from desktop.components import (
    Banner,
    Caption,
    Card,
    ComboInput,
    FindingCard,
    LinkLabel,
    Text,
    TextArea,
    column,
    long_date,
    row,
)
from desktop.letters.remark_card import RemarkCard
from desktop.theme import Tone, px, set_role
from law.errors import UserError
from law.terms import Act, DocumentState

__all__ = ["ReviewCard"]

_WHOLE = -1
_PLACE_WORDS = 18
_QUOTABLE = ("para", "heading", "excerpt", "addressee", "title", "annex", "contact", "table_row")
_DIFFERS = "办件或者规则已变，现在生成的文书与这一稿不同。请退回或者撤回后重新拟稿。"


class ReviewCard(Card):
    """The acts are signals; the words typed are given by ``remarks()`` and stay until the act is done."""

    pass_asked = Signal()
    return_asked = Signal()
    approve_asked = Signal()
    approve_issue_asked = Signal()
    recall_asked = Signal()
    issue_asked = Signal()
    block_asked = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("审核", parent)
        self.remarks_made: list[RemarkDraft] = []
        self._blocks: Sequence[PreviewBlockView] = ()
        self.findings: list[FindingCard] = []
        self.remark_cards: list[RemarkCard] = []
        self.body.addWidget(self._scrolled(), 1)
        self.banner = Banner("", Tone.OVER, self)
        self.body.addWidget(self.banner)
        self.body.addWidget(self._writing())
        self.take_room(wanted=False)
        self._add_buttons()

    # ------------------------------------------------------------------ building

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        set_role(self._inside, "scrolled")
        outer = column(self._inside, gap=8)
        outer.setContentsMargins(0, 0, px(6), 0)
        # Where the draft stands scrolls with what was found, so that the words have room in a low window.
        self.stage = Text("", self._inside)
        self.out_by = Caption("", self._inside)
        self.differs = Banner(_DIFFERS, Tone.OVER, self._inside)
        for widget in (self.stage, self.out_by, self.differs):
            widget.setMinimumWidth(px(60))
            outer.addWidget(widget)
        self._list = column(gap=8)
        self._made = column(gap=4)
        outer.addLayout(self._list)
        outer.addLayout(self._made)
        outer.addStretch(1)
        area.setWidget(self._inside)
        self.area = area
        return area

    def _writing(self) -> QWidget:
        """Where a remark is written: about which paragraph, and the words."""
        self.writing = QWidget(self)
        outer = column(self.writing, gap=4)
        self.place = ComboInput((), "意见针对", self.writing)
        self.place.setSizeAdjustPolicy(ComboInput.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.place.setMinimumContentsLength(8)
        self.place.activated.connect(self._on_place_chosen)
        self.words = TextArea("意见", self.writing, lines=2)
        self.words.setPlaceholderText("写意见；先点文书里的段落，或者在上面选")
        self.words_error = Caption("", self.writing)
        self.words_error.set_tone(Tone.OVER)
        self.words_error.hide()
        self.words.textChanged.connect(self._on_words_changed)
        self.words.setMaximumHeight(self.words.minimumHeight())
        self.add = LinkLabel("再写一条", self.writing)
        self.add.setToolTip("记下写好的这一条，再写一条")
        self.add.clicked.connect(self.take_remark)
        line = row(gap=8)
        line.addWidget(self.place, 1)
        line.addWidget(self.add)
        outer.addLayout(line)
        outer.addWidget(self.words)
        outer.addWidget(self.words_error)
        return self.writing

    def _add_buttons(self) -> None:
        """The buttons of all persons; those that are not this person's are hidden."""
        self.buttons = {
            "pass": QPushButton("通过　A", self),
            "approve_issue": QPushButton("批准并签发…", self),
            "approve": QPushButton("批准　A", self),
            "return": QPushButton("退回　R", self),
            "issue": QPushButton("签发…", self),
            "recall": QPushButton("撤回送审", self),
        }
        for name, signal in (
            ("pass", self.pass_asked),
            ("approve_issue", self.approve_issue_asked),
            ("approve", self.approve_asked),
            ("return", self.return_asked),
            ("issue", self.issue_asked),
            ("recall", self.recall_asked),
        ):
            self.buttons[name].setAutoDefault(True)
            self.buttons[name].clicked.connect(signal)
            self.buttons[name].hide()
        for name in ("pass", "approve_issue", "issue"):
            set_role(self.buttons[name], "primary")
        self.waits = Caption("", self)
        self.body.addWidget(self.waits)
        foot = row(gap=8)
        for name in ("return", "approve", "pass"):
            foot.addWidget(self.buttons[name], 1)
        self.body.addLayout(foot)
        for name in ("approve_issue", "issue", "recall"):
            self.body.addWidget(self.buttons[name])

    def take_room(self, *, wanted: bool) -> None:
        """Ask for height only while the card is the one beside the paper: what is behind must not stretch the page."""
        policy = QSizePolicy.Policy.Preferred if wanted else QSizePolicy.Policy.Ignored
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    # ------------------------------------------------------------------ showing

    def show_review(
        self, view: ReviewView, findings: Sequence[FindingView], blocks: Sequence[PreviewBlockView]
    ) -> None:
        """Show where the draft stands, for the person at the machine."""
        self.set_title("审核", f"第 {view.version} 稿" if view.version else "")
        last = view.steps[-1] if view.steps else None
        when = f"，{last.on.month}月{last.on.day}日{last.by}{last.label}" if last is not None and last.on else ""
        self.stage.setText(f"{view.stage.label}　拟稿 {view.drafter}{when}")
        self._show_last_day(view)
        self.differs.setVisible(view.differs)
        self._show_list(view, findings)
        self._show_places(blocks)
        self._show_acts(view)

    def _show_last_day(self, view: ReviewView) -> None:
        open_stage = view.stage in (DocumentState.REVIEW, DocumentState.APPROVAL)
        self.out_by.setVisible(open_stage and view.out_by is not None)
        if view.out_by is None:
            return
        guess = "（暂定）" if view.provisional else ""
        over = "，已过" if view.late else ""
        self.out_by.setText(f"审核须在 {long_date(view.out_by)}前退出{guess}{over}")
        self.out_by.set_tone(Tone.OVER if view.late else Tone.TODAY)

    def _show_list(self, view: ReviewView, findings: Sequence[FindingView]) -> None:
        empty_layout(self._list)
        self.findings, self.remark_cards = [], []
        order = {"block": 0, "warn": 1, "hint": 2}
        for one in sorted(findings, key=lambda found: order[found.level]):
            passed = one.code in view.overridden
            link = "看这一段" if one.block is not None else ""
            sentence = f"{one.sentence}（负责人已放行）" if passed else one.sentence
            level = "hint" if passed else one.level
            card = FindingCard(level, sentence, one.basis, self._inside, code=one.code, link=link, payload=one.block)
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            card.acted.connect(self.block_asked)
            self._list.addWidget(card)
            self.findings.append(card)
        for remark in view.remarks:
            shown = RemarkCard(remark, self._inside)
            shown.block_asked.connect(self.block_asked)
            self._list.addWidget(shown)
            self.remark_cards.append(shown)
        if not findings and not view.remarks:
            self._list.addWidget(Caption("检查没有发现问题，还没有意见。", self._inside))

    def _show_places(self, blocks: Sequence[PreviewBlockView]) -> None:
        chosen = self.place.value()
        self._blocks = blocks
        values: list[tuple[object, str]] = [(_WHOLE, "针对整份文书")]
        for at, one in enumerate(blocks):
            if one.kind in _QUOTABLE and one.text.strip():
                values.append((at, f"针对第 {len(values)} 段 {one.text.strip()[:_PLACE_WORDS]}"))
        self.place.set_values(values)
        self.place.set_value(chosen if any(chosen == value for value, _ in values) else _WHOLE)

    def _show_acts(self, view: ReviewView) -> None:
        allowed = {one.act for one in view.acts if one.allowed}
        shown = {
            "pass": Act.PASS_DRAFT in allowed,
            "return": Act.RETURN_DRAFT in allowed,
            "approve": Act.APPROVE_LETTER in allowed,
            "approve_issue": Act.APPROVE_LETTER in allowed,
            "issue": Act.ISSUE_LETTER in allowed,
            "recall": Act.RECALL_DRAFT in allowed,
        }
        for name, button in self.buttons.items():
            button.setVisible(shown[name])
        self.writing.setVisible(shown["pass"] or shown["return"])
        own = shown["pass"] or shown["approve"] or shown["issue"]
        self.waits.setText("" if own else _waits_for(view))
        self.waits.setVisible(not own)
        self._show_made()

    # ------------------------------------------------------------------ writing

    def choose_block(self, at: int) -> None:
        """The paragraph that the next remark is about; the words typed so far stay."""
        if self.writing.isVisibleTo(self):
            self.place.set_value(at if at < len(self._blocks) else _WHOLE)
            if self.place.currentIndex() < 0:
                self.place.set_value(_WHOLE)
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_words_changed(self) -> None:
        if self.words_error.text():
            self._show_words_error("")
        self.edited.emit()

    def _on_place_chosen(self, _index: int) -> None:
        at = self.place.value()
        if isinstance(at, int) and at != _WHOLE:
            self.block_asked.emit(at)

    def take_remark(self) -> None:
        """Note the remark that was typed and make room for the next."""
        written = self._written()
        if written is None:
            return
        self.remarks_made.append(written)
        self.words.set_text("")
        self.place.set_value(_WHOLE)
        self._show_made()
        self.edited.emit()

    def _written(self) -> RemarkDraft | None:
        text = self.words.text().strip()
        at = self.place.value()
        about = isinstance(at, int) and at != _WHOLE and at < len(self._blocks)
        if not text:
            return None
        if not about or not isinstance(at, int):
            return RemarkDraft(text=text)
        return RemarkDraft(text=text, block=at, quoted=self._blocks[at].text)

    def remarks(self) -> tuple[RemarkDraft, ...]:
        """All remarks, the one being typed last."""
        written = self._written()
        return (*self.remarks_made, written) if written is not None else tuple(self.remarks_made)

    def _show_made(self) -> None:
        empty_layout(self._made)
        for number, one in enumerate(self.remarks_made):
            line = row(gap=6)
            line.addWidget(Text(f"{number + 1}．{one.text}", self._inside), 1)
            away = LinkLabel("去掉", payload=number)
            away.clicked.connect(self._on_away_clicked)
            line.addWidget(away)
            self._made.addLayout(line)

    def _on_away_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel) and isinstance(link.payload, int):
            del self.remarks_made[link.payload]
            self._show_made()
            self.edited.emit()

    # ------------------------------------------------------------------ keeping

    def state(self) -> dict[str, object]:
        """What was typed, to be kept."""
        made = [{"text": one.text, "block": one.block, "quoted": one.quoted} for one in self.remarks_made]
        return {"made": made, "words": self.words.text(), "place": self.place.value()}

    def restore(self, kept: Mapping[str, object]) -> None:
        """Bring back what was typed."""
        made = kept.get("made")
        self.remarks_made = [RemarkDraft(**one) for one in made] if isinstance(made, list) else []
        self.words.blockSignals(True)
        self.words.set_text(str(kept.get("words", "")))
        self.words.blockSignals(False)
        self.place.set_value(kept.get("place", _WHOLE))
        if self.place.currentIndex() < 0:
            self.place.set_value(_WHOLE)
        self._show_made()

    def show_refusal(self, error: UserError) -> None:
        """Say why an act was refused, beside the words where it is about them."""
        if error.field == "remarks":
            self._show_words_error(error.sentence)
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.banner.say(error.sentence, Tone.OVER)

    def clear_refusal(self) -> None:
        """Forget the last refusal."""
        self._show_words_error("")
        self.banner.say("")

    def _show_words_error(self, sentence: str) -> None:
        self.words.show_error(sentence)
        self.words_error.setText(sentence)
        self.words_error.setVisible(bool(sentence))


def _waits_for(view: ReviewView) -> str:
    """Whose turn it is, and why it is not this person's."""
    turn = {
        DocumentState.REVIEW: Act.PASS_DRAFT,
        DocumentState.APPROVAL: Act.APPROVE_LETTER,
        DocumentState.APPROVED: Act.ISSUE_LETTER,
    }.get(view.stage)
    if turn is None:
        return ""
    whom = {Act.PASS_DRAFT: "等待法制审核。", Act.APPROVE_LETTER: "等待负责人批准。"}.get(turn, "")
    return f"{whom}{view.act(turn).reason}"
