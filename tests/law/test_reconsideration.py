import pytest

from litigation.law.agency import AgencyKind
from litigation.law.reconsideration import Result, Sued, defendants_after, tried_by_intermediate_court


@pytest.mark.parametrize(
    ("result", "sued", "agencies"),
    [
        (Result.UPHELD, Sued.ORIGINAL_ACT, ("B", "G")),
        (Result.REQUEST_DISMISSED, Sued.ORIGINAL_ACT, ("B", "G")),
        (Result.APPLICATION_DISMISSED, Sued.ORIGINAL_ACT, ("B", "G")),
        (Result.NOT_ACCEPTABLE, Sued.ORIGINAL_ACT, ("B",)),
        (Result.NOT_ACCEPTABLE, Sued.DECISION, ("G",)),
        (Result.CHANGED, Sued.ORIGINAL_ACT, ("G",)),
        (Result.OVERDUE, Sued.ORIGINAL_ACT, ("B",)),
        (Result.OVERDUE, Sued.INACTION, ("G",)),
    ],
)
def test_the_defendants_follow_from_the_result_of_reconsideration(result, sued, agencies):
    found = defendants_after(result, "B", "G", sued)
    assert found.agencies == agencies
    assert found.co_defendants is (len(agencies) == 2)
    assert "条" in found.article


def test_upheld_acts_stay_in_the_court_of_the_original_agency():
    kinds = {"B": AgencyKind.DEPARTMENT, "G": AgencyKind.GOVERNMENT}
    upheld = defendants_after(Result.UPHELD, "B", "G")
    changed = defendants_after(Result.CHANGED, "B", "G")
    assert not tried_by_intermediate_court(kinds[upheld.level_follows])
    assert tried_by_intermediate_court(kinds[changed.level_follows])
