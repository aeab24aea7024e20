"""When the hearings of one row are: the cells of its day, hour, half-day, end and former start together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from litigation.intake.cell import cell_text, half_width, is_pending
from litigation.intake.moment import read_moments
from litigation.intake.row_start import ANY_DAY, RowStart, StartReader
from litigation.intake.sheet_section import Section
from litigation.intake.table_words import read_kind
from litigation.intake.workbook import Cell

# 9月8日9:00证据交换；9月15日9:00开庭 | 第一次：9月11日\n第二次：9月25日
_BETWEEN_SESSIONS = re.compile(
    r"[；;\n\r。]+|[，,、](?=\s*(?:第.次|\d{1,4}\s*[年月./-]))|\s(?=\d{1,2}\s*月\s*\d)"
)
_MOST_SESSIONS = 8
# 9月15日9:00（已取消） | 9月18日9:00延期 | 9:00线上 | 9月14日9:00宣判
_SAYS_MORE = re.compile(
    r"取消|延期|改期|推迟|顺延|撤诉|撤回|停开|中止|暂停|线上|在线|互联网|网上|视频|远程"
    r"|宣判|询问|谈话|听证|证据交换|质证|庭前会议"
)


@dataclass(frozen=True, slots=True)
class Session:
    """One of several hearings in a row; ``kind`` None where its words name none."""

    start: RowStart
    kind: str | None = None


class RowMoments:
    """Reads the start of each row of one table by its columns."""

    def __init__(self, columns: Mapping[str, tuple[int, ...]], starts: StartReader, section: Section) -> None:
        self._columns = columns
        self._starts = starts
        self._section = section
        stated = _STATED & set(columns)
        self._only = columns["start"][0] if stated == {"start"} and len(columns["start"]) == 1 else None
        self._several: dict[Cell, bool] = {}
        self._more: dict[Cell, str] = {}
        self._timed = [column for name in ("start", "date", "time") for column in columns.get(name, ())]
        self._doubled = [columns[name] for name in ("start", "date") if len(columns.get(name, ())) > 1]

    def read(self, row: Sequence[Cell]) -> RowStart:
        """Read the start that a row states, its end and the start it replaces."""
        if self._only is not None and self._only < len(row):
            cell = row[self._only]
            if cell != "" and not self._section.splits(cell):
                return self._starts.read(cell, "", self._section.half)
        start = self._starts.until(self._start(row), self._cell(row, "end"))
        for columns in self._doubled:
            if len({row[each] for each in columns if each < len(row)} - {""}) > 1:
                start = replace(start, warnings=(*start.warnings, "conflicting_times"))
        return self._moved(row, start) if "old_start" in self._columns else start

    def beside(self, row: Sequence[Cell]) -> str:
        """Return the cells of the start that say more of it than when: 9月15日9:00（已取消）, 9:00线上."""
        said = ""
        for column in self._timed:
            if column < len(row):
                cell = row[column]
                more = self._more.get(cell)
                if more is None:
                    more = self._more[cell] = (
                        cell if isinstance(cell, str) and _SAYS_MORE.search(cell) else ""
                    )
                if more:
                    said = f"{said} {more}".strip()
        return said

    def sessions(self, row: Sequence[Cell], numbers: int) -> list[Session]:
        """Return the hearings of a row that states several, else nothing.

        Either one cell lists them (9月8日9:00证据交换；9月15日9:00开庭), or the lines of the cell
        stand beside as many numbers.
        """
        if self._only is not None and numbers < 2 and self._only < len(row):
            cell = row[self._only]
            several = self._several.get(cell)
            if several is None:
                several = self._several[cell] = isinstance(cell, str) and _may_list(cell)
            if not several:
                return []
        start, day = self._cell(row, "start"), self._cell(row, "date")
        whole = start if start != "" else day
        if numbers < 2 and not (isinstance(whole, str) and _may_list(whole)):
            return []
        clock = self._cell(row, "time")
        if isinstance(whole, str) and clock == "" and (found := self._listed(whole)):
            return found
        beside = [_lines(cell) for cell in (start, day, clock)]
        if numbers < 2 or not any(len(lines) == numbers for lines in beside):
            return []
        if any(len(lines) not in (0, 1, numbers) for lines in beside):
            return []
        texts = [
            [lines[at if len(lines) > 1 else 0] if lines else "" for lines in beside] for at in range(numbers)
        ]
        return [Session(self._starts.read(one or two, three, self._half(row))) for one, two, three in texts]

    def _listed(self, text: str) -> list[Session]:
        pieces = [piece for each in _BETWEEN_SESSIONS.split(text) if (piece := each.strip(" ，,、"))]
        if not 2 <= len(pieces) <= _MOST_SESSIONS:
            return []
        days = [[one for one in read_moments(piece, ANY_DAY) if one.day is not None] for piece in pieces]
        if any(len(found) != 1 for found in days):
            return []
        kinds = [read_kind(piece) for piece in pieces]
        named = any(kind != "开庭" for kind in kinds)
        starts = [
            self._starts.read(_from_day(piece, found[0].begin))
            for piece, found in zip(pieces, days, strict=True)
        ]
        if len({start.start for start in starts}) < len(starts):
            return []
        return [Session(start, kind if named else None) for start, kind in zip(starts, kinds, strict=True)]

    def _cell(self, row: Sequence[Cell], name: str) -> Cell:
        columns = self._columns.get(name)
        if columns is None:
            return ""
        return next((row[each] for each in columns if each < len(row) and row[each] != ""), "")

    def _half(self, row: Sequence[Cell]) -> str:
        return half_width(cell_text(self._cell(row, "half_day"))) or self._section.half

    def _start(self, row: Sequence[Cell]) -> RowStart:
        start, day, clock = self._cell(row, "start"), self._cell(row, "date"), self._cell(row, "time")
        half = self._half(row)
        if clock == "" and (hour := cell_text(self._cell(row, "hour")).rstrip("时点")).isdecimal():
            clock = f"{hour}:{(cell_text(self._cell(row, 'minute')).rstrip('分') or '0').zfill(2)}"
        for column, words in (("morning", "上午"), ("afternoon", "下午")):
            if (cell := self._cell(row, column)) != "":
                start, clock, half = "", cell, words
        if self._section.splits(start):
            start, clock = "", start
        if day == "" and start != "" and "date" not in self._columns:
            return self._starts.read(start, clock, half)
        clock = clock if clock != "" else start
        stated = self._section.in_month(self._whole_day(row, day))
        if (weekly := self._weekly(row, stated)) is not None:
            found = self._starts.read(weekly, clock, half)
            return replace(found, warnings=(*found.warnings, "relative_date"))
        found = self._starts.read(self._section.day_cell(stated, clock), clock, half)
        if stated == "" and found.start is not None and self._section.day is None:
            return replace(found, warnings=(*found.warnings, "date_carried"))
        return found

    def _weekly(self, row: Sequence[Cell], day: Cell) -> date | None:
        """Return the day that only a weekday names, in a list of one week."""
        named = day if day != "" else self._cell(row, "weekday")
        return self._section.day_of_week(named) if isinstance(named, str) and len(named) < 6 else None

    def _whole_day(self, row: Sequence[Cell], day: Cell) -> Cell:
        """Join year, month and day that stand in three columns; a day alone stays as it is."""
        if day == "" or "month" not in self._columns:
            return day
        year, month = (cell_text(self._cell(row, name)).rstrip("年月") for name in ("year", "month"))
        number = cell_text(day).rstrip("日号")
        if not (month.isdecimal() and number.isdecimal()):
            return day
        return f"{year}年{month}月{number}日" if year else f"{month}月{number}日"

    def _moved(self, row: Sequence[Cell], start: RowStart) -> RowStart:
        """Put the former start beside the new one; without a new one the former still stands."""
        cells = [row[each] for each in self._columns["old_start"] if each < len(row) and row[each] != ""]
        if not cells or is_pending(cell_text(cells[0])):
            return start
        old = self._starts.read(cells[0], cells[1] if len(cells) > 1 else "")
        if old.start is None:
            return start
        if start.trouble == "date_missing":
            new = next((cell for name in ("start", "date") if (cell := self._cell(row, name)) != ""), "")
            if cell_text(new).strip(" -—/无同不") == "":
                return old
            return RowStart(old_start=old.start, warnings=("date_not_fixed",), postponed=True)
        if start.start is None or start.start == old.start:
            return start
        return replace(start, old_start=old.start, postponed=True)


_STATED = frozenset(
    {
        "start", "date", "time", "hour", "minute", "half_day", "morning", "afternoon", "end", "old_start",
        "month", "year", "weekday",
    }
)  # fmt: skip
"""Columns that say when a hearing is; where the start stands alone, nothing else need be looked at."""


def _may_list(text: str) -> bool:
    """Tell cheaply whether a cell can name two days."""
    count = text.count
    return count("月") > 1 or count("-") > 3 or count("/") > 3 or count(".") > 3


def _lines(cell: Cell) -> list[str]:
    if cell == "":
        return []
    return [line for each in cell_text(cell).splitlines() if (line := each.strip(" ，,、;；"))]


def _from_day(piece: str, begin: int) -> str:
    """Return a piece from its day on: 第一次开庭：9月11日9:30 -> 9月11日9:30."""
    return piece[begin:]
