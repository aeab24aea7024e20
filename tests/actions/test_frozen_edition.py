"""An issued edition is kept whole: what it stated, the cases behind it, its papers."""

from pathlib import Path
from shutil import copyfile

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.actor import SYSTEM
from litigation.actions.close_month import frozen_circular, issue_month, issued_files
from litigation.actions.conclude import refresh_passed
from litigation.actions.export_register import export_register
from litigation.actions.load_register import load_register
from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.verify_register import verify_register
from litigation.law.attendance import Standing
from litigation.papers.circular_docx import write_circular
from litigation.papers.circular_xlsx import write_workbook
from litigation.records.circular import Circular
from litigation.records.db import db, writing
from tests.actions.test_close_month import AFTER, MONTH, a_month, hearings_of
from tests.databases import build_app, close, config_for
from tests.factory import CLERK, at, make_official

COUNTED = ("den", "num", "excused", "open", "breached", "lawyers_only", "unknown")


def test_each_figure_of_an_edition_keeps_as_many_cases_as_it_counts(app_on: Flask) -> None:
    a_month()
    circular = frozen_circular(issue_month(MONTH, now=AFTER, actor=CLERK))
    tally, cases = circular.tally, circular.heaps.cases
    assert {key: len(cases.get(key, ())) for key in COUNTED} == {key: getattr(tally, key) for key in COUNTED}
    for key, pair in tally.profiles.items():
        if key == "D":
            behind = [len(circular.heaps.sittings_of(part)) for part in ("num", "den")]
        else:
            behind = [len(cases.get(f"{key}.{part}", ())) for part in ("num", "den")]
        assert tuple(behind) == pair, key
    for line in circular.agencies:
        counted = {"den": line.den, "num": line.num, "unknown": line.unknown, "principal": line.principal}
        counted |= {"spoke": line.spoke, "settled": line.settled}
        assert {key: len(cases.get(f"agency.{line.agency_id}.{key}", ())) for key in counted} == counted
    kept = {each for ids in cases.values() for each in ids}
    assert {each.case_id for each in circular.cases} <= kept == set(circular.heaps.units)
    assert all(circular.heaps.units[each].reasons for each in cases["den"])
    assert circular.scheduled == len(cases["scheduled"]) == tally.den + sum(s.count for s in circular.origin)


def test_what_happens_afterwards_changes_nothing_in_an_issued_edition(app_on: Flask) -> None:
    agency, curable = a_month()
    head = make_official(agency)
    edition = issue_month(MONTH, now=AFTER, actor=CLERK)
    before, later = frozen_circular(edition), at("2026-10-20 15:00")
    record_attendance(hearings_of(curable)[1].id, agency.id, Came(head.id), now=later, actor=CLERK)
    with writing() as session:
        curable_row = session.get_one(type(curable), curable.id)
        curable_row.cause = "改过的案由"
    db.session.expire_all()
    after = frozen_circular(db.session.get_one(Circular, edition.id))
    assert after == before
    assert str(curable.id) in after.heaps.cases["open"]
    assert after.heaps.units[str(curable.id)].standing is Standing.OPEN
    second = frozen_circular(issue_month(MONTH, now=later, actor=CLERK, reason="第二次开庭出庭"))
    assert second.previous is not None
    assert (second.previous.num, second.tally.num, second.previous.reason) == (1, 2, "第二次开庭出庭")
    assert before.previous is None


def test_the_papers_of_an_edition_are_those_of_its_content(app: Flask) -> None:
    a_month()
    edition = issue_month(MONTH, now=AFTER, actor=CLERK)
    files, circular = issued_files(db.session, edition), frozen_circular(edition)
    assert files.docx == write_circular(circular)
    assert files.xlsx == write_workbook(circular)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"content": {}}, "内容无法读取"),
        ({"seal": "0" * 64}, "与校验码不符"),
        ({"figures": {"num": 9, "den": 9, "unknown": 0}}, "内容与数字不一致"),
    ],
)
def test_the_auditor_sees_an_edition_that_was_changed(app_on: Flask, change: dict, words: str) -> None:
    a_month()
    refresh_passed(AFTER)
    edition = issue_month(MONTH, now=AFTER, actor=CLERK)
    assert not verify_register(now=AFTER).findings["通报内容"]
    with writing() as session:
        row = session.get_one(Circular, edition.id)
        for name, value in change.items():
            setattr(row, name, value)
    found = verify_register(now=AFTER).findings["通报内容"]
    assert any(words in each.message for each in found)


def test_an_issued_edition_moves_out_and_in_whole(app: Flask, tmp_path: Path, sqlite_template: Path) -> None:
    a_month()
    refresh_passed(AFTER)
    edition = issue_month(MONTH, now=AFTER, actor=CLERK)
    stated, files = frozen_circular(edition), issued_files(db.session, edition)
    export_register(tmp_path / "out", now=AFTER, actor=SYSTEM)
    db.session.remove()
    path = copyfile(sqlite_template, tmp_path / "in.db")
    other = build_app(config_for(tmp_path / "in", f"sqlite:///{path}"))
    try:
        with other.app_context():
            load_register(tmp_path / "out", now=AFTER, actor=SYSTEM)
            row = db.session.scalars(select(Circular)).one()
            assert frozen_circular(row) == stated
            assert issued_files(db.session, row) == files
            assert verify_register(now=AFTER).sound
    finally:
        close(other)
