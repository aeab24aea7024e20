"""The worker's ticks: each slot once, a fault alone, and signs of life."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from litigation import schedule
from litigation.actions import notice_words
from litigation.actions.run_job import beat, prune, start_job
from litigation.actions.watch import audit
from litigation.channels.mailbox import MailboxAddress
from litigation.records.db import db, writing
from litigation.records.import_run import ImportRun
from litigation.records.notice import Heartbeat, JobRun, Notice
from tests.actions.outbox import POLICY, ask, notices, tasks
from tests.factory import NOW, hearing_at, make_agency, make_case, make_official
from tests.fakes.imap import FakeImap
from tests.fakes.recorder import recording_gateways
from tests.intake.letters import make_letter


@pytest.fixture
def hearing(app):
    agency = make_agency()
    hearing = make_case(agency, hearings=(hearing_at("2026-09-28 09:30"),)).hearings[0]
    ask(hearing, agency, make_official(agency))
    return hearing


def worker(app, now=NOW, gateways=None):
    return schedule.Worker(
        app, threading.Event(), gateways=gateways or recording_gateways(), policy=POLICY, clock=lambda: now
    )


def rows(model):
    db.session.rollback()
    return list(db.session.scalars(select(model).execution_options(populate_existing=True)))


def test_one_worker_has_a_slot_and_the_others_find_it_taken(app_on):
    assert start_job("ladder", NOW, "worker 1", NOW) is not None
    assert start_job("ladder", NOW, "worker 2", NOW) is None
    assert start_job("ladder", NOW + timedelta(minutes=1), "worker 2", NOW) is not None
    assert start_job("audit", NOW, "worker 2", NOW) is not None


def test_a_job_runs_once_in_its_slot_however_often_it_ticks(app):
    runs = []
    job = schedule.Job("count", timedelta(minutes=5), lambda _worker, now: runs.append(now))
    for minute in range(7):
        worker(app, NOW + timedelta(minutes=minute)).run_in_slot(job)
    assert len(runs) == 2
    assert [run.finished_at is not None for run in rows(JobRun)] == [True, True]


def test_a_job_that_fails_is_seen_and_the_next_slot_runs_again(app):
    def break_down(_worker, now):
        raise RuntimeError("broken")

    job = schedule.Job("broken", timedelta(minutes=5), break_down)
    one = worker(app)
    one.run_in_slot(job)
    assert list(one.faults) == ["broken"]
    assert [run.finished_at for run in rows(JobRun)] == [None]


def test_a_tick_does_everything_that_is_due(app, hearing):
    done = schedule.tick(app, NOW)
    assert done.faults == ()
    assert done.notices == 2
    assert {each.state for each in notices(event="appointment")} == {"sent"}
    assert schedule.tick(app, NOW).notices == 0


def test_a_message_that_cannot_be_worded_holds_up_nobody(app, hearing, monkeypatch):
    poison, healthy = notices(event="appointment")
    real = notice_words.words_of

    def words(session, notice, settings, now):
        if notice.id == poison.id:
            raise KeyError("a field without a value")
        return real(session, notice, settings, now)

    monkeypatch.setattr("litigation.actions.prepare_notice.words_of", words)
    one = worker(app)
    one.send_all()
    states = {each.id: each.state for each in notices(event="appointment")}
    assert states == {poison.id: "planned", healthy.id: "sent"}
    assert "send" in one.faults
    now = NOW
    while (row := notices(id=poison.id)[0]).state == "planned":
        now = row.retry_at
        worker(app, now).send_all()
    assert (row.state, row.error_code, row.attempts) == ("failed", "fault", POLICY.most_faults)
    assert now - NOW < timedelta(minutes=10)
    (task,) = tasks(kind="undelivered")
    assert task.notice_id == poison.id


def test_a_beat_shows_who_is_alive(app):
    worker(app).beat()
    beat("dead", NOW - timedelta(days=3), NOW - timedelta(days=2))
    assert {row.worker for row in rows(Heartbeat)} > {"dead"}
    prune(NOW)
    assert "dead" not in {row.worker for row in rows(Heartbeat)}


def test_a_hearing_that_fell_silent_is_planned_again_or_reported(app, hearing):
    with writing() as session:
        for notice in session.scalars(select(Notice)):
            session.delete(notice)
    assert audit(NOW) == 0
    assert notices(event="appointment") != []
    with writing() as session:
        for notice in session.scalars(select(Notice)):
            notice.state = "failed"
    assert audit(NOW) == 1
    assert len(tasks(kind="silent")) == 1


def test_a_stopping_worker_takes_nothing_new(app, hearing):
    stopping = threading.Event()
    stopping.set()
    one = schedule.Worker(app, stopping, gateways=recording_gateways(), policy=POLICY, clock=lambda: NOW)
    assert one.send_all() == 0


def test_the_mailbox_is_read_by_the_worker_where_there_is_one(app):
    with FakeImap() as server:
        server.put(make_letter())
        one = worker(app)
        one.mailbox = MailboxAddress("127.0.0.1", server.port, "yingsu", "right", security="plain")
        one.run_in_slot(next(job for job in schedule.JOBS if job.name == "mailbox"))
    assert [run.detail for run in rows(JobRun)] == ["1"]
    assert [run.state for run in rows(ImportRun)] == ["waiting"]


def test_a_restored_register_leaves_the_mailbox_alone(app, monkeypatch):
    monkeypatch.setattr(schedule, "may_send", lambda _now: False)
    with FakeImap() as server:
        server.put(make_letter())
        one = worker(app)
        one.mailbox = MailboxAddress("127.0.0.1", server.port, "yingsu", "right", security="plain")
        one.run_in_slot(next(job for job in schedule.JOBS if job.name == "mailbox"))
        assert server.log == []
