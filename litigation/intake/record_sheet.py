"""A sheet of outcomes and attendance: one row for each agency at each hearing.

Headings: 案号, 开庭时间, 结果, 机关, 出庭负责人, 身份证明, 离庭, 出声, 出解, 工作人员, 律师,
更正理由. The words in the cells are those of the record page (已开庭, 合格, 是).
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from litigation.intake.cell import cell_text
from litigation.intake.draft import Problem
from litigation.intake.workbook import Cell, Sheet, open_workbook
from litigation.law.attendance import Certificate, Leaving
from litigation.law.error import InvalidInputError
from litigation.law.procedure import Outcome
from litigation.law.word import Word

HEADINGS = {
    "案号": "case_number",
    "开庭时间": "start",
    "结果": "outcome",
    "机关": "agency",
    "出庭负责人": "person",
    "身份证明": "certificate",
    "离庭": "left",
    "出声": "spoke",
    "出解": "settlement",
    "工作人员": "staff",
    "律师": "lawyers",
    "更正理由": "reason",
}
NEEDED = frozenset({"case_number", "start"})
WORDS: dict[str, type[Word]] = {"outcome": Outcome, "certificate": Certificate, "left": Leaving}
FLAGS = {"是": True, "有": True, "否": False, "无": False}
NOBODY = frozenset({"", "无", "无负责人到庭"})


def read_record_sheet(data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give each row as a line of ``litigation record`` with its number in the sheet.

    Raises:
        InvalidInputError: the file is no sheet, or no row holds the headings.
    """
    workbook = open_workbook(data)
    if isinstance(workbook, Problem):
        raise InvalidInputError(workbook.message)
    for sheet in workbook.sheets:
        found = _find_headings(sheet)
        if found is not None:
            at, columns = found
            yield from _rows(sheet, at, columns)
            return
    raise InvalidInputError("没有找到表头，第一行应有“案号”和“开庭时间”。")


def _find_headings(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for at, row in enumerate(sheet.rows[:20]):
        columns = {
            HEADINGS[name]: index
            for index, cell in enumerate(row)
            if (name := cell_text(cell).replace(" ", "")) in HEADINGS
        }
        if columns.keys() >= NEEDED:
            return at, columns
    return None


def _rows(sheet: Sheet, at: int, columns: dict[str, int]) -> Iterator[tuple[int, dict[str, Any]]]:
    for position, row in enumerate(sheet.rows[at + 1 :], start=at + 2):
        cells = {field: row[index] for field, index in columns.items() if index < len(row)}
        if any(cell_text(each) for each in cells.values()):
            yield position, _line(cells)


def _line(cells: dict[str, Cell]) -> dict[str, Any]:
    values = {field: _value(field, cell) for field, cell in cells.items() if field != "start"}
    line = {key: values.pop(key) for key in ("case_number", "outcome", "reason") if values.get(key)}
    line["start"] = _start(cells["start"])
    if values.get("agency"):
        values["person"] = None if values.get("person", "") in NOBODY else values["person"]
        line["attendance"] = [{key: value for key, value in values.items() if value != ""}]
    return line


def _start(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell_text(cell).replace(" ", "T", 1)


def _value(field: str, cell: Cell) -> Any:
    """A cell's value as the line holds it; an unknown word is kept for the message."""
    text = cell_text(cell)
    if field in WORDS:
        return next((word.value for word in WORDS[field] if text in (word.label, word.value)), text)
    if field in ("spoke", "settlement"):
        return FLAGS.get(text, text)
    if field in ("staff", "lawyers"):
        return int(text) if text.isdecimal() else text
    return text
