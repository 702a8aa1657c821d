"""Money as people type it: yuan with at most two decimals, read into whole fen."""

import re
import unicodedata
from typing import Final

from casework.refusals import refused

__all__ = ["fen_of"]

_AMOUNT: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")
_LARGEST: Final = 10**12


def fen_of(text: str, field: str = "fen") -> int:
    """An amount in fen: ``1,380.5元`` is 138050. Full-width figures and blanks are understood.

    Raises:
        UserError: ``money_unreadable``, ``fee_amount_missing``; ``field`` names the place.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).removeprefix("¥").removesuffix("元")
    if not plain:
        raise refused("fee_amount_missing", field=field)
    found = _AMOUNT.fullmatch(plain.replace("，", ","))
    if found is None:
        raise refused("money_unreadable", field=field, text=text.strip())
    fen = int(found[1].replace(",", "")) * 100 + int((found[2] or "").ljust(2, "0") or 0)
    if fen > _LARGEST:
        raise refused("money_unreadable", field=field, text=text.strip())
    if not fen:
        raise refused("fee_amount_missing", field=field)
    return fen
