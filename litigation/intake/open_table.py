"""Lists printed without rules: columns told by the gaps that run down through all lines.

A line of headings opens the table. It goes on while a gap is left between each two headings; a
line begins a row where its first column holds something or where it names a case and fills most
columns; other lines were wrapped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from litigation.intake.headings import find_layout
from litigation.intake.page_words import Word, joined, parts_of

Line = Sequence[Word]
Gap = tuple[float, float]

_FEWEST_COLUMNS = 4
_FEWEST_FIELDS = 3
_HEADING_GAP = 0.5
"""Heights of a letter between two headings; columns may stand close."""
# 1（2026）鲁9902行初118号 : a serial number that touches the number it stands before
_CASE_YEAR = re.compile(r"[（(〔\[]\s?(?:19|20)\d\d\s?[)）〕\]]")


@dataclass(frozen=True, slots=True)
class OpenRow:
    """The lines of one row, and where each column begins and ends."""

    lines: tuple[Line, ...]
    columns: tuple[Gap, ...]

    def column_of(self, word: Word) -> int:
        """Return the column that a word stands in."""
        return next((index for index, (_, end) in enumerate(self.columns) if word.centre < end), 0)


def open_table(lines: Sequence[Line]) -> list[OpenRow]:
    """Return the table that the first line heads; empty where it heads none."""
    headings = parts_of(lines[0], _HEADING_GAP)
    if len(headings) < _FEWEST_COLUMNS:
        return []
    layout = find_layout([[joined(part) for part in headings]])
    if layout is None or len(layout.columns) < _FEWEST_FIELDS or "case_number" not in layout.columns:
        return []
    gaps = [(left[-1].area[2], right[0].area[0]) for left, right in pairwise(headings)]
    edges = [(left[0].area[0], right[-1].area[2]) for left, right in pairwise(headings)]
    taken: list[Gap] = []
    count = 1
    for line in lines[1:]:
        more = [*taken, *((word.area[0], word.area[2]) for word in line)]
        found = [_gap(edge, heads, more) for edge, heads in zip(edges, gaps, strict=True)]
        if any(gap is None for gap in found):
            break
        taken, count = more, count + 1
        kept = [gap for gap in found if gap is not None]
    if count < 2:
        return []
    middles = [(left + right) / 2 for left, right in kept]
    columns = tuple(zip([float("-inf"), *middles], [*middles, float("inf")], strict=True))
    return _rows(lines[:count], columns)


def _gap(edge: Gap, between: Gap, taken: Sequence[Gap]) -> Gap | None:
    """Return the widest stretch between two headings that no word of the lines covers."""
    covered = sorted((start, end) for start, end in taken if end > edge[0] and start < edge[1])
    best, at = None, edge[0]
    for start, end in [*covered, (edge[1], edge[1])]:
        if (
            start - at > 1.0
            and (best is None or start - at > best[1] - best[0])
            and _fits(at, start, between)
        ):
            best = (at, start)
        at = max(at, end)
    return best


def _fits(start: float, end: float, between: Gap) -> bool:
    """Tell whether a gap parts the headings too."""
    return start < between[1] and end > between[0]


def _rows(lines: Sequence[Line], columns: tuple[Gap, ...]) -> list[OpenRow]:
    rows: list[list[Line]] = [[lines[0]]]
    first = columns[0][1]
    wrapped = any(line[0].centre >= first for line in lines[1:])
    for line in lines[1:]:
        if not wrapped or line[0].centre < first or len(rows) == 1 or _is_case(line, columns):
            rows.append([line])
        else:
            rows[-1].append(line)
    return [OpenRow(tuple(row), columns) for row in rows]


def _is_case(line: Line, columns: tuple[Gap, ...]) -> bool:
    """Tell whether a line is a row by itself: it names a case and fills most of the columns."""
    if not any(_CASE_YEAR.search(word.text) for word in line):
        return False
    row = OpenRow((line,), columns)
    return 2 * len({row.column_of(word) for word in line}) > len(columns)
