"""An outbox full of what is due now, and waiting until it is empty."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from litigation.actions.plan_circular import plan_circular
from litigation.records.circular import Circular
from litigation.records.db import writing
from litigation.records.notice import Notice
from litigation.records.user import User
from tests.databases import build_app, close, config_for, count_rows


def fill(url: str, folder: Path, count: int, later: timedelta = timedelta(0)) -> None:
    """Make one issued circular with so many leaders to tell, due ``later`` than now."""
    now = datetime.now(UTC)
    app = build_app(config_for(folder, url))
    with app.app_context(), writing() as session:
        session.add_all(
            User(
                username=f"leader{number}",
                name=f"领导{number}",
                role="leadership",
                mobile=f"+861380000{number:04d}",
                created_at=now,
            )
            for number in range(count)
        )
        circular = Circular(
            month="2026-08",
            state="issued",
            as_of=now,
            figures={"den": 17, "num": 17, "rate": "100%"},
            drafted_at=now,
        )
        session.add(circular)
        plan_circular(session, circular, now)
        for notice in session.query(Notice):
            notice.due_at, notice.expires_at = now + later, None
    close(app)


def left(url: str) -> int:
    """How many are neither sent nor reported."""
    return count_rows(url, "notice WHERE state NOT IN ('sent', 'failed')")


def unsent(url: str) -> int:
    """How many are not sent."""
    return count_rows(url, "notice WHERE state <> 'sent'")


def until_taken(messages: list[dict[str, object]], count: int) -> None:
    """Wait until the provider has taken so many."""
    end = time.monotonic() + 30
    while len(messages) < count:
        assert time.monotonic() < end, f"only {len(messages)} arrived"
        time.sleep(0.05)


def until_sent(url: str, seconds: float) -> None:
    """Wait until all are sent, or the time is over."""
    end = time.monotonic() + seconds
    while unsent(url) and time.monotonic() < end:
        time.sleep(0.2)
