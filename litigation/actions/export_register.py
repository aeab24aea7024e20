"""Moving out and being audited: the whole register as plain files.

One file of JSON lines a table, the stored bytes as files named by their SHA-256, the facts
file from which anyone can recompute the figures, and a manifest with the hash of each. The
manifest is written last: a folder without it is no export.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor, require
from litigation.actions.facts import whole_register
from litigation.actions.journal import record_access
from litigation.actions.register_file import (
    BLOBS,
    FACTS,
    FORMAT,
    MANIFEST,
    file_name,
    line_columns,
    register_tables,
    write_line,
)
from litigation.law.error import InvalidInputError
from litigation.law.facts_file import write_register
from litigation.records.db import db
from litigation.records.import_run import Blob

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: the folder, and the number of rows of each table."""

    folder: Path
    rows: dict[str, int]


def export_register(folder: Path, *, now: datetime, actor: Actor) -> Export:
    """Write the whole register into ``folder``, readable by this user alone.

    All files show one moment. The same register gives the same files.

    Raises:
        InvalidInputError: the folder holds something already.
    """
    require(actor, "admin", "auditor", "system")
    _prepare(folder)
    files: dict[str, dict[str, object]] = {}
    with _one_moment() as connection:
        for table in register_tables():
            files[file_name(table)] = _write(folder / file_name(table), _lines(connection, table))
        _write_blobs(connection, folder / BLOBS)
        with Session(connection) as session:
            facts = {"register": write_register(whole_register(session))}
        files[FACTS] = _write(folder / FACTS, iter([json.dumps(facts, ensure_ascii=False, indent=1)]))
    manifest = {"format": FORMAT, "files": files}
    _write(folder / MANIFEST, iter([json.dumps(manifest, ensure_ascii=False, indent=1)]))
    record_access(now, actor, "export", "register", None)
    return Export(
        folder, {table.name: int(str(files[file_name(table)]["lines"])) for table in register_tables()}
    )


def _prepare(folder: Path) -> None:
    """Make the folder and the one for stored bytes."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise InvalidInputError(f"文件夹 {folder} 不是空的，没有导出。请换一个空文件夹。")
    (folder / BLOBS).mkdir(mode=0o700)


def _one_moment() -> Connection:
    """A connection that sees one moment over all its reads."""
    connection = db.engine.connect()
    if connection.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def _lines(connection: Connection, table: Table) -> Iterator[str]:
    """The table's rows as lines, in the order of its key."""
    rows = connection.execution_options(yield_per=CHUNK).execute(
        select(*line_columns(table)).order_by(*table.primary_key.columns)
    )
    for row in rows.mappings():
        yield write_line({str(name): value for name, value in row.items()})


def _write_blobs(connection: Connection, folder: Path) -> None:
    """Write the stored bytes one after the other; their name is their hash."""
    for sha256 in connection.scalars(select(Blob.sha256)).all():
        data = connection.scalar(select(Blob.data).where(Blob.sha256 == sha256))
        with _private(folder / sha256) as file:
            file.write(data or b"")


def _write(path: Path, lines: Iterator[str]) -> dict[str, object]:
    """Write lines and say how many there were and what the file's SHA-256 is."""
    digest, count = hashlib.sha256(), 0
    with _private(path) as file:
        for line in lines:
            data = f"{line}\n".encode()
            file.write(data)
            digest.update(data)
            count += 1
    return {"lines": count, "sha256": digest.hexdigest()}


def _private(path: Path) -> BinaryIO:
    """A new file that only this user may read: it holds names and numbers."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
