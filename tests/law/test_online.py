import pytest

from litigation.law.attendance import Leaving
from litigation.law.online import absent_online, left_online


@pytest.mark.parametrize(
    ("facts", "leaving"),
    [
        ({"left": False, "technical": False, "warned": False}, Leaving.STAYED),
        ({"left": True, "technical": True, "warned": True}, Leaving.STAYED),
        ({"left": True, "technical": False, "warned": True}, Leaving.WITHOUT_PERMISSION),
        ({"left": True, "technical": False, "warned": False}, Leaving.STAYED),
        ({"left": True, "technical": False, "warned": True, "permitted": True}, Leaving.PERMITTED),
    ],
)
def test_leaving_online_after_a_warning_is_leaving_without_permission(facts, leaving):
    assert left_online(**facts) is leaving


def test_not_joining_without_a_technical_reason_is_absence():
    assert absent_online(joined=False, technical=False)
    assert not absent_online(joined=False, technical=True)
    assert not absent_online(joined=True, technical=False)
