"""Sending what is due to a provider that takes 100 ms, as far as that provider allows.

The provider is another process, as it is in life. References: as many workers as there are
threads, who do nothing but wait for the provider; a minute for five thousand; and a bare loop
on the database that takes rows and writes down who has them.
"""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests
from sqlalchemy import update

from litigation.actions.claim_notices import SendPolicy, claim_due
from litigation.actions.plan_circular import plan_circular
from litigation.records.circular import Circular
from litigation.records.db import writing
from litigation.records.notice import Notice
from litigation.records.user import User
from litigation.schedule import Worker
from tests.benchmarks.measure import Result, once
from tests.databases import build_app, close, config_for, migrate
from tests.postgresql import free_port

SIZE = 5000
LATENCY = 0.1
WORKERS = (1, 4, 8, 16)
EACH = 50
"""Messages for each worker where only the rate counts."""

CLAIMED = 20
"""Rows that one claim takes where only the claims count."""

SHARE = 0.85
"""The part of workers / latency that is asked for."""


def run(size: int, folder: Path) -> list[Result]:
    """Measure the rate for several numbers of workers, a full minute, and the claims alone."""
    with provider(folder) as url:
        rates = [_rate(workers, folder / f"rate{workers}", url) for workers in WORKERS]
        drain = _send(size, WORKERS[-1], folder / "drain", url)
    minute = Result("dispatch minute", size, drain, 60.0, f"one minute, {WORKERS[-1]} threads")
    return [*rates, minute, _claims(min(size, 2000), folder / "claims")]


@contextmanager
def provider(folder: Path) -> Iterator[str]:
    """Run the stand-in for the provider as a process of its own and give its address."""
    port = free_port()
    command = [sys.executable, "-m", "tests.fakes.twilio", f"--port={port}", f"--latency={LATENCY}"]
    process = subprocess.Popen([*command, f"--state={folder / 'accepted.jsonl'}"])
    url = f"http://127.0.0.1:{port}"
    try:
        while _taken(url) is None:
            time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait()


def _taken(url: str) -> int | None:
    try:
        return len(requests.get(f"{url}/_fake/messages", timeout=30).json()["messages"])
    except requests.ConnectionError:
        return None


def _rate(workers: int, folder: Path, url: str) -> Result:
    size = workers * EACH
    ours = _send(size, workers, folder, url)
    bare = once(lambda: _bare(size, workers, url))
    compared = f"{workers} threads that only wait; at most {1 / SHARE:.2f}; bare client {bare:.2f} s"
    return Result("dispatch", size, ours, size * LATENCY / workers, compared)


def _send(size: int, workers: int, folder: Path, url: str) -> float:
    """Send so many through so many threads, and count at the provider that all arrived."""
    folder.mkdir()
    migrate("", folder)
    config = config_for(
        folder,
        LITIGATION_WORKER_THREADS=str(workers),
        TWILIO_ACCOUNT_SID="AC1",
        TWILIO_AUTH_TOKEN="secret",
        TWILIO_FROM="+8613900000000",
        TWILIO_BASE_URL=url,
    )
    app = build_app(config)
    with app.app_context():
        _plan(size)
    before = _taken(url) or 0
    worker = Worker(app, threading.Event())
    seconds = once(worker.send_all)
    close(app)
    assert (_taken(url) or 0) - before == size
    return seconds


def _plan(size: int) -> None:
    """One issued circular with so many leaders to tell."""
    now = datetime.now(UTC)
    with writing() as session:
        session.add_all(_leader(number, now) for number in range(size))
        figures = {"den": 17, "num": 17, "rate": "100%"}
        circular = Circular(month="2026-08", state="issued", as_of=now, figures=figures, drafted_at=now)
        session.add(circular)
        plan_circular(session, circular, now)
        session.execute(update(Notice).values(due_at=now, expires_at=None))


def _leader(number: int, now: datetime) -> User:
    return User(
        username=f"leader{number}",
        name=f"领导{number}",
        role="leadership",
        mobile=f"+861380000{number:04d}",
        created_at=now,
    )


def _bare(size: int, workers: int, url: str) -> None:
    """Post as many from as many threads, and write nothing down: what this machine can do at all."""
    session = requests.Session()
    session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=workers))

    def post(number: int) -> None:
        form = {"To": f"+861390000{number:04d}", "From": "+8613900000000", "Body": f"通报 {number}"}
        answer = session.post(f"{url}/2010-04-01/Accounts/AC1/Messages.json", data=form, timeout=10)
        answer.raise_for_status()

    with session, ThreadPoolExecutor(workers) as pool:
        list(pool.map(post, range(size)))


def _claims(size: int, folder: Path) -> Result:
    """Claim everything there is, and do the same with two statements and nothing around them."""
    folder.mkdir()
    migrate("", folder)
    app = build_app(config_for(folder))
    with app.app_context():
        _plan(size)
        claim_due("worker", datetime.now(UTC) - timedelta(days=1), SendPolicy())  # nothing is due then
        ours = once(_claim_all)
        with writing() as session:
            session.execute(update(Notice).values(state="planned", claimed_by=None, lease_until=None))
    close(app)
    reference = once(lambda: _bare_claims(folder / "litigation.db"))
    return Result("claims", size, ours, reference, f"bare SQL, {CLAIMED} at a time; at most 1.43")


def _claim_all() -> None:
    now, policy = datetime.now(UTC), SendPolicy()
    while claim_due("worker", now, policy, CLAIMED):
        pass


def _bare_claims(file: Path) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous=NORMAL")
    now = datetime.now(UTC).replace(tzinfo=None)
    lease = str(now + timedelta(minutes=1))
    while True:
        connection.execute("BEGIN IMMEDIATE")
        taken = connection.execute(
            "UPDATE notice SET state = 'claimed', claimed_by = 'worker', lease_until = ?,"
            " attempts = attempts + 1, tried_at = coalesce(tried_at, ?) WHERE id IN (SELECT id FROM notice"
            " WHERE state = 'planned' AND coalesce(retry_at, due_at) <= ? ORDER BY due_at, id LIMIT ?)"
            " RETURNING id",
            (lease, str(now), str(now), CLAIMED),
        ).fetchall()
        connection.execute("COMMIT")
        if not taken:
            break
    connection.close()
