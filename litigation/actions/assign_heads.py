"""派员: deciding who appears, leaving a duty open, and asking the next head."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, SYSTEM, Actor, require
from litigation.actions.candidates import Candidate, judge_candidate, remaining_candidates
from litigation.actions.engagements import CURRENT
from litigation.actions.journal import record_act
from litigation.actions.link import hash_token, make_token, new_nonce
from litigation.actions.move_hearing import get_hearing
from litigation.actions.office import office_settings
from litigation.actions.pin_choice import end_other_pin
from litigation.actions.plan_notices import plan_hearing
from litigation.law.error import (
    ConflictError,
    DoubleBookedError,
    IneligibleError,
    NotFoundError,
    ReasonMissingError,
)
from litigation.records.agency import Agency, Official
from litigation.records.assignment import Assignment, LeftOpen
from litigation.records.db import writing
from litigation.records.hearing import Hearing
from litigation.records.notice import Task
from litigation.records.seat_choice import pin_of

IN_TURN = "依次询问下一位"
"""Reason of a choice that the ladder made; it overrides nothing, for only the free are asked."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A clerk's decision for one duty at one hearing.

    ``seen`` is the assignment that the clerk saw in the seat, 0 nobody; ``None`` is not compared.
    """

    hearing_id: int
    agency_id: int
    official_id: int
    reason: str = ""
    seen: int | None = None


def assign(choice: Choice, *, now: datetime, actor: Actor, secret: str) -> Assignment:
    """Ask a head to appear; whoever was asked before is relieved and told.

    Raises:
        IneligibleError: the person is no head of the agency under R2020 art. 2.
        DoubleBookedError: the head is in another hearing at that time.
        ReasonMissingError: leave or travel stands against it and no reason is given.
        ConflictError: this head is asked already, or somebody else decided since the page was read.
    """
    require(actor, *OFFICE)
    with writing() as session:
        return apply_assign(session, choice, now=now, actor=actor, secret=secret)


def assign_all(choices: Sequence[Choice], *, now: datetime, actor: Actor, secret: str) -> list[Assignment]:
    """Accept several proposals in one transaction: all of them or none."""
    require(actor, *OFFICE)
    with writing() as session:
        return [apply_assign(session, each, now=now, actor=actor, secret=secret) for each in choices]


def assign_together(
    session: Session, choices: Sequence[Choice], *, now: datetime, actor: Actor, secret: str
) -> list[Assignment]:
    """Move several seats at once inside the caller's transaction.

    Everybody is let go first, for one head's new seat may be another's old one.
    """
    for each in choices:
        _relieve_current(session, get_hearing(session, each.hearing_id, None), each, now)
    return [apply_assign(session, each, now=now, actor=actor, secret=secret) for each in choices]


def leave_open(hearing_id: int, agency_id: int, reason: str, *, now: datetime, actor: Actor) -> None:
    """Decide to leave a duty without a head for now; it stays on top of the board.

    Whoever was asked is relieved and told, and their link ends.

    Raises:
        ReasonMissingError: no reason is given.
    """
    require(actor, *OFFICE)
    if not reason.strip():
        raise ReasonMissingError
    with writing() as session:
        hearing = get_hearing(session, hearing_id, None)
        if (current := _current(session, hearing_id, agency_id)) is not None:
            _relieve(session, hearing, current, now)
            _close_tasks(session, hearing_id, agency_id, now, actor)
        session.add(
            LeftOpen(
                hearing_id=hearing_id, agency_id=agency_id, reason=reason, left_at=now, left_by=actor.name
            )
        )
        plan_hearing(session, hearing_id, now)
        record_act(session, now, actor, "assignment.leave_open", "hearing", hearing_id, agency=agency_id)


def ask_next(
    session: Session, hearing: Hearing, agency: Agency, *, now: datetime, secret: str, actor: Actor = SYSTEM
) -> Assignment | None:
    """Ask the next eligible, free head inside the caller's transaction; None when nobody is left.

    Whoever is asked at present and has not answered is relieved by it.
    """
    candidates = remaining_candidates(session, hearing, agency, office_settings(session))
    if not candidates:
        return None
    pin = pin_of(session, hearing.id, agency.id)
    first = next((each for each in candidates if pin and each.official_id == pin.official_id), candidates[0])
    choice = Choice(hearing.id, agency.id, first.official_id, IN_TURN)
    return apply_assign(session, choice, now=now, actor=actor, secret=secret)


def apply_assign(
    session: Session, choice: Choice, *, now: datetime, actor: Actor, secret: str, tell: bool = True
) -> Assignment:
    """Assign inside the caller's transaction, everything that was judged being locked.

    ``tell``: plan the messages; a caller who records the answer as well plans them afterwards.
    """
    hearing = get_hearing(session, choice.hearing_id, None)
    if not hearing.is_open:
        raise ConflictError("这次开庭已取消或已登记结果，不能再派员。")
    agency = session.get(Agency, choice.agency_id)
    official = session.scalar(select(Official).where(Official.id == choice.official_id).with_for_update())
    if agency is None or official is None:
        raise NotFoundError
    candidate = judge_candidate(session, hearing, agency, official, office_settings(session))
    _refuse(candidate, hearing, choice)
    _relieve_current(session, hearing, choice, now)
    assignment = _ask(session, hearing, candidate, choice, now, actor, secret)
    end_other_pin(session, hearing.id, agency.id, official.id, now, actor)
    _close_tasks(session, hearing.id, agency.id, now, actor)
    if tell:
        plan_hearing(session, hearing.id, now)
    record_act(
        session, now, actor, "assignment.ask", "assignment", assignment.id,
        hearing=hearing.id, official=official.id, reason=choice.reason,
    )  # fmt: skip
    return assignment


def _refuse(candidate: Candidate, hearing: Hearing, choice: Choice) -> None:
    """Refuse what law forbids, and what needs a reason and has none."""
    if candidate.pending_check:
        raise IneligibleError(f"{candidate.name}{candidate.why_not}。请先登记分管关系，再派此人。")
    if candidate.blocked and "另有开庭" in candidate.blocked:
        raise DoubleBookedError(f"{candidate.name}{candidate.blocked}，不能派两处。请改派他人。")
    if candidate.blocked:
        raise IneligibleError(f"{candidate.name}不能作为本案出庭负责人：{candidate.blocked}。请改派他人。")
    if candidate.hindered and not choice.reason.strip():
        raise ReasonMissingError(f"{candidate.name}{candidate.hindered}。仍要派此人的，请写明理由。")


def _relieve_current(session: Session, hearing: Hearing, choice: Choice, now: datetime) -> None:
    """Relieve whoever is asked at present, for another head's sake."""
    current = _current(session, hearing.id, choice.agency_id)
    if choice.seen is not None and choice.seen != (current.id if current is not None else 0):
        raise ConflictError("这一庭刚由别人派过员，没有改动。请核对最新的人选再派。")
    if current is None:
        return
    if current.official_id == choice.official_id:
        raise ConflictError(f"{current.official.name}已经是这次开庭的出庭负责人。")
    _relieve(session, hearing, current, now)


def _relieve(session: Session, hearing: Hearing, current: Assignment, now: datetime) -> None:
    """Let a head go; their invite is cancelled with the next sequence."""
    current.state, current.ended_at = "relieved", now
    current.version += 1
    if hearing.invited_at is not None:
        hearing.sequence += 1
    session.flush()


def _ask(
    session: Session,
    hearing: Hearing,
    candidate: Candidate,
    choice: Choice,
    now: datetime,
    actor: Actor,
    secret: str,
) -> Assignment:
    """Insert the assignment with the link that its messages will carry."""
    nonce = new_nonce()
    assignment = Assignment(
        hearing_id=hearing.id,
        agency_id=choice.agency_id,
        official_id=choice.official_id,
        state="asked",
        revision=hearing.revision,
        nonce=nonce,
        token_hash=hash_token(make_token(secret, "head", nonce)),
        reasons=list(candidate.reasons),
        override_reason=choice.reason,
        assigned_at=now,
        assigned_by=actor.name,
    )
    session.add(assignment)
    session.flush()
    session.expire(hearing, ["assignments"])
    return assignment


def _close_tasks(session: Session, hearing_id: int, agency_id: int, now: datetime, actor: Actor) -> None:
    """Close what asked for a head or for an answer of the one who is relieved."""
    open_tasks = session.scalars(
        select(Task).where(
            Task.hearing_id == hearing_id,
            Task.agency_id == agency_id,
            Task.done_at.is_(None),
            Task.kind.in_(("assign", "phone", "conflict")),
        )
    )
    for task in open_tasks:
        task.done_at, task.done_by, task.result = now, actor.name, "已改派"


def _current(session: Session, hearing_id: int, agency_id: int) -> Assignment | None:
    """Return the assignment that holds at present."""
    return session.scalar(
        select(Assignment).where(
            Assignment.hearing_id == hearing_id,
            Assignment.agency_id == agency_id,
            Assignment.state.in_(CURRENT),
        )
    )
