import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from python_calamine import CalamineWorkbook

from litigation.law.attendance import Standing
from litigation.law.summary import say_number, summary_sentences
from litigation.papers.circular_xlsx import LEDGER_HEAD, write_workbook
from tests.law.circulars import CASES, circular, line, tally


def sheet(paper, name):
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(write_workbook(paper)))
    return workbook.get_sheet_by_name(name).to_python()


def figures(paper):
    return {row[0]: row[1:4] for row in sheet(paper, "总体") if isinstance(row[1], float | int)}


def test_the_workbook_has_the_four_sheets():
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(write_workbook(circular())))
    assert workbook.sheet_names == ["总体", "分单位", "案件台账", "口径"]


def test_every_figure_of_the_month_is_the_tallys():
    counted = circular().tally
    rows = figures(circular())
    assert rows["负责人出庭"] == [counted.num, counted.den, "50.00%"]
    assert rows["一审出庭"] == [2, 4, "50.00%"]
    assert rows["二审出庭"] == [0, 0, "—"]
    assert rows["正职出庭"] == [1, 4, "25.00%"]
    assert rows["出声（占出庭）"] == [1, 2, "50.00%"]
    assert rows["未出庭·理由成立"][0] == counted.excused
    assert rows["未履行"][0] == counted.breached
    assert rows["出治（整改）已办结"][:2] == [2, 3]


def test_the_sentences_are_those_of_the_paper():
    first = [row[0] for row in sheet(circular(), "总体")]
    for sentence in summary_sentences(circular()):
        assert sentence in first


def test_the_agencies_are_numbers_to_count_with():
    rows = sheet(circular(), "分单位")
    assert rows[2][:5] == ["区综合行政执法局", 3, 2, 0, "66.67%"]
    assert rows[4][:5] == ["望湖路街道办事处", 0, 0, 0, "—"]
    assert rows[5][:5] == ["全区", 4, 2, 0, "50.00%"]
    assert "比全区多1件" in rows[6][0]


def test_the_ledger_lists_every_duty_with_a_real_date():
    rows = sheet(circular(), "案件台账")
    assert tuple(rows[1]) == LEDGER_HEAD
    assert [row[1] for row in rows[2:]] == [say_number(case.number) for case in CASES]
    assert rows[2][6] == datetime(2026, 8, 5, 9, 30)  # noqa: DTZ001 - a sheet holds wall clock
    assert [row[11] for row in rows[2:]] == [case.standing.label for case in CASES]
    assert rows[4][13] == "是"


def test_no_percent_stands_anywhere_while_an_outcome_is_missing():
    paper = circular(tally=tally(3, 3, unknown=1, excused=0, breached=0, lawyers_only=0), agencies=())
    cells = [cell for name in ("总体", "分单位", "口径") for row in sheet(paper, name) for cell in row]
    assert not [cell for cell in cells if isinstance(cell, str) and "%" in cell.replace("办结率66.67%", "")]
    assert "1件结果待登记" in cells


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-1", "@SUM(A1)", "＝1+1", "\t=1", "{=1}", "http://a.invalid"]
)
def test_text_from_outside_never_becomes_a_formula_or_a_link(text):
    paper = circular(cases=(line(1, text, Standing.DISCHARGED, reason=text),))
    assert sheet(paper, "案件台账")[2][2].strip() == text.strip()
    with zipfile.ZipFile(io.BytesIO(write_workbook(paper))) as archive:
        parts = "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name)
    assert "<f>" not in parts
    assert "<hyperlink" not in parts


def test_the_same_circular_gives_the_same_bytes():
    assert write_workbook(circular()) == write_workbook(circular())
    assert write_workbook(circular()) != write_workbook(circular(edition=2))


def test_a_case_without_an_hour_leaves_its_date_empty():
    paper = circular(cases=(replace(CASES[0], hearing_at=None),))
    assert sheet(paper, "案件台账")[2][6] == ""
