"""``python -m desktop [--database PATH] [--config FOLDER] [--today YYYY-MM-DD]``."""

import gc
import sys

__all__ = ["main"]

_NEEDED = "请安装 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-noto-cjk（名称随系统略有不同）。"


def main() -> int:
    """Entry point of the graphical program."""
    gc.disable()  # nothing becomes garbage while modules are loaded; desktop.frame.garbage takes over
    try:
        from desktop.program import run  # noqa: PLC0415 - where Qt cannot be loaded the program must still say why
    except ImportError as error:
        if "PySide6" not in str(error) and ".so" not in str(error):
            raise
        sys.stderr.write(f"图形界面的系统库不全：{error}\n{_NEEDED}\n")
        return 1
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
