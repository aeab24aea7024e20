"""The days of a cell of a court's monthly list: one or several, with or without year and month."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from litigation.intake.cell import half_width, read_day_cell
from litigation.intake.workbook import Cell

# 2026年9月8日 | 2026-09-08 | 9月8日 | 15日 (of the month before it)
_DAY = re.compile(
    r"(?<![\d:])(?:(?P<year>20\d\d)\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})(?!\d)"
    r"|(?P<month2>\d{1,2})\s*月\s*(?P<day2>\d{1,2})(?!\d)|(?P<only>\d{1,2})\s*[日号])"
)
# 20260908
_PACKED = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
# 9.8 | 9/8 | 09-08
_SHORT = re.compile(r"(\d{1,2})[./-](\d{1,2})")
_BETWEEN = re.compile(r"[\s,，、;；及和]+")


def read_days(cell: Cell, month: str | None) -> tuple[date, ...] | None:
    """Return the days that a cell names; ``month`` (``YYYY-MM``) is the list's own.

    None where the cell holds words that are no day, or a day that does not exist.
    """
    if isinstance(cell, datetime):
        return (cell.date(),)
    if isinstance(cell, date):
        return (cell,)
    year, number = (int(month[:4]), int(month[5:])) if month else (None, None)
    if not isinstance(cell, str):
        found = read_day_cell(cell, year, number)
        if found.day is not None:
            return (found.day,)
        cell = found.words
    text = half_width(cell)
    try:
        days = tuple(dict.fromkeys(_days(text, year, number)))
    except ValueError:
        return None
    return days or None


def _days(text: str, year: int | None, month: int | None) -> Iterator[date]:
    """Give the days in their order; ValueError for one that does not exist."""
    if packed := _PACKED.search(text):
        yield date(*map(int, packed.groups()))
        return
    pieces = [each for each in _BETWEEN.split(text) if each]
    if pieces and year and all(_SHORT.fullmatch(each) for each in pieces):
        for piece in pieces:
            short = _SHORT.fullmatch(piece)
            if short:
                yield date(_year_of(int(short[1]), year, month), int(short[1]), int(short[2]))
        return
    stated = year
    for found in _DAY.finditer(text):
        if found["year"]:
            stated, month = int(found["year"]), int(found["month"])
            yield date(stated, month, int(found["day"]))
        elif found["month2"] and stated:
            own = _year_of(int(found["month2"]), stated, month)
            month = int(found["month2"])
            yield date(own, month, int(found["day2"]))
        elif found["only"] and stated and month:
            yield date(stated, month, int(found["only"]))


def _year_of(month: int, year: int, listed: int | None) -> int:
    """A list of January may name a hearing of December: that was the year before."""
    return year - 1 if listed is not None and month > listed + 6 else year
