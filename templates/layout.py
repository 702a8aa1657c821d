"""What an agency may choose about the look of its letters: names of fonts and the mark at the head.

Fonts are only named, never shipped: 仿宋_GB2312 and 方正小标宋 are commercial. Every name travels with its substitutes
(``w:altName``) so that a machine without the font takes the next of kin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

__all__ = ["FONT_SUBSTITUTES", "Layout"]

FONT_SUBSTITUTES: Mapping[str, str] = {
    "仿宋_GB2312": "仿宋,方正仿宋_GBK,FandolFang R,Noto Serif CJK SC",
    "仿宋": "仿宋_GB2312,方正仿宋_GBK,FandolFang R,Noto Serif CJK SC",
    "方正小标宋简体": "方正小标宋_GBK,小标宋,Noto Serif CJK SC",
    "方正小标宋_GBK": "方正小标宋简体,小标宋,Noto Serif CJK SC",
    "黑体": "方正黑体_GBK,SimHei,Noto Sans CJK SC",
    "楷体_GB2312": "楷体,方正楷体_GBK,LXGW WenKai,Noto Serif CJK SC",
    "楷体": "楷体_GB2312,方正楷体_GBK,LXGW WenKai,Noto Serif CJK SC",
    "宋体": "SimSun,方正书宋_GBK,Noto Serif CJK SC",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Font names by role, and the mark.

    Args:
        font_body: 3号 body text (default 仿宋_GB2312).
        font_title: titles and the agency mark (default 方正小标宋简体).
        font_heading: headings of the first level (default 黑体).
        font_subheading: headings of the second level (default 楷体_GB2312).
        font_page_number: page numbers (default 宋体).
        agency_mark: text of the red mark; empty takes the name of the signing agency.
    """

    font_body: str = "仿宋_GB2312"
    font_title: str = "方正小标宋简体"
    font_heading: str = "黑体"
    font_subheading: str = "楷体_GB2312"
    font_page_number: str = "宋体"
    agency_mark: str = ""

    def font_changes(self) -> Mapping[str, str]:
        """Font names of the shipped templates that this layout replaces, by old name."""
        changes: dict[str, str] = {}
        for one in fields(self):
            chosen = str(getattr(self, one.name)).strip()
            if one.name.startswith("font_") and chosen and chosen != one.default:
                changes[str(one.default)] = chosen
        return changes
