"""The cases behind every figure of a month, as an edition keeps them when it is issued."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.cases_behind import (
    PLAIN,
    PROFILE_PARTS,
    case_ids_behind,
    load_cases,
    reasons_of,
    sittings_behind,
)
from litigation.actions.circular_lines import VOICES, say_plaintiff, voiced
from litigation.actions.remedies import PARTS as REMEDY_PARTS
from litigation.law.attendance import Standing
from litigation.law.circular import Circular
from litigation.law.heap import Heaps, SittingLine, UnitLine
from litigation.records.lawsuit import Lawsuit

PARTS = ("num", "den")
AGENCY_KEYS = ("den", "num", "excused", "open", "breached", "unknown", "relieved")


def heaps_of(session: Session, circular: Circular, now: datetime) -> Heaps:
    """Collect what the figures of a circular open, and how each of these cases stands."""
    month = circular.month
    found = {key: case_ids_behind(session, month, key, now) for key in _keys(circular)}
    for agency_id in circular.tally.by_agency:
        for key in VOICES:
            lines = voiced(circular.cases, agency_id, key)
            found[f"agency.{agency_id}.{key}"] = tuple(int(each.case_id) for each in lines)
    return Heaps(
        cases={key: tuple(str(each) for each in ids) for key, ids in found.items() if ids},
        units=_units(session, sorted({each for ids in found.values() for each in ids}), now),
        sittings=tuple(line for part in ("den", "unknown") for line in sitting_lines(session, month, part)),
    )


def _units(session: Session, case_ids: Sequence[int], now: datetime) -> dict[str, UnitLine]:
    """The cases as they stand now, by their ids."""
    reasons = reasons_of(session, case_ids, now)
    return {
        str(each.id): UnitLine(
            number=each.number,
            agencies=tuple(duty.agency.short_name for duty in each.duties),
            plaintiff=say_plaintiff(each),
            cause=each.cause,
            standing=Standing(each.standing),
            reasons=reasons.get(each.id, ()),
        )
        for each in load_cases(session, select(Lawsuit).where(Lawsuit.id.in_(case_ids)))
    }


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


def _keys(circular: Circular) -> Iterator[str]:
    """Every figure that opens cases, as the page names it."""
    tally = circular.tally
    yield from PLAIN
    yield "unknown"
    yield from (f"{profile}.{part}" for profile in PROFILE_PARTS for part in PARTS)
    yield from (f"procedure.{key}.{part}" for key in tally.by_procedure for part in PARTS)
    yield from (f"agency.{agency}.{key}" for agency in tally.by_agency for key in AGENCY_KEYS)
    yield "scheduled"
    yield from (f"origin.{step.key}" for step in circular.origin)
    yield from (f"remedy.{part}" for part in REMEDY_PARTS)
