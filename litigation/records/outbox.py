"""Reading the outbox: what was told to whom, when, and what is still to leave."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, case, cast, func, literal, select
from sqlalchemy.orm import Session, joinedload, selectinload

from litigation.records.hearing import Hearing
from litigation.records.notice import Notice, Task

GONE = ("sent", "claimed")
"""States in which a message has reached somebody, or is about to."""

SOON = timedelta(hours=24)
LATELY = timedelta(days=7)
"""How far the list looks ahead, and how long a failed message without a task stays on top of it."""


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

    ``wanted`` narrows by ``state``, ``channel`` and ``event``. Without a state it is what left
    or leaves within a day, latest first, with what failed and nobody dealt with on top; with the state
    ``planned`` what is to come, nearest first.
    """
    query = _narrow(wanted)
    if not wanted.get("state"):
        soon = (Notice.state == "planned") & (Notice.due_at <= now + SOON)
        query = query.where(Notice.state.in_(("failed", *GONE)) | soon)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    loaded = query.options(joinedload(Notice.hearing).selectinload(Hearing.lawsuits))
    rows = loaded.order_by(*_order(wanted.get("state", ""), now)).offset(first).limit(count)
    return session.scalars(rows).all(), total


def count_by_state(session: Session, wanted: Mapping[str, str]) -> dict[str, int]:
    """Count the messages of each state under the other filters."""
    narrowed = _narrow({**wanted, "state": ""}).with_only_columns(Notice.state, func.count())
    return dict(session.execute(narrowed.group_by(Notice.state)).all())


def _narrow(wanted: Mapping[str, str]) -> Select[tuple[Notice]]:
    """Apply the filters of the list."""
    query = select(Notice)
    for name in ("state", "channel", "event"):
        if wanted.get(name):
            query = query.where(getattr(Notice, name) == wanted[name])
    return query


def _order(state: str, now: datetime) -> tuple[ColumnElement[object], ...]:
    """What comes nearest first; everything else latest first, below what failed and nobody dealt with."""
    if state == "planned":
        return Notice.due_at.asc(), Notice.id.asc()
    lately = ~_task().exists() & (Notice.due_at >= now - LATELY)
    waits = (Notice.state == "failed") & (_task(Task.done_at.is_(None)).exists() | lately)
    waiting = case((waits, 0), else_=1)
    return waiting.asc(), func.coalesce(Notice.sent_at, Notice.due_at).desc(), Notice.id.desc()


def _task(*more: ColumnElement[bool]) -> Select[int]:
    """Select the task that a failed message of the list raised for its recipient."""
    subject = case(
        (Notice.hearing_id.is_not(None), literal("h") + cast(Notice.hearing_id, String)),
        else_=literal("c") + cast(Notice.circular_id, String),
    )
    whom = Notice.recipient_kind + cast(Notice.recipient_id, String)
    key = literal("undelivered:") + subject + ":" + cast(Notice.revision, String) + ":" + whom
    return select(Task.id).where(Task.key == key, *more).correlate(Notice)


def open_task_of(session: Session, notice_ids: Sequence[int]) -> dict[int, int]:
    """Return the open tasks that failed messages raised, by message."""
    rows = session.execute(
        select(Notice.id, _task(Task.done_at.is_(None)).limit(1).scalar_subquery()).where(
            Notice.id.in_(notice_ids), Notice.state == "failed"
        )
    )
    return {notice_id: task_id for notice_id, task_id in rows if task_id is not None}


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
