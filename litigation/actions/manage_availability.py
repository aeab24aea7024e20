"""When officials are busy: regular hours, and their own calendars; by the office or the agency's liaison."""

from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlsplit

from sqlalchemy import delete
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.read_busy import PURPOSE, read_busy_file
from litigation.actions.row import check_days, get_row, plain_words
from litigation.actions.seal import seal
from litigation.channels.busy_calendar import check_address
from litigation.intake.busy_calendar import BusyReading
from litigation.law.error import InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.records.access import may_see
from litigation.records.agency import Official
from litigation.records.availability import BusyCalendar, BusyTime, WeeklyTime, busy_calendar_of
from litigation.records.db import writing


@dataclass(frozen=True, slots=True)
class WeeklyInput:
    """Hours of one weekday (0 Monday), Shanghai wall clock, in force on days both included."""

    weekday: int
    begins: time
    ends: time
    from_on: date
    to_on: date | None = None
    note: str = ""


def official_of(session: Session, official_id: int, actor: Actor) -> Official:
    """Return an official under the lock whose times the actor may enter.

    Raises:
        NotAllowedError: neither the office nor a liaison.
        NotFoundError: no such official, or of another agency than the liaison's.
    """
    require(actor, *OFFICE, "liaison")
    official = get_row(session, Official, official_id)
    if not may_see(actor, official.agency_id):
        raise NotFoundError
    return official


def add_weekly(official_id: int, entry: WeeklyInput, *, now: datetime, actor: Actor) -> WeeklyTime:
    """Enter hours in which an official is busy every week.

    Raises:
        InvalidInputError: the end is not after the beginning, or the days are the wrong way round.
    """
    if entry.begins >= entry.ends:
        raise InvalidInputError(N_("结束要在开始之后，请改正时间。"), field="ends")
    if not 0 <= entry.weekday <= 6:
        raise InvalidInputError(N_("请从列表中选择一项。"), field="weekday")
    check_days(entry.from_on, entry.to_on, "to_on")
    with writing() as session:
        official = official_of(session, official_id, actor)
        row = WeeklyTime(
            official_id=official.id,
            weekday=entry.weekday,
            begins=entry.begins.replace(second=0, microsecond=0),
            ends=entry.ends.replace(second=0, microsecond=0),
            note=plain_words(entry.note)[:100],
            from_on=entry.from_on,
            to_on=entry.to_on,
            entered_by=actor.name,
        )
        session.add(row)
        session.flush()
        record_act(session, now, actor, "weekly.create", "weekly_time", row.id)
    return row


def remove_weekly(weekly_id: int, *, now: datetime, actor: Actor) -> int:
    """Take regular hours out; return the official's id."""
    with writing() as session:
        row = get_row(session, WeeklyTime, weekly_id)
        official = official_of(session, row.official_id, actor)
        record_act(session, now, actor, "weekly.remove", "weekly_time", row.id)
        session.delete(row)
    return official.id


def enter_calendar(
    official_id: int, address: str, *, now: datetime, actor: Actor, secret: str
) -> BusyCalendar:
    """Keep the address of an official's own calendar, sealed; what the former one held goes.

    Raises:
        InvalidInputError: no https address that could be fetched.
    """
    address = check_address(address)
    with writing() as session:
        official = official_of(session, official_id, actor)
        _forget(session, official.id)
        row = BusyCalendar(
            official_id=official.id,
            sealed_address=seal(address, secret, PURPOSE),
            host=(urlsplit(address).hostname or "")[:255],
            entered_at=now,
            entered_by=actor.name,
        )
        session.add(row)
        session.flush()
        record_act(session, now, actor, "calendar.enter", "busy_calendar", row.id)
    return row


def forget_calendar(official_id: int, *, now: datetime, actor: Actor) -> None:
    """Forget the address of an official's own calendar, and every busy time that came from it."""
    with writing() as session:
        official = official_of(session, official_id, actor)
        if busy_calendar_of(session, official.id) is None:
            raise NotFoundError
        _forget(session, official.id)
        record_act(session, now, actor, "calendar.forget", "official", official.id)


def import_busy_file(official_id: int, data: bytes, *, now: datetime, actor: Actor) -> BusyReading:
    """Take the busy times of a calendar file; those of the file before it go, the file is not kept.

    Raises:
        InvalidInputError: it is no calendar file.
    """
    with writing() as session:
        official = official_of(session, official_id, actor)
        reading = read_busy_file(session, official.id, data, now)
        if reading.problem is not None:
            raise InvalidInputError(reading.problem.message, field="file")
        record_act(session, now, actor, "calendar.file", "official", official.id, times=len(reading.times))
    return reading


def forget_file(official_id: int, *, now: datetime, actor: Actor) -> None:
    """Drop the busy times that came from a file."""
    with writing() as session:
        official = official_of(session, official_id, actor)
        session.execute(
            delete(BusyTime).where(BusyTime.official_id == official.id, BusyTime.origin == "file")
        )
        record_act(session, now, actor, "calendar.forget_file", "official", official.id)


def _forget(session: Session, official_id: int) -> None:
    session.execute(delete(BusyTime).where(BusyTime.official_id == official_id, BusyTime.origin == "address"))
    session.execute(delete(BusyCalendar).where(BusyCalendar.official_id == official_id))
