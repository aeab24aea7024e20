"""开庭: the hearing, which stays the same row through every move, and what came of it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from litigation.records.agency import Agency, Official
from litigation.records.db import Record, UtcDateTime
from litigation.records.lawsuit import Lawsuit

if TYPE_CHECKING:
    from litigation.records.assignment import Assignment


class Hearing(Record):
    """One sitting. ``revision`` grows with start, end or court, ``sequence`` with every invite.

    ``starts_on`` is the Shanghai day and stands also where no hour is known; both are empty
    while a postponed hearing waits for its new date. ``sitting_month`` and
    ``sitting_attended`` store profile D (庭次) for the month page.
    """

    __tablename__ = "hearing"
    __table_args__ = (
        CheckConstraint(
            "outcome IS NULL OR outcome IN"
            " ('held', 'adjourned', 'cancelled', 'withdrawn', 'entered_in_error')",
            name="outcome",
        ),
        CheckConstraint("ends_at IS NULL OR starts_at IS NULL OR starts_at < ends_at", name="order"),
        Index("ix_hearing_sitting", "sitting_month", "sitting_attended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(255), unique=True)
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    starts_on: Mapped[date | None] = mapped_column(index=True)
    court: Mapped[str] = mapped_column(String(80), default="")
    courtroom: Mapped[str] = mapped_column(String(80), default="")
    mode: Mapped[str] = mapped_column(String(20), default="in_person")
    kind: Mapped[str] = mapped_column(String(10), default="开庭")
    judge: Mapped[str] = mapped_column(String(60), default="")
    clerk: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    re_notified: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)
    sequence: Mapped[int] = mapped_column(default=0)
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(20))
    outcome_recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    announced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_reason: Mapped[str] = mapped_column(String(200), default="")
    missing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    source_uid: Mapped[str | None] = mapped_column(String(255), index=True)
    sitting_month: Mapped[str | None] = mapped_column(String(7))
    sitting_attended: Mapped[bool | None]
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    lawsuits: Mapped[list[Lawsuit]] = relationship(
        secondary="hearing_case", order_by="Lawsuit.id", back_populates="hearings"
    )
    assignments: Mapped[list["Assignment"]] = relationship(back_populates="hearing")
    moves: Mapped[list["HearingMove"]] = relationship(back_populates="hearing", order_by="HearingMove.id")

    @property
    def is_open(self) -> bool:
        """Tell whether the hearing is still expected to take place or waits for its outcome."""
        return self.cancelled_at is None and self.outcome is None


class HearingCase(Record):
    """A case heard in a hearing; a combined hearing has several."""

    __tablename__ = "hearing_case"

    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("lawsuit.id"), primary_key=True, index=True)


class HearingMove(Record):
    """What a hearing was before a revision, and why it changed."""

    __tablename__ = "hearing_move"
    __table_args__ = (UniqueConstraint("hearing_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), index=True)
    revision: Mapped[int]
    old_starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    old_starts_on: Mapped[date | None]
    old_court: Mapped[str] = mapped_column(String(80), default="")
    old_courtroom: Mapped[str] = mapped_column(String(80), default="")
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_by: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")

    hearing: Mapped[Hearing] = relationship(back_populates="moves")


class Attendance(Record):
    """到庭 as a fact: who came for one agency to one hearing. Corrected by a new row, never overwritten."""

    __tablename__ = "attendance"
    __table_args__ = (
        Index(
            "uq_attendance_current",
            "hearing_id",
            "agency_id",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    present: Mapped[bool] = mapped_column(default=False)
    online: Mapped[bool] = mapped_column(default=False)
    certificate: Mapped[str | None] = mapped_column(String(20))
    left: Mapped[str | None] = mapped_column(String(20))
    spoke: Mapped[bool | None]
    settlement: Mapped[bool | None]
    remedy: Mapped[bool | None]
    remedy_task: Mapped[str] = mapped_column(String(200), default="")
    remedy_due_on: Mapped[date | None]
    remedy_done_on: Mapped[date | None]
    refused_to_explain: Mapped[bool] = mapped_column(default=False)
    staff: Mapped[int] = mapped_column(default=0)
    lawyers: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(60), default="")
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    correction_reason: Mapped[str] = mapped_column(String(200), default="")

    hearing: Mapped[Hearing] = relationship()
    agency: Mapped[Agency] = relationship()
    official: Mapped[Official | None] = relationship()


class Excuse(Record):
    """不能出庭的理由 of one agency for one hearing and the court's answer (R2020 arts. 8, 9).

    ``sent_on`` is the day on which it was handed to the court; ``office_view`` what the office
    thinks of it, which decides nothing.
    """

    __tablename__ = "excuse"
    __table_args__ = (UniqueConstraint("hearing_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    ground: Mapped[str] = mapped_column(String(1))
    words: Mapped[str] = mapped_column(Text, default="")
    proof: Mapped[bool] = mapped_column(default=False)
    seal: Mapped[bool] = mapped_column(default=False)
    chief_signature: Mapped[bool] = mapped_column(default=False)
    court_decision: Mapped[str] = mapped_column(String(10), default="none")
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_on: Mapped[date | None]
    office_view: Mapped[str] = mapped_column(String(10), default="none")
    office_words: Mapped[str] = mapped_column(String(300), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)


def excuses_of(session: Session, hearing_ids: Collection[int]) -> dict[tuple[int, int], Excuse]:
    """Return the reasons stated for these hearings, by hearing and agency."""
    rows = session.scalars(select(Excuse).where(Excuse.hearing_id.in_(hearing_ids)))
    return {(row.hearing_id, row.agency_id): row for row in rows}


def courts_named(session: Session) -> list[str]:
    """Return the courts in which a hearing was ever entered."""
    named = select(Hearing.court).where(Hearing.court != "").distinct().order_by(Hearing.court)
    return list(session.scalars(named))
