"""Tables of a document that are lists of hearings -> sheets for the reader of cause lists.

A list over several pages is one sheet; a row that a page's end cut in two is whole again.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from litigation.intake.document_page import Block, DocumentPage, Line, Piece, Table, least_sure, union
from litigation.intake.draft import HearingDraft, Place, Problem
from litigation.intake.headings import column_letter, find_layout, heading_key
from litigation.intake.label import field_of
from litigation.intake.sheet_table import find_tables
from litigation.intake.workbook import Cell, Sheet
from litigation.law.case_number import find_case_numbers

# （2026）鲁0202行初18号 | 某某一案 : what a heading never holds
_FILLED = re.compile(r"[0-9]{2}|一案")
_CLOCK = re.compile(r"\d{1,2}\s*[:：]\s*\d{2}")
# （2026）鲁… : begins a number of its own; 鲁0202行初12号 may be the rest of one
_WITH_YEAR = re.compile(r"[(（\[〔【]?\s*20\d\d")
_FEWEST_COLUMNS = 3
_MOST_LINES_ABOVE = 6


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a row of the sheet stood: its page, which row of that page's table, and its cells."""

    page: DocumentPage
    row: int
    cells: Sequence[Piece | None]


@dataclass(slots=True)
class ListTable:
    """One list: its sheet, and the origin of each row; titles have none."""

    label: str
    sheet: Sheet
    first: int
    numbered: int | None
    origins: list[_Origin | None] = field(default_factory=list)

    @property
    def recognised(self) -> bool:
        """Tell whether any of it was read from a picture."""
        return any(origin is not None and origin.page.recognised for origin in self.origins)

    def append(self, page: DocumentPage, table: Table) -> None:
        """Add the rows of a table, on the first or on a later page."""
        seen: set[int] = set()
        fresh_page = any(origin and origin.page is not page for origin in self.origins)
        down: set[tuple[int, int]] = set(self.sheet.merged_down)
        for number, indices in enumerate(table.grid, 1):
            cells = [table.cells[index] if index >= 0 else None for index in indices]
            words: list[Cell] = ["" if cell is None else cell.text.strip() for cell in cells]
            if self.origins and self._repeats(words):
                pass
            elif fresh_page and any(words) and self._continues(words):
                self._complete(words, cells)
            elif any(words):
                down |= {(len(self.sheet.rows), at) for at, index in enumerate(indices) if index in seen}
                self.sheet.rows.append(words)
                self.origins.append(_Origin(page, number, cells))
                fresh_page = False
            seen |= set(indices)
        self.sheet.merged_down = frozenset(down)

    def _repeats(self, words: Sequence[Cell]) -> bool:
        """Tell the headings again at the top of a page."""
        if len(self.sheet.rows) < self.first:
            return False
        heads = self.sheet.rows[self.first - 1]
        return [heading_key(cell) for cell in heads] == [heading_key(cell) for cell in words]

    def _continues(self, words: Sequence[Cell]) -> bool:
        """Tell a row that the page's end cut off from the last row of the page before."""
        last = next((row for row, origin in _backwards(self) if origin is not None), None)
        if last is None or self.numbered is None or self.numbered >= min(len(words), len(last)):
            return False
        number, before = str(words[self.numbered]), str(last[self.numbered])
        if last is self.sheet.rows[self.first - 1]:
            return False
        if before and "号" not in before and not _WITH_YEAR.match(number):
            return bool(find_case_numbers(before + number))
        return not words[0] and bool(last[0]) and not find_case_numbers(number)

    def _complete(self, words: Sequence[Cell], cells: Sequence[Piece | None]) -> None:
        at = max(index for index, origin in enumerate(self.origins) if origin is not None)
        row, origin = self.sheet.rows[at], self.origins[at]
        assert origin is not None
        for column, word in enumerate(words[: len(row)]):
            if word:
                row[column] = f"{row[column]}{' ' if _CLOCK.match(str(word)) else ''}{word}"
        sure = least_sure([cell for cell in cells if cell is not None])
        joined = [
            replace(cell, sure=min(cell.sure, sure))
            if cell and cell.sure is not None and sure is not None
            else cell
            for cell in origin.cells
        ]
        self.origins[at] = replace(origin, cells=joined)

    def placed(self, draft: HearingDraft) -> HearingDraft:
        """Return the draft with the page and box of its row and of each of its values."""
        origin = self._origin(draft.place)
        if origin is None or draft.place.row is None:
            return draft
        places = {name: self._cell_place(place, origin) for name, place in draft.places.items()}
        return replace(draft, place=self._row_place(draft.place, origin), places=places)

    def placed_problem(self, problem: Problem) -> Problem:
        """Return the problem with its place on the page."""
        origin = self._origin(problem.place)
        return problem if origin is None else replace(problem, place=self._row_place(problem.place, origin))

    def _origin(self, place: Place) -> _Origin | None:
        if place.sheet != self.sheet.name or place.row is None or place.row > len(self.origins):
            return None
        return self.origins[place.row - 1]

    def _row_place(self, place: Place, origin: _Origin) -> Place:
        cells = [cell for cell in origin.cells if cell is not None]
        box = union([cell.box for cell in cells])
        page = origin.page.number
        sheet = place.sheet if page is None else f"第 {page} 页{self.label}"
        on_page = replace(place, page=page, box=box, sure=least_sure(cells), turned=origin.page.turned)
        return replace(on_page, sheet=sheet, row=origin.row)

    def _cell_place(self, place: Place, origin: _Origin) -> Place:
        for index, cell in enumerate(origin.cells):
            if cell is not None and column_letter(index) == place.column:
                return replace(place, page=origin.page.number, box=cell.box, sure=cell.sure)
        return place


def find_lists(
    pages: Sequence[DocumentPage], mapping: Mapping[str, str] | None
) -> tuple[list[ListTable], list[tuple[DocumentPage, list[Block]]]]:
    """Return the lists of hearings, and for each page the blocks that are none."""
    lists: list[ListTable] = []
    rest: list[tuple[DocumentPage, list[Block]]] = []
    above: list[str] = []
    width = 0
    for page in pages:
        left: list[Block] = []
        for block in page.blocks:
            if isinstance(block, Line):
                above.append(block.text)
                left.append(block)
                continue
            rows = _words(block)
            if lists and len(block.grid[0]) == width and _goes_on(rows, lists[-1], mapping):
                lists[-1].append(page, block)
            elif is_list(rows, mapping):
                lists.append(_begin(above, page, block, rows, len(lists), mapping))
                width = len(block.grid[0])
            else:
                left.append(block)
                continue
            above = []
        rest.append((page, left))
    return lists, rest


def is_list(rows: list[list[Cell]], mapping: Mapping[str, str] | None) -> bool:
    """Tell a list with headings, or a week's grid, from a form with labels beside their values."""
    if len(rows) < 2 or len(rows[0]) < _FEWEST_COLUMNS:
        return False
    layout = find_layout(rows, mapping)
    if layout is not None and 0 < layout.first < len(rows):
        heads = [str(cell) for cell in rows[layout.first - 1]]
        if not any(_FILLED.search(cell) for cell in heads) and len(layout.columns) >= _FEWEST_COLUMNS:
            return True
    labelled = sum(1 for row in rows if field_of(str(row[0])))
    return labelled * 2 < len(rows) and bool(find_tables(Sheet(None, rows), mapping))


def _begin(
    above: Sequence[str],
    page: DocumentPage,
    table: Table,
    rows: list[list[Cell]],
    count: int,
    mapping: Mapping[str, str] | None,
) -> ListTable:
    """Open a list with the lines over it, where a court or a month is named."""
    titles: list[list[Cell]] = [[line] for line in above[-_MOST_LINES_ABOVE:]]
    label = f"表格 {count + 1}"
    layout = find_layout(rows, mapping)
    numbered = layout.column("case_number") if layout else None
    found = ListTable(label, Sheet(label, titles), len(titles) + (layout.first if layout else 1), numbered)
    found.origins = [None] * len(titles)
    found.append(page, table)
    return found


def _goes_on(rows: list[list[Cell]], before: ListTable, mapping: Mapping[str, str] | None) -> bool:
    """Tell a table that continues the one before: the same headings again, or none."""
    layout = find_layout(rows, mapping)
    if layout is None or layout.first >= len(rows) + 1:
        return not any(field_of(str(row[0])) for row in rows[:2])
    heads, known = rows[layout.first - 1], before.sheet.rows[before.first - 1]
    return [heading_key(cell) for cell in heads] == [heading_key(cell) for cell in known]


def _words(table: Table) -> list[list[Cell]]:
    return [["" if index < 0 else table.cells[index].text.strip() for index in row] for row in table.grid]


def _backwards(found: ListTable) -> Iterator[tuple[list[Cell], _Origin | None]]:
    return zip(reversed(found.sheet.rows), reversed(found.origins), strict=True)
