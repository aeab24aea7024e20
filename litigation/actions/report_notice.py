"""What follows when a notice does not arrive: another channel is tried, and a person is told."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.close_address import close_address
from litigation.law.clock import shanghai
from litigation.records.agency import Liaison, Official
from litigation.records.inbound_message import is_closed
from litigation.records.notice import ChannelState, Notice, Task
from litigation.records.user import User

OTHER_CHANNEL = {"sms": "mail", "mail": "sms"}

OPTED_OUT = "21610"
"""The provider's code for a number whose owner wants no messages."""

CHANNEL_WORDS = {"sms": "短信", "mail": "邮件"}


def fail(
    session: Session, notice: Notice, code: str, sentence: str, now: datetime, *, state: str = "failed"
) -> None:
    """End a notice that did not arrive: try the other channel once, and raise a task."""
    notice.state, notice.error_code, notice.error = state, code[:20], sentence
    notice.claimed_by, notice.lease_until, notice.retry_at = None, None, None
    if code == OPTED_OUT:
        close_address(session, notice.address, notice.recipient_name, now)
    if state == "failed":
        _try_other_channel(session, notice, now)
    _raise_task(session, notice, now)


def stop_channel(session: Session, channel: str, sentence: str, now: datetime) -> None:
    """Stop a channel whose settings the provider refuses; the first time a person is told."""
    state = session.get(ChannelState, channel, populate_existing=True, with_for_update=True)
    if state is None:
        state = ChannelState(channel=channel, reason="")
        session.add(state)
    state.tried_at = now
    if state.stopped_at is not None:
        return
    state.stopped_at, state.reason = now, sentence
    _alarm(session, f"channel:{channel}:{now.isoformat()}", f"{CHANNEL_WORDS[channel]}停发：{sentence}", now)


def alarm_sender(session: Session, channel: str, sentence: str, now: datetime) -> None:
    """Tell a person, once a day, that what the provider took was refused for our sender's sake.

    The provider takes such messages and refuses them later, so that a stopped channel would
    start again with each of them: they go another way one by one instead.
    """
    key = f"channel:{channel}:sender:{shanghai(now).date().isoformat()}"
    if session.scalar(select(Task.id).where(Task.key == key)) is None:
        _alarm(session, key, f"{CHANNEL_WORDS[channel]}没有送到：{sentence}", now)


def _alarm(session: Session, key: str, title: str, now: datetime) -> None:
    session.add(Task(key=key, kind="channel", title=title[:200], due_at=now, created_at=now))
    session.flush()


def _try_other_channel(session: Session, notice: Notice, now: datetime) -> None:
    """Plan the same notice on the other channel, if the recipient has one and it is not planned."""
    other = OTHER_CHANNEL[notice.channel]
    key = f"{notice.key.rpartition(':')[0]}:{other}"
    planned = session.scalar(select(Notice.id).where(Notice.key == key))
    address = address_of(session, notice.recipient_kind, notice.recipient_id, other)
    if planned is not None or not address:
        return
    if notice.expires_at is not None and notice.expires_at <= now:
        return
    session.add(
        Notice(
            key=key,
            event=notice.event,
            rung=notice.rung,
            channel=other,
            hearing_id=notice.hearing_id,
            assignment_id=notice.assignment_id,
            agency_id=notice.agency_id,
            circular_id=notice.circular_id,
            recipient_kind=notice.recipient_kind,
            recipient_id=notice.recipient_id,
            recipient_name=notice.recipient_name,
            address=address,
            revision=notice.revision,
            details=notice.details,
            due_at=now,
            expires_at=notice.expires_at,
            planned_at=now,
        )
    )


def address_of(
    session: Session, kind: str, recipient_id: int, channel: str, *, open_only: bool = True
) -> str:
    """Return where a recipient is reached on a channel now; empty when nowhere.

    An address that asked for no more messages is nowhere, unless ``open_only`` is false.
    """
    holder: Official | Liaison | User | None
    if kind == "official":
        holder = session.get(Official, recipient_id)
    elif kind == "liaison":
        holder = session.get(Liaison, recipient_id)
    else:
        holder = session.get(User, recipient_id)
    if holder is None:
        return ""
    address = (holder.email if channel == "mail" else holder.mobile) or ""
    return "" if open_only and address and is_closed(session, address) else address


def _raise_task(session: Session, notice: Notice, now: datetime) -> None:
    """Tell a person, once for each recipient and state of the hearing."""
    subject = f"h{notice.hearing_id}" if notice.hearing_id else f"c{notice.circular_id}"
    key = f"undelivered:{subject}:{notice.revision}:{notice.recipient_kind}{notice.recipient_id}"
    if session.scalar(select(Task.id).where(Task.key == key)) is not None:
        return
    session.add(
        Task(
            key=key,
            kind="undelivered",
            hearing_id=notice.hearing_id,
            agency_id=notice.agency_id,
            official_id=notice.recipient_id if notice.recipient_kind == "official" else None,
            assignment_id=notice.assignment_id,
            notice_id=notice.id,
            title=f"{CHANNEL_WORDS[notice.channel]}没有送到{notice.recipient_name}：{notice.error}"[:200],
            due_at=now,
            created_at=now,
        )
    )
