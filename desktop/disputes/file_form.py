"""The form that adds files to a dispute."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from typing_extensions import override

from casework.disputes import attach_to_dispute
from casework.drafts import AttachmentDraft
from casework.office import Office
from casework.views import Changed
from desktop.acts.form_panel import FormPanel
from desktop.components import AttachmentDrop
from desktop.disputes.event_form import DisputeFacts
from law.errors import UserError

__all__ = ["AttachForm", "DisputeFilesDraft", "attach_dispute_files"]

_ROLES: Final = ("复议机关、法院来文", "对方材料", "证据材料", "送达凭证", "其他")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFilesDraft:
    """Files to keep with a dispute; ``role`` says what they are."""

    dispute_id: int
    role: str
    attachments: tuple[AttachmentDraft, ...] = ()


def attach_dispute_files(
    office: Office, draft: DisputeFilesDraft, /, *, today: date, now: datetime, actor: str
) -> Changed:
    """Keep files with a dispute."""
    return attach_to_dispute(office, draft.dispute_id, draft.attachments, today=today, now=now, actor=actor)


class AttachForm(FormPanel):
    """What the files are, and the files."""

    facts: DisputeFacts
    title = "添加材料"
    primary_text = "添加"

    @override
    def build(self) -> None:
        labels = [(label, label) for label in _ROLES]
        self.place(self.choice_field("role", "是什么", labels, _ROLES[0]))
        self.place(self.files_field("文件"))

    @override
    def draft(self) -> DisputeFilesDraft:
        files = self.controls["attachments"]
        if not isinstance(files, AttachmentDrop) or not files.paths():
            raise UserError("no_files", "没有选择文件", todo="请把文件拖到这里，或者选择文件", field="attachments")
        return DisputeFilesDraft(dispute_id=self.facts.view.id, role=str(self.need_value("role")))
