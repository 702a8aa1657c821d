"""Document numbers (GB/T 9704): 临资公复〔2026〕4号, and what people type instead of them."""

import re
from dataclasses import dataclass

from law.errors import UserError

__all__ = ["NumberFormat", "NumberParts", "normalise_number", "parse_number"]

_OPENING = str.maketrans({"﹝": "〔", "[": "〔", "［": "〔", "【": "〔", "﹞": "〕", "]": "〕", "］": "〕", "】": "〕"})
_SHAPE = re.compile(r"(?P<code>[^〔〕\d\s]+)〔(?P<year>\d{4})〕(?P<di>第?)(?P<seq>\d+)号")
_FIELDS = ("机关代字", "类型代字", "yyyy", "seq")


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A document number taken apart: code of agency and kind, year, running number."""

    code: str
    year: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """How this agency writes its numbers.

    Args:
        pattern: with {机关代字}{类型代字}{yyyy}{seq} (policy ``docno_template``).
        use_di: writes 第 before the number, a local habit against the standard (policy ``docno_use_di``).
        pad: digits to which the running number is padded with zeros, 0 for none (policy ``docno_pad``).

    Raises:
        UserError: if the pattern lacks the year or the number, or names something unknown.
    """

    pattern: str = "{机关代字}{类型代字}〔{yyyy}〕{seq}号"
    use_di: bool = False
    pad: int = 0

    def __post_init__(self) -> None:
        named = re.findall(r"\{([^{}]*)\}", self.pattern)
        unknown = [one for one in named if one not in _FIELDS]
        if unknown or "yyyy" not in named or "seq" not in named:
            raise UserError(
                "docno_template_wrong",
                f"文号格式“{self.pattern}”不能用",
                "格式里要有 {yyyy} 和 {seq}，只能用 {机关代字}、{类型代字}、{yyyy}、{seq}",
                "在设置里改正文号格式",
                field="docno_template",
            )

    def write(self, agency_code: str, class_code: str, year: int, seq: int) -> str:
        """The number, brackets normalised.

        Args:
            agency_code: 机关代字, e.g. 临资.
            class_code: 类型代字, e.g. 公复.
            year: year of the date of the letter.
            seq: running number within class and year, from 1.
        """
        figure = f"{seq:0{self.pad}d}" if self.pad else str(seq)
        return self._filled(agency_code, class_code, year, f"第{figure}" if self.use_di else figure)

    def pending(self, agency_code: str, class_code: str, year: int) -> str:
        """How a draft shows the number that it will only get when issued."""
        text = self._filled(agency_code, class_code, year, "")
        return re.sub(r"号$", "", text) + "（待取号）"

    def _filled(self, agency_code: str, class_code: str, year: int, seq: str) -> str:
        values = {"机关代字": agency_code, "类型代字": class_code, "yyyy": f"{year:04d}", "seq": seq}
        return normalise_number(self.pattern.format_map(values))


def normalise_number(text: str) -> str:
    """The number with the brackets of the standard 〔〕 and without spaces; anything else stays as it is."""
    unified = text.translate(_OPENING)
    unified = re.sub(r"[（(](\d{4})[）)]", r"〔\1〕", unified)
    return re.sub(r"\s+", "", unified)


def parse_number(text: str) -> NumberParts | None:
    """The parts of a document number, or ``None`` if the text is none; brackets of any kind are read."""
    found = _SHAPE.fullmatch(normalise_number(text))
    if found is None:
        return None
    return NumberParts(found["code"], int(found["year"]), int(found["seq"]))
