"""设置: look, person, agency, database. Everything takes effect when it is chosen or saved."""

from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from casework.agency import update_profile
from casework.drafts import AgencyDraft
from casework.fee_account import fee_account, update_fee_account
from casework.fee_drafts import FeeAccountDraft
from casework.views import AgencyView, Changed
from desktop.components import (
    Caption,
    Card,
    FieldRow,
    LabelledField,
    LineInput,
    LinkLabel,
    SegmentedChoice,
    Text,
    column,
    row,
)
from desktop.components.shown_later import ShownLater
from desktop.frame.page import Page
from desktop.frame.session import Session
from desktop.settings.agency_card import AgencyCard
from desktop.settings.fee_account_card import FeeAccountCard
from desktop.settings.number_desk import NumberDesk
from desktop.settings.numbers_card import NumbersCard
from desktop.settings.persons_card import PersonsCard
from desktop.settings.persons_presenter import PersonsPresenter
from desktop.settings.table import SETTINGS
from desktop.theme import px, set_role

__all__ = ["SettingsPage"]

_SPECS = {one.key: one for one in SETTINGS}


class SettingsPage(Page):
    """The settings of the person, the profile of the agency."""

    help_topic = "settings"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.set_heading("设置")
        self.choices: dict[str, SegmentedChoice] = {}
        self.lines: dict[str, LineInput] = {}
        outer = column(self, gap=0)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        set_role(inside, "scrolled")
        cards = column(inside, gap=12)
        cards.setContentsMargins(0, 0, px(4), 0)
        top = row(gap=12)
        top.addWidget(self._look_card(inside), 1)
        self.person_card = self._person_card(inside)
        top.addWidget(self.person_card, 1)
        cards.addLayout(top)
        self.persons = PersonsCard(inside)
        self._persons = PersonsPresenter(self.session, self.persons, self.person_card)
        cards.addWidget(self.persons)
        self.agency = AgencyCard(inside)
        self.agency.submitted.connect(self._on_agency_submitted)
        cards.addWidget(self.agency)
        self.fee_account = FeeAccountCard(inside)
        self.fee_account.submitted.connect(self._on_fee_account_submitted)
        cards.addWidget(self.fee_account)
        self.numbers = NumbersCard(inside)
        self._numbers = NumberDesk(self.session, self.numbers, self)
        cards.addWidget(self.numbers)
        data = self._data_card(inside)
        cards.addWidget(data)
        cards.addStretch(1)
        area.setWidget(inside)
        self.area = area
        outer.addWidget(area)
        self._below = ShownLater((self.agency, self.fee_account, self.numbers, data), self)

    def _look_card(self, parent: QWidget) -> Card:
        card = Card("外观", parent)
        for key in ("theme", "scale", "density"):
            spec = _SPECS[key]
            choice = SegmentedChoice(spec.choices, spec.label, card, value=self.session.settings.value(key))
            choice.setProperty("setting", key)
            choice.chosen.connect(self._on_choice_chosen)
            self.choices[key] = choice
            card.body.addWidget(LabelledField(spec.label, choice, card, hint=spec.help))
        card.body.addStretch(1)
        return card

    def _person_card(self, parent: QWidget) -> Card:
        card = Card("使用人", parent)
        fields = FieldRow(card)
        for key in ("person", "person_role"):
            spec = _SPECS[key]
            line = LineInput(spec.label, fields)
            line.setText(self.session.settings.text(key))
            line.setProperty("setting", key)
            line.editingFinished.connect(self._on_line_finished)
            self.lines[key] = line
            fields.add(LabelledField(spec.label, line, fields, hint=spec.help), 1)
        card.body.addWidget(fields)
        card.body.addStretch(1)
        return card

    def _data_card(self, parent: QWidget) -> Card:
        card = Card("数据与规则", parent)
        place = Text(self.session.office.location, card)
        place.make_selectable()
        card.body.addWidget(LabelledField("当前数据库", place, card))
        card.body.addWidget(Caption("文号和登记号按年连续编号；期限口径、收费口径等由本机关在“规则与日历”里定。", card))
        rules = LinkLabel("打开规则与日历", card)
        rules.clicked.connect(self._on_rules_clicked)
        card.body.addWidget(rules)
        templates = LinkLabel("打开文书模板", card)
        templates.clicked.connect(self._on_templates_clicked)
        card.body.addWidget(templates)
        return card

    def show_part(self, card: QWidget) -> None:
        """Bring a card to the top of what is in sight."""
        self._below.finish()
        self.area.verticalScrollBar().setValue(card.y())

    @override
    def help_now(self) -> str:
        parts = cast(list[QWidget], self.numbers.findChildren(QWidget))
        return "numbers" if any(one.hasFocus() for one in parts) else self.help_topic

    @override
    def on_enter(self, payload: object) -> None:
        office = self.session.office
        self._persons.read()
        self.session.ask(office.agency, self._on_agency_read, key="settings-agency")
        self.session.ask(partial(fee_account, office), self._on_fee_account_read, key="settings-fee-account")
        self._numbers.refresh()

    @override
    def refresh(self, changed: Changed) -> None:
        if "persons" in changed.topics:
            self._persons.read()
        if "agency" in changed.topics:
            self.on_enter(None)
        elif "numbers" in changed.topics or changed.request_ids:
            self._numbers.refresh()

    def _on_agency_read(self, agency: AgencyView) -> None:
        self.agency.show_agency(agency)

    def _on_fee_account_read(self, account: FeeAccountDraft) -> None:
        self.fee_account.show_account(account)

    def _on_fee_account_submitted(self, draft: FeeAccountDraft) -> None:
        work = partial(update_fee_account, self.session.office, draft, now=self.session.now, actor=self.session.actor)
        self.session.change(work, None, self.fee_account.show_refusal)

    def _on_agency_submitted(self, draft: AgencyDraft) -> None:
        work = partial(update_profile, self.session.office, draft, now=self.session.now, actor=self.session.actor)
        self.session.change(work, None, self.agency.show_refusal)

    def _on_choice_chosen(self, value: object) -> None:
        choice = self.sender()
        if isinstance(choice, SegmentedChoice) and isinstance(value, str | int):
            self.session.settings.set(str(choice.property("setting")), value)

    def _on_line_finished(self) -> None:
        line = self.sender()
        if isinstance(line, LineInput):
            self.session.settings.set(str(line.property("setting")), line.text().strip())

    def _on_templates_clicked(self) -> None:
        self.session.shell.open_page("letter_templates")

    def _on_rules_clicked(self) -> None:
        self.session.shell.open_page("rules")
