"""The circular in three forms: every figure of the Word and the Excel file against the page."""

import io
import re
from pathlib import Path

from docx import Document
from playwright.sync_api import Page
from python_calamine import CalamineWorkbook

from tests.journeys.march import ATTENDED, HELD

Table = list[list[str]]


def compare(page: Page) -> None:
    """Compare the page with both papers, figure by figure."""
    figure = page.locator(".figure .of").first.inner_text()
    assert re.findall(r"\d+", figure) == [str(ATTENDED), str(HELD)]
    agencies = table_of(page, "分单位情况")
    assert agencies[-1][0] == "全区"
    sentences = [each.strip() for each in page.locator("#s1 >> xpath=ancestor::section//p").all_inner_texts()]
    compare_word(download(page, "下载通报"), agencies, sentences)
    compare_excel(download(page, "导出台账"), agencies, sentences)


def download(page: Page, name: str) -> bytes:
    """Follow a link to a file and return what was saved."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def table_of(page: Page, caption: str) -> Table:
    """Return the cells of a table of the page, the heads left out."""
    rows = page.locator("table", has=page.locator("caption", has_text=caption)).locator("tbody tr, tfoot tr")
    return [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]


def compare_word(data: bytes, agencies: Table, sentences: list[str]) -> None:
    document = Document(io.BytesIO(data))
    text = "".join(paragraph.text for paragraph in document.paragraphs)
    for sentence in sentences[1:]:
        assert sentence in text, sentence
    tables = [[[cell.text.strip() for cell in row.cells] for row in table.rows] for table in document.tables]
    [found] = [table for table in tables if table[0][0] == "单位"]
    assert found[0] == ["单位", "开庭", "出庭", "出庭率", "正职", "出声", "出解"]
    assert len(found) == len(agencies) + 1
    for shown, printed in zip(agencies, found[1:], strict=True):
        assert [*shown[:3], *shown[4:]] == [*printed[:3], *printed[4:]]
        same_rate(shown[3], printed[3])


def compare_excel(data: bytes, agencies: Table, sentences: list[str]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    general = [say(cell) for row in book.get_sheet_by_name("总体").to_python() for cell in row]
    for sentence in sentences[1:]:
        assert sentence in general, sentence
    rows = [[say(cell) for cell in row] for row in book.get_sheet_by_name("分单位").to_python()]
    lines = {row[0]: row for row in rows}
    for name, heard, came, rate, principal, spoke, settled in agencies:
        line = lines[name]
        assert [line[1], line[2], line[5], line[6], line[7]] == [heard, came, principal, spoke, settled], name
        same_rate(rate, line[4])
    ledger = [row for row in book.get_sheet_by_name("案件台账").to_python() if str(row[1]).startswith("（")]
    assert len({row[1] for row in ledger}) == HELD


def same_rate(shown: str, printed: str) -> None:
    """Compare a rate of the page, one decimal, with that of a paper, two; 100 % is 100 % on both."""
    assert (shown == "100%") == (printed == "100%")
    assert abs(float(shown.rstrip("%")) - float(printed.rstrip("%"))) <= 0.05, (shown, printed)


def say(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
