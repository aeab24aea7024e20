"""What a monitor watches, as numbers without names: outbox, workers, channels, what waits for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from litigation.records.notice import ChannelState, JobRun, Task
from litigation.records.pulse import count_outbox, count_waiting_imports, last_beat


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number with its meaning; ``label`` is a pair of name and value, or empty."""

    name: str
    meaning: str
    value: float
    label: tuple[str, str] | None = None


def read_gauges(session: Session, now: datetime) -> Iterator[Gauge]:
    """Read every gauge as it stands; ages are in seconds."""
    outbox = count_outbox(session, now)
    yield Gauge("outbox_due", "Messages due and not gone", outbox.due)
    yield Gauge("outbox_planned", "Messages planned for later", outbox.planned)
    yield Gauge("outbox_failed", "Messages that did not arrive and nobody dealt with", outbox.failed)
    yield Gauge("outbox_oldest_due_seconds", "Age of the oldest due message", _age(outbox.oldest_due_at, now))
    beat = last_beat(session)
    if beat is not None:
        yield Gauge("worker_silent_seconds", "Time since any worker gave a sign of life", _age(beat, now))
    yield from _channels(session)
    yield from _jobs(session, now)
    yield Gauge("tasks_open", "Tasks that wait for a person", _count(session, Task.done_at.is_(None)))
    yield Gauge("tasks_silent", "Hearings without a next step", _silent(session))
    yield Gauge("imports_waiting", "Imports that wait to be checked", count_waiting_imports(session))


def _channels(session: Session) -> Iterator[Gauge]:
    stopped = set(
        session.scalars(select(ChannelState.channel).where(ChannelState.stopped_at.is_not(None))).all()
    )
    for channel in ("sms", "mail", "fence", "mailbox"):
        yield Gauge(
            "channel_stopped", "1 while a channel is stopped", channel in stopped, ("channel", channel)
        )


def _jobs(session: Session, now: datetime) -> Iterator[Gauge]:
    rows = session.execute(
        select(JobRun.job, func.max(JobRun.finished_at)).group_by(JobRun.job).order_by(JobRun.job)
    )
    for job, finished in rows:
        if finished is not None:
            yield Gauge(
                "job_age_seconds", "Time since a job last ended well", _age(finished, now), ("job", job)
            )


def _silent(session: Session) -> int:
    return _count(session, (Task.kind == "silent") & Task.done_at.is_(None))


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Task).where(condition)) or 0


def _age(moment: datetime | None, now: datetime) -> float:
    return max((now - moment).total_seconds(), 0.0) if moment else 0.0
