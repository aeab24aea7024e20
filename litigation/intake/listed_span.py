"""The days that a list's title spans: 2026年9月28日至10月16日; in which of its months a bare day lies."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

# 2026年9月28日至10月16日 | 2026.9.28—10.2 | 2026-12-28至2027-01-08
_DAYS = re.compile(
    r"(?:(20\d\d)\s*[年./-]\s*)?(?<!\d)(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*(?:至|到|[-—–~])+\s*"
    r"(?:(20\d\d)\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)"
)
# 2026年9月—10月 | 9、10月份 | 2026年12月至2027年1月
_MONTHS = re.compile(
    r"(?:(20\d\d)\s*年\s*)?(?<!\d)(\d{1,2})\s*月?\s*(?:至|到|[-—–~、和])+\s*(?:(20\d\d)\s*年\s*)?(\d{1,2})\s*月(?!\s*\d)"
)
# 8 | 8日 | 8日（周四） | 8号 上午9:00
_BARE_DAY = re.compile(r"(\d{1,2})\s*(?:[日号]\s*(?=$|[(（]|星期|周|礼拜|[上下中]午|\d)|$)(.*)", re.DOTALL)
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_LONGEST = timedelta(days=370)
_LONG_PAST = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class ListedSpan:
    """First and last day of a list that runs over more than one month."""

    first: date
    last: date

    def placed(self, words: str) -> str | None:
        """Return a day alone (8日, 8日（周四）) with its year and month; None where it is no such day.

        Where several months, or none, have that day within the span, the words say so: the grammar
        then reads a day that is not certain.
        """
        if (found := _BARE_DAY.fullmatch(words.strip())) is None or not 1 <= int(found[1]) <= 31:
            return None
        days = [day for day in self._days() if day.day == int(found[1])]
        if len(days) > 1 and (named := _WEEKDAY.search(found[2])):
            weekday = "一二三四五六日".find(named[1].replace("天", "日"))
            days = [day for day in days if day.weekday() == weekday] or days
        if len(days) != 1:
            return f"{found[1]}日，几月不明 {found[2]}".strip()
        return f"{days[0].year}年{days[0].month}月{days[0].day}日{found[2]}"

    def _days(self) -> list[date]:
        return [self.first + timedelta(days=after) for after in range((self.last - self.first).days + 1)]


def is_bare_day(words: str) -> bool:
    """Tell whether a cell gives a day without its month."""
    found = _BARE_DAY.fullmatch(words.strip())
    return found is not None and 1 <= int(found[1]) <= 31


def listed_span(title: str, year: int | None, received_on: date) -> ListedSpan | None:
    """Return the span that a title states, if it runs over several months; None otherwise.

    ``year`` is the one that the title or the sheet's name states elsewhere.
    """
    if found := _DAYS.search(title):
        one, month, day, other, last_month, last_day = (
            int(each) if each else None for each in found.groups()
        )
    elif found := _MONTHS.search(title):
        one, month, other, last_month = (int(each) if each else None for each in found.groups())
        day = last_day = None
    else:
        return None
    if not (month and last_month and 1 <= month <= 12 and 1 <= last_month <= 12):
        return None
    stated = one or year or (other - (last_month < month) if other else None)
    begins = stated or received_on.year
    first = _day(begins, month, day or 1)
    last = _day(other or begins + (last_month < month), last_month, last_day)
    if stated is None and last is not None and last < received_on - _LONG_PAST:
        first, last = _day(begins + 1, month, day or 1), _day(last.year + 1, last_month, last_day)
    if first is None or last is None or not first < last < first + _LONGEST:
        return None
    return ListedSpan(first, last) if (first.year, first.month) != (last.year, last.month) else None


def _day(year: int, month: int, day: int | None) -> date | None:
    longest = calendar.monthrange(year, month)[1]
    return date(year, month, longest if day is None else day) if (day or 1) <= longest else None
