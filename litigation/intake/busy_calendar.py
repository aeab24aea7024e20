"""A person's own calendar -> the times at which they are busy, and nothing else.

Titles, places, people and the number of events are never looked at: touching times are
joined. What the calendar itself calls free (TRANSP, Outlook's own mark), cancelled events, and
the office's own invitations do not count; the last would keep a head from their own hearing.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from litigation.intake.calendar_file import read_duration
from litigation.intake.calendar_lines import Component, Property, parse_calendars
from litigation.intake.calendar_series import expand_within
from litigation.intake.calendar_zone import CHINA, Zones
from litigation.intake.draft import Problem

MOST_EVENTS = 20_000
MOST_SERIES = 2_000
OPEN_END = timedelta(hours=1)
"""Length taken for an appointment whose end is not stated."""

FREE = frozenset({"FREE", "WORKINGELSEWHERE"})
"""Outlook's own marks for a time that is not taken."""

Moment = datetime | date
Time = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class BusyReading:
    """The busy times as aware instants in order, none touching another.

    ``skipped`` counts the recurring events whose rule was not understood: only their first
    time is in the answer. ``problem`` says why nothing was read.
    """

    times: tuple[Time, ...] = ()
    skipped: int = 0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Window:
    """What is wanted: the days from ``first`` to ``last``, and no event with one of these UIDs."""

    first: date
    last: date
    own: frozenset[str]

    @property
    def ends(self) -> Time:
        """The window as instants."""
        return _instant(self.first), _instant(self.last + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class _Found:
    """The times of one event. ``moved`` is the instance of a series that it replaces."""

    uid: str
    version: tuple[int, str]
    moved: Moment | None
    times: tuple[tuple[Moment, Moment], ...]
    skipped: bool = False


def read_busy(data: bytes, first: date, last: date, own: Collection[str] = ()) -> BusyReading:
    """Read the busy times of the days ``first`` to ``last``, both included, Shanghai days.

    ``own`` are UIDs of invitations that this office sent.
    """
    parsed = parse_calendars(data)
    if isinstance(parsed, Problem):
        return BusyReading(problem=parsed)
    window = _Window(first, last, frozenset(own))
    times: list[tuple[Moment, Moment]] = []
    skipped = read = series = 0
    for calendar in parsed.calendars:
        zones = Zones(calendar)
        events = [each for each in calendar.inside if each.name == "VEVENT"]
        read += len(events)
        series += sum(each.first("RRULE") is not None for each in events)
        if read > MOST_EVENTS or series > MOST_SERIES:
            return BusyReading(problem=Problem("file_too_large", "日历里的日程太多，没有读取。"))
        found = [each for event in events if (each := _event(event, zones, window)) is not None]
        skipped += sum(each.skipped for each in found)
        times += _in_force(found)
        for component in calendar.inside:
            if component.name == "VFREEBUSY":
                times += _free_busy(component, zones)
    return BusyReading(_joined(times, window), skipped)


def _event(component: Component, zones: Zones, window: _Window) -> _Found | None:
    """Return the times of one event; a cancelled or free one has none, but may replace an instance."""
    uid, begin = component.text("UID"), component.first("DTSTART")
    start = zones.read(begin) if begin is not None else None
    if start is None or uid in window.own:
        return None
    recurrence = component.first("RECURRENCE-ID")
    moved = zones.read(recurrence) if recurrence is not None else None
    plain = _Found(uid, _version(component), moved.value if moved else None, ())
    if not _takes_time(component):
        return plain
    end = _end(component, zones, start.value)
    starts, skipped = _starts(component, zones, start.value, end, window)
    length = _instant(end) - _instant(start.value)
    return replace(plain, times=tuple((each, each + length) for each in starts), skipped=skipped)


def _takes_time(component: Component) -> bool:
    """Tell whether the event keeps its owner busy."""
    cancelled = component.text("STATUS").upper() == "CANCELLED"
    free = component.text("TRANSP").upper() == "TRANSPARENT"
    return not (cancelled or free or component.text("X-MICROSOFT-CDO-BUSYSTATUS").upper() in FREE)


def _end(component: Component, zones: Zones, start: Moment) -> Moment:
    stated = component.first("DTEND")
    end = zones.read(stated) if stated is not None else None
    if end is not None and type(end.value) is type(start) and end.value > start:
        return end.value
    if length := read_duration(component.text("DURATION")):
        return start + length
    return start + (OPEN_END if isinstance(start, datetime) else timedelta(days=1))


def _starts(
    component: Component, zones: Zones, start: Moment, end: Moment, window: _Window
) -> tuple[list[Moment], bool]:
    """Return when the event takes place in the window, and whether its rule was not understood."""
    rules = component.every("RRULE")
    starts: list[Moment] = [start]
    skipped = False
    if rules:
        # An instance that began before the window may reach into it.
        earliest = window.first - timedelta(days=(_instant(end) - _instant(start)).days + 1)
        found = expand_within(rules[0].value, start, earliest, window.last)
        skipped = found.refused or len(rules) > 1
        starts = [start] if found.refused else list(found.starts)
    starts += _listed(component.every("RDATE"), zones)
    excluded = set(_listed(component.every("EXDATE"), zones))
    return [each for each in dict.fromkeys(starts) if each not in excluded], skipped


def _listed(lines: Iterable[Property], zones: Zones) -> list[Moment]:
    """Return the moments that EXDATE or RDATE lists; of a period the beginning."""
    return [
        moment.value
        for line in lines
        for value in line.value.split(",")[:500]
        if (moment := zones.read(replace(line, value=value.split("/")[0]))) is not None
    ]


def _in_force(found: Iterable[_Found]) -> Iterator[tuple[Moment, Moment]]:
    """Return the times that stand: the newest version of each event, without the moved instances."""
    newest: dict[tuple[str, Moment | None, int], _Found] = {}
    for position, each in enumerate(found):
        key = (each.uid, each.moved, 0 if each.uid else position)
        if key not in newest or each.version >= newest[key].version:
            newest[key] = each
    moved = {(each.uid, each.moved) for each in newest.values() if each.moved is not None}
    for each in newest.values():
        for start, end in each.times:
            if each.moved is not None or (each.uid, start) not in moved:
                yield start, end


def _free_busy(component: Component, zones: Zones) -> Iterator[tuple[Moment, Moment]]:
    """Return the periods of a published free/busy list: ``20260928T010000Z/PT2H``."""
    for line in component.every("FREEBUSY"):
        if line.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
            continue
        for period in line.value.split(","):
            first, _, second = period.partition("/")
            start = zones.read(replace(line, value=first))
            if start is None:
                continue
            end = zones.read(replace(line, value=second))
            length = None if end is not None else read_duration(second)
            if end is not None and end.value > start.value:
                yield start.value, end.value
            elif length:
                yield start.value, start.value + length


def _version(component: Component) -> tuple[int, str]:
    sequence = component.text("SEQUENCE")
    number = int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0
    return number, component.text("DTSTAMP")


def _joined(times: Iterable[tuple[Moment, Moment]], window: _Window) -> tuple[Time, ...]:
    """Cut the times to the window and join those that touch."""
    first, last = window.ends
    instants = sorted((_instant(start), _instant(end)) for start, end in times)
    joined: list[Time] = []
    for start, end in instants:
        start, end = max(start, first), min(end, last)
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _instant(moment: Moment) -> datetime:
    """Return a Shanghai wall-clock time, or the beginning of a day, as an instant."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=CHINA)
    return datetime(moment.year, moment.month, moment.day, tzinfo=CHINA)
