"""What must hold for every spreadsheet: damage never raises, and what says nothing changes nothing."""

import copy
import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from litigation.intake.calendar_file import read_calendar
from litigation.intake.draft import HearingDraft, Reading
from litigation.intake.heading_words import SYNONYMS
from litigation.intake.headings import field_of_heading
from litigation.intake.people_sheet import read_people
from litigation.intake.row_start import StartReader
from litigation.intake.sheet import read_book, read_sheet
from litigation.intake.workbook import Cell, Sheet, Workbook, open_workbook

RECEIVED = date(2026, 8, 20)
LEDGERS = Path(__file__).parent / "ledgers"
NAMES = sorted(json.loads((LEDGERS / "expected.json").read_text(encoding="utf-8")))
CALENDARS = sorted((Path(__file__).parent / "calendars").glob("*.[iv]cs"))
# Lists whose rows mean the same wherever they stand: no row is a heading of others or continues one.
PLAIN = [
    "announcement_export.xlsx",
    "office_ledger_many_dates.xlsx",
    "csv_gb18030_semicolon.csv",
    "ten_text_dates.xls",
    "several_numbers.xlsx",
    "old_new_columns.xlsx",
    "online_column.xlsx",
    "odd_headings.xlsx",
    "split_number_columns.xlsx",
    "et_halfday_column.et",
    "month_day_hour_columns.xlsx",
    "pinyin_headings.csv",
    "broken_headings.xls",
    "number_spellings.xlsx",
]
_SWAPPED = (
    "case_number",
    "court",
    "courtroom",
    "plaintiffs",
    "defendants",
    "cause",
    "judge",
    "note",
    "weekday",
)


def _book(name: str) -> Workbook:
    book = open_workbook((LEDGERS / name).read_bytes())
    assert isinstance(book, Workbook)
    return book


def _set(reading: Reading) -> list[str]:
    return sorted(map(_facts, reading.hearings))


def _facts(draft: HearingDraft) -> str:
    fields = ("case_number", "start", "end", "old_start", "court", "courtroom", "mode", "kind", "status")
    sides = ("plaintiffs", "defendants", "third_parties", "cause", "judge")
    return repr([getattr(draft, name) for name in (*fields, *sides)])


def _with_row(sheet: Sheet, at: int) -> Sheet:
    blank: list[Cell] = [""] * max(map(len, sheet.rows), default=0)
    rows = [*sheet.rows[:at], blank, *sheet.rows[at:]]
    merged = frozenset((row + (row >= at), column) for row, column in sheet.merged_down)
    return Sheet(sheet.name, rows, merged)


def _with_column(sheet: Sheet, at: int) -> Sheet:
    rows: list[list[Cell]] = [[*row[:at], "", *row[at:]] for row in sheet.rows]
    merged = frozenset((row, column + (column >= at)) for row, column in sheet.merged_down)
    return Sheet(sheet.name, rows, merged)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_to_any_file_is_answered_in_words_and_soon(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([*(LEDGERS / name for name in NAMES), *CALENDARS]))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    damaged = bytes(content[:cut])
    started = time.perf_counter()

    readings = (
        read_sheet(damaged, path.name, RECEIVED),
        read_people(damaged, path.name),
        read_calendar(damaged, path.name, RECEIVED),
    )

    assert time.perf_counter() - started < 15
    assert all(problem.message.endswith("。") for reading in readings for problem in reading.problems)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_blank_rows_and_columns_change_nothing(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    book = _book(name)
    before = _set(read_book(book, name, RECEIVED))
    changed = Workbook([])
    for sheet in _book(name).sheets:
        height, width = len(sheet.rows), max(map(len, sheet.rows), default=0)
        kind, last = data.draw(st.sampled_from((("row", height), ("column", width))))
        edge = data.draw(st.integers(0, last))
        changed.sheets.append(_with_row(sheet, edge) if kind == "row" else _with_column(sheet, edge))

    assert _set(read_book(changed, name, RECEIVED)) == before


@pytest.mark.parametrize("name", PLAIN)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_the_order_of_rows_changes_nothing(name: str, data: st.DataObject) -> None:
    book = _book(name)
    before = read_book(copy.deepcopy(book), name, RECEIVED)
    sheet = book.sheets[0]
    first = min(each.place.row or 1 for each in before.hearings) - 1
    sheet.rows[first:] = data.draw(st.permutations(sheet.rows[first:]))

    assert _set(read_book(book, name, RECEIVED)) == _set(before)


@pytest.mark.parametrize("name", PLAIN)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_another_word_for_a_heading_changes_nothing(name: str, data: st.DataObject) -> None:
    book = _book(name)
    before = read_book(copy.deepcopy(book), name, RECEIVED)
    for row in book.sheets[0].rows[:3]:
        for column, cell in enumerate(row):
            field = field_of_heading(cell) if isinstance(cell, str) else None
            if field in _SWAPPED:
                row[column] = data.draw(st.sampled_from(SYNONYMS[field]))

    assert _set(read_book(book, name, RECEIVED)) == _set(before)


@settings(max_examples=200, deadline=None)
@given(
    day=st.sampled_from(["2026-09-15", "9月15日", "2026年9月15日（星期二）", date(2026, 9, 15)]),
    first=st.integers(8, 11),
    second=st.integers(14, 17),
    minutes=st.sampled_from(["00", "15", "30"]),
    sign=st.sampled_from([":", "：", "时", "点"]),
    between=st.sampled_from(
        ["、", "，", " ", "/", "；", "\n", "，改为", "（改为", " 或 ", "和", "|", "，下午"]
    ),
)
def test_a_second_hour_in_a_cell_is_never_passed_over(
    day: Cell, first: int, second: int, minutes: str, sign: str, between: str
) -> None:
    hours = [f"{hour}{sign}{minutes}{'' if sign in ':：' else '分'}" for hour in (first, second)]

    start = StartReader(RECEIVED, None, None).read(day, between.join(hours))

    assert start.warnings or start.postponed or start.trouble
