"""Two digits by which a head's short reply names one of several hearings."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from litigation.law.reply import CODES
from litigation.records.agency import Official
from litigation.records.assignment import Assignment

ASKING = frozenset({"appointment", "chase", "substitute", "moved"})
"""Events whose text asks for an answer."""

REUSED_AFTER = timedelta(days=120)
"""How long a code is not given again to the same person, so that an old text cannot answer a new one."""


def reply_hint(session: Session, assignment: Assignment, now: datetime) -> str:
    """Say how to answer by text; the assignment gets its code now if it has none."""
    code = code_of(session, assignment, now)
    if _count_open(session, assignment) < 2:
        return "也可直接回复 1（能）或 2（不能）。"
    return f"也可直接回复 {code} 1（能）或 {code} 2（不能）。"


def code_of(session: Session, assignment: Assignment, now: datetime) -> str:
    """Return the assignment's code, given now if it has none; it keeps it for ever."""
    if not assignment.reply_code:
        assignment.reply_code = _free_code(_used(session, assignment, now))
        session.flush()
    return assignment.reply_code


def _used(session: Session, assignment: Assignment, now: datetime) -> set[str]:
    used = session.scalars(
        select(Assignment.reply_code).where(
            Assignment.official_id.in_(_same_phone(assignment)),
            Assignment.assigned_at >= now - REUSED_AFTER,
            Assignment.reply_code != "",
        )
    )
    return set(used)


def _count_open(session: Session, assignment: Assignment) -> int:
    open_ones = session.scalars(
        select(Assignment.id).where(
            Assignment.official_id.in_(_same_phone(assignment)),
            Assignment.state.in_(("asked", "lapsed")),
        )
    )
    return len(open_ones.all())


def _same_phone(assignment: Assignment) -> Select[int]:
    """One person may hold two posts under one number; the reply names neither."""
    return select(Official.id).where(Official.mobile == assignment.official.mobile)


def _free_code(used: Collection[str]) -> str:
    return next((code for code in CODES if code not in used), CODES[-1])
