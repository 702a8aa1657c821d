"""The engine: same bytes, nothing missing in silence, the fields of a letter where the law wants them."""

import hashlib
import zipfile
from dataclasses import fields, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from law.errors import LawDataError, UserError
from law.terms import DocumentKind, Outcome
from templates import store
from templates.build_letters import build_all
from templates.context_base import Letter
from templates.engine import render, warm
from templates.layout import Layout
from templates.package import read_package, write_package
from templates.reply_contexts import GrantVariant
from tests.templates.reading import words
from tests.templates.sample_letters import all_letters, correction_notice, grant, outcome_letter, receipt

LETTERS = all_letters()


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_same_letter_is_the_same_bytes(name: str) -> None:
    letter = LETTERS[name]
    first = render(letter.kind, letter)
    assert hashlib.sha256(render(letter.kind, letter)).digest() == hashlib.sha256(first).digest()
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert names[2:] == sorted(names[2:])


def test_another_layout_is_another_letter() -> None:
    letter = grant()
    assert render(letter.kind, letter) != render(letter.kind, letter, Layout(font_body="仿宋"))


def test_agency_mark_is_that_of_the_layout_or_the_signer() -> None:
    assert words(grant()).startswith("临江县自然资源局\n")
    letter = grant()
    data = render(letter.kind, letter, Layout(agency_mark="临江县自然资源局文件"))
    assert "临江县自然资源局文件".encode() in read_package(data)["word/header1.xml"]


def required_fields() -> list[Any]:
    return [
        pytest.param(name, one.name, id=f"{name}-{one.name}")
        for name, letter in sorted(LETTERS.items())
        for one in fields(letter)
        if type(getattr(letter, one.name)) is str and one.default != ""
    ]


@pytest.mark.parametrize(("name", "field"), required_fields())
def test_letter_without_a_required_field_is_refused(name: str, field: str) -> None:
    for nothing in ("", "  \t", None):
        with pytest.raises(UserError) as refused:
            replace(LETTERS[name], **{field: nothing})
        assert refused.value.code == "letter_field_missing"
        assert refused.value.field == field


@pytest.mark.parametrize("field", ["signed_on", "received_on", "registration_number", "remedy", "provided"])
def test_none_is_refused_wherever_the_type_does_not_allow_it(field: str) -> None:
    nothing: dict[str, Any] = {field: None}
    with pytest.raises(UserError):
        grant(**nothing)


def test_instant_is_no_legal_day() -> None:
    with pytest.raises(TypeError):
        receipt(signed_on=datetime.fromisoformat("2026-11-06T00:00:00+00:00"))


@pytest.mark.parametrize(
    ("variant", "field"),
    [
        (GrantVariant.INFORM_WAY, "way"),
        (GrantVariant.INFORM_WAY, "time"),
        (GrantVariant.ONSITE_VIEW, "place"),
        (GrantVariant.ONSITE_VIEW, "form_reason"),
        (GrantVariant.PUBLIC_INTEREST_OVERRIDE, "public_interest_reason"),
    ],
)
def test_grant_needs_what_its_form_needs(variant: GrantVariant, field: str) -> None:
    with pytest.raises(UserError) as refused:
        grant(variant, **{field: ""})
    assert refused.value.field == field


def test_correction_without_items_is_refused() -> None:
    with pytest.raises(UserError):
        correction_notice(items=())


@pytest.mark.parametrize("outcome", [one for one in Outcome if one not in (Outcome.WITHDRAWN, Outcome.GRANT)])
def test_reply_without_basis_is_refused(outcome: Outcome) -> None:
    with pytest.raises(UserError) as refused:
        outcome_letter(outcome, basis=" ")
    assert refused.value.field == "basis"


def test_wrong_kind_is_a_bug() -> None:
    with pytest.raises(ValueError, match="asked for"):
        render(DocumentKind.RECEIPT, grant())


def test_dates_are_printed_without_zeros() -> None:
    text = words(receipt(received_on=date(2026, 1, 6), signed_on=date(2026, 1, 7), reply_due_on=date(2026, 2, 3)))
    assert "2026年1月6日" in text
    assert "2026年1月7日" in text
    assert "-0" not in text.replace("0900-5550101", "")


# ------------------------------------------------------------------------------------ templates that an agency spoiled


@pytest.fixture
def spoiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Render a receipt from a template into whose text something was typed."""
    good = dict(build_all())["receipt.docx"]

    def spoil(text: str) -> bytes:
        parts = read_package(good)
        old = parts["word/document.xml"]
        parts["word/document.xml"] = old.replace("依法归档。".encode(), text.encode("utf-8"))
        assert parts["word/document.xml"] != old
        (tmp_path / "receipt.docx").write_bytes(write_package(parts))
        store.compiled_letter.cache_clear()
        return render(DocumentKind.RECEIPT, receipt())

    monkeypatch.setattr(store, "letter_folder", lambda: tmp_path)
    yield spoil
    store.compiled_letter.cache_clear()


def test_unknown_name_in_a_template_is_an_error(spoiled: Any) -> None:
    with pytest.raises(UndefinedError):
        spoiled("{{ 不存在的字段 }}")


def test_none_in_a_template_is_an_error(spoiled: Any) -> None:
    with pytest.raises(store.NotPrintable):
        spoiled("{{ missing_year }}")


def test_date_without_its_filter_is_an_error(spoiled: Any) -> None:
    with pytest.raises(store.NotPrintable):
        spoiled("{{ signed_on }}")


def test_template_runs_no_code(spoiled: Any) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        spoiled("{{ addressee.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises((SecurityError, UndefinedError)):
        spoiled("{{ self.__init__.__globals__ }}")


def test_template_that_does_not_parse_names_the_file(spoiled: Any) -> None:
    for wrong in (
        "{{ addressee",
        "addressee }}",
        "{% if you %}",
        "{{ addressee|no_such_filter }}",
        "{%p if you %}吞掉的话",
    ):
        with pytest.raises(LawDataError) as problem:
            spoiled(wrong)
        assert "receipt.docx" in str(problem.value)


def test_tags_that_word_split_into_runs_still_work(spoiled: Any) -> None:
    data = spoiled(
        '{</w:t></w:r><w:r><w:t>{ addres</w:t></w:r><w:r><w:t xml:space="preserve">see }</w:t></w:r><w:r><w:t>}'
    )
    assert read_package(data)["word/document.xml"].decode("utf-8").count("阿依古丽·买买提") == 2


def test_warming_compiles_every_shipped_template() -> None:
    keys = tuple(sorted(path.stem for path in store.letter_folder().glob("*.docx")))
    warm(keys)
    assert store.compiled_letter.cache_info().currsize >= len(keys)


def test_missing_template_is_named() -> None:
    with pytest.raises(LawDataError):
        store.compiled_letter("no_such_letter")


def test_base_letter_has_no_kind_of_its_own() -> None:
    base: dict[str, Any] = {one.name: getattr(grant(), one.name) for one in fields(Letter)}
    with pytest.raises(NotImplementedError):
        _ = Letter(**base).kind
