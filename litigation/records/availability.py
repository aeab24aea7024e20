"""When officials are busy besides leave and hearings, and how long the way between two courts is.

Of a person's own calendar only busy times are kept, joined where they touch: no titles, no
places, no number of events.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from litigation.law.clock import at_shanghai, shanghai_day
from litigation.records.agency import Official
from litigation.records.db import Record, UtcDateTime


class TravelTime(Record):
    """Minutes of the way between two places, the same in both directions."""

    __tablename__ = "travel_time"
    __table_args__ = (
        CheckConstraint("minutes >= 0 AND minutes <= 1440", name="minutes"),
        CheckConstraint("one <> other", name="places"),
        UniqueConstraint("one", "other"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    one: Mapped[str] = mapped_column(String(120))
    other: Mapped[str] = mapped_column(String(120))
    minutes: Mapped[int]
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60), default="")


class WeeklyTime(Record):
    """Hours of a weekday (0 Monday) in which an official is regularly busy, Shanghai wall clock.

    In force from ``from_on`` to ``to_on``, both included.
    """

    __tablename__ = "weekly_time"
    __table_args__ = (
        CheckConstraint("weekday >= 0 AND weekday <= 6", name="weekday"),
        CheckConstraint("begins < ends", name="order"),
        CheckConstraint("to_on IS NULL OR from_on <= to_on", name="term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    weekday: Mapped[int]
    begins: Mapped[time]
    ends: Mapped[time]
    note: Mapped[str] = mapped_column(String(100), default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    entered_by: Mapped[str] = mapped_column(String(60), default="")


class BusyTime(Record):
    """A busy time out of a person's own calendar; half-open [starts_at, ends_at)."""

    __tablename__ = "busy_time"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="order"),
        CheckConstraint("origin IN ('address', 'file')", name="origin"),
        Index("ix_busy_time_when", "official_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    origin: Mapped[str] = mapped_column(String(10))


class BusyCalendar(Record):
    """The address of an official's own calendar: whoever knows it can read the calendar.

    So it is kept sealed; ``host`` is all that is shown. ``failing_since`` is empty while the
    last attempt succeeded, ``problem`` says what went wrong, ``skipped`` counts the recurring
    events whose rule was not understood.
    """

    __tablename__ = "busy_calendar"

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), unique=True)
    sealed_address: Mapped[str] = mapped_column(String(4000))
    host: Mapped[str] = mapped_column(String(255))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(String(60), default="")
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    problem: Mapped[str] = mapped_column(String(200), default="")
    skipped: Mapped[int] = mapped_column(default=0)

    official: Mapped[Official] = relationship()


@dataclass(frozen=True, slots=True)
class BusySpan:
    """One busy time of an official. ``kind`` is ``calendar`` or ``weekly``; ``label`` may be empty."""

    official_id: int
    starts_at: datetime
    ends_at: datetime
    kind: str
    label: str = ""


def busy_between(
    session: Session, official_ids: Collection[int], first: datetime, last: datetime
) -> list[BusySpan]:
    """Return what touches [first, last): the calendars' busy times and the regular hours."""
    rows = session.scalars(
        select(BusyTime)
        .where(BusyTime.official_id.in_(official_ids), BusyTime.starts_at < last, BusyTime.ends_at > first)
        .order_by(BusyTime.starts_at, BusyTime.id)
    )
    spans = [BusySpan(each.official_id, each.starts_at, each.ends_at, "calendar") for each in rows]
    for each in weekly_times(session, official_ids):
        spans += _expand(each, first, last)
    return spans


def weekly_times(session: Session, official_ids: Collection[int]) -> list[WeeklyTime]:
    """Return the regular hours of some officials in the order of the week."""
    query = select(WeeklyTime).where(WeeklyTime.official_id.in_(official_ids))
    return list(session.scalars(query.order_by(WeeklyTime.weekday, WeeklyTime.begins, WeeklyTime.id)))


def _expand(row: WeeklyTime, first: datetime, last: datetime) -> list[BusySpan]:
    """Say on which days of the window the regular hours fall."""
    day = max(shanghai_day(first), row.from_on)
    day += timedelta(days=(row.weekday - day.weekday()) % 7)
    end = shanghai_day(last) if row.to_on is None else min(shanghai_day(last), row.to_on)
    spans = []
    while day <= end:
        begins = at_shanghai(day, row.begins.hour, row.begins.minute)
        ends = at_shanghai(day, row.ends.hour, row.ends.minute)
        if begins < last and ends > first:
            spans.append(BusySpan(row.official_id, begins, ends, "weekly", row.note))
        day += timedelta(days=7)
    return spans


def travel_times(session: Session) -> list[TravelTime]:
    """Return the table of ways in the order of places."""
    return list(session.scalars(select(TravelTime).order_by(TravelTime.one, TravelTime.other)))


def travel_table(session: Session) -> dict[tuple[str, str], timedelta]:
    """Return the table of ways by pairs of places, each pair in one order."""
    return {(each.one, each.other): timedelta(minutes=each.minutes) for each in travel_times(session)}


def busy_calendar_of(session: Session, official_id: int) -> BusyCalendar | None:
    """Return the address of an official's own calendar, if there is one."""
    return session.scalar(select(BusyCalendar).where(BusyCalendar.official_id == official_id))


def busy_origins(session: Session, official_id: int) -> frozenset[str]:
    """Say where an official's busy times come from: ``address``, ``file``."""
    return frozenset(
        session.scalars(select(BusyTime.origin).where(BusyTime.official_id == official_id).distinct())
    )


def calendars_due(session: Session, before: datetime) -> list[BusyCalendar]:
    """Return the calendars that were last tried before a moment, the longest waiting first."""
    query = (
        select(BusyCalendar)
        .where(BusyCalendar.tried_at.is_(None) | (BusyCalendar.tried_at <= before))
        .options(joinedload(BusyCalendar.official))
        .order_by(BusyCalendar.tried_at.is_not(None), BusyCalendar.tried_at, BusyCalendar.id)
    )
    return list(session.scalars(query))
