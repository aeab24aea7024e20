"""A text message that came in: bound to the hearing it answers, or laid before a person.

Nothing is guessed: with several hearings open the reply must name one by its code, else the
sender is asked which. What comes from an unknown number lies in the inbox, answered with the
office's telephone number once a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.answer_notice import accept_reply, refuse_reply
from litigation.actions.close_address import close_address, open_address
from litigation.actions.notice_words import say_start
from litigation.actions.office import office_settings
from litigation.actions.reply_codes import code_of
from litigation.channels.number import read_mobile
from litigation.law.error import LitigationError
from litigation.law.reply import Reply, ReplyKind, read_reply
from litigation.law.word import N_
from litigation.records.agency import Liaison, Official
from litigation.records.assignment import Assignment
from litigation.records.db import writing
from litigation.records.hearing import Hearing
from litigation.records.inbound_message import InboundMessage, last_from
from litigation.records.user import User

ONCE_A_DAY = timedelta(days=1)
LONGEST_BODY = 2000
MOST_NAMED = 5
"""How many hearings a question names; more would be a long and dear text."""

ASKED_AGAIN = N_("对方只说收到，已请他明确答复。")
ASKED_WHICH = N_("对方有几次开庭待答复，已请他写明编号。")
GIVEN_PHONE = N_("号码不在名册中，已回复本单位电话。")
NOTHING_OPEN = N_("对方没有待答复的开庭。")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a message: whether a person must look, and what is answered (may be empty)."""

    waiting: bool
    outcome: str
    answer: str = ""
    assignment_id: int | None = None


def take_text(provider_id: str, sender: str, body: str, *, now: datetime, secret: str) -> str:
    """Take one text and return the answer to it, empty for none; the same text twice is one.

    Every text is kept, whatever it says and whoever it comes from.
    """
    number = read_mobile(sender) or sender.strip()[:200]
    try:
        with writing() as session:
            known = session.scalar(select(InboundMessage).where(InboundMessage.provider_id == provider_id))
            if known is not None:
                return ""
            return _take(session, provider_id, number, body[:LONGEST_BODY], now, secret)
    except IntegrityError:
        return ""  # the same text came twice at the same moment


def _take(session: Session, provider_id: str, number: str, body: str, now: datetime, secret: str) -> str:
    reply = read_reply(body)
    person = _person(session, number)
    message = InboundMessage(
        channel="sms",
        provider_id=provider_id[:200],
        sender=number,
        person=person,
        body=body,
        reading=reply.kind.value,
        received_at=now,
    )
    session.add(message)
    session.flush()
    taken = _settle(session, number, person, reply, now, secret)
    message.state = "waiting" if taken.waiting else "done"
    message.outcome, message.assignment_id = taken.outcome, taken.assignment_id
    if not taken.waiting:
        message.settled_at, message.settled_by = now, "系统"
    return taken.answer


def _settle(session: Session, number: str, person: str, reply: Reply, now: datetime, secret: str) -> Taken:
    if reply.kind is ReplyKind.STOP:
        close_address(session, number, person, now)
        return Taken(False, N_("已停发短信，改用其他方式，并已告知经办人。"))
    if reply.kind is ReplyKind.START:
        open_address(session, number)
        return Taken(False, N_("已恢复发送短信。"))
    if not person:
        return _unknown(session, number, now)
    open_ones = _open(session, number, now)
    if reply.kind is ReplyKind.RECEIPT:
        return _ask_again(session, open_ones, now)
    if reply.kind in (ReplyKind.YES, ReplyKind.NO):
        return _bind(session, reply, open_ones, now, secret)
    return Taken(True, "")


def _unknown(session: Session, number: str, now: datetime) -> Taken:
    """Lay it before a person; answer once a day, so that two machines do not talk for ever."""
    if last_from(session, number, now - ONCE_A_DAY, GIVEN_PHONE) is not None:
        return Taken(True, "")
    phone = office_settings(session).office_phone
    answer = f"这里自动收发出庭通知，没有认出您的号码。请拨打 {phone}。" if phone else ""
    return Taken(True, GIVEN_PHONE if answer else "", answer)


def _ask_again(session: Session, open_ones: Sequence[Assignment], now: datetime) -> Taken:
    waiting = [each for each in open_ones if each.state != "confirmed"]
    if not waiting:
        return Taken(False, NOTHING_OPEN)
    return Taken(
        False, ASKED_AGAIN, _question(session, waiting, now), waiting[0].id if len(waiting) == 1 else None
    )


def _bind(
    session: Session, reply: Reply, open_ones: Sequence[Assignment], now: datetime, secret: str
) -> Taken:
    fitting = [each for each in open_ones if each.reply_code == reply.code] if reply.code else open_ones
    if reply.code and not fitting:
        return Taken(
            True, N_("编号与待答复的开庭对不上。"), _question(session, open_ones, now) if open_ones else ""
        )
    if len(fitting) > 1 and not reply.code:
        unanswered = [each for each in fitting if each.state != "confirmed"]
        fitting = unanswered if reply.kind is ReplyKind.YES else fitting
    if not fitting:
        return Taken(reply.kind is ReplyKind.NO, NOTHING_OPEN)
    if len(fitting) > 1:
        return Taken(False, ASKED_WHICH, _question(session, fitting, now))
    return _answer(session, fitting[0], reply, now, secret)


def _answer(session: Session, assignment: Assignment, reply: Reply, now: datetime, secret: str) -> Taken:
    actor = Actor(name=assignment.official.name, role="head")
    when = say_start(assignment.hearing.starts_at, assignment.hearing.starts_on, now)
    try:
        if reply.kind is ReplyKind.YES:
            accept_reply(session, assignment, now, actor, "sms")
            return Taken(False, N_("已记为确认出庭。"), f"已记录：{when}您出庭。", assignment.id)
        refuse_reply(session, assignment, now, actor, "sms", secret)
    except LitigationError as error:
        return Taken(True, str(error), str(error), assignment.id)
    answer = f"已记录：{when}您不能出庭。请点短信里的链接补填理由。"
    return Taken(False, N_("已记为不能出庭，待补理由。"), answer, assignment.id)


def _question(session: Session, assignments: Sequence[Assignment], now: datetime) -> str:
    """Ask again, naming each hearing by its code when there are several."""
    if len(assignments) == 1:
        return f"请答复{_say(assignments[0], now)}的开庭：能出庭回复 1，不能回复 2。"
    coded = [(code_of(session, each, now), _say(each, now)) for each in assignments[:MOST_NAMED]]
    named = "；".join(f"{code}：{said}" for code, said in coded)
    example = coded[0][0]
    return (
        f"您有 {len(assignments)} 次开庭待答复：{named}。请回复编号和 1（能）或 2（不能），例如 {example} 1。"
    )


def _say(assignment: Assignment, now: datetime) -> str:
    hearing = assignment.hearing
    return f"{say_start(hearing.starts_at, hearing.starts_on, now)} {hearing.court}".strip()


def _open(session: Session, number: str, now: datetime) -> Sequence[Assignment]:
    """Return what this number may still answer, the nearest hearing first."""
    return session.scalars(
        select(Assignment)
        .join(Official, Official.id == Assignment.official_id)
        .join(Hearing, Hearing.id == Assignment.hearing_id)
        .where(
            Official.mobile == number,
            Assignment.state.in_(("asked", "lapsed", "confirmed")),
            Hearing.cancelled_at.is_(None),
            Hearing.outcome.is_(None),
            (Hearing.starts_at.is_(None) | (Hearing.starts_at > now)),
        )
        .order_by(Hearing.starts_on, Hearing.starts_at, Assignment.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _person(session: Session, number: str) -> str:
    """Name who has this number: a head before a liaison before a user; empty for nobody."""
    for holder in (Official, Liaison, User):
        name = session.scalar(select(holder.name).where(holder.mobile == number).limit(1))
        if name:
            return name
    return ""
