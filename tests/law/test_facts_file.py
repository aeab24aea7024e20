import json
from datetime import date, datetime
from pathlib import Path

import pytest

from litigation.law.agency import Agency, AgencyKind, PartyRole
from litigation.law.attendance import ArrangementKind
from litigation.law.clock import SHANGHAI
from litigation.law.facts import Arrangement, Attendance, Case, Hearing, Party, Register, register_as_of
from litigation.law.facts_file import read_register, write_register
from litigation.law.facts_node import FactsError
from litigation.law.procedure import Outcome

FILES = sorted((Path(__file__).parent / "registers").glob("*.json"))
BUREAU = {"id": "B", "name": "青岛市云汀区综合行政执法局", "kind": "department"}
CASE = {"id": "c1", "number": "(2026)鲁7102行初1号", "parties": [{"agency": "B", "role": "defendant"}]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reading_and_writing_a_facts_file_changes_nothing(path):
    register = json.loads(path.read_text("utf-8"))["register"]
    assert write_register(read_register(register)) == register


def test_a_day_without_hour_and_no_date_at_all_survive_writing():
    hearings = (
        Hearing("h1", ("c1",), None, start_on=date(2026, 2, 3)),
        Hearing("h2", ("c1",), None),
        Hearing("h3", ("c1",), datetime(2026, 2, 3, 9, 0, 30, tzinfo=SHANGHAI)),
    )
    case = Case(
        "c1",
        "(2026)鲁7102行初1号",
        (Party("B", PartyRole.DEFENDANT),),
        arrangement=Arrangement(ArrangementKind.COURT, ("B", "G")),
    )
    agencies = (Agency("B", "甲局", AgencyKind.DEPARTMENT), Agency("G", "乙局", AgencyKind.DEPARTMENT))
    register = Register(agencies=agencies, cases=(case,), hearings=hearings)
    assert read_register(json.loads(json.dumps(write_register(register)))) == register


@pytest.mark.parametrize(
    ("register", "sentence"),
    [
        ({"agencies": [{"id": "B", "kind": "department"}]}, "缺少“register.agencies[0].name”"),
        ({"agencies": [{**BUREAU, "kind": "局"}]}, "register.agencies[0].kind”应为government、"),
        ({"agencies": [BUREAU, BUREAU]}, "编号“B”重复"),
        ({"agencies": {}, "cases": [CASE]}, "当事机关“B”没有登记"),
        ({"agencies": "B"}, "应为列表"),
        (
            {
                "agencies": [BUREAU],
                "cases": [CASE],
                "hearings": [{"id": "h", "cases": ["c2"], "kind": "开庭"}],
            },
            "“c2”",
        ),
        (
            {"hearings": [{"id": "h", "cases": [], "kind": "开庭", "start": "2026-02-30T09:00"}]},
            "hearings[0].start”应为时间",
        ),
        ({"attendance": [{"hearing": "h", "agency": "B", "person": None, "staff": -1}]}, "不小于 0"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(register, sentence):
    with pytest.raises(FactsError, match="事实文件") as caught:
        read_register(register)
    assert sentence in str(caught.value)


@pytest.mark.parametrize("register", [[], [1], "text", None, 3])
def test_what_is_no_object_is_refused(register):
    with pytest.raises(FactsError, match="应为对象"):
        read_register(register)


def test_a_refusal_to_explain_survives_writing():
    row = Attendance("h1", "B", None, refused_to_explain=True)
    hearing = Hearing("h1", (), None)
    register = Register((Agency("B", "甲局", AgencyKind.DEPARTMENT),), hearings=(hearing,), attendance=(row,))
    assert read_register(json.loads(json.dumps(write_register(register)))) == register


def test_what_was_recorded_later_is_not_known_yet():
    early = datetime(2026, 2, 1, 9, tzinfo=SHANGHAI)
    late = datetime(2026, 3, 1, 9, tzinfo=SHANGHAI)
    told = Hearing("h1", ("c1",), early, outcome=Outcome.HELD, announced_at=early, recorded_at=late)
    untold = Hearing("h2", ("c1",), late, announced_at=late)
    past = register_as_of(Register(hearings=(told, untold)), datetime(2026, 2, 2, tzinfo=SHANGHAI))
    assert [(each.id, each.outcome) for each in past.hearings] == [("h1", None)]
