"""The tables of one sheet: one below another, side by side, or a form and a week's grid made into rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from litigation.intake.cell import cell_text, half_width
from litigation.intake.headings import HEARING_WORDS, Layout, field_of_heading, find_layout
from litigation.intake.workbook import Cell, Sheet
from litigation.law.case_number import find_case_numbers

# 9月7日（周一） | 2026-09-07 : the heading of a column in a week's grid
_DAY = re.compile(r"(?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s*\(?(?:星期|周).\)?)?")
# 9:30 | 上午9时 | 上午 : the heading of a row in a week's grid
_HOUR = re.compile(r"(?:上午|下午)?\s*(?:\d{1,2}\s*(?:[:;]\s*\d{2}|[时点]).{0,14})?")
_GRID_HEADINGS = ("案号", "当事人", "开庭日期", "开庭时间")
_MOST_GRID_CELLS = 5000


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to read by one layout, each with its index in the sheet."""

    sheet: Sheet
    layout: Layout
    rows: Sequence[tuple[int, Sequence[Cell]]]


def find_tables(sheet: Sheet, mapping: Mapping[str, str] | None = None) -> list[Table]:
    """Return the tables of a sheet in their order; none where no headings can be told."""
    if forms := _forms(sheet):
        return forms
    layout = find_layout(sheet.rows, mapping)
    if layout is None:
        return _grid(sheet)
    tables: list[Table] = []
    first = layout.first
    for start, following in _later_headings(sheet, layout, mapping):
        tables += _side_by_side(sheet, layout, first, start)
        layout, first = following, start + following.first
    return tables + _side_by_side(sheet, layout, first, len(sheet.rows))


def _later_headings(
    sheet: Sheet, layout: Layout, mapping: Mapping[str, str] | None
) -> Iterator[tuple[int, Layout]]:
    """Find rows that name other columns than those above: a second table below the first."""
    words = HEARING_WORDS.field_of
    skip = layout.first
    for index in range(layout.first, len(sheet.rows)):
        if index < skip or sum(1 for cell in sheet.rows[index] if type(cell) is str and cell in words) < 3:
            continue
        found = find_layout(sheet.rows[index : index + 4], mapping)
        if found is None or found.columns == layout.columns:
            continue
        layout, skip = found, index + found.first
        yield index, replace(found, above="")


def _side_by_side(sheet: Sheet, layout: Layout, first: int, stop: int) -> list[Table]:
    """Cut a table whose headings stand twice beside each other, each with its own numbers."""
    numbered = layout.columns.get("case_number", ())
    timed = max((len(layout.columns.get(each, ())) for each in ("start", "date", "time")), default=0)
    whole = Table(sheet, layout, [(index, sheet.rows[index]) for index in range(first, stop)])
    if (sessions := layout.columns.get("sessions", ())) and len(sessions) == timed > 1:
        return _by_session(whole, sessions)
    if len(numbered) < 2 or timed != len(numbered):
        return [whole]
    repeated = [columns for columns in layout.columns.values() if len(columns) == len(numbered)]
    begins = [min(columns[each] for columns in repeated) for each in range(len(numbered))]
    begins[0] = 0
    ends = [*begins[1:], 1 << 20]
    if any(max(columns[each] for columns in repeated) >= ends[each] for each in range(len(numbered))):
        return [whole]
    tables = []
    for begin, end in zip(begins, ends, strict=True):
        columns = {
            name: kept
            for name, places in layout.columns.items()
            if (kept := tuple(each for each in places if begin <= each < end))
        }
        rows: list[tuple[int, Sequence[Cell]]] = [
            (index, ["" if not begin <= at < end else cell for at, cell in enumerate(row)])
            for index, row in whole.rows
        ]
        tables.append(Table(sheet, replace(layout, columns=columns), rows))
    return tables


def _by_session(table: Table, sessions: tuple[int, ...]) -> list[Table]:
    """Make a table of each column of starts: 第一次开庭时间, 第二次开庭时间."""
    tables = []
    for column in sessions:
        layout = replace(table.layout, columns={**table.layout.columns, "start": (column,)})
        rows = [
            (index, row)
            for index, row in table.rows
            if (column < len(row) and row[column] != "")
            or (column == sessions[0] and all(at >= len(row) or row[at] == "" for at in sessions))
        ]
        tables.append(Table(table.sheet, layout, rows))
    return tables


def _forms(sheet: Sheet) -> list[Table]:
    """Read forms, where the label stands left of its value, one form or several below each other."""
    if len(sheet.rows) > 2000:
        return []
    records: list[tuple[int, dict[str, Cell]]] = []
    for index, row in enumerate(sheet.rows):
        pairs = list(_pairs(row))
        if any(label_is_number(label) and find_case_numbers(cell_text(value)) for label, value in pairs):
            records.append((index, {}))
        if records:
            for label, value in pairs:
                records[-1][1].setdefault(label, value)
    return [table for index, pairs_of in records if (table := _form(sheet, index, pairs_of))]


def label_is_number(label: str) -> bool:
    """Tell whether a label is that of the case number."""
    return field_of_heading(label) == "case_number"


def _form(sheet: Sheet, index: int, pairs: dict[str, Cell]) -> Table | None:
    layout = find_layout([list(pairs)]) if len(pairs) >= 3 else None
    if layout is None or not {"start", "date"} & set(layout.columns):
        return None
    return Table(sheet, layout, [(index, list(pairs.values()))])


def _pairs(row: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
    """Give label and value of each pair in a row; none where two labels stand side by side."""
    cells: list[Cell] = []
    for cell in row:
        if cell != "" and (not cells or cell != cells[-1]):
            cells.append(cell)
    labels = [isinstance(cell, str) and field_of_heading(cell) is not None for cell in cells]
    for at in range(0, len(cells) - 1, 2):
        if not labels[at] or labels[at + 1]:
            return
        yield str(cells[at]), cells[at + 1]


def _grid(sheet: Sheet) -> list[Table]:
    """Read a week's grid: days above the columns, hours at the left, a case in each cell."""
    for index, row in enumerate(sheet.rows[:20]):
        days = {at: cell for at, cell in enumerate(row) if at and _is_day(cell)}
        if not days:
            continue
        rows: list[tuple[int, Sequence[Cell]]] = []
        for below in range(index + 1, min(len(sheet.rows), index + 200)):
            cells = sheet.rows[below]
            hour = cells[0] if cells else ""
            if isinstance(hour, str) and not _HOUR.fullmatch(half_width(hour)):
                continue
            for at, day in days.items():
                text = cells[at] if at < len(cells) else ""
                if isinstance(text, str) and (numbers := find_case_numbers(text)):
                    parties = text[numbers[-1].end :].strip(" \n，,：:")
                    rows.append((below, [text[: numbers[-1].end], parties, day, hour]))
        layout = find_layout([list(_GRID_HEADINGS)])
        if rows and layout is not None and len(rows) <= _MOST_GRID_CELLS:
            return [Table(sheet, layout, rows)]
    return []


def _is_day(cell: Cell) -> bool:
    return _DAY.fullmatch(half_width(cell)) is not None if isinstance(cell, str) else hasattr(cell, "year")
