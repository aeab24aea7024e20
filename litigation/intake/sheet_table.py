"""The tables of one sheet: one below another, side by side, or a form and a week's grid made into rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from litigation.intake.cell import cell_text
from litigation.intake.column_content import cell_kind
from litigation.intake.headings import HEARING_WORDS, Layout, field_of_heading, find_layout
from litigation.intake.layout_guess import complete_layout, guess_layout
from litigation.intake.named_columns import named_layout
from litigation.intake.sheet_grid import GRID_HEADINGS, GRID_HEADS, grid_rows
from litigation.intake.workbook import Cell, Sheet
from litigation.law.case_number import find_case_numbers

_NUMBERED = frozenset({"case_number", "number_sequence"})
_TIMED = frozenset({"start", "date", "time"})


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to read by one layout, each with its index in the sheet."""

    sheet: Sheet
    layout: Layout
    rows: Sequence[tuple[int, Sequence[Cell]]]


def find_tables(sheet: Sheet, mapping: Mapping[str, str] | None = None) -> list[Table]:
    """Return the tables of a sheet in their order; none where no headings can be told."""
    if (named := named_layout(sheet.rows, mapping or {})) is not None:
        return _side_by_side(sheet, named, named.first, len(sheet.rows))
    if turned := _transposed(sheet) or _forms(sheet):
        return turned
    layout = find_layout(sheet.rows, mapping)
    if (layout is None or not _NUMBERED & set(layout.columns)) and (grid := _grid(sheet)):
        return grid
    layout = layout or guess_layout(sheet.rows)
    if layout is None:
        return []
    tables: list[Table] = []
    first = layout.first
    for start, following in _later_headings(sheet, layout, mapping):
        tables += _side_by_side(sheet, complete_layout(layout, sheet.rows, start), first, start)
        layout, first = following, start + following.first
    if layout.first != first:
        layout = replace(layout, first=first)
    return tables + _side_by_side(sheet, complete_layout(layout, sheet.rows), first, len(sheet.rows))


def _later_headings(
    sheet: Sheet, layout: Layout, mapping: Mapping[str, str] | None
) -> Iterator[tuple[int, Layout]]:
    """Find rows that name other columns than those above: a second table below the first."""
    known = HEARING_WORDS.field_of.__contains__
    skip = layout.first
    for index in range(layout.first, len(sheet.rows)):
        if index < skip or sum(map(known, sheet.rows[index])) < 3:
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
        over = (row[begin:end] for row in sheet.rows[: layout.first])
        said = (cell for row in over for cell in row if isinstance(cell, str) and cell)
        above = " ".join(dict.fromkeys(cell for cell in said if not field_of_heading(cell)))
        rows: list[tuple[int, Sequence[Cell]]] = [
            (index, ["" if not begin <= at < end else cell for at, cell in enumerate(row)])
            for index, row in whole.rows
        ]
        tables.append(Table(sheet, replace(layout, columns=columns, above=above[:400]), rows))
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


def _transposed(sheet: Sheet) -> list[Table]:
    """Turn a table whose labels stand below each other, with a case in each column beside them."""
    if len(sheet.rows) > 200:
        return []
    for column in range(3):
        labels = [row[column] if column < len(row) else "" for row in sheet.rows]
        if turned := _turned(sheet, column, labels):
            return [turned]
    return []


def _turned(sheet: Sheet, column: int, labels: list[Cell]) -> Table | None:
    named = [
        (index, field)
        for index, label in enumerate(labels)
        if isinstance(label, str) and (field := field_of_heading(label))
    ]
    at = next((index for index, field in named if field == "case_number"), None)
    if at is None or len({field for _, field in named}) < 3:
        return None
    numbered = [
        each
        for each, cell in enumerate(sheet.rows[at])
        if each > column and isinstance(cell, str) and find_case_numbers(cell)
    ]
    layout = find_layout([labels]) if len(numbered) >= 2 else None
    if layout is None or not _TIMED & set(layout.columns):
        return None
    turned = [[row[each] if each < len(row) else "" for row in sheet.rows] for each in numbered]
    layout = replace(complete_layout(layout, [labels, *turned]), first=0, guessed=())
    return Table(sheet, layout, [(at, row) for row in turned])


def _grid(sheet: Sheet) -> list[Table]:
    """Read a grid of days, rooms and hours as a plain table."""
    rows = grid_rows(sheet.rows)
    layout = find_layout([list(GRID_HEADINGS)])
    if not rows or layout is None:
        return []
    over = (cell for row in sheet.rows[: rows[0][0]] for cell in row if isinstance(cell, str) and cell)
    title = " ".join(dict.fromkeys(cell.strip() for cell in over if cell_kind(cell) not in GRID_HEADS))[:400]
    return [Table(sheet, replace(layout, above=title), rows)]
