"""A million periods of fifteen days against a bare loop of adding and rolling."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from litigation.law.calendar import Calendar
from litigation.law.period import parse_length, period_end
from tests.benchmarks.measure import Result, best

SIZE = 1_000_000
ROUNDS = 5
DAYS = 2_500
SATURDAY = 5


def run(size: int, _folder: Path) -> Result:
    """Count from every day of seven years, again and again."""
    calendar, length = Calendar.shipped(), parse_length("15d")
    starts = [date(2019, 12, 1) + timedelta(days=each % DAYS) for each in range(size)]

    def ours() -> None:
        for start in starts:
            period_end(start, length, calendar)

    return Result(
        "period",
        size,
        best(ours, ROUNDS),
        best(lambda: _add_and_roll(calendar, starts), ROUNDS),
        "add and roll",
    )


def _add_and_roll(calendar: Calendar, starts: Sequence[date]) -> None:
    """Step on while the day is off, from sets made beforehand."""
    off = {day for day, worked in calendar.days.items() if not worked}
    work = {day for day, worked in calendar.days.items() if worked}
    fifteen, one = timedelta(days=15), timedelta(days=1)
    for start in starts:
        due = start + fifteen
        while due in off or (due.weekday() >= SATURDAY and due not in work):
            due += one
