"""Signs of life: the scheduler's heartbeat, stopped channels, and what waits for a person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from litigation.records.import_run import ImportRun
from litigation.records.notice import ChannelState, Heartbeat, JobRun, Notice, Task


def last_beat(session: Session) -> datetime | None:
    """Return the last sign of life of any worker; ``None`` when none ever ran."""
    return session.scalar(select(func.max(Heartbeat.beat_at)))


def workers(session: Session) -> list[Heartbeat]:
    """Return the workers, the liveliest first."""
    return list(session.scalars(select(Heartbeat).order_by(Heartbeat.beat_at.desc()).limit(20)))


def stopped_channels(session: Session) -> list[ChannelState]:
    """Return the channels whose settings the provider refuses."""
    return list(session.scalars(select(ChannelState).where(ChannelState.stopped_at.is_not(None))))


def recent_jobs(session: Session, limit: int = 100) -> list[JobRun]:
    """Return the latest runs of the periodic jobs."""
    return list(session.scalars(select(JobRun).order_by(JobRun.started_at.desc()).limit(limit)))


def last_listed_at(session: Session) -> datetime | None:
    """Return when a court's list was last written into the register."""
    applied = (ImportRun.kind == "hearings") & (ImportRun.state == "applied")
    return session.scalar(select(func.max(ImportRun.settled_at)).where(applied))


def count_waiting_imports(session: Session) -> int:
    """Count the imports that wait for a person to check them."""
    waiting = select(func.count()).select_from(ImportRun).where(ImportRun.state == "waiting")
    return session.scalar(waiting) or 0


def open_tasks(session: Session, limit: int = 50) -> list[Task]:
    """Return what waits for a person, most urgent first."""
    query = select(Task).where(Task.done_at.is_(None)).order_by(Task.due_at, Task.id).limit(limit)
    return list(session.scalars(query))


@dataclass(frozen=True, slots=True)
class OutboxCount:
    """How the outbox stands: due and not gone, planned for later, failed, and how long the oldest waits."""

    due: int
    planned: int
    failed: int
    oldest_due_at: datetime | None


def count_outbox(session: Session, now: datetime) -> OutboxCount:
    """Count the outbox as it stands."""
    waiting = Notice.state.in_(("planned", "claimed"))
    due = waiting & (Notice.due_at <= now)

    def count(condition: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).select_from(Notice).where(condition)) or 0

    return OutboxCount(
        due=count(due),
        planned=count(waiting) - count(due),
        failed=count(Notice.state == "failed"),
        oldest_due_at=session.scalar(select(func.min(Notice.due_at)).where(due)),
    )
