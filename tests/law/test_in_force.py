from datetime import date

import pytest

from litigation.law.in_force import Regime, regime_on


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (date(2026, 2, 3), Regime.R2020),
        (date(2020, 7, 1), Regime.R2020),
        (date(2020, 6, 30), Regime.I2018),
        (date(2018, 2, 8), Regime.I2018),
        (date(2018, 2, 7), Regime.ALL),
        (date(2015, 4, 30), Regime.NONE),
    ],
)
def test_the_rules_of_2020_bind_hearings_from_their_first_day(day, regime):
    assert regime_on(day) is regime
