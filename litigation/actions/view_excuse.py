"""不能出庭的理由 as the office looks at it: what was stated, what is weak, its own view of it.

The office's view decides nothing (R2020 art. 9(2)): it tells colleagues whether to send somebody else.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.candidates import remaining_candidates
from litigation.actions.journal import record_act
from litigation.actions.move_hearing import get_hearing
from litigation.actions.office import office_settings
from litigation.actions.record_excuse import Stated, excuse_of
from litigation.actions.row import one_of, plain_words
from litigation.law import facts
from litigation.law.absence import OfficeView, Voices, excuse_faults, say_faults, voices_of
from litigation.law.attendance import CourtDecision, ExcuseGround
from litigation.law.clock import at_shanghai, shanghai_day
from litigation.law.error import InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.records.agency import Agency
from litigation.records.assignment import Assignment
from litigation.records.db import writing
from litigation.records.hearing import Excuse, Hearing


@dataclass(frozen=True, slots=True)
class ExcuseFile:
    """Everything about one agency's absence from one hearing.

    ``refusals`` are the heads' answers that they cannot come, the latest first, with their
    proofs; ``free`` counts the heads who could still be sent.
    """

    excuse: Excuse | None
    refusals: tuple[Assignment, ...]
    voices: Voices | None
    faults: tuple[str, ...]
    free: int

    @property
    def stated(self) -> Stated | None:
        """What is stated: as recorded, else as the last head to refuse said it."""
        if self.excuse is not None:
            row = self.excuse
            return Stated(row.ground, row.words, row.proof, row.seal, row.chief_signature)
        last = next((each for each in self.refusals if each.decline_ground), None)
        if last is None or last.decline_ground is None:
            return None
        return Stated(last.decline_ground, last.decline_words, proof=last.proof_sha256 is not None)


def excuse_file(session: Session, hearing: Hearing, agency: Agency, now: datetime) -> ExcuseFile:
    """Collect what there is to see about an absence; changes nothing."""
    excuse = excuse_of(session, hearing.id, agency.id)
    refusals = session.scalars(
        select(Assignment)
        .where(
            Assignment.hearing_id == hearing.id,
            Assignment.agency_id == agency.id,
            Assignment.decline_ground.is_not(None),
        )
        .options(joinedload(Assignment.official))
        .order_by(Assignment.answered_at.desc())
    ).all()
    free = _free(session, hearing, agency, now)
    found = ExcuseFile(excuse, tuple(refusals), None, (), free)
    stated = found.stated
    if stated is None:
        return found
    said = _law_excuse(hearing, agency, stated, excuse)
    view = OfficeView(excuse.office_view) if excuse else OfficeView.NONE
    faults = excuse_faults(said, others_free=free, hearing_start=hearing.starts_at)
    return ExcuseFile(excuse, tuple(refusals), voices_of(said, view), say_faults(faults), free)


def view_excuse(
    hearing_id: int,
    agency_id: int,
    view: str,
    words: str,
    sent_on: date | None,
    *,
    now: datetime,
    actor: Actor,
) -> Excuse:
    """Note what the office thinks of a reason, and on which day it was handed to the court.

    Raises:
        NotFoundError: the agency stated no reason for this hearing.
        InvalidInputError: no such view, or a day to come.
    """
    require(actor, *OFFICE)
    wanted = one_of(OfficeView, view, "office_view")
    if sent_on is not None and sent_on > shanghai_day(now):
        raise InvalidInputError(N_("提交法院的日期在今天之后，请改正。"), field="sent_on")
    with writing() as session:
        get_hearing(session, hearing_id, None)
        excuse = excuse_of(session, hearing_id, agency_id)
        if excuse is None:
            raise NotFoundError(N_("该机关没有登记不能出庭的理由，请先登记。"))
        excuse.office_view, excuse.office_words = wanted, plain_words(words)[:300]
        excuse.sent_on = sent_on
        excuse.version += 1
        session.flush()
        record_act(session, now, actor, "excuse.view", "excuse", excuse.id, view=wanted, sent_on=sent_on)
    return excuse


def _free(session: Session, hearing: Hearing, agency: Agency, now: datetime) -> int:
    """How many heads could still be sent; nobody once the hearing has begun."""
    if not hearing.is_open or hearing.starts_at is None or hearing.starts_at <= now:
        return 0
    return len(remaining_candidates(session, hearing, agency, office_settings(session)))


def _handed_in(row: Excuse) -> datetime | None:
    """When the court had the reason: the day it was handed in, else when the agency stated it."""
    return at_shanghai(row.sent_on, 0) if row.sent_on else row.submitted_at


def _law_excuse(hearing: Hearing, agency: Agency, stated: Stated, row: Excuse | None) -> facts.Excuse:
    return facts.Excuse(
        hearing=str(hearing.id),
        agency=str(agency.id),
        ground=ExcuseGround(stated.ground),
        reason=stated.words,
        proof=stated.proof,
        seal=stated.seal,
        chief_signature=stated.chief_signature,
        court_decision=CourtDecision(row.court_decision) if row else CourtDecision.NONE,
        submitted_at=_handed_in(row) if row else None,
    )
