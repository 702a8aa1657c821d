"""Where the search index keeps what it indexed."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

__all__ = ["SearchText"]


class SearchText(Base):
    """The normalised text indexed for one request: segments, one a line; the grams follow from it.

    The index itself, ``request_search``, differs by engine (FTS5 or ``tsvector``) and is made by the migrations. FTS5
    keeps no text of its own here: to take an entry out it must be told exactly what was put in, and that stands here.
    """

    __tablename__ = "search_texts"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    body: Mapped[str]
