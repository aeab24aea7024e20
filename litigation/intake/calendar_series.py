"""Recurring events: a bounded expansion, since a rule may be endless on purpose.

Only what people use for meetings is understood (daily, weekly, monthly, yearly, with weekdays
or days of the month). A bounded number of days is walked once, so no rule can take long.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

MOST_INSTANCES = 60
MOST_DAYS = 2 * 366
MOST_COUNTED = 10 * 366

_UNDERSTOOD = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST"})
_WEEKDAYS = {name: index for index, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
# MO | 2TU | -1FR
_WEEKDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True, slots=True)
class Series:
    """The starts of a series; ``refused`` where its rule is not one of hearings."""

    starts: tuple[datetime | date, ...] = ()
    refused: bool = False


def expand_rule(rule: str, start: datetime | date) -> Series:
    """Expand at most ``MOST_INSTANCES`` starts within two years of the first."""
    first = _day(start)
    read = _read(rule, first)
    if read is None:
        return Series(refused=True)
    most = MOST_INSTANCES if read.count is None else min(read.count, MOST_INSTANCES)
    until = first + timedelta(days=min(MOST_DAYS - 1, (date.max - first).days))
    return Series(_starts(start, _days_from(read, first, first, until), most))


def expand_within(rule: str, start: datetime | date, since: date, until: date) -> Series:
    """Expand the starts on the days ``since`` to ``until``, however long ago the series began.

    A series that ends after a number of times is counted from its first, for at most ten years.
    """
    first = _day(start)
    read = _read(rule, first)
    if read is None:
        return Series(refused=True)
    if read.count is None:
        return Series(_starts(start, _days_from(read, first, max(first, since), until), MOST_DAYS))
    days = _days_from(read, first, first, min(until, first + timedelta(days=MOST_COUNTED)))
    return Series(tuple(each for each in _starts(start, days, read.count) if _day(each) >= since))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule that is understood: on which days it falls, how often, and its last day."""

    falls_on: Callable[[date, int], bool]
    interval: int
    count: int | None
    last: date | None


def _read(rule: str, first: date) -> _Rule | None:
    parts = dict(part.split("=", 1) for part in rule.upper().strip().split(";") if "=" in part)
    falls_on = _predicate(parts, first)
    interval, count = parts.get("INTERVAL", "1"), parts.get("COUNT", "")
    if falls_on is None or parts.keys() - _UNDERSTOOD or not _NUMBER.fullmatch(interval):
        return None
    times = int(count) if _NUMBER.fullmatch(count) else None
    return _Rule(falls_on, int(interval), times, _until(parts.get("UNTIL", "")))


def _day(start: datetime | date) -> date:
    return start.date() if isinstance(start, datetime) else start


def _days_from(rule: _Rule, first: date, since: date, until: date) -> Iterator[date]:
    """Walk the days on which the rule falls; ``first`` is the series' first day."""
    end = until if rule.last is None else min(until, rule.last)
    for shift in range((end - since).days + 1):
        day = since + timedelta(days=shift)
        if rule.falls_on(day, rule.interval):
            yield day


def _starts(start: datetime | date, days: Iterator[date], most: int) -> tuple[datetime | date, ...]:
    """Give each day the hour of the first."""
    if not isinstance(start, datetime):
        return tuple(islice(days, most))
    return tuple(datetime.combine(day, start.time()) for day in islice(days, most))


def _predicate(parts: dict[str, str], first: date) -> Callable[[date, int], bool] | None:
    """Return the test whether a day belongs to the series, or None where the rule is not understood."""
    weekdays = _weekdays(parts.get("BYDAY", ""))
    days = _days(parts.get("BYMONTHDAY", ""))
    if weekdays is None or days is None:
        return None
    match parts.get("FREQ"):
        case "DAILY" if not days:
            return lambda day, step: (day - first).days % step == 0 and _on(day, weekdays, ordinals=False)
        case "WEEKLY" if not days:
            chosen = weekdays or {(None, first.weekday())}
            monday = first - timedelta(days=first.weekday())
            return lambda day, step: (day - monday).days // 7 % step == 0 and _on(day, chosen, ordinals=False)
        case "MONTHLY":
            wanted = days or (set() if weekdays else {first.day})
            return lambda day, step: (
                _months(first, day) % step == 0 and (day.day in wanted if wanted else _on(day, weekdays))
            )
        case "YEARLY" if not days and not weekdays:
            return lambda day, step: (
                (day.year - first.year) % step == 0 and (day.month, day.day) == (first.month, first.day)
            )
    return None


def _months(first: date, day: date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month


def _on(day: date, weekdays: set[tuple[int | None, int]], *, ordinals: bool = True) -> bool:
    """Tell whether the day is one of the weekdays, e.g. the second Tuesday of its month."""
    if not weekdays:
        return True
    left = monthrange(day.year, day.month)[1] - day.day
    places = {None, (day.day - 1) // 7 + 1, -(left // 7) - 1}
    return any(weekday == day.weekday() and (not ordinals or place in places) for place, weekday in weekdays)


def _weekdays(text: str) -> set[tuple[int | None, int]] | None:
    found = [_WEEKDAY.fullmatch(part) for part in text.split(",") if part]
    if not all(found):
        return None
    return {(int(each[1]) if each[1] else None, _WEEKDAYS[each[2]]) for each in found if each}


def _days(text: str) -> set[int] | None:
    parts = [part for part in text.split(",") if part]
    return {int(part) for part in parts} if all(_NUMBER.fullmatch(part) for part in parts) else None


def _until(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
