"""The look of an official paper: GB/T 9704—2012 as page geometry, styles and page numbers.

A4, type area 156 × 225 mm, 22 lines of 28 characters in 3号仿宋. Fonts carry the names
that Word and WPS know in an office; where they are missing the reader's programme takes
its nearest one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FANGSONG = "仿宋_GB2312"
XIAOBIAOSONG = "方正小标宋简体"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"
LATIN = "Times New Roman"

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
TEXT_WIDTH = Mm(156)  # 210 - 28 - 26
LANDSCAPE_WIDTH = Mm(225)  # 297 - 35 - 37
FOOTER = Mm(25)  # puts the 一字线 of the 5 mm high number 7 mm below the type area

BODY_SIZE = Pt(16)  # 3号
TITLE_SIZE = Pt(22)  # 2号
SMALL_SIZE = Pt(14)  # 4号
TABLE_SIZE = Pt(10.5)  # 5号
LINE = Pt(28.95)  # 225 mm / 22 lines, rounded down so that the 22nd line fits
TITLE_LINE = Pt(36)
CHARACTERS_PER_LINE = 28
CONDENSED = floor((TEXT_WIDTH.pt / CHARACTERS_PER_LINE - BODY_SIZE.pt) * 20)
"""Spacing between characters in 1/20 pt that lets 28 of 16 pt stand in 156 mm."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of paragraph looks; ``indent`` counts characters of the first line."""

    name: str
    font: str = FANGSONG
    size: Pt = BODY_SIZE
    bold: bool = False
    indent: int = 0
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    keep_with_next: bool = False
    outline: int | None = None


TITLE = Look("公文标题", XIAOBIAOSONG, TITLE_SIZE, align=WD_ALIGN_PARAGRAPH.CENTER, keep_with_next=True)
SUBTITLE = Look("公文副题", KAITI, align=WD_ALIGN_PARAGRAPH.CENTER)
ADDRESSEE = Look("主送机关", align=WD_ALIGN_PARAGRAPH.LEFT)
BODY = Look("公文正文", indent=2)
LEVEL_ONE = Look("一级标题", HEITI, indent=2, keep_with_next=True, outline=0)
LEVEL_TWO = Look("二级标题", KAITI, indent=2, keep_with_next=True, outline=1)
ANNEX_MARK = Look("附件标识", HEITI, align=WD_ALIGN_PARAGRAPH.LEFT, keep_with_next=True)
ANNEX_TITLE = Look("附件标题", XIAOBIAOSONG, TITLE_SIZE, align=WD_ALIGN_PARAGRAPH.CENTER, keep_with_next=True)
SIGNATURE = Look("落款", align=WD_ALIGN_PARAGRAPH.RIGHT, keep_with_next=True)
COPIES = Look("抄送", size=SMALL_SIZE, align=WD_ALIGN_PARAGRAPH.LEFT)
NOTE = Look("表注", size=Pt(12), align=WD_ALIGN_PARAGRAPH.LEFT)
CAPTION = Look("图题", size=Pt(12), align=WD_ALIGN_PARAGRAPH.CENTER)
CELL_LEFT = Look("表格文字", size=TABLE_SIZE, align=WD_ALIGN_PARAGRAPH.LEFT)
CELL_CENTRE = Look("表格数字", size=TABLE_SIZE, align=WD_ALIGN_PARAGRAPH.CENTER)
CELL_HEAD = Look("表头", HEITI, TABLE_SIZE, align=WD_ALIGN_PARAGRAPH.CENTER, keep_with_next=True)
FIGURE = Look("图", align=WD_ALIGN_PARAGRAPH.CENTER)

LOOKS = (
    TITLE,
    SUBTITLE,
    ADDRESSEE,
    BODY,
    LEVEL_ONE,
    LEVEL_TWO,
    ANNEX_MARK,
    ANNEX_TITLE,
    SIGNATURE,
    COPIES,
    NOTE,
    CAPTION,
    CELL_LEFT,
    CELL_CENTRE,
    CELL_HEAD,
    FIGURE,
)
CLOSE_LINES = frozenset({NOTE, CAPTION, CELL_LEFT, CELL_CENTRE, CELL_HEAD, FIGURE})
"""Looks whose lines are as high as their text: tables and pictures break the grid of 22 lines."""

AFTER_PUNCTUATION = ("w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
AFTER_SNAP = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
AFTER_SPACING = ("w:sz", "w:szCs", "w:lang")
"""The schema's order: what follows ``w:snapToGrid`` in a paragraph, ``w:spacing`` in a run."""


def official_document() -> Document:
    """Make an empty paper with the standard's page, styles, grid and page numbers."""
    document = docx.Document()
    _set_defaults(document)
    for look in LOOKS:
        _add_style(document, look)
    _set_page(document.sections[0])
    _number_pages(document)
    return document


def paragraph(document: Document, text: str, look: Look = BODY) -> Paragraph:
    """Append ``text`` in the given look and return the paragraph."""
    return document.add_paragraph(printable(text), style=look.name)


def printable(text: str) -> str:
    """``text`` without the control characters that XML cannot hold."""
    return "".join(each for each in text if each >= " " or each in "\n\t")


def landscape_section(document: Document) -> Section:
    """Start a new page lying on its side; the binding edge of 28 mm becomes the top."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE_HEIGHT, PAGE_WIDTH
    section.top_margin, section.bottom_margin = LEFT, RIGHT
    section.left_margin, section.right_margin = BOTTOM, TOP
    section.footer_distance = Mm(16)
    return section


def portrait_section(document: Document) -> Section:
    """Start a new page standing upright again."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.PORTRAIT
    _set_page(section)
    return section


def sign(document: Document, signers: Sequence[str], day: str, space_before: int) -> None:
    """Close a paper to be sealed: the date four characters in, the signers centred over it."""
    date_indent = 4.0
    for position, signer in enumerate(signers):
        line = paragraph(document, signer, SIGNATURE)
        _indent_right(line, max(0.0, date_indent + (_width(day) - _width(signer)) / 2))
        if position == 0:
            line.paragraph_format.space_before = Length(space_before)
    last = paragraph(document, day, SIGNATURE)
    last.paragraph_format.keep_with_next = False
    _indent_right(last, date_indent)


def _width(text: str) -> float:
    """Width in Chinese characters: Latin letters and digits take half of one."""
    return sum(0.5 if ord(character) < 0x2000 else 1.0 for character in text)


def _indent_right(target: Paragraph, characters: float) -> None:
    _indent_of(target.paragraph_format.element.get_or_add_pPr()).set(
        qn("w:rightChars"), str(round(characters * 100))
    )
    target.paragraph_format.right_indent = Length(round(characters * BODY_SIZE))


def set_font(run_properties: BaseOxmlElement, east_asian: str, latin: str = LATIN) -> None:
    """Name the fonts of a run or style; the hint gives “ ” — … to the Chinese face."""
    old = run_properties.find(qn("w:rFonts"))
    if old is not None:
        run_properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script, name in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", east_asian)):
        fonts.set(qn(f"w:{script}"), name)
    fonts.set(qn("w:hint"), "eastAsia")
    run_properties.insert(0, fonts)


def _set_defaults(document: Document) -> None:
    """Make Normal 3号仿宋 in Chinese, and drop the template's theme fonts and language."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")).clear()
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.size = BODY_SIZE
    properties = normal.element.get_or_add_rPr()
    set_font(properties, FANGSONG)
    _insert(properties, "w:lang", "zh-CN", ())
    properties.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    normal.paragraph_format.space_after = Pt(0)


def _add_style(document: Document, look: Look) -> None:
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.font.size = look.size
    style.font.bold = look.bold
    set_font(style.element.get_or_add_rPr(), look.font)
    layout = style.paragraph_format
    layout.alignment = look.align
    layout.space_before = layout.space_after = Pt(0)
    layout.keep_with_next = look.keep_with_next
    layout.widow_control = False
    if look in CLOSE_LINES:
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = TITLE_LINE if look.size == TITLE_SIZE else LINE
    properties = style.element.get_or_add_pPr()
    _insert(properties, "w:overflowPunct", "0", AFTER_PUNCTUATION)
    if look in CLOSE_LINES or look.size == TITLE_SIZE:
        _insert(properties, "w:snapToGrid", "0", AFTER_SNAP)
    elif look.size == BODY_SIZE:
        _insert(style.element.get_or_add_rPr(), "w:spacing", str(CONDENSED), AFTER_SPACING)
    if look.indent:
        layout.first_line_indent = look.indent * look.size
        _indent_of(properties).set(qn("w:firstLineChars"), str(look.indent * 100))
    if look.outline is not None:
        _insert(properties, "w:outlineLvl", str(look.outline), ("w:rPr",))


def _insert(properties: BaseOxmlElement, tag: str, value: str, successors: tuple[str, ...]) -> None:
    """Insert a property where the schema wants it: before its ``successors``."""
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    properties.insert_element_before(element, *successors)


def _indent_of(paragraph_properties: BaseOxmlElement) -> BaseOxmlElement:
    indent: BaseOxmlElement = paragraph_properties.get_or_add_ind()
    return indent


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance, section.footer_distance = Mm(15), FOOTER
    _set_grid(section)


def _set_grid(section: Section) -> None:
    """Set the grid of 22 lines.

    The 28 characters (15.79 pt each, less than 3号's 16 pt) come from condensed styles: programmes
    disagree on a character grid narrower than its characters, some give each two cells.
    """
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(LINE.pt * 20)))
    properties.append(grid)


def _number_pages(document: Document) -> None:
    """Number odd pages at the right and even pages at the left, one character in, as “— 1 —”."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _number_footer(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number_footer(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number_footer(footer: _Footer, align: WD_ALIGN_PARAGRAPH) -> None:
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = align
    layout = line.paragraph_format
    layout.left_indent = SMALL_SIZE if align == WD_ALIGN_PARAGRAPH.LEFT else None
    layout.right_indent = SMALL_SIZE if align == WD_ALIGN_PARAGRAPH.RIGHT else None
    for text, field in (("— ", None), ("", "PAGE"), (" —", None)):
        run = line.add_run(text)
        run.font.size = SMALL_SIZE
        set_font(run._r.get_or_add_rPr(), SONGTI, SONGTI)
        if field:
            _add_field(run, field)


def _add_field(run: Run, instruction: str) -> None:
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = instruction
            run._r.append(code)
