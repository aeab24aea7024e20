"""The journal: who did what, when. Append-only, each line bound to the one before by a hash.

Lines hold references (table and id), never names or numbers; what needs words stands in
``details`` under the salted hash, so that erasing a person's data breaks no chain.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

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
