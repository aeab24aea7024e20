"""出治: what heads promised at hearings of a month to put right, and what of it is done."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.row import get_row
from litigation.law.circular import Remedies
from litigation.law.clock import shanghai_day
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.records.db import writing
from litigation.records.hearing import Attendance, Hearing

PARTS = ("due", "done", "overdue")


def finish_remedy(attendance_id: int, done_on: date | None, *, now: datetime, actor: Actor) -> Attendance:
    """Note on which day a promised remedy was done; None takes the note back.

    Raises:
        NotFoundError: no such row.
        ConflictError: the row was corrected meanwhile.
        InvalidInputError: nothing was promised, or the day lies before the hearing or ahead.
    """
    require(actor, *OFFICE)
    with writing() as session:
        row = get_row(session, Attendance, attendance_id)
        if row.superseded_at is not None:
            raise ConflictError("这条登记刚被更正过，没有写入。请核对最新内容后再标记。")
        if not row.remedy:
            raise InvalidInputError("这次开庭没有登记整改事项，不能标为已办结。")
        if done_on is not None:
            _check_day(row, done_on, now)
        row.remedy_done_on = done_on
        session.flush()
        day = done_on.isoformat() if done_on else ""
        record_act(session, now, actor, "remedy.finish", "attendance", row.id, done_on=day)
    return row


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


def _check_day(row: Attendance, done_on: date, now: datetime) -> None:
    if done_on > shanghai_day(now):
        raise InvalidInputError("办结日期在今天之后，请改正。", field="done_on")
    if row.hearing.starts_on is not None and done_on < row.hearing.starts_on:
        raise InvalidInputError("办结日期在开庭之前，请改正。", field="done_on")
