"""Word files: paragraphs and tables in their order, as the paper would show them.

Read from the parts of the file itself: text boxes, headers and footers, content controls and
list numbers are part of what the court wrote; what was deleted or struck out is not.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from docx.oxml.parser import parse_xml

from litigation.intake.document_page import Block, DocumentPage, Line, Piece, Table

MAX_PART = 12 * 1024 * 1024
"""Bytes of one part; a list of a thousand rows has about three million."""
MOST_CELLS = 60_000

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VALUE: Final = _W + "val"
_GONE: Final = frozenset({_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _FALLBACK})
_DIGITS: Final = "〇一二三四五六七八九十"
# 第 1 页 共 3 页 | - 2 - | 3/5 : what stands at the foot of a page
_PAGE_NUMBER: Final = re.compile(r"[\s\-—–]*(?:第?\s*\d*\s*页?[\s,，/]*共?\s*\d*\s*页?)[\s\-—–]*")


class DocxBrokenError(Exception):
    """The file's parts cannot be read."""


class DocxTooLargeError(Exception):
    """A part is larger than any list of hearings."""


def read_docx(data: bytes) -> DocumentPage:
    """Read a Word file that the guards of ``archive`` let pass.

    Raises:
        DocxBrokenError: a part is damaged.
        DocxTooLargeError: a part is far too large.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(archive.namelist())
        heads = [name for name in names if re.fullmatch(r"word/header\d*\.xml", name)]
        feet = [name for name in names if re.fullmatch(r"word/footer\d*\.xml", name)]
        numbering = _part(archive, "word/numbering.xml") if "word/numbering.xml" in names else None
        walker = _Walker(_Numbers.of(numbering))
        blocks: list[Block] = []
        for name in (*heads, "word/document.xml", *feet):
            found = walker.blocks(_part(archive, name))
            blocks += found if name == "word/document.xml" else _margin(found)
    return DocumentPage(None, tuple(blocks))


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    try:
        if archive.getinfo(name).file_size > MAX_PART:
            raise DocxTooLargeError
        return parse_xml(archive.read(name))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError) as error:
        raise DocxBrokenError from error


def _margin(blocks: list[Block]) -> Iterator[Line]:
    """Keep of a header or footer what says something: no page numbers."""
    for block in blocks:
        if isinstance(block, Line) and not _PAGE_NUMBER.fullmatch(block.text):
            yield block


@dataclass(slots=True)
class _Numbers:
    """The numbers that Word counts for list paragraphs."""

    formats: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    counted: Counter[tuple[str, int]] = field(default_factory=Counter)

    @classmethod
    def of(cls, part: Any | None) -> "_Numbers":
        numbers = cls()
        if part is None:
            return numbers
        levels = {each.get(_W + "abstractNumId"): each for each in part.iter(_W + "abstractNum")}
        for each in part.iter(_W + "num"):
            link = each.find(_W + "abstractNumId")
            abstract = levels.get(link.get(_VALUE)) if link is not None else None
            for level in abstract.iter(_W + "lvl") if abstract is not None else ():
                depth = _number(level.get(_W + "ilvl"))
                shape = _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
                numbers.formats[each.get(_W + "numId"), depth] = (*shape, _number(_value(level, "start"), 1))
        return numbers

    def next(self, paragraph: Any) -> str:
        """Return the number in front of a paragraph, counted on; empty where it has none."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            return ""
        number, depth = _value(properties, "numId") or "", _number(_value(properties, "ilvl"))
        known = self.formats.get((number, depth))
        if known is None:
            return ""
        shape, text, start = known
        self.counted[number, depth] += 1
        for deeper in range(depth + 1, 9):
            self.counted[number, deeper] = 0
        if shape in ("bullet", "none"):
            return ""
        at = start - 1 + self.counted[number, depth]
        shown = _chinese(at) if "hinese" in shape or "aiwan" in shape or "japanese" in shape else str(at)
        return re.sub(r"%\d", "", text.replace(f"%{depth + 1}", shown))


@dataclass(slots=True)
class _Walker:
    """Goes through a part in reading order."""

    numbers: _Numbers
    cells: int = 0

    def blocks(self, parent: Any) -> list[Block]:
        """Return the lines and tables below an element."""
        found: list[Block] = []
        for child in parent:
            if child.tag == _W + "p":
                found += self._paragraph(child)
            elif child.tag == _W + "tbl":
                found += self._table(child)
            elif child.tag not in _GONE and isinstance(child.tag, str):
                found += self.blocks(child)
        return found

    def _paragraph(self, paragraph: Any) -> list[Block]:
        boxes: list[Block] = []
        number = self.numbers.next(paragraph)
        words = "".join(self._words(paragraph, boxes)).strip()
        lines = [line.strip() for line in words.split("\n")] if words else []
        if lines:
            lines[0] = number + lines[0]
        return [*(Line((Piece(line),)) for line in lines if line), *boxes]

    def _words(self, parent: Any, boxes: list[Block]) -> Iterator[str]:
        """Give the words of a paragraph; what stands in text boxes goes into ``boxes``."""
        for child in parent:
            tag = child.tag
            if tag == _W + "t":
                yield child.text or ""
            elif tag == _W + "tab":
                yield "\t"
            elif tag in (_W + "br", _W + "cr"):
                yield "\n"
            elif tag == _W + "noBreakHyphen":
                yield "-"
            elif tag == _W + "txbxContent":
                boxes += self.blocks(child)
            elif tag == _W + "r" and _is_struck(child):
                continue
            elif tag not in _GONE and tag != _W + "pPr" and isinstance(tag, str):
                yield from self._words(child, boxes)

    def _table(self, table: Any) -> list[Block]:
        cells: list[Piece] = []
        grid: list[list[int]] = []
        nested: list[Block] = []
        for row in _children(table, "tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            line = [-1] * _number(_value(row.find(_W + "trPr"), "gridBefore"))
            for cell in _children(row, "tc"):
                properties = cell.find(_W + "tcPr")
                span = max(1, min(60, _number(_value(properties, "gridSpan"), 1)))
                merge = properties.find(_W + "vMerge") if properties is not None else None
                if (
                    merge is not None
                    and merge.get(_VALUE) != "restart"
                    and grid
                    and len(line) < len(grid[-1])
                ):
                    index = grid[-1][len(line)]
                else:
                    index = len(cells)
                    cells.append(Piece(self._cell(cell, nested)))
                line += [index] * span
            grid.append(line)
        width = max((len(line) for line in grid), default=0)
        if sum(1 for cell in cells if cell.text) <= 1 and nested:
            return [*(Line((Piece(cell.text),)) for cell in cells if cell.text), *nested]
        laid = tuple(tuple(line + [-1] * (width - len(line))) for line in grid)
        return [Table(tuple(cells), laid), *nested] if cells else nested

    def _cell(self, cell: Any, nested: list[Block]) -> str:
        """Return a cell's lines; a table within it stands after the one it is in."""
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise DocxTooLargeError
        lines = []
        for block in self.blocks(cell):
            if isinstance(block, Line):
                lines.append(block.text)
            else:
                nested.append(block)
        return "\n".join(lines)


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Give the rows of a table or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == _W + name:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _children(child, name)


def _is_struck(run: Any) -> bool:
    """Tell words that are struck out or hidden."""
    properties = run.find(_W + "rPr")
    if properties is None:
        return False
    marks = (properties.find(_W + name) for name in ("strike", "dstrike", "vanish"))
    return any(mark is not None and mark.get(_VALUE) not in ("0", "false", "off") for mark in marks)


def _value(parent: Any | None, name: str) -> str | None:
    found = parent.find(_W + name) if parent is not None else None
    value = found.get(_VALUE) if found is not None else None
    return str(value) if value is not None else None


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _chinese(number: int) -> str:
    if number <= 10:
        return _DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
    return str(number)
