"""The register of people by hand: checked, versioned, and followed by what depends on it."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.assign_heads import Choice, assign
from litigation.actions.manage_agencies import AgencyInput, create_agency, update_agency
from litigation.actions.manage_people import (
    LiaisonInput,
    OfficialInput,
    add_leave,
    create_liaison,
    create_official,
    remove_leave,
    update_liaison,
    update_official,
    verify_mobile,
)
from litigation.law.error import ConflictError, InvalidInputError, NotAllowedError
from litigation.records.agency import Agency, AgencyAlias, Leave, Liaison
from litigation.records.db import db
from litigation.records.notice import Notice
from tests.factory import CLERK, NOW, SECRET, at, make_agency, make_case, make_official

NAME = "云汀区市场监督管理局"


def enter(name: str = NAME, **fields: object) -> Agency:
    return create_agency(AgencyInput(name, **fields), now=NOW, actor=CLERK)


def aliases(agency: Agency) -> set[str]:
    query = select(AgencyAlias.name).where(AgencyAlias.agency_id == agency.id)
    return set(db.session.scalars(query))


def test_an_agency_is_known_by_all_its_names(app_on: Flask) -> None:
    agency = enter(short_name="区市监局", other_names=("云汀区工商局", "云汀区工商局", " "))
    assert aliases(agency) == {"区市监局", "云汀区工商局"}
    update_agency(
        agency.id, 1, AgencyInput(NAME, "市监局", other_names=("云汀区质监局",)), now=NOW, actor=CLERK
    )
    assert aliases(agency) == {"市监局", "云汀区质监局"}


def test_a_name_means_one_agency(app: Flask) -> None:
    enter(other_names=("云汀区工商局",))
    for name, others in ((NAME, ()), ("云汀区工商局", ()), ("云汀区质监局", (NAME,))):
        with pytest.raises(InvalidInputError, match="另一个机关"):
            enter(name, other_names=others)


def test_an_agency_is_not_above_itself(app: Flask) -> None:
    upper = enter("云汀区人民政府", kind="government")
    lower = enter(parent_id=upper.id)
    with pytest.raises(InvalidInputError, match="上级机关"):
        update_agency(upper.id, 1, AgencyInput("云汀区人民政府", parent_id=lower.id), now=NOW, actor=CLERK)


@pytest.mark.parametrize(
    "fields", [{"kind": "ministry"}, {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}]
)
def test_values_outside_the_lists_are_refused(app: Flask, fields: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError):
        enter(**fields)


def test_a_stale_form_changes_nothing(app: Flask) -> None:
    agency = enter()
    update_agency(agency.id, 1, AgencyInput(NAME, "甲"), now=NOW, actor=CLERK)
    with pytest.raises(ConflictError):
        update_agency(agency.id, 1, AgencyInput(NAME, "乙"), now=NOW, actor=CLERK)
    assert db.session.get_one(Agency, agency.id).short_name == "甲"


def test_a_new_number_is_unverified_and_an_empty_field_keeps_the_old_one(app_on: Flask) -> None:
    agency = enter()
    head = OfficialInput("沈若衡", "deputy", "副局长", mobile="13800001234")
    official = create_official(agency.id, head, now=NOW, actor=CLERK)
    official = verify_mobile(official.id, 1, now=NOW, actor=CLERK)
    same = OfficialInput("沈若衡", "principal", "局长")
    official = update_official(official.id, 2, same, now=NOW, actor=CLERK)
    assert (official.mobile, official.mobile_verified_at) == ("+8613800001234", NOW)
    other = OfficialInput("沈若衡", "principal", "局长", mobile="13800005678")
    official = update_official(official.id, 3, other, now=NOW, actor=CLERK)
    assert (official.mobile, official.mobile_verified_at) == ("+8613800005678", None)
    gone = OfficialInput("沈若衡", "principal", "局长", mobile="")
    assert update_official(official.id, 4, gone, now=NOW, actor=CLERK).mobile is None


def test_a_head_without_contacts_is_told_as_soon_as_there_is_a_number(app_on: Flask) -> None:
    agency = make_agency()
    official = make_official(agency, mobile=None, email=None)
    hearing = make_case(agency).hearings[0]
    assign(Choice(hearing.id, agency.id, official.id), now=NOW, actor=CLERK, secret=SECRET)
    head = OfficialInput("沈若衡", "deputy", "副局长", mobile="13800005678", from_on=date(2022, 1, 1))
    planned = select(Notice.address).where(Notice.state == "planned", Notice.recipient_kind == "official")
    assert not db.session.scalars(planned).all()
    update_official(official.id, official.version, head, now=NOW, actor=CLERK)
    assert set(db.session.scalars(planned)) == {"+8613800005678"}


def test_an_agency_has_one_default_liaison(app: Flask) -> None:
    agency = enter()
    first = create_liaison(agency.id, LiaisonInput("方以宁"), now=NOW, actor=CLERK)
    second = create_liaison(agency.id, LiaisonInput("陆知远"), now=NOW, actor=CLERK)

    def defaults() -> set[int]:
        return set(db.session.scalars(select(Liaison.id).where(Liaison.is_default.is_(True))))

    assert defaults() == {second.id}
    update_liaison(second.id, 1, LiaisonInput("陆知远", active=False), now=NOW, actor=CLERK)
    assert defaults() == set()
    assert first.id


def test_a_head_cannot_have_the_liaison_of_another_agency(app: Flask) -> None:
    liaison = create_liaison(enter().id, LiaisonInput("方以宁"), now=NOW, actor=CLERK)
    other = enter("云汀区公安局")
    with pytest.raises(InvalidInputError, match="联络员"):
        create_official(other.id, OfficialInput("甲", "deputy", liaison_id=liaison.id), now=NOW, actor=CLERK)


def test_leave_is_entered_and_taken_back(app: Flask) -> None:
    official = make_official(make_agency())
    begin, end = at("2026-09-20 08:30"), at("2026-09-22 17:30")
    with pytest.raises(InvalidInputError):
        add_leave(official.id, end, begin, "trip", "", now=NOW, actor=CLERK)
    leave = add_leave(official.id, begin, end, "trip", "", now=NOW, actor=CLERK)
    assert remove_leave(leave.id, now=NOW, actor=CLERK) == official.id
    assert db.session.scalar(select(Leave)) is None


def test_liaisons_and_leaders_change_nothing(app: Flask) -> None:
    for role in ("liaison", "leadership", "auditor", "head", ""):
        with pytest.raises(NotAllowedError):
            create_agency(AgencyInput(NAME), now=NOW, actor=Actor("x", role))
