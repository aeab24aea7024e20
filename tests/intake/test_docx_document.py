"""Word files: read in their order, with what Word keeps outside the plain text."""

import io
import zipfile
from datetime import date, datetime

import pytest
from docx import Document

from litigation.intake.source import read_source
from tests.intake.word_files import (
    CONTROL,
    DELETED,
    INSERTED,
    STRUCK,
    TEXT_BOX,
    plain,
    replaced,
    word_file,
)

RECEIVED = date(2026, 8, 25)
at = datetime.fromisoformat
NUMBER = "（2026）鲁0213行初118号"
SUMMONS = (
    ("案    号", NUMBER),
    ("案    由", "工伤保险资格认定"),
    ("被传唤人", "青岛市李沧区人力资源和社会保障局"),
    ("传唤事由", "开庭审理"),
    ("应到时间", "2026年9月15日 上午9时30分"),
    ("应到处所", "本院第十七审判庭"),
)
HEADINGS = ("序号", "案号", "原告", "被告", "开庭时间", "法庭")


def _row(number: int, hour: str = "9:00") -> tuple[str, ...]:
    return (
        str(number),
        f"（2026）鲁0202行初{number}号",
        "王秀英",
        "青岛市市南区市场监督管理局",
        f"2026年9月3日\n{hour}",
        "第三法庭",
    )


def _read(data: bytes):
    return read_source(data, "a.docx", RECEIVED)


def _only(data: bytes):
    (draft,) = _read(data).hearings
    return draft


def test_a_summons_is_a_table_of_labels_and_values() -> None:
    draft = _only(word_file(["青岛市李沧区人民法院", "传　　票"], [SUMMONS], after=["书记员：李晓梅"]))

    assert draft.case_number == "(2026)鲁0213行初118号"
    assert draft.start == at("2026-09-15T09:30")
    assert (draft.court, draft.courtroom) == ("青岛市李沧区人民法院", "第十七审判庭")
    assert (draft.cause, draft.clerk) == ("工伤保险资格认定", "李晓梅")
    assert draft.warnings == ()


def test_every_value_keeps_its_place_in_the_words() -> None:
    draft = _only(word_file(["青岛市李沧区人民法院", "传票"], [SUMMONS]))
    start, end = draft.places["start"].start, draft.places["start"].end

    assert draft.original[start:end] == "2026年9月15日 上午9时30分"


def test_labels_and_values_may_stand_four_in_a_row() -> None:
    rows = (
        ("案号", NUMBER, "案由", "工伤认定"),
        ("应到时间", "2026年9月15日上午9时30分", "应到处所", "第三法庭"),
        ("原告", "张建军\n刘桂兰", "被告", "青岛市李沧区人力资源和社会保障局"),
    )
    draft = _only(word_file(["青岛市李沧区人民法院传票"], [rows]))

    assert (draft.start, draft.courtroom) == (at("2026-09-15T09:30"), "第三法庭")
    assert draft.plaintiffs == ("张建军", "刘桂兰")


def test_a_list_goes_through_the_reader_of_lists() -> None:
    reading = _read(
        word_file(["青岛市市南区人民法院2026年9月开庭排期表"], [[HEADINGS, _row(1), _row(2, "14:30")]])
    )

    assert [draft.start for draft in reading.hearings] == [
        at("2026-09-03T09:00"),
        at("2026-09-03T14:30"),
    ]
    assert {draft.court for draft in reading.hearings} == {"青岛市市南区人民法院"}
    assert reading.whole
    assert reading.hearings[0].place.sheet == "表格 1"


def test_a_row_that_cannot_be_used_says_where_it_is() -> None:
    bad = (
        "2",
        "（2026）鲁0202行初2号",
        "王秀英",
        "青岛市市南区市场监督管理局",
        "2026年9月31日 9:00",
        "第三法庭",
    )
    reading = _read(word_file([], [[HEADINGS, _row(1), bad]]))

    assert [(each.code, each.place.sheet, each.place.row) for each in reading.problems] == [
        ("date_invalid", "表格 1", 3)
    ]


def test_text_around_a_list_makes_no_hearing_of_its_own() -> None:
    text = "本院定于2026年9月3日起开庭审理下列案件，请各单位按时出庭。"
    reading = _read(word_file([text], [[HEADINGS, _row(1)]], after=["青岛市市南区人民法院", "2026年8月20日"]))

    assert [draft.case_number for draft in reading.hearings] == ["(2026)鲁0202行初1号"]


def test_a_court_named_in_the_page_header_is_read() -> None:
    reading = _read(word_file([], [[HEADINGS, _row(1)]], header="青岛市市南区人民法院"))

    assert reading.hearings[0].court == "青岛市市南区人民法院"


NOTICE = (
    "本院定于{}在第三法庭公开开庭审理原告王秀英诉被告青岛市市南区市场监督管理局行政处罚一案，案号"
    + NUMBER
    + "。"
)


@pytest.mark.parametrize(
    ("when", "hour"),
    [
        (plain("2026年9月15日") + DELETED.format("上午9时") + INSERTED.format("下午2时30分"), "14:30"),
        (plain("2026年9月15日") + STRUCK.format("上午9时") + plain("上午10时"), "10:00"),
        (plain("2026年9月15日") + CONTROL.format("上午8时45分"), "08:45"),
    ],
)
def test_what_was_deleted_or_struck_out_is_not_read(when: str, hour: str) -> None:
    before, after = NOTICE.split("{}")
    draft = _only(word_file(["青岛市李沧区人民法院", plain(before) + when + plain(after)]))

    assert draft.start == at(f"2026-09-15T{hour}")
    assert draft.warnings == ()


def test_a_text_box_is_read_once() -> None:
    draft = _only(
        word_file(["青岛市李沧区人民法院公告", TEXT_BOX.format(NOTICE.format("2026年9月15日上午9时"))])
    )

    assert draft.start == at("2026-09-15T09:00")
    assert "duplicate" not in draft.warnings


def test_a_table_within_a_table_is_read() -> None:
    data = word_file([], [[("@",)]])
    inner = word_file(["青岛市李沧区人民法院", "传票"], [SUMMONS])
    table = _part_between(inner, "<w:tbl>", "</w:tbl>")
    data = replaced(data, "word/document.xml", ("<w:r><w:t>@</w:t></w:r></w:p>", f"</w:p>{table}<w:p/>"))

    assert _only(data).start == at("2026-09-15T09:30")


def test_numbers_that_word_counts_are_part_of_the_text() -> None:
    document = Document()
    document.add_paragraph("青岛市市南区人民法院开庭公告")
    for number, hour in ((1, "9"), (2, "10")):
        text = f"原告王秀英诉被告青岛市市南区市场监督管理局一案，案号（2026）鲁0202行初{number}号，"
        document.add_paragraph(text + f"2026年9月3日上午{hour}时在第三法庭开庭。", style="List Number")
    out = io.BytesIO()
    document.save(out)

    assert [(each.case_number, each.start) for each in _read(out.getvalue()).hearings] == [
        ("(2026)鲁0202行初1号", at("2026-09-03T09:00")),
        ("(2026)鲁0202行初2号", at("2026-09-03T10:00")),
    ]


def test_a_file_with_pictures_alone_says_what_to_do() -> None:
    (problem,) = _read(word_file([])).problems

    assert problem.code == "words_missing"
    assert "另存后上传" in problem.message


def _part_between(data: bytes, first: str, last: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read("word/document.xml").decode()
    return part[part.index(first) : part.rindex(last) + len(last)]
