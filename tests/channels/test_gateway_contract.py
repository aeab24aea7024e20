"""The same assertions on the real gateways, against the stand-ins, and on the local outbox."""

from datetime import UTC, datetime, timedelta

import pytest

from litigation.channels.delivery import DeliveryResult
from litigation.channels.http_sms import HttpSms
from litigation.channels.http_terms import read_terms
from litigation.channels.local_outbox import LocalMail, LocalSms
from litigation.channels.mail import SmtpMail, compose_mail, mail_address, message_id
from litigation.channels.twilio_sms import TwilioSms
from tests.fakes.http_gateway import ACCOUNT, FakeHttpGateway, terms_for
from tests.fakes.http_gateway import SECRET as PLATFORM_SECRET
from tests.fakes.smtp import FakeSmtp
from tests.fakes.twilio import FakeTwilio

NOW = datetime.now(UTC)
SOON = NOW + timedelta(hours=3)
TO, BODY = "+8613800008000", "开庭提醒：9月15日 周二 09:30"


@pytest.fixture(params=["twilio", "http", "local"])
def sms(request, tmp_path):
    if request.param == "local":
        yield LocalSms(tmp_path / "outbox")
        return
    if request.param == "http":
        with FakeHttpGateway() as platform:
            yield HttpSms(read_terms(terms_for(platform.url)), ACCOUNT, PLATFORM_SECRET, timeout=2)
        return
    with FakeTwilio() as fake:
        yield TwilioSms("AC1", "secret", "+8613900000000", base_url=fake.url, timeout=2)


def test_a_text_that_was_sent_is_found(sms):
    delivery = sms.send(TO, BODY, SOON, NOW)
    assert delivery.result is DeliveryResult.SENT
    assert delivery.provider_id
    assert sms.find(TO, BODY, NOW).provider_id == delivery.provider_id


def test_a_text_that_was_not_sent_is_not_found(sms):
    assert sms.find(TO, BODY, NOW) is None
    sms.send(TO, "另一条", SOON, NOW)
    sms.send("+8613800008001", BODY, SOON, NOW)
    assert sms.find(TO, BODY, NOW) is None


def test_a_text_past_its_use_is_refused(sms):
    assert sms.send(TO, BODY, NOW, NOW).code == "expired"
    assert sms.find(TO, BODY, NOW) is None


@pytest.fixture(params=["smtp", "local"])
def mail(request, tmp_path):
    if request.param == "local":
        yield LocalMail(tmp_path / "outbox")
        return
    with FakeSmtp() as fake:
        yield SmtpMail("127.0.0.1", fake.port, starttls=False, timeout=2)


def letter(key="notice 1"):
    return compose_mail(
        sender=mail_address("云汀区司法局", "office@yunting.example"),
        recipient=mail_address("沈若衡", "shen@yunting.example"),
        subject="出庭通知",
        text="请您出庭应诉。\n",
        html="<p>请您出庭应诉。</p>\n",
        identifier=message_id(key, "yunting.example"),
        now=NOW,
    )


def test_a_mail_is_taken_and_named(mail):
    delivery = mail.send(letter())
    assert delivery.result is DeliveryResult.SENT
    assert delivery.provider_id
    assert mail.send(letter("notice 2")).provider_id != delivery.provider_id
