"""A case enters by hand: the number fills in what follows from it, duties arise, nothing twice."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from litigation.actions.case_input import PartyInput
from litigation.actions.register_case import create_case, create_hearing, update_case
from litigation.law.agency import PartyRole
from litigation.law.error import ConflictError, InvalidInputError
from litigation.records.db import db
from litigation.records.journal import JournalLine
from litigation.records.lawsuit import Lawsuit
from tests.factory import CLERK, NOW, at, case_of, hearing_at, make_agency, make_case


def test_the_number_fills_in_court_year_and_procedure(app_on: Flask) -> None:
    case = case_of(make_agency(), number="（2026）鲁 0202 行终 0012 号", court="")
    lawsuit = create_case(case, now=NOW, actor=CLERK)
    assert lawsuit.number == "(2026)鲁0202行终12号"
    assert (lawsuit.year, lawsuit.procedure, lawsuit.court) == (
        2026,
        "second_instance",
        "青岛市市南区人民法院",
    )
    assert lawsuit.original_number == "（2026）鲁 0202 行终 0012 号"


def test_each_sued_agency_of_the_district_gets_a_duty(app_on: Flask) -> None:
    bureau, street = make_agency(), make_agency(kind="street")
    city = make_agency("澄州市人民政府", kind="government", in_district=False)
    lawsuit = make_case(bureau, street, city)
    assert {(duty.agency_id, duty.standing) for duty in lawsuit.duties} == {
        (bureau.id, "pending"),
        (street.id, "pending"),
    }
    assert (lawsuit.standing, lawsuit.month) == ("pending", "2026-09")


@pytest.mark.parametrize(
    ("role", "art1_3", "owes"), [("third_party", True, True), ("third_party", False, False)]
)
def test_a_third_party_owes_only_when_it_should_have_been_sued(
    app: Flask, role: str, art1_3: bool, owes: bool
) -> None:
    agency, sued = make_agency(), make_agency("外区某局", in_district=False)
    case = case_of(sued)
    case = replace(case, parties=(*case.parties, PartyInput(PartyRole(role), agency.name, agency.id, art1_3)))
    lawsuit = create_case(case, now=NOW, actor=CLERK)
    assert bool(lawsuit.duties) is owes


def test_a_review_of_enforcement_owes_nothing(app: Flask) -> None:
    lawsuit = make_case(make_agency(), number="(2026)鲁0202行审5号")
    assert (lawsuit.duties, lawsuit.standing) == ([], "not_counted")


def test_the_same_number_in_another_spelling_is_refused_and_names_the_case(app_on: Flask) -> None:
    agency = make_agency()
    first = make_case(agency, number="(2026)鲁0202行初7号")
    with pytest.raises(ConflictError, match="已经登记") as caught:
        create_case(case_of(agency, number="〔2026〕鲁0202行初字第007号"), now=NOW, actor=CLERK)
    assert caught.value.details == {"case_id": first.id}
    assert db.session.scalar(select(func.count()).select_from(Lawsuit)) == 1


def test_an_unreadable_number_says_how_it_should_look(app: Flask) -> None:
    with pytest.raises(InvalidInputError, match="（2026）鲁0202行初12号"):
        create_case(case_of(make_agency(), number="行初七号"), now=NOW, actor=CLERK)


def test_an_arrangement_relieves_the_other_agency(app_on: Flask) -> None:
    bureau, government = make_agency(), make_agency("澄州市云汀区人民政府", kind="government")
    lawsuit = make_case(bureau, government)
    case = replace(
        case_of(bureau, government, number=lawsuit.number),
        arrangement_kind="agreed",
        arrangement_agencies=(bureau.id,),
    )
    changed = update_case(lawsuit.id, case, lawsuit.version, now=NOW, actor=CLERK)
    assert {duty.agency_id: duty.standing for duty in changed.duties} == {
        bureau.id: "pending",
        government.id: "relieved",
    }
    with pytest.raises(ConflictError):
        update_case(lawsuit.id, case, 1, now=NOW, actor=CLERK)


def test_a_combined_hearing_belongs_to_all_its_cases(app_on: Flask) -> None:
    agency = make_agency()
    cases = [make_case(agency, hearings=()) for _ in range(4)]
    hearing = create_hearing([each.id for each in cases], hearing_at(), now=NOW, actor=CLERK)
    assert [each.id for each in hearing.lawsuits] == [each.id for each in cases]


def test_a_past_hearing_without_outcome_is_unknown_and_names_its_month(app_on: Flask) -> None:
    lawsuit = make_case(make_agency(), hearings=(hearing_at("2026-08-20 09:00"),))
    assert (lawsuit.standing, lawsuit.month) == ("unknown", "2026-08")
    assert lawsuit.hearings[0].sitting_month == "2026-08"


def test_a_day_without_an_hour_stays_a_day(app: Flask) -> None:
    lawsuit = make_case(
        make_agency(), hearings=(replace(hearing_at(), starts_at=None, starts_on=date(2026, 9, 28)),)
    )
    assert lawsuit.hearings[0].starts_at is None
    assert lawsuit.hearings[0].starts_on == date(2026, 9, 28)


def test_the_shanghai_day_is_kept_for_an_early_hour(app: Flask) -> None:
    lawsuit = make_case(make_agency(), hearings=(hearing_at("2026-10-01 00:30"),))
    assert lawsuit.hearings[0].starts_at == at("2026-10-01 00:30")
    assert lawsuit.hearings[0].starts_on == date(2026, 10, 1)


def test_every_act_leaves_one_chained_line(app_on: Flask) -> None:
    make_case(make_agency())
    lines = db.session.scalars(select(JournalLine).order_by(JournalLine.id)).all()
    assert [line.act for line in lines] == ["case.create", "hearing.create"]
    assert lines[1].previous_hash == lines[0].line_hash
