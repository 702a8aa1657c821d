"""A file that is there whole or not at all: written beside its place, then put into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from casework.refusals import refused

__all__ = ["whole_file"]


@contextmanager
def whole_file(path: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """What to write into; the file takes its place when the block ends, and nothing is left when it fails.

    Args:
        path: where the file goes.
        replace: whether a file that is there already gives way.

    Raises:
        UserError: ``file_exists``; ``file_not_written``: the disk is full, the folder is not there or closed to us.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not replace:
            raise refused("file_exists", field="path", name=path.name)
        try:
            with beside.open("wb") as target:
                yield target
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise refused("file_not_written", field="path", name=path.name, why=error.strerror or str(error)) from error
