"""The database: one engine setting for both engines, the UTC column, and the writing transaction.

SQLite is opened with explicit transactions, because Python's default mode loses updates
silently. Pages read in a plain ``BEGIN``; an action takes the write lock at its start, so
that what it reads is still true when it writes.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(DeclarativeBase):
    """Base of every row."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Record, session_options={"expire_on_commit": False})


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware UTC instant on either engine."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _record: object) -> None:
    """Switch a new SQLite connection to explicit transactions, WAL and foreign keys."""
    if not type(connection).__module__.startswith("sqlite3"):
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=15000")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Take SQLite's write lock at once when the transaction is going to write."""
    if connection.dialect.name == "sqlite":
        writing_now = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing_now else "BEGIN")


_turn = threading.RLock()
"""SQLite takes one writer at a time. Threads of one process wait here for their turn, which wakes
them at once; the database's own waiting polls in growing steps. Other processes wait there."""


def _writers_turn(session: Session) -> AbstractContextManager[object]:
    return _turn if session.get_bind().dialect.name == "sqlite" else nullcontext()


@contextmanager
def writing() -> Iterator[Session]:
    """Run one action in one transaction; nested use joins the outer one.

    The session's earlier reads are given up first: an action decides on what it reads
    under the lock. Everything is committed at the end of the outermost block, or nothing.
    """
    session = db.session()
    if session.info.get("writing"):
        yield session
        return
    session.rollback()
    with _writers_turn(session):
        session.info["writing"] = True
        try:
            session.connection(execution_options={"writing": True})
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False
