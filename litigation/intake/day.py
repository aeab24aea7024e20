"""Days as courts write them: 2026年9月8日, 二〇二六年九月八日, 2026-09-08, 9月8日（星期二）, 次日.

A day without a year is the next such day after the text was received; if that lies most of a
year away, the one just past. A day that does not exist, lies too far off, or contradicts its
weekday is warned about.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from litigation.intake.day_pattern import SPOKEN_WEEK, WEEK, WEEKDAY
from litigation.intake.numeral import read_numeral

_WEEKDAYS = {sign: index for index, sign in enumerate("一二三四五六日")} | {"天": 6}
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = {"今": 0, "明": 1, "后": 2, "次": 1, "翌": 1, "第": 1, "大": 3}
_AFTER_ANOTHER = frozenset("次翌第")
_YEAR_WORDS = {"明": 1, "来": 1, "去": -1}
_RELATIVE = ("which_month", "which_week", "word", "bare_date", "moved_date", "bare_week", "boxed_date")
_YEARS = ("year", "english_year", "iso_year", "solid_year", "lone_year")
_MONTHS = (
    *("month", "iso_month", "only_month", "short_month", "solid_month", "word_month", "bare_month"),
    "lone_month",
    "month_second",
)
_DATES = (
    *("date", "iso_date", "only_date", "short_date", "solid_date", "word_date", "month_day"),
    "lone_date",
    "english_date",
    "day_first",
)
HORIZON_MONTHS = 18
"""A hearing further ahead is not credible (slips such as 2206年)."""
_FAR_AHEAD = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text; ``day`` None where none such exists or none is fixed."""

    day: date | None
    begin: int
    stop: int
    warnings: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None


def week_of(folded: str, received_on: date) -> date | None:
    """The first day of the week that a text names it is about (9.14—9.18); None if it names none."""
    if match := WEEK.search(folded):
        year, month, number = (read_numeral(match[name] or "") for name in ("year", "month", "date"))
        named = _exact(year, month, number) if year else _nearest(month, number, received_on)
        if named:
            return named
    return None


def _spoken_week(folded: str, received_on: date) -> date | None:
    """The Monday of the week that a list says it is of: 下周庭审⏎周二 上午…."""
    match = SPOKEN_WEEK.search(folded)
    monday = received_on - timedelta(days=received_on.weekday())
    return monday + timedelta(days=7 * match.group().count("下")) if match else None


def read_day(folded: str, match: re.Match[str], received_on: date, previous: date | None = None) -> Day:
    """Turn a match of ``DAYS`` into a day, with its weekday checked.

    ``previous`` is the day named before it, which 次日 follows.
    """
    parts = match.groupdict()
    if parts.get("conditional"):
        return Day(None, match.start(), match.end(), ("date_not_fixed",))
    if parts.get("no_year"):
        return Day(None, match.start(), match.end(), ("date_invalid",))
    if parts.get("nth"):
        return _nth_weekday(match, received_on)
    if parts.get("first"):
        return _reversed(folded, match, received_on)
    if any(parts.get(name) for name in _RELATIVE):
        week = week_of(folded, received_on) if parts.get("bare_week") else None
        follows = previous if (parts.get("word") or "今")[0] in _AFTER_ANOTHER else None
        spoken = _spoken_week(folded, received_on) if parts.get("bare_week") else None
        found = _relative(parts, follows or week or spoken or received_on)
        warnings: tuple[str, ...] = ("date_not_fixed", "relative_date") if found else ("date_invalid",)
        if week and found:
            warnings = ("relative_date", *doubts_of_day(found, received_on))
        sign = parts.get("boxed_week")
        if found and sign and found.weekday() != _WEEKDAYS[sign]:
            warnings += ("weekday_mismatch",)
        return check_weekday(folded, Day(found, match.start(), match.end(), warnings), match.end())
    written = _written(parts, *_YEARS)
    month = read_numeral(_written(parts, *_MONTHS) or "")
    if name := parts.get("english_month"):
        month = _ENGLISH_MONTHS.index(name) + 1
    number = read_numeral(_written(parts, *_DATES) or "")
    dropped = parts.get("date") and not parts.get("unit")
    dropped = dropped or (parts.get("only_date") and not parts.get("only_unit"))
    dropped = dropped or parts.get("bare_month")
    letters = re.search("[OoIl]", match.group())
    doubts = ("ocr_repaired",) if dropped or letters else ()
    year = read_numeral(written) if written else None
    year = year + 2000 if year is not None and year < 100 else year
    if year_word := parts.get("year_word"):
        year = received_on.year + _YEAR_WORDS.get(year_word, 0)
    day = make_day(year, month, number, match.start(), match.end(), received_on, doubts)
    return check_weekday(folded, day, match.end())


def _nth_weekday(match: re.Match[str], received_on: date) -> Day:
    """5月的最后一个周五: reckoned, so said to be."""
    month = read_numeral(match["month_of_week"])
    first = _nearest(month, 15, received_on)
    found = None
    if first:
        days = [first.replace(day=number) for number in range(1, monthrange(first.year, first.month)[1] + 1)]
        days = [day for day in days if day.weekday() == _WEEKDAYS[match["nth_week"]]]
        found = days[-1] if match["nth"] == "最后" else days[_WEEKDAYS[match["nth"][1]]]
    warnings = ("date_not_fixed", "relative_date") if found else ("date_invalid",)
    return Day(found, match.start(), match.end(), warnings)


def _reversed(folded: str, match: re.Match[str], received_on: date) -> Day:
    """15/09/2026 is of September; 09/08/2026 could be of either month and is asked about."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["last_year"])
    month, number = (second, first) if first > 12 else (first, second)
    doubts = ("date_not_fixed",) if first <= 12 and second <= 12 and first != second else ()
    day = make_day(year, month, number, match.start(), match.end(), received_on, doubts)
    return check_weekday(folded, day, match.end())


def _written(parts: dict[str, str | None], *names: str) -> str | None:
    """What the text has under the first of ``names`` that it uses."""
    return next((parts[name] for name in names if parts.get(name)), None)


def make_day(
    year: int | None,
    month: int | None,
    number: int | None,
    begin: int,
    stop: int,
    received_on: date,
    doubts: tuple[str, ...] = (),
) -> Day:
    """Build a day from its figures, inferring a missing year and judging its distance."""
    day = _exact(year, month, number) if year is not None else _nearest(month, number, received_on)
    if day is None:
        return Day(None, begin, stop, (*doubts, "date_invalid"), year, month)
    if year is None:
        doubts += ("year_inferred",)
    return Day(day, begin, stop, doubts + doubts_of_day(day, received_on), day.year, month)


def doubts_of_day(day: date, received_on: date) -> tuple[str, ...]:
    """Warn of a day before the text came in, or beyond eighteen months."""
    if day < received_on:
        return ("date_in_past",) if received_on.year - day.year <= 2 else ("date_in_past", "date_invalid")
    months = (day.year - received_on.year) * 12 + day.month - received_on.month
    return ("date_invalid",) if months > HORIZON_MONTHS else ()


def _exact(year: int | None, month: int | None, number: int | None) -> date | None:
    if year is None or month is None or number is None:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _nearest(month: int | None, number: int | None, received_on: date) -> date | None:
    """The next such day; the last one if the next is most of a year away."""
    candidates = [_exact(received_on.year + shift, month, number) for shift in (-1, 0, 1, 2, 3, 4)]
    known = [day for day in candidates if day]
    ahead = next((day for day in known if day >= received_on), None)
    past = next((day for day in reversed(known) if day < received_on), None)
    if ahead is None or (past is not None and ahead - received_on > _FAR_AHEAD):
        return past
    return ahead


def _relative(parts: dict[str, str | None], received_on: date) -> date | None:
    if word := parts.get("word"):
        return received_on + timedelta(days=_WORDS[word[0]])
    if sign := parts.get("bare_week"):
        return received_on + timedelta(days=(_WEEKDAYS[sign] - received_on.weekday()) % 7)
    if week := parts.get("which_week"):
        monday = received_on - timedelta(days=received_on.weekday())
        shift = 7 * week.count("下")
        return monday + timedelta(days=shift + _WEEKDAYS[parts["week_date"] or "一"])
    if number := _written(parts, "bare_date", "moved_date", "boxed_date"):
        return _next_of_month(read_numeral(number), received_on)
    later = 1 if (parts["which_month"] or "")[0] in "下次" else 0
    months = received_on.year * 12 + received_on.month - 1 + later
    return _exact(months // 12, months % 12 + 1, read_numeral(parts["month_date"] or ""))


def _next_of_month(number: int | None, received_on: date) -> date | None:
    """The next day with this number: in the month it came in, or one of the two after."""
    first = received_on.year * 12 + received_on.month - 1
    days = (_exact(months // 12, months % 12 + 1, number) for months in (first, first + 1, first + 2))
    return next((day for day in days if day and day >= received_on), None)


def check_weekday(folded: str, day: Day, position: int) -> Day:
    """Compare a day with the weekday written at ``position``, if one is; the day then ends behind it."""
    match = WEEKDAY.match(folded, position)
    if not match:
        return day
    warnings = day.warnings
    sign = match["day"] or match["bare"] or match["boxed"]
    stated = _WEEKDAYS[sign] if sign else _ENGLISH_DAYS.index(match["english"][:3].lower())
    if day.day is not None and day.day.weekday() != stated:
        warnings += ("weekday_mismatch",)
    return Day(day.day, day.begin, match.end(), warnings, day.year, day.month)
