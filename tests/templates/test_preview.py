"""The preview is read from the letter itself."""

from templates.build_letters import build_all
from templates.preview import BlockKind, blocks_of, plain_text
from tests.templates.reading import blocks, document, text_of_document
from tests.templates.sample_letters import all_letters, deadline_sheet, grant


def test_blocks_in_reading_order() -> None:
    kinds = [one.kind for one in blocks(grant())]
    assert kinds[:5] == [BlockKind.MARK, BlockKind.RULE, BlockKind.NUMBER, BlockKind.TITLE, BlockKind.ADDRESSEE]
    ending = [BlockKind.ANNEX, BlockKind.ANNEX, BlockKind.SIGNATURE, BlockKind.DATE, BlockKind.CONTACT, BlockKind.RULE]
    assert kinds[-6:] == ending
    assert kinds.count(BlockKind.EXCERPT) == 1


def test_preview_has_every_word_of_every_letter() -> None:
    for name, letter in all_letters().items():
        shown = "".join(plain_text(blocks(letter)).split())
        for paragraph in text_of_document(document(letter)):
            assert "".join(paragraph.split()) in shown, name


def test_looks_come_from_the_styles() -> None:
    by_kind = {one.kind: one for one in blocks(grant())}
    assert by_kind[BlockKind.TITLE].points == 22.0
    assert by_kind[BlockKind.PARA].first_line_chars == 2.0
    assert by_kind[BlockKind.MARK].points == 42.0
    assert by_kind[BlockKind.SIGNATURE].left_chars == by_kind[BlockKind.DATE].left_chars == 13.5
    annexes = [one for one in blocks(grant()) if one.kind is BlockKind.ANNEX]
    assert [(one.left_chars, one.first_line_chars) for one in annexes] == [(5.0, -3.0), (5.0, 0.0)]


def test_day_table_is_rows() -> None:
    shown = blocks(deadline_sheet())
    (head,) = [one for one in shown if one.kind is BlockKind.TABLE_HEAD]
    rows = [one for one in shown if one.kind is BlockKind.TABLE_ROW]
    assert head.cells == ("日期", "星期", "计数", "性质", "依据")
    assert len(rows) == 29
    assert rows[0].cells == ("2026年10月20日", "周二", "—", "收到日", "当日不计")
    assert rows[-1].cells[:3] == ("2026年11月17日", "周二", "第20日")
    assert not [one for one in shown if one.kind is BlockKind.RULE]


def test_a_bare_template_can_be_previewed_too() -> None:
    data = dict(build_all())["receipt.docx"]
    assert "{{ addressee }}：" in plain_text(blocks_of(data))
