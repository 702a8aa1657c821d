"""Failures of the database that people can do something about, as sentences; everything else stays a bug."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError

from law.errors import UserError

__all__ = ["spoken_failures", "translate"]

_NOTHING_LOST = "本次操作没有保存，之前的数据不受影响"
_SENTENCES: dict[str, tuple[str, str, str]] = {
    "disk_full": ("磁盘空间已满，没有保存。", _NOTHING_LOST, "请清理磁盘空间后重试。"),
    "database_locked": ("数据库正被其他窗口或程序占用，没有保存。", _NOTHING_LOST, "请稍候几秒再试。"),
    "database_readonly": (
        "数据库是只读的，没有保存。",
        "当前用户对数据库文件或其文件夹没有写入权限",
        "请联系管理员开通写入权限。",
    ),
    "database_unreachable": ("打不开数据库。", "文件夹不存在、没有权限，或服务器没有应答", "请核对数据库位置。"),
    "database_damaged": ("数据库文件已损坏。", "", "请停止使用，从最近的备份恢复。"),
    "not_a_database": ("所选文件不是本系统的数据库。", "", "请重新选择文件。"),
    "disk_error": ("读写磁盘时出错，没有保存。", _NOTHING_LOST, "请检查磁盘，并尽快备份。"),
    "text_too_long": ("有一项内容过长，没有保存。", _NOTHING_LOST, "请缩短姓名、编号等较短的栏目后重试。"),
    "edited_elsewhere": (
        "这条记录刚被别人改过，没有保存。",
        "两人同时修改时，后保存的一方需要先看到最新内容",
        "请刷新后再改。",
    ),
}
_SQLITE_CODES = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "database_locked",
    sqlite3.SQLITE_LOCKED: "database_locked",
    sqlite3.SQLITE_READONLY: "database_readonly",
    sqlite3.SQLITE_CANTOPEN: "database_unreachable",
    sqlite3.SQLITE_CORRUPT: "database_damaged",
    sqlite3.SQLITE_NOTADB: "not_a_database",
    sqlite3.SQLITE_IOERR: "disk_error",
}
# SQLSTATE of PostgreSQL; a class is given by its first two characters.
_POSTGRES_STATES = {
    "53100": "disk_full",
    "54000": "text_too_long",  # an indexed text that no index page holds
    "55P03": "database_locked",
    "40001": "database_locked",
    "40P01": "database_locked",
    "25006": "database_readonly",
    "42501": "database_readonly",
    "58030": "disk_error",
    "XX001": "database_damaged",
    "XX002": "database_damaged",
}
_POSTGRES_CLASSES = {"08": "database_unreachable", "28": "database_unreachable", "3D": "database_unreachable"}
_POSTGRES_CLASSES |= {"57": "database_unreachable", "53": "database_unreachable"}


def translate(error: BaseException) -> UserError | None:
    """Return what to say about a failure of the database, or None if it is a bug of ours."""
    code = _code_of(error)
    return None if code is None else UserError(code, *_SENTENCES[code])


def _code_of(error: BaseException) -> str | None:
    if isinstance(error, StaleDataError):
        return "edited_elsewhere"
    if isinstance(error, PoolTimeoutError):
        return "database_locked"
    origin: object = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, sqlite3.Error):
        # The low byte is the kind, the rest says more about it.
        return _SQLITE_CODES.get(getattr(origin, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(origin, _server_errors()):
        return _postgres_code(origin)
    return None


def _server_errors() -> tuple[type[Exception], ...]:
    """What the server's driver raises; nothing while no server was spoken to, for then the driver is not loaded."""
    driver = sys.modules.get("psycopg")
    if driver is None:
        return ()
    base: type[Exception] = driver.Error
    return (base,)


def _postgres_code(error: Exception) -> str | None:
    state: str | None = getattr(error, "sqlstate", None)
    if state is None:
        # No state: the server never answered (bad address, refused, gone).
        return "database_unreachable" if type(error).__name__ == "OperationalError" else None
    return _POSTGRES_STATES.get(state, _POSTGRES_CLASSES.get(state[:2]))


@contextmanager
def spoken_failures() -> Iterator[None]:
    """Turn failures that people can do something about into ``UserError``; put it around a whole unit of work."""
    try:
        yield
    except Exception as error:
        spoken = translate(error)
        if spoken is None:
            raise
        raise spoken from error
