"""Links for a liaison's record after the hearing; the path token is the capability."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from litigation.records.agency import Agency
from litigation.records.db import Record, UtcDateTime
from litigation.records.hearing import Hearing


class RecordLink(Record):
    """A liaison's link to record one agency's attendance at one hearing."""

    __tablename__ = "record_link"
    __table_args__ = (UniqueConstraint("hearing_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    nonce: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    hearing: Mapped[Hearing] = relationship()
    agency: Mapped[Agency] = relationship()


def find_record_link(session: Session, token_hash: str) -> RecordLink | None:
    """Return the link behind a token, unless it was withdrawn."""
    return session.scalar(
        select(RecordLink).where(RecordLink.token_hash == token_hash, RecordLink.revoked_at.is_(None))
    )
