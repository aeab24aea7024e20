"""与法院名单核对: a kept list beside the register as it stands, in four heaps.

The list is never changed; whoever opens it sees what the register says today.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.facts import facts_of_cases
from litigation.actions.readings_in_force import conclude_in_force
from litigation.actions.registered_hearings import known_agencies
from litigation.intake.agency_match import AgencyNames
from litigation.law.agency import OWING_ROLES, Rank
from litigation.law.appearance import Presence
from litigation.law.attendance import Standing
from litigation.law.case_number import read_case_number
from litigation.law.clock import read_month
from litigation.law.court_comparison import ComparedLine, CourtLine, ListHeap, OurHearing, compare_list
from litigation.law.court_comparison import count_heaps as count_lines
from litigation.law.dossier import Dossier
from litigation.law.duty import Conclusion
from litigation.law.facts import Hearing
from litigation.law.procedure import HearingKind, Outcome
from litigation.records.court_list import CourtAnswer, CourtList, CourtListRow, answers_of, latest_lists
from litigation.records.hearing import Hearing as HearingRow
from litigation.records.hearing import HearingCase
from litigation.records.lawsuit import Lawsuit

LOOKED_BACK = timedelta(days=100)
"""How long an unanswered difference stays on the board: a quarter's lists."""


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One compared line with what the register and the court's answers add to it."""

    line: ComparedLine
    case_id: int | None
    row: CourtListRow | None
    answers: Sequence[CourtAnswer] = ()

    @property
    def hearing_id(self) -> int | None:
        """The register's hearing that the line speaks of, the last of several."""
        return int(self.line.ours[-1].hearing_id) if self.line.ours else None

    @property
    def open(self) -> bool:
        """Tell whether it differs and the court has not answered."""
        return self.line.difference is not None and not self.answers


@dataclass(frozen=True, slots=True)
class Comparison:
    """A list beside the register, heap by heap."""

    court_list: CourtList
    lines: tuple[ListedLine, ...]

    @property
    def counts(self) -> dict[ListHeap, int]:
        """How many lines each heap has."""
        return count_lines(each.line for each in self.lines)

    @property
    def differing(self) -> int:
        """How many lines differ, whichever way."""
        return len(self.lines) - self.counts[ListHeap.AGREE]

    @property
    def open(self) -> int:
        """How many differences wait for a correction or an answer of the court."""
        return sum(each.open for each in self.lines)

    def heap(self, heap: ListHeap) -> list[ListedLine]:
        """The lines of one heap."""
        return [each for each in self.lines if each.line.heap is heap]


def compare_court_list(session: Session, court_list: CourtList, now: datetime) -> Comparison:
    """Compare a kept list with the register as it stands; changes nothing."""
    month, rows = court_list.month, court_list.rows
    cases = _cases(session, {row.number for row in rows if row.number}, read_month(month))
    numbers = {each.number: each for each in cases}
    lines = list(_court_lines(session, rows, numbers))
    ours = list(_our_hearings(session, cases, now))
    compared = compare_list(lines, ours, numbers.keys(), month)
    by_id = {str(row.id): row for row in rows}
    answers = answers_of(session, [court_list.id])
    return Comparison(
        court_list,
        tuple(
            ListedLine(
                each,
                _case_id(each, numbers),
                by_id.get(each.court.row) if each.court else None,
                answers.get((court_list.id, each.key), ()),
            )
            for each in compared
        ),
    )


def open_comparisons(session: Session, now: datetime) -> list[Comparison]:
    """The latest lists with differences that nobody has cured and the court has not answered."""
    found = [compare_court_list(session, each, now) for each in latest_lists(session, now - LOOKED_BACK)]
    return [each for each in found if each.open]


def _case_id(line: ComparedLine, numbers: dict[str, Lawsuit]) -> int | None:
    if line.ours:
        return int(line.ours[0].case_id)
    lawsuit = numbers.get(line.court.number or "") if line.court else None
    return lawsuit.id if lawsuit else None


def _cases(session: Session, numbers: Collection[str], days: tuple[date, date]) -> Sequence[Lawsuit]:
    """The listed cases, and those heard in the month whose numbers carry the court's code, too."""
    heard = (
        select(HearingCase.case_id)
        .join(HearingRow, HearingRow.id == HearingCase.hearing_id)
        .where(
            HearingRow.kind == HearingKind.TRIAL.value,
            HearingRow.starts_on.between(*days),
            HearingRow.outcome == Outcome.HELD.value,
        )
    )
    codes = {read.court for number in numbers if (read := read_case_number(number))}
    of_court = Lawsuit.id.in_(heard) & Lawsuit.court_code.in_(codes) if codes else Lawsuit.id.in_(heard)
    return session.scalars(
        select(Lawsuit)
        .where(Lawsuit.number.in_(numbers) | of_court)
        .order_by(Lawsuit.id)
        .options(selectinload(Lawsuit.parties), selectinload(Lawsuit.duties))
    ).all()


def _court_lines(
    session: Session, rows: Iterable[CourtListRow], numbers: dict[str, Lawsuit]
) -> Iterator[CourtLine]:
    """A line for each agency that a row names, one without agency where it names none."""
    names = AgencyNames(known_agencies(session))
    for row in rows:
        lawsuit = numbers.get(row.number or "")
        for agency in row.agencies or [""]:
            yield CourtLine(
                row=str(row.id),
                number=row.number,
                written=row.written,
                days=tuple(date.fromisoformat(day) for day in row.days),
                agency_id=_agency_id(names, agency, lawsuit),
                agency=agency,
                came=row.appeared,
                heads=tuple(row.heads),
                principal=row.rank == Rank.PRINCIPAL.value if row.rank else None,
                reason=row.reason,
            )


def _agency_id(names: AgencyNames, written: str, lawsuit: Lawsuit | None) -> str | None:
    """The case's agency that a name means: sure by itself, or the only one of the case it can be."""
    if not written or lawsuit is None:
        return None
    of_case = {party.agency_id for party in lawsuit.parties if party.agency_id}
    match = names.match(written)
    if match.exact is not None:
        return str(match.exact) if match.exact in of_case else None
    possible = [each.id for each in match.candidates if each.id in of_case]
    return str(possible[0]) if len(possible) == 1 else None


def _our_hearings(session: Session, cases: Sequence[Lawsuit], now: datetime) -> Iterator[OurHearing]:
    """Every 开庭 of these cases, agency by agency, as the law judges who came."""
    register = facts_of_cases(session, [each.id for each in cases])
    concluded = conclude_in_force(session, register, now)
    for lawsuit in cases:
        dossier, conclusion = concluded[lawsuit.id]
        for hearing in dossier.hearings:
            if hearing.kind is HearingKind.TRIAL:
                yield from _seats(dossier, conclusion, hearing, now)


def _seats(dossier: Dossier, conclusion: Conclusion, hearing: Hearing, now: datetime) -> Iterator[OurHearing]:
    """What each agency of the case did at one hearing; without a duty the sued ones are shown."""
    sued = [party.agency for party in dossier.case.parties if party.role in OWING_ROLES]
    for agency_id in conclusion.duties or sued:
        duty = conclusion.duties.get(agency_id)
        relieved = duty is None or duty.standing is Standing.RELIEVED
        row = dossier.attendance.get((hearing.id, agency_id))
        found = (
            next((each for each in duty.appearances if each.hearing.id == hearing.id), None) if duty else None
        )
        came = {Presence.ATTENDED: True, Presence.MISSED: False}.get(found.presence) if found else None
        if found is None and row is not None:
            came = row.present
        official = dossier.officials.get(row.person) if row and row.person else None
        yield OurHearing(
            case_id=dossier.case.id,
            number=dossier.case.number,
            agency_id=agency_id,
            agency=dossier.agencies[agency_id].name,
            hearing_id=hearing.id,
            day=hearing.day,
            held=_held(hearing),
            came=came,
            head=official.name if official and came else "",
            principal=official.rank is Rank.PRINCIPAL if official and came else None,
            relieved=relieved,
            reason=found.reason if found else "",
        )


def _held(hearing: Hearing) -> bool | None:
    return None if hearing.outcome is None else hearing.outcome is Outcome.HELD
