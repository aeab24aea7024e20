"""开庭结果: held, adjourned, cancelled, withdrawn, or entered in error."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.move_hearing import NewDate, apply_cancel, apply_move, get_hearing
from litigation.actions.record_attendance import demand_begun, demand_reason, settle_facts
from litigation.actions.row import one_of
from litigation.law.error import InvalidInputError, NotAllowedError
from litigation.law.procedure import Outcome
from litigation.records.db import writing
from litigation.records.hearing import Attendance, Hearing
from litigation.records.lawsuit import Party

CALLED_OFF = {Outcome.CANCELLED: "取消开庭", Outcome.WITHDRAWN: "撤诉，未开庭"}


def record_outcome(
    hearing_id: int,
    outcome: str,
    *,
    now: datetime,
    actor: Actor,
    to: NewDate | None = None,
    reason: str = "",
    version: int | None = None,
) -> Hearing:
    """Record what became of a hearing.

    ``adjourned`` with a new date ``to`` moves the hearing, which stays the same row and is
    open again; without one it waits for the court. ``cancelled`` and ``withdrawn`` end what
    was planned and tell who was told.

    Raises:
        InvalidInputError: unknown outcome, or the hearing has not begun.
        ReasonMissingError, MonthClosedError: the outcome is recorded already and no reason given.
        ConflictError: somebody changed the hearing since ``version`` was read.
    """
    wanted = Outcome(one_of(Outcome, outcome, "outcome"))
    with writing() as session:
        hearing = get_hearing(session, hearing_id, version)
        _require_recorder(session, hearing, wanted, actor)
        if hearing.outcome == wanted.value and to is None:
            return hearing
        waits = hearing.outcome == Outcome.ADJOURNED.value and to is not None
        if hearing.outcome is not None and not waits:
            require(actor, *OFFICE)
            _take_back(session, hearing, wanted, reason)
        _record(session, hearing, wanted, to, reason, now, actor)
        settle_facts(session, hearing, now)
    return hearing


def _require_recorder(session: Session, hearing: Hearing, wanted: Outcome, actor: Actor) -> None:
    """A liaison may say of their own agency's hearing that it was held or put off; the office, all."""
    if actor.role != "liaison":
        require(actor, *OFFICE)
        return
    own = select(Party.id).where(
        Party.case_id.in_([each.id for each in hearing.lawsuits]), Party.agency_id == actor.agency_id
    )
    if wanted not in (Outcome.HELD, Outcome.ADJOURNED) or session.scalar(own.limit(1)) is None:
        raise NotAllowedError("联络员只能登记本单位的开庭是否开成，其他情况请联系应诉科。")


def _take_back(session: Session, hearing: Hearing, wanted: Outcome, reason: str) -> None:
    """Undo a recorded outcome for its correction; attendance of a held hearing must go first."""
    demand_reason(session, hearing, reason)
    rows = (
        select(func.count())
        .select_from(Attendance)
        .where(Attendance.hearing_id == hearing.id, Attendance.superseded_at.is_(None))
    )
    if wanted is not Outcome.HELD and wanted is not Outcome.ENTERED_IN_ERROR and session.scalar(rows):
        raise InvalidInputError("已登记到庭情况，不能改为没有开庭。登记有误的，请改为“登记有误”并写明理由。")
    hearing.outcome, hearing.cancelled_at, hearing.cancel_reason = None, None, ""


def _record(
    session: Session,
    hearing: Hearing,
    wanted: Outcome,
    to: NewDate | None,
    reason: str,
    now: datetime,
    actor: Actor,
) -> None:
    if wanted in CALLED_OFF:
        withdrawn = wanted is Outcome.WITHDRAWN
        apply_cancel(
            session, hearing, reason or CALLED_OFF[wanted], withdrawn=withdrawn, now=now, actor=actor
        )
        return
    if wanted is Outcome.ENTERED_IN_ERROR:
        demand_reason(session, hearing, reason)
        apply_cancel(session, hearing, reason, withdrawn=False, now=now, actor=actor)
        hearing.outcome = wanted.value
        return
    if wanted is Outcome.ADJOURNED and to is not None:
        apply_move(session, hearing, to, reason or "延期", now=now, actor=actor)
        return
    demand_begun(hearing, now)
    hearing.outcome, hearing.outcome_recorded_at = wanted.value, now
    record_act(
        session, now, actor, "outcome.record", "hearing", hearing.id, outcome=wanted.value, reason=reason
    )
