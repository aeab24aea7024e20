"""Proposals for everything open: the reasons of each candidate, rules of the office, and what is proved."""

from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from litigation.actions import propose_heads
from litigation.actions.choice_instance import OfficeRule, Seat, Wishes, key_of
from litigation.actions.propose_heads import Proposal, propose, propose_all
from litigation.law.choice_ground import GroundKind
from litigation.records.agency import Leave
from litigation.records.db import db, writing
from litigation.solver import highs
from litigation.solver.model import Proof
from tests.factory import NOW, at, hearing_at, make_agency, make_case, make_official


def against(proposal: Proposal) -> dict[str, str]:
    """What is said against each who is not proposed."""
    return {each.name: each.why_not for each in proposal.others}


def with_rule(monkeypatch: pytest.MonkeyPatch, official_id: int, *, must: bool = True) -> None:
    """Let the office demand that the official appears at least once among the open seats."""

    def read_wishes(_session: Session, seats: Sequence[Seat]) -> Wishes:
        keys = frozenset(map(key_of, seats))
        return Wishes((OfficeRule("r", keys, frozenset({official_id}), "细则第三条", must=must),))

    monkeypatch.setattr(propose_heads, "read_wishes", read_wishes)


def test_everybody_else_has_the_one_reason_that_decided(app_on: Flask) -> None:
    agency = make_agency()
    make_official(agency, "顾文澈", rank="principal")
    make_official(agency, "秦越舟", portfolio=["行政处罚"])
    make_official(agency, "退休者", to_on=NOW.date())
    make_official(agency, "无依据", rank="other")
    away = make_official(agency, "请假者")
    with writing() as session:
        session.add(
            Leave(official_id=away.id, starts_at=at("2026-09-28 07:00"), ends_at=at("2026-09-28 18:00"))
        )
    make_case(agency)
    (item,) = propose_all(db.session, NOW).items
    said = against(item)
    assert said["顾文澈"] == "此事由秦越舟分管"
    assert "不在任" in said["退休者"]
    assert "法释〔2020〕3号第二条第一款" in said["退休者"]
    assert "书面证明" in said["无依据"]
    assert said["请假者"] == "9月28日 周一 07:00–18:00 请假"


def test_who_is_proposed_for_another_hearing_at_that_time_is_told_so(app_on: Flask) -> None:
    agency = make_agency()
    make_official(agency, "甲")
    make_official(agency, "乙")
    make_case(agency)
    make_case(agency, hearings=(hearing_at("2026-09-28 10:00"),))
    first, second = propose_all(db.session, NOW).items
    assert {first.proposed and first.proposed.name, second.proposed and second.proposed.name} == {"甲", "乙"}
    assert list(against(first).values()) == ["建议此人出庭 9月28日 周一 10:00 的另一案"]


def test_one_head_is_moved_so_that_nothing_stays_open(app_on: Flask) -> None:
    agency = make_agency()
    make_official(agency, "甲")
    late = make_official(agency, "乙")
    with writing() as session:
        session.add(
            Leave(official_id=late.id, starts_at=at("2026-09-28 10:30"), ends_at=at("2026-09-28 18:00"))
        )
    make_case(agency, hearings=(hearing_at("2026-09-28 08:30"),))
    make_case(agency, hearings=(hearing_at("2026-09-28 10:00"),))
    found = propose_all(db.session, NOW)
    assert [each.proposed.name for each in found.items if each.proposed] == ["乙", "甲"]
    assert (found.proof, found.room) == (Proof.OPTIMAL, 0)
    assert found.objective == found.bound


def test_a_rule_of_the_office_tips_the_scales_once(app_on: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    agency = make_agency()
    principal = make_official(agency, "正职", rank="principal")
    make_official(agency, "副职", portfolio=["行政处罚"])
    for day in (28, 29, 30):
        make_case(agency, hearings=(hearing_at(f"2026-09-{day} 09:30"),))
    with_rule(monkeypatch, principal.id)
    found = propose_all(db.session, NOW)
    ruled = [each for each in found.items if each.proposed and each.proposed.official_id == principal.id]
    assert len(ruled) == 1
    assert ruled[0].proposed is not None
    assert ruled[0].proposed.reasons[0] == "按规定由此人出庭（细则第三条）"
    assert against(ruled[0])["副职"] == "按规定由正职出庭（细则第三条）"
    assert found.broken == ()


def test_a_rule_that_cannot_be_kept_is_reported_with_why(
    app_on: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = make_agency()
    principal = make_official(agency, "正职", rank="principal")
    make_official(agency, "副职")
    with writing() as session:
        session.add(
            Leave(official_id=principal.id, starts_at=at("2026-09-01 07:00"), ends_at=at("2026-10-30 18:00"))
        )
    hearing = make_case(agency).hearings[0]
    with_rule(monkeypatch, principal.id)
    found = propose_all(db.session, NOW)
    assert [each.proposed.name for each in found.items if each.proposed] == ["副职"]
    (broken,) = found.broken
    assert (broken.source, broken.missing) == ("细则第三条", 1)
    assert [(seat.id, of.id) for seat, of in broken.seats] == [(hearing.id, agency.id)]
    assert [(name, ground.kind) for name, ground in broken.because] == [("正职", GroundKind.AWAY)]


def test_one_duty_alone_is_proposed_at_once_with_the_same_reasons(app_on: Flask) -> None:
    agency = make_agency()
    make_official(agency, "甲")
    make_official(agency, "乙", portfolio=["行政处罚"])
    hearing = make_case(agency).hearings[0]
    alone = propose(db.session, hearing, agency, NOW)
    assert alone.proposed is not None
    assert alone.proposed.name == "乙"
    assert against(alone) == {"甲": "此事由乙分管"}


def test_one_duty_alone_is_proposed_as_among_all(app_on: Flask) -> None:
    agency = make_agency()
    make_official(agency, "甲")
    make_official(agency, "乙", portfolio=["行政处罚"])
    for start in ("09:30", "10:00", "14:30"):
        make_case(agency, hearings=(hearing_at(f"2026-09-28 {start}"),))
    for item in propose_all(db.session, NOW).items:
        assert propose(db.session, item.hearing, agency, NOW) == item


def test_without_highs_the_proposals_stand_with_a_simple_bound(
    app_on: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(highs, "is_available", lambda: False)
    agency = make_agency()
    make_official(agency, "甲")
    for day in (28, 29, 30):
        make_case(agency, hearings=(hearing_at(f"2026-09-{day} 09:30"),))
    found = propose_all(db.session, NOW)
    assert (found.proof, len([each for each in found.items if each.proposed])) == (Proof.GREEDY, 3)
    assert found.room > 0


def test_the_questions_to_the_database_do_not_grow_with_the_hearings(app_on: Flask) -> None:
    agency = make_agency()
    for number in range(4):
        make_official(agency, f"负责人{number}")
    for day in range(1, 9):
        make_case(agency, hearings=(hearing_at(f"2026-10-{day:02d} 09:30"),))
    few = _questions(8, 4)
    for day in range(10, 26):
        make_case(agency, hearings=(hearing_at(f"2026-10-{day:02d} 09:30"),))
    assert _questions(24, 4) == few


def _questions(hearings: int, heads: int) -> int:
    """Count what one round of proposals asks of the database."""
    asked: list[str] = []

    def count(*given: Any) -> None:
        asked.append(given[2])

    db.session.remove()
    event.listen(db.engine, "before_cursor_execute", count)
    found = propose_all(db.session, NOW)
    event.remove(db.engine, "before_cursor_execute", count)
    assert [len(each.candidates) for each in found.items] == [heads] * hearings
    return len(asked)
