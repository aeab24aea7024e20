"""Reading the outbox: what was told to whom, when, and what is still to leave."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from litigation.records.hearing import Hearing
from litigation.records.notice import Notice, Task

GONE = ("sent", "claimed")
"""States in which a message has reached somebody, or is about to."""


def count_told(session: Session, *hearing_ids: int) -> int:
    """Count the people who were told of these hearings, and so must hear of a change."""
    people = (
        select(Notice.recipient_kind, Notice.recipient_id)
        .where(Notice.hearing_id.in_(hearing_ids), Notice.state.in_(GONE))
        .distinct()
    )
    return session.scalar(select(func.count()).select_from(people.subquery())) or 0


def count_planned(session: Session, *hearing_ids: int) -> int:
    """Count the messages about these hearings that have not left yet."""
    planned = select(func.count()).where(Notice.hearing_id.in_(hearing_ids), Notice.state == "planned")
    return session.scalar(planned) or 0


def notices_of(session: Session, hearing_id: int) -> Sequence[Notice]:
    """Return every message about a hearing, latest first."""
    query = select(Notice).where(Notice.hearing_id == hearing_id).options(joinedload(Notice.assignment))
    return session.scalars(query.order_by(Notice.due_at.desc(), Notice.id.desc())).all()


def find_notices(
    session: Session, now: datetime, wanted: Mapping[str, str], *, first: int, count: int
) -> tuple[Sequence[Notice], int]:
    """Return ``count`` messages from the ``first`` on, and how many there are.

    ``wanted`` narrows by ``state``, ``channel`` and ``event``. Without a state it is what has
    happened, latest first; with the state ``planned`` what is to come, nearest first.
    """
    query = select(Notice)
    for name in ("state", "channel", "event"):
        if wanted.get(name):
            query = query.where(getattr(Notice, name) == wanted[name])
    if not wanted.get("state"):
        query = query.where(Notice.due_at <= now)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    nearest = wanted.get("state") == "planned"
    order = (Notice.due_at, Notice.id) if nearest else (Notice.due_at.desc(), Notice.id.desc())
    loaded = query.options(joinedload(Notice.hearing).selectinload(Hearing.lawsuits)).order_by(*order)
    return session.scalars(loaded.offset(first).limit(count)).all(), total


def find_notice(session: Session, notice_id: int) -> Notice | None:
    """Return one message with what it is about."""
    query = select(Notice).where(Notice.id == notice_id)
    return session.scalar(query.options(joinedload(Notice.hearing).selectinload(Hearing.lawsuits)))


def hearing_for_log(session: Session, hearing_id: int) -> Hearing | None:
    """Return a hearing with its cases."""
    return session.scalar(
        select(Hearing).where(Hearing.id == hearing_id).options(selectinload(Hearing.lawsuits))
    )


def tasks_of(session: Session, hearing_id: int) -> Sequence[Task]:
    """Return what waited or waits for a person about a hearing."""
    return session.scalars(select(Task).where(Task.hearing_id == hearing_id).order_by(Task.due_at)).all()
