"""Imports that take long: kept at once, read and written meanwhile, and begun again if that died.

Whoever reads or writes holds a lease. Rows of a file that is still being read are kept batch by
batch, since the register is not touched by them; writing the register stays one transaction.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.import_hearings import (
    AS_IT_COMES,
    Terms,
    check_size,
    file_digest,
    new_run,
    read_file,
    same_waiting,
)
from litigation.actions.journal import record_act
from litigation.actions.keep_blob import keep_blob
from litigation.actions.read_import import Compared, compare_reading, keep_rows, no_rows, settle_reading
from litigation.actions.row import get_row
from litigation.intake.draft import Reading
from litigation.intake.proposal import ProposedRow
from litigation.law.error import ConflictError
from litigation.law.word import N_
from litigation.records.db import db, writing
from litigation.records.import_run import Blob, ImportRow, ImportRun, ImportWork, ready_rows

READING_LEASE = timedelta(seconds=60)
"""How long a reader may be silent before it counts as dead; it renews its lease with every batch."""
WRITING_LEASE = timedelta(minutes=3)
"""How long writing may take; its one transaction cannot renew anything meanwhile."""
BATCH = 1000

STILL_WRITING = N_("这次导入正在写入，请稍候。")

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long import is; ``alive`` is false where whoever did it died or gave up."""

    kind: str
    done: int
    total: int
    started_at: datetime
    alive: bool
    failure: str


def begin_reading(
    data: bytes,
    filename: str,
    received_on: date,
    *,
    now: datetime,
    actor: Actor,
    worker: str,
    terms: Terms = AS_IT_COMES,
) -> tuple[ImportRun, bool]:
    """Keep a file whose rows ``read_waiting`` reads afterwards; tell whether that is to be done now.

    The same file that is being read or still waits is not received twice.
    """
    require(actor, *OFFICE)
    check_size(data)
    digest = file_digest(data)
    with writing() as session:
        keep_blob(session, digest, data, "application/octet-stream", now)
        if (known := same_waiting(session, digest, received_on)) is not None:
            return known, False
        run = new_run(filename, digest, received_on, now, actor)
        session.add(run)
        session.flush()
        session.add(_work(run.id, "reading", worker, now, terms))
    return run, True


def take_over_reading(run_id: int, worker: str, *, now: datetime, actor: Actor) -> bool:
    """Begin to read a file anew whose reader died; tell whether it is to be done now.

    Raises:
        ConflictError: the import is not waiting to be read.
    """
    require(actor, *OFFICE)
    with writing() as session:
        run, work = get_row(session, ImportRun, run_id), _work_of(session, run_id)
        if run.state not in ("reading", "unread") or work is None:
            raise ConflictError(N_("这次导入已经处理过，没有重复读取。"))
        if run.state == "reading" and _is_alive(work, now):
            return False
        run.state = "reading"
        work.worker, work.lease_until, work.started_at = worker, now + READING_LEASE, now
        work.done, work.total, work.failure = 0, 0, ""
    return True


def read_waiting(run_id: int, worker: str, *, clock: Clock, actor: Actor) -> bool:
    """Read the file of a run batch by batch; tell whether it came to its end.

    It stops without a word when another worker took over or the run was dropped meanwhile.
    """
    session = db.session()
    run = session.get_one(ImportRun, run_id)
    work = _work_of(session, run_id)
    if work is None or work.worker != worker:
        return False
    data, terms = session.get_one(Blob, run.blob_sha256).data, _terms(work.terms)
    digest, received_on, name = run.blob_sha256, run.received_on, run.name
    session.rollback()
    reading = read_file(data, name, received_on, terms)
    if not _renew(run_id, worker, clock(), done=0, total=len(reading.hearings) + len(reading.unusable)):
        return False
    shrunk = bool(terms.shrunk_reason.strip())
    compared = compare_reading(db.session(), reading, digest, received_on, shrunk=shrunk)
    db.session().rollback()
    counts = no_rows()
    if not _keep_batches(run_id, worker, compared.rows, counts, clock):
        return False
    return _finish(run_id, worker, reading, compared, counts, clock, actor)


def keep_alive(run_id: int, worker: str, *, now: datetime) -> bool:
    """Renew the lease of a reader that is busy with one long piece of work; tell whether it holds it."""
    with writing() as session:
        work = _holds(session, run_id, worker)
        if work:
            work.lease_until = now + READING_LEASE
    return work is not None


def give_up_reading(run_id: int, worker: str, failure: str) -> None:
    """Note that reading ended before its end; the file stays and can be read again."""
    with writing() as session:
        run, work = get_row(session, ImportRun, run_id), _work_of(session, run_id)
        if work is not None and work.worker == worker and run.state == "reading":
            run.state, work.lease_until, work.failure = "unread", None, failure


def begin_writing(run_id: int, version: int, worker: str, *, now: datetime, actor: Actor) -> None:
    """Note that a run is going to be written in one transaction that takes long.

    Raises:
        ConflictError: it was handled or changed meanwhile, or is being written already.
    """
    require(actor, *OFFICE)
    with writing() as session:
        run, work = get_row(session, ImportRun, run_id, version), _work_of(session, run_id)
        if run.state != "waiting":
            raise ConflictError(N_("这次导入已经处理过，没有重复写入。"))
        if work is not None and _is_alive(work, now):
            raise ConflictError(STILL_WRITING)
        if work is not None:
            session.delete(work)
            session.flush()
        work = _work(run_id, "writing", worker, now, AS_IT_COMES)
        work.total = ready_rows(session, run_id)
        work.lease_until = now + WRITING_LEASE
        session.add(work)


def end_writing(run_id: int, worker: str, failure: str = "") -> None:
    """Note that writing ended; with a failure nothing was written."""
    with writing() as session:
        work = _work_of(session, run_id)
        if work is None or work.worker != worker:
            return
        if failure:
            work.lease_until, work.failure = None, failure
        else:
            session.delete(work)


def progress_of(run: ImportRun, now: datetime) -> Progress | None:
    """Tell how far a run that takes long is; None where nothing is going on."""
    work = _work_of(db.session(), run.id)
    if work is None or (work.kind == "reading" and run.state not in ("reading", "unread")):
        return None
    if work.kind == "writing" and run.state != "waiting":
        return None
    alive = _is_alive(work, now) and run.state != "unread"
    return Progress(work.kind, work.done, work.total, work.started_at, alive, work.failure)


def _keep_batches(
    run_id: int, worker: str, rows: Iterator[ProposedRow], counts: dict[str, int], clock: Clock
) -> bool:
    """Keep the rows batch by batch as long as the lease is ours."""
    with writing() as session:
        if not _holds(session, run_id, worker):
            return False
        session.execute(delete(ImportRow).where(ImportRow.run_id == run_id))
    done = 0
    while batch := list(islice(rows, BATCH)):
        with writing() as session:
            work = _holds(session, run_id, worker)
            if not work:
                return False
            keep_rows(session, run_id, batch, done, counts)
            done += len(batch)
            work.done, work.lease_until = done, clock() + READING_LEASE
    return True


def _finish(
    run_id: int,
    worker: str,
    reading: Reading,
    compared: Compared,
    counts: dict[str, int],
    clock: Clock,
    actor: Actor,
) -> bool:
    with writing() as session:
        work = _holds(session, run_id, worker)
        if not work:
            return False
        run = get_row(session, ImportRun, run_id)
        settle_reading(run, reading, compared, counts)
        run.version += 1
        session.delete(work)
        record_act(
            session, clock(), actor, "import.receive", "import", run_id, sha256=run.blob_sha256, **counts
        )
    return True


def _renew(run_id: int, worker: str, now: datetime, *, done: int, total: int) -> bool:
    with writing() as session:
        work = _holds(session, run_id, worker)
        if not work:
            return False
        work.done, work.total, work.lease_until = done, total, now + READING_LEASE
    return True


def _holds(session: Session, run_id: int, worker: str) -> ImportWork | None:
    """Return the work if this worker still holds it and the run is still being read."""
    run, work = get_row(session, ImportRun, run_id), _work_of(session, run_id)
    return work if work is not None and work.worker == worker and run.state == "reading" else None


def _work(run_id: int, kind: str, worker: str, now: datetime, terms: Terms) -> ImportWork:
    kept: dict[str, Any] = {
        "whole": terms.whole,
        "shrunk_reason": terms.shrunk_reason,
        "mapping": dict(terms.mapping or {}),
    }
    return ImportWork(
        run_id=run_id,
        kind=kind,
        worker=worker,
        terms=kept,
        started_at=now,
        lease_until=now + READING_LEASE,
        done=0,
        total=0,
        failure="",
    )


def _terms(kept: dict[str, Any]) -> Terms:
    return Terms(kept.get("whole"), kept.get("shrunk_reason", ""), kept.get("mapping") or None)


def _work_of(session: Session, run_id: int) -> ImportWork | None:
    return session.get(ImportWork, run_id, populate_existing=True)


def _is_alive(work: ImportWork, now: datetime) -> bool:
    return work.lease_until is not None and work.lease_until > now
