"""From a claimed row to the message that leaves: checked against the register at the last moment."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.claim_notices import SendPolicy
from litigation.actions.close_address import CLOSED
from litigation.actions.gateways import Gateways
from litigation.actions.manage_wordings import wordings_of
from litigation.actions.notice_link import link_of
from litigation.actions.notice_mail import put_together
from litigation.actions.notice_source import why_stale
from litigation.actions.notice_words import LINK_MARK, words_of
from litigation.actions.office import office_settings
from litigation.actions.reply_codes import ASKING, reply_hint
from litigation.actions.report_notice import address_of, fail
from litigation.channels.message import Message, render
from litigation.channels.number import NUMBER_PROBLEM, read_mobile
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.inbound_message import is_closed
from litigation.records.notice import Notice

SMS_USE = timedelta(hours=10)
"""How long a text without an end of its own may wait at the provider."""


@dataclass(frozen=True, slots=True)
class Recall:
    """What to ask the provider for, when an earlier attempt may have got through."""

    to: str
    body: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way. ``mail`` is set on the mail channel, ``to`` and ``body`` on SMS."""

    notice_id: int
    valid_until: datetime
    to: str = ""
    body: str = ""
    mail: EmailMessage | None = None


def prepare_first(
    notice_id: int, worker: str, gateways: Gateways, policy: SendPolicy, clock: Callable[[], datetime]
) -> Recall | Outgoing | None:
    """Return what to ask the provider for first, where an answer was lost; else as ``prepare``.

    Mail has no provider to ask: it is sent again once, under the same Message-ID.
    """
    with writing() as session:
        notice = _mine(session, notice_id, worker)
        if notice is None:
            return None
        wanted = _recall(session, notice, gateways)
        if wanted is not None:
            notice.lease_until = clock() + policy.lease
        return wanted or prepare(notice_id, worker, gateways, policy, clock)


def _recall(session: Session, notice: Notice, gateways: Gateways) -> Recall | None:
    if notice.unknown_since is None or notice.tried_at is None:
        return None
    if notice.channel != "sms" or not notice.body:
        return None
    body = notice.body.replace(LINK_MARK, link_of(session, notice, gateways, notice.tried_at))
    return Recall(notice.address, body, notice.tried_at)


def prepare(
    notice_id: int, worker: str, gateways: Gateways, policy: SendPolicy, clock: Callable[[], datetime]
) -> Outgoing | None:
    """Check the notice against the register, word it, renew the lease, and store what is to leave.

    Returns ``None`` when nothing leaves: the row is then superseded, expired or failed, back in
    the queue of a stopped channel, or no longer this worker's.
    """
    with writing() as session:
        now = clock()
        notice = _mine(session, notice_id, worker)
        if notice is None or not _may_leave(session, notice, now):
            return None
        address = _address(session, notice)
        if not address:
            fail(session, notice, "address", _address_problem(session, notice), now)
            return None
        outgoing = _word(session, notice, address, gateways, now)
        notice.lease_until = now + policy.lease
        return outgoing


def _mine(session: Session, notice_id: int, worker: str) -> Notice | None:
    return session.scalar(
        select(Notice)
        .where(Notice.id == notice_id, Notice.claimed_by == worker, Notice.state == "claimed")
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _may_leave(session: Session, notice: Notice, now: datetime) -> bool:
    reason = why_stale(session, notice)
    if reason:
        notice.state, notice.ended_reason, notice.claimed_by = "superseded", reason, None
        return False
    if notice.expires_at is not None and notice.expires_at <= now:
        fail(session, notice, "expired", N_("到期前没有发出"), now, state="expired")
        return False
    return True


def _word(session: Session, notice: Notice, address: str, gateways: Gateways, now: datetime) -> Outgoing:
    settings = office_settings(session)
    words = words_of(session, notice, settings, now)
    message = render(notice.event, words, wordings_of(session, notice.event))
    notice.address = address
    if "court" in words:
        notice.details = {**notice.details, "said_court": words["court"]}
    valid_until = notice.expires_at or now + SMS_USE
    link = link_of(session, notice, gateways, now)
    if notice.channel == "sms":
        notice.body = _with_hint(session, notice, message.sms, gateways, now)
        return Outgoing(notice.id, valid_until, to=address, body=notice.body.replace(LINK_MARK, link))
    notice.body = message.text
    linked = Message(
        message.sms,
        message.subject,
        message.text.replace(LINK_MARK, link),
        message.html.replace(LINK_MARK, html.escape(link)),
    )
    mail = put_together(session, notice, linked, gateways, settings, now)
    notice.message_id = str(mail["Message-ID"])
    return Outgoing(notice.id, valid_until, mail=mail)


def _with_hint(session: Session, notice: Notice, text: str, gateways: Gateways, now: datetime) -> str:
    """Say in a text that asks a head that a short reply will do, where replies are read."""
    asked = notice.assignment
    if not gateways.takes_replies or asked is None or notice.event not in ASKING:
        return text
    return f"{text} {reply_hint(session, asked, now)}"


def _address(session: Session, notice: Notice) -> str:
    """Read the recipient's address as it is now; empty when there is none we may write to."""
    address = address_of(session, notice.recipient_kind, notice.recipient_id, notice.channel)
    return address if notice.channel == "mail" else read_mobile(address) or ""


def _address_problem(session: Session, notice: Notice) -> str:
    held = address_of(session, notice.recipient_kind, notice.recipient_id, notice.channel, open_only=False)
    if notice.channel == "sms" and is_closed(session, read_mobile(held) or held):
        return CLOSED
    return NUMBER_PROBLEM if notice.channel == "sms" else N_("没有邮箱。请补填邮箱，或打电话告知。")
