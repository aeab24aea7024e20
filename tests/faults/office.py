"""An office whose ways out lead to misbehaving stand-ins, with a clock that tests turn on."""

import threading
from collections import Counter
from datetime import timedelta

import pytest

from litigation import schedule
from litigation.actions.claim_notices import SendPolicy
from tests.actions.outbox import ask
from tests.databases import build_app, close, config_for
from tests.factory import NOW, hearing_at, make_agency, make_case, make_official
from tests.fakes.smtp import FakeSmtp
from tests.fakes.twilio import FakeTwilio

POLICY = SendPolicy(lease=timedelta(seconds=60), first_gap=timedelta(seconds=20))
HEADS = 12


class Office:
    """An application with real gateways towards the stand-ins, and a clock that tests turn on."""

    def __init__(self, url, folder, twilio, smtp):
        self.app = build_app(
            config_for(
                folder,
                url,
                TWILIO_ACCOUNT_SID="AC1",
                TWILIO_AUTH_TOKEN="secret",
                TWILIO_FROM="+8613900000000",
                TWILIO_BASE_URL=twilio.url,
                TWILIO_TIMEOUT="0.5",
                SMTP_HOST="127.0.0.1",
                SMTP_PORT=str(smtp.port),
                SMTP_FROM="office@yunting.example",
                SMTP_TIMEOUT="1",
            )
        )
        self.now = NOW
        twilio.ledger.clock = lambda: self.now
        self.worker = schedule.Worker(self.app, threading.Event(), policy=POLICY, clock=lambda: self.now)

    def send_for(self, minutes):
        """Send once each half minute."""
        for _ in range(minutes * 2):
            self.worker.send_all()
            self.now += timedelta(seconds=30)


@pytest.fixture
def providers():
    with FakeTwilio() as twilio, FakeSmtp() as smtp:
        yield twilio, smtp


@pytest.fixture
def office(sqlite_url, tmp_path, providers):
    office = Office(sqlite_url, tmp_path, *providers)
    with office.app.app_context():
        yield office
    close(office.app)


def ask_heads(count=HEADS, **fields):
    agency = make_agency()
    for number in range(count):
        hearing = make_case(
            agency, hearings=(hearing_at(f"2026-10-{12 + number % 15:02d} {9 + number // 15:02d}:30"),)
        )
        ask(hearing.hearings[0], agency, make_official(agency, f"负责人{number}", **fields))


def duplicates(twilio):
    counts = Counter((each["to"], each["body"]) for each in twilio.ledger.messages)
    return {key: count for key, count in counts.items() if count > 1}
