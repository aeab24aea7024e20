"""Guard for .xls and .et files: how large a box their cells ask for, told before anything is allocated.

The format keeps a stream of records inside a compound file; a reader makes room for the whole
box between the first and the last cell, so two cells in far corners cost hundreds of megabytes.
"""

import struct
from collections.abc import Iterator

_END = 0xFFFFFFF8
_NAMES = ("Workbook", "Book")
_BEGINS = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
# NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING, FORMULA and their elder forms: row, column, ...
_ONE_CELL = frozenset({0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0006, 0x0206, 0x0406, 0x0201})
_SEVERAL = frozenset({0x00BD, 0x00BE})  # MULRK, MULBLANK: row, first column, ..., last column
_ENDS = 0x000A
_MOST_SECTORS = 1 << 17


def widest_box(data: bytes) -> int | None:
    """Return the most cells that a sheet's box has; None where the file's structure is broken."""
    try:
        stream = _workbook_stream(data)
        return max((height * width for height, width in _boxes(stream)), default=0)
    except (struct.error, IndexError, ValueError):
        return None


def old_error_cells(data: bytes) -> list[list[tuple[int, int]]]:
    """Return for each sheet, in the order of the file, the cells (row, column) that show errors."""
    try:
        stream = _workbook_stream(data)
    except (struct.error, IndexError, ValueError):
        return []
    sheets: list[list[tuple[int, int]]] = []
    at = depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in _BEGINS:
            depth += 1
            if depth == 1:
                sheets.append([])
        elif kind == _ENDS:
            depth -= 1
        elif sheets and _shows_error(stream, at, kind, length):
            sheets[-1].append(struct.unpack_from("<HH", stream, at + 4))
        at += 4 + length
    return sheets[1:]  # the first part holds what all sheets share


def _shows_error(stream: bytes, at: int, kind: int, length: int) -> bool:
    if kind == 0x0205:
        return length >= 8 and at + 12 <= len(stream) and stream[at + 11] == 1
    if kind in (0x0006, 0x0206, 0x0406):
        return (
            length >= 14 and stream[at + 10 : at + 11] == b"\x02" and stream[at + 16 : at + 18] == b"\xff\xff"
        )
    return False


def _boxes(stream: bytes) -> Iterator[tuple[int, int]]:
    """Give height and width of each substream's cells, walking over the records' headers."""
    at, size = 0, len(stream)
    top, bottom, left, right = 1 << 16, -1, 1 << 16, -1
    while at + 4 <= size:
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in _BEGINS and bottom >= 0:
            yield bottom - top + 1, right - left + 1
            top, bottom, left, right = 1 << 16, -1, 1 << 16, -1
        elif (kind in _ONE_CELL or kind in _SEVERAL) and length >= 6 and at + 4 + length <= size:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            last = struct.unpack_from("<H", stream, at + 2 + length)[0] if kind in _SEVERAL else column
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column, last)
        at += 4 + length
    if bottom >= 0:
        yield bottom - top + 1, right - left + 1


def _workbook_stream(data: bytes) -> bytes:
    """Take the stream of records out of the compound file."""
    sector = 1 << struct.unpack_from("<H", data, 30)[0]
    small = 1 << struct.unpack_from("<H", data, 32)[0]
    if sector not in (512, 4096) or small != 64:
        raise ValueError("sector size")
    directory, _, cutoff, mini_fat = struct.unpack_from("<IIII", data, 48)
    table = _allocation(data, sector)
    entries = _chain(data, table, directory, sector)
    root = stream = b""
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", entries, at + 116)
        if at == 0:
            root = struct.pack("<II", start, size)
        elif name in _NAMES:
            if size >= cutoff:
                stream = _chain(data, table, start, sector)[:size]
            else:
                minis = _chain(data, table, struct.unpack("<II", root)[0], sector)
                links = _words(_chain(data, table, mini_fat, sector))
                stream = _chain(minis, links, start, small, base=0)[:size]
            break
    if not stream:
        raise ValueError("no workbook")
    return stream


def _allocation(data: bytes, sector: int) -> tuple[int, ...]:
    """Read the table that says which sector follows which."""
    listed = [each for each in struct.unpack_from("<109I", data, 76) if each < _END]
    more, left = struct.unpack_from("<I", data, 68)[0], min(struct.unpack_from("<I", data, 72)[0], 256)
    while more < _END and left:
        words = struct.unpack_from(f"<{sector // 4}I", data, (more + 1) * sector)
        listed += [each for each in words[:-1] if each < _END]
        more, left = words[-1], left - 1
    return _words(b"".join(data[(each + 1) * sector : (each + 2) * sector] for each in listed[:2048]))


def _words(data: bytes) -> tuple[int, ...]:
    return struct.unpack_from(f"<{len(data) // 4}I", data)


def _chain(data: bytes, table: tuple[int, ...], start: int, sector: int, base: int = 1) -> bytes:
    pieces: list[bytes] = []
    at = start
    while at < _END and len(pieces) < _MOST_SECTORS:
        pieces.append(data[(at + base) * sector : (at + base + 1) * sector])
        at = table[at]
    return b"".join(pieces)
