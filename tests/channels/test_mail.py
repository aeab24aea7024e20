import base64
import ssl
from datetime import UTC, datetime

import pytest

from litigation.channels.delivery import DeliveryResult
from litigation.channels.mail import SmtpMail, compose_mail, mail_address, message_id
from tests.fakes.smtp import FakeSmtp

NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
INVITE = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:\xe5\xba\x94\xe8\xaf\x89\r\nEND:VCALENDAR\r\n"


def letter(invite=None, subject="出庭通知：区市场监管局", name="沈若衡", **changes):
    return compose_mail(
        sender=mail_address("云汀区司法局", "office@yunting.example"),
        recipient=mail_address(name, "shen@yunting.example"),
        subject=subject,
        text="请您出庭应诉。\n",
        html="<p>请您出庭应诉。</p>\n",
        identifier=message_id("hearing 1, revision 1", "yunting.example"),
        now=NOW,
        invite=invite,
        **changes,
    )


@pytest.fixture
def fake():
    with FakeSmtp() as fake:
        yield fake


@pytest.fixture
def gateway(fake):
    return SmtpMail("127.0.0.1", fake.port, starttls=False, timeout=1)


def test_an_invitation_arrives_in_the_shape_calendars_read(fake, gateway):
    assert gateway.send(letter(INVITE)).result is DeliveryResult.SENT
    (received,) = fake.messages
    alternative, attachment = received.iter_parts()
    plain, page, calendar = alternative.iter_parts()
    assert received.get_content_type() == "multipart/mixed"
    assert alternative.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in (plain, page, calendar, attachment)] == [
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_content_charset() == "utf-8"
    assert calendar["Content-Transfer-Encoding"] == "base64"
    assert calendar["Content-Disposition"] is None
    assert attachment.get_filename() == "invite.ics"


def test_the_attached_file_holds_the_same_bytes_as_the_invitation(fake, gateway):
    gateway.send(letter(INVITE))
    alternative, attachment = fake.messages[0].iter_parts()
    calendar = list(alternative.iter_parts())[-1]
    assert base64.b64decode(calendar.get_payload()) == INVITE
    assert base64.b64decode(attachment.get_payload()) == INVITE


def test_the_method_of_the_part_is_the_method_of_the_object():
    mail = letter(INVITE, method="CANCEL")
    calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "CANCEL"


def test_every_line_is_plain_ascii_and_short_enough_for_any_relay(fake, gateway):
    gateway.send(letter(INVITE, subject="出庭通知" * 30))
    content = fake.mailbox.taken[0].original_content
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 998


def test_a_line_end_in_a_name_or_subject_makes_no_header(fake, gateway):
    gateway.send(letter(subject="改期\r\nBcc: spy@evil.example", name="沈\r\nBcc: spy@evil.example"))
    (received,) = fake.messages
    (envelope,) = fake.mailbox.taken
    assert envelope.rcpt_tos == ["shen@yunting.example"]
    assert received["Bcc"] is None
    assert received["Subject"] == "改期 Bcc: spy@evil.example"


@pytest.mark.parametrize(
    "address",
    ["a@b\r\nBcc: c@d", "a@b, c@d", "沈@yunting.example", "a b@c", "a", "@", ".a@b", "a..b@c", "a@", ""],
)
def test_what_is_no_single_address_is_refused(address):
    with pytest.raises(ValueError, match="not an address"):
        mail_address("沈若衡", address)


def test_the_same_notice_has_the_same_message_id_for_ever():
    assert letter()["Message-ID"] == letter()["Message-ID"]
    assert message_id("a", "yunting.example") != message_id("b", "yunting.example")


@pytest.mark.parametrize(
    ("stage", "reply", "result"),
    [
        ("rcpt", "451 4.7.1 greylisted", DeliveryResult.TRANSIENT),
        ("rcpt", "452 4.2.2 mailbox full", DeliveryResult.TRANSIENT),
        ("rcpt", "421 4.3.2 closing", DeliveryResult.TRANSIENT),
        ("rcpt", "550 5.1.1 no such user shen@yunting.example", DeliveryResult.PERMANENT),
        ("data", "451 4.3.0 try later", DeliveryResult.TRANSIENT),
        ("data", "554 5.7.1 looks like spam", DeliveryResult.PERMANENT),
        ("mail", "451 4.3.0 try later", DeliveryResult.TRANSIENT),
        ("mail", "553 5.1.8 not your address", DeliveryResult.CONFIGURATION),
    ],
)
def test_refusals_are_classed_by_whom_they_mean(fake, gateway, stage, reply, result):
    fake.fail(stage, reply)
    delivery = gateway.send(letter())
    assert (delivery.result, delivery.code) == (result, reply[:3])
    assert "shen@" not in delivery.sentence
    assert gateway.send(letter()).result is DeliveryResult.SENT


def test_an_answer_lost_after_the_text_is_unknown_and_the_repeat_is_recognisable(fake, gateway):
    fake.fail("drop")
    assert gateway.send(letter(INVITE)).result is DeliveryResult.UNKNOWN
    assert gateway.send(letter(INVITE)).result is DeliveryResult.SENT
    first, second = fake.messages
    assert first["Message-ID"] == second["Message-ID"]


def test_a_server_that_is_away_has_taken_nothing():
    assert (
        SmtpMail("127.0.0.1", 9, starttls=False, timeout=1).send(letter()).result is DeliveryResult.TRANSIENT
    )


def test_encryption_that_is_not_offered_is_demanded_all_the_same(fake):
    delivery = SmtpMail("127.0.0.1", fake.port, timeout=1).send(letter())
    assert (delivery.result, delivery.code) == (DeliveryResult.CONFIGURATION, "tls")
    assert not fake.mailbox.taken


def test_a_password_never_crosses_the_network_in_the_clear(fake, monkeypatch):
    monkeypatch.setattr("litigation.channels.mail.LOOPBACK", frozenset())
    gateway = SmtpMail("127.0.0.1", fake.port, user="office", password="secret", starttls=False, timeout=1)
    assert gateway.send(letter()).result is DeliveryResult.CONFIGURATION


def test_a_log_in_that_the_server_refuses_stops_the_channel():
    with FakeSmtp(auth_require_tls=False, authenticator=lambda *_: _refusal()) as fake:
        gateway = SmtpMail("127.0.0.1", fake.port, user="office", password="wrong", starttls=False, timeout=1)
        delivery = gateway.send(letter())
    assert (delivery.result, delivery.code) == (DeliveryResult.CONFIGURATION, "535")


def _refusal():
    from aiosmtpd.smtp import AuthResult  # only this test speaks AUTH

    return AuthResult(success=False, handled=False)


def test_the_default_context_checks_certificates():
    assert SmtpMail("mail.example")._context.verify_mode is ssl.CERT_REQUIRED
