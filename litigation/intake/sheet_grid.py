"""Grids: days, courtrooms or half-days head the columns, others the rows, and a case stands in each cell.

Every cell becomes a row of a plain table, with what heads its column and its row beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from litigation.intake.cell import cell_text, half_width
from litigation.intake.column_content import cell_kind
from litigation.intake.moment import read_moments
from litigation.intake.row_start import ANY_DAY
from litigation.intake.workbook import Cell
from litigation.law.case_number import find_case_numbers

GRID_HEADINGS = ("案号", "当事人", "开庭日期", "开庭时间", "时段", "开庭法庭", "审理法院", "星期")
GRID_HEADS = ("date", "time", "half_day", "courtroom", "court", "weekday")
"""What can head a column or a row of a grid."""
_CARRIED = frozenset({"date", "half_day", "courtroom", "court", "weekday"})
_MOST_CELLS = 5000
_MOST_ROWS = 3000

# 7日 | 7日（周一） : a day whose month stands in the title
_DAY_ALONE = re.compile(r"\d{1,2}日(?:\s*\(?(?:星期|周).\)?)?")
# 9月7日（周一） | 9月7日 星期一 | 9月7日上午 : a day and more in one heading
_DAY_AND_MORE = re.compile(r"(.*?\d\s*日?)\s*\(?((?:星期|周)[一二三四五六日天])?\)?\s*([上下]午)?")
# （第三法庭） | 第三法庭 : the room named in the cell itself
_ROOM = re.compile(
    r"[（(]?((?:第?[一二三四五六七八九十\d]{1,3}号?|互联网|小|大|中)(?:审判|科技|小)?(?:法庭|审判庭)|[第]?\d{1,3}号?庭)[）)]?"
)


@dataclass(frozen=True, slots=True)
class _Case:
    """One case of a cell: its numbers as written, and what stands around them."""

    numbers: str
    parties: str
    hour: str
    room: str


def grid_rows(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, list[Cell]]]:
    """Return the cases of a grid, each with the index of its row; none where it is no grid.

    The rows are to be read under ``GRID_HEADINGS``.
    """
    if len(rows) > _MOST_ROWS:
        return []
    cells = [
        (index, column)
        for index, row in enumerate(rows)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and "号" in cell and find_case_numbers(cell)
    ]
    columns = sorted({column for _, column in cells})
    if not cells or len(cells) > _MOST_CELLS:
        return []
    return list(_walk(rows, columns))


def _walk(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> Iterator[tuple[int, list[Cell]]]:
    """Go down the rows, keeping what heads each column and what the rows at the left say."""
    above: dict[int, dict[str, Cell]] = {column: {} for column in columns}
    aside: dict[str, Cell] = {}
    for index, row in enumerate(rows):
        if heads := _headings(row, columns):
            for column, said in heads.items():
                above[column].update(said)
            aside = {}
            continue
        beside = [(column, _context(cell)) for column, cell in enumerate(row) if column not in above]
        carried = {kind: value for kind, value in aside.items() if kind in _CARRIED}
        aside = carried | _nearest(beside, len(row))
        for column in columns:
            cell = row[column] if column < len(row) else ""
            if not isinstance(cell, str) or not above[column] or not find_case_numbers(cell):
                continue
            for case in _cases(cell):
                own = carried | _nearest(beside, column)
                yield index, _line(case, {**own, **above[column]})


def _nearest(beside: Sequence[tuple[int, dict[str, Cell]]], column: int) -> dict[str, Cell]:
    """Return what stands beside a case: at its left the nearest of each kind, else what its row says once."""
    found: dict[str, Cell] = {}
    for at, said in beside:
        for kind, value in said.items():
            if at < column or kind not in found:
                found[kind] = value
    return found


def _headings(row: Sequence[Cell], columns: Sequence[int]) -> dict[int, dict[str, Cell]]:
    """Return what a heading row says of each column; empty for a row of cases."""
    said: dict[int, dict[str, Cell]] = {}
    for column in columns:
        cell = row[column] if column < len(row) else ""
        if cell == "":
            continue
        context = _context(cell)
        if not context:
            return {}
        said[column] = context
    return said


def _context(cell: Cell) -> dict[str, Cell]:
    """Return what a heading at the top or the left says: a day, a room, an hour, a half-day."""
    if cell == "":
        return {}
    if isinstance(cell, str):
        text = half_width(cell)
        if _DAY_ALONE.fullmatch(text):
            return {"date": text}
        if (both := _DAY_AND_MORE.fullmatch(text)) and cell_kind(both[1]) == "date":
            said: dict[str, Cell] = {"date": both[1]}
            return (
                said | ({"weekday": both[2]} if both[2] else {}) | ({"half_day": both[3]} if both[3] else {})
            )
    kind = cell_kind(cell)
    return {kind: cell} if kind in GRID_HEADS and kind is not None else {}


def _cases(text: str) -> Iterator[_Case]:
    """Cut a cell into its cases: 9:00 (2026)…号 甲诉乙, and so on below it."""
    numbers = find_case_numbers(text)
    groups: list[list[int]] = []
    for at, number in enumerate(numbers):
        between = text[numbers[at - 1].end : number.start] if at else ""
        if at and len(between.strip(" \n、,，及和与")) == 0 and "\n" not in between:
            groups[-1].append(at)
        else:
            groups.append([at])
    begin = 0
    for place, group in enumerate(groups):
        stop = len(text)
        if place + 1 < len(groups):
            stop = _border(text, numbers[group[-1]].end, numbers[groups[place + 1][0]].start)
        first, last = numbers[group[0]], numbers[group[-1]]
        rest = f"{text[begin : first.start]}\n{text[last.end : stop]}"
        yield _case(text[first.start : last.end], rest)
        begin = stop


def _border(text: str, after: int, before: int) -> int:
    """Return where one case of a cell ends: at the line of the next number, or before its hour."""
    line = text.rfind("\n", after, before)
    if line >= 0:
        return line + 1
    hours = [one.begin for one in read_moments(text[after:before], ANY_DAY) if one.clock]
    return after + hours[-1] if hours else before


def _case(numbers: str, rest: str) -> _Case:
    hour = room = ""
    if moment := next((one for one in read_moments(rest, ANY_DAY) if one.clock), None):
        hour = rest[moment.begin : moment.stop]
        rest = rest[: moment.begin] + "\n" + rest[moment.stop :]
    if found := _ROOM.search(rest):
        room = found[1]
        rest = rest[: found.start()] + "\n" + rest[found.end() :]
    pieces = [piece.strip(" \u3000,，;；:：、-—|/") for piece in re.split(r"[\n]", rest)]
    return _Case(numbers, "，".join(piece for piece in pieces if piece), hour, room)


def _line(case: _Case, context: dict[str, Cell]) -> list[Cell]:
    """Return the case as a row under ``GRID_HEADINGS``; what the cell itself says comes first."""
    hour: Cell = case.hour or context.get("time", "")
    half = "" if "午" in cell_text(hour) else context.get("half_day", "")
    return [
        case.numbers,
        case.parties,
        context.get("date", ""),
        hour,
        half,
        case.room or context.get("courtroom", ""),
        context.get("court", ""),
        context.get("weekday", ""),
    ]
