"""Guard for .xlsb sheets: the box that their cells span, told from the records without a reader."""

from collections.abc import Iterator

MOST_BYTES = 24 * 1024 * 1024
_ROW = 0
_CELLS = frozenset(range(1, 12))  # BrtCellBlank to BrtFmlaError: the column comes first


def binary_box(part: bytes | bytearray) -> int:
    """Return the number of cells in the box between the first and the last cell."""
    row = top = left = 1 << 30
    bottom = right = -1
    for kind, at in _records(part):
        if kind == _ROW:
            row = int.from_bytes(part[at : at + 4], "little")
        elif kind in _CELLS:
            column = int.from_bytes(part[at : at + 4], "little")
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column)
    return (bottom - top + 1) * (right - left + 1) if bottom >= 0 else 0


def _records(part: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """Give each record's kind and where its content begins."""
    at, size = 0, len(part)
    while at + 1 < size:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while at < size and shift < 28:
            byte = part[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, at
        at += length
