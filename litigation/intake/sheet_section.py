"""What stands between the rows of a cause list: a court or a day as heading of the rows below it."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from litigation.intake.agency_name import is_agency
from litigation.intake.cell import cell_text, half_width, read_day_cell
from litigation.intake.row_start import StartReader
from litigation.intake.workbook import Cell
from litigation.law.courts import court_code

# 青岛市市南区人民法院 | 一、市南区人民法院（3件） | 法院：青岛铁路运输法院
_COURT_LINE = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,3}[、.．)）]\s*)?(?:[一-鿿]{2,4}[:：]\s*)?"
    r"([一-鿿]{1,26}?法院)(?:行政审判庭|行政庭|立案庭)?(?:\s*[（(][^）)]{0,12}[）)])?\s*[:：]?"
)
# 青岛市市南区人民法院2026年9月开庭排期表 | 审理法院：青岛铁路运输法院
_TITLE_COURT = re.compile(r"(?:^|[\s:：，,(（、.．)）])([一-鿿]{2,26}?法院)")
# 2026年9月8日 星期二 | 9月8日（周二）上午 | 2026-09-08 | 9月8日开庭
_DAY_LINE = re.compile(
    r"(?:(?:开庭|庭审|审理|排期)?(?:日期|时间)\s*[:：]\s*)?((?:\d{2,4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
    r"(?:\s*[（(]?\s*(?:星期|周)[一二三四五六日天]\s*[）)]?)?)\s*(上午|下午)?(?:开庭)?\s*[:：]?"
)
# 2026年9月8日（星期二）开庭安排 ; not 发布日期：2026年9月8日 or 9月8日至12日
_TITLE_DAY = re.compile(
    r"(?<![发布填报制表印新止成于至到—~-])(?<!日期[:：])(?<!时间[:：])(?<!日期[:：] )(?<!\d)"
    r"((?:20\d\d\s*年\s*)\d{1,2}\s*月\s*\d{1,2}\s*日|20\d\d[-./]\d{1,2}[-./]\d{1,2})"
    r"(?!\s*(?:至|到|-|—|~|发布|印|制|报|更新))"
)
# 2026年9月7日—9月11日 | 9月7日至11日 : a week in a title
_WEEK = re.compile(
    r"((?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)\s*(?:至|到|-|—|–|~)+\s*"
    r"((?:(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*)?\d{1,2}\s*日?)"
)
_WEEKDAY = re.compile(r"[（(]?(?:星期|周|礼拜)([一二三四五六日天])[）)]?")
# 2026年9月 | 10月份（5件）
_MONTH_LINE = re.compile(r"(20\d\d\s*年\s*)?(\d{1,2})\s*月份?(?:\s*[（(][^（()）]{1,8}[)）])?\s*[:：]?")
# 一、青岛市市南区教育局（2件） | 被告：某局
_COUNTED = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,3}[、.．)）]\s*)?(?:(?:被告|单位|被诉机关|应诉机关|应诉单位|部门)[:：]\s*)?|\s*[（(][^（()）]{1,8}[)）]$|[:：]$"
)
# 上午 | 下午（3件）
_HALF_LINE = re.compile(r"(上午|下午)(?:\s*[（(][^）)]{0,10}[）)])?\s*[:：]?")
# 9:30 | 上午9时30分-11时 | 14：30 : an hour and no day
_ONLY_HOUR = re.compile(
    r"(?:上午|下午|中午|早上|晚上)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[:;]\s*\d{2}|[时点])"
    r"[^年月日号/]{0,24}"
)

# 第一法庭 | 法庭：第三审判庭（5件） | 互联网法庭
_ROOM_LINE = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,3}[、.．)）]\s*)?(?:(?:开庭|庭审|审理)?(?:法庭|地点|场所|审判庭)\s*[:：]\s*)?"
    r"((?:第[一二三四五六七八九十\d]{1,3}号?|\d{1,3}号|[大中小]|互联网|科技|数字|智慧|线上)(?:小|科技)?"
    r"(?:法庭|审判庭|审判法庭))(?:\s*[（(][^）)]{0,12}[）)])?\s*[:：]?"
)
# 开庭日期：2026年9月8日 | 庭审时间: 9月8日 ; in the lines over the headings
_LABELLED_DAY = re.compile(
    r"(?:开庭|庭审|审理|排期)(?:日期|时间)\s*[:：]\s*((?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?)"
    r"(?!\s*(?:至|到|-|—|~))"
)
# 开庭地点：第三法庭 | 法庭: 第六审判庭
_LABELLED_ROOM = re.compile(
    r"(?:开庭|庭审|审理)?(?:地点|法庭|场所)\s*[:：]\s*((?:第?[一二三四五六七八九十\d]{1,3}号?|互联网|科技)(?:法庭|审判庭))"
)
_SAYS_EACH = 2
"""Repeats of a day in consecutive rows after which a blank no longer means the day above."""


class Section:
    """The court, day and half-day of the rows being read, as headings between them state."""

    def __init__(self, above: str, name: str, starts: StartReader) -> None:
        """A court or a day in the title (``above``) or the name of a sheet heads all its rows."""
        self._starts = starts
        named = [court for court in _TITLE_COURT.findall(above) if court_code(court)]
        if (sheet := _COURT_LINE.fullmatch(half_width(name))) and court_code(sheet[1]):
            named = [sheet[1]]
        self.court: str | None = named[0] if len(set(named)) == 1 else None
        self.day: date | None = self._day_of(above, name)
        self.half = ""
        self.agency: str | None = None
        self.month = ""
        room = _LABELLED_ROOM.search(half_width(above))
        self.room: str | None = room[1] if room else None
        self._week = self._week_of(above)
        self._carried: Cell = ""
        self._written: Cell = ""
        self._again = 0

    def _day_of(self, above: str, name: str) -> date | None:
        """Return the day that the sheet is about: 9月8日 as its name, or one day in its title."""
        if found := _DAY_LINE.fullmatch(half_width(name)) or _DAY_LINE.fullmatch(half_width(above)):
            return self._starts.read(found[1]).day
        if said := _LABELLED_DAY.search(half_width(above)):
            return self._starts.read(said[1]).day
        days = {self._starts.read(each).day for each in _TITLE_DAY.findall(half_width(above))} - {None}
        return days.pop() if len(days) == 1 else None

    def enter(self, texts: Sequence[str]) -> bool:
        """Take a row of one or a few texts as heading of the rows below; False where it is none."""
        said: dict[str, Any] = {}
        for text in texts:
            line = half_width(text)
            pieces = [line] if self._said(line) else line.split(" ")
            for piece in pieces:
                if not (more := self._said(piece)):
                    return False
                said |= more
        if "day" in said:
            self.half, self._carried = "", ""
        elif "court" in said:
            self.room = None
        for name, value in said.items():
            if name != "weekday":
                setattr(self, name, value)
        return True

    def _said(self, line: str) -> dict[str, Any]:
        """Return what a line or a piece of one says, by the name of what it sets."""
        if found := _COURT_LINE.fullmatch(line):
            return {"court": found[1]}
        if found := _ROOM_LINE.fullmatch(line):
            return {"room": found[1]}
        if found := _DAY_LINE.fullmatch(line):
            day = self._starts.read(found[1]).day
            if day is not None:
                return {"day": day, "half": found[2] or ""} if found[2] else {"day": day}
        if found := _HALF_LINE.fullmatch(line):
            return {"half": found[1]}
        if (found := _MONTH_LINE.fullmatch(line)) and 1 <= int(found[2]) <= 12:
            return {"month": f"{found[1] or ''}{found[2]}月"}
        if _WEEKDAY.fullmatch(line):
            return {"weekday": line}
        named = _COUNTED.sub("", line)
        return {"agency": named} if is_agency(named) else {}

    def in_month(self, day: Cell) -> Cell:
        """Return a day alone (28, 28日) in the month that heads the rows; any other as it is."""
        if not self.month or not isinstance(day, (str, int, float)):
            return day
        number = cell_text(day).rstrip("日号 ")
        return f"{self.month}{number}日" if number.isdecimal() and 1 <= int(number) <= 31 else day

    def day_of_week(self, weekday: str) -> date | None:
        """Return the day of the week in the title (9月7日—11日) that a weekday names."""
        if self._week is None or not (found := _WEEKDAY.search(weekday)):
            return None
        day = self._week + timedelta(
            days=("一二三四五六日".find(found[1].replace("天", "日")) - self._week.weekday()) % 7
        )
        return day if day - self._week < timedelta(days=7) else None

    def _week_of(self, above: str) -> date | None:
        """Return the first day of the week that the title names."""
        if not (found := _WEEK.search(half_width(above))):
            return None
        first, last = self._starts.read(found[1]).day, self._starts.read(found[2]).day
        if first is None:
            return None
        if last is None and found[2].rstrip("日").isdecimal():
            last = (
                first.replace(day=int(found[2].rstrip("日")))
                if 1 <= int(found[2].rstrip("日")) <= 28
                else None
            )
        return first if last is not None and 0 < (last - first).days < 7 else None

    def court_of(self, codes: Sequence[str]) -> str | None:
        """Return the heading's court, unless the case numbers are those of another."""
        if self.court is None:
            return None
        code = court_code(self.court)
        return self.court if not code or not codes or set(codes) == {code} else None

    def day_cell(self, day: Cell, hour: Cell) -> Cell:
        """Return the day of a row: its own, that of the rows above it, or the section's.

        A list sorted by day writes each day once; a row with an hour and no day belongs to
        the day above it, unless the list is seen to write the same day in each row.
        """
        if day != "":
            self._again += day == self._written
            self._carried = day if read_day_cell(day, None, None).trouble is None else ""
            self._written = day
            return day
        if hour == "" or (self._again >= _SAYS_EACH and self._carried != ""):
            return day
        return self._carried if self._carried != "" else (self.day or "")

    def splits(self, start: Cell) -> bool:
        """Tell whether a start holds only an hour, whose day stands in the heading."""
        if (self.day is None and self._week is None) or start == "":
            return False
        if isinstance(start, str):
            return _ONLY_HOUR.fullmatch(half_width(start)) is not None
        return isinstance(start, time) or (isinstance(start, float) and 0 < start < 1)
