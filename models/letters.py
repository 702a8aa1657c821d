"""What an agency makes of the letters itself: its own templates, valid from a day, and its phrases."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.columns import Instant, LegalDate, RowId

__all__ = ["LetterTemplate", "Phrase"]


class LetterTemplate(Base):
    """A template that the agency changed and took back. ``key`` is the name of the shipped file without its ending.

    Of several templates of one key the one with the latest ``valid_from``, then the latest ``id``, counts on a day;
    withdrawn ones count no more. Letters already issued keep their bytes.
    """

    __tablename__ = "letter_templates"

    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(index=True)
    valid_from: Mapped[LegalDate]
    content_sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"), index=True)
    file_name: Mapped[str]
    reason: Mapped[str]
    recorded_at: Mapped[Instant]
    recorded_by: Mapped[str]
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by: Mapped[str | None]
    withdrawn_reason: Mapped[str | None]


class Phrase(Base):
    """A sentence that the agency uses again. ``place`` is what it is for: an outcome, a kind of document, or empty."""

    __tablename__ = "phrases"

    id: Mapped[RowId]
    place: Mapped[str] = mapped_column(default="", index=True)
    text: Mapped[str]
    recorded_at: Mapped[Instant]
    recorded_by: Mapped[str]
    removed_at: Mapped[Instant | None]
    removed_by: Mapped[str | None]
