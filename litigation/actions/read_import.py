"""A reading becomes an import that waits: compared with the register, kept row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.import_row import COLUMNS, HEAPS, row_values
from litigation.actions.insert_many import insert_many
from litigation.actions.registered_hearings import known_agencies, registered_for
from litigation.intake.draft import HearingDraft, Reading
from litigation.intake.proposal import ProposedRow, row_key
from litigation.intake.reconcile import notes_of_file, propose, refusal, registrable
from litigation.intake.registered import court_of
from litigation.records.import_run import ImportRow, ImportRun


@dataclass(frozen=True, slots=True)
class Compared:
    """What a reading proposes: why it is refused, or its rows, which are compared as they are taken."""

    refused: str
    notes: str
    rows: Iterator[ProposedRow]
    ignored: int = 0


def compare_reading(
    session: Session, reading: Reading, digest: str, received_on: date, *, shrunk: bool
) -> Compared:
    """Compare everything read with the register as it is now.

    ``shrunk`` lets a list pass that is much smaller than the one before. Rows of this very file
    that were applied before are not compared again.
    """
    before = predecessor_count(session, courts_of(reading)) if reading.whole else None
    if refused := refusal(reading, before, allow_shrunk=shrunk):
        return Compared(refused, "", iter(()))
    ours, settled = registrable(reading), _settled(session, digest)
    known = registered_for(session, _unsettled(ours, settled), received_on, whole=reading.whole)
    rows = propose(reading, ours, known, known_agencies(session), received_on=received_on, settled=settled)
    return Compared("", " ".join(notes_of_file(reading)), rows, len(reading.hearings) - len(ours))


def keep_rows(
    session: Session, run_id: int, rows: Iterable[ProposedRow], first: int, counts: dict[str, int]
) -> None:
    """Insert the rows from position ``first`` on, and count them by heap."""

    def values() -> Iterator[tuple[Any, ...]]:
        for position, row in enumerate(rows, first):
            counts[row.heap] += 1
            yield row_values(run_id, position, row)

    insert_many(session, ImportRow, COLUMNS, values())


def settle_reading(run: ImportRun, reading: Reading, compared: Compared, counts: dict[str, int]) -> None:
    """Note at the run what was read, and let it wait for a person, or refuse it."""
    run.name, run.whole = reading.source[:200], reading.whole
    run.message = compared.refused or compared.notes
    run.layouts = list(reading.columns)
    run.state = "refused" if compared.refused else "waiting"
    run.counts = {
        **counts,
        "ignored": compared.ignored,
        "rows": len(reading.hearings) + len(reading.unusable),
        "courts": courts_of(reading),
    }


def no_rows() -> dict[str, int]:
    """Return the counts of an import before its first row."""
    return dict.fromkeys(HEAPS, 0)


def courts_of(reading: Reading) -> list[str]:
    """Return the codes of the courts that a reading names."""
    return sorted({court for draft in reading.hearings if (court := court_of(draft))})


def _unsettled(ours: list[HearingDraft], settled: dict[str, int | None]) -> list[HearingDraft]:
    return [draft for draft in ours if row_key(draft) not in settled] if settled else ours


def _settled(session: Session, digest: str) -> dict[str, int | None]:
    """Return what became of the rows of this very file when it was applied before."""
    query = (
        select(ImportRow.finding["key"].as_string(), ImportRow.hearing_id)
        .join(ImportRun, ImportRun.id == ImportRow.run_id)
        .where(ImportRun.blob_sha256 == digest, ImportRow.applied_at.is_not(None))
        .where(ImportRun.state != "undone")
        .order_by(ImportRow.id)
    )
    return {key: hearing_id for key, hearing_id in session.execute(query) if key}


def predecessor_count(session: Session, courts: list[str]) -> int | None:
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
