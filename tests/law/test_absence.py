from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from litigation.law.absence import (
    ExcuseFault,
    OfficeView,
    Postponement,
    excuse_faults,
    say_faults,
    voices_of,
)
from litigation.law.attendance import CourtDecision, ExcuseGround
from litigation.law.clock import SHANGHAI
from litigation.law.facts import Excuse

START = datetime(2026, 2, 3, 9, tzinfo=SHANGHAI)
EXCUSE = Excuse(
    "h1",
    "B",
    ExcuseGround.IRREPLACEABLE_DUTY,
    "主持防汛指挥",
    proof=True,
    seal=True,
    submitted_at=START - timedelta(days=2),
)


def faults(others_free=0, **changed):
    return excuse_faults(replace(EXCUSE, **changed), others_free=others_free, hearing_start=START)


def test_the_list_of_grounds_is_closed():
    assert [each.value for each in ExcuseGround] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("seal", "signature", "found"),
    [
        (True, False, ()),
        (False, True, ()),
        (True, True, ()),
        (False, False, (ExcuseFault.NO_SEAL_OR_SIGNATURE,)),
    ],
)
def test_seal_or_signature_of_the_principal_is_enough(seal, signature, found):
    assert faults(seal=seal, chief_signature=signature) == found


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"ground": ExcuseGround.OTHER, "reason": " "}, (ExcuseFault.NO_WORDS,)),
        ({"ground": ExcuseGround.OTHER, "reason": "病重住院"}, ()),
        ({"proof": False}, (ExcuseFault.NO_PROOF,)),
        ({"ground": ExcuseGround.OTHER, "reason": "赴外地出差"}, (ExcuseFault.ORDINARY_BUSINESS,)),
        ({"ground": ExcuseGround.IRREPLACEABLE_DUTY, "reason": "参加会议"}, ()),
        ({"ground": ExcuseGround.IRREPLACEABLE_DUTY, "others_free": 1}, (ExcuseFault.OTHERS_FREE,)),
        ({"ground": ExcuseGround.FORCE_MAJEURE, "others_free": 1}, ()),
        ({"submitted_at": START}, (ExcuseFault.LATE,)),
        ({"submitted_at": None}, ()),
    ],
)
def test_the_weak_side_of_a_reason_is_said_before_the_court_sees_it(changed, found):
    assert faults(**changed) == found
    assert all("条" in each for each in say_faults(found))


@pytest.mark.parametrize("view", OfficeView)
def test_only_the_court_decides_whatever_the_office_thinks(view):
    undecided = voices_of(EXCUSE, view)
    assert (undecided.decided, undecided.accepted) == (False, False)
    assert undecided.office == view.label
    rejected = voices_of(replace(EXCUSE, court_decision=CourtDecision.REJECTED), view)
    assert (rejected.decided, rejected.accepted) == (True, False)
    accepted = voices_of(replace(EXCUSE, court_decision=CourtDecision.ACCEPTED), view)
    assert (accepted.decided, accepted.accepted) == (True, True)
    assert "第九条第二款" in accepted.court
    assert accepted.unit == "单位说明：须履行他人不能代替的公务：主持防汛指挥（法释〔2020〕3号第八条）"


@pytest.mark.parametrize(
    ("postponement", "words"),
    [
        (Postponement(asked=True), "法院准许以前仍按原定时间出庭"),
        (Postponement(asked=True, granted=True), "法院准许延期开庭"),
        (Postponement(asked=False, granted=True), "法院依职权延期开庭"),
        (Postponement(asked=True, granted=False), "按原定时间出庭（"),
        (Postponement(asked=False), "按原定时间出庭（"),
    ],
)
def test_a_postponement_holds_only_when_the_court_grants_it(postponement, words):
    assert words in postponement.words
    assert ("准许以前" in postponement.words) is (postponement.asked and postponement.granted is None)
    assert "第九条第三款" in postponement.words
