"""The schema's version: whether the database is at the newest migration, and how it gets there."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError

from litigation.law.error import LitigationError
from litigation.law.word import N_
from litigation.records.db import db


class SchemaBehindError(LitigationError):
    """The database is not at the schema that this version needs."""

    message = N_("数据库结构不是最新，请先备份，再运行 litigation migrate。")


def upgrade(lock_folder: Path, revision: str = "head") -> bool:
    """Migrate up to ``revision`` and say whether anything was to be done.

    One process at a time: the others wait at a lock file in ``lock_folder`` and then find
    the work done.
    """
    if revision == "head" and is_current():
        return False
    with _alone(lock_folder / "migrate.lock"):
        if revision == "head" and is_current():
            return False
        command.upgrade(_alembic(), revision)
    return True


def downgrade(revision: str) -> None:
    """Migrate down to ``revision`` (``base`` empties the database)."""
    command.downgrade(_alembic(), revision)


def require_current() -> None:
    """Refuse to work on an older or newer schema.

    Raises:
        SchemaBehindError: always, unless the versions agree.
    """
    if not is_current():
        raise SchemaBehindError


def is_current() -> bool:
    """Whether the database is at the newest migration."""
    return current_revision() == newest_revision()


def newest_revision() -> str:
    """The revision that this version of the programme needs, from the head file."""
    folder = Path(_alembic().get_main_option("script_location") or "")
    return (folder / ".current-alembic-head").read_text("ascii").strip()


def current_revision() -> str | None:
    """The revision the database is at; ``None`` for an empty database."""
    try:
        with db.engine.connect() as connection:
            found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except (OperationalError, ProgrammingError) as error:
        # "no such table" on SQLite, "does not exist" on PostgreSQL; a dead server goes up.
        if "alembic_version" in str(error.orig):
            return None
        raise
    return found


def configure(settings: AlembicConfig) -> AlembicConfig:
    """Give Alembic what an alembic.ini would say: numbered file names, folders apart by the system's sign."""
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.set_main_option("path_separator", "os")
    return settings


def _alembic() -> AlembicConfig:
    """Alembic's own settings, as Flask-Migrate keeps them; there is no alembic.ini."""
    settings: AlembicConfig = current_app.extensions["migrate"].migrate.get_config()
    return settings


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a file lock; it ends with the process, however the process ends."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
