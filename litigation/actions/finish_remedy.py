"""整改办结: the day on which a promised remedy was done, noted by the office."""

from datetime import date, datetime

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.propose_edition import propose_editions
from litigation.actions.row import get_row
from litigation.law.clock import shanghai_day
from litigation.law.error import ConflictError, InvalidInputError
from litigation.records.db import writing
from litigation.records.hearing import Attendance


def finish_remedy(attendance_id: int, done_on: date | None, *, now: datetime, actor: Actor) -> Attendance:
    """Note on which day a promised remedy was done; None takes the note back.

    An issued circular counts what was done by the moment it speaks of: work finished later is no
    correction of it, a day that was noted late is one and proposes the next edition.

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
        if row.hearing.sitting_month is not None:
            propose_editions(session, {row.hearing.sitting_month}, now)
    return row


def _check_day(row: Attendance, done_on: date, now: datetime) -> None:
    if done_on > shanghai_day(now):
        raise InvalidInputError("办结日期在今天之后，请改正。", field="done_on")
    if row.hearing.starts_on is not None and done_on < row.hearing.starts_on:
        raise InvalidInputError("办结日期在开庭之前，请改正。", field="done_on")
