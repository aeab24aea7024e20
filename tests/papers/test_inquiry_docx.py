"""The letter of inquiry in the letter form of GB/T 9704—2012."""

import io
from datetime import UTC, date, datetime

import docx
from docx.oxml.ns import qn

from litigation.papers.inquiry_docx import Inquiry, InquiryLine, write_inquiry

AT = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
LINE = InquiryLine(
    "(2026)鲁9902行初12号",
    "云汀区城市管理局",
    "8月4日开庭，负责人未出庭",
    "8月4日开庭，沈若衡（副职）出庭",
    "是否出庭，两处记载不同",
)
INQUIRY = Inquiry(
    sender="云汀区司法局",
    court="云汀区人民法院",
    month="2026-08",
    lines=(LINE, LINE),
    listed=18,
    agreed=16,
    reply_by=date(2026, 9, 21),
    dated_on=date(2026, 9, 14),
    contact="林晓岚",
    phone="0599-000-123",
)


def opened():
    return docx.Document(io.BytesIO(write_inquiry(INQUIRY, AT)))


def test_the_letter_names_court_month_figures_and_deadline():
    words = "\n".join(each.text for each in opened().paragraphs)
    assert "关于核对2026年8月\n行政机关负责人出庭应诉情况的函" in words
    assert "云汀区人民法院：" in words
    assert "共18项，一致16项，下列2项" in words
    assert "请于2026年9月21日前函复" in words
    assert "联系人：林晓岚，联系电话：0599-000-123" in words
    assert words.endswith("云汀区司法局\n2026年9月14日")


def test_the_differences_are_numbered_rows():
    (table,) = opened().tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == ["序号", "1", "2"]
    assert rows[1][1] == "（2026）鲁9902行初12号"


def test_page_one_has_red_lines_and_no_number():
    section = opened().sections[0]
    assert section.different_first_page_header_footer
    head, foot = section.first_page_header, section.first_page_footer
    assert head.paragraphs[0].text == "云汀区司法局"
    assert foot.paragraphs[0].text == ""
    for place, side in ((head, "bottom"), (foot, "top")):
        line = place.paragraphs[0]._p.pPr.find(qn("w:pBdr")).find(qn(f"w:{side}"))
        assert line.get(qn("w:color")) == "C00000"


def test_the_same_letter_is_the_same_bytes():
    assert write_inquiry(INQUIRY, AT) == write_inquiry(INQUIRY, AT)
