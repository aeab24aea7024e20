"""The register as intake compares with it: hearings of given numbers and courts, and agency names."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

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
    Hearing.source_uid,
)

BATCH = 400
"""Values of one IN list; below every engine's limit of parameters."""


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
    numbers = {draft.case_number for draft in drafts if draft.case_number}
    uids = {draft.uid for draft in drafts if draft.uid}
    days = {draft.start for draft in drafts if draft.start is not None and draft.case_number}
    ids: set[int] = set()
    cases: dict[str, int] = {}
    for batch in _batches(numbers):
        found = session.execute(select(Lawsuit.number, Lawsuit.id).where(Lawsuit.number.in_(batch)))
        cases.update(found.all())
    for case_ids in _batches(cases.values()):
        ids.update(session.scalars(select(HearingCase.hearing_id).where(HearingCase.case_id.in_(case_ids))))
    for batch in _batches(uids):
        ids.update(session.scalars(select(Hearing.id).where(Hearing.source_uid.in_(batch))))
    starts_on = {day.date() if isinstance(day, datetime) else day for day in days}
    for some_days in _batches(starts_on):
        query = select(Hearing.id).where(Hearing.starts_on.in_(some_days), Hearing.cancelled_at.is_(None))
        ids.update(session.scalars(query))
    if whole:
        ids.update(_of_courts(session, numbers, since))
    return Registered(_hearings(session, ids), cases)


def _of_courts(session: Session, numbers: Iterable[str], since: date) -> Iterator[int]:
    read = (read_case_number(number) for number in numbers)
    courts = {number.court for number in read if number is not None}
    for batch in _batches(courts):
        yield from session.scalars(
            select(Hearing.id)
            .join(HearingCase, HearingCase.hearing_id == Hearing.id)
            .join(Lawsuit, Lawsuit.id == HearingCase.case_id)
            .where(Lawsuit.court_code.in_(batch), Hearing.starts_on >= since, Hearing.cancelled_at.is_(None))
            .where(Hearing.missing_since.is_(None))  # what is marked already is not marked again
        )


def _hearings(session: Session, ids: Iterable[int]) -> Iterator[RegisteredHearing]:
    """Read the columns alone: a list may be compared with as many hearings as it has rows."""
    for batch in _batches(ids):
        numbers = _grouped(
            session,
            select(HearingCase.hearing_id, Lawsuit.number)
            .join(Lawsuit, Lawsuit.id == HearingCase.case_id)
            .where(HearingCase.hearing_id.in_(batch))
            .order_by(Lawsuit.id),
        )
        plaintiffs = _grouped(
            session,
            select(HearingCase.hearing_id, Party.name)
            .join(Party, Party.case_id == HearingCase.case_id)
            .where(HearingCase.hearing_id.in_(batch), Party.role.in_(_SUING)),
        )
        for row in session.execute(select(*_COLUMNS).where(Hearing.id.in_(batch))):
            start = _wall_clock(row.starts_at) or row.starts_on
            yield RegisteredHearing(
                id=row.id,
                case_numbers=tuple(numbers.get(row.id, ())),
                start=start,
                end=_wall_clock(row.ends_at),
                court=row.court,
                courtroom=row.courtroom,
                judge=row.judge,
                clerk=row.clerk,
                phone=row.phone,
                mode=row.mode,
                kind=row.kind,
                cancelled=row.cancelled_at is not None,
                closed=row.outcome is not None,
                source_uid=row.source_uid,
                plaintiffs=frozenset(plaintiffs.get(row.id, ())),
            )


def _grouped(session: Session, query: Select[int, str]) -> dict[int, list[str]]:
    """Collect the words of each hearing."""
    found: dict[int, list[str]] = {}
    for hearing_id, word in session.execute(query):
        found.setdefault(hearing_id, []).append(word)
    return found


def _wall_clock(instant: datetime | None) -> datetime | None:
    return shanghai(instant).replace(tzinfo=None) if instant else None


def _batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    ordered = list(values)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
