"""The lines of a month's circular: one for each duty, one for each agency, the hearings to come."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.conclusions import conclusions_of
from litigation.law.agency import PartyRole, Rank
from litigation.law.attendance import Standing
from litigation.law.circular import AgencyLine, CaseLine, NextHearing
from litigation.law.clock import read_month
from litigation.law.duty import Conclusion, DutyConclusion
from litigation.law.privacy import mask_party
from litigation.law.procedure import HearingKind, Procedure
from litigation.law.rate import AgencyTally, Tally
from litigation.records.agency import Agency, Official
from litigation.records.hearing import Attendance
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, UnknownMonth
from litigation.records.seat import hearings_between, seats_of

LISTED = frozenset(
    {
        Standing.DISCHARGED,
        Standing.EXCUSED,
        Standing.OPEN,
        Standing.BREACHED,
        Standing.UNKNOWN,
        Standing.RELIEVED,
    }
)
"""Standings of duties that the ledger lists; what is still to come has its own section."""

VOICES: Mapping[str, Callable[[CaseLine], bool]] = {
    "principal": lambda line: line.rank is Rank.PRINCIPAL,
    "spoke": lambda line: line.spoke is True,
    "settled": lambda line: line.settled is True,
}
"""Figures of an agency's line that count among its discharged duties."""

PRIVATE_ROLES = (PartyRole.PLAINTIFF.value, PartyRole.APPLICANT.value)


def case_lines(session: Session, month: str, now: datetime) -> tuple[CaseLine, ...]:
    """One line for each duty of the month and each one whose outcome is missing in it."""
    missing = select(UnknownMonth.case_id).where(
        UnknownMonth.month == month, UnknownMonth.agency_id.is_(None)
    )
    lawsuits = session.scalars(
        select(Lawsuit)
        .where(or_(Lawsuit.month == month, Lawsuit.id.in_(missing)))
        .order_by(Lawsuit.year, Lawsuit.type, Lawsuit.sequence)
        .options(
            selectinload(Lawsuit.parties),
            selectinload(Lawsuit.duties).joinedload(AppearanceDuty.agency),
        )
    ).all()
    conclusions = conclusions_of(session, [each.id for each in lawsuits], now)
    people = _people(session, conclusions.values())
    return tuple(
        line for lawsuit in lawsuits for line in _lines(lawsuit, conclusions[lawsuit.id], month, people)
    )


def agency_lines(session: Session, tally: Tally, cases: Sequence[CaseLine]) -> tuple[AgencyLine, ...]:
    """One line for each agency with a duty in the month, most cases first."""
    names = {
        str(each.id): each.name
        for each in session.scalars(
            select(Agency).where(Agency.id.in_([int(each) for each in tally.by_agency]))
        )
    }
    lines = [_agency_line(key, names[key], each, cases) for key, each in tally.by_agency.items()]
    return tuple(sorted(lines, key=lambda line: (-line.den - line.unknown, line.name)))


def voiced(cases: Iterable[CaseLine], agency_id: str, key: str) -> tuple[CaseLine, ...]:
    """The discharged duties of an agency behind one of its ``VOICES``."""
    return tuple(
        each
        for each in cases
        if each.agency_id == agency_id and each.standing is Standing.DISCHARGED and VOICES[key](each)
    )


def next_hearings(session: Session, month: str) -> tuple[NextHearing, ...]:
    """The hearings of the month after ``month`` in which a head has to appear."""
    first, last = read_month(_following(month))
    hearings = [
        each
        for each in hearings_between(session, first, last)
        if each.is_open and each.kind == HearingKind.TRIAL.value
    ]
    return tuple(
        NextHearing(
            at=seat.hearing.starts_at,
            on=seat.hearing.starts_on or first,
            number=seat.lawsuit.number,
            agency=seat.agency.name,
            cause=seat.lawsuit.cause,
            court=seat.hearing.court,
            head=_call(seat.assignment.official) if seat.assignment and seat.answer != "declined" else "",
            confirmed=seat.answer == "confirmed",
        )
        for seat in seats_of(session, hearings)
        if seat.is_owed
    )


def _following(month: str) -> str:
    last: date = read_month(month)[1] + timedelta(days=1)
    return f"{last.year:04d}-{last.month:02d}"


def _people(session: Session, conclusions: Iterable[Conclusion]) -> dict[tuple[str, str], Attendance]:
    """The current attendance rows of the concluded hearings, with the heads' names."""
    hearing_ids = {
        int(each.hearing.id)
        for conclusion in conclusions
        for duty in conclusion.duties.values()
        for each in duty.appearances
    }
    rows = session.scalars(
        select(Attendance)
        .where(Attendance.hearing_id.in_(hearing_ids), Attendance.superseded_at.is_(None))
        .options(selectinload(Attendance.official))
    )
    return {(str(row.hearing_id), str(row.agency_id)): row for row in rows}


def _lines(
    lawsuit: Lawsuit, conclusion: Conclusion, month: str, people: dict[tuple[str, str], Attendance]
) -> Iterator[CaseLine]:
    counted = conclusion.month == month
    for duty in lawsuit.duties:
        found = conclusion.duties.get(str(duty.agency_id))
        if found is None:
            continue
        standing = found.standing if counted else Standing.UNKNOWN
        if standing not in LISTED or not (counted or month in found.unknown_months):
            continue
        yield _line(lawsuit, duty.agency, standing, found, people)


def _line(
    lawsuit: Lawsuit,
    agency: Agency,
    standing: Standing,
    duty: DutyConclusion,
    people: dict[tuple[str, str], Attendance],
) -> CaseLine:
    first = duty.appearances[0].hearing if duty.appearances else None
    head = duty.head
    row = people.get((head.hearing.id, str(agency.id))) if head else None
    return CaseLine(
        number=lawsuit.number,
        agency=agency.name,
        plaintiff=say_plaintiff(lawsuit),
        cause=lawsuit.cause,
        procedure=Procedure(lawsuit.procedure or Procedure.OTHER),
        hearing_at=first.start if first else None,
        head=_call(row.official) if row and row.official else "",
        rank=Rank(row.official.rank) if row and row.official else None,
        standing=standing,
        reason=duty.reasons[-1] if duty.reasons and standing is not Standing.DISCHARGED else "",
        spoke=row.spoke if row else None,
        settled=row.settlement if row else None,
        remedied=row.remedy if row else None,
        lawyers_only=any(each.lawyers_only for each in duty.appearances),
        case_id=str(lawsuit.id),
        agency_id=str(agency.id),
    )


def say_plaintiff(lawsuit: Lawsuit) -> str:
    """The first plaintiff or applicant, masked, and how many there are."""
    names = [each.name for each in lawsuit.parties if each.role in PRIVATE_ROLES]
    if not names:
        return ""
    return mask_party(names[0]) + (f"等{len(names)}人" if len(names) > 1 else "")


def _call(official: Official) -> str:
    return f"{official.name} {official.post}".strip()


def _agency_line(agency_id: str, name: str, tally: AgencyTally, cases: Sequence[CaseLine]) -> AgencyLine:
    return AgencyLine(
        name=name,
        den=tally.den,
        num=tally.num,
        unknown=tally.unknown,
        relieved=tally.relieved,
        agency_id=agency_id,
        **{key: len(voiced(cases, agency_id, key)) for key in VOICES},
    )
