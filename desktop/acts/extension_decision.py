"""批准延期、不同意延期: the head decides on the extension that was asked for."""

from collections.abc import Mapping

from typing_extensions import override

from casework.review_drafts import ExtensionApprovalDraft, ExtensionDeclineDraft
from desktop.acts.panel import ActPanel
from desktop.acts.sending_fields import add_sending, arrange_sending, read_sending

__all__ = ["ApproveExtensionPanel", "DeclineExtensionPanel"]


class ApproveExtensionPanel(ActPanel):
    """The date of the notice and how it leaves; days and reason are those asked for."""

    title = "批准延期"
    primary_text = "批准并签发延期答复告知书"

    @override
    def build(self) -> None:
        self.place(self.date_field("issued_on", "落款日期", self.facts.today))
        add_sending(self)

    @override
    def arrange(self) -> None:
        arrange_sending(self)

    @override
    def supposition(self) -> Mapping[str, object] | None:
        days = self.facts.proposal.extension_asked
        return {"extension_days": days} if days else None

    @override
    def draft(self) -> ExtensionApprovalDraft:
        return ExtensionApprovalDraft(
            request_id=self.facts.case.id, issued_on=self.need_day("issued_on"), dispatch=read_sending(self)
        )


class DeclineExtensionPanel(ActPanel):
    """Why the period stays as it is."""

    title = "不同意延期"
    primary_text = "不同意"

    @override
    def build(self) -> None:
        self.place(self.text_field("reason", "不同意的理由", lines=3))

    @override
    def draft(self) -> ExtensionDeclineDraft:
        return ExtensionDeclineDraft(request_id=self.facts.case.id, reason=self.need_text("reason"))
