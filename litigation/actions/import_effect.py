"""What an import does to a registered hearing, kept so that it can be taken back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.records.assignment import Assignment
from litigation.records.hearing import Excuse, Hearing
from litigation.records.notice import Notice, Task

KEPT = (
    "starts_at", "starts_on", "ends_at", "court", "courtroom", "judge", "clerk", "phone", "mode", "kind",
    "revision", "sequence", "outcome", "outcome_recorded_at", "cancelled_at", "cancel_reason",
    "missing_since",
)  # fmt: skip
"""Columns of a hearing that an import may change."""

ANSWER = ("state", "revision", "certificate_state", "ended_at")
"""Columns of an assignment that follow its hearing."""


def snapshot(session: Session, hearing_id: int) -> dict[str, Any]:
    """Return as JSON values what a hearing, its assignments, notices and tasks are now."""
    session.flush()
    hearing = session.get_one(Hearing, hearing_id)
    assignments = session.scalars(select(Assignment).where(Assignment.hearing_id == hearing_id))
    notices = select(Notice.id).where(Notice.hearing_id == hearing_id, Notice.state == "planned")
    tasks = select(Task.id).where(Task.hearing_id == hearing_id, Task.done_at.is_(None))
    excuses = select(Excuse.id).where(Excuse.hearing_id == hearing_id)
    return {
        "before": {name: _plain(getattr(hearing, name)) for name in KEPT},
        "answers": {
            str(each.id): {name: _plain(getattr(each, name)) for name in ANSWER} for each in assignments
        },
        "notices": list(session.scalars(notices)),
        "tasks": list(session.scalars(tasks)),
        "excuses": list(session.scalars(excuses)),
    }


def state_after(session: Session, hearing_id: int) -> dict[str, Any]:
    """Return what tells later whether anybody changed the hearing since."""
    session.flush()
    hearing = session.get_one(Hearing, hearing_id)
    answers = select(Assignment.id, Assignment.state, Assignment.version)
    found = session.execute(answers.where(Assignment.hearing_id == hearing_id).order_by(Assignment.id))
    return {"version": hearing.version, "answers": [list(each) for each in found]}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
