"""What a bare machine is told: the scripts run for real, in an environment that lacks what they look for."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
# What the scripts themselves call; neither apt-get nor sudo is among them.
_TOOLS: Final = (
    "awk", "basename", "bash", "cut", "dirname", "echo", "env", "find", "grep", "id", "ldconfig", "ldd", "mktemp", "rm",
    "sha256sum", "sort", "tail",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the scripts prepare Linux machines")


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A folder of programs without package manager, fonts or database."""
    folder = tmp_path / "bin"
    folder.mkdir()
    search = os.environ["PATH"] + ":/usr/sbin:/sbin"
    for tool in _TOOLS:
        found = shutil.which(tool, path=search)
        assert found is not None, tool
        # No link: a test that replaces a tool would write through it to the real program.
        _program(folder, tool, f'exec {found} "$@"')
    return folder


def _program(folder: Path, name: str, *lines: str) -> None:
    program = folder / name
    program.write_text("\n".join(("#!/bin/bash", *lines, "")), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def _run(script: str, *arguments: str, path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "tools" / script), *arguments],
        env={"PATH": str(path), "HOME": str(path), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_machine_that_has_everything_hears_nothing(bare_path: Path) -> None:
    _program(bare_path, "fc-list", "echo 'Noto Sans CJK SC'")
    _program(bare_path, "python3", f'exec {sys.executable} "$@"')
    done = _run("bootstrap.sh", "python", "font", path=bare_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_a_package_manager_it_names_what_to_install(bare_path: Path) -> None:
    _program(bare_path, "fc-list")
    done = _run("bootstrap.sh", "font", path=bare_path)
    assert done.returncode == 1
    assert "fonts-noto-cjk" in done.stderr
    assert "apt-get install" in done.stderr


def test_who_may_not_install_is_told_everything_at_once(bare_path: Path) -> None:
    _program(bare_path, "apt-get", "exit 99")
    _program(bare_path, "fc-list")
    _program(bare_path, "id", "echo 1000")
    done = _run("bootstrap.sh", "python", "font", path=bare_path, VENV=str(bare_path / "no-venv"))
    assert done.returncode == 1
    assert "python3-venv" in done.stderr
    assert "fonts-noto-cjk" in done.stderr
    assert "sudo" in done.stderr


def test_who_may_use_sudo_gets_it_installed_quietly_where_lists_were_never_fetched(bare_path: Path) -> None:
    calls, fetched, font = bare_path / "calls", bare_path / "fetched", bare_path / "font"
    _program(bare_path, "id", "echo 1000")
    _program(bare_path, "sudo", "shift", "[[ $1 == true ]] && exit 0", 'exec "$@"')
    _program(bare_path, "fc-list", f'[[ ! -e "{font}" ]] || echo "Noto Sans CJK SC"')
    _program(
        bare_path,
        "apt-get",
        f'echo "$@" >> "{calls}"',
        f'case " $* " in *" update "*) : > "{fetched}" ;; *" install "*) [[ -e "{fetched}" ]] && : > "{font}" ;; esac',
    )
    done = _run("bootstrap.sh", "font", path=bare_path)
    assert (done.returncode, done.stderr) == (0, "bootstrap: installing fonts-noto-cjk\n")
    assert [line for line in calls.read_text(encoding="utf-8").splitlines() if "install" in line]


def test_a_package_that_does_not_come_is_an_error_with_its_reason(bare_path: Path) -> None:
    _program(bare_path, "id", "echo 0")
    _program(bare_path, "fc-list")
    _program(bare_path, "apt-get", "echo 'E: Unable to locate package' >&2", "exit 100")
    done = _run("bootstrap.sh", "font", path=bare_path)
    assert done.returncode == 1
    assert "Unable to locate package" in done.stderr
    assert "fonts-noto-cjk" in done.stderr


def test_a_python_too_old_or_too_new_is_not_taken(bare_path: Path) -> None:
    _program(bare_path, "python3", "exit 1")
    done = _run("find_python.sh", path=bare_path)
    assert done.returncode == 1
    assert "3.11" in done.stderr
    _program(bare_path, "python3.12", "exit 0")
    assert _run("find_python.sh", path=bare_path).stdout.strip() == str(bare_path / "python3.12")


def test_an_old_environment_is_replaced_from_within(tmp_path: Path) -> None:
    """Whoever has activated .venv finds its Python first; the lock changed, and that Python goes with it."""
    old = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(old)], check=True)
    (old / "lock.sha256").write_text("of another lock\n", encoding="utf-8")
    search = f"{old / 'bin'}:{os.environ['PATH']}"
    # Without an index nothing can be installed, which is all that may fail.
    offline = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": "/dev/null"}
    done = subprocess.run(
        [str(ROOT / "tools" / "make_venv.sh")],
        env={"PATH": search, "HOME": str(tmp_path), "VENV": str(old), **offline},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "No such file" not in done.stderr
    assert (old / "bin" / "pip").exists(), done.stderr
    assert done.returncode != 0
    assert not (old / "lock.sha256").exists()


def test_the_run_without_qt_has_no_qt() -> None:
    """The plug-in must stop an import, or the walls of ``make test`` would be painted on."""
    for module in ("PySide6.QtCore", "shiboken6", "desktop"):
        done = subprocess.run(
            [sys.executable, "-c", f"import tests.no_qt, {module}"],
            cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert "QtForbidden" in done.stderr
