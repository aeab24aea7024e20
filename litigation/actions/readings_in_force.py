"""口径读法 in force: the office's choices now, and for each issued month those it was issued under.

A choice never reaches back into an issued month: its cases stay concluded as they were when
its first edition was issued.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.law.dossier import Dossier, dossiers
from litigation.law.duty import Conclusion, conclude, course_of
from litigation.law.facts import Register
from litigation.law.reading import DECIDED, Readings
from litigation.records.circular import Circular
from litigation.records.setting import Setting

PREFIX = "reading_"
"""Names of the settings: ``reading_co_defendants`` and so on."""

CHOSEN = tuple(field.name for field in fields(Readings))
"""Keys of the readings that have more than one option."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The readings chosen now, and those of the issued months where they differ."""

    now: Readings
    issued: Mapping[str, Readings]

    def of_month(self, month: str | None) -> Readings:
        """The readings under which a month's cases are concluded."""
        return self.issued.get(month, self.now) if month else self.now


def readings_in_force(session: Session) -> InForce:
    """Read the office's choices and the months already issued under others."""
    chosen = _choices(session)
    if not chosen:
        return InForce(DECIDED, {})
    first = select(Circular.month, func.min(Circular.issued_at)).where(Circular.state == "issued")
    issued = session.execute(first.group_by(Circular.month)).all()
    return InForce(
        _readings(chosen),
        {month: _readings(row for row in chosen if at and row.changed_at <= at) for month, at in issued},
    )


def conclude_in_force(
    session: Session, register: Register, now: datetime, in_force: InForce | None = None
) -> dict[int, tuple[Dossier, Conclusion]]:
    """Conclude every case of a register under the readings that hold for its month."""
    held = in_force or readings_in_force(session)
    return {
        int(case_id): (dossier, conclude(dossier, now, held.of_month(_month_of(dossier, held, now))))
        for case_id, dossier in dossiers(register).items()
    }


def _month_of(dossier: Dossier, held: InForce, now: datetime) -> str | None:
    """The month by the hearings alone, whether the case counts in it or not."""
    return course_of(dossier.hearings, now).month if held.issued else None


def _choices(session: Session) -> list[Setting]:
    names = [PREFIX + key for key in CHOSEN]
    query = select(Setting).where(Setting.name.in_(names)).order_by(Setting.version)
    return list(session.scalars(query))


def _readings(rows: Iterable[Setting]) -> Readings:
    return Readings.of(**{row.name.removeprefix(PREFIX): str(row.value) for row in rows})
