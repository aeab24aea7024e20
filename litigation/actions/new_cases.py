"""Many new hearings at once: cases that are not yet registered, their parties, duties and hearings.

Rows go in by sets rather than one by one, since a cause list may have fifty thousand.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.conclude import conclude_cases
from litigation.actions.conclude_ahead import NewCase, conclude_ahead, lies_ahead
from litigation.actions.journal import record_act
from litigation.actions.plan_notices import plan_hearing
from litigation.intake.agency_name import is_agency
from litigation.intake.answer import read_answers
from litigation.intake.draft import HearingDraft
from litigation.intake.people_words import read_agency_kind
from litigation.intake.proposal import ProposedRow
from litigation.law.agency import OWING_ROLES, PartyRole
from litigation.law.case_number import CaseNumber, read_case_number
from litigation.law.clock import SHANGHAI
from litigation.law.courts import court_name
from litigation.law.error import InvalidInputError
from litigation.law.procedure import DUTY_PROCEDURES, Procedure
from litigation.records.agency import Agency, AgencyAlias
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.import_run import ImportRow
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, Party

BATCH = 400
WITH_NULLS = {"render_nulls": True}
"""Rows with and without a value go into one statement; else each change of shape begins another."""
PLANNED_AT_ONCE = 200
"""New hearings whose notices are planned in the same transaction; beyond, the next tick plans them."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted row with what it proposes, and its case number read."""

    stored: ImportRow
    row: ProposedRow
    number: str
    case: CaseNumber


def accept(stored: ImportRow, row: ProposedRow) -> Accepted:
    """Take a row whose case number can stand in the register.

    Raises:
        InvalidInputError: the number lacks its year or its court.
    """
    written = row.draft.case_number or ""
    case = read_case_number(written)
    if case is None or case.year is None or not case.court:
        sentence = f"案号“{written}”不完整，请补上年份和法院代字。"
        raise InvalidInputError(sentence, field="case_number", row=stored.position)
    return Accepted(stored, row, str(case), case)


def add_hearings(session: Session, accepted: Sequence[Accepted], *, now: datetime, actor: Actor) -> None:
    """Register the hearings of the rows, with the cases that are new, inside the caller's transaction."""
    if not accepted:
        return
    named = _new_agencies(session, accepted, now, actor)
    cases = _known_cases(session, {each.number for each in accepted})
    fresh = {each.number: each for each in accepted if each.number not in cases}
    cases |= _insert_cases(session, fresh.values(), now)
    sued = _insert_parties(session, fresh.values(), cases, named)
    hearings = _insert_hearings(session, accepted, cases, now)
    for each in accepted:
        each.stored.hearing_id = hearings[each.stored.position]
    for loaded in list(session.identity_map.values()):
        if isinstance(loaded, Lawsuit):
            session.expire(loaded)
    ahead = [each for each in _new_cases(accepted, fresh, cases, sued) if lies_ahead(each, now)]
    conclude_ahead(session, ahead, now)
    conclude_cases(session, set(cases.values()) - {each.id for each in ahead}, now)
    hearing_ids = sorted(set(hearings.values()))
    if len(hearing_ids) <= PLANNED_AT_ONCE:
        for hearing_id in hearing_ids:
            plan_hearing(session, hearing_id, now)


def _known_cases(session: Session, numbers: Iterable[str]) -> dict[str, int]:
    known: dict[str, int] = {}
    ordered = sorted(numbers)
    for start in range(0, len(ordered), BATCH):
        query = select(Lawsuit.number, Lawsuit.id).where(Lawsuit.number.in_(ordered[start : start + BATCH]))
        known.update(session.execute(query).all())
    return known


def _insert_cases(session: Session, fresh: Iterable[Accepted], now: datetime) -> dict[str, int]:
    values = [_case_values(each, now) for each in fresh]
    if not values:
        return {}
    inserted = session.execute(
        insert(Lawsuit).returning(Lawsuit.number, Lawsuit.id), values, execution_options=WITH_NULLS
    )
    return dict(inserted.all())


def _case_values(accepted: Accepted, now: datetime) -> dict[str, Any]:
    number, draft = accepted.case, accepted.row.draft
    return {
        "number": accepted.number,
        "original_number": accepted.number,
        "year": number.year,
        "court_code": number.court,
        "special": number.special or "",
        "type": number.type,
        "sequence": number.sequence,
        "procedure": number.procedure.value if number.procedure else None,
        "court": (court_name(number.court) or draft.court or "")[:80],
        "cause": (draft.cause or "")[:200],
        "field": (draft.cause or "")[:100],
        "created_at": now,
    }


def _insert_parties(
    session: Session, fresh: Iterable[Accepted], cases: dict[str, int], named: dict[str, int]
) -> dict[int, list[tuple[PartyRole, int]]]:
    """Enter the parties of new cases, and the duty of each sued agency of the district (R2020 art. 1).

    Returns the agencies of the register in each case, with their roles.
    """
    districts = dict(session.execute(select(Agency.id, Agency.in_district)).all())
    official = dict(session.execute(select(Agency.id, Agency.name)).all())
    parties: list[dict[str, Any]] = []
    duties: dict[tuple[int, int], dict[str, int]] = {}
    sued: dict[int, list[tuple[PartyRole, int]]] = {}
    for each in fresh:
        case_id = cases[each.number]
        matched = {**each.row.agencies, **_created(each, named)}
        owes = each.case.procedure in DUTY_PROCEDURES
        for role, name in _roles(each, matched):
            agency_id = matched.get(name)
            shown = official[agency_id] if agency_id else name
            parties.append(
                {"case_id": case_id, "role": role.value, "name": shown[:200], "agency_id": agency_id}
            )
            if agency_id:
                sued.setdefault(case_id, []).append((role, agency_id))
            if agency_id and districts[agency_id] and role in OWING_ROLES and owes:
                duties[case_id, agency_id] = {"case_id": case_id, "agency_id": agency_id}
    if parties:
        session.execute(insert(Party), parties, execution_options=WITH_NULLS)
    if duties:
        session.execute(insert(AppearanceDuty), list(duties.values()))
    return sued


def _new_cases(
    accepted: Sequence[Accepted],
    fresh: Mapping[str, Accepted],
    cases: dict[str, int],
    sued: dict[int, list[tuple[PartyRole, int]]],
) -> Iterator[NewCase]:
    """Return the cases that were new, each with all its hearings."""
    drafts: dict[str, list[HearingDraft]] = {number: [] for number in fresh}
    for each in accepted:
        if each.number in drafts:
            drafts[each.number].append(each.row.draft)
    for number, hearings in drafts.items():
        yield NewCase(cases[number], number, sued.get(cases[number], ()), hearings)


def _roles(accepted: Accepted, matched: dict[str, int]) -> Iterator[tuple[PartyRole, str]]:
    """Return each party with its role in this procedure.

    In the second instance the agency sued below may be either side; in the retrial it is the
    party that was sued (R2020 art. 1(1)).
    """
    draft, procedure = accepted.row.draft, accepted.case.procedure
    for name in draft.plaintiffs:
        agency = name in matched or is_agency(name)
        if procedure is Procedure.SECOND_INSTANCE and agency:
            yield PartyRole.APPELLANT_DEFENDANT, name
        elif procedure is Procedure.RETRIAL and agency:
            yield PartyRole.RETRIAL_DEFENDANT, name
        elif procedure in (Procedure.RETRIAL_REVIEW, Procedure.ENFORCEMENT_REVIEW):
            yield PartyRole.APPLICANT, name
        else:
            yield PartyRole.PLAINTIFF, name
    for name in draft.defendants:
        agency = name in matched or is_agency(name)
        if procedure is Procedure.SECOND_INSTANCE:
            yield PartyRole.APPELLEE if agency else PartyRole.PLAINTIFF, name
        elif procedure is Procedure.RETRIAL:
            yield PartyRole.RETRIAL_DEFENDANT if agency else PartyRole.PLAINTIFF, name
        else:
            yield PartyRole.DEFENDANT, name
    for name in draft.third_parties:
        yield PartyRole.THIRD_PARTY, name


def _insert_hearings(
    session: Session, accepted: Sequence[Accepted], cases: dict[str, int], now: datetime
) -> dict[int, int]:
    """Insert one hearing for each row, or one for the numbers heard together; ids by row position."""
    together: dict[tuple[object, ...], list[Accepted]] = {}
    for each in accepted:
        draft, group = each.row.draft, each.row.group or str(each.stored.position)
        together.setdefault((group, draft.start, draft.kind), []).append(each)
    groups = list(together.values())
    values = [_hearing_values(group[0], now) for group in groups]
    answer = session.execute(
        insert(Hearing).returning(Hearing.uid, Hearing.id), values, execution_options=WITH_NULLS
    )
    inserted = dict(answer.all())
    ids = [inserted[value["uid"]] for value in values]
    links = {
        (hearing_id, cases[each.number]): {"hearing_id": hearing_id, "case_id": cases[each.number]}
        for hearing_id, group in zip(ids, groups, strict=True)
        for each in group
    }
    session.execute(insert(HearingCase), list(links.values()))
    return {
        each.stored.position: hearing_id
        for hearing_id, group in zip(ids, groups, strict=True)
        for each in group
    }


def _hearing_values(accepted: Accepted, now: datetime) -> dict[str, Any]:
    draft = accepted.row.draft
    starts_at = draft.start.replace(tzinfo=SHANGHAI) if isinstance(draft.start, datetime) else None
    ends_at = draft.end.replace(tzinfo=SHANGHAI) if isinstance(draft.end, datetime) else None
    return {
        "uid": f"{uuid.uuid4()}@litigation",
        "starts_at": starts_at,
        "starts_on": _day(draft.start),
        "ends_at": ends_at if starts_at and ends_at and ends_at > starts_at else None,
        "court": (draft.court or court_name(accepted.case.court) or "")[:80],
        "courtroom": (draft.courtroom or "")[:80],
        "mode": draft.mode or "in_person",
        "kind": draft.kind,
        "judge": (draft.judge or "")[:60],
        "clerk": (draft.clerk or "")[:60],
        "phone": (draft.phone or "")[:40],
        "source_uid": draft.uid[:255] if draft.uid else None,
        "announced_at": now,
        "created_at": now,
    }


def _day(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _new_agencies(
    session: Session, accepted: Sequence[Accepted], now: datetime, actor: Actor
) -> dict[str, int]:
    """Enter the agencies that a person said to enter, and learn the names that were to be remembered."""
    created: dict[str, int] = {}
    for each in accepted:
        for key, answer in read_answers(each.stored.decision).items():
            name = key.removeprefix("agency:")
            if name == key:
                continue
            if answer.act == "create" and name not in created:
                created[name] = _enter_agency(session, name, now, actor)
            elif answer.act == "agency" and answer.remember and answer.agency_id:
                _learn(session, name, answer.agency_id)
    return created


def _created(accepted: Accepted, named: dict[str, int]) -> dict[str, int]:
    parties = (
        *accepted.row.draft.plaintiffs,
        *accepted.row.draft.defendants,
        *accepted.row.draft.third_parties,
    )
    return {name: named[name] for name in parties if name in named}


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
