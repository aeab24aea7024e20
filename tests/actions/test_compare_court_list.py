"""A court's list kept as it came, beside the register as it stands."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from litigation.actions.compare_court_list import Comparison, compare_court_list, open_comparisons
from litigation.actions.inquire_court import LetterInput, record_court_answer, write_letter
from litigation.actions.receive_court_list import Stated, receive_court_list
from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.risk_board import RiskKind, risks
from litigation.law.court_comparison import ListHeap
from litigation.law.court_figures import Difference
from litigation.law.error import InvalidInputError, NotFoundError
from litigation.records.agency import Agency
from litigation.records.court_list import CourtList, CourtListRow, find_court_list
from litigation.records.db import db
from litigation.records.lawsuit import Lawsuit
from tests.factory import CLERK, NOW, at, hearing_at, make_agency, make_case, make_official

STATED = Stated("2026-09", date(2026, 9, 14))


def heard(came: bool = True, day: str = "2026-09-10 09:30") -> tuple[Lawsuit, Agency]:
    """A case heard once, to which a deputy came or nobody did."""
    agency = make_agency("澄州市云汀区城市管理局", short_name="区城管局")
    head = make_official(agency)
    lawsuit = make_case(agency, hearings=(hearing_at(day),), now=at("2026-09-01 09:00"))
    who = Came(head.id if came else None)
    record_attendance(lawsuit.hearings[0].id, agency.id, who, now=NOW, actor=CLERK)
    return lawsuit, agency


def listed(*rows: str) -> bytes:
    return "\n".join(["案号,开庭日期,被告,是否出庭,出庭负责人", *rows]).encode()


def take(*rows: str) -> CourtList:
    kept = receive_court_list(listed(*rows), "名单.csv", STATED, now=NOW, actor=CLERK)
    found = find_court_list(db.session(), kept.id)
    assert found is not None
    return found


def compared(kept: CourtList) -> Comparison:
    return compare_court_list(db.session(), kept, NOW)


def test_what_agrees_agrees_whatever_the_agency_is_called(app_on: Flask) -> None:
    lawsuit, _agency = heard()
    for name in ("区城管局", "云汀区城市管理局", "城市管理局", ""):
        comparison = compared(take(f"{lawsuit.number},9月10日,{name},是,沈若衡"))
        assert [each.line.heap for each in comparison.lines] == [ListHeap.AGREE], name


def test_the_list_stays_as_it_came_and_the_comparison_follows_the_register(app_on: Flask) -> None:
    lawsuit, agency = heard(came=False)
    kept = take(f"{lawsuit.number},9月10日,区城管局,是,沈若衡")
    before = [(row.number, row.appeared, row.original) for row in kept.rows]
    assert [each.line.difference for each in compared(kept).lines] == [Difference.ATTENDED]
    head = agency.officials[0] if agency.officials else make_official(agency)
    record_attendance(lawsuit.hearings[0].id, agency.id, Came(head.id), now=NOW, actor=CLERK, reason="漏登")
    db.session.expire_all()
    again = find_court_list(db.session(), kept.id)
    assert again is not None
    assert compared(again).differing == 0
    assert [(row.number, row.appeared, row.original) for row in again.rows] == before


def test_the_same_list_twice_is_kept_once(app_on: Flask) -> None:
    lawsuit, _agency = heard()
    row = f"{lawsuit.number},9月10日,区城管局,是,沈若衡"
    assert take(row).id == take(row).id
    assert db.session.scalar(select(func.count()).select_from(CourtListRow)) == 1


def test_each_side_may_lack_what_the_other_has(app_on: Flask) -> None:
    heard()
    comparison = compared(take("（2026）鲁9902行初990号,9月11日,区城管局,否,"))
    assert {each.line.difference for each in comparison.lines} == {
        Difference.NO_CASE,
        Difference.OURS_ONLY,
    }


def test_an_agency_that_is_not_sued_is_asked_about(app_on: Flask) -> None:
    lawsuit, _agency = heard()
    make_agency("澄州市云汀区财政局", short_name="区财政局")
    comparison = compared(take(f"{lawsuit.number},9月10日,区财政局,是,"))
    assert Difference.OTHER_AGENCY in {each.line.difference for each in comparison.lines}


def test_a_difference_is_on_the_board_until_the_court_answers(app_on: Flask) -> None:
    lawsuit, _agency = heard()
    kept = take(f"{lawsuit.number},9月10日,区城管局,否,")
    (risk,) = [each for each in risks(db.session(), NOW) if each.kind is RiskKind.COURT_LIST]
    assert risk.what == "法院2026年9月名单与登记有 1 项不一致"
    key = compared(kept).lines[0].line.key
    record_court_answer(kept.id, key, "以你单位登记为准", date(2026, 9, 14), now=NOW, actor=CLERK)
    assert open_comparisons(db.session(), NOW) == []
    with pytest.raises(NotFoundError):
        record_court_answer(kept.id, "没有这一项", "好", date(2026, 9, 14), now=NOW, actor=CLERK)


def test_a_letter_takes_the_deadline_of_the_office(app_on: Flask) -> None:
    lawsuit, _agency = heard()
    kept = take(f"{lawsuit.number},9月10日,区城管局,否,")
    line = compared(kept).lines[0].line
    letter = write_letter(kept.id, LetterInput((line.key,)), now=NOW, actor=CLERK)
    assert (letter.keys, letter.reply_by) == ([line.key], date(2026, 9, 20))
    with pytest.raises(InvalidInputError):
        write_letter(kept.id, LetterInput(("没有勾选",)), now=NOW, actor=CLERK)


def test_a_month_to_come_and_an_empty_list_are_refused(app: Flask) -> None:
    with pytest.raises(InvalidInputError, match="还没有开始"):
        receive_court_list(b"x", "a.csv", Stated("2026-11", date(2026, 9, 14)), now=NOW, actor=CLERK)
    with pytest.raises(InvalidInputError, match="没有读到任何案件"):
        receive_court_list("八月名单".encode(), "a.txt", STATED, now=NOW, actor=CLERK)
