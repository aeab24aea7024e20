"""Two workers on one PostgreSQL, killed at random while much is due: each message arrives once.

A thousand notices with every test run; ``LITIGATION_LONG=1`` kills three times as often.
"""

import os
import random
import time
from collections import Counter

import pytest

from tests.databases import count_rows
from tests.fakes.twilio import FakeTwilio
from tests.faults.due import fill, unsent, until_sent
from tests.faults.workers import Workers

LONG = bool(os.environ.get("LITIGATION_LONG"))
DUE = 1000
KILLS = 24 if LONG else 8

pytestmark = [pytest.mark.fault, pytest.mark.postgresql]


def test_each_of_many_notices_arrives_once_though_workers_are_killed(postgresql_url, tmp_path):
    chance = random.Random(20260914)
    fill(postgresql_url, tmp_path, DUE)
    with (
        FakeTwilio() as fake,
        Workers(
            tmp_path,
            LITIGATION_DATABASE_URL=postgresql_url,
            TWILIO_ACCOUNT_SID="AC1",
            TWILIO_AUTH_TOKEN="secret",
            TWILIO_FROM="+8613900000000",
            TWILIO_BASE_URL=fake.url,
            TWILIO_TIMEOUT="1",
        ) as workers,
    ):
        fake.ledger.latency = 0.1
        fake.fail("accept_then_drop", every=40)
        fake.fail("accept_then_500", every=40)
        fake.fail("accept_then_timeout", every=60, seconds=2.0)
        fake.fail("http", status=429, code=20429, probability=0.05, headers={"Retry-After": "1"})
        workers.start(2)
        while workers.killed < KILLS and unsent(postgresql_url):
            time.sleep(chance.uniform(1.5, 3.0))
            workers.kill(chance.randrange(2))
            workers.start()
        until_sent(postgresql_url, 120)
        assert unsent(postgresql_url) == 0, workers.log.read_text()[-3000:]
        workers.stop()
        arrived = Counter(message["to"] for message in fake.ledger.messages)
    assert workers.killed >= min(KILLS, 3)
    assert len(arrived) == DUE
    assert {to: count for to, count in arrived.items() if count > 1} == {}


def test_a_worker_that_is_asked_to_end_leaves_nothing_half_done(postgresql_url, tmp_path):
    fill(postgresql_url, tmp_path, DUE)
    with (
        FakeTwilio() as fake,
        Workers(
            tmp_path,
            LITIGATION_DATABASE_URL=postgresql_url,
            TWILIO_ACCOUNT_SID="AC1",
            TWILIO_AUTH_TOKEN="secret",
            TWILIO_FROM="+8613900000000",
            TWILIO_BASE_URL=fake.url,
        ) as workers,
    ):
        fake.ledger.latency = 0.3
        workers.start()
        end = time.monotonic() + 30
        while len(fake.ledger.messages) < 8 and time.monotonic() < end:
            time.sleep(0.1)
        began = time.monotonic()
        assert workers.stop() == [0]
        assert time.monotonic() - began < 30
        assert count_rows(postgresql_url, "notice WHERE state = 'claimed'") == 0
        assert count_rows(postgresql_url, "notice WHERE state = 'sent'") == len(fake.ledger.messages)
