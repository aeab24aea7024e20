"""What speaks against taking an import back: rows on which other work depends already."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from litigation.actions.among import among
from litigation.law.word import N_
from litigation.records.assignment import Assignment
from litigation.records.circular import Circular
from litigation.records.every import Record
from litigation.records.hearing import Excuse, Hearing, HearingCase
from litigation.records.lawsuit import Lawsuit
from litigation.records.notice import Notice

LATER = N_("后来改过")
SENT = N_("已发通知")
ANSWERED = N_("负责人已答复或已改派")
VOID = N_("改期时作废的不能出庭理由不能恢复")
SEALED = N_("已计入签发的通报")
MORE = N_("案件另登记了开庭")
OTHER = N_("已被其他记录用到")

REASONS = {
    "assignment": N_("已派负责人"),
    "left_open": N_("已决定暂不派员"),
    "attendance": N_("已登记到庭情况"),
    "excuse": N_("已登记不能出庭的理由"),
    "paper": N_("已出文书"),
    "record_link": N_("已发登记链接"),
    "hearing_move": LATER,
}
"""Why a hearing cannot go, by the table that refers to it."""

TAKEN_BACK = frozenset(
    {
        "hearing_case",
        "notice",
        "task",
        "import_row",
        "party",
        "appearance_duty",
        "unknown_month",
        "arrangement_agency",
    }
)
"""Tables whose rows go with the hearing or the case, or let it go."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one row did to a registered hearing (``import_effect``), and when."""

    effect: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Effects:
    """What an import did, by hearing: the hearings and cases it made, and the changes in their order."""

    made: Sequence[int]
    cases: Sequence[int]
    changes: Mapping[int, Sequence[Change]]


def find_obstacles(session: Session, effects: Effects) -> dict[int, str]:
    """Return the hearings that must stay, each with the reason; empty where all can be taken back."""
    found: dict[int, str] = {}
    for hearing_id, reason in (*_of_made(session, effects), *_of_changed(session, effects)):
        found.setdefault(hearing_id, reason)
    return found


def _of_made(session: Session, effects: Effects) -> Iterator[tuple[int, str]]:
    made, changed = effects.made, effects.changes
    for table, column in _referring("hearing"):
        query = select(column).where(_among(session, column, made)).distinct()
        for hearing_id in session.scalars(query):
            yield hearing_id, REASONS.get(table.name, OTHER)
    tried = select(Notice.hearing_id).where(among(session, Notice.hearing_id, made))
    for hearing_id in session.scalars(
        tried.where(Notice.tried_at.is_not(None) | (Notice.state == "claimed"))
    ):
        yield hearing_id or 0, SENT
    touched = select(Hearing.id).where(among(session, Hearing.id, made), Hearing.version != 1)
    for hearing_id in session.scalars(touched):
        if hearing_id not in changed:
            yield hearing_id, LATER
    yield from _of_cases(session, effects)


def _of_cases(session: Session, effects: Effects) -> Iterator[tuple[int, str]]:
    """Yield a hearing of each new case that somebody went on working with."""
    cases, made = effects.cases, set(effects.made)
    links = select(HearingCase.case_id, HearingCase.hearing_id)
    hearings: dict[int, list[int]] = {}
    for case_id, hearing_id in session.execute(links.where(among(session, HearingCase.case_id, cases))):
        hearings.setdefault(case_id, []).append(hearing_id)
    for ids in hearings.values():
        if not made.issuperset(ids):
            yield next(each for each in ids if each in made), MORE
    for table, column in _referring("lawsuit"):
        for case_id in session.scalars(select(column).where(_among(session, column, cases)).distinct()):
            yield hearings[case_id][0], REASONS.get(table.name, OTHER)
    touched = select(Lawsuit.id).where(among(session, Lawsuit.id, cases), Lawsuit.version != 1)
    for case_id in session.scalars(touched):
        yield hearings[case_id][0], LATER
    issued = select(Circular.month).where(Circular.state == "issued")
    sealed = select(Lawsuit.id).where(among(session, Lawsuit.id, cases), Lawsuit.month.in_(issued))
    for case_id in session.scalars(sealed):
        yield hearings[case_id][0], SEALED


def _of_changed(session: Session, effects: Effects) -> Iterator[tuple[int, str]]:
    for hearing_id, changes in effects.changes.items():
        hearing = session.get_one(Hearing, hearing_id)
        after = changes[-1].effect["after"]
        answers = select(Assignment.id, Assignment.state, Assignment.version)
        now = session.execute(answers.where(Assignment.hearing_id == hearing_id).order_by(Assignment.id))
        if hearing.version != after["version"]:
            yield hearing_id, LATER
        elif [list(each) for each in now] != after["answers"]:
            yield hearing_id, ANSWERED
        elif _sent_since(session, hearing_id, changes):
            yield hearing_id, SENT
        elif _lost_excuses(session, changes):
            yield hearing_id, VOID


def _sent_since(session: Session, hearing_id: int, changes: Sequence[Change]) -> bool:
    """Tell whether anything left since, planned by the import or before it."""
    planned = {each for change in changes for each in change.effect["notices"]}
    told = select(Notice.id).where(Notice.hearing_id == hearing_id, Notice.tried_at.is_not(None))
    left = told.where(Notice.id.in_(planned) | (Notice.planned_at >= changes[0].at))
    return session.scalar(left.limit(1)) is not None


def _lost_excuses(session: Session, changes: Sequence[Change]) -> bool:
    before = {each for change in changes for each in change.effect["excuses"]}
    kept = session.scalars(select(Excuse.id).where(Excuse.id.in_(before))).all()
    return len(kept) < len(before)


def _referring(target: str) -> Iterator[tuple[Table, Column[Any]]]:
    """Yield every column of another table that points at a hearing or a case and holds it."""
    for table in Record.metadata.sorted_tables:
        if table.name in TAKEN_BACK:
            continue
        for key in table.foreign_keys:
            if key.column.table.name == target:
                yield table, key.parent


def _among(session: Session, column: Column[Any], values: Sequence[int]) -> Any:
    return among(session, column, values)  # type: ignore[arg-type]  # a plain column compares alike
