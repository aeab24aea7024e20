"""One mail that came in: lists and notices wait to be checked, answers lie among the replies.

Reading may take long and happens outside of any transaction; what became of the mail is written
in one, together with the word that it is dealt with.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.actor import SYSTEM
from litigation.actions.import_hearings import AS_IT_COMES, read_file, receive_reading
from litigation.actions.report_notice import fail
from litigation.actions.take_reply import FOREIGN, Post, Taken, keep_mail, take_reply
from litigation.channels.mailbox import Arrived
from litigation.channels.reply import CalendarReply, ReplyUnreadableError, read_reply
from litigation.intake.draft import Problem, Reading
from litigation.intake.letter import Letter, LetterRefusedError, open_letter
from litigation.intake.letter_reading import ANSWERS, Piece, read_pieces
from litigation.intake.redaction import redact
from litigation.law.clock import shanghai_day
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.hearing import Hearing
from litigation.records.inbound_message import InboundMessage
from litigation.records.mailbox import ImportLetter, MailboxMessage
from litigation.records.notice import Notice

TOO_LARGE = "邮件超过 %s MB，没有收取。请到邮箱里打开，把附件存下来再上传。"
BROKEN = "读这封邮件时出了差错，已放在一边。请到邮箱里打开，把附件存下来再上传，并告诉系统管理员。"
AUTOMATIC = N_("自动回复，没有当作答复。")
BOUNCED = N_("退信：已按没有送到处理。")
BOUNCED_UNKNOWN = N_("退信，没有认出是哪一封。")
ANSWERED = N_("回复了这里的邮件，请看是什么意思。")
UNREADABLE_ANSWER = N_("日历答复读不出来，请看是什么意思。")
NOT_ARRIVED = N_("邮件被退回，没有送到。请核对邮箱，并打电话告知。")


@dataclass(frozen=True, slots=True)
class Read:
    """A mail read: what it is, its answers, and its hearings."""

    letter: Letter
    answers: tuple[CalendarReply, ...] = ()
    unreadable: bool = False
    pieces: tuple[Piece, ...] = ()
    refused: str = ""


def read_arrived(arrived: Arrived, now: datetime) -> Read:
    """Read one mail; never raises on what a mail may hold."""
    try:
        letter = open_letter(arrived.data)
    except LetterRefusedError as refused:
        return Read(Letter(), refused=refused.sentence)
    if not arrived.whole:
        return Read(letter, refused=TOO_LARGE % (arrived.size // (1024 * 1024)))
    answers, unreadable = _answers(letter)
    if answers or unreadable or letter.kind:
        return Read(letter, answers, unreadable)
    received_on = shanghai_day(arrived.arrived_at or now)
    return Read(letter, pieces=tuple(read_pieces(letter, received_on, None, _read_file)))


def settle_letter(message_id: int, read: Read, *, now: datetime, secret: str) -> str:
    """Write what a mail amounts to, and that it is dealt with; return its state."""
    letter = read.letter
    with writing() as session:
        message = session.get_one(MailboxMessage, message_id, with_for_update=True, populate_existing=True)
        if message.state != "reading":
            return message.state
        message.identity = identity_of(letter)
        message.message_id, message.sender = letter.message_id[:250], letter.sender
        message.sender_name, message.subject = letter.sender_name, redact(letter.subject)[:200]
        message.sent_at, message.note = letter.sent_at, " ".join(letter.notes)
        message.state = _settle(session, message, read, now, secret)
        message.lease_until = None
        return message.state


def set_letter_aside(message_id: int, *, now: datetime) -> None:
    """Give a mail up whose reading failed again and again: a person sees that it is there."""
    with writing() as session:
        message = session.get_one(MailboxMessage, message_id, with_for_update=True, populate_existing=True)
        if message.state == "reading":
            _refuse(session, message, BROKEN, now)
            message.state, message.lease_until = "refused", None


def identity_of(letter: Letter) -> str:
    """Return what two copies of one mail share: Message-ID and content, whatever way they came."""
    digest = hashlib.sha256(f"{letter.message_id}\n{letter.sender}\n{letter.subject}\n{letter.text}".encode())
    for each in letter.enclosures:
        digest.update(hashlib.sha256(each.data).digest())
    for _, data in letter.calendars:
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _settle(session: Session, message: MailboxMessage, read: Read, now: datetime, secret: str) -> str:
    letter = read.letter
    if read.refused:
        _refuse(session, message, read.refused, now)
        return "refused"
    if letter.message_id and _came_before(session, message):
        return "repeated"
    if read.answers or read.unreadable:
        _take_answers(session, read, message.identity, now, secret)
        return "inbox"
    if letter.kind:
        _keep_notification(session, letter, message.identity, now)
        return "inbox"
    if _foreign(session, letter):
        _keep(session, letter, message.identity, Taken(True, FOREIGN), now)
        return "inbox"
    answers_us = _ours(session, letter.answers)
    if answers_us:
        taken = Taken(True, ANSWERED, answers_us[-1].assignment_id)
        _keep(session, letter, message.identity, taken, now)
    _import(session, message, read.pieces, now, useful_only=bool(answers_us))
    return "inbox" if answers_us else "imported"


def _answers(letter: Letter) -> tuple[tuple[CalendarReply, ...], bool]:
    """Read the calendar answers in a mail; tell whether one could not be read."""
    found, unreadable = [], False
    for method, data in letter.calendars:
        if method in ANSWERS:
            try:
                found.append(read_reply(data))
            except ReplyUnreadableError:
                unreadable = True
    return tuple(found), unreadable


def _read_file(data: bytes, name: str, received_on: date, _mapping: Mapping[str, str] | None) -> Reading:
    return read_file(data, name, received_on, AS_IT_COMES)


def _came_before(session: Session, message: MailboxMessage) -> bool:
    return (
        session.scalar(
            select(MailboxMessage.id)
            .where(MailboxMessage.identity == message.identity, MailboxMessage.id != message.id)
            .where(MailboxMessage.state.not_in(("reading", "repeated")))
            .limit(1)
        )
        is not None
    )


def _take_answers(session: Session, read: Read, identity: str, now: datetime, secret: str) -> None:
    post = _post(read.letter, identity)
    for answer in read.answers:
        take_reply(session, answer, post, now, secret)
    if read.unreadable and not read.answers:
        _keep(session, read.letter, identity, Taken(True, UNREADABLE_ANSWER), now)


def _keep_notification(session: Session, letter: Letter, identity: str, now: datetime) -> None:
    """Keep what a machine wrote; a mail of ours that did not arrive is dealt with like any such notice."""
    if letter.kind == "automatic":
        answered = _ours(session, letter.answers)
        about = answered[-1].assignment_id if answered else None
        _keep(session, letter, identity, Taken(False, AUTOMATIC, about), now)
        return
    lost = [each for each in _ours(session, letter.bounced) if each.channel == "mail"]
    for notice in lost:
        if notice.state == "sent":
            fail(session, notice, "bounced", NOT_ARRIVED, now)
    _keep(session, letter, identity, Taken(not lost, BOUNCED if lost else BOUNCED_UNKNOWN), now)


def _foreign(session: Session, letter: Letter) -> bool:
    """Tell whether a calendar from outside uses the number of a hearing of ours: a loop, or hostile."""
    uids = []
    for _, data in letter.calendars:
        try:
            uids.append(read_reply(data).uid)
        except ReplyUnreadableError:
            continue
    return bool(uids) and session.scalar(select(func.count()).where(Hearing.uid.in_(uids))) != 0


def _ours(session: Session, identifiers: Sequence[str]) -> list[Notice]:
    """Return the messages of ours that these Message-IDs name."""
    if not identifiers:
        return []
    return list(
        session.scalars(
            select(Notice)
            .where(Notice.message_id.in_(identifiers[:50]))
            .order_by(Notice.id)
            .with_for_update()
        )
    )


def _keep(session: Session, letter: Letter, identity: str, taken: Taken, now: datetime) -> None:
    known = select(InboundMessage.id).where(InboundMessage.provider_id == f"mail:{identity}")
    if session.scalar(known) is None:
        keep_mail(session, _post(letter, identity), taken, now)


def _post(letter: Letter, identity: str) -> Post:
    return Post(identity, letter.sender, redact(letter.subject), redact(letter.text), letter.results)


def _import(
    session: Session, message: MailboxMessage, pieces: Sequence[Piece], now: datetime, *, useful_only: bool
) -> None:
    """Let each piece wait to be checked. Beside an answer only what holds hearings does."""
    for piece in pieces:
        if useful_only and not (piece.reading.hearings or piece.reading.unusable):
            continue
        _receive(session, message, piece.reading, piece.data, now)


def _refuse(session: Session, message: MailboxMessage, sentence: str, now: datetime) -> None:
    """Keep a refused import, so that a person sees that something came and was not read."""
    named = f"{message.sender_name} {message.sender}\n{message.subject}\n{message.arrived_at:%Y-%m-%d %H:%M}"
    reading = Reading(message.subject[:100] or "邮件", problems=(Problem("letter", sentence),))
    _receive(session, message, reading, f"{named}\n#{message.id}".encode(), now)


def _receive(session: Session, message: MailboxMessage, reading: Reading, data: bytes, now: datetime) -> None:
    received_on = shanghai_day(message.arrived_at)
    run = receive_reading(reading, data, "application/octet-stream", received_on, now, SYSTEM)
    if session.get(ImportLetter, (run.id, message.id)) is None:
        session.add(ImportLetter(run_id=run.id, message_id=message.id))
        session.flush()
