"""The dossier of a case: everything recorded about it, sorted for judging."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from litigation.law.agency import Agency, Official
from litigation.law.facts import Attendance, Case, Excuse, Hearing, Register

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case with its hearings in order of time and the row of each (hearing, agency)."""

    case: Case
    agencies: Mapping[str, Agency]
    officials: Mapping[str, Official]
    hearings: tuple[Hearing, ...]
    attendance: Mapping[tuple[str, str], Attendance]
    excuses: Mapping[tuple[str, str], Excuse]


def dossiers(register: Register) -> dict[str, Dossier]:
    """A dossier for every case of the register, by case id; of corrected facts the latest counts."""
    agencies = {each.id: each for each in register.agencies}
    officials = {each.id: each for each in register.officials}
    rows = sorted(register.attendance, key=lambda row: row.recorded_at or NEVER)
    excuses = sorted(register.excuses, key=lambda row: row.submitted_at or NEVER)
    attendance = {(row.hearing, row.agency): row for row in rows}
    reasons = {(row.hearing, row.agency): row for row in excuses}
    hearings: defaultdict[str, list[Hearing]] = defaultdict(list)
    for hearing in sorted(register.hearings, key=_order):
        for case_id in hearing.cases:
            hearings[case_id].append(hearing)
    return {
        case.id: Dossier(case, agencies, officials, tuple(hearings[case.id]), attendance, reasons)
        for case in register.cases
    }


def _order(hearing: Hearing) -> tuple[date, datetime]:
    """Sort key: the day, then the hour; a hearing without a date comes last."""
    return hearing.day or date.max, hearing.start or NEVER
