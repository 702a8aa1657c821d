"""The registration form as a whole: sections in one column, the frozen draft, everything held for a kept draft."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casework.drafts import ItemDraft, Override, RegistrationDraft
from casework.views import FieldProblem
from desktop.components import LinkLabel, SegmentedChoice, StrongLabel, column, row
from desktop.intake.fields import IntakeField, unreadable_day
from desktop.intake.form_values import read_values, write_values
from desktop.intake.others_section import AgentForm, CoApplicants
from desktop.intake.person_form import PersonForm
from desktop.intake.receipt_section import ReceiptSection
from desktop.intake.request_section import RequestSection
from desktop.theme import px, set_role
from law.terms import ApplicantType, Channel

__all__ = ["IntakeForm"]


class IntakeForm(QWidget):
    """Receipt, applicant, request.

    ``changed`` after any input; ``identity_typed`` while a known person may be meant.
    """

    changed = Signal()
    identity_typed = Signal(object)

    def __init__(self, today: date, describe: Callable[[date], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=12)
        outer.setContentsMargins(0, 0, px(8), 0)  # room for the scroll bar
        # Tab follows the order of making: links that open more of a section are made after its fields.
        self.receipt = ReceiptSection(today, describe, self)
        outer.addWidget(self.receipt)
        outer.addWidget(self._applicant_part(today))
        self.request = RequestSection(self)
        outer.addWidget(self.request, 1)
        for section in (self.receipt, self.person, self.agent, self.others, self.request):
            section.changed.connect(self._on_changed)
        self.person.identity_typed.connect(self.identity_typed)

    def _applicant_part(self, today: date) -> QWidget:
        part = QWidget(self)
        layout = column(part, gap=8)
        head = row(gap=4)
        head.addWidget(StrongLabel("2　申请人", part, wrap=False))
        head.addStretch(1)
        layout.addLayout(head)
        self.type = SegmentedChoice(
            [(one, one.label) for one in ApplicantType], "申请人类别", part, value=ApplicantType.NATURAL_PERSON
        )
        self.type.chosen.connect(self._on_type_chosen)
        layout.addWidget(self.type)
        self.person = PersonForm("applicant", part)
        layout.addWidget(self.person)
        self.more_contact = LinkLabel("更多联系方式", part)
        self.more_contact.clicked.connect(self._on_more_contact_clicked)
        self.add_agent = LinkLabel("添加代理人", part)
        self.add_agent.clicked.connect(self._on_add_agent_clicked)
        self.add_other = LinkLabel("添加共同申请人", part)
        self.add_other.clicked.connect(self._on_add_other_clicked)
        for link in (self.more_contact, self.add_agent, self.add_other):
            head.addWidget(link)
        self.agent = AgentForm(today, part)
        self.others = CoApplicants(part)
        layout.addWidget(self.agent)
        layout.addWidget(self.others)
        return part

    def set_tight(self, tight: bool) -> None:
        """Narrow segments where the page is narrow (low resolution, large type)."""
        for choice in (self.receipt.channel, self.type, self.request.forms, self.request.delivery):
            for button in choice.buttons:
                set_role(button, "tight" if tight else "", "fit")
        self.person.set_tight(tight)

    def fields(self) -> dict[str, IntakeField]:
        """Every field by its name in the draft."""
        found = cast(list[IntakeField], self.request.findChildren(IntakeField))
        request = {field.key: field for field in found if field.key}
        person = {field.key: field for field in self.person.fields.values()}
        return {**self.receipt.fields, **person, **self.agent.fields, **self.others.fields(), **request}

    def unreadable(self) -> IntakeField | None:
        """The first visible date field whose words are no date."""
        shown = (one for one in self.fields().values() if one.isVisibleTo(self))
        return next((one for one in shown if unreadable_day(one.control)), None)

    def draft(self, key: str = "") -> RegistrationDraft:
        """What would be registered; attachments are read later from ``files()``."""
        who = self.person.draft()
        given = [field.accepted() for field in self.fields().values()]
        accepted = [pair for pair in given if pair is not None]
        return RegistrationDraft(
            channel=self.receipt.channel_chosen(),
            dates=self.receipt.dates(),
            mail_number=self.receipt.mail_number(),
            addressee=self.receipt.addressee(),
            applicant=who,
            co_applicants=self.others.drafts(who.type),
            agent=self.agent.draft(),
            kind=self.request.chosen_kind(),
            title=self.request.title.text(),
            text=self.request.text.text(),
            items=self.request.items.items(),
            doc_no_hint=self.request.number_hint.text(),
            access_forms=self.request.chosen_forms(),
            delivery=self.request.chosen_delivery(),
            accessibility_help=self.request.help.isChecked(),
            oral_writer=self.receipt.oral_writer(),
            oral_signed=self.receipt.oral_signed(),
            overrides=tuple(Override(code=code, reason=reason) for code, reason in accepted),
            form_draft_key=key,
        )

    def files(self) -> tuple[Path, ...]:
        """The files chosen."""
        return self.request.files.paths()

    def is_empty(self) -> bool:
        """Whether nothing was typed that would be a pity to lose."""
        mail = self.receipt.controls["mail_number"].property("text")
        return (
            self.person.is_empty()
            and not self.request.text.text().strip()
            and not self.request.title.text().strip()
            and not self.files()
            and not str(mail or "").strip()
        )

    # ------------------------------------------------------------------ kept drafts

    def _controls(self) -> dict[str, QWidget]:
        request = self.request
        return {
            **self.receipt.controls,
            "text": request.text,
            "title": request.title,
            "number_hint": request.number_hint,
            "forms": request.forms,
            "delivery": request.delivery,
            "kind": request.kind,
            "help": request.help,
            "files": request.files,
        }

    def values(self) -> dict[str, object]:
        """Everything held, hidden fields included, as JSON can keep it."""
        reasons = {key: one.reason_text() for key, one in self.fields().items() if one.reason_text()}
        return {
            "channel": self.receipt.channel_chosen().value,
            "more_days": self.receipt.is_open(),
            "more_words": self.request.is_open(),
            "values": read_values(self._controls()),
            "person": self.person.values(),
            "agent": self.agent.values(),
            "others": self.others.values(),
            "items": [{"title": one.title, "text": one.text} for one in self.request.items.items()],
            "reasons": reasons,
        }

    def restore(self, kept: dict[str, object]) -> None:
        """Put back what ``values`` gave; unknown and missing parts are left out."""
        values = kept.get("values")
        write_values(self._controls(), values if isinstance(values, dict) else {})
        self.receipt.show_channel(Channel(str(kept.get("channel", Channel.MAIL_SIGNED))))
        self.receipt.set_open(kept.get("more_days") is True)
        self.request.set_open(kept.get("more_words") is True)
        for part, name in ((self.person, "person"), (self.agent, "agent")):
            held = kept.get(name)
            part.restore(held if isinstance(held, dict) else {})
        self.others.restore(kept.get("others"))
        self.type.set_value(self.person.type)
        items = kept.get("items")
        self.request.items.show_items(
            ItemDraft(title=str(one.get("title", "")), text=str(one.get("text", "")))
            for one in (items if isinstance(items, list) else [])
            if isinstance(one, dict)
        )
        reasons = kept.get("reasons")
        fields = self.fields()
        for key, reason in (reasons if isinstance(reasons, dict) else {}).items():
            if key in fields:
                fields[key].restore_reason(str(reason))
        self._name_links()

    def clear(self, channel: Channel, today: date) -> None:
        """An empty form for the next letter: the usual channel, received today."""
        for field in self.fields().values():
            field.show_problem(None)
            field.show_good("")
            field.restore_reason("")
        empty: dict[str, object] = dict.fromkeys(self._controls(), "")
        lists = {"forms": [], "delivery": [], "kind": ["disclosure"], "files": []}
        flags = dict.fromkeys(("help", "oral_signed", "guide_exception"), False)
        self.agent.clear()
        self.restore({"channel": channel.value, "values": {**empty, **lists, **flags}})
        self.receipt.set_today(today)
        self.receipt.main_day().set_value(today)

    # ------------------------------------------------------------------ problems

    def show_problems(self, problems: tuple[FieldProblem, ...]) -> tuple[FieldProblem, ...]:
        """Show each problem beside its field.

        Returns:
            those that belong to no visible field.
        """
        by_field: dict[str, FieldProblem] = {}
        for one in problems:
            by_field.setdefault(one.field, one)
        homeless: list[FieldProblem] = []
        fields = self.fields()
        for key, field in fields.items():
            field.show_problem(by_field.get(key))
        for key, problem in by_field.items():
            if key not in fields or fields[key].isHidden():
                homeless.append(problem)
        return tuple(homeless)

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field of the draft."""
        field = self.fields().get(key)
        if field is None or field.isHidden():
            return False
        field.control.setFocus()
        return True

    # ------------------------------------------------------------------ slots

    def _name_links(self) -> None:
        self.more_contact.setText("收起联系方式" if self.person.is_open() else "更多联系方式")
        self.add_agent.setVisible(self.agent.isHidden())

    def _on_type_chosen(self, kind: ApplicantType) -> None:
        self.person.show_type(ApplicantType(str(kind)))
        self.changed.emit()

    def _on_more_contact_clicked(self) -> None:
        self.person.set_open(not self.person.is_open())
        self._name_links()

    def _on_add_agent_clicked(self) -> None:
        self.agent.show()
        self._name_links()
        self.agent.name.setFocus()
        self.changed.emit()

    def _on_add_other_clicked(self) -> None:
        self.others.add().lines["name"].setFocus()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._name_links()
        self.changed.emit()
