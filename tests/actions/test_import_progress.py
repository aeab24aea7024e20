"""Long imports: kept at once, read by whoever holds the lease, begun again when that one died."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from litigation.actions import import_progress
from litigation.actions.answer_row import RowAnswer, answer_row, state_of
from litigation.actions.import_hearings import apply_run, discard_run, receive_file
from litigation.actions.import_progress import (
    begin_reading,
    begin_writing,
    end_writing,
    give_up_reading,
    keep_alive,
    progress_of,
    read_waiting,
    take_over_reading,
)
from litigation.law.error import ConflictError
from litigation.records.db import db
from litigation.records.import_run import ImportRow, ImportRun, ImportWork
from litigation.records.lawsuit import Lawsuit
from tests.actions.test_import_hearings import HEADINGS, MARKET, RECEIVED, heaps, line, receive
from tests.factory import CLERK, NOW, SECRET, make_agency

LATER = NOW + timedelta(minutes=5)


def clock() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_progress, "BATCH", 4)


def data(count: int = 10) -> bytes:
    return "\n".join((HEADINGS, *(line(number) for number in range(1, count + 1)))).encode()


def begin(worker: str = "one", count: int = 10) -> tuple[ImportRun, bool]:
    return begin_reading(data(count), "排期表.csv", RECEIVED, now=NOW, actor=CLERK, worker=worker)


def rows() -> int:
    return db.session.scalar(select(func.count()).select_from(ImportRow)) or 0


def test_a_kept_file_is_read_afterwards_to_what_it_would_have_been(app_on: Flask) -> None:
    make_agency(MARKET)
    run, fresh = begin()
    assert (run.state, fresh, rows()) == ("reading", True, 0)
    found = progress_of(run, NOW)
    assert found is not None
    assert (found.kind, found.alive) == ("reading", True)

    assert read_waiting(run.id, "one", clock=clock, actor=CLERK)

    db.session.refresh(run)
    assert (run.state, heaps(run), run.counts["new"], run.counts["rows"]) == ("waiting", ["new"] * 10, 10, 10)
    assert progress_of(run, NOW) is None
    apply_run(run.id, run.version, now=NOW, actor=CLERK, secret=SECRET)
    assert db.session.scalar(select(func.count()).select_from(Lawsuit)) == 10


def test_the_same_file_meanwhile_is_the_same_import(app_on: Flask) -> None:
    make_agency(MARKET)
    run, _ = begin()

    again, fresh = begin("two")

    assert (again.id, fresh) == (run.id, False)
    assert receive_file(data(), "排期表.csv", RECEIVED, now=NOW, actor=CLERK).id == run.id


def test_nothing_is_written_before_all_is_read(app_on: Flask) -> None:
    make_agency(MARKET)
    run, _ = begin()

    with pytest.raises(ConflictError, match="还没有读完"):
        apply_run(run.id, run.version, now=NOW, actor=CLERK, secret=SECRET)


def test_a_reader_that_died_is_replaced_and_leaves_no_row_behind(
    app_on: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_agency(MARKET)
    run, _ = begin()
    kept = import_progress.keep_rows

    def die_in_the_second_batch(session, run_id, batch, first, counts) -> None:  # type: ignore[no-untyped-def]  # a stand-in
        if first:
            raise MemoryError
        kept(session, run_id, batch, first, counts)

    monkeypatch.setattr(import_progress, "keep_rows", die_in_the_second_batch)
    with pytest.raises(MemoryError):
        read_waiting(run.id, "one", clock=clock, actor=CLERK)
    assert rows() == 4
    assert not take_over_reading(run.id, "two", now=NOW, actor=CLERK)  # it may still be alive
    found = progress_of(run, LATER)
    assert found is not None
    assert not found.alive

    monkeypatch.setattr(import_progress, "keep_rows", kept)
    assert take_over_reading(run.id, "two", now=LATER, actor=CLERK)
    assert read_waiting(run.id, "two", clock=lambda: LATER, actor=CLERK)

    assert rows() == 10


def test_a_reader_that_was_replaced_stops(app_on: Flask) -> None:
    make_agency(MARKET)
    run, _ = begin()
    assert take_over_reading(run.id, "two", now=LATER, actor=CLERK)

    assert not read_waiting(run.id, "one", clock=clock, actor=CLERK)
    assert not keep_alive(run.id, "one", now=LATER)
    assert keep_alive(run.id, "two", now=LATER)
    assert rows() == 0


def test_reading_that_failed_says_so_and_can_be_repeated_or_dropped(app_on: Flask) -> None:
    make_agency(MARKET)
    run, _ = begin()
    give_up_reading(run.id, "one", "读取时出了差错。")
    db.session.refresh(run)
    found = progress_of(run, NOW)
    assert found is not None
    assert (run.state, found.alive, found.failure) == ("unread", False, "读取时出了差错。")

    assert take_over_reading(run.id, "two", now=NOW, actor=CLERK)
    read_waiting(run.id, "two", clock=clock, actor=CLERK)
    db.session.refresh(run)
    assert run.state == "waiting"
    with pytest.raises(ConflictError):
        take_over_reading(run.id, "three", now=LATER, actor=CLERK)


def test_an_import_dropped_while_it_is_read_stays_dropped(app_on: Flask) -> None:
    make_agency(MARKET)
    run, _ = begin()
    discard_run(run.id, run.version, now=NOW, actor=CLERK)

    assert not read_waiting(run.id, "one", clock=clock, actor=CLERK)
    assert db.session.get_one(ImportRun, run.id).state == "discarded"


def test_an_import_is_written_by_one_at_a_time(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1), line(2))
    begin_writing(run.id, run.version, "one", now=NOW, actor=CLERK)
    found = progress_of(run, NOW)
    assert found is not None
    assert (found.kind, found.total) == ("writing", 2)

    with pytest.raises(ConflictError, match="正在写入"):
        begin_writing(run.id, run.version, "two", now=NOW, actor=CLERK)
    begin_writing(run.id, run.version, "two", now=LATER, actor=CLERK)  # the first one died
    end_writing(run.id, "two", "案号不完整")

    left = progress_of(run, LATER)
    assert left is not None
    assert (left.alive, left.failure) == (False, "案号不完整")
    apply_run(run.id, run.version, now=LATER, actor=CLERK, secret=SECRET)
    assert progress_of(run, LATER) is None
    end_writing(run.id, "two")
    assert db.session.get(ImportWork, run.id) is None


def test_the_watch_hears_how_many_rows_are_written(app_on: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("litigation.actions.write_rows.BATCH", 3)
    make_agency(MARKET)
    run = receive(*(line(number) for number in range(1, 9)), line(0, case="（2026）鲁9902行初12-16号"))
    heard: list[int] = []

    apply_run(run.id, run.version, now=NOW, actor=CLERK, secret=SECRET, watch=heard.append)

    assert heard == [3, 6]
    assert db.session.scalar(select(func.count()).select_from(Lawsuit)) == 13


def test_two_who_decide_about_one_row_lose_no_decision(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(3, "2026年9月28日下午十一时整"))
    (row,) = run.rows
    seen, question = state_of(row), row.finding["questions"][0]
    answer = RowAnswer(question["key"], question["options"][0]["code"], seen=seen)
    answer_row(run.id, row.id, answer, now=NOW, actor=CLERK)

    with pytest.raises(ConflictError, match=f"这一行刚由{CLERK.name}处理过"):
        answer_row(run.id, row.id, RowAnswer(skip=True, seen=seen), now=LATER, actor=CLERK)

    assert (row.heap, row.decision.get("skip")) == ("new", False)
    assert (run.decided_by, run.decided_at) == (CLERK.name, NOW)
    answer_row(run.id, row.id, RowAnswer(skip=True, seen=state_of(row)), now=LATER, actor=CLERK)
    assert row.decision["skip"] is True


def test_decisions_are_still_there_when_the_file_comes_again(app_on: Flask) -> None:
    make_agency(MARKET)
    run = receive(line(1), line(2))
    answer_row(run.id, run.rows[1].id, RowAnswer(skip=True), now=NOW, actor=CLERK)

    again = receive(line(1), line(2))

    assert again.id == run.id
    assert again.rows[1].decision["skip"] is True
