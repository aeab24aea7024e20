"""What leadership sees: the year so far, the running month, the unbroken record, and the charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from litigation.actions.close_month import trend
from litigation.actions.month_figures import month_figures
from litigation.law.circular import TrendMonth
from litigation.law.clock import month_of, shanghai_day
from litigation.law.rate import Tally
from litigation.papers.trend import record_chart, trend_chart, voice_chart
from litigation.records.agency_year import AgencyYear, agency_years
from litigation.records.month_list import MonthLine, known_months

RECORD_YEARS = 6
"""How many years the record of months shows."""


@dataclass(frozen=True, slots=True)
class Streak:
    """The unbroken run of ended months up to now: every head due appeared, or nothing was heard."""

    since: str
    months: int
    with_hearings: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of the page; ``ended`` are this year's months that are over, oldest first."""

    year: int
    ended: tuple[MonthLine, ...]
    tallies: tuple[Tally, ...]
    running: Tally
    streak: Streak | None
    agencies: tuple[AgencyYear, ...]
    trend: tuple[TrendMonth, ...]
    months_svg: str
    rates_svg: str
    record_svg: str

    def total(self, profile: str) -> int:
        """Add a profile's numerators of the ended months up."""
        return sum(tally.profiles[profile][0] for tally in self.tallies)

    @property
    def num(self) -> int:
        """Cases of the ended months in which the head appeared."""
        return sum(line.num for line in self.ended)

    @property
    def den(self) -> int:
        """Cases heard in the ended months."""
        return sum(line.den for line in self.ended)

    @property
    def unknown(self) -> int:
        """Cases of the ended months whose outcome is missing."""
        return sum(line.unknown for line in self.ended)

    @property
    def sealed(self) -> bool:
        """Tell whether every ended month is issued and still true."""
        return all(line.edition and not line.differs for line in self.ended)


def overview(session: Session, now: datetime) -> Overview:
    """Put the page's figures together from the register as it stands."""
    today = shanghai_day(now)
    running = month_of(today)
    months = known_months(session, today)
    ended = tuple(reversed([m for m in months if m.month < running and m.month[:4] == running[:4]]))
    lines = [each for each in trend(session, running) if each.month[:4] == running[:4]]
    record = [each for each in reversed(months) if int(each.month[:4]) > today.year - RECORD_YEARS]
    first, last = f"{today.year}-01", ended[-1].month if ended else running
    return Overview(
        year=today.year,
        ended=ended,
        tallies=tuple(month_figures(session, line.month) for line in ended),
        running=month_figures(session, running, as_of=now),
        streak=_streak([m for m in months if m.month < running]),
        agencies=tuple(agency_years(session, first, last)),
        trend=tuple(lines),
        months_svg=trend_chart(lines) if lines else "",
        rates_svg=voice_chart(lines[:-1]) if len(lines) > 1 else "",
        record_svg=record_chart(
            [TrendMonth(each.month, each.num, each.den, each.unknown) for each in record]
        ),
    )


def _streak(ended: Sequence[MonthLine]) -> Streak | None:
    """Count back from the latest ended month to the first that breaks the record."""
    run: list[MonthLine] = []
    for line in ended:
        if line.unknown or line.num != line.den:
            break
        run.append(line)
    while run and not run[-1].den:
        run.pop()
    if not run:
        return None
    return Streak(run[-1].month, len(run), sum(1 for line in run if line.den))
