"""The auditor: a hearing about which nothing more would happen must not exist."""

from datetime import datetime

from litigation.actions.climb_ladder import silent_hearings
from litigation.actions.notice_plan import add_task
from litigation.actions.plan_notices import plan_hearing
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.notice import Task


def audit(now: datetime) -> int:
    """Plan silent hearings anew, and raise a task where they stay silent; return how many do."""
    silent = 0
    for hearing_id in silent_hearings(now):
        with writing() as session:
            plan_hearing(session, hearing_id, now)
    for hearing_id in silent_hearings(now):
        silent += 1
        with writing() as session:
            add_task(
                session,
                Task(
                    key=f"silent:{hearing_id}:{now.date().isoformat()}",
                    kind="silent",
                    hearing_id=hearing_id,
                    title=N_("这次开庭没有后续提醒，也没有负责人确认。请打电话落实。"),
                    due_at=now,
                    created_at=now,
                ),
            )
    return silent
