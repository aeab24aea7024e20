"""不能出庭的理由: what the agency stated, and what the court said to it (R2020 arts. 8, 9)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.move_hearing import get_hearing
from litigation.actions.record_attendance import demand_reason, settle_facts
from litigation.actions.row import one_of
from litigation.law.attendance import CourtDecision, ExcuseGround
from litigation.law.error import InvalidInputError, NotAllowedError, NotFoundError
from litigation.records.db import writing
from litigation.records.hearing import Excuse


@dataclass(frozen=True, slots=True)
class Stated:
    """A reason as the agency states it; ground ④ needs words.

    Proof, and seal or signature, are what the court will look for (R2020 art. 9(1)); their
    lack is recorded, not refused.
    """

    ground: str
    words: str = ""
    proof: bool = False
    seal: bool = False
    chief_signature: bool = False


def record_excuse(
    hearing_id: int, agency_id: int, stated: Stated, *, now: datetime, actor: Actor, reason: str = ""
) -> Excuse:
    """Record or replace an agency's reason for a hearing; the court's answer is another act.

    Raises:
        InvalidInputError: no such ground, or ④ without words.
        ReasonMissingError, MonthClosedError: the court has answered and no reason is given.
    """
    require(actor, *OFFICE, "liaison")
    if actor.role == "liaison" and actor.agency_id != agency_id:
        raise NotAllowedError("只能登记本单位的理由。")
    ground = one_of(ExcuseGround, stated.ground, "ground")
    if ground == ExcuseGround.OTHER.value and not stated.words.strip():
        raise InvalidInputError("“其他正当事由”须写明具体事由。", field="words")
    with writing() as session:
        hearing = get_hearing(session, hearing_id, None)
        excuse = excuse_of(session, hearing_id, agency_id)
        if excuse is None:
            excuse = Excuse(hearing_id=hearing_id, agency_id=agency_id, submitted_at=now)
            session.add(excuse)
        elif excuse.court_decision != CourtDecision.NONE.value:
            demand_reason(session, hearing, reason)
        for name, value in asdict(stated).items():
            setattr(excuse, name, value)
        session.flush()
        record_act(session, now, actor, "excuse.record", "excuse", excuse.id, ground=ground, reason=reason)
        settle_facts(session, hearing, now)
    return excuse


def decide_excuse(
    hearing_id: int, agency_id: int, decision: str, *, now: datetime, actor: Actor, reason: str = ""
) -> Excuse:
    """Record the court's answer to a reason; only the court decides (R2020 art. 9(2)).

    Raises:
        NotFoundError: the agency stated no reason for this hearing.
        ReasonMissingError, MonthClosedError: an answer is recorded already and no reason given.
    """
    require(actor, *OFFICE)
    wanted = one_of(CourtDecision, decision, "court_decision")
    with writing() as session:
        hearing = get_hearing(session, hearing_id, None)
        excuse = excuse_of(session, hearing_id, agency_id)
        if excuse is None:
            raise NotFoundError("该机关没有登记不能出庭的理由，请先登记。")
        if excuse.court_decision == wanted:
            return excuse
        if excuse.court_decision != CourtDecision.NONE.value:
            demand_reason(session, hearing, reason)
        excuse.court_decision = wanted
        excuse.decided_at = None if wanted == CourtDecision.NONE.value else now
        excuse.version += 1
        record_act(session, now, actor, "excuse.decide", "excuse", excuse.id, decision=wanted, reason=reason)
        settle_facts(session, hearing, now)
    return excuse


def excuse_of(session: Session, hearing_id: int, agency_id: int) -> Excuse | None:
    """The reason an agency stated for a hearing."""
    return session.scalar(
        select(Excuse).where(Excuse.hearing_id == hearing_id, Excuse.agency_id == agency_id)
    )
