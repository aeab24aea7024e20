"""Bytes -> sheets of typed cells, whatever the suffix says.

xlsx, xls, et and ods go through calamine, delimited text through ``csv``, tables of web pages and
Excel 2003 files through ``markup_table``. Merged cells are
filled with the value of their first cell. Hidden sheets are left out and said so; hidden
rows and columns are read, since a filter hides rows that the court still means. A formula
cell gives its cached value; nothing is ever evaluated.
"""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from litigation.intake.archive import MAX_CELLS, MAX_ROWS, UNSAFE, check_archive, entry_names
from litigation.intake.delimiter import delimiter_of, parted_by_tabs
from litigation.intake.draft import Place, Problem
from litigation.intake.encoding import decode_text
from litigation.intake.error_cell import ERROR_TEXT, error_cells
from litigation.intake.markup_table import (
    MOST_MARKUP_BYTES,
    MarkupTable,
    is_web_archive,
    read_markup,
    read_web_archive,
)
from litigation.intake.ods_cell import special_cells
from litigation.intake.old_excel import old_error_cells, widest_box

Cell = str | int | float | bool | date | time | datetime | timedelta

MAX_BYTES = 32 * 1024 * 1024
MAX_COLUMNS = 200
MAX_SHEETS = 60


@dataclass(slots=True)
class Sheet:
    """One sheet; row ``n`` of the file is ``rows[n - 1]``.

    ``merged_down`` has the (row index, column index) of cells filled from the row above them.
    """

    name: str | None
    rows: list[list[Cell]]
    merged_down: frozenset[tuple[int, int]] = frozenset()


@dataclass(slots=True)
class Workbook:
    """The visible sheets of a file, and what was noticed while opening it."""

    sheets: list[Sheet]
    problems: list[Problem] = field(default_factory=list)
    places: list[int | None] = field(default_factory=list)
    """For each sheet of the file, hidden ones too, its index in ``sheets``."""


_BROKEN = Problem("file_broken", "文件不完整，打不开。请重新下载或请对方重发。")
_KNOWN_OTHERS = (
    (b"%PDF", "这是 PDF 文件，请改传表格，或把文字复制到“粘贴”里。"),
    (b"MZ", "这是程序文件，不是表格，不能导入。"),
    (b"\x7fELF", "这是程序文件，不是表格，不能导入。"),
    (b"\x89PNG", "这是图片，请改传表格，或把文字复制到“粘贴”里。"),
    (b"\xff\xd8\xff", "这是图片，请改传表格，或把文字复制到“粘贴”里。"),
    (b"GIF8", "这是图片，请改传表格，或把文字复制到“粘贴”里。"),
    (b"Rar!", "这是压缩包，请先解压，再上传里面的表格。"),
    (b"7z\xbc\xaf", "这是压缩包，请先解压，再上传里面的表格。"),
    (b"\x1f\x8b", "这是压缩包，请先解压，再上传里面的表格。"),
)
_WEB_PAGE = ("<html", "<!doctype", "<table", "<?xml", "<head", "<body", "<meta", "<script")
_MOST_MARKUP_CELLS = 1_500_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_workbook(data: bytes) -> Workbook | Problem:
    """Open a file by its content; a file that cannot be used is a Problem in words for a clerk."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return Problem("file_empty", "文件是空的。请核对是否选错文件。")
    if len(data) > MAX_BYTES:
        return Problem("file_too_large", "文件超过 32 MB，不能导入。请只保留排期表后再上传。")
    for mark, sentence in _KNOWN_OTHERS:
        if data.startswith(mark):
            return Problem("file_kind", sentence)
    if data.startswith(b"PK"):
        return _open_zipped(data)
    if data.startswith(_OLE):
        if "_VBA_PROJECT".encode("utf-16-le") in data:
            return Problem("file_macros", "文件带有宏，不能导入。请另存为不带宏的 .xlsx 后再上传。")
        return _open_old_excel(data)
    if is_web_archive(data):
        return _open_markup(data, read_web_archive)
    return _open_delimited(data)


def _encrypted_or_broken(data: bytes) -> Problem:
    """Say why a compound file holds no workbook: a newer file with a password is kept in one too."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Problem("file_encrypted", "文件设有密码。请去掉密码后再上传。")
    return _BROKEN


def _open_old_excel(data: bytes) -> Workbook | Problem:
    """Open .xls and .et, once their records tell how much room the cells want."""
    box = widest_box(data)
    if box is None:
        return _encrypted_or_broken(data)
    if box > MAX_CELLS:
        return _too_many_rows()
    workbook = _open_calamine(data)
    if isinstance(workbook, Workbook):
        _mark_errors(old_error_cells(data), workbook)
    return workbook


def _open_zipped(data: bytes) -> Workbook | Problem:
    if problem := check_archive(data):
        return problem
    names = entry_names(data)
    if "word/document.xml" in names:
        return Problem("file_kind", "这是 Word 文件，请改传表格，或把文字复制到“粘贴”里。")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        return Problem("file_kind", "压缩包里不是一张表格。请先解压，再上传里面的表格。")
    workbook = _open_calamine(data)
    if isinstance(workbook, Workbook):
        if "content.xml" in names:
            _fill_ods(data, workbook)
        _mark_errors(error_cells(data), workbook)
    return workbook


def _mark_errors(found: Iterable[Iterable[tuple[int, int]]], workbook: Workbook) -> None:
    """Show errors as a person sees them, so that none passes for a blank."""
    for cells, place in zip(found, workbook.places, strict=False):
        rows = workbook.sheets[place].rows if place is not None else []
        for row, column in cells:
            if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
                rows[row][column] = ERROR_TEXT


def _fill_ods(data: bytes, workbook: Workbook) -> None:
    """Fill the merged cells of OpenDocument sheets and show their errors."""
    special = special_cells(data)
    for cells, place in zip(special, workbook.places, strict=False):
        if place is not None:
            sheet = workbook.sheets[place]
            sheet.merged_down = _fill_merged(sheet.rows, cells.merged)
    _mark_errors((cells.errors for cells in special), workbook)


def _open_calamine(data: bytes) -> Workbook | Problem:
    try:
        return _read_calamine(data)
    except PasswordError:
        return Problem("file_encrypted", "文件设有密码。请去掉密码后再上传。")
    except (CalamineError, OSError, ValueError, OverflowError):
        return _BROKEN
    except BaseException as fault:
        # A panic inside calamine derives from BaseException; it means a damaged file.
        if type(fault).__name__ == "PanicException":
            return _BROKEN
        raise


def _read_calamine(data: bytes) -> Workbook | Problem:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    workbook = Workbook([])
    for metadata in book.sheets_metadata[:MAX_SHEETS]:
        if metadata.visible != SheetVisibleEnum.Visible:
            workbook.problems.append(
                Problem(
                    "sheet_hidden", f"工作表“{metadata.name}”是隐藏的，没有读取。", place=Place(metadata.name)
                )
            )
            workbook.places.append(None)
            continue
        sheet = book.get_sheet_by_name(metadata.name)
        if sheet.total_height > MAX_ROWS or sheet.total_width > 16_384:
            return _too_many_rows()
        workbook.places.append(len(workbook.sheets))
        workbook.sheets.append(_read_calamine_sheet(metadata.name, sheet))
    return workbook


def _read_calamine_sheet(name: str, sheet: CalamineSheet) -> Sheet:
    if sheet.start is None:
        return Sheet(name, [])
    left = sheet.start[1]
    blank: list[Cell] = [""] * left
    rows: list[list[Cell]] = (
        [blank + row for row in sheet.iter_rows()] if left or sheet.start[0] else sheet.to_python()
    )
    if sheet.end is not None and sheet.end[1] >= MAX_COLUMNS:
        rows = [row[:MAX_COLUMNS] for row in rows]
    return Sheet(name, rows, _fill_merged(rows, sheet.merged_cell_ranges or []))


def _fill_merged(
    rows: list[list[Cell]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> frozenset[tuple[int, int]]:
    """Give every cell of a merged range its value; return the cells filled from above."""
    down: set[tuple[int, int]] = set()
    budget = 300_000  # a merge over the whole sheet must not cost more than the sheet
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] == "":
            continue
        value = rows[top][left]
        for row_index in range(top, min(bottom + 1, len(rows))):
            row = rows[row_index]
            last = min(right + 1, len(row))
            budget -= last - left
            if budget < 0:
                return frozenset(down)
            for column in range(left, last):
                if row[column] == "":
                    row[column] = value
                    if row_index > top:
                        down.add((row_index, column))
    return frozenset(down)


def _open_delimited(data: bytes) -> Workbook | Problem:
    decoded = decode_text(data)
    if decoded is None:
        return Problem(
            "file_encoding", "看不懂这个文件的内容或编码。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
        )
    text = decoded[0]
    if text.lstrip("\ufeff \t\r\n").lower().startswith(_WEB_PAGE):
        return _open_markup(data, lambda _: read_markup(text))
    if "\x00" in text:
        return Problem("file_kind", "文件内容不是文字，也不是表格，不能导入。")
    return _read_delimited(text)


def _open_markup(data: bytes, read: Callable[[bytes], list[MarkupTable]]) -> Workbook | Problem:
    """Open a web page, its archive or an Excel 2003 file that holds tables."""
    if len(data) > MOST_MARKUP_BYTES:
        return _too_many_rows()
    if b"<!ENTITY" in data or b"<!\x00E\x00N\x00T" in data:
        return UNSAFE
    workbook = Workbook([])
    for table in read(data)[:MAX_SHEETS]:
        if table.hidden:
            sentence = f"工作表“{table.name}”是隐藏的，没有读取。"
            workbook.problems.append(Problem("sheet_hidden", sentence, place=Place(table.name)))
            continue
        rows: list[list[Cell]] = [list(row) for row in table.rows]
        width = max(map(len, rows))
        if len(rows) * width > _MOST_MARKUP_CELLS:
            return _too_many_rows()
        for row in rows:
            row.extend([""] * (width - len(row)))
        workbook.sheets.append(Sheet(table.name, rows, _fill_merged(rows, table.ranges)))
    if not workbook.sheets:
        return Problem(
            "file_kind", "这是网页文件，里面没有表格。请用浏览器或 Excel 打开，另存为 .xlsx 后再上传。"
        )
    return workbook


def _read_delimited(text: str) -> Workbook | Problem:
    rows: list[list[Cell]] = []
    text = parted_by_tabs(text)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)):
            rows.append([_unguarded(cell.strip()) for cell in row[:MAX_COLUMNS]])
            if len(rows) > MAX_ROWS:
                return _too_many_rows()
    except csv.Error:
        return Problem("file_broken", "文件里有一格过长或引号没有成对。请用 Excel 打开检查，另存后再上传。")
    return Workbook([Sheet(None, rows)])


def _unguarded(cell: str) -> str:
    """Return the text that an export guards from being taken for a number: ="0532-83001122"."""
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') and len(cell) > 2 else cell


def _too_many_rows() -> Problem:
    return Problem("file_too_large", "表格超过 11 万行，不能导入。请删去排期以外的内容后再上传。")
