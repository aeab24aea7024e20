"""Reading the office's mailbox: every message once, none twice, whatever breaks in between.

A message is claimed by a row before it is read and settled with what came of it in one
transaction. The mark only moves over messages that are settled, so that after a crash, or with a
server that numbers its messages anew, nothing is skipped; what came before is known again.
"""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.notice_plan import add_task
from litigation.actions.take_letter import read_arrived, set_letter_aside, settle_letter
from litigation.channels.mailbox import (
    MOST_AT_ONCE,
    Arrived,
    MailboxAddress,
    MailboxRefusedError,
    MailboxUnreachedError,
    OpenMailbox,
    open_mailbox,
)
from litigation.law.clock import shanghai_day
from litigation.records.db import writing
from litigation.records.mailbox import MAILBOX, MailboxMark, MailboxMessage
from litigation.records.notice import ChannelState, Task

if TYPE_CHECKING:
    from config import Config

MOST_BYTES = 25 * 1024 * 1024
FIRST_LOOK = timedelta(days=7)
"""How far back the first look goes; what is older was dealt with before there was this programme."""
LEASE = timedelta(minutes=15)
MOST_TRIES = 3
"""How often the reading of one message may end before its end."""
ASK_AGAIN = timedelta(hours=1)
"""How long refused settings are left alone, so that no account is locked by our trying."""
PATIENCE = timedelta(minutes=30)
"""How long a server may be unreachable before the page says so."""

Edge = Callable[[str], AbstractContextManager[object]]


def mailbox_of(config: "Config") -> MailboxAddress | None:
    """Return the mailbox that the configuration names, if it names one."""
    return MailboxAddress(**asdict(config.imap)) if config.imap else None


def read_mailbox(address: MailboxAddress, edge: Edge, *, now: datetime, secret: str) -> int:
    """Read what is new; return how many messages were settled.

    ``edge`` holds a fault with one message, so that the others are read all the same.
    """
    if not _may_try(address, now):
        return 0
    try:
        with open_mailbox(address) as box:
            settled = _read_all(box, address, edge, now, secret)
    except MailboxRefusedError as refused:
        _stop(address, str(refused), now)
        return 0
    except MailboxUnreachedError as unreached:
        _note_silence(address, str(unreached), now)
        return 0
    _note_success(address, now)
    return settled


def _read_all(box: OpenMailbox, address: MailboxAddress, edge: Edge, now: datetime, secret: str) -> int:
    mark = _mark(address, box.validity, now)
    settled, unbroken = 0, True
    for uid in box.after(mark.uid, mark.since)[:MOST_AT_ONCE]:
        claimed = _claim(address.name, box.validity, uid, now)
        if claimed is None:
            done = _is_settled(address.name, box.validity, uid)
        else:
            done = _read_one(box, claimed, uid, edge, now, secret)
            settled += done
        unbroken = unbroken and done
        if unbroken:
            _advance(address.name, box.validity, uid)
    _move(box, address)
    return settled


def _read_one(box: OpenMailbox, claimed: int, uid: int, edge: Edge, now: datetime, secret: str) -> bool:
    """Fetch and settle one message; ``False`` where it is to be tried again."""
    done = False
    try:
        arrived = box.fetch(uid, MOST_BYTES)
    except BaseException:
        _release(claimed, tried=False)
        raise
    with edge(f"mail {uid}"):
        if arrived is None:
            _forget(claimed)
        elif _note_arrival(claimed, arrived) > MOST_TRIES:
            set_letter_aside(claimed, now=now)
        else:
            settle_letter(claimed, read_arrived(arrived, now), now=now, secret=secret)
        done = True
    if not done:
        _release(claimed, tried=True)
    return done


def _mark(address: MailboxAddress, validity: int, now: datetime) -> MailboxMark:
    """Return how far the folder was read; new numbers begin anew, at the same first day."""
    with writing() as session:
        mark = session.get(MailboxMark, address.name, with_for_update=True)
        if mark is None:
            mark = MailboxMark(
                box=address.name, since=shanghai_day(now - FIRST_LOOK), validity=validity, uid=0
            )
            session.add(mark)
        elif mark.validity != validity:
            mark.validity, mark.uid = validity, 0
    return mark


def _claim(box: str, validity: int, uid: int, now: datetime) -> int | None:
    """Take a message; ``None`` when it is settled, or another worker reads it."""
    with writing() as session:
        message = _message(session, box, validity, uid)
        if message is None:
            message = MailboxMessage(box=box, validity=validity, uid=uid, arrived_at=now, tries=0)
            session.add(message)
        elif message.state != "reading" or (message.lease_until and message.lease_until > now):
            return None
        message.tries += 1
        message.lease_until = now + LEASE
        session.flush()
        return message.id


def _release(message_id: int, *, tried: bool) -> None:
    """Give a message back that was not settled, so that the next run tries it again."""
    with writing() as session:
        message = session.get(MailboxMessage, message_id, populate_existing=True)
        if message is not None and message.state == "reading":
            message.lease_until = None
            message.tries -= not tried


def _is_settled(box: str, validity: int, uid: int) -> bool:
    with writing() as session:
        message = _message(session, box, validity, uid)
        return message is not None and message.state != "reading"


def _message(session: Session, box: str, validity: int, uid: int) -> MailboxMessage | None:
    return session.scalar(
        select(MailboxMessage)
        .where(MailboxMessage.box == box, MailboxMessage.validity == validity, MailboxMessage.uid == uid)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _note_arrival(message_id: int, arrived: Arrived) -> int:
    """Keep when a message came; return how often it was tried."""
    with writing() as session:
        message = session.get_one(MailboxMessage, message_id, populate_existing=True)
        message.arrived_at = arrived.arrived_at or message.arrived_at
        return message.tries


def _forget(message_id: int) -> None:
    """Drop the row of a message that somebody took out of the folder meanwhile."""
    with writing() as session:
        session.delete(session.get_one(MailboxMessage, message_id))


def _advance(box: str, validity: int, uid: int) -> None:
    with writing() as session:
        mark = session.get_one(MailboxMark, box, with_for_update=True, populate_existing=True)
        if mark.validity == validity:
            mark.uid = max(mark.uid, uid)


def _move(box: OpenMailbox, address: MailboxAddress) -> None:
    """Move what is dealt with; a move that is cut off is made up for the next time."""
    if not address.processed:
        return
    with writing() as session:
        query = select(MailboxMessage.uid).where(
            MailboxMessage.box == address.name,
            MailboxMessage.validity == box.validity,
            MailboxMessage.state != "reading",
            ~MailboxMessage.moved,
        )
        uids = sorted(session.scalars(query))
    if not uids or not box.move(uids[:MOST_AT_ONCE]):
        return
    with writing() as session:
        for uid in uids[:MOST_AT_ONCE]:
            message = _message(session, address.name, box.validity, uid)
            if message is not None:
                message.moved = True


def _may_try(address: MailboxAddress, now: datetime) -> bool:
    """Leave refused settings alone for a while, unless they were changed."""
    with writing() as session:
        mark, state = session.get(MailboxMark, address.name), session.get(ChannelState, MAILBOX)
        if state is None or state.stopped_at is None or state.tried_at is None:
            return True
        refused = mark is not None and mark.refused == _settings(address)
        return not refused or state.tried_at + ASK_AGAIN <= now


def _settings(address: MailboxAddress) -> str:
    """Return what tells settings apart without telling them."""
    words = "\n".join(
        (address.name, str(address.port), address.security, address.processed, address.password)
    )
    return hashlib.scrypt(words.encode(), salt=b"mailbox", n=2**14, r=8, p=1, dklen=32).hex()


def _stop(address: MailboxAddress, sentence: str, now: datetime) -> None:
    """Stop and say so, once."""
    with writing() as session:
        _ensure_mark(session, address, now).refused = _settings(address)
        _say(session, sentence, now)


def _note_silence(address: MailboxAddress, sentence: str, now: datetime) -> None:
    with writing() as session:
        mark = _ensure_mark(session, address, now)
        mark.failing_since = mark.failing_since or now
        mark.refused = ""
        if now - mark.failing_since >= PATIENCE:
            _say(session, sentence, now)


def _note_success(address: MailboxAddress, now: datetime) -> None:
    with writing() as session:
        mark = _ensure_mark(session, address, now)
        mark.read_at, mark.failing_since, mark.refused = now, None, ""
        state = session.get(ChannelState, MAILBOX)
        if state is not None:
            state.stopped_at, state.reason = None, ""
        for task in session.scalars(
            select(Task).where(Task.key.startswith(f"{MAILBOX}:"), Task.done_at.is_(None))
        ):
            task.done_at, task.result = now, "收件邮箱已恢复。"


def _ensure_mark(session: Session, address: MailboxAddress, now: datetime) -> MailboxMark:
    mark = session.get(MailboxMark, address.name, with_for_update=True)
    if mark is None:
        mark = MailboxMark(box=address.name, since=shanghai_day(now - FIRST_LOOK), validity=0, uid=0)
        session.add(mark)
    return mark


def _say(session: Session, sentence: str, now: datetime) -> None:
    state = session.get(ChannelState, MAILBOX, with_for_update=True)
    if state is None:
        state = ChannelState(channel=MAILBOX, reason="")
        session.add(state)
    state.tried_at = now
    if state.stopped_at is not None:
        state.reason = sentence
        return
    state.stopped_at, state.reason = now, sentence
    add_task(
        session,
        Task(
            key=f"{MAILBOX}:{now.isoformat()}",
            kind="channel",
            title=sentence[:200],
            due_at=now,
            created_at=now,
        ),
    )
