"""The cast of the fictional district: agencies, heads, liaisons and leaders, by the ordinary actions."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from litigation.actions.actor import SYSTEM, Actor
from litigation.actions.demo_story import Days, moment
from litigation.actions.manage_agencies import AgencyInput, create_agency
from litigation.actions.manage_people import (
    LiaisonInput,
    OfficialInput,
    add_leave,
    create_liaison,
    create_official,
    verify_mobile,
)
from litigation.actions.manage_settings import change_settings
from litigation.actions.office import OfficeSettings, office_settings
from litigation.actions.row import plain_words
from litigation.records.db import db, writing
from litigation.records.user import User

CLERK = Actor("林晓岚", "clerk")
IN_OFFICE_FROM = date(2022, 1, 1)


@dataclass(slots=True)
class Cast:
    """Who is in the register: agencies and heads by the names the story uses."""

    agencies: dict[str, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def create_cast(story: dict[str, Any], days: Days, *, now: datetime) -> Cast:
    """Enter everybody; settings that the office has made already stay as they are."""
    cast = Cast()
    change_settings(_unsaid(story["office"]), now=now, actor=SYSTEM)
    for entry in story["agencies"]:
        _enter_agency(cast, entry, set(story["without_mobile"]), now)
    for name, first, last, kind, note in story["leave"]:
        starts_at, ends_at = moment(days.day(first), "08:30"), moment(days.day(last), "17:30")
        add_leave(cast.heads[name], starts_at, ends_at, kind, note, now=now, actor=CLERK)
    _enter_leaders(story["leaders"], now)
    return cast


def _unsaid(office: dict[str, str]) -> dict[str, str]:
    """Those of the story's settings of which the office has said nothing."""
    held, silent = office_settings(db.session()), OfficeSettings()
    return {name: value for name, value in office.items() if getattr(held, name) == getattr(silent, name)}


def _enter_agency(cast: Cast, entry: dict[str, Any], without_mobile: set[str], now: datetime) -> None:
    agency = create_agency(
        AgencyInput(
            name=entry["name"],
            short_name=entry["short_name"],
            kind=entry["kind"],
            parent_id=cast.agencies.get(entry["parent"] or ""),
            other_names=tuple(entry["other_names"]),
        ),
        now=now,
        actor=CLERK,
    )
    short = entry["short_name"]
    cast.agencies[short], cast.names[short] = agency.id, entry["name"]
    if entry["liaison"]:
        number = 500 + len(cast.agencies)
        liaison = LiaisonInput(entry["liaison"], f"13900000{number}", f"liaison{number}@yunting.example")
        create_liaison(agency.id, liaison, now=now, actor=CLERK)
    for head in entry["heads"]:
        _enter_head(cast, short, head, head["name"] in without_mobile, now)


def _enter_head(cast: Cast, agency: str, head: dict[str, Any], silent: bool, now: datetime) -> None:
    number = 1000 + 37 * len(cast.heads)
    official = create_official(
        cast.agencies[agency],
        OfficialInput(
            name=head["name"],
            rank=head["rank"],
            post=head["post"],
            portfolio=tuple(head["portfolio"]),
            mobile="" if silent else f"1380000{number:04d}",
            email="" if silent else f"head{number}@yunting.example",
            from_on=IN_OFFICE_FROM,
        ),
        now=now,
        actor=CLERK,
    )
    if official.mobile:
        verify_mobile(official.id, official.version, now=now, actor=CLERK)
    cast.heads[head["name"]], cast.home[head["name"]] = official.id, agency


def _enter_leaders(leaders: list[list[str]], now: datetime) -> None:
    """Leaders who receive the circular; without a password they cannot sign in until one is given out."""
    with writing() as session:
        for username, name, role in leaders:
            account = User(username=username, name=plain_words(name), role=role, created_at=now)
            account.email = f"{username}@yunting.example"
            session.add(account)
