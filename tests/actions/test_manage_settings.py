"""Settings: versions with their author; nothing is overwritten."""

from dataclasses import replace
from datetime import date, time

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.ladder_state import ladder_settings
from litigation.actions.manage_settings import (
    change_settings,
    remove_holiday,
    set_holiday,
    settings_version,
)
from litigation.actions.office import holiday_calendar, office_settings
from litigation.law.error import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from litigation.law.ladder_state import LadderSettings
from litigation.law.office_hours import OfficeHours
from litigation.records.db import db
from litigation.records.setting import Setting
from tests.factory import CLERK, NOW

ADMIN = Actor("boss", "admin", 1)
HOURS = OfficeHours()


def change(version: int | None = None, **values: object) -> tuple[str, ...]:
    return change_settings(values, now=NOW, actor=ADMIN, version=version)


def test_each_change_is_a_version_and_the_last_holds(app_on: Flask) -> None:
    assert change(office_name="云汀区司法局", quiet_from="21:00") == ("office_name",)
    assert change(office_name="云汀区司法局 应诉科", travel_minutes="45") == ("office_name", "travel_minutes")
    settings = office_settings(db.session())
    assert (settings.office_name, settings.travel_minutes) == ("云汀区司法局 应诉科", 45)
    rows = db.session.execute(
        select(Setting.version, Setting.changed_by).where(Setting.name == "office_name")
    )
    assert [tuple(row) for row in rows] == [(1, "boss"), (2, "boss")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quiet_from", "25:00"),
        ("travel_minutes", "-1"),
        ("hearing_minutes", "两小时"),
        ("office_name", " "),
        ("office_phone", "call me"),
        ("organizer_mail", "a@b\r\nBcc: c@d.cn"),
        ("urgent_hours", "100"),
        ("secret_key", "x"),
        ("reminder_days", "1、3、7"),
        ("reminder_days", "7、3"),
        ("chase_hours", "0、4"),
        ("morning_at", "早上"),
    ],
)
def test_a_value_that_cannot_be_used_changes_nothing(app: Flask, field: str, value: str) -> None:
    with pytest.raises(InvalidInputError):
        change(**{"district_name": "云汀区", field: value})
    assert settings_version(db.session()) == 0


def test_a_stale_form_is_refused(app: Flask) -> None:
    change(version=0, district_name="甲")
    with pytest.raises(ConflictError):
        change(version=0, district_name="乙")


def test_a_holiday_needs_its_source_and_moves_working_days(app: Flask) -> None:
    day = date(2026, 9, 15)
    with pytest.raises(InvalidInputError):
        set_holiday(day, "off", " ", now=NOW, actor=ADMIN)
    set_holiday(day, "off", "区政府通知", now=NOW, actor=ADMIN)
    assert not holiday_calendar(db.session()).is_working_day(day)
    remove_holiday(day, now=NOW, actor=ADMIN)
    assert holiday_calendar(db.session()).is_working_day(day)
    with pytest.raises(NotFoundError):
        remove_holiday(day, now=NOW, actor=ADMIN)


def test_clerks_change_no_settings(app: Flask) -> None:
    with pytest.raises(NotAllowedError):
        change_settings({"office_name": "甲"}, now=NOW, actor=CLERK)
    with pytest.raises(NotAllowedError):
        set_holiday(date(2026, 9, 15), "off", "x", now=NOW, actor=CLERK)


def test_the_ladder_keeps_the_office_s_times_and_has_the_law_s_defaults(app: Flask) -> None:
    assert replace(ladder_settings(db.session(), office_settings(db.session())), hours=HOURS) == replace(
        LadderSettings(), hours=HOURS
    )
    change(reminder_days="10, 5 ,2", phone_days="1", leadership_at="09:00")
    settings = ladder_settings(db.session(), office_settings(db.session()))
    assert (settings.reminder_days, settings.phone_days) == ((10, 5, 2), 1)
    assert settings.leadership_at == time(9)
