"""Who else takes part: the agent with the power of attorney, and co-applicants."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from casework.drafts import AgentDraft, ApplicantDraft
from desktop.components import (
    Caption,
    ComboInput,
    DateInput,
    FieldRow,
    LineInput,
    LinkLabel,
    StrongLabel,
    column,
    row,
)
from desktop.intake.fields import IntakeField
from desktop.intake.form_values import read_values, write_values
from desktop.intake.person_form import PersonForm
from law.terms import ApplicantType, IdentityKind

__all__ = ["AgentForm", "CoApplicants"]

_AGENT_KINDS = (
    IdentityKind.RESIDENT_ID,
    IdentityKind.LAWYER_LICENCE,
    IdentityKind.PASSPORT,
    IdentityKind.OTHER,
    IdentityKind.NONE,
)


class AgentForm(QWidget):
    """The agent. Removing the agent hides the form; adding one again shows what was typed."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, IntakeField] = {}
        outer = column(self, gap=8)
        head = row(gap=8)
        head.addWidget(StrongLabel("代理人", self, wrap=False))
        head.addStretch(1)
        self.remove = LinkLabel("不要代理人", self)
        self.remove.clicked.connect(self._on_remove_clicked)
        head.addWidget(self.remove)
        outer.addLayout(head)
        self.name = LineInput("代理人姓名", self)
        self.kind = ComboInput([(one, one.label) for one in _AGENT_KINDS], "代理人证件种类", self)
        self.number = LineInput("代理人证件号码", self)
        self.phone = LineInput("代理人联系电话", self)
        self.address = LineInput("代理人通信地址", self)
        self.scope = LineInput("委托权限", self)
        self.authorized = DateInput(today, None, "委托日期", self)
        self.attached = QCheckBox("附有授权委托书", self)
        first, second = FieldRow(self), FieldRow(self)
        first.add(self._field("name", "姓名", self.name), 3)
        first.add(IntakeField("证件种类", self.kind, self))
        first.add(self._field("identity_number", "证件号码", self.number), 4)
        first.add(self._field("phone", "联系电话", self.phone), 3)
        second.add(self._field("address", "通信地址", self.address), 3)
        second.add(self._field("authorization_scope", "委托权限", self.scope), 2)
        second.add(self._field("authorized_on", "委托日期", self.authorized))
        outer.addWidget(first)
        outer.addWidget(second)
        outer.addWidget(self.attached)
        self._connect()
        self.hide()

    def _field(self, name: str, label: str, control: QWidget) -> IntakeField:
        field = IntakeField(label, control, self, key=f"agent.{name}")
        field.reason_changed.connect(self._on_changed)
        self.fields[field.key] = field
        return field

    def _connect(self) -> None:
        for line in (self.name, self.number, self.phone, self.address, self.scope):
            line.textEdited.connect(self._on_changed)
        self.kind.activated.connect(self._on_changed)
        self.authorized.changed.connect(self._on_changed)
        self.attached.toggled.connect(self._on_changed)

    def draft(self) -> AgentDraft | None:
        """The agent, None when there is none."""
        if self.isHidden():
            return None
        return AgentDraft(
            name=self.name.text(),
            identity_kind=IdentityKind(str(self.kind.value())),
            identity_number=self.number.text(),
            phone=self.phone.text(),
            address=self.address.text(),
            authorization_attached=self.attached.isChecked(),
            authorization_scope=self.scope.text(),
            authorized_on=self.authorized.value(),
        )

    def _controls(self) -> dict[str, QWidget]:
        return {
            "name": self.name,
            "kind": self.kind,
            "number": self.number,
            "phone": self.phone,
            "address": self.address,
            "scope": self.scope,
            "authorized": self.authorized,
            "attached": self.attached,
        }

    def values(self) -> dict[str, object]:
        """Everything held, for a kept draft."""
        return {"shown": not self.isHidden(), **read_values(self._controls())}

    def restore(self, values: dict[str, object]) -> None:
        """Put back what ``values`` gave."""
        write_values(self._controls(), values)
        self.setVisible(values.get("shown") is True)

    def clear(self) -> None:
        """Forget everything."""
        empty: dict[str, object] = dict.fromkeys(self._controls(), "")
        self.restore({**empty, "kind": IdentityKind.RESIDENT_ID.value, "attached": False})

    def _on_remove_clicked(self) -> None:
        self.hide()
        self.changed.emit()

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()


class CoApplicants(QWidget):
    """Joint applicants, one form each."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.forms: list[PersonForm] = []
        self._frames: list[QWidget] = []
        self._list = column(self, gap=8)
        self.hide()

    def add(self, values: dict[str, object] | None = None) -> PersonForm:
        """Add one more joint applicant."""
        number = len(self.forms)
        frame = QWidget(self)
        outer = column(frame, gap=8)
        head = row(gap=8)
        head.addWidget(StrongLabel(f"共同申请人 {number + 1}", frame, wrap=False))
        head.addWidget(Caption("首位申请人为代表", frame, wrap=False))
        head.addStretch(1)
        remove = LinkLabel("移除", frame, payload=frame)
        remove.clicked.connect(self._on_remove_clicked)
        head.addWidget(remove)
        outer.addLayout(head)
        form = PersonForm(f"co_applicants.{number}", frame)
        if values is not None:
            form.restore(values)
        form.changed.connect(self._on_changed)
        outer.addWidget(form)
        self._list.addWidget(frame)
        self.forms.append(form)
        self._frames.append(frame)
        self.setVisible(True)
        return form

    def fields(self) -> dict[str, IntakeField]:
        """Fields by their name in the draft."""
        return {
            f"co_applicants.{number}.{name}": field
            for number, form in enumerate(self.forms)
            for name, field in form.fields.items()
        }

    def drafts(self, kind: ApplicantType) -> tuple[ApplicantDraft, ...]:
        """The joint applicants; one without any word does not count."""
        for form in self.forms:
            if form.type is not kind:
                form.show_type(kind)
        return tuple(form.draft() for form in self.forms if not form.is_empty())

    def values(self) -> list[dict[str, object]]:
        """Everything held, for a kept draft."""
        return [form.values() for form in self.forms]

    def restore(self, values: object) -> None:
        """Put back what ``values`` gave."""
        self.clear()
        for one in values if isinstance(values, list) else []:
            self.add(one)

    def clear(self) -> None:
        """No joint applicants."""
        for frame in self._frames:
            self._list.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        self.forms.clear()
        self._frames.clear()
        self.hide()

    def _on_remove_clicked(self) -> None:
        link = self.sender()
        if not isinstance(link, LinkLabel) or link.payload not in self._frames:
            return
        at = self._frames.index(link.payload)
        kept = [one for number, one in enumerate(self.values()) if number != at]
        self.restore(kept)
        self.changed.emit()

    def _on_changed(self) -> None:
        self.changed.emit()
