"""What became of texts: the provider's answer is stored, and only forward."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.assign_heads import Choice, assign
from litigation.actions.gateways import Gateways
from litigation.actions.invitation import open_link
from litigation.actions.refresh_delivery import RESEND_AFTER, refresh_delivery
from litigation.actions.send_due import send_due
from litigation.channels.sms import Receipt
from litigation.channels.twilio_codes import classify_receipt
from litigation.channels.twilio_sms import TwilioSms
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.notice import Notice, Task
from tests.factory import CLERK, NOW, SECRET, make_agency, make_case, make_official
from tests.fakes.recorder import recording_gateways
from tests.fakes.twilio import FakeTwilio

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def gateways() -> Gateways:
    return recording_gateways()


def a_text(gateways: Gateways) -> Notice:
    """The text that asked a head, handed to the provider."""
    agency = make_agency()
    hearing = make_case(agency).hearings[0]
    assign(Choice(hearing.id, agency.id, make_official(agency).id), now=NOW, actor=CLERK, secret=SECRET)
    send_due(gateways, lambda: NOW, "w", limit=20)
    return text()


def text() -> Notice:
    db.session.expire_all()
    return db.session.scalars(
        select(Notice).where(Notice.channel == "sms", Notice.event == "appointment")
    ).one()


def undelivered(notice: Notice, code: int) -> Receipt:
    return Receipt(str(notice.provider_id), LATER, classify_receipt(code))


def test_a_delivered_text_says_when_and_stays_so(app_on: Flask, gateways: Gateways) -> None:
    notice = a_text(gateways)
    gateways.sms.known = [Receipt("SM elsewhere", LATER), Receipt(str(notice.provider_id), LATER)]
    assert refresh_delivery(gateways, LATER) == 1
    assert text().delivered_at == LATER
    gateways.sms.known = [undelivered(notice, 30005)]
    assert refresh_delivery(gateways, LATER) == 0
    assert (text().state, text().delivered_at) == ("sent", LATER)


def test_a_text_that_did_not_arrive_fails_and_a_person_is_told(app_on: Flask, gateways: Gateways) -> None:
    notice = a_text(gateways)
    gateways.sms.known = [undelivered(notice, 30005)]
    assert refresh_delivery(gateways, LATER) == 1
    assert (text().state, text().error_code) == ("failed", "30005")
    assert db.session.scalars(select(Task.kind).where(Task.kind == "undelivered")).one()
    assert refresh_delivery(gateways, LATER) == 0


def test_the_carrier_corrects_itself_to_delivered(app: Flask, gateways: Gateways) -> None:
    failed, waits = a_text(gateways), None
    gateways.sms.known = [undelivered(failed, 30005)]
    refresh_delivery(gateways, LATER)
    agency = make_agency()
    hearing = make_case(agency).hearings[0]
    waits = Choice(hearing.id, agency.id, make_official(agency).id)
    assign(waits, now=LATER, actor=CLERK, secret=SECRET)
    send_due(gateways, lambda: LATER, "w", limit=20)
    gateways.sms.known = [Receipt(str(failed.provider_id), LATER)]
    assert refresh_delivery(gateways, LATER) == 1
    row = db.session.get_one(Notice, failed.id, populate_existing=True)
    assert (row.state, row.delivered_at, row.error) == ("sent", LATER, "")


def test_a_phone_that_was_off_is_tried_once_more(app: Flask, gateways: Gateways) -> None:
    first = a_text(gateways)
    before = len(gateways.sms.texts)
    gateways.sms.known = [undelivered(first, 30003)]
    assert refresh_delivery(gateways, LATER) == 1
    assert text().state == "planned"
    again = LATER + RESEND_AFTER
    send_due(gateways, lambda: again, "w", limit=20)
    assert len(gateways.sms.texts) == before + 1
    gateways.sms.known = [undelivered(text(), 30003)]
    refresh_delivery(gateways, again)
    assert text().state == "failed"


def test_nobody_is_asked_while_nothing_is_open_and_silence_changes_nothing(
    app: Flask, gateways: Gateways
) -> None:
    gateways.sms.known = None
    assert refresh_delivery(gateways, NOW) == 0
    notice = a_text(gateways)
    assert refresh_delivery(gateways, LATER) == 0
    assert text().state == notice.state == "sent"


def test_a_head_who_has_answered_needs_no_call(app: Flask, gateways: Gateways) -> None:
    notice = a_text(gateways)
    with writing() as session:
        session.get_one(Assignment, notice.assignment_id).answered_at = NOW
    gateways.sms.known = [undelivered(notice, 30005)]
    refresh_delivery(gateways, LATER)
    assert text().state == "failed"
    assert not db.session.scalars(select(Task).where(Task.kind == "undelivered")).all()


def test_opening_the_link_is_noted_on_the_text_once(app_on: Flask, gateways: Gateways) -> None:
    notice = a_text(gateways)
    token_hash = db.session.get_one(Assignment, notice.assignment_id).token_hash
    head = Actor(name="负责人（链接）", role="head")
    open_link(token_hash, LATER, head)
    open_link(token_hash, LATER + timedelta(hours=1), head)
    assert text().opened_at == LATER
    mails = db.session.scalars(select(Notice.opened_at).where(Notice.channel == "mail")).all()
    assert set(mails) == {None}


def test_twilio_tells_what_arrived_and_what_did_not() -> None:
    with FakeTwilio() as fake:
        sms = TwilioSms("AC1", "secret", "+8613900000000", base_url=fake.url, timeout=2)
        sids = [str(sms.send(f"+861380000800{n}", "提醒", LATER, NOW).provider_id) for n in range(3)]
        fake.deliver(sids[0], "delivered")
        fake.deliver(sids[1], "undelivered", 30005)
        found = {each.provider_id: each for each in sms.receipts(NOW - timedelta(days=400)) or ()}
        assert set(found) == set(sids[:2])
        assert found[sids[0]].failure is None
        assert found[sids[1]].failure is not None
        assert found[sids[1]].failure.code == "30005"
    gone = TwilioSms("AC1", "secret", "+8613900000000", base_url=fake.url, timeout=2)
    assert gone.receipts(NOW) is None
