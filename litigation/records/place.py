"""Where a database lies: a copy of it elsewhere must be told apart from the original."""

import os
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

MACHINE_ID = Path("/etc/machine-id")


def place_of(session: Session) -> str:
    """Name the place of this database; a restored or copied one has another name.

    SQLite: machine, path and inode of the file (a file put back from a backup is a new inode).
    PostgreSQL: the cluster's identifier, which a replica that takes over keeps, and the
    database's number in it, which a restored dump does not keep.
    """
    address = session.get_bind().engine.url
    if address.get_backend_name() != "sqlite":
        cluster = session.scalar(text("SELECT system_identifier FROM pg_control_system()"))
        number = session.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        return f"{cluster}:{number}"
    if not address.database or address.database == ":memory:":
        return "memory"
    path = os.path.realpath(address.database)
    return f"{_machine()}:{path}:{os.stat(path).st_ino}"


def _machine() -> str:
    try:
        return MACHINE_ID.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
