"""What became of texts that left: the provider is asked, and only steps forward are stored.

Rank of a message: taken, then undelivered, then delivered. A late correction of the carrier
turns undelivered into delivered, never the other way round.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from litigation.actions.gateways import Gateways
from litigation.actions.notice_plan import add_task
from litigation.actions.report_notice import alarm_sender, fail
from litigation.channels.delivery import Delivery, DeliveryResult
from litigation.channels.sms import Receipt
from litigation.law.clock import shanghai
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.notice import Notice, Task

LOOK_BACK = timedelta(days=3)
"""How long after sending the provider is still asked."""

RESEND_AFTER = timedelta(minutes=10)
UNCONFIRMED_AFTER = timedelta(hours=6)
"""How long a text that left may stay without word of its arrival."""

MOST_SENDINGS = 2
"""A text that a phone could not take is sent once more."""


def refresh_delivery(gateways: Gateways, now: datetime) -> int:
    """Ask the provider about texts without a final answer; return how many got one."""
    since = _oldest_open(now)
    if since is None:
        return 0
    receipts = gateways.sms.receipts(since)
    if not receipts:
        return 0
    with writing() as session:
        return sum(
            store_receipt(session, notice, receipt, now) for notice, receipt in _pairs(session, receipts, now)
        )


def report_unconfirmed(gateways: Gateways, now: datetime) -> int:
    """Tell a person, once a day, of texts that left and are neither confirmed, seen nor answered.

    Only where the provider reports at all; return how many texts that are.
    """
    if not gateways.reports:
        return 0
    with writing() as session:
        count = session.scalar(select(func.count()).select_from(Notice).where(*_unconfirmed(now))) or 0
        if count:
            title = f"{count} 条短信发出六小时后仍没有送达回执，对方也没有答复。请打电话核实。"
            key = f"unconfirmed:{shanghai(now).date().isoformat()}"
            add_task(session, Task(key=key, kind="channel", title=title, due_at=now, created_at=now))
    return count


def _unconfirmed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    answered = select(Assignment.id).where(Assignment.answered_at.is_not(None))
    return (
        Notice.state == "sent",
        Notice.channel == "sms",
        Notice.sent_at.between(now - LOOK_BACK, now - UNCONFIRMED_AFTER),
        Notice.delivered_at.is_(None),
        Notice.opened_at.is_(None),
        Notice.assignment_id.is_(None) | Notice.assignment_id.not_in(answered),
    )


def _oldest_open(now: datetime) -> datetime | None:
    """Return when the oldest text left whose fate is open."""
    session = db.session()
    oldest = session.scalar(
        select(Notice.sent_at)
        .where(
            Notice.state == "sent",
            Notice.channel == "sms",
            Notice.provider_id.is_not(None),
            Notice.delivered_at.is_(None),
            Notice.sent_at >= now - LOOK_BACK,
        )
        .order_by(Notice.sent_at)
        .limit(1)
    )
    session.rollback()
    return oldest


def _pairs(session: Session, receipts: Iterable[Receipt], now: datetime) -> list[tuple[Notice, Receipt]]:
    """Put each receipt to its notice; what this office did not send is left alone."""
    known: Mapping[str, Receipt] = {each.provider_id: each for each in receipts}
    rows = session.scalars(
        select(Notice)
        .where(
            Notice.provider_id.in_(list(known)),
            Notice.channel == "sms",
            Notice.state.in_(("sent", "failed")),
            Notice.delivered_at.is_(None),
        )
        .with_for_update()
    )
    return [(row, known[str(row.provider_id)]) for row in rows]


def store_receipt(session: Session, notice: Notice, receipt: Receipt, now: datetime) -> bool:
    """Store one step forward and say whether there was one."""
    if receipt.failure is None:
        notice.state, notice.delivered_at = "sent", receipt.at
        notice.error_code, notice.error = "", ""
        return True
    if notice.state == "failed":
        return False
    if _may_go_again(notice, receipt.failure, now):
        _plan_again(notice, now)
    elif _needless(notice):
        notice.state, notice.error_code = "failed", (receipt.failure.code or "")[:20]
        notice.error = receipt.failure.sentence
    else:
        if receipt.failure.result is DeliveryResult.CONFIGURATION:
            alarm_sender(session, notice.channel, receipt.failure.sentence, now)
        fail(session, notice, receipt.failure.code or "", receipt.failure.sentence, now)
    return True


def _may_go_again(notice: Notice, failure: Delivery, now: datetime) -> bool:
    in_time = notice.expires_at is None or now + RESEND_AFTER < notice.expires_at
    transient = failure.result is DeliveryResult.TRANSIENT
    return transient and in_time and notice.sendings < MOST_SENDINGS and not _needless(notice)


def _plan_again(notice: Notice, now: datetime) -> None:
    """A new message of its own: the one before is settled and not looked for any more."""
    notice.state, notice.retry_at = "planned", now + RESEND_AFTER
    notice.sent_at, notice.provider_id = None, None
    notice.attempts = 0
    notice.tried_at, notice.unknown_since = None, None


def _needless(notice: Notice) -> bool:
    """Tell whether the head has seen or answered it another way."""
    asked = notice.assignment
    return notice.opened_at is not None or (asked is not None and asked.answered_at is not None)
