"""3 申请内容: the words of the request, the form wanted and the files. The purpose is not asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.components import (
    AttachmentDrop,
    FieldRow,
    LineInput,
    LinkLabel,
    SegmentedChoice,
    StrongLabel,
    TextArea,
    column,
    row,
)
from desktop.components.flow import FlowLayout
from desktop.intake.fields import IntakeField
from desktop.intake.items_editor import ItemsEditor
from desktop.theme import px
from law.terms import AccessForm, DeliveryMethod, RequestKind

__all__ = ["RequestSection"]

_LEAST_LINES = 3
_MOST_LINES = 9


class RequestSection(QWidget):
    """Text, pieces, title and number hint, access form, delivery, help, files. ``changed`` after any input."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, gap=8)
        head = row(gap=8)
        head.addWidget(StrongLabel("3　申请内容", self, wrap=False))
        head.addStretch(1)
        outer.addLayout(head)
        self.text = TextArea("申请内容", lines=3)
        self.text.setPlaceholderText("照录来件文字，可粘贴")
        self.text_field = IntakeField("", self.text, self, key="text")
        outer.addWidget(self.text_field, 1)
        self.items = ItemsEditor(self)
        outer.addWidget(self.items)
        self._more = self._more_row()
        outer.addWidget(self._more)
        outer.addWidget(self._forms_row())
        self.files = AttachmentDrop(self, prompt="附件：把文件拖到这里、粘贴（Ctrl+Shift+V），或")
        outer.addWidget(self.files)
        self.more = LinkLabel("类别、名称、文号线索", self)
        self.more.clicked.connect(self._on_more_clicked)
        head.addWidget(self.more)
        self._connect()

    def _more_row(self) -> FieldRow:
        fields = FieldRow(self)
        self.title = LineInput("信息名称", self, placeholder="不填则取正文首句")
        self.number_hint = LineInput("文号线索", self)
        self.kind = SegmentedChoice(
            [(one, one.label) for one in RequestKind], "申请类别", self, value=RequestKind.DISCLOSURE
        )
        fields.add(IntakeField("申请类别", self.kind, self, key="kind"))
        fields.add(IntakeField("信息名称", self.title, self, key="title"), 3)
        fields.add(IntakeField("文号线索", self.number_hint, self, key="doc_no_hint"), 2)
        fields.hide()
        return fields

    def _forms_row(self) -> QWidget:
        holder = QWidget(self)
        fields = FlowLayout(holder, gap=12)
        self.forms = SegmentedChoice([(one, one.label) for one in AccessForm], "提供形式", self, many=True)
        self.delivery = SegmentedChoice([(one, one.label) for one in DeliveryMethod], "获取方式", self)
        self.help = QCheckBox("须阅读、视听帮助", self)
        fields.addWidget(IntakeField("提供形式（可多选）", self.forms, holder, key="access_forms"))
        fields.addWidget(IntakeField("获取方式", self.delivery, holder, key="delivery"))
        self.help.setToolTip("申请人存在阅读困难或者视听障碍，行政机关应当提供必要的帮助")
        fields.addWidget(IntakeField(" ", self.help, holder))
        return holder

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_changed)
        self.text.document().documentLayout().documentSizeChanged.connect(self._fit_text)
        self.text_field.reason_changed.connect(self._on_changed)
        self.items.changed.connect(self._on_changed)
        for line in (self.title, self.number_hint):
            line.textEdited.connect(self._on_changed)
        for choice in (self.forms, self.delivery, self.kind):
            choice.chosen.connect(self._on_changed)
        self.help.toggled.connect(self._on_changed)
        self.files.changed.connect(self._on_changed)

    def set_open(self, is_open: bool) -> None:
        """Show or hide title and number hint."""
        self._more.setVisible(is_open)
        self.more.setText("收起" if is_open else "类别、名称、文号线索")

    def is_open(self) -> bool:
        """Whether title and number hint are shown."""
        return not self._more.isHidden()

    def chosen_forms(self) -> tuple[AccessForm, ...]:
        """The forms wanted."""
        return tuple(AccessForm(str(one)) for one in self.forms.values())

    def chosen_delivery(self) -> DeliveryMethod | None:
        """The way wanted."""
        value = self.delivery.value()
        return None if value is None else DeliveryMethod(str(value))

    def chosen_kind(self) -> RequestKind:
        """Disclosure or correction of records."""
        return RequestKind(str(self.kind.value() or RequestKind.DISCLOSURE))

    def _on_more_clicked(self) -> None:
        self.set_open(not self.is_open())
        if self.is_open():
            self.title.setFocus()

    def _fit_text(self, _size: object) -> None:
        """As many lines in sight as there are, within reason: a letter is read while it is checked."""
        lines = min(_MOST_LINES, max(_LEAST_LINES, self.text.document().size().toSize().height()))
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * lines + px(30))

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()
