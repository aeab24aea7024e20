"""A platform described by a file: what its answers mean, and what a wrong description says."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from litigation.channels.delivery import DeliveryResult
from litigation.channels.http_sms import HttpSms
from litigation.channels.http_terms import read_terms
from litigation.law.error import InvalidInputError
from tests.fakes.http_gateway import ACCOUNT, SECRET, FakeHttpGateway, terms_for

NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
SOON = NOW + timedelta(hours=3)
TO, BODY = "+8613800008000", "开庭提醒：9月15日 周二 09:30"


@pytest.fixture
def platform():
    with FakeHttpGateway() as platform:
        yield platform


def gateway(platform, **changes):
    return HttpSms(read_terms(terms_for(platform.url, **changes)), ACCOUNT, SECRET, timeout=1)


def send(platform, **changes):
    return gateway(platform, **changes).send(TO, BODY, SOON, NOW)


def test_the_platform_gets_number_text_and_a_good_signature(platform):
    assert send(platform).result is DeliveryResult.SENT
    assert platform.texts == [("13800008000", BODY)]


def test_a_wrong_secret_stops_the_channel(platform):
    wrong = HttpSms(read_terms(terms_for(platform.url)), ACCOUNT, "another", timeout=1)
    assert wrong.send(TO, BODY, SOON, NOW).result is DeliveryResult.CONFIGURATION


@pytest.mark.parametrize(
    ("fault", "result"),
    [
        ("2003", DeliveryResult.PERMANENT),
        ("9001", DeliveryResult.TRANSIENT),
        ("1001", DeliveryResult.CONFIGURATION),
        ("4711", DeliveryResult.PERMANENT),
        (429, DeliveryResult.TRANSIENT),
        (500, DeliveryResult.UNKNOWN),
        (401, DeliveryResult.CONFIGURATION),
        (302, DeliveryResult.CONFIGURATION),
        ("drop", DeliveryResult.UNKNOWN),
        ("garbage", DeliveryResult.UNKNOWN),
    ],
)
def test_each_answer_has_its_class(platform, fault, result):
    platform.fail(fault)
    assert send(platform).result is result


@pytest.mark.parametrize("fault", ["drop", "garbage", 500])
def test_a_lost_answer_is_found_by_asking(platform, fault):
    platform.fail(fault)
    sms = gateway(platform)
    assert sms.send(TO, BODY, SOON, NOW).result is DeliveryResult.UNKNOWN
    assert sms.find(TO, BODY, NOW).result is DeliveryResult.SENT
    assert len(platform.texts) == 1


def test_what_never_arrived_is_not_found(platform):
    platform.fail("drop_before")
    sms = gateway(platform)
    assert sms.send(TO, BODY, SOON, NOW).result is DeliveryResult.UNKNOWN
    assert sms.find(TO, BODY, NOW) is None


def test_nothing_is_known_while_the_platform_cannot_be_asked(platform):
    sms = gateway(platform)
    sms.send(TO, BODY, SOON, NOW)
    platform.fall_silent()
    assert sms.find(TO, BODY, NOW).result is DeliveryResult.UNKNOWN
    silent = gateway(platform, query={})
    assert not silent.can_be_asked
    assert silent.find(TO, BODY, NOW).result is DeliveryResult.UNKNOWN


def test_what_the_platform_could_not_deliver_is_a_failure(platform):
    sms = gateway(platform)
    sms.send(TO, BODY, SOON, NOW)
    platform.settle("UNDELIV", "2003")
    found = sms.find(TO, BODY, NOW)
    assert (found.result, found.code) == (DeliveryResult.PERMANENT, "2003")


def test_nobody_there_means_nothing_left():
    with FakeHttpGateway() as gone:
        terms = read_terms(terms_for(gone.url))
    assert HttpSms(terms, ACCOUNT, SECRET, timeout=1).send(TO, BODY, SOON, NOW).code == "connect"


def test_a_platform_that_wants_a_form_and_an_old_digest_is_served_too(platform):
    terms = json.loads(terms_for(platform.url))
    terms["send"] = {"url": f"{platform.url}/send", "form": {"mobile": "{mobile}", "text": "{body}"}}
    terms["signature"] = {"algorithm": "md5", "over": "{secret}{mobile}"}
    read = read_terms(json.dumps(terms))
    assert read.algorithm == "md5"
    assert read.send.form["text"] == "{body}"


@pytest.mark.parametrize(
    "wrong",
    [
        {"send": {"url": "ftp://example"}},
        {"send": {"url": "http://example", "form": {"to": "{mobil}"}}},
        {"send": {"url": "http://example", "json": {"deep": [{"to": "{0}"}]}}},
        {"taken": {}},
        {"taken": {"path": "code", "values": "0"}},
        {"codes": {"1": "bad"}},
        {"signature": {"algorithm": "rot13"}},
    ],
)
def test_a_wrong_description_names_the_part_that_is_wrong(wrong):
    with pytest.raises(InvalidInputError, match=next(iter(wrong))):
        read_terms(terms_for("http://example", **wrong))


@pytest.mark.parametrize("text", ["", "[]", "{", '"x"'])
def test_what_is_no_json_object_is_refused(text):
    with pytest.raises(InvalidInputError, match="JSON"):
        read_terms(text)
