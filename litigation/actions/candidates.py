"""Who could appear for an agency at a hearing: every official of it, with the reasons for and against."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.facts import law_agency, law_official
from litigation.actions.office import OfficeSettings
from litigation.law.agency import Rank
from litigation.law.clock import at_shanghai, say_moment, shanghai_day
from litigation.law.eligibility import Verdict, eligible_head
from litigation.records.agency import Agency, CaseLink, Leave, Official
from litigation.records.assignment import Assignment
from litigation.records.hearing import Attendance, Hearing
from litigation.solver.model import UNKNOWN_PLACE, Busy, Demand, Travel, collision

CURRENT = ("asked", "confirmed", "lapsed")
"""States of an assignment that keep the head busy."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One official seen as head for one hearing.

    ``blocked`` is a ground of law or a double booking, which nobody can override;
    ``hindered`` is leave, a meeting or travel, which a clerk may override with a reason.
    """

    official_id: int
    name: str
    post: str
    rank: Rank
    in_charge: bool
    times_this_year: int
    reasons: tuple[str, ...]
    blocked: str = ""
    pending_check: bool = False
    hindered: str = ""
    declined: bool = False

    @property
    def free(self) -> bool:
        """Tell whether the official may be proposed as things stand."""
        return not (self.blocked or self.pending_check or self.hindered or self.declined)

    @property
    def why_not(self) -> str:
        """The one reason that keeps the official from being proposed; empty when there is none."""
        if self.blocked or self.hindered:
            return self.blocked or self.hindered
        if self.pending_check:
            return "须有分管此事的书面证明，才算负责人"
        return "已答复不能出庭" if self.declined else ""


def span_of(hearing: Hearing, settings: OfficeSettings) -> tuple[datetime, datetime] | None:
    """Return the time a hearing takes; a day without an hour takes the whole day, no day nothing."""
    if hearing.starts_at is not None:
        return hearing.starts_at, hearing.ends_at or hearing.starts_at + settings.hearing_length
    if hearing.starts_on is not None:
        morning = at_shanghai(hearing.starts_on, 0)
        return morning, morning + timedelta(days=1)
    return None


def demand_of(hearing: Hearing, agency_id: int, settings: OfficeSettings) -> Demand | None:
    """Return what the hearing asks of an agency, before anybody is considered."""
    span = span_of(hearing, settings)
    if span is None:
        return None
    place = hearing.court or UNKNOWN_PLACE
    return Demand(f"{hearing.id}:{agency_id}", *span, place, heads=(), year=_year_of(hearing))


def find_candidates(
    session: Session, hearing: Hearing, agency: Agency, settings: OfficeSettings
) -> tuple[Candidate, ...]:
    """Return every official of the agency in order of preference, each with reasons.

    The order: may and can appear, in charge of the matter, fewest so far this year, rank.
    """
    officials = session.scalars(select(Official).where(Official.agency_id == agency.id)).all()
    found = [judge_candidate(session, hearing, agency, each, settings) for each in officials]
    ranks = list(Rank)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                not each.free,
                bool(each.blocked),
                not each.in_charge,
                each.times_this_year,
                ranks.index(each.rank),
                each.official_id,
            ),
        )
    )


def remaining_candidates(
    session: Session, hearing: Hearing, agency: Agency, settings: OfficeSettings
) -> tuple[Candidate, ...]:
    """Return who can still be asked: free, and not asked before for the hearing as it stands."""
    asked = set(
        session.scalars(
            select(Assignment.official_id).where(
                Assignment.hearing_id == hearing.id,
                Assignment.agency_id == agency.id,
                Assignment.revision == hearing.revision,
            )
        )
    )
    found = find_candidates(session, hearing, agency, settings)
    return tuple(each for each in found if each.free and each.official_id not in asked)


def judge_candidate(
    session: Session, hearing: Hearing, agency: Agency, official: Official, settings: OfficeSettings
) -> Candidate:
    """Judge one official for one hearing of one agency (R2020 art. 2; domain rules 19)."""
    verdict = _verdict(session, hearing, agency, official)
    clash = _clash(session, hearing, agency.id, official, settings)
    blocked = "" if verdict.allowed or verdict.pending_check else verdict.reason
    hindered = ""
    if clash is not None and clash.hard:
        blocked = blocked or clash.label
    elif clash is not None:
        hindered = clash.label
    in_charge = is_in_charge(official, hearing)
    times = times_this_year(session, official.id, _year_of(hearing))
    return Candidate(
        official_id=official.id,
        name=official.name,
        post=official.post,
        rank=Rank(official.rank),
        in_charge=in_charge,
        times_this_year=times,
        reasons=_reasons(official, in_charge, times, verdict, bool(clash)),
        blocked=blocked,
        pending_check=verdict.pending_check,
        hindered=hindered,
        declined=_declined(session, hearing, agency.id, official.id),
    )


def is_in_charge(official: Official, hearing: Hearing) -> bool:
    """Tell whether the field or cause of a case heard stands in the official's portfolio."""
    matters = {text for lawsuit in hearing.lawsuits for text in (lawsuit.field, lawsuit.cause) if text}
    return any(field in matter or matter in field for field in official.portfolio for matter in matters)


def times_this_year(session: Session, official_id: int, year: int) -> int:
    """Count the official's hearings of the year: those attended and those they are to attend."""
    first, last = at_shanghai_year(year), at_shanghai_year(year + 1)
    attended = session.scalar(
        select(func.count())
        .select_from(Attendance)
        .join(Hearing, Hearing.id == Attendance.hearing_id)
        .where(
            Attendance.official_id == official_id,
            Attendance.superseded_at.is_(None),
            Attendance.present,
            Hearing.starts_at >= first,
            Hearing.starts_at < last,
        )
    )
    coming = session.scalar(
        select(func.count())
        .select_from(Assignment)
        .join(Hearing, Hearing.id == Assignment.hearing_id)
        .where(
            Assignment.official_id == official_id,
            Assignment.state.in_(CURRENT),
            Hearing.outcome.is_(None),
            Hearing.starts_at >= first,
            Hearing.starts_at < last,
        )
    )
    return (attended or 0) + (coming or 0)


def at_shanghai_year(year: int) -> datetime:
    """Return the first instant of a year in Shanghai."""
    return at_shanghai(datetime(year, 1, 1, tzinfo=UTC).date(), 0)


def busy_of(
    session: Session, official: Official, settings: OfficeSettings, *, but: tuple[int, int] | None = None
) -> tuple[Busy, ...]:
    """Return the official's engagements: hearings (hard) and leave (overridable).

    ``but`` names the (hearing, agency) that is being decided and does not hinder itself.
    """
    rows = session.scalars(
        select(Assignment).where(Assignment.official_id == official.id, Assignment.state.in_(CURRENT))
    )
    hearings = [
        Busy(*span, each.hearing.court or UNKNOWN_PLACE, _hearing_words(each.hearing), kind="hearing")
        for each in rows
        if (each.hearing_id, each.agency_id) != but
        and each.hearing.is_open
        and (span := span_of(each.hearing, settings)) is not None
    ]
    leaves = session.scalars(select(Leave).where(Leave.official_id == official.id))
    return (*hearings, *(_leave(each) for each in leaves))


def _clash(
    session: Session, hearing: Hearing, agency_id: int, official: Official, settings: OfficeSettings
) -> Busy | None:
    """Return what keeps the official from the hearing; an overlap before a mere lack of travel time."""
    demand = demand_of(hearing, agency_id, settings)
    if demand is None:
        return None
    busy = busy_of(session, official, settings, but=(hearing.id, agency_id))
    overlap = collision(demand, tuple(each for each in busy if each.hard), Travel(timedelta()))
    if overlap is not None:
        return overlap
    near = collision(demand, busy, Travel(settings.travel))
    if near is None:
        return None
    label = near.label if not near.hard else f"{near.label}，两地路程需要 {settings.travel_minutes} 分钟"
    return Busy(near.starts_at, near.ends_at, near.place, label, hard=False)


def _verdict(session: Session, hearing: Hearing, agency: Agency, official: Official) -> Verdict:
    """Ask the law for the least favourable answer over the cases heard together."""
    links = session.scalars(select(CaseLink.case_id).where(CaseLink.official_id == official.id)).all()
    person = law_official(official, links)
    verdicts = [
        eligible_head(
            person,
            law_agency(agency),
            hearing.starts_on or shanghai_day(hearing.created_at),
            field=lawsuit.field,
            case_id=str(lawsuit.id),
            home=law_agency(official.agency),
        )
        for lawsuit in hearing.lawsuits
    ]
    return min(verdicts, key=lambda each: (each.allowed, each.pending_check))


def _reasons(
    official: Official, in_charge: bool, times: int, verdict: Verdict, clash: bool
) -> tuple[str, ...]:
    """Say in at most three short reasons why this official suits."""
    reasons = []
    if in_charge:
        reasons.append(f"分管{'、'.join(official.portfolio)}")
    elif verdict.allowed:
        reasons.append(f"{Rank(official.rank).label}，依法可以出庭")
    if not clash:
        reasons.append("当天无开庭冲突、无请假")
    reasons.append(f"今年出庭 {times} 次")
    return tuple(reasons)


def _declined(session: Session, hearing: Hearing, agency_id: int, official_id: int) -> bool:
    """Tell whether the official has declined this hearing as it stands now."""
    return (
        session.scalar(
            select(Assignment.id).where(
                Assignment.hearing_id == hearing.id,
                Assignment.agency_id == agency_id,
                Assignment.official_id == official_id,
                Assignment.state == "declined",
                Assignment.revision == hearing.revision,
            )
        )
        is not None
    )


def _hearing_words(hearing: Hearing) -> str:
    """Name another hearing as the ground of a conflict."""
    when = say_moment(hearing.starts_at) if hearing.starts_at else "同日"
    return f"{when} 另有开庭"


def _leave(leave: Leave) -> Busy:
    """Turn leave into an engagement that a clerk may override."""
    return Busy(
        leave.starts_at,
        leave.ends_at,
        label=f"{say_moment(leave.starts_at)} 至 {say_moment(leave.ends_at)} {leave.note or '请假'}",
        hard=False,
        kind=leave.kind,
    )


def _year_of(hearing: Hearing) -> int:
    """Return the year in which the hearing's load is counted."""
    return (hearing.starts_on or shanghai_day(hearing.created_at)).year
