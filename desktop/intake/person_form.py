"""2 申请人: who applies, for a person or an organisation; changing the type keeps everything typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from casework.drafts import ApplicantDraft
from desktop.components import ComboInput, FieldRow, LineInput, column
from desktop.intake.fields import IntakeField
from desktop.theme import px
from law.terms import ApplicantType, IdentityKind

__all__ = ["PersonForm"]

_KINDS = {
    True: (
        IdentityKind.RESIDENT_ID,
        IdentityKind.PASSPORT,
        IdentityKind.HKMTP,
        IdentityKind.TAIWAN_PERMIT,
        IdentityKind.RESIDENCE_PERMIT,
        IdentityKind.FOREIGN_PERMANENT,
        IdentityKind.OTHER,
        IdentityKind.NONE,
    ),
    False: (IdentityKind.CREDIT_CODE, IdentityKind.LAWYER_LICENCE, IdentityKind.OTHER, IdentityKind.NONE),
}
_LABELS = {
    "name": ("姓名", "名称"),
    "identity_number": ("证件号码", "证件号码"),
    "phone": ("联系电话", "联系电话"),
    "postcode": ("邮编", "邮编"),
    "address": ("通信地址", "通信地址"),
    "email": ("电子邮箱", "电子邮箱"),
    "landline": ("固定电话", "固定电话"),
    "fax": ("传真", "传真"),
    "work_unit": ("工作单位", ""),
    "legal_rep": ("", "法定代表人"),
    "contact_person": ("", "联系人"),
}
_MORE = ("email", "landline", "fax", "work_unit", "legal_rep", "contact_person")
_SHARES = {"kind": 2, "name": 3, "identity_number": 4, "phone": 3, "address": 1, "email": 2}


class PersonForm(QWidget):
    """An applicant. ``changed`` after any input; ``identity_typed(text)`` while name or number are typed by hand.

    Args:
        prefix: name of the applicant in the draft (``applicant``, ``co_applicants.0``).
    """

    changed = Signal()
    identity_typed = Signal(object)

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.applicant_id: int | None = None
        self._type = ApplicantType.NATURAL_PERSON
        self._kept_kinds = {True: IdentityKind.RESIDENT_ID, False: IdentityKind.CREDIT_CODE}
        self.fields: dict[str, IntakeField] = {}
        self.lines: dict[str, LineInput] = {}
        self._open = False
        self._tight = False
        self._make(prefix, "name")
        self.kind = ComboInput([(one, one.label) for one in _KINDS[True]], "证件种类", self)
        metrics = self.fontMetrics()
        self.kind.setMaximumWidth(metrics.horizontalAdvance("统一社会信用代码") + px(48))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(6)
        self.kind.activated.connect(self._on_kind_chosen)
        for name in list(_LABELS)[1:]:
            self._make(prefix, name)
        self.copy = QCheckBox("附身份证明复印件", self)
        self.copy.toggled.connect(self._on_changed)
        self._rows = self._arrange()
        outer = column(self, gap=8)
        for one in self._rows:
            outer.addWidget(one)
        self.show_type(self._type)

    def _make(self, prefix: str, name: str) -> None:
        line = LineInput(_LABELS[name][0] or _LABELS[name][1], self)
        line.textEdited.connect(self._on_edited)
        line.setProperty("part", name)
        field = IntakeField(_LABELS[name][0], line, self, key=f"{prefix}.{name}")
        field.reason_changed.connect(self._on_changed)
        self.lines[name] = line
        self.fields[name] = field

    def _arrange(self) -> tuple[FieldRow, ...]:
        first, second, third, last = (FieldRow(self) for _ in range(4))
        first.add(self.fields["name"], _SHARES["name"])
        first.add(IntakeField("证件种类", self.kind, self), _SHARES["kind"])
        for name in ("identity_number", "phone"):
            first.add(self.fields[name], _SHARES[name])
        figure = self.fontMetrics().horizontalAdvance("0")
        self.lines["postcode"].setMaximumWidth(figure * 9 + px(24))
        self.lines["identity_number"].setMinimumWidth(figure * 18 + px(24))
        self.lines["phone"].setMinimumWidth(figure * 11 + px(24))
        second.add(self.fields["postcode"])
        second.add(self.fields["address"], 3)
        self.copy_field = IntakeField(" ", self.copy, self)
        second.add(self.copy_field)
        for name in _MORE:
            third.add(self.fields[name], 1)
        last.hide()
        return first, second, third, last

    @property
    def type(self) -> ApplicantType:
        """Column of the annual report."""
        return self._type

    def is_person(self) -> bool:
        """Whether the applicant is a natural person."""
        return self._type is ApplicantType.NATURAL_PERSON

    def show_type(self, kind: ApplicantType) -> None:
        """Ask for what a type needs; what the other types asked for stays in its hidden fields."""
        self._kept_kinds[self.is_person()] = self.identity_kind()
        self._type = kind
        person = self.is_person()
        self.kind.set_values([(one, one.label) for one in _KINDS[person]])
        self.kind.set_value(self._kept_kinds[person])
        shown = self.fontMetrics().horizontalAdvance(self.kind.currentText()) + px(48)
        self.kind.setMinimumWidth(min(shown, self.kind.maximumWidth()))
        for name, labels in _LABELS.items():
            label = labels[0 if person else 1]
            self.fields[name].setVisible(bool(label) and (self._open or name not in _MORE))
            if label:
                self.fields[name].set_label(label)
        self._rows[2].setVisible(self._open)
        self.copy.setText("附身份证明复印件" if person else "附登记证照复印件")

    def set_tight(self, tight: bool) -> None:
        """Spread the fields over more lines where the form is narrow."""
        first, second, _, last = self._rows
        if tight is self._tight:
            return
        self._tight = tight
        if tight:
            second.insert(0, self.fields["phone"])
            last.add(self.copy_field)
            last.add_stretch()
        else:
            first.add(self.fields["phone"], _SHARES["phone"])
            second.add(self.copy_field)
        last.setVisible(tight)

    def set_open(self, is_open: bool) -> None:
        """Show or hide the less usual ways of contact."""
        self._open = is_open
        self.show_type(self._type)

    def is_open(self) -> bool:
        """Whether the less usual ways of contact are shown."""
        return self._open

    def identity_kind(self) -> IdentityKind:
        """Kind of the identity document."""
        return IdentityKind(str(self.kind.value() or IdentityKind.RESIDENT_ID))

    def draft(self) -> ApplicantDraft:
        """The applicant as typed; parts that the type does not ask for stay out."""
        person = self.is_person()
        asked = [name for name, labels in _LABELS.items() if labels[0 if person else 1]]
        return ApplicantDraft(
            type=self._type,
            identity_kind=self.identity_kind(),
            identity_copy_attached=self.copy.isChecked(),
            applicant_id=self.applicant_id,
            **{name: self.lines[name].text() for name in asked},
        )

    def fill(self, draft: ApplicantDraft) -> None:
        """Show a known applicant; what the register does not know is left as typed."""
        self.show_type(draft.type)
        self.kind.set_value(draft.identity_kind)
        self.copy.setChecked(draft.identity_copy_attached)
        for name, line in self.lines.items():
            text = str(getattr(draft, name))
            if text:
                line.setText(text)
        self.applicant_id = draft.applicant_id
        hidden = any(self.lines[name].text() for name in _MORE)
        if hidden:
            self.set_open(True)
        self.changed.emit()

    def values(self) -> dict[str, object]:
        """Everything held, hidden parts included, for a kept draft."""
        kinds = {**self._kept_kinds, self.is_person(): self.identity_kind()}
        return {
            "type": self._type.value,
            "person_kind": kinds[True].value,
            "organisation_kind": kinds[False].value,
            "copy": self.copy.isChecked(),
            "applicant_id": self.applicant_id,
            "open": self._open,
            **{name: line.text() for name, line in self.lines.items()},
        }

    def restore(self, values: dict[str, object]) -> None:
        """Put back what ``values`` gave."""
        for name, line in self.lines.items():
            line.setText(str(values.get(name, "")))
        self._kept_kinds = {
            True: IdentityKind(str(values.get("person_kind", IdentityKind.RESIDENT_ID))),
            False: IdentityKind(str(values.get("organisation_kind", IdentityKind.CREDIT_CODE))),
        }
        known = values.get("applicant_id")
        self.applicant_id = known if isinstance(known, int) else None
        self.copy.setChecked(values.get("copy") is True)
        self._open = values.get("open") is True
        kind = ApplicantType(str(values.get("type", ApplicantType.NATURAL_PERSON)))
        self._type = kind
        self.kind.set_values([(one, one.label) for one in _KINDS[self.is_person()]])
        self.kind.set_value(self._kept_kinds[self.is_person()])
        self.show_type(kind)

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(line.text().strip() for line in self.lines.values())

    def _on_edited(self, text: str) -> None:
        line = self.sender()
        part = line.property("part")
        if part in ("name", "identity_number"):
            if self.applicant_id is not None:
                self.applicant_id = None  # another name or number is another person until chosen again
            self.identity_typed.emit((self.lines[str(part)], text))
        self.changed.emit()

    def _on_kind_chosen(self, _at: int) -> None:
        self.changed.emit()

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()
