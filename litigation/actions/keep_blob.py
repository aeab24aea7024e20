"""Bytes kept once in the database, whoever brings them and how often."""

from datetime import datetime

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from litigation.records.import_run import Blob


def keep_blob(session: Session, digest: str, data: bytes, media_type: str, now: datetime) -> None:
    """Keep the bytes under their SHA-256 inside the caller's transaction; known ones stay as they are.

    On PostgreSQL a second writer of the same bytes waits here for the first one to commit, so
    that it sees what the first one made of them.
    """
    values = {"sha256": digest, "size": len(data), "type": media_type, "data": data, "created_at": now}
    statement: Insert
    if session.get_bind().dialect.name == "postgresql":
        statement = postgresql.insert(Blob).values(values).on_conflict_do_nothing()
    else:
        statement = sqlite.insert(Blob).values(values).on_conflict_do_nothing()
    session.execute(statement)
