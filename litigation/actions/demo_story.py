"""The fictional district 云汀区 as a story: who is there, and what happened when, around any day.

The text stands in ``demo_district.json``; days in it are working days counted from today
(``-3``, ``0``, ``7``) or in an earlier month (``m-2.4``, the fourth working day two months
ago). All people, companies and numbers are invented.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from litigation.law.calendar import Calendar
from litigation.law.clock import SHANGHAI

DISTRICT = Path(__file__).with_name("demo_district.json")


def read_district() -> dict[str, Any]:
    """Read the story."""
    district: dict[str, Any] = json.loads(DISTRICT.read_text("utf-8"))
    return district


@dataclass(frozen=True, slots=True)
class Act:
    """One act at its time (aware)."""

    at: datetime
    do: Callable[[datetime], object]


@dataclass(frozen=True, slots=True)
class Days:
    """Turns the story's days into dates around ``today`` (Shanghai)."""

    today: date
    calendar: Calendar

    def day(self, text: str) -> date:
        """The date of ``-3``, ``0``, ``7`` or ``m-2.4``."""
        if text.startswith("m"):
            back, position = text[1:].split(".")
            return self.calendar.working_days_after(self._month(int(back)) - timedelta(days=1), int(position))
        return self.shift(self.calendar.roll(self.today) if text == "0" else self.today, int(text))

    def shift(self, day: date, count: int) -> date:
        """``count`` working days after ``day``, or before it when negative."""
        if count < 0:
            return self.calendar.working_days_before(day, -count)
        return self.calendar.working_days_after(day, count)

    def months(self) -> list[date]:
        """The first days of the three months before this one, the oldest first."""
        return [self._month(back) for back in (-3, -2, -1)]

    def issue_day(self, month: date) -> date:
        """The second working day of the month after, when circulars are issued."""
        following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
        return self.calendar.working_days_after(following - timedelta(days=1), 2)

    def _month(self, back: int) -> date:
        number = self.today.year * 12 + self.today.month - 1 + back
        return date(number // 12, number % 12 + 1, 1)


def moment(day: date, clock: str) -> datetime:
    """An instant of the story: ``09:30`` on a Shanghai day."""
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI)
