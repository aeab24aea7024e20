"""Notices whose use ended while they waited: reported at once, whatever they waited for.

A stopped channel, a long wait that a provider asked for, a worker that was away: none of them
may hide that somebody was not told.
"""

from datetime import datetime

from sqlalchemy import select

from litigation.actions.notice_source import why_stale
from litigation.actions.report_notice import fail
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.notice import Notice

UNSENT = N_("到期前没有发出")

AT_ONCE = 500
"""How many rows one transaction takes."""


def expire_notices(now: datetime) -> int:
    """End what may not leave any more, and raise a task where somebody should have known.

    What may have left already is not judged here: the sender asks the provider first.
    """
    ended = 0
    with writing() as session:
        rows = session.scalars(
            select(Notice)
            .where(Notice.state == "planned", Notice.expires_at <= now, Notice.unknown_since.is_(None))
            .order_by(Notice.id)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        ).all()
        for notice in rows:
            reason = why_stale(session, notice)
            if reason:
                notice.state, notice.ended_reason = "superseded", reason
            else:
                fail(session, notice, "expired", UNSENT, now, state="expired")
                ended += 1
    return ended
