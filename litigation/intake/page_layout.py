"""Words with their boxes -> lines and tables in reading order, for PDF files and for pictures alike.

Words come in no order one can rely on: rows are told by their height on the page, columns by
the gaps between the words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from litigation.intake.document_page import Block, Box, DocumentPage, Line, Piece, Table, union
from litigation.intake.open_table import OpenRow, open_table
from litigation.intake.page_words import Area, Word, joined, parts_of, rows_of, runs_of

# 09:30 : begins a line of its own below the date
_CLOCK = re.compile(r"\d{1,2}\s*[:：]\s*\d{2}")


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What was found on a page of this size: its words and the cells of its tables."""

    width: float
    height: float
    words: Sequence[Word]
    tables: Sequence[Sequence[Area]] = ()

    def page(self, number: int, *, recognised: bool) -> DocumentPage:
        """Return the page's lines and tables from top to bottom."""
        placed: list[tuple[float, Block]] = []
        left = list(self.words)
        for cells in self.tables:
            table, top, left = self._table(cells, left)
            placed.append((top, table))
        rows = [runs_of(row) for row in rows_of(left)]
        while rows:
            if table_rows := open_table(rows):
                placed.append((rows[0][0].middle, self._open(table_rows)))
                del rows[: sum(len(row.lines) for row in table_rows)]
            else:
                row = rows.pop(0)
                pieces = tuple(self._piece(part) for part in parts_of(row))
                placed.append((row[0].middle, Line(pieces)))
        placed.sort(key=lambda each: each[0])
        return DocumentPage(number, tuple(block for _, block in placed), recognised)

    def _open(self, rows: Sequence[OpenRow]) -> Table:
        """Make a table of rows that no rules part; its cells are as wide as their column."""
        cells: list[Piece] = []
        grid = []
        for row in rows:
            grid.append(tuple(range(len(cells), len(cells) + len(row.columns))))
            for index, column in enumerate(row.columns):
                words = [word for line in row.lines for word in line if row.column_of(word) == index]
                cells.append(self._cell((column[0], 0.0, column[1], 0.0), words))
        return Table(tuple(cells), tuple(grid))

    def _table(self, cells: Sequence[Area], words: list[Word]) -> tuple[Table, float, list[Word]]:
        """Put the words into the cells that they stand in; the rest is left."""
        ordered = sorted(cells, key=lambda cell: (cell[1], cell[0]))
        tops = [cell[1] for cell in ordered]
        inside: dict[int, list[Word]] = {}
        left = []
        for word in words:
            found = _cell_of(word, ordered, tops)
            if found is None:
                left.append(word)
            else:
                inside.setdefault(found, []).append(word)
        pieces = tuple(self._cell(cell, inside.get(index, [])) for index, cell in enumerate(ordered))
        return Table(pieces, _compact(_grid(ordered), pieces)), tops[0], left

    def _cell(self, area: Area, words: list[Word]) -> Piece:
        sure = min((word.sure for word in words if word.sure is not None), default=None)
        box = union([self._box(word) for word in words])
        return Piece(_cell_text([runs_of(row) for row in rows_of(words)], area), box, sure)

    def _piece(self, words: list[Word]) -> Piece:
        sure = min((word.sure for word in words if word.sure is not None), default=None)
        return Piece(joined(words), union([self._box(word) for word in words]), sure)

    def _box(self, word: Word) -> Box:
        return self._scaled(word.shown or word.area)

    def _scaled(self, area: Area) -> Box:
        left, top, right, bottom = (_inside(edge * 1000 / self.width) for edge in area)
        return left, top, right, bottom


def _cell_text(rows: list[list[Word]], area: Area) -> str:
    """Join the lines of a cell: a line that fills the cell was wrapped, a short one was ended."""
    text = ""
    for index, row in enumerate(rows):
        line = joined(row)
        if index:
            text += _between(text, line, rows[index - 1], area)
        text += line
    return text


def _between(text: str, line: str, row: list[Word], area: Area) -> str:
    room = area[2] - row[-1].area[2]
    if _CLOCK.match(line):
        return " "
    if room > 2.2 * row[-1].height and text[-1:] not in "（(、，,第":
        return "\n"
    return " " if text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() else ""


def _cell_of(word: Word, cells: Sequence[Area], tops: Sequence[float]) -> int | None:
    for index in range(bisect_right(tops, word.middle) - 1, -1, -1):
        left, top, right, bottom = cells[index]
        if left <= word.centre <= right and top <= word.middle <= bottom:
            return index
    return None


def _grid(cells: Sequence[Area]) -> tuple[tuple[int, ...], ...]:
    """Lay the cells out in rows and columns by their edges."""
    columns = _edges([edge for cell in cells for edge in (cell[0], cell[2])])
    rows = _edges([edge for cell in cells for edge in (cell[1], cell[3])])
    grid = [[-1] * (len(columns) - 1) for _ in range(len(rows) - 1)]
    for index, (left, top, right, bottom) in enumerate(cells):
        for row in range(_nearest(rows, top), _nearest(rows, bottom)):
            for column in range(_nearest(columns, left), _nearest(columns, right)):
                grid[row][column] = index
    return tuple(tuple(row) for row in grid if any(index >= 0 for index in row))


def _compact(grid: Sequence[Sequence[int]], cells: Sequence[Piece]) -> tuple[tuple[int, ...], ...]:
    """Drop columns that add nothing to their neighbours: a rule was found twice."""
    kept: list[int] = []
    for column in range(len(grid[0])):
        beside = [each for each in (*kept[-1:], column + 1) if each < len(grid[0])]
        if any(
            row[column] >= 0 and cells[row[column]].text and row[column] not in [row[each] for each in beside]
            for row in grid
        ):
            kept.append(column)
    return tuple(tuple(row[column] for column in kept) for row in grid)


def _edges(values: Iterable[float]) -> list[float]:
    """Return edges that lie apart; those of neighbouring cells differ by the width of a rule."""
    kept: list[float] = []
    ordered = sorted(values)
    tolerance = max(3.0, (ordered[-1] - ordered[0]) / 90)
    for value in ordered:
        if not kept or value - kept[-1] > tolerance:
            kept.append(value)
    return kept


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _inside(value: float) -> int:
    return max(0, min(20_000, round(value)))
