"""What keeps officials busy: hearings they are to attend and times away, read for many at once."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from litigation.actions.office import OfficeSettings
from litigation.law.choice_ground import Ground, GroundKind, Value
from litigation.law.clock import at_shanghai, shanghai, shanghai_day
from litigation.law.word import N_, Word
from litigation.records.agency import Leave
from litigation.records.assignment import Assignment
from litigation.records.availability import busy_between, travel_table
from litigation.records.hearing import Hearing
from litigation.solver.model import UNKNOWN_PLACE, Busy, Demand, Travel, collision

CURRENT = ("asked", "confirmed", "lapsed")
"""States of an assignment that keep the head busy."""

SeatKey = tuple[int, int]
"""A seat: the ids of hearing and agency."""

Span = tuple[datetime, datetime]
"""A time, half-open."""


A_DAY = timedelta(days=1)


class EngagementKind(Word):
    """What keeps somebody away."""

    HEARING = "hearing", N_("另有开庭")
    LEAVE = "leave", N_("请假")
    MEETING = "meeting", N_("开会")
    TRIP = "trip", N_("出差")
    TRAINING = "training", N_("学习培训")
    CALENDAR = "calendar", N_("本人日历已有安排")
    WEEKLY = "weekly", N_("每周固定安排")
    OTHER = "other", N_("另有安排")


@dataclass(frozen=True)
class Diary:
    """The engagements of some officials. ``seats`` are those that come from a seat they hold."""

    seats: Mapping[int, Mapping[SeatKey, Busy]] = field(default_factory=dict)
    away: Mapping[int, tuple[Busy, ...]] = field(default_factory=dict)
    coming: Counter[tuple[int, int]] = field(default_factory=Counter)

    def of(self, official_id: int, but: Collection[SeatKey] = ()) -> tuple[Busy, ...]:
        """Return one official's engagements; a seat that is being decided does not hinder itself."""
        seats = self.seats.get(official_id, {})
        return (
            *(busy for seat, busy in seats.items() if seat not in but),
            *self.away.get(official_id, ()),
        )


def read_diary(
    session: Session, official_ids: Collection[int], settings: OfficeSettings, within: Span | None = None
) -> Diary:
    """Read hearings (hard) and times away (soft) of the officials, and how many of each year are to come.

    Times away are read ``within`` a time; without it none are needed.
    """
    seats: dict[int, dict[SeatKey, Busy]] = {}
    coming: Counter[tuple[int, int]] = Counter()
    held = session.scalars(
        select(Assignment)
        .join(Assignment.hearing)
        .options(contains_eager(Assignment.hearing))
        .where(
            Assignment.official_id.in_(official_ids),
            Assignment.state.in_(CURRENT),
            Hearing.outcome.is_(None),
        )
        .order_by(Assignment.id)
    )
    for each in held:
        if each.hearing.starts_at is not None:
            coming[each.official_id, shanghai_day(each.hearing.starts_at).year] += 1
        span = span_of(each.hearing, settings)
        if span is not None and each.hearing.is_open:
            busy = Busy(*span, place_of(each.hearing), kind=EngagementKind.HEARING)
            seats.setdefault(each.official_id, {})[each.hearing_id, each.agency_id] = busy
    return Diary(seats, _times_away(session, official_ids, within) if within else {}, coming)


def _times_away(session: Session, official_ids: Collection[int], within: Span) -> dict[int, tuple[Busy, ...]]:
    """Read what a clerk may override with a reason: leave, then what their calendars and weeks hold."""
    away: dict[int, list[Busy]] = {}
    first, last = within
    leaves = session.scalars(
        select(Leave)
        .where(Leave.official_id.in_(official_ids), Leave.starts_at < last, Leave.ends_at > first)
        .order_by(Leave.starts_at, Leave.id)
    )
    for leave in leaves:
        busy = Busy(leave.starts_at, leave.ends_at, label=leave.note, hard=False, kind=leave.kind)
        away.setdefault(leave.official_id, []).append(busy)
    for span in busy_between(session, official_ids, first, last):
        busy = Busy(span.starts_at, span.ends_at, label=span.label, hard=False, kind=span.kind)
        away.setdefault(span.official_id, []).append(busy)
    return {official_id: tuple(times) for official_id, times in away.items()}


def span_of_all(hearings: Iterable[Hearing], settings: OfficeSettings) -> Span | None:
    """Return the time in which the hearings lie, with a day on either side for the way."""
    spans = [span for each in hearings if (span := span_of(each, settings)) is not None]
    if not spans:
        return None
    return min(first for first, _ in spans) - A_DAY, max(last for _, last in spans) + A_DAY


def travel_of(session: Session, settings: OfficeSettings) -> Travel:
    """Return the time between two places: the office's table, and its default for all others."""
    return Travel(settings.travel, travel_table(session))


def span_of(hearing: Hearing, settings: OfficeSettings) -> tuple[datetime, datetime] | None:
    """Return the time a hearing takes; a day without an hour takes the whole day, no day nothing."""
    if hearing.starts_at is not None:
        return hearing.starts_at, hearing.ends_at or hearing.starts_at + settings.hearing_length
    if hearing.starts_on is not None:
        morning = at_shanghai(hearing.starts_on, 0)
        return morning, morning + timedelta(days=1)
    return None


def place_of(hearing: Hearing) -> str:
    """Return the court as a place from and to which people travel."""
    return hearing.court or UNKNOWN_PLACE


def year_of(hearing: Hearing) -> int:
    """Return the year in which the hearing's load is counted."""
    return (hearing.starts_on or shanghai_day(hearing.created_at)).year


def demand_of(hearing: Hearing, agency_id: int, settings: OfficeSettings) -> Demand | None:
    """Return what the hearing asks of an agency, before anybody is considered."""
    span = span_of(hearing, settings)
    if span is None:
        return None
    return Demand(f"{hearing.id}:{agency_id}", *span, place_of(hearing), heads=(), year=year_of(hearing))


def clash_with(demand: Demand, busy: tuple[Busy, ...], travel: Travel) -> tuple[Ground, bool] | None:
    """Return what keeps somebody from the demand, and whether it is a double booking.

    A double booking comes before all else, a mere lack of time for the way last.
    """
    overlap = collision(demand, tuple(each for each in busy if each.hard), Travel(timedelta()))
    if overlap is not None:
        return Ground(GroundKind.HEARING, {"when": overlap.starts_at}), True
    away = collision(demand, busy, Travel(timedelta()))
    if away is not None:
        return _away_ground(away), False
    near = collision(demand, busy, travel)
    if near is None:
        return None
    minutes = int(travel.between(near.place, demand.place).total_seconds()) // 60
    return Ground(GroundKind.TRAVEL, {"when": near.starts_at, "what": what_of(near), "n": minutes}), False


def what_of(busy: Busy) -> str | Word:
    """Name an engagement: the words entered with it, or its kind."""
    if busy.label:
        return busy.label
    known = busy.kind in EngagementKind.__members__.values()
    return EngagementKind(busy.kind) if known else EngagementKind.OTHER


def _away_ground(away: Busy) -> Ground:
    """Name the time somebody is away; one day is named once."""
    values: dict[str, Value] = {"start": away.starts_at, "what": what_of(away)}
    start, end = shanghai(away.starts_at), shanghai(away.ends_at)
    if start.date() == end.date():
        return Ground(GroundKind.AWAY_THAT_DAY, {**values, "until": f"{end:%H:%M}"})
    return Ground(GroundKind.AWAY, {**values, "end": away.ends_at})
