"""Where a database may live: a local file, or a PostgreSQL server. Never an SQLite file on a network share."""

import ctypes
import sys
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from law.errors import UserError

__all__ = ["database_url", "is_network_path"]

_DRIVE_REMOTE = 4  # GetDriveTypeW
_NETWORK_FILE_SYSTEMS = frozenset(
    ("nfs", "nfs4", "cifs", "smbfs", "smb3", "afs", "ncpfs", "fuse.sshfs", "fuse.davfs", "davfs", "fuse.glusterfs")
)


def database_url(location: str | Path) -> URL:
    """Return the SQLAlchemy URL of a place: a path, ``sqlite:///...`` or ``postgresql://...``.

    Raises:
        UserError: an address that cannot be read, another kind of database, or a file on the network.
    """
    if isinstance(location, Path) or "://" not in location:
        url = URL.create("sqlite", database=str(location))
    else:
        url = _parsed(location)
    kind = url.get_backend_name()
    if kind == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise UserError("database_kind", f"不支持“{kind}”数据库。", todo="请使用本机数据库文件或 PostgreSQL 服务器。")
    if url.database and is_network_path(url.database):
        raise UserError(
            "database_on_network",
            "数据库文件不能放在网络共享位置。",
            "多台电脑经共享文件夹同时写一个数据库文件会损坏数据",
            "请放在本机磁盘；几台电脑合用时请改用 PostgreSQL 服务器。",
        )
    return url


def _parsed(location: str) -> URL:
    try:
        return make_url(location)
    except ArgumentError as error:
        raise UserError("database_address", "看不懂数据库地址。", todo="请核对地址的写法。") from error


def is_network_path(path: str) -> bool:
    """Whether a file path leads to another machine: UNC, a mapped drive, or a network mount."""
    if path.startswith(("\\\\", "//")):
        # "\\?\C:\..." is the long spelling of a local path; "\\?\UNC\..." is not.
        long_local = path.startswith(("\\\\?\\", "//?/")) and not path[4:8].upper().startswith("UNC")
        return not long_local
    absolute = Path(path).absolute()
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetDriveTypeW(absolute.drive + "\\") == _DRIVE_REMOTE)
    return mount_kind(absolute, _mounts()) in _NETWORK_FILE_SYSTEMS


def _mounts() -> tuple[str, ...]:
    table = Path("/proc/self/mounts")
    return tuple(table.read_text(encoding="utf-8", errors="replace").splitlines()) if table.is_file() else ()


def mount_kind(path: Path, mounts: Iterable[str]) -> str:
    """Return the kind of file system that holds ``path``, from lines as in ``/proc/self/mounts``; "" if unknown."""
    best, kind = -1, ""
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        folder = Path(fields[1].replace("\\040", " "))
        # The later of two mounts on one folder is the one that is seen.
        if path.is_relative_to(folder) and len(folder.parts) >= best:
            best, kind = len(folder.parts), fields[2]
    return kind
