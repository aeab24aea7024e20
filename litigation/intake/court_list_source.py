"""Bytes -> the tables of a court's monthly list: sheets, pasted text, tables of Word and PDF files."""

from collections.abc import Sequence

from litigation.intake.archive import check_archive
from litigation.intake.bounded_reader import read_pages
from litigation.intake.document import is_document, refused_kind
from litigation.intake.document_page import DocumentPage, DocumentRefusedError, Table
from litigation.intake.docx_document import DocxBrokenError, DocxTooLargeError, read_docx
from litigation.intake.draft import Problem
from litigation.intake.workbook import MAX_BYTES, Cell, Sheet, Workbook, open_workbook

_BROKEN = Problem("file_broken", "文件不完整，打不开。请重新下载或请对方重发。")
_TOO_LARGE = Problem("file_too_large", "文件过大，不能读取。请只保留名单后再上传。")
_PICTURE = Problem("file_kind", "这是图片。请向法院要表格或 Word 文件，或把文字复制到“粘贴”里。")


def open_list(data: bytes, filename: str) -> Workbook | Problem:
    """Open a list by its content; a file that cannot be used is a Problem in words for a clerk."""
    if len(data) > MAX_BYTES:
        return _TOO_LARGE
    if not is_document(data):
        return refused_kind(data, filename) or open_workbook(data)
    if not data.startswith((b"PK", b"%PDF")):
        return _PICTURE
    if data.startswith(b"PK") and (refused := check_archive(data)):
        return refused
    try:
        pages = [read_docx(data)] if data.startswith(b"PK") else list(read_pages("pdf", data))
    except (DocumentRefusedError, DocxBrokenError):
        return _BROKEN
    except DocxTooLargeError:
        return _TOO_LARGE
    return Workbook(_sheets(pages))


def _sheets(pages: Sequence[DocumentPage]) -> list[Sheet]:
    """Put the lines above a table and its rows into one sheet; later pages go on below it."""
    sheet = Sheet(None, [])
    for page in pages:
        for block in page.blocks:
            rows: list[list[Cell]] = (
                [[text] for text in block.text.split("\t") if text.strip()]
                if not isinstance(block, Table)
                else [["" if at < 0 else block.cells[at].text.strip() for at in row] for row in block.grid]
            )
            sheet.rows += rows
    width = max(map(len, sheet.rows), default=0)
    for row in sheet.rows:
        row.extend([""] * (width - len(row)))
    return [sheet]
