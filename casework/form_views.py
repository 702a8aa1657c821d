"""What the client is told of a form that was read: a draft, and for each value where it came from."""

from dataclasses import dataclass

from casework.drafts import RegistrationDraft
from casework.views import ItemGuess

__all__ = ["FormProposal", "FormValueView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormValueView:
    """One value of a form.

    Attributes:
        name: field of the form (``applicant_name``, ``agent.phone`` …).
        target: field of the draft that takes it (``applicant.name``, ``access_forms`` …); empty where it is only told.
        label: what the field is called, in Chinese.
        values: what was read, as written on the form.
        said: the same as one text for the screen.
        codes: what the draft takes: identifiers of terms for choices, ISO text for a day, otherwise the text.
        source: where it stands on the form, in Chinese.
        certainty: high, medium or low.
        remark: why it is not sure; empty if plain.
    """

    name: str
    target: str
    label: str
    values: tuple[str, ...]
    said: str
    codes: tuple[str, ...]
    source: str
    certainty: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormProposal:
    """A form as a proposal for registration. Channel and days of receipt are never told by a form.

    Attributes:
        file_name: the file, or 粘贴的文字.
        draft: what would be registered if everything read is right.
        kind: natural_person, organisation or "".
        fields: what was read, in the order of the form.
        offered: what may be meant; not in the draft.
        items: the things asked for, as they may be split.
        empty: labels of fields left blank, by name and in Chinese.
        warnings: what the form itself leaves open.
        remarks: what one should know about the reading.
    """

    file_name: str
    draft: RegistrationDraft
    kind: str
    fields: tuple[FormValueView, ...]
    offered: tuple[FormValueView, ...]
    items: tuple[ItemGuess, ...]
    empty: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    remarks: tuple[str, ...]

    def field(self, name: str) -> FormValueView | None:
        """A value by its name on the form."""
        return next((one for one in self.fields if one.name == name), None)
