"""Many letters into a folder: whole files, told and stopped between two, a thousand of them in flat memory."""

import tracemalloc
from pathlib import Path

import pytest
from sqlalchemy import inspect

from casework import letter_batch
from casework.letter_batch import export_letters
from casework.letters import letter_bytes
from casework.unit_of_work import begin
from law.errors import UserError
from models import Document
from templates.office_conversion import find_office
from tests.casework.desk import Desk

with_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


class Stopped(Exception):
    """What a pressed 取消 raises."""


def _issued(desk: Desk, count: int = 2) -> list[int]:
    found = []
    for _ in range(count):
        request_id = desk.on(3, 3).take_in()
        found.append(desk.on(3, 5).reply(request_id))
    return found


def test_issued_letters_are_written_byte_for_byte(desk: Desk, tmp_path: Path) -> None:
    ids = _issued(desk, 3)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    made = export_letters(desk.office, ids, tmp_path / "出件", tell)
    assert made.failed == ()
    assert told == [(1, 3), (2, 3), (3, 3)]
    for document_id, name in zip(ids, made.names, strict=True):
        wanted, content = letter_bytes(desk.office, document_id)
        assert name == wanted
        assert (tmp_path / "出件" / name).read_bytes() == content
    assert sorted(one.name for one in (tmp_path / "出件").iterdir()) == sorted(made.names)


def test_what_is_there_is_not_overwritten(local_desk: Desk, tmp_path: Path) -> None:
    ids = _issued(local_desk, 1)
    (first,) = export_letters(local_desk.office, ids, tmp_path).names
    (tmp_path / first).write_bytes(b"somebody wrote into it")
    (second,) = export_letters(local_desk.office, ids, tmp_path).names
    assert second == first.replace(".docx", "（2）.docx")
    assert (tmp_path / first).read_bytes() == b"somebody wrote into it"
    assert (tmp_path / second).read_bytes() == letter_bytes(local_desk.office, ids[0])[1]


def test_a_letter_that_is_not_there_does_not_stop_the_others(local_desk: Desk, tmp_path: Path) -> None:
    ids = _issued(local_desk, 2)
    made = export_letters(local_desk.office, [ids[0], 999_999, ids[1], ids[0]], tmp_path)
    assert len(made.names) == 2
    assert [one for one, _ in made.failed] == [999_999]
    assert made.failed[0][1]


def test_stopped_between_two_what_is_written_stays(local_desk: Desk, tmp_path: Path) -> None:
    ids = _issued(local_desk, 3)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        export_letters(local_desk.office, ids, tmp_path / "out", stop)
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_folder_that_cannot_be_made_is_told(local_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError) as refusal:
        export_letters(local_desk.office, _issued(local_desk, 1), tmp_path / "file" / "inside")
    assert refusal.value.code == "file_not_written"


def test_without_libreoffice_nothing_is_written(
    local_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_batch, "find_office", lambda: None)
    with pytest.raises(UserError) as refusal:
        export_letters(local_desk.office, _issued(local_desk, 1), tmp_path / "out", kind="both")
    assert refusal.value.code in ("pdf_no_office", "pdf_only_wps")
    assert not (tmp_path / "out").exists()


@with_office
@pytest.mark.parametrize("kind", ["pdf", "both"])
def test_pdfs_are_written_beside_or_alone(local_desk: Desk, tmp_path: Path, kind: letter_batch.Kind) -> None:
    ids = _issued(local_desk, 3)
    told: list[tuple[int, int]] = []
    made = export_letters(
        local_desk.office, ids, tmp_path / "out", lambda done, total: told.append((done, total)), kind=kind
    )
    pdfs = [one for one in made.names if one.endswith(".pdf")]
    assert len(pdfs) == 3
    assert len(made.names) == (6 if kind == "both" else 3)
    assert all((tmp_path / "out" / one).read_bytes().startswith(b"%PDF-") for one in pdfs)
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == sorted(made.names)
    assert told[-1] == ((6, 6) if kind == "both" else (3, 3))
    assert told == sorted(told)


def _copied(desk: Desk, document_id: int, count: int) -> list[int]:
    """As many issued letters with the bytes of one; only the list of a big office is this long."""
    with begin(desk.office, **desk.how) as work:
        kept = {
            column.key: getattr(work.session.get_one(Document, document_id), column.key)
            for column in inspect(Document).column_attrs
            if column.key not in ("id", "document_number", "number_class")
        }
        rows = [Document(**kept) for _ in range(count)]
        work.session.add_all(rows)
        work.session.flush()
        return [one.id for one in rows]


def test_a_thousand_letters_in_flat_memory(local_desk: Desk, tmp_path: Path) -> None:
    ids = _copied(local_desk, _issued(local_desk, 1)[0], 1000)
    export_letters(local_desk.office, ids[:10], tmp_path / "warm")
    peaks = []
    for count in (100, 1000):
        tracemalloc.start()
        made = export_letters(local_desk.office, ids[:count], tmp_path / str(count))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(made.names) == len(set(made.names)) == count
        assert made.failed == ()
    few, many = peaks
    assert many - few < 2_000_000, "names alone may grow"
