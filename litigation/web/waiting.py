"""How many things wait for a person: the counters of the navigation.

Counting the board means judging every coming assignment, so the numbers are kept for as long
as nothing was written: the key is the journal's last line, and the minute.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.propose_heads import open_demands
from litigation.actions.risk_board import risks
from litigation.records.db import db
from litigation.records.journal import JournalLine
from litigation.records.pulse import count_waiting_imports
from litigation.web import clock
from litigation.web.office import office

KEPT = "litigation.waiting"
ASSIGN_AHEAD = timedelta(days=30)
"""How far ahead the assignment page proposes heads."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The counters, and what they were counted from."""

    key: tuple[int, str]
    risks: int
    imports: int
    assignments: int


def count_waiting() -> Waiting:
    """Return the counters that hold now."""
    session = db.session()
    key = (_last_line(session), f"{clock.now():%Y%m%d%H%M}")
    kept: Waiting | None = current_app.extensions.get(KEPT)
    if kept is None or kept.key != key:
        kept = _count(session, key, clock.now())
        current_app.extensions[KEPT] = kept
    return kept


def _last_line(session: Session) -> int:
    """Return the number of the journal's last line; every act appends one."""
    return session.scalar(select(func.max(JournalLine.id))) or 0


def _count(session: Session, key: tuple[int, str], now: datetime) -> Waiting:
    within = timedelta(hours=office().week_hours)
    return Waiting(
        key=key,
        risks=len(risks(session, now, within)),
        imports=count_waiting_imports(session),
        assignments=len(open_demands(session, now, now + ASSIGN_AHEAD)),
    )
