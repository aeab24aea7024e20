"""Making and revoking the addresses of calendar feeds: 128 random bits, shown once, kept as a hash."""

import secrets
from datetime import datetime

from sqlalchemy import select

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.link import hash_token
from litigation.actions.row import get_row
from litigation.law.error import NotAllowedError, NotFoundError
from litigation.records.agency import Official
from litigation.records.db import writing
from litigation.records.feed_link import FeedLink

TOKEN_BYTES = 16


def make_feed(official_id: int | None = None, *, now: datetime, actor: Actor) -> str:
    """Make an address for an official, or for the acting user; return the token, which is not kept.

    Raises:
        NotAllowedError: somebody else than the office makes one for an official.
        NotFoundError: no such official.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with writing() as session:
        if official_id is not None:
            require(actor, *OFFICE)
            get_row(session, Official, official_id)
        elif actor.user_id is None:
            raise NotAllowedError
        link = FeedLink(
            token_hash=hash_token(token),
            official_id=official_id,
            user_id=None if official_id is not None else actor.user_id,
            made_at=now,
            made_by=actor.name,
        )
        session.add(link)
        session.flush()
        record_act(session, now, actor, "feed.make", "feed_link", link.id, official=official_id)
    return token


def revoke_feed(feed_id: int, *, now: datetime, actor: Actor) -> FeedLink:
    """Let an address answer no more: the office any, a user the own one.

    Raises:
        NotFoundError: no such address, or not this user's.
    """
    with writing() as session:
        link = session.scalar(select(FeedLink).where(FeedLink.id == feed_id).with_for_update())
        own = link is not None and link.user_id is not None and link.user_id == actor.user_id
        office = link is not None and link.official_id is not None and actor.role in OFFICE
        if link is None or not (own or office):
            raise NotFoundError
        link.revoked_at = link.revoked_at or now
        record_act(session, now, actor, "feed.revoke", "feed_link", link.id)
    return link
