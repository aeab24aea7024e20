import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.attendance import Standing
from litigation.law.circular import Circular, CountingRule, PreviousEdition
from litigation.law.circular_file import CircularFileError, read_circular, write_circular
from litigation.law.heap import Heaps, SittingLine, UnitLine
from litigation.law.rate import Tally
from tests.law.circulars import circular

WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
TEXTS = st.dictionaries(WORDS, st.lists(WORDS, max_size=3).map(tuple), max_size=3)
HEAPS = st.builds(
    Heaps,
    cases=TEXTS,
    units=st.dictionaries(WORDS, st.builds(UnitLine), max_size=2),
    sittings=st.lists(
        st.builds(
            SittingLine,
            starts_at=st.none() | st.datetimes(timezones=st.just(UTC)),
            cases=st.just((("1", "(2026)鲁7102行初1号"),)),
        ),
        max_size=2,
    ).map(tuple),
)
CIRCULARS = st.builds(
    Circular,
    as_of=st.datetimes(timezones=st.just(UTC)),
    tally=st.builds(Tally, as_of=st.none() | st.datetimes(timezones=st.just(UTC))),
    rule=st.builds(CountingRule),
    heaps=HEAPS,
    previous=st.none() | st.builds(PreviousEdition),
)


@given(CIRCULARS)
def test_a_circular_written_and_read_is_the_same(whole):
    assert read_circular(json.loads(json.dumps(write_circular(whole), ensure_ascii=False))) == whole


def test_the_invented_month_survives_with_all_its_parts():
    sitting = SittingLine("7", None, date(2026, 8, 5), "湖滨区人民法院", "3号法庭", (("1", "x"),), None)
    unit = UnitLine("x", ("区某局",), "王某某", "强制拆除", Standing.BREACHED, ("未出庭",))
    heaps = Heaps({"den": ("1", "2")}, {"1": unit}, (sitting,))
    whole = circular(heaps=heaps, previous=PreviousEdition(1, 2, 4, reason="补录"))
    assert read_circular(json.loads(json.dumps(write_circular(whole)))) == whole


def test_an_edition_that_does_not_know_a_field_takes_its_default():
    older = write_circular(circular())
    del older["heaps"], older["cases"][0]["case_id"]
    assert read_circular(older) == circular()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("month",), 8),
        (("edition",), True),
        (("as_of",), "gestern"),
        (("cases", 0, "standing"), "absent"),
        (("cases", 0, "nose"), "long"),
        (("tally", "profiles", "D0"), [1, 2, 3]),
        (("agencies",), {}),
        (("tally",), None),
    ],
)
def test_damaged_content_is_refused_with_its_place(path, value):
    damaged = write_circular(circular())
    inner = damaged
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(CircularFileError, match="无法读取") as caught:
        read_circular(damaged)
    assert str(path[0]) in caught.value.details["place"]


def test_a_missing_field_and_no_object_at_all_are_refused():
    damaged = write_circular(circular())
    del damaged["month"]
    for data in (damaged, {}, [], None):
        with pytest.raises(CircularFileError):
            read_circular(data)


def test_sittings_are_known_attended_or_missing():
    day = datetime(2026, 8, 5, 1, tzinfo=UTC)
    came, missed, open_ = (
        SittingLine(str(each), day, day.date(), "", "", (), attended)
        for each, attended in enumerate((True, False, None))
    )
    heaps = replace(Heaps(), sittings=(came, missed, open_))
    assert heaps.sittings_of("num") == (came,)
    assert heaps.sittings_of("den") == (came, missed)
    assert heaps.sittings_of("unknown") == (open_,)
