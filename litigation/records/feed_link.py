"""Addresses from which a person's or the office's calendar is fetched; only their hash is kept."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from litigation.records.agency import Official
from litigation.records.db import Record, UtcDateTime
from litigation.records.user import User


class FeedLink(Record):
    """One address, for an official or a user; ``read_on`` is the last day on which it was fetched."""

    __tablename__ = "feed_link"
    __table_args__ = (CheckConstraint("(official_id IS NULL) <> (user_id IS NULL)", name="holder"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(60), default="")
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_on: Mapped[date | None]

    official: Mapped[Official | None] = relationship()
    user: Mapped[User | None] = relationship()


def open_feeds(
    session: Session, *, official_id: int | None = None, user_id: int | None = None
) -> list[FeedLink]:
    """Return the addresses of one holder that still answer, newest first."""
    query = select(FeedLink).where(FeedLink.revoked_at.is_(None))
    if official_id is not None:
        query = query.where(FeedLink.official_id == official_id)
    if user_id is not None:
        query = query.where(FeedLink.user_id == user_id)
    return list(session.scalars(query.order_by(FeedLink.id.desc())))
