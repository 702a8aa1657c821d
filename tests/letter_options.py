"""Options for the tests of letters: rewriting the golden files, and pages laid out by LibreOffice.

Pages are checked only where LibreOffice is asked for (``--libreoffice``): it is no dependency of the program. A run
without them says so; a run with the option and without LibreOffice fails.
"""

import pytest

__all__ = ["pytest_addoption", "pytest_collection_modifyitems", "pytest_configure", "pytest_terminal_summary"]

_LEFT_OUT = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden letters from what is rendered now"
    )
    parser.addoption("--libreoffice", action="store_true", help="also lay out letters as pages with LibreOffice")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "libreoffice: lays out letters as pages; only with --libreoffice")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--libreoffice"):
        return
    left_out = [item for item in items if item.get_closest_marker("libreoffice")]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.stash[_LEFT_OUT] = len(left_out)
        config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    count = config.stash.get(_LEFT_OUT, 0)
    if count:
        terminalreporter.write_line(
            f"pages of letters: {count} tests not run; `make letters-pdf` runs them and needs LibreOffice"
        )
