"""The court's list beside the register, line by line (R2020 art. 14)."""

from dataclasses import replace
from datetime import date

from litigation.law.court_comparison import (
    ComparedLine,
    CourtLine,
    ListHeap,
    OurHearing,
    compare_list,
    count_heaps,
)
from litigation.law.court_figures import Difference

NUMBER = "(2026)鲁9902行初12号"
FOURTH = date(2026, 8, 4)
OURS = OurHearing("1", NUMBER, "a", "城管局", "h1", FOURTH, True, True, "沈若衡", False)
COURT = CourtLine("1", NUMBER, NUMBER, (FOURTH,), "a", "城管局", True, ("沈若衡",), False)


def compare(*court: CourtLine, ours: tuple[OurHearing, ...] = (OURS,)) -> tuple[ComparedLine, ...]:
    return compare_list(court, ours, {each.number for each in ours}, "2026-08")


def only(*court: CourtLine, ours: tuple[OurHearing, ...] = (OURS,)) -> tuple[ListHeap, Difference | None]:
    (line,) = compare(*court, ours=ours)
    return line.heap, line.difference


def test_the_same_case_day_agency_and_presence_agree() -> None:
    assert only(COURT) == (ListHeap.AGREE, None)


def test_presence_that_differs_is_a_difference() -> None:
    assert only(replace(COURT, came=False)) == (ListHeap.DIFFER, Difference.ATTENDED)


def test_what_the_court_does_not_say_differs_from_nothing() -> None:
    assert only(replace(COURT, came=None)) == (ListHeap.AGREE, None)


def test_another_head_and_another_rank_differ() -> None:
    assert only(replace(COURT, heads=("顾言",))) == (ListHeap.DIFFER, Difference.HEAD)
    assert only(replace(COURT, heads=(), principal=True)) == (ListHeap.DIFFER, Difference.RANK)


def test_a_case_nobody_registered_is_what_we_lack() -> None:
    line = replace(COURT, number="(2026)鲁9902行初99号")
    found = {(each.heap, each.difference) for each in compare(line)}
    assert found == {
        (ListHeap.WE_LACK, Difference.NO_CASE),
        (ListHeap.COURT_LACKS, Difference.OURS_ONLY),
    }


def test_another_day_of_the_month_is_a_difference_of_days_said_once() -> None:
    assert only(replace(COURT, days=(date(2026, 8, 6),))) == (ListHeap.DIFFER, Difference.DAY)


def test_a_second_day_that_we_do_not_have_is_a_hearing_we_lack() -> None:
    line = replace(COURT, days=(FOURTH, date(2026, 8, 20)))
    assert only(line) == (ListHeap.WE_LACK, Difference.NO_HEARING)


def test_a_hearing_recorded_as_not_held_differs() -> None:
    ours = (replace(OURS, held=False, came=None),)
    assert only(COURT, ours=ours) == (ListHeap.DIFFER, Difference.NOT_HELD)


def test_a_hearing_without_record_waits_for_it() -> None:
    ours = (replace(OURS, held=None, came=None),)
    assert only(COURT, ours=ours) == (ListHeap.DIFFER, Difference.UNRECORDED)


def test_an_agency_that_is_none_of_the_cases_is_named() -> None:
    line = replace(COURT, agency_id=None, agency="某镇政府")
    found = {(each.heap, each.difference) for each in compare(line)}
    assert (ListHeap.WE_LACK, Difference.OTHER_AGENCY) in found


def test_what_only_we_have_is_listed_once_for_case_and_agency() -> None:
    second = replace(OURS, hearing_id="h2", day=date(2026, 8, 20))
    assert only(ours=(OURS, second)) == (ListHeap.COURT_LACKS, Difference.OURS_ONLY)


def test_hearings_of_other_months_and_of_relieved_agencies_are_not_missed() -> None:
    earlier = replace(OURS, day=date(2026, 7, 30))
    relieved = replace(OURS, relieved=True, came=None)
    assert compare(ours=(earlier, relieved)) == ()


def test_a_line_without_agency_speaks_of_all_that_owe() -> None:
    line = replace(COURT, agency_id=None, agency="", heads=())
    other = replace(OURS, agency_id="b", agency="街道办", came=False, head="")
    assert only(line, ours=(OURS, other)) == (ListHeap.DIFFER, Difference.ATTENDED)
    assert only(line, ours=(OURS, replace(other, relieved=True))) == (ListHeap.AGREE, None)


def test_a_line_without_day_speaks_of_the_months_hearings() -> None:
    july = replace(OURS, hearing_id="h0", day=date(2026, 7, 30), came=False)
    assert only(replace(COURT, days=()), ours=(july, OURS)) == (ListHeap.AGREE, None)


def test_a_line_said_twice_counts_once_and_a_contradiction_keeps_both() -> None:
    assert len(compare(COURT, COURT)) == 1
    both = compare(COURT, replace(COURT, came=False))
    assert {each.difference for each in both} == {None, Difference.ATTENDED}
    assert len({each.key for each in both}) == 2


def test_an_unreadable_number_is_asked_about() -> None:
    line = CourtLine("1", None, "鲁9902行初号")
    found = compare(line)
    assert found[0].difference is Difference.UNREADABLE
    assert count_heaps(found) == {
        ListHeap.DIFFER: 0,
        ListHeap.WE_LACK: 1,
        ListHeap.COURT_LACKS: 1,
        ListHeap.AGREE: 0,
    }
