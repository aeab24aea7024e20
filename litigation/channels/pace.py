"""How fast a provider wants to be asked: found out from its refusals, and forgotten slowly.

Refusals for haste lower the rate to a tenth below what the provider took in the last second;
every message it takes raises the rate by a little, so that the rate hovers just below
the provider's limit, whatever that is. Before the first refusal there is no limit.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

from litigation.channels.delivery import Delivery, DeliveryResult
from litigation.channels.sms import Receipt, SmsGateway

SLOWEST, FASTEST = 1.0, 500.0
"""Bounds of the rate in messages a second; from ``FASTEST`` on there is no limit any more."""

LONGEST_PAUSE = 2.0
"""Seconds; a pause must stay far below the lease of the message that waits."""

DOWN, UP = 0.9, 0.01

LOOKED_AT, TOO_MANY = 20, 3
"""So many refusals among the last answers are about haste; fewer may be anything."""

NOT_HASTE = frozenset({"connect"})
"""Codes of passing failures that say nothing about our speed."""


class Pace:
    """The rate towards one provider; safe to share between threads."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, pause: Callable[[float], object] = time.sleep
    ) -> None:
        """``clock`` measures seconds, ``pause`` waits for so many."""
        self._clock, self._pause = clock, pause
        self._lock = threading.Lock()
        self._taken: deque[float] = deque()
        self._refusals: deque[bool] = deque(maxlen=LOOKED_AT)
        self._next = self._slowed = self._since = float("-inf")
        self.rate: float | None = None

    def wait(self) -> None:
        """Wait for the turn of one message."""
        with self._lock:
            if self.rate is None:
                return
            now = self._clock()
            turn = max(now, self._next)
            self._next = turn + 1 / self.rate
        if turn > now:
            self._pause(min(turn - now, LONGEST_PAUSE))

    def refused(self) -> None:
        """Slow down; the refusals of one second count once, they are about the same haste."""
        with self._lock:
            now = self._clock()
            self._refusals.append(True)
            if now - self._slowed < 1 or sum(self._refusals) < TOO_MANY:
                return
            self._refusals.clear()
            self._forget(now)
            self._slowed = self._next = now
            span = min(1.0, max(now - self._since, 0.1))
            self.rate = max(SLOWEST, min(len(self._taken) / span, self.rate or FASTEST) * DOWN)

    def taken(self) -> None:
        """Speed up a little."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            if not self._taken:
                self._since = now
            self._taken.append(now)
            self._refusals.append(False)
            if self.rate is not None:
                faster = self.rate * (1 + UP)
                self.rate = faster if faster < FASTEST else None

    def _forget(self, now: float) -> None:
        while self._taken and now - self._taken[0] > 1:
            self._taken.popleft()


class PacedSms:
    """A ``SmsGateway`` that keeps to the pace of the one behind it."""

    def __init__(self, behind: SmsGateway, pace: Pace | None = None) -> None:
        """``pace`` is this provider's own unless a test gives one."""
        self._behind, self._pace = behind, pace or Pace()

    def send(self, to: str, body: str, valid_until: datetime, now: datetime) -> Delivery:
        """Wait for the turn, then hand over; see ``SmsGateway.send``."""
        self._pace.wait()
        delivery = self._behind.send(to, body, valid_until, now)
        if delivery.result is DeliveryResult.SENT:
            self._pace.taken()
        elif delivery.result is DeliveryResult.TRANSIENT and delivery.code not in NOT_HASTE:
            self._pace.refused()
        return delivery

    def find(self, to: str, body: str, since: datetime) -> Delivery | None:
        """Ask the provider; see ``SmsGateway.find``."""
        return self._behind.find(to, body, since)

    def receipts(self, since: datetime) -> Sequence[Receipt] | None:
        """Ask the provider; see ``SmsGateway.receipts``."""
        return self._behind.receipts(since)
