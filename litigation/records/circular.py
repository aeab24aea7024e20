"""月度通报: a month's figures, drafted by the worker, issued by a person, frozen by edition."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from litigation.records.db import Record, UtcDateTime
from litigation.records.user import User


class Circular(Record):
    """One edition of one month. ``proposed`` editions wait for a person's reason and issue.

    ``content`` is the whole circular as it was issued (``law.circular_file``), ``seal`` the
    SHA-256 over month, edition, time, figures and content.
    """

    __tablename__ = "circular"
    __table_args__ = (
        UniqueConstraint("month", "edition"),
        CheckConstraint("state IN ('draft', 'proposed', 'issued')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7), index=True)
    edition: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    as_of: Mapped[datetime] = mapped_column(UtcDateTime)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(60), default="")
    seal: Mapped[str] = mapped_column(String(64), default="")
    docx_sha256: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"))
    xlsx_sha256: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"))
    version: Mapped[int] = mapped_column(default=1)


class Receipt(Record):
    """A leader's receipt of an issued edition, by the link in the notice."""

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("circular_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    circular_id: Mapped[int] = mapped_column(ForeignKey("circular.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    nonce: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    circular: Mapped[Circular] = relationship()
    user: Mapped[User] = relationship()


def receipts_of(session: Session, circular_id: int) -> list[Receipt]:
    """Return who was to sign for an edition, and when they did."""
    query = select(Receipt).where(Receipt.circular_id == circular_id).options(joinedload(Receipt.user))
    return list(session.scalars(query.order_by(Receipt.id)))
