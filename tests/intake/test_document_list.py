"""Lists over several pages: headings repeated or not, rows cut anywhere, other tables between."""

from itertools import chain

import pytest

from litigation.intake.document_list import find_lists, is_list
from litigation.intake.document_page import DocumentPage, Line, Piece, Table

HEADINGS = ["序号", "案号", "原告", "被告", "开庭时间", "法庭"]


def row(number: int, *, case: str | None = None, when: str = "2026年9月3日 9:00") -> list[str]:
    case = f"（2026）鲁0202行初{number}号" if case is None else case
    return [str(number), case, "王秀英", "青岛市市南区市场监督管理局", when, "第三法庭"]


def table(*rows: list[str]) -> Table:
    width = len(rows[0])
    cells = tuple(Piece(text, (0, 10 * at, 9, 10 * at + 9)) for at, text in enumerate(chain(*rows)))
    grid = tuple(tuple(range(at * width, (at + 1) * width)) for at in range(len(rows)))
    return Table(cells, grid)


def read(*tables: Table, between: str = "") -> list[list[list[object]]]:
    """The rows of each list, one table a page."""
    lines = (Line((Piece(between),)),) if between else ()
    pages = [DocumentPage(number, (*lines, each)) for number, each in enumerate(tables, 1)]
    lists, _ = find_lists(pages, None)
    return [[list(row) for row in each.sheet.rows if len(row) > 1] for each in lists]


@pytest.mark.parametrize("heads", [[HEADINGS], []], ids=["headings repeated", "headings once"])
def test_pages_of_one_list_are_joined(heads: list[list[str]]) -> None:
    (rows,) = read(table(HEADINGS, row(1)), table(*heads, row(2), row(3)))

    assert rows == [HEADINGS, row(1), row(2), row(3)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("（2026）", "鲁0202行初2号"),
        ("（2026）鲁0202行", "初2号"),
        ("（2026）鲁0202行初2", "号"),
        ("（2026）鲁0202行初2号", ""),
    ],
)
def test_a_row_cut_within_its_number_is_joined(before: str, after: str) -> None:
    first = row(2, case=before, when="2026年9")
    rest = ["", after, "", "", "月3日 9:00", ""]
    (rows,) = read(table(HEADINGS, row(1), first), table(HEADINGS, rest, row(3)))

    assert rows == [HEADINGS, row(1), row(2), row(3)]


def test_a_row_without_a_number_yet_takes_nothing_from_the_next_page() -> None:
    (rows,) = read(table(HEADINGS, row(1, case="待定")), table(HEADINGS, row(2)))

    assert rows == [HEADINGS, row(1, case="待定"), row(2)]


def test_lines_above_a_list_head_its_sheet() -> None:
    lists, rest = find_lists(
        [DocumentPage(1, (Line((Piece("青岛市市南区人民法院"),)), table(HEADINGS, row(1))))], None
    )

    assert lists[0].sheet.rows[0] == ["青岛市市南区人民法院"]
    assert [len(blocks) for _, blocks in rest] == [1]


def test_a_second_list_with_other_headings_is_another() -> None:
    other = ["案号", "开庭日期", "开庭时间", "法庭", "原告", "被告"]
    rows = ["（2026）鲁0202行初9号", "2026-09-09", "9:00", "第一法庭", "王秀英", "青岛市市南区市场监督管理局"]

    assert len(read(table(HEADINGS, row(1)), table(other, rows))) == 2


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["案号", "（2026）鲁0202行初9号", "案由", "行政处罚"],
            ["应到时间", "2026年9月3日", "应到处所", "第一法庭"],
        ],
        [["案号", "（2026）鲁0202行初9号"], ["应到时间", "2026年9月3日"]],
        [["姓名", "职务", "电话"], ["王秀英", "科长", "13800001234"]],
    ],
)
def test_forms_and_other_tables_are_no_lists(rows: list) -> None:
    assert not is_list(rows, None)
