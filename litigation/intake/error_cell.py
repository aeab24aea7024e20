"""Cells that show an error (#N/A, #REF!): calamine gives them as blank, and a blank may mean 同上."""

import io
import posixpath
import re
import zipfile
import zlib

ERROR_TEXT = "#N/A"
"""What such a cell reads as; no field of ours can be it."""

# <c r="D4" s="3" t="e">
_ERROR = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bt=\"e\")[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*?\b\w+:id=\"([^\"]+)\"")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"\b(Id|Target)=\"([^\"]*)\"")
_MOST = 50_000

Cells = list[tuple[int, int]]


def error_cells(data: bytes) -> list[Cells]:
    """Return for each sheet of an .xlsx file, in its order, the cells (row, column) that show errors.

    The file must have passed ``archive.check_archive``; empty where the file is no .xlsx.
    """
    try:
        return _error_cells(data)
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError):
        return []  # a damaged part; calamine has read what could be read


def _error_cells(data: bytes) -> list[Cells]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return []
        targets = _targets(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace"))
        order = _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace"))
        parts = [targets.get(link, "") for link in order]
        return [_errors(archive.read(part)) if part in names else [] for part in parts]


def _targets(relations: str) -> dict[str, str]:
    found = {}
    for relation in _RELATION.findall(relations):
        said = dict(_ATTRIBUTE.findall(relation))
        target = said.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        found[said.get("Id", "")] = path
    return found


def _errors(part: bytes) -> Cells:
    if b't="e"' not in part:
        return []
    return [(int(row) - 1, _column(letters)) for letters, row in _ERROR.findall(part)[:_MOST]]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
