"""What the office decided or wishes about seats before heads are chosen: its rules, and its pins."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from litigation.actions.choice_instance import OfficeRule, Seat, Wishes
from litigation.actions.manage_rules import rule_book
from litigation.actions.pin_choice import read_pins
from litigation.law.agency import PartyRole, Rank
from litigation.law.attendance import NoticeKind
from litigation.law.district_rule import AgencyYear, RuleBook, RuleKind, RuleSeat, Wanted
from litigation.law.procedure import HearingKind
from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.hearing import Attendance, Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty, Lawsuit

SUING = (PartyRole.PLAINTIFF, PartyRole.APPLICANT)
CURRENT = ("asked", "confirmed", "lapsed")


def read_wishes(session: Session, seats: Sequence[Seat]) -> Wishes:
    """Read what holds for the seats."""
    book = rule_book(session)
    pins = read_pins(session, seats)
    if not book.rules or not seats:
        return Wishes(pins=pins)
    wanted = book.wanted(_rule_seats(session, seats, book), _years(session, seats))
    heads = _heads(session, {agency.id for _hearing, agency in seats})
    return Wishes(rules=tuple(_office_rules(wanted, heads)), pins=pins)


def _office_rules(
    wanted: Iterable[Wanted], heads: Mapping[tuple[int, Rank], frozenset[int]]
) -> list[OfficeRule]:
    """Ask for the officials of the rule's ranks; an agency that has none of them breaks the rule."""
    rules = []
    for number, each in enumerate(wanted):
        keys = frozenset((int(hearing), int(agency)) for hearing, agency in map(_split, each.seats))
        rules.append(
            OfficeRule(
                id=f"{each.rule.id}:{each.agency}:{number}",
                seats=keys,
                officials=frozenset().union(
                    *(heads.get((int(each.agency), rank), frozenset()) for rank in each.rule.kind.ranks)
                ),
                source=each.rule.source,
                least=each.least,
                must=each.rule.must,
            )
        )
    return rules


def _split(seat_id: str) -> tuple[str, str]:
    hearing, _, agency = seat_id.partition(":")
    return hearing, agency


def _rule_seats(session: Session, seats: Sequence[Seat], book: RuleBook) -> list[RuleSeat]:
    """Say of each open seat what the rules look at; a seat without a day is judged when it has one."""
    served = _served_series(session, seats) if _has(book, RuleKind.SERIES) else frozenset()
    first = _first_hearings(session, seats) if _has(book, RuleKind.FIRST_OF_YEAR) else frozenset()
    return [
        RuleSeat(
            id=f"{hearing.id}:{agency.id}",
            agency=str(agency.id),
            day=hearing.starts_on,
            amount=max((each.amount for each in hearing.lawsuits if each.amount is not None), default=None),
            plaintiffs=sum(_count_suing(each) for each in hearing.lawsuits),
            must_notify=any(each.notice_kind == NoticeKind.MUST for each in hearing.lawsuits),
            principal_named=any(each.principal_named for each in hearing.lawsuits),
            first_of_year=(hearing.id, agency.id) in first,
            series=next((each.series for each in hearing.lawsuits if each.series), ""),
            series_served=any((each.series, agency.id) in served for each in hearing.lawsuits if each.series),
        )
        for hearing, agency in seats
        if hearing.starts_on is not None
    ]


def _has(book: RuleBook, kind: RuleKind) -> bool:
    return any(rule.kind is kind for rule in book.rules)


def _count_suing(lawsuit: Lawsuit) -> int:
    return sum(party.role in SUING for party in lawsuit.parties)


def _heads(session: Session, agency_ids: Collection[int]) -> dict[tuple[int, Rank], frozenset[int]]:
    """Return the officials of each agency and rank."""
    found: dict[tuple[int, Rank], set[int]] = {}
    rows = session.execute(
        select(Official.agency_id, Official.rank, Official.id).where(Official.agency_id.in_(agency_ids))
    )
    for agency_id, rank, official_id in rows:
        found.setdefault((agency_id, Rank(rank)), set()).add(official_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _years(session: Session, seats: Sequence[Seat]) -> dict[tuple[str, int], AgencyYear]:
    """Count each agency's cases of each year, and its principal's appearances, held and promised."""
    found = {}
    agencies = {agency.id for _hearing, agency in seats}
    for year in {hearing.starts_on.year for hearing, _agency in seats if hearing.starts_on is not None}:
        cases = _cases(session, agencies, year)
        principal = _principal_times(session, agencies, year)
        for agency_id in agencies:
            found[str(agency_id), year] = AgencyYear(cases[agency_id], principal[agency_id])
    return found


def _cases(session: Session, agency_ids: Collection[int], year: int) -> Counter[int]:
    """Count the cases with a 开庭 in the year that was not cancelled."""
    rows = session.execute(
        select(AppearanceDuty.agency_id, func.count(AppearanceDuty.case_id.distinct()))
        .join(HearingCase, HearingCase.case_id == AppearanceDuty.case_id)
        .join(Hearing, Hearing.id == HearingCase.hearing_id)
        .where(AppearanceDuty.agency_id.in_(agency_ids), _trial_of(year))
        .group_by(AppearanceDuty.agency_id)
    )
    return Counter(dict(rows.all()))


def _principal_times(session: Session, agency_ids: Collection[int], year: int) -> Counter[int]:
    """Count hearings of the year that a principal attended, or is to attend and whose outcome is open."""
    principal = and_(Official.agency_id.in_(agency_ids), Official.rank == Rank.PRINCIPAL.value)
    held = session.execute(
        select(Official.agency_id, func.count())
        .join(Attendance, Attendance.official_id == Official.id)
        .join(Hearing, Hearing.id == Attendance.hearing_id)
        .where(principal, Attendance.superseded_at.is_(None), Attendance.present, _trial_of(year))
        .group_by(Official.agency_id)
    )
    coming = session.execute(
        select(Official.agency_id, func.count())
        .join(Assignment, Assignment.official_id == Official.id)
        .join(Hearing, Hearing.id == Assignment.hearing_id)
        .where(principal, Assignment.state.in_(CURRENT), Hearing.outcome.is_(None), _trial_of(year))
        .group_by(Official.agency_id)
    )
    return Counter(dict(held.all())) + Counter(dict(coming.all()))


def _first_hearings(session: Session, seats: Sequence[Seat]) -> frozenset[tuple[int, int]]:
    """Return the (hearing, agency) that are an agency's first 开庭 of the year."""
    agencies = {agency.id for _hearing, agency in seats}
    found: dict[tuple[int, int], int] = {}
    years = {hearing.starts_on.year for hearing, _agency in seats if hearing.starts_on is not None}
    for year in years:
        rows = session.execute(
            select(AppearanceDuty.agency_id, Hearing.id)
            .join(HearingCase, HearingCase.case_id == AppearanceDuty.case_id)
            .join(Hearing, Hearing.id == HearingCase.hearing_id)
            .where(AppearanceDuty.agency_id.in_(agencies), _trial_of(year))
            .order_by(Hearing.starts_on, Hearing.starts_at, Hearing.id)
        )
        for agency_id, hearing_id in rows:
            found.setdefault((agency_id, year), hearing_id)
    return frozenset((hearing_id, agency_id) for (agency_id, _year), hearing_id in found.items())


def _served_series(session: Session, seats: Sequence[Seat]) -> frozenset[tuple[str, int]]:
    """Return the (series, agency) in which the principal has appeared, or is asked in another case."""
    series = {case.series for hearing, _agency in seats for case in hearing.lawsuits if case.series}
    rows = session.execute(
        select(Lawsuit.series, Official.agency_id)
        .join(HearingCase, HearingCase.case_id == Lawsuit.id)
        .outerjoin(
            Attendance,
            and_(
                Attendance.hearing_id == HearingCase.hearing_id,
                Attendance.superseded_at.is_(None),
                Attendance.present,
            ),
        )
        .outerjoin(
            Assignment,
            and_(Assignment.hearing_id == HearingCase.hearing_id, Assignment.state.in_(CURRENT)),
        )
        .join(Official, or_(Official.id == Attendance.official_id, Official.id == Assignment.official_id))
        .where(Lawsuit.series.in_(series), Official.rank == Rank.PRINCIPAL.value)
        .distinct()
    )
    return frozenset((each, agency_id) for each, agency_id in rows)


def _trial_of(year: int) -> ColumnElement[bool]:
    """The 开庭 of a year that took place or still may."""
    return and_(
        Hearing.kind == HearingKind.TRIAL.value,
        Hearing.cancelled_at.is_(None),
        Hearing.starts_on >= date(year, 1, 1),
        Hearing.starts_on <= date(year, 12, 31),
        or_(Hearing.outcome.is_(None), Hearing.outcome == "held"),
    )
