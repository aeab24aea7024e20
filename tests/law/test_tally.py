import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.agency import Rank
from litigation.law.attendance import DUE_STANDINGS, NoticeKind, Standing
from litigation.law.clock import SHANGHAI
from litigation.law.count import DutyCount, SittingCount, UnitCount, UnknownCount
from litigation.law.facts_file import read_register
from litigation.law.facts_node import read_moment
from litigation.law.procedure import Procedure
from litigation.law.rate import AgencyTally
from litigation.law.tally import tally, tally_counts

FILES = sorted((Path(__file__).parent / "registers").glob("*.json"))
CHECKS = [
    pytest.param(register, check, id=f"{path.stem}-{number}")
    for path in FILES
    for register, checks in [
        (lambda data: (data["register"], data["checks"]))(json.loads(path.read_text("utf-8")))
    ]
    for number, check in enumerate(checks)
]


def expected_part(expected, found):
    """The part of ``found`` that ``expected`` speaks of."""
    if isinstance(expected, dict):
        return {key: expected_part(value, found[key]) for key, value in expected.items()}
    return found


@pytest.mark.parametrize(("register", "check"), CHECKS)
def test_the_hand_computed_figures_of_a_register_come_out(register, check):
    as_of = read_moment(check["as_of"]) if check["as_of"] else None
    found = tally(read_register(register), check["month"], as_of).to_json()
    assert expected_part(check["expect"], found) == check["expect"]


def unit(standing, count, procedure=Procedure.FIRST_INSTANCE, rank=None, **flags):
    return UnitCount(standing, procedure, head_rank=rank, count=count, **flags)


def test_the_published_figures_of_two_pooled_courts_come_out():
    units = [
        unit(Standing.DISCHARGED, 76 + 39, rank=Rank.PRINCIPAL, spoke=True),
        unit(Standing.DISCHARGED, 663 - 115, rank=Rank.DEPUTY, spoke=True),
        unit(Standing.DISCHARGED, 837 + 169 - 663, rank=Rank.DEPUTY),
    ]
    figures = tally_counts("2021-06", None, units)
    assert (figures.num, figures.den, figures.rate) == (1006, 1006, "100%")
    assert figures.profile_rate("F_principal") == "11.43%"


def test_the_published_figures_by_procedure_balance():
    units = [
        unit(Standing.DISCHARGED, 82),
        unit(Standing.BREACHED, 95 - 82),
        unit(Standing.DISCHARGED, 41, Procedure.SECOND_INSTANCE),
        unit(Standing.BREACHED, 1, Procedure.SECOND_INSTANCE),
    ]
    figures = tally_counts("2022-12", None, units)
    assert (figures.num, figures.den, figures.rate) == (123, 137, "89.78%")
    assert (figures.procedure_rate("first"), figures.procedure_rate("second")) == ("86.32%", "97.62%")
    assert figures.procedure_rate("retrial") == "—"


def test_a_line_with_a_missing_outcome_has_no_percent_but_other_lines_may():
    units = [
        UnitCount(Standing.DISCHARGED, Procedure.FIRST_INSTANCE, NoticeKind.MUST, Rank.DEPUTY, count=3),
        unit(Standing.DISCHARGED, 2, Procedure.SECOND_INSTANCE),
    ]
    unknowns = [UnknownCount(Procedure.SECOND_INSTANCE, count=1)]
    duties = [DutyCount("B", Standing.DISCHARGED, 5), DutyCount("G", Standing.UNKNOWN)]
    figures = tally_counts(
        "2026-02", None, units, unknowns, [SittingCount(True, 5), SittingCount(None)], duties
    )
    assert figures.rate is None
    assert not figures.may_say_100
    assert figures.profile_rate("B") == "100%"
    assert figures.profile_rate("E") is None
    assert figures.profile_rate("D") is None
    assert figures.profiles["D"] == (5, 5)
    assert (figures.procedure_rate("first"), figures.procedure_rate("second")) == ("100%", None)
    assert (figures.by_agency["B"].rate, figures.by_agency["G"].rate) == ("100%", None)


UNITS = st.lists(
    st.builds(
        UnitCount,
        standing=st.sampled_from(Standing),
        procedure=st.sampled_from(Procedure),
        notice=st.none() | st.sampled_from(NoticeKind),
        head_rank=st.none() | st.sampled_from(Rank),
        spoke=st.booleans(),
        settled=st.booleans(),
        lawyers_only=st.booleans(),
        count=st.integers(0, 5),
    ),
    max_size=12,
)


@given(UNITS)
def test_the_parts_always_sum_to_the_denominator(units):
    figures = tally_counts("2026-02", None, units)
    assert figures.den == figures.num + figures.excused + figures.open + figures.breached
    assert figures.den == sum(each.count for each in units if each.standing in DUE_STANDINGS)
    ranks = sum(figures.profiles[key][0] for key in ("F_principal", "F_deputy", "F_other"))
    assert ranks == figures.num
    assert figures.may_say_100 is (figures.rate == "100%")
    assert all(num <= den for num, den in figures.profiles.values())


@given(UNITS, st.integers(1, 4))
def test_grouping_rows_changes_no_figure(units, times):
    apart = tally_counts("2026-02", None, [each for each in units for _ in range(times)])
    together = tally_counts(
        "2026-02",
        None,
        [
            UnitCount(
                each.standing,
                each.procedure,
                each.notice,
                each.head_rank,
                each.spoke,
                each.settled,
                each.lawyers_only,
                each.count * times,
            )
            for each in units
        ],
    )
    assert apart == together


def test_the_json_has_exactly_the_keys_of_expect():
    figures = tally_counts(
        "2026-02", datetime(2026, 3, 1, tzinfo=SHANGHAI), [], duties=[DutyCount("B", Standing.RELIEVED)]
    )
    assert list(figures.to_json()) == [
        "den",
        "num",
        "rate",
        "excused",
        "open",
        "breached",
        "pending",
        "unknown",
        "may_say_100",
        "lawyers_only",
        "profiles",
        "by_agency",
        "by_procedure",
    ]
    assert figures.by_agency == {"B": AgencyTally(relieved=1)}
