"""Who could appear for an agency at a hearing: every official of it, with the reasons for and against."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.circumstances import Circumstances, officials_of, read_circumstances
from litigation.actions.engagements import SeatKey, clash_with, demand_of, year_of
from litigation.actions.facts import law_agency, law_official
from litigation.actions.office import OfficeSettings
from litigation.law.agency import Rank
from litigation.law.choice_ground import Ground, GroundKind, declined_ground, unproven_ground
from litigation.law.clock import shanghai_day
from litigation.law.eligibility import Verdict, eligible_head
from litigation.records.agency import Agency, Official
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing


@dataclass(frozen=True, slots=True)
class Candidate:
    """One official seen as head for one hearing.

    ``barred`` is a ground of law or a double booking, which nobody can override;
    ``hindrance`` is leave, a meeting or travel, which a clerk may override with a reason.
    ``behind`` says why somebody else is proposed although this one is free.
    """

    official_id: int
    name: str
    post: str
    rank: Rank
    in_charge: bool
    times_this_year: int
    grounds: tuple[Ground, ...]
    barred: Ground | None = None
    pending_check: bool = False
    hindrance: Ground | None = None
    declined: bool = False
    behind: Ground | None = None

    @property
    def free(self) -> bool:
        """Tell whether the official may be proposed as things stand."""
        return not (self.barred or self.pending_check or self.hindrance or self.declined)

    @property
    def blocked(self) -> str:
        """What nobody can override, in Chinese; empty when there is nothing."""
        return self.barred.words if self.barred else ""

    @property
    def hindered(self) -> str:
        """What a clerk may override with a reason, in Chinese; empty when there is nothing."""
        return self.hindrance.words if self.hindrance else ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for the official, in Chinese."""
        return tuple(each.words for each in self.grounds)

    @property
    def against(self) -> Ground | None:
        """The one strongest reason that keeps the official from being proposed."""
        if self.barred or self.hindrance:
            return self.barred or self.hindrance
        if self.pending_check:
            return unproven_ground()
        return declined_ground() if self.declined else self.behind

    @property
    def why_not(self) -> str:
        """The same reason in Chinese; empty when there is none."""
        return self.against.words if self.against else ""


def find_candidates(
    session: Session, hearing: Hearing, agency: Agency, settings: OfficeSettings
) -> tuple[Candidate, ...]:
    """Return every official of the agency in order of preference, each with reasons.

    The order: may and can appear, in charge of the matter, fewest so far this year, rank.
    """
    officials = officials_of(session, [agency.id])[agency.id]
    known = read_circumstances(session, [each.id for each in officials], [hearing], settings)
    return judge_candidates(hearing, agency, officials, known)


def judge_candidates(
    hearing: Hearing,
    agency: Agency,
    officials: Sequence[Official],
    known: Circumstances,
    undecided: Collection[SeatKey] = (),
) -> tuple[Candidate, ...]:
    """Judge and order the officials; ``undecided`` seats hinder nobody, for they are decided together."""
    ranks = list(Rank)
    return tuple(
        sorted(
            (_judge(hearing, agency, each, known, undecided) for each in officials),
            key=lambda each: (
                not each.free,
                bool(each.barred),
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
    known = read_circumstances(session, [official.id], [hearing], settings)
    return _judge(hearing, agency, official, known, ())


def is_in_charge(official: Official, hearing: Hearing) -> bool:
    """Tell whether the field or cause of a case heard stands in the official's portfolio."""
    matters = {text for lawsuit in hearing.lawsuits for text in (lawsuit.field, lawsuit.cause) if text}
    return any(field in matter or matter in field for field in official.portfolio for matter in matters)


def _judge(
    hearing: Hearing, agency: Agency, official: Official, known: Circumstances, undecided: Collection[SeatKey]
) -> Candidate:
    """Judge one official from what is known."""
    verdict = _verdict(hearing, agency, official, known)
    demand = demand_of(hearing, agency.id, known.settings)
    busy = known.diary.of(official.id, but={(hearing.id, agency.id), *undecided})
    clash = clash_with(demand, busy, known.travel) if demand else None
    barred = None if verdict.allowed or verdict.pending_check else _law_ground(verdict)
    if clash is not None and clash[1]:
        barred = barred or clash[0]
    in_charge = is_in_charge(official, hearing)
    times = known.times[official.id, year_of(hearing)]
    return Candidate(
        official_id=official.id,
        name=official.name,
        post=official.post,
        rank=Rank(official.rank),
        in_charge=in_charge,
        times_this_year=times,
        grounds=_grounds(official, in_charge, times, verdict, bool(clash)),
        barred=barred,
        pending_check=verdict.pending_check,
        hindrance=clash[0] if clash is not None and not clash[1] else None,
        declined=(hearing.id, agency.id, official.id) in known.declined,
    )


def _verdict(hearing: Hearing, agency: Agency, official: Official, known: Circumstances) -> Verdict:
    """Ask the law for the least favourable answer over the cases heard together."""
    person = law_official(official, known.links.get(official.id, ()))
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


def _law_ground(verdict: Verdict) -> Ground:
    """Say what the law holds against somebody, with the article."""
    values = {"reason": verdict.reason, "article": verdict.article, "code": verdict.code}
    return Ground(GroundKind.OF_LAW, values)


def _grounds(
    official: Official, in_charge: bool, times: int, verdict: Verdict, clash: bool
) -> tuple[Ground, ...]:
    """Say in at most three short reasons why this official suits."""
    grounds = []
    if in_charge:
        grounds.append(Ground(GroundKind.IN_CHARGE, {"fields": tuple(official.portfolio)}))
    elif verdict.allowed:
        values = {"rank": Rank(official.rank), "article": verdict.article}
        grounds.append(Ground(GroundKind.LAWFUL, values))
    if not clash:
        grounds.append(Ground(GroundKind.NO_CLASH))
    grounds.append(Ground(GroundKind.TIMES, {"n": times}))
    return tuple(grounds)
