"""Four processes that plan and two that send, at the same time: each message once.

Three rounds with every test run, a hundred under ``LITIGATION_LONG=1``; the processes live on
over all rounds.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest

from tests.databases import build_app, close, config_for, count_rows
from tests.factory import hearing_at, make_agency, make_case, make_official
from tests.fakes.twilio import FakeTwilio
from tests.faults.workers import CHECKOUT, PROVIDER, Workers

ROUNDS = 100 if os.environ.get("LITIGATION_LONG") else 3
PLANNERS = 4

pytestmark = pytest.mark.fault


class Planner:
    """One process that assigns when it is told to."""

    def __init__(self, folder, url):
        environ = {name: value for name, value in os.environ.items() if not name.startswith("LITIGATION_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.planner", str(folder), url],
            cwd=CHECKOUT,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate(timeout=20)

    def tell(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def answer(self):
        return self.process.stdout.readline().strip()


def prepare(url, folder):
    """Give each round a hearing and a head."""
    app = build_app(config_for(folder, url))
    start = datetime.now(UTC) + timedelta(days=30)
    lines = []
    with app.app_context():
        for number in range(ROUNDS):
            agency = make_agency()
            when = (start + timedelta(days=number)).strftime("%Y-%m-%d 10:00")
            hearing = make_case(agency, hearings=(hearing_at(when),), now=datetime.now(UTC)).hearings[0]
            head = make_official(agency, f"负责人{number}", email=None)
            lines.append(f"{hearing.id} {agency.id} {head.id}")
    close(app)
    return lines


def test_each_message_leaves_once_whoever_plans_and_sends_beside(database_url, tmp_path):
    lines = prepare(database_url, tmp_path)
    with ExitStack() as stack:
        fake = stack.enter_context(FakeTwilio())
        workers = stack.enter_context(
            Workers(
                tmp_path,
                LITIGATION_DATABASE_URL=database_url,
                TWILIO_BASE_URL=fake.url,
                **PROVIDER,
            )
        )
        workers.start(2)
        planners = [stack.enter_context(Planner(tmp_path, database_url)) for _ in range(PLANNERS)]
        assert [planner.answer() for planner in planners] == ["ready"] * PLANNERS
        for line in lines:
            for planner in planners:
                planner.tell(line)
            answers = Counter(planner.answer().partition(":")[0] for planner in planners)
            assert set(answers) <= {"assigned", "refused"}
            assert answers["assigned"] >= 1
        due = "notice WHERE channel = 'sms' AND event = 'appointment'"
        end = time.monotonic() + 30 + ROUNDS
        while count_rows(database_url, f"{due} AND state <> 'sent'") and time.monotonic() < end:
            time.sleep(0.2)
        log = workers.log.read_text()
        assert workers.stop() == [0, 0]
    assert count_rows(database_url, due) == ROUNDS
    assert count_rows(database_url, f"{due} AND state = 'sent'") == ROUNDS, log[-3000:]
    appointments = Counter(message["to"] for message in fake.ledger.messages)
    assert set(appointments.values()) == {1}
    assert "Traceback" not in log
