"""Names of agencies that a person decided about in an import: entered as new, or remembered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.journal import record_act
from litigation.intake.answer import read_answers
from litigation.intake.people_words import read_agency_kind
from litigation.records.agency import Agency, AgencyAlias


def enter_agencies(
    session: Session, decisions: Iterable[Mapping[str, Any]], now: datetime, actor: Actor
) -> dict[str, int]:
    """Enter the agencies that a person said to enter, and learn the names that were to be remembered."""
    created: dict[str, int] = {}
    for decision in decisions:
        for key, answer in read_answers(decision).items():
            name = key.removeprefix("agency:")
            if name == key:
                continue
            if answer.act == "create" and name not in created:
                created[name] = _enter_agency(session, name, now, actor)
            elif answer.act == "agency" and answer.remember and answer.agency_id:
                _learn(session, name, answer.agency_id)
    return created


def _enter_agency(session: Session, name: str, now: datetime, actor: Actor) -> int:
    known = session.scalar(select(Agency.id).where(Agency.name == name))
    if known is not None:
        return known
    agency = Agency(name=name[:120], short_name=name[:60], kind=read_agency_kind("", name) or "department")
    session.add(agency)
    session.flush()
    record_act(session, now, actor, "agency.create", "agency", agency.id)
    return agency.id


def _learn(session: Session, name: str, agency_id: int) -> None:
    taken = session.scalar(select(AgencyAlias.id).where(AgencyAlias.name == name))
    if taken is None and len(name) <= 120:
        session.add(AgencyAlias(agency_id=agency_id, name=name, origin="learned"))
        session.flush()
