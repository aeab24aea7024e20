"""身份证明书: written, sealed and ready, or still missing (R2020 art. 6)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.keep_paper import add_paper, require_own
from litigation.actions.plan_notices import plan_hearing
from litigation.actions.proof import Proof, keep_proof
from litigation.actions.row import get_row
from litigation.records.assignment import FILED, Assignment
from litigation.records.db import writing
from litigation.records.notice import Task
from litigation.records.paper import Paper, papers_of


def mark_certificate(
    assignment_id: int, *, ready: bool, now: datetime, actor: Actor, scan: Proof | None = None
) -> Assignment:
    """Record that the sealed certificate is ready, or that it is not after all; the chasing follows.

    ``scan`` is the sealed paper as a picture or PDF; it is kept with the seat's papers.

    Raises:
        NotFoundError: no such assignment.
        InvalidInputError: the scan is no picture or PDF, or too large.
        NotAllowedError: a liaison marks another agency's.
    """
    require(actor, *OFFICE, "liaison")
    with writing() as session:
        assignment = get_row(session, Assignment, assignment_id)
        require_own(actor, assignment.agency_id)
        if scan is not None:
            digest = keep_proof(session, scan, now)
            add_paper(session, assignment, "certificate_scan", digest, now=now, actor=actor)
        assignment.certificate_state = FILED if ready else _before(session, assignment)
        assignment.version += 1
        session.flush()
        if ready:
            _close_tasks(session, assignment, now, actor)
        plan_hearing(session, assignment.hearing_id, now)
        record_act(session, now, actor, "certificate.mark", "assignment", assignment.id, ready=ready)
    return assignment


def _before(session: Session, assignment: Assignment) -> str:
    """What the certificate is when it is not ready: written for this time already, or not."""
    written = any(
        each.kind == "certificate"
        and each.assignment_id == assignment.id
        and each.revision == assignment.hearing.revision
        for each in papers_of(session, [assignment.hearing_id])
    )
    return "made" if written else "missing"


def certificate_of(session: Session, assignment_id: int, revision: int) -> Paper | None:
    """The newest certificate written for a head and the hearing's present time."""
    return session.scalar(
        select(Paper)
        .where(Paper.assignment_id == assignment_id, Paper.kind == "certificate", Paper.revision == revision)
        .order_by(Paper.id.desc())
        .limit(1)
    )


def _close_tasks(session: Session, assignment: Assignment, now: datetime, actor: Actor) -> None:
    """Close what asked for this certificate."""
    for task in session.scalars(
        select(Task).where(
            Task.assignment_id == assignment.id, Task.kind == "certificate", Task.done_at.is_(None)
        )
    ):
        task.done_at, task.done_by, task.result = now, actor.name, "身份证明书已备好"
