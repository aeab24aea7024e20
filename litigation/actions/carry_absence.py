"""登记请假并改派: what was tried as an absence is carried out, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.assign_heads import Choice, assign_together
from litigation.actions.manage_people import add_leave
from litigation.actions.row import get_row
from litigation.law.clock import at_shanghai
from litigation.law.error import ConflictError, InvalidInputError
from litigation.law.word import N_
from litigation.records.agency import Leave
from litigation.records.assignment import Assignment
from litigation.records.db import writing


@dataclass(frozen=True, slots=True)
class SeenMove:
    """One move as the clerk saw it: from the assignment at its version to another official."""

    assignment_id: int
    version: int
    official_id: int


@dataclass(frozen=True, slots=True)
class AbsenceInput:
    """Whole days, both included, with the kind of leave and words."""

    first_day: date
    last_day: date
    kind: str
    note: str = ""


def carry_out_absence(
    official_id: int,
    absence: AbsenceInput,
    moves: Sequence[SeenMove],
    *,
    now: datetime,
    actor: Actor,
    secret: str,
) -> tuple[Leave, list[Assignment]]:
    """Enter the leave and send the others, in one transaction.

    Raises:
        ConflictError: somebody changed one of the seats since it was seen.
        InvalidInputError: the days are the wrong way round.
        IneligibleError, DoubleBookedError, ReasonMissingError: as when a head is assigned.
    """
    require(actor, *OFFICE)
    if absence.last_day < absence.first_day:
        raise InvalidInputError(N_("结束日期不能早于开始日期。"), field="last_day")
    with writing() as session:
        choices = [_as_seen(session, each) for each in moves]
        leave = add_leave(
            official_id,
            at_shanghai(absence.first_day, 0),
            at_shanghai(absence.last_day + timedelta(days=1), 0),
            absence.kind,
            absence.note,
            now=now,
            actor=actor,
        )
        return leave, assign_together(session, choices, now=now, actor=actor, secret=secret)


def _as_seen(session: Session, move: SeenMove) -> Choice:
    """Return the choice if the seat is still what the clerk saw."""
    assignment = get_row(session, Assignment, move.assignment_id)
    if assignment.version != move.version:
        raise ConflictError(N_("出庭安排刚有变化，没有改派。请重新查看后再办。"))
    return Choice(assignment.hearing_id, assignment.agency_id, move.official_id)
