"""Writing the journal: append-only lines chained by SHA-256 over salted references."""

import hashlib
import json
import secrets
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.records.db import writing
from litigation.records.journal import AccessLine, JournalLine

GENESIS = "0" * 64
"""The previous hash of the first line."""

CHAIN_LOCK = 6_184_211
"""The number of PostgreSQL's advisory lock for the end of the chain."""


def record_act(
    session: Session,
    now: datetime,
    actor: Actor,
    act: str,
    subject: str,
    subject_id: int | None,
    **details: Any,
) -> JournalLine:
    """Append one line inside the caller's transaction.

    Two writers must chain one after the other. On PostgreSQL a lock of their own sees to that:
    locking the last line would give the second writer the old last line once it wakes up.
    SQLite's writing transaction already holds the only lock there is.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(CHAIN_LOCK)))
    last = session.scalars(select(JournalLine).order_by(JournalLine.id.desc()).limit(1)).first()
    plain = json.loads(json.dumps(details, ensure_ascii=False, default=_plain))
    line = JournalLine(
        at=now,
        act=act,
        actor=actor.name,
        role=actor.role,
        ip=actor.ip,
        subject=subject,
        subject_id=subject_id,
        details=plain,
        salt=secrets.token_hex(16),
        previous_hash=last.line_hash if last else GENESIS,
    )
    line.details_hash = details_hash(line.salt, plain)
    line.line_hash = line_hash(line)
    session.add(line)
    session.flush()
    return line


def details_hash(salt: str, details: dict[str, Any]) -> str:
    """Hash the erasable words of a line under its salt."""
    text = json.dumps(details, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def line_hash(line: JournalLine) -> str:
    """Hash what must never change of a line, bound to the line before."""
    parts = (
        line.previous_hash,
        line.at.astimezone(UTC).isoformat(),
        line.act,
        line.role,
        line.subject,
        str(line.subject_id),
        line.details_hash,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def record_access(now: datetime, actor: Actor, kind: str, subject: str, subject_id: int | None) -> None:
    """Leave the trace of a view (a full number shown, a link opened) in its own transaction."""
    with writing() as session:
        session.add(
            AccessLine(
                at=now, kind=kind, actor=actor.name, ip=actor.ip, subject=subject, subject_id=subject_id
            )
        )


def _plain(value: Any) -> str:
    """Write dates and instants as ISO 8601."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"not for the journal: {type(value).__name__}")
