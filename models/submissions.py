"""What came in and from whom: submissions, applicants (also joint ones) and agents."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from law.terms import ApplicantType, Channel, DeliveryMethod, IdentityKind, Sameness
from models.base import Base
from models.columns import Instant, Json, JsonList, LegalDate, RowId

__all__ = ["Agent", "Applicant", "ApplicantSameness", "Submission", "SubmissionApplicant"]


class Applicant(Base):
    """A person or an organisation that applies (条例第二十九条), as it wrote itself.

    ``*_key`` columns are normalised by ``models.search_grams`` for matching only; what is shown and printed is what was
    typed. Two rows may be the same person: sameness is judged by identity, never by the name alone.
    """

    __tablename__ = "applicants"

    id: Mapped[RowId]
    kind: Mapped[ApplicantType] = mapped_column(index=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    pinyin: Mapped[str] = mapped_column(default="", index=True)
    pinyin_initials: Mapped[str] = mapped_column(default="")
    identity_kind: Mapped[IdentityKind] = mapped_column(default=IdentityKind.NONE)
    identity_number: Mapped[str | None]
    identity_key: Mapped[str | None] = mapped_column(index=True)
    identity_copy_attached: Mapped[bool] = mapped_column(default=False)
    identity_override_reason: Mapped[str | None]
    phone: Mapped[str | None]
    phone_key: Mapped[str | None] = mapped_column(index=True)
    landline: Mapped[str | None]
    email: Mapped[str | None]
    fax: Mapped[str | None]
    address: Mapped[str | None]
    postcode: Mapped[str | None]
    work_unit: Mapped[str | None]
    legal_rep: Mapped[str | None]
    contact_person: Mapped[str | None]
    created_at: Mapped[Instant]


class ApplicantSameness(Base):
    """What a person decided about two rows of ``applicants``: the same one, counted together, or not. Append-only.

    ``first_id`` is the smaller id. Of several decisions on a pair the latest counts.
    """

    __tablename__ = "applicant_sameness"
    __table_args__ = (CheckConstraint("first_id < second_id", name="ordered"),)

    id: Mapped[RowId]
    first_id: Mapped[int] = mapped_column(ForeignKey("applicants.id"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("applicants.id"), index=True)
    decision: Mapped[Sameness]
    reason: Mapped[str]
    recorded_at: Mapped[Instant]
    recorded_by: Mapped[str]


class Submission(Base):
    """One letter or form that came in. It holds one or more requests.

    ``dates`` keeps every date as it was typed (``signed``, ``submitted``, ``confirmed`` ...: ISO day or instant as
    text); the derived day of receipt of the whole submission is ``received_on``, unknown until confirmed.
    """

    __tablename__ = "submissions"

    id: Mapped[RowId]
    number: Mapped[str | None] = mapped_column(unique=True)
    channel: Mapped[Channel] = mapped_column(index=True)
    dates: Mapped[Json] = mapped_column(default=dict)
    received_on: Mapped[LegalDate | None] = mapped_column(index=True)
    addressee: Mapped[str | None]
    agency_key: Mapped[str | None]
    postal_number: Mapped[str | None]
    accessibility_help: Mapped[bool] = mapped_column(default=False)
    access_forms: Mapped[JsonList] = mapped_column(default=list)
    delivery_method: Mapped[DeliveryMethod | None]
    oral_written_by: Mapped[str | None]
    oral_confirmed_on: Mapped[LegalDate | None]
    remark: Mapped[str | None]
    # The text exactly as it came, kept apart when the stored text had to be cleaned of what no column can hold.
    as_sent_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    registered_at: Mapped[Instant]
    registered_by: Mapped[str]

    parties: Mapped[list["SubmissionApplicant"]] = relationship(
        back_populates="submission", order_by="SubmissionApplicant.position", lazy="raise_on_sql"
    )
    agents: Mapped[list["Agent"]] = relationship(back_populates="submission", order_by="Agent.id", lazy="raise_on_sql")


class SubmissionApplicant(Base):
    """An applicant's place in a submission; joint applicants are listed in the order of the letter."""

    __tablename__ = "submission_applicants"
    __table_args__ = (UniqueConstraint("submission_id", "position"), UniqueConstraint("submission_id", "applicant_id"))

    id: Mapped[RowId]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicants.id"), index=True)
    position: Mapped[int]
    role: Mapped[str] = mapped_column(default="applicant")
    is_representative: Mapped[bool] = mapped_column(default=False)

    submission: Mapped[Submission] = relationship(back_populates="parties", lazy="raise_on_sql")
    applicant: Mapped[Applicant] = relationship(lazy="raise_on_sql")


class Agent(Base):
    """Somebody who acts for the applicants of one submission, with or without a written mandate."""

    __tablename__ = "agents"

    id: Mapped[RowId]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    applicant_id: Mapped[int | None] = mapped_column(ForeignKey("applicants.id"), index=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    identity_kind: Mapped[IdentityKind] = mapped_column(default=IdentityKind.NONE)
    identity_number: Mapped[str | None]
    identity_key: Mapped[str | None] = mapped_column(index=True)
    phone: Mapped[str | None]
    email: Mapped[str | None]
    address: Mapped[str | None]
    postcode: Mapped[str | None]
    relation: Mapped[str | None]
    has_mandate: Mapped[bool] = mapped_column(default=False)
    mandate_scope: Mapped[str | None]
    mandate_on: Mapped[LegalDate | None]
    details: Mapped[Json] = mapped_column(default=dict)

    submission: Mapped[Submission] = relationship(back_populates="agents", lazy="raise_on_sql")
