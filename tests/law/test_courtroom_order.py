import pytest

from litigation.law.courtroom_order import Objection, Sanction, objection_comes_to


def test_disorder_has_four_sanctions():
    assert [each.label for each in Sanction] == ["训诫", "责令具结悔过", "一万元以下罚款", "十五日以下拘留"]


@pytest.mark.parametrize(
    ("boycotts", "silent", "result"),
    [
        (False, False, Objection.NOTED),
        (True, False, Objection.DEEMED_WITHDRAWN),
        (False, True, Objection.WAIVED),
    ],
)
def test_an_objection_to_the_heads_absence_never_stops_the_trial(boycotts, silent, result):
    assert objection_comes_to(boycotts=boycotts, silent=silent) is result
