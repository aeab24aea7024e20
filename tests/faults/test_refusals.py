"""Providers that are slow, refuse, or report too late; and hearings that begin meanwhile."""

import socket
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from litigation.actions.expire_notices import expire_notices
from litigation.actions.move_hearing import cancel_hearing
from litigation.actions.refresh_delivery import refresh_delivery, report_unconfirmed
from litigation.records.db import writing
from litigation.records.notice import Notice
from tests.actions.outbox import ask, notices, tasks
from tests.factory import CLERK, hearing_at, make_agency, make_case, make_official
from tests.faults.office import ask_heads, duplicates


def test_a_provider_that_hangs_holds_up_nobody_else(office, providers):
    twilio, _ = providers
    ask_heads(24, email=None)
    twilio.fail("accept_then_timeout", times=1, seconds=30.0)
    began = time.monotonic()
    office.worker.send_all()
    assert time.monotonic() - began < 10
    assert len(twilio.ledger.messages) == 24
    office.send_for(3)
    assert {each.state for each in notices(event="appointment", channel="sms")} == {"sent"}
    assert duplicates(twilio) == {}


def test_a_slow_provider_is_answered_by_more_hands_and_the_heart_beats_on(office, providers):
    twilio, _ = providers
    ask_heads(8, email=None)
    twilio.ledger.latency = 0.4
    began = time.monotonic()
    sending = threading.Thread(target=office.worker.send_all)
    sending.start()
    office.worker.beat()
    assert time.monotonic() - began < 1
    sending.join()
    assert time.monotonic() - began < 8 * 0.4
    assert len(twilio.ledger.messages) == 8
    assert list(office.worker.faults) == []


@pytest.mark.parametrize("limit", ["rps_limit", "concurrency_limit"])
def test_a_provider_with_a_limit_takes_everything_in_the_end(office, providers, limit):
    twilio, _ = providers
    setattr(twilio.ledger, limit, 5 if limit == "rps_limit" else 2)
    twilio.ledger.latency = 0.05
    ask_heads(12, email=None)
    end = time.monotonic() + 12
    while notices(state="planned", event="appointment") and time.monotonic() < end:
        office.send_for(1)
        time.sleep(0.5)
    assert {each.state for each in notices(event="appointment", channel="sms")} == {"sent"}
    assert len(twilio.ledger.messages) == 12
    assert duplicates(twilio) == {}


def test_a_wrong_password_stops_the_channel_with_one_alarm_and_nothing_is_lost(office, providers):
    twilio, _ = providers
    ask_heads(6, email=None)
    twilio.fail("http", status=401, code=20003)
    office.send_for(5)
    texts = notices(event="appointment", channel="sms")
    assert {(each.state, each.attempts) for each in texts} == {("planned", 0)}
    assert len(tasks(kind="channel")) == 1
    assert twilio.posts < 5 * 6
    twilio.ledger.faults.clear()
    office.send_for(4)
    assert {each.state for each in notices(event="appointment", channel="sms")} == {"sent"}
    assert len(twilio.ledger.messages) == 6


@pytest.mark.parametrize("number", ["+8613800009211", "+8613800009614", "+8613800009610"])
def test_a_number_for_ever_wrong_is_asked_once_and_reported(office, providers, number):
    twilio, smtp = providers
    ask_heads(1, mobile=number)
    office.send_for(3)
    states = {each.channel: each.state for each in notices(event="appointment")}
    assert states == {"sms": "failed", "mail": "sent"}
    assert (twilio.posts, len(smtp.messages), len(tasks(kind="undelivered"))) == (1, 1, 1)
    closed = [each for each in tasks(kind="contact") if each.key.startswith("closed:")]
    assert len(closed) == number.endswith("9610")


def test_a_phone_that_was_off_gets_it_once_more_although_the_provider_was_busy(office, providers):
    twilio, _ = providers
    ask_heads(1, email=None)
    twilio.fail("http", status=429, code=20429, times=2)
    office.send_for(3)
    (first,) = twilio.ledger.messages
    twilio.deliver(str(first["sid"]), "undelivered", 30003)
    refresh_delivery(office.worker.gateways, office.now)
    office.send_for(12)
    _, second = twilio.ledger.messages
    twilio.deliver(str(second["sid"]), "delivered")
    refresh_delivery(office.worker.gateways, office.now)
    (notice,) = notices(event="appointment", channel="sms")
    assert (notice.state, notice.sendings, notice.delivered_at is not None) == ("sent", 2, True)
    assert tasks(kind="undelivered") == []


@pytest.mark.parametrize(("code", "sendings"), [(30008, 2), (30007, 1), (30005, 1), (30036, 1)])
def test_what_did_not_arrive_goes_another_way_by_its_code(office, providers, code, sendings):
    twilio, smtp = providers
    ask_heads(1)
    (mail,) = notices(channel="mail", event="appointment")
    with writing() as session:
        session.delete(session.get(Notice, mail.id))
    for _ in range(3):
        office.send_for(12)
        twilio.deliver(str(twilio.ledger.messages[-1]["sid"]), "undelivered", code)
        refresh_delivery(office.worker.gateways, office.now)
    office.send_for(1)
    assert len(twilio.ledger.messages) == sendings
    states = {each.channel: each.state for each in notices(event="appointment")}
    assert states == {"sms": "failed", "mail": "sent"}
    assert len(smtp.messages) == 1


def test_a_sender_that_is_not_registered_is_an_alarm_once_and_the_mail_goes(office, providers):
    twilio, _ = providers
    ask_heads(3)
    office.send_for(1)
    for message in list(twilio.ledger.messages):
        twilio.deliver(str(message["sid"]), "undelivered", 30034)
    refresh_delivery(office.worker.gateways, office.now)
    assert len(tasks(kind="channel")) == 1
    assert {each.state for each in notices(event="appointment", channel="sms")} == {"failed"}
    assert {each.state for each in notices(event="appointment", channel="mail")} == {"sent"}


def test_texts_without_any_word_of_their_arrival_are_reported_after_six_hours(office, providers):
    ask_heads(3, email=None)
    office.send_for(1)
    assert report_unconfirmed(office.worker.gateways, office.now) == 0
    office.now += timedelta(hours=7)
    assert report_unconfirmed(office.worker.gateways, office.now) == 3
    assert report_unconfirmed(office.worker.gateways, office.now) == 3
    (task,) = tasks(kind="channel")
    assert task.title.startswith("3 条短信发出六小时后仍没有送达回执")


def test_after_two_hours_away_what_is_of_use_is_sent_and_the_rest_reported(office, providers):
    twilio, _ = providers
    agency = make_agency()
    for number, start in enumerate(("2026-09-14 11:30", "2026-09-14 15:00")):
        hearing = make_case(agency, hearings=(hearing_at(start),)).hearings[0]
        ask(hearing, agency, make_official(agency, f"负责人{number}", email=None))
    office.now += timedelta(hours=2)
    expire_notices(office.now)
    office.send_for(1)
    states = [(each.hearing_id, each.state) for each in notices(event="appointment")]
    assert sorted(states) == [(states[0][0], "expired"), (states[1][0], "sent")]
    assert len(twilio.ledger.messages) == 1
    assert len(tasks(kind="undelivered")) == 1


def test_nothing_leaves_after_the_start_and_the_failure_is_told_by_then(office, providers):
    twilio, _ = providers
    agency = make_agency()
    start = office.now + timedelta(minutes=2)
    hearing = make_case(agency, hearings=(replace(hearing_at(), starts_at=start),)).hearings[0]
    ask(hearing, agency, make_official(agency, email=None))
    twilio.fail("http", status=429, code=20429, headers={"Retry-After": "60"})
    office.send_for(2)
    expire_notices(office.now)
    posts = twilio.posts
    assert [each.state for each in notices(event="appointment")] == ["expired"]
    assert len(tasks(kind="undelivered")) == 1
    twilio.ledger.faults.clear()
    office.send_for(3)
    assert (twilio.posts, twilio.ledger.messages) == (posts, [])


def test_a_stopped_channel_hides_no_hearing_that_begins(office, providers):
    twilio, _ = providers
    agency = make_agency()
    start = office.now + timedelta(minutes=5)
    hearing = make_case(agency, hearings=(replace(hearing_at(), starts_at=start),)).hearings[0]
    ask(hearing, agency, make_official(agency, email=None))
    twilio.fail("http", status=401, code=20003)
    office.worker.send_all()
    expire_notices(start)
    assert [each.state for each in notices(event="appointment")] == ["expired"]
    assert len(tasks(kind="undelivered")) == 1


def test_a_hearing_cancelled_while_its_text_is_on_the_way_is_followed_by_the_cancellation(office, providers):
    twilio, _ = providers
    agency = make_agency()
    hearing = make_case(agency, hearings=(hearing_at(),)).hearings[0]
    ask(hearing, agency, make_official(agency, email=None))
    twilio.ledger.latency = 0.4
    sending = threading.Thread(target=office.worker.send_all)
    sending.start()
    time.sleep(0.2)
    cancel_hearing(hearing.id, "法院取消", now=office.now, actor=CLERK)
    sending.join()
    office.now += timedelta(minutes=1)
    office.send_for(1)
    texts = notices(channel="sms")
    assert {(each.event, each.state) for each in texts if each.state == "sent"} <= {
        ("appointment", "sent"),
        ("cancelled", "sent"),
    }
    first_told = any(each.event == "appointment" and each.state == "sent" for each in texts)
    assert first_told == any(each.event == "cancelled" and each.state == "sent" for each in texts)


@pytest.mark.parametrize(
    ("stage", "reply", "times"),
    [
        ("rcpt", "452 4.2.2 mailbox full", 2),
        ("mail", "421 4.3.2 shutting down", 2),
        ("data", "451 4.3.0 try later", 1),
        ("slow", "0.4", 3),
    ],
)
def test_mail_arrives_once_however_the_server_puts_it_off(office, providers, stage, reply, times):
    _, smtp = providers
    ask_heads(3, mobile=None)
    smtp.fail(stage, reply, times=times)
    office.send_for(5)
    assert {each.state for each in notices(event="appointment")} == {"sent"}
    assert len({each["Message-ID"] for each in smtp.messages}) == len(smtp.messages) == 3


def test_a_name_that_cannot_be_resolved_loses_nothing(office, providers, monkeypatch):
    twilio, _ = providers
    ask_heads(2, email=None)
    real = socket.getaddrinfo

    def fail(*_arguments, **_details):
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    office.send_for(2)
    assert {each.state for each in notices(event="appointment", channel="sms")} == {"planned"}
    monkeypatch.setattr(socket, "getaddrinfo", real)
    office.send_for(4)
    assert {each.state for each in notices(event="appointment", channel="sms")} == {"sent"}
    assert len(twilio.ledger.messages) == 2
