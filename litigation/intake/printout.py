"""Readings as JSON: what ``litigation read`` prints."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from litigation.intake.court_text import read_text
from litigation.intake.draft import HearingDraft


def to_json(draft: HearingDraft) -> dict[str, Any]:
    """A draft as a JSON object: times ``YYYY-MM-DDTHH:MM``, days ``YYYY-MM-DD``, else null."""
    row: dict[str, Any] = {
        "case_number": draft.case_number,
        "start": print_time(draft.start),
        "end": print_time(draft.end),
        "court": draft.court,
        "courtroom": draft.courtroom,
        "mode": draft.mode,
        "plaintiffs": list(draft.plaintiffs),
        "defendants": list(draft.defendants),
        "third_parties": list(draft.third_parties),
        "cause": draft.cause,
        "trial_level": draft.trial_level,
        "administrative": draft.administrative,
        "judge": draft.judge,
        "clerk": draft.clerk,
        "phone": draft.phone,
        "kind": draft.kind,
        "status": draft.status,
        "old_start": print_time(draft.old_start),
        "warnings": list(draft.warnings),
    }
    if draft.uid is not None:
        row["uid"] = draft.uid
    return row


def print_time(value: datetime | date | None) -> str | None:
    """A start as JSON: minutes if an hour is stated, the day if not, null if no day is."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else None


def read_texts_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Read JSON lines ``{"id", "received_on", "text"}`` into ``{"id", "hearings", "warnings"}``.

    ``received_on`` is the day the text came in, ``YYYY-MM-DD``.
    """
    for line in lines:
        if not line.strip():
            continue
        item = json.loads(line)
        reading = read_text(item["text"], date.fromisoformat(item["received_on"]), str(item["id"]))
        warnings = [code for draft in reading.hearings for code in draft.warnings]
        yield {
            "id": item["id"],
            "hearings": [to_json(draft) for draft in reading.hearings],
            "warnings": list(dict.fromkeys([*reading.warnings, *warnings])),
        }
