"""What people wrote back, and addresses that want nothing more; nothing that comes in is dropped."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from litigation.records.assignment import Assignment
from litigation.records.db import Record, UtcDateTime


class InboundMessage(Record):
    """One message that came in by text or mail.

    ``sender`` is the number or address as the provider gave it; ``person`` who that is, as far
    as the register knows. ``reading`` is what it was taken for (``law.reply``). States:
    ``done`` needs nobody, ``waiting`` a person has to look. ``outcome`` says what was done.
    ``stated_at`` is when a calendar's answer says it was given: the newest one counts.
    """

    __tablename__ = "inbound_message"
    __table_args__ = (
        CheckConstraint("state IN ('done', 'waiting')", name="state"),
        CheckConstraint("channel IN ('sms', 'mail')", name="channel"),
        Index("ix_inbound_message_waiting", "state", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(10))
    provider_id: Mapped[str] = mapped_column(String(200), unique=True)
    sender: Mapped[str] = mapped_column(String(200), index=True)
    person: Mapped[str] = mapped_column(String(60), default="")
    subject: Mapped[str] = mapped_column(String(200), default="")
    body: Mapped[str] = mapped_column(Text, default="")
    reading: Mapped[str] = mapped_column(String(20), default="unclear")
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    outcome: Mapped[str] = mapped_column(Text, default="")
    stated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str] = mapped_column(String(60), default="")

    assignment: Mapped[Assignment | None] = relationship()


class ClosedAddress(Record):
    """A number or mail address that asked for no more messages, until it asks for them again."""

    __tablename__ = "closed_address"

    address: Mapped[str] = mapped_column(String(200), primary_key=True)
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    why: Mapped[str] = mapped_column(String(200), default="")


def is_closed(session: Session, address: str) -> bool:
    """Tell whether an address wants no messages."""
    return session.get(ClosedAddress, address) is not None


def count_waiting_messages(session: Session) -> int:
    """Count what came in and waits for a person."""
    waiting = select(func.count()).select_from(InboundMessage).where(InboundMessage.state == "waiting")
    return session.scalar(waiting) or 0


def find_inbound(session: Session, state: str, first: int, count: int) -> tuple[list[InboundMessage], int]:
    """Return ``count`` messages from the ``first`` on, newest first, and how many there are."""
    query = select(InboundMessage).where(InboundMessage.state == state)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    loaded = query.options(joinedload(InboundMessage.assignment).joinedload(Assignment.hearing))
    rows = session.scalars(loaded.order_by(InboundMessage.id.desc()).offset(first).limit(count))
    return list(rows), total


def last_from(session: Session, sender: str, since: datetime, outcome: str) -> InboundMessage | None:
    """Return a message of this sender since then that was answered with ``outcome``."""
    return session.scalar(
        select(InboundMessage)
        .where(
            InboundMessage.sender == sender,
            InboundMessage.received_at >= since,
            InboundMessage.outcome == outcome,
        )
        .limit(1)
    )
