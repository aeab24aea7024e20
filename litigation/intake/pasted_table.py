"""Tables pasted as text: columns parted by tabs, bars, commas or blanks.

A row becomes a record like any other; its cells act as labels, so that 法庭 says what the cell
holds. Rows that scanners ran together are left to the reading of sentences.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from litigation.intake.headings import Layout, find_layout
from litigation.intake.label import Labelled, field_of

_SEPARATORS = (
    re.compile(r"\t"),
    re.compile(r"[ \t]*\|[ \t]*"),
    re.compile(r" {2,}"),
    re.compile(r","),
    re.compile(r" "),
)
_EXACT = _SEPARATORS[-1]
"""A single blank may also stand inside a cell: then every row must have the headings' count."""

_LABEL_OF = {
    "case_number": "number",
    "date": "start",
    "time": "start",
    "start": "start",
    "courtroom": "room",
    "place": "room",
    "court": "court",
    "plaintiffs": "plaintiffs",
    "defendants": "defendants",
    "third_parties": "third_parties",
    "cause": "cause",
    "judge": "judge",
    "presiding": "judge",
    "clerk": "clerk",
    "phone": "phone",
    "kind": "kind",
    "mode": "mode",
    "status": "status",
    "level": "level",
}
# 案号 | (2026)鲁0202行初18号 | 案由 : pairs of label and value are no headings
_FILLED = re.compile(r"[0-9]{2}|一案")
# 举证期限 | 立案日期 : dates of something else
_OTHER_DATES = re.compile(r"期限|截止|届满|立案|收案|送达|答辩|提交")
_ENDS = re.compile(r"结束|闭庭|休庭")
# 序号 案号 案由 开庭时间 法庭
_HEADING_WORD = re.compile(
    "案号|案件|编号|序号|案由|时间|日期|时段|法庭|地点|处所|场所|庭|当事人|原告|被告|上诉人|申请人|法院"
    "|法官|承办|审判|书记|上午|下午|状态"
)
_FEWEST_COLUMNS = 3

Cells = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PastedTable:
    """The rows of data as stretches of the text, and a label for each cell that has a meaning."""

    start: int
    end: int
    rows: tuple[tuple[int, int], ...]
    labels: tuple[Labelled, ...]


def find_table(text: str) -> PastedTable | None:
    """Find the table of a folded text; None if it holds none with headings that are known."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    heads = [text[start:end] for start, end in lines if _may_head(text, start, end)]
    for separator in _SEPARATORS:
        if not any(len(separator.findall(head)) >= _FEWEST_COLUMNS - 1 for head in heads):
            continue
        cells = [_cells(text, start, end, separator) for start, end in lines]
        if table := _table(text, lines, cells, exact=separator is _EXACT):
            return table
    return None


def _may_head(text: str, start: int, end: int) -> bool:
    """Tell whether a line can be that of the headings: two words of headings, no number and no case."""
    return len(set(_HEADING_WORD.findall(text, start, end))) > 1 and not _FILLED.search(text, start, end)


def _cells(text: str, start: int, end: int, separator: re.Pattern[str]) -> Cells:
    found, begin = [], start
    for match in separator.finditer(text, start, end):
        found.append((begin, match.start()))
        begin = match.end()
    found.append((begin, end))
    if separator is not _SEPARATORS[0]:
        found = [one for one in found if one != found[0] or text[one[0] : one[1]].strip()]
    return tuple(found)


def _table(
    text: str, lines: Sequence[tuple[int, int]], cells: Sequence[Cells], *, exact: bool
) -> PastedTable | None:
    words: list[list[str]] = [[text[start:end].strip() for start, end in row] for row in cells]
    layout = find_layout(words)
    if layout is None or layout.first >= len(lines):
        return None
    if _FILLED.search(text, *lines[layout.first - 1]):
        return None
    width = len(cells[layout.first - 1])
    if width < _FEWEST_COLUMNS or len(layout.columns) < (_FEWEST_COLUMNS if exact else 2):
        return None
    data = [
        index
        for index in range(layout.first, len(lines))
        if (len(cells[index]) == width if exact else len(cells[index]) >= max(2, width // 2))
    ]
    if not data or (exact and any(len(cells[index]) != width for index in range(layout.first, data[-1]))):
        return None
    headings = words[layout.first - 1]
    labels = tuple(label for index in data for label in _labels(text, cells[index], layout, headings))
    return PastedTable(
        lines[layout.first - 1][0], lines[data[-1]][1], tuple(lines[index] for index in data), labels
    )


def _labels(text: str, row: Cells, layout: Layout, headings: Sequence[str]) -> Iterator[Labelled]:
    named = {column: field for field, columns in layout.columns.items() for column in columns}
    for column, (start, end) in enumerate(row):
        # 原开庭时间, 立案日期 : headings that matter in notices and not in cause lists
        heading = headings[column] if column < len(headings) else ""
        field = _LABEL_OF.get(named.get(column, "")) or (field_of(heading) if column not in named else None)
        if _ENDS.search(heading) or (field is None and _OTHER_DATES.search(heading)):
            field = "published"
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if field and start < end:
            yield Labelled(field, heading, start, start, end)
