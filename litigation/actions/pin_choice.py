"""指定: a clerk fixes who is to be proposed for a seat; the solver then leaves it alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.candidates import judge_candidate
from litigation.actions.choice_instance import Seat
from litigation.actions.engagements import SeatKey
from litigation.actions.journal import record_act
from litigation.actions.move_hearing import get_hearing
from litigation.actions.office import office_settings
from litigation.actions.row import get_row, plain_words
from litigation.law.error import ConflictError, IneligibleError, NotFoundError
from litigation.law.word import N_
from litigation.records.agency import Agency, Official
from litigation.records.db import writing
from litigation.records.seat_choice import Pin, pin_of, pins_of


def pin_head(
    hearing_id: int, agency_id: int, official_id: int, reason: str, *, now: datetime, actor: Actor
) -> Pin:
    """Fix who is to be proposed; nobody is asked by it, and a former pin of the seat goes.

    Raises:
        IneligibleError: the law forbids it, or the head is in another hearing at that time.
        ConflictError: the hearing is cancelled or has its outcome.
    """
    require(actor, *OFFICE)
    with writing() as session:
        hearing = get_hearing(session, hearing_id, None)
        if not hearing.is_open:
            raise ConflictError(N_("这次开庭已取消或已登记结果，不能再指定。"))
        agency, official = get_row(session, Agency, agency_id), get_row(session, Official, official_id)
        candidate = judge_candidate(session, hearing, agency, official, office_settings(session))
        if candidate.blocked or candidate.pending_check:
            raise IneligibleError(f"{candidate.name}不能指定：{candidate.why_not}。请改选他人。")
        pin = pin_of(session, hearing.id, agency.id)
        if pin is None:
            pin = Pin(hearing_id=hearing.id, agency_id=agency.id)
            session.add(pin)
        pin.official_id, pin.reason = official.id, plain_words(reason)[:200]
        pin.pinned_at, pin.pinned_by = now, actor.name
        session.flush()
        record_act(session, now, actor, "pin.set", "pin", pin.id, hearing=hearing.id, official=official.id)
    return pin


def remove_pin(hearing_id: int, agency_id: int, *, now: datetime, actor: Actor) -> None:
    """Let the solver choose again."""
    require(actor, *OFFICE)
    with writing() as session:
        pin = pin_of(session, hearing_id, agency_id)
        if pin is None:
            raise NotFoundError
        drop_pin(session, pin, now, actor)


def end_other_pin(
    session: Session, hearing_id: int, agency_id: int, official_id: int, now: datetime, actor: Actor
) -> None:
    """Take out a pin on another head, since that head was sent after all; in the caller's transaction."""
    pin = session.scalar(select(Pin).where(Pin.hearing_id == hearing_id, Pin.agency_id == agency_id))
    if pin is not None and pin.official_id != official_id:
        drop_pin(session, pin, now, actor)


def drop_pin(session: Session, pin: Pin, now: datetime, actor: Actor) -> None:
    """Take a pin out inside the caller's transaction."""
    record_act(
        session, now, actor, "pin.remove", "pin", pin.id, hearing=pin.hearing_id, official=pin.official_id
    )
    session.delete(pin)
    session.flush()


def read_pins(session: Session, seats: Sequence[Seat]) -> dict[SeatKey, int]:
    """Return whom the office pinned to the seats."""
    wanted = {(hearing.id, agency.id) for hearing, agency in seats}
    pins = pins_of(session, {hearing_id for hearing_id, _agency in wanted})
    return {key: pin.official_id for key, pin in pins.items() if key in wanted}
