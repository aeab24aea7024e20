"""Moving in: an exported folder read into an empty database, all of it or nothing."""

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Integer, Table, func, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor, require
from litigation.actions.register_file import (
    BLOBS,
    FORMAT,
    MANIFEST,
    RegisterFileError,
    file_name,
    read_line,
    register_tables,
)
from litigation.law.error import InvalidInputError
from litigation.records.db import writing
from litigation.records.notice import JobRun

CHUNK = 1000


def load_register(folder: Path, *, now: datetime, actor: Actor) -> dict[str, int]:
    """Read an export into an empty database; return the number of rows of each table.

    Ids stay what they were. Accounts come without passwords: the first-run page names an
    administrator, who gives out new ones.

    Raises:
        InvalidInputError: the database holds a register already.
        RegisterFileError: a file is missing, changed, or does not fit; nothing was written.
    """
    require(actor, "admin", "system")
    _check_files(folder)
    counts: dict[str, int] = {}
    with writing() as session:
        _refuse_filled(session)
        for table in register_tables():
            counts[table.name] = _load_table(session, folder, table)
        _advance_sequences(session)
        total = sum(counts.values())
        session.add(JobRun(job="load", slot=now, worker=actor.name, started_at=now, detail=f"{total} 行"))
    return counts


def _check_files(folder: Path) -> None:
    """Refuse a folder without manifest, of another format, or with a file that was changed."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        version, files = manifest["format"], dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RegisterFileError(f"{folder} 里没有完整的 {MANIFEST}，不是导出的登记文件夹。") from error
    if version != FORMAT:
        raise RegisterFileError(f"登记文件是第 {version} 版格式，本系统只认第 {FORMAT} 版。")
    for table in register_tables():
        name = file_name(table)
        expected = files.get(name, {}).get("sha256")
        if not (folder / name).is_file() or _sha256(folder / name) != expected:
            raise RegisterFileError(f"文件 {name} 缺失或者被改动过，没有装入。请重新导出。")


def _refuse_filled(session: Session) -> None:
    """A register is loaded whole; it cannot be mixed with another one."""
    for table in register_tables():
        if session.scalar(select(func.count()).select_from(table)):
            raise InvalidInputError("数据库里已有登记，没有装入。请换一个空数据库。", table=table.name)


def _load_table(session: Session, folder: Path, table: Table) -> int:
    rows = _rows(folder, table)
    if table.name == "blob":
        rows = (row | {"data": _blob(folder, str(row.get("sha256")))} for row in rows)
    parent = _own_parent(table)
    if parent:
        rows = iter(_parents_first(list(rows), parent))
    count = 0
    while chunk := list(itertools.islice(rows, CHUNK)):
        for _, alike in itertools.groupby(chunk, key=frozenset):
            try:
                session.execute(insert(table), list(alike))
            except IntegrityError as error:
                raise RegisterFileError(
                    f"文件 {file_name(table)} 里的数据互相矛盾，没有装入：{error.orig}"
                ) from error
        count += len(chunk)
    return count


def _rows(folder: Path, table: Table) -> Iterator[dict[str, Any]]:
    with (folder / file_name(table)).open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            yield read_line(table, line, f"{file_name(table)} 第 {number} 行")


def _blob(folder: Path, sha256: str) -> bytes:
    """Stored bytes by their hash, which is also what they are checked against."""
    path = folder / BLOBS / sha256
    if set(sha256) - set("0123456789abcdef") or len(sha256) != 64 or not path.is_file():
        raise RegisterFileError(f"缺少文件 {BLOBS}/{sha256}，没有装入。")
    if _sha256(path) != sha256:
        raise RegisterFileError(f"文件 {BLOBS}/{sha256} 被改动过，没有装入。")
    return path.read_bytes()


def _own_parent(table: Table) -> str | None:
    """The column by which rows of a table refer to rows of the same table."""
    for key in table.foreign_keys:
        if key.column.table is table:
            return key.parent.name
    return None


def _parents_first(rows: list[dict[str, Any]], parent: str) -> list[dict[str, Any]]:
    """Order rows so that each stands after the one it refers to."""
    ordered: list[dict[str, Any]] = []
    placed: set[Any] = {None}
    while rows:
        ready = [row for row in rows if row.get(parent) in placed]
        if not ready:
            raise RegisterFileError("上下级关系成环或者缺少上级，没有装入。", column=parent)
        ordered += ready
        placed |= {row["id"] for row in ready}
        rows = [row for row in rows if row["id"] not in placed]
    return ordered


def _advance_sequences(session: Session) -> None:
    """Let PostgreSQL's counters go on after the loaded ids; SQLite does so by itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in _numbered(register_tables()):
        session.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) "  # noqa: S608 - own table names
                f"FROM {table.name} HAVING max(id) IS NOT NULL"
            )
        )


def _numbered(tables: Iterable[Table]) -> Iterator[Table]:
    for table in tables:
        if "id" in table.columns and isinstance(table.columns["id"].type, Integer):
            yield table


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
