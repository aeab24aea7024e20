"""The months of the register: which there are, what each was last reported with, what stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.law.attendance import DUE_STANDINGS, Standing
from litigation.law.clock import month_of
from litigation.records.circular import Circular
from litigation.records.lawsuit import Lawsuit, UnknownMonth


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month: what stands now, and what its newest issued edition said, if there is one."""

    month: str
    num: int
    den: int
    unknown: int = 0
    edition: int = 0
    reported: tuple[int, int] | None = None
    proposed: bool = False

    @property
    def differs(self) -> bool:
        """Tell whether what was reported is no longer what stands."""
        return self.reported is not None and self.reported != (self.num, self.den)


def known_months(session: Session, today: date) -> Sequence[MonthLine]:
    """Return the months from the first with a case up to this one, the latest first."""
    counted = _counted(session)
    unknown = _unknown(session)
    issued, proposed = _editions(session)
    months = {*counted, *unknown, *issued, month_of(today)}
    return [
        MonthLine(
            month,
            *counted.get(month, (0, 0)),
            unknown.get(month, 0),
            edition=issued[month].edition if month in issued else 0,
            reported=_reported(issued.get(month)),
            proposed=month in proposed,
        )
        for month in sorted(_every(min(months), max(months)), reverse=True)
    ]


def _counted(session: Session) -> dict[str, tuple[int, int]]:
    """Count appeared and due cases of every month with one query."""
    due = [each.value for each in DUE_STANDINGS]
    rows = session.execute(
        select(Lawsuit.month, Lawsuit.standing, func.count())
        .where(Lawsuit.month.is_not(None), Lawsuit.standing.in_(due))
        .group_by(Lawsuit.month, Lawsuit.standing)
    )
    counted: dict[str, tuple[int, int]] = {}
    for month, standing, count in rows:
        num, den = counted.get(month, (0, 0))
        counted[month] = (num + count * (standing == Standing.DISCHARGED), den + count)
    return counted


def _unknown(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(UnknownMonth.month, func.count())
        .where(UnknownMonth.agency_id.is_(None))
        .group_by(UnknownMonth.month)
    )
    return dict(rows.all())


def _editions(session: Session) -> tuple[dict[str, Circular], set[str]]:
    """Return the newest issued edition of each month, and the months with a proposed one."""
    rows = session.scalars(select(Circular).where(Circular.state != "draft").order_by(Circular.edition)).all()
    issued = {each.month: each for each in rows if each.state == "issued"}
    return issued, {each.month for each in rows if each.state == "proposed"}


def _reported(edition: Circular | None) -> tuple[int, int] | None:
    return (edition.figures["num"], edition.figures["den"]) if edition else None


def _every(first: str, last: str) -> list[str]:
    """List the months from the first to the last."""
    begin, end = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last))
    return [f"{each // 12:04d}-{each % 12 + 1:02d}" for each in range(begin, end + 1)]
