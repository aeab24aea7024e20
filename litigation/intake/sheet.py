"""Spreadsheets -> hearings: every visible sheet of a cause list, row by row.

A row that cannot be used is a problem with its place and its values; reading never raises.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from litigation.intake.cell import half_width, puts_day_first
from litigation.intake.collector import collector_at_rest
from litigation.intake.draft import HearingDraft, Place, Problem, Reading
from litigation.intake.headings import Layout, column_letter
from litigation.intake.listed_span import listed_span
from litigation.intake.named_columns import SheetColumns, columns_read, columns_unread
from litigation.intake.row_start import StartReader
from litigation.intake.sheet_footnote import doubted, footnote
from litigation.intake.sheet_merge import merge_rows
from litigation.intake.sheet_reading import ReadRow
from litigation.intake.sheet_row import RowReader
from litigation.intake.sheet_section import Section
from litigation.intake.sheet_table import Table, find_tables
from litigation.intake.workbook import Sheet, Workbook, open_workbook
from litigation.law.case_number import find_case_numbers

# 2026年9月 | 2026年开庭安排表 | 2026.9
_PERIOD = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|[.\-/])\s*(?:(\d{1,2})\s*(?:月|$))?")
# 9月 | 9月份排期 : the name of a sheet
_MONTH = re.compile(r"([1-9]|1[0-2])\s*月份?[^\d]{0,8}")
# 行政案件开庭排期表 | 庭审安排一览 | 开庭公告
_WHOLE = re.compile(r"排期|开庭表|安排表|一览|总表|开庭公告|庭审安排|开庭安排")
# 排期变更通知 | 新增开庭 | 补充排期 : lists of changes claim nothing about the rest
_PARTIAL = re.compile(r"变更|补充|新增|增补|调整|取消|改期|节选|部分")


_NAMED_SHEETS = 5
"""Sheets whose columns a person may name; more are not looked at one by one."""

_FIELD_WORDS = {
    "case_number": "案号",
    "number_year": "案号年份",
    "number_court": "案号字号",
    "number_sequence": "案号序号",
    "start": "开庭时间",
    "date": "开庭日期",
    "time": "开庭时间",
    "end": "结束时间",
    "weekday": "星期",
    "half_day": "上午下午",
    "plaintiffs": "原告",
    "defendants": "被告",
    "parties": "当事人",
    "title": "案件",
    "court": "法院",
    "courtroom": "法庭",
    "place": "地点",
    "cause": "案由",
}


def read_sheet(
    data: bytes, filename: str, received_on: date, mapping: Mapping[str, str] | None = None
) -> Reading:
    """Read a spreadsheet of hearings.

    ``mapping`` gives headings that a person assigned by hand (heading -> field of
    ``litigation.intake.headings``). ``received_on`` is the day the file came in: a date
    without a year lies after it. Problems carry sheet, row (1-based, as shown) and column.
    """
    source = PurePosixPath(filename).name or "表格"
    with collector_at_rest():
        book = open_workbook(data)
        if isinstance(book, Problem):
            return Reading(source, problems=(book,))
        return read_book(book, source, received_on, mapping)


def read_book(
    book: Workbook, source: str, received_on: date, mapping: Mapping[str, str] | None = None
) -> Reading:
    """Read the sheets of a book that is open already; the terms are those of ``read_sheet``."""
    rows: list[ReadRow] = []
    notes: list[str] = []
    problems = list(book.problems)
    titles = [source]
    without_layout: list[Problem] = []
    columns: list[SheetColumns] = []
    for sheet in book.sheets:
        tables = find_tables(sheet, mapping)
        if (found_columns := _columns(sheet, tables)) is not None:
            columns.append(found_columns)
        if not tables:
            if problem := _headings_missing(sheet):
                without_layout.append(problem)
            continue
        titles += [sheet.name or "", tables[0].layout.above]
        rows += _read_tables(tables, received_on, source, notes)
        problems += _guessed(sheet, tables)
    if not titles[1:] and not without_layout:
        without_layout.append(Problem("rows_missing", "表里没有可读的内容。请核对是否选错文件。"))
    hearings, unusable, found = merge_rows(rows)
    hearings = doubted(hearings, notes) if notes else hearings
    return Reading(
        source,
        hearings=tuple(hearings),
        problems=tuple(problems + without_layout + found),
        whole=_claims_whole(titles, hearings),
        unusable=tuple(unusable),
        columns=tuple(each.to_json() for each in columns[:_NAMED_SHEETS]),
    )


def _columns(sheet: Sheet, tables: list[Table]) -> SheetColumns | None:
    """Return the columns of an ordinary table, or of one that nobody could read."""
    if not tables:
        return columns_unread(sheet.name, sheet.rows)
    layout, rows = tables[0].layout, tables[0].rows
    index, row = rows[0] if rows else (-1, ())
    ordinary = index == layout.first < len(sheet.rows) and row is sheet.rows[index]
    return columns_read(sheet.name, sheet.rows, layout) if ordinary else None


def _read_tables(tables: list[Table], received_on: date, source: str, notes: list[str]) -> list[ReadRow]:
    """Read the tables of one sheet; a court or day that heads rows goes on heading the next table's.

    ``notes`` takes the lines beside the rows that move or cancel one of them.
    """
    year, month = _period(tables[0].sheet, tables[0].layout, source)
    title = f"{tables[0].layout.above} {tables[0].sheet.name or ''}"
    span = listed_span(half_width(title), year, received_on)
    doubt = month is not None and _name_says_other(tables[0].sheet, month)
    rows: list[ReadRow] = []
    section: Section | None = None
    above = ""
    for table in tables:
        starts = StartReader(
            received_on, year, month, day_first=_day_first(table), span=span, month_in_doubt=doubt
        )
        if section is None or table.layout.above not in ("", above):
            section, above = Section(table.layout.above, table.sheet.name or "", starts), table.layout.above
        reader = RowReader(table.sheet, table.layout, starts, section)
        for index, row in table.rows:
            if (found := reader.read(index, row)) is not None:
                rows.append(found)
            elif said := footnote(row):
                notes.append(said)
    return sorted(rows, key=lambda row: row.line)


def _day_first(table: Table) -> bool | None:
    """Tell how the table writes 09/08/2026, if a cell such as 15/09/2026 shows it."""
    columns = [column for field in ("start", "date") for column in table.layout.columns.get(field, ())]
    for _, row in table.rows[:500]:
        for column in columns:
            if column < len(row) and (shown := puts_day_first(row[column])) is not None:
                return shown
    return None


def _period(sheet: Sheet, layout: Layout, source: str) -> tuple[int | None, int | None]:
    """Return the year and month that the sheet's title, its name or the file's name states."""
    for text in (layout.above, sheet.name or "", source):
        if stated := _PERIOD.search(text):
            month = int(stated[2]) if stated[2] else None
            return int(stated[1]), month if month and 1 <= month <= 12 else None
    only = _MONTH.fullmatch((sheet.name or "").strip())
    month = int(only[1]) if only else None
    return None, month if month and month <= 12 else None


def _name_says_other(sheet: Sheet, month: int) -> bool:
    """Tell whether the sheet is named for another month than its title states, as copied sheets are."""
    name = (sheet.name or "").strip()
    stated = (found[2] if (found := _PERIOD.search(name)) else None) or (
        only[1] if (only := _MONTH.fullmatch(name)) else None
    )
    return stated is not None and int(stated) != month


def _guessed(sheet: Sheet, tables: list[Table]) -> list[Problem]:
    """Name the columns whose meaning only their cells told, for a person to look at."""
    columns = {
        column: field
        for table in tables
        for field, found in table.layout.columns.items()
        for column in found
        if column in table.layout.guessed
    }
    if not columns:
        return []
    said = "、".join(
        f"{column_letter(column)} 列当作{_FIELD_WORDS.get(field, field)}"
        for column, field in sorted(columns.items())
    )
    where = f"工作表“{sheet.name}”" if sheet.name else "表里"
    return [
        Problem(
            "headings_guessed",
            f"{where}有的列认不出表头，按内容把 {said}。请逐条核对。",
            place=Place(sheet.name),
        )
    ]


def _headings_missing(sheet: Sheet) -> Problem | None:
    """Report a sheet that holds case numbers under headings nobody can tell."""
    for index, row in enumerate(sheet.rows[:200]):
        for cell in row:
            if isinstance(cell, str) and "号" in cell and find_case_numbers(cell):
                where = f"工作表“{sheet.name}”" if sheet.name else "表里"
                sentence = (
                    f"{where}有案号，但认不出表头。请指明各列是什么，或补上“案号、开庭时间、被告”等表头。"
                )
                return Problem("headings_missing", sentence, place=Place(sheet.name, index + 1))
    return None


def _claims_whole(titles: list[str], hearings: list[HearingDraft]) -> bool:
    words = " ".join(titles)
    return bool(hearings) and bool(_WHOLE.search(words)) and not _PARTIAL.search(words)
