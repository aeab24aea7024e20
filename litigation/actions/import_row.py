"""One row of an import as it is stored: its draft, its finding, and what a person decided."""

from dataclasses import dataclass, fields
from typing import Any

from litigation.intake.draft import HearingDraft
from litigation.intake.proposal import ProposedRow, draft_from_json, draft_to_json
from litigation.records.import_run import ImportRow

HEAPS = ("new", "changed", "same", "doubtful", "wrong", "missing")
WAITING_HEAPS = ("doubtful", "wrong")


COLUMNS = (
    "run_id", "position", "sheet", "line", "original", "decision", "heap", "draft", "finding", "hearing_id",
)  # fmt: skip
"""The columns of ``row_values``."""

_ELSEWHERE = frozenset({"original"})
_IN_TABLES = frozenset({"original", "places"})
_KEPT_OF_SAME = ("case_number", "start", "court", "courtroom", "defendants", "place")
"""What is kept of a row that changes nothing: enough to show it beside the original."""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row read back without an object of the session; it has what deciding about it needs."""

    id: int
    position: int
    heap: str
    line: int | None
    hearing_id: int | None
    original: str
    draft: dict[str, Any]
    finding: dict[str, Any]
    decision: dict[str, Any]


STORED = tuple(getattr(ImportRow, each.name) for each in fields(StoredRow))
"""What to select for a ``StoredRow``."""


def row_values(run_id: int, position: int, row: ProposedRow) -> tuple[Any, ...]:
    """Return the values of ``COLUMNS``."""
    place = row.draft.place
    found = _found(row)
    return (
        run_id,
        position,
        (place.sheet or "")[:100],
        place.row,
        row.draft.original,
        "{}",
        *(found[name] for name in ("heap", "draft", "finding", "hearing_id")),
    )


def store_row(stored: ImportRow, row: ProposedRow) -> None:
    """Write what a row proposes now over what it proposed before; its key and words stay."""
    key = stored.finding.get("key", "")
    for name, value in _found(row).items():
        setattr(stored, name, value)
    stored.finding = {**stored.finding, "key": key}


def draft_of(row: ImportRow | StoredRow) -> HearingDraft:
    """Return the draft of a stored row."""
    return draft_from_json({**row.draft, "original": row.original})


def is_pending(row: ImportRow) -> bool:
    """Tell whether the row waits for a person: doubtful or wrong, and not set aside."""
    return row.heap in WAITING_HEAPS and not row.decision.get("skip") and row.applied_at is None


def _found(row: ProposedRow) -> dict[str, Any]:
    place = row.draft.place
    # The original has a column of its own; the places of a table's fields are the same in every row.
    draft = draft_to_json(row.draft, _IN_TABLES if place.row and place.page is None else _ELSEWHERE)
    if row.heap == "same":
        draft = {name: draft[name] for name in _KEPT_OF_SAME if name in draft}
    return {"heap": row.heap, "draft": draft, "finding": row.finding(), "hearing_id": row.hearing_id}
