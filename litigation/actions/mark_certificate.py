"""身份证明书: whether the head's identity certificate is ready to go to the court (R2020 art. 6)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.plan_notices import plan_hearing
from litigation.actions.row import get_row
from litigation.records.assignment import Assignment
from litigation.records.db import writing
from litigation.records.notice import Task


def mark_certificate(assignment_id: int, *, ready: bool, now: datetime, actor: Actor) -> Assignment:
    """Record that the certificate is ready, or that it is not after all; the chasing follows.

    Raises:
        NotFoundError: no such assignment.
    """
    require(actor, *OFFICE)
    with writing() as session:
        assignment = get_row(session, Assignment, assignment_id)
        assignment.certificate_state = "ready" if ready else "missing"
        assignment.version += 1
        session.flush()
        if ready:
            _close_tasks(session, assignment, now, actor)
        plan_hearing(session, assignment.hearing_id, now)
        record_act(session, now, actor, "certificate.mark", "assignment", assignment.id, ready=ready)
    return assignment


def _close_tasks(session: Session, assignment: Assignment, now: datetime, actor: Actor) -> None:
    """Close what asked for this certificate."""
    for task in session.scalars(
        select(Task).where(
            Task.assignment_id == assignment.id, Task.kind == "certificate", Task.done_at.is_(None)
        )
    ):
        task.done_at, task.done_by, task.result = now, actor.name, "身份证明书已备好"
