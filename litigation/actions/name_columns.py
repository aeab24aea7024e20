"""A person says what the columns of a sheet are; the file is read again at once, and the next like it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.import_hearings import Terms, read_file
from litigation.actions.journal import record_act
from litigation.actions.read_import import compare_reading, keep_rows, no_rows, settle_reading
from litigation.actions.row import get_row
from litigation.intake.named_columns import FIELDS, NUMBERED, TIMED
from litigation.law.error import ConflictError, InvalidInputError
from litigation.law.word import N_
from litigation.records.db import db, writing
from litigation.records.import_run import Blob, ImportRow, ImportRun, LearnedHeading

Columns = Mapping[str, Mapping[int, str]]
"""What each column is, by the mark of its layout (``SheetColumns.mark``) and its index."""


def name_columns(
    run_id: int, version: int, columns: Columns, *, remember: bool, now: datetime, actor: Actor
) -> ImportRun:
    """Read a file again with its columns as a person named them; ``remember`` keeps that for its like.

    Raises:
        InvalidInputError: no column holds the case number, or none the day.
        ConflictError: rows of the import are written already, or it changed since ``version``.
    """
    require(actor, *OFFICE)
    for named in columns.values():
        check_columns(named)
    run = db.session().get_one(ImportRun, run_id)
    digest, received_on, name = run.blob_sha256, run.received_on, run.name
    data = db.session().get_one(Blob, digest).data
    mapping = {f"{mark}#{index}": field for mark, named in columns.items() for index, field in named.items()}
    db.session().rollback()
    reading = read_file(data, name, received_on, Terms(mapping=mapping))
    with writing() as session:
        run = get_row(session, ImportRun, run_id, version)
        if run.kind != "hearings" or run.state not in ("waiting", "refused") or run.settled_at is not None:
            raise ConflictError(N_("这次导入已经写入过或已经放弃，没有重新读取。请重新上传文件。"))
        if remember:
            _remember(session, columns, {each["mark"]: each for each in run.layouts})
        session.execute(delete(ImportRow).where(ImportRow.run_id == run_id))
        compared = compare_reading(session, reading, digest, received_on, shrunk=False)
        counts = no_rows()
        keep_rows(session, run_id, compared.rows, 0, counts)
        settle_reading(run, reading, compared, counts)
        run.version += 1
        record_act(session, now, actor, "import.columns", "import", run_id, remember=remember, **counts)
        session.flush()
        session.expire(run, ["rows"])
    return run


def check_columns(named: Mapping[int, str]) -> None:
    """Refuse columns that no hearing could be read from."""
    fields = {field for field in named.values() if field}
    if fields - set(FIELDS):
        raise InvalidInputError(N_("请从列表中选择一项。"), field="columns")
    if not fields & NUMBERED:
        raise InvalidInputError(N_("请指明哪一列是案号。"), field="columns")
    if not fields & TIMED:
        raise InvalidInputError(N_("请指明哪一列是开庭时间或开庭日期。"), field="columns")


def _remember(session: Session, columns: Columns, layouts: Mapping[str, Mapping[str, object]]) -> None:
    """Keep the columns of each layout in place of what was kept before."""
    for mark, named in columns.items():
        session.execute(delete(LearnedHeading).where(LearnedHeading.layout == mark))
        found = layouts.get(mark, {}).get("columns")
        headings = {each["index"]: each["heading"] for each in found} if isinstance(found, list) else {}
        session.add_all(
            LearnedHeading(layout=mark, heading=f"{index} {headings.get(index, '')}"[:100], field=field)
            for index, field in named.items()
        )
