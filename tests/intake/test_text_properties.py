"""What holds for every text of the corpora, however it is put, cut or mixed."""

import json
import random
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation.intake.court_text import read_text
from litigation.intake.printout import to_json
from tests.intake.altered_texts import SAME, Alteration

TEXTS = Path(__file__).with_name("texts")
KEPT = ("case_number", "start", "old_start", "status")


@cache
def items() -> tuple[dict[str, Any], ...]:
    """Every labelled text of the corpora."""
    names = sorted(path for path in TEXTS.glob("*.jsonl") if path.stem != "variations")
    lines = [line for path in names for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(json.loads(line) for line in lines if line)


def read(text: str, received_on: str) -> list[dict[str, Any]]:
    found = read_text(text, date.fromisoformat(received_on)).hearings
    return [row for row in map(to_json, found) if row["administrative"] is not False]


as_written = cache(read)


def kept(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(str([row[name] for name in KEPT]) for row in rows)


@pytest.mark.parametrize("alter", SAME, ids=lambda alter: str(alter.__name__))
def test_a_text_put_otherwise_is_read_alike(alter: Alteration) -> None:
    """A few odd texts may be read otherwise, but then never silently."""
    changed = 0
    for index, item in enumerate(items()[SAME.index(alter) % 3 :: 3]):
        text = alter(item["text"], random.Random(index))
        before, after = as_written(item["text"], item["received_on"]), read(text, item["received_on"])
        if kept(before) == kept(after):
            continue
        changed += 1
        known = {row["start"] for row in before} | {None}
        wrong = [row for row in after if row["start"] not in known and not row["warnings"]]
        assert not wrong, (item["id"], alter.__name__, text)
    assert changed <= len(items()) // 100


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_two_alterations_at_once_never_give_a_silent_wrong_time(data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(items()))
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    text = item["text"]
    for alter in data.draw(st.lists(st.sampled_from(SAME), min_size=2, max_size=3)):
        text = alter(text, chance)
    known = {row["start"] for row in as_written(item["text"], item["received_on"])} | {None}
    found = read(text, item["received_on"])
    assert not [row for row in found if row["start"] not in known and not row["warnings"]]
