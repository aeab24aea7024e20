"""The cases behind every figure of a month, as an edition keeps them when it is issued."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.cases_behind import (
    PLAIN,
    PROFILE_PARTS,
    case_ids_behind,
    reasons_of,
    sittings_behind,
)
from litigation.actions.circular_lines import VOICES, voiced
from litigation.law.attendance import Standing
from litigation.law.circular import CaseLine
from litigation.law.heap import Heaps, SittingLine
from litigation.law.rate import Tally
from litigation.records.lawsuit import Lawsuit

PARTS = ("num", "den")
AGENCY_KEYS = ("den", "num", "excused", "open", "breached", "unknown", "relieved")
NOT_LISTED = "pending"
"""What is still to come stands in no ledger, so no edition states it case by case."""


def heaps_of(session: Session, month: str, tally: Tally, lines: Sequence[CaseLine], now: datetime) -> Heaps:
    """Collect what the figures of ``tally`` open, and how each of these cases stands."""
    heaps = {key: case_ids_behind(session, month, key) for key in _keys(tally)}
    for agency_id in tally.by_agency:
        for key in VOICES:
            found = voiced(lines, agency_id, key)
            heaps[f"agency.{agency_id}.{key}"] = tuple(each.case_id for each in found)
    case_ids = sorted({int(each) for ids in heaps.values() for each in ids})
    standings = session.execute(select(Lawsuit.id, Lawsuit.standing).where(Lawsuit.id.in_(case_ids)))
    return Heaps(
        cases={key: ids for key, ids in heaps.items() if ids},
        standings={str(number): Standing(standing) for number, standing in standings},
        reasons={str(number): words for number, words in reasons_of(session, case_ids, now).items()},
        sittings=tuple(line for part in ("den", "unknown") for line in sitting_lines(session, month, part)),
    )


def sitting_lines(session: Session, month: str, part: str) -> tuple[SittingLine, ...]:
    """The 庭次 behind one part of profile D; NotFoundError where there is no such part."""
    return tuple(
        SittingLine(
            id=str(hearing.id),
            starts_at=hearing.starts_at,
            starts_on=hearing.starts_on,
            court=hearing.court,
            courtroom=hearing.courtroom,
            cases=tuple((str(each.id), each.number) for each in hearing.lawsuits),
            attended=hearing.sitting_attended,
        )
        for hearing in sittings_behind(session, month, part)
    )


def _keys(tally: Tally) -> Iterator[str]:
    """Every figure that opens cases, as the page names it."""
    yield from (each for each in PLAIN if each != NOT_LISTED)
    yield "unknown"
    yield from (f"{profile}.{part}" for profile in PROFILE_PARTS for part in PARTS)
    yield from (f"procedure.{key}.{part}" for key in tally.by_procedure for part in PARTS)
    yield from (f"agency.{agency}.{key}" for agency in tally.by_agency for key in AGENCY_KEYS)
