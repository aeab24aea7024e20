"""Imports of hearings: receive a file or a text, show what it would change, write it or drop it.

Receiving reads and compares but changes no case. Applying writes every accepted row in one
transaction or none; what is doubtful or wrong stays in the queue. The original is kept byte
for byte.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.import_row import HEAPS, is_pending, row_values
from litigation.actions.journal import record_act
from litigation.actions.keep_blob import keep_blob
from litigation.actions.registered_hearings import known_agencies, registered_for
from litigation.actions.row import get_row, plain_words
from litigation.actions.write_people import write_people
from litigation.actions.write_rows import Written, write_rows
from litigation.intake.court_text import read_text
from litigation.intake.draft import Reading
from litigation.intake.proposal import Proposal
from litigation.intake.reconcile import reconcile
from litigation.intake.redaction import redact
from litigation.intake.registered import court_of
from litigation.intake.source import read_source
from litigation.law.error import ConflictError, InvalidInputError
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.import_run import ImportRow, ImportRun, LearnedHeading

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
    if len(data) > MOST_BYTES:
        raise InvalidInputError(N_("文件超过 32 MB，不能导入。请只保留排期表后再上传。"), field="file")
    mapping = {**_learned_headings(), **(terms.mapping or {})}
    reading = read_source(data, filename, received_on, mapping)
    return _receive(reading, data, "application/octet-stream", received_on, now, actor, terms)


def receive_text(text: str, received_on: date, *, now: datetime, actor: Actor, name: str = "") -> ImportRun:
    """Read pasted court text and keep what it proposes; links and codes in it are blanked first."""
    require(actor, *OFFICE)
    if not text.strip():
        raise InvalidInputError(N_("没有粘贴任何文字。请先粘贴法院的通知。"), field="text")
    text = redact(text)
    source = plain_words(name)[:100] or "粘贴的文字"
    reading = read_text(text, received_on, source)
    return _receive(reading, text.encode(), "text/plain; charset=utf-8", received_on, now, actor, AS_IT_COMES)


def discard_run(run_id: int, version: int, *, now: datetime, actor: Actor) -> ImportRun:
    """Drop an import that waits; the original and the rows are kept for whoever asks later."""
    require(actor, *OFFICE)
    with writing() as session:
        run = _waiting(session, run_id, version)
        run.state, run.settled_at, run.settled_by = "discarded", now, actor.name
        run.version += 1
        record_act(session, now, actor, "import.discard", "import", run.id)
    return run


def apply_run(
    run_id: int, version: int, *, now: datetime, actor: Actor, secret: str = "", strict: bool = False
) -> ImportResult:
    """Write the accepted rows of an import in one transaction.

    Every row is compared with the register again under the lock: what has become the same
    writes nothing, and a row that would now do something else waits for another look.

    Raises:
        ConflictError: the run was applied or discarded meanwhile, or changed since ``version``.
        InvalidInputError: ``strict``, and a row is doubtful or wrong; nothing was written.
    """
    require(actor, *OFFICE)
    with writing() as session:
        run = _waiting(session, run_id, version)
        pending = [row for row in run.rows if is_pending(row)]
        if strict and pending:
            raise InvalidInputError(f"有 {len(pending)} 行存疑或有误，没有写入任何内容。请先处理这些行。")
        written = _write(session, run, now, actor)
        left = sum(1 for row in run.rows if is_pending(row))
        run.counts = {**run.counts, **dict.fromkeys(HEAPS, 0), **_heaps(run)}
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
        known = session.scalar(select(LearnedHeading).where(LearnedHeading.heading == heading[:100]))
        if known is None:
            session.add(LearnedHeading(layout="", heading=heading[:100], field=field))
        else:
            known.field = field


def _receive(
    reading: Reading,
    data: bytes,
    media_type: str,
    received_on: date,
    now: datetime,
    actor: Actor,
    terms: Terms,
) -> ImportRun:
    if terms.whole is not None:
        reading = replace(reading, whole=terms.whole)
    digest = hashlib.sha256(data).hexdigest()
    with writing() as session:
        keep_blob(session, digest, data, media_type, now)
        if (waiting := _same_waiting(session, digest, received_on)) is not None:
            return waiting
        proposal = _propose(session, reading, digest, received_on, terms)
        run = _run(reading, proposal, digest, received_on, now, actor)
        session.add(run)
        session.flush()
        rows = [row_values(run.id, position, row) for position, row in enumerate(proposal.rows)]
        if rows:
            session.execute(insert(ImportRow), rows, execution_options={"render_nulls": True})
        record_act(
            session, now, actor, "import.receive", "import", run.id, sha256=digest, **proposal.counts()
        )
        session.expire(run, ["rows"])
    return run


def _propose(session: Session, reading: Reading, digest: str, received_on: date, terms: Terms) -> Proposal:
    known = registered_for(session, reading.hearings, received_on, whole=reading.whole)
    return reconcile(
        reading,
        known,
        known_agencies(session),
        received_on=received_on,
        settled=_settled(session, digest),
        predecessor_count=_predecessor_count(session, _courts(reading)) if reading.whole else None,
        allow_shrunk=bool(terms.shrunk_reason.strip()),
    )


def _run(
    reading: Reading, proposal: Proposal, digest: str, received_on: date, now: datetime, actor: Actor
) -> ImportRun:
    counts: dict[str, Any] = proposal.counts()
    counts |= {"rows": len(reading.hearings) + len(reading.unusable), "courts": _courts(reading)}
    return ImportRun(
        kind="hearings",
        name=reading.source[:200],
        blob_sha256=digest,
        received_on=received_on,
        received_at=now,
        received_by=actor.name,
        user_id=actor.user_id,
        state="refused" if proposal.refused else "waiting",
        whole=reading.whole,
        message=proposal.refused or " ".join(proposal.notes),
        counts=counts,
    )


def _courts(reading: Reading) -> list[str]:
    return sorted({court for draft in reading.hearings if (court := court_of(draft))})


def _same_waiting(session: Session, digest: str, received_on: date) -> ImportRun | None:
    return session.scalar(
        select(ImportRun)
        .where(ImportRun.blob_sha256 == digest, ImportRun.state == "waiting", ImportRun.kind == "hearings")
        .where(ImportRun.received_on == received_on)
    )


def _settled(session: Session, digest: str) -> dict[str, int | None]:
    """Return what became of the rows of this very file when it was applied before."""
    query = (
        select(ImportRow)
        .join(ImportRun, ImportRun.id == ImportRow.run_id)
        .where(ImportRun.blob_sha256 == digest, ImportRow.applied_at.is_not(None))
        .order_by(ImportRow.id)
    )
    return {row.finding["key"]: row.hearing_id for row in session.scalars(query) if row.finding.get("key")}


def _predecessor_count(session: Session, courts: list[str]) -> int | None:
    """Return how many rows the last applied whole list of the same courts had."""
    query = (
        select(ImportRun)
        .where(ImportRun.kind == "hearings", ImportRun.whole, ImportRun.state.in_(("applied", "waiting")))
        .where(ImportRun.settled_at.is_not(None))
        .order_by(ImportRun.received_at.desc(), ImportRun.id.desc())
        .limit(50)
    )
    for run in session.scalars(query):
        if run.counts.get("courts") == courts:
            return int(run.counts.get("rows", 0))
    return None


def _waiting(session: Session, run_id: int, version: int) -> ImportRun:
    run = get_row(session, ImportRun, run_id)
    if run.state != "waiting":
        raise ConflictError(N_("这次导入已经处理过，没有重复写入。"))
    if run.version != version:
        raise ConflictError
    return run


def _heaps(run: ImportRun) -> dict[str, int]:
    counted: dict[str, int] = {}
    for row in run.rows:
        counted[row.heap] = counted.get(row.heap, 0) + 1
    return counted


def _write(session: Session, run: ImportRun, now: datetime, actor: Actor) -> Written:
    if run.kind == "people":
        counts = write_people(session, run, now=now, actor=actor)
        return Written(counts["new"], counts["changed"], counts["same"])
    return write_rows(session, run, now=now, actor=actor)


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
    with writing() as session:
        return {each.heading: each.field for each in session.scalars(select(LearnedHeading))}
