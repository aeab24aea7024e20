"""A head's page: what the link in a message shows, and for how long it opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.journal import record_access
from litigation.actions.told import what_it_was
from litigation.law.error import LinkDeadError
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from litigation.records.notice import Notice

LINK_LIFE = timedelta(days=7)
"""How long after the hearing a head's link still opens."""

CURRENT = ("asked", "confirmed", "lapsed")
ANSWERABLE = ("asked", "confirmed", "lapsed", "declined")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a head's page shows. ``status`` is asked, confirmed, lapsed, declined, cancelled or over.

    ``was`` holds the former time and place while an answer for the new one is missing (keys
    ``old_starts_at``, ``old_starts_on``, ``old_court``, ``old_courtroom``; ISO texts).
    ``successor`` is who was asked after a refusal, ``relieved_by`` whether that person confirmed.
    """

    assignment: Assignment
    status: str
    was: dict[str, str]
    successor: Assignment | None = None

    @property
    def hearing(self) -> Hearing:
        """The hearing asked about."""
        return self.assignment.hearing

    @property
    def is_released(self) -> bool:
        """Tell whether another head has confirmed in this one's place."""
        return self.successor is not None and self.successor.state == "confirmed"

    @property
    def can_answer(self) -> bool:
        """Tell whether the page offers an answer."""
        return self.status in ANSWERABLE and not self.is_released


def find_invitation(token_hash: str, now: datetime) -> Invitation:
    """Read what a head's link shows.

    Raises:
        LinkDeadError: no such link, the head was replaced, or the hearing is a week past.
    """
    session = db.session()
    assignment = session.scalar(select(Assignment).where(Assignment.token_hash == token_hash))
    if assignment is None or assignment.state == "relieved":
        raise LinkDeadError
    hearing = assignment.hearing
    if hearing.starts_at is not None and hearing.starts_at + LINK_LIFE <= now:
        raise LinkDeadError
    was: dict[str, str] = {}
    if hearing.revision > 1 and assignment.state in ("lapsed", "asked"):
        was = what_it_was(session, hearing, hearing.revision - 1)
    return Invitation(assignment, _status(assignment, now), was, successor_of(session, assignment))


def open_link(token_hash: str, now: datetime, actor: Actor) -> None:
    """Leave the trace that a head's page was opened: in the access log, and once on the message.

    Every message of an assignment carries the same link, so the one that left last counts as
    the one that was opened; a text before a mail of the same step.
    """
    session = db.session()
    assignment_id = session.scalar(select(Assignment.id).where(Assignment.token_hash == token_hash))
    notice_id = _last_sent(session, assignment_id) if assignment_id is not None else None
    session.rollback()
    if assignment_id is None:
        return
    record_access(now, actor, "link", "assignment", assignment_id)
    if notice_id is not None:
        with writing() as register:
            notice = register.get_one(Notice, notice_id)
            notice.opened_at = notice.opened_at or now


def _last_sent(session: Session, assignment_id: int) -> int | None:
    """Return the last message that reached the head, if nobody opened it yet."""
    sent = session.scalars(
        select(Notice)
        .where(
            Notice.assignment_id == assignment_id,
            Notice.recipient_kind == "official",
            Notice.state == "sent",
        )
        .order_by(Notice.due_at.desc(), Notice.channel.desc(), Notice.id.desc())
        .limit(1)
    ).first()
    return sent.id if sent is not None and sent.opened_at is None else None


def successor_of(session: Session, assignment: Assignment) -> Assignment | None:
    """Return who holds the seat now, if it is another head."""
    return session.scalar(
        select(Assignment).where(
            Assignment.hearing_id == assignment.hearing_id,
            Assignment.agency_id == assignment.agency_id,
            Assignment.state.in_(CURRENT),
            Assignment.id != assignment.id,
        )
    )


def _status(assignment: Assignment, now: datetime) -> str:
    hearing = assignment.hearing
    if hearing.cancelled_at is not None or assignment.state == "ended":
        return "cancelled"
    if hearing.outcome is not None or (hearing.starts_at is not None and hearing.starts_at <= now):
        return "over"
    return assignment.state
