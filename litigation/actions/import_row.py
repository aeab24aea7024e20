"""One row of an import as it is stored: its draft, its finding, and what a person decided."""

from dataclasses import replace
from typing import Any

from litigation.intake.draft import HearingDraft
from litigation.intake.proposal import ProposedRow, draft_from_json, draft_to_json
from litigation.records.import_run import ImportRow

HEAPS = ("new", "changed", "same", "doubtful", "wrong", "missing")
WAITING_HEAPS = ("doubtful", "wrong")


def row_values(run_id: int, position: int, row: ProposedRow) -> dict[str, Any]:
    """Return the columns of a row for insertion."""
    return {
        "run_id": run_id,
        "position": position,
        "sheet": (row.draft.place.sheet or "")[:100],
        "line": row.draft.place.row,
        "original": row.draft.original,
        "decision": {},
        "applied_at": None,
        **_found(row),
    }


def store_row(stored: ImportRow, row: ProposedRow) -> None:
    """Write what a row proposes now over what it proposed before; its key and words stay."""
    key = stored.finding.get("key", "")
    for name, value in _found(row).items():
        setattr(stored, name, value)
    stored.finding = {**stored.finding, "key": key}


def draft_of(row: ImportRow) -> HearingDraft:
    """Return the draft of a stored row."""
    return draft_from_json(row.draft)


def is_pending(row: ImportRow) -> bool:
    """Tell whether the row waits for a person: doubtful or wrong, and not set aside."""
    return row.heap in WAITING_HEAPS and not row.decision.get("skip") and row.applied_at is None


def _found(row: ProposedRow) -> dict[str, Any]:
    place = row.draft.place
    # The places of a table's fields are the same in every row and would be stored each time.
    draft = replace(row.draft, places={}) if place.row and place.page is None else row.draft
    return {
        "heap": row.heap,
        "draft": draft_to_json(draft),
        "finding": row.finding(),
        "hearing_id": row.hearing_id,
    }
