"""收文处理单: how a paper came, beside what was recorded of it."""

from typing_extensions import override

from casework.dispute_slips import PaperSlipDraft, SlipProposal, slip_proposal
from casework.dispute_views import DisputeEventView, DisputeView
from desktop.acts.form_panel import FormPanel
from desktop.disputes.event_form import DisputeFacts

__all__ = ["SlipForm", "slip_ids"]


def slip_ids(view: DisputeView) -> tuple[int, ...]:
    """Events of a dispute with which a paper came."""
    return tuple(one.id for one in view.events if slip_proposal(view, one) is not None)


class SlipForm(FormPanel):
    """Asks what the record does not say; the periods and the summary are taken from it."""

    facts: DisputeFacts
    title = "收文处理单"
    primary_text = "生成"
    explanation = "内容摘要、随附材料、期限和办理人取自登记的内容。"

    def __init__(self, facts: DisputeFacts, event: DisputeEventView, proposal: SlipProposal) -> None:
        self.record = event
        self._proposal = proposal
        super().__init__(facts)

    @override
    def act_object(self) -> str:
        return self.record.label

    @override
    def build(self) -> None:
        proposed = self._proposal
        self.place(self.date_field("received_on", "收到日期", proposed.received_on))
        self.place(self.line_field("paper", "收到的文书", proposed.paper))
        self.place(self.line_field("paper_number", "文号（可不填）", proposed.paper_number))
        self.place(self.line_field("way", "收到方式（可不填）", proposed.way))
        self.place(self.line_field("received_by", "签收人（可不填）"))

    @override
    def draft(self) -> PaperSlipDraft:
        return PaperSlipDraft(
            dispute_id=self.facts.view.id,
            event_id=self.record.id,
            received_on=self.need_day("received_on"),
            paper=self.need_text("paper"),
            paper_number=self.text("paper_number"),
            way=self.text("way"),
            received_by=self.text("received_by"),
        )
