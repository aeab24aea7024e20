"""The cases behind a figure: what a number of the month page opens, and why each case is in it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.circular_lines import VOICES, case_lines, voiced
from litigation.actions.conclusions import conclusions_of
from litigation.actions.remedies import remedy_cases
from litigation.actions.scheduled_cases import scheduled_cases, taken_off
from litigation.law.agency import Rank
from litigation.law.attendance import DUE_STANDINGS, NoticeKind, Standing
from litigation.law.error import NotFoundError
from litigation.law.origin import OriginReason
from litigation.law.tally import PROCEDURE_KEYS
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, UnknownMonth

Condition = ColumnElement[bool]

DUE = Lawsuit.standing.in_([each.value for each in DUE_STANDINGS])
KEPT = Lawsuit.standing == Standing.DISCHARGED.value
EXCUSED = Lawsuit.standing == Standing.EXCUSED.value
HIGH_RANKS = (Rank.PRINCIPAL.value, Rank.DEPUTY.value)

PLAIN: dict[str, Condition] = {
    "den": DUE,
    "num": KEPT,
    "excused": EXCUSED,
    "open": Lawsuit.standing == Standing.OPEN.value,
    "breached": Lawsuit.standing == Standing.BREACHED.value,
    "pending": Lawsuit.standing == Standing.PENDING.value,
    "relieved": Lawsuit.standing == Standing.RELIEVED.value,
    "lawyers_only": Lawsuit.lawyers_only.is_(True),
}
"""Figures of the district; ``unknown`` stands apart, for it has its own months."""

PROFILE_PARTS: dict[str, tuple[Condition, Condition]] = {
    "D0": (KEPT, DUE),
    "B": (KEPT & Lawsuit.notice_kind.is_not(None), DUE & Lawsuit.notice_kind.is_not(None)),
    "B_must": (
        KEPT & (Lawsuit.notice_kind == NoticeKind.MUST.value),
        DUE & (Lawsuit.notice_kind == NoticeKind.MUST.value),
    ),
    "E": (KEPT, DUE & ~EXCUSED),
    "E_compliant": (KEPT | EXCUSED, DUE),
    "F_principal": (KEPT & (Lawsuit.head_rank == Rank.PRINCIPAL.value), DUE),
    "F_deputy": (KEPT & (Lawsuit.head_rank == Rank.DEPUTY.value), DUE),
    "F_other": (
        KEPT & (Lawsuit.head_rank.is_(None) | Lawsuit.head_rank.not_in(HIGH_RANKS)),
        DUE,
    ),
    "G_spoke_of_heard": (KEPT & Lawsuit.spoke.is_(True), DUE),
    "G_settle_of_heard": (KEPT & Lawsuit.settled.is_(True), DUE),
    "G_spoke_of_attended": (KEPT & Lawsuit.spoke.is_(True), KEPT),
    "G_settle_of_attended": (KEPT & Lawsuit.settled.is_(True), KEPT),
}
"""Numerator and denominator of each profile in units."""


def cases_behind(session: Session, month: str, figure: str, now: datetime) -> Sequence[Lawsuit]:
    """The cases that make up a figure, in the order of their numbers.

    Figures: ``den num excused open breached pending relieved unknown lawyers_only``,
    ``PROFILE.num|den``, ``procedure.first|second|retrial.num|den``, ``agency.ID.KEY`` with a
    key of the agency's line, ``scheduled`` and ``origin.REASON`` for the way to the
    denominator, ``remedy.due|done|overdue`` for the cases in which a remedy was promised.

    Raises:
        NotFoundError: there is no such figure.
    """
    return load_cases(session, _query(session, month, figure, now))


def sittings_behind(session: Session, month: str, part: str) -> Sequence[Hearing]:
    """The 庭次 of profile D: ``num`` those attended, ``den`` all known, ``unknown`` the others.

    Raises:
        NotFoundError: there is no such part.
    """
    parts: dict[str, Condition] = {
        "num": Hearing.sitting_attended.is_(True),
        "den": Hearing.sitting_attended.is_not(None),
        "unknown": Hearing.sitting_attended.is_(None),
    }
    if part not in parts:
        raise NotFoundError
    query = select(Hearing).where(Hearing.sitting_month == month, parts[part])
    query = query.options(selectinload(Hearing.lawsuits))
    return session.scalars(query.order_by(Hearing.starts_on, Hearing.starts_at, Hearing.id)).all()


def load_cases(session: Session, query: Select[Lawsuit]) -> Sequence[Lawsuit]:
    """Cases with what a list of them shows, in the order of their numbers."""
    query = query.options(
        selectinload(Lawsuit.parties), selectinload(Lawsuit.duties).joinedload(AppearanceDuty.agency)
    )
    return session.scalars(query.order_by(Lawsuit.year, Lawsuit.type, Lawsuit.sequence)).all()


def case_ids_behind(session: Session, month: str, figure: str, now: datetime) -> tuple[int, ...]:
    """The ids of the cases that make up a figure, in the order of their numbers."""
    found = _query(session, month, figure, now).order_by(Lawsuit.year, Lawsuit.type, Lawsuit.sequence)
    return tuple(session.scalars(found.with_only_columns(Lawsuit.id)))


def reasons_of(session: Session, case_ids: Iterable[int], now: datetime) -> dict[int, tuple[str, ...]]:
    """Why each case stands as it does, in words with the articles, agency by agency."""
    return {
        case_id: tuple(reason for duty in conclusion.duties.values() for reason in duty.reasons)
        for case_id, conclusion in conclusions_of(session, case_ids, now).items()
    }


def _query(session: Session, month: str, figure: str, now: datetime) -> Select[Lawsuit]:
    """A figure counted in SQL is selected there, another by the ids of its cases."""
    match figure.split("."):
        case ["agency", agency_id, key] if key in VOICES:
            ids = {int(each.case_id) for each in voiced(case_lines(session, month, now), agency_id, key)}
        case ["scheduled"]:
            ids = {int(each.id) for each in scheduled_cases(session, month)}
        case ["origin", key] if key in list(OriginReason):
            ids = {int(each) for each in taken_off(session, month).get(OriginReason(key), ())}
        case ["remedy", part]:
            ids = set(remedy_cases(session, month, part, now))
        case parts:
            return _select(month, parts)
    return select(Lawsuit).where(Lawsuit.id.in_(sorted(ids)))


def _select(month: str, figure: Sequence[str]) -> Select[Lawsuit]:
    in_month = select(Lawsuit).where(Lawsuit.month == month)
    match figure:
        case ["unknown"]:
            return _unknown(month, None)
        case [key] if key in PLAIN:
            return in_month.where(PLAIN[key])
        case [profile, "num" | "den" as part] if profile in PROFILE_PARTS:
            return in_month.where(PROFILE_PARTS[profile][part == "den"])
        case ["procedure", key, "num" | "den" as part]:
            procedures = [each.value for each, name in PROCEDURE_KEYS.items() if name == key]
            return in_month.where(Lawsuit.procedure.in_(procedures), PLAIN[part])
        case ["agency", agency_id, key] if agency_id.isdecimal():
            return _agency(month, int(agency_id), key)
        case _:
            raise NotFoundError


def _unknown(month: str, agency_id: int | None) -> Select[Lawsuit]:
    """Cases with an outcome missing in the month, of the district or of one agency."""
    missing = select(UnknownMonth.case_id).where(
        UnknownMonth.month == month, UnknownMonth.agency_id.is_not_distinct_from(agency_id)
    )
    return select(Lawsuit).where(Lawsuit.id.in_(missing))


def _agency(month: str, agency_id: int, key: str) -> Select[Lawsuit]:
    """Cases of one agency's line, by the standing of its own duty."""
    if key == "unknown":
        return _unknown(month, agency_id)
    standings = {
        "den": DUE_STANDINGS,
        "num": (Standing.DISCHARGED,),
        **{each: (Standing(each),) for each in ("excused", "open", "breached", "pending", "relieved")},
    }
    if key not in standings:
        raise NotFoundError
    owed = select(AppearanceDuty.case_id).where(
        AppearanceDuty.month == month,
        AppearanceDuty.agency_id == agency_id,
        AppearanceDuty.standing.in_([each.value for each in standings[key]]),
    )
    return select(Lawsuit).where(Lawsuit.id.in_(owed))
