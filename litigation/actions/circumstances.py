"""What is known of officials when a head is sought, read once for many hearings."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.engagements import Diary, read_diary, span_of_all, travel_of, year_of
from litigation.actions.office import OfficeSettings
from litigation.law.clock import at_shanghai
from litigation.records.agency import CaseLink, Official
from litigation.records.assignment import Assignment
from litigation.records.hearing import Attendance, Hearing
from litigation.solver.model import Travel


@dataclass(frozen=True)
class Circumstances:
    """Links to sued acts, engagements, hearings of each year, refusals, and the travel table."""

    settings: OfficeSettings
    links: Mapping[int, tuple[int, ...]]
    diary: Diary
    times: Counter[tuple[int, int]]
    declined: frozenset[tuple[int, int, int]]
    travel: Travel


def read_circumstances(
    session: Session, official_ids: Collection[int], hearings: Iterable[Hearing], settings: OfficeSettings
) -> Circumstances:
    """Read what is known of the officials for the hearings."""
    hearings = list(hearings)
    diary = read_diary(session, official_ids, settings, span_of_all(hearings, settings))
    links: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for link in session.scalars(select(CaseLink).where(CaseLink.official_id.in_(official_ids))):
        links[link.official_id] += (link.case_id,)
    times: Counter[tuple[int, int]] = Counter()
    for year in sorted({year_of(each) for each in hearings}):
        for official_id, number in _attended(session, official_ids, year).items():
            times[official_id, year] += number
        for official_id in official_ids:
            times[official_id, year] += diary.coming[official_id, year]
    declined = _declined(session, official_ids, hearings)
    return Circumstances(settings, links, diary, times, declined, travel_of(session, settings))


def officials_of(session: Session, agency_ids: Collection[int]) -> dict[int, list[Official]]:
    """Return the officials of some agencies."""
    found: dict[int, list[Official]] = {each: [] for each in agency_ids}
    rows = session.scalars(select(Official).where(Official.agency_id.in_(agency_ids)).order_by(Official.id))
    for official in rows:
        found[official.agency_id].append(official)
    return found


def times_this_year(session: Session, official_id: int, year: int) -> int:
    """Count the official's hearings of the year: those attended and those they are to attend."""
    coming = read_diary(session, [official_id], OfficeSettings()).coming
    return _attended(session, [official_id], year).get(official_id, 0) + coming[official_id, year]


def _attended(session: Session, official_ids: Collection[int], year: int) -> dict[int, int]:
    """Count the hearings of the year that the officials attended."""
    rows = session.execute(
        select(Attendance.official_id, func.count())
        .join(Hearing, Hearing.id == Attendance.hearing_id)
        .where(
            Attendance.official_id.in_(official_ids),
            Attendance.superseded_at.is_(None),
            Attendance.present,
            Hearing.starts_at >= _first_instant(year),
            Hearing.starts_at < _first_instant(year + 1),
        )
        .group_by(Attendance.official_id)
    )
    return {official_id: number for official_id, number in rows if official_id is not None}


def _first_instant(year: int) -> datetime:
    """Return the first instant of a year in Shanghai."""
    return at_shanghai(datetime(year, 1, 1, tzinfo=UTC).date(), 0)


def _declined(
    session: Session, official_ids: Collection[int], hearings: list[Hearing]
) -> frozenset[tuple[int, int, int]]:
    """Return (hearing, agency, official) of those who declined a hearing as it stands now."""
    revisions = {each.id: each.revision for each in hearings}
    rows = session.scalars(
        select(Assignment).where(Assignment.official_id.in_(official_ids), Assignment.state == "declined")
    )
    return frozenset(
        (each.hearing_id, each.agency_id, each.official_id)
        for each in rows
        if revisions.get(each.hearing_id) == each.revision
    )
