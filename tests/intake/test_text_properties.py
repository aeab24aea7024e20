"""What holds for every text of the corpora, however it is put, cut or mixed."""

import json
import random
import re
import unicodedata
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation.intake.court_text import read_text
from litigation.intake.draft import HearingDraft
from litigation.intake.moment import read_moments
from litigation.intake.numeral import FOLD
from litigation.intake.printout import to_json
from litigation.intake.spelt_number import in_figures
from litigation.intake.traditional import FOLD as TRADITIONAL
from litigation.law.case_number import CaseNumber, read_case_number
from litigation.law.courts import court_code, may_mean
from tests.intake.altered_texts import SAME, Alteration

TEXTS = Path(__file__).with_name("texts")
LOOKALIKE = str.maketrans("０１２３４５６７８９OoＯIl", "0123456789000" + "11")
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


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_text_cut_anywhere_never_gives_a_wrong_time_in_silence(data: st.DataObject) -> None:
    """Cut at any sign, what is left reads as the whole did, or the reading says that it may not."""
    item = data.draw(st.sampled_from(items()))
    cut = data.draw(st.integers(0, len(item["text"])))
    whole = as_written(item["text"], item["received_on"])
    true = {
        row[name] for row in (*whole, *item["expected"]) for name in ("start", "old_start") if row.get(name)
    }
    for row in item["expected"]:
        accept = row.get("accept", {})
        true |= {*accept.get("start", []), *accept.get("old_start", [])}
    for row in read(item["text"][:cut], item["received_on"]):
        assert row["warnings"] or {row["start"], row["old_start"]} - {None} <= true, item["text"][:cut]


def squeezed(text: str) -> str:
    """A text as it is compared: half-width, without blanks and marks at its ends."""
    folded = unicodedata.normalize("NFKC", text.translate(FOLD).translate(TRADITIONAL))
    return re.sub(r"\s", "", folded).strip("、,。;:()")


def starts_there(words: str, beside: str, value: datetime | date, received_on: date) -> bool:
    """Tell whether a day or an hour of the value stands in the words; the other may stand elsewhere."""
    moments = read_moments(words + beside, received_on)
    days = {moment.day for moment in moments} - {None}
    hours = {moment.clock for moment in moments} - {None}
    day, hour = (value.date(), value.time()) if isinstance(value, datetime) else (value, None)
    doubted = any(moment.warnings for moment in moments)
    return bool(moments) and (day in days or not days or doubted) and (not hours or hour in {None, *hours})


def number_there(words: str, number: CaseNumber) -> bool:
    """Tell whether a number's sequence stands in the words, or the range that holds it."""
    spelt = in_figures(words).translate(LOOKALIKE)
    figures = re.findall("[0-9]+", spelt) + re.findall("[0-9]+", re.sub(r"\s", "", spelt))
    ranged = words[:1] in "-至~—～到" and int(figures[-1]) >= number.sequence
    return ranged or any(int(each) == number.sequence for each in figures)


def court_there(words: str, name: str) -> bool:
    """Tell whether the words name the court, shortened or with a sign misread."""
    misread = len(words) == len(name) and sum(a != b for a, b in zip(words, name, strict=True)) == 1
    return words in name or misread or may_mean(words, court_code(name) or "")


def reads_to(field: str, words: str, beside: str, draft: HearingDraft, received_on: date) -> bool:
    """Tell whether words of the original, read alone, give the value of a field, or its part."""
    value = getattr(draft, field)
    if field in {"start", "old_start"}:
        return starts_there(words, beside, value, received_on)
    if field == "case_number":
        number = read_case_number(value)
        return number is not None and number_there(words, number)
    if field == "court":
        return court_there(squeezed(words), squeezed(value))
    values = [squeezed(one) for one in (value if isinstance(value, tuple) else (value,))]
    return all(one in squeezed(words) or squeezed(words) in one for one in values)


@pytest.mark.parametrize("item", items(), ids=lambda item: str(item["id"]))
def test_each_value_is_highlighted_where_it_stands(item: dict[str, Any]) -> None:
    text, received_on = item["text"], date.fromisoformat(item["received_on"])
    for draft in read_text(text, received_on).hearings:
        for field, place in draft.places.items():
            if field == "start" and draft.start is None:
                continue  # the place of a day that does not exist, for a person to see
            assert place.start is not None
            assert place.end is not None
            words, beside = text[place.start : place.end], text[place.end : place.end + 4] + "。"
            found = reads_to(field, words, beside, draft, received_on)
            before = text[max(0, place.start - 2) : place.start] + words  # 日期20270624 is none without 日期
            assert found or reads_to(field, before, beside, draft, received_on), (field, words)
