"""Typing into the letter: taken back whatever happened in between, found, replaced, pasted without loss."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor

from casework.office import Office
from casework.phrases import add_phrase, phrases
from casework.template_drafts import PhraseDraft
from desktop.frame.window import MainWindow
from desktop.letters import LetterPage
from desktop.letters.body import BodyEditor
from desktop.letters.pasted_text import pasted_text, plain_words, words_of_html
from desktop.letters.text_history import TextHistory, TextState
from law.terms import Evidence, Outcome
from tests.casework.desk import Desk
from tests.desktop.case_desk import desk_at
from tests.desktop.conftest import settle
from tests.desktop.keyboard import click, press, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _decided(desk: Desk) -> int:
    request_id = desk.on(11, 16).take_in()
    desk.search(request_id)
    desk.on(11, 18).decide(
        request_id,
        Outcome.NOT_EXIST,
        facts={"search_scope": "档案管理系统和公文系统", "search_result": "未检索到相关文件"},
        evidence={Evidence.DUTY_BASIS: "三定方案第二条"},
    )
    desk.on(11, 23)
    return request_id


@pytest.fixture
def page(office: Office, shell: MainWindow) -> Iterator[LetterPage]:
    """A draft on its page, the cursor at the end of its own words."""
    shell.open_page("letter", (_decided(desk_at(office)), None))
    settle(shell)
    opened = shell.page("letter")
    assert isinstance(opened, LetterPage)
    opened.paper.body.moveCursor(QTextCursor.MoveOperation.End)
    yield opened
    opened.view.find_bar.close_bar()


def body_text(page: LetterPage) -> str:
    return page.paper.body.toPlainText()


# ------------------------------------------------------------------------------------------------ taking back


def test_typing_is_taken_back_after_the_checks_read_it(shell: MainWindow, page: LetterPage) -> None:
    before = body_text(page)
    type_text(page.paper.body, "第一句。")
    page.check()
    settle(shell)
    type_text(page.paper.body, "第二句。")
    page.findings_card.setFocus()
    page.check()
    settle(shell)
    body = page.paper.body
    body.setFocus()
    press(body, Qt.Key.Key_Z, CTRL)
    assert body_text(page) == before + "第一句。"
    press(body, Qt.Key.Key_Z, CTRL)
    assert body_text(page) == before
    press(body, Qt.Key.Key_Z, CTRL)
    assert body_text(page) == before, "what the letter began with stays"
    press(body, Qt.Key.Key_Y, CTRL)
    press(body, Qt.Key.Key_Z, CTRL | SHIFT)
    assert body_text(page) == before + "第一句。第二句。"
    settle(shell)
    page.check()
    settle(shell)
    assert "第一句。第二句。" in "".join(one.text for one in page.paper.blocks())


def test_taking_back_outlives_another_width_and_keeps_the_size(shell: MainWindow, page: LetterPage) -> None:
    before = body_text(page)
    type_text(page.paper.body, "加一句。")
    shell.resize(1000, 768)
    settle(shell)
    page.paper.body.rescale(page.paper.paper_width() * 0.8)
    size = page.paper.body.document().begin().begin().fragment().charFormat().font().pixelSize()
    press(page.paper.body, Qt.Key.Key_Z, CTRL)
    assert body_text(page) == before
    assert page.paper.body.document().begin().begin().fragment().charFormat().font().pixelSize() == size


def test_words_that_the_checks_clean_can_be_taken_back(shell: MainWindow, page: LetterPage) -> None:
    body = page.paper.body
    before = body_text(page)
    body.insert_words("含\u200b零宽\u202e字符。")
    body.clearFocus()
    page.check()
    settle(shell)
    press(body, Qt.Key.Key_Z, CTRL)
    while body_text(page) != before:
        length = len(body_text(page))
        press(body, Qt.Key.Key_Z, CTRL)
        assert len(body_text(page)) != length


def test_another_letter_begins_a_new_history(office: Office, shell: MainWindow, page: LetterPage) -> None:
    type_text(page.paper.body, "只属于前一件的话。")
    shell.open_page("letter", (_decided(desk_at(office)), None))
    settle(shell)
    other = body_text(page)
    press(page.paper.body, Qt.Key.Key_Z, CTRL)
    assert body_text(page) == other


def test_signs_typed_one_after_another_are_one_step_until_a_pause() -> None:
    now = [0.0]
    history = TextHistory(lambda: now[0])
    history.begin(TextState("", 0))
    for at, text in (
        (0.0, "甲"),
        (0.2, "甲乙"),
        (0.4, "甲乙丙"),
        (9.0, "甲乙丙丁"),
        (9.1, "甲乙丙丁。"),
        (9.2, "甲乙丙丁。戊"),
    ):
        now[0] = at
        history.note(TextState(text, len(text)))
    assert [state.text for state in iter(history.undo, None)] == ["甲乙丙丁。", "甲乙丙", ""]
    assert [state.text for state in iter(history.redo, None)] == ["甲乙丙", "甲乙丙丁。", "甲乙丙丁。戊"]
    history.undo()
    history.note(TextState("别的", 2))
    assert not history.can_redo()
    for number in range(2000):
        history.note(TextState("长" * number, 0))
    assert sum(1 for _ in iter(history.undo, None)) < 600


# ------------------------------------------------------------------------------------------------ finding


def test_finding_goes_through_the_whole_paper_by_keyboard(shell: MainWindow, page: LetterPage) -> None:
    body = page.paper.body
    type_text(body, "征地批复另见附件，征地批复不全。")
    page.check()
    settle(shell)
    press(body, Qt.Key.Key_F, CTRL)
    bar = page.view.find_bar
    assert bar.wanted.hasFocus()
    type_text(bar.wanted, "征地批复")
    total = int(bar.count.text().partition("/")[2])
    assert total >= 3, "in the request, and twice in the own words"
    seen = set()
    for _ in range(total):
        seen.add(bar.count.text())
        press(bar.wanted, Qt.Key.Key_Return)
    assert seen == {f"{number}/{total}" for number in range(1, total + 1)}
    assert bar.count.text().startswith("1/"), "behind the last comes the first"
    press(bar.wanted, Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == f"{total}/{total}"
    press(bar.wanted, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert body.hasFocus()


def test_marks_of_a_search_stand_beside_those_of_the_checks_and_go(shell: MainWindow, page: LetterPage) -> None:
    body = page.paper.body
    type_text(body, "请选择理由。")
    page.check()
    settle(shell)
    tinted = len(body.extraSelections())
    assert tinted
    page.focus_search()
    page.view.find_bar.wanted.setText("理由")
    assert len(body.extraSelections()) == tinted + 1
    page.check()
    settle(shell)
    assert len(body.extraSelections()) == tinted + 1, "marked still after the checks"
    press(page.view.find_bar.wanted, Qt.Key.Key_Escape)
    assert len(body.extraSelections()) == tinted


def test_only_own_words_are_replaced(shell: MainWindow, page: LetterPage) -> None:
    body = page.paper.body
    body.insert_words("白石村甲，白石村乙。")
    page.check()
    settle(shell)
    fixed = [one.text for one in page.paper.blocks() if "白石村三组" in one.text]
    assert fixed
    page.focus_search()
    bar = page.view.find_bar
    bar.wanted.setText("白石村")
    assert not bar.one.isEnabled(), "the request comes first, and it is quoted as it is"
    assert "不在这里改" in bar.one.toolTip()
    bar.instead.setText("白石村（三组）")
    before = body_text(page)
    click(bar.all)
    assert body_text(page) == before.replace("白石村", "白石村（三组）")
    body.setFocus()
    press(body, Qt.Key.Key_Z, CTRL)
    assert body_text(page) == before, "one step"
    settle(shell)
    assert [one.text for one in page.paper.blocks() if "白石村三组" in one.text] == fixed


def test_replacing_one_goes_on_to_the_next_and_never_in_circles(shell: MainWindow, page: LetterPage) -> None:
    body = page.paper.body
    body.show_paragraphs(("𬍛甲，𬍛甲，𬍛甲。",), page.paper.paper_width())
    page.focus_search()
    bar = page.view.find_bar
    bar.wanted.setText("𬍛甲")
    assert bar.count.text() == "1/3"
    bar.instead.setText("𬍛甲乙")
    press(bar.instead, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    press(bar.instead, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert body_text(page) == "𬍛甲乙，𬍛甲乙，𬍛甲。"
    settle(shell)


# ------------------------------------------------------------------------------------------------ phrases


def test_a_selected_sentence_becomes_a_phrase_and_comes_back_by_keyboard(
    office: Office, shell: MainWindow, page: LetterPage
) -> None:
    body = page.paper.body
    press(body, Qt.Key.Key_Return)
    type_text(body, "另经询问业务科室，亦无该文件。")
    press(body, Qt.Key.Key_Home, SHIFT)
    press(body, Qt.Key.Key_J, CTRL | SHIFT)
    settle(shell)
    kept = phrases(office, Outcome.NOT_EXIST)
    assert [(one.text, one.place) for one in kept] == [("另经询问业务科室，亦无该文件。", Outcome.NOT_EXIST)]
    add_phrase(office, PhraseDraft(text="通用的话。"), today=shell.session.today, now=shell.session.now, actor="王敏")
    press(body, Qt.Key.Key_End)
    press(body, Qt.Key.Key_J, CTRL)
    settle(shell)
    card = page.phrases.card
    assert card.wanted.hasFocus()
    assert [card.list.item(at).text() for at in range(card.list.count())] == [kept[0].text, "通用的话。"]
    type_text(card.wanted, "通用")
    assert card.list.count() == 1
    press(card.wanted, Qt.Key.Key_Return)
    settle(shell)
    assert body.hasFocus()
    assert body_text(page).endswith("亦无该文件。通用的话。")
    press(body, Qt.Key.Key_Z, CTRL)
    assert body_text(page).endswith("亦无该文件。")
    assert page.side.currentWidget() is not card


def test_phrases_are_kept_and_removed_with_the_mouse(office: Office, shell: MainWindow, page: LetterPage) -> None:
    body = page.paper.body
    type_text(body, "可以保存的话。")
    press(body, Qt.Key.Key_Home, SHIFT)
    page.open_phrases()
    settle(shell)
    card = page.phrases.card
    card.place.set_value("")
    click(card.keep)
    settle(shell)
    assert [one.place for one in phrases(office)] == [""]
    assert card.list.count() == 1
    click(card.keep)
    settle(shell)
    assert "已经有了" in card.banner.label.text()
    click(card.remove)
    settle(shell)
    assert phrases(office) == ()
    assert card.list.count() == 0
    click(card.shut)
    assert page.side.currentWidget() is not card


def test_escape_closes_the_list_and_leaves_the_page_open(shell: MainWindow, page: LetterPage) -> None:
    press(page.paper.body, Qt.Key.Key_J, CTRL)
    settle(shell)
    press(page.phrases.card.wanted, Qt.Key.Key_Escape)
    assert not page.phrases.is_open()
    assert shell.heading.text() == "文书起草"


# ------------------------------------------------------------------------------------------------ pasting

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml>
 <w:WordDocument>
  <w:View>Normal</w:View>
  <w:Zoom>0</w:Zoom>
  <w:ValidateAgainstSchemas/>
  <w:SaveIfXMLInvalid>false</w:SaveIfXMLInvalid>
  <w:LidThemeAsian>ZH-CN</w:LidThemeAsian>
  <w:LidThemeComplexScript>X-NONE</w:LidThemeComplexScript>
 </w:WordDocument>
</xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no; margin:0cm;}
-->
</style>
</head>
<body lang=ZH-CN style='tab-interval:21.0pt;text-justify-trim:punctuation'>
<!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><b><span
style='font-size:16.0pt;font-family:仿宋_GB2312'>经检索，本机关在“档案管理系统”和公文
系统中以<span lang=EN-US>2019</span>年为起点<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1" title=""><span class=MsoFootnoteReference><span lang=EN-US><span
style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference>[1]</span><![endif]></span></span></span></a>检索，
‘未检索到’……<o:p></o:p></span></b></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='margin-left:18.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span lang=EN-US><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>系统：档案管理系统<span
lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span lang=EN-US
style='font-family:Wingdings'><span style='mso-list:Ignore'>&#61623;<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>关键词：征地<br>
白石村</p>
<table class=MsoNormalTable border=1 cellspacing=0 style='border-collapse:collapse'>
 <tr style='mso-yfti-irow:0'>
  <td width=284 valign=top><p class=MsoNormal>系统<o:p></o:p></p></td>
  <td width=284 valign=top><p class=MsoNormal>结果<o:p></o:p></p></td>
 </tr>
 <tr style='mso-yfti-irow:1'>
  <td width=284><p class=MsoNormal>公文系统</p></td><td width=284><p class=MsoNormal>未检索到</p></td>
 </tr>
</table>
<p class=MsoNormal><!--[if supportFields]><span style='mso-element:field-begin'></span> PAGEREF _Toc1 \\h <span
style='mso-element:field-separator'></span><![endif]-->见第3页<!--[if supportFields]><span
style='mso-element:field-end'></span><![endif]--><span style='display:none;mso-hide:all'>隐藏的话</span><del
cite="mailto:x">删掉的</del><ins>加上的</ins>，不&nbsp;间&#8203;断&#173;。</p>
<!--EndFragment-->
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all>
<hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span
class=MsoFootnoteReference>[1]</span></a> 含移交的档案。</p>
</div></div>
</body></html>"""
WORD_WORDS = """经检索，本机关在“档案管理系统”和公文系统中以2019年为起点[1]检索，‘未检索到’……
1. 系统：档案管理系统
· 关键词：征地
白石村
系统　结果
公文系统　未检索到
见第3页加上的，不 间断。
[1] 含移交的档案。"""
WPS = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type"
content="text/html; charset=utf-8" ><meta name="ProgId"  content="Word.Document" ><meta name="Generator"
content="Microsoft Word 14" ><!--[if gte mso 9]><xml><o:DocumentProperties></o:DocumentProperties></xml><![endif]-->
<!--[if gte mso 9]><xml><w:LatentStyles DefLockedState="false" DefQFormat="1" ></w:LatentStyles></xml><![endif]-->
<style>@font-face{font-family:"Times New Roman";} p.MsoNormal{mso-style-name:正文;}</style></head>
<body style="tab-interval:21pt;text-justify-trim:punctuation;" ><!--StartFragment--><p class=MsoNormal
style="margin-left:0.0000pt;mso-list:l0 level1 lfo1;" ><![if !supportLists]><span
style="font-family:宋体;" ><span style='mso-list:Ignore;' >（一）<span>&nbsp;</span></span></span><![endif]><span
style="mso-spacerun:'yes';font-family:宋体;" ><font face="宋体" >申请材料</font></span><span><o:p></o:p></span></p>
<p class=MsoNormal ><span style="mso-spacerun:'yes';" >甲<font face="Times New Roman" >&amp;</font>乙&nbsp;&lt;丙&gt;
</span></p><!--EndFragment--></body></html>"""


def test_word_gives_its_words_and_nothing_else() -> None:
    assert pasted_text(WORD, "") == WORD_WORDS
    assert pasted_text(WORD, WORD_WORDS.replace("　", "\t")) == WORD_WORDS


def test_wps_gives_its_words_and_nothing_else() -> None:
    assert pasted_text(WPS, "") == "（一） 申请材料\n甲&乙 <丙>"


def test_cf_html_without_its_fragment_marks_is_read_whole() -> None:
    bare = WORD.replace("<!--StartFragment-->", "").replace("<!--EndFragment-->", "")
    assert words_of_html(bare) == WORD_WORDS


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙"),
        ("<ol start=3 type=a><li>甲</li><li value=7>乙</li></ol>", "c. 甲\ng. 乙"),
        ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", "· 甲\n· 乙"),
        ("<table><tr><th>甲<th>乙<tr><td>丙<td>丁</table>", "甲　乙\n丙　丁"),
        ("<p>甲</p>\n\n<p>乙</p>", "甲\n乙"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("<pre>甲\n  乙</pre>", "甲\n乙"),
        ("<p>一行\n续行 and\nmore</p>", "一行续行 and more"),
        ("<style>a</style><script>b</script><title>c</title>甲", "甲"),
        ("<p>👨\u200d👩\u200d👧</p>", "👨\u200d👩\u200d👧"),
        ("<ol><!--StartFragment--><li>甲</li><!--EndFragment--></ol>", "1. 甲"),
        ("<p>a &lt; b &amp;&amp; {{ c }}</p>", "a < b && {{ c }}"),
        ("", ""),
    ],
)
def test_html_of_all_kinds(html: str, words: str) -> None:
    assert words_of_html(html) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲\r\n乙\r丙\x0b丁\x0c戊\u2028己", "甲\n乙\n丙\n丁\n戊\n己"),
        ("甲\t乙", "甲　乙"),
        ("　　甲\u00a0乙\u200b\ufeff", "甲 乙"),
        ('见\x13 HYPERLINK "http://a" \x14网站\x15。', "见网站。"),
        ("\x13 A \x13 B \x14b\x15 \x14甲\x15", "甲"),
        ("甲\x07乙\x1f丙\x02丁\x1e戊\x00", "甲　乙丙丁-戊"),
        ("\uf0b7\t甲", "· 甲"),
        (
            "Normal\r\n0\r\n7.8 磅\r\n0\r\n2\r\nfalse\r\nEN-US\r\nZH-CN\r\nX-NONE\r\n正文第一段\r\nfalse",
            "正文第一段\nfalse",
        ),
        ("Normal 0 false false false EN-US ZH-CN X-NONE\n正文", "正文"),
        ("0\nfalse", "0\nfalse"),
        ("Normal", "Normal"),
        ("", ""),
    ],
)
def test_plain_text_of_all_kinds(text: str, words: str) -> None:
    assert plain_words(text) == words


def test_html_that_left_words_out_gives_way_to_the_plain_text() -> None:
    assert pasted_text("<p>甲</p>", "甲\n乙不能丢") == "甲\n乙不能丢"
    assert pasted_text("<p><img src=a></p>", "图下的字") == "图下的字"
    assert pasted_text("<p>甲</p>", "") == "甲"


def test_pasting_into_the_letter_takes_the_words_in_the_looks_of_the_letter(
    shell: MainWindow, page: LetterPage
) -> None:
    body: BodyEditor = page.paper.body
    body.show_paragraphs(("甲乙",), page.paper.paper_width())
    cursor = body.textCursor()
    cursor.setPosition(1)
    body.setTextCursor(cursor)
    source = QMimeData()
    source.setHtml(WORD)
    source.setText(WORD_WORDS)
    body.insertFromMimeData(source)
    assert body.paragraphs() == tuple(f"甲{WORD_WORDS}乙".splitlines())
    block = body.document().begin()
    sizes = set()
    while block.isValid():
        sizes.add(block.begin().fragment().charFormat().font().pixelSize())
        sizes.add(round(block.blockFormat().textIndent()) > 0)
        block = block.next()
    assert len(sizes) == 2, "one size, and every paragraph indented"
    press(body, Qt.Key.Key_Z, CTRL)
    assert body.paragraphs() == ("甲乙",), "one step"
    settle(shell)
