"""Spreadsheets of hearings: the sample files exactly, and what clerks and programmes make of cells."""

import io
import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation.intake.draft import HearingDraft, Reading
from litigation.intake.sheet import read_sheet

SAMPLES = Path(__file__).parent / "sheets"
# Wall-clock times: what a court writes has no zone.
at = datetime.fromisoformat
RECEIVED = date(2026, 3, 25)
EXPECTED = sorted(SAMPLES.glob("*.expected.json"))
# Values that must not be made up where the sheet states none.
STATED_ONLY = ("end", "courtroom", "mode", "third_parties", "judge", "clerk", "phone", "old_start")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _book(*rows: list[Any], name: str = "Sheet1", formats: str | None = None) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(name)
    dated = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, (date, datetime, time)):
                sheet.write_datetime(line, column, value, dated)
            else:
                sheet.write(line, column, value)
    book.close()
    return buffer.getvalue()


def _read(*rows: list[Any], received: date = RECEIVED, name: str = "Sheet1") -> Reading:
    return read_sheet(_book(*rows, name=name), "表.xlsx", received)


def _one(*rows: list[Any], **options: Any) -> HearingDraft:
    reading = _read(*rows, **options)
    assert len(reading.hearings) == 1, reading
    return reading.hearings[0]


HEADINGS = ["案号", "原告", "被告", "开庭时间", "法庭", "备注"]
NUMBER = "（2026）鲁0202行初12号"


def _row(start: Any, number: str = NUMBER, note: str = "") -> list[Any]:
    return [number, "王某", "青岛市市南区某局", start, "第三法庭", note]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_a_sample_sheet_gives_exactly_its_hearings_and_problems(path: Path) -> None:
    expected = json.loads(path.read_text())
    data = path.with_name(expected["file"]).read_bytes()

    reading = read_sheet(data, expected["file"], date.fromisoformat(expected["received_on"]))

    found = {(each.case_number, _plain(each.start)): each for each in reading.hearings}
    assert set(found) == {(each["case_number"], each["start"]) for each in expected["expected"]}
    assert len(found) == len(reading.hearings)
    for hearing in expected["expected"]:
        draft = found[hearing["case_number"], hearing["start"]]
        assert {name: _plain(getattr(draft, name)) for name in hearing} == hearing
        assert not [name for name in STATED_ONLY if getattr(draft, name) and name not in hearing]
    problems = sorted((each.place.sheet or "", each.place.row, each.code) for each in reading.problems)
    assert problems == sorted(
        (each["sheet"] or "", each["row"], each["code"]) for each in expected["row_errors"]
    )


def test_a_problem_says_where_it_stood_and_what_stood_there() -> None:
    reading = _read(HEADINGS, _row("2206年9月28日上午9时"))

    (problem,) = reading.problems
    assert (problem.code, problem.place.row, problem.place.column) == ("date_invalid", 2, "D")
    assert "2206年9月28日" in problem.message
    assert reading.hearings == ()
    assert reading.unusable[0].case_number == "(2026)鲁0202行初12号"


@pytest.mark.parametrize(
    ("cell", "start"),
    [
        (at("2026-09-03 09:30"), at("2026-09-03 09:30")),
        (46280.39583, at("2026-09-15 09:30")),
        ("2026年9月3日上午9:00", at("2026-09-03 09:00")),
        ("2026.9.3 14:30", at("2026-09-03 14:30")),
        ("二〇二六年九月三日下午三时", at("2026-09-03 15:00")),
        ("2026年9月3日 9:00-11:00", at("2026-09-03 09:00")),
        (20260903, date(2026, 9, 3)),
        (date(2026, 9, 3), date(2026, 9, 3)),
    ],
)
def test_a_start_is_read_however_the_cell_was_typed(cell: Any, start: Any) -> None:
    draft = _one(HEADINGS, _row(cell))

    assert draft.start == start
    assert ("time_missing" in draft.warnings) == (type(start) is date)


def test_an_hour_before_seven_is_the_afternoon_and_is_asked_about() -> None:
    draft = _one(HEADINGS, _row(at("2026-09-03 02:30")))

    assert draft.start == at("2026-09-03 14:30")
    assert "time_ambiguous" in draft.warnings


def test_a_number_that_lost_its_zero_is_refused_rather_than_guessed() -> None:
    reading = _read(["案号", "被告", "开庭日期", "时间"], [NUMBER, "某局", 10.2, "9:00"])

    assert [problem.code for problem in reading.problems] == ["date_invalid"]


@pytest.mark.parametrize(
    ("hour", "clock"),
    [
        (0.6041666667, (14, 30)),
        (930, (9, 30)),
        ("1430", (14, 30)),
        (time(10, 15), (10, 15)),
        ("下午2:00", (14, 0)),
    ],
)
def test_an_hour_stands_in_its_own_column(hour: Any, clock: tuple[int, int]) -> None:
    draft = _one(["案号", "被告", "开庭日期", "开庭时间"], [NUMBER, "某局", "2026-09-03", hour])

    assert draft.start == datetime.combine(date(2026, 9, 3), time(*clock))


def test_a_column_of_half_days_tells_morning_from_afternoon() -> None:
    draft = _one(
        ["案号", "被告", "日期", "上午/下午", "时间"], [NUMBER, "某局", "2026-09-03", "下午", "2:30"]
    )

    assert draft.start == at("2026-09-03 14:30")


def test_morning_and_afternoon_may_be_two_columns() -> None:
    reading = _read(
        ["案号", "被告", "日期", "上午", "下午"],
        [NUMBER, "某局", "2026-09-03", "9:30", ""],
        ["（2026）鲁0202行初13号", "某局", "2026-09-03", "", "2:30"],
    )

    assert [each.start for each in reading.hearings] == [
        at("2026-09-03 09:30"),
        at("2026-09-03 14:30"),
    ]


def test_a_day_without_year_takes_the_year_of_the_sheet() -> None:
    draft = _one(
        ["2025年12月开庭安排"], HEADINGS, _row("1.6 上午9:00"), received=date(2025, 12, 1), name="12月"
    )

    assert draft.start == at("2026-01-06 09:00")


def test_several_numbers_in_one_cell_are_several_hearings() -> None:
    reading = _read(HEADINGS, _row("2026-09-03 09:00", "（2026）鲁0202行初12-14号"))

    assert [each.case_number for each in reading.hearings] == [
        f"(2026)鲁0202行初{number}号" for number in (12, 13, 14)
    ]
    assert {each.place.row for each in reading.hearings} == {2}


def test_a_weekday_that_contradicts_the_date_is_a_problem_and_a_question() -> None:
    reading = _read(
        ["案号", "被告", "开庭日期", "星期", "时间"], [NUMBER, "某局", "2026-09-03", "星期五", "9:00"]
    )

    assert [problem.code for problem in reading.problems] == ["weekday_mismatch"]
    assert "weekday_mismatch" in reading.hearings[0].warnings


def test_an_unreadable_number_is_told_from_a_missing_one() -> None:
    reading = _read(HEADINGS, _row("2026-09-03 09:00", "详见传票"), _row("2026-09-03 09:00", ""))

    assert [problem.code for problem in reading.problems] == ["case_number_invalid", "case_number_missing"]


def test_a_moved_row_supersedes_the_old_one_and_remembers_it() -> None:
    draft = _one(HEADINGS, _row("2026-08-06 09:30"), _row("2026-12-04 14:30", note="改期"))

    assert (draft.status, draft.start, draft.old_start) == (
        "postponed",
        at("2026-12-04 14:30"),
        at("2026-08-06 09:30"),
    )


def test_a_remark_may_hold_the_new_date() -> None:
    draft = _one(HEADINGS, _row("2026-08-06 09:30", note="改至2026年8月10日上午9时"))

    assert (draft.start, draft.old_start) == (at("2026-08-10 09:00"), at("2026-08-06 09:30"))


def test_postponed_without_a_new_date_keeps_the_old_one_aside() -> None:
    draft = _one(HEADINGS, _row("2026-08-06 09:30", note="延期，时间另行通知"))

    assert (draft.status, draft.start, draft.old_start) == ("postponed", None, at("2026-08-06 09:30"))


def test_a_withdrawn_case_is_a_cancelled_hearing() -> None:
    assert _one(HEADINGS, _row("2026-08-06 09:30", note="原告撤诉，庭审取消")).status == "cancelled"


def test_not_moved_is_not_moved() -> None:
    assert _one(HEADINGS, _row("2026-08-06 09:30", note="未改期")).status == "new"


def test_two_dates_of_one_case_are_kept_and_marked() -> None:
    reading = _read(HEADINGS, _row("2026-08-06 09:30"), _row("2026-08-07 09:30"))

    assert len(reading.hearings) == 2
    assert all("same_case_multiple_times" in each.warnings for each in reading.hearings)


def test_a_repeated_row_that_differs_is_doubtful() -> None:
    other = _row("2026-08-06 09:30")
    other[4] = "第九法庭"

    reading = _read(HEADINGS, _row("2026-08-06 09:30"), other)

    assert len(reading.hearings) == 1
    assert "conflicting_values" in reading.hearings[0].warnings
    assert [problem.code for problem in reading.problems] == ["duplicate_row"]


def test_a_number_merged_over_rows_joins_their_defendants() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["案号", "被告", "开庭时间"])
    sheet.merge_range(1, 0, 2, 0, NUMBER)
    sheet.merge_range(1, 2, 2, 2, "2026-09-03 09:00")
    sheet.write(1, 1, "市南区某局")
    sheet.write(2, 1, "市南区人民政府")
    book.close()

    reading = read_sheet(buffer.getvalue(), "a.xlsx", RECEIVED)

    assert [each.defendants for each in reading.hearings] == [("市南区某局", "市南区人民政府")]
    assert reading.problems == ()


def test_a_court_that_is_not_the_number_s_is_asked_about() -> None:
    draft = _one(["案号", "法院", "开庭时间"], [NUMBER, "青岛市崂山区人民法院", "2026-09-03 09:00"])

    assert "court_code_mismatch" in draft.warnings


def test_a_column_told_by_its_cells_is_named_for_a_person_to_check() -> None:
    reading = _read(
        ["甲", "乙", "丙"],
        [NUMBER, "2026-09-03 09:00", "青岛市市南区教育局"],
        [NUMBER.replace("12", "13"), "2026-09-04 09:00", "青岛市市南区民政局"],
    )

    assert [problem.code for problem in reading.problems] == ["headings_guessed"]
    assert "B 列当作开庭时间" in reading.problems[0].message
    assert all("column_guessed" in each.warnings for each in reading.hearings)
    assert len(reading.hearings) == 2


def test_headings_nobody_knows_can_be_mapped_by_hand() -> None:
    rows = (["甲", "乙"], [NUMBER, "2026-09-03 09:00"])
    assert [problem.code for problem in _read(*rows).problems] == ["headings_missing"]

    reading = read_sheet(_book(*rows), "a.xlsx", RECEIVED, {"甲": "case_number", "乙": "start"})

    assert reading.hearings[0].start == at("2026-09-03 09:00")


def test_a_list_of_changes_does_not_claim_to_be_whole() -> None:
    whole, part = (["开庭排期表"], HEADINGS, _row("2026-09-03 09:00")), ["排期变更通知"]

    assert _read(*whole).whole
    assert not _read(part, *whole[1:]).whole


def test_hidden_sheets_are_left_out_and_said_so() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet("现行").write_row(0, 0, HEADINGS)
    old = book.add_worksheet("作废")
    old.write_row(0, 0, HEADINGS)
    old.write_row(1, 0, _row("2026-09-03 09:00"))
    old.hide()
    book.close()

    reading = read_sheet(buffer.getvalue(), "a.xlsx", RECEIVED)

    assert reading.hearings == ()
    assert [problem.code for problem in reading.problems] == ["sheet_hidden"]


_CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([NUMBER, "案号", "开庭时间", "被告", "2026-09-03 09:00", "改期", "待定", "9.24", "下午"]),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CELLS, max_size=6), max_size=8))
def test_no_table_makes_the_reader_raise(rows: list[list[Any]]) -> None:
    reading = read_sheet(_book(HEADINGS, *rows), "a.xlsx", RECEIVED)

    for draft in reading.hearings:
        assert draft.case_number is not None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    read_sheet(data, "a.csv", RECEIVED)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(EXPECTED), st.integers(0, 20_000), st.binary(min_size=1, max_size=4))
def test_no_damage_to_a_real_file_makes_the_reader_raise(path: Path, position: int, patch: bytes) -> None:
    data = bytearray(path.with_name(json.loads(path.read_text())["file"]).read_bytes())
    position %= len(data)
    data[position : position + len(patch)] = patch

    read_sheet(bytes(data), "a.xlsx", RECEIVED)
    read_sheet(bytes(data[:position]), "a.xlsx", RECEIVED)
