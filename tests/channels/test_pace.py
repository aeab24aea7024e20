"""The pace towards a provider: it finds the provider's limit and stays just below it."""

import random
from datetime import timedelta

from litigation.channels.delivery import Delivery, DeliveryResult, sent
from litigation.channels.pace import FASTEST, LONGEST_PAUSE, Pace, PacedSms
from tests.factory import NOW
from tests.fakes.recorder import RecordingSms

BUSY = Delivery(DeliveryResult.TRANSIENT, code="20429")
UNREACHED = Delivery(DeliveryResult.TRANSIENT, code="connect")


class Time:
    """A clock that only pauses and requests move."""

    def __init__(self):
        self.now = 0.0
        self.pauses = []

    def __call__(self):
        return self.now

    def pause(self, seconds):
        self.pauses.append(seconds)
        self.now += seconds


class Limited(RecordingSms):
    """A provider that takes so many messages a second and refuses the rest."""

    def __init__(self, time, limit):
        super().__init__()
        self.time, self.limit, self.asked, self.refused = time, limit, [], []

    def send(self, to, body, valid_until, now):
        self.time.now += 0.001
        self.asked = [at for at in self.asked if self.time.now - at < 1]
        if len(self.asked) >= self.limit:
            self.refused.append(self.time.now)
            return BUSY
        self.asked.append(self.time.now)
        return super().send(to, body, valid_until, now)


def send(gateway, times):
    for number in range(times):
        gateway.send("+8613800001234", f"短信 {number}", NOW + timedelta(hours=1), NOW)


def test_a_provider_without_a_limit_is_never_waited_for():
    time = Time()
    send(PacedSms(RecordingSms(), Pace(time, time.pause)), 500)
    assert time.pauses == []


def test_the_part_of_refusals_falls_until_hardly_any_is_left():
    time = Time()
    limited = Limited(time, 5)
    gateway = PacedSms(limited, Pace(time, time.pause))
    send(gateway, 100)
    first = len(limited.refused)
    send(gateway, 200)
    later = len(limited.refused) - first
    assert first / 100 > 0.5
    assert later / 200 < 0.2
    assert len(limited.texts) / time.now > 3.5


def test_refusals_that_have_nothing_to_do_with_haste_do_not_end_the_sending():
    time, chance = Time(), random.Random(20260914)
    pace = Pace(time, time.pause)

    class Fickle(RecordingSms):
        def send(self, to, body, valid_until, now):
            time.now += 0.02
            return BUSY if chance.random() < 0.05 else super().send(to, body, valid_until, now)

    send(PacedSms(Fickle(), pace), 2000)
    assert 2000 / time.now > 30


def test_speed_comes_back_when_the_limit_is_lifted():
    time = Time()
    limited = Limited(time, 5)
    pace = Pace(time, time.pause)
    gateway = PacedSms(limited, pace)
    send(gateway, 50)
    limited.limit = 10_000
    send(gateway, 1200)
    assert pace.rate is None or pace.rate > FASTEST / 10


def test_a_provider_that_is_not_reached_says_nothing_about_haste():
    time = Time()
    behind = RecordingSms(answers=[UNREACHED] * 20)
    send(PacedSms(behind, Pace(time, time.pause)), 20)
    assert time.pauses == []


def test_no_pause_is_longer_than_a_lease_can_bear():
    time = Time()
    pace = Pace(time, time.pause)
    behind = RecordingSms(answers=[BUSY] * 30)
    gateway = PacedSms(behind, pace)
    send(gateway, 40)
    assert max(time.pauses) <= LONGEST_PAUSE


def test_what_it_is_asked_it_asks_the_provider():
    behind = RecordingSms()
    behind.texts.append(behind_text := type("T", (), {"to": "+8613800001234", "body": "短信"})())
    gateway = PacedSms(behind)
    assert gateway.find(behind_text.to, behind_text.body, NOW) == sent("SM0")
    assert gateway.receipts(NOW) == []
