"""A register that was restored elsewhere writes to nobody until a person has said so."""

import shutil
import threading
from datetime import timedelta

import pytest

from litigation import schedule
from litigation.actions.actor import Actor
from litigation.actions.fence import FENCE, count_due, may_send, resume_sending
from litigation.law.error import ConflictError, NotAllowedError
from litigation.records import schema
from litigation.records.db import db
from litigation.records.pulse import stopped_channels
from tests.actions.outbox import ask, notices
from tests.databases import build_app, close, config_for
from tests.factory import CLERK, NOW, hearing_at, make_agency, make_case, make_official
from tests.fakes.recorder import recording_gateways

ADMIN = Actor(name="管理员", role="admin")
LATER = NOW + timedelta(days=1)


def ask_somebody():
    agency = make_agency()
    hearing = make_case(agency, hearings=(hearing_at("2026-10-12 09:30"),)).hearings[0]
    ask(hearing, agency, make_official(agency, "沈若衡"))


@pytest.fixture
def restored(tmp_path):
    """A register whose worker has run, copied to another folder before it sent what was due."""
    original, copy = tmp_path / "original", tmp_path / "copy"
    app = build_app(config_for(original))
    with app.app_context():
        schema.upgrade(original)
        assert may_send(NOW)
        ask_somebody()
        db.session.remove()
    close(app)
    copy.mkdir()
    shutil.copy(original / "litigation.db", copy / "litigation.db")
    app = build_app(config_for(copy))
    with app.app_context():
        yield app
    close(app)


def test_the_first_worker_settles_the_place(app_on):
    assert may_send(NOW)
    assert may_send(LATER)
    assert stopped_channels(db.session()) == []


def test_a_copy_elsewhere_sends_nothing_and_says_so(restored):
    gateways = recording_gateways()
    worker = schedule.Worker(restored, threading.Event(), gateways=gateways, clock=lambda: LATER)
    assert worker.send_all() == 0
    assert gateways.sms.texts == []
    assert gateways.mail.messages == []
    assert [each.channel for each in stopped_channels(db.session())] == [FENCE]
    assert {each.state for each in notices(event="appointment")} == {"planned"}


def test_an_administrator_resumes_and_what_is_due_is_dropped(restored):
    assert not may_send(LATER)
    due = count_due(db.session(), LATER)
    assert due > 0
    assert resume_sending(drop_due=True, now=LATER, actor=ADMIN) == due
    assert may_send(LATER)
    assert count_due(db.session(), LATER) == 0
    assert stopped_channels(db.session()) == []


def test_what_is_due_is_sent_where_the_old_machine_is_gone(restored):
    assert not may_send(LATER)
    resume_sending(drop_due=False, now=LATER, actor=ADMIN)
    gateways = recording_gateways()
    worker = schedule.Worker(restored, threading.Event(), gateways=gateways, clock=lambda: LATER)
    assert worker.send_all() > 0
    assert gateways.sms.texts


def test_only_an_administrator_resumes_and_only_once(restored):
    assert not may_send(LATER)
    with pytest.raises(NotAllowedError):
        resume_sending(drop_due=True, now=LATER, actor=CLERK)
    resume_sending(drop_due=True, now=LATER, actor=ADMIN)
    with pytest.raises(ConflictError):
        resume_sending(drop_due=True, now=LATER, actor=ADMIN)


def test_a_restored_file_in_the_same_place_is_another_file(tmp_path):
    app = build_app(config_for(tmp_path))
    with app.app_context():
        schema.upgrade(tmp_path)
        assert may_send(NOW)
        db.session.remove()
        db.engine.dispose()
        shutil.copy(tmp_path / "litigation.db", tmp_path / "backup.db")
        (tmp_path / "backup.db").replace(tmp_path / "litigation.db")
        for rest in ("-wal", "-shm"):
            (tmp_path / f"litigation.db{rest}").unlink(missing_ok=True)
        assert not may_send(LATER)
    close(app)
