"""Settings of the office and of the holiday table, each change a new version with its author."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from litigation.records.db import Record, UtcDateTime


class Setting(Record):
    """One version of one setting; the highest version holds."""

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("name", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    version: Mapped[int] = mapped_column(default=1)
    value: Mapped[Any] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(60), default="")


class HolidayOverride(Record):
    """A day that differs from the shipped holiday table, with its source."""

    __tablename__ = "holiday_override"
    __table_args__ = (CheckConstraint("kind IN ('off', 'work')", name="kind"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(4))
    source: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


def is_set(session: Session, name: str) -> bool:
    """Tell whether the office ever gave a setting a value of its own."""
    return session.scalar(select(Setting.id).where(Setting.name == name).limit(1)) is not None


def setting_history(session: Session, limit: int = 30) -> list[Setting]:
    """Return the last changes of the office's settings, newest first."""
    own = select(Setting).where(~Setting.name.startswith("sending."))
    return list(session.scalars(own.order_by(Setting.id.desc()).limit(limit)))


def holiday_overrides(session: Session) -> list[HolidayOverride]:
    """Return the days that differ from the shipped table, latest first."""
    return list(session.scalars(select(HolidayOverride).order_by(HolidayOverride.day.desc())))
