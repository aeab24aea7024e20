"""Agencies and their other names, by hand: checked, versioned, and in the journal."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.people_changed import follow_agency
from litigation.actions.row import check_days, get_row, one_of, plain_words
from litigation.law.agency import AgencyKind
from litigation.law.error import InvalidInputError
from litigation.law.word import N_
from litigation.records.agency import Agency, AgencyAlias
from litigation.records.db import writing


@dataclass(frozen=True, slots=True)
class AgencyInput:
    """What a form says about an agency. ``other_names`` are former and short names."""

    name: str
    short_name: str = ""
    kind: str = "department"
    parent_id: int | None = None
    in_district: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    other_names: tuple[str, ...] = ()


def create_agency(entry: AgencyInput, *, now: datetime, actor: Actor) -> Agency:
    """Enter an agency; its name and other names must be free.

    Raises:
        InvalidInputError: a name is taken, or a value cannot be used.
    """
    require(actor, *OFFICE)
    with writing() as session:
        agency = Agency()
        _fill_agency(session, agency, entry)
        session.add(agency)
        session.flush()
        _set_aliases(session, agency, entry)
        record_act(session, now, actor, "agency.create", "agency", agency.id)
    return agency


def update_agency(agency_id: int, version: int, entry: AgencyInput, *, now: datetime, actor: Actor) -> Agency:
    """Change an agency; duties that depend on it are concluded again."""
    require(actor, *OFFICE)
    with writing() as session:
        agency = get_row(session, Agency, agency_id, version)
        _fill_agency(session, agency, entry)
        _set_aliases(session, agency, entry)
        agency.version += 1
        record_act(session, now, actor, "agency.change", "agency", agency.id)
        session.flush()
        follow_agency(session, agency, now)
    return agency


def _fill_agency(session: Session, agency: Agency, entry: AgencyInput) -> None:
    """Put the checked entry into the row."""
    name = plain_words(entry.name)
    if not name:
        raise InvalidInputError(N_("请填写机关全称。"), field="name")
    check_days(entry.valid_from, entry.valid_to, "valid_to")
    _refuse_taken(session, agency, name, "name")
    agency.name = name
    agency.short_name = plain_words(entry.short_name) or name
    agency.kind = one_of(AgencyKind, entry.kind, "kind")
    agency.parent_id = _parent(session, agency, entry.parent_id)
    agency.in_district = entry.in_district
    agency.valid_from, agency.valid_to = entry.valid_from, entry.valid_to


def _parent(session: Session, agency: Agency, parent_id: int | None) -> int | None:
    """Check that the agency above is another one and not below this one."""
    above = parent_id
    for _step in range(20):
        if above is None:
            return parent_id
        if above == agency.id:
            raise InvalidInputError(N_("上级机关不能是本机关或它的下级，请重选。"), field="parent_id")
        above = get_row(session, Agency, above).parent_id
    raise InvalidInputError(N_("上级机关的层级太多，请检查。"), field="parent_id")


def _refuse_taken(session: Session, agency: Agency, name: str, field: str) -> None:
    """Refuse a name that means another agency already."""
    by_name = session.scalar(select(Agency.id).where(Agency.name == name))
    by_alias = session.scalar(select(AgencyAlias.agency_id).where(AgencyAlias.name == name))
    if any(holder is not None and holder != agency.id for holder in (by_name, by_alias)):
        raise InvalidInputError(N_("这个名称已经是另一个机关的，请核对。"), field=field)


def _set_aliases(session: Session, agency: Agency, entry: AgencyInput) -> None:
    """Make the other names of an agency those of the form; learned ones left in it stay learned."""
    wanted = dict.fromkeys(plain_words(name) for name in (agency.short_name, *entry.other_names))
    wanted.pop(agency.name, None)
    wanted.pop("", None)
    known = {alias.name: alias for alias in agency.aliases}
    for name in wanted:
        _refuse_taken(session, agency, name, "other_names")
    agency.aliases = [
        known.get(name) or AgencyAlias(name=name, origin="short" if name == agency.short_name else "former")
        for name in wanted
    ]
    gone = [alias for name, alias in known.items() if name not in wanted]
    for alias in gone:
        session.delete(alias)
