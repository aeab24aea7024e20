"""The journal: who did what, when. Append-only, each line bound to the one before by a hash.

Lines hold references (table and id), never names or numbers; what needs words stands in
``details`` under the salted hash, so that erasing a person's data breaks no chain.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from litigation.records.db import Record, UtcDateTime


class JournalLine(Record):
    """One recorded act."""

    __tablename__ = "journal_line"
    __table_args__ = (Index("ix_journal_line_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    act: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(20), default="")
    ip: Mapped[str] = mapped_column(String(45), default="")
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    salt: Mapped[str] = mapped_column(String(32))
    details_hash: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    line_hash: Mapped[str] = mapped_column(String(64), unique=True)


class AccessLine(Record):
    """A view that must leave a trace: a full number shown, a link opened."""

    __tablename__ = "access_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(30))
    actor: Mapped[str] = mapped_column(String(60))
    ip: Mapped[str] = mapped_column(String(45), default="")
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]


def find_acts(
    session: Session, wanted: Mapping[str, str], before: datetime | None, *, first: int, count: int
) -> tuple[Sequence[JournalLine], int]:
    """Return ``count`` acts from the ``first`` on, latest first, and how many there are.

    ``wanted`` narrows by ``act`` and ``who``; ``before`` leaves out what came at that moment or later.
    """
    query = select(JournalLine)
    for name, column in (("act", JournalLine.act), ("who", JournalLine.actor)):
        if wanted.get(name):
            query = query.where(column == wanted[name])
    if before is not None:
        query = query.where(JournalLine.at < before)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.scalars(query.order_by(JournalLine.id.desc()).offset(first).limit(count)).all()
    return rows, total


def find_views(
    session: Session, wanted: Mapping[str, str], before: datetime | None, *, first: int, count: int
) -> tuple[Sequence[AccessLine], int]:
    """Return the views that left a trace, narrowed and ordered like the acts."""
    query = select(AccessLine)
    for name, column in (("act", AccessLine.kind), ("who", AccessLine.actor)):
        if wanted.get(name):
            query = query.where(column == wanted[name])
    if before is not None:
        query = query.where(AccessLine.at < before)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.scalars(query.order_by(AccessLine.id.desc()).offset(first).limit(count)).all()
    return rows, total
