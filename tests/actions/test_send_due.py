"""The sender: one message for each notice, whatever the provider answers and whoever dies."""

from datetime import timedelta

import pytest

from litigation.actions.claim_notices import SendPolicy, claim_due
from litigation.actions.move_hearing import cancel_hearing
from litigation.actions.prepare_notice import prepare
from litigation.actions.send_due import send_claimed, send_due
from litigation.channels.delivery import Delivery, DeliveryResult
from litigation.records.agency import Official
from litigation.records.db import writing
from litigation.records.notice import ChannelState, Notice
from tests.actions.outbox import POLICY, ask, empty, notices, tasks
from tests.factory import CLERK, NOW, hearing_at, make_agency, make_case, make_official
from tests.fakes.recorder import recording_gateways

UNKNOWN = Delivery(DeliveryResult.UNKNOWN, code="no-answer")
BUSY = Delivery(DeliveryResult.TRANSIENT, code="20429")
DEAD = Delivery(
    DeliveryResult.PERMANENT, code="21211", detail="号码不存在，或者不是手机号。请核对号码，并打电话告知。"
)
REFUSED = Delivery(DeliveryResult.CONFIGURATION, code="20003")


@pytest.fixture
def gateways():
    return recording_gateways()


@pytest.fixture
def one(app_on):
    """One head asked by text alone: a single notice is due."""
    agency = make_agency()
    head = make_official(agency, email=None)
    hearing = make_case(agency, hearings=(hearing_at("2026-09-28 09:30"),)).hearings[0]
    ask(hearing, agency, head)
    return hearing, head


def due():
    (notice,) = notices(event="appointment", channel="sms")
    return notice


def test_a_sent_notice_is_settled(one, gateways):
    assert empty(gateways, NOW) == 1
    notice = due()
    assert (notice.state, notice.provider_id, notice.sent_at) == ("sent", "SM0", NOW)
    assert (notice.claimed_by, notice.lease_until, notice.attempts) == (None, None, 1)


def test_what_is_claimed_is_nobody_elses(one, gateways):
    assert claim_due("worker 1", NOW, POLICY) == [due().id]
    assert claim_due("worker 2", NOW, POLICY) == []


def test_a_worker_killed_before_sending_leaves_the_message_to_the_next(one, gateways):
    claim_due("worker 1", NOW, POLICY)
    later = NOW + POLICY.lease + timedelta(seconds=1)
    assert empty(gateways, later, "worker 2") == 1
    assert len(gateways.sms.texts) == 1
    assert due().state == "sent"


def test_a_worker_killed_after_sending_is_found_out_at_the_provider(one, gateways):
    (notice_id,) = claim_due("worker 1", NOW, POLICY)
    outgoing = prepare(notice_id, "worker 1", gateways, POLICY, lambda: NOW)
    gateways.sms.send(outgoing.to, outgoing.body, outgoing.valid_until, NOW)
    empty(gateways, NOW + POLICY.lease + timedelta(seconds=1), "worker 2")
    assert len(gateways.sms.finds) == 1
    assert len(gateways.sms.texts) == 1
    assert (due().state, due().provider_id) == ("sent", "SM0")


def test_a_slow_worker_past_its_lease_changes_nothing(one, gateways):
    later = NOW + POLICY.lease + timedelta(seconds=1)
    (notice_id,) = claim_due("worker 1", NOW, POLICY)
    gateways.sms.before = lambda: claim_due("worker 2", later, POLICY)
    assert send_claimed(notice_id, gateways, lambda: NOW, "worker 1", POLICY) is False
    assert (due().state, due().claimed_by) == ("claimed", "worker 2")
    gateways.sms.before = None
    send_claimed(notice_id, gateways, lambda: later, "worker 2", POLICY)
    assert len(gateways.sms.texts) == 1
    assert due().state == "sent"


def test_a_lost_answer_is_looked_up_before_anything_is_sent_again(one, gateways):
    gateways.sms.answers, gateways.sms.lost = [UNKNOWN], True
    empty(gateways, NOW)
    assert (due().state, due().unknown_since) == ("planned", NOW)
    empty(gateways, NOW + timedelta(seconds=30))
    assert len(gateways.sms.texts) == 1
    assert due().state == "sent"


def test_a_message_the_provider_does_not_have_is_sent_again(one, gateways):
    gateways.sms.answers = [UNKNOWN]
    empty(gateways, NOW)
    empty(gateways, NOW + timedelta(seconds=30))
    assert len(gateways.sms.texts) == 1
    assert due().attempts == 2


def test_nothing_is_sent_again_while_the_provider_cannot_be_asked(one, gateways):
    gateways.sms.answers = [UNKNOWN]
    empty(gateways, NOW)
    gateways.sms.find = lambda *_: UNKNOWN
    empty(gateways, NOW + timedelta(seconds=30))
    assert (len(gateways.sms.texts), due().state) == (0, "planned")


def test_a_message_taken_but_not_delivered_is_a_new_message_next_time(one, gateways):
    gateways.sms.answers = [UNKNOWN]
    empty(gateways, NOW)
    gateways.sms.find = lambda *_: Delivery(DeliveryResult.TRANSIENT, "SM9", "30003")
    empty(gateways, NOW + timedelta(seconds=30))
    assert due().unknown_since is None
    empty(gateways, NOW + timedelta(minutes=5))
    assert (len(gateways.sms.texts), due().state) == (1, "sent")


def test_gaps_grow_and_the_providers_own_wish_counts(one, gateways):
    gateways.sms.answers = [BUSY, BUSY, Delivery(DeliveryResult.TRANSIENT, retry_after=timedelta(minutes=9))]
    moments = []
    now = NOW
    for _ in range(3):
        empty(gateways, now)
        moments.append(due().retry_at - now)
        now = due().retry_at
    assert moments == [timedelta(seconds=20), timedelta(seconds=40), timedelta(minutes=9)]
    empty(gateways, now)
    assert due().state == "sent"
    assert due().due_at <= NOW


def test_a_dead_number_fails_after_one_attempt_and_a_person_is_told(one, gateways):
    gateways.sms.answers = [DEAD]
    empty(gateways, NOW)
    assert (due().state, due().error_code, due().attempts) == ("failed", "21211", 1)
    (task,) = tasks(kind="undelivered")
    assert task.title.startswith("短信没有送到沈若衡副局长：号码不存在")


def test_the_other_channel_takes_over(one, gateways):
    _, head = one
    with writing() as session:
        session.get(Official, head.id).email = "shen@yunting.example"
    gateways.sms.answers = [DEAD]
    empty(gateways, NOW)
    assert len(gateways.mail.messages) == 1
    assert [each.state for each in notices(event="appointment", channel="mail")] == ["sent"]


def test_a_refused_account_stops_the_channel_and_keeps_everything_due(one, gateways):
    gateways.sms.answers = [REFUSED]
    send_due(gateways, lambda: NOW, "worker 1", POLICY)
    assert (due().state, due().attempts) == ("planned", 0)
    assert send_due(gateways, lambda: NOW + timedelta(seconds=5), "worker 1", POLICY).claimed == 0
    assert len(tasks(kind="channel")) == 1
    gateways.sms.answers = [REFUSED]
    send_due(gateways, lambda: NOW + timedelta(minutes=2), "worker 1", POLICY)
    assert len(tasks(kind="channel")) == 1
    empty(gateways, NOW + timedelta(minutes=4))
    assert due().state == "sent"
    with writing() as session:
        assert session.get(ChannelState, "sms").stopped_at is None


def test_nothing_leaves_once_the_hearing_has_begun(one, gateways):
    hearing, _ = one
    empty(gateways, hearing.starts_at)
    assert gateways.sms.texts == []
    assert due().state == "expired"
    assert len(tasks(kind="undelivered")) == 1


def test_retries_end_at_the_hearing_with_a_report(one, gateways):
    hearing, _ = one
    gateways.sms.answers = [BUSY] * 99
    now = NOW
    while due().state == "planned":
        empty(gateways, now)
        now = min(due().retry_at or now, hearing.starts_at) if due().retry_at else now
    assert due().state in ("failed", "expired")
    assert gateways.sms.texts == []
    assert len(tasks(kind="undelivered")) == 1


def test_a_hearing_cancelled_between_claim_and_sending_sends_nothing(one, gateways):
    hearing, _ = one
    (notice_id,) = claim_due("worker 1", NOW, POLICY)
    cancel_hearing(hearing.id, "法院取消", now=NOW, actor=CLERK)
    assert send_claimed(notice_id, gateways, lambda: NOW, "worker 1", POLICY) is False
    assert gateways.sms.texts == []
    assert (due().state, due().ended_reason) == ("superseded", "开庭已取消")


def test_the_number_of_today_is_used_not_the_one_of_the_plan(one, gateways):
    _, head = one
    with writing() as session:
        session.get(Official, head.id).mobile = "+8613800007777"
    empty(gateways, NOW)
    assert [each.to for each in gateways.sms.texts] == ["+8613800007777"]


@pytest.mark.parametrize("number", ["+882161234567", "+19005551234", "12368"])
def test_a_number_abroad_never_reaches_the_provider(one, gateways, number):
    _, head = one
    with writing() as session:
        session.get(Official, head.id).mobile = number
    empty(gateways, NOW)
    assert gateways.sms.texts == []
    assert due().state == "failed"


def test_mail_without_an_answer_is_repeated_once_under_the_same_name(app, gateways):
    agency = make_agency()
    head = make_official(agency, mobile=None)
    hearing = make_case(agency).hearings[0]
    ask(hearing, agency, head)
    gateways.mail.answers = [UNKNOWN, UNKNOWN, UNKNOWN]
    empty(gateways, NOW)
    empty(gateways, NOW + timedelta(minutes=1))
    empty(gateways, NOW + timedelta(minutes=9))
    first, second = gateways.mail.messages
    assert first["Message-ID"] == second["Message-ID"]
    (notice,) = notices(event="appointment")
    assert notice.state == "failed"


def test_after_the_last_attempt_a_person_takes_over(one, gateways):
    gateways.sms.answers = [BUSY, BUSY, BUSY]
    policy = SendPolicy(first_gap=timedelta(seconds=1), longest_gap=timedelta(seconds=1), most_attempts=3)
    for second in range(5):
        empty(gateways, NOW + timedelta(seconds=2 * second), policy=policy)
    assert (due().state, due().attempts) == ("failed", 3)


def test_hundreds_are_shared_among_workers_without_overlap(app_on):
    with writing() as session:
        session.add_all(
            Notice(
                key=f"n{number}",
                event="circular",
                rung="circular",
                channel="sms",
                recipient_kind="user",
                recipient_id=1,
                due_at=NOW,
                planned_at=NOW,
            )
            for number in range(60)
        )
    claims = [claim_due(f"worker {turn % 3}", NOW, POLICY, 7) for turn in range(12)]
    taken = [each for claim in claims for each in claim]
    assert len(taken) == len(set(taken)) == 60
