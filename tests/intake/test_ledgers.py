"""Ledgers of many offices and courts: every hearing, every field stated and every unusable row.

The files imitate layouts as offices keep them, with invented people; ``expected.json`` says what
each states. ``optional`` hearings may be given or not (hidden rows, superseded lines). The office
ledgers came in on different days; each line of their ``expected.jsonl`` is one file.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from litigation.intake.draft import HearingDraft
from litigation.intake.sheet import read_sheet

FOLDER = Path(__file__).parent / "ledgers"
RECEIVED = date(2026, 8, 20)
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
OFFICES = Path(__file__).parent / "office_ledgers"
LINES = (OFFICES / "expected.jsonl").read_text(encoding="utf-8").splitlines()
OFFICE_LEDGERS: dict[str, Any] = {line["file"]: line for line in map(json.loads, LINES)}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_ledger_gives_exactly_what_it_states(name: str) -> None:
    _gives_what_it_states(FOLDER / name, RECEIVED, EXPECTED[name])


@pytest.mark.parametrize("name", OFFICE_LEDGERS)
def test_an_office_ledger_gives_exactly_what_it_states(name: str) -> None:
    expected = OFFICE_LEDGERS[name]

    _gives_what_it_states(OFFICES / name, date.fromisoformat(expected["received_on"]), expected)


def _gives_what_it_states(path: Path, received_on: date, expected: dict[str, Any]) -> None:
    reading = read_sheet(path.read_bytes(), path.name, received_on)

    read = {_key(each): each for each in reading.hearings}
    wanted = {(each["case_number"], each["start"]): each for each in expected["hearings"]}
    optional = {(each["case_number"], each["start"]) for each in expected["optional"]}
    assert len(read) == len(reading.hearings)
    assert read.keys() - optional == wanted.keys() - optional, reading.problems
    for key, stated in wanted.items():
        assert _said(read[key], stated) == stated
    assert [[each.place.sheet, each.place.row] for each in reading.problems if each.place.row] == expected[
        "row_errors"
    ]
    assert set(expected["warnings"]) <= {code for each in reading.hearings for code in each.warnings}


def _key(draft: HearingDraft) -> tuple[str | None, str | None]:
    return draft.case_number, _text(draft.start)


def _text(moment: date | None) -> str | None:
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%dT%H:%M}"
    return moment.isoformat() if moment else None


def _said(draft: HearingDraft, stated: dict[str, Any]) -> dict[str, Any]:
    """Return the draft's values of the fields that are stated, in the form of ``expected.json``."""
    values: dict[str, Any] = {}
    for name in stated:
        value = getattr(draft, name)
        if isinstance(value, date):
            value = _text(value)
        values[name] = list(value) if isinstance(value, tuple) else value
    return values
