"""Conclusions of many new cases that still lie ahead, drawn without reading them back.

The law decides as it does for any case; only the facts come from what was just written, and
equal conclusions are stored together.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from litigation.actions.facts import law_agency
from litigation.intake.draft import HearingDraft
from litigation.law import facts
from litigation.law.agency import PartyRole
from litigation.law.clock import SHANGHAI
from litigation.law.dossier import dossiers
from litigation.law.duty import conclude
from litigation.law.procedure import HearingKind
from litigation.records.agency import Agency
from litigation.records.lawsuit import AppearanceDuty, Lawsuit

BATCH = 400


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case as it was just written: its sued agencies by role, and the drafts of its hearings."""

    id: int
    number: str
    parties: Sequence[tuple[PartyRole, int]]
    hearings: Sequence[HearingDraft]


def lies_ahead(case: NewCase, now: datetime) -> bool:
    """Tell whether none of the hearings should have begun."""
    return not any(each.has_passed(now) for each in _hearings(case))


def conclude_ahead(session: Session, cases: Sequence[NewCase], now: datetime) -> None:
    """Store what the law concludes about cases that ``lies_ahead`` holds for."""
    register = facts.Register(
        agencies=tuple(law_agency(row) for row in session.scalars(select(Agency))),
        officials=(),
        cases=tuple(_law_case(each) for each in cases),
        hearings=tuple(hearing for each in cases for hearing in _hearings(each)),
        attendance=(),
        excuses=(),
    )
    alike: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for case_id, dossier in dossiers(register).items():
        conclusion = conclude(dossier, now)
        alike[conclusion.standing.value, conclusion.month].append(int(case_id))
    for (standing, month), ids in alike.items():
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            values = {"standing": standing, "month": month}
            session.execute(update(Lawsuit).where(Lawsuit.id.in_(batch)).values(values))
            session.execute(update(AppearanceDuty).where(AppearanceDuty.case_id.in_(batch)).values(values))


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
