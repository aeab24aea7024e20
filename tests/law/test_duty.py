from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.agency import Agency, AgencyKind, Official, PartyRole, Rank
from litigation.law.attendance import (
    ArrangementKind,
    Certificate,
    CourtDecision,
    ExcuseGround,
    Leaving,
    Standing,
)
from litigation.law.clock import SHANGHAI
from litigation.law.dossier import dossiers
from litigation.law.duty import conclude, needs_head
from litigation.law.facts import Arrangement, Attendance, Case, Excuse, Hearing, Party, Register
from litigation.law.procedure import HearingKind, Outcome
from litigation.law.tally import tally

AGENCIES = (
    Agency("B", "云汀区综合行政执法局", AgencyKind.DEPARTMENT),
    Agency("G", "云汀区人民政府", AgencyKind.GOVERNMENT),
    Agency("X", "青岛市人民政府", AgencyKind.GOVERNMENT, in_district=False),
)
OFFICIALS = (
    Official("b1", "局长丙", "B", Rank.PRINCIPAL),
    Official("b2", "副局长丁", "B", Rank.DEPUTY),
    Official("b3", "党组成员戊", "B", Rank.DEPUTY_LEVEL, portfolio=("强制拆除",)),
    Official("b4", "总工程师己", "B", Rank.OTHER, linked_cases=frozenset({"c9"})),
    Official("b5", "前副局长庚", "B", Rank.DEPUTY, to_on=date(2026, 2, 2)),
    Official("g1", "副区长乙", "G", Rank.DEPUTY),
)
CASE = Case("c1", "(2026)鲁7102行初1号", (Party("B", PartyRole.DEFENDANT),), field="强制拆除")
BOTH = replace(CASE, parties=(Party("B", PartyRole.DEFENDANT), Party("G", PartyRole.DEFENDANT)))
AS_OF = datetime(2026, 2, 28, 18, tzinfo=SHANGHAI)


def hearing(number, day, outcome=Outcome.HELD, **fields):
    start = datetime(2026, 2 if day < 30 else 3, day if day < 30 else day - 30, 9, tzinfo=SHANGHAI)
    return Hearing(f"h{number}", ("c1",), start, outcome=outcome, **fields)


def came(number, person="b2", agency="B", **fields):
    return Attendance(f"h{number}", agency, person, present=person is not None, staff=1, **fields)


def excuse(number, decision, agency="B"):
    return Excuse(f"h{number}", agency, ExcuseGround.IRREPLACEABLE_DUTY, court_decision=decision)


def concluded(hearings, rows=(), excuses=(), case=CASE, as_of=AS_OF):
    register = Register(AGENCIES, OFFICIALS, (case,), tuple(hearings), tuple(rows), tuple(excuses))
    return conclude(dossiers(register)["c1"], as_of)


FEB3, FEB24 = hearing(1, 3), hearing(2, 24)
AGAIN = hearing(2, 24, re_notified=True)
MARCH = hearing(3, 42, outcome=None)
LATE = hearing(2, 24, outcome=None)
NONE, YES, NO = CourtDecision.NONE, CourtDecision.ACCEPTED, CourtDecision.REJECTED

STANDINGS = {
    "nothing held, one fixed": ([MARCH], [], [], Standing.PENDING),
    "nothing held, one past without outcome": ([LATE, MARCH], [], [], Standing.UNKNOWN),
    "withdrawn before": ([hearing(1, 3, Outcome.WITHDRAWN)], [], [], Standing.NOT_COUNTED),
    "cancelled": ([hearing(1, 3, Outcome.CANCELLED)], [], [], Standing.NOT_COUNTED),
    "adjourned, no new date": ([hearing(1, 3, Outcome.ADJOURNED)], [], [], Standing.PENDING),
    "pronouncement only": ([hearing(1, 3, kind=HearingKind.JUDGMENT)], [came(1)], [], Standing.PENDING),
    "held without a row": ([FEB3], [], [], Standing.UNKNOWN),
    "attended": ([FEB3], [came(1)], [], Standing.DISCHARGED),
    "attended, later not": ([FEB3, FEB24], [came(1), came(2, None)], [], Standing.DISCHARGED),
    "attended, later without a row": ([FEB3, FEB24], [came(1)], [], Standing.DISCHARGED),
    "attended, later without outcome": ([FEB3, LATE], [came(1)], [], Standing.DISCHARGED),
    "cured by the second": ([FEB3, FEB24], [came(1, None), came(2)], [], Standing.DISCHARGED),
    "notified again and missed": ([FEB3, AGAIN], [came(1), came(2, None)], [], Standing.BREACHED),
    "notified again, no row": ([FEB3, AGAIN], [came(1)], [], Standing.UNKNOWN),
    "notified again, excused": ([FEB3, AGAIN], [came(1), came(2, None)], [excuse(2, YES)], Standing.EXCUSED),
    "notified again, undecided": ([FEB3, AGAIN], [came(1), came(2, None)], [excuse(2, NONE)], Standing.OPEN),
    "notified again, missed, a later one fixed": (
        [FEB3, AGAIN, MARCH],
        [came(1), came(2, None)],
        [],
        Standing.BREACHED,
    ),
    "notified again for the coming one": (
        [FEB3, replace(MARCH, re_notified=True)],
        [came(1)],
        [],
        Standing.DISCHARGED,
    ),
    "missed": ([FEB3], [came(1, None)], [], Standing.BREACHED),
    "missed, next one fixed": ([FEB3, MARCH], [came(1, None)], [], Standing.OPEN),
    "missed, next one waits for its date": (
        [FEB3, Hearing("h3", ("c1",), None)],
        [came(1, None)],
        [],
        Standing.OPEN,
    ),
    "missed, excuse accepted": ([FEB3], [came(1, None)], [excuse(1, YES)], Standing.EXCUSED),
    "missed, excuse undecided": ([FEB3], [came(1, None)], [excuse(1, NONE)], Standing.OPEN),
    "missed, excuse refused": ([FEB3], [came(1, None)], [excuse(1, NO)], Standing.BREACHED),
    "missed twice, one excused": (
        [FEB3, FEB24],
        [came(1, None), came(2, None)],
        [excuse(1, YES)],
        Standing.BREACHED,
    ),
    "missed twice, excused and undecided": (
        [FEB3, FEB24],
        [came(1, None), came(2, None)],
        [excuse(1, YES), excuse(2, NONE)],
        Standing.OPEN,
    ),
    "missed twice, both excused": (
        [FEB3, FEB24],
        [came(1, None), came(2, None)],
        [excuse(1, YES), excuse(2, YES)],
        Standing.EXCUSED,
    ),
    "missed, second without a row": ([FEB3, FEB24], [came(1, None)], [], Standing.UNKNOWN),
    "missed after notice, second without a row": (
        [replace(FEB3, re_notified=True), FEB24],
        [came(1, None)],
        [],
        Standing.BREACHED,
    ),
    "defective certificate": ([FEB3], [came(1, certificate=Certificate.DEFECTIVE)], [], Standing.BREACHED),
    "corrected certificate": ([FEB3], [came(1, certificate=Certificate.CORRECTED)], [], Standing.DISCHARGED),
    "left without permission": ([FEB3], [came(1, left=Leaving.WITHOUT_PERMISSION)], [], Standing.BREACHED),
    "left with permission": ([FEB3], [came(1, left=Leaving.PERMITTED)], [], Standing.DISCHARGED),
    "head of another agency": ([FEB3], [came(1, "g1")], [], Standing.BREACHED),
    "named but not there": ([FEB3], [replace(came(1), present=False)], [], Standing.BREACHED),
    "out of office": ([FEB3], [came(1, "b5")], [], Standing.BREACHED),
    "rank three in charge": ([FEB3], [came(1, "b3")], [], Standing.DISCHARGED),
    "rank four without link": ([FEB3], [came(1, "b4")], [], Standing.BREACHED),
}


@pytest.mark.parametrize(("hearings", "rows", "excuses", "standing"), STANDINGS.values(), ids=STANDINGS)
def test_the_standing_follows_from_the_facts(hearings, rows, excuses, standing):
    conclusion = concluded(hearings, rows, excuses)
    assert conclusion.standing is standing
    assert conclusion.duties["B"].standing is standing
    assert conclusion.duties["B"].reasons


@pytest.mark.parametrize(
    ("number", "standing"),
    [
        ("(2026)鲁7102行初1号", Standing.DISCHARGED),
        ("(2026)鲁02行终1号", Standing.DISCHARGED),
        ("(2026)鲁02行赔终1号", Standing.DISCHARGED),
        ("(2026)鲁行再1号", Standing.DISCHARGED),
        ("(2026)鲁行申1号", Standing.NOT_COUNTED),
        ("(2026)鲁0202行审1号", Standing.NOT_COUNTED),
        ("(2026)鲁0202民初1号", Standing.NOT_COUNTED),
    ],
)
def test_only_three_procedures_owe(number, standing):
    assert concluded([FEB3], [came(1)], case=replace(CASE, number=number)).standing is standing


@pytest.mark.parametrize(
    ("party", "standing"),
    [
        (Party("B", PartyRole.THIRD_PARTY), Standing.NOT_COUNTED),
        (Party("B", PartyRole.THIRD_PARTY, art1_3=True), Standing.DISCHARGED),
        (Party("B", PartyRole.PLAINTIFF), Standing.NOT_COUNTED),
        (Party("B", PartyRole.APPLICANT), Standing.NOT_COUNTED),
        (Party("B", PartyRole.APPELLANT_DEFENDANT), Standing.DISCHARGED),
        (Party("X", PartyRole.DEFENDANT), Standing.NOT_COUNTED),
    ],
)
def test_only_a_sued_agency_of_the_district_owes(party, standing):
    assert concluded([FEB3], [came(1)], case=replace(CASE, parties=(party,))).standing is standing


def test_without_arrangement_every_co_defendant_must_appear():
    one = concluded([FEB3], [came(1), came(1, None, "G")], case=BOTH)
    assert one.standing is Standing.BREACHED
    assert one.duties["B"].standing is Standing.DISCHARGED
    assert one.sittings == {"h1": False}
    both = concluded([FEB3], [came(1), came(1, "g1", "G")], case=BOTH)
    assert (both.standing, both.sittings) == (Standing.DISCHARGED, {"h1": True})


def test_a_breach_of_one_stands_while_the_other_is_unknown():
    conclusion = concluded([FEB3], [came(1, None)], case=BOTH)
    assert conclusion.standing is Standing.BREACHED
    assert conclusion.duties["G"].standing is Standing.UNKNOWN
    assert conclusion.unknown_months == ()
    assert conclusion.duties["G"].unknown_months == ("2026-02",)


def test_an_arrangement_relieves_the_others():
    case = replace(BOTH, arrangement=Arrangement(ArrangementKind.AGREED, ("B",)))
    conclusion = concluded([FEB3], [came(1)], case=case)
    assert conclusion.standing is Standing.DISCHARGED
    assert conclusion.duties["G"].standing is Standing.RELIEVED
    assert conclusion.duties["G"].reasons == (
        "协商确定由云汀区综合行政执法局的负责人出庭（法释〔2020〕3号第三条）",
    )


def test_an_arrangement_for_an_agency_elsewhere_takes_the_unit_out():
    parties = (Party("B", PartyRole.DEFENDANT), Party("X", PartyRole.DEFENDANT))
    case = replace(CASE, parties=parties, arrangement=Arrangement(ArrangementKind.COURT, ("X",)))
    assert concluded([FEB3], [came(1, None)], case=case).standing is Standing.RELIEVED


def test_an_arrangement_that_names_no_sued_agency_has_no_effect():
    case = replace(CASE, arrangement=Arrangement(ArrangementKind.AGREED, ("G",)))
    assert concluded([FEB3], [came(1)], case=case).standing is Standing.DISCHARGED


def test_the_month_is_that_of_the_first_held_trial():
    inquiry = hearing(0, 1, kind=HearingKind.INQUIRY)
    march = replace(MARCH, outcome=Outcome.HELD)
    conclusion = concluded([inquiry, march], [came(3)], as_of=None)
    assert conclusion.month == "2026-03"


def test_a_missing_outcome_counts_in_its_own_month_also_where_the_unit_is_counted_elsewhere():
    early = hearing(1, 3, outcome=None)
    march = replace(MARCH, outcome=Outcome.HELD)
    conclusion = concluded([early, march], [came(3)], as_of=None)
    assert (conclusion.standing, conclusion.month) == (Standing.DISCHARGED, "2026-03")
    assert conclusion.unknown_months == ("2026-02",)


def test_the_highest_rank_that_validly_appeared_is_kept_and_what_was_said():
    rows = [came(1, spoke=True), came(2, "b1", settlement=True)]
    conclusion = concluded([FEB3, FEB24], rows)
    assert (conclusion.head_rank, conclusion.spoke, conclusion.settled) == (Rank.PRINCIPAL, True, True)
    head = conclusion.duties["B"].head
    assert head is not None
    assert (head.rank, head.hearing.id) == (Rank.PRINCIPAL, "h2")


def test_a_rank_four_without_link_waits_for_proof_and_a_linked_one_counts():
    conclusion = concluded([FEB3], [came(1, "b4")])
    assert [each.to_check.pending_check for each in conclusion.duties["B"].to_check] == [True]
    linked = Official("b4", "总工程师己", "B", Rank.OTHER, linked_cases=frozenset({"c1"}))
    register = Register(AGENCIES, (linked,), (CASE,), (FEB3,), (came(1, "b4"),))
    assert conclude(dossiers(register)["c1"], AS_OF).standing is Standing.DISCHARGED


def test_lawyers_alone_are_marked():
    row = Attendance("h1", "B", None, lawyers=2)
    assert concluded([FEB3], [row]).lawyers_only
    assert not concluded([FEB3], [replace(row, staff=1)]).lawyers_only


def test_of_a_corrected_row_the_latest_counts():
    first = came(1, None, recorded_at=datetime(2026, 2, 3, 12, tzinfo=SHANGHAI))
    second = came(1, recorded_at=datetime(2026, 2, 4, 12, tzinfo=SHANGHAI))
    assert concluded([FEB3], [second, first]).standing is Standing.DISCHARGED


def test_a_hearing_with_a_day_but_no_hour_has_passed_when_the_day_is_over():
    day_only = Hearing("h1", ("c1",), None, start_on=date(2026, 2, 28))
    assert concluded([day_only]).standing is Standing.PENDING
    assert concluded([day_only], as_of=datetime(2026, 3, 1, tzinfo=SHANGHAI)).standing is Standing.UNKNOWN


def test_a_combined_hearing_is_several_units_and_one_sitting():
    cases = tuple(replace(CASE, id=f"c{each}", number=f"(2026)鲁7102行初{each}号") for each in range(1, 5))
    together = replace(FEB3, cases=("c1", "c2", "c3", "c4"))
    figures = tally(Register(AGENCIES, OFFICIALS, cases, (together,), (came(1),)), "2026-02")
    assert (figures.den, figures.num, figures.profiles["D"]) == (4, 4, (1, 1))


def test_a_head_is_needed_until_discharged_and_again_when_notified_again():
    coming = replace(MARCH, re_notified=True)
    assert needs_head(Standing.PENDING, MARCH)
    assert needs_head(Standing.OPEN, MARCH)
    assert not needs_head(Standing.DISCHARGED, MARCH)
    assert needs_head(Standing.DISCHARGED, coming)
    assert not needs_head(Standing.RELIEVED, coming)
    assert not needs_head(Standing.PENDING, replace(MARCH, kind=HearingKind.JUDGMENT))
    assert not needs_head(Standing.PENDING, FEB3)


@st.composite
def registers(draw):
    hearings, rows, excuses = [], [], []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        outcome = draw(st.none() | st.sampled_from(Outcome))
        day = draw(st.integers(1, 28) | st.integers(31, 58))
        one = hearing(number, day, outcome, re_notified=draw(st.booleans()))
        hearings.append(one)
        for agency in ("B", "G"):
            if draw(st.booleans()):
                person = draw(st.sampled_from([None, "b1", "b3", "b4", "b5", "g1"]))
                rows.append(came(number, person, agency))
            if draw(st.booleans()):
                excuses.append(excuse(number, draw(st.sampled_from(CourtDecision)), agency))
    return Register(
        AGENCIES,
        OFFICIALS,
        (draw(st.sampled_from([CASE, BOTH])),),
        tuple(hearings),
        tuple(rows),
        tuple(excuses),
    )


@given(registers(), st.none() | st.just(AS_OF))
def test_a_unit_is_counted_once_and_never_lost(register, as_of):
    conclusion = conclude(dossiers(register)["c1"], as_of)
    months = [tally(register, month, as_of) for month in ("2026-02", "2026-03")]
    assert sum(each.den for each in months) == (conclusion.standing in DUE)
    assert sum(each.pending for each in months) <= 1
    if conclusion.standing is Standing.UNKNOWN:
        assert sum(each.unknown for each in months) >= 1
    for each in months:
        assert each.den == each.num + each.excused + each.open + each.breached
        assert not (each.unknown and each.rate)


DUE = (Standing.DISCHARGED, Standing.EXCUSED, Standing.OPEN, Standing.BREACHED)
