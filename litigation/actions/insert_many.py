"""Many plain rows into one table: ids taken at once, one statement, no object for each row.

The columns still say how a value is stored, so that what is written is what the ORM would
have written on either engine.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Column, Dialect, Table, func, select, text
from sqlalchemy.orm import Session

from litigation.records.db import Record

CHUNK = 2000
"""Rows handed to the driver at once; more would only need more memory."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def take_ids(session: Session, record: type[Record], count: int) -> list[int]:
    """Return ``count`` fresh ids for rows of a table with an integer key.

    SQLite's writing transaction is alone, so the next numbers are free; PostgreSQL's sequence
    gives each number once.
    """
    if not count:
        return []
    table = _table(record)
    if session.get_bind().dialect.name == "postgresql":
        query = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)")
        return sorted(session.scalars(query, {"table": table.name, "count": count}))
    last = session.scalar(select(func.max(table.c.id))) or 0
    return list(range(last + 1, last + count + 1))


def insert_many(
    session: Session, record: type[Record], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows given as values of the columns ``names``; other columns take their plain defaults.

    A dict or list for a JSON column may come ready as its text.
    """
    connection = session.connection()
    table, dialect = _table(record), connection.dialect
    defaults = {
        column.name: column.default.arg  # type: ignore[attr-defined]  # a plain default has its value
        for column in table.columns
        if column.name not in names and column.default is not None and column.default.is_scalar
    }
    columns = (*names, *defaults)
    turned = [(_turn(dialect, table.c[name]), value) for name, value in defaults.items()]
    plain = tuple(turn(value) if turn else value for turn, value in turned)
    stored = _stored(dialect, [table.c[name] for name in names], rows, plain)
    mark = "%s" if dialect.paramstyle in ("format", "pyformat") else "?"
    marks = ", ".join([mark] * len(columns))
    # names of our own tables and columns, never a user's words
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - see above
    while chunk := list(islice(stored, CHUNK)):
        connection.exec_driver_sql(statement, chunk)


def update_many(
    session: Session, record: type[Record], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Set the columns ``names`` of rows by their id, which is the last value of each row."""
    connection = session.connection()
    table, dialect = _table(record), connection.dialect
    stored = _stored(dialect, [table.c[name] for name in (*names, "id")], rows, ())
    mark = "%s" if dialect.paramstyle in ("format", "pyformat") else "?"
    settings = ", ".join(f"{name} = {mark}" for name in names)
    statement = f"UPDATE {table.name} SET {settings} WHERE id = {mark}"  # noqa: S608 - names of our own
    while chunk := list(islice(stored, CHUNK)):
        connection.exec_driver_sql(statement, chunk)


def _stored(
    dialect: Dialect, columns: Sequence[Column[Any]], rows: Iterable[Sequence[Any]], defaults: tuple[Any, ...]
) -> Iterator[tuple[Any, ...]]:
    """Turn each value into what the engine stores; equal instants are turned once."""
    turned = [(at, turn) for at, column in enumerate(columns) if (turn := _turn(dialect, column))]
    for row in rows:
        values = [*row, *defaults]
        for at, turn in turned:
            values[at] = turn(values[at])
        yield tuple(values)


def _turn(dialect: Dialect, column: Column[Any]) -> Callable[[Any], Any] | None:
    if isinstance(column.type, JSON):
        return _json_text
    turn = column.type.dialect_impl(dialect).bind_processor(dialect)
    if turn is None:
        return None
    known: dict[Any, Any] = {}

    def remembered(value: Any) -> Any:
        if not isinstance(value, date | datetime):
            return turn(value)
        if value not in known:
            known[value] = turn(value)
        return known[value]

    return remembered


def _json_text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else _encode(value)


def _table(record: type[Record]) -> Table:
    table = record.__table__
    assert isinstance(table, Table)
    return table
