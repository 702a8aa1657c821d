"""Versions of a draft: written when the words change, compared paragraph by paragraph."""

from datetime import date

import pytest

from casework.drafts import LetterDraft
from casework.letters import save_draft
from casework.review_views import TextPiece
from casework.versions import compare, same_words, versions
from law.errors import UserError
from tests.casework import reviewed_office as people
from tests.casework.desk import Desk


def _text(pieces: tuple[TextPiece, ...]) -> str:
    return "".join(one.text for one in pieces)


def _changed(pieces: tuple[TextPiece, ...]) -> list[str]:
    return [one.text for one in pieces if one.changed]


def test_a_version_for_each_text_and_none_for_the_same(desk: Desk) -> None:
    document = people.draft(desk)
    case = desk.document(document).request_id
    people.draft(desk, case=case)
    assert [(one.number, one.saved_by) for one in versions(desk.office, document)] == [(1, "王敏")]
    people.draft(desk, case=case, body=("另一段。",), person="李岚")
    people.draft(desk, case=case, body=people.OWN_WORDS)
    assert [(one.number, one.saved_by) for one in versions(desk.office, document)] == [
        (3, "王敏"),
        (2, "李岚"),
        (1, "王敏"),
    ]


def test_another_date_alone_is_no_other_version(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    case = local_desk.document(document).request_id
    local_desk.on(3, 5)
    people.draft(local_desk, case=case)
    assert len(versions(local_desk.office, document)) == 1


def test_annexes_are_part_of_the_version(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    case = local_desk.document(document).request_id
    typed = LetterDraft(request_id=case, dated_on=local_desk.today, body=people.OWN_WORDS, annexes=("清单（1页）",))
    save_draft(local_desk.office, typed, **local_desk.how)
    assert len(versions(local_desk.office, document)) == 2


def test_two_versions_side_by_side(local_desk: Desk) -> None:
    document = people.draft(local_desk)
    case = local_desk.document(document).request_id
    changed = ("经查，该事项由县自然资源局于2019年办理。", people.OWN_WORDS[1], "特此说明。")
    people.draft(local_desk, case=case, body=changed)
    found = compare(local_desk.office, document, 1, 2)
    assert (found.earlier.number, found.later.number, found.changes) == (1, 2, 2)
    first = next(one for one in found.paragraphs if one.changed)
    assert _text(first.before) == people.OWN_WORDS[0]
    assert _text(first.after) == changed[0]
    assert _changed(first.before) == ["住房和城乡建设局"]
    assert _changed(first.after) == ["自然资源局于2019年"]
    added = [one for one in found.paragraphs if one.changed][1]
    assert (added.before, _changed(added.after)) == ((), ["特此说明。"])
    whole = [_text(one.after) for one in found.paragraphs if one.after]
    assert people.OWN_WORDS[1] in whole
    with pytest.raises(UserError) as caught:
        compare(local_desk.office, document, 1, 9)
    assert caught.value.code == "version_unknown"


def test_the_date_of_the_letter_makes_no_other_words() -> None:
    ours = [{"kind": "para", "text": "于2026年3月2日当面提供。"}, {"kind": "date", "text": "2026年3月2日"}]
    theirs = [{"kind": "para", "text": "于2026年3月6日当面提供。"}, {"kind": "date", "text": "2026年3月6日"}]
    assert same_words(ours, date(2026, 3, 2), theirs, date(2026, 3, 6))
    assert not same_words(ours, date(2026, 3, 2), theirs, date(2026, 3, 7))
    assert not same_words(ours, date(2026, 3, 2), ours[:0], date(2026, 3, 2))
