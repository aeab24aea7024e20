import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from litigation.law.attendance import Standing
from litigation.law.summary import four_out_sentences, say_number, summary_sentences
from litigation.papers.circular_docx import SECTIONS, write_circular
from tests.law.circulars import CASES, CORRECTED, circular, line, tally


def opened(paper):
    return docx.Document(io.BytesIO(write_circular(paper)))


def text_of(document):
    return "\n".join(each.text for each in document.paragraphs)


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_paper_stands_in_the_order_of_an_official_circular():
    paper = circular()
    document = opened(paper)
    lines = [each.text for each in document.paragraphs if each.text]
    assert lines[0].replace("\n", "") == paper.title
    assert lines[1] == "各街道办事处、区政府各部门："
    heads = [each.text for each in document.paragraphs if each.style.name == "一级标题"]
    assert heads == [f"{number}、{name}" for number, (name, _) in zip("一二三四五", SECTIONS, strict=True)]
    order = [
        "附件：1.",
        "云汀区司法局",
        "2026年9月2日",
        "\n附件1\n",
        "\n附件2\n",
        "\n附件3\n",
        "抄送：区委政法委，区人民法院。",
    ]
    places = [text_of(document).index(each) for each in order]
    assert places == sorted(places)


def test_the_sentences_are_those_of_page_and_message():
    paper = circular()
    text = text_of(opened(paper))
    for sentence in summary_sentences(paper) + four_out_sentences(paper):
        assert sentence in text


def test_every_figure_of_the_agencies_table_is_the_tallys():
    paper = circular()
    table = rows_of(opened(paper).tables[0])
    assert table[0] == ["单位", "开庭", "出庭", "出庭率", "正职", "出声", "出解"]
    assert table[1] == ["区综合行政执法局", "3", "2", "66.67%", "1", "1", "2"]
    assert table[3] == ["望湖路街道办事处", "0", "0", "—", "—", "—", "—"]
    profiles = paper.tally.profiles
    parts = [str(profiles[key][0]) for key in ("F_principal", "G_spoke_of_heard", "G_settle_of_heard")]
    assert table[-1] == ["全区", str(paper.tally.den), str(paper.tally.num), paper.tally.rate, *parts]


def test_the_ledger_lists_every_duty_and_numbers_a_shared_case_once():
    ledger = rows_of(opened(circular()).tables[1])[1:]
    assert [row[0] for row in ledger] == ["1", "1", "2", "3", "4"]
    assert [row[1] for row in ledger] == [say_number(case.number) for case in CASES]
    assert ledger[0][6] == "8月5日\n周三 09:30"
    assert [row[8] for row in ledger] == ["是", "否", "—", "—", "未登记"]
    assert ledger[2][-1] == "未履行（负责人未出庭，未说明理由）"


def test_the_profiles_stand_side_by_side():
    paper = circular()
    table = rows_of(opened(paper).tables[2])
    assert table[1][:3] == ["本区口径（按件）", "2/4", "50.00%"]
    assert table[3][:3] == ["法院应当通知出庭", "0/0", "—"]


def test_the_missed_and_the_irregular_are_named_with_their_reason():
    text = text_of(opened(circular()))
    assert "未出庭2件：" in text
    assert (
        "1. 区人民政府，（2026）鲁7102行初2号，强制拆除，8月6日 周四 09:30开庭。负责人未出庭，未说明理由。"
        in text
    )
    assert "不规范1件：" in text
    assert "负责人到庭但未发言" in text


def test_next_months_hearings_show_who_is_still_missing():
    text = text_of(opened(circular()))
    assert "下月已排期开庭2件次，其中未确定出庭负责人1件次：" in text
    assert "2. 9月24日（时间待定），区综合行政执法局，（2026）鲁02行终7号，" in text
    assert "青岛市中级人民法院，未确定出庭负责人。" in text


def test_no_percent_stands_anywhere_while_an_outcome_is_missing():
    unknown = circular(
        tally=tally(den=3, num=3, unknown=1, excused=0, breached=0, lawyers_only=0),
        cases=(*CASES[:2], line(9, "区教育和体育局", Standing.UNKNOWN)),
        agencies=tuple(replace(each, unknown=1) for each in circular().agencies),
    )
    document = opened(unknown)
    text = text_of(document) + "".join(
        cell for table in document.tables for row in rows_of(table) for cell in row
    )
    assert "3件（3/4），另有1件结果待登记" in text
    assert "结果待登记1件：" in text
    assert "%" not in text.replace("办结率66.67%", "")


def test_a_month_without_hearings_says_so_and_has_no_rate():
    text = text_of(
        opened(circular(tally=tally(0, 0), cases=(), agencies=(), next_hearings=(), origin=(), trend=()))
    )
    assert "2026年8月，全区无开庭案件。" in text
    assert "未出庭：无。" in text
    assert "100%" not in text


def test_a_later_edition_shows_both_figures_and_the_reason():
    text = text_of(opened(circular(edition=2, previous=CORRECTED)))
    assert "（第2版）" in text
    assert "第1版所报出庭1件、应计4件，现为出庭2件、应计4件，更正原因：补登第二次开庭出庭情况。" in text


def test_a_draft_says_that_it_is_one():
    text = text_of(opened(circular(issued_on=None)))
    assert "（草稿，未封存）" in text
    assert "印发" not in text


def test_the_same_circular_gives_the_same_bytes_whatever_the_clock():
    assert write_circular(circular()) == write_circular(circular())
    with zipfile.ZipFile(io.BytesIO(write_circular(circular()))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    later = circular(as_of=datetime(2026, 9, 3, tzinfo=UTC))
    assert write_circular(circular()) != write_circular(later)


def test_control_characters_from_a_sheet_do_not_break_the_paper():
    text = rows_of(opened(circular(cases=(line(1, "区\x0b政府", Standing.DISCHARGED),))).tables[1])
    assert text[1][2] == "区政府"


def test_the_page_is_that_of_gb_t_9704():
    document = opened(circular())
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    measured = (section.page_width, section.page_height, section.top_margin, section.left_margin, width)
    assert [round(length.mm, 1) for length in map(Length, measured)] == [210, 297, 37, 28, 156]
    assert document.settings.odd_and_even_pages_header_footer
    footer = section.footer.paragraphs[0]
    assert footer.text == "—  —"
    assert footer._p.findall(".//" + qn("w:instrText"))[0].text == "PAGE"


@pytest.mark.parametrize(
    ("look", "font", "size"),
    [
        ("公文标题", "方正小标宋简体", 22),
        ("公文正文", "仿宋_GB2312", 16),
        ("一级标题", "黑体", 16),
        ("二级标题", "楷体_GB2312", 16),
    ],
)
def test_fonts_are_named_for_east_asian_text(look, font, size):
    style = opened(circular()).styles[look]
    fonts = style.element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == font
    assert fonts.get(qn("w:hint")) == "eastAsia"
    assert style.font.size == Pt(size)


def test_the_text_is_marked_as_chinese_and_no_theme_font_is_left():
    document = opened(circular())
    language = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:eastAsia")) == "zh-CN"
    assert "asciiTheme" not in document.styles.element.xml.split("latentStyles")[0]


def test_twenty_eight_characters_fit_into_a_line():
    style = opened(circular()).styles["公文正文"]
    condensed = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (16 + condensed) <= Mm(156).pt < 29 * (16 + condensed)


def test_a_table_repeats_its_head_and_keeps_its_rows_whole():
    table = opened(circular()).tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
