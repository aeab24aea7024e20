import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.rate import rate_text


@pytest.mark.parametrize(
    ("num", "den", "decimals", "text"),
    [
        (837, 837, 2, "100%"),
        (663, 837, 2, "79.21%"),
        (76 + 39, 837 + 169, 2, "11.43%"),
        (123, 137, 2, "89.78%"),
        (82, 95, 2, "86.32%"),
        (41, 42, 2, "97.62%"),
        (14665, 14730, 1, "99.6%"),
        (14665, 14730, 2, "99.56%"),
        (14665, 14730, 0, "99%"),
        (5185, 11965, 1, "43.3%"),
        (26, 40, 0, "65%"),
        (99999, 100000, 2, "99.99%"),
        (9999, 10000, 1, "99.9%"),
        (1, 800, 2, "0.13%"),
        (0, 3, 2, "0.00%"),
        (0, 0, 2, "—"),
        (0, 0, 1, "—"),
    ],
)
def test_a_published_rate_comes_out(num, den, decimals, text):
    assert rate_text(num, den, decimals=decimals) == text


def test_no_percent_is_said_while_an_outcome_is_missing():
    assert rate_text(3, 3, unknown=1) is None
    assert rate_text(0, 0, unknown=1) is None


def test_a_numerator_above_its_denominator_is_a_fault():
    with pytest.raises(ValueError, match="no rate"):
        rate_text(4, 3)


@given(st.integers(1, 10**6), st.data(), st.integers(0, 3))
def test_100_percent_stands_only_for_equality(den, data, decimals):
    num = data.draw(st.integers(0, den))
    assert (rate_text(num, den, decimals=decimals) == "100%") is (num == den)
