"""The whole sender against misbehaving providers: every due notice ends in exactly one way."""

import threading
from collections import Counter
from datetime import timedelta

import pytest

from litigation import schedule
from litigation.actions.claim_notices import SendPolicy
from tests.actions.outbox import ask, notices, tasks
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


@pytest.mark.parametrize(
    ("action", "details"),
    [
        ("http", {"status": 429, "code": 20429, "probability": 0.3, "headers": {"Retry-After": "1"}}),
        ("http", {"status": 500, "times": 3}),
        ("accept_then_500", {"times": 5}),
        ("accept_then_drop", {"every": 5}),
        ("accept_then_timeout", {"times": 2, "seconds": 1.0}),
        ("timeout", {"times": 3, "seconds": 1.0}),
        ("garbage", {"times": 4}),
        ("truncate", {"times": 4}),
        ("drop", {"times": 4}),
    ],
)
def test_every_text_arrives_once_whatever_the_provider_does(office, providers, action, details):
    twilio, _ = providers
    ask_heads()
    twilio.fail(action, **details)
    office.send_for(8)
    texts = notices(event="appointment", channel="sms")
    assert {each.state for each in texts} == {"sent"}
    assert len(twilio.ledger.messages) == HEADS
    assert duplicates(twilio) == {}


def test_a_provider_that_cannot_be_asked_delays_but_never_doubles(office, providers):
    twilio, _ = providers
    ask_heads(3)
    twilio.fail("accept_then_500", times=3)
    twilio.fail("lost_list", status=500, times=4)
    office.send_for(10)
    assert {each.state for each in notices(event="appointment", channel="sms")} == {"sent"}
    assert duplicates(twilio) == {}


def test_a_dead_number_fails_once_and_the_mail_still_arrives(office, providers):
    twilio, smtp = providers
    ask_heads(1, mobile="+8613800009614")
    office.send_for(2)
    states = {each.channel: each.state for each in notices(event="appointment")}
    assert states == {"sms": "failed", "mail": "sent"}
    assert twilio.posts == 1
    assert len(tasks(kind="undelivered")) == 1
    assert len(smtp.messages) == 1


def test_mail_that_is_put_off_arrives_and_mail_that_is_refused_is_reported(office, providers):
    _, smtp = providers
    ask_heads(2, mobile=None)
    smtp.fail("rcpt", "451 4.7.1 greylisted", times=1)
    office.send_for(3)
    assert len(smtp.messages) == 2
    smtp.fail("rcpt", "550 5.1.1 no such user", times=9)
    ask_heads(1, mobile=None)
    office.send_for(3)
    assert Counter(each.state for each in notices(event="appointment")) == {"sent": 2, "failed": 1}


def test_a_mail_whose_answer_was_lost_comes_twice_at_most_under_one_name(office, providers):
    _, smtp = providers
    ask_heads(1, mobile=None)
    smtp.fail("drop", times=1)
    office.send_for(3)
    first, second = smtp.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert [each.state for each in notices(event="appointment")] == ["sent"]
