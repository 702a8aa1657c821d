"""The typed parts of a registration, cleaned of what no column and no letter can hold, with a word about what went."""

from dataclasses import dataclass, replace

from casework.drafts import AgentDraft, ApplicantDraft, ItemDraft, RegistrationDraft
from models.text_cleaning import Removed, clean_text

__all__ = ["CleanedDraft", "clean_draft"]


@dataclass(frozen=True, slots=True)
class CleanedDraft:
    """A draft whose texts are clean; ``removed`` lists what had to go, ``as_sent`` the text before."""

    draft: RegistrationDraft
    removed: tuple[Removed, ...]
    as_sent: str

    @property
    def sentence(self) -> str:
        """What was removed, in one sentence; empty if nothing was."""
        if not self.removed:
            return ""
        counts: dict[str, int] = {}
        for one in self.removed:
            counts[one.name] = counts.get(one.name, 0) + one.count
        listed = "、".join(f"{name} {count} 个" for name, count in counts.items())
        return f"来件文字中有看不见的字符（{listed}），已去除；原文按原样另存。"


class _Cleaner:
    def __init__(self) -> None:
        self.removed: list[Removed] = []

    def line(self, text: str) -> str:
        return " ".join(self.block(text).split("\n")).strip()

    def block(self, text: str) -> str:
        cleaned = clean_text(text)
        self.removed += cleaned.removed
        return cleaned.text.strip("\n")

    def applicant(self, draft: ApplicantDraft) -> ApplicantDraft:
        changes = {
            name: self.line(getattr(draft, name))
            for name in ApplicantDraft.__dataclass_fields__
            if name != "type" and isinstance(getattr(draft, name), str) and name != "identity_kind"
        }
        return replace(draft, **changes)  # type: ignore[arg-type]  # only text fields are changed

    def agent(self, draft: AgentDraft | None) -> AgentDraft | None:
        if draft is None:
            return None
        return replace(
            draft,
            name=self.line(draft.name),
            identity_number=self.line(draft.identity_number),
            phone=self.line(draft.phone),
            address=self.line(draft.address),
            authorization_scope=self.line(draft.authorization_scope),
        )

    def item(self, draft: ItemDraft) -> ItemDraft:
        return ItemDraft(title=self.line(draft.title), text=self.block(draft.text))


def clean_draft(draft: RegistrationDraft) -> CleanedDraft:
    """Clean every text of a draft; visible characters are never touched."""
    cleaner = _Cleaner()
    cleaned = replace(
        draft,
        mail_number=cleaner.line(draft.mail_number),
        addressee=cleaner.line(draft.addressee),
        applicant=cleaner.applicant(draft.applicant),
        co_applicants=tuple(cleaner.applicant(one) for one in draft.co_applicants),
        agent=cleaner.agent(draft.agent),
        title=cleaner.line(draft.title),
        text=cleaner.block(draft.text),
        items=tuple(cleaner.item(one) for one in draft.items),
        doc_no_hint=cleaner.line(draft.doc_no_hint),
        purpose=cleaner.block(draft.purpose),
        oral_writer=cleaner.line(draft.oral_writer),
    )
    return CleanedDraft(cleaned, tuple(cleaner.removed), f"{draft.title}\n{draft.text}")
