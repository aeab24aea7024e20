"""Decisions about a seat besides who is asked: a head pinned to it, handed over, or no head at all."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.db import Record, UtcDateTime


class Pin(Record):
    """A head who is to be proposed for a seat and nobody else, until a clerk takes the pin out."""

    __tablename__ = "pin"
    __table_args__ = (UniqueConstraint("hearing_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    pinned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    pinned_by: Mapped[str] = mapped_column(String(60), default="")

    official: Mapped[Official] = relationship()


class HandOver(Record):
    """A head's offer to another head of the same agency to appear instead.

    States: ``offered``, ``accepted``, ``refused``, ``ended`` (withdrawn, or overtaken by another
    decision). Until it is accepted the one who offered stays responsible. ``revision`` is the
    hearing's when it was offered: a yes to the old time is no yes to the new one.
    """

    __tablename__ = "hand_over"
    __table_args__ = (
        CheckConstraint("state IN ('offered', 'accepted', 'refused', 'ended')", name="state"),
        Index(
            "uq_hand_over_open",
            "assignment_id",
            unique=True,
            sqlite_where=text("state = 'offered'"),
            postgresql_where=text("state = 'offered'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    words: Mapped[str] = mapped_column(Text, default="")
    nonce: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    revision: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="offered")
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    offered_by: Mapped[str] = mapped_column(String(60), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    assignment: Mapped[Assignment] = relationship()
    official: Mapped[Official] = relationship()


class PostponementRequest(Record):
    """A request to the court to put a hearing off, and what it said (R2020 art. 9(3)).

    ``answer`` is ``none`` until the court has spoken, then ``granted`` or ``refused``.
    """

    __tablename__ = "postponement_request"
    __table_args__ = (
        CheckConstraint("answer IN ('none', 'granted', 'refused')", name="answer"),
        UniqueConstraint("hearing_id", "agency_id", "revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    revision: Mapped[int]
    sent_on: Mapped[date]
    answer: Mapped[str] = mapped_column(String(10), default="none")
    answered_on: Mapped[date | None]
    words: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(60), default="")
    version: Mapped[int] = mapped_column(default=1)


class ContactCheck(Record):
    """A text message sent to see whether a mobile is still the head's; the link in it says yes."""

    __tablename__ = "contact_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    mobile: Mapped[str] = mapped_column(String(20))
    nonce: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[str] = mapped_column(String(60), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    official: Mapped[Official] = relationship()


def pins_of(session: Session, hearing_ids: Collection[int]) -> dict[tuple[int, int], Pin]:
    """Return the pins of some hearings by hearing and agency."""
    query = select(Pin).where(Pin.hearing_id.in_(hearing_ids)).options(joinedload(Pin.official))
    return {(each.hearing_id, each.agency_id): each for each in session.scalars(query)}


def pin_of(session: Session, hearing_id: int, agency_id: int) -> Pin | None:
    """Return the pin of one seat."""
    return pins_of(session, [hearing_id]).get((hearing_id, agency_id))


def open_hand_over(session: Session, assignment_id: int) -> HandOver | None:
    """Return the offer that waits for the other head's answer."""
    return session.scalar(
        select(HandOver)
        .where(HandOver.assignment_id == assignment_id, HandOver.state == "offered")
        .options(joinedload(HandOver.official))
    )


def postponement_of(session: Session, hearing_id: int, agency_id: int) -> PostponementRequest | None:
    """Return the latest request of an agency to put a hearing off."""
    return session.scalar(
        select(PostponementRequest)
        .where(PostponementRequest.hearing_id == hearing_id, PostponementRequest.agency_id == agency_id)
        .order_by(PostponementRequest.revision.desc())
        .limit(1)
    )
