"""The register as intake compares with it: hearings of given numbers and courts, and agency names."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.among import among
from litigation.intake.agency_match import KnownAgency
from litigation.intake.draft import HearingDraft
from litigation.intake.registered import Registered, RegisteredHearing
from litigation.law.agency import PartyRole
from litigation.law.case_number import read_case_number
from litigation.law.clock import shanghai
from litigation.records.agency import Agency
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import Lawsuit, Party

Value = TypeVar("Value")
Grouped = dict[int, list[str]]

_SUING = (PartyRole.PLAINTIFF.value, PartyRole.APPLICANT.value)

_COLUMNS = (
    Hearing.id,
    Hearing.starts_at,
    Hearing.starts_on,
    Hearing.ends_at,
    Hearing.court,
    Hearing.courtroom,
    Hearing.judge,
    Hearing.clerk,
    Hearing.phone,
    Hearing.mode,
    Hearing.kind,
    Hearing.cancelled_at,
    Hearing.outcome,
    Hearing.missing_since,
    Hearing.source_uid,
)

BATCH = 5000
"""Hearings read at once, so that a long list does not stand in memory twice."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: numbers of cases, uids of calendar files, days on which anything is heard."""

    numbers: set[str]
    uids: set[str]
    days: set[date]


def known_agencies(session: Session) -> list[KnownAgency]:
    """Return every agency with its short, former and learned names."""
    query = select(Agency).options(selectinload(Agency.aliases)).order_by(Agency.id)
    agencies = session.scalars(query.execution_options(populate_existing=True))
    return [
        KnownAgency(
            each.id, each.name, tuple(dict.fromkeys((each.short_name, *(a.name for a in each.aliases))))
        )
        for each in agencies
    ]


def registered_for(
    session: Session, drafts: Collection[HearingDraft], since: date, *, whole: bool
) -> Registered:
    """Return what the drafts may mean: their cases' hearings, those of the same day and uid.

    For a ``whole`` list also every hearing of its courts from ``since`` on, so that what the
    list no longer names is seen.
    """
    sought = Sought(
        {draft.case_number for draft in drafts if draft.case_number},
        {draft.uid for draft in drafts if draft.uid},
        {_day(draft.start) for draft in drafts if draft.start is not None and draft.case_number},
    )
    return registered_of(session, sought, since, whole=whole)


def registered_of(session: Session, sought: Sought, since: date, *, whole: bool) -> Registered:
    """Return the hearings of what is ``sought``, as ``registered_for`` does for drafts."""
    ids: set[int] = set()
    cases: dict[str, int] = {}
    for batch in _batches(sought.numbers):
        query = select(Lawsuit.number, Lawsuit.id).where(among(session, Lawsuit.number, batch))
        cases.update(session.execute(query).all())
    for case_ids in _batches(cases.values()):
        of_cases = select(HearingCase.hearing_id).where(among(session, HearingCase.case_id, case_ids))
        ids.update(session.scalars(of_cases))
    for uids in _batches(sought.uids):
        ids.update(session.scalars(select(Hearing.id).where(among(session, Hearing.source_uid, uids))))
    for days in _batches(sought.days):
        of_days = select(Hearing.id).where(among(session, Hearing.starts_on, days))
        ids.update(session.scalars(of_days.where(Hearing.cancelled_at.is_(None))))
    if whole:
        ids.update(_of_courts(session, sought.numbers, since))
    return Registered(_hearings(session, ids), cases)


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _of_courts(session: Session, numbers: Iterable[str], since: date) -> Iterator[int]:
    read = (read_case_number(number) for number in numbers)
    courts = {number.court for number in read if number is not None}
    for batch in _batches(courts):
        yield from session.scalars(
            select(Hearing.id)
            .join(HearingCase, HearingCase.hearing_id == Hearing.id)
            .join(Lawsuit, Lawsuit.id == HearingCase.case_id)
            .where(among(session, Lawsuit.court_code, batch))
            .where(Hearing.starts_on >= since, Hearing.cancelled_at.is_(None))
            .where(Hearing.missing_since.is_(None))  # what is marked already is not marked again
        )


def _hearings(session: Session, ids: Iterable[int]) -> Iterator[RegisteredHearing]:
    """Read the columns alone: a list may be compared with as many hearings as it has rows."""
    once: dict[Any, Any] = {}
    for batch in _batches(ids):
        numbers = _grouped(
            session,
            select(HearingCase.hearing_id, Lawsuit.number)
            .join(Lawsuit, Lawsuit.id == HearingCase.case_id)
            .where(among(session, HearingCase.hearing_id, batch))
            .order_by(Lawsuit.id),
        )
        plaintiffs = _grouped(
            session,
            select(HearingCase.hearing_id, Party.name)
            .join(Party, Party.case_id == HearingCase.case_id)
            .where(among(session, HearingCase.hearing_id, batch), Party.role.in_(_SUING)),
        )
        for row in session.execute(select(*_COLUMNS).where(among(session, Hearing.id, batch))):
            yield _hearing(tuple(row), numbers, plaintiffs, once)


def _hearing(
    row: tuple[Any, ...], numbers: Grouped, plaintiffs: Grouped, once: dict[Any, Any]
) -> RegisteredHearing:
    """Build one hearing; ``once`` keeps a single object of what a whole list repeats."""
    hearing_id, starts_at, starts_on, ends_at, *words, cancelled_at, outcome, missed, source_uid = row
    court, courtroom, judge, clerk, phone, mode, kind = (once.setdefault(word, word) for word in words)
    if starts_at not in once:
        once[starts_at] = _wall_clock(starts_at)
    suing = frozenset(plaintiffs.get(hearing_id, ()))
    return RegisteredHearing(
        id=hearing_id,
        case_numbers=tuple(numbers.get(hearing_id, ())),
        start=once[starts_at] or starts_on,
        end=_wall_clock(ends_at),
        court=court,
        courtroom=courtroom,
        judge=judge,
        clerk=clerk,
        phone=phone,
        mode=mode,
        kind=kind,
        cancelled=cancelled_at is not None,
        closed=outcome is not None,
        missed=missed is not None,
        source_uid=source_uid,
        plaintiffs=once.setdefault(suing, suing),
    )


def _grouped(session: Session, query: Select[int, str]) -> Grouped:
    """Collect the words of each hearing."""
    found: Grouped = {}
    for hearing_id, word in session.execute(query):
        found.setdefault(hearing_id, []).append(word)
    return found


def _wall_clock(instant: datetime | None) -> datetime | None:
    return shanghai(instant).replace(tzinfo=None) if instant else None


def _batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    ordered = list(values)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
