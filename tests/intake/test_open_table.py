"""Lists that no rules part: which line begins a row."""

from litigation.intake.document_page import Table
from litigation.intake.page_layout import PageLayout
from litigation.intake.page_words import Word


def printed(lines: list[list[tuple[float, str]]]) -> list[Word]:
    """Letters of ten units, each line twelve below the one before."""
    words = []
    for row, line in enumerate(lines):
        for left, text in line:
            words += [
                Word(letter, (left + 10 * at, 12.0 * row, left + 10 * at + 10, 12.0 * row + 10))
                for at, letter in enumerate(text)
            ]
    return words


def cells(lines: list[list[tuple[float, str]]]) -> list[list[str]]:
    page = PageLayout(1000, 1000, printed(lines)).page(1, recognised=False)
    tables = [block for block in page.blocks if isinstance(block, Table)]
    return [[piece.text for piece in row] for table in tables for row in table.rows()]


HEADINGS = [(0.0, "序号"), (40.0, "案号"), (300.0, "被告"), (500.0, "开庭时间"), (800.0, "法庭")]


def row(serial: str, number: str, agency: str, start: str, room: str) -> list[tuple[float, str]]:
    """A serial number set to the right touches the number after it: 1（2026）鲁9902行初118号."""
    return [(38.0 - 10 * len(serial), serial), (40.0, number), (300.0, agency), (500.0, start), (800.0, room)]


def test_a_serial_number_that_touches_the_case_number_joins_no_rows() -> None:
    found = cells(
        [
            HEADINGS,
            row("1", "（2026）鲁9902行初118号", "公安分局", "2026-12-01 09:00", "一法庭"),
            row("2", "（2026）鲁9902行初119号", "教体局", "2026-12-01 09:30", "二法庭"),
            row("3", "（2026）鲁9902行初120号", "卫健局", "2026-12-01 10:00", "三法庭"),
        ]
    )
    assert [each[2] for each in found[1:]] == ["公安分局", "教体局", "卫健局"]
    assert [each[4] for each in found[1:]] == ["一法庭", "二法庭", "三法庭"]


def test_a_second_number_alone_stays_in_the_row_above() -> None:
    found = cells(
        [
            HEADINGS,
            row("1", "（2026）鲁9902行初118号", "公安分局", "2026-12-01 09:00", "一法庭"),
            [(40.0, "（2026）鲁9902行初119号")],
            row("2", "（2026）鲁9902行初120号", "卫健局", "2026-12-01 10:00", "三法庭"),
        ]
    )
    assert len(found) == 3
    assert "119" in found[1][1]
    assert found[1][2] == "公安分局"
