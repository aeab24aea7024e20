"""Columns under headings nobody knows: told by the parts of the heading, and by what the cells are.

What the cells alone decide is a guess: ``Layout.guessed`` names those columns, so that a
person is asked to look.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from litigation.intake.cell import cell_text
from litigation.intake.column_content import cell_kind, column_kind
from litigation.intake.heading_parts import about_something_else, field_by_parts
from litigation.intake.headings import Layout, field_of_heading, find_layout, heading_key
from litigation.intake.table_words import read_kind
from litigation.intake.workbook import Cell

_Columns = dict[str, tuple[int, ...]]
_MOMENTS = ("start", "date", "time")
_HOURS = frozenset({*_MOMENTS, "morning", "afternoon", "sessions"})
_NAMED = frozenset({"case_number", "title", "parties", "number_sequence"})
# A column found by its cells fills a field only where none of these is known already.
_ABSENT: Mapping[str, frozenset[str]] = {
    "case_number": _NAMED,
    "defendants": frozenset({"defendants", "parties", "title"}),
    "parties": frozenset({"defendants", "plaintiffs", "parties", "title"}),
    "title": frozenset({"title", "parties", "defendants"}),
    "courtroom": frozenset({"courtroom", "place"}),
    "place": frozenset({"courtroom", "place", "court"}),
    "court": frozenset({"court", "place"}),
    "cause": frozenset({"cause"}),
    "weekday": frozenset({"weekday"}),
    "half_day": frozenset({"half_day", "morning", "afternoon"}),
}
# 到庭时间 beside 开庭时间 : when to be there, some minutes before
_ARRIVAL = re.compile(r"到庭|应到|报到|到达|签到|安检|传唤到")
_SIDES = frozenset({"plaintiffs", "defendants", "third_parties"})
_VALUES = frozenset({*_ABSENT, *_MOMENTS, "number_court"})
_SEARCHED_ROWS = 200


def complete_layout(layout: Layout, rows: Sequence[Sequence[Cell]], last: int | None = None) -> Layout:
    """Return the layout with what the other headings' parts and the cells say."""
    columns: _Columns = dict(layout.columns)
    _former(layout.headings, columns)
    taken = {column for found in columns.values() for column in found}
    rivals = _by_parts(layout.headings, columns, taken)
    kinds = _kinds(rows, layout.first, last)
    for column in rivals:
        if kinds.get(column) == "time" and "time" not in columns:
            columns["time"] = (column,)
            continue
        name = "start" if "start" in columns else "date"
        known = kinds.get(columns.get(name, (-1,))[0])
        if kinds.get(column) in ("start", "date") and kinds.get(column) == known:
            # Two moments of one kind: the row is asked about where they differ.
            columns[name] = (*columns[name], column)
    _sessions(layout.headings, columns, kinds)
    _correct(columns, kinds)
    guessed = _by_content(layout.headings, columns, kinds, rows[layout.first : last])
    return replace(layout, columns=columns, guessed=tuple(sorted({*layout.guessed, *guessed})))


def guess_layout(rows: Sequence[Sequence[Cell]]) -> Layout | None:
    """Find a table by its cells alone: case numbers under each other, with a moment beside them."""
    numbered = [
        (index, column)
        for index, row in enumerate(rows[:_SEARCHED_ROWS])
        for column, cell in enumerate(row)
        if isinstance(cell, str) and "号" in cell and cell_kind(cell) in ("case_number", "title")
    ]
    if not numbered:
        return None
    first = numbered[0][0]
    above = rows[first - 1] if first else []
    headed = _heads(above)
    headings = tuple(heading_key(cell) if isinstance(cell, str) else "" for cell in above) if headed else ()
    known = find_layout([above]) if headed else None
    titles = (cell_text(cell) for row in rows[: first - 1 if headed else first] for cell in row)
    title = " ".join(dict.fromkeys(text for text in titles if text))[:400]
    bare = Layout(dict(known.columns) if known else {}, first, headings, title)
    layout = complete_layout(bare, rows)
    timed = _HOURS & set(layout.columns)
    used = {column for found in layout.columns.values() for column in found}
    # A number with its parties in one cell is no accident; two bare columns may be one.
    enough = len(used) >= 3 or len(used - set(layout.guessed)) >= 2 or "title" in layout.columns
    return layout if enough and timed and _NAMED & set(layout.columns) else None


def _heads(row: Sequence[Cell]) -> bool:
    """Tell whether the row above the first case can hold headings: some words, none of them a value."""
    filled = [cell for cell in row if cell != ""]
    return len(set(filled)) >= 2 and all(
        isinstance(cell, str) and (cell_kind(cell) not in _VALUES or field_by_parts(heading_key(cell)))
        for cell in filled
    )


def _sessions(headings: Sequence[str], columns: _Columns, kinds: Mapping[int, str]) -> None:
    """Take 庭前会议时间 beside 开庭时间 for another session of the case, not for another time of one."""
    whole = columns.get("start", ())
    if len(whole) < 2 or "date" in columns or "time" in columns or max(whole) >= len(headings):
        return
    named = [read_kind(headings[each]) for each in whole]
    if len(set(named)) == len(named) and all(kinds.get(each) in ("start", "date", None) for each in whole):
        columns["sessions"] = tuple(sorted(whole))
        columns["start"] = columns["sessions"]


def _former(headings: Sequence[str], columns: _Columns) -> None:
    """Set the former start apart from the one that holds: 原开庭安排 over 日期 and 时间."""
    old = {
        column
        for field in _MOMENTS
        for column in columns.get(field, ())
        if column < len(headings) and field_by_parts(headings[column]) == "old_start"
    }
    left = {field: tuple(each for each in columns.get(field, ()) if each not in old) for field in _MOMENTS}
    if not old or not any(left.values()):
        return
    columns["old_start"] = tuple(sorted(old))
    for field, kept in left.items():
        columns.pop(field, None)
        if kept:
            columns[field] = kept


def _by_parts(headings: Sequence[str], columns: _Columns, taken: set[int]) -> list[int]:
    """Give unknown headings the field that their parts name, where it adds something.

    Return the columns that name a moment too, where another column already is the hearing's.
    """
    rivals = []
    for column, heading in enumerate(headings):
        if column in taken or not heading:
            continue
        field = field_of_heading(heading) or field_by_parts(heading)
        if field in (None, "ordinal"):
            continue
        known = field in columns and not _goes_with(field, heading, headings, columns)
        if (
            known
            or (field == "time" and {"time", "start"} & set(columns))
            or (field == "date" and "start" in columns)
        ):
            rivals += [column] if field in _MOMENTS and not _ARRIVAL.search(heading) else []
            continue
        columns[field] = (*columns.get(field, ()), column)
    if "start" not in columns and "date" not in columns and "time" in columns:
        columns["start"] = columns.pop("time")
    if "judge" not in columns and "presiding" in columns:
        columns["judge"] = columns.pop("presiding")
    return rivals


def _goes_with(field: str, heading: str, headings: Sequence[str], columns: _Columns) -> bool:
    """Tell whether a column stands beside others of its field: 被告1 and 被告2, the former day and hour."""
    if field in ("old_start", "time"):
        return True
    first = columns[field][0]
    return field in _SIDES and first < len(headings) and _bare(heading) == _bare(headings[first])


def _bare(heading: str) -> str:
    return heading.rstrip("0123456789一二三四五六①②③④⑤").removesuffix("名称")


def _kinds(rows: Sequence[Sequence[Cell]], first: int, last: int | None) -> dict[int, str]:
    width = max((len(row) for row in rows[first : first + 40]), default=0)
    found = {column: column_kind(rows, column, first, last) for column in range(width)}
    return {column: kind for column, kind in found.items() if kind is not None}


def _correct(columns: _Columns, kinds: Mapping[int, str]) -> None:
    """Let the cells decide between day, hour and both, and which of two columns is the number."""
    placed = [(column, field) for field in _MOMENTS for column in columns.get(field, ())]
    said = {column: kinds.get(column) for column, _ in placed}
    if {"date", "time"} <= set(said.values()) and "start" not in said.values():
        for field in _MOMENTS:
            columns.pop(field, None)
        for kind in ("date", "time"):
            columns[kind] = tuple(column for column in sorted(said) if said[column] == kind)
    numbers = columns.get("case_number", ())
    real = [column for column, kind in kinds.items() if kind == "case_number"]
    named = {column for found in columns.values() for column in found}
    unnamed = [column for column in real if column not in named]
    if (
        numbers
        and unnamed
        and not any(column in real for column in numbers)
        and "number_court" not in columns
    ):
        columns["case_number"] = (unnamed[0],)


def _by_content(
    headings: Sequence[str], columns: _Columns, kinds: Mapping[int, str], rows: Sequence[Sequence[Cell]]
) -> set[int]:
    """Fill what is still unknown from the cells of unnamed columns; return the columns used."""
    named = {column for found in columns.values() for column in found}
    free = {
        column: kind
        for column, kind in kinds.items()
        if column not in named
        and not (column < len(headings) and headings[column] and about_something_else(headings[column], kind))
    }
    before = dict(columns)
    _cut_number(columns, free, rows)
    _moments(columns, free, rows)
    for field, others in _ABSENT.items():
        if not others & set(columns):
            found = [column for column, kind in free.items() if kind == field]
            if found:
                columns[field] = (found[0],)
    sued = columns.get("defendants", (0,))[0]
    left = _beside(rows, sued, -1)
    if not {"plaintiffs", "parties"} & set(columns) and free.get(left) == "name":
        columns["plaintiffs"] = (left,)
    changed = {field: found for field, found in columns.items() if before.get(field) != found}
    return {column for found in changed.values() for column in found if column in free}


def _cut_number(columns: _Columns, free: Mapping[int, str], rows: Sequence[Sequence[Cell]]) -> None:
    """Join a number that stands in columns: 2026 | 鲁0202行初 | 12."""
    middle = next((column for column, kind in free.items() if kind == "number_court"), None)
    if middle is None or {"number_court", "number_sequence"} & set(columns):
        return
    left, right = _beside(rows, middle, -1), _beside(rows, middle, 1)
    if left < 0 or right < 0:
        return
    pairs = [(row[left], row[right]) for row in rows[:40] if len(row) > right and row[middle] != ""]
    years = [cell_text(year).strip("()（）年") for year, _ in pairs]
    if pairs and all(year.isdecimal() and len(year) == 4 for year in years):
        columns["number_year"], columns["number_court"] = (left,), (middle,)
        columns["number_sequence"] = columns["case_number"] = (right,)


def _beside(rows: Sequence[Sequence[Cell]], column: int, step: int) -> int:
    """Return the next column on one side that holds anything; -1 where there is none."""
    width = max((len(row) for row in rows[:40]), default=0)
    at = column + step
    while 0 <= at < width and all(at >= len(row) or row[at] == "" for row in rows[:40]):
        at += step
    return at if 0 <= at < width else -1


def _moments(columns: _Columns, free: Mapping[int, str], rows: Sequence[Sequence[Cell]]) -> None:
    """Take the one column of moments; two of the same day are start and end, other pairs nobody can tell."""
    if not _HOURS & set(columns) - {"time"}:
        whole = [column for column, kind in free.items() if kind == "start"]
        days = [column for column, kind in free.items() if kind == "date"]
        if len(whole) == 2 and _same_day(rows, *whole):
            columns["start"], columns["end"] = (whole[0],), (whole[1],)
        elif pair := _side_by_side(free, rows):
            columns["date"], columns["time"] = (pair[0],), (pair[1],)
        elif len(whole) == 1 and "time" not in columns:
            columns["start"] = (whole[0],)
        elif not whole and len(days) == 1:
            columns["date"] = (days[0],)
    if "date" in columns and "start" not in columns and not {"time", "morning", "afternoon"} & set(columns):
        hours = [column for column, kind in free.items() if kind == "time"]
        if len(hours) in (1, 2) and column_is_date(rows, columns["date"]):
            columns["time"] = (hours[0],)
            if len(hours) == 2 and "end" not in columns:
                columns["end"] = (hours[1],)


def _side_by_side(free: Mapping[int, str], rows: Sequence[Sequence[Cell]]) -> tuple[int, int] | None:
    """Return the one column of days with a column of hours right beside it."""
    days = [column for column, kind in free.items() if kind == "date"]
    pairs = [(column, hours) for column in days if free.get(hours := _beside(rows, column, 1)) == "time"]
    return pairs[0] if len(pairs) == 1 else None


def column_is_date(rows: Sequence[Sequence[Cell]], columns: Iterable[int]) -> bool:
    """Tell whether a day column holds bare days, so that an hour is still to be found."""
    return any(column_kind(rows, column, 0) == "date" for column in columns)


def _same_day(rows: Sequence[Sequence[Cell]], first: int, second: int) -> bool:
    pairs = [(_day(row[first]), _day(row[second])) for row in rows[:40] if len(row) > max(first, second)]
    stated = [(one, other) for one, other in pairs if one and other]
    return bool(stated) and all(one == other for one, other in stated)


def _day(cell: Cell) -> str:
    if isinstance(cell, (datetime, date)):
        return f"{cell:%Y-%m-%d}"
    return cell_text(cell)[:10] if cell != "" else ""
