"""Clocks that are wrong: nothing leaves twice, and nothing is passed over."""

import time
from collections import Counter
from pathlib import Path

import pytest

from tests.databases import count_rows
from tests.fakes.twilio import FakeTwilio
from tests.faults.due import fill, unsent, until_sent
from tests.faults.workers import PROVIDER, Workers

# The library itself, because the command "faketime" forks: a test could not end what it started.
LIBRARY = next((str(each) for each in Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), "")

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(not LIBRARY, reason="libfaketime is not installed"),
]


def workers_with(folder, fake, **more):
    return Workers(
        folder,
        TWILIO_BASE_URL=fake.url,
        FAKETIME_DONT_FAKE_MONOTONIC="1",
        LITIGATION_DATABASE_URL=f"sqlite:///{folder / 'litigation.db'}",
        **PROVIDER,
        **more,
    )


def at(moment):
    """The command that runs another by a clock of its own."""
    return ("env", f"LD_PRELOAD={LIBRARY}", f"FAKETIME={moment}")


def arrived(fake):
    return Counter(message["to"] for message in fake.ledger.messages)


def test_a_clock_an_hour_ahead_and_then_an_hour_behind_double_and_skip_nothing(sqlite_url, tmp_path):
    fill(sqlite_url, tmp_path, 12)
    with FakeTwilio() as fake, workers_with(tmp_path, fake) as workers:
        workers.start(1, *at("+1h"))
        until_sent(sqlite_url, 20)
        workers.kill(0)
        assert unsent(sqlite_url) == 0, workers.log.read_text()[-2000:]
        workers.start(1, *at("-1h"))
        time.sleep(3)
        workers.kill(0)
    assert set(arrived(fake).values()) == {1}


def test_a_clock_behind_only_delays(sqlite_url, tmp_path):
    fill(sqlite_url, tmp_path, 6)
    with FakeTwilio() as fake, workers_with(tmp_path, fake) as workers:
        workers.start(1, *at("-1h"))
        time.sleep(4)
        workers.kill(0)
        assert fake.ledger.messages == []
        workers.start(1)
        until_sent(sqlite_url, 20)
    assert unsent(sqlite_url) == 0
    assert set(arrived(fake).values()) == {1}


@pytest.mark.parametrize("moment", ["2028-02-28 23:59:58", "2026-10-25 02:59:58"])
def test_leap_days_and_zones_with_summer_time_change_nothing(sqlite_url, tmp_path, moment):
    fill(sqlite_url, tmp_path, 6)
    with FakeTwilio() as fake, workers_with(tmp_path, fake, TZ="Europe/Berlin") as workers:
        now = count_rows(sqlite_url, "notice WHERE state = 'planned'")
        workers.start(1, *at(f"@{moment}"))
        until_sent(sqlite_url, 12 if moment > "2026-11" else 5)
        log = workers.log.read_text()
    assert now == 6
    assert "Traceback" not in log
    assert set(arrived(fake).values()) <= {1}
    assert count_rows(sqlite_url, "notice WHERE state = 'sent'") == len(fake.ledger.messages)
