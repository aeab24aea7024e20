from dataclasses import replace

import pytest

from litigation.law.attendance import Certificate, CourtDecision, Leaving
from litigation.law.dossier import dossiers
from litigation.law.duty import conclude
from litigation.law.facts import Attendance, Register
from litigation.law.procedure import Outcome
from litigation.law.suggestion import Ground, warn_of_suggestions
from tests.law.test_duty import AGENCIES, AS_OF, BOTH, CASE, FEB3, FEB24, MARCH, OFFICIALS, came, excuse


def warnings(hearings, rows, excuses=(), case=CASE):
    register = Register(AGENCIES, OFFICIALS, (case,), tuple(hearings), tuple(rows), tuple(excuses))
    dossier = dossiers(register)["c1"]
    return warn_of_suggestions(dossier, conclude(dossier, AS_OF))


def grounds(*facts, **fields):
    return [each.ground for each in warnings(*facts, **fields)]


YES, NO, NONE = CourtDecision.ACCEPTED, CourtDecision.REJECTED, CourtDecision.NONE


@pytest.mark.parametrize(
    ("row", "excuses", "found"),
    [
        (came(1), [], []),
        (came(1, None), [], [Ground.ABSENT]),
        (came(1, None), [excuse(1, NO)], [Ground.ABSENT]),
        (came(1, None), [excuse(1, NONE)], []),
        (came(1, None), [excuse(1, YES)], []),
        (replace(came(1, None), staff=0), [], [Ground.ABSENT, Ground.NEITHER_HEAD_NOR_STAFF]),
        (replace(came(1, None), staff=0, lawyers=2), [excuse(1, YES)], [Ground.NEITHER_HEAD_NOR_STAFF]),
        (came(1, left=Leaving.WITHOUT_PERMISSION), [], [Ground.LEFT]),
        (came(1, left=Leaving.PERMITTED), [], []),
        (came(1, refused_to_explain=True), [], [Ground.REFUSED_TO_EXPLAIN]),
    ],
)
def test_the_grounds_of_article_twelve_are_seen_before_the_court_writes(row, excuses, found):
    assert grounds([FEB3], [row], excuses) == found


def test_absent_again_after_a_granted_postponement_is_the_second_ground():
    put_off = replace(FEB3, outcome=Outcome.ADJOURNED)
    assert grounds([put_off, FEB24], [came(2, None)], [excuse(1, YES)]) == [Ground.ABSENT_AFTER_POSTPONEMENT]
    assert grounds([put_off, FEB24], [came(2, None)], [excuse(1, NO)]) == [Ground.ABSENT]
    assert grounds([put_off, FEB24], [came(2)], [excuse(1, YES)]) == []


def test_a_later_appearance_cures_the_duty_but_not_the_record_of_the_first_hearing():
    (warning,) = warnings([FEB3, FEB24], [came(1, None), came(2)])
    assert (warning.ground, warning.hearing.id) == (Ground.ABSENT, "h1")
    assert warning.words.startswith("2026年2月3日开庭，云汀区综合行政执法局：负责人未出庭应诉")
    assert warning.words.endswith("（法释〔2020〕3号第十二条第一款第一项）")


def test_each_owing_agency_is_warned_for_itself():
    found = warnings([FEB3], [came(1), came(1, None, "G")], case=BOTH)
    assert [(each.agency, each.ground) for each in found] == [("G", Ground.ABSENT)]


def test_the_five_grounds_cite_their_items():
    assert [each.article[-4:] for each in Ground] == [
        "款第一项",
        "款第二项",
        "款第三项",
        "款第四项",
        "款第五项",
    ]


@pytest.mark.parametrize(
    ("person", "facts", "found"),
    [
        ("b2", {"certificate": Certificate.DEFECTIVE}, [Ground.ABSENT]),
        ("b4", {}, [Ground.ABSENT]),
        ("g1", {}, [Ground.ABSENT, Ground.NEITHER_HEAD_NOR_STAFF]),
        ("b2", {"present": False}, [Ground.ABSENT, Ground.NEITHER_HEAD_NOR_STAFF]),
    ],
)
def test_a_head_whom_the_court_did_not_accept_is_still_somebody_and_a_stranger_is_not(person, facts, found):
    row = Attendance("h1", "B", person, **{"present": True, "staff": 0, **facts})
    assert grounds([FEB3], [row]) == found


def test_only_a_sitting_put_off_before_counts_as_postponed():
    later = replace(MARCH, outcome=Outcome.ADJOURNED)
    assert grounds([FEB3, later], [came(1, None)], [excuse(3, YES)]) == [Ground.ABSENT]
