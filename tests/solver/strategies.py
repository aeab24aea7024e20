"""Small random districts that hold everything an instance can say."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from litigation.solver.model import UNKNOWN_PLACE, Busy, Demand, Head, Instance, Requirement, Told, Travel

PLACES = ("", UNKNOWN_PLACE, "东院", "西院", "中院")
MORNING = datetime(2026, 9, 14, 1, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)

spans = st.tuples(st.integers(0, 16), st.integers(1, 5)).map(
    lambda span: (MORNING + span[0] * HALF_HOUR, MORNING + (span[0] + span[1]) * HALF_HOUR)
)
busy_times = st.builds(
    lambda span, place, hard: Busy(*span, place, hard=hard, kind="hearing" if hard else "leave"),
    spans,
    st.sampled_from(PLACES),
    st.booleans(),
)


@st.composite
def travels(draw: st.DrawFn) -> Travel:
    """Draw a default and a few entries."""
    pairs = st.tuples(st.sampled_from(PLACES[1:]), st.sampled_from(PLACES[1:]))
    minutes = st.integers(0, 90).map(lambda number: timedelta(minutes=number))
    return Travel(draw(minutes), draw(st.dictionaries(pairs, minutes, max_size=3)))


@st.composite
def demands(draw: st.DrawFn, number: int, names: tuple[str, ...]) -> Demand:
    """Draw one demand among the heads named."""
    some = st.lists(st.sampled_from(names), unique=True)
    start, end = draw(spans)
    return Demand(
        f"d{number}",
        start,
        end,
        draw(st.sampled_from(PLACES)),
        heads=tuple(draw(some)),
        in_charge=frozenset(draw(some)),
        excluded=frozenset(draw(some)[:1]),
        preferred=tuple(draw(some)),
        pinned=draw(st.sampled_from(("", "", "", *names))),
        current=draw(st.sampled_from(("", *names))),
        told=draw(st.sampled_from(tuple(Told))),
        overridden=frozenset(draw(some)[:1]),
        year=draw(st.sampled_from((2026, 2027))),
    )


@st.composite
def instances(draw: st.DrawFn, most_demands: int = 8, most_heads: int = 5) -> Instance:
    """Draw a district of two groups."""
    names = tuple(f"h{number}" for number in range(draw(st.integers(1, most_heads))))
    loads = st.fixed_dictionaries({2026: st.integers(0, 9), 2027: st.integers(0, 2)})
    heads = {
        name: Head(
            name,
            draw(loads),
            tuple(draw(st.lists(busy_times, max_size=2))),
            draw(st.sampled_from(("甲局", "乙局"))),
        )
        for name in names
    }
    drawn = tuple(draw(demands(number, names)) for number in range(draw(st.integers(0, most_demands))))
    ids = tuple(demand.id for demand in drawn) or ("none",)
    rules = st.builds(
        Requirement,
        st.text("abc", min_size=1, max_size=3),
        st.frozensets(st.sampled_from(ids)),
        st.frozensets(st.sampled_from(names)),
        st.integers(1, 2),
        st.booleans(),
    )
    return Instance(
        drawn,
        heads,
        draw(travels()),
        tuple(draw(st.lists(rules, max_size=3, unique_by=lambda rule: rule.id))),
    )
