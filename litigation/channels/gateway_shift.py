"""Two providers of text messages, one standing in for the other.

Traffic moves gradually: every bad or slow answer of the preferred provider moves a part of the
messages to the other, every good one moves a smaller part back, and a few messages always
probe the one that is out of favour. A message never goes out a second way while it may have
left by the first.
"""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from litigation.channels.delivery import Delivery, DeliveryResult
from litigation.channels.sms import Receipt, SmsGateway

SLOW = 5.0
"""Seconds after which an answer counts as a bad one."""

STEP_AWAY, STEP_BACK = 0.25, 0.05
"""How much of the traffic one bad or one good answer moves."""

PROBE = 0.05
"""The part of the traffic that the provider out of favour keeps, so that its recovery is seen."""

_NEVER_TAKEN = (DeliveryResult.TRANSIENT, DeliveryResult.CONFIGURATION)
_OPEN = (DeliveryResult.UNKNOWN, DeliveryResult.CONFIGURATION)


class ShiftingSms:
    """A ``SmsGateway`` over two; safe to share between threads. Health is this process's own."""

    def __init__(
        self, first: SmsGateway, second: SmsGateway, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``first`` is preferred; ``clock`` measures seconds."""
        self._ways = (first, second)
        self._clock = clock
        self._lock = threading.Lock()
        self._away = 0.0
        self._credit = 0.0

    @property
    def away(self) -> float:
        """The part of the messages that goes by the second provider at present, 0 to 1."""
        return self._away

    def send(self, to: str, body: str, valid_until: datetime, now: datetime) -> Delivery:
        """Send by the provider whose turn it is, and by the other if surely nothing left."""
        turn = self._turn()
        delivery = self._send_by(turn, to, body, valid_until, now)
        if delivery.result not in _NEVER_TAKEN:
            return delivery
        other = self._send_by(1 - turn, to, body, valid_until, now)
        # What neither could take is told in the words of the one that may do so later.
        settings_wrong = other.result is DeliveryResult.CONFIGURATION
        return delivery if settings_wrong and delivery.result is DeliveryResult.TRANSIENT else other

    def find(self, to: str, body: str, since: datetime) -> Delivery | None:
        """Ask both: either may have taken it, and only two answers of "no" are a no."""
        answers = [way.find(to, body, since) for way in self._ways]
        known = [each for each in answers if each is not None]
        taken = (each for each in known if each.result is DeliveryResult.SENT)
        open_ones = (each for each in known if each.result in _OPEN)
        return next(taken, None) or next(open_ones, None) or next(iter(known), None)

    def receipts(self, since: datetime) -> Sequence[Receipt] | None:
        """List what both know; ``None`` when neither could be asked."""
        lists = [way.receipts(since) for way in self._ways]
        answered = [each for each in lists if each is not None]
        return [receipt for each in answered for receipt in each] if answered else None

    def _send_by(self, turn: int, to: str, body: str, valid_until: datetime, now: datetime) -> Delivery:
        began = self._clock()
        delivery = self._ways[turn].send(to, body, valid_until, now)
        settled = delivery.result in (DeliveryResult.SENT, DeliveryResult.PERMANENT)
        self._learn(turn, good=settled and self._clock() - began < SLOW)
        return delivery

    def _turn(self) -> int:
        """Share the messages out evenly, so that a part of one fifth means every fifth message."""
        with self._lock:
            self._credit += min(max(self._away, 0.0), 1 - PROBE)
            if self._credit < 1:
                return 0
            self._credit -= 1
            return 1

    def _learn(self, turn: int, *, good: bool) -> None:
        """Move traffic: a failing first drives it away, a failing second brings it back."""
        if turn == 0:
            step = -STEP_BACK if good else STEP_AWAY
        else:
            step = 0.0 if good else -STEP_AWAY
        with self._lock:
            self._away = min(max(self._away + step, 0.0), 1.0)
