"""Districts made up by a seed: agencies, heads, hearings, leave, portfolios and loads."""

import random
from datetime import UTC, datetime, timedelta

from litigation.solver.model import Busy, Demand, Head, Instance, Travel

COURTS = tuple(f"第{number}法院" for number in range(1, 7))
FIRST_DAY = datetime(2026, 9, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_travel(random_: random.Random) -> Travel:
    """Twenty minutes to an hour between any two courts."""
    pairs = [(one, other) for one in COURTS for other in COURTS if one < other]
    return Travel(timedelta(minutes=30), {pair: timedelta(minutes=random_.randint(20, 60)) for pair in pairs})


def make_district(
    hearings: int, agencies: int, heads: int, days: int, hours: tuple[int, ...], seed: int = 1
) -> Instance:
    """Make so many hearings over the agencies, each with so many heads, on the days at the hours (UTC)."""
    random_ = random.Random(seed)
    people = {
        name: Head(name, {2026: random_.randint(0, 6)}, _leave(random_, days), group=f"{agency:03d}")
        for agency in range(agencies)
        for name in [f"{agency:03d}-{number:02d}" for number in range(heads)]
    }
    demands = []
    for number in range(hearings):
        agency = number % agencies
        start = FIRST_DAY + timedelta(days=random_.randrange(days)) + random_.choice(hours) * HOUR
        known = [f"{agency:03d}-{each:02d}" for each in range(heads) if random_.random() > 0.03]
        in_charge = frozenset(random_.sample(known, min(len(known), 2)))
        length = timedelta(minutes=random_.choice((60, 90, 120)))
        demands.append(
            Demand(
                f"{number:05d}",
                start,
                start + length,
                random_.choice(COURTS),
                tuple(known),
                in_charge,
                year=2026,
            )
        )
    return Instance(tuple(demands), people, make_travel(random_))


def _leave(random_: random.Random, days: int) -> tuple[Busy, ...]:
    """One in five heads is away for up to three days."""
    if random_.random() > 0.2:
        return ()
    start = FIRST_DAY + timedelta(days=random_.randrange(days))
    return (Busy(start, start + timedelta(days=random_.randint(1, 3)), hard=False, kind="leave"),)
