"""A person deals with a message that came in: says what it answers, or that it needs nothing."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.answer_notice import accept_reply, refuse_reply
from litigation.actions.journal import record_act
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.db import writing
from litigation.records.hearing import Hearing
from litigation.records.inbound_message import InboundMessage

ANSWERS = ("confirmed", "declined", "nothing")


def settle_message(
    message_id: int,
    answer: str,
    *,
    assignment_id: int | None = None,
    note: str = "",
    now: datetime,
    actor: Actor,
    secret: str,
) -> InboundMessage:
    """Settle a message as ``confirmed`` or ``declined`` for an assignment, or as ``nothing``.

    Raises:
        NotFoundError: no such message or assignment.
        ConflictError: somebody settled it already, or the answer cannot be taken any more.
        InvalidInputError: an answer without the hearing it is for.
    """
    require(actor, *OFFICE)
    if answer not in ANSWERS:
        raise InvalidInputError(N_("请选一项处理结果。"), field="answer")
    with writing() as session:
        message = session.get(InboundMessage, message_id, with_for_update=True, populate_existing=True)
        if message is None:
            raise NotFoundError
        if message.state != "waiting":
            raise ConflictError(N_("这条来信已由他人处理，没有再记。"))
        if answer != "nothing":
            _answer(session, message, answer, assignment_id, now, actor, secret)
        message.state, message.settled_at, message.settled_by = "done", now, actor.name
        message.outcome = _words(answer, note)
        record_act(session, now, actor, "message.settle", "inbound_message", message.id, answer=answer)
    return message


def answerable(session: Session, message: InboundMessage, now: datetime) -> list[Assignment]:
    """Return what the sender may still answer: by their number or mail, nearest first."""
    query = (
        select(Assignment)
        .join(Official, Official.id == Assignment.official_id)
        .join(Hearing, Hearing.id == Assignment.hearing_id)
        .where(
            (Official.mobile == message.sender) | (func.lower(Official.email) == message.sender),
            Assignment.state.in_(("asked", "lapsed", "confirmed")),
            Hearing.cancelled_at.is_(None),
            Hearing.outcome.is_(None),
            Hearing.starts_at.is_(None) | (Hearing.starts_at > now),
        )
        .order_by(Hearing.starts_on, Hearing.starts_at)
    )
    return list(session.scalars(query))


def _answer(
    session: Session,
    message: InboundMessage,
    answer: str,
    assignment_id: int | None,
    now: datetime,
    actor: Actor,
    secret: str,
) -> None:
    if assignment_id is None:
        raise InvalidInputError(N_("请选这条来信答复的是哪一次开庭。"), field="assignment")
    assignment = session.get(Assignment, assignment_id, with_for_update=True, populate_existing=True)
    if assignment is None or assignment not in answerable(session, message, now):
        raise NotFoundError
    message.assignment_id = assignment.id
    if answer == "confirmed":
        accept_reply(session, assignment, now, actor, message.channel)
    else:
        refuse_reply(session, assignment, now, actor, message.channel, secret)


def _words(answer: str, note: str) -> str:
    said = {
        "confirmed": N_("经办人记为确认出庭。"),
        "declined": N_("经办人记为不能出庭。"),
        "nothing": N_("经办人标为处理完。"),
    }[answer]
    return f"{said}{note.strip()[:200]}"
