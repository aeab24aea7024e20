"""A short run of what the benchmark ``fuzz`` does ten thousand times."""

import pytest

from tests.benchmarks.fuzz import MOST_SECONDS, Findings, case, try_case

CASES = 400


@pytest.mark.timeout(120)
def test_no_damaged_input_makes_a_reader_raise_or_hang() -> None:
    found = Findings(CASES)
    for number in range(CASES):
        try_case(number, found)
    assert found.raised == []
    assert found.slowest[0] < MOST_SECONDS, found.slowest
    assert set(found.kinds) == {"text", "csv", "ics", "xlsx", "ods"}


def test_a_case_is_made_alike_each_time() -> None:
    assert [case(number) for number in range(20)] == [case(number) for number in range(20)]
