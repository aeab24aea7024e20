"""派员: which head is to appear for an agency at a hearing, what was asked, and what was answered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, select, text
from sqlalchemy.orm import Mapped, Session, contains_eager, joinedload, mapped_column, relationship

from litigation.records.agency import Agency, Official
from litigation.records.db import Record, UtcDateTime
from litigation.records.hearing import Hearing

FILED = "filed"
"""State of a certificate that is sealed and ready; before it ``missing`` and ``made`` (written)."""


class Assignment(Record):
    """One head asked to appear for one agency at one hearing.

    States: ``asked`` 待确认, ``confirmed`` 已确认, ``declined`` 不能出庭, ``lapsed`` 待重新确认
    (the hearing moved after a confirmation), ``relieved`` replaced by another head,
    ``ended`` the hearing was cancelled. The first four are current; at most one current row
    that is not ``declined`` exists per hearing and agency. ``reply_code`` are the two digits by
    which a text message answers this one of several.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint(
            "state IN ('asked', 'confirmed', 'declined', 'lapsed', 'relieved', 'ended')", name="state"
        ),
        Index(
            "uq_assignment_current",
            "hearing_id",
            "agency_id",
            unique=True,
            sqlite_where=text("state IN ('asked', 'confirmed', 'lapsed')"),
            postgresql_where=text("state IN ('asked', 'confirmed', 'lapsed')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default="asked")
    revision: Mapped[int] = mapped_column(default=1)
    nonce: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    reply_code: Mapped[str] = mapped_column(String(2), default="", server_default="")
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    override_reason: Mapped[str] = mapped_column(Text, default="")
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    assigned_by: Mapped[str] = mapped_column(String(60), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str] = mapped_column(String(20), default="")
    decline_ground: Mapped[str | None] = mapped_column(String(1))
    decline_words: Mapped[str] = mapped_column(Text, default="")
    proof_sha256: Mapped[str | None] = mapped_column(String(64))
    certificate_state: Mapped[str] = mapped_column(String(20), default="missing")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def certificate_filed(self) -> bool:
        """Tell whether the sealed certificate lies ready for the court; one only written does not count."""
        return self.certificate_state == FILED

    hearing: Mapped[Hearing] = relationship(back_populates="assignments")
    agency: Mapped[Agency] = relationship()
    official: Mapped[Official] = relationship(back_populates="assignments")


class LeftOpen(Record):
    """A clerk's decision to leave a duty without a head for now, with the reason."""

    __tablename__ = "left_open"

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    reason: Mapped[str] = mapped_column(Text)
    left_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_by: Mapped[str] = mapped_column(String(60), default="")


class Answer(Record):
    """One answer as it came in, by link, phone, mail or SMS; the idempotency key drops repeats."""

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(20))
    revision: Mapped[int]
    idempotency_key: Mapped[str] = mapped_column(String(80), unique=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)


def coming_assignments(session: Session, official_id: int, today: date) -> list[Assignment]:
    """Return what a head is asked or has promised to appear at from today on, soonest first."""
    query = (
        select(Assignment)
        .join(Assignment.hearing)
        .options(
            contains_eager(Assignment.hearing).selectinload(Hearing.lawsuits), joinedload(Assignment.agency)
        )
        .where(
            Assignment.official_id == official_id,
            Assignment.state.in_(("asked", "confirmed", "lapsed")),
            Hearing.starts_on >= today,
            Hearing.cancelled_at.is_(None),
        )
        .order_by(Hearing.starts_on, Hearing.starts_at)
    )
    return list(session.scalars(query))


def seat_holder(session: Session, hearing_id: int, agency_id: int) -> Assignment | None:
    """Return who is asked or has promised to appear for an agency at a hearing."""
    return session.scalar(
        select(Assignment)
        .where(
            Assignment.hearing_id == hearing_id,
            Assignment.agency_id == agency_id,
            Assignment.state.in_(("asked", "confirmed", "lapsed")),
        )
        .options(joinedload(Assignment.official))
    )
