"""The agency's own templates: valid from a day, withdrawn with a reason; what was issued stays as it was."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from casework.agency import update_profile
from casework.drafts import LetterDraft
from casework.letter_templates import (
    adopt_template,
    examine_template,
    letter_kinds,
    read_template_file,
    template_file,
    template_history,
    template_on,
    withdraw_template,
)
from casework.letters import letter_bytes, propose_letter
from casework.policy_settings import decide_policy
from casework.template_drafts import TemplateDraft, TemplateWithdrawalDraft
from law.errors import UserError
from law.terms import DocumentKind, EventKind, Outcome, Role
from models import Event, LetterTemplate, Person
from models.blobs import sha256_of
from templates.package import read_package, write_package
from templates.preview import blocks_of, plain_text
from templates.store import shipped_template, template_keys
from tests.casework.desk import Desk
from tests.casework.offices import AGENCY

GRANT = "outcome_letter.grant"
NOTICE = "correction_notice"


def edited(key: str, old: str, new: str) -> bytes:
    parts = read_package(shipped_template(key))
    assert old.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    return write_package(parts)


def draft(desk: Desk, key: str, old: str, new: str, **changes: Any) -> TemplateDraft:
    values: dict[str, Any] = {
        "key": key,
        "file_name": "改好的模板.docx",
        "content": edited(key, old, new),
        "valid_from": desk.today,
        "reason": "法制机构意见",
        **changes,
    }
    return TemplateDraft(**values)


def adopt(desk: Desk, key: str = GRANT, old: str = "经审查，现", new: str = "经依法审查，现", **changes: Any) -> int:
    adopt_template(desk.office, draft(desk, key, old, new, **changes), **desk.how)
    return max(one.id for one in template_history(desk.office, key, today=desk.today))


def printed(desk: Desk, document_id: int) -> str:
    return plain_text(blocks_of(letter_bytes(desk.office, document_id)[1]))


def issued_payload(desk: Desk, document_id: int) -> dict[str, Any]:
    with desk.office.reading() as session:
        found = session.scalars(
            select(Event).where(Event.document_id == document_id, Event.kind == EventKind.DOCUMENT_ISSUED)
        ).one()
        return dict(found.payload)


def test_the_template_of_the_day_of_the_letter_makes_it(desk: Desk) -> None:
    request_id = desk.take_in()
    desk.on(3, 5)
    template_id = adopt(desk, valid_from=date(2026, 3, 9))
    desk.decide(request_id)
    before = desk.draft(request_id)
    assert "经审查，现答复如下" in printed(desk, before)
    desk.on(3, 9)
    document_id = desk.draft(request_id, document_id=before)
    assert "经依法审查，现答复如下" in printed(desk, document_id)
    preview = propose_letter(desk.office, LetterDraft(request_id=request_id, dated_on=desk.today), desk.today)
    assert any("经依法审查" in one.text for one in preview.blocks)
    assert preview.body_range is not None
    desk.issue(document_id)
    assert "经依法审查，现答复如下" in printed(desk, document_id)
    with desk.office.reading() as session:
        row = session.get_one(LetterTemplate, template_id)
        assert issued_payload(desk, document_id)["template_sha256"] == row.content_sha256
        assert template_on(session, GRANT, date(2026, 3, 8)) is None
        assert template_on(session, GRANT, date(2026, 3, 9)) is not None


def test_letters_without_a_draft_use_it_too(local_desk: Desk) -> None:
    adopt(local_desk, NOTICE, "经审查，{{ you }}的申请有", "经逐项审查，{{ you }}的申请有")
    request_id = local_desk.take_in()
    document_id = local_desk.ask_correction(request_id, local_desk.today + timedelta(days=15)).document_id
    assert document_id is not None
    assert "经逐项审查，你的申请有" in printed(local_desk, document_id)
    assert issued_payload(local_desk, document_id)["template_sha256"]
    other = local_desk.take_in()
    reply = local_desk.reply(other)
    assert issued_payload(local_desk, reply)["template_sha256"] == ""


def test_reprint_after_changes_of_template_agency_and_policy_is_the_same_file(desk: Desk) -> None:
    request_id = desk.take_in()
    document_id = desk.reply(request_id)
    name, before = letter_bytes(desk.office, document_id)
    desk.on(3, 3)
    adopt(desk)
    how = {"now": desk.how["now"], "actor": desk.actor}
    update_profile(desk.office, replace(AGENCY, name="临江县自然资源和规划局", contact_phone="0990-5550199"), **how)
    decide_policy(
        desk.office, "font_body", "仿宋", valid_from=desk.today, reason="本机关没有该字体", today=desk.today, **how
    )
    assert letter_bytes(desk.office, document_id) == (name, before)
    assert desk.document(document_id).content_sha256 == sha256_of(before)
    # ... while a new letter shows every one of the changes.
    other = desk.reply(desk.take_in())
    after = letter_bytes(desk.office, other)[1]
    assert "经依法审查" in printed(desk, other)
    assert "临江县自然资源和规划局" in printed(desk, other)
    assert 'w:name="仿宋"'.encode() in read_package(after)["word/fontTable.xml"]
    assert letter_bytes(desk.office, document_id) == (name, before)


def test_the_latest_of_several_counts_and_a_withdrawn_one_no_more(local_desk: Desk) -> None:
    first = adopt(local_desk)
    second = adopt(local_desk, new="经认真审查，现")
    planned = adopt(local_desk, new="经全面审查，现", valid_from=local_desk.today + timedelta(days=5))
    states = {one.id: one.state for one in template_history(local_desk.office, GRANT, today=local_desk.today)}
    assert states == {first: "replaced", second: "in_force", planned: "planned"}
    kind = next(one for one in letter_kinds(local_desk.office, today=local_desk.today) if one.key == GRANT)
    assert kind.own is not None
    assert (kind.own.id, kind.planned) == (second, 1)
    withdraw_template(local_desk.office, TemplateWithdrawalDraft(template_id=second, reason="有错字"), **local_desk.how)
    history = template_history(local_desk.office, GRANT, today=local_desk.today)
    assert [(one.id, one.state) for one in history] == [
        (planned, "planned"),
        (second, "withdrawn"),
        (first, "in_force"),
    ]
    assert history[1].withdrawn_reason == "有错字"
    _, content = template_file(local_desk.office, GRANT, day=local_desk.today)
    assert "经依法审查".encode() in read_package(content)["word/document.xml"]
    with pytest.raises(UserError) as refused:
        withdraw_template(local_desk.office, TemplateWithdrawalDraft(template_id=second, reason="再"), **local_desk.how)
    assert refused.value.code == "template_withdrawn_already"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"reason": " "}, "template_reason_missing", "reason"),
        ({"valid_from": date(2026, 3, 1)}, "template_day_past", "valid_from"),
        ({"key": "no_such_letter"}, "template_unknown", "key"),
        ({"content": b"%PDF-1.7"}, "template_refused", "file"),
        ({"new": "{{ ''.__class__ }}现"}, "template_refused", "file"),
    ],
)
def test_what_is_not_adopted(local_desk: Desk, changes: dict[str, Any], code: str, field: str) -> None:
    values = dict(changes)
    new = values.pop("new", "经依法审查，现")
    made = replace(draft(local_desk, GRANT, "经审查，现", new), **values)
    with pytest.raises(UserError) as refused:
        adopt_template(local_desk.office, made, **local_desk.how)
    assert (refused.value.code, refused.value.field) == (code, field)
    with local_desk.office.reading() as session:
        assert session.scalar(select(LetterTemplate.id)) is None


def test_a_refusal_names_the_paragraph(local_desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        adopt(local_desk, NOTICE, "{{ deadline|date }}", "近日")
    assert "补正截止日" in refused.value.what
    assert "正文第" in refused.value.what
    assert "段" in refused.value.what


def test_the_same_template_twice_is_refused(local_desk: Desk) -> None:
    adopt(local_desk)
    with pytest.raises(UserError) as refused:
        adopt(local_desk)
    assert refused.value.code == "template_same"


def test_only_who_answers_for_the_wording_adopts(local_desk: Desk) -> None:
    with local_desk.office.writing() as session:
        now = local_desk.how["now"]
        for name, role in (("王敏", Role.WINDOW), ("赵主任", Role.HEAD)):
            session.add(Person(name=name, role=role.label, roles=[role.value], created_at=now))
    with pytest.raises(UserError) as refused:
        adopt(local_desk)
    assert refused.value.code == "template_role"
    local_desk.actor = "赵主任"
    assert adopt(local_desk)


def test_looking_keeps_nothing_and_shows_the_difference(local_desk: Desk) -> None:
    content = edited(GRANT, "经审查，现", "经依法审查，现")
    looked = examine_template(local_desk.office, GRANT, "改.docx", content, today=local_desk.today)
    assert looked.accepted
    assert looked.changed == 1
    assert [(two.kind, two.text) for one in looked.changes for two in one.words if two.kind != "same"] == [
        ("added", "依法")
    ]
    assert template_history(local_desk.office, GRANT, today=local_desk.today) == ()
    adopt(local_desk)
    again = examine_template(local_desk.office, GRANT, "改.docx", content, today=local_desk.today)
    assert again.changed == 0, "compared with the template in force"


def test_every_letter_is_listed_with_its_source(local_desk: Desk) -> None:
    kinds = letter_kinds(local_desk.office, today=local_desk.today)
    assert {one.key for one in kinds} == set(template_keys())
    assert {one.source_text for one in kinds} == {"原版"}
    assert all(one.title for one in kinds)
    groups = {one.key: one.group for one in kinds}
    assert groups[GRANT] == "答复文书"
    assert groups[NOTICE] == "程序文书"
    assert groups[DocumentKind.FEE_CALC] == "内部单"
    name, content = template_file(local_desk.office, GRANT, day=local_desk.today)
    assert content == shipped_template(GRANT)
    assert Outcome.GRANT.label in name


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read_template_file(tmp_path / "没有.docx")
    assert refused.value.code == "template_file_unreadable"
    big = tmp_path / "大.docx"
    with big.open("wb") as stream:
        stream.truncate(11 * 1024 * 1024)
    with pytest.raises(UserError) as refused:
        read_template_file(big)
    assert refused.value.code == "template_file_too_large"
