"""Reading and keeping the settings as TOML; a damaged file never stops the program and is never overwritten unread."""

import contextlib
import logging
import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomli_w
from PySide6.QtCore import QObject, Signal

from desktop.components.columns import ColumnLayout
from desktop.settings.table import SETTINGS, SettingSpec

__all__ = ["Settings"]

_log = logging.getLogger(__name__)
_SPECS: Mapping[str, SettingSpec] = {one.key: one for one in SETTINGS}


def _valid(spec: SettingSpec, value: object) -> bool:
    if type(value) is not type(spec.default):
        return False
    return not spec.choices or value in [choice for choice, _ in spec.choices]


class Settings(QObject):
    """The settings of one person; ``changed(key)`` after every change.

    Args:
        folder: where ``settings.toml`` lies; created when something is kept.
    """

    changed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.file = folder / "settings.toml"
        self._values: dict[str, str | int | bool] = {}
        self._columns: dict[str, ColumnLayout] = {}
        self._read()

    def _read(self) -> None:
        if not self.file.exists():
            return
        try:
            content = tomllib.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            _log.warning("Settings are unreadable (%s); defaults are used, the file is set aside", type(error).__name__)
            with contextlib.suppress(OSError):
                self.file.replace(self.file.with_suffix(".damaged.toml"))
            return
        for key, value in content.items():
            spec = _SPECS.get(key)
            if spec is not None and _valid(spec, value):
                self._values[key] = value
        columns = content.get("columns")
        if isinstance(columns, dict):
            self._columns = {key: _read_columns(one) for key, one in columns.items() if isinstance(one, dict)}

    def value(self, key: str) -> str | int | bool:
        """The value of a declared setting."""
        return self._values.get(key, _SPECS[key].default)

    def text(self, key: str) -> str:
        """A textual setting."""
        return str(self.value(key))

    def number(self, key: str) -> int:
        """A numeric setting."""
        return int(self.value(key))

    def set(self, key: str, value: str | int | bool) -> None:
        """Keep a value at once.

        Raises:
            ValueError: the value does not fit the declared setting (a mistake in the program).
        """
        spec = _SPECS[key]
        if not _valid(spec, value):
            raise ValueError(f"{key}: {value!r} does not fit")
        if self.value(key) == value:
            return
        self._values[key] = value
        self._write()
        self.changed.emit(key)

    def columns(self, table: str) -> ColumnLayout:
        """How a person arranged the columns of a table."""
        return self._columns.get(table, ColumnLayout())

    def keep_columns(self, table: str, layout: ColumnLayout) -> None:
        """Keep how a person arranged the columns of a table."""
        if self._columns.get(table) != layout:
            self._columns[table] = layout
            self._write()

    def _write(self) -> None:
        content: dict[str, object] = dict(self._values)
        if self._columns:
            content["columns"] = {key: _written_columns(one) for key, one in self._columns.items()}
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_suffix(".new")
        fresh.write_text(tomli_w.dumps(content), encoding="utf-8")
        fresh.replace(self.file)


def _read_columns(content: Mapping[str, object]) -> ColumnLayout:
    def texts(name: str) -> tuple[str, ...]:
        found = content.get(name)
        return tuple(str(one) for one in found) if isinstance(found, list) else ()

    widths = content.get("widths")
    pairs = widths.items() if isinstance(widths, dict) else ()
    return ColumnLayout(
        texts("order"), texts("hidden"), texts("shown"), tuple((str(k), v) for k, v in pairs if isinstance(v, int))
    )


def _written_columns(layout: ColumnLayout) -> dict[str, object]:
    return {
        "order": list(layout.order),
        "hidden": list(layout.hidden),
        "shown": list(layout.shown),
        "widths": dict(layout.widths),
    }
