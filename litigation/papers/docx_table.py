"""Tables of an official paper: hairline frame, repeated head, rows that do not break."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell, _Row

from litigation.papers.gb9704 import CELL_CENTRE, CELL_HEAD, CELL_LEFT, TEXT_WIDTH, Look, printable


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, and whether it holds words or figures."""

    head: str
    share: int
    words: bool = False

    @property
    def look(self) -> Look:
        """Words stand left, figures in the middle."""
        return CELL_LEFT if self.words else CELL_CENTRE


def add_table(
    document: Document,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    width: int = TEXT_WIDTH,
) -> Table:
    """Append a table as wide as the type area; the head is repeated on every page."""
    table: Table = document.add_table(rows=0, cols=len(columns))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _pad_cells(table)
    widths = _widths(columns, width)
    head = _new_row(table)
    _fill_row(head, [column.head for column in columns], [CELL_HEAD] * len(columns), widths)
    _repeat(head)
    for values in rows:
        _fill_row(_new_row(table), values, [column.look for column in columns], widths)
    for column, length in zip(table.columns, widths, strict=True):
        column.width = length
    return table


def _new_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # python-docx leaves it without types
    return row


def _widths(columns: Sequence[Column], width: int) -> list[Length]:
    total = sum(column.share for column in columns)
    return [Length(width * column.share // total) for column in columns]


def _fill_row(row: _Row, values: Sequence[str], looks: Sequence[Look], widths: Sequence[Length]) -> None:
    _keep_whole(row)
    for cell, text, look, width in zip(row.cells, values, looks, widths, strict=True):
        _fill_cell(cell, text, look)
        cell.width = width


def _fill_cell(cell: _Cell, text: str, look: Look) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    line.style = look.name
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
    line.add_run(printable(text))


def _pad_cells(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
