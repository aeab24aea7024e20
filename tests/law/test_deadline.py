from datetime import date

import pytest

from litigation.law.calendar import Calendar
from litigation.law.deadline import EVENTS, deadlines, notice_gap
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
        ("suggestion-received", "2026-03-10", {}, [("2m", "2026-05-11")]),
        ("suggestion-received", "2026-03-10", {"normative": True}, [("60d", "2026-05-09")]),
        ("suggestion-received", "2026-03-10", {"stated": date(2026, 4, 5)}, [("", "2026-04-05")]),
        ("reconsideration-application-served", "2026-09-28", {}, [("10wd", "2026-10-16")]),
        ("reconsideration-application-served", "2026-04-30", {"simple": True}, [("5wd", "2026-05-11")]),
        ("reconsideration-accepted", "2026-03-02", {"simple": True}, [("30d", "2026-04-01")]),
        ("hearing-fixed", "2026-11-30", {}, [("3d", "2026-11-27")] * 2),
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
    assert deadlines(event, date(2026, 3, 2), CALENDAR)


@pytest.mark.parametrize(
    ("served", "short", "edge"),
    [("2026-11-26", False, False), ("2026-11-27", False, True), ("2026-11-28", True, False)],
)
def test_three_days_before_the_hearing_is_marked_as_the_edge(served, short, edge):
    gap = notice_gap(date.fromisoformat(served), date(2026, 11, 30))
    assert (gap.short, gap.edge) == (short, edge)
