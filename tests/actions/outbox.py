"""Looking at the outbox in tests, and emptying it into recording gateways."""

from datetime import datetime, timedelta

from sqlalchemy import select

from litigation.actions.assign_heads import Choice, assign
from litigation.actions.claim_notices import SendPolicy
from litigation.actions.gateways import Gateways
from litigation.actions.send_due import send_due
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.notice import Notice, Task
from tests.factory import CLERK, NOW, SECRET

POLICY = SendPolicy(lease=timedelta(seconds=60), first_gap=timedelta(seconds=20))


def ask(hearing, agency, official, now: datetime = NOW, reason: str = "") -> Assignment:
    return assign(Choice(hearing.id, agency.id, official.id, reason), now=now, actor=CLERK, secret=SECRET)


def notices(**fields) -> list[Notice]:
    db.session.rollback()
    query = select(Notice).filter_by(**fields).order_by(Notice.due_at, Notice.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def planned(**fields) -> list[tuple[str, str]]:
    """The live notices as (rung, channel)."""
    return [(each.rung, each.channel) for each in notices(state="planned", **fields)]


def tasks(**fields) -> list[Task]:
    db.session.rollback()
    return list(db.session.scalars(select(Task).filter_by(**fields).order_by(Task.id)))


def answer(assignment: Assignment, state: str, now: datetime) -> None:
    """Let a head answer, past the answering page."""
    with writing() as session:
        row = session.get(Assignment, assignment.id)
        row.state, row.answered_at = state, now


def empty(gateways: Gateways, now: datetime, worker: str = "worker 1", policy: SendPolicy = POLICY) -> int:
    """Send everything that is due at one moment; return how many were claimed."""
    claimed = 0
    while taken := send_due(gateways, lambda: now, worker, policy).claimed:
        claimed += taken
    return claimed
