import pytest

from litigation.law.attendance import Standing
from litigation.law.origin import OriginReason, ScheduledCase, ScheduledHearing, origin_of, reason_of
from litigation.law.procedure import HearingKind, Outcome

TRIAL = HearingKind.TRIAL
HELD = ScheduledHearing(TRIAL, Outcome.HELD)


@pytest.mark.parametrize(
    ("hearings", "standing", "reason"),
    [
        ((ScheduledHearing(HearingKind.JUDGMENT, Outcome.HELD),), Standing.DISCHARGED, "other_kind"),
        ((HELD,), Standing.NOT_COUNTED, "not_counted"),
        ((ScheduledHearing(TRIAL),), Standing.NOT_COUNTED, "not_counted"),
        ((ScheduledHearing(TRIAL, Outcome.WITHDRAWN, cancelled=True),), Standing.NOT_COUNTED, "withdrawn"),
        ((ScheduledHearing(TRIAL, Outcome.ADJOURNED),), Standing.PENDING, "put_off"),
        ((ScheduledHearing(TRIAL, Outcome.HELD, moved_away=True),), Standing.DISCHARGED, "put_off"),
        ((ScheduledHearing(TRIAL, Outcome.CANCELLED, cancelled=True),), Standing.PENDING, "cancelled"),
        ((ScheduledHearing(TRIAL),), Standing.PENDING, "ahead"),
        ((HELD,), Standing.DISCHARGED, "elsewhere"),
        ((HELD,), Standing.RELIEVED, "relieved"),
        ((ScheduledHearing(TRIAL, Outcome.ADJOURNED), HELD), Standing.OPEN, "elsewhere"),
    ],
)
def test_a_case_that_is_not_counted_has_one_reason(hearings, standing, reason):
    assert reason_of(ScheduledCase("1", standing, hearings)) == reason


def test_a_missing_outcome_comes_first_and_a_counted_case_is_not_taken_off():
    hearings = (ScheduledHearing(TRIAL),)
    cases = (
        ScheduledCase("1", Standing.UNKNOWN, hearings, unknown=True),
        ScheduledCase("2", Standing.BREACHED, (HELD,), counted=True, unknown=True),
        ScheduledCase("3", Standing.PENDING, hearings),
    )
    assert origin_of(cases) == {OriginReason.UNKNOWN: ("1",), OriginReason.AHEAD: ("3",)}
