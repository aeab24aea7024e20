"""期间: how periods of law are counted (I2018 art. 48, CPL art. 85, 民法典 arts. 202, 1259).

The first day is not counted. Days are calendar days; holidays inside are not taken out; only
a last day that is a holiday rolls to the first day after it, and a make-up working Saturday
is no holiday. Months and years end on the same-numbered day or the month's last. In 行政复议
three, five, seven and ten days are working days (RCL art. 88).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from litigation.law.calendar import Calendar, PeriodEnd
from litigation.law.error import InvalidInputError


class Unit(StrEnum):
    """Units of a period."""

    DAYS = "d"
    MONTHS = "m"
    YEARS = "y"
    WORKING_DAYS = "wd"


SPANS = {count: timedelta(count) for count in range(1, 367)}
"""The lengths of the law, ready made: registers are full of them."""

MONTHS_OF = {Unit.MONTHS: 1, Unit.YEARS: 12}

# 15d, 6m, 2y, 10wd
LENGTH = re.compile(r"([1-9][0-9]{0,3})(wd|d|m|y)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Length:
    """A period's length, written ``15d``, ``6m``, ``2y`` or ``10wd``."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


def parse_length(text: str) -> Length:
    """Read ``15d``, ``6m``, ``2y`` or ``10wd``; InvalidInputError for anything else."""
    found = LENGTH.fullmatch(text.strip())
    if not found:
        raise InvalidInputError(f"期间“{text}”读不懂，请写成 15d、6m、2y 或 10wd。", value=text)
    return Length(int(found[1]), Unit(found[2]))


def period_end(start: date, length: Length, calendar: Calendar) -> PeriodEnd:
    """The end of a period whose day 0 is ``start``; InvalidInputError beyond the year 9999."""
    try:
        if length.unit is Unit.DAYS:
            nominal = start + (SPANS.get(length.count) or timedelta(length.count))
            return calendar.ends.get(nominal) or calendar.end_of(nominal)
        if length.unit is Unit.WORKING_DAYS:
            due = calendar.working_days_after(start, length.count)
            return PeriodEnd(due, due, calendar.all_confirmed(start, due))
        return calendar.end_of(add_months(start, length.count * MONTHS_OF[length.unit]))
    except (OverflowError, ValueError):
        raise InvalidInputError(f"期间“{length}”超出了可计算的年份，请改短。", value=str(length)) from None


def add_months(day: date, count: int) -> date:
    """The same-numbered day ``count`` months on, or that month's last day (民法典 art. 202)."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
