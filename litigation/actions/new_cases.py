"""Many new hearings at once: cases that are not yet registered, their parties, duties and hearings.

Rows go in by sets rather than one by one, since a cause list may have fifty thousand.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.among import among
from litigation.actions.conclude import conclude_cases
from litigation.actions.conclude_ahead import Ahead, NewCase, lies_ahead
from litigation.actions.import_row import StoredRow
from litigation.actions.insert_many import insert_many, take_ids
from litigation.actions.named_agencies import enter_agencies
from litigation.actions.plan_notices import plan_hearing
from litigation.intake.agency_name import is_agency
from litigation.intake.draft import HearingDraft
from litigation.intake.proposal import ProposedRow
from litigation.law.agency import OWING_ROLES, PartyRole
from litigation.law.case_number import CaseNumber, read_case_number
from litigation.law.clock import SHANGHAI
from litigation.law.courts import court_name
from litigation.law.error import InvalidInputError
from litigation.law.procedure import DUTY_PROCEDURES, Procedure
from litigation.records.agency import Agency
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, Party

PLANNED_AT_ONCE = 200
"""New hearings whose notices are planned in the same transaction; beyond, the next tick plans them."""

_CASE = (
    "id", "number", "original_number", "year", "court_code", "special", "type", "sequence", "procedure",
    "court", "cause", "field", "created_at", "standing", "month",
)  # fmt: skip
_HEARING = (
    "id", "uid", "starts_at", "starts_on", "ends_at", "court", "courtroom", "mode", "kind", "judge", "clerk",
    "phone", "source_uid", "announced_at", "created_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted row with what it proposes, what a person decided, and its case number read."""

    row_id: int
    position: int
    decision: Mapping[str, Any]
    row: ProposedRow
    number: str
    case: CaseNumber

    @property
    def hearing(self) -> tuple[object, ...]:
        """What rows have in common that are numbers heard together."""
        return self.row.group or self.position, self.row.draft.start, self.row.draft.kind


@dataclass(frozen=True, slots=True)
class Entered:
    """What a row became: its hearing, and its case where that is new."""

    row_id: int
    hearing_id: int
    case_id: int | None


def accept(stored: StoredRow, row: ProposedRow) -> Accepted:
    """Take a row whose case number can stand in the register.

    Raises:
        InvalidInputError: the number lacks its year or its court.
    """
    written = row.draft.case_number or ""
    case = read_case_number(written)
    if case is None or case.year is None or not case.court:
        sentence = f"案号“{written}”不完整，请补上年份和法院代字。"
        raise InvalidInputError(sentence, field="case_number", row=stored.position)
    return Accepted(stored.id, stored.position, stored.decision, row, str(case), case)


class NewHearings:
    """Registers the hearings of accepted rows set by set inside the caller's transaction."""

    def __init__(self, session: Session, *, now: datetime, actor: Actor) -> None:
        """Read the agencies once."""
        self._session = session
        self._now = now
        self._actor = actor
        self._named: dict[str, int] = {}
        self._unsettled: set[int] = set()
        self._hearings: list[int] = []
        self._read_agencies()

    def add(self, accepted: Sequence[Accepted]) -> list[Entered]:
        """Enter hearings with the cases that are new. Rows heard together come in the same set."""
        decisions = (each.decision for each in accepted if each.decision)
        if entered := enter_agencies(self._session, decisions, self._now, self._actor):
            self._named |= entered
            self._read_agencies()
        known = _known_cases(self._session, {each.number for each in accepted})
        fresh = {each.number: each for each in accepted if each.number not in known}
        new = dict(zip(fresh, take_ids(self._session, Lawsuit, len(fresh)), strict=True))
        self._unsettled.update(known.values())
        self._insert_cases(accepted, fresh, new)
        hearings = _insert_hearings(self._session, accepted, known | new, self._now)
        self._hearings += sorted(set(hearings.values()))
        made = dict(new)
        return [
            Entered(each.row_id, hearings[each.position], made.pop(each.number, None)) for each in accepted
        ]

    def finish(self) -> None:
        """Conclude the cases that time or earlier hearings decide, and plan who must know."""
        for loaded in list(self._session.identity_map.values()):
            if isinstance(loaded, Lawsuit):
                self._session.expire(loaded)
        conclude_cases(self._session, self._unsettled, self._now)
        if len(self._hearings) <= PLANNED_AT_ONCE:
            for hearing_id in self._hearings:
                plan_hearing(self._session, hearing_id, self._now)

    def _read_agencies(self) -> None:
        rows = self._session.execute(select(Agency.id, Agency.name, Agency.in_district)).all()
        self._official = {agency_id: name for agency_id, name, _ in rows}
        self._districts = {agency_id for agency_id, _, in_district in rows if in_district}
        self._ahead = Ahead(self._session, self._now)

    def _insert_cases(
        self, accepted: Sequence[Accepted], fresh: Mapping[str, Accepted], new: Mapping[str, int]
    ) -> None:
        """Insert new cases with their parties, duties and conclusions."""
        drafts: dict[str, list[HearingDraft]] = {number: [] for number in fresh}
        for each in accepted:
            if each.number in drafts:
                drafts[each.number].append(each.row.draft)
        cases, parties, duties = [], [], []
        for number, each in fresh.items():
            case_id = new[number]
            named, sued, owing = self._parties(each, case_id)
            case = NewCase(case_id, number, sued, drafts[number])
            standing, month = ("not_counted", None)
            if lies_ahead(case, self._now):
                standing, month = self._ahead.conclude(case, each.case.type)
            else:
                self._unsettled.add(case_id)
            cases.append((case_id, *_case_values(each, self._now), standing, month))
            parties += named
            duties += [(case_id, agency_id, standing, month) for agency_id in owing]
        insert_many(self._session, Lawsuit, _CASE, cases)
        insert_many(self._session, Party, ("case_id", "role", "name", "agency_id"), parties)
        insert_many(self._session, AppearanceDuty, ("case_id", "agency_id", "standing", "month"), duties)

    def _entered(self, accepted: Accepted) -> dict[str, int]:
        """Return the parties of a row that were entered as agencies with this import."""
        if not self._named:
            return {}
        draft = accepted.row.draft
        parties = (*draft.plaintiffs, *draft.defendants, *draft.third_parties)
        return {name: self._named[name] for name in parties if name in self._named}

    def _parties(
        self, accepted: Accepted, case_id: int
    ) -> tuple[list[tuple[Any, ...]], list[tuple[PartyRole, int]], list[int]]:
        """Return the parties' rows, the agencies by role, and which owe a head (R2020 art. 1)."""
        matched = {**accepted.row.agencies, **self._entered(accepted)}
        owes = accepted.case.procedure in DUTY_PROCEDURES
        rows: list[tuple[Any, ...]] = []
        sued: list[tuple[PartyRole, int]] = []
        owing: dict[int, None] = {}
        for role, name in _roles(accepted, matched):
            agency_id = matched.get(name)
            shown = self._official[agency_id] if agency_id else name
            rows.append((case_id, role.value, shown[:200], agency_id))
            if agency_id:
                sued.append((role, agency_id))
                if owes and agency_id in self._districts and role in OWING_ROLES:
                    owing[agency_id] = None
        return rows, sued, list(owing)


def _known_cases(session: Session, numbers: set[str]) -> dict[str, int]:
    query = select(Lawsuit.number, Lawsuit.id).where(among(session, Lawsuit.number, numbers))
    return dict(session.execute(query).all())


def _case_values(accepted: Accepted, now: datetime) -> tuple[Any, ...]:
    number, draft = accepted.case, accepted.row.draft
    return (
        accepted.number,
        accepted.number,
        number.year,
        number.court,
        number.special or "",
        number.type,
        number.sequence,
        number.procedure.value if number.procedure else None,
        (_court_of(number.court) or draft.court or "")[:80],
        (draft.cause or "")[:200],
        (draft.cause or "")[:100],
        now,
    )


@lru_cache(maxsize=1024)
def _court_of(code: str) -> str | None:
    return court_name(code)


def _roles(accepted: Accepted, matched: dict[str, int]) -> Iterator[tuple[PartyRole, str]]:
    """Return each party with its role in this procedure.

    In the second instance the agency sued below may be either side; in the retrial it is the
    party that was sued (R2020 art. 1(1)).
    """
    draft, procedure = accepted.row.draft, accepted.case.procedure
    for name in draft.plaintiffs:
        agency = name in matched or is_agency(name)
        if procedure is Procedure.SECOND_INSTANCE and agency:
            yield PartyRole.APPELLANT_DEFENDANT, name
        elif procedure is Procedure.RETRIAL and agency:
            yield PartyRole.RETRIAL_DEFENDANT, name
        elif procedure in (Procedure.RETRIAL_REVIEW, Procedure.ENFORCEMENT_REVIEW):
            yield PartyRole.APPLICANT, name
        else:
            yield PartyRole.PLAINTIFF, name
    for name in draft.defendants:
        agency = name in matched or is_agency(name)
        if procedure is Procedure.SECOND_INSTANCE:
            yield PartyRole.APPELLEE if agency else PartyRole.PLAINTIFF, name
        elif procedure is Procedure.RETRIAL:
            yield PartyRole.RETRIAL_DEFENDANT if agency else PartyRole.PLAINTIFF, name
        else:
            yield PartyRole.DEFENDANT, name
    for name in draft.third_parties:
        yield PartyRole.THIRD_PARTY, name


def _insert_hearings(
    session: Session, accepted: Sequence[Accepted], cases: Mapping[str, int], now: datetime
) -> dict[int, int]:
    """Insert one hearing for each row, or one for the numbers heard together; ids by row position."""
    together: dict[tuple[object, ...], list[Accepted]] = {}
    for each in accepted:
        together.setdefault(each.hearing, []).append(each)
    ids = take_ids(session, Hearing, len(together))
    groups = list(zip(ids, together.values(), strict=True))
    insert_many(session, Hearing, _HEARING, ((id_, *_hearing_values(group[0], now)) for id_, group in groups))
    links = {(hearing_id, cases[each.number]) for hearing_id, group in groups for each in group}
    insert_many(session, HearingCase, ("hearing_id", "case_id"), sorted(links))
    return {each.position: hearing_id for hearing_id, group in groups for each in group}


def _hearing_values(accepted: Accepted, now: datetime) -> tuple[Any, ...]:
    draft = accepted.row.draft
    starts_at, ends_at = _instant(draft.start), _instant(draft.end)
    return (
        f"{uuid.uuid4()}@litigation",
        starts_at,
        _day(draft.start),
        ends_at if starts_at and ends_at and ends_at > starts_at else None,
        (draft.court or _court_of(accepted.case.court) or "")[:80],
        (draft.courtroom or "")[:80],
        draft.mode or "in_person",
        draft.kind,
        (draft.judge or "")[:60],
        (draft.clerk or "")[:60],
        (draft.phone or "")[:40],
        draft.uid[:255] if draft.uid else None,
        now,
        now,
    )


def _instant(moment: datetime | date | None) -> datetime | None:
    return moment.replace(tzinfo=SHANGHAI) if isinstance(moment, datetime) else None


def _day(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
