import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search_grams import identity_key, name_key, normalise, phone_key, pinyin_of, tokens_of
from models.text_cleaning import clean_text


@pytest.mark.parametrize(
    ("sent", "kept", "codes"),
    [
        ("规划\x00", "规划", ["U+0000"]),
        ("公\x07开\x0b图集\x01\x02\r\n从", "公开\n图集\n从", ["U+0007", "U+0001", "U+0002"]),
        ("复制\u200b过来\u200b的，\ufeff", "复制过来的，", ["U+200B", "U+FEFF"]),
        ("\u202e号8第\u202c\u2028请", "号8第\n请", ["U+202E", "U+202C"]),
        ("半个\ud862字", "半个\ufffd字", ["U+D862"]),
    ],
)
def test_what_cannot_be_kept_is_taken_out_and_named(sent: str, kept: str, codes: list[str]) -> None:
    cleaned = clean_text(sent)
    assert cleaned.text == kept
    assert [one.code for one in cleaned.removed] == codes
    assert cleaned.altered


@pytest.mark.parametrize(
    "text",
    [
        "赵㼆",
        "钱𬍛",
        "王䶮",
        "艾合买提江·吐尔逊",
        "ＡＢＣ　全角",
        "a\tb\nc",
        "=1+1",
        "<&>\"'",
        "👨\u200d👩",
        "{{ 7*7 }}",
        "\ufffd",
        "e\u0301",
    ],
)
def test_visible_text_is_never_changed(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.text == text
    assert not cleaned.altered


def test_repeated_marks_are_counted() -> None:
    (removed,) = clean_text("a\x00b\x00").removed
    assert (removed.name, removed.count) == ("空字符", 2)


@given(st.text(st.characters()))
def test_cleaned_text_can_be_stored_and_printed(text: str) -> None:
    cleaned = clean_text(text).text
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == type(clean_text(""))(cleaned, ())
    assert all(character in "\t\n" or unicodedata.category(character) != "Cc" for character in cleaned)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("征地补偿", ["征地", "地补", "补偿", "偿"]),
        ("𬍛㼆𠀀", ["𬍛㼆", "㼆𠀀", "𠀀"]),
        ("甲", ["甲"]),
        ("第3号令", ["第", "3", "号令", "令"]),
        ("GB9704", ["gb", "9704"]),
        ("２０２６年", ["2026", "年"]),
        ("阿·买", ["阿买", "买"]),
        ("\U00031350字", ["\U00031350字", "字"]),  # ideographs that the tables of an older Python do not know
        ("\ue863字", ["\ue863字", "字"]),  # private use: how rare names were spelled for decades
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token for chunk in normalise(text).split() for token in tokens_of(chunk)] == tokens


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2), st.data())
def test_every_part_of_two_and_more_is_a_phrase_of_the_whole(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text) - 2))
    last = data.draw(st.integers(first + 2, len(text)))
    whole, part = tokens_of(text), tokens_of(text[first:last], whole=False)
    assert any(whole[at : at + len(part)] == part for at in range(len(whole)))


@given(st.text(st.characters()))
def test_normal_form_has_no_sign_that_an_engine_could_read(text: str) -> None:
    found = normalise(text)
    assert not set(found) & set("\"'*^():{}&|!<>\\-+\t\n\0")
    found.encode("utf-8")
    assert "  " not in found
    assert found == found.strip()


@pytest.mark.parametrize("dot", "·•‧・∙.．")
def test_names_with_a_dot_have_one_key(dot: str) -> None:
    assert name_key(f"艾合买提江{dot}吐尔逊") == name_key("艾合买提江吐尔逊")


def test_keys() -> None:
    assert identity_key(" ９９０１０１-19850101 123x ") == "99010119850101123X"
    assert identity_key("  ") is None
    assert phone_key("(0900) 555-1234") == "09005551234"
    assert phone_key("无") is None


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("张三", ("zhangsan", "zs")),
        ("曾国", ("zengguo", "zg")),
        ("尉迟恭", ("yuchigong", "yg")),
        ("John", ("", "")),
        ("吕布", ("lvbu", "lb")),
        ("张长贵", ("zhangchanggui", "zcg")),
        ("重庆银行", ("chongqingyinhang", "cqyh")),
        ("成都给水", ("chengdujishui", "cdjs")),
        ("西藏", ("xizang", "xz")),
    ],
)
def test_pinyin(name: str, pinyin: tuple[str, str]) -> None:
    assert pinyin_of(name) == pinyin
