"""Reading and importing a sheet of fifty thousand rows, against calamine and executemany.

The reference writes what the product must keep: the case, its hearing, parties and duty, and
the row of the check page with the words of the file and what was read of them.
"""

import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from litigation.actions.actor import SYSTEM
from litigation.actions.import_hearings import apply_run, receive_file
from litigation.intake.source import read_source
from litigation.records.db import db
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.import_run import Blob, ImportRow, ImportRun
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, Party
from tests.benchmarks.big_register import AGENCIES, write_agencies, write_rows
from tests.benchmarks.measure import Memory, PeakMemory, Result, best, once
from tests.databases import build_app, close, config_for, migrate

SIZE = 50_000
NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
RECEIVED_ON = date(2026, 9, 14)
NAME = "排期表.xlsx"
ALLOWED = 200.0
"""Megabytes that an import may take over the start."""
HEADINGS = ("案号", "原告", "被告", "案由", "开庭时间", "开庭地点", "承办法官")


def run(size: int, folder: Path) -> list[Result | Memory]:
    """Read and import the same sheet both ways into databases of the same schema."""
    data = _sheet(size)
    (folder / "ours").mkdir()
    (folder / "reference").mkdir()
    cells = best(lambda: _cells(data))
    drafts = best(lambda: read_source(data, NAME, RECEIVED_ON))
    first, again, megabytes = _ours(data, folder / "ours", size)
    reference = _reference(data, folder / "reference")
    tables = "python-calamine and executemany into the same tables, its rows with their drafts included"
    return [
        Result("drafts", size, drafts, cells, "python-calamine reading the same file"),
        Result("import", size, first, reference, tables),
        Result("unchanged", size, again, reference, "the same, for the file received and applied again"),
        Memory("import", size, megabytes, ALLOWED),
    ]


def _sheet(size: int) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("排期")
    sheet.write_row(0, 0, HEADINGS)
    for number in range(1, size + 1):
        sheet.write_row(number, 0, _row(number))
    book.close()
    return file.getvalue()


def _row(number: int) -> tuple[str, ...]:
    start = NOW + timedelta(days=1 + number % 300)
    return (
        f"（2026）鲁0202行初{number}号",
        f"王建{'国民军伟强'[number % 5]}",
        f"云汀区第{number % AGENCIES + 1}局",
        "行政处罚",
        f"{start:%Y-%m-%d} 09:30",
        f"第{number % 20 + 1}法庭",
        "周明",
    )


def _ours(data: bytes, folder: Path, size: int) -> tuple[float, float, float]:
    """Return the seconds of the first import and of the same file again, and the peak of memory."""
    migrate("", folder)
    write_agencies(folder / "litigation.db")
    app = build_app(config_for(folder))

    def work() -> None:
        run = receive_file(data, NAME, RECEIVED_ON, now=NOW, actor=SYSTEM)
        apply_run(run.id, run.version, now=NOW, actor=SYSTEM, secret="for benchmarks alone")
        db.session.remove()

    with app.app_context():
        memory = PeakMemory()
        first = once(work)
        again = once(work)
        megabytes = memory.megabytes()
    close(app)
    with closing(sqlite3.connect(folder / "litigation.db")) as connection:
        (written,) = connection.execute("SELECT count(*) FROM hearing").fetchone()
    assert written == size, f"{written} of {size} written"
    return first, again, megabytes


def _cells(data: bytes) -> list[list[Any]]:
    rows: list[list[Any]] = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return rows


def _reference(data: bytes, folder: Path) -> float:
    migrate("", folder)
    write_agencies(folder / "litigation.db")

    def work() -> None:
        numbered = list(enumerate(_cells(data)[1:], 1))
        connection = sqlite3.connect(folder / "litigation.db", isolation_level=None)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("BEGIN")
        write_rows(connection, Lawsuit, (_lawsuit(number, row) for number, row in numbered))
        write_rows(connection, Hearing, (_hearing(number, row) for number, row in numbered))
        write_rows(connection, HearingCase, ({"hearing_id": n, "case_id": n} for n, _row in numbered))
        write_rows(connection, Party, (party for number, row in numbered for party in _parties(number, row)))
        write_rows(
            connection, AppearanceDuty, ({"case_id": n, "agency_id": _agency(row)} for n, row in numbered)
        )
        write_rows(connection, Blob, [_blob(data)])
        write_rows(connection, ImportRun, [_run()])
        write_rows(connection, ImportRow, (_import_row(number, row) for number, row in numbered))
        connection.execute("COMMIT")
        connection.close()

    return once(work)


def _blob(data: bytes) -> dict[str, Any]:
    return {"sha256": "0" * 64, "size": len(data), "type": "sheet", "data": data, "created_at": NOW}


def _run() -> dict[str, Any]:
    return {
        "id": 1,
        "name": NAME,
        "blob_sha256": "0" * 64,
        "received_on": RECEIVED_ON,
        "received_at": NOW,
        "counts": "{}",
    }


def _import_row(number: int, row: list[Any]) -> dict[str, Any]:
    """The row that the check page shows: the words as they stood, and what was read of them."""
    draft = {
        "case_number": row[0].replace("（", "(").replace("）", ")"),
        "start": row[4].replace(" ", "T"),
        "courtroom": row[5],
        "plaintiffs": [row[1]],
        "defendants": [row[2]],
        "cause": row[3],
        "judge": row[6],
        "place": {"sheet": "排期", "row": number + 1},
    }
    finding = {"act": "create", "agencies": {row[2]: _agency(row)}}
    return {
        "run_id": 1,
        "position": number - 1,
        "heap": "new",
        "sheet": "排期",
        "line": number + 1,
        "original": " ".join(row),
        "draft": json.dumps(draft, ensure_ascii=False),
        "finding": json.dumps(finding, ensure_ascii=False),
        "decision": "{}",
        "hearing_id": number,
        "applied_at": NOW,
    }


def _lawsuit(number: int, row: list[Any]) -> dict[str, Any]:
    return {
        "id": number,
        "number": row[0].replace("（", "(").replace("）", ")"),
        "year": 2026,
        "court_code": "鲁0202",
        "type": "行初",
        "sequence": number,
        "procedure": "first_instance",
        "cause": row[3],
        "created_at": NOW,
    }


def _hearing(number: int, row: list[Any]) -> dict[str, Any]:
    start = datetime.fromisoformat(row[4])
    return {
        "id": number,
        "uid": f"{number}@litigation",
        "starts_at": start - timedelta(hours=8),
        "starts_on": start.date(),
        "courtroom": row[5],
        "judge": row[6],
        "created_at": NOW,
    }


def _parties(number: int, row: list[Any]) -> Iterator[dict[str, Any]]:
    yield {"case_id": number, "role": "plaintiff", "name": row[1]}
    yield {"case_id": number, "role": "defendant", "name": row[2], "agency_id": _agency(row)}


def _agency(row: list[Any]) -> int:
    return int(row[2].removeprefix("云汀区第").removesuffix("局"))
