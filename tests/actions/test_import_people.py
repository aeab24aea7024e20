"""People sheets: agencies, heads and liaisons, checked and written like any import."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import func, select

from litigation.actions.answer_row import RowAnswer, answer_row
from litigation.actions.import_hearings import ImportResult, apply_run, discard_run
from litigation.actions.import_people import receive_people
from litigation.law.error import ConflictError, InvalidInputError
from litigation.records.agency import Agency, AgencyAlias, Liaison, Official
from litigation.records.db import db
from litigation.records.import_run import ImportRun
from tests.factory import CLERK, NOW, make_agency, make_official

RECEIVED = date(2026, 9, 14)
GOVERNMENT = "澄州市云汀区人民政府"
MARKET = "澄州市云汀区市场监督管理局"
AGENCIES = [
    ["机关名称", "简称", "类型", "上级机关", "曾用名"],
    [MARKET, "区市场监管局", "部门", "区政府", "云汀区工商局"],
    [GOVERNMENT, "区政府", "政府", "", ""],
]
HEADS = [
    ["机关", "姓名", "职务", "负责人类别", "分管", "手机", "任期起", "联络员", "联络员电话"],
    [MARKET, "沈若衡", "局长", "正职", "全面", "13800001111", "2022-03-01", "方以宁", "13800002222"],
    ["区市场监管局", "顾清和", "副局长", "", "登记、处罚", "13800003333", "", "方以宁", ""],
]


def sheet(*tables: list[list[Any]]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for table in tables:
        page = book.add_worksheet()
        for line, row in enumerate(table):
            page.write_row(line, 0, row)
    book.close()
    return buffer.getvalue()


def receive(*tables: list[list[Any]]) -> ImportRun:
    return receive_people(sheet(*tables), "名册.xlsx", RECEIVED, now=NOW, actor=CLERK)


def apply(run: ImportRun, **options: Any) -> ImportResult:
    return apply_run(run.id, run.version, now=NOW, actor=CLERK, **options)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def heaps(run: ImportRun) -> list[str]:
    return [row.heap for row in run.rows]


def test_one_file_enters_agencies_heads_and_liaisons(app_on: Flask) -> None:
    run = receive(AGENCIES, HEADS)
    assert set(heaps(run)) == {"new"}
    assert count(Agency) == 0

    result = apply(run, strict=True)

    assert result.sentence == "已写入 5 行：新增 5。"
    market = db.session.scalars(select(Agency).where(Agency.name == MARKET)).one()
    assert (market.short_name, market.kind, market.parent.name) == ("区市场监管局", "department", GOVERNMENT)
    assert {alias.name for alias in market.aliases} == {"区市场监管局", "云汀区工商局"}
    heads = db.session.scalars(select(Official).order_by(Official.id)).all()
    assert [(each.name, each.rank, each.agency_id, each.liaison.name) for each in heads] == [
        ("沈若衡", "principal", market.id, "方以宁"),
        ("顾清和", "deputy", market.id, "方以宁"),
    ]
    assert (heads[0].mobile, heads[0].from_on, heads[1].portfolio) == (
        "+8613800001111",
        date(2022, 3, 1),
        ["登记", "处罚"],
    )


def test_the_same_sheet_again_changes_nothing_and_says_so(app_on: Flask) -> None:
    apply(receive(AGENCIES, HEADS))

    run = receive(AGENCIES, HEADS)

    assert set(heaps(run)) == {"same"}
    assert apply(run).sentence == "与现有登记相同（5 行），没有改动，也没有发通知。"
    assert (count(Agency), count(Official), count(Liaison)) == (2, 2, 1)


def test_a_changed_head_keeps_what_the_sheet_leaves_blank(app_on: Flask) -> None:
    agency = make_agency(MARKET)
    head = make_official(agency, "沈若衡", portfolio=["处罚"], email="a@example.test")

    run = receive([["机关", "姓名", "职务"], [MARKET, "沈若衡", "局长"]])
    assert [(each["before"], each["after"]) for each in run.rows[0].finding["changes"]] == [
        ("副局长", "局长"),
        ("副职", "正职"),
    ]
    apply(run)

    row = db.session.get_one(Official, head.id)
    assert (row.post, row.rank, row.portfolio, row.email) == ("局长", "principal", ["处罚"], "a@example.test")


def test_a_mobile_is_shown_masked_on_the_check_page(app_on: Flask) -> None:
    run = receive(AGENCIES, HEADS)

    shown = str([(row.original, row.finding) for row in run.rows])
    assert "138****1111" in shown
    assert "13800001111" not in shown


def test_an_unclear_rank_is_asked_and_the_answer_is_written(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive([["机关", "姓名", "职务"], [MARKET, "许知遥", "四级调研员"]])
    (row,) = run.rows
    assert row.heap == "doubtful"

    question = row.finding["questions"][0]
    answer_row(run.id, row.id, RowAnswer(question["key"], "other"), now=NOW, actor=CLERK)
    apply(run, strict=True)

    assert db.session.scalars(select(Official)).one().rank == "other"


def test_a_bad_number_is_left_out_only_after_somebody_agreed(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive([["机关", "姓名", "职务", "手机"], [MARKET, "沈若衡", "局长", "12345"]])
    (row,) = run.rows
    with pytest.raises(InvalidInputError, match="1 行存疑"):
        apply(run, strict=True)

    answer_row(run.id, row.id, RowAnswer(row.finding["questions"][0]["key"], "keep"), now=NOW, actor=CLERK)
    apply(run)

    assert db.session.scalars(select(Official)).one().mobile is None


def test_a_near_name_may_be_the_same_agency_renamed(app_on: Flask) -> None:
    agency = make_agency("澄州市云汀区市场监督局")
    run = receive(AGENCIES[:2])
    (row,) = run.rows
    question = row.finding["questions"][0]

    answer_row(run.id, row.id, RowAnswer(question["key"], f"agency-{agency.id}"), now=NOW, actor=CLERK)
    apply(run)

    assert count(Agency) == 1
    assert MARKET in db.session.scalars(select(AgencyAlias.name)).all()


def test_a_head_of_an_agency_nobody_entered_brings_its_agency(app_on: Flask) -> None:
    apply(receive([["机关", "姓名", "职务"], [MARKET, "沈若衡", "局长"]]))

    assert db.session.scalars(select(Official)).one().agency.name == MARKET


def test_all_or_nothing_with_the_line_that_is_wrong(app_on: Flask) -> None:
    make_agency("澄州市云汀区教育局", short_name="区教育局")
    rows = [
        ["机关名称", "简称"],
        ["澄州市云汀区民政局", "区民政局"],
        ["澄州市云汀区水利局", "澄州市云汀区教育局"],
    ]

    with pytest.raises(InvalidInputError, match="第 3 行"):
        apply(receive(rows))
    db.session.rollback()
    assert count(Agency) == 1


def test_a_row_without_a_name_waits_as_wrong_and_can_be_set_aside(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive([["机关", "姓名", "职务"], [MARKET, "", "局长"], [MARKET, "沈若衡", "局长"]])
    wrong = next(row for row in run.rows if row.heap == "wrong")
    assert wrong.line == 2

    answer_row(run.id, wrong.id, RowAnswer(skip=True), now=NOW, actor=CLERK)
    apply(run, strict=True)

    assert (run.state, count(Official)) == ("applied", 1)


def test_a_discarded_or_unreadable_sheet_writes_nothing(app_on: Flask) -> None:
    run = receive(AGENCIES)
    discard_run(run.id, run.version, now=NOW, actor=CLERK)
    with pytest.raises(ConflictError):
        apply(run)

    refused = receive_people(b"<html>", "a.xlsx", RECEIVED, now=NOW, actor=CLERK)
    assert (refused.state, count(Agency)) == ("refused", 0)
