from datetime import date

import pytest

from litigation.law.calendar import Calendar
from litigation.law.deadline import (
    EVENTS,
    RULES,
    Kind,
    deadlines,
    electronically_served_on,
    is_on_time,
    late_performance,
    notice_gap,
    trial_limit,
)
from litigation.law.error import InvalidInputError

CALENDAR = Calendar.shipped()


def answers(event, start, **options):
    found = deadlines(event, date.fromisoformat(start), CALENDAR, **options)
    return [(each.length, each.due_on.isoformat()) for each in found]


@pytest.mark.parametrize(
    ("event", "start", "options", "expected"),
    [
        ("complaint-served", "2026-09-16", {}, [("15d", "2026-10-08")] * 3),
        ("case-filed", "2026-04-07", {}, [("5d", "2026-04-13"), ("6m", "2026-10-08")]),
        ("case-filed", "2026-04-07", {"simple": True}, [("5d", "2026-04-13"), ("45d", "2026-05-22")]),
        ("judgment-served", "2026-11-06", {}, [("15d", "2026-11-23")]),
        ("ruling-served", "2026-09-21", {}, [("10d", "2026-10-08")]),
        ("appeal-copy-served", "2026-01-31", {}, [("15d", "2026-02-24")]),
        ("appeal-received", "2026-03-02", {}, [("5d", "2026-03-09"), ("3m", "2026-06-02")]),
        ("retrial-application-served", "2026-09-10", {}, [("15d", "2026-09-28")]),
        ("performance-expired", "2024-11-30", {}, [("2y", "2026-11-30")]),
        ("suggestion-received", "2026-03-10", {}, [("60d", "2026-05-09"), ("2m", "2026-05-11")]),
        ("suggestion-received", "2026-03-10", {"normative": True}, [("60d", "2026-05-09")]),
        ("suggestion-received", "2026-03-10", {"stated": date(2026, 4, 5)}, [("", "2026-04-05")]),
        ("reconsideration-application-served", "2026-09-28", {}, [("10wd", "2026-10-16")]),
        ("reconsideration-application-served", "2026-04-30", {"simple": True}, [("5wd", "2026-05-11")]),
        ("reconsideration-accepted", "2026-03-02", {"simple": True}, [("30d", "2026-04-01")]),
        ("hearing-fixed", "2026-11-30", {}, [("3d", "2026-11-27")] * 2),
        ("evidence-obstacle-ceased", "2026-09-16", {}, [("15d", "2026-10-08")]),
        ("summary-procedure-set", "2026-11-06", {}, [("15d", "2026-11-23")]),
        ("summary-procedure-set", "2026-11-06", {"stated": date(2026, 11, 12)}, [("", "2026-11-12")]),
        ("defence-received", "2026-03-02", {}, [("5d", "2026-03-09")]),
        ("judgment-pronounced", "2026-09-21", {}, [("10d", "2026-10-08")]),
        ("judgment-pronounced-on-fixed-date", "2026-10-03", {}, [("0d", "2026-10-03")]),
        ("judgment-effective", "2026-04-07", {}, [("6m", "2026-10-08")]),
        ("retrial-ground-known", "2026-08-31", {}, [("6m", "2027-03-01")]),
        ("retrial-review-filed", "2026-04-07", {}, [("6m", "2026-10-08")]),
        ("protest-received", "2026-03-02", {}, [("30d", "2026-04-01")]),
        ("retrial-suggestion-received", "2026-03-02", {}, [("3m", "2026-06-02")]),
        ("retrial-refused", "2026-04-07", {}, [("6m", "2026-10-08")]),
        ("performance-ordered", "2026-03-02", {"stated": date(2026, 5, 1)}, [("", "2026-05-01")]),
        ("judgment-without-period-served", "2024-11-30", {}, [("2y", "2026-11-30")]),
        ("claim-period-expired", "2026-03-02", {}, [("3m", "2026-06-02")]),
        ("enforcement-refusal-served", "2026-11-06", {}, [("15d", "2026-11-23")]),
        ("act-known", "2026-04-07", {}, [("6m", "2026-10-08")]),
        ("act-known-untold", "2025-10-07", {}, [("1y", "2026-10-08")]),
        ("act-made", "2021-05-02", {}, [("5y", "2026-05-06"), ("20y", "2041-05-02")]),
        ("reconsideration-decision-served", "2026-09-10", {}, [("15d", "2026-09-28")]),
        ("reconsideration-accepted", "2026-03-02", {}, [("60d", "2026-05-06"), ("90d", "2026-06-01")]),
        ("reconsideration-opinion-received", "2026-03-10", {}, [("60d", "2026-05-09")]),
        ("obstacle-ceased", "2026-09-21", {}, [("10d", "2026-10-08")]),
    ],
)
def test_an_event_starts_its_periods(event, start, options, expected):
    assert answers(event, start, **options) == expected


def test_an_answer_carries_its_article_and_whether_it_is_confirmed():
    (answer,) = deadlines("judgment-served", date(2026, 12, 17), CALENDAR)
    assert answer.to_json() == {
        "name": "对判决提起上诉",
        "due_on": "2027-01-04",
        "nominal_on": "2027-01-01",
        "confirmed": False,
        "length": "15d",
        "article": "行政诉讼法第八十五条",
    }


def test_an_unknown_event_is_refused_with_the_known_ones():
    with pytest.raises(InvalidInputError, match="complaint-served"):
        deadlines("letter-read", date(2026, 1, 1), CALENDAR)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_answers(event):
    assert deadlines(event, date(2026, 3, 2), CALENDAR, stated=date(2026, 3, 20))


def test_every_row_names_its_start_and_its_article():
    assert len(set(RULES)) == len(RULES)
    for rule in RULES:
        assert rule.start.endswith("之日")
        assert "第" in rule.article or rule.kind is Kind.UNVERIFIED
        assert str(rule.to_json()["length"]) in rule.line() or rule.kind is Kind.STATED
        assert ("未核对原文" in rule.line()) is (rule.kind is Kind.UNVERIFIED)


def test_a_period_only_the_judgment_knows_is_asked_for():
    with pytest.raises(InvalidInputError, match="--stated"):
        deadlines("performance-ordered", date(2026, 3, 2), CALENDAR)


def test_each_party_counts_from_its_own_service():
    ours, theirs = answers("judgment-served", "2026-09-10"), answers("judgment-served", "2026-09-14")
    assert (ours, theirs) == ([("15d", "2026-09-28")], [("15d", "2026-09-29")])


def test_the_second_instance_runs_from_the_receipt_of_the_appeal():
    assert "法院收到上诉状之日" in {rule.start for rule in RULES if rule.name == "二审审限"}


def test_performing_late_costs_the_head_fifty_to_a_hundred_yuan_a_day():
    fine = late_performance(date(2026, 5, 1), date(2026, 5, 11))
    assert (fine.days, fine.low, fine.high) == (10, 500, 1000)
    assert late_performance(date(2026, 5, 1), date(2026, 4, 11)).high == 0


def test_a_paper_posted_before_the_end_is_in_time():
    assert is_on_time(date(2026, 9, 28), date(2026, 9, 28))
    assert not is_on_time(date(2026, 9, 29), date(2026, 9, 28))


def test_electronic_service_is_the_arrival_not_the_click():
    assert electronically_served_on(date(2026, 9, 10), date(2026, 9, 14)) == date(2026, 9, 10)
    assert electronically_served_on(date(2026, 9, 10), None) == date(2026, 9, 10)


def test_the_strict_reading_of_three_days_is_a_threshold_of_four():
    assert notice_gap(date(2026, 11, 27), date(2026, 11, 30), threshold=4).short
    assert notice_gap(date(2026, 11, 26), date(2026, 11, 30), threshold=4).edge


@pytest.mark.parametrize(
    ("served", "short", "edge"),
    [("2026-11-26", False, False), ("2026-11-27", False, True), ("2026-11-28", True, False)],
)
def test_three_days_before_the_hearing_is_marked_as_the_edge(served, short, edge):
    gap = notice_gap(date.fromisoformat(served), date(2026, 11, 30))
    assert (gap.short, gap.edge) == (short, edge)


def test_time_that_does_not_count_is_added_to_the_limit_of_trial():
    expert = [(date(2026, 5, 1), date(2026, 5, 20))]
    plain = trial_limit(date(2026, 3, 2), "6m", [], CALENDAR)
    longer = trial_limit(date(2026, 3, 2), "6m", expert, CALENDAR)
    assert (plain.nominal_on, longer.nominal_on) == (date(2026, 9, 2), date(2026, 9, 22))
    assert "第五十条" in longer.article
