"""Sheets of agencies, heads and liaisons."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation.intake.people_draft import PeopleReading
from litigation.intake.people_sheet import read_people

HEADINGS = ["机关名称", "姓名", "职务", "负责人类别", "分管", "手机", "邮箱", "任期起", "任期止"]
AGENCY = "青岛市市南区市场监督管理局"


def _read(*sheets: list[list[Any]]) -> PeopleReading:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for rows in sheets:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    book.close()
    return read_people(buffer.getvalue(), "名册.xlsx")


def test_agencies_and_heads_come_from_two_sheets_of_one_file() -> None:
    reading = _read(
        [
            ["机关名册"],
            ["机关名称", "简称", "类型", "上级机关", "曾用名"],
            ["青岛市市南区人民政府", "区政府", "政府", "", ""],
            [AGENCY, "区市场监管局", "部门", "区政府", "市南区工商局、市南区食药监局"],
        ],
        [
            HEADINGS,
            [
                AGENCY,
                "王强",
                "局长",
                "正职",
                "全面工作",
                13800001234,
                "wq@example.gov.cn",
                "2021年3月",
                "至今",
            ],
            ["", "李敏", "副局长", "副职", "登记注册、行政处罚", "138-0000-5678", "", "2022.5.6", ""],
        ],
    )

    assert reading.problems == ()
    assert [(each.name, each.kind, each.implied) for each in reading.agencies] == [
        ("青岛市市南区人民政府", "government", False),
        (AGENCY, "department", False),
    ]
    assert reading.agencies[1].other_names == ("市南区工商局", "市南区食药监局")
    first, second = reading.officials
    assert (first.agency, first.rank, first.mobile, first.from_on, first.to_on) == (
        AGENCY,
        "principal",
        "+8613800001234",
        date(2021, 3, 1),
        None,
    )
    assert (second.agency, second.rank, second.mobile, second.portfolio) == (
        AGENCY,
        "deputy",
        "+8613800005678",
        ("登记注册", "行政处罚"),
    )


@pytest.mark.parametrize(
    ("word", "post", "rank"),
    [
        ("正职", "", "principal"),
        ("主要负责人", "", "principal"),
        ("副职", "", "deputy"),
        ("副职级别参与分管", "", "deputy_level"),
        ("其他参与分管的负责人", "", "other"),
        ("", "党组书记、局长", "principal"),
        ("", "党工委副书记、办事处主任", "principal"),
        ("", "党组成员、副局长", "deputy"),
        ("", "副区长", "deputy"),
        ("正处级", "副局长", "deputy"),
    ],
)
def test_the_rank_comes_from_its_word_or_from_the_post(word: str, post: str, rank: str) -> None:
    reading = _read([HEADINGS, [AGENCY, "王强", post, word]])

    assert [each.rank for each in reading.officials] == [rank]


@pytest.mark.parametrize("post", ["四级调研员", "法制科科长", "办公室主任", ""])
def test_a_post_that_is_no_head_s_is_asked_about(post: str) -> None:
    reading = _read([HEADINGS, [AGENCY, "王强", post, ""]])

    assert [problem.code for problem in reading.problems] == ["rank_missing"]
    assert reading.officials[0].rank is None


def test_a_bad_contact_is_a_problem_and_the_person_stays() -> None:
    reading = _read([HEADINGS, [AGENCY, "王强", "局长", "", "", "12345", "nobody", "2021-13-40", ""]])

    assert [(problem.code, problem.place.column) for problem in reading.problems] == [
        ("date_invalid", "H"),
        ("mobile_invalid", "F"),
        ("email_invalid", "G"),
    ]
    assert "12345" not in reading.problems[1].message
    assert reading.officials[0].name == "王强"


def test_liaisons_stand_beside_the_heads_and_are_entered_once() -> None:
    reading = _read(
        [
            ["机关", "姓名", "职务", "联络员", "联络员电话"],
            [AGENCY, "王强", "局长", "赵燕", "13800007777"],
            [AGENCY, "李敏", "副局长", "赵燕", ""],
        ]
    )

    assert [(each.name, each.mobile) for each in reading.liaisons] == [("赵燕", "+8613800007777")]
    assert [each.liaison for each in reading.officials] == ["赵燕", "赵燕"]


def test_the_kind_follows_from_the_name_where_none_is_stated() -> None:
    reading = _read(
        [["单位", "简称"], ["某区人民政府", "区府"], ["某街道办事处", "某街道"], ["某区教育局", "教育局"]]
    )

    assert [each.kind for each in reading.agencies] == ["government", "street", "department"]


def test_a_sheet_of_something_else_says_which_headings_are_needed() -> None:
    assert [problem.code for problem in _read([["甲", "乙"], [1, 2]]).problems] == ["headings_missing"]


_CELLS = st.one_of(
    st.text(max_size=12), st.floats(-1e6, 1e6), st.sampled_from([AGENCY, "王强", "副局长", 20210301])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CELLS, max_size=9), max_size=6))
def test_no_table_makes_the_reader_raise(rows: list[list[Any]]) -> None:
    _read([HEADINGS, *rows])


def test_values_that_are_headings_elsewhere_stay_values() -> None:
    headings = ["机关名称", "简称", "类型", "姓名", "职务", "负责人类别", "手机"]
    rows = [
        [AGENCY, "区市场监管局", "部门", name, "局长", "正职", "13800002001"] for name in ("石青", "石白")
    ]
    reading = _read([headings, *rows])
    assert [each.name for each in reading.officials] == ["石青", "石白"]
    assert [(each.kind, each.short_name) for each in reading.agencies] == [("department", "区市场监管局")]


def test_a_list_of_headings_alone_says_that_nothing_was_read() -> None:
    reading = _read([HEADINGS])
    assert [each.code for each in reading.problems] == ["empty"]
