"""Finding cases: the list with its filters, and everything one case page shows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, Subquery, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from litigation.records.agency import Agency, Official
from litigation.records.assignment import Assignment
from litigation.records.hearing import Attendance, Hearing, HearingCase
from litigation.records.import_run import ImportRow
from litigation.records.journal import JournalLine
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, Party
from litigation.records.notice import Notice, Task
from litigation.records.paper import Paper, papers_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a case must have to be listed; empty fields ask for nothing."""

    words: str = ""
    agency_id: int | None = None
    standing: str = ""
    procedure: str = ""
    coming_from: date | None = None


def find_cases(
    session: Session, wanted: Wanted, *, agencies: Collection[int] | None, first: int, count: int
) -> tuple[Sequence[Lawsuit], int]:
    """Return ``count`` cases from the ``first`` on and how many there are, latest registered first.

    With ``coming_from`` only cases with a hearing from that day on, the nearest first.
    """
    query = _narrow(select(Lawsuit), wanted, agencies)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    if wanted.coming_from:
        nearest = _coming(wanted.coming_from)
        query = query.join(nearest, nearest.c.case_id == Lawsuit.id).order_by(nearest.c.starts_on, Lawsuit.id)
    else:
        query = query.order_by(Lawsuit.id.desc())
    loaded = query.options(
        selectinload(Lawsuit.parties), selectinload(Lawsuit.duties).joinedload(AppearanceDuty.agency)
    )
    return session.scalars(loaded.offset(first).limit(count)).all(), total


def _narrow(
    query: Select[tuple[Lawsuit]], wanted: Wanted, agencies: Collection[int] | None
) -> Select[tuple[Lawsuit]]:
    """Apply the filters and the viewer's scope."""
    if wanted.words:
        query = query.where(_matches(wanted.words))
    if wanted.standing:
        query = query.where(Lawsuit.standing == wanted.standing)
    if wanted.procedure:
        query = query.where(Lawsuit.procedure == wanted.procedure)
    if wanted.coming_from:
        query = query.where(Lawsuit.id.in_(select(_coming(wanted.coming_from).c.case_id)))
    for ids in (agencies, [wanted.agency_id] if wanted.agency_id else None):
        if ids is not None:
            owing = select(AppearanceDuty.case_id).where(AppearanceDuty.agency_id.in_(ids))
            query = query.where(Lawsuit.id.in_(owing))
    return query


def _matches(words: str) -> ColumnElement[bool]:
    """Match a case by its number, a party, an agency, the head who is asked, or the cause."""
    half_width = words.strip().replace("（", "(").replace("）", ")")
    party = select(Party.case_id).outerjoin(Agency, Agency.id == Party.agency_id)
    head = (
        select(HearingCase.case_id)
        .join(Assignment, Assignment.hearing_id == HearingCase.hearing_id)
        .join(Official, Official.id == Assignment.official_id)
    )
    return or_(
        Lawsuit.number.contains(half_width, autoescape=True),
        Lawsuit.cause.contains(half_width, autoescape=True),
        Lawsuit.id.in_(
            party.where(
                or_(
                    Party.name.contains(half_width, autoescape=True),
                    Agency.short_name.contains(half_width, autoescape=True),
                )
            )
        ),
        Lawsuit.id.in_(head.where(Official.name.contains(half_width, autoescape=True))),
    )


def _coming(day: date) -> Subquery:
    """Select each case's nearest open hearing from a day on."""
    return (
        select(HearingCase.case_id, func.min(Hearing.starts_on).label("starts_on"))
        .join(Hearing, Hearing.id == HearingCase.hearing_id)
        .where(Hearing.starts_on >= day, Hearing.cancelled_at.is_(None), Hearing.outcome.is_(None))
        .group_by(HearingCase.case_id)
        .subquery()
    )


def shown_hearings(session: Session, lawsuits: Iterable[Lawsuit], today: date) -> dict[int, Hearing]:
    """Return for each case the hearing a list shows: the next open one, else the last."""
    ids = [lawsuit.id for lawsuit in lawsuits]
    query = (
        select(HearingCase.case_id, Hearing)
        .join(Hearing, Hearing.id == HearingCase.hearing_id)
        .where(HearingCase.case_id.in_(ids))
        .order_by(Hearing.starts_on.desc(), Hearing.id.desc())
    )
    shown: dict[int, Hearing] = {}
    for case_id, hearing in session.execute(query):
        coming = hearing.is_open and hearing.starts_on is not None and hearing.starts_on >= today
        if case_id not in shown or coming:
            shown[case_id] = hearing
    return shown


def find_case(session: Session, case_id: int, agencies: Collection[int] | None) -> Lawsuit | None:
    """Return a case with all its parts, if it is the viewer's to see."""
    query = (
        select(Lawsuit)
        .where(Lawsuit.id == case_id)
        .options(
            selectinload(Lawsuit.parties).joinedload(Party.agency),
            selectinload(Lawsuit.duties).joinedload(AppearanceDuty.agency),
            selectinload(Lawsuit.hearings).selectinload(Hearing.moves),
        )
    )
    lawsuit = session.scalar(query)
    if lawsuit is None or agencies is None:
        return lawsuit
    return lawsuit if any(duty.agency_id in agencies for duty in lawsuit.duties) else None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What happened in one case, as the timeline tells it."""

    assignments: Sequence[Assignment]
    notices: Sequence[Notice]
    attendance: Sequence[Attendance]
    tasks: Sequence[Task]
    sources: Sequence[ImportRow]
    lines: Sequence[JournalLine]
    papers: Sequence[Paper]


def case_file(session: Session, lawsuit: Lawsuit, agencies: Collection[int] | None) -> CaseFile:
    """Collect everything that happened to the hearings of a case, superseded facts included.

    ``agencies`` leaves out what another agency of the case did.
    """
    ids = [hearing.id for hearing in lawsuit.hearings]

    def own(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        return true() if agencies is None else column.in_(agencies)

    of_hearings = (JournalLine.subject == "hearing") & JournalLine.subject_id.in_(ids)
    rows = select(Attendance.id).where(Attendance.hearing_id.in_(ids), own(Attendance.agency_id))
    of_rows = (JournalLine.act == "remedy.finish") & JournalLine.subject_id.in_(rows)
    of_case = (JournalLine.subject == "lawsuit") & (JournalLine.subject_id == lawsuit.id)
    return CaseFile(
        assignments=session.scalars(
            select(Assignment)
            .where(Assignment.hearing_id.in_(ids), own(Assignment.agency_id))
            .options(joinedload(Assignment.official), joinedload(Assignment.agency))
            .order_by(Assignment.id)
        ).all(),
        notices=session.scalars(
            select(Notice).where(Notice.hearing_id.in_(ids)).order_by(Notice.due_at)
        ).all(),
        attendance=session.scalars(
            select(Attendance)
            .where(Attendance.hearing_id.in_(ids), own(Attendance.agency_id))
            .options(joinedload(Attendance.official), joinedload(Attendance.agency))
            .order_by(Attendance.id)
        ).all(),
        tasks=session.scalars(select(Task).where(Task.hearing_id.in_(ids)).order_by(Task.due_at)).all(),
        sources=session.scalars(
            select(ImportRow).where(ImportRow.hearing_id.in_(ids), ImportRow.applied_at.is_not(None))
        ).all(),
        lines=session.scalars(
            select(JournalLine).where(of_case | of_hearings | of_rows).order_by(JournalLine.id)
        ).all(),
        papers=[
            paper for paper in papers_of(session, ids) if agencies is None or paper.agency_id in agencies
        ],
    )
