"""The start of a hearing from the cells of a row: one cell, a date and an hour, or half-day columns."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache

from litigation.intake.cell import DayCell, cell_text, half_width, read_day_cell, read_time_cell, two_readings
from litigation.intake.clock import EARLIEST_HOUR, LATEST_HOUR
from litigation.intake.day import doubts_of_day
from litigation.intake.listed_span import ListedSpan, is_bare_day
from litigation.intake.moment import Moment, read_moment, read_moments
from litigation.intake.workbook import Cell

_WEEKDAYS = {sign: index for index, sign in enumerate("一二三四五六日")} | {"天": 6}
ANY_DAY = date(2026, 1, 1)
"""The day against which hours alone are read."""
# 9月15日前 | 9月15日左右 | 暂定9月15日
_ABOUT = re.compile(r"[日号\d]\s*(?:之?前|左右|[以之]后)|暂定|拟定|预计|待确认")
# 2026-09-08 | 8/9/2026 ; not 9:00-11:30，14:00-17:00
_FULL_DAY = re.compile(r"\d{1,4}([-/])\d{1,2}\1\d{1,4}(?!\s*:)")
# 9.15 | 9/15 : a day beside the moment that was read
_SHORT_DAY = re.compile(r"(?<![\d./:-])(1[0-2]|0?[1-9])[./]([12]\d|3[01]|0?[1-9])(?![\d./:])")
_CHANGE_WORDS = ("→", "原定", "改", "变更", "延期", "调整", "推迟")


@dataclass(frozen=True, slots=True)
class RowStart:
    """A start as read: with its hour, the bare day, or None with the ``trouble`` that says why."""

    start: datetime | date | None = None
    end: datetime | None = None
    old_start: datetime | date | None = None
    warnings: tuple[str, ...] = ()
    trouble: str | None = None
    postponed: bool = False

    @property
    def day(self) -> date | None:
        """The day without its hour."""
        return self.start.date() if isinstance(self.start, datetime) else self.start


class StartReader:
    """Reads starts for one sheet and remembers equal cells; a list says few different things."""

    def __init__(
        self,
        received_on: date,
        year: int | None,
        month: int | None,
        *,
        day_first: bool | None = None,
        span: ListedSpan | None = None,
        month_in_doubt: bool = False,
    ) -> None:
        """``year`` and ``month`` come from the name or title of the sheet.

        ``day_first`` tells how 09/08/2026 is meant where other cells of the column show it; ``span``
        is that of a list over several months; ``month_in_doubt`` says that title and name of the sheet
        state different months, which a day alone (8日) depends on.
        """
        self._received_on = received_on
        self._year = year
        self._month = month
        self._day_first = day_first
        self._span = span
        self._month_in_doubt = month_in_doubt
        self._known: dict[tuple[Cell, Cell, str], RowStart] = {}

    def read(self, day_cell: Cell, time_cell: Cell = "", half: str = "") -> RowStart:
        """Read a date cell with an hour cell and a half-day (上午, 下午), each possibly empty."""
        key = (day_cell, time_cell, half)
        known = self._known.get(key)
        if known is None:
            known = self._read(day_cell, time_cell, half)
            if self._month_in_doubt and is_bare_day(half_width(cell_text(day_cell))):
                known = replace(known, warnings=tuple(dict.fromkeys((*known.warnings, "date_not_fixed"))))
            self._known[key] = known
        return known

    def until(self, start: RowStart, end_cell: Cell) -> RowStart:
        """Add the end that a column of its own states, where none was read and it is later."""
        if end_cell == "" or start.end is not None or not isinstance(start.start, datetime):
            return start
        if isinstance(end_cell, str) and _holds_day(end_cell):
            whole = self.read(end_cell).start
            later = isinstance(whole, datetime) and whole > start.start and whole.date() == start.day
            return replace(start, end=whole) if later and isinstance(whole, datetime) else start
        clock = read_time_cell(end_cell)
        end = datetime.combine(start.start, clock) if isinstance(clock, time) else None
        if isinstance(clock, str):
            named = read_moment(f"{start.start:%Y年%m月%d日} {clock}", self._received_on).start
            end = named if isinstance(named, datetime) else None
        return replace(start, end=end) if end is not None and end > start.start else start

    def _read(self, day_cell: Cell, time_cell: Cell, half: str) -> RowStart:
        if self._span and isinstance(day_cell, (str, int, float)):
            day_cell = self._span.placed(half_width(cell_text(day_cell))) or day_cell
        if both := two_readings(day_cell):
            return self._either(both, time_cell, half)
        if isinstance(day_cell, str) and "\n" in day_cell and (first := self._first_of_days(day_cell)):
            found = self._read(first, time_cell, half)
            return replace(found, warnings=tuple(dict.fromkeys((*found.warnings, "conflicting_times"))))
        day = read_day_cell(day_cell, self._year, self._month)
        if isinstance(time_cell, str) and _holds_day(time_cell):
            return self._full_time(day, time_cell)
        if day.trouble:
            return RowStart(trouble=day.trouble)
        clock = read_time_cell(time_cell)
        if day.day is not None and clock is None and not half:
            return self._typed(day.day, day.clock)
        if day.day is not None and isinstance(clock, time) and not half:
            return self._typed(day.day, clock)
        if clock is None and day.clock is not None:
            clock = day.clock
        words = day.words or f"{day.day:%Y年%m月%d日}"
        hour = f"{clock:%H:%M}" if isinstance(clock, time) else (clock or "")
        return self._worded(words, hour, half)

    def _first_of_days(self, cell: str) -> str | None:
        """Return the first of several days that stand below each other in a cell; None where it is one."""
        lines = [line for line in cell.splitlines() if line.strip()]
        days = {self.read(line).day for line in lines} if 2 <= len(lines) <= 8 else set()
        return lines[0] if len(days) > 1 and None not in days else None

    def _either(self, both: tuple[str, str], time_cell: Cell, half: str) -> RowStart:
        """Read a day whose month could be either figure: without evidence the likelier, with a warning."""
        if self._day_first is not None:
            return self._read(both[self._day_first], time_cell, half)
        found = [self._read(words, time_cell, half) for words in both]
        coming = [each for each in found if each.day is not None and each.day >= self._received_on]
        likely = coming[0] if coming else found[0]
        return replace(likely, warnings=tuple(dict.fromkeys((*likely.warnings, "conflicting_times"))))

    def _full_time(self, day: DayCell, time_cell: str) -> RowStart:
        """The hour cell holds a whole moment; the date cell must agree with it."""
        found = self._worded(half_width(time_cell), "", "")
        if found.day is not None and day.day is not None and found.day != day.day:
            return replace(found, warnings=(*found.warnings, "conflicting_times"))
        return found

    def _typed(self, day: date, clock: time | None) -> RowStart:
        doubts = doubts_of_day(day, self._received_on)
        if "date_invalid" in doubts:
            return RowStart(trouble="date_invalid", warnings=doubts)
        if clock is None:
            return RowStart(day, warnings=(*doubts, "time_missing"))
        if clock.hour < EARLIEST_HOUR:
            doubts += ("time_ambiguous",)
            clock = clock.replace(hour=clock.hour + 12)
        elif clock.hour > LATEST_HOUR:
            doubts += ("time_ambiguous",)
        return RowStart(datetime.combine(day, clock), warnings=doubts)

    def _worded(self, words: str, hour: str, half: str) -> RowStart:
        if half and half not in hour:
            hour = half + hour
        text = f"{words} {hour}".strip()
        moment = read_moment(text, self._received_on)
        if moment.start is not None and _ABOUT.search(words):
            moment = replace(moment, warnings=tuple(dict.fromkeys((*moment.warnings, "date_not_fixed"))))
        if moment.start is not None and _other_day(text, moment):
            moment = replace(moment, warnings=tuple(dict.fromkeys((*moment.warnings, "conflicting_times"))))
        warnings = moment.warnings
        if isinstance(moment.start, datetime) and (later := self._other_hours(text, moment)):
            return later
        if "conflicting_times" in warnings and any(word in text for word in _CHANGE_WORDS):
            return self._changed(text)
        if moment.dayless and moment.clock is not None and not hour:
            return RowStart(trouble="date_missing", warnings=warnings)
        if moment.start is None or "date_invalid" in warnings:
            return RowStart(trouble="date_invalid", warnings=warnings)
        if isinstance(moment.start, datetime):
            return RowStart(moment.start, moment.end, warnings=warnings)
        if hour and (apart := self._apart(words, hour)):
            return apart
        if not {"time_missing", "time_invalid"} & set(warnings):
            warnings += ("time_missing",)
        return RowStart(moment.start, moment.end, warnings=warnings)

    def _apart(self, words: str, hour: str) -> RowStart | None:
        """Put an hour to the day of another cell where more stands between: 9月15日（农历…） | 9:00."""
        day = read_moment(words, self._received_on)
        if day.day is None:
            return None
        clock = read_moment(f"{day.day:%Y年%m月%d日} {hour}", self._received_on)
        if not isinstance(clock.start, datetime):
            return None
        doubts = ("date_not_fixed",) if _ABOUT.search(words) else ()
        warnings = [each for each in (*day.warnings, *clock.warnings, *doubts) if each != "time_missing"]
        if any(sign.isdigit() for sign in words[day.stop :]):
            warnings.append("conflicting_times")
        return RowStart(clock.start, clock.end, warnings=tuple(dict.fromkeys(warnings)))

    def _other_hours(self, text: str, moment: Moment) -> RowStart | None:
        """Heed the further hours of a cell: 9:00（改为10:00） moves it, 9:00 10:30 is to be asked about."""
        rest = text[moment.stop :].replace("/", "，").replace("|", "，")
        if not any(sign.isdigit() or sign in "时点" for sign in rest):
            return None
        hours = [one for one in read_moments(rest, self._received_on) if one.clock and one.day is None]
        assert isinstance(moment.start, datetime)
        if (
            not hours
            or hours[-1].clock in (None, moment.start.time())
            or "conflicting_times" in moment.warnings
        ):
            return None
        if not any(word in rest for word in _CHANGE_WORDS):
            return RowStart(moment.start, moment.end, warnings=(*moment.warnings, "conflicting_times"))
        new = datetime.combine(moment.start, hours[-1].clock)
        warnings = tuple(dict.fromkeys((*moment.warnings, *hours[-1].warnings)))
        return RowStart(new, None, moment.start, warnings, postponed=True)

    def _changed(self, text: str) -> RowStart:
        """The cell holds the old and the new date: 原定9月3日9:00，改为9月10日9:00."""
        starts = [each for each in read_moments(text, self._received_on) if each.start is not None]
        old, new = starts[0], starts[-1]
        if old.start == new.start:  # the other day is one that the grammar cannot read: 改9.15
            doubts = tuple(dict.fromkeys((*new.warnings, "conflicting_times")))
            return RowStart(new.start, new.end, warnings=doubts)
        return RowStart(new.start, new.end, old.start, new.warnings, postponed=True)


def _other_day(text: str, moment: Moment) -> bool:
    """Tell whether a cell names a further day beside the moment read: 9月14日9:00（改9.15）."""
    day = moment.start
    assert day is not None
    beside = text[: moment.begin] + " " + text[moment.stop :]
    return any(
        (int(month), int(number)) != (day.month, day.day) for month, number in _SHORT_DAY.findall(beside)
    )


def contradicts_weekday(cell: Cell, day: date) -> bool:
    """Tell whether a weekday cell (星期三, 周三, 三) names another day of the week."""
    text = cell_text(cell)
    return bool(text) and text[-1] in _WEEKDAYS and _WEEKDAYS[text[-1]] != day.weekday()


@lru_cache(maxsize=1024)
def without_moment(text: str) -> str:
    """Return a place without the moment before it: 2026年9月8日9时30分，第三审判庭."""
    if not any(sign.isdigit() for sign in text):
        return text
    moment = read_moment(text, ANY_DAY)
    if moment.start is None or not isinstance(moment.start, datetime):
        return text
    return (text[: moment.begin] + text[moment.stop :]).strip(" ，,、;；。\n在于")


def _holds_day(text: str) -> bool:
    """Tell whether an hour cell names a day too."""
    return ("月" in text and ("日" in text or "号" in text)) or _FULL_DAY.search(text) is not None
