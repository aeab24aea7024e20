"""PDF files that hold text: their words and the cells of their tables. Runs in a child process only.

A page without words, or with a picture behind all of its words, is a scan.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pypdfium2

from litigation.intake.document_page import DocumentPage, DocumentRefusedError
from litigation.intake.page_layout import PageLayout
from litigation.intake.page_words import Area, Word

MAX_PAGES = 80
MAX_LETTERS = 20_000
"""Letters on one page; a printed page has about two thousand."""
_MAX_RULES = 4_000
_FEWEST_LETTERS = 12
_PICTURE_SHARE = 0.75
# (cid:123) : a letter whose font does not say what it is
_NAMELESS = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")


def count_pages(data: bytes) -> int:
    """Return how many pages the file has.

    Raises:
        DocumentRefusedError: it is encrypted, broken, without pages or far too long.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise DocumentRefusedError(
            "file_encrypted" if "password" in str(error).lower() else "file_broken"
        ) from error
    document.close()
    if not pages:
        raise DocumentRefusedError("file_empty")
    if pages > MAX_PAGES:
        raise DocumentRefusedError("pages_too_many")
    return pages


def read_pdf(data: bytes) -> Iterator[DocumentPage]:
    """Give the pages one by one; a page that is only a picture is ``pictured``."""
    count_pages(data)
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages, 1):
            yield _read_page(page, number)
            page.close()


def _read_page(page: Any, number: int) -> DocumentPage:
    letters = [each for each in page.chars if each["text"].strip() and each.get("upright", True)]
    if len(letters) > MAX_LETTERS:
        raise DocumentRefusedError("file_too_large")
    nameless = sum(1 for each in letters if _NAMELESS.search(each["text"]))
    behind = _is_behind(page)
    if (len(letters) < _FEWEST_LETTERS and page.images) or nameless * 5 > len(letters):
        return DocumentPage(number, pictured=True)
    left, top = page.bbox[:2]
    words = [_word(each, left, top) for each in letters]
    tables = [] if len(page.edges) > _MAX_RULES else [_cells(each, left, top) for each in page.find_tables()]
    tables = [cells for cells in tables if len(cells) > 3]
    layout = PageLayout(float(page.width), float(page.height), words, tables)
    return layout.page(number, recognised=behind)


def _word(letter: dict[str, Any], left: float, top: float) -> Word:
    area = (letter["x0"] - left, letter["top"] - top, letter["x1"] - left, letter["bottom"] - top)
    return Word(letter["text"], area)


def _cells(table: Any, left: float, top: float) -> list[Area]:
    return [(cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top) for cell in table.cells]


def _is_behind(page: Any) -> bool:
    """Tell a scan whose words another programme has recognised before."""
    area = float(page.width) * float(page.height)
    return any(
        abs((each["x1"] - each["x0"]) * (each["bottom"] - each["top"])) > _PICTURE_SHARE * area
        for each in page.images
    )
