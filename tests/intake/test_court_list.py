"""The court's monthly list: sheets and pasted text, with and without headings or tabs."""

import io
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.intake.court_list import CourtReading, in_month, month_in, read_court_list
from litigation.intake.court_list_words import read_said

TABBED = """云汀区人民法院2026年8月行政机关负责人出庭应诉情况表
序号\t案号\t开庭时间\t被告\t负责人是否出庭\t出庭负责人\t职务\t未出庭原因
1\t（2026）鲁9902行初12号\t2026年8月4日9:30\t云汀区城市管理局\t是\t沈若衡\t副局长\t
2\t（2026）鲁9902行初13号、14号\t8月5日\t云汀区市场监督管理局\t否\t\t\t外出开会
3\t(2026)鲁9902行初15号\t8.6\t同上\t√\t顾言（局长）\t\t
合计\t4
"""
ALIGNED = """案号  开庭日期  行政机关  正职  副职  未出庭
（2026）鲁9902行初12号  2026-08-04  云汀区城管局  √  /  /
（2026）鲁9902行初13号  2026-08-05  云汀区城管局  /  √  /
（2026）鲁9902行初14号  2026-08-11、2026-08-12  云汀区城管局  /  /  √
"""
LINES = """2026年8月
1. （2026）鲁9902行初12号 8月4日 云汀区城市管理局 副局长沈若衡出庭
2. （2026）鲁9902行初13号 8月5日 王某诉云汀区市场监督管理局行政处罚 因公务未出庭，委托工作人员出庭
3 （2026）鲁9902行初15号，2026年8月6日，云汀区公安分局，是
"""


def read(text: str, month: str | None = None) -> CourtReading:
    return read_court_list(text.encode(), "粘贴", month)


def by_number(reading: CourtReading) -> dict[str | None, object]:
    return {row.number: row for row in reading.rows}


def test_a_table_with_tabs_gives_a_row_for_each_number() -> None:
    reading = read(TABBED)
    assert (reading.month, reading.court, reading.problems) == ("2026-08", "云汀区人民法院", ())
    rows = [(row.number, row.days, row.agencies, row.appeared, row.rank) for row in reading.rows]
    assert rows == [
        ("(2026)鲁9902行初12号", (date(2026, 8, 4),), ("云汀区城市管理局",), True, "deputy"),
        ("(2026)鲁9902行初13号", (date(2026, 8, 5),), ("云汀区市场监督管理局",), False, None),
        ("(2026)鲁9902行初14号", (date(2026, 8, 5),), ("云汀区市场监督管理局",), False, None),
        ("(2026)鲁9902行初15号", (date(2026, 8, 6),), ("云汀区市场监督管理局",), True, "principal"),
    ]
    assert reading.rows[0].heads == ("沈若衡",)
    assert reading.rows[1].reason == "外出开会"
    assert reading.rows[3].heads == ("顾言",)


def test_marks_under_ranks_say_who_came_without_tabs_in_the_text() -> None:
    rows = read(ALIGNED).rows
    assert [(row.appeared, row.rank) for row in rows] == [
        (True, "principal"),
        (True, "deputy"),
        (False, None),
    ]
    assert rows[2].days == (date(2026, 8, 11), date(2026, 8, 12))


def test_lines_without_headings_are_read_by_what_they_hold() -> None:
    rows = read(LINES).rows
    assert [(row.agencies, row.appeared, row.rank, row.heads, row.reason) for row in rows] == [
        (("云汀区城市管理局",), True, "deputy", ("沈若衡",), ""),
        (("云汀区市场监督管理局",), False, None, (), "公务"),
        (("云汀区公安分局",), True, None, (), ""),
    ]
    assert [row.days for row in rows] == [
        (date(2026, 8, 4),),
        (date(2026, 8, 5),),
        (date(2026, 8, 6),),
    ]


def test_a_table_of_a_word_file_is_read_with_the_title_above_it() -> None:
    document = docx.Document()
    document.add_paragraph("云汀区人民法院2026年8月行政案件负责人出庭情况")
    table = document.add_table(rows=0, cols=4)
    for values in (
        ("案号", "开庭日期", "被告", "是否出庭"),
        ("（2026）鲁9902行初12号", "8月4日", "云汀区城管局", "未出庭"),
    ):
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value
    out = io.BytesIO()
    document.save(out)
    reading = read_court_list(out.getvalue(), "名单.docx")
    assert reading.month == "2026-08"
    assert [(row.number, row.days, row.appeared) for row in reading.rows] == [
        ("(2026)鲁9902行初12号", (date(2026, 8, 4),), False)
    ]


def test_a_number_that_cannot_be_read_stays_as_it_was_written() -> None:
    (row,) = read("案号,是否出庭\n鲁9902行初号,是\n").rows
    assert (row.number, row.written, row.appeared) == (None, "鲁9902行初号", True)


def test_columns_that_contradict_each_other_say_nothing_and_say_so() -> None:
    reading = read("案号,是否出庭,未出庭\n（2026）鲁9902行初12号,是,√\n")
    assert reading.rows[0].appeared is None
    assert [problem.code for problem in reading.problems] == ["appeared_conflict"]


def test_words_nobody_understands_are_no_answer_and_a_problem() -> None:
    reading = read("案号,是否出庭\n（2026）鲁9902行初12号,按规定\n")
    assert reading.rows[0].appeared is None
    assert [problem.code for problem in reading.problems] == ["appeared_unclear"]


def test_a_day_that_does_not_exist_is_a_problem_and_no_day() -> None:
    reading = read("案号,开庭日期,是否出庭\n（2026）鲁9902行初12号,2026年9月31日,是\n")
    assert reading.rows[0].days == ()
    assert [problem.code for problem in reading.problems] == ["date_invalid"]


def test_a_day_outside_the_month_is_kept_and_named() -> None:
    reading = read("案号,开庭日期,是否出庭\n（2026）鲁9902行初12号,2026年7月31日,是\n", "2026-08")
    assert reading.rows[0].days == (date(2026, 7, 31),)
    assert [problem.code for problem in reading.problems] == ["day_outside_month"]
    assert not in_month(reading, "2026-08")


def test_a_list_of_january_may_name_a_hearing_of_december() -> None:
    (row,) = read("案号,开庭日期,是否出庭\n（2025）鲁9902行初12号,12月30日,是\n", "2026-01").rows
    assert row.days == (date(2025, 12, 30),)


@pytest.mark.parametrize(
    ("text", "month"),
    [("2026年8月情况", "2026-08"), ("2026.8", "2026-08"), ("2026年1-6月", None), ("行初12号", None)],
)
def test_a_title_states_its_month(text: str, month: str | None) -> None:
    assert month_in(text) == month


@pytest.mark.parametrize(
    ("words", "appeared", "rank"),
    [
        ("是", True, None),
        ("×", False, None),
        ("☑是 □否", True, None),
        ("□是☑否", False, None),
        ("是√否□", True, None),
        ("副职", True, "deputy"),
        ("出庭（正职）", True, "principal"),
        ("是，副局长", True, "deputy"),
        ("副局长", True, "deputy"),
        ("负责人因公务未能出庭，委托工作人员出庭", False, None),
        ("正职未出庭，副局长李四出庭", True, "deputy"),
        ("仅律师到庭", False, None),
        ("无负责人出庭", False, None),
        ("有正当理由未出庭", False, None),
        ("/", None, None),
    ],
)
def test_words_about_presence(words: str, appeared: bool | None, rank: str | None) -> None:
    said = read_said(words)
    assert (said.appeared, said.rank, said.clear) == (appeared, rank, True)


def test_what_is_no_list_is_refused_in_words() -> None:
    assert read_court_list(b"", "空.xlsx").problems[0].code == "file_empty"
    assert read("八月的名单另附").problems[0].code == "rows_missing"
    assert read_court_list(b"\x89PNG\r\n\x1a\n" + b"0" * 99, "照片.png").problems[0].code == "file_kind"


CELLS = st.sampled_from(
    [
        "案号",
        "是否出庭",
        "开庭日期",
        "（2026）鲁9902行初12号",
        "是",
        "否",
        "√",
        "同上",
        "9.31",
        "8月",
        "张三（局长）",
        "/",
    ]
)


@given(st.lists(st.lists(CELLS | st.text(max_size=8), max_size=6), max_size=6))
def test_reading_never_raises(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    read(text, "2026-08")
    read(text.replace("\t", " "))
