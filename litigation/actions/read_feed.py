"""What a calendar that subscribed gets: the hearings its holder may see, as they stand now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.actor import Actor
from litigation.actions.journal import record_access
from litigation.actions.link import hash_token
from litigation.actions.notice_words import say_case, say_court, say_numbers
from litigation.actions.office import OfficeSettings, office_settings
from litigation.channels.feed import FeedEntry, write_feed
from litigation.law.clock import shanghai_day
from litigation.law.error import LinkDeadError
from litigation.law.word import N_
from litigation.records.access import visible_agencies
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.feed_link import FeedLink
from litigation.records.hearing import Hearing, HearingCase, HearingMove
from litigation.records.lawsuit import AppearanceDuty, Lawsuit

BACK = timedelta(days=90)
"""How far back a feed shows what was held."""

CANCELLED_FOR = timedelta(days=30)
"""How long a cancelled hearing stays in the feed, marked."""

CURRENT = ("asked", "confirmed", "lapsed")


@dataclass(frozen=True, slots=True)
class Feed:
    """The file, and when anything in it last changed."""

    content: bytes
    changed_at: datetime


def read_feed(token: str, now: datetime) -> Feed:
    """Return the feed of an address; its first reading of a day leaves a trace.

    Raises:
        LinkDeadError: no such address, revoked, or its holder's account is closed.
    """
    session = db.session()
    link = session.scalar(select(FeedLink).where(FeedLink.token_hash == hash_token(token)))
    if link is None or link.revoked_at is not None or (link.user is not None and not link.user.active):
        raise LinkDeadError
    settings = office_settings(session)
    entries = list(_entries(session, link, settings, now))
    name = f"{settings.district_name}{N_('出庭应诉')}"
    changed_at = max((each.changed_at for each in entries), default=link.made_at)
    feed = Feed(write_feed(name, entries), changed_at)
    _leave_trace(link, now)
    return feed


def _entries(
    session: Session, link: FeedLink, settings: OfficeSettings, now: datetime
) -> Iterator[FeedEntry]:
    hearings = session.scalars(_hearings_of(link, now)).all()
    moved = _last_moves(session, hearings)
    for hearing in hearings:
        yield _entry(hearing, settings, moved.get(hearing.id))


def _hearings_of(link: FeedLink, now: datetime) -> Select[Hearing]:
    """Select what the holder may see: a head's own hearings, a liaison's agency's, else all."""
    query = (
        select(Hearing)
        .options(
            selectinload(Hearing.lawsuits).selectinload(Lawsuit.parties),
            selectinload(Hearing.lawsuits).selectinload(Lawsuit.duties).joinedload(AppearanceDuty.agency),
        )
        .where(
            Hearing.starts_at >= now - BACK,
            Hearing.cancelled_at.is_(None) | (Hearing.cancelled_at >= now - CANCELLED_FOR),
        )
        .order_by(Hearing.starts_at, Hearing.id)
    )
    if link.official_id is not None:
        held = select(Assignment.hearing_id).where(
            Assignment.official_id == link.official_id, Assignment.state.in_((*CURRENT, "ended"))
        )
        return query.where(Hearing.id.in_(held))
    agencies = visible_agencies(link.user) if link.user is not None else frozenset()
    if agencies is None:
        return query
    owed = (
        select(HearingCase.hearing_id)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .where(AppearanceDuty.agency_id.in_(agencies))
    )
    return query.where(Hearing.id.in_(owed))


def _last_moves(session: Session, hearings: Sequence[Hearing]) -> dict[int, datetime]:
    """Return when each hearing was last moved."""
    found: dict[int, datetime] = {}
    ids = [each.id for each in hearings]
    for start in range(0, len(ids), 400):
        rows = session.execute(
            select(HearingMove.hearing_id, func.max(HearingMove.moved_at))
            .where(HearingMove.hearing_id.in_(ids[start : start + 400]))
            .group_by(HearingMove.hearing_id)
        )
        found.update(rows.all())
    return found


def _entry(hearing: Hearing, settings: OfficeSettings, moved_at: datetime | None) -> FeedEntry:
    """Say of a hearing what an invitation says; no plaintiff in full, nobody who is asked."""
    agencies = "、".join(
        dict.fromkeys(duty.agency.short_name for case in hearing.lawsuits for duty in case.duties)
    )
    starts_at = hearing.starts_at or hearing.created_at
    changes = (hearing.created_at, moved_at, hearing.cancelled_at)
    return FeedEntry(
        uid=hearing.uid,
        sequence=hearing.sequence,
        changed_at=max(each for each in changes if each is not None),
        starts_at=starts_at,
        ends_at=hearing.ends_at or starts_at + settings.hearing_length,
        summary=f"{N_('出庭应诉')}：{agencies}",
        location=say_court(hearing.court, hearing.courtroom, hearing.mode),
        description="\n".join(
            each for each in (say_case(hearing.lawsuits), say_numbers(hearing.lawsuits)) if each
        ),
        cancelled=hearing.cancelled_at is not None,
    )


def _leave_trace(link: FeedLink, now: datetime) -> None:
    """Note once a day that the address was read; calendars fetch every hour."""
    today, feed_id = shanghai_day(now), link.id
    if link.read_on == today:
        return
    db.session().rollback()
    with writing() as session:
        row = session.get_one(FeedLink, feed_id)
        row.read_on = today
        record_access(now, Actor(name="日历订阅", role="head"), "feed", "feed_link", feed_id)
