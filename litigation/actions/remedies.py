"""出治: what heads promised at hearings of a month to put right, and what of it is done."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from litigation.law.circular import Remedies
from litigation.law.clock import shanghai_day
from litigation.law.error import NotFoundError
from litigation.records.hearing import Attendance, Hearing

PARTS = ("due", "done", "overdue")


def remedies_of(session: Session, month: str, as_of: datetime) -> Remedies:
    """Count the remedies promised at hearings held in the month, done and overdue by ``as_of``."""
    rows = promised(session, month)
    return Remedies(**{part: sum(belongs(row, part, as_of) for row in rows) for part in PARTS})


def remedy_cases(session: Session, month: str, part: str, as_of: datetime) -> list[int]:
    """Return the ids of the cases behind ``due``, ``done`` or ``overdue``."""
    if part not in PARTS:
        raise NotFoundError
    rows = [row for row in promised(session, month) if belongs(row, part, as_of)]
    return sorted({each.id for row in rows for each in row.hearing.lawsuits})


def promised(session: Session, month: str) -> Sequence[Attendance]:
    """Return the current rows of the month's hearings that promise a remedy."""
    return session.scalars(
        select(Attendance)
        .join(Attendance.hearing)
        .where(
            Hearing.sitting_month == month,
            Attendance.superseded_at.is_(None),
            Attendance.remedy.is_(True),
        )
        .options(selectinload(Attendance.hearing).selectinload(Hearing.lawsuits))
    ).all()


def belongs(row: Attendance, part: str, as_of: datetime) -> bool:
    """Tell whether a promised remedy counts in ``due``, ``done`` or ``overdue`` at ``as_of``."""
    today = shanghai_day(as_of)
    done = row.remedy_done_on is not None and row.remedy_done_on <= today
    if part == "done":
        return done
    if part == "overdue":
        return not done and row.remedy_due_on is not None and row.remedy_due_on < today
    return True
