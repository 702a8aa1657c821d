"""Content-addressed bytes in the database: one file to back up, always consistent with the rows that point into it."""

import hashlib
from datetime import datetime

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.columns import Bytes, Instant
from models.database import insert_into

__all__ = ["Blob", "BlobDamagedError", "damaged_blobs", "get_blob", "put_blob", "sha256_of"]


class BlobDamagedError(Exception):
    """Stored bytes no longer have the hash they are stored under, or are missing.

    Args:
        sha256: the hash asked for, lower-case hex.
    """

    def __init__(self, sha256: str) -> None:
        super().__init__(f"blob {sha256} is missing or damaged")
        self.sha256 = sha256


class Blob(Base):
    """Bytes under their SHA-256; equal bytes are stored once."""

    __tablename__ = "blobs"

    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    size: Mapped[int]
    content: Mapped[Bytes] = mapped_column(deferred=True)
    stored_at: Mapped[Instant]


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of ``content`` as lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def put_blob(session: Session, content: bytes, *, now: datetime) -> str:
    """Store ``content`` unless it is there already; return its SHA-256.

    Args:
        session: the caller's transaction.
        content: any bytes, also none.
        now: aware UTC instant of storing.
    """
    digest = sha256_of(content)
    if session.scalar(select(Blob.size).where(Blob.sha256 == digest)) is None:
        row = {"sha256": digest, "size": len(content), "content": content, "stored_at": now}
        # Another seat may store the same bytes at the same moment.
        session.execute(insert_into(session, Blob).values(row).on_conflict_do_nothing())
    return digest


def get_blob(session: Session, sha256: str) -> bytes:
    """Return the bytes stored under ``sha256``, verified.

    Raises:
        BlobDamagedError: nothing is stored under the hash, or the bytes do not match it.
    """
    content = session.scalar(select(Blob.content).where(Blob.sha256 == sha256))
    if content is None or sha256_of(content) != sha256:
        raise BlobDamagedError(sha256)
    return content


def damaged_blobs(session: Session) -> tuple[str, ...]:
    """Return the hashes whose bytes do not match; one blob at a time is held in memory."""
    found = []
    for digest in session.scalars(select(Blob.sha256).order_by(Blob.sha256)).all():
        try:
            get_blob(session, digest)
        except BlobDamagedError:
            found.append(digest)
    return tuple(found)
