"""Imports of agencies, heads and liaisons: the same check-and-apply as for hearings."""

import hashlib
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.import_row import HEAPS
from litigation.actions.journal import record_act
from litigation.actions.keep_blob import keep_blob
from litigation.actions.registered_hearings import known_agencies
from litigation.intake.people_draft import PeopleReading
from litigation.intake.people_proposal import (
    KnownPerson,
    PeopleRow,
    Registry,
    draft_json,
    propose_people,
    say,
)
from litigation.intake.people_sheet import read_people
from litigation.records.agency import Agency, Liaison, Official
from litigation.records.db import writing
from litigation.records.import_run import ImportRow, ImportRun

WHAT = {"agency": "机关", "official": "负责人", "liaison": "联络员"}


def receive_people(
    data: bytes, filename: str, received_on: date, *, now: datetime, actor: Actor
) -> ImportRun:
    """Read a people sheet and keep what it proposes; nothing of the register changes yet."""
    require(actor, *OFFICE)
    reading = read_people(data, filename)
    digest = hashlib.sha256(data).hexdigest()
    with writing() as session:
        keep_blob(session, digest, data, "application/octet-stream", now)
        waiting = session.scalar(
            select(ImportRun).where(
                ImportRun.blob_sha256 == digest, ImportRun.state == "waiting", ImportRun.kind == "people"
            )
        )
        if waiting is not None:
            return waiting
        rows = propose_people(reading, registry_of(session))
        run = _run(reading, rows, digest, received_on, now, actor)
        session.add(run)
        session.flush()
        values = [_values(run.id, position, row) for position, row in enumerate(rows)]
        if values:
            session.execute(insert(ImportRow), values, execution_options={"render_nulls": True})
        record_act(session, now, actor, "import.receive", "import", run.id, sha256=digest, kind="people")
        session.expire(run, ["rows"])
    return run


def registry_of(session: Session) -> Registry:
    """Return the people of the register as a sheet is compared with them."""
    query = select(Agency).options(selectinload(Agency.aliases)).execution_options(populate_existing=True)
    agencies = {each.id: each for each in session.scalars(query)}
    officials = session.scalars(select(Official).options(selectinload(Official.liaison)))
    liaisons = session.scalars(select(Liaison).where(Liaison.active))
    return Registry(
        known_agencies(session),
        {each.id: _agency_values(each, agencies) for each in agencies.values()},
        [KnownPerson(each.id, each.agency_id, each.name, _official_values(each)) for each in officials],
        [
            KnownPerson(each.id, each.agency_id, each.name, {"mobile": each.mobile, "email": each.email})
            for each in liaisons
        ],
    )


def _agency_values(agency: Agency, agencies: dict[int, Agency]) -> dict[str, Any]:
    parent = agencies.get(agency.parent_id) if agency.parent_id else None
    names = tuple(dict.fromkeys((agency.name, agency.short_name, *(each.name for each in agency.aliases))))
    above = (parent.name, parent.short_name, *(each.name for each in parent.aliases)) if parent else ()
    return {
        "short_name": agency.short_name,
        "kind": agency.kind,
        "parent": parent.name if parent else "",
        "parent_names": above,
        "names": names,
    }


def _official_values(official: Official) -> dict[str, Any]:
    return {
        "post": official.post,
        "rank": official.rank,
        "portfolio": tuple(official.portfolio),
        "mobile": official.mobile,
        "email": official.email,
        "from_on": official.from_on,
        "to_on": official.to_on,
        "liaison": official.liaison.name if official.liaison else None,
    }


def _run(
    reading: PeopleReading, rows: list[PeopleRow], digest: str, received_on: date, now: datetime, actor: Actor
) -> ImportRun:
    counts: dict[str, Any] = dict.fromkeys(HEAPS, 0)
    for row in rows:
        counts[row.heap] += 1
    general = [problem.message for problem in reading.problems if problem.place.row is None]
    refused = "" if rows else next(iter(general), "没有读到机关或人员。请核对是否选错文件。")
    return ImportRun(
        kind="people",
        name=reading.source[:200],
        blob_sha256=digest,
        received_on=received_on,
        received_at=now,
        received_by=actor.name,
        user_id=actor.user_id,
        state="refused" if refused else "waiting",
        message=refused or " ".join(general),
        counts=counts | {"rows": len(rows)},
    )


def _values(run_id: int, position: int, row: PeopleRow) -> dict[str, Any]:
    draft = row.draft
    return {
        "run_id": run_id,
        "position": position,
        "heap": row.heap,
        "sheet": (draft.place.sheet or "")[:100],
        "line": draft.place.row,
        "original": " ".join((draft.name, *say(draft))),
        "draft": draft_json(draft),
        "finding": finding_of(row),
        "decision": {},
        "hearing_id": None,
        "applied_at": None,
    }


def finding_of(row: PeopleRow) -> dict[str, Any]:
    """Return what was found about an entry as JSON values; ``heading`` and ``lines`` are for the page."""
    draft = row.draft
    data: dict[str, Any] = {
        "what": row.what,
        "heading": f"{WHAT[row.what]} {draft.name}",
        "who": getattr(draft, "agency", ""),
        "lines": say(draft),
        "target_id": row.target_id,
        "agency_id": row.agency_id,
        "title": f"{WHAT[row.what]}变更" if row.heap == "changed" else "",
        "notes": list(row.notes),
    }
    for name in ("changes", "questions", "problems"):
        data[name] = [asdict(each) for each in getattr(row, name)]
    return data
