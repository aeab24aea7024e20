"""Tables written as markup: web pages saved as .xls, archived web pages (.mht), Excel 2003 XML.

Court systems export such files under the name of a spreadsheet. Nothing is fetched, no entity
but those of HTML is expanded, no formula or script is run.
"""

import email
import email.policy
import re
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser

from litigation.intake.encoding import decode_text

MarkupCell = str | float | datetime
Range = tuple[tuple[int, int], tuple[int, int]]

MOST_MARKUP_BYTES = 8 * 1024 * 1024
_MOST_COLUMNS = 200
_MOST_ROWS = 110_000
_MOST_CELLS = 400_000
_FEWEST = 2

# <meta charset="gb2312"> | <?xml version="1.0" encoding="GBK"?>
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{3,20})", re.IGNORECASE)
# From: <由 Microsoft Excel 保存> | MIME-Version: 1.0
_ARCHIVE = re.compile(rb"\s*(?:From:[^\n]*\n|Subject:[^\n]*\n|Date:[^\n]*\n)*MIME-Version:", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\f\v\u00a0]+")
_BREAKS = frozenset({"br", "p", "div", "li"})
_SILENT = frozenset({"script", "style", "title"})


@dataclass(slots=True)
class MarkupTable:
    """A table with its cells in place; ``ranges`` are the merged ones as ((top, left), (bottom, right))."""

    name: str | None
    rows: list[list[MarkupCell]] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    hidden: bool = False


def is_web_archive(data: bytes) -> bool:
    """Tell whether a file is a web page archived as a mail message (.mht)."""
    return _ARCHIVE.match(data[:2000]) is not None


def read_markup(text: str) -> list[MarkupTable]:
    """Return the tables of a web page or an Excel 2003 file that have two rows and two columns."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return [table for table in reader.tables if _is_table(table)]


def read_web_archive(data: bytes) -> list[MarkupTable]:
    """Return the tables of every page in an archived web page."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    tables: list[MarkupTable] = []
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(
            body := part.get_payload(decode=True), bytes
        ):
            tables += read_markup(decode_markup(body))
    return tables


def decode_markup(data: bytes) -> str:
    """Return the text of a page by its content first, and by what it says of itself after that."""
    if decoded := decode_text(data):
        return decoded[0]
    stated = _CHARSET.search(data[:2000])
    try:
        return data.decode(stated[1].decode("ascii") if stated else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _is_table(table: MarkupTable) -> bool:
    return len(table.rows) >= _FEWEST and max(map(len, table.rows)) >= _FEWEST


class _Reader(HTMLParser):
    """Collects tables; a table inside another is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[MarkupTable] = []
        self._open: list[_Open] = []
        self._sheet: str | None = None
        self._silent = 0
        self._visibility = False
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag in ("worksheet", "ss:worksheet"):
            self._sheet = said.get("ss:name") or said.get("name")
        elif tag in ("table", "ss:table"):
            self._open.append(_Open(MarkupTable(self._sheet)))
            self.tables.append(self._open[-1].table)
        elif tag in ("visible", "x:visible"):
            self._visibility = True
        elif self._open:
            self._inside(tag.removeprefix("ss:"), said)

    def _inside(self, tag: str, said: dict[str, str]) -> None:
        table = self._open[-1]
        if tag in ("tr", "row"):
            table.row(_number(said.get("ss:index"), 0))
        elif tag in ("td", "th", "cell"):
            self._cells += 1
            if self._cells <= _MOST_CELLS:
                across = _number(said.get("colspan"), 1) - 1 or _number(said.get("ss:mergeacross"), 0)
                down = _number(said.get("rowspan"), 1) - 1 or _number(said.get("ss:mergedown"), 0)
                table.cell(_number(said.get("ss:index"), 0), across, down)
        elif tag == "data":
            table.kind = said.get("ss:type", "")
        elif tag in _BREAKS:
            table.add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("table", "ss:table") and self._open:
            self._open.pop().finish()
        elif tag in ("td", "th", "cell", "ss:cell", "tr", "row") and self._open:
            self._open[-1].finish()

    def handle_data(self, data: str) -> None:
        if self._visibility:
            if self.tables and "hidden" in data.lower():
                self.tables[-1].hidden = True
            self._visibility = False
        elif self._open and not self._silent:
            self._open[-1].add(data)

    def unknown_decl(self, data: str) -> None:
        """Take <![CDATA[...]]> as the text it holds."""
        if data.startswith("CDATA[") and self._open:
            self._open[-1].add(data[6:])

    def close(self) -> None:
        super().close()
        for table in self._open:
            table.finish()


class _Open:
    """A table being read: the next place for a cell, and the places that spans have taken."""

    def __init__(self, table: MarkupTable) -> None:
        self.table = table
        self.kind = ""
        self._taken: dict[int, int] = {}  # column -> last row that a span from above covers
        self._text: list[str] | None = None
        self._at = (0, 0)

    def row(self, stated: int) -> None:
        """Begin a row; Excel 2003 numbers those that follow blank ones."""
        self.finish()
        while len(self.table.rows) < min(stated - 1, _MOST_ROWS):
            self.table.rows.append([])
        self.table.rows.append([])

    def cell(self, stated: int, across: int, down: int) -> None:
        """Begin a cell at the next free place, or at the column stated (1-based)."""
        self.finish()
        if not self.table.rows:
            self.table.rows.append([])
        row = len(self.table.rows) - 1
        column = max(len(self.table.rows[row]), stated - 1)
        while self._taken.get(column, -1) >= row:
            column += 1
        if column >= _MOST_COLUMNS or row >= _MOST_ROWS:
            return
        line = self.table.rows[row]
        last = min(column + across, _MOST_COLUMNS - 1)
        line.extend([""] * (last + 1 - len(line)))
        if down:
            self._taken.update(dict.fromkeys(range(column, last + 1), row + down))
        if across or down:
            self.table.ranges.append(((row, column), (row + down, last)))
        self._at, self._text, self.kind = (row, column), [], ""

    def add(self, text: str) -> None:
        """Add text to the open cell."""
        if self._text is not None:
            self._text.append(text)

    def finish(self) -> None:
        """Close the open cell."""
        if self._text is None:
            return
        row, column = self._at
        lines = (_BLANK.sub(" ", line).strip() for line in "".join(self._text).split("\n"))
        written = "\n".join(line for line in lines if line)
        self.table.rows[row][column] = _typed(written, self.kind)
        self._text = None


def _typed(text: str, kind: str) -> MarkupCell:
    """Return the value of an Excel 2003 cell; a web page's cells are texts."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text.split(".")[0])
    except ValueError:
        return text
    return text


def _number(text: str | None, otherwise: int) -> int:
    return (
        min(int(text), 1_000_000)
        if text and text.isascii() and text.isdecimal() and len(text) < 8
        else otherwise
    )
