"""What the walk through a form gathers before anything is decided."""

from dataclasses import dataclass, field, replace

from templates.form_labels import Label
from templates.form_sheet import FormLine

__all__ = ["Answer", "Found"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One label with the words that answer it.

    Attributes:
        label: what the label means.
        words: the label as written.
        value: the words, not yet cleaned; empty for a place left blank.
        place: where, in Chinese (第 1 页 表 1 第 3 行).
        side: how the words stand to the label: 右侧, 下方, 之后.
        section: part of the form (person, organisation, contact, agent, info, office, or "").
        drawn: words of a table drawn in the same place.
    """

    label: Label
    words: str
    value: str
    place: str
    side: str
    section: str
    drawn: str = ""

    @property
    def key(self) -> str:
        """The field that the label means in its section."""
        return self.label.inside.get(self.section, self.label.key)

    @property
    def source(self) -> str:
        """Where the words come from, as one tells it."""
        words = "".join(self.words.split())
        return f"{self.place} “{words}”{self.side}" if self.side else f"{self.place}{words}"

    def with_value(self, value: str) -> "Answer":
        """The same answer with other words."""
        return replace(self, value=value)

    def with_more(self, line: str) -> "Answer":
        """The same answer with one more line."""
        return replace(self, value=f"{self.value}\n{line}" if self.value else line)


@dataclass
class Found:
    """Everything found on a form.

    Attributes:
        answers: labels with their words, in order.
        ticked_sections: sections whose heading is ticked (☑公民).
        free: lines that answer no label.
        annex: lines of further pages of the request.
        loose: words in cells that answer no label, with their place.
        maybe: labels inside a description, which may belong to it or to the applicant.
    """

    answers: list[Answer] = field(default_factory=list)
    ticked_sections: list[str] = field(default_factory=list)
    free: list[FormLine] = field(default_factory=list)
    annex: list[FormLine] = field(default_factory=list)
    loose: list[tuple[str, str]] = field(default_factory=list)
    maybe: list[Answer] = field(default_factory=list)
