"""The request: text, way, receipt, people with masked numbers, siblings, files."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.dispute_views import DisputeRow
from casework.views import ApplicantView, AttachmentView, CaseView
from desktop.case_page.rows import ValueRow, empty_layout, scrolled_list
from desktop.components import Caption, Card, LinkLabel, Rule, StrongLabel, column, file_size, long_date, row
from desktop.disputes.of_request import DisputesOfRequest
from desktop.fees.section import FeeSection
from desktop.theme import px

__all__ = ["RequestCard"]

_ROLES = {"applicant": "申请人", "co_applicant": "共同申请", "agent": "代理人"}


class RequestCard(Card):
    """The facts of the request.

    Signals: ``reveal_asked((ApplicantView, field))``, ``sibling_asked``, ``file_asked(AttachmentView)`` to open it,
    ``file_save_asked(AttachmentView)`` to save it elsewhere, ``calculator_asked()`` to try what a fee would be,
    ``applicant_asked(applicant_id)`` for the page of the applicant, ``dispute_asked(dispute_id)`` and
    ``register_dispute_asked()`` for reconsideration and litigation.
    """

    reveal_asked = Signal(object)
    sibling_asked = Signal(object)
    file_asked = Signal(object)
    file_save_asked = Signal(object)
    attach_asked = Signal()
    calculator_asked = Signal()
    applicant_asked = Signal(object)
    dispute_asked = Signal(object)
    register_dispute_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("申请", parent)
        self._case: CaseView | None = None
        self._basis_shown = False
        self.rows: dict[str, ValueRow] = {}
        self.fee: FeeSection | None = None
        self.disputes: DisputesOfRequest | None = None
        self._inside, self._list = scrolled_list(self, gap=7)

    def show_case(self, case: CaseView, disputes: Sequence[DisputeRow] = (), today: date | None = None) -> None:
        """Show a case and the disputes about it; what was revealed before is masked again."""
        self._case = case
        self._basis_shown = False
        self.rows = {}
        empty_layout(self._list)
        self._add("text", "内容", case.text)
        for at, (on, text) in enumerate(case.corrections):
            self._add(f"correction{at}", "补正内容", f"{long_date(on) if on else ''}收到：{text or '见附件'}")
        if case.doc_no_hint:
            self._add("doc_no_hint", "文号线索", case.doc_no_hint)
        self._add("way", "方式", "，".join(part for part in (case.access_forms, case.delivery) if part) or "未写明")
        received = self._add("received", "收到", case.received_text, link="依据" if case.clock.received_basis else "")
        received.link.clicked.connect(self._on_basis_clicked)
        if case.mail_number:
            self._add("mail_number", "邮件号", case.mail_number)
        self._add_disputes(disputes, today)
        for person in (case.applicant, *case.others):
            self._add_person(person)
        if case.accessibility_help:
            self._add("help", "协助", "申请人需要无障碍协助")
        self._add_fee(case)
        if case.source:
            self._add("source", "来源", "\n".join((case.source, *case.source_notes)))
        self._add_siblings(case)
        self._add_files(case)

    def _add(self, key: str, label: str, value: str, *, link: str = "", payload: object = None) -> ValueRow:
        line = ValueRow(label, value, self._inside, link=link, payload=payload)
        self._list.addWidget(line)
        self.rows[key] = line
        return line

    def _add_person(self, person: ApplicantView) -> None:
        key = f"{person.role}{person.id}"
        kind = f"，{person.type.label}" if person.role != "agent" else ""
        self._add(key, _ROLES[person.role], f"{person.name}{kind}")
        numbers = (
            ("identity_number", person.identity_label, person.identity_masked),
            ("phone", "电话", person.phone_masked),
            ("landline", "固定电话", person.landline),
            ("address", "地址", person.address),
        )
        for name, label, value in numbers:
            if value:
                self._add_masked(person, f"{key}.{name}", name, label, value)
        if person.email:
            self._add(f"{key}.email", "邮箱", person.email)

    def _add_masked(self, person: ApplicantView, key: str, name: str, label: str, value: str) -> None:
        short = "证件" if name == "identity_number" else label[-2:]
        masked = "*" in value or "已隐去" in value
        link = "显示" if masked and person.role != "agent" else ""
        line = self._add(key, short, value, link=link, payload=(person, name))
        line.setToolTip(label)
        line.link.clicked.connect(self._on_reveal_clicked)

    def show_revealed(self, person: ApplicantView, name: str, value: str) -> None:
        """Show a number in full until the case is shown anew."""
        line = self.rows.get(f"{person.role}{person.id}.{name}")
        if line is not None:
            line.value.setText(value)
            line.link.hide()

    def _add_fee(self, case: CaseView) -> None:
        self.fee = None
        if case.fee is None:
            return
        self._list.addWidget(Rule(self._inside))
        self.fee = FeeSection(self._inside)
        self.fee.show_fee(case.fee)
        self.fee.calculator_asked.connect(self.calculator_asked)
        self.fee.applicant_asked.connect(self.applicant_asked)
        self._list.addWidget(self.fee)
        self._list.addWidget(Rule(self._inside))

    def _add_siblings(self, case: CaseView) -> None:
        if not case.siblings:
            return
        line = QWidget(self._inside)
        layout = row(line, gap=8)
        caption = Caption("同一来件", line, wrap=False)
        caption.setFixedWidth(px(56))
        layout.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        links = column(gap=2)
        for request_id, number in case.siblings:
            link = LinkLabel(number or "未编号", line, payload=request_id)
            link.clicked.connect(self._on_sibling_clicked)
            links.addWidget(link)
        layout.addLayout(links)
        layout.addStretch(1)
        self._list.addWidget(line)

    def _add_disputes(self, disputes: Sequence[DisputeRow], today: date | None) -> None:
        self.disputes = None
        if not disputes or today is None:
            return
        self.disputes = DisputesOfRequest(self._inside)
        self.disputes.show_disputes(disputes, today)
        self.disputes.dispute_asked.connect(self.dispute_asked)
        self.disputes.register_asked.connect(self.register_dispute_asked)
        self._list.addWidget(self.disputes)

    def _add_files(self, case: CaseView) -> None:
        head = QWidget(self._inside)
        layout = row(head, gap=8)
        layout.setContentsMargins(0, px(6), 0, 0)
        layout.addWidget(StrongLabel(f"附件 {len(case.attachments)}", head, wrap=False))
        layout.addStretch(1)
        add = LinkLabel("添加…", head)
        add.setAccessibleName("添加附件")
        add.clicked.connect(self.attach_asked)
        layout.addWidget(add)
        self._list.addWidget(head)
        for one in case.attachments:
            self._list.addWidget(self._file_row(one))

    def _file_row(self, one: AttachmentView) -> QWidget:
        """The name, and below it what the file is: side by side they would be wider than the card in narrow windows."""
        line = QWidget(self._inside)
        name = self.fontMetrics().elidedText(one.file_name, Qt.TextElideMode.ElideMiddle, px(190))
        link = LinkLabel(name, line, payload=one)
        link.setAccessibleName(one.file_name)
        link.setToolTip(f"打开 {one.file_name}")
        link.clicked.connect(self._on_file_clicked)
        below = row(gap=8)
        size = f"{one.pages} 页" if one.pages else file_size(one.size)
        below.addWidget(Caption("　".join(part for part in (one.role, size) if part), line), 1)
        save = LinkLabel("另存为…", line, payload=one)
        save.setAccessibleName(f"另存 {one.file_name}")
        save.clicked.connect(self._on_save_clicked)
        below.addWidget(save, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(line, gap=0)
        layout.addWidget(link)
        layout.addLayout(below)
        return line

    def _on_basis_clicked(self) -> None:
        if self._case is None:
            return
        self._basis_shown = not self._basis_shown
        basis = f"\n{self._case.clock.received_basis}" if self._basis_shown else ""
        self.rows["received"].value.setText(f"{self._case.received_text}{basis}")
        self.rows["received"].link.setText("收起" if self._basis_shown else "依据")

    def _on_reveal_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.reveal_asked.emit(link.payload)

    def _on_sibling_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.sibling_asked.emit(link.payload)

    def _on_save_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.file_save_asked.emit(link.payload)

    def _on_file_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkLabel):
            self.file_asked.emit(link.payload)
