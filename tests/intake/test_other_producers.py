"""Texts written blind, before the grammar was looked at, in the styles of many courts and offices.

The rest that is still misread is counted, so that it can only shrink.
"""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from litigation.intake.court_text import read_text
from litigation.intake.printout import to_json

TEXTS = Path(__file__).with_name("texts")
NAMES = (
    "other_producers.jsonl",
    "more_producers.jsonl",
    "yet_other_producers.jsonl",
    "messages_and_changes.jsonl",
    "papers_and_lists.jsonl",
    "month_of_an_office.jsonl",
)
REACHED_F1 = 0.98
REACHED_FIELDS = 0.95
FIELDS = [
    "end",
    "court",
    "courtroom",
    "mode",
    "cause",
    "trial_level",
    "kind",
    "status",
    "old_start",
    "judge",
    "clerk",
    "phone",
    "plaintiffs",
    "defendants",
    "third_parties",
]


@cache
def items() -> tuple[dict[str, Any], ...]:
    lines = [line for name in NAMES for line in (TEXTS / name).read_text(encoding="utf-8").splitlines()]
    return tuple(json.loads(line) for line in lines if line)


@cache
def hearings(text: str, received_on: str) -> tuple[dict[str, Any], ...]:
    return tuple(to_json(draft) for draft in read_text(text, date.fromisoformat(received_on)).hearings)


def read(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The administrative hearings of a text, without those that cost nothing either way."""
    optional = {(one["case_number"], one["start"]) for one in item.get("optional_hearings", [])}
    found = hearings(item["text"], item["received_on"])
    return [
        one
        for one in found
        if one["administrative"] is not False and (one["case_number"], one["start"]) not in optional
    ]


def is_right(expected: dict[str, Any], field: str, value: Any) -> bool:
    return value in [expected[field], *expected.get("accept", {}).get(field, [])]


def pairs() -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Every expected administrative hearing with the one read for it."""
    for item in items():
        left = read(item)
        for expected in item["expected"]:
            if expected["administrative"] is False:
                continue
            match = next(
                (
                    one
                    for one in left
                    if one["case_number"] == expected["case_number"]
                    and is_right(expected, "start", one["start"])
                ),
                None,
            )
            if match:
                left.remove(match)
            yield expected, match


def test_texts_of_other_producers_are_read_at_the_score_reached() -> None:
    expected = list(pairs())
    hits = sum(1 for _, found in expected if found)
    f1 = 2 * hits / (len(expected) + sum(len(read(item)) for item in items()))
    assert f1 >= REACHED_F1


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_of_other_producers_is_read_at_the_score_reached(field: str) -> None:
    stated = [(expected, found) for expected, found in pairs() if found and field in expected]
    right = sum(1 for expected, found in stated if found and is_right(expected, field, found[field]))
    assert right >= REACHED_FIELDS * len(stated) or len(stated) - right <= 1


@pytest.mark.parametrize(
    "item", [one for one in items() if one["not_hearing"]], ids=lambda one: str(one["id"])
)
def test_no_other_text_without_a_hearing_gives_one(item: dict[str, Any]) -> None:
    assert read(item) == []


@pytest.mark.parametrize("item", [one for one in items() if one["expected"]], ids=lambda one: str(one["id"]))
def test_a_time_read_wrong_never_comes_without_a_warning(item: dict[str, Any]) -> None:
    true = {one["start"] for one in item["expected"]} | {one.get("old_start") for one in item["expected"]}
    for one in item["expected"]:
        true |= {*one.get("accept", {}).get("start", []), *one.get("accept", {}).get("old_start", [])}
    for one in read(item):
        assert one["warnings"] or {one["start"], one["old_start"]} <= {*true, None}


@pytest.mark.parametrize(
    "item", [one for one in items() if one["expected_warnings"]], ids=lambda one: str(one["id"])
)
def test_every_warning_due_to_other_texts_is_raised(item: dict[str, Any]) -> None:
    raised = {code for one in hearings(item["text"], item["received_on"]) for code in one["warnings"]}
    assert set(item["expected_warnings"]) <= raised


NEW = "(2026)鲁0304行初18号改期至2026年8月3日下午2时30分在第二法庭开庭，原定于"


@pytest.mark.parametrize(
    "old",
    ["2026-07-27 09:", "2026-07-27 14:3", "2026年7月27日上午9时3", "2026年7月27日上", "2026年7月27日上午9"],
)
def test_an_old_hour_cut_off_behind_a_whole_new_one_is_warned_about(old: str) -> None:
    (draft,) = hearings(NEW + old, "2026-07-01")
    assert draft["start"] == "2026-08-03T14:30"
    assert "time_ambiguous" in draft["warnings"]


@pytest.mark.parametrize(
    ("stamp", "start"),
    [
        ("2026-08-03T01:30:00Z", "2026-08-03T09:30"),
        ("2026-08-03T00:45:00.000Z", "2026-08-03T08:45"),
        ("2026-08-03T23:30:00Z", "2026-08-04T07:30"),
        ("2026-08-03T06:00:00+00:00", "2026-08-03T14:00"),
        ("2026-08-03T14:00:00+08:00", "2026-08-03T14:00"),
    ],
)
def test_universal_time_is_turned_into_that_of_shanghai(stamp: str, start: str) -> None:
    (draft,) = hearings(f"(2026)鲁0304行初18号 开庭 start={stamp}", "2026-07-01")
    assert draft["start"] == start
    assert "time_ambiguous" not in draft["warnings"]
