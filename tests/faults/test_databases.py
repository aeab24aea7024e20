"""The database fails while messages leave: nothing is lost, and nothing leaves twice."""

import os
import sqlite3
import threading
import time
from collections import Counter

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url

from litigation.actions.run_job import beat
from litigation.records.db import db
from litigation.schedule import Worker
from tests.databases import build_app, close, config_for, count_rows
from tests.factory import NOW
from tests.fakes.proxy import Proxy
from tests.fakes.twilio import FakeTwilio
from tests.faults.due import fill, unsent, until_sent, until_taken
from tests.faults.workers import PROVIDER, Workers

DUE = 600 if os.environ.get("LITIGATION_LONG") else 80

pytestmark = pytest.mark.fault


def twice(fake):
    arrived = Counter(message["to"] for message in fake.ledger.messages)
    return {to: count for to, count in arrived.items() if count > 1}


def workers_on(url, folder, fake, **more):
    return Workers(
        folder,
        LITIGATION_DATABASE_URL=url,
        LITIGATION_DATABASE_TIMEOUT="2",
        TWILIO_BASE_URL=fake.url,
        TWILIO_TIMEOUT="1",
        **PROVIDER,
        **more,
    )


def through(proxy, url):
    return make_url(url).set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)


@pytest.fixture
def proxied(postgresql_url):
    with Proxy(make_url(postgresql_url).port) as proxy:
        yield proxy


@pytest.mark.postgresql
def test_a_database_that_crashes_and_starts_again_loses_and_doubles_nothing(
    postgresql_server, postgresql_url, tmp_path
):
    if postgresql_server.control is None:
        pytest.skip("a server that was given to the tests is not restarted")
    engine = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        name = make_url(postgresql_url).database
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = on'))
    engine.dispose()
    fill(postgresql_url, tmp_path, DUE)
    with FakeTwilio() as fake, workers_on(postgresql_url, tmp_path, fake) as workers:
        fake.ledger.latency = 0.1
        workers.start(2)
        until_taken(fake.ledger.messages, 20)
        # Without a log the new server would hold on to our end of the output.
        postgresql_server.run(
            "restart", "-m", "immediate", "-l", str(postgresql_server.folder.parent / "log")
        )
        began = time.monotonic()
        until_sent(postgresql_url, 60)
        assert unsent(postgresql_url) == 0, workers.log.read_text()[-3000:]
        assert time.monotonic() - began < 45
        assert len(workers.processes) == 2
        assert [process.poll() for process in workers.processes] == [None, None]
    assert twice(fake) == {}
    assert len(fake.ledger.messages) == DUE


@pytest.mark.postgresql
def test_connections_that_break_and_commits_without_an_answer_double_nothing(
    proxied, postgresql_url, tmp_path
):
    fill(postgresql_url, tmp_path, DUE)
    with FakeTwilio() as fake, workers_on(through(proxied, postgresql_url), tmp_path, fake) as workers:
        fake.ledger.latency = 0.05
        workers.start(1)
        until_taken(fake.ledger.messages, 10)
        end = time.monotonic() + 6
        while time.monotonic() < end and unsent(postgresql_url):
            proxied.drop_reply_to = b"COMMIT"
            time.sleep(0.7)
            proxied.cut()
            time.sleep(0.3)
        proxied.drop_reply_to = None
        until_sent(postgresql_url, 40)
        assert unsent(postgresql_url) == 0, workers.log.read_text()[-3000:]
    assert proxied.dropped > 0
    assert twice(fake) == {}
    assert len(fake.ledger.messages) == DUE


@pytest.mark.postgresql
def test_a_silent_database_is_told_at_once_and_the_worker_goes_on_afterwards(
    proxied, postgresql_url, tmp_path
):
    url = through(proxied, postgresql_url)
    fill(postgresql_url, tmp_path, DUE)
    app = build_app(config_for(tmp_path, url, LITIGATION_DATABASE_TIMEOUT="1"))
    app.config["TESTING"] = False
    with FakeTwilio() as fake, workers_on(url, tmp_path, fake) as workers:
        fake.ledger.latency = 0.1
        workers.start(1)
        until_taken(fake.ledger.messages, 10)
        client = app.test_client()
        assert client.get("/login").status_code < 400
        proxied.silent = True
        began = time.monotonic()
        assert client.get("/healthz").status_code == 503
        assert time.monotonic() - began < 10
        time.sleep(2)
        proxied.silent = False
        proxied.delay = 0.01
        until_sent(postgresql_url, 60)
        assert unsent(postgresql_url) == 0, workers.log.read_text()[-3000:]
        assert client.get("/healthz").status_code == 200
    close(app)
    assert twice(fake) == {}


def in_process(url, folder, fake):
    more = {"TWILIO_BASE_URL": fake.url, "TWILIO_TIMEOUT": "1", "LITIGATION_LEASE_SECONDS": "1"}
    return build_app(config_for(folder, url, **more, **PROVIDER))


def test_a_full_disk_breaks_nothing_and_nothing_leaves_unrecorded(sqlite_url, tmp_path):
    fill(sqlite_url, tmp_path, 30)
    with FakeTwilio() as fake:
        app = in_process(sqlite_url, tmp_path, fake)
        app.config["TESTING"] = False
        with app.app_context():
            full = {"now": True}

            def shrink(connection, _record):
                if full["now"]:
                    connection.execute("PRAGMA max_page_count=1")  # SQLite takes the present size

            event.listen(db.engine, "connect", shrink)
            db.session.remove()
            db.engine.dispose()
            worker = Worker(app, threading.Event())
            worker.send_all()
            assert "send" in worker.faults
            recorded = count_rows(sqlite_url, "notice WHERE body <> '' OR state = 'sent'")
            assert len(fake.ledger.messages) <= recorded
            page = app.test_client().post("/login", data={"username": "x" * 60, "password": "y"})
            assert page.status_code < 600
            full["now"] = False
            db.session.remove()
            db.engine.dispose()
            time.sleep(1.2)
            end = time.monotonic() + 30
            while unsent(sqlite_url) and time.monotonic() < end:
                worker.send_all()
                time.sleep(0.5)
        close(app)
    assert unsent(sqlite_url) == 0
    assert twice(fake) == {}
    check = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()


def test_a_locked_database_is_waited_for(sqlite_url, tmp_path):
    fill(sqlite_url, tmp_path, 20)
    with FakeTwilio() as fake:
        app = in_process(sqlite_url, tmp_path, fake)
        app.config["TESTING"] = False
        lock = sqlite3.connect(
            sqlite_url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False
        )
        lock.execute("BEGIN EXCLUSIVE")
        timer = threading.Timer(4, lambda: lock.execute("COMMIT"))
        timer.start()
        worker = Worker(app, threading.Event())
        sender = threading.Thread(target=worker.send_all)
        sender.start()
        client = app.test_client()
        pages = [client.get("/login").status_code for _ in range(10)]
        began = time.monotonic()
        with app.app_context():
            beat("worker", NOW, NOW)
        assert time.monotonic() - began > 1
        sender.join()
        timer.join()
        lock.close()
        assert max(pages) < 500
        assert list(worker.faults) == []
        close(app)
    assert unsent(sqlite_url) == 0
    assert len(fake.ledger.messages) == 20
