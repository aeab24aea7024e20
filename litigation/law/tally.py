"""Counting: from conclusions, grouped and weighted, to the figures of a month.

The register groups its stored conclusions in SQL, a facts file is concluded in memory;
both are counted by ``tally_counts``, so that there is one truth.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from litigation.law.attendance import DUE_STANDINGS, Standing
from litigation.law.clock import month_of
from litigation.law.count import DutyCount, SittingCount, UnitCount, UnknownCount
from litigation.law.dossier import dossiers
from litigation.law.duty import Conclusion, combine_sittings, conclude
from litigation.law.facts import Register, register_as_of
from litigation.law.procedure import Procedure
from litigation.law.profile import UNIT_PROFILES, count_missing, count_profiles
from litigation.law.rate import AgencyTally, Tally
from litigation.law.reading import DECIDED, Readings

PROCEDURE_KEYS = {
    Procedure.FIRST_INSTANCE: "first",
    Procedure.SECOND_INSTANCE: "second",
    Procedure.RETRIAL: "retrial",
}
"""How facts files name the procedures in which the duty arises."""

D0 = UNIT_PROFILES[0]
"""The default rule."""


def tally_counts(
    month: str,
    as_of: datetime | None,
    units: Iterable[UnitCount],
    unknowns: Iterable[UnknownCount] = (),
    sittings: Iterable[SittingCount] = (),
    duties: Iterable[DutyCount] = (),
) -> Tally:
    """Add grouped rows up to the month's figures (decided readings, domain rules 1–8).

    ``unknowns`` and the duties with standing ``unknown`` come from the months in which
    outcomes are missing; units with standing ``unknown`` are therefore not counted again.
    """
    units, unknowns, sittings = list(units), list(unknowns), list(sittings)
    standings: Counter[Standing] = Counter()
    for unit in units:
        standings[unit.standing] += unit.count
    return Tally(
        month=month,
        as_of=as_of,
        den=sum(standings[each] for each in DUE_STANDINGS),
        num=standings[Standing.DISCHARGED],
        excused=standings[Standing.EXCUSED],
        open=standings[Standing.OPEN],
        breached=standings[Standing.BREACHED],
        pending=standings[Standing.PENDING],
        unknown=_count(unknowns),
        lawyers_only=_count(each for each in units if each.lawyers_only),
        profiles=count_profiles(units, sittings),
        profile_unknown=count_missing(unknowns, sittings),
        by_agency=_by_agency(duties),
        by_procedure={
            key: D0.count(each for each in units if each.procedure is procedure)
            for procedure, key in PROCEDURE_KEYS.items()
        },
        procedure_unknown={
            key: _count(each for each in unknowns if each.procedure is procedure)
            for procedure, key in PROCEDURE_KEYS.items()
        },
    )


def tally(
    register: Register, month: str, as_of: datetime | None = None, readings: Readings = DECIDED
) -> Tally:
    """The figures of ``month`` (``YYYY-MM``) from a register as it stood at ``as_of``."""
    known = register_as_of(register, as_of)
    conclusions = [conclude(each, as_of, readings) for each in dossiers(known).values()]
    return tally_conclusions(known, conclusions, month, as_of)


def tally_conclusions(
    known: Register, conclusions: Sequence[Conclusion], month: str, as_of: datetime | None
) -> Tally:
    """The figures of a month from the conclusions drawn of a register's cases."""
    return tally_counts(
        month,
        as_of,
        units=[unit_of(each) for each in conclusions if each.month == month],
        unknowns=[
            UnknownCount(each.procedure, each.notice) for each in conclusions if month in each.unknown_months
        ],
        sittings=_sittings_of(known, conclusions, month),
        duties=_duties_of(conclusions, month),
    )


def unit_of(conclusion: Conclusion) -> UnitCount:
    """One concluded case as a row to count."""
    return UnitCount(
        standing=conclusion.standing,
        procedure=conclusion.procedure,
        notice=conclusion.notice,
        head_rank=conclusion.head_rank,
        spoke=conclusion.spoke,
        settled=conclusion.settled,
        lawyers_only=conclusion.lawyers_only,
    )


def _sittings_of(register: Register, conclusions: Sequence[Conclusion], month: str) -> Iterator[SittingCount]:
    """Each 庭次 of the month once, however many cases it combines."""
    answers: defaultdict[str, list[bool | None]] = defaultdict(list)
    for conclusion in conclusions:
        for hearing_id, attended in conclusion.sittings.items():
            answers[hearing_id].append(attended)
    for hearing in register.hearings:
        if hearing.id in answers and hearing.day and month_of(hearing.day) == month:
            yield SittingCount(combine_sittings(answers[hearing.id]))


def _duties_of(conclusions: Iterable[Conclusion], month: str) -> Iterator[DutyCount]:
    """Each agency's duties of the month, and those missing an outcome in it."""
    for conclusion in conclusions:
        for agency, duty in conclusion.duties.items():
            if conclusion.month == month and duty.standing is not Standing.UNKNOWN:
                yield DutyCount(agency, duty.standing)
            if month in duty.unknown_months:
                yield DutyCount(agency, Standing.UNKNOWN)


def _by_agency(duties: Iterable[DutyCount]) -> dict[str, AgencyTally]:
    counts: defaultdict[str, Counter[Standing]] = defaultdict(Counter)
    for each in duties:
        counts[each.agency][each.standing] += each.count
    return {
        agency: AgencyTally(
            den=sum(count[each] for each in DUE_STANDINGS),
            num=count[Standing.DISCHARGED],
            excused=count[Standing.EXCUSED],
            open=count[Standing.OPEN],
            breached=count[Standing.BREACHED],
            pending=count[Standing.PENDING],
            unknown=count[Standing.UNKNOWN],
            relieved=count[Standing.RELIEVED],
        )
        for agency, count in counts.items()
    }


def _count(rows: Iterable[UnitCount | UnknownCount | SittingCount]) -> int:
    return sum(each.count for each in rows)
