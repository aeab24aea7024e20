"""Taking notices out of the outbox: one statement for both engines, one owner for each row.

A claim is a lease. Who dies leaves a row ``claimed`` whose lease runs out; whoever takes it
then knows that an answer may have been lost, and asks the provider first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Executable, and_, case, func, literal, or_, select, update
from sqlalchemy.orm import Session

from litigation.records.db import UtcDateTime, writing
from litigation.records.notice import ChannelState, Notice

PROBE_AFTER = timedelta(minutes=1)
"""How long a stopped channel rests before one more attempt shows whether its settings were put right."""


@dataclass(frozen=True, slots=True)
class SendPolicy:
    """How long a claim holds, how attempts are spaced, and when they end.

    The gap doubles from ``first_gap`` up to ``longest_gap``; after ``most_attempts`` the notice
    fails and a person is told.
    """

    lease: timedelta = timedelta(seconds=60)
    first_gap: timedelta = timedelta(seconds=20)
    longest_gap: timedelta = timedelta(minutes=15)
    most_attempts: int = 20

    def gap_after(self, attempts: int) -> timedelta:
        """Return the wait after the given number of attempts."""
        return min(self.first_gap * (1 << min(max(attempts - 1, 0), 16)), self.longest_gap)


def claim_due(worker: str, now: datetime, policy: SendPolicy, limit: int = 1) -> list[int]:
    """Claim up to ``limit`` due notices for ``worker`` and return their ids."""
    with writing() as session:
        claimed = session.execute(_claim_statement(session, worker, now, policy, limit))
        return sorted(int(notice_id) for notice_id in claimed.scalars())


def _claim_statement(
    session: Session, worker: str, now: datetime, policy: SendPolicy, limit: int
) -> Executable:
    ready = and_(Notice.state == "planned", func.coalesce(Notice.retry_at, Notice.due_at) <= now)
    abandoned = and_(Notice.state == "claimed", Notice.lease_until < now)
    due = (
        select(Notice.id)
        .where(or_(ready, abandoned), Notice.due_at <= now, *_not_stopped(session, now))
        .order_by(Notice.due_at, Notice.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    moment = literal(now, UtcDateTime)
    lost = case(
        (Notice.state == "claimed", func.coalesce(Notice.unknown_since, moment)), else_=Notice.unknown_since
    )
    return (
        update(Notice)
        .where(Notice.id.in_(select(due.c.id)))
        .values(
            state="claimed",
            claimed_by=worker,
            lease_until=now + policy.lease,
            attempts=Notice.attempts + 1,
            tried_at=func.coalesce(Notice.tried_at, moment),
            unknown_since=lost,
        )
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )


def _not_stopped(session: Session, now: datetime) -> Sequence[ColumnElement[bool]]:
    """Leave stopped channels alone until it is time for another attempt."""
    stopped = session.scalars(
        select(ChannelState.channel).where(
            ChannelState.stopped_at.is_not(None), ChannelState.tried_at > now - PROBE_AFTER
        )
    ).all()
    return [Notice.channel.not_in(stopped)] if stopped else []
