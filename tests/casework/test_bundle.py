"""The bundle of a dispute: numbers that are right, two volumes apart, nothing left of what was stopped."""

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import text as sql
from sqlalchemy import update

from casework.__main__ import main
from casework.attachments import attach
from casework.bundle import build
from casework.bundle_folder import SUMS_NAME
from casework.bundle_plan import bundle_plan, with_choices
from casework.bundle_views import (
    BuiltBundle,
    BuiltVolume,
    BundleDraft,
    BundleItem,
    BundleItemDraft,
    BundleSection,
    PieceOrigin,
)
from casework.drafts import AttachmentDraft
from law.dispute_terms import Forum
from law.errors import UserError
from law.terms import Opinion, Outcome
from models import Blob
from templates.bundle_papers import BundlePaper, Words, paper_bytes
from templates.office_conversion import find_office
from tests.casework.bundle_office import open_case
from tests.casework.desk import Desk
from tests.casework.made_files import page, pdf, text
from tests.casework.test_evidence_plan import DUTY, NOTHING

PARTY = "澜安汇泽置业有限公司"
needs_office = pytest.mark.skipif(find_office() is None, reason="no LibreOffice here")


def scan_of(words: str, count: int = 1) -> bytes:
    return pdf(*(page(text(f"{words} {at}")) for at in range(1, count + 1)))


def picture(colour: str = "navy", size: tuple[int, int] = (900, 600)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG")
    return target.getvalue()


def file(name: str, content: bytes, role: str = "") -> AttachmentDraft:
    return AttachmentDraft(file_name=name, content=content, media_type="", role=role)


def refused_case(desk: Desk, *files: AttachmentDraft, consulted: bool = False) -> tuple[int, int]:
    """A case of 信息不存在, with files; returns request and dispute."""
    case = desk.take_in()
    if files:
        attach(desk.on(3, 3).office, case, files, **desk.how)
    if consulted:
        asked = desk.on(3, 4).consult(case)
        desk.on(3, 9).opinion(case, asked.event_id, Opinion.REFUSE)
    desk.on(3, 12).search(case)
    document = desk.on(3, 16).reply(case, Outcome.NOT_EXIST, facts=NOTHING, evidence=DUTY)
    desk.on(3, 19).serve(document)
    copy = file("行政复议申请书副本.pdf", scan_of("copy", 3), "申请书副本")
    return case, open_case(desk.on(5, 6), [(case, document)], files=(copy,))


def built(desk: Desk, dispute: int, target: Path, *choices: BundleItemDraft) -> BuiltBundle:
    return build(
        desk.office, BundleDraft(dispute_id=dispute, target=target, items=choices), today=desk.today, actor="王敏"
    )


def texts(path: Path) -> list[str]:
    """The words of every page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[at].get_textpage().get_text_bounded() for at in range(len(document))]
    finally:
        document.close()


def index_of(pages: list[str], volume: BuiltVolume) -> str:
    """The words of cover and index."""
    return "\n".join(pages[: volume.front_pages])


def items(desk: Desk, dispute: int) -> Mapping[str, BundleItem]:
    return {one.title: one for one in bundle_plan(desk.office, dispute, today=desk.today).items}


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[Path]:
    """A folder in which nothing is left, whatever happens."""
    folder = tmp_path / "out"
    folder.mkdir()
    yield folder
    assert list(folder.iterdir()) == []


# ------------------------------------------------------------------------------------------------------------ the plan


def test_the_plan_is_in_the_order_of_an_answer(local_desk: Desk) -> None:
    _, dispute = refused_case(local_desk, file("申请书.pdf", scan_of("request"), "申请书"))
    plan = bundle_plan(local_desk.office, dispute, today=local_desk.today)
    assert [one.section for one in plan.items] == sorted(
        (one.section for one in plan.items), key=list(BundleSection).index
    )
    evidence = [one.title for one in plan.items if one.section is BundleSection.EVIDENCE]
    order = ["申请书：申请书.pdf", "登记表", "检索记录", "审查呈批单", "政府信息不存在告知书", "期限计算说明"]
    assert [one for one in evidence if one in order] == order
    assert [one.number for one in plan.items if one.number] == list(range(1, len(evidence) + 1))


def test_a_moved_piece_wants_a_reason(local_desk: Desk, untouched: Path) -> None:
    _, dispute = refused_case(local_desk)
    key = items(local_desk, dispute)["登记表"].key
    with pytest.raises(UserError) as caught:
        built(local_desk, dispute, untouched / "卷宗", BundleItemDraft(key=key, restricted=True))
    assert caught.value.code == "bundle_reason_missing"
    assert caught.value.field == "items.0.reason"


def test_what_a_person_says_of_a_late_scan_is_printed_with_it(local_desk: Desk) -> None:
    case, dispute = refused_case(local_desk)
    attach(local_desk.office, case, (file("检索截图.pdf", scan_of("late"), "检索截图"),), **local_desk.how)
    plan = bundle_plan(local_desk.office, dispute, today=local_desk.today)
    late = next(one for one in plan.items if one.late)
    assert late.late_note == "入卷于2026年5月6日，晚于答复，须核对形成日期"
    choice = BundleItemDraft(key=late.key, formed_on=date(2026, 3, 12), reason="截图上有系统时间")
    shown = next(one for one in with_choices(plan.items, (choice,)) if one.key == late.key)
    assert not shown.late
    assert shown.late_note == "2026年3月12日形成，2026年5月6日入卷：截图上有系统时间"
    with pytest.raises(UserError) as caught:
        with_choices(plan.items, (BundleItemDraft(key=late.key, formed_on=date(2026, 6, 1), reason="x"),))
    assert caught.value.code == "bundle_formed_late"


def test_a_lawsuit_takes_over_the_papers_of_the_reconsideration(local_desk: Desk) -> None:
    case, first = refused_case(local_desk)
    document = bundle_plan(local_desk.office, first, today=local_desk.today).plans[0].document_id
    complaint = file("起诉状副本.pdf", scan_of("complaint"), "起诉状副本")
    lawsuit = open_case(
        local_desk.on(9, 2),
        [(case, document)],
        forum=Forum.LITIGATION,
        number="（2026）东0121行初7号",
        files=(complaint,),
        previous_id=first,
    )
    received = [
        one.title
        for one in bundle_plan(local_desk.office, lawsuit, today=local_desk.today).items
        if one.section is BundleSection.RECEIVED
    ]
    assert received == ["复议阶段申请书副本：行政复议申请书副本.pdf", "起诉状副本：起诉状副本.pdf"]


@needs_office
def test_a_third_party_of_the_dispute_is_known_to_the_others(local_desk: Desk, tmp_path: Path) -> None:
    case, first = refused_case(local_desk, consulted=True)
    document = bundle_plan(local_desk.office, first, today=local_desk.today).plans[0].document_id
    dispute = open_case(
        local_desk, [(case, document)], forum=Forum.LITIGATION, number="（2026）东0121行初8号", third_party=PARTY
    )
    done = built(local_desk, dispute, tmp_path / "卷宗")
    opened = done.volumes[0]
    assert {"answer", "evidence_list"} <= {one.key for one in opened.pieces}
    assert not done.problems


def piece(key: int, section: BundleSection, *, restricted: bool = False) -> BundleItem:
    return BundleItem(
        key=f"a{key}",
        section=section,
        title=f"材料{key}",
        document_number="",
        number=0,
        proves="",
        day=None,
        formed_on=date(2026, 4, 1),
        late=False,
        late_note="",
        restricted=restricted,
        why="",
        moved=False,
        included=True,
        origin=PieceOrigin.FROZEN,
        request_id=1,
        file_name="a.pdf",
        sha256="",
        size=0,
    )


@given(st.data())
def test_whatever_is_chosen_the_sections_and_the_numbers_are_in_order(data: st.DataObject) -> None:
    sections = data.draw(st.lists(st.sampled_from(list(BundleSection)), max_size=12))
    proposed = tuple(piece(at, one) for at, one in enumerate(sorted(sections, key=list(BundleSection).index)))
    named = data.draw(st.permutations(proposed)) if proposed else []
    choices = [
        BundleItemDraft(
            key=one.key,
            included=data.draw(st.booleans()),
            restricted=data.draw(st.sampled_from((None, True, False))),
            reason="理由",
        )
        for one in named[: data.draw(st.integers(0, len(named)))]
    ]
    found = with_choices(proposed, choices)
    assert {one.key for one in found} == {one.key for one in proposed}
    places = [list(BundleSection).index(one.section) for one in found]
    assert places == sorted(places)
    numbers = [one.number for one in found if one.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(bool(one.number) == (one.section is BundleSection.EVIDENCE and one.included) for one in found)
    assert all(one.why == "理由" for one in found if one.moved)


# ------------------------------------------------------------------------------------------------------------- built


@needs_office
def test_every_page_has_its_number_and_the_index_is_right(local_desk: Desk, tmp_path: Path) -> None:
    many = [file(f"往来材料{at}.pdf", scan_of(f"piece{at}", 12), "往来材料") for at in range(1, 16)]
    _, dispute = refused_case(local_desk, file("申请书.jpg", picture(), "申请书"), *many)
    done = built(local_desk, dispute, tmp_path / "卷宗")
    assert not done.problems
    assert done.pages >= 200
    for volume in done.volumes:
        pages = texts(tmp_path / "卷宗" / volume.file_name)
        assert len(pages) == volume.pages
        assert all(f"第 {at} 页 共 {volume.pages} 页" in words for at, words in enumerate(pages, start=1))
        # The pieces fill the volume without a gap behind the front matter.
        expected = volume.front_pages + 1
        index = index_of(pages, volume).replace("\r", "").replace("\n", "")
        for one in volume.pieces:
            assert one.first_page == expected
            expected = one.last_page + 1
            span = f"{one.first_page}–{one.last_page}" if one.first_page != one.last_page else str(one.first_page)
            assert span in index
        assert expected == volume.pages + 1
    opened = done.volumes[0]
    pages = texts(tmp_path / "卷宗" / opened.file_name)
    for at in range(1, 16):
        piece = next(one for one in opened.pieces if one.title == f"往来材料：往来材料{at}.pdf")
        assert f"piece{at} 1" in pages[piece.first_page - 1]
        assert f"piece{at} 12" in pages[piece.last_page - 1]


@needs_office
def test_the_evidence_list_names_the_pages_of_the_volume(local_desk: Desk, tmp_path: Path) -> None:
    _, dispute = refused_case(local_desk, file("申请书.pdf", scan_of("request", 4), "申请书"))
    done = built(local_desk, dispute, tmp_path / "卷宗")
    opened = done.volumes[0]
    pages = texts(tmp_path / "卷宗" / opened.file_name)
    listed = next(one for one in opened.pieces if one.key == "evidence_list")
    words = "".join(pages[listed.first_page - 1 : listed.last_page]).replace("\r", "").replace("\n", "")
    request = next(one for one in opened.pieces if one.title.startswith("申请书："))
    assert request.number == 1
    assert f"{request.first_page}–{request.last_page}" in words
    assert "申请的内容和提出的时间" in words
    names = {name for name, _ in done.files}
    assert {"证据目录.docx", "行政复议答复书（草稿）.docx", "证据核对单（内部）.docx"} <= names
    assert any(one.startswith("期限计算说明") for one in names)


@needs_office
def test_what_nobody_may_inspect_is_not_in_the_open_volume(local_desk: Desk, tmp_path: Path) -> None:
    named = file("会议纪要.docx", made_docx(f"与{PARTY}商谈的记录"), "往来材料")
    _, dispute = refused_case(
        local_desk, file("身份证.pdf", scan_of("SECRETIDENTITY"), "身份证明"), named, consulted=True
    )
    done = built(local_desk, dispute, tmp_path / "卷宗")
    opened, closed = done.volumes
    assert (opened.restricted, closed.restricted) == (False, True)
    plain = "".join("".join(texts(tmp_path / "卷宗" / opened.file_name)).split())
    assert PARTY not in plain
    assert "SECRETIDENTITY" not in plain
    hidden = "".join("".join(texts(tmp_path / "卷宗" / closed.file_name)).split())
    assert PARTY in hidden
    assert "SECRETIDENTITY" in hidden
    assert "“往来材料：会议纪要.docx”含第三方名称，已移入不可查阅册" in done.problems
    # The sheet of the dates is open, and names nobody.
    assert any(one.title == "期限计算说明" for one in opened.pieces)


@needs_office
def test_a_damaged_file_is_named_and_does_not_stop_the_rest(local_desk: Desk, tmp_path: Path) -> None:
    files = (
        file("坏的.pdf", b"%PDF-1.7 broken"),
        file("坏的.jpg", b"\xff\xd8\xff\xe0 nothing"),
        file("坏的.docx", b"PK no package"),
        file("程序.exe", b"MZ"),
        file("好的.pdf", scan_of("good", 2)),
    )
    _, dispute = refused_case(local_desk, *files)
    with local_desk.office.writing() as session:
        good = hashlib.sha256(files[4].content).hexdigest()
        guards = session.scalars(sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'blobs'"))
        for name in guards.all():
            session.execute(sql(f"DROP TRIGGER {name}"))
        session.execute(update(Blob).where(Blob.sha256 == good).values(content=b"changed"))
    done = built(local_desk, dispute, tmp_path / "卷宗")
    told = "\n".join(done.problems)
    for name in ("坏的.pdf", "坏的.jpg", "程序.exe", "好的.pdf"):
        assert f"“{name}”没有装订" in told
    folder = tmp_path / "卷宗"
    assert (folder / "原件" / "坏的.pdf").read_bytes() == files[0].content
    assert not (folder / "原件" / "好的.pdf").exists()  # its bytes are not what was kept
    pages = texts(folder / done.volumes[0].file_name)
    broken = next(one for one in done.volumes[0].pieces if one.title == "坏的.pdf")
    assert broken.problem
    words = "".join(pages[broken.first_page - 1].split())
    assert "本材料没有印出，此页代替" in words
    assert "坏的.pdf" in words


@needs_office
def test_the_hashes_are_true_in_a_folder_and_in_a_zip(local_desk: Desk, tmp_path: Path) -> None:
    _, dispute = refused_case(local_desk)
    folder, packed = tmp_path / "卷宗", tmp_path / "卷宗.zip"
    done = built(local_desk, dispute, folder)
    zipped = built(local_desk, dispute, packed)
    lines = (folder / SUMS_NAME).read_text("utf-8").splitlines()
    listed: dict[str, str] = {line[66:]: line[:64] for line in lines}
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    with zipfile.ZipFile(packed) as archive:
        assert set(archive.namelist()) == {*listed, SUMS_NAME}
        for name, digest in zipped.files:
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    assert done.files == tuple(sorted(listed.items()))
    assert hashlib.sha256((folder / SUMS_NAME).read_bytes()).hexdigest() == done.list_sha256


@needs_office
@pytest.mark.parametrize("after", [1, 8, 20, 60, 100])
def test_what_is_stopped_leaves_nothing(local_desk: Desk, untouched: Path, after: int) -> None:
    _, dispute = refused_case(local_desk)
    told = []

    class StoppedError(Exception):
        pass

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) >= after:
            raise StoppedError

    draft = BundleDraft(dispute_id=dispute, target=untouched / "卷宗")
    with pytest.raises(StoppedError):
        build(local_desk.office, draft, today=local_desk.today, progress=progress)
    assert all(0 <= done <= total for done, total in told)


@needs_office
def test_the_progress_goes_forward_to_its_end(local_desk: Desk, tmp_path: Path) -> None:
    _, dispute = refused_case(local_desk)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    draft = BundleDraft(dispute_id=dispute, target=tmp_path / "卷宗")
    build(local_desk.office, draft, today=local_desk.today, progress=progress)
    assert len({total for _, total in told}) == 1
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]


@needs_office
def test_a_run_that_was_killed_does_not_stand_in_the_way(local_desk: Desk, tmp_path: Path) -> None:
    _, dispute = refused_case(local_desk)
    left = tmp_path / ".卷宗.part"
    left.mkdir()
    (left / "half.pdf").write_bytes(b"half")
    built(local_desk, dispute, tmp_path / "卷宗")
    assert sorted(one.name for one in tmp_path.iterdir() if "卷宗" in one.name) == ["卷宗"]


@needs_office
def test_killed_half_way_leaves_no_bundle_and_can_be_built_again(
    local_desk: Desk, migrated_sqlite_url: str, tmp_path: Path
) -> None:
    _, dispute = refused_case(local_desk)
    target, left = tmp_path / "卷宗", tmp_path / ".卷宗.part"
    database = migrated_sqlite_url.removeprefix("sqlite:///")
    command = [sys.executable, "-m", "casework", "bundle", "--database", database, "--today", "2026-05-06"]
    run = subprocess.Popen([*command, "--dispute", str(dispute), "--out", str(target)])
    limit = monotonic() + 60
    while not list(left.glob("work/*/*.pdf")) and run.poll() is None and monotonic() < limit:
        sleep(0.01)
    run.kill()
    run.wait()
    assert not target.exists()
    assert left.exists()
    done = built(local_desk, dispute, target)
    assert done.pages
    assert not left.exists()


@needs_office
def test_the_command_line_builds_it(
    local_desk: Desk, migrated_sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, dispute = refused_case(local_desk, file("坏的.pdf", b"%PDF-1.7 broken"))
    database = migrated_sqlite_url.removeprefix("sqlite:///")
    asked = ["bundle", "--database", database, "--today", "2026-05-06", "--dispute"]
    assert main([*asked, str(dispute), "--out", str(tmp_path / "卷宗.zip")]) == 0
    told = capsys.readouterr().out
    assert "可供查阅册" in told
    assert "“坏的.pdf”没有装订" in told
    assert main([*asked, "999", "--out", str(tmp_path / "无")]) == 2
    assert "找不到这件复议、诉讼" in capsys.readouterr().err


def test_nothing_is_written_over_and_a_bad_place_is_told(local_desk: Desk, tmp_path: Path) -> None:
    _, dispute = refused_case(local_desk)
    (tmp_path / "卷宗").mkdir()
    with pytest.raises(UserError) as caught:
        built(local_desk, dispute, tmp_path / "卷宗")
    assert caught.value.code == "bundle_exists"
    with pytest.raises(UserError) as caught:
        built(local_desk, dispute, tmp_path / "没有这个文件夹" / "卷宗")
    assert caught.value.code == "bundle_not_written"
    with pytest.raises(UserError) as caught:
        built(local_desk, dispute, tmp_path / "空", *(
            BundleItemDraft(key=one.key, included=False)
            for one in bundle_plan(local_desk.office, dispute, today=local_desk.today).items
        ))  # fmt: skip
    assert caught.value.code == "bundle_empty"


def test_a_full_disk_is_told_and_leaves_nothing(
    local_desk: Desk, untouched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, dispute = refused_case(local_desk)

    def full(*_: object) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError) as caught:
        built(local_desk, dispute, untouched / "卷宗")
    assert caught.value.code == "bundle_not_written"
    assert "No space left" in str(caught.value.what)


@needs_office
def test_it_is_built_on_both_engines_the_same(desk: Desk, tmp_path: Path) -> None:
    _, dispute = refused_case(desk)
    first = built(desk, dispute, tmp_path / "一")
    second = built(desk, dispute, tmp_path / "二")
    assert first.files == second.files


def made_docx(words: str) -> bytes:
    return paper_bytes(BundlePaper(title="纪要", parts=(Words(text=words),)))
