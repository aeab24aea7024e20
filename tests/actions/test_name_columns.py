"""Naming the columns of a sheet by hand: read again at once, and remembered for that layout alone."""

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.import_hearings import apply_run, receive_file
from litigation.actions.name_columns import name_columns
from litigation.law.error import ConflictError, InvalidInputError
from litigation.records.db import db
from litigation.records.import_run import ImportRun, LearnedHeading
from tests.actions.test_import_hearings import MARKET, RECEIVED, heaps
from tests.factory import CLERK, NOW, SECRET, make_agency

HEADINGS = "甲栏,乙栏,丙栏,丁栏,戊栏"
FIELDS = {0: "case_number", 1: "plaintiffs", 2: "defendants", 3: "start", 4: "courtroom"}


def sheet(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\n".join((headings, *rows)).encode()


def line(number: int, start: str = "2026-09-28 09:30", case: str = "") -> str:
    return f"{case or f'（2026）鲁9902行初{number}号'},王建国,{MARKET},{start},第三法庭"


def receive(data: bytes, name: str = "来件.csv") -> ImportRun:
    return receive_file(data, name, RECEIVED, now=NOW, actor=CLERK)


def name(run: ImportRun, fields: dict[int, str], *, remember: bool = True) -> ImportRun:
    columns = {run.layouts[0]["mark"]: fields}
    return name_columns(run.id, run.version, columns, remember=remember, now=NOW, actor=CLERK)


def test_the_columns_are_shown_with_samples_even_where_nothing_was_read(app_on: Flask) -> None:
    run = receive(sheet("甲,乙,丙,丁,戊", "子,丑,寅,卯,辰"))

    assert run.state == "refused"
    (layout,) = run.layouts
    assert layout["unclear"] is True
    assert [each["heading"] for each in layout["columns"]] == HEADINGS.split(",")
    assert list(layout["columns"][0]["samples"]) == ["甲", "子"]


def test_named_columns_are_read_at_once_and_the_next_file_alike(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(sheet(line(1), line(2, "2026-09-29 09:30")))

    name(run, {**FIELDS, 1: "third_parties"})

    assert (run.state, heaps(run)) == ("waiting", ["new", "new"])
    assert run.rows[0].draft["third_parties"] == ["王建国"]
    apply_run(run.id, run.version, now=NOW, actor=CLERK, secret=SECRET)
    following = receive(sheet(line(3)), name="下月.csv")
    assert [each["unclear"] for each in (*run.layouts, *following.layouts)] == [False, False]
    assert following.rows[0].draft["third_parties"] == ["王建国"]
    other = receive(sheet(line(4), headings="案号,原告,被告,开庭时间,法庭"), name="另一种.csv")
    assert other.rows[0].draft["plaintiffs"] == ["王建国"]


def test_without_remembering_the_next_file_is_read_as_before(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(sheet(line(1)))

    name(run, {**FIELDS, 1: "third_parties"}, remember=False)

    assert run.rows[0].draft["third_parties"] == ["王建国"]
    assert db.session.scalars(select(LearnedHeading)).all() == []
    assert "third_parties" not in receive(sheet(line(2)), name="二.csv").rows[0].draft


def test_naming_again_replaces_what_was_said(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(sheet(line(1)))
    name(run, {**FIELDS, 1: "third_parties"})

    name(run, {**FIELDS, 1: ""})

    assert "third_parties" not in run.rows[0].draft
    assert "plaintiffs" not in run.rows[0].draft
    assert len(db.session.scalars(select(LearnedHeading)).all()) == len(FIELDS)


def test_a_table_without_any_headings_can_be_named(app_on: Flask) -> None:
    make_agency(MARKET)
    data = "\n".join((line(1), line(2))).encode()
    run = receive(data)
    (layout,) = run.layouts

    name(run, {**FIELDS, 4: "judge"})

    assert layout["first"] == 0
    assert [row.draft["judge"] for row in run.rows] == ["第三法庭", "第三法庭"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({0: "plaintiffs", 3: "start"}, "哪一列是案号"),
        ({0: "case_number", 3: "judge"}, "哪一列是开庭时间"),
        ({0: "case_number", 3: "start", 4: "nonsense"}, "请从列表中选择一项"),
    ],
)
def test_what_cannot_be_read_is_said(app_on: Flask, fields: dict[int, str], sentence: str) -> None:
    run = receive(sheet(line(1)))

    with pytest.raises(InvalidInputError, match=sentence):
        name(run, fields)
    assert run.version == 1


def test_columns_are_not_named_after_rows_were_written(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(sheet(line(1)))
    apply_run(run.id, run.version, now=NOW, actor=CLERK, secret=SECRET)

    with pytest.raises(ConflictError, match="已经写入过"):
        name(run, FIELDS)


def test_usual_headings_need_no_look_and_a_strange_one_does(app_on: Flask) -> None:
    make_agency(MARKET)
    usual = receive(sheet("1,（2026）鲁9902行初1号,2026-09-28 09:30", headings="序号,案号,开庭时间"))
    strange = receive(
        sheet("某某,（2026）鲁9902行初2号,2026-09-28 09:30", headings="某栏,案号,开庭时间"), name="二.csv"
    )

    assert [run.layouts[0]["unclear"] for run in (usual, strange)] == [False, True]
