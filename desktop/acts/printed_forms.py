"""打印表格: a form with what the register holds of the request, to be signed by the applicant or the one consulted."""

from typing_extensions import override

from casework.notice_drafts import PrintedFormDraft
from desktop.acts.panel import ActPanel
from law.terms import DocumentKind

__all__ = ["MakeFormPanel"]


class MakeFormPanel(ActPanel):
    """Which form; of the forms behind a letter that of the latest letter."""

    title = "打印表格"
    primary_text = "出具表格"

    @override
    def build(self) -> None:
        forms = self.facts.proposal.notices.forms
        field = self.combo_field("form", "哪一种表格", [(one, one.label) for one in forms], forms[0])
        field.show_hint("已登记的内容代填，不编文号；在文书栏打开后打印")
        self.place(field)

    @override
    def draft(self) -> PrintedFormDraft:
        return PrintedFormDraft(request_id=self.facts.case.id, form=DocumentKind(str(self.need_value("form"))))
