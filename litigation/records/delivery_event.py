"""What the provider reported of a message, each report once, in the order in which it came."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from litigation.records.db import Record, UtcDateTime


class DeliveryEvent(Record):
    """One report. A report may come before the answer that names the message: it waits for it."""

    __tablename__ = "delivery_event"
    __table_args__ = (UniqueConstraint("provider_id", "status", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(10), default="")
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


def events_of_message(session: Session, provider_id: str) -> list[DeliveryEvent]:
    """Return the reports about one message, oldest first."""
    query = select(DeliveryEvent).where(DeliveryEvent.provider_id == provider_id).order_by(DeliveryEvent.id)
    return list(session.scalars(query))


def events_of_notice(session: Session, notice_id: int) -> list[DeliveryEvent]:
    """Return the reports about all sendings of a notice, oldest first."""
    query = select(DeliveryEvent).where(DeliveryEvent.notice_id == notice_id).order_by(DeliveryEvent.id)
    return list(session.scalars(query))
