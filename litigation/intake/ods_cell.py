"""Merged cells and errors of an OpenDocument sheet, which the reader of the cells does not give."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

Range = tuple[tuple[int, int], tuple[int, int]]

_TOKEN = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_REPEAT = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')
_DOWN = re.compile(rb'number-rows-spanned="(\d{1,7})"')
_ACROSS = re.compile(rb'number-columns-spanned="(\d{1,5})"')
_MERGED = re.compile(rb'-spanned="(?:[2-9]|\d{2,})"')
_ERROR = b'calcext:value-type="error"'
_MOST_RANGES = 20_000


@dataclass(slots=True)
class OdsCells:
    """The merged ranges of one sheet as ((top, left), (bottom, right)), and its cells that show errors."""

    merged: list[Range] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)


def special_cells(data: bytes) -> list[OdsCells]:
    """Return for each sheet of an .ods file, in its order, what is special about its cells.

    The file must have passed ``archive.check_archive``; empty where nothing is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = archive.read("content.xml")
    except (KeyError, zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError):
        return []  # a damaged part; calamine has read what could be read
    return list(_tables(content)) if _MERGED.search(content) or _ERROR in content else []


def _tables(content: bytes) -> Iterator[OdsCells]:
    starts = [token.start() for token in _TOKEN.finditer(content) if token[1] == b"table"]
    for begin, end in zip(starts, [*starts[1:], len(content)], strict=True):
        yield _cells(content, begin, end)


def _cells(content: bytes, begin: int, end: int) -> OdsCells:
    found = OdsCells()
    row, column, repeated = -1, 0, 1
    for token in _TOKEN.finditer(content, begin, end):
        kind, attributes = token[1], token[2]
        again = _count(_REPEAT, attributes)
        if kind == b"table-row":
            row, column, repeated = row + repeated if row >= 0 else 0, 0, again
        elif kind != b"table":
            down, across = _count(_DOWN, attributes), _count(_ACROSS, attributes)
            if _ERROR in attributes and len(found.errors) < _MOST_RANGES:
                found.errors.append((row, column))
            if (down > 1 or across > 1) and len(found.merged) < _MOST_RANGES:
                found.merged.append(((row, column), (row + down - 1, column + across - 1)))
            column += again
    return found


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    stated = pattern.search(attributes)
    return int(stated[1]) if stated else 1
