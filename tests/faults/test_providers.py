"""The whole sender against misbehaving providers: every due notice ends in exactly one way."""

from collections import Counter

import pytest

from tests.actions.outbox import notices, tasks
from tests.faults.office import HEADS, ask_heads, duplicates


@pytest.mark.parametrize(
    ("action", "details"),
    [
        ("http", {"status": 429, "code": 20429, "probability": 0.3, "headers": {"Retry-After": "1"}}),
        ("http", {"status": 500, "times": 3}),
        ("accept_then_500", {"times": 5}),
        ("accept_then_drop", {"every": 5}),
        ("accept_then_timeout", {"times": 2, "seconds": 1.0}),
        ("timeout", {"times": 3, "seconds": 1.0}),
        ("garbage", {"times": 4}),
        ("truncate", {"times": 4}),
        ("drop", {"times": 4}),
    ],
)
def test_every_text_arrives_once_whatever_the_provider_does(office, providers, action, details):
    twilio, _ = providers
    ask_heads()
    twilio.fail(action, **details)
    office.send_for(8)
    texts = notices(event="appointment", channel="sms")
    assert {each.state for each in texts} == {"sent"}
    assert len(twilio.ledger.messages) == HEADS
    assert duplicates(twilio) == {}


def test_a_provider_that_cannot_be_asked_delays_but_never_doubles(office, providers):
    twilio, _ = providers
    ask_heads(3)
    twilio.fail("accept_then_500", times=3)
    twilio.fail("lost_list", status=500, times=4)
    office.send_for(10)
    assert {each.state for each in notices(event="appointment", channel="sms")} == {"sent"}
    assert duplicates(twilio) == {}


def test_a_dead_number_fails_once_and_the_mail_still_arrives(office, providers):
    twilio, smtp = providers
    ask_heads(1, mobile="+8613800009614")
    office.send_for(2)
    states = {each.channel: each.state for each in notices(event="appointment")}
    assert states == {"sms": "failed", "mail": "sent"}
    assert twilio.posts == 1
    assert len(tasks(kind="undelivered")) == 1
    assert len(smtp.messages) == 1


def test_mail_that_is_put_off_arrives_and_mail_that_is_refused_is_reported(office, providers):
    _, smtp = providers
    ask_heads(2, mobile=None)
    smtp.fail("rcpt", "451 4.7.1 greylisted", times=1)
    office.send_for(3)
    assert len(smtp.messages) == 2
    smtp.fail("rcpt", "550 5.1.1 no such user", times=9)
    ask_heads(1, mobile=None)
    office.send_for(3)
    assert Counter(each.state for each in notices(event="appointment")) == {"sent": 2, "failed": 1}


def test_a_mail_whose_answer_was_lost_comes_twice_at_most_under_one_name(office, providers):
    _, smtp = providers
    ask_heads(1, mobile=None)
    smtp.fail("drop", times=1)
    office.send_for(3)
    first, second = smtp.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert [each.state for each in notices(event="appointment")] == ["sent"]
