"""One whole number for one minute: who looked at whose is written down, then shown."""

from flask import session

from litigation.actions.journal import record_access
from litigation.web import clock
from litigation.web.session import current_actor

SECONDS = 60
KEY = "revealed"


def show(subject: str, subject_id: int) -> None:
    """Leave the trace, and let this browser see the number for a minute."""
    record_access(clock.now(), current_actor(), "number_shown", subject, subject_id)
    session[KEY] = [subject, subject_id, int(clock.now().timestamp()) + SECONDS]


def is_shown(subject: str, subject_id: int) -> bool:
    """Tell whether this browser may still see this number."""
    kept = session.get(KEY)
    if not kept or kept[:2] != [subject, subject_id]:
        return False
    return bool(clock.now().timestamp() < kept[2])
