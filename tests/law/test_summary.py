from dataclasses import replace

import pytest

from litigation.law.circular import PreviousEdition, Remedies
from litigation.law.summary import (
    four_out_sentences,
    headline,
    say_day_of_paper,
    say_number,
    summary_sentences,
)
from tests.law.circulars import AS_OF, CORRECTED, circular, tally

FULL = circular(tally=tally(17, 17, excused=0, breached=0, lawyers_only=0))
EMPTY = circular(tally=tally(0, 0))
UNKNOWN = circular(tally=tally(11, 11, unknown=1, excused=0, breached=0, lawyers_only=0))


def test_a_full_month_says_100_percent():
    assert headline(FULL) == "2026年8月，全区行政诉讼案件开庭审理17件，行政机关负责人出庭17件，出庭率100%。"


def test_a_month_with_a_missing_outcome_states_the_fraction_and_no_percent():
    """Domain rule 7: no percent while an outcome is unknown, on any line."""
    words = "".join(summary_sentences(UNKNOWN) + four_out_sentences(replace(UNKNOWN, remedies=Remedies())))
    assert "应计12件，已确认负责人出庭11件（11/12），另有1件结果待登记" in words
    assert "%" not in words


def test_a_month_without_hearings_is_neither_0_nor_100():
    words = "".join(summary_sentences(EMPTY) + four_out_sentences(EMPTY))
    assert "无开庭案件" in words
    assert "%" not in words


def test_the_nearly_full_month_is_never_rounded_up():
    nearly = circular(tally=tally(20000, 19999, excused=0, breached=1))
    assert "出庭率99.99%" in headline(nearly)


def test_the_missed_are_split_by_what_the_court_and_the_law_say():
    words = "".join(summary_sentences(circular()))
    assert "负责人未出庭2件，其中法院认定理由成立1件，未履行出庭应诉义务1件。" in words
    assert "仅委托律师出庭1件。" in words


def test_only_procedures_that_occurred_are_named():
    words = "".join(summary_sentences(circular()))
    assert "一审开庭4件、负责人出庭2件" in words
    assert "二审" not in words


def test_ranks_and_voices_stand_with_their_share():
    words = "".join(summary_sentences(circular()) + four_out_sentences(circular()))
    assert "正职1件（正职出庭率25.00%），副职1件，其他参与分管的负责人0件" in words
    assert "发表意见1件（出声率25.00%）" in words
    assert "意见2件（出解率50.00%）" in words
    assert "整改事项3项，已办结2项（办结率66.67%）" in words


def test_the_rule_of_counting_is_always_named():
    for paper in (FULL, EMPTY, UNKNOWN):
        assert f"统计口径：{paper.rule.words}" in summary_sentences(paper)


def test_a_correction_states_both_figures():
    assert (
        "第1版所报出庭1件、应计4件，现为出庭2件、应计4件"
        in summary_sentences(circular(edition=2, previous=CORRECTED))[-1]
    )


def test_a_correction_of_other_figures_does_not_repeat_equal_ones():
    same = PreviousEdition(1, 2, 4, reason="补登一名负责人的发言情况")
    words = summary_sentences(circular(edition=2, previous=same))[-1]
    assert words == "本通报为第2版，出庭和应计件数与第1版相同，更正原因：补登一名负责人的发言情况。"


def test_the_shared_case_explains_why_the_agencies_sum_is_higher():
    assert circular().shared_units == 1
    assert circular().tally.den + circular().shared_units == sum(each.den for each in circular().agencies)


@pytest.mark.parametrize(("number", "shown"), [("(2026)鲁0202行初12号", "（2026）鲁0202行初12号")])
def test_case_numbers_are_printed_with_full_width_brackets(number, shown):
    assert say_number(number) == shown


def test_a_paper_date_has_no_padded_zeros():
    assert say_day_of_paper(AS_OF.date()) == "2026年9月2日"
