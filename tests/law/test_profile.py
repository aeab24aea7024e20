"""The counting rules: named, versioned, side by side."""

import pytest

from litigation.law.agency import Rank
from litigation.law.attendance import NoticeKind, Standing
from litigation.law.count import SittingCount, UnitCount, UnknownCount
from litigation.law.procedure import Procedure
from litigation.law.profile import ORDER, UNIT_PROFILES, count_missing, count_profiles

FIRST = Procedure.FIRST_INSTANCE
UNITS = [
    UnitCount(Standing.DISCHARGED, FIRST, NoticeKind.MUST, Rank.PRINCIPAL, True, True, count=4),
    UnitCount(Standing.DISCHARGED, FIRST, NoticeKind.MAY, Rank.DEPUTY, True, False, count=3),
    UnitCount(Standing.DISCHARGED, FIRST, None, Rank.OTHER, False, False, count=2),
    UnitCount(Standing.EXCUSED, FIRST, NoticeKind.MUST, count=1),
    UnitCount(Standing.OPEN, FIRST, None, count=1),
    UnitCount(Standing.BREACHED, FIRST, NoticeKind.MAY, count=1),
    UnitCount(Standing.UNKNOWN, FIRST, NoticeKind.MUST, count=7),
    UnitCount(Standing.PENDING, FIRST, NoticeKind.MUST, count=7),
]


@pytest.mark.parametrize(
    ("key", "pair"),
    [
        ("D0", (9, 12)),
        ("B", (7, 9)),
        ("B_must", (4, 5)),
        ("D", (10, 12)),
        ("E", (9, 11)),
        ("E_compliant", (10, 12)),
        ("F_principal", (4, 12)),
        ("F_deputy", (3, 12)),
        ("F_other", (2, 12)),
        ("G_spoke_of_heard", (7, 12)),
        ("G_settle_of_heard", (4, 12)),
        ("G_spoke_of_attended", (7, 9)),
        ("G_settle_of_attended", (4, 9)),
    ],
)
def test_a_profile_counts_by_its_own_rule(key, pair):
    sittings = [SittingCount(True, 10), SittingCount(False, 2), SittingCount(None, 3)]
    assert count_profiles(UNITS, sittings)[key] == pair


def test_every_rule_has_a_version_and_a_name_and_stands_in_the_order_printed():
    assert set(ORDER) == {"D", *(each.key for each in UNIT_PROFILES)}
    assert all(each.version >= 1 and each.name for each in UNIT_PROFILES)


def test_a_missing_outcome_forbids_a_percent_only_where_it_belongs():
    unknowns = [UnknownCount(FIRST, NoticeKind.MAY, 2), UnknownCount(FIRST, None, 1)]
    missing = count_missing(unknowns, [SittingCount(None, 5)])
    assert (missing["D0"], missing["B"], missing["B_must"], missing["D"]) == (3, 2, 0, 5)
