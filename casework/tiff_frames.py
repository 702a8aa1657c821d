"""The chain of frames of a TIFF, followed to its end: a file that was cut off has a chain that leads out of it."""

from typing import Final, Literal

__all__ = ["frame_places"]

_BIG: Final = 43


def frame_places(content: bytes, most: int) -> tuple[int, ...] | None:
    """Where the directories of the frames stand, at most so many; None if the chain is broken."""
    order: Literal["little", "big"] = "little" if content.startswith(b"II") else "big"

    def number(at: int, size: int) -> int | None:
        return int.from_bytes(content[at : at + size], order) if at + size <= len(content) else None

    big = number(2, 2) == _BIG
    counted_in, entry, address = (8, 20, 8) if big else (2, 12, 4)
    found: dict[int, None] = {}
    at = number(8 if big else 4, address)
    while at and len(found) < most:
        entries = number(at, counted_in)
        if not entries or at in found:
            return None
        found[at] = None
        at = number(at + counted_in + entries * entry, address)
    return tuple(found) if at is not None and found else None
