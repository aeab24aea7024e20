"""A large register, written straight into SQLite: what months of work would have left there."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from litigation.records.agency import Agency
from litigation.records.every import Record
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, Party

AGENCIES = 40
MONTHS = 120
FIRST_DAY = date(2016, 1, 4)
STANDINGS = ("discharged",) * 9 + ("excused",)
RANKS = ("deputy", "deputy", "principal", "deputy_level")
CHUNK = 20_000


def fill(path: Path, cases: int) -> str:
    """Write cases with a hearing, two parties and a duty each; return the busiest month."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    write_rows(connection, Agency, map(_agency, range(1, AGENCIES + 1)))
    for record, rows in (
        (Lawsuit, map(_lawsuit, range(1, cases + 1))),
        (Hearing, map(_hearing, range(1, cases + 1))),
        (HearingCase, ({"hearing_id": n, "case_id": n} for n in range(1, cases + 1))),
        (Party, (row for n in range(1, cases + 1) for row in _parties(n))),
        (AppearanceDuty, map(_duty, range(1, cases + 1))),
    ):
        write_rows(connection, record, rows)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    (month,) = connection.execute(
        "SELECT month FROM lawsuit GROUP BY month ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    connection.close()
    return str(month)


def write_agencies(path: Path) -> None:
    """Write the agencies alone."""
    with closing(sqlite3.connect(path)) as connection, connection:
        write_rows(connection, Agency, map(_agency, range(1, AGENCIES + 1)))


def day_of(number: int) -> date:
    """The day of one hearing; they spread over the years."""
    return FIRST_DAY + timedelta(days=number * 7919 % (MONTHS * 30))


def _agency(number: int) -> dict[str, Any]:
    return {"id": number, "name": f"云汀区第{number}局", "short_name": f"第{number}局", "kind": "department"}


def _lawsuit(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "number": f"(2016)鲁9902行初{number}号",
        "year": 2016,
        "court_code": "鲁9902",
        "type": "行初",
        "sequence": number,
        "procedure": "first_instance",
        "court": "云汀区人民法院",
        "cause": "行政处罚",
        "created_at": datetime(2016, 1, 1),  # noqa: DTZ001 - SQLite keeps UTC without a zone
        "standing": STANDINGS[number % len(STANDINGS)],
        "month": f"{day_of(number):%Y-%m}",
        "head_rank": RANKS[number % len(RANKS)],
        "spoke": number % 3 > 0,
    }


def _hearing(number: int) -> dict[str, Any]:
    day = day_of(number)
    start = datetime(day.year, day.month, day.day, 1, 30)  # noqa: DTZ001 - SQLite keeps UTC without a zone
    return {
        "id": number,
        "uid": f"{number}@litigation",
        "starts_at": start,
        "starts_on": day,
        "court": "云汀区人民法院",
        "courtroom": "第三法庭",
        "outcome": "held",
        "sitting_month": f"{day:%Y-%m}",
        "sitting_attended": number % 10 < 9,
        "created_at": start,
    }


def _parties(number: int) -> Iterator[dict[str, Any]]:
    agency = number % AGENCIES + 1
    yield {"case_id": number, "role": "plaintiff", "name": "王建国"}
    yield {"case_id": number, "role": "defendant", "name": f"云汀区第{agency}局", "agency_id": agency}


def _duty(number: int) -> dict[str, Any]:
    return {
        "case_id": number,
        "agency_id": number % AGENCIES + 1,
        "standing": STANDINGS[number % len(STANDINGS)],
        "month": f"{day_of(number):%Y-%m}",
    }


def write_rows(connection: sqlite3.Connection, record: type[Record], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows with every column a row of this table has, as the application would."""
    table: Table = record.__table__  # type: ignore[assignment]  # declared as a wider type
    rows = iter(rows)
    while chunk := [_full(table, row) for row in islice(rows, CHUNK)]:
        names = ", ".join(f'"{name}"' for name in chunk[0])
        marks = ", ".join(f":{name}" for name in chunk[0])
        connection.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', chunk)


def _full(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Add the defaults of the columns that the row leaves out."""
    full = {}
    for column in table.columns:
        if column.name in row:
            full[column.name] = _plain(row[column.name])
        elif column.default is not None:
            value = column.default.arg  # type: ignore[attr-defined]  # a Python-side default
            full[column.name] = "[]" if callable(value) else value
    return full


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value
