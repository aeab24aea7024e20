"""Busy times out of officials' own calendars: fetched from time to time, or read from a file once."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from litigation.actions.notice_plan import add_task
from litigation.actions.seal import unseal
from litigation.channels.busy_calendar import fetch_calendar
from litigation.intake.busy_calendar import BusyReading, read_busy
from litigation.law.clock import shanghai_day
from litigation.law.error import LitigationError
from litigation.law.word import N_
from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.availability import BusyCalendar, BusyTime, calendars_due
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from litigation.records.notice import Task

PURPOSE = "calendar"
"""For which the addresses are sealed."""

EVERY = timedelta(hours=6)
"""How often a calendar is fetched."""

PATIENCE = timedelta(hours=24)
"""How long a calendar may fail before a person is asked to look."""

AHEAD = timedelta(days=366)
"""How far ahead busy times are kept."""

MOST_AT_ONCE = 40
"""Calendars fetched in one run, so that one run does not hold up the next job."""

Fetch = Callable[[str], bytes]


def refresh_calendars(now: datetime, secret: str, fetch: Fetch | None = None) -> int:
    """Fetch the calendars whose turn it is; return how many could be read."""
    due = [(each.id, each.sealed_address) for each in calendars_due(db.session(), now - EVERY)]
    db.session().rollback()  # nothing is held open while the net is waited for
    return sum(_refresh(each, sealed, now, secret, fetch) for each, sealed in due[:MOST_AT_ONCE])


def refresh_calendar(official_id: int, now: datetime, secret: str, fetch: Fetch | None = None) -> bool:
    """Fetch one official's calendar at once; tell whether it could be read."""
    row = db.session().scalar(select(BusyCalendar).where(BusyCalendar.official_id == official_id))
    if row is None:
        return False
    found = row.id, row.sealed_address
    db.session().rollback()
    return _refresh(*found, now, secret, fetch)


def _refresh(calendar_id: int, sealed: str, now: datetime, secret: str, fetch: Fetch | None) -> bool:
    try:
        data = (fetch or fetch_calendar)(unseal(sealed, secret, PURPOSE))
    except LitigationError as error:
        return _note(calendar_id, sealed, None, str(error), now)
    return _note(calendar_id, sealed, data, "", now)


def _note(calendar_id: int, sealed: str, data: bytes | None, problem: str, now: datetime) -> bool:
    """Keep what was fetched; an address that was changed meanwhile is left alone."""
    with writing() as session:
        row = session.get(BusyCalendar, calendar_id)
        if row is None or row.sealed_address != sealed:
            return False
        row.tried_at = now
        if data is not None:
            reading = _read(session, row.official_id, data, now)
            problem = reading.problem.message if reading.problem else ""
        if problem:
            _failed(session, row, problem, now)
            return False
        keep_times(session, row.official_id, "address", reading.times, now)
        row.read_at, row.failing_since, row.problem, row.skipped = now, None, "", reading.skipped
        _close_task(session, row.official_id, now)
    return True


def _read(session: Session, official_id: int, data: bytes, now: datetime) -> BusyReading:
    """Read the busy times of the coming year without our own invitations."""
    own = session.scalars(
        select(Hearing.uid)
        .join(Assignment, Assignment.hearing_id == Hearing.id)
        .where(Assignment.official_id == official_id)
    )
    return read_busy(data, shanghai_day(now), shanghai_day(now + AHEAD), frozenset(own))


def read_busy_file(session: Session, official_id: int, data: bytes, now: datetime) -> BusyReading:
    """Read a calendar file inside the caller's transaction and keep its busy times."""
    reading = _read(session, official_id, data, now)
    if reading.problem is None:
        keep_times(session, official_id, "file", reading.times, now)
    return reading


def keep_times(
    session: Session,
    official_id: int,
    origin: str,
    times: Iterable[tuple[datetime, datetime]],
    now: datetime,
) -> None:
    """Put these times in the place of the official's former ones of that origin; the past is dropped."""
    session.execute(delete(BusyTime).where(BusyTime.official_id == official_id, BusyTime.origin == origin))
    session.add_all(
        BusyTime(official_id=official_id, origin=origin, starts_at=start, ends_at=end)
        for start, end in times
        if end > now
    )
    session.flush()


def _failed(session: Session, row: BusyCalendar, problem: str, now: datetime) -> None:
    """Note a failure; the times known before stay, and after a day a person is asked."""
    row.problem = problem[:200]
    row.failing_since = row.failing_since or now
    if now - row.failing_since < PATIENCE:
        return
    official = session.get_one(Official, row.official_id)
    add_task(
        session,
        Task(
            key=f"calendar:{row.official_id}:{row.failing_since.isoformat()}",
            kind="calendar",
            agency_id=official.agency_id,
            official_id=official.id,
            title=f"{official.name}的日历已一天取不到：{row.problem}"[:200],
            due_at=now,
            created_at=now,
        ),
    )


def _close_task(session: Session, official_id: int, now: datetime) -> None:
    tasks = select(Task).where(
        Task.kind == "calendar", Task.official_id == official_id, Task.done_at.is_(None)
    )
    for task in session.scalars(tasks):
        task.done_at, task.result = now, N_("日历又能读到了")
