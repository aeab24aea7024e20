"""What runs when: the worker's table of jobs, its ticks, and its signs of life.

APScheduler only ticks, in memory. Who runs a periodic job is decided by a row: the first
worker to write (job, slot) runs it, the others find the row. Sending needs no such row,
because every notice is claimed by itself.
"""

import logging
import os
import platform
import random
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from litigation.actions.claim_notices import SendPolicy
from litigation.actions.climb_ladder import climb, restless_hearings
from litigation.actions.close_month import draft_last_month
from litigation.actions.conclude import refresh_passed
from litigation.actions.expire_notices import expire_notices
from litigation.actions.fence import may_send
from litigation.actions.gateways import Gateways, build_gateways
from litigation.actions.read_busy import refresh_calendars
from litigation.actions.read_mailbox import mailbox_of, read_mailbox
from litigation.actions.refresh_delivery import refresh_delivery, report_unconfirmed
from litigation.actions.run_job import beat, finish_job, prune, start_job
from litigation.actions.send_due import send_due
from litigation.actions.set_aside import set_aside
from litigation.actions.take_status import match_waiting
from litigation.actions.verify_contact import raise_checks
from litigation.actions.watch import audit
from litigation.actions.watch_sources import alarm_stale_source

log = logging.getLogger("litigation.schedule")

TIMEZONE = "Asia/Shanghai"
BEAT_EVERY = timedelta(seconds=10)
AT_ONCE = 1
"""How many notices one thread claims at a time: with more, one thread hoards what others could send."""

STOP_WITHIN = 25.0
"""Seconds a stopping worker has for the messages it is sending."""


@dataclass(frozen=True, slots=True)
class Job:
    """One periodic job: in every slot of length ``every`` exactly one worker runs it."""

    name: str
    every: timedelta
    run: Callable[["Worker", datetime], object]

    def slot(self, now: datetime) -> datetime:
        """Return the beginning of the slot that ``now`` lies in."""
        seconds = self.every.total_seconds()
        return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick did: notices taken, and names of the jobs that failed."""

    notices: int
    faults: tuple[str, ...]


def _refresh(_worker: "Worker", now: datetime) -> int:
    return refresh_passed(now)


def _climb(worker: "Worker", now: datetime) -> int:
    """Climb hearing by hearing; one that fails is logged and does not hold up the others."""
    hearing_ids = restless_hearings(now)
    for hearing_id in hearing_ids:
        with worker.edge(f"ladder of hearing {hearing_id}"):
            climb(hearing_id, now, secret=worker.secret)
    return len(hearing_ids)


def _audit(_worker: "Worker", now: datetime) -> int:
    return audit(now)


def _expire(_worker: "Worker", now: datetime) -> int:
    return expire_notices(now)


def _prune(_worker: "Worker", now: datetime) -> None:
    prune(now)


def _draft(_worker: "Worker", now: datetime) -> None:
    draft_last_month(now)


def _delivery(worker: "Worker", now: datetime) -> int:
    changed = match_waiting(now) + refresh_delivery(worker.gateways, now)
    report_unconfirmed(worker.gateways, now)
    return changed


def _calendars(worker: "Worker", now: datetime) -> int:
    return refresh_calendars(now, worker.secret)


def _mailbox(worker: "Worker", now: datetime) -> int | None:
    """Read the mailbox, if there is one; a copy of the register restored elsewhere leaves it alone."""
    if worker.mailbox is None or not may_send(now):
        return None
    return read_mailbox(worker.mailbox, worker.edge, now=now, secret=worker.secret)


def _sources(_worker: "Worker", now: datetime) -> None:
    alarm_stale_source(now)


def _contacts(_worker: "Worker", now: datetime) -> int:
    return raise_checks(now)


JOBS: tuple[Job, ...] = (
    Job("mailbox", timedelta(minutes=5), _mailbox),
    Job("sources", timedelta(hours=1), _sources),
    Job("refresh", timedelta(minutes=5), _refresh),
    Job("ladder", timedelta(minutes=1), _climb),
    Job("delivery", timedelta(minutes=2), _delivery),
    Job("expire", timedelta(minutes=1), _expire),
    Job("audit", timedelta(minutes=5), _audit),
    Job("draft", timedelta(hours=1), _draft),
    Job("contacts", timedelta(days=1), _contacts),
    Job("calendars", timedelta(minutes=10), _calendars),
    Job("prune", timedelta(days=1), _prune),
)
"""What runs besides sending, in the order in which ``tick`` runs it."""


def run_worker(app: Flask) -> None:
    """Run until SIGTERM or SIGINT; the message on its way is finished, the rest stays due."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    worker = Worker(app, stopping)
    scheduler = BackgroundScheduler(timezone=TIMEZONE)
    worker.enter(scheduler)
    scheduler.start()
    log.info("worker %s runs", worker.name)
    try:
        stopping.wait()
    finally:
        scheduler.shutdown(wait=False)
        worker.finish()
        log.info("worker %s ended", worker.name)


def tick(app: Flask, now: datetime) -> Ticked:
    """Do once whatever is due at ``now``: every job, then everything there is to send."""
    worker = Worker(app, threading.Event(), clock=lambda: now)
    for job in JOBS:
        with worker.edge(job.name):
            job.run(worker, now)
    notices = worker.send_all()
    return Ticked(notices, tuple(worker.faults))


class Worker:
    """One process that takes part: its name, its gateways, its threads."""

    def __init__(
        self,
        app: Flask,
        stopping: threading.Event,
        *,
        gateways: Gateways | None = None,
        policy: SendPolicy | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Build the gateways from the application's configuration unless they are given."""
        config = app.config["LITIGATION"]
        self._app, self._stopping, self._clock = app, stopping, clock
        self.gateways = gateways or build_gateways(config)
        self._policy = policy or SendPolicy(
            lease=timedelta(seconds=config.lease_seconds),
            first_gap=min(SendPolicy().first_gap, timedelta(seconds=config.tick_seconds)),
            chance=random.random,
        )
        self._threads = config.worker_threads
        self._tick_seconds = config.tick_seconds
        self._idle = threading.Lock()
        self._began = clock()
        self.secret: str = config.secret_key
        self.mailbox = mailbox_of(config)
        self.faults: deque[str] = deque(maxlen=100)
        self.name = f"{platform.node()[:40]}:{os.getpid()}"

    def enter(self, scheduler: BackgroundScheduler) -> None:
        """Put the ticks into the scheduler; a tick missed by a sleeping machine is made up for once."""
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600}
        begin = {"next_run_time": datetime.now(UTC)}
        scheduler.add_job(self.beat, "interval", seconds=BEAT_EVERY.total_seconds(), **options, **begin)
        scheduler.add_job(self.send_all, "interval", seconds=self._tick_seconds, **options, **begin)
        for job in JOBS:
            scheduler.add_job(
                self.run_in_slot, "interval", args=[job], seconds=self._tick_seconds, **options, **begin
            )

    def beat(self) -> None:
        """Leave a sign of life."""
        with self.edge("beat"):
            beat(self.name, self._began, self._clock())

    def run_in_slot(self, job: Job) -> None:
        """Run a job if no worker has run it in this slot."""
        now = self._clock()
        with self.edge(job.name):
            run_id = start_job(job.name, job.slot(now), self.name, now)
            if run_id is None:
                return
            result = job.run(self, now)
            finish_job(run_id, self._clock(), "" if result is None else str(result))

    def send_all(self) -> int:
        """Send until nothing is due any more; return how many notices were taken.

        Nothing leaves from a register that was restored elsewhere until a person has said so.
        """
        allowed = False
        with self.edge("fence"):
            allowed = may_send(self._clock())
        if not allowed:
            return 0
        with self._idle:
            if self._stopping.is_set():
                return 0  # a process that ends takes no new threads
            with ThreadPoolExecutor(self._threads, thread_name_prefix="sender") as pool:
                return sum(pool.map(self._send_until_empty, range(self._threads)))

    def finish(self) -> None:
        """Wait for the messages that are on their way."""
        if self._idle.acquire(timeout=STOP_WITHIN):
            self._idle.release()

    def _send_until_empty(self, thread: int) -> int:
        taken = 0
        while not self._stopping.is_set():
            owner = f"{self.name}:{thread}"
            with self.edge("send") as fault:
                stopping = self._stopping.is_set
                claimed = send_due(self.gateways, self._clock, owner, self._policy, AT_ONCE, stopping).claimed
                taken += claimed
                if not claimed:
                    return taken
            if fault:
                # A notice that cannot be worded waits alone; where it is the database that
                # fails, this fails too, and the rows stay claimed until their lease ends.
                blame = not isinstance(fault[0], SQLAlchemyError)
                with self.edge("set aside") as again:
                    set_aside(owner, self._clock(), self._policy, blame=blame)
                if again or not blame:
                    self._stopping.wait(1)
                    return taken
        return taken

    @contextmanager
    def edge(self, name: str) -> Iterator[list[Exception]]:
        """The job's edge: a fault is logged with the job's name and ends this run alone."""
        fault: list[Exception] = []
        with self._app.app_context():
            try:
                yield fault
            except Exception as error:
                fault.append(error)
                self.faults.append(name)
                log.exception("job %s failed", name)
