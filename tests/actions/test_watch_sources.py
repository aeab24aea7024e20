"""A list that does not come any more is told once, counting working days alone."""

from datetime import date

import pytest

from litigation.actions.import_hearings import new_run
from litigation.actions.keep_blob import keep_blob
from litigation.actions.watch_sources import alarm_stale_source
from litigation.records.db import writing
from tests.actions.outbox import tasks
from tests.factory import CLERK, at


def listed(moment, sign="a"):
    with writing() as session:
        keep_blob(session, sign * 64, b"", "text/plain", at(moment))
        run = new_run("排期", sign * 64, date(2026, 8, 20), at(moment), CLERK)
        run.state, run.settled_at = "applied", at(moment)
        session.add(run)


def test_a_list_older_than_a_day_is_told_once_until_the_next_one(app_on):
    listed("2026-08-20 10:00")
    assert not alarm_stale_source(at("2026-08-21 09:59"))
    assert alarm_stale_source(at("2026-08-21 10:01"))
    assert not alarm_stale_source(at("2026-08-24 10:01"))
    assert "8月20日" in tasks(kind="channel")[0].title
    listed("2026-08-24 11:00", "b")
    assert not alarm_stale_source(at("2026-08-25 10:59"))
    assert alarm_stale_source(at("2026-08-25 11:01"))


@pytest.mark.parametrize(
    ("now", "told"),
    [("2026-08-22 12:00", False), ("2026-08-24 09:00", False), ("2026-08-24 10:01", True)],
)
def test_a_weekend_does_not_count(app, now, told):
    listed("2026-08-21 10:00")
    assert alarm_stale_source(at(now)) is told


def test_an_office_without_lists_is_left_alone(app):
    assert not alarm_stale_source(at("2026-08-24 10:00"))
