"""路程: how many minutes people need from one court to another, entered by the office."""

from datetime import datetime

from sqlalchemy import select

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.row import get_row, plain_words
from litigation.law.error import InvalidInputError
from litigation.law.word import N_
from litigation.records.availability import TravelTime
from litigation.records.db import writing

MOST_MINUTES = 24 * 60


def set_travel(one: str, other: str, minutes: int, *, now: datetime, actor: Actor) -> TravelTime:
    """Enter the way between two places; entered again, in either order, the new time holds.

    Raises:
        InvalidInputError: a place is missing, both are the same, or the time makes no sense.
    """
    require(actor, *OFFICE)
    one, other = sorted((plain_words(one)[:120], plain_words(other)[:120]))
    if not one or not other:
        raise InvalidInputError(N_("请填写两处法院。"), field="other")
    if one == other:
        raise InvalidInputError(N_("两处是同一个地方，请改正。"), field="other")
    if not 0 <= minutes <= MOST_MINUTES:
        raise InvalidInputError(N_("请填 0 至 1440 之间的分钟数。"), field="minutes")
    with writing() as session:
        row = session.scalar(select(TravelTime).where(TravelTime.one == one, TravelTime.other == other))
        before = row.minutes if row is not None else None
        if row is None:
            row = TravelTime(one=one, other=other)
            session.add(row)
        row.minutes, row.entered_at, row.entered_by = minutes, now, actor.name
        session.flush()
        record_act(session, now, actor, "travel.set", "travel_time", row.id, minutes=minutes, before=before)
    return row


def remove_travel(travel_id: int, *, now: datetime, actor: Actor) -> None:
    """Take a way out of the table; the default holds again."""
    require(actor, *OFFICE)
    with writing() as session:
        row = get_row(session, TravelTime, travel_id)
        record_act(session, now, actor, "travel.remove", "travel_time", row.id, minutes=row.minutes)
        session.delete(row)
