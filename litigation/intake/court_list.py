"""法院月度名单 -> rows: which hearings a court says were held in a month, and whether a head was there.

Reading never raises. A row that cannot be used is a problem with its place; a number that
cannot be read stays in the list as it was written, so that the court can be asked about it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from litigation.intake.cell import cell_text
from litigation.intake.court_line import read_lines
from litigation.intake.court_list_row import CourtRow, RowReader
from litigation.intake.court_list_source import open_list
from litigation.intake.court_list_words import COURT_LIST_WORDS
from litigation.intake.draft import Problem
from litigation.intake.headings import find_layout, repeats_headings
from litigation.intake.workbook import Sheet, Workbook

# 2026年8月 | 2026.8 | 2026-08
_MONTH = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|[.\-/])\s*(1[0-2]|0?[1-9])(?:\s*月|(?![\d.\-/年]))")
# 市南区人民法院 | 青岛铁路运输法院 | 某市中级人民法院
_COURT = re.compile(r"[一-鿿]{2,18}?法院")
# 合计 | 注：本表… | 填表人：
_CLOSING = re.compile(
    r"\s*(?:合计|总计|小计|共计|注\s*[:：]|说明\s*[:：]|备注\s*[:：]|填表|制表|审核|联系人)"
)
_ABOVE = 6

UNREAD = Problem("rows_missing", "没有读到任何案件。名单里要有案号，请核对是否选错文件。")


@dataclass(frozen=True, slots=True)
class CourtReading:
    """Everything read from one list; ``month`` (``YYYY-MM``) and ``court`` are those its title states."""

    source: str
    rows: tuple[CourtRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    month: str | None = None
    court: str = ""


@dataclass(slots=True)
class _Found:
    rows: list[CourtRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_court_list(data: bytes, filename: str, month: str | None = None) -> CourtReading:
    """Read a court's list from a sheet, a document or pasted text, with or without headings.

    ``month`` is the month that the list is about as far as a person said; days without a year
    or month are taken to be of it.
    """
    source = PurePosixPath(filename).name or "名单"
    book = open_list(data, filename)
    if isinstance(book, Problem):
        return CourtReading(source, problems=(book,))
    return _read(book, source, month)


def _read(book: Workbook, source: str, month: str | None) -> CourtReading:
    titles = [source, *(_title(sheet) for sheet in book.sheets)]
    stated = next((own for title in titles if (own := month_in(title))), None)
    court = next((named[0] for title in titles[1:] if (named := _COURT.search(title))), "")
    found = _Found(problems=list(book.problems))
    for sheet in book.sheets:
        _read_sheet(sheet, month or stated, found)
    if not found.rows and not found.problems:
        found.problems.append(UNREAD)
    return CourtReading(source, tuple(found.rows), tuple(found.problems), stated, court)


def month_in(text: str) -> str | None:
    """Return the one month that a title states; None for a quarter, a half-year or none."""
    found = {f"{year}-{int(number):02d}" for year, number in _MONTH.findall(text)}
    return found.pop() if len(found) == 1 and not re.search(r"[1-9]\s*[-—–至]\s*\d{1,2}\s*月", text) else None


def _title(sheet: Sheet) -> str:
    cells = [cell for row in sheet.rows[:_ABOVE] for cell in row if isinstance(cell, str) and cell]
    return " ".join([sheet.name or "", *dict.fromkeys(cells)])[:400]


def _read_sheet(sheet: Sheet, month: str | None, found: _Found) -> None:
    layout = find_layout(sheet.rows, None, COURT_LIST_WORDS)
    if layout is None:
        lines = [" ".join(filter(None, (cell_text(cell) for cell in row))) for row in sheet.rows]
        found.rows += read_lines(lines, sheet.name, month)
        return
    reader = RowReader(layout, sheet.name, month)
    for index in range(layout.first, len(sheet.rows)):
        row = sheet.rows[index]
        texts = [text for cell in row if (text := cell_text(cell))]
        if not texts or _CLOSING.match(texts[0]) or repeats_headings(row, layout):
            continue
        if len(set(texts)) == 1 and not any(sign.isdigit() for sign in texts[0]):
            reader.section(texts[0])
            continue
        rows, problems = reader.read(row, index + 1)
        found.rows += rows
        found.problems += problems
    found.problems += _strange_months(found.rows, month)


def _strange_months(rows: Sequence[CourtRow], month: str | None) -> list[Problem]:
    """Name the rows whose day lies outside the list's month; they are compared all the same."""
    if month is None:
        return []
    return [
        Problem(
            "day_outside_month",
            f"开庭日期 {_say(row.days)} 不在这份名单的月份。请核对法院是否写错。",
            row.written,
            row.place,
        )
        for row in rows
        if row.days and all(f"{day:%Y-%m}" != month for day in row.days)
    ]


def _say(days: Sequence[date]) -> str:
    return "、".join(f"{day.year}年{day.month}月{day.day}日" for day in days)


def in_month(reading: CourtReading, month: str) -> bool:
    """Tell whether a reading can be a list of the month: by its days, or by its title where it has none."""
    days = [day for row in reading.rows for day in row.days]
    if days:
        return any(f"{day:%Y-%m}" == month for day in days)
    return reading.month in (None, month)
