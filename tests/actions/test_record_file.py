"""Recording in bulk: good lines are written, the others stay out and say why."""

import io
import json

import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import func, select

from litigation.actions.record_file import RecordedLine, record_from_file
from litigation.law.error import InvalidInputError
from litigation.records.agency import Agency
from litigation.records.db import db
from litigation.records.hearing import Attendance, Hearing
from litigation.records.lawsuit import Lawsuit
from tests.factory import CLERK, at, hearing_at, make_agency, make_case, make_official

AFTER = at("2026-10-09 14:00")


def two_cases() -> tuple[Agency, Lawsuit, Lawsuit]:
    agency = make_agency()
    make_official(agency, "沈若衡")
    return agency, make_case(agency), make_case(agency, hearings=(hearing_at("2026-09-29 14:30"),))


def lines(*values: object) -> bytes:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in values).encode()


def record(data: bytes, **options: bool) -> list[RecordedLine]:
    return record_from_file(data, **{"apply": True, **options}, now=AFTER, actor=CLERK)


def attended(lawsuit: Lawsuit, agency: Agency, person: str | None = "沈若衡") -> dict[str, object]:
    row = {"agency": agency.name, "person": person, "certificate": "accepted", "spoke": True, "staff": 1}
    return {
        "case_number": lawsuit.number,
        "start": f"{lawsuit.hearings[0].starts_on}T09:30",
        "outcome": "held",
        "attendance": [row],
    }


def standing(lawsuit: Lawsuit) -> str:
    return db.session.get_one(Lawsuit, lawsuit.id, populate_existing=True).standing


def test_good_lines_are_recorded_and_wrong_ones_say_why(app_on: Flask) -> None:
    agency, first, second = two_cases()
    excused = {
        "case_number": second.number,
        "start": "2026-09-29",
        "outcome": "held",
        "attendance": [{"agency": agency.short_name, "person": None, "staff": 1}],
        "excuses": [{"agency": agency.name, "ground": 3, "seal": True, "court_decision": "accepted"}],
    }
    stranger = attended(first, agency, "查无此人")
    nowhere = {**attended(first, agency), "case_number": "(2026)鲁9902行初99999号"}
    found = record(
        lines(attended(first, agency), excused, stranger, nowhere, "不是对象", {"start": "2026-09-28"})
    )
    assert [each.state for each in found] == ["recorded", "recorded", "wrong", "wrong", "wrong", "wrong"]
    assert "查无此人" in found[2].message
    assert "没有登记" in found[3].message
    assert "第 5 行" in found[4].message
    assert "缺少“第 6 行.case_number”" in found[5].message
    assert (standing(first), standing(second)) == ("discharged", "excused")


def test_recording_a_file_again_changes_nothing(app: Flask) -> None:
    agency, first, _ = two_cases()
    data = lines(attended(first, agency))
    assert [each.state for each in record(data)] == ["recorded"]
    assert [each.state for each in record(data)] == ["same"]
    assert db.session.scalar(select(func.count()).select_from(Attendance)) == 1


def test_a_dry_run_and_a_strict_run_with_a_wrong_line_write_nothing(app_on: Flask) -> None:
    agency, first, second = two_cases()
    data = lines(attended(first, agency), {"case_number": second.number, "start": "2026-09-01"})
    for options in ({"apply": False}, {"strict": True}):
        assert [each.state for each in record(data, **options)] == ["recorded", "wrong"]
        assert standing(first) == "pending"
        assert set(db.session.scalars(select(Hearing.outcome))) == {None}


def test_a_changed_fact_needs_its_reason_in_the_line(app: Flask) -> None:
    agency, first, _ = two_cases()
    record(lines(attended(first, agency, None)))
    (refused,) = record(lines(attended(first, agency)))
    assert (refused.state, "写明理由" in refused.message) == ("wrong", True)
    assert [each.state for each in record(lines({**attended(first, agency), "reason": "笔录更正"}))] == [
        "recorded"
    ]
    assert standing(first) == "discharged"


def test_a_sheet_says_the_same_in_the_words_of_the_page(app: Flask) -> None:
    agency, first, second = two_cases()
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = workbook.add_worksheet()
    rows = [
        [
            "案号",
            "开庭时间",
            "结果",
            "机关",
            "出庭负责人",
            "身份证明",
            "离庭",
            "出声",
            "出解",
            "工作人员",
            "律师",
        ],
        [
            first.number,
            "2026-09-28 09:30",
            "已开庭",
            agency.name,
            "沈若衡",
            "合格",
            "全程在庭",
            "是",
            "否",
            1,
            0,
        ],
        [second.number, "2026-09-29", "撤诉未开"],
    ]
    for position, row in enumerate(rows):
        sheet.write_row(position, 0, row)
    workbook.close()
    assert record(buffer.getvalue()) == [
        RecordedLine(2, first.number, "recorded"),
        RecordedLine(3, second.number, "recorded"),
    ]
    row = db.session.scalars(select(Attendance)).one()
    assert (row.certificate, row.left, row.spoke, row.settlement, row.staff) == (
        "accepted",
        "no",
        True,
        False,
        1,
    )
    assert standing(second) == "not_counted"


def test_a_file_that_is_neither_is_refused(app: Flask) -> None:
    with pytest.raises(InvalidInputError):
        record(b"%PDF-1.7")
    with pytest.raises(InvalidInputError, match="表头"):
        record("甲,乙\n1,2\n".encode())
