"""审批、通知、缴费、退费、不再收费、逾期未缴费、拆分计件: the forms of the steps of a fee."""

from typing_extensions import override

from casework.fee_drafts import (
    FeeApprovalDraft,
    FeeNoticeDraft,
    FeeWaiverDraft,
    PaymentDraft,
    PiecesSplitDraft,
    RefundDraft,
)
from casework.fee_views import FeeView
from casework.money_text import fen_of
from desktop.acts.fee_lines import FeeLines
from desktop.acts.panel import ActPanel, missing
from desktop.acts.plain_drafts import ReasonedDraft
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending
from desktop.components import Banner, Caption, LabelledField, StrongLabel
from desktop.theme import Tone
from law.errors import UserError
from law.terms import FeeStatus

__all__ = [
    "ApproveFeePanel",
    "LapseFeePanel",
    "NotifyFeePanel",
    "RecordPaymentPanel",
    "RecordRefundPanel",
    "SplitPiecesPanel",
    "WaiveFeePanel",
]

_YES, _NO = "yes", "no"
# A notice left the house: that nothing is charged after all is told by letter.
_SENT = (FeeStatus.SENT, FeeStatus.DUE, FeeStatus.PART_PAID, FeeStatus.PAID)


class FeeStepPanel(ActPanel):
    """Base of the steps: shows the figures that the step is about."""

    @property
    def fee(self) -> FeeView:
        """The fee of the request.

        Raises:
            UserError: there is none; the act would not have been offered.
        """
        found = self.facts.case.fee
        if found is None:
            raise UserError("fee_none", "本件没有收费", todo="请先提出收费")
        return found

    def add_figures(self) -> None:
        """The amount with its lines, and what no longer fits."""
        fee = self.fee
        method = f"{fee.method.label}计收　" if fee.method is not None else ""
        self.body.addWidget(StrongLabel(f"{method}{fee.amount}", self.inside))
        if fee.ordinal_text:
            self.body.addWidget(Caption(fee.ordinal_text, self.inside))
        lines = FeeLines(self.inside)
        lines.show_lines(fee.lines, fee.amount)
        self.body.addWidget(lines)
        if fee.changed:
            self.body.addWidget(Banner(fee.changed, Tone.TODAY, self.inside))

    def amount_field(self, label: str, amount: str) -> LabelledField:
        """A field for an amount in yuan."""
        return self.line_field("fen", label, amount.removesuffix("元"), placeholder="如：1380 或 1,380.50")

    def need_fen(self) -> int:
        """The amount typed, fen.

        Raises:
            UserError: empty or unreadable.
        """
        return fen_of(self.text("fen"))


class ApproveFeePanel(FeeStepPanel):
    """Approve or decline what somebody else proposed."""

    title = "审批收费"
    primary_text = "批准收费"

    @override
    def build(self) -> None:
        self.add_figures()
        reason = next((one.detail for one in self.fee.history if one.amount), "")
        if reason:
            self.body.addWidget(Caption(reason, self.inside))
        self.place(self.choice_field("approved", "审批结论", [(_YES, "批准"), (_NO, "不同意，退回")], _YES))
        self.place(
            self.line_field("approver", "审批人", placeholder="提出人以外的人"),
            self.date_field("on", "审批日期", self.facts.today),
        )
        self.place(self.text_field("note", "意见", lines=2, hint="不同意的写明理由"))

    @override
    def arrange(self) -> None:
        declined = self.value("approved") == _NO
        self.primary.setText("退回，不同意收费" if declined else f"批准收费 {self.fee.amount}")

    @override
    def draft(self) -> FeeApprovalDraft:
        return FeeApprovalDraft(
            request_id=self.facts.case.id,
            on=self.need_day("on"),
            approver=self.need_text("approver"),
            approved=self.need_value("approved") == _YES,
            note=self.text("note"),
        )


class NotifyFeePanel(FeeStepPanel):
    """The notice: its date, the payment code, the way on which it goes."""

    title = "发收费通知"
    primary_text = "签发收费通知书"

    @override
    def build(self) -> None:
        self.add_figures()
        self.place(
            self.date_field("issued_on", "落款日期", self.facts.today),
            self.line_field("payment_code", "缴款码", placeholder="由非税系统生成，没有可不填"),
        )
        add_sending(self)
        self.place(
            self.line_field("other_way_reason", "改用其他途径的理由", placeholder="如：邮件两次退回，申请人同意邮寄")
        )

    @override
    def arrange(self) -> None:
        arrange_sending(self)
        now = self.value("sending") != "later"
        other = now and self.value("method") != self.facts.proposal.method
        self.fields["other_way_reason"].setVisible(other)
        wanted = self.facts.proposal.method.label
        self.fields["method"].show_hint(f"按申请人获取信息的途径应为{wanted}" if other else "按申请人获取信息的途径")

    @override
    def draft(self) -> FeeNoticeDraft:
        reason = self.text("other_way_reason") if self.fields["other_way_reason"].isVisibleTo(self) else ""
        return FeeNoticeDraft(
            request_id=self.facts.case.id,
            issued_on=self.need_day("issued_on"),
            payment_code=self.text("payment_code"),
            dispatch=read_sending(self, other_way_reason=reason),
        )


class RecordPaymentPanel(FeeStepPanel):
    """What came in: a part, the whole, too much, in time or late."""

    title = "登记缴费"
    primary_text = "登记缴费"
    consequence_words = "缴清后答复截止为"

    @override
    def build(self) -> None:
        fee = self.fee
        due = f"，{fee.pay_due.month}月{fee.pay_due.day}日期满" if fee.pay_due is not None else ""
        self.body.addWidget(StrongLabel(f"应缴 {fee.amount}　已缴 {fee.paid or '0元'}{due}", self.inside))
        self.place(
            self.amount_field("缴费金额（元）", fee.missing or fee.amount),
            self.date_field("on", "完成缴费日期", self.facts.today),
        )
        self.place(self.line_field("receipt_number", "票据号", placeholder="财政票据号或者缴款凭证号"))
        self.late = self.flag("accept_late", "逾期缴纳仍予办理")
        self.place(self.late)
        self.part = self.flag("settles", "以部分缴纳办理")
        self.place(self.part)
        self.place(self.text_field("note", "说明", lines=2, hint="逾期仍予办理、以部分缴纳办理的，写明理由"))
        self.place(self.files_field("缴费凭证"))

    @override
    def arrange(self) -> None:
        day, due = self.peek_day("on"), self.fee.pay_due
        self.late.setVisible(day is not None and due is not None and day > due)
        typed, missing_fen = self._typed(), self._missing()
        self.part.setVisible(typed is not None and typed < missing_fen)
        hint = ""
        if typed is not None and typed < missing_fen:
            hint = "少于应缴数额：视为未缴清，请人工处理"
        elif typed is not None and typed > missing_fen:
            hint = "多于应缴数额：多收的应当退还"
        self.fields["fen"].show_hint(hint)

    def _typed(self) -> int | None:
        try:
            return fen_of(self.text("fen"))
        except UserError:
            return None

    def _missing(self) -> int:
        return fen_of(self.fee.missing or self.fee.amount)

    @override
    def supposition(self) -> dict[str, object] | None:
        day, typed = self.peek_day("on"), self._typed()
        clears = typed is not None and typed >= self._missing()
        return {"answered_on": day} if day is not None and clears else None

    @override
    def draft(self) -> PaymentDraft:
        return PaymentDraft(
            request_id=self.facts.case.id,
            on=self.need_day("on"),
            fen=self.need_fen(),
            receipt_number=self.need_text("receipt_number"),
            accept_late=self.late.isVisibleTo(self) and self.checked("accept_late"),
            settles=self.part.isVisibleTo(self) and self.checked("settles"),
            note=self.text("note"),
        )


class RecordRefundPanel(FeeStepPanel):
    """Money given back by the collecting unit."""

    title = "登记退费"
    primary_text = "登记退费"

    @override
    def build(self) -> None:
        fee = self.fee
        self.place(self.amount_field("退费金额（元）", fee.excess), self.date_field("on", "退费日期", self.facts.today))
        self.place(self.line_field("receipt_number", "退付凭证号", placeholder="可以稍后补"))
        self.place(self.text_field("reason", "退费理由", lines=2, hint="如：多缴、逾期缴纳不予办理、不再收费"))
        self.place(self.files_field("退付凭证"))

    @override
    def draft(self) -> RefundDraft:
        return RefundDraft(
            request_id=self.facts.case.id,
            on=self.need_day("on"),
            fen=self.need_fen(),
            reason=self.need_text("reason"),
            receipt_number=self.text("receipt_number"),
        )


class WaiveFeePanel(FeeStepPanel):
    """Nothing is charged after all; who got a notice is told."""

    title = "不再收费"
    primary_text = "不再收费"

    @override
    def build(self) -> None:
        self.add_figures()
        self.place(
            self.line_field("approver", "批准人", placeholder="减免须经批准"),
            self.date_field("decided_on", "决定日期", self.facts.today),
        )
        self.place(self.text_field("reason", "理由", lines=2, hint="如：申请人同意改为现场查阅；写入告知申请人的文书"))
        self.place(self.flag("revokes", "撤销：收费有误，或者改为现场查阅、改作其他答复（不属减免）"))
        self.told = self.fee.status in _SENT
        if self.told:
            add_sending(self)

    @override
    def arrange(self) -> None:
        if self.told:
            arrange_sending(self)

    @override
    def draft(self) -> FeeWaiverDraft:
        return FeeWaiverDraft(
            request_id=self.facts.case.id,
            on=self.need_day("decided_on"),
            approver=self.need_text("approver"),
            reason=self.need_text("reason"),
            revokes=self.checked("revokes"),
            dispatch=read_sending(self) if self.told else None,
        )


class LapseFeePanel(ActPanel):
    """The last day passed and the fee is not paid."""

    title = "逾期未缴费"
    primary_text = "认定逾期未缴费"

    @override
    def build(self) -> None:
        self.place(self.date_field("on", "认定日期", self.facts.today))
        self.place(self.text_field("reason", "查询情况", lines=3, hint="如：经向代收银行和财政部门查询，期满未见入账"))

    @override
    def draft(self) -> ReasonedDraft:
        return ReasonedDraft(request_id=self.facts.case.id, on=self.need_day("on"), reason=self.text("reason"))


class SplitPiecesPanel(ActPanel):
    """Into which smallest reasonable units a request counts."""

    title = "拆分计件"
    primary_text = "按此计件"

    @override
    def build(self) -> None:
        self.place(self.text_field("items", "各件内容，一行一件", lines=5, hint="如：征地批复\n补偿安置方案\n听证笔录"))
        self.place(self.text_field("reason", "拆分理由", lines=2, hint="如：分属三个项目，须分别检索、分别答复"))
        self.place(self.date_field("on", "拆分日期", self.facts.today))

    @override
    def arrange(self) -> None:
        number = len(self.lines("items"))
        self.primary.setText(f"按 {number} 件计件" if number > 1 else "按此计件")

    @override
    def draft(self) -> PiecesSplitDraft:
        items = self.lines("items")
        if len(items) < 2:
            raise missing("items", "各件内容", "请一行写一件，至少两件")
        return PiecesSplitDraft(
            request_id=self.facts.case.id, on=self.need_day("on"), items=items, reason=self.need_text("reason")
        )
