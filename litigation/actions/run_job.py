"""Rows that decide who runs a periodic job, and rows that show that somebody is alive."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from litigation.records.db import writing
from litigation.records.notice import Heartbeat, JobRun

KEPT = timedelta(days=7)
"""How long runs of jobs are kept for the run log."""

WORKER_KEPT = timedelta(days=1)
"""How long a worker that shows no life is still listed."""


def start_job(job: str, slot: datetime, worker: str, now: datetime) -> int | None:
    """Take one slot of a job; ``None`` when another worker has it."""
    try:
        with writing() as session:
            known = session.scalar(select(JobRun.id).where(JobRun.job == job, JobRun.slot == slot))
            if known is not None:
                return None
            run = JobRun(job=job, slot=slot, worker=worker, started_at=now)
            session.add(run)
            session.flush()
            return run.id
    except IntegrityError:
        return None


def finish_job(run_id: int, now: datetime, detail: str) -> None:
    """Note that a run has ended; one without an end shows a fault."""
    with writing() as session:
        run = session.get(JobRun, run_id)
        if run is not None:
            run.finished_at, run.detail = now, detail


def beat(worker: str, began: datetime, now: datetime) -> None:
    """Renew a worker's sign of life."""
    with writing() as session:
        row = session.get(Heartbeat, worker)
        if row is None:
            session.add(Heartbeat(worker=worker, started_at=began, beat_at=now))
        else:
            row.beat_at = now


def prune(now: datetime) -> None:
    """Drop runs and dead workers that are long past."""
    with writing() as session:
        session.execute(delete(JobRun).where(JobRun.started_at < now - KEPT))
        session.execute(delete(Heartbeat).where(Heartbeat.beat_at < now - WORKER_KEPT))
