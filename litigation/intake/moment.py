"""Moments: the days and times of a text put together, each with its place and its doubts.

``read_moments`` is for running text, ``read_moment`` for a cell that should hold one moment.
Nothing here knows which moment is the hearing's: an issue date is a moment as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from litigation.intake.clock import (
    EARLIEST_HOUR,
    HALF_ALONE,
    LATEST_HOUR,
    RANGE,
    UNIVERSAL,
    Clock,
    find_clock,
    read_clock,
)
from litigation.intake.day import Day, check_weekday, make_day, read_day
from litigation.intake.day_pattern import COMPACT, DAYS, NEXT_DATE, OR_DATE, UNTIL_DATE
from litigation.intake.numeral import FOLD, read_numeral


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with or without its time, at ``begin``..``stop`` of the original text.

    ``start`` is a bare ``date`` if no hour is stated, None if no day is (``clock`` may hold
    an hour whose day stands elsewhere, e.g. in the heading of a list) or if the day does not
    exist. ``group`` is shared by moments written as one list (11月13日、16日上午9时).
    """

    start: datetime | date | None
    end: datetime | None
    begin: int
    stop: int
    warnings: tuple[str, ...] = ()
    clock: time | None = None
    clock_end: time | None = None
    half: str | None = None
    group: int = 0
    until: date | None = None

    @property
    def dayless(self) -> bool:
        """Tell whether this is an hour whose day must be found elsewhere."""
        return self.start is None and not {"date_invalid", "date_not_fixed"} & set(self.warnings)

    @property
    def day(self) -> date | None:
        """The day without the hour."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    def on(self, day: "Moment") -> "Moment":
        """Put this hour on the day of another moment, with the doubts of both."""
        warnings = (*(one for one in day.warnings if one != "time_missing"), *self.warnings)
        if day.day is None or self.clock is None:
            return replace(self, start=day.day, warnings=_unique(warnings), until=day.until)
        return replace(
            self,
            start=datetime.combine(day.day, self.clock),
            end=datetime.combine(day.day, self.clock_end) if self.clock_end else None,
            warnings=_unique(warnings),
            until=day.until,
        )


# between a day and its time: 2026年9月8日 的 上午 | 2026-10-26，时间：10:00 | (星期二),上午
_GAP = re.compile(
    r"(?:\s?\(农历[^()\n]{2,12}\))?[\s,、的Tt;)]{0,4}(?:\(?北京时间\)?[\s:]{0,2})?(?:(?:还|仍)(?:然)?[是为]"
    r"|仍|均为?|都是?)?(?:(?:开庭|庭审)?(?:具体)?时间\s{0,3}[:=]?\s{0,3})?"
)
# between the times of one day: 9:00、14:00
_AND = re.compile(r"\s{0,2}(?:[、,和及与;]|以及)\s{0,2}")
_MOST_IN_A_LIST = 20


def read_moment(cell_text: str, received_on: date) -> Moment:
    """Read a cell as one moment; an empty ``Moment`` if there is none.

    A second, different moment in the cell adds ``conflicting_times``. A time alone comes back
    in ``clock``.
    """
    text = cell_text.translate(FOLD) + "。"  # a cell ends where it ends: nothing was cut off
    moments: tuple[Moment, ...] = tuple(_scan(text, received_on))
    if match := COMPACT.match(text):
        year, month, number = (int(match[name]) for name in ("year", "month", "date"))
        day = make_day(year, month, number, match.start(), match.end(), received_on)
        clock = read_clock(text, _after(_GAP, text, match.end()))
        moments = (_join(text, day, clock, match.end(), 0),)
    if not moments:
        return Moment(None, None, 0, len(cell_text))
    first = next((one for one in moments if one.start is not None), moments[0])
    others = {one.start for one in moments if one.start is not None} - {first.start}
    return replace(first, warnings=_unique((*first.warnings, "conflicting_times"))) if others else first


def read_moments(text: str, received_on: date) -> tuple[Moment, ...]:
    """Read every moment of ``text`` in its order; never raises."""
    return tuple(_scan(text.translate(FOLD), received_on))


def _scan(text: str, received_on: date) -> Iterator[Moment]:
    position, group = 0, 0
    previous: date | None = None
    while position < len(text):
        match = DAYS.search(text, position)
        limit = match.start() if match else len(text)
        while clock := find_clock(text, position, limit):
            group += 1
            yield _alone(text, clock, group)
            position = max(clock.stop, position + 1)
            if position >= limit:
                break
        if not match:
            return
        if match.start() < position:
            match = DAYS.search(text, position)
            continue
        group += 1
        found = list(_read_group(text, match, received_on, group, previous))
        previous = found[-1].day or previous
        yield from found
        position = max(found[-1].stop, match.end())


def _read_group(
    text: str, match: re.Match[str], received_on: date, group: int, previous: date | None
) -> Iterator[Moment]:
    """Read days and the times they share: 11月13日、16日上午9时 or 7月29日9:00、14:00."""
    days = [read_day(text, match, received_on, previous)]
    while len(days) < _MOST_IN_A_LIST and (more := NEXT_DATE.match(text, days[-1].stop)):
        days.append(_same_month(more, days[0], received_on))
    if either := OR_DATE.match(text, days[-1].stop):
        days[-1] = replace(days[-1], stop=either.end(), warnings=(*days[-1].warnings, "date_not_fixed"))
    until = UNTIL_DATE.match(text, days[-1].stop)
    last_day = _same_month(until, days[0], received_on).day if until else None
    stop = until.end() if until else days[-1].stop
    clocks: list[Clock | None] = list(_read_clocks(text, stop))
    for day in days:
        for clock in clocks or [None]:
            moment = _join(text, day, clock, stop, group)
            moment = replace(moment, until=last_day, stop=max(moment.stop, stop))
            yield _up_to(text, moment, received_on)
    if clocks and clocks[-1] and (more := NEXT_DATE.match(text, clocks[-1].stop)):
        another = _same_month(more, days[0], received_on)
        yield from (
            _join(text, another, clock, another.stop, group) for clock in _read_clocks(text, another.stop)
        )


def _up_to(text: str, moment: Moment, received_on: date) -> Moment:
    """Take the end from 2026年9月8日9时至2026年9月9日17时."""
    link = RANGE.match(text, moment.stop)
    match = DAYS.match(text, link.end()) if link else None
    if not match or moment.start is None:
        return moment
    day = read_day(text, match, received_on)
    if not isinstance(moment.start, datetime):
        # 2026年10月12日至2026年10月16日
        alone = day.day is not None and not read_clock(text, _after(_GAP, text, day.stop))
        return replace(moment, until=day.day, stop=day.stop) if alone else moment
    clock = read_clock(text, _after(_GAP, text, day.stop))
    if day.day is None or clock is None or clock.start is None:
        return moment
    end = datetime.combine(day.day, clock.start)
    return replace(moment, end=end if end > moment.start else None, stop=clock.stop, until=day.day)


def _same_month(match: re.Match[str], day: Day, received_on: date) -> Day:
    month = read_numeral(match.groupdict().get("month") or "") or day.month
    return make_day(day.year, month, read_numeral(match["date"]), match.start(), match.end(), received_on)


def _read_clocks(text: str, position: int) -> Iterator[Clock]:
    clock = read_clock(text, _after(_GAP, text, position))
    count = 0
    while clock and count < _MOST_IN_A_LIST:
        yield clock
        count += 1
        link = _AND.match(text, clock.stop)
        if not link or DAYS.match(text, link.end()):
            return
        clock = read_clock(text, link.end(), clock.half)


def _join(text: str, day: Day, clock: Clock | None, stop: int, group: int) -> Moment:
    half = HALF_ALONE.match(text, _after(_GAP, text, stop))
    if clock is None:
        warnings = day.warnings + (("time_missing",) if day.day else ())
        return Moment(
            day.day, None, day.begin, stop, warnings, half=half.group() if half else None, group=group
        )
    day = check_weekday(text, day, clock.stop)
    moment = replace(_alone(text, clock, group), begin=day.begin, stop=max(clock.stop, day.stop))
    if clock.start is None:
        return replace(moment, start=day.day, warnings=_unique((*day.warnings, *clock.warnings)))
    if UNIVERSAL.match(text, clock.stop):
        return _from_utc(moment, day)
    return moment.on(Moment(day.day, None, day.begin, stop, day.warnings))


def _from_utc(moment: Moment, day: Day) -> Moment:
    """2026-09-08T01:30:00Z is half past nine in Shanghai."""
    if day.day is None or moment.clock is None:
        return moment
    start = datetime.combine(day.day, moment.clock) + timedelta(hours=8)
    doubts = () if EARLIEST_HOUR <= start.hour <= LATEST_HOUR else ("time_ambiguous",)
    return replace(
        moment, start=start, clock=start.time(), warnings=_unique((*day.warnings, *moment.warnings, *doubts))
    )


def _alone(text: str, clock: Clock, group: int) -> Moment:
    warnings = clock.warnings
    if clock.open_ended and not text[clock.stop :].strip():
        # The text may have been cut in the middle of 9时30分.
        warnings += ("time_ambiguous",)
    return Moment(
        None, None, clock.begin, clock.stop, _unique(warnings), clock.start, clock.end, clock.half, group
    )


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _unique(warnings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warnings))
