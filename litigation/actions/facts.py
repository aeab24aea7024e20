"""Turning rows into the value language of the law, for one case or for the whole register.

Ids become text, because the law only compares them. Nothing is decided here.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from litigation.law import facts
from litigation.law.agency import Agency as LawAgency
from litigation.law.agency import AgencyKind, PartyRole, Rank
from litigation.law.agency import Official as LawOfficial
from litigation.law.attendance import (
    ArrangementKind,
    Certificate,
    CourtDecision,
    ExcuseGround,
    Leaving,
    NoticeKind,
)
from litigation.law.procedure import HearingKind, Mode, Outcome
from litigation.records.agency import Agency, CaseLink, Official
from litigation.records.hearing import Attendance, Excuse, Hearing, HearingCase
from litigation.records.lawsuit import Lawsuit


def facts_of_cases(session: Session, case_ids: Iterable[int]) -> facts.Register:
    """Return everything from which the conclusions of these cases follow.

    A combined hearing brings its other cases' ids along; only the asked cases are described.
    """
    ids = sorted(set(case_ids))
    hearing_ids = select(HearingCase.hearing_id).where(HearingCase.case_id.in_(ids))
    lawsuits = session.scalars(
        select(Lawsuit)
        .where(Lawsuit.id.in_(ids))
        .options(selectinload(Lawsuit.parties), selectinload(Lawsuit.arrangement))
    ).all()
    agency_ids = {party.agency_id for lawsuit in lawsuits for party in lawsuit.parties if party.agency_id}
    agency_ids |= {named.agency_id for lawsuit in lawsuits for named in lawsuit.arrangement}
    agencies = session.scalars(select(Agency).where(Agency.id.in_(agency_ids))).all()
    officials = session.scalars(select(Official).where(Official.agency_id.in_(agency_ids))).all()
    hearings = session.scalars(
        select(Hearing).where(Hearing.id.in_(hearing_ids)).options(selectinload(Hearing.lawsuits))
    ).all()
    attendance = session.scalars(
        select(Attendance).where(Attendance.hearing_id.in_(hearing_ids), Attendance.superseded_at.is_(None))
    ).all()
    excuses = session.scalars(select(Excuse).where(Excuse.hearing_id.in_(hearing_ids))).all()
    return _register(session, agencies, officials, lawsuits, hearings, attendance, excuses)


def whole_register(session: Session) -> facts.Register:
    """Return the facts of every case: what a facts file holds."""
    lawsuits = session.scalars(
        select(Lawsuit)
        .order_by(Lawsuit.id)
        .options(selectinload(Lawsuit.parties), selectinload(Lawsuit.arrangement))
    ).all()
    hearings = session.scalars(
        select(Hearing).order_by(Hearing.id).options(selectinload(Hearing.lawsuits))
    ).all()
    attendance = session.scalars(
        select(Attendance).where(Attendance.superseded_at.is_(None)).order_by(Attendance.id)
    ).all()
    return _register(
        session,
        session.scalars(select(Agency).order_by(Agency.id)).all(),
        session.scalars(select(Official).order_by(Official.id)).all(),
        lawsuits,
        hearings,
        attendance,
        session.scalars(select(Excuse).order_by(Excuse.id)).all(),
    )


def law_agency(row: Agency) -> LawAgency:
    """Return the agency as the law sees it."""
    parent = str(row.parent_id) if row.parent_id else None
    return LawAgency(str(row.id), row.name, AgencyKind(row.kind), row.in_district, parent)


def law_official(row: Official, linked_cases: Iterable[int] = ()) -> LawOfficial:
    """Return the official as the law sees them."""
    return LawOfficial(
        id=str(row.id),
        name=row.name,
        agency=str(row.agency_id),
        rank=Rank(row.rank),
        portfolio=tuple(row.portfolio),
        from_on=row.from_on,
        to_on=row.to_on,
        linked_cases=frozenset(str(each) for each in linked_cases),
    )


def law_case(row: Lawsuit) -> facts.Case:
    """Return the case as the law sees it; parties outside the register play no part in a duty."""
    notice = facts.CourtNotice(NoticeKind(row.notice_kind), row.notice_ground) if row.notice_kind else None
    arrangement = None
    if row.arrangement_kind and row.arrangement:
        named = tuple(str(each.agency_id) for each in row.arrangement)
        arrangement = facts.Arrangement(ArrangementKind(row.arrangement_kind), named)
    return facts.Case(
        id=str(row.id),
        number=row.number,
        parties=tuple(
            facts.Party(str(each.agency_id), PartyRole(each.role), each.art1_3)
            for each in row.parties
            if each.agency_id
        ),
        cause=row.cause,
        field=row.field,
        plaintiffs=tuple(each.name for each in row.parties if each.role == PartyRole.PLAINTIFF),
        notice=notice,
        arrangement=arrangement,
    )


def law_hearing(row: Hearing) -> facts.Hearing:
    """Return the hearing as the law sees it."""
    return facts.Hearing(
        id=str(row.id),
        cases=tuple(str(each.id) for each in row.lawsuits),
        start=row.starts_at,
        start_on=None if row.starts_at else row.starts_on,
        kind=HearingKind(row.kind),
        mode=Mode(row.mode),
        court=row.court,
        re_notified=row.re_notified,
        outcome=Outcome(row.outcome) if row.outcome else None,
        announced_at=row.announced_at,
        recorded_at=row.outcome_recorded_at,
    )


def _register(
    session: Session,
    agencies: Iterable[Agency],
    officials: Iterable[Official],
    lawsuits: Iterable[Lawsuit],
    hearings: Iterable[Hearing],
    attendance: Iterable[Attendance],
    excuses: Iterable[Excuse],
) -> facts.Register:
    """Put the rows into one register of facts."""
    people = list(officials)
    links: dict[int, list[int]] = {}
    for link in session.scalars(
        select(CaseLink).where(CaseLink.official_id.in_([each.id for each in people]))
    ):
        links.setdefault(link.official_id, []).append(link.case_id)
    return facts.Register(
        agencies=tuple(law_agency(each) for each in agencies),
        officials=tuple(law_official(each, links.get(each.id, ())) for each in people),
        cases=tuple(law_case(each) for each in lawsuits),
        hearings=tuple(law_hearing(each) for each in hearings),
        attendance=tuple(_attendance(each) for each in attendance),
        excuses=tuple(_excuse(each) for each in excuses),
    )


def _attendance(row: Attendance) -> facts.Attendance:
    return facts.Attendance(
        hearing=str(row.hearing_id),
        agency=str(row.agency_id),
        person=str(row.official_id) if row.official_id else None,
        present=row.present,
        certificate=Certificate(row.certificate) if row.certificate else None,
        left=Leaving(row.left) if row.left else None,
        spoke=row.spoke,
        settlement=row.settlement,
        refused_to_explain=row.refused_to_explain,
        staff=row.staff,
        lawyers=row.lawyers,
        recorded_at=row.recorded_at,
    )


def _excuse(row: Excuse) -> facts.Excuse:
    return facts.Excuse(
        hearing=str(row.hearing_id),
        agency=str(row.agency_id),
        ground=ExcuseGround(row.ground),
        reason=row.words,
        proof=row.proof,
        seal=row.seal,
        chief_signature=row.chief_signature,
        court_decision=CourtDecision(row.court_decision),
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
    )
