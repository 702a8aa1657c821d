"""What was being typed and is not yet an act: kept every few seconds, offered again after a crash."""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.columns import Instant, Json, RowId

__all__ = ["FormDraft"]


class FormDraft(Base):
    """The content of one open form, under a key that the client chooses."""

    __tablename__ = "form_drafts"

    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(unique=True)
    screen: Mapped[str] = mapped_column(index=True)
    payload: Mapped[Json]
    person: Mapped[str]
    saved_at: Mapped[Instant]
