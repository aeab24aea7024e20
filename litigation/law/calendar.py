"""Working days: the holiday table, and counting on it.

The table is data with a source and a ``confirmed`` flag for each year; it ships beside this
module and an office may correct single days. A year without an official notice holds the
statutory days only and every date that depends on it is shown as unconfirmed: a missing
year is never "no holidays".
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Self

TABLE = Path(__file__).with_name("holidays.json")
ONE_DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_MEMORY = 40_000
"""Days whose roll is remembered: a century of them; beyond that each is walked anew."""


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """When a period ends: ``nominal_on`` by the count, ``due_on`` after rolling.

    ``confirmed`` is False where the answer rests on a year without an official holiday
    notice.
    """

    nominal_on: date
    due_on: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked. ``days`` maps exceptions to "is worked", weekends are off otherwise.

    ``ends`` only remembers where a last day rolled to; the table never changes under it.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    confirmed_years: frozenset[int] = frozenset()
    ends: dict[date, "PeriodEnd"] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def shipped() -> "Calendar":
        """The calendar of the table beside this module."""
        return _shipped()

    def with_overrides(self, days: Mapping[date, bool], confirmed_years: Iterable[int] = ()) -> Self:
        """The same calendar with an office's corrections; True means the day is worked."""
        return type(self)({**self.days, **days}, self.confirmed_years | frozenset(confirmed_years))

    def is_working_day(self, day: date) -> bool:
        """Tell whether ``day`` is worked; a make-up Saturday is, a public holiday is not."""
        return self.days.get(day, day.weekday() < SATURDAY)

    def confirmed(self, day: date) -> bool:
        """Tell whether the year's official holiday notice is in the table."""
        return day.year in self.confirmed_years

    def all_confirmed(self, first: date, last: date) -> bool:
        """Tell whether every year from ``first`` to ``last`` is confirmed."""
        return all(year in self.confirmed_years for year in range(first.year, last.year + 1))

    def roll(self, day: date) -> date:
        """``day`` itself if worked, else the first working day after it (I2018 art. 48)."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def end_of(self, nominal: date) -> "PeriodEnd":
        """The end of a period whose last day by the count is ``nominal``: rolled, and how sure that is."""
        end = self.ends.get(nominal)
        if end is None:
            due = self.roll(nominal)
            end = PeriodEnd(nominal, due, self.all_confirmed(nominal, due))
            if len(self.ends) < LONGEST_MEMORY:
                self.ends[nominal] = end
        return end

    def next_working_day(self, day: date) -> date:
        """The first working day after ``day``."""
        return next(each for each in _days(day, ONE_DAY) if self.is_working_day(each))

    def working_days_after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; 0 gives ``day``."""
        return self._walk(day, count, ONE_DAY)

    def working_days_before(self, day: date, count: int) -> date:
        """The ``count``-th working day before ``day``: 1 before a Monday is Friday."""
        return self._walk(day, count, -ONE_DAY)

    def _walk(self, day: date, count: int, step: timedelta) -> date:
        if count < 0:
            raise ValueError("a count of working days is not negative")
        if count == 0:
            return day
        worked = (each for each in _days(day, step) if self.is_working_day(each))
        return next(each for position, each in enumerate(worked, start=1) if position == count)


def _days(day: date, step: timedelta) -> Iterator[date]:
    """The days after (or before) ``day``, one by one."""
    while True:
        day += step
        yield day


@cache
def _shipped() -> Calendar:
    days: dict[date, bool] = {}
    confirmed = set()
    for year, table in json.loads(TABLE.read_text("utf-8"))["years"].items():
        for kind, worked in (("off", False), ("work", True)):
            days.update((date.fromisoformat(f"{year}-{each}"), worked) for each in table[kind])
        if table["confirmed"]:
            confirmed.add(int(year))
    return Calendar(days, frozenset(confirmed))
