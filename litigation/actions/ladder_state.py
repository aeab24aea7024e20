"""The state of each duty at a hearing, as the ladder of ``litigation.law`` wants it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from litigation.actions.candidates import remaining_candidates
from litigation.actions.notice_plan import start_of
from litigation.actions.notice_source import CURRENT, was_recorded
from litigation.actions.office import OfficeSettings, holiday_calendar, numbers
from litigation.law.attendance import Standing
from litigation.law.clock import shanghai_day
from litigation.law.ladder import ladder
from litigation.law.ladder_state import Answer, Ask, DutyState, LadderSettings, Step
from litigation.law.office_hours import OfficeHours
from litigation.law.procedure import HearingKind
from litigation.records.agency import Agency, Official, principal_on
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing, HearingMove
from litigation.records.seat import Seat, seats_of

ANSWERED = frozenset({Standing.DISCHARGED, Standing.RELIEVED, Standing.NOT_COUNTED})


@dataclass(frozen=True, slots=True)
class Climb:
    """One agency at one hearing with the steps of its ladder, skipped ones included."""

    hearing: Hearing
    agency: Agency
    assignment: Assignment | None
    is_substitute: bool
    steps: tuple[Step, ...]


def climbs(session: Session, hearing: Hearing, settings: OfficeSettings, now: datetime) -> Iterator[Climb]:
    """Return the ladder of every agency that has something to do at the hearing."""
    start = start_of(hearing)
    if start is None or hearing.cancelled_at is not None:
        return
    rules = ladder_settings(session, settings)
    for seat in seats_of(session, [hearing]):
        if not _concerns(seat):
            continue
        state = _state(session, seat, start, settings)
        steps = ladder(state, now, rules)
        substitute = state.ask is not None and state.ask.is_substitute
        yield Climb(hearing, seat.agency, seat.assignment, substitute, steps)


def ladder_settings(session: Session, settings: OfficeSettings) -> LadderSettings:
    """Return the office's ladder: its hours and holidays, and the times it has set."""
    quiet_from, quiet_to = settings.quiet
    hours = OfficeHours(holiday_calendar(session), quiet_from=quiet_from, quiet_to=quiet_to)
    first_chase, second_chase = numbers(settings.chase_hours)
    two_days, day_before = numbers(settings.leadership_days)
    far, near, last = numbers(settings.reminder_days)
    task, clerk, leaders = numbers(settings.certificate_days)
    asked, missing, reported = numbers(settings.outcome_hours)
    return LadderSettings(
        hours=hours,
        hearing_length=settings.hearing_length,
        chase_hours=(first_chase, second_chase),
        phone_days=settings.phone_days,
        phone_at_once_days=settings.phone_at_once_days,
        substitute_at=time.fromisoformat(settings.substitute_at),
        principal_at=time.fromisoformat(settings.principal_at),
        leadership_days=(two_days, day_before),
        leadership_at=time.fromisoformat(settings.leadership_at),
        reminder_days=(far, near, last),
        reminder_at=time.fromisoformat(settings.reminder_at),
        morning_at=time.fromisoformat(settings.morning_at),
        certificate_days=(task, clerk, leaders),
        certificate_at=time.fromisoformat(settings.certificate_at),
        outcome_hours=(asked, missing, reported),
    )


def _concerns(seat: Seat) -> bool:
    """Tell whether somebody of the agency has to be there, or is asked to be all the same."""
    if seat.assignment is not None and seat.assignment.state in CURRENT:
        return True
    if seat.hearing.kind != HearingKind.TRIAL:
        return False
    discharged_again = seat.duty.standing == Standing.DISCHARGED and seat.hearing.re_notified
    return seat.duty.standing not in ANSWERED or discharged_again


def _state(session: Session, seat: Seat, start: datetime, settings: OfficeSettings) -> DutyState:
    hearing, assignment = seat.hearing, seat.assignment
    moved_at = _moved_at(session, hearing)
    is_trial = hearing.kind == HearingKind.TRIAL
    return DutyState(
        start=start,
        opened_at=moved_at or hearing.created_at,
        revision=hearing.revision,
        end=hearing.ends_at,
        ask=_ask(session, assignment, moved_at) if assignment else None,
        substitutes_left=_substitutes_left(session, seat, settings),
        certificate_done=assignment is not None and assignment.certificate_filed,
        outcome_recorded=not is_trial or was_recorded(session, hearing, seat.agency.id),
    )


def _ask(session: Session, assignment: Assignment, moved_at: datetime | None) -> Ask:
    earlier = session.scalar(
        select(Assignment.id)
        .where(
            Assignment.hearing_id == assignment.hearing_id,
            Assignment.agency_id == assignment.agency_id,
            Assignment.id < assignment.id,
            Assignment.revision == assignment.revision,
        )
        .limit(1)
    )
    hearing = assignment.hearing
    day = hearing.starts_on or shanghai_day(hearing.created_at)
    principal = principal_on(session, assignment.agency_id, day)
    answers = {"confirmed": Answer.CONFIRMED, "declined": Answer.DECLINED}
    return Ask(
        asked_at=max(assignment.assigned_at, moved_at) if moved_at else assignment.assigned_at,
        answer=answers.get(assignment.state, Answer.NONE),
        answered_at=assignment.answered_at,
        is_substitute=earlier is not None,
        is_principal=principal is not None and principal.id == assignment.official_id,
    )


def _moved_at(session: Session, hearing: Hearing) -> datetime | None:
    """Return when the hearing came to stand as it does, if it was ever changed."""
    if hearing.revision == 1:
        return None
    return session.scalar(select(func.max(HearingMove.moved_at)).where(HearingMove.hearing_id == hearing.id))


def _substitutes_left(session: Session, seat: Seat, settings: OfficeSettings) -> int:
    """Count who could still be asked: exactly after a refusal, else by office and term alone.

    While an answer is awaited the ladder only needs to know whether there is anybody; who is
    free is judged when the next head is asked.
    """
    if seat.assignment is None or seat.assignment.state in ("asked", "lapsed"):
        return _others_in_office(session, seat)
    if seat.assignment.state == "confirmed":
        return 0
    return len(remaining_candidates(session, seat.hearing, seat.agency, settings))


def _others_in_office(session: Session, seat: Seat) -> int:
    day = seat.hearing.starts_on
    asked = select(Assignment.official_id).where(
        Assignment.hearing_id == seat.hearing.id,
        Assignment.agency_id == seat.agency.id,
        Assignment.revision == seat.hearing.revision,
    )
    heads = (
        select(func.count())
        .select_from(Official)
        .where(
            Official.agency_id == seat.agency.id,
            Official.id.not_in(asked),
            or_(Official.from_on.is_(None), Official.from_on <= day),
            or_(Official.to_on.is_(None), Official.to_on >= day),
        )
    )
    return session.scalar(heads) or 0
