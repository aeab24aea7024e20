"""The register as plain files: which tables belong to it, and how a row stands in a line of JSON.

What belongs to this installation alone (sessions, sign-in attempts, worker heartbeats) and
every secret (passwords) stays behind. Documented in ``docs/register-format.md``.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table

from litigation.law.error import LitigationError
from litigation.law.word import N_
from litigation.records.db import UtcDateTime
from litigation.records.every import Record

FORMAT = 1
MANIFEST = "manifest.json"
FACTS = "facts.json"
BLOBS = "blobs"

LEFT_BEHIND = frozenset(
    {"login_session", "login_attempt", "first_run", "job_run", "heartbeat", "channel_state", "import_work"}
)
"""Tables that describe this installation, not the register."""

SECRET_COLUMNS = {"user_account": frozenset({"password_hash", "former_hashes"})}
FILE_COLUMNS = {"blob": frozenset({"data"})}
"""Columns kept out of the lines: secrets altogether, bytes as files of their own."""


class RegisterFileError(LitigationError):
    """An exported folder cannot be read or does not fit."""

    message = N_("登记文件无法读取，没有装入。")


def register_tables() -> list[Table]:
    """The tables of the register, each after the tables it refers to."""
    return [table for table in Record.metadata.sorted_tables if table.name not in LEFT_BEHIND]


def line_columns(table: Table) -> list[Column[Any]]:
    """The columns that stand in the table's file, in the schema's order."""
    left_out = SECRET_COLUMNS.get(table.name, frozenset()) | FILE_COLUMNS.get(table.name, frozenset())
    return [column for column in table.columns if column.name not in left_out]


def file_name(table: Table) -> str:
    """The name of a table's file."""
    return f"{table.name}.jsonl"


def write_line(row: Mapping[str, Any]) -> str:
    """One row as a line of JSON: instants and days in ISO 8601, empty values as null."""
    return json.dumps(
        {name: _plain(value) for name, value in row.items()}, ensure_ascii=False, separators=(",", ":")
    )


def read_line(table: Table, line: str, place: str) -> dict[str, Any]:
    """One row from its line.

    Raises:
        RegisterFileError: the line is no row of this table; ``place`` says which line it is.
    """
    columns = {column.name: column for column in line_columns(table)}
    try:
        cells = json.loads(line)
        unknown = set(cells) - set(columns)
        if unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        return {name: _value(columns[name], cell) for name, cell in cells.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise RegisterFileError(f"{place} 无法读取，没有装入。请核对这一行：{error}") from error


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _value(column: Column[Any], cell: Any) -> Any:
    """A cell in the type of its column; JSON columns keep whatever they hold."""
    if cell is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return _instant(cell)
    kind = column.type.python_type
    if kind is date:
        return date.fromisoformat(cell)
    if kind in (str, int, bool) and type(cell) is not kind:
        raise ValueError(f"{column.name} = {cell!r}")
    return cell


def _instant(cell: str) -> datetime:
    instant = datetime.fromisoformat(cell)
    if instant.tzinfo is None:
        raise ValueError(f"no time zone: {cell}")
    return instant
