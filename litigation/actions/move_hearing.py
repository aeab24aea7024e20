"""A hearing moves, is corrected, postponed, cancelled or reinstated; it stays the same row.

Each function has a twin ``apply_…`` that works inside the caller's transaction, because an
import does many of them at once. A new start, end or court is a revision: confirmations
lapse, certificates and excuses for the old date are void. A courtroom or judge is not.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.conclude import conclude_cases
from litigation.actions.journal import record_act
from litigation.actions.plan_notices import plan_hearing
from litigation.law.clock import shanghai_day
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.law.procedure import Outcome
from litigation.records.db import writing
from litigation.records.hearing import Excuse, Hearing, HearingMove
from litigation.records.notice import Task

DATE_PATIENCE = timedelta(days=7)
"""How long to wait for the court's new date before asking."""


@dataclass(frozen=True, slots=True)
class NewDate:
    """Where a hearing moves to; no instant and no day means that the court has not fixed it yet."""

    starts_at: datetime | None = None
    starts_on: date | None = None
    ends_at: datetime | None = None
    court: str | None = None
    courtroom: str | None = None

    @property
    def day(self) -> date | None:
        """The Shanghai day, if there is one."""
        return shanghai_day(self.starts_at) if self.starts_at else self.starts_on


@dataclass(frozen=True, slots=True)
class Correction:
    """Fields that change without a new revision; ``None`` leaves a field as it is."""

    courtroom: str | None = None
    judge: str | None = None
    clerk: str | None = None
    phone: str | None = None
    mode: str | None = None
    kind: str | None = None
    re_notified: bool | None = None


def move_hearing(
    hearing_id: int, to: NewDate, reason: str, *, version: int | None = None, now: datetime, actor: Actor
) -> Hearing:
    """Move a hearing to another start, end or court and tell everyone who was told.

    Raises:
        ConflictError: somebody changed the hearing since ``version`` was read.
        InvalidInputError: the hearing is over or cancelled, or nothing would change.
    """
    require(actor, *OFFICE)
    with writing() as session:
        hearing = get_hearing(session, hearing_id, version)
        apply_move(session, hearing, to, reason, now=now, actor=actor)
    return hearing


def postpone_hearing(
    hearing_id: int, reason: str, *, version: int | None = None, now: datetime, actor: Actor
) -> Hearing:
    """Take the date away: the court postponed and has not fixed another one."""
    return move_hearing(hearing_id, NewDate(), reason, version=version, now=now, actor=actor)


def correct_hearing(
    hearing_id: int, change: Correction, *, version: int | None = None, now: datetime, actor: Actor
) -> Hearing:
    """Correct courtroom, judge, telephone or mode; confirmations stay valid."""
    require(actor, *OFFICE)
    with writing() as session:
        hearing = get_hearing(session, hearing_id, version)
        apply_correction(session, hearing, change, now=now, actor=actor)
    return hearing


def cancel_hearing(
    hearing_id: int,
    reason: str,
    *,
    withdrawn: bool = False,
    version: int | None = None,
    now: datetime,
    actor: Actor,
) -> Hearing:
    """Cancel a hearing; what was planned for it ends in the same transaction."""
    require(actor, *OFFICE)
    with writing() as session:
        hearing = get_hearing(session, hearing_id, version)
        apply_cancel(session, hearing, reason, withdrawn=withdrawn, now=now, actor=actor)
    return hearing


def reinstate_hearing(
    hearing_id: int, reason: str, *, version: int | None = None, now: datetime, actor: Actor
) -> Hearing:
    """Take a cancellation back; whoever had been asked is asked again.

    Raises:
        InvalidInputError: the hearing is not cancelled.
    """
    require(actor, *OFFICE)
    with writing() as session:
        hearing = get_hearing(session, hearing_id, version)
        apply_reinstate(session, hearing, reason, now=now, actor=actor)
    return hearing


def settle_missing(hearing_id: int, *, still_on: bool, now: datetime, actor: Actor) -> Hearing:
    """Answer the question whether a hearing that vanished from the court's list still stands."""
    require(actor, *OFFICE)
    with writing() as session:
        hearing = get_hearing(session, hearing_id, None)
        hearing.missing_since = None
        hearing.version += 1
        record_act(session, now, actor, "hearing.verify", "hearing", hearing.id, still_on=still_on)
        if not still_on:
            apply_cancel(session, hearing, "经核实不再开庭", withdrawn=False, now=now, actor=actor)
    return hearing


def apply_move(
    session: Session, hearing: Hearing, to: NewDate, reason: str, *, now: datetime, actor: Actor
) -> None:
    """Move inside the caller's transaction."""
    _refuse_closed(hearing)
    target = replace(to, court=to.court or hearing.court)
    was = (hearing.starts_at, hearing.starts_on, hearing.court)
    if (target.starts_at, target.day, target.court) == was and target.ends_at in (None, hearing.ends_at):
        raise InvalidInputError("新的时间和法院与原来相同，没有可改的内容。")
    before = {"starts_at": hearing.starts_at, "starts_on": hearing.starts_on, "court": hearing.court}
    _revise(session, hearing, reason, now, actor)
    hearing.starts_at, hearing.starts_on, hearing.ends_at = target.starts_at, target.day, target.ends_at
    hearing.court = target.court or hearing.court
    if to.courtroom is not None:
        hearing.courtroom = to.courtroom
    hearing.missing_since = hearing.outcome = hearing.outcome_recorded_at = None
    _lapse_answers(session, hearing)
    _ask_for_date(session, hearing, now)
    _settle(session, hearing, now)
    record_act(session, now, actor, "hearing.move", "hearing", hearing.id, before=before, reason=reason)


def apply_correction(
    session: Session, hearing: Hearing, change: Correction, *, now: datetime, actor: Actor
) -> None:
    """Correct fields inside the caller's transaction; the invite is sent anew with the next sequence."""
    before: dict[str, object] = {}
    for name in ("courtroom", "judge", "clerk", "phone", "mode", "kind", "re_notified"):
        value = getattr(change, name)
        if value is not None and value != getattr(hearing, name):
            before[name] = getattr(hearing, name)
            setattr(hearing, name, value)
    if not before:
        return
    if {"courtroom", "mode"} & before.keys() and hearing.invited_at is not None:
        hearing.sequence += 1
    hearing.version += 1
    _settle(session, hearing, now)
    record_act(session, now, actor, "hearing.correct", "hearing", hearing.id, before=before)


def apply_cancel(
    session: Session, hearing: Hearing, reason: str, *, withdrawn: bool, now: datetime, actor: Actor
) -> None:
    """Cancel inside the caller's transaction: answers, tasks and notices end with it."""
    _refuse_closed(hearing)
    hearing.cancelled_at, hearing.cancel_reason = now, reason
    hearing.outcome = (Outcome.WITHDRAWN if withdrawn else Outcome.CANCELLED).value
    hearing.outcome_recorded_at = now
    for assignment in hearing.assignments:
        if assignment.state in ("asked", "confirmed", "lapsed"):
            assignment.state, assignment.ended_at = "ended", now
    for task in session.scalars(select(Task).where(Task.hearing_id == hearing.id, Task.done_at.is_(None))):
        task.done_at, task.result = now, "开庭已取消"
    _revise(session, hearing, reason, now, actor)
    _settle(session, hearing, now)
    details = {"reason": reason, "withdrawn": withdrawn}
    record_act(session, now, actor, "hearing.cancel", "hearing", hearing.id, **details)


def apply_reinstate(session: Session, hearing: Hearing, reason: str, *, now: datetime, actor: Actor) -> None:
    """Take a cancellation back inside the caller's transaction.

    Raises:
        InvalidInputError: the hearing is not cancelled.
    """
    if hearing.cancelled_at is None:
        raise InvalidInputError("这次开庭没有取消，不需要恢复。")
    latest = {each.agency_id: each for each in hearing.assignments if each.state == "ended"}
    for assignment in latest.values():
        assignment.state, assignment.ended_at = "lapsed", None
    hearing.cancelled_at, hearing.outcome, hearing.cancel_reason = None, None, ""
    _revise(session, hearing, reason, now, actor)
    _settle(session, hearing, now)
    record_act(session, now, actor, "hearing.reinstate", "hearing", hearing.id, reason=reason)


def get_hearing(session: Session, hearing_id: int, version: int | None) -> Hearing:
    """Return the hearing for a change, locked where the engine locks rows.

    Raises:
        NotFoundError: no such hearing.
        ConflictError: it was changed since ``version`` was read.
    """
    hearing = session.scalar(select(Hearing).where(Hearing.id == hearing_id).with_for_update())
    if hearing is None:
        raise NotFoundError
    if version is not None and hearing.version != version:
        raise ConflictError
    return hearing


def _refuse_closed(hearing: Hearing) -> None:
    """Refuse to touch a hearing that is cancelled or over; an adjourned one waits for its new date."""
    if hearing.cancelled_at is not None:
        raise InvalidInputError("这次开庭已经取消。需要继续开庭的，请先恢复。")
    if hearing.outcome not in (None, Outcome.ADJOURNED.value):
        raise InvalidInputError("这次开庭已登记结果。时间有误的，请更正结果并写明理由。")


def _revise(session: Session, hearing: Hearing, reason: str, now: datetime, actor: Actor) -> None:
    """Keep what the hearing was and count the revision up."""
    hearing.revision += 1
    hearing.version += 1
    if hearing.invited_at is not None:
        hearing.sequence += 1
    session.add(
        HearingMove(
            hearing_id=hearing.id,
            revision=hearing.revision,
            old_starts_at=hearing.starts_at,
            old_starts_on=hearing.starts_on,
            old_court=hearing.court,
            old_courtroom=hearing.courtroom,
            moved_at=now,
            moved_by=actor.name,
            reason=reason,
        )
    )


def _lapse_answers(session: Session, hearing: Hearing) -> None:
    """Let confirmations lapse, and void the papers made for the old date (R2020 arts. 5, 6, 9)."""
    for assignment in hearing.assignments:
        if assignment.state == "confirmed":
            assignment.state = "lapsed"
        if assignment.state in ("asked", "lapsed"):
            assignment.revision = hearing.revision
            assignment.certificate_state = "missing"
            assignment.version += 1
    for excuse in session.scalars(select(Excuse).where(Excuse.hearing_id == hearing.id)):
        session.delete(excuse)


def _ask_for_date(session: Session, hearing: Hearing, now: datetime) -> None:
    """Keep a hearing that waits for its date before a person's eyes, until it has one."""
    waiting = select(Task).where(Task.hearing_id == hearing.id, Task.kind == "date", Task.done_at.is_(None))
    for task in session.scalars(waiting):
        task.done_at, task.result = now, "日期已有变化"
    if hearing.starts_on is not None:
        return
    numbers = "、".join(each.number for each in hearing.lawsuits)
    session.add(
        Task(
            key=f"date:{hearing.id}:{hearing.revision}",
            kind="date",
            hearing_id=hearing.id,
            title=f"向{hearing.court or '法院'}询问新的开庭日期：{numbers}"[:200],
            due_at=now + DATE_PATIENCE,
            created_at=now,
        )
    )


def _settle(session: Session, hearing: Hearing, now: datetime) -> None:
    """Draw the conclusions and plan who must know."""
    session.flush()
    conclude_cases(session, [each.id for each in hearing.lawsuits], now)
    plan_hearing(session, hearing.id, now)
