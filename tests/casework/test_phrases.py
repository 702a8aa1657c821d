"""The library of phrases: kept per outcome, per kind of letter or for all."""

from typing import Any

import pytest

from casework.phrases import add_phrase, phrase_places, phrases, remove_phrase
from casework.template_drafts import PhraseDraft
from law.errors import UserError
from law.terms import DocumentKind, Outcome
from models import Phrase
from tests.casework.desk import Desk


def add(desk: Desk, text: str, place: str = "") -> None:
    add_phrase(desk.office, PhraseDraft(text=text, place=place), **desk.how)


def texts(desk: Desk, place: str = "", **how: Any) -> list[str]:
    return [one.text for one in phrases(desk.office, place, **how)]


def test_own_phrases_come_before_the_general_ones(desk: Desk) -> None:
    add(desk, "经查阅档案。")
    add(desk, "经检索档案管理系统和公文系统，未检索到相关文件。", Outcome.NOT_EXIST)
    add(desk, "请在期限内补正。", DocumentKind.CORRECTION_NOTICE)
    add(desk, "另经询问业务科室。")
    assert texts(desk, Outcome.NOT_EXIST) == [
        "经检索档案管理系统和公文系统，未检索到相关文件。",
        "另经询问业务科室。",
        "经查阅档案。",
    ]
    assert texts(desk) == ["另经询问业务科室。", "经查阅档案。"]
    assert len(texts(desk, Outcome.NOT_EXIST, every=True)) == 4
    assert [one.place_text for one in phrases(desk.office, Outcome.NOT_EXIST)] == ["信息不存在", "通用", "通用"]
    assert phrase_places(Outcome.GRANT)[0] == (Outcome.GRANT, Outcome.GRANT.label)
    assert phrase_places("") == (("", "通用"),)


def test_a_removed_phrase_is_kept_out_of_sight(desk: Desk) -> None:
    add(desk, "经查阅档案。")
    phrase_id = phrases(desk.office)[0].id
    remove_phrase(desk.office, phrase_id, **desk.how)
    assert texts(desk) == []
    with desk.office.reading() as session:
        row = session.get_one(Phrase, phrase_id)
        assert (row.text, row.removed_by) == ("经查阅档案。", desk.actor)
    with pytest.raises(UserError) as refused:
        remove_phrase(desk.office, phrase_id, **desk.how)
    assert refused.value.code == "phrase_missing"
    add(desk, "经查阅档案。")
    assert texts(desk) == ["经查阅档案。"]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        (" \n\t", "", "phrase_blank"),
        ("长" * 2001, "", "phrase_too_long"),
        ("已有的话。", "", "phrase_known"),
        ("  已有的话。 \n", "", "phrase_known"),
        ("别的话。", "no_such_outcome", "phrase_place_unknown"),
    ],
)
def test_what_is_refused(local_desk: Desk, text: str, place: str, code: str) -> None:
    add(local_desk, "已有的话。")
    with pytest.raises(UserError) as refused:
        add(local_desk, text, place)
    assert refused.value.code == code
    assert refused.value.field
    assert texts(local_desk) == ["已有的话。"]


def test_several_paragraphs_and_hostile_signs_are_kept_as_they_are(local_desk: Desk) -> None:
    add(local_desk, "{{ 7*7 }} & <w:p/>\r\n\r\n第二段 \x00“引号”😀")
    assert texts(local_desk) == ["{{ 7*7 }} & <w:p/>\n第二段 “引号”😀"]
