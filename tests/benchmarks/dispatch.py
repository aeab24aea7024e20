"""Sending what is due to a provider that takes 100 ms, against a bare threaded client."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import requests

from litigation.actions.plan_circular import plan_circular
from litigation.records.circular import Circular
from litigation.records.db import writing
from litigation.records.notice import Notice
from litigation.records.user import User
from litigation.schedule import Worker
from tests.benchmarks.measure import Result, once
from tests.databases import build_app, close, config_for, migrate
from tests.fakes.twilio import FakeTwilio

SIZE = 400
THREADS = 8
LATENCY = 0.1


def run(size: int, folder: Path) -> Result:
    """Send the same number of messages both ways, through the same number of threads."""
    with FakeTwilio() as fake:
        fake.ledger.latency = LATENCY
        ours = _ours(size, folder, fake)
        assert len(fake.bodies) == size, f"{len(fake.bodies)} of {size} arrived"
        reference = once(lambda: _bare(size, fake.url))
    return Result("dispatch", size, ours, reference, f"{THREADS} threads that post and write nothing down")


def _ours(size: int, folder: Path, fake: FakeTwilio) -> float:
    migrate("", folder)
    config = config_for(
        folder,
        LITIGATION_WORKER_THREADS=str(THREADS),
        TWILIO_ACCOUNT_SID="AC1",
        TWILIO_AUTH_TOKEN="secret",
        TWILIO_FROM="+8613900000000",
        TWILIO_BASE_URL=fake.url,
    )
    app = build_app(config)
    with app.app_context():
        _plan(size)
    worker = Worker(app, threading.Event())
    seconds = once(worker.send_all)
    close(app)
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
        session.query(Notice).update({"due_at": now, "expires_at": None})


def _leader(number: int, now: datetime) -> User:
    return User(
        username=f"leader{number}",
        name=f"领导{number}",
        role="leadership",
        mobile=f"+861380000{number:04d}",
        created_at=now,
    )


def _bare(size: int, address: str) -> None:
    session = requests.Session()
    session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=THREADS))

    def post(number: int) -> None:
        form = {"To": f"+861380000{number:04d}", "From": "+8613900000000", "Body": f"通报 {number}"}
        answer = session.post(
            f"{address}/2010-04-01/Accounts/AC1/Messages.json", data=form, auth=("AC1", "secret"), timeout=10
        )
        answer.raise_for_status()

    with session, ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(post, range(size)))
