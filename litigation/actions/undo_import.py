"""Taking a whole import back, while nothing depends on what it wrote.

What it registered goes, what it changed is as it was before. Nobody is told anything: what was
planned because of it ends, and what was ended because of it is planned again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, delete, select, update
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.among import among
from litigation.actions.conclude import conclude_cases
from litigation.actions.import_effect import ANSWER, KEPT
from litigation.actions.journal import record_act
from litigation.actions.plan_notices import plan_hearing
from litigation.actions.row import get_row
from litigation.actions.undo_obstacles import Change, Effects, find_obstacles
from litigation.law.error import ConflictError, InvalidInputError
from litigation.law.word import N_
from litigation.records.assignment import Assignment
from litigation.records.db import UtcDateTime, db, writing
from litigation.records.hearing import Hearing, HearingCase, HearingMove
from litigation.records.import_run import ImportRow, ImportRun
from litigation.records.lawsuit import AppearanceDuty, ArrangementAgency, Lawsuit, Party, UnknownMonth
from litigation.records.notice import Notice, Task

NAMED = 5
"""Rows that a refusal names one by one."""
UNDONE = "整次导入已撤销"


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking an import back would do, and the sentence that refuses it."""

    hearings: int
    cases: int
    changed: int
    refusal: str = ""


def undo_plan(run_id: int) -> UndoPlan:
    """Tell what ``undo_import`` would do now, without doing it."""
    session = db.session()
    effects = _effects(session, run_id)
    refusal = _refusal(session, run_id, find_obstacles(session, effects))
    return UndoPlan(len(effects.made), len(effects.cases), len(effects.changes), refusal)


def can_be_undone(run: ImportRun) -> bool:
    """Tell whether an import wrote hearings that might be taken back."""
    return run.kind == "hearings" and run.settled_at is not None and run.state in ("waiting", "applied")


def undo_import(run_id: int, version: int, *, now: datetime, actor: Actor) -> str:
    """Take back everything an import wrote; return what was done in one sentence.

    Raises:
        ConflictError: the import was taken back or changed meanwhile.
        InvalidInputError: other work depends on some rows; the sentence names them, nothing changed.
    """
    require(actor, *OFFICE)
    with writing() as session:
        run = get_row(session, ImportRun, run_id, version)
        if not can_be_undone(run):
            raise ConflictError(N_("这次导入没有写入过开庭，或者已经撤销，没有改动。"))
        effects = _effects(session, run_id)
        if refusal := _refusal(session, run_id, find_obstacles(session, effects)):
            raise InvalidInputError(refusal)
        for hearing_id, changes in effects.changes.items():
            if hearing_id not in set(effects.made):
                _restore(session, hearing_id, changes, now)
        _remove(session, effects)
        _settle_run(session, run, now, actor)
        sentence = _sentence(effects)
        run.message = sentence
        done = {"hearings": len(effects.made), "cases": len(effects.cases), "changed": len(effects.changes)}
        record_act(session, now, actor, "import.undo", "import", run.id, **done)
    return sentence


def _effects(session: Session, run_id: int) -> Effects:
    query = (
        select(ImportRow.hearing_id, ImportRow.effect, ImportRow.applied_at)
        .where(ImportRow.run_id == run_id, ImportRow.effect.is_not(None))
        .order_by(ImportRow.applied_at, ImportRow.position)
    )
    made: dict[int, None] = {}
    cases: list[int] = []
    changes: dict[int, list[Change]] = {}
    for hearing_id, effect, at in session.execute(query):
        if hearing_id is None:
            continue
        if effect["act"] == "create":
            made[hearing_id] = None
            cases += [effect["case"]] if effect["case"] else []
        else:
            changes.setdefault(hearing_id, []).append(Change(effect, at))
    return Effects(list(made), cases, changes)


def _refusal(session: Session, run_id: int, obstacles: dict[int, str]) -> str:
    """Name the rows that other work depends on; empty where there are none."""
    if not obstacles:
        return ""
    query = (
        select(ImportRow.line, ImportRow.position, ImportRow.draft["case_number"].as_string())
        .add_columns(ImportRow.hearing_id)
        .where(ImportRow.run_id == run_id, ImportRow.effect.is_not(None))
        .where(among(session, ImportRow.hearing_id, list(obstacles)))
        .order_by(ImportRow.position)
    )
    rows = session.execute(query).all()
    named = [
        f"第 {line or position + 1} 行{number or ''}（{obstacles[hearing_id]}）"
        for line, position, number, hearing_id in rows[:NAMED]
    ]
    more = f"等 {len(rows)} 行" if len(rows) > NAMED else ""
    return f"没有撤销：{'、'.join(named)}{more}。请在案件页逐件更正，或先取消这些后续工作。"


def _restore(session: Session, hearing_id: int, changes: Sequence[Change], now: datetime) -> None:
    """Make a hearing what it was before the first change, with its answers, notices and tasks."""
    hearing, first = session.get_one(Hearing, hearing_id), changes[0].effect
    for name in KEPT:
        setattr(hearing, name, _typed(Hearing, name, first["before"][name]))
    hearing.version += 1
    session.execute(
        delete(HearingMove).where(
            HearingMove.hearing_id == hearing_id, HearingMove.revision > hearing.revision
        )
    )
    for assignment_id, values in first["answers"].items():
        assignment = session.get_one(Assignment, int(assignment_id))
        for name in ANSWER:
            setattr(assignment, name, _typed(Assignment, name, values[name]))
        assignment.version += 1
    _restore_notices(session, hearing_id, set(first["notices"]))
    _restore_tasks(session, hearing_id, set(first["tasks"]), now)
    session.flush()
    conclude_cases(session, [each.id for each in hearing.lawsuits], now)
    plan_hearing(session, hearing_id, now)


def _restore_notices(session: Session, hearing_id: int, planned: set[int]) -> None:
    """Plan again what the change had ended; end what it had planned, which then may be planned anew."""
    untried = select(Notice).where(Notice.hearing_id == hearing_id, Notice.tried_at.is_(None))
    for notice in session.scalars(untried.where(Notice.state.in_(("planned", "superseded")))):
        if notice.id in planned:
            notice.state, notice.ended_reason = "planned", ""
        elif notice.state == "planned":
            notice.state, notice.ended_reason = "superseded", UNDONE
            notice.key = f"{notice.key[:180]}:undone:{notice.id}"


def _restore_tasks(session: Session, hearing_id: int, waiting: set[int], now: datetime) -> None:
    for task in session.scalars(select(Task).where(Task.hearing_id == hearing_id)):
        if task.id in waiting and not task.done_by:
            task.done_at, task.result = None, ""
        elif task.done_at is None and task.id not in waiting:
            task.done_at, task.result, task.key = now, UNDONE, f"{task.key[:180]}:undone:{task.id}"


def _remove(session: Session, effects: Effects) -> None:
    """Take the hearings and cases out that the import registered."""
    made, cases = list(effects.made), list(effects.cases)
    steps: list[Any] = [
        update(Notice).where(among(session, Notice.hearing_id, made), Notice.state == "planned")
        .values(state="superseded", ended_reason=UNDONE),
        update(Notice).where(among(session, Notice.hearing_id, made)).values(hearing_id=None),
        delete(Task).where(among(session, Task.hearing_id, made)),
        update(ImportRow).where(among(session, ImportRow.hearing_id, made)).values(hearing_id=None),
        delete(HearingCase).where(among(session, HearingCase.hearing_id, made)),
        *(
            delete(table).where(among(session, table.case_id, cases))
            for table in (UnknownMonth, AppearanceDuty, ArrangementAgency, Party)
        ),
        delete(HearingMove).where(among(session, HearingMove.hearing_id, made)),
        delete(Hearing).where(among(session, Hearing.id, made)),
        delete(Lawsuit).where(among(session, Lawsuit.id, cases)),
    ]  # fmt: skip
    session.flush()
    for step in steps:
        session.execute(step.execution_options(synchronize_session=False))
    session.expire_all()


def _settle_run(session: Session, run: ImportRun, now: datetime, actor: Actor) -> None:
    session.execute(
        update(ImportRow)
        .where(ImportRow.run_id == run.id, ImportRow.applied_at.is_not(None))
        .values(applied_at=None, effect=None)
        .execution_options(synchronize_session=False)
    )
    run.state, run.undone_at, run.undone_by = "undone", now, actor.name
    run.version += 1


def _sentence(effects: Effects) -> str:
    parts = []
    if effects.made:
        parts.append(f"撤回新增的 {len(effects.made)} 次开庭、{len(effects.cases)} 个案件")
    if changed := len(effects.changes):
        parts.append(f"恢复改动的 {changed} 次开庭")
    return f"已撤销整次导入：{'，'.join(parts) or '没有写入过的内容'}。没有发出任何通知。"


def _typed(record: type[Hearing] | type[Assignment], name: str, value: Any) -> Any:
    """Return a value of the kept JSON as the column has it."""
    if not isinstance(value, str):
        return value
    kind = record.__table__.c[name].type
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
