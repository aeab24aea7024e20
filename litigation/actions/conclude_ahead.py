"""Conclusions of many new cases that still lie ahead, drawn before they are written.

The law decides as it does for any case; only the facts come from what is about to be written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.facts import law_agency
from litigation.actions.readings_in_force import readings_in_force
from litigation.intake.draft import HearingDraft
from litigation.law import facts
from litigation.law.agency import PartyRole
from litigation.law.clock import SHANGHAI
from litigation.law.dossier import dossiers
from litigation.law.duty import conclude
from litigation.law.procedure import HearingKind
from litigation.records.agency import Agency


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case about to be written: its sued agencies by role, and the drafts of its hearings."""

    id: int
    number: str
    parties: Sequence[tuple[PartyRole, int]]
    hearings: Sequence[HearingDraft]


def lies_ahead(case: NewCase, now: datetime) -> bool:
    """Tell whether none of the hearings should have begun."""
    return not any(each.has_passed(now) for each in _hearings(case))


class Ahead:
    """What the law concludes about cases that ``lies_ahead`` holds for; equal ones are concluded once."""

    def __init__(self, session: Session, now: datetime) -> None:
        """Read the agencies once."""
        self._agencies = tuple(law_agency(row) for row in session.scalars(select(Agency)))
        self._readings = readings_in_force(session).now
        self._now = now
        self._known: dict[object, tuple[str, str | None]] = {}

    def conclude(self, case: NewCase, type_code: str) -> tuple[str, str | None]:
        """Return the standing and the month of a case and of its duties.

        They follow from the procedure, who is sued, and the months of the hearings alone, since
        none of them should have begun.
        """
        days = sorted((_day(each.start), each.kind) for each in case.hearings)
        key = (type_code, tuple(case.parties), tuple((day[:7], kind) for day, kind in days))
        if key not in self._known:
            register = facts.Register(
                agencies=self._agencies,
                officials=(),
                cases=(_law_case(case),),
                hearings=tuple(_hearings(case)),
                attendance=(),
                excuses=(),
            )
            conclusion = conclude(dossiers(register)[str(case.id)], self._now, self._readings)
            self._known[key] = conclusion.standing.value, conclusion.month
        return self._known[key]


def _day(start: datetime | date | None) -> str:
    return start.isoformat()[:10] if start is not None else "9999"


def _law_case(case: NewCase) -> facts.Case:
    parties = tuple(facts.Party(str(agency), role) for role, agency in case.parties)
    return facts.Case(id=str(case.id), number=case.number, parties=parties)


def _hearings(case: NewCase) -> Iterator[facts.Hearing]:
    for position, draft in enumerate(case.hearings):
        start = draft.start.replace(tzinfo=SHANGHAI) if isinstance(draft.start, datetime) else None
        yield facts.Hearing(
            id=f"{case.id}-{position}",
            cases=(str(case.id),),
            start=start,
            start_on=None if start else draft.start,
            kind=HearingKind(draft.kind),
        )
