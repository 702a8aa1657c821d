"""重点任务台账: what the yearly work points ask of the office, who does it until when, how it stands, and the proof."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.columns import Instant, Json, LegalDate, RowId

__all__ = ["KeyTask", "KeyTaskEntry"]


class KeyTask(Base):
    """One task of a year. All but the year is repeated from its entries, so that lists are fast."""

    __tablename__ = "key_tasks"
    __table_args__ = (Index("ix_key_tasks_lists", "year", "state", "due_on", "responsible"),)

    id: Mapped[RowId]
    year: Mapped[int]
    position: Mapped[int]
    title: Mapped[str]
    source: Mapped[str]
    responsible: Mapped[str]
    due_on: Mapped[LegalDate | None]
    state: Mapped[str]
    progress: Mapped[str] = mapped_column(default="")
    done_on: Mapped[LegalDate | None]
    proof_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Instant]
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 (SQLAlchemy declares it as an instance attribute)


class KeyTaskEntry(Base):
    """What was laid down or reported on a task: the task itself, a change, progress, proof, the end. Append-only."""

    __tablename__ = "key_task_entries"
    __table_args__ = (UniqueConstraint("task_id", "seq"),)

    id: Mapped[RowId]
    task_id: Mapped[int] = mapped_column(ForeignKey("key_tasks.id"))
    seq: Mapped[int]
    kind: Mapped[str]
    on: Mapped[LegalDate | None] = mapped_column("legal_on")
    payload: Mapped[Json] = mapped_column(default=dict)
    file_name: Mapped[str | None]
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    recorded_at: Mapped[Instant]
    recorded_by: Mapped[str]
