"""The office's own wording of messages: each change is a new version, the highest one holds."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from litigation.records.db import Record, UtcDateTime


class MessageWording(Record):
    """One version of one part of a message; an empty wording goes back to the shipped one."""

    __tablename__ = "message_wording"
    __table_args__ = (UniqueConstraint("event", "part", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(String(40))
    part: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    wording: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(60), default="")


def wording_history(session: Session, event: str = "") -> list[MessageWording]:
    """Return the versions of an event's parts, or of all events, newest first."""
    query = select(MessageWording).order_by(MessageWording.id.desc())
    return list(session.scalars(query.where(MessageWording.event == event) if event else query))
