"""What a file is, is told by its content."""

from datetime import date
from pathlib import Path

import pytest

from litigation.intake.source import read_source

FOLDER = Path(__file__).parent
RECEIVED = date(2026, 3, 25)
NOTICE = (
    "青岛市市南区人民法院定于2026年9月3日上午9时30分在第三审判庭公开开庭审理原告王建国诉被告青岛市市南区"
    "市场监督管理局行政处罚一案，案号（2026）鲁0202行初12号。"
)


@pytest.mark.parametrize(
    ("path", "name", "hearings"),
    [
        ("sheets/d01_title_totals.xlsx", "排期.txt.xlsx", 7),
        ("sheets/d01_title_totals.xlsx", "no suffix", 7),
        ("sheets/d07_gb18030.csv", "a.csv", 6),
        ("calendars/h_gbk.ics", "a.csv", 1),
        ("calendars/h_utf16le_bom.ics", "日历", 1),
    ],
)
def test_a_file_is_read_for_what_it_is(path: str, name: str, hearings: int) -> None:
    reading = read_source((FOLDER / path).read_bytes(), name, RECEIVED)

    assert len(reading.hearings) == hearings
    assert reading.source == name


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("name", ["通知.txt", "通知", "通知.csv"])
def test_a_court_s_text_is_read_as_text(name: str, codec: str) -> None:
    reading = read_source(NOTICE.encode(codec), name, RECEIVED)

    assert [each.case_number for each in reading.hearings] == ["(2026)鲁0202行初12号"]


@pytest.mark.parametrize("name", ["a.ics", "a.xlsx", "a.txt", "a"])
@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04", bytes(range(256))])
def test_rubbish_gives_no_hearing_and_does_not_raise(name: str, data: bytes) -> None:
    assert read_source(data, name, RECEIVED).hearings == ()
