"""Recurring events: a bounded expansion, since a rule may be endless on purpose.

Only what people use for meetings is understood (daily, weekly, monthly, yearly, with weekdays
or days of the month). The days of two years are walked once, so no rule can take long.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MOST_INSTANCES = 60
MOST_DAYS = 2 * 366

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
    parts = dict(part.split("=", 1) for part in rule.upper().strip().split(";") if "=" in part)
    first = start.date() if isinstance(start, datetime) else start
    falls_on = _predicate(parts, first)
    interval = parts.get("INTERVAL", "1")
    if falls_on is None or parts.keys() - _UNDERSTOOD or not _NUMBER.fullmatch(interval):
        return Series(refused=True)
    most = (
        min(int(parts["COUNT"]), MOST_INSTANCES)
        if _NUMBER.fullmatch(parts.get("COUNT", ""))
        else MOST_INSTANCES
    )
    last = _until(parts.get("UNTIL", ""))
    starts: list[datetime | date] = []
    for shift in range(MOST_DAYS):
        if first > date.max - timedelta(days=shift):
            break
        day = first + timedelta(days=shift)
        if len(starts) >= most or (last is not None and day > last):
            break
        if falls_on(day, int(interval)):
            starts.append(datetime.combine(day, start.time()) if isinstance(start, datetime) else day)
    return Series(tuple(starts))


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
