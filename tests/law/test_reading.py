"""The readings are named and versioned, and each alternative changes the figures it says it changes."""

from dataclasses import fields, replace

import pytest

from litigation.law.attendance import CourtDecision, Standing
from litigation.law.dossier import dossiers
from litigation.law.duty import conclude
from litigation.law.error import InvalidInputError
from litigation.law.facts import Register
from litigation.law.reading import DECIDED, READINGS, Readings
from tests.law.test_duty import AGAIN, AGENCIES, AS_OF, BOTH, CASE, FEB3, MARCH, OFFICIALS, came, excuse


def standing(case, hearings, rows, excuses=(), as_of=AS_OF, **chosen):
    register = Register(AGENCIES, OFFICIALS, (case,), tuple(hearings), tuple(rows), tuple(excuses))
    return conclude(dossiers(register)["c1"], as_of, Readings.of(**chosen)).standing


def test_every_reading_has_a_version_words_and_a_decided_option():
    assert len({each.key for each in READINGS}) == len(READINGS)
    for each in READINGS:
        assert each.version >= 1
        assert each.name
        assert each.words
        assert each.decided == each.options[0]


def test_the_readings_in_force_are_the_decided_ones_unless_chosen():
    decided = {each.key: each.decided for each in READINGS}
    assert all(getattr(DECIDED, field.name) == decided[field.name] for field in fields(Readings))
    assert DECIDED.departures == {}
    assert Readings.of(co_defendants="any").departures == {"co_defendants": "any"}


@pytest.mark.parametrize("chosen", [{"co_defendants": "none"}, {"weather": "fine"}])
def test_a_reading_that_does_not_exist_is_refused(chosen):
    with pytest.raises(InvalidInputError, match="没有"):
        Readings.of(**chosen)


def test_without_arrangement_each_co_defendant_or_by_the_other_reading_one_is_enough():
    rows = [came(1), came(1, None, "G")]
    assert standing(BOTH, [FEB3], rows) is Standing.BREACHED
    assert standing(BOTH, [FEB3], rows, co_defendants="any") is Standing.DISCHARGED


def test_an_undecided_excuse_is_open_or_by_the_other_reading_a_breach():
    rows, excuses = [came(1, None)], [excuse(1, CourtDecision.NONE)]
    assert standing(CASE, [FEB3], rows, excuses) is Standing.OPEN
    assert standing(CASE, [FEB3], rows, excuses, undecided_excuse="breached") is Standing.BREACHED


def test_a_missed_renotified_hearing_is_not_cured_or_by_the_other_reading_it_is():
    third = replace(MARCH, outcome=AGAIN.outcome)
    hearings, rows = [FEB3, AGAIN, third], [came(1), came(2, None), came(3)]
    assert standing(CASE, hearings, rows, as_of=None) is Standing.BREACHED
    assert standing(CASE, hearings, rows, as_of=None, renotified_cure="yes") is Standing.DISCHARGED
    assert standing(CASE, hearings[:2], rows[:2], renotified_cure="yes") is Standing.BREACHED


def test_a_retrial_review_never_counts_or_by_the_other_reading_it_does():
    review = replace(CASE, number="(2026)鲁行申130号")
    assert standing(review, [FEB3], [came(1)]) is Standing.NOT_COUNTED
    assert standing(review, [FEB3], [came(1)], retrial_review="count") is Standing.DISCHARGED
