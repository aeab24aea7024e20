"""版记: copies and issue line at the foot of an official paper, between rules (GB/T 9704—2012)."""

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from litigation.papers.gb9704 import COPIES, LINE, paragraph

OUTER, INNER = 8, 6
"""Widths of the rules in eighths of a point: about 0.35 mm outside, 0.25 mm between."""


def add_imprint(document: Document, rows: Sequence[str]) -> None:
    """Append ``rows`` between rules as wide as the type area."""
    for position, text in enumerate(rows):
        line = paragraph(document, text, COPIES)
        if position == 0:
            line.paragraph_format.space_before = LINE
        last = position == len(rows) - 1
        _rule(line, top=OUTER if position == 0 else None, bottom=OUTER if last else INNER)


def _rule(line: Paragraph, top: int | None, bottom: int) -> None:
    """Draw rules; the one between two rows belongs to the upper row."""
    borders = OxmlElement("w:pBdr")
    for side, width in (("top", top), ("bottom", bottom)):
        if width is None:
            continue
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(width)), ("space", "1"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = line._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")
