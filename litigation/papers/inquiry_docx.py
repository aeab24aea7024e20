"""核对函: a letter to a court about what its monthly list and the register say differently.

The letter form of GB/T 9704—2012 (信函格式): the sender's name 30 mm below the edge, a red double
line below it and another one 20 mm above the lower edge, both 170 mm long, no number on page 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from litigation.law.summary import say_day_of_paper, say_month, say_number
from litigation.papers import gb9704
from litigation.papers.docx_table import Column, add_table
from litigation.papers.gb9704 import paragraph, printable, set_font
from litigation.papers.package import document_bytes

RED = RGBColor(0xC0, 0x00, 0x00)
SENDER_SIZE = Pt(30)
TOP_TO_SENDER = Mm(30)
LINE_ABOVE_EDGE = Mm(19)
"""The lower line stands on an empty line of 1 mm."""
OUT_LEFT, OUT_RIGHT = Mm(-8), Mm(-6)
"""How far the lines of 170 mm reach beyond the type area of 156 mm, 28 and 26 mm from the edges."""

COLUMNS = (
    Column("序号", 5),
    Column("案号", 17, words=True),
    Column("机关", 14, words=True),
    Column("贵院名单记载", 18, words=True),
    Column("我单位登记", 18, words=True),
    Column("需要核对的内容", 16, words=True),
)


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """One difference: whose, what the court says, what the office has, and what to look at.

    ``number`` is the machine form, or as the court wrote one that cannot be read.
    """

    number: str
    agency: str
    court: str
    ours: str
    what: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A letter of inquiry. ``month`` is ``YYYY-MM``; ``listed`` and ``agreed`` count lines of the list.

    ``number`` is 发文字号 as the office writes it, empty where it is to be filled in by hand.
    """

    sender: str
    court: str
    month: str
    lines: tuple[InquiryLine, ...]
    listed: int
    agreed: int
    reply_by: date
    dated_on: date
    contact: str = ""
    phone: str = ""
    number: str = ""

    @property
    def title(self) -> str:
        """关于核对2026年8月行政机关负责人出庭应诉情况的函."""
        return f"关于核对{say_month(self.month)}行政机关负责人出庭应诉情况的函"


def write_inquiry(inquiry: Inquiry, at: datetime) -> bytes:
    """Write the letter as .docx; the same letter gives the same bytes."""
    document = gb9704.official_document()
    _dress_first_page(document, inquiry.sender)
    _write_head(document, inquiry)
    for words in _sentences(inquiry):
        paragraph(document, words)
    rows = [
        (str(at), say_number(each.number), each.agency, each.court, each.ours, each.what)
        for at, each in enumerate(inquiry.lines, 1)
    ]
    add_table(document, COLUMNS, rows)
    _write_close(document, inquiry)
    return document_bytes(document, inquiry.title, inquiry.sender, at)


def _write_head(document: Document, inquiry: Inquiry) -> None:
    number = paragraph(document, inquiry.number or "〔　　　　〕　　号", gb9704.SIGNATURE)
    number.paragraph_format.keep_with_next = False
    before, after = inquiry.title.split("行政机关负责人", 1)
    title = paragraph(document, f"{before}", gb9704.TITLE)
    title.paragraph_format.space_before = gb9704.LINE
    title.add_run().add_break(WD_BREAK.LINE)  # broken by meaning, not where the line happens to end
    title.add_run(f"行政机关负责人{after}")
    line = paragraph(document, f"{inquiry.court}：", gb9704.ADDRESSEE)
    line.paragraph_format.space_before = gb9704.LINE


def _sentences(inquiry: Inquiry) -> Sequence[str]:
    month = say_month(inquiry.month)
    return (
        f"贵院关于{month}行政案件开庭和行政机关负责人出庭应诉情况的名单收悉。经与我单位登记逐件核对，"
        f"共{inquiry.listed}项，一致{inquiry.agreed}项，下列{len(inquiry.lines)}项需要请贵院核实。",
        f"请于{say_day_of_paper(inquiry.reply_by)}前函复，并注明以何处记载为准，以便双方统计一致"
        "（法释〔2020〕3号第十四条）。",
    )


def _write_close(document: Document, inquiry: Inquiry) -> None:
    contact = "，".join(
        words
        for words in (
            f"联系人：{inquiry.contact}" if inquiry.contact else "",
            f"联系电话：{inquiry.phone}" if inquiry.phone else "",
        )
        if words
    )
    last = paragraph(document, "特此函达，请予函复。")
    last.paragraph_format.space_before = gb9704.LINE // 2
    last.paragraph_format.keep_with_next = True
    if contact:
        paragraph(document, f"（{contact}）").paragraph_format.keep_with_next = True
    gb9704.sign(document, (inquiry.sender,), say_day_of_paper(inquiry.dated_on), gb9704.LINE)


def _dress_first_page(document: Document, sender: str) -> None:
    """Give page 1 the sender's name and the two red double lines, and no page number."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = TOP_TO_SENDER
    name = _only_paragraph(section.first_page_header)
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = name.add_run(printable(sender))
    run.font.size, run.font.color.rgb = SENDER_SIZE, RED
    set_font(run._r.get_or_add_rPr(), gb9704.XIAOBIAOSONG)
    _red_line(name, "bottom", "thickThinSmallGap", space=8)
    for other in (section.footer, section.even_page_footer):  # page numbers stay where they were
        other.paragraphs[0].paragraph_format.space_after = gb9704.FOOTER - LINE_ABOVE_EDGE
    section.footer_distance = LINE_ABOVE_EDGE
    foot = _only_paragraph(section.first_page_footer)
    foot.paragraph_format.space_after = Pt(0)
    foot.add_run().font.size = Pt(3)
    foot.paragraph_format.line_spacing = Mm(1)
    _red_line(foot, "top", "thinThickSmallGap", space=1)


def _only_paragraph(place: _Header | _Footer) -> Paragraph:
    place.is_linked_to_previous = False
    only: Paragraph = place.paragraphs[0]
    return only


def _red_line(target: Paragraph, side: str, kind: str, space: int) -> None:
    layout = target.paragraph_format
    layout.left_indent, layout.right_indent = OUT_LEFT, OUT_RIGHT
    if side == "bottom":
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    border = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", "18"), ("space", str(space)), ("color", "C00000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    target._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:overflowPunct", "w:spacing", "w:ind", "w:jc"
    )
