"""How the Chinese characters of a name are read, without tones.

Characters are read one by one, each in its usual way; the few words that occur in the names of families, places and
bodies and are read otherwise are listed here. The dictionary of phrases that comes with pypinyin knows many thousand
more, but would take a fifth of the memory that the whole program may use, and an idiom is nobody's name.
"""

import os
from collections.abc import Callable
from functools import cache

__all__ = ["readings"]

# Family names that are not read as the same character elsewhere.
_SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "任": "ren", "盖": "ge",
    "朴": "piao", "翟": "zhai", "乐": "yue", "燕": "yan", "华": "hua", "纪": "ji", "宁": "ning",
    "尉迟": "yuchi", "万俟": "moqi",
}  # fmt: skip
# In names these characters are nearly always read so.
_CHARACTERS = {"长": "chang", "都": "du", "藏": "zang"}
_WORDS = {
    "重庆": "chong qing", "重阳": "chong yang", "厦门": "xia men", "六安": "lu an", "六合": "lu he", "番禺": "pan yu",
    "乐清": "yue qing", "蚌埠": "beng bu", "铅山": "yan shan", "洪洞": "hong tong", "泌阳": "bi yang",
    "尉犁": "yu li", "郫都": "pi du", "朝阳": "chao yang", "牟平": "mu ping", "阿房": "e pang", "浚县": "xun xian",
    "会长": "hui zhang", "家长": "jia zhang", "镇长": "zhen zhang", "村长": "cun zhang",
    "银行": "yin hang", "商行": "shang hang", "分行": "fen hang", "支行": "zhi hang", "总行": "zong hang",
    "车行": "che hang", "行业": "hang ye", "会计": "kuai ji", "音乐": "yin yue", "乐团": "yue tuan", "乐器": "yue qi",
    "调解": "tiao jie", "调味": "tiao wei", "给水": "ji shui", "供给": "gong ji",
}  # fmt: skip


def readings(key: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of a name: if the family name has a reading of its own, that one first.

    Args:
        key: Chinese characters alone; what has no reading is left out.
    """
    read = _reader()
    plain = tuple(read(key))
    for length in (2, 1):
        surname = _SURNAMES.get(key[:length])
        if surname:
            return (surname, *read(key[length:])), plain
    return (plain,)


@cache
def _reader() -> Callable[[str], list[str]]:
    """The reader; its tables are loaded with the first name, for lists are shown without any."""
    # pypinyin's own switch, which it looks at while it is imported.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    import pypinyin  # noqa: PLC0415

    pypinyin.load_single_dict({ord(character): syllable for character, syllable in _CHARACTERS.items()})
    pypinyin.load_phrases_dict({word: [[one] for one in text.split()] for word, text in _WORDS.items()})
    style = pypinyin.Style.NORMAL

    def read(text: str) -> list[str]:
        return pypinyin.lazy_pinyin(text, style=style, errors="ignore")

    return read
