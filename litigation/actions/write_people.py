"""The accepted rows of a people sheet become agencies, liaisons and heads, in that order."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.import_row import is_pending
from litigation.actions.manage_agencies import AgencyInput, create_agency, update_agency
from litigation.actions.manage_people import (
    LiaisonInput,
    OfficialInput,
    create_liaison,
    create_official,
    update_liaison,
    update_official,
)
from litigation.actions.registered_hearings import known_agencies
from litigation.intake.agency_match import AgencyNames
from litigation.intake.people_draft import AgencyDraft, LiaisonDraft, OfficialDraft
from litigation.intake.people_proposal import draft_of_json
from litigation.law.error import InvalidInputError
from litigation.records.agency import Agency, Liaison, Official
from litigation.records.import_run import ImportRow, ImportRun

_ORDER = {"agency": 0, "liaison": 1, "official": 2}


def write_people(session: Session, run: ImportRun, *, now: datetime, actor: Actor) -> dict[str, int]:
    """Write every accepted row inside the caller's transaction; return the rows by heap.

    Raises:
        InvalidInputError: a row cannot be written; its line stands before the sentence.
    """
    counts = {"new": 0, "changed": 0, "same": 0, "missing": 0}
    rows = [row for row in run.rows if row.applied_at is None and not is_pending(row)]
    for row in sorted(rows, key=lambda each: (_ORDER[each.finding["what"]], each.position)):
        if row.heap in ("new", "changed") and not row.decision.get("skip"):
            _write(session, row, now, actor)
        if row.heap in counts and not row.decision.get("skip"):
            counts[row.heap] += 1
        row.applied_at = now
    for row in rows:
        if row.finding["what"] == "agency" and row.heap != "same" and not row.decision.get("skip"):
            _set_parent(session, row, now, actor)
    return counts


def _write(session: Session, row: ImportRow, now: datetime, actor: Actor) -> None:
    try:
        draft = draft_of_json(row.finding["what"], row.draft)
        if isinstance(draft, AgencyDraft):
            _write_agency(session, row, draft, now, actor)
        elif isinstance(draft, LiaisonDraft):
            _write_liaison(session, row, draft, now, actor)
        else:
            _write_official(session, row, draft, now, actor)
    except InvalidInputError as error:
        raise InvalidInputError(f"第 {row.line} 行：{error}", row=row.position) from error


def _write_agency(session: Session, row: ImportRow, draft: AgencyDraft, now: datetime, actor: Actor) -> None:
    known = session.get(Agency, row.finding["target_id"]) if row.finding["target_id"] else None
    if known is None:
        entry = AgencyInput(
            name=draft.name,
            short_name=draft.short_name,
            kind=draft.kind or "department",
            in_district=draft.in_district is not False,
            other_names=draft.other_names,
        )
        create_agency(entry, now=now, actor=actor)
        return
    also = (draft.name,) if draft.name != known.name else ()
    names = (*(each.name for each in known.aliases), *draft.other_names, *also)
    entry = AgencyInput(
        name=known.name,
        short_name=draft.short_name or known.short_name,
        kind=draft.kind if draft.kind and draft.short_name else known.kind,
        parent_id=known.parent_id,
        in_district=known.in_district if draft.in_district is None else draft.in_district,
        valid_from=known.valid_from,
        valid_to=known.valid_to,
        other_names=tuple(dict.fromkeys(names)),
    )
    update_agency(known.id, known.version, entry, now=now, actor=actor)


def _set_parent(session: Session, row: ImportRow, now: datetime, actor: Actor) -> None:
    """Name the agency above once every agency of the sheet is entered."""
    draft = draft_of_json("agency", row.draft)
    if not isinstance(draft, AgencyDraft) or not draft.parent:
        return
    names = AgencyNames(known_agencies(session))
    own, above = names.match(draft.name).exact, names.match(draft.parent).exact
    agency = session.get(Agency, own) if own else None
    if agency is None or above is None or agency.parent_id == above or agency.id == above:
        return
    entry = AgencyInput(
        name=agency.name,
        short_name=agency.short_name,
        kind=agency.kind,
        parent_id=above,
        in_district=agency.in_district,
        valid_from=agency.valid_from,
        valid_to=agency.valid_to,
        other_names=tuple(each.name for each in agency.aliases),
    )
    update_agency(agency.id, agency.version, entry, now=now, actor=actor)


def _write_liaison(
    session: Session, row: ImportRow, draft: LiaisonDraft, now: datetime, actor: Actor
) -> None:
    known = session.get(Liaison, row.finding["target_id"]) if row.finding["target_id"] else None
    if known is None:
        agency_id = _agency_id(session, row, draft.agency)
        first = session.scalar(select(Liaison.id).where(Liaison.agency_id == agency_id)) is None
        entry = LiaisonInput(draft.name, draft.mobile, draft.email, is_default=first)
        create_liaison(agency_id, entry, now=now, actor=actor)
        return
    entry = LiaisonInput(draft.name, draft.mobile, draft.email, known.is_default, known.active)
    update_liaison(known.id, known.version, entry, now=now, actor=actor)


def _write_official(
    session: Session, row: ImportRow, draft: OfficialDraft, now: datetime, actor: Actor
) -> None:
    known = session.get(Official, row.finding["target_id"]) if row.finding["target_id"] else None
    agency_id = known.agency_id if known else _agency_id(session, row, draft.agency)
    liaison_id = session.scalar(
        select(Liaison.id).where(Liaison.agency_id == agency_id, Liaison.name == (draft.liaison or ""))
    )
    entry = OfficialInput(**_official_values(draft, known), liaison_id=liaison_id)
    if known is None:
        create_official(agency_id, entry, now=now, actor=actor)
        return
    if liaison_id is None:
        entry = OfficialInput(**_official_values(draft, known), liaison_id=known.liaison_id)
    update_official(known.id, known.version, entry, now=now, actor=actor)


def _official_values(draft: OfficialDraft, known: Official | None) -> dict[str, Any]:
    """Return the stated values, and the registered ones where the sheet is blank."""
    return {
        "name": draft.name,
        "rank": draft.rank or (known.rank if known else ""),
        "post": draft.post or (known.post if known else ""),
        "portfolio": draft.portfolio or (tuple(known.portfolio) if known else ()),
        "mobile": draft.mobile,
        "email": draft.email,
        "from_on": draft.from_on or (known.from_on if known else None),
        "to_on": draft.to_on or (known.to_on if known else None),
    }


def _agency_id(session: Session, row: ImportRow, name: str) -> int:
    if row.finding["agency_id"]:
        return int(row.finding["agency_id"])
    found = AgencyNames(known_agencies(session)).match(name).exact
    if found is None:
        raise InvalidInputError(f"机关“{name}”还没有登记，请先登记机关，或一并写入它的那一行。")
    return found
