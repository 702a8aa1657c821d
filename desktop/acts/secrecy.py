"""保密审查: two people review what is to be provided, before the reply (条例第十七条)."""

from typing_extensions import override

from casework.paper_drafts import SecrecyReviewDraft
from desktop.acts.panel import ActPanel
from law.terms import SecrecyConclusion

__all__ = ["ReviewSecrecyPanel"]


class ReviewSecrecyPanel(ActPanel):
    """What was reviewed, by whom, with what conclusion."""

    title = "保密审查"
    primary_text = "记入保密审查"

    @override
    def build(self) -> None:
        case = self.facts.case
        self.place(self.text_field("information", "审查的信息", case.title, lines=2, hint="拟提供的文件名称、页数"))
        self.place(
            self.line_field("first_reviewer", "初审人", self.facts.actor),
            self.line_field("second_reviewer", "复核人", placeholder="初审人以外的人"),
        )
        conclusions = [(one, one.label) for one in SecrecyConclusion]
        self.place(self.choice_field("conclusion", "审查结论", conclusions))
        self.place(
            self.text_field("note", "理由和范围", lines=3, hint="不得公开的，写明内容和依据；可以公开的可以不填")
        )
        self.place(self.date_field("on", "审查日期", self.facts.today))

    @override
    def draft(self) -> SecrecyReviewDraft:
        return SecrecyReviewDraft(
            request_id=self.facts.case.id,
            on=self.need_day("on"),
            information=self.need_text("information"),
            first_reviewer=self.need_text("first_reviewer"),
            second_reviewer=self.need_text("second_reviewer"),
            conclusion=SecrecyConclusion(str(self.need_value("conclusion"))),
            note=self.text("note"),
        )
