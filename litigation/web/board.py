"""What stands on the calendar's board: events by their gravest state, days, and the heads' load."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from flask_babel import gettext

from litigation.actions.circumstances import times_this_year
from litigation.law.calendar import Calendar
from litigation.law.clock import shanghai_day
from litigation.law.procedure import HearingKind
from litigation.records.agency import Leave, Official, leaves_between
from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.records.seat import Seat, seats_of
from litigation.web import chip, clock
from litigation.web.next_step import starts

# How an event looks by what is known of it; the first that fits the gravest seat is shown.
TONES = {
    "unrecorded": ("bad", "unknown"),
    "declined": ("bad", "declined"),
    "unassigned": ("bad", "unassigned"),
    "verify": ("warn", "verify"),
    "lapsed": ("warn", "lapsed"),
    "late": ("warn", "late"),
    "asked": ("", "asked"),
    "confirmed": ("ok", "confirmed"),
    "held": ("done", "held"),
    "none": ("done", "not_counted"),
}
GRAVEST = tuple(TONES)


@dataclass(frozen=True, slots=True)
class Event:
    """One hearing on the board."""

    hearing: Hearing
    seats: tuple[Seat, ...]
    state: str

    @property
    def tone(self) -> str:
        """The colour's class."""
        return TONES[self.state][0]

    @property
    def chip(self) -> chip.Chip:
        """Icon and word of the state."""
        return chip.chip_of(TONES[self.state][1])

    @property
    def who(self) -> str:
        """The agency, or the first of several."""
        names = [seat.agency.short_name for seat in self.seats]
        if not names:
            return self.hearing.kind
        return names[0] if len(names) == 1 else gettext("%(name)s等", name=names[0])

    @property
    def heads(self) -> list[str]:
        """The heads who are asked."""
        return [seat.assignment.official.name for seat in self.seats if seat.assignment]


@dataclass(frozen=True, slots=True)
class Day:
    """One cell of the board."""

    day: date
    outside: bool
    working: bool
    mark: str
    events: list[Event] = field(default_factory=list)


def events_of(hearings: Sequence[Hearing], agencies: frozenset[int] | None) -> list[Event]:
    """Return the events of these hearings; cancelled hearings leave the board."""
    shown = [hearing for hearing in hearings if hearing.cancelled_at is None]
    seats: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats_of(db.session(), shown, agencies=agencies):
        seats[seat.hearing.id].append(seat)
    return [event_of(hearing, seats[hearing.id]) for hearing in shown]


def event_of(hearing: Hearing, seats: Sequence[Seat]) -> Event:
    """Return a hearing with the state of its gravest seat."""
    states = [_state(seat) for seat in seats if seat.is_owed]
    gravest = min(states, key=GRAVEST.index) if states else "none"
    return Event(hearing, tuple(seats), gravest)


def _state(seat: Seat) -> str:
    """Name what is known of one seat."""
    hearing, at = seat.hearing, starts(seat.hearing)
    if hearing.kind != HearingKind.TRIAL or hearing.outcome not in (None, "held"):
        return "none"
    if seat.attendance is not None:
        return "held"
    if at is not None and at <= clock.now():
        return "unrecorded"
    return "verify" if hearing.missing_since else seat.answer


def days_between(
    first: date, last: date, day: date, holidays: Calendar, events: Sequence[Event], *, week: bool
) -> list[Day]:
    """Return the cells from the first to the last day with what happens on each."""
    by_day: dict[date | None, list[Event]] = defaultdict(list)
    for event in events:
        by_day[event.hearing.starts_on].append(event)
    count = (last - first).days + 1
    cells = [first + timedelta(days=number) for number in range(count)]
    return [
        Day(
            each,
            outside=not week and each.month != day.month,
            working=holidays.is_working_day(each),
            mark=_mark(each, holidays),
            events=by_day[each],
        )
        for each in cells
    ]


def _mark(day: date, holidays: Calendar) -> str:
    """Say 班 of a weekend that is worked, and 休 of a weekday that is not."""
    weekend, working = day.weekday() >= 5, holidays.is_working_day(day)
    if weekend and working:
        return gettext("班")
    return gettext("休") if not weekend and not working else ""


@dataclass(frozen=True, slots=True)
class Load:
    """One head's week: what takes up each day."""

    official: Official
    times: int
    days: dict[date, list[Seat | Leave]]


def head_load(events: Iterable[Event], first: date, last: date, scope: frozenset[int] | None) -> list[Load]:
    """Return the heads who have a hearing or a leave in the week."""
    taken: dict[int, dict[date, list[Seat | Leave]]] = defaultdict(lambda: defaultdict(list))
    people: dict[int, Official] = {}
    for seat in (seat for event in events for seat in event.seats):
        if seat.assignment and seat.answer != "declined" and seat.hearing.starts_on:
            people[seat.assignment.official_id] = seat.assignment.official
            taken[seat.assignment.official_id][seat.hearing.starts_on].append(seat)
    for leave in leaves_between(db.session(), first, last, within=scope):
        people[leave.official_id] = leave.official
        for day in _days_of(leave, first, last):
            taken[leave.official_id][day].append(leave)
    session, year = db.session(), first.year
    return [Load(people[each], times_this_year(session, each, year), taken[each]) for each in sorted(people)]


def _days_of(leave: Leave, first: date, last: date) -> list[date]:
    """Return the days of the week that a leave covers."""
    begin = max(shanghai_day(leave.starts_at), first)
    end = min(shanghai_day(leave.ends_at - timedelta(seconds=1)), last)
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]
