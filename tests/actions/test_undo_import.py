"""Taking a whole import back: the register as before, or a refusal that names the rows in the way."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from litigation.actions.assign_heads import Choice, assign
from litigation.actions.import_hearings import apply_run, receive_file
from litigation.actions.move_hearing import Correction, correct_hearing
from litigation.actions.register_case import create_hearing
from litigation.actions.undo_import import undo_import, undo_plan
from litigation.actions.verify_register import verify_register
from litigation.law.error import ConflictError, InvalidInputError
from litigation.records.assignment import Assignment
from litigation.records.db import db
from litigation.records.hearing import Hearing, HearingMove
from litigation.records.import_run import ImportRow, ImportRun
from litigation.records.journal import JournalLine
from litigation.records.lawsuit import Lawsuit
from litigation.records.notice import Notice
from tests.actions.test_import_hearings import MARKET, RECEIVED, line, receive
from tests.factory import CLERK, NOW, SECRET, at, hearing_at, make_agency, make_official

LATER = NOW + timedelta(hours=1)
REGISTER = ("lawsuit", "hearing", "hearing_case", "party", "appearance_duty", "unknown_month", "hearing_move")


def apply(run: ImportRun) -> None:
    apply_run(run.id, run.version, now=NOW, actor=CLERK, secret=SECRET)


def undo(run: ImportRun) -> str:
    return undo_import(run.id, run.version, now=LATER, actor=CLERK)


def register(*without: str) -> dict[str, list[Any]]:
    """Every row of the register's tables, for comparing before with after."""
    db.session.rollback()
    rows: dict[str, list[Any]] = {}
    for table in REGISTER:
        found = db.session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).mappings()
        rows[table] = [{name: each[name] for name in each if name not in without} for each in found]
    return rows


def the_hearing() -> Hearing:
    return db.session.scalars(select(Hearing)).one()


def test_what_was_registered_goes_with_its_cases(app_on: Flask) -> None:
    make_agency(MARKET)
    before = register()
    run = receive(line(1), line(2), line(0, case="（2026）鲁9902行初12-14号"))
    apply(run)

    sentence = undo(run)

    assert sentence == "已撤销整次导入：撤回新增的 3 次开庭、5 个案件。没有发出任何通知。"
    assert register() == before
    assert (run.state, run.undone_by) == ("undone", CLERK.name)
    assert (
        db.session.scalars(select(JournalLine.act).order_by(JournalLine.id.desc())).first() == "import.undo"
    )
    assert not any(verify_register(now=LATER).findings.values())


def test_the_same_file_can_be_imported_again_afterwards(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1), line(2))
    apply(run)
    undo(run)

    again = receive(line(1), line(2))

    assert [row.heap for row in again.rows] == ["new", "new"]
    apply(again)
    assert db.session.scalar(select(func.count()).select_from(Hearing)) == 2


def test_a_moved_hearing_is_where_it_was(app_on: Flask) -> None:
    make_agency(MARKET)
    apply(receive(line(1)))
    before = register("version")
    run = receive(line(1, "2026-09-30 14:00", room="第六法庭"))
    apply(run)
    assert the_hearing().revision == 2

    assert undo(run) == "已撤销整次导入：恢复改动的 1 次开庭。没有发出任何通知。"

    assert register("version") == before
    assert the_hearing().starts_at == at("2026-09-28 09:30")
    assert db.session.scalars(select(HearingMove)).all() == []


def test_answers_and_notices_are_as_before_the_move_and_a_later_move_is_told(app_on: Flask) -> None:
    agency = make_agency(MARKET)
    head = make_official(agency)
    apply(receive(line(1)))
    assign(Choice(the_hearing().id, agency.id, head.id), now=NOW, actor=CLERK, secret=SECRET)
    for notice in db.session.scalars(select(Notice).where(Notice.event.like("appointment%"))):
        notice.state, notice.sent_at, notice.tried_at = "sent", NOW, NOW
    db.session.scalars(select(Assignment)).one().state = "confirmed"
    db.session.commit()
    run = receive(line(1, "2026-09-30 14:00"))
    apply_run(run.id, run.version, now=NOW + timedelta(minutes=5), actor=CLERK, secret=SECRET)
    assert db.session.scalars(select(Assignment)).one().state == "lapsed"

    undo(run)

    assignment = db.session.scalars(select(Assignment)).one()
    assert (assignment.state, assignment.revision) == ("confirmed", 1)
    moved = select(Notice.state).where(Notice.event == "moved")
    assert set(db.session.scalars(moved)) == {"superseded"}
    again = receive(line(1, "2026-09-30 14:00"), name="再次.csv")
    result = apply_run(again.id, again.version, now=LATER, actor=CLERK, secret=SECRET)
    assert result.told >= 1
    assert "planned" in set(db.session.scalars(moved))


def test_a_cancelled_hearing_stands_again(app_on: Flask) -> None:
    make_agency(MARKET)
    apply(receive(line(1)))
    before = register("version")
    run = receive(line(1, note="原告撤诉，庭审取消"))
    apply(run)

    undo(run)

    assert register("version") == before
    assert not any(verify_register(now=LATER).findings.values())


def test_marks_of_a_whole_list_are_taken_back_both_ways(app_on: Flask) -> None:
    make_agency(MARKET)
    full = [line(number) for number in range(1, 6)]
    apply(receive(*full))
    shorter = receive(*full[:4])
    apply(shorter)
    longer = receive(*full, line(6))
    apply(longer)
    marked = select(func.count()).select_from(Hearing).where(Hearing.missing_since.is_not(None))
    assert db.session.scalar(marked) == 0

    undo(longer)
    assert db.session.scalar(marked) == 1


def test_an_assigned_head_is_in_the_way_and_named(app_on: Flask) -> None:
    agency = make_agency(MARKET)
    head = make_official(agency)
    run = receive(line(1), line(2))
    apply(run)
    assign(Choice(run.rows[1].hearing_id or 0, agency.id, head.id), now=NOW, actor=CLERK, secret=SECRET)
    before = register()

    with pytest.raises(InvalidInputError) as refused:
        undo(run)

    assert str(refused.value).startswith("没有撤销：第 3 行(2026)鲁9902行初2号（已派负责人）。")
    assert undo_plan(run.id).refusal == str(refused.value)
    assert register() == before
    assert run.state == "applied"


def test_a_later_change_by_hand_is_in_the_way(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1))
    apply(run)
    correct_hearing(the_hearing().id, Correction(courtroom="第九法庭"), now=NOW, actor=CLERK)

    with pytest.raises(InvalidInputError, match="后来改过"):
        undo(run)


def test_a_later_import_is_in_the_way(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1))
    apply(run)
    apply(receive(line(1, "2026-09-30 14:00"), name="二.csv"))

    with pytest.raises(InvalidInputError, match="后来改过"):
        undo(run)


def test_another_hearing_of_a_new_case_is_in_the_way(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1))
    apply(run)
    lawsuit = db.session.scalars(select(Lawsuit)).one()
    create_hearing([lawsuit.id], hearing_at("2026-10-20 09:30"), now=NOW, actor=CLERK)

    with pytest.raises(InvalidInputError, match="案件另登记了开庭"):
        undo(run)


def test_a_message_that_left_is_in_the_way(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1))
    apply(run)
    with db.session.begin_nested():
        db.session.add(
            Notice(
                key="told",
                event="appointment",
                rung="first",
                channel="sms",
                hearing_id=the_hearing().id,
                recipient_kind="official",
                recipient_id=1,
                due_at=NOW,
                planned_at=NOW,
                state="sent",
                tried_at=NOW,
            )
        )
    db.session.commit()

    with pytest.raises(InvalidInputError, match="已发通知"):
        undo(run)


def test_a_partly_applied_import_can_be_undone(app_on: Flask) -> None:
    make_agency(MARKET)
    before = register()
    run = receive(line(1), line(2, "下午十一时"))
    apply(run)
    assert run.state == "waiting"

    undo(run)

    assert register() == before
    assert run.state == "undone"
    with pytest.raises(ConflictError):
        apply(run)


def test_it_is_undone_once(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1))
    apply(run)
    undo(run)

    with pytest.raises(ConflictError, match="已经撤销"):
        undo(run)


def test_rows_of_another_import_that_said_the_same_let_go(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1))
    apply(run)
    same = receive_file(
        f"案号,原告,被告,开庭时间\n（2026）鲁9902行初1号,王建国,{MARKET},2026-09-28 09:30".encode(),
        "核对.csv",
        RECEIVED,
        now=NOW,
        actor=CLERK,
    )
    apply(same)

    undo(run)

    assert db.session.scalars(select(ImportRow.hearing_id)).all() == [None, None]
    assert db.session.scalar(select(func.count()).select_from(Lawsuit)) == 0
