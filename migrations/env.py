"""How a migration reaches the database: through the application's own engine.

SQLite rebuilds a table to change it, so its foreign keys rest meanwhile and are checked at
the end. PostgreSQL waits a few seconds for a lock at most, so that a migration never stops
a running office.
"""

from typing import Literal

from alembic import context
from sqlalchemy.engine import Connection

from litigation.records import every
from litigation.records.db import UtcDateTime


def run_migrations() -> None:
    """Run the wanted migrations in one transaction."""
    engine = every.db.engine
    with engine.connect() as connection:
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:
            _set_foreign_keys(connection, on=False)
        connection = connection.execution_options(writing=True)
        try:
            _migrate(connection, sqlite=sqlite)
        finally:
            if sqlite:
                _set_foreign_keys(connection, on=True)


def _migrate(connection: Connection, *, sqlite: bool) -> None:
    """Migrate, and let nothing stay when the references no longer hold."""
    with connection.begin():
        if not sqlite:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        context.configure(
            connection=connection,
            target_metadata=every.Record.metadata,
            render_as_batch=sqlite,
            compare_type=True,
            render_item=_write_item,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        if sqlite:
            _check_references(connection)


def _write_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column type as plain SQLAlchemy, so that old migrations outlive our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Switch SQLite's foreign keys; the switch has no effect inside a transaction."""
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _check_references(connection: Connection) -> None:
    """Refuse a migration after which a row refers to nothing."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration breaks references in: {sorted({row[0] for row in broken})}")


run_migrations()
