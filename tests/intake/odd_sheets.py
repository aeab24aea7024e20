"""Writers of the cause lists other courts and offices make, for layouts kept with the answers expected."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from litigation.intake.draft import HearingDraft, Reading

RECEIVED = date(2026, 8, 20)
SOUTH = "青岛市市南区人民法院"
RAIL = "青岛铁路运输法院"
CITY = "青岛市中级人民法院"
MARKET = "青岛市市南区市场监督管理局"
HOUSING = "青岛市市南区住房和城乡建设局"
GOVERNMENT = "青岛市市南区人民政府"


@dataclass(frozen=True)
class Formula:
    """A formula with the value its program stored, or an error such as #REF!."""

    text: str
    value: Any = 0


@dataclass(frozen=True)
class Tab:
    """One sheet: rows of cells, merges as (top, left, bottom, right) from 0, and what is hidden."""

    rows: list[list[Any]]
    name: str = "Sheet1"
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One file and what reading it must give; problems as (sheet, row from 1, code or codes a|b)."""

    name: str
    filename: str
    data: bytes
    hearings: list[dict[str, Any]]
    problems: list[tuple[str | None, int, str]] = field(default_factory=list)
    received: date = RECEIVED


def book(*tabs: Tab, epoch_1904: bool = False) -> bytes:
    buffer = io.BytesIO()
    work = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": epoch_1904})
    formats = {
        datetime: work.add_format({"num_format": "yyyy/m/d h:mm"}),
        date: work.add_format({"num_format": 'm"月"d"日"'}),
        time: work.add_format({"num_format": "h:mm"}),
    }
    for tab in tabs:
        _write(work.add_worksheet(tab.name), tab, formats)
    work.close()
    return buffer.getvalue()


def _write(sheet: Any, tab: Tab, formats: dict[type, Any]) -> None:
    for line, row in enumerate(tab.rows):
        for column, value in enumerate(row):
            if isinstance(value, Formula):
                sheet.write_formula(line, column, value.text, None, value.value)
            elif type(value) in formats:
                sheet.write_datetime(line, column, value, formats[type(value)])
            elif value is not None:
                sheet.write(line, column, value)
    for top, left, bottom, right in tab.merges:
        value = tab.rows[top][left]
        sheet.merge_range(top, left, bottom, right, "")
        if type(value) in formats:
            sheet.write_datetime(top, left, value, formats[type(value)])
        else:
            sheet.write(top, left, value)
    for line in tab.hidden_rows:
        sheet.set_row(line, None, None, {"hidden": True})
    for column in tab.hidden_columns:
        sheet.set_column(column, column, None, None, {"hidden": True})
    if tab.hidden:
        sheet.hide()


# A cell's wall-clock time has no zone.
at = datetime.fromisoformat

N12, N13, N14 = "鲁0202行初12", "鲁0202行初13", "鲁0202行初14"


def full(number: str) -> str:
    """A number of 2026 as courts print it."""
    return f"（2026）{number}号"


def layout(name: str, hearings: list, *tabs: Tab, problems: list | None = None, **options: bool) -> Layout:
    """A workbook of these tabs with its answers."""
    return Layout(name, f"{name}.xlsx", book(*tabs, **options), hearings, problems or [])


def text_table(
    rows: list[list[str]], codec: str, delimiter: str = ",", quoting: Any = csv.QUOTE_MINIMAL
) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(codec)


def hearing(number: str | None, start: str | None, **fields: Any) -> dict[str, Any]:
    """One expected hearing; ``number`` without its year (all of 2026), ``start`` of a minute or a day."""
    return {"case_number": number and f"(2026){number}号", "start": start, **fields}


def stated(value: Any) -> Any:
    """The value of a draft's field as ``hearing`` writes it."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def differences(layout: Layout, read: Callable[[bytes, str, date], Reading]) -> list[str]:
    """What reading a layout gives other than expected, a line each; civil hearings may be left out."""
    reading = read(layout.data, layout.filename, layout.received)
    found = list(reading.hearings)
    lines = []
    for expected in layout.hearings:
        draft = _matching(found, expected)
        if draft is None:
            if expected.get("administrative") is not False:
                lines.append(f"missed {expected['case_number']} {expected['start']}")
            continue
        found.remove(draft)
        lines += [
            f"{expected['case_number']} {name}: {stated(getattr(draft, name))!r}, expected {value!r}"
            for name, value in expected.items()
            if name != "warning" and stated(getattr(draft, name)) != value
        ]
        if "warning" in expected and expected["warning"] not in draft.warnings:
            lines.append(f"{expected['case_number']} lacks warning {expected['warning']}")
    lines += [f"extra {draft.case_number} {stated(draft.start)}" for draft in found]
    problems = {(each.place.sheet, each.place.row, each.code) for each in reading.problems if each.place.row}
    for sheet, row, codes in layout.problems:
        hits = {each for each in problems if each[:2] == (sheet, row) and each[2] in codes.split("|")}
        lines += [] if hits else [f"problem missed {sheet} {row} {codes}"]
        problems -= hits
    return lines + [f"problem extra {each}" for each in sorted(problems, key=str)]


def _matching(found: list[HearingDraft], expected: dict[str, Any]) -> HearingDraft | None:
    key = expected["case_number"], expected["start"]
    return next((each for each in found if (each.case_number, stated(each.start)) == key), None)
