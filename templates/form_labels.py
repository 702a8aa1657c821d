"""What the words on a form mean: labels, headings of sections, prompts, options.

The words are data: ``form_labels.toml``, ``form_sections.toml``, ``form_options.toml``.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from law.data_files import Entry, read_entries, read_toml

__all__ = [
    "Label",
    "Option",
    "fold",
    "is_label",
    "label_of",
    "may_describe",
    "names_answer",
    "option_of",
    "options_in",
    "organisation_kind",
    "says",
    "section_of",
]

_HERE: Final = Path(__file__).parent
_SECTIONS: Final = ("person", "organisation", "contact", "agent", "info")
_LONGEST: Final = 40
_BRACKETED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_SEAL: Final = re.compile(
    r"\((?:签名|签字|签章|盖章|公章|签名或盖章|签名或者盖章|签字或盖章|签名/盖章|[^()]*章[^()]*)\)"
)
_LEADING: Final = re.compile(r"^(?:[*＊★☆◆●▲#·•]+|\(?[一二三四五六七八九十]{1,3}[)、．.]|\(?\d{1,2}[)、．.](?!\d))+")
_WHO_SIGNS: Final = frozenset({"applicant", "name", "org_name", "work_unit", "signature", "legal_rep", "agent_name"})
_SIGNERS: Final = re.compile(r"(?:申请人|申请单位|单位|法人|申请者|本人|具名).{0,6}")


# Answers that look like labels: a kind of document, a way, an office.
_CHOOSING: Final = frozenset({"id_type", "form_of_info", "delivery_method", "purpose", "org_kind", "applicant_type"})
_ANSWER_WORDS: Final = frozenset({
    "身份证", "电子邮件", "电子邮箱", "邮箱", "email", "e-mail", "传真",
    "单位", "法人", "公民", "组织", "自然人", "个人",
})  # fmt: skip


_DESCRIBING: Final = frozenset({
    "地址", "住址", "时间", "名称", "全称", "单位", "标题", "内容", "描述", "编号", "文号", "备注", "关系",
    "负责人", "序号", "文件名称", "文件编号", "索引号", "企业名称", "公司名称", "单位名称", "项目名称", "法定代表人",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a label means.

    Attributes:
        key: name of the field, or of a field that the section decides.
        value: how its answer is read: line, long, choice, date, signature, name.
        section: where it belongs whatever stands around it; empty if the form decides.
        inside: field by section where it means another one there.
    """

    key: str
    value: str
    section: str = ""
    inside: Mapping[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be ticked: its meaning (a term of law.terms or yes, no, other)."""

    meaning: str


def fold(text: str) -> str:
    """A label for comparing: half-width, lower case, without blanks, leading numbers and closing colon."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    return _LEADING.sub("", plain.strip(":_-")).strip(":_-")


def is_label(text: str) -> bool:
    """Whether the words of a cell are a label or begin with one and its colon."""
    head = re.split("[:：]", text, maxsplit=1)[0]
    return label_of(text) is not None or (head != text and label_of(head) is not None)


def names_answer(label: Label, text: str) -> bool:
    """Whether words that look like a label are an answer to the label before them (证件名称 身份证)."""
    return label.key in _CHOOSING and fold(text) in _ANSWER_WORDS


def may_describe(words: str) -> bool:
    """Whether a label may as well be part of what is asked for (地址：…, 时间：… about a building or a file)."""
    return fold(words) in _DESCRIBING


def label_of(text: str) -> Label | None:
    """What a label means; None when the words are no label."""
    if not text.strip() or len(text) > 3 * _LONGEST:
        return None
    return _label_of_folded(fold(text))


@lru_cache(maxsize=4096)
def _label_of_folded(folded: str) -> Label | None:
    if not folded or len(folded) > 2 * _LONGEST:
        return None
    words, patterns = _labels()
    found = words.get(folded)
    if found is not None:
        return found
    if ":" in _BRACKETED.sub("", folded):
        return None  # what follows a colon answers, be it in brackets
    bare = _bare(folded)
    if _SEAL.search(folded) and (_SIGNERS.fullmatch(bare) or bare in words):
        known = words.get(bare)
        if known is None or known.key in (
            "applicant",
            "name",
            "org_name",
            "work_unit",
            "signature",
            "legal_rep",
            "agent_name",
        ):
            return words["签名"]
    if bare in words:
        return words[bare]
    return next((one for one in patterns if one.pattern and one.pattern.fullmatch(bare)), None)


def _bare(folded: str) -> str:
    before = ""
    while folded != before:
        before, folded = folded, _BRACKETED.sub("", folded)
    return folded.strip(":*")


@cache
def _labels() -> tuple[Mapping[str, Label], tuple[Label, ...]]:
    words: dict[str, Label] = {}
    patterns: list[Label] = []
    for key, entry in read_entries(_HERE / "form_labels.toml"):
        label = Label(
            key=key,
            value=entry.text("value"),
            section=entry.text("section", ""),
            inside={one: entry.text(f"in_{one}") for one in _SECTIONS if entry.has(f"in_{one}")},
        )
        for word in entry.texts("words"):
            if words.setdefault(fold(word), label) is not label:
                raise entry.fail(f"{word} stands under another label as well", "words")
        patterns += [_with(label, one) for one in entry.texts("patterns")]
        entry.finish()
    return words, tuple(patterns)


def _with(label: Label, pattern: str) -> Label:
    return Label(
        key=label.key,
        value=label.value,
        section=label.section,
        inside=label.inside,
        pattern=re.compile(pattern),
    )


@cache
def _told() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for key, entry in read_entries(_HERE / "form_sections.toml"):
        found[key] = frozenset(fold(one) or one for one in entry.texts("words", required=True))
        entry.finish()
    return found


def section_of(text: str) -> str:
    """The section that the words head (person, organisation, contact, agent, info, applicant, office); "" for none."""
    folded = _bare(fold(text))
    told = _told()
    return next((one for one in (*_SECTIONS, "applicant", "office") if folded in told[one]), "")


def says(kind: str, text: str) -> bool:
    """Whether the words are one of a kind told in ``form_sections.toml`` (instructions, annex, prompts)."""
    folded = fold(text)
    return folded in _told()[kind] or (bool(_bare(folded)) and _bare(folded) in _told()[kind])


# ------------------------------------------------------------------------------------------------------------ options


@cache
def _options() -> Mapping[str, tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]]:
    found: dict[str, tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]] = {}
    raw = read_toml(_HERE / "form_options.toml")
    for group, meanings in raw.items():
        rows = []
        for meaning, one in dict(meanings).items():  # type: ignore[call-overload]  # checked by Entry just below
            entry = Entry("form_options.toml", f"{group}.{meaning}", one)
            rows.append(
                (meaning, frozenset(fold(word) for word in entry.texts("words", required=True)), entry.texts("endings"))
            )
            entry.finish()
        found[group] = tuple(rows)
    return found


def option_of(group: str, text: str) -> Option | None:
    """What a ticked word means in a group (form_of_info, delivery_method, applicant_type, org_kind, yes_no)."""
    folded = _bare(fold(text))
    for word in dict.fromkeys((folded, folded.partition(":")[0])):  # 纸质：一份
        for meaning, words, _ in _options()[group]:
            if word in words:
                return Option(meaning)
    return None


def options_in(group: str, text: str) -> frozenset[str]:
    """The meanings of the words of a group that occur in a text."""
    folded = fold(text)
    return frozenset(
        meaning for meaning, words, _ in _options()[group] if any(len(word) > 1 and word in folded for word in words)
    )


def organisation_kind(name: str) -> str:
    """The kind of organisation that a name suggests by its ending; "" when it suggests none."""
    plain = _bare(fold(name)) or fold(name)
    best = ("", "")
    for meaning, ending in _endings():
        if plain.endswith(ending) and len(ending) > len(best[1]):
            best = (meaning, ending)
    return best[0]


def _endings() -> Iterator[tuple[str, str]]:
    for meaning, _, endings in _options()["org_kind"]:
        yield from ((meaning, one) for one in endings)
