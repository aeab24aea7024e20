"""Two providers: how traffic moves from a failing one, and that nothing leaves twice."""

from datetime import UTC, datetime, timedelta

import pytest

from litigation.channels.delivery import Delivery, DeliveryResult
from litigation.channels.gateway_shift import PROBE, SLOW, ShiftingSms
from litigation.channels.sms import Receipt
from tests.fakes.recorder import RecordingSms

NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
SOON = NOW + timedelta(hours=3)
TO = "+8613800008000"
BUSY = Delivery(DeliveryResult.TRANSIENT, code="20429")
LOST = Delivery(DeliveryResult.UNKNOWN, code="no-answer")
REFUSED = Delivery(DeliveryResult.PERMANENT, code="21211")
WRONG_KEY = Delivery(DeliveryResult.CONFIGURATION, code="20003")


@pytest.fixture
def first():
    return RecordingSms()


@pytest.fixture
def second():
    return RecordingSms()


@pytest.fixture
def ways(first, second):
    return ShiftingSms(first, second, clock=lambda: 0.0)


def send(ways, count=1):
    return [ways.send(TO, f"第 {number} 条", SOON, NOW) for number in range(count)]


def test_everything_goes_by_the_preferred_one_while_it_works(ways, first, second):
    send(ways, 20)
    assert (len(first.texts), len(second.texts)) == (20, 0)


@pytest.mark.parametrize("answer", [BUSY, WRONG_KEY])
def test_what_surely_did_not_leave_goes_the_other_way_at_once(ways, first, second, answer):
    first.answers = [answer]
    assert send(ways)[0].result is DeliveryResult.SENT
    assert (len(first.texts), len(second.texts)) == (0, 1)


def test_what_may_have_left_is_never_sent_the_other_way(ways, first, second):
    first.answers, first.lost = [LOST], True
    assert send(ways)[0].result is DeliveryResult.UNKNOWN
    assert second.texts == []


def test_a_dead_number_is_dead_either_way(ways, first, second):
    first.answers = [REFUSED]
    assert send(ways)[0].code == "21211"
    assert second.texts == []


def test_traffic_moves_step_by_step_and_some_messages_keep_probing(ways, first, second):
    first.answers = [BUSY] * 400
    shares = []
    while ways.away < 1:
        send(ways)
        shares.append(ways.away)
    assert list(dict.fromkeys(shares)) == [0.25, 0.5, 0.75, 1.0]
    before = len(first.answers)
    send(ways, 100)
    assert before - len(first.answers) == pytest.approx(100 * PROBE, abs=2)
    assert len(second.texts) == 100 + len(shares)


def test_traffic_comes_back_when_the_preferred_one_recovers(ways, first, second):
    first.answers = [BUSY] * 4
    send(ways, 4)
    send(ways, 600)
    assert ways.away == 0.0
    before = len(first.texts)
    send(ways, 10)
    assert len(first.texts) == before + 10


def test_a_slow_answer_counts_as_a_bad_one(first, second):
    times = iter([0.0, SLOW + 1, SLOW + 1, SLOW + 1])
    ways = ShiftingSms(first, second, clock=lambda: next(times))
    send(ways)
    assert ways.away == 0.25


def test_when_both_fail_the_message_is_tried_again_later(ways, first, second):
    first.answers, second.answers = [BUSY], [WRONG_KEY]
    assert send(ways)[0].result is DeliveryResult.TRANSIENT
    first.answers, second.answers = [WRONG_KEY], [WRONG_KEY]
    assert send(ways)[0].result is DeliveryResult.CONFIGURATION


def test_a_message_is_looked_up_at_both(ways, first, second):
    assert ways.find(TO, "第 0 条", NOW) is None
    second.send(TO, "第 0 条", SOON, NOW)
    assert ways.find(TO, "第 0 条", NOW).result is DeliveryResult.SENT


def test_one_that_cannot_be_asked_keeps_the_outcome_unknown(ways, second):
    second.find = lambda *_: LOST
    assert ways.find(TO, "第 0 条", NOW).result is DeliveryResult.UNKNOWN


def test_receipts_of_both_are_read(ways, first, second):
    first.known, second.known = [Receipt("a", NOW)], [Receipt("b", NOW)]
    assert [each.provider_id for each in ways.receipts(NOW)] == ["a", "b"]
    first.known = None
    assert [each.provider_id for each in ways.receipts(NOW)] == ["b"]
    second.known = None
    assert ways.receipts(NOW) is None
