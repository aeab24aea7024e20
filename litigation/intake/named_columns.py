"""The columns of a sheet as a person sees and names them, and the layout that they then are.

A layout is known by its headings, or where it has none by what its columns hold. What a person
said about one is kept under that mark: ``mark#column`` -> field of ``litigation.intake.headings``,
empty where the column is not to be read.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from litigation.intake.cell import cell_text
from litigation.intake.column_content import cell_kind, column_kind
from litigation.intake.heading_parts import about_something_else
from litigation.intake.headings import Layout, field_of_heading, heading_key
from litigation.intake.workbook import Cell

FIELDS = (
    "case_number",
    "start",
    "date",
    "time",
    "end",
    "court",
    "courtroom",
    "place",
    "plaintiffs",
    "defendants",
    "third_parties",
    "parties",
    "cause",
    "judge",
    "clerk",
    "phone",
    "mode",
    "kind",
    "status",
    "note",
)
"""Fields that a person may give to a column."""

NUMBERED = frozenset({"case_number", "title", "parties", "number_sequence"})
TIMED = frozenset({"start", "date", "time", "morning", "afternoon", "sessions"})

_MOST_COLUMNS = 60
_SAMPLES = 3
_SEARCHED_ROWS = 20
_VALUES = frozenset({"case_number", "title", "start", "date", "time", "defendants", "parties"})


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """One column: its place, what stands above it, some of its cells, and the field it was read as."""

    index: int
    heading: str
    samples: tuple[str, ...]
    field: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The columns of one sheet; ``first`` is the index of the first row of data.

    ``named`` says that a person named them, now or for an earlier sheet like it.
    """

    sheet: str
    mark: str
    first: int
    columns: tuple[NamedColumn, ...]
    named: bool = False

    @property
    def unclear(self) -> bool:
        """Tell whether a person should look: a column nobody could name, or a necessary one missing."""
        if self.named:
            return False
        fields = {column.field for column in self.columns}
        unknown = any(_is_unknown(column) for column in self.columns)
        return unknown or not fields & NUMBERED or not fields & TIMED

    def to_json(self) -> dict[str, Any]:
        """Return the columns as JSON values."""
        return {**asdict(self), "columns": [asdict(each) for each in self.columns], "unclear": self.unclear}


def _is_unknown(column: NamedColumn) -> bool:
    """Tell whether nobody could name a column; 序号 and what is said about a party are left unread."""
    if column.field or not column.heading or not column.samples:
        return column.guessed
    return not (field_of_heading(column.heading) or about_something_else(heading_key(column.heading), ""))


def columns_read(name: str | None, rows: Sequence[Sequence[Cell]], layout: Layout) -> SheetColumns:
    """Return the columns of a sheet as they were read by a layout."""
    fields = {column: field for field, found in layout.columns.items() for column in found}
    found = _columns(name, rows, layout.first, layout.headings, fields, frozenset(layout.guessed))
    return replace(found, named=layout.named)


def columns_unread(name: str | None, rows: Sequence[Sequence[Cell]]) -> SheetColumns | None:
    """Return the columns of a sheet whose headings nobody can tell; None where it is no table."""
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        filled = [cell for cell in row if cell != ""]
        below = [len([cell for cell in other if cell != ""]) for other in rows[index + 1 : index + 4]]
        if len(set(filled)) >= 3 and any(count >= 3 for count in below):
            headed = all(isinstance(cell, str) and cell_kind(cell) not in _VALUES for cell in filled)
            headings = [heading_key(cell) if isinstance(cell, str) else "" for cell in row] if headed else []
            return _columns(name, rows, index + headed, headings, {}, frozenset())
    return None


def named_layout(rows: Sequence[Sequence[Cell]], mapping: Mapping[str, str]) -> Layout | None:
    """Return the layout that a person gave to these columns; None where nobody did."""
    marks = {key.partition("#")[0] for key in mapping if "#" in key}
    if not marks:
        return None
    for index in range(min(len(rows), _SEARCHED_ROWS)):
        keys = [heading_key(cell) if isinstance(cell, str) else "" for cell in rows[index]]
        if (mark := _mark(keys)) in marks:
            return _layout(rows, index + 1, keys, mark, mapping)
    for index in range(min(len(rows), _SEARCHED_ROWS)):
        if len({cell for cell in rows[index] if cell != ""}) >= 3:
            mark = _bare_mark(rows, index)
            return _layout(rows, index, [], mark, mapping) if mark in marks else None
    return None


def _layout(
    rows: Sequence[Sequence[Cell]], first: int, headings: Sequence[str], mark: str, mapping: Mapping[str, str]
) -> Layout | None:
    columns: dict[str, list[int]] = {}
    for key, field in mapping.items():
        whose, _, column = key.partition("#")
        if whose == mark and field and column.isdecimal():
            columns.setdefault(field, []).append(int(column))
    if "date" not in columns and "start" not in columns and "time" in columns:
        columns["start"] = columns.pop("time")
    titles = (cell.strip() for row in rows[: max(first - 1, 0)] for cell in row if isinstance(cell, str))
    above = " ".join(dict.fromkeys(titles)).strip()[:400]
    settled = {field: tuple(sorted(found)) for field, found in columns.items()}
    return Layout(settled, first, tuple(headings), above, named=True) if settled else None


def _columns(
    name: str | None,
    rows: Sequence[Sequence[Cell]],
    first: int,
    headings: Sequence[str],
    fields: Mapping[int, str],
    guessed: frozenset[int],
) -> SheetColumns:
    below = rows[first : first + 40]
    width = min(max((len(row) for row in (*below[:5], headings)), default=0), _MOST_COLUMNS)
    above = rows[first - 1] if first and headings else ()
    columns = []
    for index in range(width):
        samples = list(
            dict.fromkeys(
                cell_text(row[index])[:40] for row in below if index < len(row) and row[index] != ""
            )
        )
        heading = cell_text(above[index]) if index < len(above) else ""
        if index < len(headings) and heading_key(heading) != headings[index]:
            heading = headings[index]  # two rows of headings, joined
        if heading or samples:
            columns.append(
                NamedColumn(
                    index,
                    heading[:60],
                    tuple(samples[:_SAMPLES]),
                    fields.get(index, ""),
                    index in guessed,
                )
            )
    keys = [heading_key(cell) if isinstance(cell, str) else "" for cell in above]
    mark = _mark(keys) if any(keys) else _bare_mark(rows, first)
    return SheetColumns(name or "", mark, first, tuple(columns))


def _mark(keys: Sequence[str]) -> str:
    """Return what a layout is known by: the headings of the row right above the data."""
    while keys and not keys[-1]:
        keys = keys[:-1]
    return hashlib.sha256("|".join(keys).encode()).hexdigest()[:32] if any(keys) else ""


def _bare_mark(rows: Sequence[Sequence[Cell]], first: int) -> str:
    """Return what a table without headings is known by: what its columns hold."""
    width = min(max((len(row) for row in rows[first : first + 5]), default=0), _MOST_COLUMNS)
    kinds = [column_kind(rows, column, first) or "" for column in range(width)]
    return hashlib.sha256(f"bare|{'|'.join(kinds)}".encode()).hexdigest()[:32]
