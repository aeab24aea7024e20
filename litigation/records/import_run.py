"""Imports: the original as it came, its rows as they were read, and what a clerk decided."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    case,
    cast,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from litigation.records.db import Record, UtcDateTime


class Blob(Record):
    """Bytes kept in the database, so that backup and several machines need nothing else."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    type: Mapped[str] = mapped_column(String(100))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ImportRun(Record):
    """One file or pasted text.

    States: ``reading`` (rows are still being read), ``unread`` (the reading ended before its end),
    ``waiting``, ``applied``, ``discarded``, ``refused``, ``undone``. ``layouts`` are the heading
    rows of its sheets as the page for naming columns shows them; ``decided_by`` is whoever
    answered about a row last.
    """

    __tablename__ = "import_run"
    __table_args__ = (
        CheckConstraint(
            "state IN ('reading', 'unread', 'waiting', 'applied', 'discarded', 'refused', 'undone')",
            name="state",
        ),
        CheckConstraint("kind IN ('hearings', 'people')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), default="hearings")
    name: Mapped[str] = mapped_column(String(200))
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    received_on: Mapped[date]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_by: Mapped[str] = mapped_column(String(60), default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    whole: Mapped[bool] = mapped_column(default=False)
    message: Mapped[str] = mapped_column(Text, default="")
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str] = mapped_column(String(60), default="")
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    layouts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(60), default="")
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str] = mapped_column(String(60), default="")
    version: Mapped[int] = mapped_column(default=1)

    rows: Mapped[list["ImportRow"]] = relationship(back_populates="run", order_by="ImportRow.position")


class ImportWork(Record):
    """The reading or writing of one import that takes long: who does it, and how far it is.

    Kinds: ``reading``, ``writing``. The lease ends when its holder died; ``terms`` say how the
    file is to be taken, so that another process can begin again. A row of its own, so that the
    progress is seen while the run itself is locked.
    """

    __tablename__ = "import_work"
    __table_args__ = (CheckConstraint("kind IN ('reading', 'writing')", name="kind"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    worker: Mapped[str] = mapped_column(String(80))
    terms: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(Text, default="")


class ImportRow(Record):
    """One row of an import. Heaps: new, changed, same, doubtful, wrong, missing.

    ``effect`` is what writing it did: the case it made, or what a hearing was before.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        CheckConstraint("heap IN ('new', 'changed', 'same', 'doubtful', 'wrong', 'missing')", name="heap"),
        Index("ix_import_row_run_id_heap", "run_id", "heap"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"))
    position: Mapped[int]
    heap: Mapped[str] = mapped_column(String(10))
    sheet: Mapped[str] = mapped_column(String(100), default="")
    line: Mapped[int | None]
    original: Mapped[str] = mapped_column(Text, default="")
    draft: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    finding: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    decision: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    hearing_id: Mapped[int | None] = mapped_column(ForeignKey("hearing.id"), index=True)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    effect: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    run: Mapped[ImportRun] = relationship(back_populates="rows")


class LearnedHeading(Record):
    """A heading that a clerk mapped to a field by hand, remembered for that layout."""

    __tablename__ = "learned_heading"

    id: Mapped[int] = mapped_column(primary_key=True)
    layout: Mapped[str] = mapped_column(String(64), index=True)
    heading: Mapped[str] = mapped_column(String(100))
    field: Mapped[str] = mapped_column(String(40))


def waiting_runs(session: Session) -> list[ImportRun]:
    """Return the imports that wait for a person to check them, oldest first."""
    query = select(ImportRun).where(ImportRun.state == "waiting").order_by(ImportRun.received_at)
    return list(session.scalars(query))


def recent_runs(session: Session, first: int, count: int) -> tuple[list[ImportRun], int]:
    """Return ``count`` imports from the ``first`` latest on, and how many there are."""
    query = select(ImportRun).order_by(ImportRun.received_at.desc(), ImportRun.id.desc())
    rows = list(session.scalars(query.offset(first).limit(count)))
    return rows, session.scalar(select(func.count()).select_from(ImportRun)) or 0


OPEN_HEAPS = ("wrong", "doubtful", "changed", "new", "missing")
"""Heaps that a person looks at, in the order of the check page."""


@dataclass(frozen=True, slots=True)
class HeapCount:
    """How many rows a heap has that wait to be written, that were set aside, that are written."""

    open: int = 0
    skipped: int = 0
    applied: int = 0


def count_heaps(session: Session, run_id: int) -> dict[str, HeapCount]:
    """Count the rows of an import by heap and by what was decided, with one query."""
    aside = case((cast(ImportRow.decision, String).like('%"skip": true%'), 1), else_=0)
    done = case((ImportRow.applied_at.is_not(None), 1), else_=0)
    rows = session.execute(
        select(ImportRow.heap, aside, done, func.count())
        .where(ImportRow.run_id == run_id)
        .group_by(ImportRow.heap, aside, done)
    )
    counts: dict[str, HeapCount] = defaultdict(HeapCount)
    for heap, is_aside, is_done, number in rows:
        kind = "applied" if is_done else "skipped" if is_aside else "open"
        counts[heap] = replace(counts[heap], **{kind: getattr(counts[heap], kind) + number})
    return counts


def ready_rows(session: Session, run_id: int) -> int:
    """Return how many rows of an import would be written now."""
    counts = count_heaps(session, run_id)
    return sum(counts[heap].open for heap in ("new", "changed", "missing") if heap in counts)


def rows_of(session: Session, run_id: int, heap: str, first: int, count: int) -> list[ImportRow]:
    """Return ``count`` rows of a heap from the ``first`` on, in the order of the original."""
    query = select(ImportRow).where(ImportRow.run_id == run_id, ImportRow.heap == heap)
    return list(session.scalars(query.order_by(ImportRow.position).offset(first).limit(count)))


def changed_hearings(session: Session, run_id: int) -> list[int]:
    """Return the hearings that the open rows would move, cancel or correct."""
    query = select(ImportRow.hearing_id).where(
        ImportRow.run_id == run_id,
        ImportRow.heap == "changed",
        ImportRow.applied_at.is_(None),
        ImportRow.hearing_id.is_not(None),
    )
    return [number for number in session.scalars(query) if number is not None]


def first_pending(session: Session, run_id: int) -> int | None:
    """Return the first row that waits for a person: wrong ones before doubtful ones."""
    query = (
        select(ImportRow.id)
        .where(ImportRow.run_id == run_id, ImportRow.heap.in_(("wrong", "doubtful")))
        .where(ImportRow.applied_at.is_(None), ~cast(ImportRow.decision, String).like('%"skip": true%'))
        .order_by(ImportRow.heap.desc(), ImportRow.position)
    )
    return session.scalar(query.limit(1))
