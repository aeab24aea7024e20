"""Who may see what: the session behind a cookie, and the agencies a user may look at."""

from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from litigation.records.user import LoginSession, User


class Viewer(Protocol):
    """Whoever looks: a signed-in user or the author of an act."""

    @property
    def role(self) -> str:
        """The code of the role."""
        ...

    @property
    def agency_id(self) -> int | None:
        """The agency of a liaison."""
        ...


def find_session(session: Session, token_hash: str, now: datetime) -> LoginSession | None:
    """Return the open session with its user, unless it ended or the account was closed."""
    return session.scalar(
        select(LoginSession)
        .options(joinedload(LoginSession.user))
        .join(User, User.id == LoginSession.user_id)
        .where(
            LoginSession.token_hash == token_hash,
            LoginSession.ended_at.is_(None),
            LoginSession.ends_at > now,
            User.active.is_(True),
        )
    )


def visible_agencies(viewer: Viewer) -> frozenset[int] | None:
    """Return the ids of the agencies a viewer may see; ``None`` means every one.

    A liaison sees its own agency alone; a liaison without one sees nothing.
    """
    if viewer.role != "liaison":
        return None
    return frozenset() if viewer.agency_id is None else frozenset({viewer.agency_id})


def may_see(viewer: Viewer, agency_id: int | None) -> bool:
    """Tell whether a viewer may see what belongs to one agency."""
    visible = visible_agencies(viewer)
    return visible is None or agency_id in visible
