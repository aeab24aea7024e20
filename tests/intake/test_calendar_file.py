"""Calendar files of many producers: times, identity, encodings, and what must be refused."""

import json
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation.intake.calendar_file import read_calendar
from litigation.intake.draft import HearingDraft, Reading

SAMPLES = Path(__file__).parent / "calendars"
FILES = json.loads((SAMPLES / "expected.json").read_text())["files"]
# Wall-clock times: what a court writes has no zone.
at = datetime.fromisoformat
RECEIVED = date(2026, 11, 2)
# Said about any event, whoever produced the file.
_OF_THE_DAY = {"time_missing", "date_in_past"}


def _stated(value: Any) -> str | None:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S+08:00")
    return value.isoformat() if value else None


def _event(*lines: str, received: date = RECEIVED, head: str = "") -> Reading:
    body = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", head, "BEGIN:VEVENT", *lines, "END:VEVENT"])
    return read_calendar(f"{body}\r\nEND:VCALENDAR\r\n".encode(), "a.ics", received)


@pytest.mark.parametrize("expected", FILES, ids=lambda each: each["file"])
def test_a_sample_calendar_is_read_or_refused_as_expected(expected: dict[str, Any]) -> None:
    started = time.perf_counter()
    reading = read_calendar((SAMPLES / expected["file"]).read_bytes(), expected["file"], RECEIVED)

    assert time.perf_counter() - started < 1
    assert bool(reading.hearings) == expected["accept"]
    assert expected["accept"] or reading.problems[0].message.endswith("。")
    found = sorted((each.uid or "", _stated(each.start), _stated(each.end)) for each in reading.hearings)
    assert found == sorted((each["uid"] or "", each["start"], each["end"]) for each in expected["hearings"])
    for hearing in expected["hearings"]:
        draft = next(each for each in reading.hearings if each.uid == hearing["uid"])
        assert hearing["summary"] in draft.original
        assert hearing["location"] in draft.original
        assert (hearing.get("status") == "CANCELLED") == (draft.status == "cancelled")
    codes = {*reading.warnings, *(code for each in reading.hearings for code in each.warnings)} - _OF_THE_DAY
    assert {code.replace("_", "-").replace("1-0", "1.0") for code in codes} == set(expected["warnings"])


def test_a_hearing_s_fields_come_out_of_summary_place_and_description() -> None:
    reading = read_calendar((SAMPLES / "h_outlook_classic.ics").read_bytes(), "a.ics", RECEIVED)

    draft = reading.hearings[0]
    assert (draft.case_number, draft.court, draft.courtroom) == (
        "(2026)京01行初123号",
        "北京市第一中级人民法院",
        "第三法庭",
    )
    assert (draft.plaintiffs, draft.defendants, draft.cause) == (("王某",), ("某局",), "行政处罚")
    assert (draft.trial_level, draft.administrative) == ("一审", True)


def test_the_highest_sequence_of_one_event_stands() -> None:
    old = "UID:1\r\nSEQUENCE:1\r\nDTSTART:20261222T093000"
    new = "UID:1\r\nSEQUENCE:2\r\nDTSTART:20261223T093000"

    for first, second in ((old, new), (new, old)):
        reading = _event(*first.split("\r\n"), "END:VEVENT", "BEGIN:VEVENT", *second.split("\r\n"))
        assert [each.start for each in reading.hearings] == [at("2026-12-23 09:30")]


def test_a_foreign_zone_is_brought_to_shanghai_and_said_so() -> None:
    (draft,) = _event("UID:1", "DTSTART;TZID=Tokyo Standard Time:20261222T100000").hearings

    assert draft.start == at("2026-12-22 09:00")
    assert "zone_foreign" in draft.warnings


@pytest.mark.parametrize(
    "zone",
    [
        "China Standard Time",
        "PRC",
        "/mozilla.org/20050126_1/Asia/Shanghai",
        "+8",
        "(UTC+08:00) 北京，重庆，香港",
    ],
)
def test_a_name_that_means_china_is_local_time(zone: str) -> None:
    (draft,) = _event("UID:1", f'DTSTART;TZID="{zone}":20260714T100000').hearings

    assert draft.start == at("2026-07-14 10:00")


def test_a_zone_nobody_knows_is_asked_about() -> None:
    (draft,) = _event("UID:1", "DTSTART;TZID=../../etc/passwd:20261222T100000").hearings

    assert "zone_unclear" in draft.warnings


def test_a_weekly_series_is_expanded_without_its_exceptions() -> None:
    reading = _event(
        "UID:1",
        "DTSTART;TZID=Asia/Shanghai:20261207T093000",
        "DTEND;TZID=Asia/Shanghai:20261207T103000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Asia/Shanghai:20261214T093000",
    )

    assert [each.start for each in reading.hearings] == [
        at(f"2026-12-{day} 09:30") for day in ("07", "21", "28")
    ]
    assert all("series" in each.warnings for each in reading.hearings)


def test_an_instance_of_its_own_replaces_that_of_the_series() -> None:
    reading = _event(
        "UID:1",
        "DTSTART:20261207T093000",
        "RRULE:FREQ=DAILY;COUNT=2",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:1",
        "RECURRENCE-ID:20261208T093000",
        "DTSTART:20261208T143000",
    )

    assert sorted(each.start for each in reading.hearings if isinstance(each.start, datetime)) == [
        at("2026-12-07 09:30"),
        at("2026-12-08 14:30"),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=3",
        "FREQ=DAILY;BYSECOND=0,1,2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=NONSENSE",
        "",
    ],
)
def test_a_rule_that_is_none_of_hearings_is_refused(rule: str) -> None:
    reading = _event("UID:1", "DTSTART:20261207T093000", f"RRULE:{rule}")

    assert reading.hearings == ()
    assert [problem.code for problem in reading.problems] == ["series_refused"]


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=DAILY;INTERVAL=7;BYDAY=SU", "FREQ=YEARLY"])
def test_an_endless_rule_is_bounded(rule: str) -> None:
    started = time.perf_counter()

    reading = _event("UID:1", "DTSTART:20261207T093000", f"RRULE:{rule}")

    assert time.perf_counter() - started < 1
    assert len(reading.hearings) <= 60


def test_a_file_cut_off_is_refused_as_a_whole() -> None:
    data = (SAMPLES / "p_icaljs.ics").read_bytes()

    reading = read_calendar(data[: len(data) * 2 // 3], "a.ics", RECEIVED)

    assert reading.hearings == ()
    assert [problem.code for problem in reading.problems] == ["file_broken"]


def test_a_bad_event_is_reported_with_its_line_and_the_others_go_on() -> None:
    reading = _event(
        "UID:1", "DTSTART:20261399T250000", "END:VEVENT", "BEGIN:VEVENT", "UID:2", "DTSTART:20261222T0930"
    )

    assert [(problem.code, problem.place.row) for problem in reading.problems] == [("date_invalid", 6)]
    assert [each.uid for each in reading.hearings] == ["2"]


def test_unescaped_text_and_names_in_any_case_are_taken_as_they_are() -> None:
    (draft,) = _event("uid:1", "dtstart:20261222T093000", "Summary:开庭: 甲; 乙, 丙: 丁").hearings

    assert draft.original == "开庭: 甲; 乙, 丙: 丁"


def _checked(draft: HearingDraft) -> None:
    assert draft.start is not None


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 4000), st.binary(max_size=6))
def test_no_damage_makes_the_reader_raise(file: dict[str, Any], position: int, patch: bytes) -> None:
    data = bytearray((SAMPLES / file["file"]).read_bytes())
    position %= len(data)
    data[position : position + len(patch)] = patch

    for draft in read_calendar(bytes(data), "a.ics", RECEIVED).hearings:
        _checked(draft)


def test_an_exception_in_another_zone_takes_its_instance_out_of_the_series() -> None:
    events = [
        [
            "UID:1",
            "DTSTART;TZID=Asia/Shanghai:20260908T073000",
            "RRULE:FREQ=WEEKLY;COUNT=2",
            "SUMMARY:开庭",
        ],
        [
            "UID:1",
            "RECURRENCE-ID:20260914T233000Z",
            "STATUS:CANCELLED",
            "DTSTART:20260914T233000Z",
            "SUMMARY:开庭",
        ],
    ]
    lines = [line for event in events for line in ("BEGIN:VEVENT", *event, "END:VEVENT")]
    data = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()

    reading = read_calendar(data, "a.ics", date(2026, 8, 20))

    assert [(f"{each.start:%m-%d %H:%M}", each.status) for each in reading.hearings] == [
        ("09-08 07:30", "new"),
        ("09-15 07:30", "cancelled"),
    ]
