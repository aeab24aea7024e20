"""Sending what is due: claim, check, send outside any transaction, store what became of it.

At every point a process may be killed. Before the claim nothing happened; between claim and
sending, or between sending and storing, the lease runs out and the next owner first asks the
provider whether the message is there. So a message leaves once wherever the provider can be
asked, and at most twice, under one Message-ID, where it cannot.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from litigation.actions.claim_notices import SendPolicy, claim_due, release
from litigation.actions.gateways import Gateways
from litigation.actions.prepare_notice import Outgoing, Recall, prepare, prepare_first
from litigation.actions.refresh_delivery import MOST_SENDINGS
from litigation.actions.report_notice import fail, stop_channel
from litigation.actions.take_status import match_status
from litigation.channels.delivery import Delivery, DeliveryResult
from litigation.channels.sms import NOT_ASKABLE
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.notice import ChannelState, Notice

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)

_GIVEN_UP = N_("多次没有发出，已停止重发。请打电话告知。")
_TEXT_UNKNOWN = N_("短信平台没有答复，也不能查询，不知是否送到。请打电话核实。")
_MAIL_UNKNOWN = N_("邮件服务器两次没有答复，不知是否送到。请打电话核实。")


@dataclass(frozen=True, slots=True)
class Round:
    """What one call did: how many notices it took, and how many of them it sent."""

    claimed: int = 0
    sent: int = 0


def send_due(
    gateways: Gateways,
    clock: Clock,
    worker: str,
    policy: SendPolicy | None = None,
    limit: int = 1,
    stopping: Callable[[], bool] = lambda: False,
) -> Round:
    """Send up to ``limit`` due notices; ``worker`` names this owner and nobody else.

    When ``stopping`` says so, or half of the lease went by, the message on its way is the last,
    and the rest is given back; so it is when a notice breaks the sender, which keeps that one.
    """
    policy = policy or SendPolicy()
    now = clock()
    claimed = claim_due(worker, now, policy, limit)
    sent = 0
    for turn, notice_id in enumerate(claimed):
        if turn and (stopping() or clock() > now + policy.lease / 2):
            release(claimed[turn:], worker)
            break
        try:
            sent += send_claimed(notice_id, gateways, clock, worker, policy)
        except BaseException:
            release(claimed[turn + 1 :], worker)
            raise
    return Round(len(claimed), sent)


def send_claimed(notice_id: int, gateways: Gateways, clock: Clock, worker: str, policy: SendPolicy) -> bool:
    """Send one claimed notice and say whether it is known to have left."""
    outgoing = prepare_first(notice_id, worker, gateways, policy, clock)
    if isinstance(outgoing, Recall):
        earlier = gateways.sms.find(outgoing.to, outgoing.body, outgoing.since)
        if earlier is not None:
            return _settle(notice_id, earlier, clock, worker, policy, found=True)
        outgoing = prepare(notice_id, worker, gateways, policy, clock)
    if outgoing is None:
        return False
    return _settle(notice_id, _send(outgoing, gateways, clock), clock, worker, policy)


def _send(outgoing: Outgoing, gateways: Gateways, clock: Clock) -> Delivery:
    if outgoing.mail is not None:
        return gateways.mail.send(outgoing.mail)
    return gateways.sms.send(outgoing.to, outgoing.body, outgoing.valid_until, clock())


def _settle(
    notice_id: int, delivery: Delivery, clock: Clock, worker: str, policy: SendPolicy, *, found: bool = False
) -> bool:
    """Store the outcome, if the row is still ours, and say whether the message has left.

    ``found``: the outcome is that of an earlier attempt. One that was taken and not delivered
    is settled thereby, and the next attempt is a new message.
    """
    with writing() as session:
        notice = session.scalar(
            select(Notice)
            .where(Notice.id == notice_id, Notice.claimed_by == worker, Notice.state == "claimed")
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if notice is None:
            log.warning("notice outcome came after its lease", extra={"notice": notice_id})
            return False
        now = clock()
        undelivered = found and delivery.result is DeliveryResult.TRANSIENT
        if undelivered:
            notice.tried_at, notice.unknown_since = None, None
            notice.sendings += 1
        if undelivered and notice.sendings >= MOST_SENDINGS:
            fail(session, notice, delivery.code or "", delivery.sentence, now)
        else:
            _store(session, notice, delivery, now, policy)
        return notice.state == "sent"


def _store(session: Session, notice: Notice, delivery: Delivery, now: datetime, policy: SendPolicy) -> None:
    result = delivery.result
    if result is DeliveryResult.SENT:
        _store_sent(session, notice, delivery, now)
    elif result is DeliveryResult.PERMANENT:
        state = "expired" if delivery.code == "expired" else "failed"
        fail(session, notice, delivery.code or "", delivery.sentence, now, state=state)
    elif result is DeliveryResult.CONFIGURATION:
        notice.attempts -= 1
        _put_back(notice, delivery, None)
        stop_channel(session, notice.channel, delivery.sentence, now)
    elif result is DeliveryResult.UNKNOWN and notice.channel == "mail" and notice.unknown_since is not None:
        fail(session, notice, delivery.code or "", _MAIL_UNKNOWN, now)
    elif result is DeliveryResult.UNKNOWN and delivery.code == NOT_ASKABLE:
        # Sending it again might double it, and nobody can say: another channel is certain.
        fail(session, notice, NOT_ASKABLE, _TEXT_UNKNOWN, now)
    elif notice.attempts >= policy.most_attempts:
        fail(session, notice, delivery.code or "", _GIVEN_UP, now)
    else:
        _store_retry(notice, delivery, now, policy)


def _store_sent(session: Session, notice: Notice, delivery: Delivery, now: datetime) -> None:
    notice.state, notice.sent_at, notice.sendings = "sent", now, notice.sendings + 1
    notice.claimed_by, notice.lease_until, notice.retry_at, notice.unknown_since = None, None, None, None
    notice.error_code, notice.error = "", ""
    if notice.channel == "sms":
        notice.provider_id = delivery.provider_id
        match_status(session, notice, now)
    session.execute(
        update(ChannelState)
        .where(ChannelState.channel == notice.channel, ChannelState.stopped_at.is_not(None))
        .values(stopped_at=None, reason="")
    )


def _store_retry(notice: Notice, delivery: Delivery, now: datetime, policy: SendPolicy) -> None:
    """Put the notice off; the provider's own wish counts when it is longer than our gap."""
    retry_at = policy.retry_at(now, notice.attempts, delivery.retry_after, notice.expires_at)
    if delivery.result is DeliveryResult.UNKNOWN:
        notice.unknown_since = notice.unknown_since or now
    _put_back(notice, replace(delivery, detail=delivery.sentence), retry_at)


def _put_back(notice: Notice, delivery: Delivery, retry_at: datetime | None) -> None:
    notice.state, notice.retry_at = "planned", retry_at
    notice.claimed_by, notice.lease_until = None, None
    notice.error_code, notice.error = (delivery.code or "")[:20], delivery.sentence
