"""口径读法 chosen by the office: what a choice would change is shown before it is made.

A choice concludes the cases of every month that is not issued anew; issued months stay as they
were issued. Each choice is a new version with its author.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor, require
from litigation.actions.conclude import BATCH, conclude_cases
from litigation.actions.facts import facts_of_cases
from litigation.actions.journal import record_act
from litigation.actions.plan_notices import plan_hearing
from litigation.actions.readings_in_force import CHOSEN, PREFIX, readings_in_force
from litigation.law.attendance import DUE_STANDINGS, Standing
from litigation.law.dossier import dossiers
from litigation.law.duty import Conclusion, conclude, course_of
from litigation.law.error import ConflictError
from litigation.law.reading import Readings
from litigation.records.circular import Circular
from litigation.records.db import writing
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import Lawsuit
from litigation.records.setting import Setting


@dataclass(slots=True)
class Count:
    """One month's figures by the district's own rule."""

    num: int = 0
    den: int = 0
    unknown: int = 0

    def add(self, month: str, conclusion: Conclusion) -> None:
        """Count one case."""
        if conclusion.month == month:
            self.den += conclusion.standing in DUE_STANDINGS
            self.num += conclusion.standing is Standing.DISCHARGED
        self.unknown += month in conclusion.unknown_months


@dataclass(slots=True)
class MonthEffect:
    """What a choice would make of one open month, and the numbers of the cases it turns."""

    month: str
    before: Count = field(default_factory=Count)
    after: Count = field(default_factory=Count)
    cases: list[tuple[int, str, Standing, Standing]] = field(default_factory=list)


def preview_readings(session: Session, chosen: Readings, now: datetime) -> tuple[MonthEffect, ...]:
    """Return the open months whose figures or cases a choice would change; changes nothing."""
    effects: dict[str, MonthEffect] = {}
    for case_id, before, after in _both(session, chosen, now):
        months = {before.month, after.month, *before.unknown_months, *after.unknown_months} - {None}
        for month in months:
            effect = effects.setdefault(str(month), MonthEffect(str(month)))
            effect.before.add(effect.month, before)
            effect.after.add(effect.month, after)
        home = after.month or before.month
        if before.standing is not after.standing and home:
            turned = (case_id, after.case.number, before.standing, after.standing)
            effects.setdefault(home, MonthEffect(home)).cases.append(turned)
    told = (each for each in effects.values() if each.cases or each.before != each.after)
    return tuple(sorted(told, key=lambda each: each.month, reverse=True))


def readings_version(session: Session) -> int:
    """Return a number that grows with every choice."""
    return session.scalar(select(func.max(Setting.id)).where(Setting.name.in_(_names()))) or 0


def change_readings(
    options: Mapping[str, str], *, now: datetime, actor: Actor, version: int | None = None
) -> tuple[str, ...]:
    """Choose readings; the cases of open months are concluded anew at once. Return the keys changed.

    Raises:
        InvalidInputError: no such reading or option.
        ConflictError: somebody chose otherwise since ``version``.
    """
    require(actor, "admin", "system")
    chosen = Readings.of(**options)
    with writing() as session:
        if version is not None and version != readings_version(session):
            raise ConflictError
        held = readings_in_force(session).now
        changed = tuple(key for key in CHOSEN if getattr(chosen, key) != getattr(held, key))
        turned = [
            case_id
            for case_id, before, after in _both(session, chosen, now)
            if before.standing is not after.standing or before.duties.keys() != after.duties.keys()
        ]
        for key in changed:
            _write(session, PREFIX + key, getattr(chosen, key), now, actor)
        if changed:
            conclude_cases(session, turned, now)
            _plan_again(session, turned, now)
            words = {key: [getattr(held, key), getattr(chosen, key)] for key in changed}
            record_act(session, now, actor, "reading.change", "setting", None, **words, cases=len(turned))
    return changed


def _both(session: Session, chosen: Readings, now: datetime) -> Iterator[tuple[int, Conclusion, Conclusion]]:
    """Conclude each case of a month that is not issued under the present and the chosen readings."""
    held = readings_in_force(session).now
    issued = set(session.scalars(select(Circular.month).where(Circular.state == "issued").distinct()))
    ids = session.scalars(
        select(Lawsuit.id).where(Lawsuit.month.is_(None) | Lawsuit.month.not_in(issued)).order_by(Lawsuit.id)
    ).all()
    for start in range(0, len(ids), BATCH):
        register = facts_of_cases(session, ids[start : start + BATCH])
        for case_id, dossier in dossiers(register).items():
            if course_of(dossier.hearings, now).month not in issued:
                yield int(case_id), conclude(dossier, now, held), conclude(dossier, now, chosen)


def _plan_again(session: Session, case_ids: Sequence[int], now: datetime) -> None:
    """A duty that is owed now, or no more, is told about at its coming hearings."""
    hearings = (
        select(HearingCase.hearing_id)
        .join(Hearing, Hearing.id == HearingCase.hearing_id)
        .where(HearingCase.case_id.in_(case_ids), Hearing.outcome.is_(None), Hearing.cancelled_at.is_(None))
        .distinct()
    )
    for hearing_id in session.scalars(hearings).all():
        plan_hearing(session, hearing_id, now)


def _write(session: Session, name: str, value: str, now: datetime, actor: Actor) -> None:
    last = session.scalar(select(func.max(Setting.version)).where(Setting.name == name)) or 0
    session.add(Setting(name=name, version=last + 1, value=value, changed_at=now, changed_by=actor.name))
    session.flush()


def _names() -> list[str]:
    return [PREFIX + key for key in CHOSEN]
