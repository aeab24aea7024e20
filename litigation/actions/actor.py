"""Who acts: a signed-in user, a head by link, or the machine itself."""

from dataclasses import dataclass

from litigation.law.error import NotAllowedError


@dataclass(frozen=True, slots=True)
class Actor:
    """The author of an act, as the journal names it."""

    name: str
    role: str
    user_id: int | None = None
    agency_id: int | None = None
    ip: str = ""


SYSTEM = Actor(name="系统", role="system")
"""The scheduler and the command line."""

OFFICE = ("admin", "clerk", "system")
"""Roles that keep the register."""


def require(actor: Actor, *roles: str) -> None:
    """Refuse an act that the actor's role does not allow.

    Raises:
        NotAllowedError: the role is none of ``roles``.
    """
    if actor.role not in roles:
        raise NotAllowedError
