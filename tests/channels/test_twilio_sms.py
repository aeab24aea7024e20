import logging
from datetime import UTC, datetime, timedelta

import pytest

from litigation.channels.delivery import DeliveryResult
from litigation.channels.twilio_sms import TwilioSms
from tests.fakes.twilio import FakeTwilio

NOW = datetime.now(UTC)
SOON = NOW + timedelta(hours=3)
TO = "+8613800008000"
BODY = "【云汀区司法局】区市场监管局一案9月15日 周二 09:30开庭"


@pytest.fixture
def fake():
    with FakeTwilio(token="AC1:secret") as fake:
        yield fake


@pytest.fixture
def gateway(fake):
    return TwilioSms("AC1", "secret", "+8613900000000", base_url=fake.url, timeout=0.4)


def send(gateway, to=TO, body=BODY, valid_until=SOON, now=NOW):
    return gateway.send(to, body, valid_until, now)


def test_the_provider_gets_the_text_and_how_long_it_is_of_use(fake, gateway):
    delivery = send(gateway)
    (message,) = fake.ledger.messages
    assert delivery.result is DeliveryResult.SENT
    assert delivery.provider_id == message["sid"]
    assert (message["to"], message["body"], message["from"]) == (TO, BODY, "+8613900000000")
    assert message["validity_period"] == str(3 * 3600)


def test_the_validity_never_exceeds_what_the_provider_takes(fake, gateway):
    send(gateway, valid_until=NOW + timedelta(days=9))
    assert fake.ledger.messages[0]["validity_period"] == "36000"


def test_nothing_is_handed_over_once_the_hearing_has_begun(fake, gateway):
    delivery = send(gateway, valid_until=NOW + timedelta(seconds=1))
    assert (delivery.result, delivery.code) == (DeliveryResult.PERMANENT, "expired")
    assert fake.posts == 0


@pytest.mark.parametrize("body", ["", "  ", "应" * 1601])
def test_a_text_the_provider_would_refuse_costs_no_request(fake, gateway, body):
    assert send(gateway, body=body).result is DeliveryResult.PERMANENT
    assert fake.posts == 0


def test_a_messaging_service_stands_in_for_the_number(fake):
    gateway = TwilioSms("AC1", "secret", "MG77", base_url=fake.url, timeout=1)
    send(gateway)
    assert fake.ledger.messages[0]["messaging_service_sid"] == "MG77"


@pytest.mark.parametrize(
    ("to", "code"),
    [("+8613800009211", "21211"), ("+8613800009614", "21614"), ("+8613800009610", "21610")],
)
def test_a_refused_number_is_permanent_after_one_request(fake, gateway, to, code):
    delivery = send(gateway, to=to)
    assert (delivery.result, delivery.code, fake.posts) == (DeliveryResult.PERMANENT, code, 1)
    assert to not in delivery.sentence


def test_a_wrong_secret_is_a_matter_of_configuration(fake):
    gateway = TwilioSms("AC1", "wrong", "+8613900000000", base_url=fake.url, timeout=1)
    assert send(gateway).result is DeliveryResult.CONFIGURATION
    assert gateway.find(TO, BODY, NOW).result is DeliveryResult.CONFIGURATION


@pytest.mark.parametrize("wait", ["3", "date"])
def test_too_many_requests_wait_as_long_as_the_provider_asks(fake, gateway, wait):
    header = wait
    if wait == "date":
        header = (datetime.now(UTC) + timedelta(seconds=3)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    fake.fail("http", status=429, code=20429, headers={"Retry-After": header})
    delivery = send(gateway)
    assert delivery.result is DeliveryResult.TRANSIENT
    assert timedelta(seconds=1) < delivery.retry_after <= timedelta(seconds=4)


@pytest.mark.parametrize(
    "action", ["accept_then_500", "accept_then_drop", "accept_then_timeout", "garbage", "truncate"]
)
def test_a_lost_answer_is_unknown_and_the_message_is_found(fake, gateway, action):
    fake.fail(action, times=1)
    assert send(gateway).result is DeliveryResult.UNKNOWN
    found = gateway.find(TO, BODY, NOW)
    assert (found.result, found.provider_id) == (DeliveryResult.SENT, fake.ledger.messages[0]["sid"])


@pytest.mark.parametrize(("action", "details"), [("http", {"status": 503}), ("drop", {}), ("timeout", {})])
def test_a_message_that_was_not_taken_is_not_found(fake, gateway, action, details):
    fake.fail(action, times=1, **details)
    assert send(gateway).result is DeliveryResult.UNKNOWN
    assert gateway.find(TO, BODY, NOW) is None


def test_a_provider_that_cannot_be_reached_has_taken_nothing():
    gateway = TwilioSms("AC1", "secret", "+8613900000000", base_url="http://127.0.0.1:9", timeout=1)
    assert send(gateway).result is DeliveryResult.TRANSIENT
    assert gateway.find(TO, BODY, NOW).result is DeliveryResult.UNKNOWN


@pytest.mark.parametrize("status", [500, 429, 404])
def test_a_look_up_that_fails_is_no_proof_of_absence(fake, gateway, status):
    send(gateway)
    fake.fail("lost_list", status=status, times=1)
    assert gateway.find(TO, BODY, NOW).result is not DeliveryResult.SENT
    assert gateway.find(TO, BODY, NOW).result is DeliveryResult.SENT


def test_another_text_or_an_earlier_one_is_not_taken_for_ours(fake, gateway):
    send(gateway, body="别的内容")
    assert gateway.find(TO, BODY, NOW) is None
    send(gateway)
    assert gateway.find(TO, BODY, datetime.now(UTC) + timedelta(hours=1)) is None


def test_the_look_up_turns_pages(fake, gateway):
    send(gateway)
    for number in range(60):
        fake.ledger.accept({"To": TO, "Body": f"{number}"}, "AC1")
    assert gateway.find(TO, BODY, NOW).result is DeliveryResult.SENT


def test_a_message_that_was_taken_and_not_delivered_tells_why(fake, gateway):
    delivery = send(gateway)
    fake.deliver(delivery.provider_id, "undelivered", 30003)
    found = gateway.find(TO, BODY, NOW)
    assert (found.result, found.code) == (DeliveryResult.TRANSIENT, "30003")
    assert found.provider_id == delivery.provider_id


def test_neither_number_nor_text_reaches_the_log(fake, gateway, caplog):
    caplog.set_level(logging.INFO)
    send(gateway)
    gateway.find(TO, BODY, NOW)
    assert "13800008000" not in caplog.text
    assert "secret" not in caplog.text
