"""Whatever people type is printed as they typed it, in every text field of every letter, and never runs as code."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError
from lxml import etree

from law.errors import UserError
from law.terms import Outcome
from templates.cleaning import clean_context, clean_text
from templates.engine import render
from templates.package import read_package
from templates.preview import BlockKind
from templates.specimens import specimens
from templates.store import NotPrintable, template_keys
from templates.template_trial import hostile_text_of
from tests.templates.reading import blocks, words
from tests.templates.sample_letters import all_letters, grant, outcome_letter

LITERAL = [
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{%p if True %}",
    "{# note #}",
    "{_{ x }_}",
    "''.__class__.__mro__",
    "a & b < c > d \" ' &amp; &lt;w:p/&gt; ]]>",
    "<w:t>假</w:t>",
    "😀👨‍👩‍👧 㼆 𬍛 ·",
    "%s {0} $x \\n \\u4e00",
    "第一段的结尾 …… —— “引号” ‘单引号’",
]
LONG = "申请公开二〇二五年以来的全部批复、会议纪要。" * 143  # more than 3,000 signs
LETTERS = all_letters()


Path = tuple[str | int, ...]


def text_fields(record: Any) -> list[Path]:
    """Paths of every text in a context, nested records and every member of tuples included."""
    paths: list[Path] = []
    for one in fields(record):
        value = getattr(record, one.name)
        if isinstance(value, tuple):
            for number, member in enumerate(value):
                paths += [(one.name, number, *rest) for rest in (text_fields(member) if is_dataclass(member) else [()])]
        elif is_dataclass(value) and not isinstance(value, type):
            paths += [(one.name, *rest) for rest in text_fields(value)]
        elif type(value) is str and value:
            paths.append((one.name,))
    return [one for one in paths if type(text_at(record, one)) is str]


def text_at(record: Any, path: Path) -> Any:
    for step in path:
        record = record[step] if isinstance(step, int) else getattr(record, step)
    return record


def with_text(record: Any, path: Path, text: str) -> Any:
    if not path:
        return text
    step, *rest = path
    if isinstance(step, int):
        return (*record[:step], with_text(record[step], tuple(rest), text), *record[step + 1 :])
    return replace(record, **{step: with_text(getattr(record, step), tuple(rest), text)})


def every_field() -> list[Any]:
    return [
        pytest.param(name, path, id=f"{name}-{'.'.join(map(str, path))}")
        for name, letter in sorted(LETTERS.items())
        for path in text_fields(letter)
    ]


# A withdrawal rests on the applicant's will: its letter cites nothing. A variant chooses the words and is none itself.
SILENT = {("outcome.withdrawn", "basis"), ("partial_not_gov_info", "variant")}


@pytest.mark.parametrize(("name", "path"), every_field())
def test_text_of_a_field_is_printed_literally(name: str, path: Path) -> None:
    hostile = " / ".join(LITERAL)
    letter = with_text(LETTERS[name], path, hostile)
    printed = words(letter)
    if (name, path[0]) in SILENT:
        return
    assert hostile in printed
    assert "49" not in printed.replace(hostile, "")


@pytest.mark.parametrize(("name", "path"), every_field())
def test_control_characters_never_reach_the_document(name: str, path: Path) -> None:
    hostile = "甲" + "".join(map(chr, range(32))) + "\x7f\x85\u2028\ud800\ufffe\U0001ffff\u202e乙"
    letter = with_text(LETTERS[name], path, hostile)
    data = render(letter.kind, letter)
    for part, content in read_package(data).items():
        if part.endswith(".xml"):
            etree.fromstring(content)
            assert "\u202e" not in content.decode("utf-8")


WILD = "甲\x01{{ 7*7 }}\ud800 &amp;\ufffe<w:p/>\u202e“乙”\U0001ffff😀"


@pytest.mark.parametrize(("name", "path"), every_field())
def test_what_paper_cannot_hold_goes_and_the_rest_stays(name: str, path: Path) -> None:
    """Half characters and controls are dropped, every other sign is printed: nothing is lost beside them."""
    printed = words(with_text(LETTERS[name], path, WILD))
    if (name, path[0]) not in SILENT:
        assert "甲{{ 7*7 }} &amp;<w:p/>“乙”😀" in printed


@pytest.mark.parametrize(("name", "path"), every_field())
def test_three_thousand_signs_are_complete(name: str, path: Path) -> None:
    printed = words(with_text(LETTERS[name], path, LONG))
    if (name, path[0]) not in SILENT:
        assert LONG.rstrip("。") in printed


@pytest.mark.parametrize("key", template_keys())
def test_all_fields_hostile_at_once_print_what_ordinary_ones_print(key: str) -> None:
    """Specimens fill what the samples leave empty; a field that ordinary words show shows hostile ones as well."""
    tried = 0
    for (what, plain), (same, hostile) in zip(specimens(key, {}), specimens(key, {}, hostile_text_of), strict=True):
        assert what == same
        try:
            ordinary = words(plain)
        except (TemplateError, NotPrintable):
            continue  # a combination that no case has
        printed = words(hostile)
        for path in text_fields(plain):
            if text_at(plain, path) in ordinary:
                assert clean_text(text_at(hostile, path)) in printed, (what, path)
                tried += 1
    assert tried


def test_line_breaks_become_paragraphs_and_tabs_stay() -> None:
    letter = grant(request_text="第一行\r\n第二行\r第三行\n\n第四行\u2028第五行\t制表")
    excerpt = [one for one in blocks(letter) if one.kind is BlockKind.EXCERPT]
    assert [one.text for one in excerpt] == ["“第一行", "第二行", "第三行", "第四行", "第五行\t制表”"]
    assert {one.first_line_chars for one in excerpt} == {2.0}


def test_spaces_at_the_edges_of_a_run_are_kept() -> None:
    assert "甲  乙" in words(grant(request_text="甲  乙"))


def test_field_of_nothing_but_control_characters_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        render(LETTERS["receipt"].kind, replace(LETTERS["receipt"], addressee="\x01\x02\u202e"))
    assert refused.value.field == "addressee"


@given(st.text())
def test_cleaning_is_idempotent_and_leaves_only_xml(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    element = etree.Element("t")
    element.text = once
    assert (etree.fromstring(etree.tostring(element)).text or "") == once


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Cf", "Zl", "Zp")), min_size=1))
def test_any_ordinary_text_is_printed_word_for_word(text: str) -> None:
    typed = "甲" + text.rstrip() + "乙"
    assert typed in words(outcome_letter(Outcome.NOT_EXIST, facts=(typed,)))


def test_cleaning_a_context_touches_nothing_else() -> None:
    for letter in LETTERS.values():
        assert clean_context(letter) == letter
