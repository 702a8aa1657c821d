"""What the page of the import says of a ledger that was read: once above it, and below its rows."""

from desktop.ledger.asking import Read
from desktop.theme import Tone

__all__ = ["below_rows", "offer"]


def offer(read: Read, *, corrected: bool) -> tuple[str, Tone, str] | None:
    """What to know about the file, its tone and what can be done: taken in before, or its columns once corrected."""
    if read.plan.same_file:
        return f"{read.plan.same_file}。", Tone.TODAY, "看导入记录"
    kept = read.remembered
    if kept is None or corrected:
        return None
    when = kept.saved_at.astimezone()
    return f"表头相同的台账，{kept.saved_by}上次改过列的对应（{when:%Y-%m-%d}）。", Tone.SOON, "上次这样对应"


def below_rows(read: Read | None, why_not: str) -> str:
    """Why the ledger cannot be taken in yet, and what stays open after it."""
    if read is None:
        return ""
    undecided = read.plan.without_outcome
    later = f"{undecided} 件已答复而处理结果待定，可在右边选定，或者导入后补定" if undecided else ""
    return "；".join(part.rstrip("。") for part in (why_not, later) if part)
