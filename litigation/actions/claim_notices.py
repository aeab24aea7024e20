"""Taking notices out of the outbox: one statement for both engines, one owner for each row.

A claim is a lease. Who dies leaves a row ``claimed`` whose lease runs out; whoever takes it
then knows that an answer may have been lost, and asks the provider first.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    Select,
    String,
    bindparam,
    case,
    func,
    select,
    union_all,
    update,
)

from litigation.records.db import UtcDateTime, writing
from litigation.records.notice import ChannelState, Notice

PROBE_AFTER = timedelta(minutes=1)
"""How long a stopped channel rests before one more attempt shows whether its settings were put right."""


def no_chance() -> float:
    """Leave every gap at its shortest: for tests, and for whoever needs exact times."""
    return 0.0


@dataclass(frozen=True, slots=True)
class SendPolicy:
    """How long a claim holds, how attempts are spaced, and when they end.

    The gap doubles from ``first_gap`` up to ``longest_gap``, and is lengthened by chance up to
    the part ``spread``, so that what failed together does not come back together. ``chance``
    gives numbers from 0 to 1. After ``most_attempts`` the notice fails and a person is told;
    ``most_faults`` attempts are enough where it is the notice itself that breaks the sender.
    """

    lease: timedelta = timedelta(seconds=60)
    first_gap: timedelta = timedelta(seconds=20)
    longest_gap: timedelta = timedelta(minutes=15)
    most_attempts: int = 20
    most_faults: int = 5
    spread: float = 0.25
    chance: Callable[[], float] = field(default=no_chance)

    def gap_after(self, attempts: int) -> timedelta:
        """Return the wait after the given number of attempts."""
        return min(self.first_gap * (1 << min(max(attempts - 1, 0), 16)), self.longest_gap)

    def retry_at(
        self, now: datetime, attempts: int, wished: timedelta | None, until: datetime | None
    ) -> datetime:
        """Return when to try again: never before ``wished``, the provider's own wait, is over.

        Close to ``until``, when the message is of no more use, the gap shrinks to half of what
        is left, so that the last attempt is not the one that comes too late.
        """
        gap = self.gap_after(attempts)
        if until is not None:
            gap = min(gap, max((until - now) / 2, self.first_gap))
        gap = max(gap, wished or timedelta(0))
        return now + gap * (1 + self.spread * self.chance())


def claim_due(worker: str, now: datetime, policy: SendPolicy, limit: int = 1) -> list[int]:
    """Claim up to ``limit`` due notices for ``worker`` and return their ids."""
    with writing() as session:
        values = {
            "worker": worker,
            "now": now,
            "lease_until": now + policy.lease,
            "probed": now - PROBE_AFTER,
            "limit": limit,
        }
        claimed = session.connection().execute(_CLAIM, values)
        return sorted(int(notice_id) for notice_id in claimed.scalars())


def release(notice_ids: list[int], worker: str) -> None:
    """Give back what was claimed and not begun, as if it had not been claimed."""
    if not notice_ids:
        return
    with writing() as session:
        session.execute(
            update(Notice)
            .where(Notice.id.in_(notice_ids), Notice.claimed_by == worker, Notice.state == "claimed")
            .values(state="planned", claimed_by=None, lease_until=None, attempts=Notice.attempts - 1)
            .execution_options(synchronize_session=False)
        )


def _build_claim() -> Executable:
    """Build the statement once: composing it costs more than running it.

    What a dead worker left comes first. Each of the two selections reads the index in its
    order; one condition for both would sort everything that is due at every claim.
    """
    now = bindparam("now", type_=UtcDateTime)
    abandoned = _selection(Notice.state == "claimed", Notice.lease_until < now).cte("abandoned")
    ready = _selection(Notice.state == "planned", func.coalesce(Notice.retry_at, Notice.due_at) <= now).cte(
        "ready"
    )
    chosen = union_all(select(abandoned.c.id), select(ready.c.id)).limit(bindparam("limit", type_=Integer))
    lost = case(
        (Notice.state == "claimed", func.coalesce(Notice.unknown_since, now)), else_=Notice.unknown_since
    )
    return (
        update(Notice)
        .where(Notice.id.in_(chosen))
        .values(
            state="claimed",
            claimed_by=bindparam("worker", type_=String),
            lease_until=bindparam("lease_until", type_=UtcDateTime),
            attempts=Notice.attempts + 1,
            tried_at=func.coalesce(Notice.tried_at, now),
            unknown_since=lost,
        )
        .returning(Notice.id)
    )


def _selection(*conditions: ColumnElement[bool]) -> Select[int]:
    """Choose due rows; a stopped channel is left alone until it is time for another attempt."""
    stopped = select(ChannelState.channel).where(
        ChannelState.stopped_at.is_not(None), ChannelState.tried_at > bindparam("probed", type_=UtcDateTime)
    )
    return (
        select(Notice.id)
        .where(
            *conditions,
            Notice.due_at <= bindparam("now", type_=UtcDateTime),
            Notice.channel.not_in(stopped),
        )
        .order_by(Notice.due_at, Notice.id)
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(skip_locked=True, of=Notice)
    )


_CLAIM = _build_claim()
