"""Guards for zipped office files: looked at before anything is unpacked into memory.

The sizes an archive declares may be lies, so every part that a reader would open is also
inflated piece by piece and counted. Nothing is ever written to a disk or resolved as a path.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from litigation.intake.binary_sheet import MOST_BYTES, binary_box
from litigation.intake.draft import Problem

MAX_ENTRIES = 2_000
MAX_EXPANDED = 128 * 1024 * 1024
MAX_CELLS = 4_000_000
MAX_ROWS = 110_000

_PIECE = 1024 * 1024
_MACROS = ("vbaproject.bin", "basic/script-lc.xml", "macrosheets/")

# <c r="AB1048576" s="1"> : a reference beyond column Z or row 99999 asks for the exact box
_FAR = re.compile(rb' r="(?:[A-Z]{2,3}\d|[A-Z]\d{6})')
# <c r="AB12"><v>1</v></c> : a cell that holds something
_FULL_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
# <table:table-row table:number-rows-repeated="1048573"> and the cells in it
_ODS_TOKEN = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>(?:<text:p>|<text:p\s)?"
)
_ODS_REPEAT = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')


UNSAFE = Problem(
    "file_unsafe", "文件里有可疑的内容，不能导入。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
)
"""A file that declares entities, which no office programme writes."""


class _UnsafeError(Exception):
    """A part declares entities, which no office programme writes."""


def check_archive(data: bytes) -> Problem | None:
    """Return why the zipped office file must not be opened, or None."""
    if (declared := _declared_entries(data)) is None:
        return Problem("file_broken", "文件不完整，打不开。请重新下载或请对方重发。")
    if declared > MAX_ENTRIES:
        return _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, OverflowError, NotImplementedError, EOFError):
        return Problem("file_broken", "文件不完整，打不开。请重新下载或请对方重发。")
    return _check_entries(data, entries)


def entry_names(data: bytes) -> frozenset[str]:
    """Return the names in an archive that ``check_archive`` let pass."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return frozenset(archive.namelist())


def _declared_entries(data: bytes) -> int | None:
    """Read the number of entries from the end record, without reading the directory."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if end < 0 or end + 22 > len(data):
        return None
    # The directory itself is counted too: the number in the end record may be a lie.
    directory = struct.unpack_from("<I", data, end + 16)[0]
    counted = data.count(b"PK\x01\x02", min(directory, end), end)
    return int(max(counted, struct.unpack_from("<H", data, end + 10)[0]))


def _check_entries(data: bytes, entries: list[zipfile.ZipInfo]) -> Problem | None:
    names = [entry.filename.lower() for entry in entries]
    if any(mark in name for name in names for mark in _MACROS):
        return Problem("file_macros", "文件带有宏，不能导入。请另存为不带宏的 .xlsx 后再上传。")
    if any(entry.flag_bits & 1 for entry in entries):
        return Problem("file_encrypted", "文件设有密码。请去掉密码后再上传。")
    if sum(entry.file_size for entry in entries) > MAX_EXPANDED:
        return _too_large()
    left = MAX_EXPANDED
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels", ".bin")):
            continue
        try:
            left = _check_part(data, entry, left)
        except _UnsafeError:
            return UNSAFE
        except (zlib.error, struct.error, ValueError):
            return Problem("file_broken", "文件不完整，打不开。请重新下载或请对方重发。")
        if left < 0:
            return _too_large()
    return None


def _check_part(data: bytes, entry: zipfile.ZipInfo, left: int) -> int:
    """Count one part as it really is; return what is left of the allowance, below zero if too much."""
    part = bytearray()
    sheet = entry.filename.startswith("xl/worksheets/")
    inspected = sheet or entry.filename == "content.xml"
    for piece in _inflate(data, entry):
        left -= len(piece)
        if b"<!ENTITY" in piece:
            raise _UnsafeError
        if left < 0:
            return -1
        if inspected:
            part += piece
    if sheet and entry.filename.endswith(".bin"):
        return left if len(part) <= MOST_BYTES and binary_box(part) <= MAX_CELLS else -1
    if sheet and _sheet_cells(part) > MAX_CELLS:
        return -1
    if entry.filename == "content.xml" and _table_cells(part) > MAX_CELLS:
        return -1
    return left


def _inflate(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the part's real content in pieces of bounded size."""
    name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
    start = entry.header_offset + 30 + name + extra
    raw = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield bytes(raw)
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise ValueError("unknown compression")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    feed: bytes | memoryview = raw
    while feed and not inflater.eof:
        yield inflater.decompress(feed, _PIECE)
        feed = inflater.unconsumed_tail
    yield inflater.flush(_PIECE)


def _sheet_cells(part: bytearray) -> int:
    """Return the area that the filled cells of a worksheet span."""
    if not _FAR.search(part):
        return part.count(b"<c ")
    width = height = 0
    for letters, row in _FULL_CELL.findall(part):
        height = max(height, int(row))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        width = max(width, column)
    return width * height


def _table_cells(part: bytearray) -> int:
    """Return the area that the filled cells of an OpenDocument table span, repeats included."""
    widest = area = rows = empty_rows = width = empty = rows_here = 0
    for token in _ODS_TOKEN.finditer(part):
        kind, attributes = token.group(1), token.group(2)
        found = _ODS_REPEAT.search(attributes)
        repeated = int(found.group(1)) if found else 1
        if kind == b"table":
            area, widest, rows, empty_rows, width, rows_here = area + widest * rows, 0, 0, 0, 0, 0
        elif kind == b"table-row":
            empty_rows += rows_here
            width = empty = 0
            rows_here = repeated
        elif b"value-type" in attributes or token.group(0).endswith((b"<text:p>", b"<text:p ")):
            width += empty + repeated
            empty = 0
            rows += empty_rows + rows_here
            empty_rows = rows_here = 0
            widest = max(widest, width)
        else:
            empty += repeated
    return area + widest * rows


def _too_large() -> Problem:
    return Problem("file_too_large", "文件展开后过大，不能导入。请只保留开庭排期的工作表，另存后再上传。")
