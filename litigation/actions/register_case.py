"""Cases and hearings enter the register: by hand, or from an accepted import row."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.case_input import CaseInput, HearingInput
from litigation.actions.conclude import conclude_cases
from litigation.actions.journal import record_act
from litigation.actions.plan_notices import plan_hearing
from litigation.law.agency import OWING_ROLES, PartyRole
from litigation.law.case_number import CaseNumber, read_case_number
from litigation.law.courts import court_name
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.law.procedure import DUTY_PROCEDURES
from litigation.records.agency import Agency
from litigation.records.db import writing
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty, ArrangementAgency, Lawsuit, Party


def create_case(
    case: CaseInput, hearings: Sequence[HearingInput] = (), *, now: datetime, actor: Actor
) -> Lawsuit:
    """Register a case by hand with its parties and hearings.

    Raises:
        InvalidInputError: the number cannot be read, or no party is named.
        ConflictError: the number is registered already; ``details["case_id"]`` names the case.
    """
    require(actor, *OFFICE)
    with writing() as session:
        lawsuit = add_case(session, case, now=now, actor=actor)
        added = [add_hearing(session, [lawsuit], each, now=now, actor=actor) for each in hearings]
        conclude_cases(session, [lawsuit.id], now)
        for hearing in added:
            plan_hearing(session, hearing.id, now)
    return lawsuit


def create_hearing(case_ids: Sequence[int], hearing: HearingInput, *, now: datetime, actor: Actor) -> Hearing:
    """Register a hearing of one case, or a combined hearing of several.

    Raises:
        NotFoundError: a case does not exist.
    """
    require(actor, *OFFICE)
    with writing() as session:
        lawsuits = [_get_case(session, case_id) for case_id in case_ids]
        row = add_hearing(session, lawsuits, hearing, now=now, actor=actor)
        conclude_cases(session, [each.id for each in lawsuits], now)
        plan_hearing(session, row.id, now)
    return row


def update_case(case_id: int, case: CaseInput, version: int, *, now: datetime, actor: Actor) -> Lawsuit:
    """Change what is stated about a case; its number stays, since it is its identity.

    Raises:
        ConflictError: somebody changed the case since ``version`` was read.
    """
    require(actor, *OFFICE)
    with writing() as session:
        lawsuit = _get_case(session, case_id)
        if lawsuit.version != version:
            raise ConflictError
        _check_parties(case)
        before = {"cause": lawsuit.cause, "notice_kind": lawsuit.notice_kind, "court": lawsuit.court}
        _state(session, lawsuit, case)
        lawsuit.version += 1
        _set_parties(session, lawsuit, case)
        ensure_duties(session, lawsuit)
        conclude_cases(session, [lawsuit.id], now)
        for hearing in lawsuit.hearings:
            plan_hearing(session, hearing.id, now)
        record_act(session, now, actor, "case.update", "lawsuit", lawsuit.id, before=before)
    return lawsuit


def add_case(session: Session, case: CaseInput, *, now: datetime, actor: Actor) -> Lawsuit:
    """Insert a case with its parties and duties inside the caller's transaction."""
    number = _read_number(case.number)
    existing = session.scalar(select(Lawsuit).where(Lawsuit.number == str(number)))
    if existing is not None:
        raise ConflictError(f"案号{number.printed()}已经登记，请打开原案件修改。", case_id=existing.id)
    _check_parties(case)
    lawsuit = Lawsuit(
        number=str(number),
        original_number=case.number,
        year=number.year,
        court_code=number.court,
        special=number.special or "",
        type=number.type,
        sequence=number.sequence,
        procedure=number.procedure.value if number.procedure else None,
        created_at=now,
    )
    _state(session, lawsuit, case)
    session.add(lawsuit)
    session.flush()
    _set_parties(session, lawsuit, case)
    ensure_duties(session, lawsuit)
    record_act(session, now, actor, "case.create", "lawsuit", lawsuit.id, number=lawsuit.number)
    return lawsuit


def add_hearing(
    session: Session, lawsuits: Sequence[Lawsuit], hearing: HearingInput, *, now: datetime, actor: Actor
) -> Hearing:
    """Insert a hearing inside the caller's transaction; its uid stays for ever."""
    row = Hearing(
        uid=f"{uuid.uuid4()}@litigation",
        starts_at=hearing.starts_at,
        starts_on=hearing.day,
        ends_at=hearing.ends_at,
        court=hearing.court or lawsuits[0].court,
        courtroom=hearing.courtroom,
        mode=hearing.mode.value,
        kind=hearing.kind.value,
        judge=hearing.judge,
        clerk=hearing.clerk,
        phone=hearing.phone,
        re_notified=hearing.re_notified,
        source_uid=hearing.source_uid,
        note=hearing.note,
        announced_at=now,
        created_at=now,
    )
    session.add(row)
    session.flush()
    for lawsuit in lawsuits:
        session.add(HearingCase(hearing_id=row.id, case_id=lawsuit.id))
    session.flush()
    session.expire(row, ["lawsuits"])
    for lawsuit in lawsuits:
        session.expire(lawsuit, ["hearings"])
    record_act(session, now, actor, "hearing.create", "hearing", row.id, starts_at=row.starts_at)
    return row


def court_of(session: Session, code: str) -> str:
    """Return the court of a number's code, else as the register last named it; empty if nobody knows."""
    named = select(Lawsuit.court).where(Lawsuit.court_code == code, Lawsuit.court != "")
    return court_name(code) or session.scalar(named.order_by(Lawsuit.id.desc()).limit(1)) or ""


def ensure_duties(session: Session, lawsuit: Lawsuit) -> None:
    """Give each sued agency of the district its duty row (R2020 art. 1); what it amounts to is concluded."""
    if lawsuit.procedure not in {each.value for each in DUTY_PROCEDURES}:
        return
    known = {duty.agency_id for duty in lawsuit.duties}
    for party in lawsuit.parties:
        if party.agency is None or not party.agency.in_district or party.agency_id in known:
            continue
        if party.role in OWING_ROLES or (party.role == PartyRole.THIRD_PARTY and party.art1_3):
            session.add(AppearanceDuty(case_id=lawsuit.id, agency_id=party.agency.id))
            known.add(party.agency.id)
    session.flush()
    session.expire(lawsuit, ["duties"])


def _read_number(text: str) -> CaseNumber:
    """Read a case number that can stand in the register."""
    number = read_case_number(text)
    if number is None or number.year is None or not number.court:
        example = "（2026）鲁0202行初12号"
        raise InvalidInputError(f"案号“{text}”无法识别，请按“{example}”的格式填写。", field="number")
    return number


def _check_parties(case: CaseInput) -> None:
    """Refuse a case in which nobody is named on either side."""
    if not case.parties:
        raise InvalidInputError("请至少填写一名当事人。", field="parties")


def _state(session: Session, lawsuit: Lawsuit, case: CaseInput) -> None:
    """Write the stated fields of a case."""
    lawsuit.court = case.court or lawsuit.court or court_of(session, lawsuit.court_code)
    lawsuit.cause = case.cause
    lawsuit.field = case.field or case.cause
    lawsuit.sued_act = case.sued_act
    lawsuit.filed_on = case.filed_on
    lawsuit.notice_kind = case.notice_kind
    lawsuit.notice_ground = case.notice_ground
    lawsuit.notice_served_on = case.notice_served_on
    lawsuit.arrangement_kind = case.arrangement_kind
    lawsuit.amount = case.amount
    lawsuit.principal_named = case.principal_named
    lawsuit.series = case.series
    lawsuit.note = case.note


def _set_parties(session: Session, lawsuit: Lawsuit, case: CaseInput) -> None:
    """Replace the parties and the arrangement by what the form states."""
    for party in list(lawsuit.parties):
        session.delete(party)
    for named in list(lawsuit.arrangement):
        session.delete(named)
    session.flush()
    for party_input in case.parties:
        agency = session.get(Agency, party_input.agency_id) if party_input.agency_id else None
        session.add(
            Party(
                case_id=lawsuit.id,
                role=party_input.role.value,
                name=agency.name if agency else party_input.name,
                agency_id=party_input.agency_id,
                art1_3=party_input.art1_3,
            )
        )
    for agency_id in case.arrangement_agencies:
        session.add(ArrangementAgency(case_id=lawsuit.id, agency_id=agency_id))
    session.flush()
    session.expire(lawsuit, ["parties", "arrangement", "duties"])


def _get_case(session: Session, case_id: int) -> Lawsuit:
    """Return the case or say that there is none."""
    lawsuit = session.get(Lawsuit, case_id)
    if lawsuit is None:
        raise NotFoundError
    return lawsuit
