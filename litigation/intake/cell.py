"""One cell of a table: its text, and the day and hour it may hold.

Dates arrive typed, as serial numbers in a General cell, as ``20260915``, as ``9.24`` (text or
number), or as words; hours as typed times, fractions of a day, ``930`` or words.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from litigation.intake.workbook import Cell

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's wall clock has no zone
_SERIALS = (36_526, 73_050)  # the days of 2000-01-01 and 2099-12-31

# 9.24 | 9/24 | 9-24 | 09.24
_SHORT_DAY = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})")
# 24日 | 24
_ONLY_DAY = re.compile(r"(\d{1,2})\s*[日号]?")
# 7日（周一） | 8日 上午9:00
_LEADING_DAY = re.compile(r"(\d{1,2})\s*[日号](?=\s*(?:[(（]|星期|周|礼拜|[上下中]午|\d))")
# 2:30 PM | 9:00:00 a.m.
_ENGLISH_HALF = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])(:\d{2})(?::\d{2})?\s*([AaPp])\.?[Mm]\.?(?![A-Za-z])")
# 0930 | 930 | 1430
_PACKED_TIME = re.compile(r"(\d{1,2})([0-5]\d)")
# 20260908 0930 | 20260908 09:30
_PACKED_BOTH = re.compile(r"(20\d{2})(0[1-9]|1[0-2])([0-3]\d)[ T]*([01]\d|2[0-3]):?([0-5]\d)(?::?[0-5]\d)?")
# 46273.395833 : a serial number kept as text
_SERIAL_TEXT = re.compile(r"[3-7]\d{4}(?:\.\d{1,17})?")
# 8-Sep-26 | 08 September 2026 | Sep 8, 2026 | Tue Sep 8 2026 ; what follows stays
_ENGLISH = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+)?(?:(?P<before>\d{1,2})[-\s./]*)?"
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[-\s./]*"
    r"(?:(?P<after>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?=\d{4}))?(?P<year>\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# 26.9.8 14:30 | 26-09-08 | '26/9/8 : a year of two figures, which must be 20 to 39 to be one
_SHORT_YEAR = re.compile(r"'?([23]\d)\s*([./-])\s*(1[0-2]|0?[1-9])\s*\2\s*([0-3]?\d)(?!\d)")
# 09/08/2026 : day and month cannot be told apart unless one is over 12
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(20\d{2})(?!\d)")
# 9.30 | 14.05 : an hour with a point
_POINTED_TIME = re.compile(r"([01]?\d|2[0-3])[.．]([0-5]\d)")
# 0.395833 : a fraction of a day kept as text
_FRACTION = re.compile(r"0?\.\d{3,18}")
# 2026-09-08 00:00:00 : a date that a programme wrote out as text
_MIDNIGHT = re.compile(r"(?<=\d)[ T]+0?0:00(?::00(?:\.0+)?)?$")
_USUAL_MINUTES = (10, 15, 20, 30, 40, 45)
# 待定 | 未定 | 另行通知 | 时间待通知 | — | / | 无
_PENDING = re.compile(r"(?:.{0,6}(?:待定|未定|另行|待通知|待排|暂缺|不详).{0,8}|[\s\-—–/无空?？]*)")


@dataclass(frozen=True, slots=True)
class DayCell:
    """What a date cell says: a typed day (and hour), or words for the grammar, or why neither.

    ``doubt`` is a warning; ``trouble`` a problem code (``date_missing``, ``date_invalid``).
    """

    day: date | None = None
    clock: time | None = None
    words: str = ""
    doubt: str | None = None
    trouble: str | None = None


def cell_text(cell: Cell) -> str:
    """Return a cell as a person sees it: 1 rather than 1.0, a date without a midnight."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else str(cell)
    if isinstance(cell, datetime):
        return (cell + timedelta(seconds=30) if cell.second > 29 else cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, time):
        return str(_rounded(cell))[:5]
    return str(cell)


def half_width(text: str) -> str:
    """Return the text in half-width signs, blanks folded; brackets 〔〕【】 stay."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_pending(text: str) -> bool:
    """Tell whether the words leave the date open (待定, 另行通知) or the cell blank."""
    return _PENDING.fullmatch(text) is not None


def read_day_cell(cell: Cell, year: int | None, month: int | None) -> DayCell:
    """Read a date cell; ``year`` and ``month`` are those of the sheet's name or title."""
    if isinstance(cell, datetime):
        return DayCell(cell.date(), _on_the_minute(cell) or None)
    if isinstance(cell, date):
        return DayCell(cell)
    if isinstance(cell, (time, timedelta)) or cell == "":
        return DayCell(trouble="date_missing")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _day_of_number(float(cell), year, month)
    return _day_of_words(half_width(str(cell)), year, month)


def read_time_cell(cell: Cell) -> time | str | None:
    """Read an hour cell: a typed time, words for the grammar, or None where it says nothing."""
    if isinstance(cell, datetime):
        return _on_the_minute(cell)
    if isinstance(cell, time):
        return _rounded(cell)
    if isinstance(cell, timedelta):
        return _time_of_minutes(round(cell.total_seconds() / 60))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _time_of_number(float(cell))
    words = in_chinese_halves(half_width(str(cell)))
    if packed := _PACKED_TIME.fullmatch(words):
        return f"{packed[1]}:{packed[2]}"
    if pointed := _POINTED_TIME.fullmatch(words):
        return f"{pointed[1]}:{pointed[2]}"
    if _FRACTION.fullmatch(words):
        return _time_of_number(float(words))
    return None if is_pending(words) else words


def _on_the_minute(moment: datetime) -> time | None:
    """Round a serial's floating seconds away; midnight says that no hour was typed."""
    rounded = moment + timedelta(seconds=30)
    return time(rounded.hour, rounded.minute) if rounded.hour or rounded.minute else None


def _rounded(clock: time) -> time | str:
    """Round the seconds: 9:29:59.99 is 9:30 as a fraction of a day that was not quite exact."""
    return _time_of_minutes(round((clock.hour * 3600 + clock.minute * 60 + clock.second) / 60))


def _time_of_minutes(minutes: int) -> time | str:
    return time(minutes // 60, minutes % 60) if 0 <= minutes < 1440 else f"{minutes // 60}:{minutes % 60:02d}"


def _time_of_number(number: float) -> time | str | None:
    if 0 < number < 1:
        return _time_of_minutes(round(number * 1440))
    if number.is_integer() and 1 <= number <= 24:
        return f"{int(number)}:00"
    if number.is_integer() and 100 <= number < 2400:
        return f"{int(number) // 100}:{int(number) % 100:02d}"
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return _on_the_minute(_EPOCH + timedelta(days=number))
    hundredths = round(number * 100)
    if 7 <= number < 22 and abs(number * 100 - hundredths) < 1e-6 and hundredths % 100 in _USUAL_MINUTES:
        return f"{hundredths // 100}:{hundredths % 100:02d}"
    return cell_text(number)


def _day_of_number(number: float, year: int | None, month: int | None) -> DayCell:
    if _SERIALS[0] <= number <= _SERIALS[1]:
        moment = _EPOCH + timedelta(days=number) + timedelta(seconds=30)
        return DayCell(moment.date(), _on_the_minute(_EPOCH + timedelta(days=number)))
    if number.is_integer() and 20_000_101 <= number <= 20_991_231:
        packed = int(number)
        return DayCell(words=f"{packed // 10_000}年{packed // 100 % 100}月{packed % 100}日")
    hundredths = round(number * 100)
    if 1 <= number < 13 and abs(number * 100 - hundredths) < 1e-6 and not number.is_integer():
        if hundredths % 100 in (10, 20, 30):
            # 10.2 in a number cell is 10月2日 or 10月20日: the sheet dropped the zero
            return DayCell(trouble="date_invalid")
        month_number, day_number = divmod(hundredths, 100)
        if day_number % 10 == 0:
            day_number //= 10
        return _day_of_words(f"{month_number}.{day_number}", year, month)
    return _day_of_words(cell_text(number), year, month)


def _day_of_words(words: str, year: int | None, month: int | None) -> DayCell:
    if is_pending(words):
        return DayCell(trouble="date_missing")
    if _SERIAL_TEXT.fullmatch(words) and _SERIALS[0] <= float(words) <= _SERIALS[1]:
        return _day_of_number(float(words), year, month)
    words = in_plain_order(in_chinese_halves(_MIDNIGHT.sub("", words)))
    if short := _SHORT_DAY.fullmatch(words):
        return DayCell(words=_with_year(f"{int(short[1])}月{int(short[2])}日", year, int(short[1]), month))
    if month and (only := _ONLY_DAY.fullmatch(words)):
        return DayCell(words=_with_year(f"{month}月{int(only[1])}日", year, month, month))
    if month and (only := _LEADING_DAY.match(words)):
        return DayCell(words=_with_year(f"{month}月{words}", year, month, month))
    # 9月24日 上午9:00 without a year takes the year of the sheet's title
    if leading := re.match(r"(\d{1,2})\s*月\s*\d", words):
        return DayCell(words=_with_year(words, year, int(leading[1]), month))
    return DayCell(words=words)


def in_chinese_halves(words: str) -> str:
    """Return 2:30 PM as 下午2:30 and 9:00 AM as 上午9:00; noon and what follows it as 12:30."""

    def halved(found: re.Match[str]) -> str:
        half = "" if found[1] == "12" else "上午" if found[3] in "Aa" else "下午"
        return f"{half}{found[1]}{found[2]}" if half or found[3] in "Pp" else found[0]

    return _ENGLISH_HALF.sub(halved, words) if "m" in words or "M" in words else words


def in_plain_order(words: str) -> str:
    """Return a moment with its day as 2026年9月8日 where it is written as offices abroad or lists do.

    09/08/2026 stays as it is unless one of the two can only be the day.
    """
    if packed := _PACKED_BOTH.fullmatch(words):
        year, month, day, hour, minute = packed.groups()
        return f"{year}年{int(month)}月{int(day)}日 {hour}:{minute}"
    if (found := _ENGLISH.match(words)) and (number := found["before"] or found["after"]):
        month = _MONTHS.index(found["month"].lower()) + 1
        return _spelt(found["year"], month, int(number), words[found.end() :])
    if found := _SHORT_YEAR.match(words):
        return _spelt(found[1], int(found[3]), int(found[4]), words[found.end() :])
    if found := _YEAR_LAST.match(words):
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second or first == second:
            return _spelt(found[4], second, first, words[found.end() :])
        if second > 12 >= first:
            return _spelt(found[4], first, second, words[found.end() :])
    return words


def two_readings(cell: Cell) -> tuple[str, str] | None:
    """Return 09/08/2026 as month before day and as day before month, where it can be either."""
    if not isinstance(cell, str) or not (found := _YEAR_LAST.match(words := half_width(cell))):
        return None
    first, second = int(found[1]), int(found[3])
    if first == second or not (1 <= first <= 12 and 1 <= second <= 12):
        return None
    rest = words[found.end() :]
    return _spelt(found[4], first, second, rest), _spelt(found[4], second, first, rest)


def puts_day_first(cell: Cell) -> bool | None:
    """Tell whether a cell like 15/09/2026 shows that its column writes the day before the month."""
    found = _YEAR_LAST.match(half_width(cell)) if isinstance(cell, str) else None
    if found is None or (int(found[1]) > 12) == (int(found[3]) > 12):
        return None
    return int(found[1]) > 12


def _spelt(year: str, month: int, day: int, rest: str) -> str:
    return f"{year if len(year) == 4 else '20' + year}年{month}月{day}日 {rest.strip()}".strip()


def _with_year(words: str, year: int | None, stated_month: int, month: int | None) -> str:
    """Put the title's year before a day; a title of December lets January run into the next year."""
    if year is None:
        return words
    if month is not None and stated_month < month - 6:
        year += 1
    return f"{year}年{words}"
