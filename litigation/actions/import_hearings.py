"""Imports of hearings: receive a file or a text, show what it would change, write it or drop it.

Receiving reads and compares but changes no case. Applying writes every accepted row in one
transaction or none; what is doubtful or wrong stays in the queue. The original is kept byte
for byte.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.import_row import WAITING_HEAPS
from litigation.actions.journal import record_act
from litigation.actions.keep_blob import keep_blob
from litigation.actions.read_import import compare_reading, keep_rows, no_rows, settle_reading
from litigation.actions.row import get_row, plain_words
from litigation.actions.write_people import write_people
from litigation.actions.write_rows import Watch, Written, unwatched, write_rows
from litigation.intake.collector import collector_at_rest
from litigation.intake.court_text import read_text
from litigation.intake.draft import Reading
from litigation.intake.redaction import redact
from litigation.intake.source import read_source
from litigation.law.error import ConflictError, InvalidInputError
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.import_run import HeapCount, ImportRun, LearnedHeading, count_heaps

MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What applying did: rows written by heap, people told, rows left, in one sentence."""

    counts: dict[str, int]
    told: int
    left: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Terms:
    """How a source is to be taken.

    ``whole`` overrides what it claims, ``shrunk_reason`` lets a much smaller list pass,
    ``mapping`` names headings by hand.
    """

    whole: bool | None = None
    shrunk_reason: str = ""
    mapping: Mapping[str, str] | None = None


AS_IT_COMES = Terms()


def receive_file(
    data: bytes,
    filename: str,
    received_on: date,
    *,
    now: datetime,
    actor: Actor,
    terms: Terms = AS_IT_COMES,
) -> ImportRun:
    """Read a file and keep what it proposes; a file that cannot be used is kept as ``refused``.

    The same file that still waits is not received twice.
    """
    require(actor, *OFFICE)
    check_size(data)
    reading = read_file(data, filename, received_on, terms)
    return receive_reading(reading, data, "application/octet-stream", received_on, now, actor, terms)


def check_size(data: bytes) -> None:
    """Refuse a file that is too large to be a list of hearings."""
    if len(data) > MOST_BYTES:
        raise InvalidInputError(N_("文件超过 32 MB，不能导入。请只保留排期表后再上传。"), field="file")


def file_digest(data: bytes) -> str:
    """Return what a file is known by."""
    return hashlib.sha256(data).hexdigest()


def read_file(data: bytes, filename: str, received_on: date, terms: Terms) -> Reading:
    """Read a file with the headings that were ever named by hand, as the terms say."""
    mapping = {**_learned_headings(), **(terms.mapping or {})}
    reading = read_source(data, filename, received_on, mapping)
    return reading if terms.whole is None else replace(reading, whole=terms.whole)


def receive_text(text: str, received_on: date, *, now: datetime, actor: Actor, name: str = "") -> ImportRun:
    """Read pasted court text and keep what it proposes; links and codes in it are blanked first."""
    require(actor, *OFFICE)
    if not text.strip():
        raise InvalidInputError(N_("没有粘贴任何文字。请先粘贴法院的通知。"), field="text")
    text = redact(text)
    source = plain_words(name)[:100] or "粘贴的文字"
    reading = read_text(text, received_on, source)
    return receive_reading(
        reading, text.encode(), "text/plain; charset=utf-8", received_on, now, actor, AS_IT_COMES
    )


def discard_run(run_id: int, version: int, *, now: datetime, actor: Actor) -> ImportRun:
    """Drop an import that waits or is not read; original and rows are kept for whoever asks later."""
    require(actor, *OFFICE)
    with writing() as session:
        run = _waiting(session, run_id, version, ("waiting", "reading", "unread"))
        run.state, run.settled_at, run.settled_by = "discarded", now, actor.name
        run.version += 1
        record_act(session, now, actor, "import.discard", "import", run.id)
    return run


def apply_run(
    run_id: int,
    version: int,
    *,
    now: datetime,
    actor: Actor,
    secret: str = "",
    strict: bool = False,
    watch: Watch = unwatched,
) -> ImportResult:
    """Write the accepted rows of an import in one transaction.

    Every row is compared with the register again under the lock: what has become the same
    writes nothing, and a row that would now do something else waits for another look.
    ``watch`` is told now and then how many rows are written.

    Raises:
        ConflictError: the run was applied or discarded meanwhile, or changed since ``version``.
        InvalidInputError: ``strict``, and a row is doubtful or wrong; nothing was written.
    """
    require(actor, *OFFICE)
    with writing() as session:
        run = _waiting(session, run_id, version)
        if strict and (pending := _count_pending(count_heaps(session, run.id))):
            raise InvalidInputError(f"有 {pending} 行存疑或有误，没有写入任何内容。请先处理这些行。")
        written = _write(session, run, now, actor, watch)
        session.flush()
        heaps = count_heaps(session, run.id)
        left = _count_pending(heaps)
        totals = {heap: each.open + each.skipped + each.applied for heap, each in heaps.items()}
        run.counts = {**run.counts, **no_rows(), **totals}
        run.settled_at, run.settled_by = now, actor.name
        run.state = "waiting" if left else "applied"
        run.version += 1
        sentence = _sentence(written, left)
        run.message = sentence
        record_act(session, now, actor, "import.apply", "import", run.id, **written.counts(), left=left)
    return ImportResult(written.counts(), len(written.told), left, sentence)


def learn_heading(heading: str, field: str) -> None:
    """Remember a heading that a person named by hand."""
    with writing() as session:
        known = session.scalar(
            select(LearnedHeading).where(LearnedHeading.heading == heading[:100], LearnedHeading.layout == "")
        )
        if known is None:
            session.add(LearnedHeading(layout="", heading=heading[:100], field=field))
        else:
            known.field = field


def receive_reading(
    reading: Reading,
    data: bytes,
    media_type: str,
    received_on: date,
    now: datetime,
    actor: Actor,
    terms: Terms = AS_IT_COMES,
) -> ImportRun:
    """Keep what was read already with its original; the same bytes that still wait are not kept twice."""
    digest = file_digest(data)
    with writing() as session:
        keep_blob(session, digest, data, media_type, now)
        if (waiting := same_waiting(session, digest, received_on)) is not None:
            return waiting
        run = new_run(reading.source, digest, received_on, now, actor)
        session.add(run)
        session.flush()
        shrunk, counts = bool(terms.shrunk_reason.strip()), no_rows()
        with collector_at_rest():
            compared = compare_reading(session, reading, digest, received_on, shrunk=shrunk)
            keep_rows(session, run.id, compared.rows, 0, counts)
        settle_reading(run, reading, compared, counts)
        record_act(session, now, actor, "import.receive", "import", run.id, sha256=digest, **counts)
        session.flush()
        session.expire(run, ["rows"])
    return run


def new_run(name: str, digest: str, received_on: date, now: datetime, actor: Actor) -> ImportRun:
    """Return a run of hearings that is still to be read."""
    return ImportRun(
        kind="hearings",
        name=name[:200],
        blob_sha256=digest,
        received_on=received_on,
        received_at=now,
        received_by=actor.name,
        user_id=actor.user_id,
        state="reading",
        counts={},
    )


def same_waiting(session: Session, digest: str, received_on: date) -> ImportRun | None:
    """Return the import of the same bytes that is being read or waits for a person."""
    return session.scalar(
        select(ImportRun)
        .where(ImportRun.blob_sha256 == digest, ImportRun.kind == "hearings")
        .where(ImportRun.state.in_(("reading", "unread", "waiting")), ImportRun.received_on == received_on)
    )


def _waiting(
    session: Session, run_id: int, version: int, states: Collection[str] = ("waiting",)
) -> ImportRun:
    run = get_row(session, ImportRun, run_id)
    if run.state in ("reading", "unread") and run.state not in states:
        raise ConflictError(N_("这次导入还没有读完，没有写入。"))
    if run.state not in states:
        raise ConflictError(N_("这次导入已经处理过，没有重复写入。"))
    if run.version != version:
        raise ConflictError
    return run


def _count_pending(heaps: Mapping[str, HeapCount]) -> int:
    """Return how many rows wait for a person: doubtful or wrong, and not set aside."""
    return sum(heaps[heap].open for heap in WAITING_HEAPS if heap in heaps)


def _write(session: Session, run: ImportRun, now: datetime, actor: Actor, watch: Watch) -> Written:
    if run.kind == "people":
        counts = write_people(session, run, now=now, actor=actor)
        return Written(counts["new"], counts["changed"], counts["same"])
    with collector_at_rest():
        return write_rows(session, run, now=now, actor=actor, watch=watch)


def _sentence(written: Written, left: int) -> str:
    names = {"new": "新增", "changed": "变更", "missing": "待核实"}
    counts = written.counts()
    parts = [f"{name} {counts[heap]}" for heap, name in names.items() if counts[heap]]
    if parts:
        told = f"，通知 {len(written.told)} 人" if written.told else ""
        sentence = f"已写入 {sum(counts[heap] for heap in names)} 行：{'、'.join(parts)}{told}。"
    else:
        sentence = f"与现有登记相同（{counts['same']} 行），没有改动，也没有发通知。"
    return sentence + (f"另有 {left} 行留待处理。" if left else "")


def _learned_headings() -> dict[str, str]:
    """Return what was ever said about headings and columns, as the readers take it."""
    mapping = {}
    with writing() as session:
        for each in session.scalars(select(LearnedHeading)):
            index, _, _ = each.heading.partition(" ")
            mapping[f"{each.layout}#{index}" if each.layout else each.heading] = each.field
    return mapping
