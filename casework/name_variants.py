"""Names that may be the same although they are written differently: rare forms and traditional characters.

A variant suggests, a person decides: two applicants are the same person by their identity document, never by a key.
"""

from models.search_grams import name_key

__all__ = ["variant_key"]

# Characters that registers and keyboards exchange in names: rare forms first, then the traditional forms that are
# frequent in names. Only for suggestions; what was typed is kept.
_VARIANTS = str.maketrans(
    "䶮㼆堃喆昇珮犇皙祎"
    "顧陳張劉楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉呂蘇盧蔣賈餘譚鄒陸鍾範萬錢湯喬賀賴龔龍嚴華國偉麗紅蘭鳳雲東寶強軍勝義榮啟鵬興禮",
    "龑頁坤哲升佩奔晳禕"
    "顾陈张刘杨黄赵吴孙马罗郑谢许韩冯邓萧叶吕苏卢蒋贾余谭邹陆钟范万钱汤乔贺赖龚龙严华国伟丽红兰凤云东宝强军胜义荣启鹏兴礼",
)


def variant_key(name: str) -> str:
    """The key of a name with its variant characters made one."""
    return name_key(name).translate(_VARIANTS)
