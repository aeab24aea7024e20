"""Officials, liaisons and leave, by hand: checked, versioned, and in the journal."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.contact import read_email, read_number
from litigation.actions.journal import record_act
from litigation.actions.manage_availability import official_of
from litigation.actions.people_changed import follow_agency, follow_official
from litigation.actions.row import check_days, get_row, one_of, plain_words
from litigation.actions.verify_contact import note_verified
from litigation.law.agency import Rank
from litigation.law.error import InvalidInputError
from litigation.law.word import N_
from litigation.records.agency import Agency, Leave, Liaison, Official
from litigation.records.db import writing


@dataclass(frozen=True, slots=True)
class OfficialInput:
    """What a form says about a head; days bound the term of office, both inclusive.

    ``mobile`` and ``email`` of ``None`` stay as they are, an empty text takes them away.
    """

    name: str
    rank: str
    post: str = ""
    portfolio: tuple[str, ...] = ()
    mobile: str | None = None
    email: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    liaison_id: int | None = None


@dataclass(frozen=True, slots=True)
class LiaisonInput:
    """What a form says about a liaison; ``None`` leaves a contact as it is."""

    name: str
    mobile: str | None = None
    email: str | None = None
    is_default: bool = True
    active: bool = True


def create_official(agency_id: int, entry: OfficialInput, *, now: datetime, actor: Actor) -> Official:
    """Enter a head of an agency."""
    require(actor, *OFFICE)
    with writing() as session:
        official = Official(agency_id=get_row(session, Agency, agency_id).id)
        _fill_official(session, official, entry)
        session.add(official)
        session.flush()
        record_act(session, now, actor, "official.create", "official", official.id)
    return official


def update_official(
    official_id: int, version: int, entry: OfficialInput, *, now: datetime, actor: Actor
) -> Official:
    """Change a head; a new number counts as unverified, and what is still to be sent goes there."""
    require(actor, *OFFICE)
    with writing() as session:
        official = get_row(session, Official, official_id, version)
        before = official.mobile
        _fill_official(session, official, entry)
        if official.mobile != before:
            official.mobile_verified_at = None
        official.version += 1
        record_act(session, now, actor, "official.change", "official", official.id)
        session.flush()
        follow_official(session, official, now)
    return official


def verify_mobile(official_id: int, version: int, *, now: datetime, actor: Actor) -> Official:
    """Record that somebody reached the head at the number in the register."""
    require(actor, *OFFICE)
    with writing() as session:
        official = get_row(session, Official, official_id, version)
        if not official.mobile:
            raise InvalidInputError(N_("还没有手机号，请先填写。"), field="mobile")
        note_verified(session, official, now, actor, "phone")
        official.version += 1
        session.flush()
        follow_official(session, official, now)
    return official


def create_liaison(agency_id: int, entry: LiaisonInput, *, now: datetime, actor: Actor) -> Liaison:
    """Enter a liaison of an agency."""
    require(actor, *OFFICE)
    with writing() as session:
        liaison = Liaison(agency_id=get_row(session, Agency, agency_id).id)
        _fill_liaison(session, liaison, entry)
        session.add(liaison)
        session.flush()
        record_act(session, now, actor, "liaison.create", "liaison", liaison.id)
        follow_agency(session, liaison.agency, now)
    return liaison


def update_liaison(
    liaison_id: int, version: int, entry: LiaisonInput, *, now: datetime, actor: Actor
) -> Liaison:
    """Change a liaison, or let one go (``active`` false)."""
    require(actor, *OFFICE)
    with writing() as session:
        liaison = get_row(session, Liaison, liaison_id, version)
        _fill_liaison(session, liaison, entry)
        liaison.version += 1
        record_act(session, now, actor, "liaison.change", "liaison", liaison.id, active=liaison.active)
        session.flush()
        follow_agency(session, liaison.agency, now)
    return liaison


def add_leave(
    official_id: int,
    starts_at: datetime,
    ends_at: datetime,
    kind: str,
    note: str,
    *,
    now: datetime,
    actor: Actor,
) -> Leave:
    """Enter a time in which a head cannot appear; half-open [starts_at, ends_at).

    Raises:
        InvalidInputError: the end is not after the beginning.
        NotFoundError: a liaison enters it for another agency's head.
    """
    if starts_at >= ends_at:
        raise InvalidInputError(N_("结束要在开始之后，请改正时间。"), field="ends_at")
    with writing() as session:
        official = official_of(session, official_id, actor)
        leave = Leave(official_id=official.id, starts_at=starts_at, ends_at=ends_at, kind=kind[:20])
        leave.note, leave.entered_by = plain_words(note)[:200], actor.name
        session.add(leave)
        session.flush()
        record_act(session, now, actor, "leave.create", "leave", leave.id)
    return leave


def remove_leave(leave_id: int, *, now: datetime, actor: Actor) -> int:
    """Take a leave back; the journal keeps when it was. Returns the official's id."""
    with writing() as session:
        leave = get_row(session, Leave, leave_id)
        official_id = official_of(session, leave.official_id, actor).id
        record_act(
            session, now, actor, "leave.remove", "leave", leave.id, starts=leave.starts_at, ends=leave.ends_at
        )
        session.delete(leave)
    return official_id


def _fill_official(session: Session, official: Official, entry: OfficialInput) -> None:
    """Put the checked entry into the row."""
    name = plain_words(entry.name)
    if not name:
        raise InvalidInputError(N_("请填写姓名。"), field="name")
    check_days(entry.from_on, entry.to_on, "to_on")
    official.name, official.post = name, plain_words(entry.post)
    official.rank = one_of(Rank, entry.rank, "rank")
    official.portfolio = [word for word in map(plain_words, entry.portfolio) if word]
    _set_contact(official, entry)
    official.from_on, official.to_on = entry.from_on, entry.to_on
    if entry.liaison_id is not None:
        liaison = get_row(session, Liaison, entry.liaison_id)
        if liaison.agency_id != official.agency_id:
            raise InvalidInputError(N_("联络员要选本机关的，请重选。"), field="liaison_id")
    official.liaison_id = entry.liaison_id


def _fill_liaison(session: Session, liaison: Liaison, entry: LiaisonInput) -> None:
    """Put the checked entry into the row; only one liaison of an agency is the default."""
    name = plain_words(entry.name)
    if not name:
        raise InvalidInputError(N_("请填写姓名。"), field="name")
    liaison.name = name
    _set_contact(liaison, entry)
    liaison.active, liaison.is_default = entry.active, entry.is_default and entry.active
    if liaison.is_default:
        defaults = select(Liaison).where(Liaison.agency_id == liaison.agency_id, Liaison.is_default.is_(True))
        for other in session.scalars(defaults):
            if other is not liaison:
                other.is_default = False


def _set_contact(person: Official | Liaison, entry: OfficialInput | LiaisonInput) -> None:
    """Take over the contacts that were typed."""
    if entry.mobile is not None:
        person.mobile = read_number(entry.mobile)
    if entry.email is not None:
        person.email = read_email(entry.email)
