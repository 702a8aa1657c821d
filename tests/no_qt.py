"""A pytest plug-in that makes Qt impossible to import: ``-p no:pytest-qt -p tests.no_qt``.

A second environment without PySide6 would prove the same thing at the price of a second installation. The finder stands
before every other one, so it also catches an import hidden in a function or a library.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Final

import pytest
from typing_extensions import override

FORBIDDEN: Final = frozenset({"PySide6", "shiboken6", "PyQt5", "PyQt6", "PySide2", "desktop"})


class QtForbidden(ImportError):
    """Something below the client tried to import Qt or the client."""


class _NoQtFinder(MetaPathFinder):
    @override
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in FORBIDDEN:
            raise QtForbidden(f"{fullname} was imported in a run that has no Qt", name=fullname)
        return None


_already = sorted(FORBIDDEN & set(sys.modules))
if _already:
    raise QtForbidden(f"loaded before the tests began: {', '.join(_already)}")
sys.meta_path.insert(0, _NoQtFinder())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the settings of the absent pytest-qt, or --strict-config would refuse pyproject.toml."""
    parser.addini("qt_api", "unused without Qt")
    parser.addini("qt_log_level_fail", "unused without Qt")


def pytest_report_header() -> str:
    """Say in the log which kind of run this is."""
    return "Qt: importing it is an error in this run"
