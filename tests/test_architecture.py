"""The walls that an import graph cannot see; the others are import-linter's (``make check``)."""

import ast
import dataclasses
import importlib
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[1]
ROOMS: Final = ("law", "deadlines", "fees", "models", "templates", "reports", "casework", "desktop")
CLOCKLESS_ROOMS: Final = ROOMS[:-1]
# The only places below the client that may ask what time it is.
CLOCK_READERS: Final = frozenset({"casework/__main__.py"})
FORBIDDEN_NAMES: Final = re.compile(r"^_?(utils?|commons?|core|helpers?|managers?|misc|tools)$")
ARTICLE_NUMBER: Final = re.compile(r"第[一二三四五六七八九十百零〇0-9]+条")
LONGEST_FILE: Final = 450
# Lists of declarations, without a line of logic: cutting them up would only hide them.
DECLARATIONS: Final = frozenset({"casework/drafts.py", "casework/views.py", "law/terms.py"})

_CONFIGURATION: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _sources(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _where(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"{_name(path)}:{node.lineno}"


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _docstrings(tree: ast.Module) -> set[int]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_room_stands_behind_every_wall() -> None:
    tool = _CONFIGURATION["tool"]
    assert set(tool["importlinter"]["root_packages"]) == set(ROOMS)
    assert set(ROOMS) <= set(tool["mypy"]["files"])
    assert {name for name in tool["setuptools"]["packages"]["find"]["include"] if "*" not in name} == set(ROOMS)
    for room in ROOMS:
        assert (ROOT / room / "__init__.py").exists(), room


def test_every_folder_of_code_is_a_package_or_it_would_not_ship() -> None:
    folders = {path.parent for path in _sources(*ROOMS, "tests", "tools", "bench") if "versions" not in path.parts}
    assert [_name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_types_are_strict_without_exemption() -> None:
    mypy = _CONFIGURATION["tool"]["mypy"]
    assert mypy["strict"] is True
    own = (*ROOMS, "tests", "tools", "bench")
    for override in mypy.get("overrides", []):
        modules = [override["module"]] if isinstance(override["module"], str) else override["module"]
        assert not [module for module in modules if module.partition(".")[0] in own]
    loosened = [_name(path) for path in _sources(*ROOMS) if "# mypy:" in path.read_text(encoding="utf-8")]
    assert loosened == []


def test_nothing_below_the_client_asks_for_the_time() -> None:
    clocks = re.compile(r"(^|\.)(date\.today|datetime\.(now|today|utcnow)|time\.(time|monotonic|localtime))$")
    found = [
        _where(path, node)
        for path in _sources(*CLOCKLESS_ROOMS)
        if _name(path) not in CLOCK_READERS
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute) and clocks.search(_dotted(node))
    ]
    assert found == []


def test_no_article_number_is_typed_into_code() -> None:
    found: list[str] = []
    for path in _sources("deadlines", "fees", "models", "templates", "reports", "casework", "desktop"):
        tree = _tree(path)
        explained = _docstrings(tree)
        found += [
            _where(path, node)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in explained
            and ARTICLE_NUMBER.search(node.value)
        ]
    assert found == []


def test_no_lambda_is_connected_to_a_signal() -> None:
    found = [
        _where(path, node)
        for path in _sources("desktop")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]
    assert found == []


def test_no_room_is_a_drawer_for_everything() -> None:
    names = {part for path in _sources(*ROOMS) for part in (*path.relative_to(ROOT).parts[:-1], path.stem)}
    assert sorted(name for name in names if FORBIDDEN_NAMES.match(name)) == []


def test_files_stay_small() -> None:
    lengths = {
        _name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in _sources(*ROOMS)
        if _name(path) not in DECLARATIONS
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_qt_is_tested_in_its_own_folder() -> None:
    """Or ``make test`` would not run that test: the other run has no Qt."""
    qt = {"PySide6", "shiboken6", "desktop", "pytestqt"}
    found = [
        _name(path)
        for path in _sources("tests")
        if not path.is_relative_to(ROOT / "tests" / "desktop")
        and any(module.partition(".")[0] in qt for module in _imported(_tree(path)))
    ]
    assert found == []


@pytest.mark.parametrize("module_name", ["casework.drafts", "casework.views"])
def test_what_crosses_casework_is_frozen(module_name: str) -> None:
    module = importlib.import_module(module_name)
    classes = [
        one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == module_name
        and dataclasses.is_dataclass(one)
    ]  # fmt: skip
    assert classes
    for one in classes:
        parameters = getattr(one, "__dataclass_params__")  # noqa: B009 - mypy knows no such attribute
        assert parameters.frozen, one
        assert hasattr(one, "__slots__"), one


def test_the_locks_name_packages_and_hashes_and_no_place() -> None:
    for name in ("runtime", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        assert not re.search(r"://|^\s*-[-a-z]|file:", lock.replace("    --hash=sha256:", ""), flags=re.MULTILINE), name
        blocks = re.split(r"\n(?=\S)", lock.strip())
        assert [block for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


def test_what_is_asked_for_is_locked() -> None:
    def wanted(file: Path) -> set[str]:
        return {
            re.split(r"[\[<>=~! ;]", line, maxsplit=1)[0].lower().replace("_", "-")
            for line in file.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith(("#", "-"))
        }

    for name in ("runtime", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        locked = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
        assert wanted(ROOT / "requirements" / f"{name}.in") <= locked
